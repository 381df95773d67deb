"""Alarms and a dashboard, as CloudWatch has them after a deployment. The emulator evaluates neither.

It refuses metric math (`Properties.Metrics … is not supported`), so that rates are asserted on the templates.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.end_to_end.deployed import Checkout, Cloud

pytestmark = pytest.mark.emulator

SPEC = """
    functions:
      watched: lambda_code/watched
    alarms:
      emails: [shop@example.com]
      p99_latency: {threshold: 2500, evaluation_periods: 10, datapoints_to_alarm: 8}
      function_errors: 0
    dashboard: true
"""
CODE = "def handler(event, context):\n    return {'statusCode': 200}\n"


@pytest.fixture(scope="module")
def ids(new_checkout: Callable[[], Checkout], cloud: Cloud) -> dict[str, str]:
    """What each logical ID of the stack became."""
    checkout = new_checkout()
    checkout.write("lambda_code/watched/app.py", CODE)
    checkout.write("apis/watched.yaml", SPEC)
    assert checkout.httpapi("generate", "--no-lint", "apis/watched.yaml").returncode == 0
    checkout.deploy("watched")
    return cloud.physical_ids("watched")


def alarm(cloud: Cloud, name: str) -> dict[str, Any]:
    (found,) = cloud.client("cloudwatch").describe_alarms(AlarmNames=[name])["MetricAlarms"]
    return dict(found)


def test_the_latency_is_a_percentile_of_this_api_and_tells_the_topic(ids: dict[str, str], cloud: Cloud) -> None:
    deployed = alarm(cloud, ids["LatencyAlarm"])

    assert (deployed["ExtendedStatistic"], deployed["Threshold"]) == ("p99", 2500)
    assert deployed["Dimensions"] == [{"Name": "ApiId", "Value": ids["HttpApi"]}]
    assert deployed["AlarmActions"] == [ids["AlarmTopic"]]
    assert (deployed["DatapointsToAlarm"], deployed["EvaluationPeriods"]) == (8, 10)


def test_the_description_of_a_functions_alarm_names_its_log_group(ids: dict[str, str], cloud: Cloud) -> None:
    assert ids["WatchedLogGroup"] in alarm(cloud, ids["WatchedErrorsAlarm"])["AlarmDescription"]


def test_the_address_is_subscribed_to_the_topic(ids: dict[str, str], cloud: Cloud) -> None:
    subscriptions = cloud.client("sns").list_subscriptions_by_topic(TopicArn=ids["AlarmTopic"])["Subscriptions"]

    assert [(each["Protocol"], each["Endpoint"]) for each in subscriptions] == [("email", "shop@example.com")]


def test_the_dashboard_is_json_about_this_api_and_its_function(ids: dict[str, str], cloud: Cloud) -> None:
    body = json.loads(cloud.client("cloudwatch").get_dashboard(DashboardName=ids["Dashboard"])["DashboardBody"])

    lines = [line for each in body["widgets"] for line in each["properties"]["metrics"]]
    assert {line[3] for line in lines} == {ids["HttpApi"], ids["WatchedFunction"]}
