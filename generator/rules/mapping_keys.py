"""E9803: keys of API mappings that API Gateway refuses."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.domains import base_path_problem
from generator.rules.rule import Finding, HttpApiRule, problems
from generator.template_model import Model


class MappingKeys(HttpApiRule):
    id = "E9803"
    shortdesc = "The key of an API mapping is a path without / at its ends"
    description = (
        "API Gateway answers 400 to a key that begins or ends with /, and to one with other characters than letters, "
        "digits and $-_.+!*'()/ (aws/aws-cdk#9077, aws/aws-cdk#9078)."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html"
    tags = ["http-api", "domains"]
    fix = "Write orders/v1 for https://api.example.com/orders/v1; leave ApiMappingKey out for the root of the domain."
    bad = """\
Resources:
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties:
      ApiId: !Ref HttpApi
      DomainName: api.example.com
      Stage: !Ref Stage
      ApiMappingKey: /orders
"""
    good = bad.replace("/orders", "orders")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            yield from problems(api.mappings, "ApiMappingKey", problem=_problem)


def _problem(key: str) -> str | None:
    """An empty one is the root of the domain, too (aws/aws-cdk#26298)."""
    return base_path_problem(key) if key else None
