"""E9203: which targets are caught, and where."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Backend: {{Type: String}}
  Which: {{Type: String, Default: orders}}
Conditions:
  IsNew: !Equals [!Ref Which, new]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: HTTP}}
  Other:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: other, ProtocolType: HTTP}}
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: {api}
      RouteKey: GET /
      Target: {target}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties: {{ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Function.Arn}}
  Foreign:
    Type: AWS::ApiGatewayV2::Integration
    Properties: {{ApiId: !GetAtt Other.ApiId, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Function.Arn}}
  Either:
    Type: AWS::ApiGatewayV2::Integration
    Properties: {{ApiId: !If [IsNew, !Ref Api, !Ref Other], IntegrationType: AWS_PROXY, IntegrationUri: a}}
  Function:
    Type: AWS::Lambda::Function
  Queue:
    Type: AWS::SQS::Queue
  Lookup:
    Type: Custom::Lookup
  App:
    Type: AWS::Serverless::Application
"""


def found(target: str, api: str = "!Ref Api") -> list[str]:
    return findings(TEMPLATE.format(target=target, api=api), "E9203")


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("!Ref Integration", "'!Ref Integration': is the ID alone: write !Sub integrations/${Integration}"),
        (
            "!GetAtt Integration.IntegrationId",
            "'!GetAtt Integration.IntegrationId': is the ID alone: write !Sub integrations/${Integration}",
        ),
        (
            "!Sub integration/${Integration}",
            "'integration/${Integration}': must be integrations/ and the ID of an integration: "
            "write !Sub integrations/${OrdersIntegration}",
        ),
        (
            "!GetAtt Function.Arn",
            "'!GetAtt Function.Arn': must be integrations/ and the ID of an integration: "
            "write !Sub integrations/${OrdersIntegration}",
        ),
        (
            "!Sub integrations/${Queue}",
            "'integrations/${Queue}': Queue is no integration, but AWS::SQS::Queue: "
            "name the integration that leads there",
        ),
        (
            "!Sub integrations/${Function}",
            "'integrations/${Function}': Function is no integration, but AWS::Lambda::Function: "
            "name the integration that leads there",
        ),
        (
            "!Join [/, [integrations, !Ref Foreign]]",
            "'integrations/${Foreign}': Foreign is an integration of Other, and this is a route of Api",
        ),
        (
            "integrations/",
            "'integrations/': must be integrations/ and the ID of an integration: "
            "write !Sub integrations/${OrdersIntegration}",
        ),
    ],
)
def test_a_target_that_leads_nowhere_is_caught_where_it_stands(target: str, message: str) -> None:
    assert found(target) == [f"18:7 E9203 Target {message}"]


@pytest.mark.parametrize(
    "target",
    [
        "!Sub integrations/${Integration}",
        "!Join ['', [integrations/, !Ref Integration]]",
        "!Join [/, [integrations, !GetAtt Integration.IntegrationId]]",
        "integrations/a1b2c3d",
        "!Sub integrations/${Backend}",
        "!Ref Backend",
        "!Sub integrations/${Lookup.Id}",
        "!Sub integrations/${Lookup}",
        "!Sub integrations/${App.Outputs.Integration}",
        "!ImportValue Target",
        "!Ref AWS::NoValue",
        "[a, list]",
    ],
)
def test_a_target_that_leads_somewhere_or_is_not_known_is_left_alone(target: str) -> None:
    assert found(target) == []


def test_the_branch_of_a_condition_is_caught_where_it_stands() -> None:
    assert found("!If [IsNew, !Ref Integration, !Sub 'integrations/${Integration}']") == [
        "18:27 E9203 Target '!Ref Integration': is the ID alone: write !Sub integrations/${Integration}"
    ]


def test_an_integration_is_that_of_the_api_wherever_the_route_is_one_of_it() -> None:
    assert found("!If [IsNew, !Sub 'integrations/${Either}', !Ref AWS::NoValue]") == []
    assert found("!If [IsNew, !Ref AWS::NoValue, !Sub 'integrations/${Either}']") == [
        "18:46 E9203 Target 'integrations/${Either}': Either is an integration of Other, and this is a route of Api"
    ]


def test_what_a_route_of_an_api_from_elsewhere_leads_to_is_not_known() -> None:
    assert found("!Sub integrations/${Integration}", api="!ImportValue ApiId") == []


def test_a_route_of_either_api_leads_to_the_integration_of_that_one() -> None:
    api, target = "!If [IsNew, !Ref Api, !Ref Other]", "integrations/${%s}"

    assert found(f"!If [IsNew, !Sub '{target % 'Integration'}', !Sub '{target % 'Foreign'}']", api) == []
    assert found(f"!Sub {target % 'Either'}", api) == []
    assert found(f"!Sub {target % 'Foreign'}", api) == [
        "18:7 E9203 Target 'integrations/${Foreign}': Foreign is an integration of Other, and this is a route of Api"
    ]
