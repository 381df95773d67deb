"""Rules of a product's template: which parameters launchers can only give together.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from generator import names
from generator.spec.raw_parameters import raw_parameters
from generator.spec.references import named

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.parameters import Parameter

_NEEDED: Final = {"hosted_zone_id": "Zone", "hosted_zone_name": "ZoneName", "certificate_arn": "Certificate"}


def rules(spec: ApiSpec) -> dict[str, dict[str, Any]]:
    """Return the rules that follow from the spec, by name: a domain that is given needs its zone or certificate."""
    known = {**raw_parameters(spec), **spec.parameters}
    optional = {name: parameter for name, parameter in known.items() if _may_be_empty(parameter)}
    return {
        names.needs_rule(domain, what): _rule(name, needed, optional)
        for domain, what, name, needed in _pairs(spec)
        if name in optional and needed in optional and name != needed
    }


def _pairs(spec: ApiSpec) -> Iterator[tuple[str, str, str, str]]:
    """Yield, of each domain that a parameter names, each parameter that goes with it."""
    for domain, settings in spec.all_domains.items():
        name = named(settings.name)
        for field, what in _NEEDED.items():
            needed = named(getattr(settings, field))
            if name and needed:
                yield domain, what, name.logical_id, needed.logical_id


def _may_be_empty(parameter: Parameter) -> bool:
    return parameter.type == "String" and parameter.refusal("") is None


def _rule(name: str, needed: str, parameters: dict[str, Parameter]) -> dict[str, Any]:
    label, other = (parameters[each].label or each for each in (name, needed))
    return {
        "RuleCondition": _is_given(name),
        "Assertions": [
            {"Assert": _is_given(needed), "AssertDescription": f"{other} must be given too when {label} is given"}
        ],
    }


def _is_given(parameter: str) -> dict[str, Any]:
    return {"Fn::Not": [{"Fn::Equals": [{"Ref": parameter}, ""]}]}
