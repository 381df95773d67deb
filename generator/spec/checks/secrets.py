"""Secrets: none in an environment, where everybody who may read the function reads them.

https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-encryption
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from troposphere import AWSHelperFn

from generator.errors import Problem, SpecPath
from generator.spec.known_values import declared_values
from generator.spec.references import may_be_nothing, references
from generator.spec.resolved import variables

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks

_WAY_OUT: Final = "whoever may read the function would read it: keep it in Secrets Manager, and name its ARN in secrets"


def environments_hold_no_secrets(spec: ApiSpec) -> Iterator[Problem]:
    """A secret in `defaults` is reported there, once."""
    hidden = set(hidden_parameters(spec))
    for path, value in variables(spec):
        if why := _secret(str(path[-1]), value, hidden, spec):
            yield Problem(path, f"{why}, and {_WAY_OUT}")


def _secret(name: str, value: Any, hidden: set[str], spec: ApiSpec) -> str | None:
    """Say what secret a variable would hold; never its value."""
    from generator.aws_iam.secrets import is_resolved  # only where there is an environment

    if any(map(is_resolved, _texts(value))):
        return "is resolved to a secret when it is deployed"
    if isinstance(value, AWSHelperFn):
        return _referred_to(value, hidden, spec) or _like_a_secret("", value)
    return _like_a_secret(name, value)


def _like_a_secret(name: str, value: Any) -> str | None:
    from generator.aws_iam.secrets import likeness

    known = (text for text in declared_values(value) if isinstance(text, str))
    return next((f"looks like {what}" for text in (*_texts(value), *known) if (what := likeness(name, text))), None)


def _referred_to(value: Any, hidden: set[str], spec: ApiSpec) -> str | None:
    for _, name in references(value):
        if name in hidden:
            return f"holds the parameter {name}, which NoEcho hides"
    from generator.aws_iam.secrets import SECRET_ATTRIBUTES
    from generator.spec.raw import raw_type

    text = str(value.to_dict())
    for _, name in references(value):
        attribute = SECRET_ATTRIBUTES.get(raw_type(name, spec) or "")
        if attribute and re.search(rf"\b{attribute}\b", text):
            return f"holds the {attribute} of {name}"
    return None


def _texts(value: Any) -> Iterator[str]:
    """Yield every text of a value, those in the arguments of functions too."""
    match value.to_dict() if isinstance(value, AWSHelperFn) else value:
        case str(text):
            yield text
        case list(items):
            for item in items:
                yield from _texts(item)
        case dict(entries):
            for item in entries.values():
                yield from _texts(item)


def hidden_parameters_are_not_written_down(spec: ApiSpec) -> Iterator[Problem]:
    """What is hidden from whoever reads the stack must not stand in a file that is committed."""
    way_out = "give it when the stack is deployed, or keep it in Secrets Manager"
    for name, path in hidden_parameters(spec).items():
        if _has_default(name, spec):
            yield Problem(path, f"is hidden by NoEcho, but would stand in the template: leave it out, and {way_out}")
        for set_name, values in spec.parameter_sets.items():
            if name in values:
                why = f"is hidden by NoEcho, but would stand in parameters.{set_name}.json: leave it out, and {way_out}"
                yield Problem(("parameter_sets", set_name, name), why)


def hidden_parameters(spec: ApiSpec) -> dict[str, SpecPath]:
    """Return the parameters that are hidden, each with where its default stands."""
    found: dict[str, SpecPath] = {
        name: ("parameters", name, "default") for name, parameter in spec.parameters.items() if parameter.no_echo
    }
    for name, body in (spec.cloudformation.parameters if spec.cloudformation else {}).items():
        if isinstance(body, dict) and str(body.get("NoEcho")).lower() == "true":
            found[name] = ("cloudformation", "Parameters", name, "Default")
    return found


def _has_default(name: str, spec: ApiSpec) -> bool:
    """An empty one hides nothing."""
    if name in spec.parameters:
        return spec.parameters[name].default not in (None, "")
    body = spec.cloudformation.parameters[name] if spec.cloudformation else {}
    return body.get("Default") not in (None, "")


def secrets_have_names_of_their_own(spec: ApiSpec) -> Iterator[Problem]:
    for function_name, function in spec.functions.items():
        for name in function.secrets:
            if name in function.environment:
                why = "stands in environment, too: choose another name, or leave it out there"
                yield Problem(("functions", function_name, "secrets", name), why)


def secrets_are_secrets(spec: ApiSpec) -> Iterator[Problem]:
    for function_name, function in spec.functions.items():
        for name, arn in function.secrets.items():
            from generator.spec.checks.arns import NOTHING, no_arn, wrong_kind  # only where there are secrets

            if may_be_nothing(arn):
                yield Problem(("functions", function_name, "secrets", name), NOTHING)
            elif why := wrong_kind(arn, spec, "a secret", ("AWS::SecretsManager::Secret",)) or no_arn(arn, spec):
                yield Problem(("functions", function_name, "secrets", name), why)


CHECKS: Checks = (
    (environments_hold_no_secrets, {"parameters"}),
    (hidden_parameters_are_not_written_down, set()),
    (secrets_have_names_of_their_own, set()),
    (secrets_are_secrets, {"cloudformation"}),
)
