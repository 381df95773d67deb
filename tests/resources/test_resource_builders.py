"""Builders: a few elements each, to the letter. Whole templates are the business of the goldens."""

import re
from typing import Any

import pytest

from generator.resources import (
    api,
    code_bucket,
    functions,
    integrations,
    outputs,
    parameters,
    permissions,
    routes,
    stages,
)
from generator.spec.api import ApiSpec
from tests.support import Project, by_id

TWO = """
    tags: {team: shop}
    functions:
      orders: {code: lambda_code/orders, description: Takes orders}
      mail: lambda_code/mail
    routes:
      GET /orders/{id}: orders
      POST /orders: {function: orders, throttling: {rate_limit: 5}}
      $default: mail
    stage:
      throttling: {rate_limit: 50, burst_limit: 80}
"""


@pytest.fixture
def spec(project: Project) -> ApiSpec:
    return project.spec(TWO)


def properties(elements: dict[str, Any], title: str) -> dict[str, Any]:
    found: dict[str, Any] = elements[title]["Properties"]
    return found


def test_the_api_takes_the_name_of_the_file_and_its_tags_as_a_mapping(spec: ApiSpec) -> None:
    assert by_id(api.build(spec)) == {
        "HttpApi": {
            "Type": "AWS::ApiGatewayV2::Api",
            "Properties": {"Name": "demo", "ProtocolType": "HTTP", "Tags": {"team": "shop"}},
        }
    }


def test_each_function_stands_behind_its_log_group_and_its_role_in_the_order_of_the_spec(spec: ApiSpec) -> None:
    assert list(by_id(functions.build(spec))) == [
        "OrdersLogGroup", "OrdersRole", "OrdersFunction", "MailLogGroup", "MailRole", "MailFunction",
    ]  # fmt: skip


def test_a_role_may_write_to_its_functions_own_log_group_and_do_nothing_else(spec: ApiSpec) -> None:
    role = properties(by_id(functions.build(spec)), "OrdersRole")

    assert role == {
        "AssumeRolePolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": ["sts:AssumeRole"]}
            ],
        },
        "Policies": [
            {
                "PolicyName": "logs",
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                            "Resource": [{"Fn::GetAtt": ["OrdersLogGroup", "Arn"]}],
                        }
                    ],
                },
            }
        ],
        "Tags": [{"Key": "team", "Value": "shop"}],
    }


def test_a_function_logs_to_the_group_in_the_template(spec: ApiSpec) -> None:
    assert properties(by_id(functions.build(spec)), "MailFunction") == {
        "Code": {"ZipFile": "def handler(event, context):\n    return {'statusCode': 200}\n"},
        "Handler": "index.handler",
        "Runtime": "python3.14",
        "Architectures": ["arm64"],
        "MemorySize": 256,
        "Timeout": 10,
        "Role": {"Fn::GetAtt": ["MailRole", "Arn"]},
        "LoggingConfig": {"LogGroup": {"Ref": "MailLogGroup"}},
        "Tags": [{"Key": "team", "Value": "shop"}],
    }


def test_a_log_group_says_what_happens_to_it_when_the_stack_goes(spec: ApiSpec) -> None:
    assert by_id(functions.build(spec))["MailLogGroup"] == {
        "Type": "AWS::Logs::LogGroup",
        "DeletionPolicy": "Delete",
        "UpdateReplacePolicy": "Delete",
        "Properties": {"RetentionInDays": 30, "Tags": [{"Key": "team", "Value": "shop"}]},
    }


def test_packaged_code_is_a_literal_key_in_the_bucket_of_the_parameter(project: Project) -> None:
    project.function("big")
    project.write("lambda_code/big/more.py", "X = 1\n")
    spec = project.spec("functions: {big: lambda_code/big}")

    code = properties(by_id(functions.build(spec)), "BigFunction")["Code"]

    assert code["S3Bucket"] == {"Ref": "CodeBucket"}
    assert re.fullmatch(r"big-[0-9a-f]{64}\.zip", code["S3Key"])
    assert list(by_id(code_bucket.build(spec))) == ["CodeBucket"]


def test_without_packaged_code_there_is_no_bucket_to_name(spec: ApiSpec) -> None:
    assert by_id(code_bucket.build(spec)) == {}


def test_one_integration_serves_all_routes_of_a_function(spec: ApiSpec) -> None:
    built = by_id(integrations.build(spec))

    assert list(by_id(routes.build(spec))) == ["GetOrdersParamRoute", "PostOrdersRoute", "DefaultRoute"]
    assert list(built) == ["OrdersIntegration", "MailIntegration"]
    assert properties(built, "OrdersIntegration") == {
        "ApiId": {"Ref": "HttpApi"},
        "IntegrationType": "AWS_PROXY",
        "IntegrationUri": {"Fn::GetAtt": ["OrdersFunction", "Arn"]},
        "PayloadFormatVersion": "2.0",
    }


