"""W9403: origins, methods and headers that match no request."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.http_api.cors import header_name_problem, method_problem, origin_problem
from generator.rules.rule import Finding, HttpApiRule, problems
from generator.template_model import Model

_PROBLEMS: dict[str, Callable[[str], str | None]] = {
    "AllowOrigins": origin_problem,
    "AllowMethods": method_problem,
    "AllowHeaders": header_name_problem,
    "ExposeHeaders": header_name_problem,
}


class CorsEntries(HttpApiRule):
    id = "W9403"
    shortdesc = "Origins, methods and headers are such as browsers send"
    description = (
        "API Gateway compares an origin with what the browser sends: a scheme and a host in lower case, maybe a port, "
        "and never a path. What differs is stored and matches nobody, so that pages cannot call the API; some schemes "
        "are refused when it is deployed."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html"
    tags = ["http-api", "cors"]
    fix = "Write origins as https://shop.example.com or *, methods in upper case, and one header to an entry."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
      CorsConfiguration:
        AllowOrigins: [https://shop.example.com/]
"""
    good = bad.replace(".com/", ".com")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for field, problem in _PROBLEMS.items():
                yield from problems(api.cors, "CorsConfiguration", field, problem=problem)
