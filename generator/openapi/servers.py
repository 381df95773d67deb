"""Servers: custom domains first, then the default endpoint of each stage; what is not known yet is a variable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from generator.http_api.route_keys import DEFAULT
from generator.openapi.api import Api, Resource
from generator.openapi.values import given, mapping, ref, replaced, sub_text, sub_variables, written
from generator.resource_types import MAPPING, STAGE

# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-endpoint-configuration.html
_ENDPOINT: Final = "x-amazon-apigateway-endpoint-configuration"

# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-publish.html
_DEFAULT_URL: Final = "https://{apiId}.execute-api.{region}.{urlSuffix}"
_DEFAULT_VARIABLES: Final = {
    "apiId": {"default": "apiId", "description": "The stack's output ApiId"},
    "region": {"default": "region", "description": "The stack's region, such as eu-central-1"},
    "urlSuffix": {"default": "amazonaws.com", "description": "In China, amazonaws.com.cn"},
}


class _Text(NamedTuple):
    """A part of a URL, and the variables in it."""

    text: str
    variables: dict[str, Any]


def servers(api: Api) -> list[dict[str, Any]]:
    """Return where the API is, what clients should call first. The first one bears what concerns all: see `_ENDPOINT`.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html
    """
    configuration = given(
        disableExecuteApiEndpoint=api.properties.get("DisableExecuteApiEndpoint"),
        ipAddressType=api.properties.get("IpAddressType"),
    )
    found = [*_domains(api), *_default_endpoints(api, configuration.get("disableExecuteApiEndpoint"))]
    if configuration:
        first = found[0] if found else {"url": "/"}
        return [{**first, _ENDPOINT: configuration}, *found[1:]]
    return found


def _domains(api: Api) -> Iterator[dict[str, Any]]:
    """Yield a server for every mapping of a domain to the API, at its base path."""
    for each in api.of_type(MAPPING).values():
        host, host_variables = _host(each.get("DomainName"), api)
        key = each.get("ApiMappingKey")
        base, base_variables = _url_text(key, "basePath", api) if key else _Text("", {})
        yield _server(
            f"https://{host}" + (f"/{base}" if base else ""),
            f"{_stage_name(each, api)} at a custom domain{_only_if(each)}",
            host_variables | base_variables,
        )


def _host(domain: Any, api: Api) -> _Text:
    """Return a domain's name: a literal, that of the resource that makes it, or a variable."""
    made = api.resource(ref(domain) or "").get("DomainName")
    host, variables = _url_text(domain if made is None else made, "domainName", api)
    if host.startswith("*."):
        described = {"default": "subdomain", "description": "Any: the domain is a wildcard"}
        return _Text("{subdomain}" + host.removeprefix("*"), {"subdomain": described} | variables)
    return _Text(host, variables)


def _default_endpoints(api: Api, disabled: Any) -> Iterator[dict[str, Any]]:
    """Yield a server for every stage at the API's own endpoint, unless that is disabled."""
    if disabled in (True, "true"):
        return
    reservation = "" if disabled in (None, False, "false") else ", unless that is disabled"
    for stage in api.of_type(STAGE).values():
        name = stage.get("StageName")
        text, variables = _url_text(name, "stage", api)
        yield _server(
            _DEFAULT_URL if name == DEFAULT else f"{_DEFAULT_URL}/{text}",
            f"Stage {written(name)} at the default endpoint{reservation}{_only_if(stage)}",
            {} if name == DEFAULT else variables,
            _DEFAULT_VARIABLES,
        )


def _server(url: str, description: str, *variables: dict[str, Any]) -> dict[str, Any]:
    merged = {name: dict(each) for group in reversed(variables) for name, each in group.items()}
    return {"url": url, "description": description, **given(variables=merged or None)}


def _stage_name(mapped: Resource, api: Api) -> str:
    stage = mapped.get("Stage")
    name = api.resource(ref(stage) or "").get("StageName")
    return f"Stage {written(stage if name is None else name)}"


def _only_if(resource: Resource) -> str:
    return f", only if {resource.condition}" if resource.condition else ""


def _url_text(value: Any, fallback: str, api: Api) -> _Text:
    """Return a value as a part of a URL: a literal, or with a variable for each that it is made of.

    `{"Fn::Sub": "api.${Zone}"}` -> `api.{zone}`; what no text says is one variable, named by the fallback.
    """
    if isinstance(value, str):
        return _Text(value, {})
    text = sub_text(value)
    if text is None:
        unknown = {"default": fallback, "description": f"As deployed: {written(value)}"}
        return _Text(f"{{{fallback}}}", {fallback: unknown})
    variables = {_variable(name): _described(name, api) for name in sub_variables(text)}
    return _Text(replaced(text, lambda name: f"{{{_variable(name)}}}"), variables)


def _variable(name: str) -> str:
    """`Zone` -> `zone`; `AWS::Region` -> `region`; `Pool.Name` -> `poolName`"""
    name = re.sub("[^A-Za-z0-9]", "", name.removeprefix("AWS::"))
    return name[:1].lower() + name[1:]


def _described(name: str, api: Api) -> dict[str, Any]:
    """Return a variable of a URL; its default is that of the template's parameter, if it has one."""
    parameter = mapping(api.parameters.get(name))
    kind = "The parameter" if parameter else "As deployed:"
    return {"default": str(parameter.get("Default") or _variable(name)), "description": f"{kind} {name}"}
