import json
import re
from importlib import import_module, resources
from typing import Any

import pytest

from generator.http_api.services import ACTIONS, Action

# The services' names in botocore, and in permissions.
_BOTOCORE = {
    "sqs": "sqs",
    "event_bridge": "events",
    "step_functions": "stepfunctions",
    "kinesis": "kinesis",
    "app_config": "appconfig",
}
_PREFIXES = {**_BOTOCORE, "step_functions": "states"}
# API Gateway's own: which region's service to call.
_NOT_OF_THE_SERVICE = {"Region"}

_all = pytest.mark.parametrize(
    ("service", "name", "action"),
    [
        pytest.param(service, name, action, id=action.subtype)
        for service, actions in ACTIONS.items()
        for name, action in actions.items()
    ],
)


# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
def test_the_subtypes_are_those_that_http_apis_support() -> None:
    assert {action.subtype for actions in ACTIONS.values() for action in actions.values()} == {
        "AppConfig-GetConfiguration",
        "EventBridge-PutEvents",
        "Kinesis-PutRecord",
        "SQS-DeleteMessage",
        "SQS-PurgeQueue",
        "SQS-ReceiveMessage",
        "SQS-SendMessage",
        "StepFunctions-StartExecution",
        "StepFunctions-StartSyncExecution",
        "StepFunctions-StopExecution",
    }


@_all
def test_an_action_has_the_name_that_aws_gives_it(service: str, name: str, action: Action) -> None:
    assert action.subtype.split("-")[0].lower() == service.replace("_", "")
    assert action.subtype.split("-")[1] == name
    assert action.permission == f"{_PREFIXES[service]}:{name}"


@_all
def test_every_parameter_is_one_of_the_service(service: str, name: str, action: Action) -> None:
    assert set(action.parameters) - _NOT_OF_THE_SERVICE <= set(_members(service, name))


@_all
def test_what_the_service_requires_is_required(service: str, name: str, action: Action) -> None:
    required = {"Detail", "DetailType", "Source"} if service == "event_bridge" else _required(service, name)

    assert required <= set(action.required)


@_all
def test_no_parameter_stands_twice(service: str, name: str, action: Action) -> None:
    assert len(set(action.parameters)) == len(action.parameters)


@_all
def test_every_action_takes_a_region(service: str, name: str, action: Action) -> None:
    assert "Region" in action.optional


@_all
def test_a_permission_can_be_limited_to_these_resources(service: str, name: str, action: Action) -> None:
    known = _policies()[_PREFIXES[service]]
    types = known["Actions"][name.lower()]["Resources"]
    formats = [text.replace("$", r"\$") for kind in types for text in known["Resources"][kind]["ARNFormats"]]

    assert action.resources
    for arn in action.resources:
        assert any(re.fullmatch(_pattern(text), arn) for text in formats)


def test_app_config_needs_the_permission_on_three_resources() -> None:
    (action,) = ACTIONS["app_config"].values()

    assert _policies()["appconfig"]["Actions"]["getconfiguration"]["Resources"] == [
        "application",
        "configurationprofile",
        "environment",
    ]
    assert len(action.resources) == 3


def _members(service: str, name: str) -> list[str]:
    """The parameters, with API Gateway's capital letter: Step Functions' begin with a small one."""
    shape = _input(service, name)
    if service == "event_bridge":  # the parameters are those of one event
        shape = shape.members["Entries"].member
    return [_capital(member) for member in shape.members]


def _required(service: str, name: str) -> set[str]:
    return {_capital(member) for member in _input(service, name).required_members}


def _input(service: str, name: str) -> Any:
    return (
        import_module("botocore.session")
        .Session()
        .get_service_model(_BOTOCORE[service])
        .operation_model(name)
        .input_shape
    )


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]


def _policies() -> dict[str, Any]:
    """What cfn-lint has of the service authorization reference."""
    file = resources.files("cfnlint.data.AdditionalSpecs") / "Policies.json"
    read: dict[str, Any] = json.loads(file.read_text())
    return read


def _pattern(text: str) -> str:
    return text.replace("{", r"\{").replace("}", r"\}")
