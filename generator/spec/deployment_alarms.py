"""Alarms of deployments: each by its name, and the condition under which there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from troposphere import AWSHelperFn

from generator import names
from generator.spec.references import plain_value

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec

_NONE = {"Ref": "AWS::NoValue"}


class Condition(NamedTuple):
    """A condition of the template, and whether it must hold or must not."""

    name: str
    holds: bool


def condition_and_name(alarm: Any, spec: ApiSpec) -> tuple[Condition | None, Any]:
    """Return when there is an alarm, None for always, and its name: of one of the spec's own, or of another."""
    match alarm.to_dict() if isinstance(alarm, AWSHelperFn) else alarm:
        case {"Fn::If": [str(condition), then, otherwise]} if otherwise == _NONE:
            return Condition(condition, holds=True), plain_value(then)
        case {"Fn::If": [str(condition), then, otherwise]} if then == _NONE:
            return Condition(condition, holds=False), plain_value(otherwise)
        case {"Ref": str(logical_id)} if logical_id in _own(spec) and spec.alarms and spec.alarms.condition:
            return Condition(spec.alarms.condition, holds=True), alarm
    return None, alarm


def _own(spec: ApiSpec) -> set[str]:
    of_api = {names.ERROR_RATE_ALARM, names.CLIENT_ERROR_RATE_ALARM, names.LATENCY_ALARM}
    return of_api.union(*((names.errors_alarm(name), names.throttles_alarm(name)) for name in spec.functions))
