"""Functions: for each its log group, its role and itself."""

from collections.abc import Iterator

from troposphere import Ref
from troposphere.awslambda import Environment, Function, LoggingConfig

from generator import names
from generator.resources import execution_roles
from generator.resources.element import Element, given, log_group, tag_list
from generator.resources.function_code import code_properties
from generator.resources.function_settings import setting_properties
from generator.spec.api import ApiSpec
from generator.spec.functions import FunctionSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield, per function in the order of the spec, its LogGroup, Role, Policy if it needs one, and Function."""
    for name, function in spec.functions.items():
        yield log_group(names.log_group(name), function.log_group, spec.tags)
        yield from execution_roles.build(name, spec)
        yield _function(name, function, spec)


def _function(name: str, function: FunctionSpec, spec: ApiSpec) -> Function:
    environment = {**function.environment, **function.secrets}
    return Function(
        names.function(name),
        **given(Description=function.description),
        **code_properties(name, function),
        MemorySize=function.memory_size,
        Timeout=function.timeout,
        Role=execution_roles.role_arn(name, function),
        **given(
            Environment=Environment(Variables=environment) if environment else None,
            ReservedConcurrentExecutions=function.reserved_concurrent_executions,
        ),
        LoggingConfig=LoggingConfig(LogGroup=Ref(names.log_group(name))),
        **setting_properties(name, function),
        **given(Tags=tag_list(spec.tags)),
    )
