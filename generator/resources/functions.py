"""Functions: for each its log group, its role and itself."""

from collections.abc import Iterator

from troposphere.awslambda import Function

from generator import names
from generator.resources import execution_roles
from generator.resources.element import Element, log_group
from generator.resources.function_properties import function_properties
from generator.spec.api import ApiSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield, per function in the order of the spec, its LogGroup, Role, Policy if it needs one, and Function."""
    for name, function in spec.functions.items():
        yield log_group(names.log_group(name), function.log_group, {**spec.tags, **function.tags})
        yield from execution_roles.build(name, spec)
        yield Function(names.function(name), **function_properties(name, function, spec))
