"""Alarms: within what CloudWatch evaluates, of functions that there are, told to a topic that they can publish to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.http_api import quotas
from generator.spec.known_values import declared_values
from generator.spec.logical_ids import logical_ids
from generator.spec.raw import RawResource, raw_resource
from generator.spec.references import Named, named

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks

_TOPIC = "AWS::SNS::Topic"
_ANY_REF = ("AWS::CloudFormation::CustomResource",)  # whose !Ref is what its handler says
_SHARES = ("error_rate", "client_error_rate")
_OF_FUNCTIONS = ("function_errors", "throttles")


def alarms_can_go_off(spec: ApiSpec) -> Iterator[Problem]:
    """None goes off at the threshold itself, but above it."""
    for name, alarm in spec.alarms.thresholds.items() if spec.alarms else ():
        known = (each for each in declared_values(alarm.threshold) if isinstance(each, (int, float)))
        unreachable = next((each for each in known if name in _SHARES and each >= 100), None)
        if unreachable is not None:
            yield Problem(
                ("alarms", name), f"must be less than 100 percent (got {unreachable}): there are never more errors"
            )
        misfit = _misfit(alarm.datapoints_to_alarm, alarm.evaluation_periods, lambda most, periods: most <= periods)
        if misfit:
            most, periods = misfit
            yield Problem(
                ("alarms", name, "datapoints_to_alarm"),
                f"must be at most evaluation_periods, {periods} (got {most}): the alarm would never go off",
            )


def alarms_look_back_no_further_than_cloudwatch(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"""
    for name, alarm in spec.alarms.thresholds.items() if spec.alarms else ():
        misfit = _misfit(alarm.period, alarm.evaluation_periods, lambda each, many: each * many <= _most(each))
        if misfit:
            period, periods = misfit
            yield Problem(
                ("alarms", name, "evaluation_periods"),
                f"{periods} periods of {period} seconds are {period * periods:,}; CloudWatch looks back at most "
                f"{_most(period):,} seconds with such periods",
            )


def _most(period: int) -> int:
    return quotas.ALARM_SECONDS if period < quotas.HOUR else quotas.ALARM_SECONDS_OF_HOURS


def _misfit(one: object, other: object, fits: Callable[[int, int], bool]) -> tuple[int, int] | None:
    """Return a value of one that fits no value of the other, or the other way round; None if every one finds its like.

    Two parameters may go together in every parameter set and still not fit crosswise.
    """
    ones, others = ([each for each in declared_values(value) if isinstance(each, int)] for value in (one, other))
    if not ones or not others:
        return None
    lonely = [(a, others[0]) for a in ones if not any(fits(a, b) for b in others)]
    lonely += [(ones[0], b) for b in others if not any(fits(a, b) for a in ones)]
    return lonely[0] if lonely else None


def alarms_of_functions_have_functions(spec: ApiSpec) -> Iterator[Problem]:
    if spec.alarms and not spec.functions:
        for name in _OF_FUNCTIONS:
            if name in spec.alarms.thresholds:
                yield Problem(("alarms", name), "watches each of the functions, but there are none: leave it out")


def emails_differ(spec: ApiSpec) -> Iterator[Problem]:
    emails = (spec.alarms.emails if spec.alarms else None) or []
    for index, email in enumerate(emails):
        if email in emails[:index]:
            yield Problem(("alarms", "emails", index), "stands here twice: remove one")


def alarms_reach_a_topic(spec: ApiSpec) -> Iterator[Problem]:
    """What stands in the same template can be looked at; an ARN, a parameter or an import cannot."""
    notify = named(spec.alarms.notify) if spec.alarms else None
    wrong = _wrong_topic(notify, spec) if notify else None
    if wrong:
        yield Problem(("alarms", "notify"), wrong)


def _wrong_topic(notify: Named, spec: ApiSpec) -> str | None:
    """Say what keeps a resource of the template, or its attribute, from being told by an alarm."""
    name, attribute = notify
    if name in _generated(spec):
        return f"must be an SNS topic: {name} is not"
    resource = raw_resource(name, spec)
    if resource is None:
        return None
    if resource.type == _TOPIC:
        return _wrong_attribute(name, attribute) or _wrong_key(name, resource)
    # What other types return, such as a nested stack's outputs, is not known here.
    is_known = resource.type.startswith("AWS::") and attribute is None and resource.type not in _ANY_REF
    return f"must be an SNS topic: {name} is an {resource.type}" if is_known else None


def _generated(spec: ApiSpec) -> set[str]:
    own = (ids for path, ids in logical_ids(spec) if path[0] not in ("parameters", "cloudformation"))
    return {logical_id for ids in own for logical_id in ids}


def _wrong_attribute(name: str, attribute: str | None) -> str | None:
    if attribute in (None, "TopicArn"):
        return None
    return f"must be the topic's ARN: !Ref {name}"


def _wrong_key(name: str, topic: RawResource) -> str | None:
    """https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns"""
    if topic.properties.get("KmsMasterKeyId") != "alias/aws/sns":
        return None
    return (
        f"alarms cannot publish to {name}, because it is encrypted with alias/aws/sns: use a key whose policy lets "
        "cloudwatch.amazonaws.com use it (kms:Decrypt, kms:GenerateDataKey*), or none"
    )


CHECKS: Checks = (
    (alarms_can_go_off, set()),
    (alarms_look_back_no_further_than_cloudwatch, set()),
    (alarms_of_functions_have_functions, {"functions"}),
    (emails_differ, set()),
    (alarms_reach_a_topic, set()),
)
