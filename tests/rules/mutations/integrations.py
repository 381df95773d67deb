"""Mistakes in integrations: of functions, of HTTP backends and of services."""

from __future__ import annotations

from typing import Any, Final

from tests.rules.mutations.edits import (
    FUNCTION,
    INTEGRATION,
    SERVERLESS,
    Mutation,
    Resource,
    Template,
    both,
    each,
    function_of,
    having,
    ids,
    lacking,
    setting,
    value,
    without,
)

_SERVICE = having("IntegrationSubtype", a=str)
_HTTP = having("IntegrationType", is_="HTTP_PROXY")
_LAMBDA = both(having("IntegrationType", is_="AWS_PROXY"), lacking("IntegrationSubtype"))
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
_REQUIRED = (
    "QueueUrl", "Source", "StateMachineArn", "ExecutionArn", "StreamName", "Application",
)  # fmt: skip


def _without_a_required_parameter(integration: Resource, template: Template) -> None:
    parameters = integration["Properties"]["RequestParameters"]
    del parameters[next(name for name in _REQUIRED if name in parameters)]


def _is_of_a_known_function(integration: Resource, template: Template) -> bool:
    return function_of(value(integration, "IntegrationUri"), template) is not None


def _is_integrated(function: Resource, template: Template) -> bool:
    resources: dict[str, Any] = template["Resources"]
    own = next(logical_id for logical_id, other in resources.items() if other is function)
    uris = [value(resources[logical_id], "IntegrationUri") for logical_id in ids(template, INTEGRATION)]
    return own in {function_of(uri, template) for uri in uris}


MUTATIONS: Final = (
    Mutation("a function's integration without a payload version", "V25",
             each(INTEGRATION, without("PayloadFormatVersion"), where=_LAMBDA)),
    Mutation("a payload version of 3.0", "V25",
             each(INTEGRATION, setting("PayloadFormatVersion", to="3.0"), where=_LAMBDA)),
    Mutation("an HTTP integration without a payload version", "V25",
             each(INTEGRATION, without("PayloadFormatVersion"), where=_HTTP)),
    Mutation("an HTTP integration with payload 2.0", "V25",
             each(INTEGRATION, setting("PayloadFormatVersion", to="2.0"), where=_HTTP)),
    Mutation("a service's integration with payload 2.0", "V25",
             each(INTEGRATION, setting("PayloadFormatVersion", to="2.0"), where=_SERVICE)),
    Mutation("an integration of the type AWS", "V25",
             each(INTEGRATION, setting("IntegrationType", to="AWS"), where=_LAMBDA)),
    Mutation("an integration of the type HTTP", "V25",
             each(INTEGRATION, setting("IntegrationType", to="HTTP"), where=_HTTP)),
    Mutation("a mock integration", "V25", each(INTEGRATION, setting("IntegrationType", to="MOCK"))),
    Mutation("an integration that may take 31 seconds", "V25",
             each(INTEGRATION, setting("TimeoutInMillis", to=31_000))),
    Mutation("an integration that may take 49 milliseconds", "V25",
             each(INTEGRATION, setting("TimeoutInMillis", to=49))),
    Mutation("a service without a role", "V25a",
             each(INTEGRATION, without("CredentialsArn"), where=both(_SERVICE, having("CredentialsArn")))),
    Mutation("a service without a required parameter", "V25a",
             each(INTEGRATION, _without_a_required_parameter, where=_SERVICE)),
    Mutation("a service without any parameter", "V25a",
             each(INTEGRATION, without("RequestParameters"), where=_SERVICE)),
    Mutation("a parameter that a service does not have", "V25a",
             each(INTEGRATION, setting("RequestParameters", "Nonsense", to="x"), where=_SERVICE)),
    Mutation("a parameter's name in lower case", "V25a",
             each(INTEGRATION, setting("RequestParameters", "region", to="eu-west-1"), where=_SERVICE)),
    Mutation("an action of a service that HTTP APIs cannot call", "V25a",
             each(INTEGRATION, setting("IntegrationSubtype", to="SNS-Publish"), where=_SERVICE)),
    Mutation("a misspelt action of a service", "V25a",
             each(INTEGRATION, setting("IntegrationSubtype", to="SQS-SendMesage"), where=_SERVICE)),
    Mutation("a function that runs for 31 seconds", "V26",
             each((FUNCTION, SERVERLESS), setting("Timeout", to=31), where=_is_integrated)),
    Mutation("an integration that ends before its function", "V26",
             each(INTEGRATION, setting("TimeoutInMillis", to=500), where=both(_LAMBDA, _is_of_a_known_function))),
)  # fmt: skip
