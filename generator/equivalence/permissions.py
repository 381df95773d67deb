"""Who may invoke a function, and what roles allow: sets of single permissions, however they are grouped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, Final, NamedTuple

from generator.equivalence.systems import Aspect, Resource, System, Thing, attributes, flat
from generator.equivalence.values import NO_VALUE, Unordered, shown, text
from generator.resource_types import ALIAS, FUNCTION, PERMISSION, POLICY, ROLE

ALLOWS: Final[Aspect] = ("allows",)
DENIES: Final[Aspect] = ("denies",)
TAKEN_BY: Final[Aspect] = ("may be taken by",)
INVOKED_BY: Final[Aspect] = ("may be invoked by",)
_VERSION: Final = "2012-10-17"


class Allowed(NamedTuple):
    """One thing that a policy says: whether it is allowed, and what, in words: `sqs:SendMessage on !GetAtt Jobs.Arn`"""

    effect: str
    what: str


def role(resource: Resource, system: System) -> Iterator[Thing]:
    """Yield a role with what it allows and denies, by its own policies and by those that are attached to it.

    Which statement, of which policy of which name, says something makes no difference to IAM, and so not here.
    """
    rest = {name: value for name, value in resource.properties.items() if name not in ("Policies", _TRUST)}
    said = [*_inline(resource.properties.get("Policies", []), ""), *_attached(resource.logical_id, system)]
    trust = [each.effect + " " + each.what for each in _document(resource.properties.get(_TRUST), "")]
    aspects = {**flat(rest), TAKEN_BY: Unordered(trust), **_allowed(said), **attributes(resource)}
    yield Thing(resource.subject, resource.logical_id, aspects)


_TRUST: Final = "AssumeRolePolicyDocument"


def policy(resource: Resource, system: System) -> Iterator[Thing]:
    """Yield a policy: what it says is said of the roles of the template to which it is attached, or else of itself."""
    rest = {name: value for name, value in resource.properties.items() if name != "PolicyDocument"}
    said = [] if _is_for_roles(resource, system) else _document(resource.properties.get("PolicyDocument"), "")
    yield Thing(resource.subject, resource.logical_id, {**flat(rest), **_allowed(said), **attributes(resource)})


def invokers(function: Resource, system: System) -> dict[Aspect, Any]:
    """Return who may invoke a function, or an alias, by the template's permissions."""
    found = [
        _invoker(permission)
        for permission in system.of_type(PERMISSION).values()
        if permission.properties.get("FunctionName") == {"Ref": function.logical_id}
    ]
    return {INVOKED_BY: Unordered(found)} if found else {}


def permission(resource: Resource, system: System) -> Iterator[Thing]:
    """Yield a permission for what is none of the template's functions; others are said of the function."""
    match resource.properties.get("FunctionName"):
        case {"Ref": str(name)} if name in {**system.of_type(FUNCTION), **system.of_type(ALIAS)}:
            return
    yield Thing(resource.subject, resource.logical_id, {**flat(resource.properties), **attributes(resource)})


def _invoker(permission: Resource) -> str:
    """`apigateway.amazonaws.com from !Sub "arn:…/*" may lambda:InvokeFunction (OrdersPermission)`"""
    told = dict(permission.properties)
    told.pop("FunctionName")
    who = f"{shown(told.pop('Principal', None))} from {shown(told.pop('SourceArn', None))}"
    may = f"may {shown(told.pop('Action', None))}"
    rest = {**told, **{shown(key): value for key, value in attributes(permission).items()}}
    return " ".join([who, may, *([f"with {text(rest)}"] if rest else []), f"({permission.logical_id})"])


def _allowed(said: Iterable[Allowed]) -> dict[Aspect, Any]:
    found = list(said)
    effects: dict[Aspect, str] = {ALLOWS: "Allow", DENIES: "Deny"}
    sets = {
        aspect: Unordered(each.what for each in found if each.effect == effect) for aspect, effect in effects.items()
    }
    other = Unordered(f"{each.effect} {each.what}" for each in found if each.effect not in effects.values())
    return {aspect: value for aspect, value in {**sets, ("says",): other}.items() if value}


