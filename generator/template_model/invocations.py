"""Which functions an HTTP API calls, and which permissions let it.

https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from generator.http_api import source_arns
from generator.resource_types import API, AUTHORIZER, PERMISSION
from generator.template_model.callees import Callee, callees
from generator.template_model.encoded import OPEN, REFERENCE, encoded
from generator.template_model.http_apis import HttpApi, plain
from generator.template_model.resource import Resource
from generator.template_model.template import Template
from generator.template_model.values import ABSENT, ALWAYS, Facts, Part, Path, Reference, Text, Value, parts

PRINCIPAL: Final = "apigateway.amazonaws.com"


@dataclass(frozen=True)
class Call:
    """An API's call of a function of the template: from a route in a stage, or an authorizer, and when there is one."""

    api: HttpApi
    callee: Callee
    ways: tuple[tuple[str, ...], ...]
    """What the ARN of the caller ends with, after the API's ID: permissions have to cover all of one group."""
    resource: Resource
    through: Resource
    """The integration of the route, or the authorizer itself."""
    path: Path
    """Where the function is named."""
    given: Facts
    wanted: str
    """What the narrowest SourceArn that covers it ends with."""
    has_role: bool
    """Whether it is called with a role, whose policies count, and not with the function's permissions."""


def calls(api: HttpApi) -> Iterator[Call]:
    """Yield the calls by routes, in their order and by stage, and then those by authorizers."""
    yield from _calls_of_routes(api)
    yield from _calls_of_authorizers(api)


def _calls_of_routes(api: HttpApi) -> Iterator[Call]:
    stages = _stages(api)
    for route in api.keyed_routes:
        for target in route.resource.values("Target") if route.key else ():
            integration = api.integration_of(target)
            for uri, role in integration.together("IntegrationUri", "CredentialsArn") if integration else ():
                for function, facts in callees(api.template, uri.value):
                    given = route.given | target.given | uri.given | role.given | facts
                    if route.key and integration and api.template.possible(given):
                        wanted, has_role = source_arns.covering_tail(route.key), role.value is not ABSENT
                        for stage in stages:
                            ways = source_arns.ways(route.key, stage)
                            yield Call(
                                api, function, ways, route.resource, integration, uri.path, given, wanted, has_role
                            )


def _stages(api: HttpApi) -> list[str]:
    """Return the names of the stages, if all are known."""
    names = [value.text for stage in api.stages for value in stage.values("StageName")]
    known = [name for name in dict.fromkeys(names) if name is not None]
    return known if known and None not in names and api.is_whole else [source_arns.ANY_STAGE]


def _calls_of_authorizers(api: HttpApi) -> Iterator[Call]:
    for authorizer in api.authorizers:
        for uri, role in authorizer.together("AuthorizerUri", "AuthorizerCredentialsArn"):
            for function, facts in callees(api.template, uri.value):
                name = authorizer.logical_id
                ways = ((source_arns.authorizer_tail(encoded(Reference(name))),),)
                wanted = source_arns.authorizer_tail("*" if authorizer.is_virtual else f"${{{name}}}")
                given, has_role = uri.given | role.given | facts, role.value is not ABSENT
                if api.template.possible(given):
                    yield Call(api, function, ways, authorizer, authorizer, uri.path, given, wanted, has_role)


@dataclass(frozen=True, eq=False)
class Permission:
    """What lets API Gateway call a function, and from where."""

    resource: Resource
    callee: Callee | None
    """None if it cannot be told whose permission it is, or if the function is not of this template."""
    is_for_api_gateway: bool
    source: Value
    given: Facts

    @cached_property
    def pattern(self) -> str:
        """What its SourceArn covers, from the API's ID on: everything if there is none, or if it is not known."""
        found = parts(self.source.value)
        if found is None or (len(found) == 1 and not isinstance(found[0], str)):
            return source_arns.NOT_KNOWN
        pieces = "".join(map(encoded, found)).split(":", 5)
        if len(pieces) < 6:
            is_short = all(_is_without_colons(self.resource.template, part) for part in found)
            return "" if is_short else source_arns.NOT_KNOWN
        is_of_an_api = pieces[2] in ("execute-api", "*") or OPEN in pieces[2]
        is_swapped = pieces[3] == encoded(Reference("AWS::AccountId")) or pieces[4] == encoded(Reference(_REGION))
        return _as_pattern(self.resource.template, pieces[5]) if is_of_an_api and not is_swapped else ""


