"""Versions: which properties of a function a published version keeps.

Lambda publishes nothing if nothing of that has changed, and CloudFormation then fails with `A version for this Lambda
function exists ( 1 ). Modify the function to create a new version` (serverless/serverless#7822). So a new version is
asked for exactly when one of these changes.
https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

# What UpdateFunctionCode and UpdateFunctionConfiguration take, and what can be said only when a function is created.
# Tags, concurrency, recursion, code signing and the management of the runtime are set by calls of their own.
# https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html
VERSIONED: Final = frozenset(
    {
        "Architectures", "CapacityProviderConfig", "Code", "DeadLetterConfig", "Description", "DurableConfig",
        "Environment", "EphemeralStorage", "FileSystemConfigs", "FunctionName", "Handler", "ImageConfig", "KmsKeyArn",
        "Layers", "LoggingConfig", "MemorySize", "PackageType", "Role", "Runtime", "SnapStart", "TenancyConfig",
        "Timeout", "TracingConfig", "VpcConfig",
    }
)  # fmt: skip
NOT_VERSIONED: Final = frozenset(
    {
        "CodeSigningConfigArn", "FunctionScalingConfig", "PublishToLatestPublished", "RecursiveLoop",
        "ReservedConcurrentExecutions", "RuntimeManagementConfig", "Tags",
    }
)  # fmt: skip


def versioned(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a version keeps of a function's properties; one that is not known yet is taken to be kept."""
    return {name: value for name, value in properties.items() if name not in NOT_VERSIONED}
