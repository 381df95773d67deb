"""E9608: functions that are not named as integrations have to name them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.integrations import function_uri_problem
from generator.resource_types import ALIAS, FUNCTIONS, VERSION
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.arns import arn_problem
from generator.template_model.integrations import backends
from generator.template_model.samples import sample
from generator.template_model.template import Template
from generator.template_model.values import ABSENT, Value, shown


class FunctionUris(HttpApiRule):
    id = "E9608"
    shortdesc = "An integration names its function by an ARN"
    description = (
        "An integration takes the ARN of a function, an alias or a version, or the URI that invokes it. API Gateway "
        "refuses the function's name, which is what !Ref gives."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-apigatewayv2-integration.html"
    )
    tags = ["http-api", "integrations"]
    fix = "Write !GetAtt Orders.Arn for the function Orders, and !Ref for an alias or a version."
    good = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
      Target: !GetAtt Orders.Arn
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Code: {ZipFile: "exports.handler = async () => 'hello'"}
      Handler: index.handler
      Role: !ImportValue orders-role-arn
      Runtime: nodejs24.x
  OrdersPermission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Orders
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*
"""
    bad = good.replace("Target: !GetAtt Orders.Arn", "Target: !Ref Orders")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for backend in backends(api, "function"):
                for uri in backend.values("IntegrationUri"):
                    if uri.value is ABSENT:
                        what = "the ARN of the function that it calls"
                        yield Finding(uri.path, f"{backend.integration.logical_id} needs IntegrationUri: {what}")
                    elif problem := _problem(model.template, uri):
                        yield Finding(uri.path, f"IntegrationUri '{shown(uri.value)}': {problem}")
            for target in api.resource.values("Target") if api.resource else ():
                if target.text is None and (problem := _problem(model.template, target)):
                    yield Finding(target.path, f"Target '{shown(target.value)}': {problem}")


def _problem(template: Template, uri: Value) -> str | None:
    if problem := arn_problem(template, uri.value, "a function", *FUNCTIONS, ALIAS, VERSION):
        return problem
    text = sample(template, uri.value)
    return None if text is None else function_uri_problem(text)
