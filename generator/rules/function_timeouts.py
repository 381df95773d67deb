"""W9605: functions that run on when API Gateway has given up on them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api import timeouts
from generator.http_api.timeouts import Bound
from generator.resource_types import AUTHORIZER
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.invocations import Call
from generator.template_model.values import ABSENT, Facts, Path, Value


class FunctionTimeouts(HttpApiRule):
    id = "W9605"
    shortdesc = "A function runs no longer than API Gateway waits for it"
    description = (
        "API Gateway waits 30 seconds at most for an integration, and 10 for an authorizer. Then the client gets 503, "
        "tries again, and the function runs twice."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html"
    tags = ["http-api", "integrations"]
    fix = "Give the function a Timeout that is not above the integration's, or run what takes long behind a queue."
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
      Role: !ImportValue orders-role-arn
      Runtime: nodejs24.x
      Timeout: 60
  OrdersPermission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Orders
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*
"""
    good = bad.replace("Timeout: 60", "Timeout: 30")

    def check(self, model: Model) -> Iterator[Finding]:
        shortest: dict[Path, tuple[Bound, Value, str]] = {}
        for api in model.apis:
            for call in model.calls(api):
                for timeout, bound in _too_long(call):
                    if timeout.path not in shortest or bound.seconds < shortest[timeout.path][0].seconds:
                        shortest[timeout.path] = bound, timeout, call.callee.function
        for bound, timeout, function in shortest.values():
            yield Finding(timeout.path, _message(bound, timeout, function))


def _too_long(call: Call) -> Iterator[tuple[Value, Bound]]:
    function = call.api.template.resources[call.callee.function]
    for bound, given in _bounds(call):
        for timeout in function.values_when(given, "Timeout"):
            seconds = timeouts.OF_A_FUNCTION if timeout.value is ABSENT else timeout.number
            if seconds is not None and seconds > bound.seconds:
                yield timeout, bound


def _bounds(call: Call) -> Iterator[tuple[Bound, Facts]]:
    """Yield how long API Gateway waits, and when it waits so long; nothing where that is not known."""
    if call.through.type == AUTHORIZER:
        yield timeouts.OF_AUTHORIZERS, call.given
        return
    for millis in call.through.values_when(call.given, "TimeoutInMillis"):
        if millis.value is ABSENT or millis.number is not None:
            yield timeouts.of_integration(millis.number), millis.given


def _message(bound: Bound, timeout: Value, function: str) -> str:
    if timeout.value is ABSENT:
        start = f"{function} has no Timeout, which makes it {timeouts.OF_A_FUNCTION} seconds"
    else:
        start = f"Timeout '{timeout.text}'"
    return f"{start}: must be at most {bound.seconds}: {bound.reason}"