def _attached(role_id: str, system: System) -> Iterator[Allowed]:
    for each in system.of_type(POLICY).values():
        if _is_for_roles(each, system) and {"Ref": role_id} in each.properties["Roles"]:
            condition = each.attributes.get("Condition")
            when = f" when {shown(condition)}" if condition is not None else ""
            yield from _document(each.properties.get("PolicyDocument"), when)


def _is_for_roles(resource: Resource, system: System) -> bool:
    """Say whether a policy is attached to roles of the template, and to nothing else."""
    roles = resource.properties.get("Roles")
    if not isinstance(roles, list) or not roles or {"Groups", "Users"} & resource.properties.keys():
        return False
    known = [{"Ref": name} for name in system.of_type(ROLE)]
    return all(each in known for each in roles)


def _inline(policies: Any, when: str) -> Iterator[Allowed]:
    """Yield what inline policies say: some may be there only when a condition holds."""
    for each in policies if isinstance(policies, list) else [policies]:
        match each:
            case {"Fn::If": [condition, then, otherwise]}:
                yield from _inline(then, f"{when} when {shown(condition)}") if then != NO_VALUE else ()
                yield from _inline(otherwise, f"{when} unless {shown(condition)}") if otherwise != NO_VALUE else ()
            case {"PolicyName": _, "PolicyDocument": document} if len(each) == 2:
                yield from _document(document, when)
            case _:
                yield Allowed("policy", text(each) + when)


def _document(document: Any, when: str) -> Iterator[Allowed]:
    match document:
        case {"Statement": statements} if document.keys() <= {"Id", "Statement", "Version"}:
            language = "" if document.get("Version") == _VERSION else f" in version {shown(document.get('Version'))}"
            for each in statements if isinstance(statements, list) else [statements]:
                yield from _statement(each, language + when)
        case None:
            return
        case _:
            yield Allowed("policy", text(document) + when)


def _statement(statement: Any, when: str) -> Iterator[Allowed]:
    """Yield each thing that a statement says: of every action, of every resource, to every principal.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
    """
    match statement:
        case {"Fn::If": [condition, then, otherwise]}:
            yield from _statement(then, f"{when} when {shown(condition)}") if then != NO_VALUE else ()
            yield from _statement(otherwise, f"{when} unless {shown(condition)}") if otherwise != NO_VALUE else ()
        case {"Effect": effect} if statement.keys() <= _ELEMENTS and isinstance(effect, str):
            condition = statement.get("Condition")
            only_if = f" if {text(_condition(condition))}" if condition else ""
            wholes = _each("Action", statement), _each("Resource", statement), _principals(statement)
            for action, place, who in product(*wholes):
                told = " ".join(filter(None, (who, action, f"on {place}" if place else "")))
                yield Allowed(effect, told + only_if + when)
        case _:
            yield Allowed("statement", text(statement) + when)


# A Sid is a label, which IAM does not evaluate.
_ELEMENTS: Final = frozenset(
    {"Action", "Condition", "Effect", "NotAction", "NotPrincipal", "NotResource", "Principal", "Resource", "Sid"}
)  # fmt: skip


def _each(element: str, statement: dict[str, Any]) -> list[str]:
    """Return what stands under an element, one by one; what is excluded is excluded together."""
    found = [shown(value) for value in _listed(statement.get(element))]
    if f"Not{element}" in statement:
        found.append(f"all but {text(Unordered(_listed(statement[f'Not{element}'])))}")
    return found or [""]


def _principals(statement: dict[str, Any]) -> list[str]:
    found: list[str] = []
    match statement.get("Principal"):
        case dict(kinds):
            found += [f"{kind} {shown(value)}" for kind, values in kinds.items() for value in _listed(values)]
        case None:
            pass
        case other:
            found.append(shown(other))
    if "NotPrincipal" in statement:
        found.append(f"all but {text(statement['NotPrincipal'])}")
    return found or [""]


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _condition(condition: Any) -> Any:
    """Return a condition with its values as texts, each list as a set: IAM knows true as "true", and [a] as a."""
    match condition:
        case {"Fn::If": _}:
            return condition
        case dict(operators):
            return {name: _values(keys) for name, keys in operators.items()}
    return condition


def _values(keys: Any) -> Any:
    if not isinstance(keys, dict):
        return keys
    return {key: Unordered(_literal(value) for value in _listed(values)) for key, values in keys.items()}


def _literal(value: Any) -> Any:
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
    return value
