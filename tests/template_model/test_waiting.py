"""What is made before a resource."""

from __future__ import annotations

from generator.template_model.waiting import waits_for
from tests.template_model.support import model

CHAIN = """\
Parameters:
  Name: {Type: String}
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: !Ref Name, ProtocolType: HTTP}}
  Integration: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !GetAtt Api.ApiId}}
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: GET /, Target: !Sub 'integrations/${Integration}'}
  Deployment: {Type: AWS::ApiGatewayV2::Deployment, DependsOn: [Route], Properties: {ApiId: !Ref Api}}
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {ApiId: !Ref Api, StageName: live, DeploymentId: !Ref Deployment}
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    DependsOn: Stage
    Properties: {Stage: live}
"""


def test_references_and_dependencies_are_followed_to_their_end() -> None:
    resources = model(CHAIN).template.resources

    assert waits_for(resources["Api"]) == set()
    assert waits_for(resources["Route"]) == {"Api", "Integration"}
    assert waits_for(resources["Stage"]) == {"Api", "Integration", "Route", "Deployment"}
    assert waits_for(resources["Mapping"]) == {"Api", "Integration", "Route", "Deployment", "Stage"}


def test_variables_of_a_sub_are_looked_into_and_its_literals_are_not() -> None:
    resources = model(
        "Resources:\n"
        "  A: {Type: AWS::SNS::Topic}\n"
        "  B: {Type: AWS::SNS::Topic}\n"
        "  C: {Type: AWS::SNS::Topic}\n"
        "  D: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub ['${X}${!C}${B.TopicName}', {X: !Ref A}]}}\n"
    ).template.resources

    assert waits_for(resources["D"]) == {"A", "B"}


def test_a_circle_and_names_of_nothing_do_no_harm() -> None:
    resources = model(
        "Resources:\n"
        "  A: {Type: AWS::SNS::Topic, DependsOn: [B, Nothing, 3]}\n"
        "  B: {Type: AWS::SNS::Topic, DependsOn: A, Properties: [!Ref Nothing]}\n"
    ).template.resources

    assert waits_for(resources["A"]) == {"A", "B"}


def test_what_is_made_of_a_part_of_an_api_waits_for_what_is_written_there() -> None:
    (api,) = model(
        "Resources:\n"
        "  Role: {Type: AWS::IAM::Role}\n"
        "  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP, Target: !GetAtt Role.Arn}}\n"
    ).apis

    assert waits_for(api.integrations[0]) == {"Api", "Role"}
