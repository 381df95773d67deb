"""Actions of IAM, as awacs knows them: which there are, and what is said of one that there is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

import awacs
from awacs.aws import Action

from generator.errors import closest

_FORM = re.compile(r"(?P<service>[A-Za-z0-9-]+):(?P<name>[A-Za-z0-9*?-]+)")
_NEWER = "newer one stands in an AWS::IAM::Policy under cloudformation, which names the function's role"
# awacs names its modules as the prefixes are, except where Python has a word for itself.
_MODULES = {"lambda": "awslambda"}


def problem(action: str) -> str | None:
    """Say what is wrong with an action, or with a pattern of actions; None if it is one.

    IAM does not mind the case of an action; here there is one spelling, AWS's own, so that it is found again.
    """
    form = _FORM.fullmatch(action)
    if form is None:
        return "must be a service and an action, such as dynamodb:GetItem"
    service, name = form["service"], form["name"]
    known = actions_of(service)
    if not known:
        return f"IAM knows no service {service}" + _suggested(closest(service, _services()))
    if matching(action):
        return None
    if is_pattern(action):
        return f"{action} matches no action" + _suggested(_meant_by_pattern(name, service, known))
    return f"there is no action {action}" + _suggested(closest(action, [f"{service}:{each}" for each in known]))


def matching(action: str) -> list[str]:
    """Return the names of the actions that an action, or a pattern of actions, stands for."""
    service, _, name = action.partition(":")
    pattern = re.compile(name.replace("*", ".*").replace("?", "."))
    return [each for each in actions_of(service) if pattern.fullmatch(each)]


def is_pattern(action: str) -> bool:
    return "*" in action or "?" in action


def is_everything(action: str) -> bool:
    """Say whether a pattern stands for all that a service can do, or for all services."""
    service, _, name = action.partition(":")
    return service == "*" or (is_pattern(name) and matching(action) == list(actions_of(service)))


@cache
def actions_of(service: str) -> tuple[str, ...]:
    """Return the names of a service's actions; none if there is no such service."""
    module_name = f"awacs.{_MODULES.get(service, service.replace('-', '_'))}"
    if service != service.lower() or find_spec(module_name) is None:
        return ()
    module = import_module(module_name)
    if getattr(module, "prefix", None) != service:
        return ()
    found = (value for value in vars(module).values() if isinstance(value, Action))
    return tuple(str(each.action) for each in found)


def _services() -> list[str]:
    modules = {name: service for service, name in _MODULES.items()}
    return [modules.get(each.name, each.name.replace("_", "-")) for each in iter_modules(awacs.__path__)]


def _suggested(meant: str | None) -> str:
    return f"; did you mean {meant}? A {_NEWER}" if meant else f"; a {_NEWER}"


def _meant_by_pattern(name: str, service: str, known: Sequence[str]) -> str | None:
    """Return the same pattern in another case, if it would match."""
    pattern = re.compile(name.replace("*", ".*").replace("?", "."), re.IGNORECASE)
    first = next((each for each in known if pattern.fullmatch(each)), None)
    fixed = name.rstrip("*")
    if first is None or not name.endswith("*") or is_pattern(fixed):
        return None
    return f"{service}:{first[: len(fixed)]}*"
