"""Code that was put somewhere before, as a Function names it: a zip in a bucket, or an image in a registry."""

from typing import Any

from troposphere.awslambda import Code, ImageConfig

from generator.resources.element import given
from generator.spec.functions import FunctionSpec
from generator.spec.stored_code import Image, StoredCode


def code_in_bucket(source: StoredCode) -> Code:
    return Code(S3Bucket=source.bucket, S3Key=source.key, **given(S3ObjectVersion=source.version))


def image_properties(image: Image, function: FunctionSpec) -> dict[str, Any]:
    """Return PackageType, Code, ImageConfig, Architectures: what runs, and how, is in the image."""
    return {
        "PackageType": "Image",
        "Code": Code(ImageUri=image.uri),
        **given(ImageConfig=_config(image)),
        "Architectures": [function.architecture],
    }


def _config(image: Image) -> ImageConfig | None:
    config = given(Command=image.command, EntryPoint=image.entry_point, WorkingDirectory=image.working_directory)
    return ImageConfig(**config) if config else None
