"""Integrations: what answers the requests of routes. One per function, shared by all its routes.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from troposphere import GetAtt, Ref
from troposphere.apigatewayv2 import Integration, TlsConfig

from generator import names
from generator.http_api.services import PAYLOAD_FORMAT_VERSION
from generator.resources.element import Element, given, substituted
from generator.spec import arns
from generator.spec.api import ApiSpec
from generator.spec.integrations import IntegrationSpec

if TYPE_CHECKING:
    from generator.spec.backends import Http, Private
    from generator.spec.services import Service


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield one Integration per backend: of functions, named ones, and those that routes have for themselves."""
    for logical_id, integration in spec.all_integrations.items():
        yield Integration(
            logical_id,
            ApiId=Ref(names.API),
            **given(Description=integration.description),
            **_target(logical_id, integration, spec),
            **given(
                ResponseParameters=_response_parameters(integration), TimeoutInMillis=integration.timeout_in_millis
            ),
        )


def _target(logical_id: str, integration: IntegrationSpec, spec: ApiSpec) -> dict[str, Any]:
    backend = integration.backend
    match integration.kind:
        case "function":
            return _function(GetAtt(names.function(backend), "Arn"), integration)
        case "function_arn":
            return _function(backend, integration)
        case "http":
            return _http(backend, integration)
        case "private":
            return _private(backend, integration, spec)
        case _:
            return _service(logical_id, backend, integration, spec)


def _function(uri: Any, integration: IntegrationSpec) -> dict[str, Any]:
    return {
        "IntegrationType": "AWS_PROXY",
        "IntegrationUri": uri,
        **given(CredentialsArn=integration.credentials_arn),
        "PayloadFormatVersion": integration.payload_format_version or "2.0",
        **given(RequestParameters=dict(integration.request_parameters)),
    }


def _http(http: Http, integration: IntegrationSpec) -> dict[str, Any]:
    return {
        "IntegrationType": "HTTP_PROXY",
        "IntegrationMethod": http.method,
        "IntegrationUri": http.url,
        "PayloadFormatVersion": PAYLOAD_FORMAT_VERSION,
        **given(RequestParameters=dict(integration.request_parameters)),
    }


def _private(private: Private, integration: IntegrationSpec, spec: ApiSpec) -> dict[str, Any]:
    """With a server's name, the link speaks HTTPS; without, HTTP."""
    link = spec.vpc_links[private.vpc_link]
    verified = private.server_name_to_verify
    return {
        "IntegrationType": "HTTP_PROXY",
        "IntegrationMethod": private.method,
        "IntegrationUri": private.service if private.listener is None else private.listener,
        "ConnectionType": "VPC_LINK",
        "ConnectionId": Ref(names.vpc_link(private.vpc_link)) if link.id is None else link.id,
        **given(TlsConfig=None if verified is None else TlsConfig(ServerNameToVerify=verified)),
        "PayloadFormatVersion": PAYLOAD_FORMAT_VERSION,
        **given(RequestParameters=dict(integration.request_parameters)),
    }


def _service(logical_id: str, service: Service, integration: IntegrationSpec, spec: ApiSpec) -> dict[str, Any]:
    _, role, _ = names.of_integration(logical_id)
    credentials = integration.credentials_arn
    said = {**_resource_parameter(service, spec), **service.parameters}
    return {
        "IntegrationType": "AWS_PROXY",
        "IntegrationSubtype": service.knowledge.subtype,
        "CredentialsArn": GetAtt(role, "Arn") if credentials is None else credentials,
        "PayloadFormatVersion": PAYLOAD_FORMAT_VERSION,
        "RequestParameters": {name: said[name] for name in service.knowledge.parameters if name in said},
    }


def _resource_parameter(service: Service, spec: ApiSpec) -> dict[str, Any]:
    """Return what says which queue, bus, state machine or stream is meant, in the form that its service wants.

    PutEvents takes the ARN of a bus as well as its name, and prefers it.
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
    """
    field, parameter = service.RESOURCE
    if parameter not in service.knowledge.parameters or service.resource is None:
        return {}
    match field:
        case "queue":
            return {parameter: _queue_url(service.resource, spec)}
        case "stream":
            return {parameter: _stream_name(service.resource, spec)}
        case _:
            return {parameter: service.resource}


def _queue_url(arn: Any, spec: ApiSpec) -> Any:
    """https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html"""
    return _ref_of_raw(arn, "AWS::SQS::Queue", spec) or substituted(
        "https://sqs.${Region}.${AWS::URLSuffix}/${Account}/${Queue}",
        Region=arns.part(arn, 3),
        Account=arns.part(arn, 4),
        Queue=arns.part(arn, 5),
    )


def _stream_name(arn: Any, spec: ApiSpec) -> Any:
    return _ref_of_raw(arn, "AWS::Kinesis::Stream", spec) or arns.after_slash(arn)


def _ref_of_raw(arn: Any, resource_type: str, spec: ApiSpec) -> Ref | None:
    """Return `!Ref X` for `!GetAtt X.Arn`: of a queue it is the URL, of a stream the name."""
    named = arns.named(arn)
    return Ref(named.resource) if named and arns.raw_type(named.resource, spec) == resource_type else None


def _response_parameters(integration: IntegrationSpec) -> dict[str, Any]:
    return {
        status: {"ResponseParameters": [{"Destination": to, "Source": source} for to, source in entries.items()]}
        for status, entries in integration.response_parameters.items()
    }