def test_a_route_states_that_it_is_open_and_targets_the_integration_of_its_function(spec: ApiSpec) -> None:
    assert properties(by_id(routes.build(spec)), "GetOrdersParamRoute") == {
        "ApiId": {"Ref": "HttpApi"},
        "RouteKey": "GET /orders/{id}",
        "AuthorizationType": "NONE",
        "Target": {"Fn::Sub": "integrations/${OrdersIntegration}"},
    }


def test_the_settings_of_a_route_repeat_the_stages_limit_that_it_leaves_out(spec: ApiSpec) -> None:
    built = by_id(stages.build(spec))

    assert properties(built, "Stage")["DefaultRouteSettings"] == {
        "ThrottlingRateLimit": 50,
        "ThrottlingBurstLimit": 80,
    }
    assert properties(built, "Stage")["RouteSettings"] == {
        "POST /orders": {"ThrottlingRateLimit": 5, "ThrottlingBurstLimit": 80}
    }


def test_the_stage_waits_for_the_routes_that_its_settings_name_and_for_no_others(spec: ApiSpec) -> None:
    assert by_id(stages.build(spec))["Stage"]["DependsOn"] == ["PostOrdersRoute"]


def test_a_route_repeats_the_stages_metrics_too(project: Project) -> None:
    spec = project.spec("""
        functions: {a: lambda_code/a}
        routes: {GET /a: {function: a, throttling: {rate_limit: 1, burst_limit: 2}}}
        stage: {detailed_metrics: true}
    """)

    assert properties(by_id(stages.build(spec)), "Stage")["RouteSettings"] == {
        "GET /a": {"DetailedMetricsEnabled": True, "ThrottlingRateLimit": 1, "ThrottlingBurstLimit": 2}
    }


def test_the_access_log_is_one_line_of_json_in_a_group_for_vended_logs(spec: ApiSpec) -> None:
    built = by_id(stages.build(spec))

    assert properties(built, "AccessLogGroup")["LogGroupName"] == {
        "Fn::Sub": "/aws/vendedlogs/${AWS::StackName}/access"
    }
    settings = properties(built, "Stage")["AccessLogSettings"]
    assert settings["DestinationArn"] == {"Fn::GetAtt": ["AccessLogGroup", "Arn"]}
    assert "\n" not in settings["Format"]


def test_access_logs_can_be_turned_off(project: Project) -> None:
    built = by_id(stages.build(project.spec("functions: {a: lambda_code/a}\nstage: {access_log: false}")))

    assert list(built) == ["Stage"]
    assert "AccessLogSettings" not in properties(built, "Stage")


def test_this_api_alone_may_invoke_a_function(spec: ApiSpec) -> None:
    assert properties(by_id(permissions.build(spec)), "OrdersPermission") == {
        "Action": "lambda:InvokeFunction",
        "FunctionName": {"Fn::GetAtt": ["OrdersFunction", "Arn"]},
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": {"Fn::Sub": "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*"},
    }


def test_outputs_are_the_url_the_id_and_every_functions_arn(spec: ApiSpec) -> None:
    assert {title: output["Value"] for title, output in by_id(outputs.build(spec)).items()} == {
        "ApiUrl": {"Fn::GetAtt": ["HttpApi", "ApiEndpoint"]},
        "ApiId": {"Ref": "HttpApi"},
        "OrdersFunctionArn": {"Fn::GetAtt": ["OrdersFunction", "Arn"]},
        "MailFunctionArn": {"Fn::GetAtt": ["MailFunction", "Arn"]},
    }


def test_the_url_of_a_named_stage_ends_in_its_name(project: Project) -> None:
    spec = project.spec("functions: {a: lambda_code/a}\nstage: {name: v1}")

    assert by_id(outputs.build(spec))["ApiUrl"]["Value"] == {"Fn::Sub": "${HttpApi.ApiEndpoint}/${Stage}"}


def test_parameters_are_grouped_and_labelled_in_the_order_of_the_spec(project: Project) -> None:
    spec = project.spec("""
        parameters:
          B: {type: String, default: b, group: Second, label: The B}
          A: {type: Number, default: 1, min_value: 0, group: First}
          C: {type: String, group: Second}
        functions: {a: {code: lambda_code/a, environment: {KEY: !Ref B}}}
    """)

    built = by_id(parameters.build(spec))

    assert built["AWS::CloudFormation::Interface"] == {
        "ParameterGroups": [
            {"Label": {"default": "Second"}, "Parameters": ["B", "C"]},
            {"Label": {"default": "First"}, "Parameters": ["A"]},
        ],
        "ParameterLabels": {"B": {"default": "The B"}},
    }
    assert built["A"] == {"Type": "Number", "Default": 1, "MinValue": 0}
