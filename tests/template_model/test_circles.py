"""Functions that wait for themselves."""

from __future__ import annotations

from generator.template_model.circles import circles
from tests.template_model.support import model

TEXT = """\
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api}
  Route: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, Target: !Ref Integration}}
  Integration: {Type: AWS::ApiGatewayV2::Integration, Properties: {IntegrationUri: !GetAtt Orders.Arn}}
  Orders: {Type: AWS::Lambda::Function, DependsOn: Role, Properties: {Description: !Ref Route}}
  Role: {Type: AWS::IAM::Role}
  Other: {Type: AWS::Lambda::Function, Properties: {Description: !Ref Route}}
"""


def test_a_circle_begins_with_its_function_and_what_only_waits_for_it_is_in_none() -> None:
    (circle,) = circles(model(TEXT).template)

    assert [(need.resource, need.needed) for need in circle] == [
        ("Orders", "Route"),
        ("Route", "Integration"),
        ("Integration", "Orders"),
    ]


def test_without_a_way_back_there_is_none() -> None:
    assert list(circles(model(TEXT.replace("!GetAtt Orders.Arn", "x")).template)) == []
