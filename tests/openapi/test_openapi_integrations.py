"""Integrations as API Gateway imports and exports them."""

from typing import Any

import pytest

from generator.openapi.api import Api
from generator.openapi.integrations import integrations
from tests.openapi.bodies import body, resource

PATH = "lambda:path/2015-03-31/functions"
OF_STACK = "arn:${AWS::Partition}:apigateway:${AWS::Region}:" + PATH
ARN = "arn:aws-cn:lambda:cn-north-1:123456789012:function:orders:live"


def of(**properties: Any) -> Any:
    return integrations(Api(body({"Integration": resource("Integration", **properties)})))["Integration"]


def uri(function: Any) -> Any:
    return of(IntegrationType="AWS_PROXY", IntegrationUri=function, PayloadFormatVersion="2.0")["uri"]


def test_a_function_is_invoked_by_post_with_its_payload_format() -> None:
    assert of(
        IntegrationType="AWS_PROXY",
        IntegrationUri={"Fn::GetAtt": ["OrdersFunction", "Arn"]},
        CredentialsArn={"Ref": "Caller"},
        PayloadFormatVersion="2.0",
        TimeoutInMillis=3500,
    ) == {
        "type": "aws_proxy",
        "httpMethod": "POST",
        "uri": {"Fn::Sub": f"{OF_STACK}/${{OrdersFunction.Arn}}/invocations"},
        "credentials": {"Ref": "Caller"},
        "payloadFormatVersion": "2.0",
        "timeoutInMillis": 3500,
    }


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ({"Ref": "OrdersFunctionAliaslive"}, {"Fn::Sub": f"{OF_STACK}/${{OrdersFunctionAliaslive}}/invocations"}),
        ({"Fn::Sub": "${One.Arn}:live"}, {"Fn::Sub": f"{OF_STACK}/${{One.Arn}}:live/invocations"}),
        (
            {"Fn::Sub": ["${Arn}:live", {"Arn": {"Fn::ImportValue": "one"}}]},
            {"Fn::Sub": [f"{OF_STACK}/${{Arn}}:live/invocations", {"Arn": {"Fn::ImportValue": "one"}}]},
        ),
        (
            {"Fn::ImportValue": "orders"},
            {"Fn::Sub": [f"{OF_STACK}/${{Function}}/invocations", {"Function": {"Fn::ImportValue": "orders"}}]},
        ),
        (ARN, f"arn:aws-cn:apigateway:cn-north-1:{PATH}/{ARN}/invocations"),
    ],
)
def test_a_functions_uri_is_the_one_that_invokes_it(function: Any, expected: Any) -> None:
    assert uri(function) == expected


@pytest.mark.parametrize(
    "already",
    [
        f"arn:aws:apigateway:eu-central-1:{PATH}/{ARN}/invocations",
        {"Fn::Sub": f"{OF_STACK}/${{One.Arn}}/invocations"},
        {"Fn::Sub": [f"{OF_STACK}/${{Arn}}/invocations", {"Arn": {"Ref": "Arn"}}]},
        "no ARN at all",
    ],
)
def test_what_is_such_a_uri_already_or_no_arn_stays_as_it_is(already: Any) -> None:
    assert uri(already) == already


def test_a_url_is_called_by_its_method() -> None:
    assert of(
        IntegrationType="HTTP_PROXY",
        IntegrationMethod="ANY",
        IntegrationUri="https://example.com/{proxy}",
        PayloadFormatVersion="1.0",
        RequestParameters={"append:header.x-color": "$stageVariables.color"},
    ) == {
        "type": "http_proxy",
        "httpMethod": "ANY",
        "uri": "https://example.com/{proxy}",
        "payloadFormatVersion": "1.0",
        "requestParameters": {"append:header.x-color": "$stageVariables.color"},
    }


def test_a_private_backend_is_reached_through_its_vpc_link_and_its_name_is_verified() -> None:
    assert of(
        IntegrationType="HTTP_PROXY",
        IntegrationMethod="GET",
        IntegrationUri={"Ref": "ListenerArn"},
        ConnectionType="VPC_LINK",
        ConnectionId={"Ref": "BackendVpcLink"},
        TlsConfig={"ServerNameToVerify": "backend.example.com"},
        PayloadFormatVersion="1.0",
    ) == {
        "type": "http_proxy",
        "httpMethod": "GET",
        "uri": {"Ref": "ListenerArn"},
        "connectionType": "VPC_LINK",
        "connectionId": {"Ref": "BackendVpcLink"},
        "tlsConfig": {"serverNameToVerify": "backend.example.com"},
        "payloadFormatVersion": "1.0",
    }


def test_a_service_has_its_action_its_role_and_its_parameters_but_neither_method_nor_uri() -> None:
    assert of(
        IntegrationType="AWS_PROXY",
        IntegrationSubtype="SQS-SendMessage",
        CredentialsArn={"Fn::GetAtt": ["PostJobsRouteRole", "Arn"]},
        PayloadFormatVersion="1.0",
        RequestParameters={"QueueUrl": {"Ref": "Jobs"}, "MessageBody": "$request.body"},
    ) == {
        "type": "aws_proxy",
        "integrationSubtype": "SQS-SendMessage",
        "credentials": {"Fn::GetAtt": ["PostJobsRouteRole", "Arn"]},
        "payloadFormatVersion": "1.0",
        "requestParameters": {"QueueUrl": {"Ref": "Jobs"}, "MessageBody": "$request.body"},
    }


def test_mappings_of_responses_are_as_api_gateway_keeps_them() -> None:
    of_200 = [
        {"Destination": "overwrite:header.x-version", "Source": "2"},
        {"Destination": "remove:header.server", "Source": "''"},
    ]
    other = {"overwrite:statuscode": {"Ref": "Status"}}

    made = of(IntegrationType="HTTP_PROXY", ResponseParameters={"200": {"ResponseParameters": of_200}, "404": other})

    assert made["responseParameters"] == {
        "200": {"overwrite:header.x-version": "2", "remove:header.server": "''"},
        "404": {"overwrite:statuscode": {"Ref": "Status"}},
    }


def test_integrations_of_another_api_are_left_out() -> None:
    other = resource("Integration", IntegrationType="HTTP_PROXY", ApiId={"Ref": "OtherApi"})

    assert integrations(Api(body({"Other": other}))) == {}
