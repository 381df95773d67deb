"""Every mistake of the list, made by machine in every golden, is found by our own rules: not by cfn-lint's.

A mutant is found if a rule says something of it that it does not say of the golden.
"""

from __future__ import annotations

from typing import Any, Final

import pytest

from generator.template_model import read
from tests.rules import goldens
from tests.rules.mutations import MUTATIONS
from tests.rules.mutations.edits import Mutation
from tests.rules.pack import pack

_BY_CFN_LINT: Final = "cfn-lint finds it"

UNCAUGHT: Final[dict[str, str]] = {
    "an empty mapping key": "it is the root of the domain, too (aws/aws-cdk#26298)",
    "inline code of Java": f"{_BY_CFN_LINT} (E3677); of functions of SAM ours does",
    "the alias of a key for a log group": f"{_BY_CFN_LINT} (E3031)",
    "the ID of a key for a log group": f"{_BY_CFN_LINT} (E3031)",
    "a system's log level of text": f"{_BY_CFN_LINT} (E3696)",
    **dict.fromkeys(
        (
            "a function that refers to its route",
            "a function that refers to its integration",
            "a function that refers to its permission",
            "a function that refers to a stage that waits for its route",
            "a function that refers to its deployment",
            "a function that refers to its mapping",
        ),
        f"{_BY_CFN_LINT} (E3004), where no function is of SAM; there ours does",
    ),
}
"""The mistakes that our rules do not find, each with the reason."""

CAUGHT: Final = [mutation for mutation in MUTATIONS if mutation.name not in UNCAUGHT]
QUICK: Final = 2  # goldens for each mistake, when not all are tried

Found = set[tuple[str, tuple[str | int, ...], str]]


def found(template: dict[str, Any]) -> Found:
    """Return what our rules say of a template: rule, place and message of each."""
    model = read(template)
    return {(rule_id, *finding) for rule_id, rule in pack().items() for finding in rule.check(model)}


def missed(mutation: Mutation, name: str, before: Found) -> list[str]:
    """Return where a mistake was made in a golden and not found."""
    return [mutant.where for mutant in mutation.mutants(goldens.template(name)) if not found(mutant.template) - before]


@pytest.mark.parametrize("mutation", CAUGHT, ids=lambda mutation: mutation.name)
def test_a_mistake_is_found_in_the_first_goldens_that_can_have_it(mutation: Mutation) -> None:
    names = [name for name in goldens.GOLDENS if next(mutation.mutants(goldens.template(name)), None)][:QUICK]

    assert {name: missed(mutation, name, found(goldens.template(name))) for name in names} == {
        name: [] for name in names
    }


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", goldens.GOLDENS)
def test_every_mistake_is_found_everywhere_in_a_golden(name: str) -> None:
    before = found(goldens.template(name))

    assert [(mutation.name, where) for mutation in CAUGHT for where in missed(mutation, name, before)] == []


@pytest.mark.parametrize("name", UNCAUGHT)
def test_what_is_listed_as_not_found_is_not_found_somewhere(name: str) -> None:
    (mutation,) = (mutation for mutation in MUTATIONS if mutation.name == name)

    assert any(missed(mutation, golden, found(goldens.template(golden))) for golden in goldens.GOLDENS)
