"""The builder of the dashboard: its body is JSON that CloudWatch reads."""

import json
import re
from itertools import combinations
from typing import Any

import pytest

from generator.http_api import metrics
from generator.resources import dashboard
from generator.templates.cloudformation import assemble
from tests.support import Project, by_id


def built(project: Project, functions: int = 2, text: str = "dashboard: true") -> dict[str, Any]:
    names = [f"f{number}" for number in range(functions)]
    folders = ", ".join(f"{name}: lambda_code/one" for name in names)
    routes = ", ".join(f"GET /{name}: {name}" for name in names)
    return by_id(dashboard.build(project.spec(f"functions: {{{folders}}}\nroutes: {{{routes}}}\n{text}\n")))


def widgets(elements: dict[str, Any]) -> list[dict[str, Any]]:
    body = elements["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
    found: list[dict[str, Any]] = json.loads(re.sub(r"\$\{([^}]+)\}", r"<\1>", body))["widgets"]
    return found


@pytest.mark.parametrize("text", ["", "dashboard: false"])
def test_there_is_none_unless_it_is_asked_for(project: Project, text: str) -> None:
    spec = project.spec(f"functions: {{one: lambda_code/one}}\n{text}\n")

    assert "Dashboard" not in assemble(spec).resources


def test_it_has_no_name_of_its_own_and_stands_under_its_condition(project: Project) -> None:
    text = "dashboard: {condition: IsProduction}\ncloudformation: {Conditions: {IsProduction: !Equals [a, a]}}"

    element = built(project, text=text)["Dashboard"]

    assert element["Condition"] == "IsProduction"
    assert list(element["Properties"]) == ["DashboardBody"]


def test_the_graphs_of_the_api_come_before_those_of_its_functions(project: Project) -> None:
    assert [each["properties"]["title"] for each in widgets(built(project))] == [
        "Requests", "Errors", "Data processed", "Latency", "Integration latency",
        "Invocations", "Errors of functions", "Throttles", "Duration p50", "Duration p99",
    ]  # fmt: skip


def test_a_graph_is_a_widget_as_cloudwatch_documents_it(project: Project) -> None:
    assert widgets(built(project, functions=1))[1] == {
        "type": "metric",
        "x": 8,
        "y": 0,
        "width": 8,
        "height": 6,
        "properties": {
            "title": "Errors",
            "view": "timeSeries",
            "region": "<AWS::Region>",
            "period": 60,
            "yAxis": {"left": {"min": 0}},
            "metrics": [
                ["AWS/ApiGateway", "4xx", "ApiId", "<HttpApi>", {"label": "4xx", "stat": "Sum"}],
                ["AWS/ApiGateway", "5xx", "ApiId", "<HttpApi>", {"label": "5xx", "stat": "Sum"}],
            ],
        },
    }


def test_many_functions_are_lines_of_the_same_graphs(project: Project) -> None:
    few, many = widgets(built(project, 2)), widgets(built(project, 30))

    assert len(few) == len(many)
    assert [line[3] for line in many[-1]["properties"]["metrics"]] == [f"<F{number}Function>" for number in range(30)]


def test_without_functions_the_graphs_are_those_of_the_api(project: Project) -> None:
    spec = project.spec("routes: {GET /: {http: {url: 'https://example.com'}}}\ndashboard: true\n")

    assert len(widgets(by_id(dashboard.build(spec)))) == 5


def test_graphs_do_not_overlap_and_stay_on_the_grid(project: Project) -> None:
    found = widgets(built(project))

    assert all(each["x"] + each["width"] <= 24 for each in found)
    for one, other in combinations(found, 2):
        apart = any(
            one[axis] + one[size] <= other[axis] or other[axis] + other[size] <= one[axis]
            for axis, size in (("x", "width"), ("y", "height"))
        )
        assert apart, (one["properties"]["title"], other["properties"]["title"])


def test_every_line_is_a_metric_that_there_is_as_something_that_it_means(project: Project) -> None:
    known = {(each.namespace, each.name): each for each in (*metrics.API_METRICS, *metrics.FUNCTION_METRICS)}

    for widget in widgets(built(project)):
        for namespace, name, dimension, _, shown in widget["properties"]["metrics"]:
            assert known[namespace, name].means_something_as(shown["stat"])
            assert known[namespace, name].dimensions == (dimension,)


def test_the_body_is_lines_that_can_be_read_in_a_diff(project: Project) -> None:
    body = built(project)["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]

    assert body.endswith("\n")
    assert max(map(len, body.splitlines())) <= 120
