"""E9910: environments that Lambda refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.aws_lambda.environments import NAME_IN_WORDS, has_name, is_name
from generator.http_api import quotas
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.functions import functions
from generator.template_model.template import Template
from generator.template_model.values import ABSENT, Value, parts


class Environments(HttpApiRule):
    id = "E9910"
    shortdesc = "The environment of a function has valid names and at most 4 KB"
    description = (
        "Lambda refuses a name with other characters than letters, digits and _, and an environment of more than "
        "4,096 bytes, names and values together. What cfn-lint itself says of functions that are not SAM's is not "
        "said again."
    )
    source_url = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"
    tags = ["http-api", "functions"]
    fix = "Rename the variable; keep what is large in a parameter of SSM or in S3, and pass where it is."
    bad = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => 'hello'"
      Handler: index.handler
      Runtime: nodejs24.x
      Environment:
        Variables:
          LOG-LEVEL: info
      Events:
        List:
          Type: HttpApi
          Properties: {Path: /orders, Method: GET}
"""
    good = bad.replace("LOG-LEVEL", "LOG_LEVEL")

    def check(self, model: Model) -> Iterator[Finding]:
        for function in functions(model.template) if model.apis else ():
            is_of_sam = model.is_made_by_sam(function)
            for variables in function.values("Environment", "Variables"):
                if isinstance(variables.value, Mapping):
                    yield from _names(variables, is_of_sam=is_of_sam)
                    yield from _size(model.template, variables, is_of_sam=is_of_sam)


def _names(variables: Value, *, is_of_sam: bool) -> Iterator[Finding]:
    """cfn-lint finds names in which no part is a valid one: `a-b`, but not `my-table`."""
    for name in variables.value:
        if not is_name(str(name)) and (is_of_sam or has_name(str(name))):
            yield Finding((*variables.path, name), f"The name of the variable {name} must have {NAME_IN_WORDS}")


def _size(template: Template, variables: Value, *, is_of_sam: bool) -> Iterator[Finding]:
    written = sum(len(str(name)) + len(value) for name, value in variables.value.items() if isinstance(value, str))
    if written > quotas.ENVIRONMENT_BYTES and not is_of_sam:
        return  # cfn-lint counts these
    size = sum(_least(template, variables, name) for name in variables.value)
    if size > quotas.ENVIRONMENT_BYTES:
        message = f"names and values take {size:,} bytes, and Lambda allows {quotas.ENVIRONMENT_BYTES:,}"
        yield Finding(variables.path, f"Variables: {message}: pass where something is, instead of what it is")


def _least(template: Template, variables: Value, name: str) -> int:
    """Return how many bytes a variable takes at the least; what a function gives is not known, and does not count."""
    found = template.alternatives(variables.value[name], (*variables.path, name), variables.given)
    return min((0 if each.value is ABSENT else _bytes(name, each) for each in found), default=0)


def _bytes(name: str, value: Value) -> int:
    known = [part for part in parts(value.value) or () if isinstance(part, str)]
    return len("".join([str(name), *known]).encode())