def permissions(template: Template) -> list[Permission]:
    """Return the permissions in the order of the template, each with everything that it can be."""
    return [permission for resource in template.of_type(PERMISSION) for permission in _permissions(resource)]


def _permissions(resource: Resource) -> Iterator[Permission]:
    is_for_api_gateway = _is_for_api_gateway(resource)
    for name, source in resource.together("FunctionName", "SourceArn"):
        found: list[tuple[Callee | None, Facts]] = [*callees(resource.template, name.value)]
        for function, facts in found or [(None, ALWAYS)]:
            given = name.given | source.given | facts
            if resource.template.possible(given):
                yield Permission(resource, function, is_for_api_gateway, source, given)


def _is_for_api_gateway(resource: Resource) -> bool:
    """Say whether it may be for API Gateway: it is, or what it is for is not known."""
    return (
        _may_be(resource, "Principal", PRINCIPAL, "*")
        and _may_be(resource, "Action", "lambda:invokefunction", "lambda:*", "*")
        and not any(value.truth for value in resource.values("InvokedViaFunctionUrl"))
    )


def _may_be(resource: Resource, name: str, *wanted: str) -> bool:
    return any((value.text or "").lower() in wanted or not value.is_known for value in resource.values(name))


def is_allowed(call: Call, among: Iterable[Permission]) -> bool:
    """Say whether permissions let a call through, or may do so."""
    fitting = [each.pattern for each in among if _is_for(each, call)]
    return any(all(any(source_arns.covers(pattern, arn) for pattern in fitting) for arn in way) for way in _arns(call))


def allows(permission: Permission, call: Call) -> bool:
    """Say whether a permission lets a call through, or a part of it, or may do so."""
    return _is_for(permission, call) and any(
        source_arns.covers(permission.pattern, arn) for way in _arns(call) for arn in way
    )


def _arns(call: Call) -> Iterator[list[str]]:
    """Yield the groups of ARNs with which an API calls, from its ID on."""
    api = "".join(map(encoded, parts(call.api.identity) or ()))
    yield from ([f"{api}/{tail}" for tail in way] for way in call.ways)


def _is_for(permission: Permission, call: Call) -> bool:
    return (
        permission.is_for_api_gateway
        and permission.callee is not None
        and _may_be_same(call.api.template, permission.callee, call.callee)
        and call.api.template.possible(permission.given | call.given)
    )


def _may_be_same(template: Template, callee: Callee, other: Callee) -> bool:
    """Two qualifiers are the same if they are written alike; one that is not known may be any that is there."""
    if callee.function != other.function or bool(callee.qualifier) != bool(other.qualifier):
        return False
    return callee.qualifier == other.qualifier or any(_is_free(template, each.qualifier) for each in (callee, other))


def _is_free(template: Template, qualifier: Part | Text) -> bool:
    return not isinstance(qualifier, str) and template.referred(qualifier) is None


# Resources whose IDs stand in a SourceArn: another one of these is not the one that calls.
_CALLERS: Final = (API, AUTHORIZER, "AWS::ApiGateway::RestApi", "AWS::ApiGateway::Authorizer", "AWS::Serverless::Api")


_REGION: Final = "AWS::Region"
_WITHOUT_COLONS: Final = (_REGION, "AWS::AccountId", "AWS::Partition", "AWS::StackName", "AWS::URLSuffix")


def _is_without_colons(template: Template, part: Part) -> bool:
    """Say whether a part of an ARN is known to be within one piece of it, or is a literal."""
    match plain(part):
        case Reference(name, ""):
            return name in _WITHOUT_COLONS or template.referred(Reference(name), *_CALLERS) is not None
        case text:
            return isinstance(text, str)


def _as_pattern(template: Template, resource: str) -> str:
    """Return the end of a SourceArn with what may be anything in place of each reference that is not known."""

    def known(match: re.Match[str]) -> str:
        name = match[1].partition(".")[0]
        return source_arns.NOT_KNOWN if template.referred(Reference(name), *_CALLERS) is None else match[0]

    return REFERENCE.sub(known, resource)
