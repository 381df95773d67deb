"""Code that was put somewhere before: a zip in a bucket, or a container image in a registry."""

from typing import Annotated

from pydantic import Field

from generator.spec.base import SpecModel, Value


class StoredCode(SpecModel):
    """A zip that something else uploads; its `version` pins it in a bucket with versions."""

    bucket: Value[str]
    key: Value[str]
    version: Value[str] | None = None


class Image(SpecModel):
    """A container image in Amazon ECR."""

    uri: Value[str]
    command: Annotated[list[Value[str]], Field(min_length=1)] | None = None
    entry_point: Annotated[list[Value[str]], Field(min_length=1)] | None = None
    working_directory: Value[str] | None = None
