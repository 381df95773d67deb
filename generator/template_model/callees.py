"""Which function a URI, an ARN or a name stands for.

A function is known by its logical ID and the qualifier by which it is called: the same permission does not count for
the function, its alias and its version (aws/aws-cdk#18201).
https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from generator.http_api.parameter_mapping import stage_variables
from generator.resource_types import ALIAS, FUNCTIONS, VERSION
from generator.template_model.encoded import encoded
from generator.template_model.resource import Resource
from generator.template_model.template import Template
from generator.template_model.values import ALWAYS, Facts, Part, Reference, Text, Unknown, joined, parts, shown

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
    """Return the function of the template that a URI, an ARN or a name stands for; None for any other.

    A qualifier may be one of several things: this is the first of them.
    """
    return next((found for found, _ in callees(template, value)), None)


def callees(template: Template, value: Any) -> Iterator[tuple[Callee, Facts]]:
    """Yield the function of the template that a URI, an ARN or a name stands for, by each qualifier that it can have.

    `$LATEST` is the function itself; what a variable of the stage names may be any alias.
    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.stage-variables-reference.html
    """
    for found, given in _callees(template, _core(parts(value) or ())):
        match found.qualifier:
            case "$LATEST":
                yield found._replace(qualifier=""), given
            case str(text) if stage_variables(text):
                yield found._replace(qualifier=Unknown(text)), given
            case _:
                yield found, given


def _callees(template: Template, found: list[Part]) -> Iterator[tuple[Callee, Facts]]:
    direct = list(_referred_in(template, found))
    named = None if direct else _named(template, "".join(map(encoded, found)))
    yield from direct or ([(named, ALWAYS)] if named else [])


def _referred_in(template: Template, found: list[Part]) -> Iterator[tuple[Callee, Facts]]:
    match found:
        case [Reference() as reference]:
            yield from _referred(template, reference)
        case [Reference() as reference, str(colon), *rest] if colon.startswith(":"):
            qualifier = joined([colon[1:], *rest])
            version = template.referred(qualifier, VERSION)
            for whole, given in _referred(template, reference):
                if not whole.qualifier:
                    yield Callee(whole.function, Reference(version.logical_id) if version else qualifier), given


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


def _referred(template: Template, reference: Reference) -> Iterator[tuple[Callee, Facts]]:
    resource = template.resources.get(reference.name)
    if resource is None:
        return
    if resource.type in FUNCTIONS:
        yield from _of_a_function(resource, reference.attribute)
    elif resource.type == VERSION:
        for name in resource.values("FunctionName"):
            for function, given in callees(template, name.value):
                yield Callee(function.function, Reference(reference.name)), given | name.given
    elif resource.type == ALIAS:
        for name, alias in resource.together("FunctionName", "Name"):
            for function, given in callees(template, name.value):
                if parts(alias.value) is not None:
                    yield Callee(function.function, alias.value), given | name.given | alias.given


def _of_a_function(function: Resource, attribute: str) -> Iterator[tuple[Callee, Facts]]:
    """Yield the function itself, or what SAM makes of it: `!Ref Orders.Alias`, `!Ref Orders.Version`."""
    if attribute == "Alias":
        for alias in function.values("AutoPublishAlias"):
            if parts(alias.value) is not None:
                yield Callee(function.logical_id, alias.value), alias.given
    else:
        yield (
            Callee(function.logical_id, Reference(function.logical_id, "Version") if attribute == "Version" else ""),
            ALWAYS,
        )


def _named(template: Template, text: str) -> Callee | None:
    """Return the function that has this name: `orders`, `orders:live`, or a parameter that both name."""
    for function in template.of_type(*FUNCTIONS):
        for name in function.values("FunctionName"):
            written = "".join(map(encoded, parts(name.value) or ()))
            if written and (text == written or text.startswith(f"{written}:")):
                return Callee(function.logical_id, text[len(written) + 1 :])
    return None
