"""E9604: services of AWS that API Gateway cannot call as it is told to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.errors import did_you_mean
from generator.http_api.services import SUBTYPES, Action, action_of
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.arns import arn_problem
from generator.template_model.integrations import Backend, backends
from generator.template_model.template import Template
from generator.template_model.values import ABSENT, Value, is_generated, shown

_STATE_MACHINES: Final = (
    "AWS::StepFunctions::StateMachine",
    "AWS::StepFunctions::StateMachineAlias",
    "AWS::StepFunctions::StateMachineVersion",
    "AWS::Serverless::StateMachine",
)
# What a parameter takes, of which resource it is the !Ref, and by which attribute it can be had as well.
_TARGETS: Final = {
    "QueueUrl": ("the URL of the queue", "AWS::SQS::Queue", "QueueUrl"),
    "StreamName": ("the name of the stream", "AWS::Kinesis::Stream"),
}


class ServiceIntegrations(HttpApiRule):
    id = "E9604"
    shortdesc = "An integration of a service of AWS has a known action, its parameters and a role"
    description = (
        "API Gateway calls a few actions of a few services by itself. It refuses an integration without all of the "
        "parameters that its action requires, and one without the role with which it calls: `Role ARN must be "
        "specified for AWS integration configuration` (badmintoncryer/cdk-preflight, "
        "pf-apigwv2-integration-subtype-credentials)."
    )
    source_url = (
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
        "http-api-develop-integrations-aws-services-reference.html"
    )
    tags = ["http-api", "integrations"]
    fix = "Write the action as AWS's reference spells it, its required parameters, and CredentialsArn."
    good = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: jobs
      ProtocolType: HTTP
  JobsIntegration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref HttpApi
      IntegrationType: AWS_PROXY
      IntegrationSubtype: SQS-SendMessage
      PayloadFormatVersion: "1.0"
      CredentialsArn: !ImportValue jobs-sender-role-arn
      RequestParameters:
        QueueUrl: !ImportValue jobs-queue-url
        MessageBody: $request.body
  JobsRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: POST /jobs
      AuthorizationType: NONE
      Target: !Sub integrations/${JobsIntegration}
"""
    bad = good.replace("        MessageBody: $request.body\n", "")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for backend in backends(api, "service"):
                for subtype in backend.values("IntegrationSubtype"):
                    if subtype.text is not None:
                        yield from _findings(subtype, backend)


def _findings(subtype: Value, backend: Backend) -> Iterator[Finding]:
    action = action_of(str(subtype.text))
    if action is None:
        hint = did_you_mean(subtype.text, SUBTYPES) or f": write one of {', '.join(SUBTYPES)}"
        yield Finding(subtype.path, f"IntegrationSubtype '{subtype.text}': HTTP APIs have no such action{hint}")
        return
    for parameters in backend.integration.values_when(subtype.given, "RequestParameters"):
        yield from _of_parameters(parameters, action)
        yield from _targets(backend.integration.template, parameters)
    for role in backend.integration.values_when(subtype.given, "CredentialsArn"):
        if role.value is ABSENT:
            message = (
                f"{action.subtype} needs CredentialsArn: the role that API Gateway assumes for {action.permission}"
            )
            yield Finding(role.path, message)


def _targets(template: Template, parameters: Value) -> Iterator[Finding]:
    """Yield references that give something else of what they name than the action takes."""
    for name, value in template.entries(parameters):
        if problem := _target_problem(template, name, value.value):
            yield Finding(value.path, f"{name} '{shown(value.value)}': {problem}")


def _target_problem(template: Template, name: str, value: Any) -> str | None:
    if name == "StateMachineArn":
        return arn_problem(template, value, "a state machine", *_STATE_MACHINES)
    what, resource_type, *attributes = _TARGETS.get(name, ("", ""))
    resource = template.referred(value, resource_type)
    is_other = resource is not None and value.attribute not in ("", *attributes)
    return f"must be {what}: write !Ref {value.name}" if is_other else None


def _of_parameters(parameters: Value, action: Action) -> Iterator[Finding]:
    found = {} if parameters.value is ABSENT else parameters.value
    if not isinstance(found, Mapping) or is_generated(found):
        return
    for name in action.required:
        if name not in found:
            yield Finding(parameters.path, f"{action.subtype} needs {name} in RequestParameters")
    for name in found:
        if name not in action.parameters:
            hint = did_you_mean(name, action.parameters) or f": it takes {', '.join(action.parameters)}"
            yield Finding((*parameters.path, name), f"{action.subtype} has no parameter {name}{hint}")
