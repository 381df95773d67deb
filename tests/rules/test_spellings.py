"""However a template is written, our rules say the same of it: nothing of a golden, and of a mistake that it is one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from tests.rules import goldens
from tests.rules.mutations.edits import Mutation
from tests.rules.spellings import SPELLINGS, rewritten
from tests.rules.test_mutations_of_goldens import CAUGHT, found
from tests.rules.test_published import PUBLISHED
from tests.template_model.support import body

_TYPE_BY_CONDITION: Final = (
    "a type that depends on a condition or a parameter may stand beside an authorizer or a setting on purpose"
)
NOT_SEEN: Final = {
    (mutation, spelling): _TYPE_BY_CONDITION
    for mutation in (
        "a JWT authorizer on a route with NONE",
        "a Lambda authorizer on a route with NONE",
        "an authorized route turned to NONE",
        "an authorized route turned to AWS_IAM",
        "a payload version of a JWT authorizer",
    )
    for spelling in ("texts by parameters", "both branches of an If", "an If with a branch that cannot be")
}
"""Mistakes that are not found in a spelling, each with the reason."""


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
@pytest.mark.parametrize("mutation", CAUGHT, ids=lambda mutation: mutation.name)
def test_a_mistake_is_found_however_it_is_written(mutation: Mutation) -> None:
    name = next(name for name in goldens.GOLDENS if next(mutation.mutants(goldens.template(name)), None))
    golden = goldens.template(name)
    mutant = next(mutation.mutants(golden))

    missed = [
        spelling
        for spelling, rewrite in SPELLINGS.items()
        if not found(rewritten(mutant.template, rewrite)) - found(rewritten(golden, rewrite))
    ]

    assert missed == [spelling for name, spelling in NOT_SEEN if name == mutation.name]
