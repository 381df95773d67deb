"""Integrations, their roles and VPC links: what each backend becomes."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from troposphere import GetAtt, ImportValue, Ref, Sub

from generator.http_api.services import ACTIONS
from generator.resources import credentials, integrations, permissions, vpc_links
from generator.resources.element import substituted
from generator.spec.api import ApiSpec
from tests.support import Project, by_id

_RAW = """
cloudformation:
  Resources:
    Jobs: {Type: AWS::SQS::Queue}
    Clicks: {Type: AWS::Kinesis::Stream}
    Flow: {Type: AWS::StepFunctions::StateMachine}
"""


def _spec(project: Project, backend: str, more: str = "") -> ApiSpec:
    return project.spec(f"routes:\n  POST /a: {{{backend}}}\n{more}{_RAW}")


def _properties(spec: ApiSpec) -> dict[str, Any]:
    found: dict[str, Any] = by_id(integrations.build(spec))["PostARouteIntegration"]["Properties"]
    return {name: value for name, value in found.items() if name != "ApiId"}


def _statement(spec: ApiSpec) -> dict[str, Any]:
    (policy,) = by_id(credentials.build(spec))["PostARouteRole"]["Properties"]["Policies"]
    (statement,) = policy["PolicyDocument"]["Statement"]
    found: dict[str, Any] = statement
    return found


def test_a_function_outside_the_spec_gets_an_integration_and_a_permission_of_its_own(project: Project) -> None:
    spec = _spec(project, "function_arn: !Ref Alias, timeout_in_millis: 500, payload_format_version: '1.0'")

    assert _properties(spec) == {
        "IntegrationType": "AWS_PROXY",
        "IntegrationUri": {"Ref": "Alias"},
        "PayloadFormatVersion": "1.0",
        "TimeoutInMillis": 500,
    }
    assert by_id(permissions.build(spec))["PostARoutePermission"]["Properties"]["FunctionName"] == {"Ref": "Alias"}


def test_routes_share_a_named_integration(project: Project) -> None:
    spec = project.spec("""
        integrations: {docs: {http: {url: 'https://docs.example.com', method: GET}}}
        routes: {GET /a: {integration: docs}, GET /b: {integration: docs}}
    """)

    assert by_id(integrations.build(spec)) == {
        "DocsIntegration": {
            "Type": "AWS::ApiGatewayV2::Integration",
            "Properties": {
                "ApiId": {"Ref": "HttpApi"},
                "IntegrationType": "HTTP_PROXY",
                "IntegrationMethod": "GET",
                "IntegrationUri": "https://docs.example.com",
                "PayloadFormatVersion": "1.0",
            },
        }
    }


@pytest.mark.parametrize(
    ("link", "connection"),
    [
        ("{subnet_ids: [subnet-0a1b2c3d]}", {"Ref": "BackendVpcLink"}),
        ("{id: a1b2c3}", "a1b2c3"),
        ("{id: !Ref L}", {"Ref": "L"}),
    ],
)
def test_a_private_backend_is_reached_through_a_link(project: Project, link: str, connection: object) -> None:
    backend = "private: {listener: !Ref Listener, vpc_link: backend, server_name_to_verify: a.example.com}"

    assert _properties(_spec(project, backend, f"vpc_links: {{backend: {link}}}\n")) == {
        "IntegrationType": "HTTP_PROXY",
        "IntegrationMethod": "ANY",
        "IntegrationUri": {"Ref": "Listener"},
        "ConnectionType": "VPC_LINK",
        "ConnectionId": connection,
        "TlsConfig": {"ServerNameToVerify": "a.example.com"},
        "PayloadFormatVersion": "1.0",
    }


def test_a_link_says_that_it_has_no_groups_and_one_that_is_there_is_not_made(project: Project) -> None:
    spec = project.spec("""
        tags: {team: shop}
        vpc_links: {made: {subnet_ids: [subnet-0a1b2c3d]}, given: {id: a1b2c3}}
        routes:
          GET /a: {private: {listener: !Ref A, vpc_link: made}}
          GET /b: {private: {listener: !Ref A, vpc_link: given}}
    """)

    assert by_id(vpc_links.build(spec)) == {
        "MadeVpcLink": {
            "Type": "AWS::ApiGatewayV2::VpcLink",
            "Properties": {
                "Name": {"Fn::Sub": "${AWS::StackName}-made"},
                "SecurityGroupIds": [],
                "SubnetIds": ["subnet-0a1b2c3d"],
                "Tags": {"team": "shop"},
            },
        }
    }


def test_a_service_is_called_with_a_role_that_may_do_this_one_thing(project: Project) -> None:
    spec = _spec(project, "sqs: {queue: !GetAtt Jobs.Arn}", "tags: {team: shop}\n")

    assert _properties(spec) == {
        "IntegrationType": "AWS_PROXY",
        "IntegrationSubtype": "SQS-SendMessage",
        "CredentialsArn": {"Fn::GetAtt": ["PostARouteRole", "Arn"]},
        "PayloadFormatVersion": "1.0",
        "RequestParameters": {"QueueUrl": {"Ref": "Jobs"}, "MessageBody": "$request.body"},
    }
    assert by_id(credentials.build(spec))["PostARouteRole"]["Properties"] == {
        "AssumeRolePolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "apigateway.amazonaws.com"}, "Action": ["sts:AssumeRole"]}
            ],
        },
        "Policies": [
            {
                "PolicyName": "SendMessage",
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": ["sqs:SendMessage"],
                            "Resource": [{"Fn::GetAtt": ["Jobs", "Arn"]}],
                        }
                    ],
                },
            }
        ],
        "Tags": [{"Key": "team", "Value": "shop"}],
    }


def test_a_role_that_is_given_is_used_and_none_is_made(project: Project) -> None:
    spec = _spec(project, "sqs: {queue: !GetAtt Jobs.Arn}, credentials_arn: !Ref Caller")

    assert _properties(spec)["CredentialsArn"] == {"Ref": "Caller"}
    assert by_id(credentials.build(spec)) == {}


_CUT = {"Fn::Split": [":", {"Ref": "Q"}]}


@pytest.mark.parametrize(
    ("backend", "parameter", "value"),
    [
        ("sqs: {queue: 'arn:aws:sqs:eu-central-1:123456789012:jobs'}", "QueueUrl",
         {"Fn::Sub": "https://sqs.eu-central-1.${AWS::URLSuffix}/123456789012/jobs"}),
        ("sqs: {queue: !Sub 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:jobs'}", "QueueUrl",
         {"Fn::Sub": "https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/jobs"}),
        ("sqs: {queue: !Ref Q}", "QueueUrl",
         {"Fn::Sub": ["https://sqs.${Region}.${AWS::URLSuffix}/${Account}/${Queue}",
                      {"Region": {"Fn::Select": [3, _CUT]}, "Account": {"Fn::Select": [4, _CUT]},
                       "Queue": {"Fn::Select": [5, _CUT]}}]}),
        ("kinesis: {stream: !GetAtt Clicks.Arn, partition_key: a}", "StreamName", {"Ref": "Clicks"}),
        ("kinesis: {stream: 'arn:aws:kinesis:eu-central-1:123456789012:stream/clicks', partition_key: a}", "StreamName",
         "clicks"),
        ("kinesis: {stream: !Sub 'arn:aws:kinesis:eu-central-1:123456789012:stream/${S}', partition_key: a}",
         "StreamName", {"Fn::Sub": "${S}"}),
        ("kinesis: {stream: !Ref Q, partition_key: a}", "StreamName",
         {"Fn::Select": [1, {"Fn::Split": ["/", {"Ref": "Q"}]}]}),
        ("event_bridge: {event_bus: !GetAtt Bus.Arn, source: a, detail_type: b}", "EventBusName",
         {"Fn::GetAtt": ["Bus", "Arn"]}),
        ("step_functions: {state_machine: !Ref Flow}", "StateMachineArn", {"Ref": "Flow"}),
    ],
)  # fmt: skip
def test_a_service_gets_what_it_wants_of_an_arn(project: Project, backend: str, parameter: str, value: object) -> None:
    assert _properties(_spec(project, backend))["RequestParameters"][parameter] == value


def test_events_go_to_the_bus_of_the_account_unless_one_is_named(project: Project) -> None:
    spec = _spec(project, "event_bridge: {source: a, detail_type: b}")

    assert "EventBusName" not in _properties(spec)["RequestParameters"]
    assert _statement(spec)["Resource"] == [
        {"Fn::Sub": "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default"}
    ]


@pytest.mark.parametrize(
    ("state_machine", "executions"),
    [
        ("!Ref Flow",
         {"Fn::Sub": "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${Flow.Name}:*"}),
        ("'arn:aws:states:eu-central-1:123456789012:stateMachine:flow'",
         "arn:aws:states:eu-central-1:123456789012:execution:flow:*"),
        ("!Sub 'arn:aws:states:${AWS::Region}:123456789012:stateMachine:flow'",
         {"Fn::Sub": "arn:aws:states:${AWS::Region}:123456789012:execution:flow:*"}),
        ("!Ref Q",
         {"Fn::Sub": ["${Execution}:*",
                      {"Execution": {"Fn::Join": [":execution:", {"Fn::Split": [":stateMachine:", {"Ref": "Q"}]}]}}]}),
    ],
)  # fmt: skip
def test_what_is_stopped_are_the_executions_of_a_state_machine(
    project: Project, state_machine: str, executions: object
) -> None:
    backend = f"step_functions: {{action: StopExecution, state_machine: {state_machine}, execution_arn: a}}"
    spec = _spec(project, backend)

    assert _statement(spec) == {"Effect": "Allow", "Action": ["states:StopExecution"], "Resource": [executions]}
    assert _properties(spec)["RequestParameters"] == {"ExecutionArn": "a"}


def test_a_configuration_takes_a_permission_on_three_things(project: Project) -> None:
    backend = "app_config: {application: !Ref A, environment: abc1234, configuration: !ImportValue C, client_id: a}"
    arn = "arn:${AWS::Partition}:appconfig:${AWS::Region}:${AWS::AccountId}:application/${A}"

    assert _statement(_spec(project, backend))["Resource"] == [
        {"Fn::Sub": arn},
        {"Fn::Sub": f"{arn}/environment/abc1234"},
        {"Fn::Sub": [f"{arn}/configurationprofile/${{Configuration}}", {"Configuration": {"Fn::ImportValue": "C"}}]},
    ]


def test_responses_are_mapped_in_the_form_of_cloudformation(project: Project) -> None:
    backend = "http: {url: 'https://a.b'}, response_parameters: {'200': {append:header.x: a, append:header.y: b}}"

    assert _properties(_spec(project, backend))["ResponseParameters"] == {
        "200": {
            "ResponseParameters": [
                {"Destination": "append:header.x", "Source": "a"},
                {"Destination": "append:header.y", "Source": "b"},
            ]
        }
    }


@pytest.mark.parametrize("permission", [a.permission for actions in ACTIONS.values() for a in actions.values()])
def test_awacs_knows_every_permission(permission: str) -> None:
    prefix, _, action = permission.partition(":")

    assert getattr(import_module(f"awacs.{prefix}"), action).JSONrepr() == permission


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("x", "a/x"),
        (Ref("X"), {"Fn::Sub": "a/${X}"}),
        (GetAtt("X", "Y"), {"Fn::Sub": "a/${X.Y}"}),
        (Sub("${X}-y"), {"Fn::Sub": "a/${X}-y"}),
        (ImportValue("X"), {"Fn::Sub": ["a/${It}", {"It": {"Fn::ImportValue": "X"}}]}),
    ],
)
def test_a_value_takes_its_place_in_a_text_as_short_as_it_can_be_written(value: object, shown: object) -> None:
    text = substituted("a/${It}", It=value)

    assert (text if isinstance(text, str) else text.to_dict()) == shown
