"""Releases: an alias, and what needs one; how many executions are ready; and what tests and stops a deployment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from troposphere import AWSHelperFn

from generator import names
from generator.errors import Problem, SpecPath, there_is_no
from generator.spec import resolved
from generator.spec.checks.arns import no_arn, wrong_kind
from generator.spec.deployment_alarms import condition_and_name
from generator.spec.known_values import declared_values
from generator.spec.raw import raw_type
from generator.spec.references import named, references
from generator.spec.wording import shown

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks
    from generator.spec.functions import FunctionSpec
    from generator.spec.releases import DeploymentPreference

_PROVISIONED = "provisioned_concurrency_config"
_PREFERENCE = "deployment_preference"
_ALARMS = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")


def releases_have_an_alias(spec: ApiSpec) -> Iterator[Problem]:
    """Both belong to an alias: what is published later takes them over."""
    for name, function in spec.functions.items():
        for field in (_PROVISIONED, _PREFERENCE):
            if getattr(function, field) and not function.auto_publish_alias:
                place = _place(name, function, field)
                yield Problem(place, f"{_what(place, field)}belongs to an alias: add auto_publish_alias: live")


def _place(name: str, function: FunctionSpec, field: str) -> SpecPath:
    """Return where a setting of a function stands; one that `defaults` say is reported at the function."""
    return ("functions", name, field) if field in function.model_fields_set else ("functions", name)


def _what(place: SpecPath, field: str) -> str:
    """Name a setting that does not stand at its place, but in `defaults`."""
    return "" if place[2:] else f"{field}, from defaults, "


def scaling_has_room(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html"""
    for name, function in spec.functions.items():
        config = function.provisioned_concurrency_config
        if config and config.scaling:
            least, most = config.least, config.scaling.max_capacity
            misfit = _misfit(least, most)
            if misfit:
                yield Problem(
                    _place(name, function, _PROVISIONED),
                    f"max_capacity must be at least {misfit[0]}, which are always ready (got {misfit[1]})",
                )


def _misfit(least: object, most: object) -> tuple[int, int] | None:
    """Return two numbers of which the first is larger, whatever the values will be, or None."""
    small, large = ([each for each in declared_values(value) if isinstance(each, int)] for value in (least, most))
    return (min(small), max(large)) if small and large and min(small) > max(large) else None


def reserved_executions_are_enough(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html"""
    for name, function in spec.functions.items():
        config = function.provisioned_concurrency_config
        misfit = config and _misfit(config.most, function.reserved_concurrent_executions)
        if misfit:
            yield Problem(
                _place(name, function, _PROVISIONED),
                f"up to {misfit[0]} executions cannot be ready where reserved_concurrent_executions lets {misfit[1]} "
                "run: raise that, or lower these",
            )


def snapshots_are_not_provisioned(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html"""
    for name, function in spec.functions.items():
        if function.snap_start and function.provisioned_concurrency_config:
            place = _place(name, function, _PROVISIONED)
            yield Problem(
                place, f"{_what(place, _PROVISIONED)}does not go with snap_start: choose one against cold starts"
            )


def hooks_are_other_functions(spec: ApiSpec) -> Iterator[Problem]:
    for name, preference in resolved.deployment_preferences(spec).items():
        function = spec.functions[name]
        for field, hook in preference.hooks.given:
            place = _place(name, function, _PREFERENCE)
            path = (*place, "hooks", field) if place[2:] else place
            if message := _wrong_hook(hook, name, spec, own=bool(place[2:])):
                yield Problem(path, message)


def _wrong_hook(hook: Any, name: str, spec: ApiSpec, *, own: bool) -> str | None:
    if not isinstance(hook, str):
        return _wrong_reference(hook, spec)
    if hook == name:
        way_out = "name another" if own else "say deployment_preference: null here"
        return f"a function cannot test its own new version: {way_out}"
    return None if hook in spec.functions else there_is_no("function", hook, spec.functions)


def _wrong_reference(hook: Any, spec: ApiSpec) -> str | None:
    source = named(hook)
    if source is None:
        return None
    own = next((name for name in spec.functions if names.function(name) == source.logical_id), None)
    if own is not None:
        return f"is a function of the spec: write {own}, so that it may say how its test came out"
    return f"must be the function's name: write !Ref {source.logical_id}" if source.attribute is not None else None


def deployments_have_alarms(spec: ApiSpec) -> Iterator[Problem]:
    """Each once, each an alarm, and together never an empty list, which CodeDeploy refuses while it is enabled.

    https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeploymentGroup.html
    """
    for name, preference in resolved.deployment_preferences(spec).items():
        place = _place(name, spec.functions[name], _PREFERENCE)
        for index, message in _wrong_alarms(preference, spec):
            yield Problem((*place, "alarms", index) if place[2:] else place, message)


def _wrong_alarms(preference: DeploymentPreference, spec: ApiSpec) -> Iterator[tuple[int, str]]:
    seen: list[Any] = []
    conditions = set()
    for index, alarm in enumerate(preference.alarms or []):
        plain = alarm.to_dict() if isinstance(alarm, AWSHelperFn) else alarm
        condition, its_name = condition_and_name(alarm, spec)
        conditions.add(condition)
        if plain in seen:
            yield index, f"stands here twice: remove one (got {shown(alarm)})"
        elif message := _wrong_alarm(its_name, spec):
            yield index, message
        seen.append(plain)
    if len(conditions) > 1 and None not in conditions:
        yield 0, "all alarms have conditions, and not the same: add one that is always there, for the list may be empty"


def _wrong_alarm(alarm: Any, spec: ApiSpec) -> str | None:
    source = named(alarm)
    if any(name == "AWS::NoValue" for _, name in references(alarm)):
        return "may be nothing: write it as !If [Condition, name, !Ref AWS::NoValue], and no deeper"
    if source is None:
        return None
    if source.attribute is not None:
        return f"must be the alarm's name: write !Ref {source.logical_id}"
    kind = raw_type(source.logical_id, spec)
    is_known = kind is not None and kind.startswith("AWS::") and not kind.startswith("AWS::CloudFormation::")
    return f"must be an alarm: {source.logical_id} is an {kind}" if is_known and kind not in _ALARMS else None


def triggers_tell_topics(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TriggerConfig.html"""
    for name, preference in resolved.deployment_preferences(spec).items():
        place = _place(name, spec.functions[name], _PREFERENCE)
        for index, trigger in enumerate(preference.trigger_configurations):
            arn = trigger.trigger_target_arn
            if message := wrong_kind(arn, spec, "a topic", ("AWS::SNS::Topic",)) or no_arn(arn, spec):
                path = ("trigger_configurations", index, "trigger_target_arn")
                yield Problem((*place, *path) if place[2:] else place, message)


CHECKS: Checks = (
    (releases_have_an_alias, set()),
    (scaling_has_room, set()),
    (reserved_executions_are_enough, set()),
    (snapshots_are_not_provisioned, set()),
    (hooks_are_other_functions, {"functions"}),
    (deployments_have_alarms, {"cloudformation"}),
    (triggers_tell_topics, {"cloudformation"}),
)
