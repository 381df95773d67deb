"""However a template is written, our rules say the same of it: nothing of a golden, and of a mistake that it is one."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import Final

import pytest

from tests.rules import goldens
from tests.rules.mutations.edits import Mutation
from tests.rules.spellings import SPELLINGS, rewritten
from tests.rules.test_mutations_of_goldens import CAUGHT, found
from tests.rules.test_published import PUBLISHED
from tests.template_model.support import body

NOT_SEEN: Final[dict[tuple[str, str], str]] = {}
"""Spellings in which a mistake is not found, each with the reason."""


WRITTEN: Final = {
    "Target": {"Fn::Sub": "integrations/${One}${!x}"}, "ApiId": {"Ref": "Api"}, "Key": "GET /",
    "Uri": {"Fn::GetAtt": ["Two", "Arn"]},
}  # fmt: skip
AGAIN: Final[dict[str, dict[str, object]]] = {
    "Ref as Sub": {"ApiId": {"Fn::Sub": "${Api}"}},
    "GetAtt as Sub": {"Uri": {"Fn::Sub": "${Two.Arn}"}},
    "GetAtt of one text": {"Uri": {"Fn::GetAtt": "Two.Arn"}},
    "Sub as Join": {"Target": {"Fn::Join": ["", ["integrations/", {"Ref": "One"}, "${x}"]]}},
    "Sub with a map": {"Target": {"Fn::Sub": ["integrations/${Variable0}${!x}", {"Variable0": {"Ref": "One"}}]}},
    "texts by parameters": {"Key": {"Ref": "Text0"}},
    "values by a mapping": {"Key": {"Fn::FindInMap": ["Texts", "all", "text0"]}},
    "both branches of an If": {name: {"Fn::If": ["IsHere", value, value]} for name, value in WRITTEN.items()},
    "an If with a branch that cannot be": {
        name: {"Fn::If": ["IsNever", {"Ref": "AWS::NoValue"}, value]} for name, value in WRITTEN.items()
    },
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_spelling_changes_what_it_says_and_nothing_else(spelling: str) -> None:
    template = {"Resources": {"Route": {"Type": "AWS::ApiGatewayV2::Route", "Properties": WRITTEN}}}

    again = rewritten(template, SPELLINGS[spelling])

    assert again["Resources"]["Route"]["Properties"] == {**WRITTEN, **AGAIN[spelling]}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_nothing_more_is_said_of_a_golden_that_is_written_otherwise(spelling: str) -> None:
    more = {}
    for name in goldens.GOLDENS:
        golden = goldens.template(name)
        said = {(rule, message) for rule, _, message in found(golden)}
        again = {(rule, message) for rule, _, message in found(rewritten(golden, SPELLINGS[spelling]))}
        more[name] = again - said

    assert {name: findings for name, findings in more.items() if findings} == {}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.name)
def test_nothing_more_is_said_of_a_published_template_that_is_written_otherwise(path: Path, spelling: str) -> None:
    published = json.loads(json.dumps(body(path.read_text()), default=str))  # plain data of what cfn-lint reads

    said = {(rule, message) for rule, _, message in found(published)}
    again = {(rule, message) for rule, _, message in found(rewritten(published, SPELLINGS[spelling]))}

    assert again - said == set()


@pytest.mark.exhaustive
@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("mutation", CAUGHT, ids=lambda mutation: mutation.name)
def test_a_mistake_that_is_written_otherwise_is_found(mutation: Mutation, spelling: str) -> None:
    if (mutation.name, spelling) in NOT_SEEN:
        pytest.skip(NOT_SEEN[mutation.name, spelling])
    name = next(name for name in goldens.GOLDENS if next(mutation.mutants(goldens.template(name)), None))
    before = found(rewritten(goldens.template(name), SPELLINGS[spelling]))

    for mutant in islice(mutation.mutants(goldens.template(name)), 1):
        assert found(rewritten(mutant.template, SPELLINGS[spelling])) - before
