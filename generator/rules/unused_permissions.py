"""I9704: permissions that let nothing through."""

from __future__ import annotations

from collections.abc import Iterator

from generator.resource_types import FUNCTIONS
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi, plain
from generator.template_model.invocations import Call, Permission, allows, is_allowed
from generator.template_model.values import Text, shown


class UnusedPermissions(HttpApiRule):
    id = "I9704"
    shortdesc = "A permission for an API covers one of its routes or authorizers"
    description = (
        "A SourceArn that no route or authorizer of its API calls with is left over, or misspelt; it takes its part of "
        "the 20,480 bytes that the policy of a function has."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html"
    tags = ["http-api", "permissions"]
    fix = "Remove it, or write the SourceArn of a route that there is: ${HttpApi}/*/GET/orders."
    good = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
      RouteKey: GET /orders
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
      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*/GET/orders
"""
    bad = (
        good
        + """\
  OldPermission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Orders
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*/GET/order
"""
    )

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            if api.is_whole and _is_known(api):
                found = _allowed_calls(model, api)
                for permission, function in _permissions(model, api):
                    if function in found and not any(allows(permission, call) for call in found[function]):
                        source = shown(permission.source.value)
                        message = f"SourceArn '{source}' covers no route or authorizer of its API"
                        yield Finding(permission.source.path, f"{message}: remove the permission, or mend it")


def _is_known(api: HttpApi) -> bool:
    """Say whether it is known where all routes lead."""
    return all(route.key for route in api.keyed_routes) and all(
        target.is_known or api.integration_of(target) for route in api.routes for target in route.values("Target")
    )


def _allowed_calls(model: Model, api: HttpApi) -> dict[str, list[Call]]:
    """Return the calls of each function, but not of one that cannot be called: another rule tells of that."""
    found: dict[str, list[Call]] = {function.logical_id: [] for function in model.template.of_type(*FUNCTIONS)}
    for call in model.calls(api):
        found[call.callee.function].append(call)
    return {
        function: each
        for function, each in found.items()
        if all(call.has_role or is_allowed(call, model.permissions_of(function)) for call in each)
    }


def _permissions(model: Model, api: HttpApi) -> Iterator[tuple[Permission, str]]:
    """Yield the permissions of functions of the template whose SourceArn names this API, and the functions."""
    for permission in model.permissions:
        if permission.callee and permission.is_for_api_gateway and _names(permission, api):
            yield permission, permission.callee.function


def _names(permission: Permission, api: HttpApi) -> bool:
    source = permission.source.value
    return isinstance(source, Text) and any(plain(part) == api.identity for part in source.parts)
