"""The code of a function, as the template carries it: its text, a zip in a bucket, or an image."""

from typing import Any

from troposphere import Ref
from troposphere.awslambda import Code

from generator import names
from generator.spec.code import Archive, Inline, Package
from generator.spec.functions import FunctionSpec


def code_properties(name: str, function: FunctionSpec) -> dict[str, Any]:
    """Return what a Function says about its code: Code, Handler, Runtime, Architectures; of an image PackageType, Code,
    ImageConfig, Architectures.
    """
    source = function.source
    match source:
        case Package() | Archive():
            code = Code(S3Bucket=Ref(names.CODE_BUCKET), S3Key=source.key(name))
        case Inline():
            code = Code(ZipFile=source.text)
        case _:
            from generator.resources import stored_code  # most functions have a folder
            from generator.spec.stored_code import Image

            if isinstance(source, Image):
                return stored_code.image_properties(source, function)
            code = stored_code.code_in_bucket(source)
    return {
        "Code": code,
        "Handler": function.lambda_handler,
        "Runtime": function.runtime,
        "Architectures": [function.architecture],
    }
