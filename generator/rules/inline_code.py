"""E9902: inline code that Lambda does not run."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from generator.aws_lambda import inline_code
from generator.aws_lambda.handlers import HandlerError
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.functions import functions, inline_codes
from generator.template_model.resource import Resource
from generator.template_model.values import Value


class InlineCode(HttpApiRule):
    id = "E9902"
    shortdesc = "Inline code has its handler in a file named index"
    description = (
        "CloudFormation puts code that stands in a template into a file index.py or index.js, which is CommonJS; other "
        "languages it refuses. A handler that is not in it is noticed at the first request only, which gets 500."
    )
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-properties-lambda-function-code.html"
    )
    tags = ["http-api", "functions"]
    fix = "Write the handler as index.FUNCTION, with a function that the code defines (Python) or exports (Node.js)."
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
      Handler: app.handler
      Runtime: nodejs24.x
      Role: !GetAtt OrdersRole.Arn
"""
    good = bad.replace("app.handler", "index.handler")

    def check(self, model: Model) -> Iterator[Finding]:
        for function in functions(model.template) if model.apis else ():
            for code, handler, runtime in _together(function):
                if runtime.text and inline_code.file_name(runtime.text):
                    yield from _not_handled(function, code, handler, runtime.text)
                elif runtime.text and model.is_made_by_sam(function):  # of others cfn-lint says it
                    message = (
                        "inline code is for Python and Node.js only: put it into a folder, and name that in CodeUri"
                    )
                    yield Finding(runtime.path, f"Runtime '{runtime.text}': {message}")


def _together(function: Resource) -> Iterator[tuple[Value, Value, Value]]:
    """Yield code, handler and runtime that a function can have together, wherever the code is known."""
    codes = [code for code in inline_codes(function) if isinstance(code.value, str)]
    for code, handler, runtime in product(codes, function.values("Handler"), function.values("Runtime")):
        if function.template.possible(code.given | handler.given | runtime.given):
            yield code, handler, runtime


def _not_handled(function: Resource, code: Value, handler: Value, runtime: str) -> Iterator[Finding]:
    if handler.text is None:
        return
    if not inline_code.has_file(handler.text):
        name = handler.text.rpartition(".")[2]
        message = f"inline code stands in a file index: write index.{name}"
        yield Finding(handler.path, f"Handler '{handler.text}': {message}")
    elif problem := _problem(str(code.value), handler.text, runtime):
        yield Finding(code.path, f"The code of {function.logical_id}: {problem}")


def _problem(code: str, handler: str, runtime: str) -> str | None:
    if inline_code.is_es_module(code, runtime):
        return "this is an ES module, and inline code is CommonJS: write exports.handler = …"
    try:
        inline_code.check(code, handler, runtime)
    except HandlerError as error:
        return str(error)
    return None
