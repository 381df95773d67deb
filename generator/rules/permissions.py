"""E9701: functions that API Gateway may not call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.resource_types import AUTHORIZER
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.callees import Callee
from generator.template_model.http_apis import HttpApi
from generator.template_model.invocations import Call, is_allowed
from generator.template_model.values import ABSENT, Path, shown


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
            for callers in _refused(model, api):
                first, *more = callers.values()
                yield Finding(first.path, _message(first, len(more)) + _not_counting(model, first.callee))


def _refused(model: Model, api: HttpApi) -> Iterable[dict[str, Call]]:
    """Return the calls that no permission lets through, by caller: together if they name their function in one place.

    Routes that share an integration lack one permission, not one each; nor does each alias that one place can name.
    """
    found: dict[tuple[Path, str], dict[str, Call]] = {}
    for call in model.calls(api):
        if not call.has_role and not is_allowed(call, model.permissions_of(call.callee.function)):
            found.setdefault((call.path, call.callee.function), {}).setdefault(_caller(call), call)
    return found.values()


def _message(call: Call, more: int) -> str:
    api = f"${{{call.api.resource.logical_id}}}" if call.api.resource else "<api>"
    others, theirs = (f" and {more} more", " and theirs") if more else ("", "")
    return (
        f"No permission lets {_caller(call)}{others} call {call.callee}: "
        f"its SourceArn has to cover {api}/{call.wanted}{theirs}, as {api}/* does"
    )


def _not_counting(model: Model, callee: Callee) -> str:
    """Name a permission of the same function that is not for what is called: its alias, or the function itself."""
    found = [each.callee for each in model.permissions_of(callee.function) if each.is_for_api_gateway and each.callee]
    others = [each for each in found if each.qualifier != callee.qualifier]
    return f"; a permission of {others[0]} does not count" if others else ""


def _caller(call: Call) -> str:
    if call.resource.type != AUTHORIZER:
        return f"route {call.resource.value('RouteKey')}"
    name = call.resource.value("Name")
    return f"authorizer {call.resource.logical_id if name is ABSENT else shown(name)}"
