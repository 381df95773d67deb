"""The builder of alarms: a few to the letter. `tests/specs/apis/alarms.yaml` has them all."""

from typing import Any

import pytest

from generator.http_api import metrics
from generator.resources import alarms
from generator.templates.cloudformation import assemble
from tests.support import Project, by_id

ONE = "functions: {orders: lambda_code/orders}\n"
ALL = "error_rate: 1, client_error_rate: 20, p99_latency: 2500, function_errors: 0, throttles: 0"


def built(project: Project, text: str, *, spec: str = ONE) -> dict[str, Any]:
    return by_id(alarms.build(project.spec(f"{spec}alarms: {{{text}}}\n")))


def test_without_the_section_there_are_none(project: Project) -> None:
    resources = assemble(project.spec(ONE)).to_dict()["Resources"]

    assert not [each for each in resources.values() if each["Type"] in ("AWS::CloudWatch::Alarm", "AWS::SNS::Topic")]


def test_the_topic_stands_before_the_apis_alarms_and_those_of_each_function(project: Project) -> None:
    spec = "functions: {a: lambda_code/a, b: lambda_code/b}\nroutes: {GET /a: a, GET /b: b}\n"

    assert list(built(project, f"emails: [me@example.com], {ALL}", spec=spec)) == [
        "AlarmTopic", "ErrorRateAlarm", "ClientErrorRateAlarm", "LatencyAlarm",
        "AErrorsAlarm", "AThrottlesAlarm", "BErrorsAlarm", "BThrottlesAlarm",
    ]  # fmt: skip


def test_only_what_has_a_threshold_becomes_an_alarm(project: Project) -> None:
    assert list(built(project, "emails: [me@example.com], throttles: 0")) == ["AlarmTopic", "OrdersThrottlesAlarm"]


def test_the_topic_that_is_made_is_not_encrypted_and_everyone_subscribes_to_it(project: Project) -> None:
    topic = built(project, "emails: [me@example.com, !Ref Mail], throttles: 0")["AlarmTopic"]

    assert topic == {
        "Type": "AWS::SNS::Topic",
        "Properties": {
            "Subscription": [
                {"Protocol": "email", "Endpoint": "me@example.com"},
                {"Protocol": "email", "Endpoint": {"Ref": "Mail"}},
            ]
        },
    }


def test_the_error_rate_is_percent_of_all_requests_on_all_stages(project: Project) -> None:
    alarm = built(project, "emails: [me@example.com], error_rate: {threshold: 0.5, period: 300}")["ErrorRateAlarm"]

    assert alarm["Properties"] == {
        "AlarmDescription": {
            "Fn::Sub": "demo: too many requests are answered with 5xx. A function failed, timed out or was throttled, "
            "or another backend did not answer in time. Which requests: see the log group ${AccessLogGroup}."
        },
        "Metrics": [
            {
                "Id": "rate",
                "Label": "5xx in percent of all requests",
                "Expression": "100 * errors / requests",
                "ReturnData": True,
            },
            summed("errors", "5xx"),
            summed("requests", "Count"),
        ],
        "ComparisonOperator": "GreaterThanThreshold",
        "Threshold": 0.5,
        "EvaluationPeriods": 5,
        "TreatMissingData": "notBreaching",
        "AlarmActions": [{"Ref": "AlarmTopic"}],
    }


def summed(identifier: str, metric: str) -> dict[str, Any]:
    return {
        "Id": identifier,
        "MetricStat": {
            "Metric": {
                "Namespace": "AWS/ApiGateway",
                "MetricName": metric,
                "Dimensions": [{"Name": "ApiId", "Value": {"Ref": "HttpApi"}}],
            },
            "Period": 300,
            "Stat": "Sum",
        },
        "ReturnData": False,
    }


def test_latency_is_an_extended_statistic_in_which_few_samples_count_too(project: Project) -> None:
    alarm = built(project, "emails: [me@example.com], p99_latency: 2500")["LatencyAlarm"]["Properties"]

    assert {name: alarm[name] for name in ("Namespace", "MetricName", "ExtendedStatistic", "Period", "Threshold")} == {
        "Namespace": "AWS/ApiGateway",
        "MetricName": "Latency",
        "ExtendedStatistic": "p99",
        "Period": 60,
        "Threshold": 2500,
    }
    assert "Statistic" not in alarm
    assert "EvaluateLowSampleCountPercentile" not in alarm


