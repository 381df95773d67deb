"""Which functions an HTTP API calls, and which permissions let it.

A function is known by its logical ID and the qualifier by which it is called: the same permission does not count for
the function, its alias and its version (aws/aws-cdk#18201).
https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from generator.http_api import source_arns
from generator.template_model.http_apis import HttpApi, Identity, plain
from generator.template_model.resource import Resource
from generator.template_model.template import Template
from generator.template_model.types import ALIAS, API, FUNCTIONS, PERMISSION, VERSION
from generator.template_model.values import (
    ABSENT,
    Facts,
    Part,
    Path,
    Reference,
    Text,
    Unknown,
    Value,
    parts,
    shown,
)

PRINCIPAL: Final = "apigateway.amazonaws.com"
_PATH_OF_FUNCTIONS: Final = "/functions/"
_IN_ARN: Final = ":function:"
_END: Final = "/invocations"


class Callee(NamedTuple):
    """A function of the template as it is called: by a qualifier, or without one."""

    function: str
    qualifier: Part | Text = ""

    def __str__(self) -> str:
        return f"{self.function}:{shown(self.qualifier)}" if self.qualifier else self.function


def callee(template: Template, value: Any) -> Callee | None:
    """Return the function of the template that a URI, an ARN or a name stands for; None for any other."""
    found = _core(parts(value) or ())
    match found:
        case [Reference() as reference]:
            return _referred(template, reference) or _named(template, _encoded(reference))
        case [Reference() as reference, str(rest)] if rest.startswith(":"):
            whole = _referred(template, reference)
            return Callee(whole.function, rest[1:]) if whole and not whole.qualifier else None
        case [Reference() as reference, ":", qualifier]:
            whole = _referred(template, reference)
            return Callee(whole.function, _qualifier(template, qualifier)) if whole and not whole.qualifier else None
    return _named(template, "".join(map(_encoded, found)))


def _core(found: tuple[Part, ...]) -> list[Part]:
    """Return the parts that name the function: without the URI around it, and without the start of its ARN."""
    core = list(found)
    if core and isinstance(core[-1], str) and core[-1].endswith(_END):
        core[-1] = core[-1].removesuffix(_END)
    for marker in (_PATH_OF_FUNCTIONS, _IN_ARN):
        for index in range(len(core) - 1, -1, -1):
            part = core[index]
            if isinstance(part, str) and marker in part:
                core = [part.rpartition(marker)[2], *core[index + 1 :]]
                break
    return [part for part in core if part != ""]


def _referred(template: Template, reference: Reference) -> Callee | None:
    resource = template.resources.get(reference.name)
    if resource is None:
        return None
    if resource.type in FUNCTIONS:
        if reference.attribute == "Alias":  # which SAM makes of the function
            return Callee(reference.name, resource.value("AutoPublishAlias"))
        return Callee(reference.name)
    if resource.type in (ALIAS, VERSION):
        function = callee(template, resource.value("FunctionName"))
        qualifier = resource.value("Name") if resource.type == ALIAS else Reference(reference.name)
        return Callee(function.function, qualifier) if function and parts(qualifier) is not None else None
    return None


def _qualifier(template: Template, part: Part) -> Part:
    """`${Version.Version}`, the number of a version, qualifies as `!Ref Version` does, the version's ARN."""
    if isinstance(part, Reference) and part.attribute == "Version" and part.name in template.resources:
        return Reference(part.name) if template.resources[part.name].type == VERSION else part
    return part


def _named(template: Template, text: str) -> Callee | None:
    """Return the function that has this name: `orders`, `orders:live`, or a parameter that both name."""
    for function in template.of_type(*FUNCTIONS):
        for name in function.values("FunctionName"):
            written = "".join(map(_encoded, parts(name.value) or ()))
            if written and (text == written or text.startswith(f"{written}:")):
                return Callee(function.logical_id, text[len(written) + 1 :])
    return None


@dataclass(frozen=True)
class Call:
    """An API's call of a function of the template: from a route or an authorizer, and when there is one."""

    api: HttpApi
    callee: Callee
    tails: tuple[str, ...]
    """What the ARN of the caller ends with, after the API's ID; a permission has to cover one of them."""
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
    """Yield the calls by routes, in their order, and then those by authorizers."""
    yield from _calls_of_routes(api)
    yield from _calls_of_authorizers(api)


def _calls_of_routes(api: HttpApi) -> Iterator[Call]:
    for route in api.keyed_routes:
        for target in route.resource.values("Target") if route.key else ():
            integration = api.integration_of(target)
            for uri, role in integration.together("IntegrationUri", "CredentialsArn") if integration else ():
                function = callee(api.template, uri.value)
                given = route.given | target.given | uri.given | role.given
                if route.key and integration and function and api.template.possible(given):
                    tails = tuple(t for stage in _stages(api) for t in source_arns.tails(route.key, stage))
                    wanted = source_arns.covering_tail(route.key)
                    has_role = role.value is not ABSENT
                    yield Call(api, function, tails, route.resource, integration, uri.path, given, wanted, has_role)


