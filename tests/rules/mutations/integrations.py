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


def _named_role(integration: Resource, template: Template) -> None:
    integration["Properties"]["CredentialsArn"] = {"Ref": integration["Properties"]["CredentialsArn"]["Fn::GetAtt"][0]}


def _is_of_a_known_function(integration: Resource, template: Template) -> bool:
    return function_of(value(integration, "IntegrationUri"), template) is not None


def _is_integrated(function: Resource, template: Template) -> bool:
    resources: dict[str, Any] = template["Resources"]
    own = next(logical_id for logical_id, other in resources.items() if other is function)
    uris = [value(resources[logical_id], "IntegrationUri") for logical_id in ids(template, INTEGRATION)]
    return own in {function_of(uri, template) for uri in uris}


MUTATIONS: Final = (
    Mutation("a function's integration without a payload version", "E9602",
             each(INTEGRATION, without("PayloadFormatVersion"), where=_LAMBDA)),
    Mutation("a payload version of 3.0", "E9602",
             each(INTEGRATION, setting("PayloadFormatVersion", to="3.0"), where=_LAMBDA)),
    Mutation("an HTTP integration without a payload version", "W9615",
             each(INTEGRATION, without("PayloadFormatVersion"), where=_HTTP)),
    Mutation("an HTTP integration with payload 2.0", "E9602",
             each(INTEGRATION, setting("PayloadFormatVersion", to="2.0"), where=_HTTP)),
    Mutation("a service's integration with payload 2.0", "E9602",
             each(INTEGRATION, setting("PayloadFormatVersion", to="2.0"), where=_SERVICE)),
    Mutation("an integration of the type AWS", "E9601",
             each(INTEGRATION, setting("IntegrationType", to="AWS"), where=_LAMBDA)),
    Mutation("an integration of the type HTTP", "E9601",
             each(INTEGRATION, setting("IntegrationType", to="HTTP"), where=_HTTP)),
    Mutation("a mock integration", "E9601", each(INTEGRATION, setting("IntegrationType", to="MOCK"))),
    Mutation("an integration that may take 31 seconds", "E9603",
             each(INTEGRATION, setting("TimeoutInMillis", to=31_000))),
    Mutation("an integration that may take 49 milliseconds", "E9603",
             each(INTEGRATION, setting("TimeoutInMillis", to=49))),
    Mutation("a service without a role", "E9604",
             each(INTEGRATION, without("CredentialsArn"), where=both(_SERVICE, having("CredentialsArn")))),
    Mutation("a service without a required parameter", "E9604",
             each(INTEGRATION, _without_a_required_parameter, where=_SERVICE)),
    Mutation("a service without any parameter", "E9604",
             each(INTEGRATION, without("RequestParameters"), where=_SERVICE)),
    Mutation("a parameter that a service does not have", "E9604",
             each(INTEGRATION, setting("RequestParameters", "Nonsense", to="x"), where=_SERVICE)),
    Mutation("a parameter's name in lower case", "E9604",
             each(INTEGRATION, setting("RequestParameters", "region", to="eu-west-1"), where=_SERVICE)),
    Mutation("an action of a service that HTTP APIs cannot call", "E9604",
             each(INTEGRATION, setting("IntegrationSubtype", to="SNS-Publish"), where=_SERVICE)),
    Mutation("a misspelt action of a service", "E9604",
             each(INTEGRATION, setting("IntegrationSubtype", to="SQS-SendMesage"), where=_SERVICE)),
    Mutation("a function that runs for 31 seconds", "W9605",
             each((FUNCTION, SERVERLESS), setting("Timeout", to=31), where=_is_integrated)),
    Mutation("an integration that ends before its function", "W9605",
             each(INTEGRATION, setting("TimeoutInMillis", to=500), where=both(_LAMBDA, _is_of_a_known_function))),
    Mutation("an HTTP integration without a method", "E9606",
             each(INTEGRATION, without("IntegrationMethod"), where=both(_HTTP, having("IntegrationMethod", a=str)))),
    Mutation("a URL without a scheme", "E9606",
             each(INTEGRATION, setting("IntegrationUri", to="orders.example.com"),
                  where=both(_HTTP, lacking("ConnectionId")))),
    Mutation("a mapping of a header that cannot be changed", "E9607",
             each(INTEGRATION, setting("RequestParameters", to={"overwrite:header.Authorization": "x"}), where=_HTTP)),
    Mutation("a mapping from a place that is none", "E9607",
             each(INTEGRATION, setting("RequestParameters", to={"append:header.a": "$request.headers.a"}),
                  where=_HTTP)),
    Mutation("an integration that names its function", "E9608",
             each(INTEGRATION, setting("IntegrationUri", to="orders"), where=_LAMBDA)),
    Mutation("a private integration of a URL", "E9611",
             each(INTEGRATION, setting("IntegrationUri", to="https://orders.example.com"),
                  where=having("ConnectionType", is_="VPC_LINK"))),
    Mutation("a private integration without a VPC link", "E9611",
             each(INTEGRATION, without("ConnectionId"), where=having("ConnectionType", is_="VPC_LINK"))),
    Mutation("a role by its name", "E9614",
             each(INTEGRATION, _named_role, where=having("CredentialsArn", "Fn::GetAtt", 1, is_="Arn"))),
    Mutation("an integration with templates", "W9609",
             each(INTEGRATION, setting("TemplateSelectionExpression", to="$request.body.kind"))),
    Mutation("a variable that no route has", "W9612",
             each(INTEGRATION, setting("RequestParameters", to={"overwrite:path": "/${request.path.nowhere}"}),
                  where=_HTTP)),
    Mutation("a name for TLS without a VPC", "W9613",
             each(INTEGRATION, setting("TlsConfig", to={"ServerNameToVerify": "a.example.com"}),
                  where=both(_HTTP, lacking("ConnectionType")))),
    Mutation("a header that is removed by nothing", "W9616",
             each(INTEGRATION, setting("RequestParameters", to={"remove:header.x-internal": ""}), where=_HTTP)),
)  # fmt: skip
