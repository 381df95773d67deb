"""Parameters of the raw section, read as those of the language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.spec.parameters import Parameter

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec

_FIELDS: Final = {
    "AllowedValues": "allowed_values", "AllowedPattern": "allowed_pattern", "MinLength": "min_length",
    "MaxLength": "max_length", "MinValue": "min_value", "MaxValue": "max_value",
    "ConstraintDescription": "constraint_description", "Default": "default",
}  # fmt: skip


def raw_parameters(spec: ApiSpec) -> dict[str, Parameter]:
    """Return the parameters of the raw section, unchecked, with the labels and groups of its Interface."""
    raw = spec.cloudformation
    interface = raw.metadata.get("AWS::CloudFormation::Interface", {}) if raw else {}
    return {
        name: Parameter.model_construct(
            type=str(body.get("Type", "String")),
            label=_label(interface, name),
            group=_group(interface, name),
            **{field: body[title] for title, field in _FIELDS.items() if title in body},
        )
        for name, body in (raw.parameters if raw else {}).items()
        if isinstance(body, dict)
    }


def _label(interface: Any, name: str) -> str | None:
    labels = interface.get("ParameterLabels") if isinstance(interface, dict) else None
    match labels.get(name) if isinstance(labels, dict) else None:
        case {"default": str(label)}:
            return label
    return None


def _group(interface: Any, name: str) -> str | None:
    groups = interface.get("ParameterGroups") if isinstance(interface, dict) else None
    for group in groups if isinstance(groups, list) else ():
        match group:
            case {"Label": {"default": str(label)}, "Parameters": list(members)} if name in members:
                return label
    return None
