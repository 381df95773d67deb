"""What a function reaches inside a VPC: its subnets, and file systems."""

from typing import Annotated

from pydantic import Field

from generator.spec.base import Arn, SpecModel, Value


class VpcConfig(SpecModel):
    """Where a function's network interfaces stand."""

    subnet_ids: Value[Annotated[list[Value[str]], Field(min_length=1)]]
    security_group_ids: Value[Annotated[list[Value[str]], Field(min_length=1)]]
    ipv6_allowed_for_dual_stack: Value[bool] | None = None


class FileSystemConfig(SpecModel):
    """An access point of Amazon EFS, and where the function finds it."""

    arn: Arn
    local_mount_path: str
