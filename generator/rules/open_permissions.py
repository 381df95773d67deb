"""W9703: functions that any API may call."""

from __future__ import annotations

from collections.abc import Iterator

from generator.resource_types import PERMISSION
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.invocations import PRINCIPAL
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT, Value, shown


class OpenPermissions(HttpApiRule):
    id = "W9703"
    shortdesc = "A permission says which API may call"
    description = (
        "Without a SourceArn, every API of every account may call the function: API Gateway asks on behalf of whoever "
        "made the API, and all that is known of it is the SourceArn."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html"
    )
    tags = ["http-api", "permissions"]
    fix = "Write a SourceArn that ends with ${HttpApi}/*."
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
    bad = good[: good.index("      SourceArn:")]

    def check(self, model: Model) -> Iterator[Finding]:
        for permission in model.template.of_type(PERMISSION):
            for source in _without_source(permission):
                function = shown(permission.value("FunctionName"))
                message = f"Any API of any account may call {function}: write a SourceArn that names the API"
                yield Finding(source.path, f"{message}, such as one that ends with ${{HttpApi}}/*")


def _without_source(permission: Resource) -> Iterator[Value]:
    """Yield where a SourceArn should stand; an account alone is a limit, too."""
    for principal, source, account in permission.together("Principal", "SourceArn", "SourceAccount"):
        if principal.text == PRINCIPAL and source.value is ABSENT and account.value is ABSENT:
            yield source
