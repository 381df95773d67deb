"""W9908: alarms that never go off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from generator.http_api.metrics import NAMESPACE, OF_REST_APIS, dimensions_problem, metric_problem
from generator.resource_types import ALARM, API
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.http_apis import HttpApi, plain
from generator.template_model.resource import Resource
from generator.template_model.values import Value

_OTHER_APIS: Final = ("AWS::ApiGateway::RestApi", "AWS::Serverless::Api")


class Alarms(HttpApiRule):
    id = "W9908"
    shortdesc = "An alarm watches a metric that HTTP APIs have"
    description = (
        "HTTP APIs have the metrics 4xx and 5xx, with the dimension ApiId; 4XXError, 5XXError and ApiName are those of "
        "REST APIs (aws/aws-cdk#14503). CloudWatch takes any name, and an alarm on a metric that is not there never "
        "goes off."
    )
    source_url = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html"
    tags = ["http-api", "alarms"]
    fix = "Write 4xx, 5xx, Count, Latency, IntegrationLatency or DataProcessed, with the dimension ApiId."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/ApiGateway
      MetricName: 5XXError
      Dimensions:
      - {Name: ApiId, Value: !Ref HttpApi}
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 0
      ComparisonOperator: GreaterThanThreshold
"""
    good = bad.replace("5XXError", "5xx")

    def check(self, model: Model) -> Iterator[Finding]:
        for alarm in model.template.of_type(ALARM) if model.apis else ():
            for metric in _metrics(alarm):
                yield from _of_other_apis(model, metric)
                yield from _misnamed(model, metric)
                yield from _of_other_dimensions(model, metric)
                yield from _of_no_api(model, metric)


class _Dimension(NamedTuple):
    name: Value
    value: Value


class _Metric(NamedTuple):
    """A metric of API Gateway, as an alarm names it."""

    alarm: Resource
    written: Value
    dimensions: list[_Dimension]


def _metrics(alarm: Resource) -> Iterator[_Metric]:
    """Yield what an alarm watches: its own metric, or those that it calculates with."""
    template = alarm.template
    queries = [query for metrics in alarm.values("Metrics") for query in template.items(metrics)]
    for written in [
        *alarm.values(),
        *(each for query in queries for each in template.entry(query, "MetricStat", "Metric")),
    ]:
        if any(namespace.text == NAMESPACE for namespace in template.entry(written, "Namespace")):
            yield _Metric(alarm, written, list(_dimensions(alarm, written)))


def _dimensions(alarm: Resource, metric: Value) -> Iterator[_Dimension]:
    template = alarm.template
    for dimensions in template.entry(metric, "Dimensions"):
        for dimension in template.items(dimensions):
            for name in template.entry(dimension, "Name"):
                yield from (_Dimension(name, value) for value in template.entry(dimension, "Value"))


def _of_other_apis(model: Model, metric: _Metric) -> Iterator[Finding]:
    """Yield the dimension of REST APIs if it leads to an HTTP API."""
    for name, value in metric.dimensions:
        if name.text == "ApiName" and (api := _named(model, value)):
            message = f"Name 'ApiName': HTTP APIs have no such dimension, and {_shown(api)} is one"
            yield Finding(name.path, f"{message}: write ApiId, with the API's ID as its value")


def _named(model: Model, value: Value) -> HttpApi | None:
    for api in model.apis:
        names = [name.text for name in api.resource.values("Name")] if api.resource else []
        if plain(value.value) == api.identity or (value.text and value.text in names):
            return api
    return None


def _is_of_http(model: Model, metric: _Metric) -> bool:
    ids = [value for name, value in metric.dimensions if name.text == "ApiId"]
    return any(plain(value.value) == api.identity for value in ids for api in model.apis if api.resource)


def _of_other_dimensions(model: Model, metric: _Metric) -> Iterator[Finding]:
    """Yield dimensions that no metric has together, if all of them are known and there in any case."""
    names = [name.text for name, _ in metric.dimensions]
    known = [name for name in names if name is not None]
    for written in metric.alarm.template.entry(metric.written, "Dimensions"):
        is_told = len(metric.alarm.template.certain_items(written)) == len(known) == len(names) == len(set(known))
        if is_told and _is_of_http(model, metric) and (problem := dimensions_problem(known)):
            yield Finding(written.path, f"Dimensions '{', '.join(known)}': {problem}")


def _misnamed(model: Model, metric: _Metric) -> Iterator[Finding]:
    ids = [value for name, value in metric.dimensions if name.text == "ApiId"]
    is_of_http = _is_of_http(model, metric)
    for name in metric.alarm.template.entry(metric.written, "MetricName"):
        if name.text and (is_of_http or (ids and name.text in OF_REST_APIS)) and (problem := metric_problem(name.text)):
            yield Finding(name.path, f"MetricName '{name.text}': {problem}")


def _of_no_api(model: Model, metric: _Metric) -> Iterator[Finding]:
    """Yield a metric without dimensions, where it can only have been meant for an HTTP API."""
    template = model.template
    http = {api.resource for api in model.apis}
    others = [*template.of_type(*_OTHER_APIS), *(api for api in template.of_type(API) if api not in http)]
    if not others and not list(template.entry(metric.written, "Dimensions")):
        message = "HTTP APIs have no metrics without the dimension ApiId, so the alarm never has data"
        yield Finding(metric.written.path, f"Dimensions: {message}: add ApiId with !Ref of the API")


def _shown(api: HttpApi) -> str:
    return api.resource.logical_id if api.resource else "this"
