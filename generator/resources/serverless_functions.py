"""Functions as SAM has them: for each its log group, its role, and an AWS::Serverless::Function.

SAM's translator makes of it the function, its version, alias, deployment group and EventInvokeConfig.
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from troposphere import AWSObject

from generator import names
from generator.resources import execution_roles
from generator.resources.element import Element, given, log_group
from generator.resources.function_properties import configuration, function_properties
from generator.resources.serverless_code import code_properties
from generator.spec.api import ApiSpec
from generator.spec.functions import FunctionSettings, FunctionSpec

PROPERTIES: Final = (
    "Architectures", "AutoPublishAlias", "AutoPublishAliasAllProperties", "AutoPublishCodeSha256",
    "CodeSigningConfigArn", "CodeUri", "DeadLetterQueue", "DeploymentPreference", "Description", "Environment",
    "EphemeralStorage", "EventInvokeConfig", "Events", "FileSystemConfigs", "FunctionName", "FunctionUrlConfig",
    "Handler", "ImageConfig", "ImageUri", "InlineCode", "KmsKeyArn", "Layers", "LoggingConfig", "MemorySize",
    "PackageType", "PropagateTags", "ProvisionedConcurrencyConfig", "RecursiveLoop", "ReservedConcurrentExecutions",
    "Role", "Runtime", "RuntimeManagementConfig", "SnapStart", "SourceKMSKeyArn", "Tags", "Timeout", "Tracing",
    "VersionDeletionPolicy", "VersionDescription", "VpcConfig",
)  # fmt: skip
_OF_FIELDS: Final = {"architecture": "Architectures", "code_signing_config": "CodeSigningConfigArn"}
"""What is not called like the field that leads to it."""
_DESTINATIONS: Final = {"on_success": "OnSuccess", "on_failure": "OnFailure"}


def _any(value: Any) -> Any:
    """Let anything be a value: the check knows better, and troposphere's own class lacks newer properties."""
    return value


class ServerlessFunction(AWSObject):
    resource_type = "AWS::Serverless::Function"
    props = dict.fromkeys(PROPERTIES, (_any, False))


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield, per function in the order of the spec, its LogGroup, Role, Policy if it needs one, and Function."""
    for name, function in spec.functions.items():
        yield log_group(names.log_group(name), function.log_group, {**spec.tags, **function.tags})
        yield from execution_roles.build(name, spec)
        yield ServerlessFunction(names.function(name), **_properties(name, function, spec))


def common_properties(spec: ApiSpec) -> dict[str, Any]:
    """Return what `defaults` say of functions themselves, as Globals can have it; roles and log groups cannot."""
    defaults = spec.defaults
    said = {_property(field) for field in defaults.model_fields_set}
    found: dict[str, Any] = {"Runtime": defaults.runtime, "Architectures": [defaults.architecture]}
    found |= _serverless(configuration("", _like_all(defaults), spec), _like_all(defaults), spec)
    found |= {"Tags": defaults.tags, "LoggingConfig": _without_group(found["LoggingConfig"])}
    if defaults.code_signing_config and defaults.code_signing_config.arn is None:
        del found["CodeSigningConfigArn"]  # each function has its own
    return {name: value for name, value in found.items() if name in said and value not in ({}, None)}


def _like_all(defaults: FunctionSettings) -> FunctionSpec:
    return FunctionSpec.model_construct(**dict(defaults))


def _without_group(logging_config: Any) -> dict[str, Any]:
    return {name: value for name, value in logging_config.to_dict().items() if name != "LogGroup"}


def _property(field: str) -> str:
    """`memory_size` -> `MemorySize`"""
    return _OF_FIELDS.get(field) or "".join(word.capitalize() for word in field.split("_"))


def _properties(name: str, function: FunctionSpec, spec: ApiSpec) -> dict[str, Any]:
    """Return the properties of a function as SAM calls them; CodeUri is relative to the project."""
    plain = function_properties(name, function, spec)
    found: dict[str, Any] = {}
    for key, value in plain.items():
        found |= code_properties(name, function) if key == "Code" else {key: value}
    tags = {"Tags": {**spec.tags, **function.tags}} if "Tags" in plain else {}
    return _serverless(found, function, spec) | tags


def _serverless(plain: dict[str, Any], function: FunctionSpec, spec: ApiSpec) -> dict[str, Any]:
    """Return properties of a Function as SAM calls them, and what the translator makes other resources of."""
    found: dict[str, Any] = {}
    for name, value in plain.items():
        match name:
            case "TracingConfig":
                found["Tracing"] = value.Mode
            case "DeadLetterConfig":
                found["DeadLetterQueue"] = {"Type": _kind_of_queue(function, spec), "TargetArn": value.TargetArn}
            case _:
                found[name] = value
    return found | _released(function, spec) | given(EventInvokeConfig=_event_invoke_config(function, spec))


def _kind_of_queue(function: FunctionSpec, spec: ApiSpec) -> str | None:
    from generator.spec.destinations import targets  # most functions have none

    return next(targets(function)).kind(spec)


def _event_invoke_config(function: FunctionSpec, spec: ApiSpec) -> dict[str, Any]:
    config = function.event_invoke_config
    if config is None:
        return {}
    from generator.spec.destinations import destinations  # most functions have none

    found = {
        _DESTINATIONS[str(each.path[-1])]: {"Type": each.kind(spec), "Destination": each.arn}
        for each in destinations(function)
    }
    return given(
        MaximumEventAgeInSeconds=config.maximum_event_age_in_seconds,
        MaximumRetryAttempts=config.maximum_retry_attempts,
        DestinationConfig=found,
    )


def _released(function: FunctionSpec, spec: ApiSpec) -> dict[str, Any]:
    """Return what the translator makes an alias of, and the way in which traffic moves to what it leads to."""
    if function.auto_publish_alias is None:
        return {}
    from generator.resources.provisioned_concurrency import configuration as provisioned  # most have no alias
    from generator.resources.serverless_deployments import deployment_preference

    concurrency, preference = function.provisioned_concurrency_config, function.deployment_preference
    return given(
        AutoPublishAlias=function.auto_publish_alias,
        ProvisionedConcurrencyConfig=concurrency and provisioned(concurrency),
        DeploymentPreference=preference and deployment_preference(preference, spec),
        PropagateTags=True if preference and (spec.tags or function.tags) else None,
    )
