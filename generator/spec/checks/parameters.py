"""Parameter sets: values of parameters that exist, within their bounds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator import names
from generator.errors import Problem, did_you_mean
from generator.spec.wording import shown

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks


def parameter_sets_fit(spec: ApiSpec) -> Iterator[Problem]:
    for set_name, values in spec.parameter_sets.items():
        for name, value in values.items():
            parameter = spec.parameters.get(name)
            if parameter and (why := parameter.refusal(value)):
                yield Problem(("parameter_sets", set_name, name), f"{why} (got {shown(value)})")


def parameter_sets_name_parameters(spec: ApiSpec) -> Iterator[Problem]:
    raw = spec.cloudformation.parameters if spec.cloudformation else {}
    known = [*spec.parameters, *raw, names.CODE_BUCKET]
    for set_name, values in spec.parameter_sets.items():
        for name in values:
            if name not in known:
                path = ("parameter_sets", set_name, name)
                yield Problem(path, f"there is no such parameter{did_you_mean(name, known)}")


CHECKS: Checks = (
    (parameter_sets_fit, set()),
    (parameter_sets_name_parameters, {"parameters", "cloudformation"}),
)