def _stages(api: HttpApi) -> list[str]:
    """Return the names of the stages, and what stands for any: a permission may name one or all."""
    known = [value.text for stage in api.stages for value in stage.values("StageName") if value.text]
    return list(dict.fromkeys([source_arns.SOMETHING, *known]))


def _calls_of_authorizers(api: HttpApi) -> Iterator[Call]:
    for authorizer in api.authorizers:
        for uri, role in authorizer.together("AuthorizerUri", "AuthorizerCredentialsArn"):
            if function := callee(api.template, uri.value):
                name = authorizer.logical_id
                tails = (source_arns.authorizer_tail(_encoded(Reference(name))), source_arns.authorizer_tail())
                wanted = source_arns.authorizer_tail("*" if authorizer.is_virtual else f"${{{name}}}")
                given, has_role = uri.given | role.given, role.value is not ABSENT
                yield Call(api, function, tails, authorizer, authorizer, uri.path, given, wanted, has_role)


@dataclass(frozen=True)
class Permission:
    """What lets API Gateway call a function, and from where."""

    resource: Resource
    callee: Callee | None
    """None if it cannot be told whose permission it is, or if the function is not of this template."""
    is_for_api_gateway: bool
    source: Value
    given: Facts


def permissions(template: Template) -> list[Permission]:
    return [
        Permission(resource, callee(template, name.value), _is_for_api_gateway(resource), source, given)
        for resource in template.of_type(PERMISSION)
        for name in resource.values("FunctionName")
        for source in resource.values("SourceArn")
        if template.possible(given := name.given | source.given)
    ]


def _is_for_api_gateway(resource: Resource) -> bool:
    """Say whether it may be for API Gateway: it is, or what it is for is not known."""
    return _may_be(resource, "Principal", PRINCIPAL, "*") and _may_be(
        resource, "Action", "lambda:InvokeFunction", "lambda:*", "*"
    )


def _may_be(resource: Resource, name: str, *wanted: str) -> bool:
    return any(value.text in wanted or not value.is_known for value in resource.values(name))


def allows(permission: Permission, call: Call) -> bool:
    """Say whether a permission lets a call through, or may do so."""
    template = call.api.template
    if permission.callee is None or permission.callee != call.callee or not permission.is_for_api_gateway:
        return False
    if not template.possible(permission.given | call.given):
        return False
    source = permission.source.value
    return source is ABSENT or _covers(template, source, call)


def _covers(template: Template, source: Any, call: Call) -> bool:
    found = parts(source)
    if found is None or isinstance(source, (Reference, Unknown)):
        return True  # not known here, such as a parameter
    written = "".join(map(_encoded, found))
    pieces = written.split(":", 5)
    if len(pieces) < 6:
        return any(isinstance(part, (Reference, Unknown)) for part in found)
    service, rest = pieces[2], pieces[5]
    if service not in ("execute-api", "*"):
        return False
    api, slash, pattern = rest.partition("/")
    if not slash:
        return api.endswith("*")
    return _is_api(template, api, call.api.identity) and any(source_arns.covers(pattern, tail) for tail in call.tails)


def _is_api(template: Template, written: str, identity: Identity) -> bool:
    """Say whether a piece of a SourceArn is this API, or may be: a parameter, or `*`."""
    wanted = "".join(map(_encoded, parts(identity) or ()))
    if written == wanted or "*" in written or "?" in written:
        return True
    name = _decoded(written)
    if name is None:
        return False  # the literal ID of another
    return not (template.resources.get(name) and template.resources[name].type == API)


_OPEN: Final = "\ue001"
_CLOSE: Final = "\ue002"
_UNKNOWN: Final = "\ue003"
_COLON: Final = "\ue004"  # those of AWS::Region do not part an ARN


def _encoded(part: Part) -> str:
    """Return a part as a text in which it cannot be taken for another."""
    match part:
        case Reference():
            name, attribute = plain(part)
            return f"{_OPEN}{name.replace(':', _COLON)}{'.' + attribute if attribute else ''}{_CLOSE}"
        case Unknown(written):
            return f"{_OPEN}{_UNKNOWN}{written.encode().hex()}{_CLOSE}"
    return part


def _decoded(text: str) -> str | None:
    """Return the name that a piece refers to, empty for what is not known; None for a literal."""
    if not (text.startswith(_OPEN) or _OPEN in text):
        return None
    name = text.partition(_OPEN)[2].partition(_CLOSE)[0]
    return "" if name.startswith(_UNKNOWN) else name
