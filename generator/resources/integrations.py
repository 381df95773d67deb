"""Integrations: what answers the requests of routes. One per function, shared by all its routes.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from troposphere import GetAtt, Ref, Select, Split, Sub
from troposphere.apigatewayv2 import Integration, TlsConfig

from generator import names
from generator.http_api.services import PAYLOAD_FORMAT_VERSION
from generator.resources.element import Element, function_arn, given, substituted, waits_for_permission
from generator.spec.api import ApiSpec
from generator.spec.integrations import IntegrationSpec
from generator.spec.raw import raw_type
from generator.spec.references import named, text_of

if TYPE_CHECKING:
    from generator.spec.backends import Http, Private
    from generator.spec.services import Service

# `arn:partition:service:region:account:resource`; a colon in the braces of a `!Sub` parts nothing.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
_COLON: Final = re.compile(r":(?![^{]*\})")
_PARTS_OF_AN_ARN: Final = 6
_REGION, _ACCOUNT, _RESOURCE = 3, 4, 5


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield one Integration per backend: of functions, named ones, and those that routes have for themselves."""
    for logical_id, integration in spec.all_integrations.items():
        yield Integration(
            logical_id,
            **waits_for_permission(integration.function, spec),
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
            return _function(function_arn(backend, spec), integration)
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
        "IntegrationSubtype": service.definition.subtype,
        "CredentialsArn": GetAtt(role, "Arn") if credentials is None else credentials,
        "PayloadFormatVersion": PAYLOAD_FORMAT_VERSION,
        "RequestParameters": {name: said[name] for name in service.definition.parameters if name in said},
    }


def _resource_parameter(service: Service, spec: ApiSpec) -> dict[str, Any]:
    """Return what says which queue, bus, state machine or stream is meant, in the form that its service wants.

    PutEvents takes the ARN of a bus as well as its name, and prefers it.
    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
    """
    field, parameter = service.RESOURCE
    if parameter not in service.definition.parameters or service.resource is None:
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
        Region=_part(arn, _REGION),
        Account=_part(arn, _ACCOUNT),
        Queue=_part(arn, _RESOURCE),
    )


def _stream_name(arn: Any, spec: ApiSpec) -> Any:
    return _ref_of_raw(arn, "AWS::Kinesis::Stream", spec) or _after_slash(arn)


def _ref_of_raw(arn: Any, resource_type: str, spec: ApiSpec) -> Ref | None:
    """Return `!Ref X` for `!GetAtt X.Arn`: of a queue it is the URL, of a stream the name."""
    source = named(arn)
    return Ref(source.logical_id) if source and raw_type(source.logical_id, spec) == resource_type else None


def _part(arn: Any, index: int) -> Any:
    """Return one part of an ARN, cut out at deployment if it must be."""
    parts = _parts(arn)
    return _value(parts[index]) if parts else Select(index, Split(":", arn))


def _after_slash(arn: Any) -> Any:
    """Return what follows the kind of resource: `clicks` of `arn:…:stream/clicks`."""
    parts = _parts(arn)
    return _value(parts[-1].partition("/")[2]) if parts and "/" in parts[-1] else Select(1, Split("/", arn))


def _parts(arn: object) -> list[str] | None:
    parts = _COLON.split(text_of(arn) or "", maxsplit=_PARTS_OF_AN_ARN - 1)
    return parts if len(parts) == _PARTS_OF_AN_ARN else None


def _value(text: str) -> Any:
    return Sub(text) if "${" in text else text


def _response_parameters(integration: IntegrationSpec) -> dict[str, Any]:
    return {
        status: {"ResponseParameters": [{"Destination": to, "Source": source} for to, source in entries.items()]}
        for status, entries in integration.response_parameters.items()
    }
