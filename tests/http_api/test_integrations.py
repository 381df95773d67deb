"""What integrations of HTTP APIs can be; the rules' tests have what is said where."""

from importlib import import_module

import pytest

from generator.http_api import integrations
from generator.http_api.integrations import Kind


def test_what_is_for_websocket_apis_is_what_the_schema_says_so_of() -> None:
    schemas = import_module("cfnlint.schema.manager").PROVIDER_SCHEMA_MANAGER
    schema = schemas.get_resource_schema("us-east-1", "AWS::ApiGatewayV2::Integration").schema
    told = {
        name
        for name, each in schema["properties"].items()
        if "Supported only for WebSocket APIs" in each.get("description", "")
    }

    # The page says it of RequestTemplates, too.
    # https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html
    assert {*told, "RequestTemplates"} == set(integrations.WEBSOCKET_PROPERTIES)


@pytest.mark.parametrize(
    ("version", "kind", "is_valid"),
    [
        ("2.0", "function", True),
        ("1.0", "function", True),
        ("1.0", "service", True),
        ("1.0", "private", True),
        ("2.0", "http", False),
        ("1", "function", False),
        (None, "function", False),
    ],
)
def test_functions_alone_have_a_second_version(version: str | None, kind: Kind, is_valid: bool) -> None:
    assert (integrations.payload_format_problem(version, kind) is None) is is_valid


@pytest.mark.parametrize(("milliseconds", "is_valid"), [(49, False), (50, True), (30_000, True), (30_001, False)])
def test_timeouts_have_their_bounds(milliseconds: int, is_valid: bool) -> None:
    assert (integrations.timeout_problem(milliseconds) is None) is is_valid


@pytest.mark.parametrize(
    ("uri", "is_valid"),
    [
        ("arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/b/c", True),
        ("arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/gwy/a/b/c", False),
        ("arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/a/b", False),
        ("arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-a", True),
        ("arn:aws:servicediscovery:eu-west-1:123456789012:namespace/ns-a", False),
        ("${stageVariables.listener}", True),
    ],
)
def test_a_vpc_link_leads_to_a_listener_or_a_service(uri: str, is_valid: bool) -> None:
    assert (integrations.private_uri_problem(uri) is None) is is_valid
