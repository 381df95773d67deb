"""Alarms of deployments: each by its name, and the condition under which there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from troposphere import AWSHelperFn, GenericHelperFn

from generator import names
from generator.spec.references import named

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
            return Condition(condition, holds=True), _value(then)
        case {"Fn::If": [str(condition), then, otherwise]} if then == _NONE:
            return Condition(condition, holds=False), _value(otherwise)
        case {"Ref": str(logical_id)} if logical_id in _own(spec) and spec.alarms and spec.alarms.condition:
            return Condition(spec.alarms.condition, holds=True), alarm
    return None, alarm


def _own(spec: ApiSpec) -> set[str]:
    of_api = {names.ERROR_RATE_ALARM, names.CLIENT_ERROR_RATE_ALARM, names.LATENCY_ALARM}
    return of_api.union(*((names.errors_alarm(name), names.throttles_alarm(name)) for name in spec.functions))


def is_alarm(alarm: Any, spec: ApiSpec) -> bool:
    """Say whether a value is `!Ref` of an alarm of the spec's own."""
    source = named(alarm)
    return source is not None and source.attribute is None and source.logical_id in _own(spec)


def _value(branch: Any) -> Any:
    return GenericHelperFn(branch) if isinstance(branch, dict) else branch
