"""What every rule of the pack is: a rule of cfn-lint that reads a template as what CloudFormation deploys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar, NamedTuple
from weakref import WeakKeyDictionary

from cfnlint.rules._rule import CloudFormationLintRule, RuleMatch
from cfnlint.template.template import Template as CfnTemplate

from generator.template_model import Model, read
from generator.template_model.resource import Resource
from generator.template_model.values import Path, Value


class Finding(NamedTuple):
    """What is wrong, and where in the template."""

    path: Path
    message: str


class HttpApiRule(CloudFormationLintRule):
    """A rule of HTTP APIs: what is wrong, why, and what to do, with a template that has it and one that has not.

    The level is the first letter of the ID: E if AWS refuses it, or if the API is open or dead; W if it fails in
    special cases, or without a word; I for what is worth knowing. `description` says why, `fix` what to do. `bad` and
    `good` are templates of which the rule catches one and leaves the other alone; they stand in the reference, too.
    """

    fix: ClassVar[str] = ""
    bad: ClassVar[str] = ""
    good: ClassVar[str] = ""

    def check(self, model: Model) -> Iterator[Finding]:
        """Yield what is wrong with a template."""
        raise NotImplementedError

    def match(self, cfn: CfnTemplate) -> Iterator[RuleMatch]:  # type: ignore[override]
        """Yield what is wrong, at its place in the user's own file: what cfn-lint calls."""
        model = _model(cfn)
        for finding in dict.fromkeys(self.check(model)):
            yield RuleMatch(list(model.place(finding.path)), finding.message)


_MODELS: WeakKeyDictionary[CfnTemplate, Model] = WeakKeyDictionary()


def _model(cfn: CfnTemplate) -> Model:
    """Return the model of a template, which all rules share."""
    if cfn not in _MODELS:
        _MODELS[cfn] = read(cfn.template, globals_are_merged=True)
    return _MODELS[cfn]


def problems(resources: Iterable[Resource], *keys: str, problem: Callable[[str], str | None]) -> Iterator[Finding]:
    """Yield what is wrong with a property wherever it is known; `problem` says it, or None.

    The items of a list are looked at one by one.
    """
    for resource in resources:
        for value in resource.values(*keys):
            each = list(resource.template.items(value)) if isinstance(value.value, list) else [value]
            yield from (found for item in each for found in _problem(keys[-1], item, problem))


def _problem(name: str, value: Value, problem: Callable[[str], str | None]) -> Iterator[Finding]:
    if value.text is not None and (message := problem(value.text)):
        yield Finding(value.path, f"{name} '{value.text}': {message}")
