"""What a function is: the properties of AWS::Lambda::Function, in their order."""

from typing import Any

from troposphere import Ref, awslambda
from troposphere.awslambda import Environment

from generator import names
from generator.resources import execution_roles
from generator.resources.element import given, tag_list
from generator.resources.function_code import code_properties
from generator.spec import resolved
from generator.spec.api import ApiSpec
from generator.spec.functions import FunctionSpec


class LoggingConfig(awslambda.LoggingConfig):
    """What troposphere 4.11 has under this name is that of another type, which knows no LogFormat."""

    props = {**awslambda.LoggingConfig.props, "LogFormat": (str, False)}  # noqa: RUF012 - as in all of troposphere


def function_properties(name: str, function: FunctionSpec, spec: ApiSpec) -> dict[str, Any]:
    """Return the properties of a Function, and its attribute DependsOn if it has to wait for something."""
    return {
        **given(FunctionName=function.function_name, Description=function.description),
        **code_properties(name, function),
        **configuration(name, function, spec),
        **given(Tags=tag_list({**spec.tags, **function.tags})),
    }


def configuration(name: str, function: FunctionSpec, spec: ApiSpec) -> dict[str, Any]:
    """Return what a Function has whatever its code is."""
    environment = {**function.environment, **function.secrets}
    return {
        "MemorySize": function.memory_size,
        "Timeout": function.timeout,
        "Role": execution_roles.role_arn(name, function),
        **given(
            Environment=Environment(Variables=environment) if environment else None,
            ReservedConcurrentExecutions=function.reserved_concurrent_executions,
        ),
        "LoggingConfig": _logging(name, function),
        **_settings(name, function, spec),
    }


def _logging(name: str, function: FunctionSpec) -> LoggingConfig:
    config = function.logging_config
    format_and_levels = config and given(
        LogFormat=config.log_format,
        ApplicationLogLevel=config.application_log_level,
        SystemLogLevel=config.system_log_level,
    )
    return LoggingConfig(LogGroup=Ref(names.log_group(name)), **(format_and_levels or {}))


def _settings(name: str, function: FunctionSpec, spec: ApiSpec) -> dict[str, Any]:
    if not resolved.has_rare_setting(function):
        return {}
    from generator.resources.function_settings import setting_properties  # most specs have none

    return setting_properties(name, function, spec)
