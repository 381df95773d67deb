"""Code that was put somewhere before, as a Function names it: a zip in a bucket, or an image in a registry."""

from typing import Any, assert_never

from troposphere.awslambda import Code, ImageConfig

from generator.resources.element import given
from generator.spec.functions import FunctionSpec
from generator.spec.stored_code import Image, StoredCode


def properties(source: StoredCode | Image, function: FunctionSpec) -> dict[str, Any]:
    """Return Code, Handler, Runtime, Architectures; of an image PackageType, Code, ImageConfig, Architectures."""
    match source:
        case StoredCode():
            code = Code(S3Bucket=source.bucket, S3Key=source.key, **given(S3ObjectVersion=source.version))
            return {
                "Code": code,
                "Handler": function.lambda_handler,
                "Runtime": function.runtime,
                "Architectures": [function.architecture],
            }
        case Image():
            return {
                "PackageType": "Image",
                "Code": Code(ImageUri=source.uri),
                **given(ImageConfig=_config(source)),
                "Architectures": [function.architecture],
            }
        case _:
            assert_never(source)


def _config(image: Image) -> ImageConfig | None:
    config = given(Command=image.command, EntryPoint=image.entry_point, WorkingDirectory=image.working_directory)
    return ImageConfig(**config) if config else None
