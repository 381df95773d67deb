"""Services behind a route: every action takes its own fields, and no others."""

from __future__ import annotations

import pytest

from generator.http_api.route_keys import RouteKey
from generator.http_api.services import ACTIONS
from generator.spec import services
from generator.spec.integrations import SERVICES
from tests.support import Project

_QUEUE = "arn:aws:sqs:eu-central-1:123456789012:jobs"
_FLOW = "arn:aws:states:eu-central-1:123456789012:stateMachine:flow"


def _with(service: str) -> str:
    """Return a spec with this service behind the route in line 2."""
    return f"routes:\n  POST /a: {{{service}}}\n"


def _parameters(project: Project, service: str) -> dict[str, object]:
    backend = project.spec(_with(service)).routes[RouteKey.parse("POST /a")].backend
    found: dict[str, object] = backend.parameters
    return found


def test_a_message_is_the_body_of_the_request_unless_it_says_otherwise(project: Project) -> None:
    assert _parameters(project, f"sqs: {{queue: '{_QUEUE}'}}") == {"MessageBody": "$request.body"}
    assert _parameters(project, f"sqs: {{queue: '{_QUEUE}', message_body: $request.body.x}}") == {
        "MessageBody": "$request.body.x"
    }


@pytest.mark.parametrize("action", ["ReceiveMessage", "PurgeQueue"])
def test_what_is_meant_for_one_action_does_not_leak_into_another(project: Project, action: str) -> None:
    assert _parameters(project, f"sqs: {{queue: '{_QUEUE}', action: {action}}}") == {}


def test_parameters_have_the_order_of_aws_and_numbers_are_text(project: Project) -> None:
    text = f"sqs: {{queue: '{_QUEUE}', region: eu-west-1, message_group_id: a, delay_seconds: 5, message_body: b}}"

    assert list(_parameters(project, text).items()) == [
        ("MessageBody", "b"), ("DelaySeconds", "5"), ("MessageGroupId", "a"), ("Region", "eu-west-1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("service", "problem"),
    [
        (f"sqs: {{queue: '{_QUEUE}', action: ReceiveMessage, message_body: x}}",
         'routes."POST /a".sqs: message_body is for SendMessage only, not for ReceiveMessage: remove it'),
        (f"sqs: {{queue: '{_QUEUE}', action: PurgeQueue, receipt_handle: x}}",
         'routes."POST /a".sqs: receipt_handle is for DeleteMessage only, not for PurgeQueue: remove it'),
        (f"sqs: {{queue: '{_QUEUE}', action: DeleteMessage}}",
         'routes."POST /a".sqs: DeleteMessage needs receipt_handle'),
        (f"step_functions: {{state_machine: '{_FLOW}', action: StopExecution, input: x, execution_arn: y}}",
         'routes."POST /a".step_functions: input is for StartExecution and StartSyncExecution only, not for '
         "StopExecution: remove it"),
        (f"step_functions: {{state_machine: '{_FLOW}', action: StopExecution}}",
         'routes."POST /a".step_functions: StopExecution needs execution_arn'),
        (f"step_functions: {{state_machine: '{_FLOW}', trace_header: x}}",
         'routes."POST /a".step_functions: trace_header is for StartSyncExecution only, not for StartExecution: '
         "remove it"),
    ],
)  # fmt: skip
def test_a_field_that_its_action_does_not_take_or_lacks(project: Project, service: str, problem: str) -> None:
    (line,) = project.problems(_with(service))

    assert line.split(": ", 1)[1] == problem


@pytest.mark.parametrize(
    ("service", "problem"),
    [
        ("sqs: {queue: jobs}",
         'routes."POST /a".sqs.queue: must be the ARN of a queue, such as arn:aws:sqs:eu-central-1:123456789012:jobs '
         "(got jobs)"),
        (f"sqs: {{queue: '{_QUEUE}', message_body: $request.bdy}}",
         'routes."POST /a".sqs.message_body: $request.bdy is nothing that can be taken from a request; known: '
         "$request.header.<name>, $request.querystring.<name>, $request.path, $request.path.<variable>, $request.body, "
         "$request.body.<JSON path>, $context.<variable>, $stageVariables.<name> (got $request.bdy)"),
        (f"sqs: {{queue: '{_QUEUE}', action: SendMesage}}",
         "routes.\"POST /a\".sqs.action: must be 'SendMessage', 'ReceiveMessage', 'DeleteMessage' or 'PurgeQueue' (got "
         "SendMesage); did you mean SendMessage?"),
        (f"sqs: {{queue: '{_QUEUE}', mesage_body: x}}",
         'routes."POST /a".sqs.mesage_body: is no field of the language; did you mean message_body?'),
        ("event_bridge: {source: a}", 'routes."POST /a".event_bridge.detail_type: is required'),
        ("kinesis: {stream: clicks, partition_key: a}",
         'routes."POST /a".kinesis.stream: must be the ARN of a stream, such as '
         "arn:aws:kinesis:eu-central-1:123456789012:stream/clicks (got clicks)"),
        ("app_config: {application: Shop, environment: abc1234, configuration: abc1234, client_id: a}",
         'routes."POST /a".app_config.application: must be an ID of 4 to 7 small letters and digits, not a name (got '
         "Shop)"),
    ],
)  # fmt: skip
def test_a_wrong_value(project: Project, service: str, problem: str) -> None:
    (line,) = project.problems(_with(service))

    assert line.split(": ", 1)[1] == problem


@pytest.mark.parametrize("name", SERVICES)
def test_every_parameter_of_every_action_has_a_field(name: str) -> None:
    model: type[services.Service] = getattr(services, name.title().replace("_", ""))
    fields = {field.replace("_", "") for field in model.model_fields}

    for action in ACTIONS[name].values():
        assert {parameter.lower() for parameter in action.parameters} - {model.RESOURCE[1].lower()} <= fields
