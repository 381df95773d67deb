"""Alarms: one for each threshold that is given, and the topic that tells about them.

None has a name of its own: an alarm that is replaced would then be refused, because its name is still taken.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from troposphere import Ref, Sub, cloudwatch, sns

from generator import names
from generator.http_api import metrics
from generator.http_api.metrics import Metric
from generator.resources.element import Element, given, tag_list
from generator.spec.api import ApiSpec

if TYPE_CHECKING:
    from generator.spec.alarms import Alarm, Alarms


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield the topic, if one is made, then the API's alarms, then those of each function in the order of the spec."""
    alarms = spec.alarms
    assert alarms, "only for specs with alarms"
    if alarms.emails:
        yield _topic(alarms.emails, alarms, spec)
    yield from _of_api(alarms, spec)
    for name in spec.functions:
        yield from _of_function(name, alarms, spec)


def _topic(emails: list[Any], alarms: Alarms, spec: ApiSpec) -> sns.Topic:
    """Not encrypted: alarms cannot publish to a topic that is encrypted with `alias/aws/sns`.

    https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
    """
    return sns.Topic(
        names.ALARM_TOPIC,
        **given(Condition=alarms.condition),
        Subscription=[sns.Subscription(Protocol="email", Endpoint=email) for email in emails],
        **given(Tags=tag_list(spec.tags)),
    )


def _of_api(alarms: Alarms, spec: ApiSpec) -> Iterator[cloudwatch.Alarm]:
    log = _access_log(spec)
    if each := alarms.error_rate:
        text = (
            f"{spec.name}: too many requests are answered with 5xx. A function failed, timed out or was throttled, or "
            f"another backend did not answer in time.{log}"
        )
        yield _alarm(names.ERROR_RATE_ALARM, text, _share(metrics.SERVER_ERRORS, each), each, alarms, spec)
    if each := alarms.client_error_rate:
        text = (
            f"{spec.name}: too many requests are answered with 4xx. Callers ask for what is not there or is not theirs,"
            f" a client was changed, or throttling refuses them (429).{log}"
        )
        yield _alarm(names.CLIENT_ERROR_RATE_ALARM, text, _share(metrics.CLIENT_ERRORS, each), each, alarms, spec)
    if each := alarms.p99_latency:
        text = (
            f"{spec.name}: the slowest hundredth of requests takes too many milliseconds. If IntegrationLatency is as "
            f"long, it is the backend: compare the Duration of functions.{log}"
        )
        watched = _metric(metrics.LATENCY, names.API, "p99", each)
        yield _alarm(names.LATENCY_ALARM, text, watched, each, alarms, spec)


def _of_function(name: str, alarms: Alarms, spec: ApiSpec) -> Iterator[cloudwatch.Alarm]:
    function, log_group = names.function(name), names.log_group(name)
    if each := alarms.function_errors:
        text = (
            f"{spec.name}: the function {name} fails. Its code raised an error, took too long, or needed more memory "
            f"than it has. See the log group ${{{log_group}}}."
        )
        yield _alarm(names.errors_alarm(name), text, _metric(metrics.ERRORS, function, "Sum", each), each, alarms, spec)
    if each := alarms.throttles:
        text = (
            f"{spec.name}: Lambda refuses to run the function {name}, because too many executions run at once: of this "
            f"function, if it has reserved concurrency, or of the account. See its metric ConcurrentExecutions."
        )
        yield _alarm(
            names.throttles_alarm(name), text, _metric(metrics.THROTTLES, function, "Sum", each), each, alarms, spec
        )


def _access_log(spec: ApiSpec) -> str:
    """Return a sentence about the access log; several are not named, because a description has 1,024 characters."""
    logged = [(stage_id, stage) for stage_id, stage in spec.all_stages.items() if stage.access_log]
    if len(logged) == 1 and logged[0][1].access_log_group:
        return f" Which requests: see the log group ${{{names.access_log_group(logged[0][0])}}}."
    if logged:
        return f" Which requests: see the access log{'s of the stages' if len(logged) > 1 else ''}."
    return ""


def _alarm(
    logical_id: str, text: str, watched: dict[str, Any], alarm: Alarm, alarms: Alarms, spec: ApiSpec
) -> cloudwatch.Alarm:
    """Return an alarm; few samples of a percentile count too.

    `EvaluateLowSampleCountPercentile: ignore` would keep p99 from ever going off below 1,000 requests a period.
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html
    """
    return cloudwatch.Alarm(
        logical_id,
        **given(Condition=alarms.condition),
        AlarmDescription=Sub(text) if "${" in text else text,
        **watched,
        ComparisonOperator="GreaterThanThreshold",
        Threshold=alarm.threshold,
        EvaluationPeriods=alarm.evaluation_periods,
        **given(DatapointsToAlarm=alarm.datapoints_to_alarm),
        TreatMissingData=alarm.treat_missing_data,
        AlarmActions=[Ref(names.ALARM_TOPIC) if alarms.emails else alarms.notify],
        **given(Tags=tag_list(spec.tags)),
    )


def _metric(metric: Metric, logical_id: str, statistic: str, alarm: Alarm) -> dict[str, Any]:
    """Return what to watch: one metric of the API, all its stages together, or of a function."""
    return {
        "Namespace": metric.namespace,
        "MetricName": metric.name,
        "Dimensions": _dimensions(metric, logical_id),
        "ExtendedStatistic" if statistic.startswith("p") else "Statistic": statistic,
        "Period": alarm.period,
    }


def _share(errors: Metric, alarm: Alarm) -> dict[str, Any]:
    """Return what to watch: errors as percent of all requests.

    Without requests there is no value, which TreatMissingData answers for.
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
    """
    rate = cloudwatch.MetricDataQuery(
        Id="rate",
        Label=f"{errors.name} in percent of all requests",
        Expression="100 * errors / requests",
        ReturnData=True,
    )
    return {"Metrics": [rate, _sum("errors", errors, alarm), _sum("requests", metrics.COUNT, alarm)]}


def _sum(identifier: str, metric: Metric, alarm: Alarm) -> cloudwatch.MetricDataQuery:
    watched = cloudwatch.Metric(
        Namespace=metric.namespace, MetricName=metric.name, Dimensions=_dimensions(metric, names.API)
    )
    stat = cloudwatch.MetricStat(Metric=watched, Period=alarm.period, Stat="Sum")
    return cloudwatch.MetricDataQuery(Id=identifier, MetricStat=stat, ReturnData=False)


def _dimensions(metric: Metric, logical_id: str) -> list[cloudwatch.MetricDimension]:
    (name,) = metric.dimensions
    return [cloudwatch.MetricDimension(Name=name, Value=Ref(logical_id))]
