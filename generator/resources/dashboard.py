"""The dashboard: what the API and its functions did, for whoever an alarm has woken.

Its body stands in the template as JSON that can be read, a line for each line of a graph.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from troposphere import Sub
from troposphere.cloudwatch import Dashboard

from generator import names
from generator.http_api import metrics
from generator.http_api.metrics import Metric
from generator.resources.element import Element, given, tag_list
from generator.spec.api import ApiSpec

_COLUMNS = 24  # of a dashboard
_HEIGHT = 6  # rows of a graph
_PERIOD = 60  # seconds, in which these metrics come; CloudWatch takes longer ones for a long time range
_PERCENTILES = ("p50", "p90", "p99")


class _Graph(NamedTuple):
    """A graph: its title, and its lines as CloudWatch's arrays of a metric, its dimensions and how to show it."""

    title: str
    lines: list[list[Any]]


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield the Dashboard, without a name of its own: of a name there can be but one in an account."""
    assert spec.dashboard, "only for specs with a dashboard"
    yield Dashboard(
        names.DASHBOARD,
        **given(Condition=spec.dashboard.condition),
        DashboardBody=Sub(_body(_rows(spec))),
        **given(Tags=tag_list(spec.tags)),
    )


def _rows(spec: ApiSpec) -> Iterator[list[_Graph]]:
    """Yield the graphs of the API, then those of its functions: a line each, so that many of them stay readable."""
    yield [
        _Graph("Requests", [_line(metrics.COUNT, names.API, "Sum", "requests")]),
        _Graph(
            "Errors",
            [
                _line(metrics.CLIENT_ERRORS, names.API, "Sum", "4xx"),
                _line(metrics.SERVER_ERRORS, names.API, "Sum", "5xx"),
            ],
        ),
        _Graph("Data processed", [_line(metrics.DATA_PROCESSED, names.API, "Sum", "bytes")]),
    ]
    yield [_percentiles("Latency", metrics.LATENCY), _percentiles("Integration latency", metrics.INTEGRATION_LATENCY)]
    if spec.functions:
        yield [
            _functions("Invocations", metrics.INVOCATIONS, "Sum", spec),
            _functions("Errors of functions", metrics.ERRORS, "Sum", spec),
            _functions("Throttles", metrics.THROTTLES, "Sum", spec),
        ]
        yield [_functions(f"Duration {each}", metrics.DURATION, each, spec) for each in ("p50", "p99")]


def _percentiles(title: str, metric: Metric) -> _Graph:
    return _Graph(title, [_line(metric, names.API, each, each) for each in _PERCENTILES])


def _functions(title: str, metric: Metric, statistic: str, spec: ApiSpec) -> _Graph:
    return _Graph(title, [_line(metric, names.function(name), statistic, name) for name in spec.functions])


def _line(metric: Metric, logical_id: str, statistic: str, label: str) -> list[Any]:
    (dimension,) = metric.dimensions
    return [metric.namespace, metric.name, dimension, f"${{{logical_id}}}", {"label": label, "stat": statistic}]


def _body(rows: Iterator[list[_Graph]]) -> str:
    """Return the JSON of the dashboard; it ends in a newline, as a literal block of YAML does."""
    widgets = [
        _widget(graph, index * _COLUMNS // len(row), number * _HEIGHT, _COLUMNS // len(row))
        for number, row in enumerate(rows)
        for index, graph in enumerate(row)
    ]
    return '{"widgets": [\n' + ",\n".join(widgets) + "\n]}\n"


def _widget(graph: _Graph, x: int, y: int, width: int) -> str:
    place = {"type": "metric", "x": x, "y": y, "width": width, "height": _HEIGHT}
    properties = {"title": graph.title, "view": "timeSeries", "region": "${AWS::Region}", "period": _PERIOD}
    axis = json.dumps({"left": {"min": 0}})
    lines = ",\n".join(f"    {json.dumps(line)}" for line in graph.lines)
    return (
        f'{json.dumps(place)[:-1]}, "properties":\n'
        f"  {json.dumps(properties)[:-1]},\n"
        f'   "yAxis": {axis}, "metrics": [\n{lines}\n'
        "  ]}}"
    )
