"""HTTP backends: any URL on the internet, and private ones that are reached through a VPC link."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from generator.http_api import integrations, urls
from generator.spec.base import Name, SpecModel, Value, matching, valid

Method = Literal["ANY", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
ListenerArn = Value[
    Annotated[
        str,
        matching(
            integrations.LISTENER_ARN,
            "the ARN of a load balancer's listener, arn:aws:elasticloadbalancing:…:listener/app/…",
        ),
    ]
]
ServiceArn = Value[
    Annotated[
        str,
        matching(
            integrations.CLOUD_MAP_ARN,
            "the ARN of a service in Cloud Map, arn:aws:servicediscovery:…:service/srv-…",
        ),
    ]
]
ServerName = Value[Annotated[str, Field(min_length=1, max_length=512), valid(urls.server_name_problem)]]


class Http(SpecModel):
    """A URL, to which requests are passed on.

    It has no server's name to verify: API Gateway keeps that for private integrations only, and drops it silently
    (hashicorp/terraform-provider-aws#41326).
    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
    """

    url: Value[Annotated[str, valid(urls.url_problem)]]
    method: Method = "ANY"


class Private(SpecModel):
    """A listener of a load balancer, or a service in Cloud Map, inside a VPC.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
    """

    listener: ListenerArn | None = None
    service: ServiceArn | None = None
    vpc_link: Name
    method: Method = "ANY"
    server_name_to_verify: ServerName | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if (self.listener is None) == (self.service is None):
            raise ValueError("needs listener or service, and not both")
        return self
