"""E9907: log levels of logs that have none."""

from __future__ import annotations

from collections.abc import Iterator

from generator.aws_lambda.log_formats import DEFAULT, takes_levels
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.functions import functions
from generator.template_model.resource import Resource
from generator.template_model.values import ABSENT, Value


class LogLevels(HttpApiRule):
    id = "E9907"
    shortdesc = "Log levels are for logs in JSON"
    description = (
        "Lambda refuses ApplicationLogLevel and SystemLogLevel with the format Text, which is the one that a function "
        "has if it does not say."
    )
    source_url = "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html"
    tags = ["http-api", "functions", "logs"]
    fix = "Add LogFormat: JSON, or leave the levels out."
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
      Runtime: nodejs24.x
      Role: !GetAtt OrdersRole.Arn
      LoggingConfig:
        ApplicationLogLevel: WARN
"""
    good = bad.replace("LoggingConfig:\n", "LoggingConfig:\n        LogFormat: JSON\n")

    def check(self, model: Model) -> Iterator[Finding]:
        for function in functions(model.template) if model.apis else ():
            formats = list(function.values("LoggingConfig", "LogFormat"))
            for name in ("ApplicationLogLevel", "SystemLogLevel"):
                for level in function.values("LoggingConfig", name):
                    if level.value is not ABSENT and _is_refused(function, name, level, formats):
                        message = f"{name} '{level.text}'" if level.text else name
                        yield Finding(level.path, f"{message}: levels are for logs in JSON only: add LogFormat: JSON")


def _is_refused(function: Resource, name: str, level: Value, formats: list[Value]) -> bool:
    """Say whether the format may be one that takes no levels; of SystemLogLevel with Text cfn-lint says it."""
    return any(
        not takes_levels(DEFAULT if log_format.value is ABSENT else log_format.text)
        and not (name == "SystemLogLevel" and log_format.text)
        and function.template.possible(level.given | log_format.given)
        for log_format in formats
    )
