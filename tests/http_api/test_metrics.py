import pytest

from generator.http_api import metrics
from generator.http_api.metrics import Metric

_ALL = (*metrics.API_METRICS, *metrics.FUNCTION_METRICS)


def test_the_names_are_those_of_http_apis_not_of_rest_apis() -> None:
    assert {metric.name for metric in metrics.API_METRICS} == {
        "4xx",
        "5xx",
        "Count",
        "Latency",
        "IntegrationLatency",
        "DataProcessed",
    }


def test_functions_tell_errors_throttles_and_duration() -> None:
    assert {metric.name for metric in metrics.FUNCTION_METRICS} == {"Invocations", "Errors", "Throttles", "Duration"}


def test_metrics_are_in_the_namespace_of_their_service() -> None:
    assert {metric.namespace for metric in metrics.API_METRICS} == {"AWS/ApiGateway"}
    assert {metric.namespace for metric in metrics.FUNCTION_METRICS} == {"AWS/Lambda"}


def test_no_metric_stands_twice() -> None:
    assert len({(metric.namespace, metric.name) for metric in _ALL}) == len(_ALL)


@pytest.mark.parametrize("metric", _ALL, ids=lambda metric: metric.name)
def test_every_metric_has_a_meaningful_statistic(metric: Metric) -> None:
    assert any(metric.means_something_as(statistic) for statistic in ("Sum", "Average"))


@pytest.mark.parametrize(
    ("metric", "statistic"),
    [
        (metrics.SERVER_ERRORS, "Sum"),
        (metrics.COUNT, "SampleCount"),
        (metrics.LATENCY, "Average"),
        (metrics.LATENCY, "p99"),
        (metrics.LATENCY, "p99.9"),
        (metrics.LATENCY, "p0"),
        (metrics.DURATION, "Maximum"),
        (metrics.DURATION, "p100"),
        (metrics.DATA_PROCESSED, "Sum"),
    ],
)
def test_a_statistic_means_something(metric: Metric, statistic: str) -> None:
    assert metric.means_something_as(statistic)


@pytest.mark.parametrize(
    ("metric", "statistic"),
    [
        (metrics.SERVER_ERRORS, "p99"),
        (metrics.SERVER_ERRORS, "SampleCount"),
        (metrics.CLIENT_ERRORS, "Maximum"),
        (metrics.COUNT, "p50"),
        (metrics.LATENCY, "Sum"),
        (metrics.LATENCY, "p"),
        (metrics.LATENCY, "p101"),
        (metrics.LATENCY, "p99.9x"),
        (metrics.LATENCY, "99"),
        (metrics.LATENCY, "average"),
        (metrics.THROTTLES, "Average"),
        (metrics.DURATION, ""),
    ],
)
def test_another_statistic_does_not(metric: Metric, statistic: str) -> None:
    assert not metric.means_something_as(statistic)


def test_dimensions_go_from_the_api_to_its_routes() -> None:
    assert set(metrics.API_DIMENSIONS) < set(metrics.STAGE_DIMENSIONS) < set(metrics.ROUTE_DIMENSIONS)


def test_a_metric_is_told_by_the_fewest_dimensions_that_it_has() -> None:
    assert {each.dimensions for each in metrics.API_METRICS} == {("ApiId",)}
    assert {each.dimensions for each in metrics.FUNCTION_METRICS} == {("FunctionName",)}


def test_a_name_of_rest_apis_or_with_another_case_leads_to_the_one_that_is_meant() -> None:
    assert metrics.metric_problem("5xx") is None
    assert str(metrics.metric_problem("5XXError")).endswith("so the alarm never has data: write 5xx")
    assert str(metrics.metric_problem("latency")).endswith(": write Latency")
    assert str(metrics.metric_problem("CacheHitCount")).endswith(
        ": write one of 4xx, 5xx, Count, Latency, IntegrationLatency, DataProcessed"
    )
