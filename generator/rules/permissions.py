"""E9701: functions that API Gateway may not call."""

from __future__ import annotations

from collections.abc import Iterator

from generator.resource_types import AUTHORIZER
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.invocations import Call, calls, is_allowed
from generator.template_model.values import ABSENT, shown


class Permissions(HttpApiRule):
    id = "E9701"
    shortdesc = "A permission lets API Gateway call each function of a route or an authorizer"
    description = (
        "Without a permission whose SourceArn covers the caller, clients get 500, and nothing is said when it is "
        "deployed. A permission of the function does not count for its alias, nor the other way round."
    )
    source_url = (
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html"
    )
    tags = ["http-api", "permissions"]
    fix = (
        "Add an AWS::Lambda::Permission for apigateway.amazonaws.com, with the same function or alias as the "
        "integration, and a SourceArn that ends with ${HttpApi}/*."
    )
    bad = """\
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
      Runtime: nodejs24.x
      Role: !GetAtt OrdersRole.Arn
  OrdersPermission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Orders
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*/*/$default
"""
    good = bad.replace("${HttpApi}/*/*/$default", "${HttpApi}/*")

    def check(self, model: Model) -> Iterator[Finding]:
        if model.template.has_macros or model.untranslated:
            return  # the permission may be among what is not seen
        for api in model.apis:
            for call in calls(api):
                if not call.has_role and not is_allowed(call, model.permissions_of(call.callee.function)):
                    yield Finding(call.path, _message(call))


def _message(call: Call) -> str:
    api = f"${{{call.api.resource.logical_id}}}" if call.api.resource else "<api>"
    return (
        f"No permission lets {_caller(call)} call {call.callee}: "
        f"its SourceArn has to cover {api}/{call.wanted}, as {api}/* does"
    )


def _caller(call: Call) -> str:
    if call.resource.type != AUTHORIZER:
        return f"route {call.resource.value('RouteKey')}"
    name = call.resource.value("Name")
    return f"authorizer {call.resource.logical_id if name is ABSENT else shown(name)}"