def test_a_functions_alarm_says_whose_logs_to_read(project: Project) -> None:
    text = "emails: [me@example.com], function_errors: {threshold: 3, evaluation_periods: 3, datapoints_to_alarm: 2}"

    assert built(project, text)["OrdersErrorsAlarm"]["Properties"] == {
        "AlarmDescription": {
            "Fn::Sub": "demo: the function orders fails. Its code raised an error, took too long, or needed more "
            "memory than it has. See the log group ${OrdersLogGroup}."
        },
        "Namespace": "AWS/Lambda",
        "MetricName": "Errors",
        "Dimensions": [{"Name": "FunctionName", "Value": {"Ref": "OrdersFunction"}}],
        "Statistic": "Sum",
        "Period": 60,
        "ComparisonOperator": "GreaterThanThreshold",
        "Threshold": 3,
        "EvaluationPeriods": 3,
        "DatapointsToAlarm": 2,
        "TreatMissingData": "notBreaching",
        "AlarmActions": [{"Ref": "AlarmTopic"}],
    }


@pytest.mark.parametrize(
    ("notify", "action"),
    [
        ("!Ref OnCall", {"Ref": "OnCall"}),
        ("!ImportValue on-call", {"Fn::ImportValue": "on-call"}),
        ("'arn:aws:sns:eu-central-1:123456789012:alarms'", "arn:aws:sns:eu-central-1:123456789012:alarms"),
    ],
)
def test_a_topic_that_there_is_gets_the_alarms_and_none_is_made(project: Project, notify: str, action: Any) -> None:
    alarm = built(project, f"notify: {notify}, throttles: 0")

    assert list(alarm) == ["OrdersThrottlesAlarm"]
    assert alarm["OrdersThrottlesAlarm"]["Properties"]["AlarmActions"] == [action]


def test_a_condition_stands_on_the_topic_and_on_every_alarm(project: Project) -> None:
    spec = f"{ONE}tags: {{team: shop}}\ncloudformation: {{Conditions: {{IsProduction: !Equals [a, a]}}}}\n"

    elements = built(project, f"emails: [me@example.com], {ALL}, condition: IsProduction", spec=spec)

    assert {each["Condition"] for each in elements.values()} == {"IsProduction"}
    assert [each["Properties"]["Tags"] for each in elements.values()] == [[{"Key": "team", "Value": "shop"}]] * 6


def test_without_an_access_log_in_the_template_no_alarm_names_one(project: Project) -> None:
    spec = f"{ONE}stage: {{access_log: false}}\n"

    description = built(project, "emails: [me@example.com], p99_latency: 1", spec=spec)["LatencyAlarm"]["Properties"]

    assert description["AlarmDescription"] == (
        "demo: the slowest hundredth of requests takes too many milliseconds. If IntegrationLatency is as long, it is "
        "the backend: compare the Duration of functions."
    )


@pytest.mark.parametrize(
    ("stages", "sentence"),
    [
        ("stages: {a: {}, b: {}}", " Which requests: see the access logs of the stages."),
        ("stages: {a: {}, b: {access_log: false}}", " Which requests: see the log group ${AAccessLogGroup}."),
        ("stages: {a: {access_log: false}, b: {access_log: false}}", ""),
        ("stage: {access_log: {destination_arn: !Ref Logs}}", " Which requests: see the access log."),
    ],
)
def test_an_alarm_says_where_to_look_and_names_a_log_group_only_if_it_is_the_only_one(
    project: Project, stages: str, sentence: str
) -> None:
    alarms_built = built(project, "emails: [me@example.com], p99_latency: 1", spec=f"{ONE}{stages}\n")

    description = alarms_built["LatencyAlarm"]["Properties"]["AlarmDescription"]
    text = description if isinstance(description, str) else description["Fn::Sub"]
    assert text.partition("compare the Duration of functions.")[2] == sentence


def test_what_is_counted_goes_off_at_once_and_what_is_measured_after_five_minutes(project: Project) -> None:
    elements = built(project, f"emails: [me@example.com], {ALL}")

    assert {name: each["Properties"].get("EvaluationPeriods") for name, each in elements.items()} == {
        "AlarmTopic": None,
        "ErrorRateAlarm": 5,
        "ClientErrorRateAlarm": 5,
        "LatencyAlarm": 5,
        "OrdersErrorsAlarm": 1,
        "OrdersThrottlesAlarm": 1,
    }


def test_every_alarm_watches_a_metric_that_there_is_as_something_that_it_means(project: Project) -> None:
    elements = built(project, f"emails: [me@example.com], {ALL}")
    known = {(each.namespace, each.name): each for each in (*metrics.API_METRICS, *metrics.FUNCTION_METRICS)}

    watched = [
        (stat["Metric"], stat["Stat"])
        for alarm in elements.values()
        for query in alarm["Properties"].get("Metrics", [])
        if (stat := query.get("MetricStat"))
    ]
    watched += [
        (each, each.get("Statistic") or each["ExtendedStatistic"])
        for each in (alarm["Properties"] for alarm in elements.values())
        if "MetricName" in each
    ]

    assert len(watched) == 7
    for metric, statistic in watched:
        assert known[metric["Namespace"], metric["MetricName"]].means_something_as(statistic)
        assert [each["Name"] for each in metric["Dimensions"]] in (["ApiId"], ["FunctionName"])
