"""Parameters for which a deployed stack has no value yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator import names
from generator.resource_types import FUNCTION
from generator.transitions.template import Template, Transition, listed, mapping


def without_a_value(old: Template, new: Template) -> Iterator[Transition]:
    """A stack has no value yet for a new parameter: CloudFormation says `Parameters: […] must have values`.

    (aws/serverless-application-model#1107)
    """
    for name, parameter in new.parameters.items():
        if name in old.parameters or "Default" in mapping(parameter):
            continue
        if name == names.CODE_BUCKET:
            yield _code_bucket(old, new)
            continue
        yield Transition(
            f"the parameter {name} is new and has no default",
            "the deployment fails for stacks that exist, until they are given a value",
            f"give it a default, a value in every parameter set, or deploy with --parameter-overrides {name}=…",
        )


def _code_bucket(old: Template, new: Template) -> Transition:
    """Return what the first function means whose code has grown out of the template."""
    functions = old.of_type(FUNCTION)
    grown = [
        name
        for name, properties in new.of_type(FUNCTION).items()
        if "ZipFile" in _code(functions.get(name, {})) and "S3Bucket" in _code(properties)
    ]
    return Transition(
        f"the code of {listed(grown)} leaves the template" if grown else "a function has packaged code",
        f"deployed stacks need the parameter {names.CODE_BUCKET} from then on",
        "deploy with --bucket …, or keep the code in the template with inline: true",
    )


def _code(function: Mapping[str, Any]) -> Mapping[str, Any]:
    return mapping(function.get("Code"))
