"""Values for a stack's parameters: those of a set, and those written on the command line, which win."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator import names
from generator.errors import DeployError, meant_or_known
from generator.pipeline import Generated


def values(
    generated: Generated, body: Mapping[str, Any], parameter_set: str | None, parameters: Sequence[str]
) -> dict[str, Any]:
    """Return the value of each parameter of a template that is given one; `parameters` are `Name=Value`.

    Raises DeployError if there is no such set or parameter, or if a value is not allowed.
    """
    return {**_of_set(generated, parameter_set), **_written(generated, body, parameters)}


def missing(body: Mapping[str, Any], given: Iterable[str]) -> list[str]:
    """Return the parameters of a template that have no default and no value among `Name=Value`."""
    known = {text.partition("=")[0] for text in given} | {names.CODE_BUCKET}  # which is given with the packages
    declared = body.get("Parameters", {})
    return [name for name, parameter in declared.items() if "Default" not in parameter and name not in known]


def _of_set(generated: Generated, parameter_set: str | None) -> dict[str, Any]:
    sets = generated.loaded.spec.parameter_sets
    if parameter_set is not None and parameter_set not in sets:
        hint = meant_or_known(parameter_set, sets)
        raise DeployError(f"{generated.loaded.source.file} has no parameter set {parameter_set}{hint}")
    return sets[parameter_set] if parameter_set else {}


def _written(generated: Generated, body: Mapping[str, Any], parameters: Sequence[str]) -> dict[str, str]:
    """`["RateLimit=20"]` -> `{"RateLimit": "20"}`"""
    problems = [f"--parameter {text}: {why}" for text in parameters if (why := _refusal(generated, body, text))]
    if problems:
        raise DeployError("\n".join(problems))
    return {name: value for name, _, value in (text.partition("=") for text in parameters)}


def _refusal(generated: Generated, body: Mapping[str, Any], text: str) -> str | None:
    name, equals, value = text.partition("=")
    known = body.get("Parameters", {})
    if not equals:
        return "write NAME=VALUE"
    if name not in known:
        return f"there is no such parameter{meant_or_known(name, known)}"
    declared = generated.loaded.spec.parameters.get(name)
    return declared.refusal(value) if declared else None  # of raw ones CloudFormation knows
