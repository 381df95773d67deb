"""E9911: functions beyond the limits of Lambda."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.http_api import quotas
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.functions import functions
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT

_LIMITS: Final = {
    ("MemorySize",): (quotas.FUNCTION_MEMORY, "MB"),
    ("Timeout",): (quotas.FUNCTION_TIMEOUT, "seconds"),
    ("EphemeralStorage", "Size"): (quotas.STORAGE, "MB"),
}


class FunctionLimits(HttpApiRule):
    id = "E9911"
    shortdesc = "The memory, the timeout and the storage of a function are within Lambda's limits"
    description = (
        "Lambda takes 128 to 10,240 MB of memory, 1 to 900 seconds, and 512 to 10,240 MB of storage, unless the "
        "function runs on instances of yours (CapacityProviderConfig). What cfn-lint itself finds is not said again."
    )
    source_url = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"
    tags = ["http-api", "functions"]
    fix = "Choose a value within the limits; behind an HTTP API nobody waits longer than 30 seconds."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Code: {ZipFile: "exports.handler = async () => 'hello'"}
      Handler: index.handler
      MemorySize: 12288
      Runtime: nodejs24.x
      Role: !GetAtt OrdersRole.Arn
"""
    good = bad.replace("12288", "10240")

    def check(self, model: Model) -> Iterator[Finding]:
        for function in functions(model.template) if model.apis else ():
            if function.value("CapacityProviderConfig") is ABSENT:
                yield from _beyond(function, is_of_sam=model.is_made_by_sam(function))


def _beyond(function: Resource, *, is_of_sam: bool) -> Iterator[Finding]:
    for keys, ((least, most), unit) in _LIMITS.items():
        for value in function.values(*keys):
            number = value.number
            if number is None or least <= number <= most:
                continue
            is_of_memory = keys == ("MemorySize",)
            # cfn-lint finds too little memory anywhere, and of functions that are not SAM's the other settings
            if number > most if is_of_memory else is_of_sam:
                message = f"must be from {least:,} to {most:,} {unit}"
                yield Finding(value.path, f"{'.'.join(keys)} '{value.text}': {message}")
