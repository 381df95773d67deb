"""Every mistake of the list, made by machine in every golden, is found by our own rules.

A mutant is found if a rule says something of it that it does not say of the golden. What cfn-lint's own rules find, and
what nobody finds, is listed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any, Final

import pytest

from generator import lint
from generator.template_model import read
from tests.rules import goldens
from tests.rules.mutations import MUTATIONS
from tests.rules.mutations.edits import Mutant, Mutation
from tests.rules.pack import pack

UNCAUGHT: Final[dict[str, str]] = {
    "no route for preflights of the root": "AWS's own way out for $default, OPTIONS /{proxy+}, has no route beside it",
    # terraform-aws-modules/terraform-aws-apigateway-v2#69: people leave preflights to API Gateway that way.
    "a route without a target": "AWS takes it; only an integration that nobody uses then gives it away",
    "inline code too long for a template in a request": "it may go by a bucket, and does not say how it is deployed",
}
"""The mistakes that our rules do not find, each with the reason."""

BY_CFN_LINT: Final[dict[str, str]] = {
    "inline code of Java": "E3677",
    "a function that refers to its route": "E3004",
    "a function that refers to its integration": "E3004",
    "a function that refers to its permission": "E3004",
    "a function that refers to a stage that waits for its route": "E3004",
    "a function that refers to its deployment": "E3004",
    "a function that refers to its mapping": "E3004",
    "the alias of a key for a log group": "E3031",
    "the ID of a key for a log group": "E3031",
    "a system's log level of text": "E3696",
}
"""The mistakes that cfn-lint's own rules find, which run beside ours: no rule of ours repeats them."""

CAUGHT: Final = [mutation for mutation in MUTATIONS if mutation.name not in {*UNCAUGHT, *BY_CFN_LINT}]
QUICK: Final = 2  # goldens for each mistake, when not all are tried

Found = set[tuple[str, tuple[str | int, ...], str]]


def found(template: dict[str, Any]) -> Found:
    """Return what our rules say of a template: rule, place and message of each."""
    model = read(template)
    return {(rule_id, *finding) for rule_id, rule in pack().items() for finding in rule.check(model)}


@cache
def found_in_golden(name: str) -> Found:
    return found(goldens.template(name))


def missed(mutation: Mutation, name: str) -> list[str]:
    """Return where a mistake was made in a golden and not found."""
    golden = goldens.template(name)
    return [
        mutant.where for mutant in mutation.mutants(golden) if not _is_found(mutation, mutant, found_in_golden(name))
    ]


_FOUND_BY: Final[dict[str, str]] = {}
"""The rule that found a mistake last: it is asked first, which spares asking all."""


def _is_found(mutation: Mutation, mutant: Mutant, before: Found) -> bool:
    model = read(mutant.template)
    for rule_id in sorted(pack(), key=lambda rule_id: rule_id != _FOUND_BY.get(mutation.name)):
        if any((rule_id, *finding) not in before for finding in pack()[rule_id].check(model)):
            _FOUND_BY[mutation.name] = rule_id
            return True
    return False


def named(name: str) -> Mutation:
    (mutation,) = (mutation for mutation in MUTATIONS if mutation.name == name)
    return mutation


def goldens_with_a_place_for(mutation: Mutation, file: str = "") -> Iterator[str]:
    """Yield the names of the goldens, of this file or of any, in which a mistake can be made."""
    for name in goldens.GOLDENS:
        if name.endswith(file) and next(mutation.mutants(goldens.template(name)), None):
            yield name


@pytest.mark.parametrize("mutation", CAUGHT, ids=lambda mutation: mutation.name)
def test_a_mistake_is_found_in_the_first_goldens_that_can_have_it(mutation: Mutation) -> None:
    names = list(islice(goldens_with_a_place_for(mutation), QUICK))

    assert {name: missed(mutation, name) for name in names} == {name: [] for name in names}


@pytest.mark.parametrize("mutation", CAUGHT, ids=lambda mutation: mutation.name)
def test_a_mistake_is_found_for_what_it_is(mutation: Mutation) -> None:
    name = next(goldens_with_a_place_for(mutation))
    mutant = next(mutation.mutants(goldens.template(name)))

    assert mutation.rule in {rule_id for rule_id, _, _ in found(mutant.template) - found_in_golden(name)}


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", goldens.GOLDENS)
def test_every_mistake_is_found_everywhere_in_a_golden(name: str) -> None:
    assert [(mutation.name, where) for mutation in CAUGHT for where in missed(mutation, name)] == []


@pytest.mark.lint
@pytest.mark.parametrize("name", BY_CFN_LINT)
def test_a_mistake_that_cfn_lint_finds_is_found_by_it(name: str) -> None:
    mutation = named(name)
    golden = next(goldens_with_a_place_for(mutation, "/template.yaml"))
    mutant = next(mutation.mutants(goldens.template(golden)))

    assert BY_CFN_LINT[name] in {each.rule for each in lint.findings(json.dumps(mutant.template), "mutant.json")}


@pytest.mark.lint
@pytest.mark.parametrize("name", [name for name in BY_CFN_LINT if name != "inline code of Java"])  # of no CodeUri
def test_a_mistake_that_cfn_lint_finds_is_found_in_sam_too(name: str) -> None:
    mutation = named(name)
    golden = next(goldens_with_a_place_for(mutation, "/sam.yaml"))
    mutant = next(mutation.mutants(goldens.template(golden)))

    assert [each for each in lint.findings(json.dumps(mutant.template), "mutant.json") if each.level == "error"]


@pytest.mark.parametrize("name", [*UNCAUGHT, *BY_CFN_LINT])
def test_what_is_listed_as_not_found_is_not_found_somewhere(name: str) -> None:
    mutation = named(name)

    assert any(missed(mutation, golden) for golden in goldens_with_a_place_for(mutation))
