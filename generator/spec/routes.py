"""Routes: which request goes to which function, and how many of them."""

import re
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeAlias

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from generator.http_api import quotas, routes
from generator.http_api.route_keys import RouteKey
from generator.spec.base import NAME, Lazy, Name, Number, SpecModel, Value, matching
from generator.spec.integrations import IntegrationSpec
from generator.spec.wording import shown


def _route_key(value: Any) -> RouteKey:
    return value if isinstance(value, RouteKey) else RouteKey.parse(str(value))


Key = Annotated[RouteKey, PlainValidator(_route_key)]
"""`$default`, or a method and a path such as `GET /orders/{id}`."""

RateLimit = Value[Annotated[Number, Field(gt=0)]]
BurstLimit = Value[Annotated[int, Field(gt=0)]]


class Throttling(SpecModel):
    """A token bucket; API Gateway answers 429 when it is empty.

    Both limits are always written together: a half-written setting reads as 0 and refuses every request
    (pulumi/pulumi-aws#2363).
    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
    """

    rate_limit: RateLimit  # requests per second
    burst_limit: BurstLimit  # requests


class RouteThrottling(SpecModel):
    """A route's own bucket; the limit that it leaves out is the stage's."""

    rate_limit: RateLimit | None = None  # requests per second
    burst_limit: BurstLimit | None = None  # requests

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.rate_limit is None and self.burst_limit is None:
            raise ValueError("needs rate_limit, burst_limit or both")
        return self

    def over(self, stage: Throttling) -> Throttling:
        """Return both limits, those left out taken from the stage's.

        An entry in RouteSettings replaces the stage's defaults as a whole, so it must repeat them
        (terraform-aws-modules/terraform-aws-apigateway-v2#78).
        """
        own = {name: getattr(self, name) for name in ("rate_limit", "burst_limit") if getattr(self, name) is not None}
        return stage.model_copy(update=own)


# How IAM, and nobody, are called elsewhere: AWS_IAM and NONE are what CloudFormation says.
_MEANT = {"iam": "iam", "aws_iam": "iam", "none": "none", "false": "none"}


def _known_word(value: Any) -> Any:
    word = shown(value)
    meant = _MEANT.get(word.lower(), word)
    if meant != word:
        raise ValueError(f"write {meant}")
    return value


AuthorizerName = Annotated[Name, BeforeValidator(_known_word)]
"""One of the spec's authorizers, `iam` or `none`."""

Scope = Value[
    Annotated[
        str,
        Field(min_length=1, max_length=routes.SCOPE),
        matching(routes.SCOPE_PATTERN, "a single scope: write each as an entry of its own"),
    ]
]


class RouteSpec(IntegrationSpec):
    """What happens to the requests of one route key: who may send them, how many, and what answers."""

    integration: Name | None = None
    authorizer: AuthorizerName | None = None
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=quotas.SCOPES)] | None = None
    operation_name: Value[Annotated[str, Field(min_length=1, max_length=64)]] | None = None
    throttling: RouteThrottling | None = None
    detailed_metrics: Value[bool] | None = None

    def throttling_on(self, stage: Throttling) -> Throttling:
        """Return the limits that hold for the route where these hold for the stage."""
        return self.throttling.over(stage) if self.throttling else stage


def _plain(value: Any) -> Any:
    """Let a function's name stand for a mapping; the schema of the mapping is built when a route needs it."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(NAME, value):
        return {"function": value}
    return RouteSpec.model_construct(_fields_set={"function"}, function=value)


if TYPE_CHECKING:
    Route: TypeAlias = RouteSpec
else:
    Route = Annotated[Any, Lazy("generator.spec.routes", "RouteSpec"), BeforeValidator(_plain)]
"""A function's name, or a mapping."""
