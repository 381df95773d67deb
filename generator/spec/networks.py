"""What a function reaches inside a VPC: its subnets, and file systems."""

from typing import Annotated

from pydantic import Field

from generator.spec.base import SpecModel, Value, matching
from generator.spec.vpc_links import SecurityGroupId, SubnetId

# https://docs.aws.amazon.com/lambda/latest/api/API_FileSystemConfig.html
AccessPointArn = Value[
    Annotated[
        str,
        matching(
            r"arn:[\w-]+:elasticfilesystem:[\w-]+:\d{12}:access-point/fsap-[a-f0-9]{17}",
            "the ARN of an access point of Amazon EFS, such as "
            "arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/fsap-0123456789abcdef0",
        ),
    ]
]
LocalMountPath = Value[
    Annotated[
        str,
        matching(r"/mnt/[a-zA-Z0-9_.-]{1,155}", "/mnt/ and a name of letters, digits, '-', '_' and '.'"),
    ]
]


class VpcConfig(SpecModel):
    """Where a function's network interfaces stand.

    https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html
    """

    subnet_ids: Value[Annotated[list[SubnetId], Field(min_length=1, max_length=16)]]
    security_group_ids: Value[Annotated[list[SecurityGroupId], Field(min_length=1, max_length=5)]]
    ipv6_allowed_for_dual_stack: Value[bool] | None = None


class FileSystemConfig(SpecModel):
    """An access point of Amazon EFS, and where the function finds it."""

    arn: AccessPointArn
    local_mount_path: LocalMountPath
