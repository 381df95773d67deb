"""E9102: an OpenAPI document beside routes of their own."""

from __future__ import annotations

from collections.abc import Iterator

from generator.resource_types import AUTHORIZER, INTEGRATION, ROUTE
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT, Value, shown


class ImportedApis(HttpApiRule):
    id = "E9102"
    shortdesc = "An API has its routes from a document or from resources, not from both"
    description = (
        "Whenever the document changes, API Gateway imports it in place of all that the API has: the routes, "
        "integrations and authorizers that are resources vanish, and CloudFormation does not notice "
        "(aws/serverless-application-model#1650)."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html"
    tags = ["http-api", "routes"]
    fix = "Write the route into the document, or all of the document's routes as resources."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        info: {title: orders, version: '1'}
        paths: {}
  GetOrders:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: GET /orders
      AuthorizationType: NONE
"""
    good = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        info: {title: orders, version: '1'}
        paths:
          /orders:
            get: {}
"""

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            documents = list(_documents(api.resource)) if api.resource else []
            for part in api.parts if documents else ():
                is_of_its_own = part.type in (ROUTE, INTEGRATION, AUTHORIZER) and not part.is_virtual
                if is_of_its_own and any(model.template.possible(each.given | part.given) for each in documents):
                    message = f"{part.logical_id} is a resource, but {shown(api.identity)} imports a document"
                    yield Finding(part.path, f"{message}, which takes its place: write it into the document")


def _documents(api: Resource) -> Iterator[Value]:
    for name in ("Body", "BodyS3Location"):
        yield from (value for value in api.values(name) if value.value is not ABSENT)
