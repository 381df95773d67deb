"""Template parameters, and the Interface that groups and labels them for the person who deploys.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudformation-interface.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from troposphere import Parameter

from generator.resources.element import Element, Metadata, given
from generator.spec.api import ApiSpec

if TYPE_CHECKING:
    from generator.spec import parameters


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield the Interface if a parameter has a group or a label, and the parameters."""
    interface = _interface(spec.parameters)
    if interface:
        yield Metadata("AWS::CloudFormation::Interface", interface)
    for name, parameter in spec.parameters.items():
        yield _parameter(name, parameter)


def _parameter(name: str, parameter: parameters.Parameter) -> Parameter:
    return Parameter(
        name,
        Type=parameter.type,
        **given(
            Description=parameter.description,
            Default=parameter.default,
            AllowedValues=parameter.allowed_values,
            AllowedPattern=parameter.allowed_pattern,
            MinLength=parameter.min_length,
            MaxLength=parameter.max_length,
            MinValue=parameter.min_value,
            MaxValue=parameter.max_value,
            ConstraintDescription=parameter.constraint_description,
            NoEcho=parameter.no_echo,
        ),
    )


def _interface(declared: dict[str, parameters.Parameter]) -> dict[str, Any]:
    groups: dict[str, list[str]] = {}
    for name, parameter in declared.items():
        if parameter.group is not None:
            groups.setdefault(parameter.group, []).append(name)
    labels = {name: {"default": p.label} for name, p in declared.items() if p.label is not None}
    return given(
        ParameterGroups=[{"Label": {"default": group}, "Parameters": members} for group, members in groups.items()]
        or None,
        ParameterLabels=labels,
    )
