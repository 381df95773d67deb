"""W9908: alarms on metrics that HTTP APIs do not have."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Id: {{Type: String}}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: orders, ProtocolType: HTTP}}
  Sockets:
    Type: AWS::ApiGatewayV2::{other}
    Properties: {{Name: news, ProtocolType: WEBSOCKET}}
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: {namespace}
      MetricName: {metric}
      Dimensions: {dimensions}
"""
OF_API = "[{Name: ApiId, Value: !Ref Api}]"
NEVER = "HTTP APIs have no such metric, so the alarm never has data"
OTHER = "HTTP APIs have no such dimension, and Api is one: write ApiId, with the API's ID as its value"


def found(
    metric: str, dimensions: str = OF_API, *, namespace: str = "AWS/ApiGateway", other: str = "VpcLink"
) -> list[str]:
    return findings(TEMPLATE.format(metric=metric, dimensions=dimensions, namespace=namespace, other=other), "W9908")


@pytest.mark.parametrize(("metric", "meant"), [("5XXError", "5xx"), ("4XXError", "4xx"), ("latency", "Latency")])
def test_a_metric_that_http_apis_do_not_have_is_caught_where_it_stands(metric: str, meant: str) -> None:
    assert found(metric) == [f"14:7 W9908 MetricName '{metric}': {NEVER}: write {meant}"]


def test_the_metrics_of_http_apis_and_what_is_not_known_are_left_alone() -> None:
    assert found("5xx") == []
    assert found("!ImportValue Metric") == []
    assert found("5XXError", namespace="Shop") == []


def test_of_an_api_that_is_not_known_only_the_names_of_rest_apis_are_caught() -> None:
    assert len(found("5XXError", "[{Name: ApiId, Value: !Ref Id}]")) == 1
    assert found("MessageCount", "[{Name: ApiId, Value: !Ref Id}]") == []
    assert found("MessageCount", "[{Name: ApiId, Value: !Ref Sockets}]", other="Api") == []
    assert found("5XXError", "[{Name: ApiName, Value: !Ref Id}]") == []


def test_dimensions_that_no_metric_has_together_are_caught() -> None:
    never = "HTTP APIs have no metric with all of these, so the alarm never has data: write"
    sets = "ApiId; or ApiId and Stage; or ApiId and Method and Resource and Stage"

    assert found("5xx", "[{Name: ApiId, Value: !Ref Api}, {Name: Route, Value: GET /}]") == [
        f"15:7 W9908 Dimensions 'ApiId, Route': {never} {sets}"
    ]


@pytest.mark.parametrize(
    "further",
    [
        "{Name: Stage, Value: live}",
        "{Name: Stage, Value: live}, {Name: Method, Value: GET}, {Name: Resource, Value: /}",
        "{Name: Stage, Value: live}, {Name: Route, Value: GET /}",
        "{Name: !ImportValue Name, Value: GET /}",
        "!If [IsThere, {Name: Route, Value: GET /}, !Ref AWS::NoValue]",
    ],
)
def test_dimensions_that_a_metric_has_and_some_that_are_not_known_are_left_alone(further: str) -> None:
    assert found("5xx", f"[{{Name: ApiId, Value: !Ref Api}}, {further}]") == []


@pytest.mark.parametrize("value", ["!Ref Api", "orders"])
def test_the_dimension_of_rest_apis_is_caught_if_it_leads_to_an_http_api(value: str) -> None:
    assert found("5xx", f"[{{Name: ApiName, Value: {value}}}]") == [f"15:21 W9908 Name 'ApiName': {OTHER}"]


def test_a_metric_of_no_api_is_caught_if_all_apis_are_http_apis() -> None:
    message = "HTTP APIs have no metrics without the dimension ApiId, so the alarm never has data"

    assert found("5xx", "!Ref AWS::NoValue") == [f"12:5 W9908 Dimensions: {message}: add ApiId with !Ref of the API"]
    assert found("5xx", "!Ref AWS::NoValue", other="Api") == []
    assert found("5xx", "!ImportValue Dimensions") == []


def test_the_metrics_that_an_alarm_calculates_with_are_looked_at() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api: {Type: AWS::Serverless::HttpApi}
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Metrics:
      - Id: rate
        Expression: errors / count
      - Id: errors
        MetricStat:
          Metric:
            Namespace: AWS/ApiGateway
            MetricName: 5XXError
            Dimensions:
            - {Name: ApiId, Value: !Ref Api}
          Stat: Sum
      - Id: count
        MetricStat:
          Metric: {Namespace: AWS/ApiGateway, MetricName: Count, Dimensions: [{Name: ApiId, Value: !Ref Api}]}
"""
    assert findings(text, "W9908") == [f"14:13 W9908 MetricName '5XXError': {NEVER}: write 5xx"]


@pytest.mark.parametrize(
    "properties", ["[]", "{Metrics: 3}", "{Namespace: AWS/ApiGateway, MetricName: [], Dimensions: [3, {Name: {a: b}}]}"]
)
def test_other_shapes_are_for_cfn_lint(properties: str) -> None:
    text = """\
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api}
  Alarm: {Type: AWS::CloudWatch::Alarm, Properties: %s}
"""
    assert findings(text % properties, "W9908") == []
