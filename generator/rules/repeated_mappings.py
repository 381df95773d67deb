"""E9804: API mappings that take each other's place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.domains import Mapped
from generator.template_model.values import ABSENT, Facts, Value, parts, shown


class RepeatedMappings(HttpApiRule):
    id = "E9804"
    shortdesc = "Each API mapping of a domain has a key of its own"
    description = (
        "API Gateway answers 409 to a second mapping with a key that a domain has already: `ApiMapping key already "
        "exists for this domain name` (aws/aws-cdk#22660). Without a key it is the root of the domain."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html"
    tags = ["http-api", "domains"]
    fix = "Give each mapping of the domain another ApiMappingKey, or remove one of them."
    bad = """\
Resources:
  Orders:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties:
      ApiId: !Ref OrdersApi
      DomainName: api.example.com
      Stage: !Ref OrdersStage
      ApiMappingKey: orders
  Customers:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties:
      ApiId: !Ref CustomersApi
      DomainName: api.example.com
      Stage: !Ref CustomersStage
      ApiMappingKey: orders
"""
    good = "customers".join(bad.rsplit("orders", 1))

    def check(self, model: Model) -> Iterator[Finding]:
        seen: dict[tuple[Any, Any], list[tuple[Mapped, Facts]]] = {}
        for each in model.mappings:
            for key in each.resource.values("ApiMappingKey"):
                given = each.given | key.given
                others = seen.setdefault((each.identity, _key(key)), [])
                for other, its_own in others:
                    if other.resource is not each.resource and model.template.possible(given | its_own):
                        yield Finding(key.path, _message(key, other))
                        break
                others.append((each, given))


def _key(key: Value) -> Any:
    """An empty key is none (aws/aws-cdk#26298)."""
    return ABSENT if key.value == "" or parts(key.value) is None else key.value


def _message(key: Value, other: Mapped) -> str:
    if _key(key) is ABSENT:
        what = f"This mapping is for the root of the domain, as {other.resource.logical_id} is"
        return f"{what}: give one of them an ApiMappingKey, or remove it"
    what = f"ApiMappingKey '{shown(key.value)}' is that of {other.resource.logical_id}, on the same domain"
    return f"{what}: choose another, or remove one of them"
