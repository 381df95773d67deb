"""What a fleet gives to its stacks: values of parameters that there are, within their bounds, and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from troposphere import AWSHelperFn

from generator import names
from generator.errors import Problem, SpecPath, did_you_mean, dotted
from generator.http_api import quotas
from generator.spec import fleets, resolved
from generator.spec.raw_parameters import raw_parameters
from generator.spec.wording import shown

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks
    from generator.spec.parameters import Parameter

# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stackset.html
_TAG_KEY: Final = re.compile(r"[a-zA-Z0-9\s:_./=+-]+", re.ASCII)


def values_fit(spec: ApiSpec) -> Iterator[Problem]:
    known = _parameters(spec)
    for path, values in _values(spec):
        for name, value in values.items():
            parameter = known.get(name)
            if parameter and not isinstance(value, AWSHelperFn) and (why := parameter.refusal(value)):
                yield Problem((*path, name), f"{why} (got {shown(value)})")


def values_are_of_parameters(spec: ApiSpec) -> Iterator[Problem]:
    known = _parameters(spec)
    for path, values in _values(spec):
        for name in values:
            if name == names.CODE_BUCKET and name not in known:
                yield Problem(
                    (*path, name), f"the code is in {dotted(resolved.product_bucket_path(spec))}: leave it out"
                )
            elif name not in known:
                yield Problem((*path, name), f"there is no such parameter{did_you_mean(name, known)}")


def parameters_have_values(spec: ApiSpec) -> Iterator[Problem]:
    """Groups override what the stack set has.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackInstances.html
    """
    assert spec.stack_set, "only for fleets"
    for name, parameter in _parameters(spec).items():
        if parameter.default is None and name not in spec.stack_set.parameters:
            yield Problem(("stack_set", "parameters"), f"lacks {name}, which has no default; groups may override it")


def hidden_values_are_not_written_down(spec: ApiSpec) -> Iterator[Problem]:
    from generator.spec.checks.secrets import hidden_parameters

    hidden = hidden_parameters(spec)
    for path, values in _values(spec):
        for name, value in values.items():
            if name in hidden and not isinstance(value, AWSHelperFn):
                why = "is hidden by NoEcho, but would stand in stack-set.yaml: keep it in Secrets Manager"
                yield Problem((*path, name), f"{why}, or import it with !ImportValue")


def tags_are_those_of_stack_sets(spec: ApiSpec) -> Iterator[Problem]:
    """They are passed on to every stack, and by it to what it makes."""
    assert spec.stack_set, "only for fleets"
    for path, tags in ((("tags",), spec.tags), (("stack_set", "tags"), spec.stack_set.tags)):
        for key, value in tags.items():
            if not _TAG_KEY.fullmatch(key):
                yield Problem((*path, key), "a stack set's tags have letters, digits and any of :_./=+- in their keys")
            if value == "":
                yield Problem((*path, key), "a stack set's tags have values: this one is empty")
    count = len({**spec.tags, **spec.stack_set.tags})
    if count > quotas.TAGS:
        why = f"leads to {count} tags of the stack set, with the API's own, and it takes {quotas.TAGS}: leave some out"
        yield Problem(("stack_set", "tags"), why)


def _values(spec: ApiSpec) -> Iterator[tuple[SpecPath, dict[str, Any]]]:
    """Yield the values of the whole fleet, then those of groups, and where they stand."""
    assert spec.stack_set, "only for fleets"
    yield ("stack_set", "parameters"), spec.stack_set.parameters
    for path, places in fleets.groups(spec.stack_set):
        yield (*path, "parameter_overrides"), places.parameter_overrides


def _parameters(spec: ApiSpec) -> dict[str, Parameter]:
    return {**spec.parameters, **raw_parameters(spec)}


CHECKS: Checks = (
    (values_fit, set()),
    (values_are_of_parameters, {"parameters", "cloudformation"}),
    (parameters_have_values, {"parameters", "cloudformation", "stack_set"}),
    (hidden_values_are_not_written_down, set()),
    (tags_are_those_of_stack_sets, set()),
)
