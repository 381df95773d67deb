"""The parameter that names the bucket of packaged code."""

from collections.abc import Iterator

from troposphere import Parameter

from generator import names
from generator.resources.element import Element
from generator.spec.api import ApiSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield the parameter if a function is packaged."""
    if any(function.is_packaged for function in spec.functions.values()):
        yield Parameter(
            names.CODE_BUCKET,
            Type="String",
            Description="The bucket, in this region, that holds the packaged code",
            # https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
            AllowedPattern="[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
            ConstraintDescription="must be the name of an S3 bucket",
        )
