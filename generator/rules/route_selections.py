"""E9107: HTTP APIs that are to choose their routes in another way."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.routes import SELECTION
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model


class RouteSelections(HttpApiRule):
    id = "E9107"
    shortdesc = "An HTTP API chooses its routes by method and path"
    description = (
        f"The RouteSelectionExpression of an HTTP API must be {SELECTION}, which it is if it is left out. Others are "
        "for WebSocket APIs, which choose by a part of the message."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html"
    )
    tags = ["http-api", "apis"]
    fix = "Leave out RouteSelectionExpression, or write ProtocolType: WEBSOCKET if that is what is meant."
    good = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
"""
    bad = f"{good}      RouteSelectionExpression: $request.body.action\n"

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for value in api.resource.values("RouteSelectionExpression") if api.resource and api.is_certain else ():
                if value.text is not None and value.text != SELECTION:
                    message = f"RouteSelectionExpression '{value.text}': an HTTP API chooses by method and path"
                    yield Finding(value.path, f"{message}: leave it out")
