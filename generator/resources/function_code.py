"""The code of a function, as the template carries it: its text, a zip in a bucket, or an image."""

from typing import Any, assert_never

from troposphere import Ref
from troposphere.awslambda import Code

from generator import names
from generator.spec.code import Inline, Package
from generator.spec.functions import FunctionSpec


def code_properties(name: str, function: FunctionSpec) -> dict[str, Any]:
    """Return what a Function says about its code: Code, Handler, Runtime, Architectures."""
    return {
        "Code": _code(name, function),
        "Handler": function.lambda_handler,
        "Runtime": function.runtime,
        "Architectures": [function.architecture],
    }


def _code(name: str, function: FunctionSpec) -> Code:
    source = function.source
    match source:
        case Package():
            return Code(S3Bucket=Ref(names.CODE_BUCKET), S3Key=source.key(name))
        case Inline():
            return Code(ZipFile=source.text)
        case _:
            assert_never(source)
