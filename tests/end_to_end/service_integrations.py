"""A stand-in for API Gateway, which calls the AWS service behind a route for one request: the emulator does not.

It goes by what is deployed: the parameters of the integration as API Gateway's own API returns them, and the subtype
and the role, which the emulator drops, as they stand in the template that CloudFormation holds. It calls with the
deployed role, and the emulator refuses what the role's policy does not allow.

What it takes from AWS's documentation, and so does not prove: how AWS evaluates mappings, turns texts into numbers,
lists and structures, and answers the client. Text for a blob goes as it is.
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from botocore import xform_name
from botocore.model import Shape, StructureShape

from generator.spec.source import parse
from tests.end_to_end.deployed import Cloud

SERVICES = {
    "SQS": "sqs",
    "EventBridge": "events",
    "StepFunctions": "stepfunctions",
    "Kinesis": "kinesis",
    "AppConfig": "appconfig",
}
ENTRIES = "Entries"  # of PutEvents, of which a request makes one
TRUSTED = {"Service": "apigateway.amazonaws.com"}

_IN_BRACES = re.compile(r"\$\{([^}]*)\}")


@dataclass(frozen=True)
class Request:
    """What a client sends; names of headers are in lower case, `path` are the route's variables."""

    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, str] = field(default_factory=lambda: {"requestId": "JKJaXmPLvHcESHA="})


@dataclass(frozen=True)
class ServiceIntegration:
    """The integration behind one route. `role` is a name."""

    cloud: Cloud
    subtype: str
    role: str
    parameters: Mapping[str, str]

    def allowed(self) -> list[tuple[str, str, str]]:
        """Return all that the role may do: effect, action and resource of each of its statements."""
        iam = self.cloud.client("iam")
        assert not iam.list_attached_role_policies(RoleName=self.role)["AttachedPolicies"]
        documents = [
            iam.get_role_policy(RoleName=self.role, PolicyName=name)["PolicyDocument"]
            for name in iam.list_role_policies(RoleName=self.role)["PolicyNames"]
        ]
        return [
            (statement["Effect"], action, resource)
            for document in documents
            for statement in document["Statement"]
            for action in statement["Action"]
            for resource in statement["Resource"]
        ]

    def call(self, request: Request) -> dict[str, Any]:
        """Do what API Gateway does for the request; return what the service answers."""
        service, action = self.subtype.split("-")
        client = self.client(SERVICES[service])
        values = {name: evaluated(source, request) for name, source in self.parameters.items()}
        operation = getattr(client, xform_name(action))  # type: ignore[no-untyped-call]
        answer: dict[str, Any] = operation(**_arguments(client, action, values))
        return answer

    def client(self, service: str) -> Any:
        """Return a client with the rights of the role, no more."""
        arn = self.cloud.client("iam").get_role(RoleName=self.role)["Role"]["Arn"]
        # The emulator takes the account itself, whose keys tests have, for any service that is trusted.
        given = self.cloud.client("sts").assume_role(RoleArn=arn, RoleSessionName="api-gateway")
        return self.cloud.client(service, given["Credentials"])


def behind(cloud: Cloud, stack: str, route_key: str) -> ServiceIntegration:
    """Return the integration behind a route of the stack's API, having seen that its role trusts API Gateway alone."""
    gateway, ids = cloud.client("apigatewayv2"), cloud.physical_ids(stack)
    api_id = ids["HttpApi"]
    (target,) = [r["Target"] for r in gateway.get_routes(ApiId=api_id)["Items"] if r["RouteKey"] == route_key]
    integration_id = target.removeprefix("integrations/")
    integration = gateway.get_integration(ApiId=api_id, IntegrationId=integration_id)
    assert (integration["IntegrationType"], integration["PayloadFormatVersion"]) == ("AWS_PROXY", "1.0")

    (logical_id,) = [logical for logical, physical in ids.items() if physical == integration_id]
    written = _properties(cloud, stack, logical_id)
    role = ids[written["CredentialsArn"]["Fn::GetAtt"][0]]
    (trust,) = cloud.client("iam").get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"]["Statement"]
    assert (trust["Effect"], trust["Principal"], trust["Action"]) == ("Allow", TRUSTED, ["sts:AssumeRole"])
    return ServiceIntegration(cloud, written["IntegrationSubtype"], role, integration["RequestParameters"])


def evaluated(source: str, request: Request) -> str:
    """Return a parameter's value: a static text, an expression, or a text with expressions in braces.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
    """
    if source.startswith("$") and not source.startswith("${"):
        return _taken(source.removeprefix("$"), request)
    return _IN_BRACES.sub(lambda match: _taken(match[1], request), source)


def _taken(expression: str, request: Request) -> str:
    known: dict[str, Mapping[str, str]] = {
        "request.header.": {name.lower(): value for name, value in request.headers.items()},
        "request.path.": request.path,
        "request.querystring.": request.query,
        "context.": request.context,
    }
    for prefix, values in known.items():
        if expression.startswith(prefix):
            return values[expression.removeprefix(prefix)]
    assert expression.split(".")[:2] == ["request", "body"], f"${expression} is not known here"
    return _below(request.body, expression.split(".")[2:])


def _below(body: str, names: list[str]) -> str:
    if not names:
        return body
    value = json.loads(body)
    for name in names:
        value = value[name]
    return value if isinstance(value, str) else json.dumps(value)


def _arguments(client: Any, action: str, values: Mapping[str, str]) -> dict[str, Any]:
    """Return the texts as the operation's types. What PutEvents calls an entry is all that a request says."""
    shape: Any = client.meta.service_model.operation_model(action).input_shape
    if ENTRIES in shape.members:
        return {ENTRIES: [_typed(shape.members[ENTRIES].member, values)]}
    return _typed(shape, values)


def _typed(shape: StructureShape, values: Mapping[str, str]) -> dict[str, Any]:
    """Step Functions' own API begins its names with a small letter, API Gateway's parameters with a capital one."""
    names = {name.lower(): name for name in shape.members}
    own = {names[name.lower()]: value for name, value in values.items()}
    return {name: _as(shape.members[name], value) for name, value in own.items()}


def _as(shape: Shape, text: str) -> Any:
    match shape.type_name:
        case "integer":
            return int(text)
        case "list" | "map" | "structure":
            return json.loads(text)
        case "blob":
            return text.encode()
    return text


def _properties(cloud: Cloud, stack: str, logical_id: str) -> dict[str, Any]:
    """Return a resource's properties in the template that CloudFormation was given."""
    text = cloud.client("cloudformation").get_template(StackName=stack, TemplateStage="Original")["TemplateBody"]
    template: Any = parse(text, "template.yaml").data
    properties: dict[str, Any] = _plain(template["Resources"][logical_id]["Properties"])
    return properties


def _plain(value: Any) -> Any:
    """Return functions as their long forms."""
    if hasattr(value, "to_dict"):
        return _plain(value.to_dict())
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value
