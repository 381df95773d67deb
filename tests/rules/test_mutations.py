"""That the mistakes by machine are mistakes in something: none is dead, none changes what it was given."""

from collections import Counter
from functools import cache

import pytest

from tests.rules import goldens
from tests.rules.mutations import MUTATIONS
from tests.rules.mutations.edits import (
    INTEGRATION,
    PERMISSION,
    Mutation,
    each,
    each_left_out,
    function_of,
    having,
    setting,
    without,
)
from tests.rules.pack import pack

SMALL = {
    "Resources": {
        "One": {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 3}},
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": {"FunctionName": {"Ref": "One"}, "Name": "live"}},
        "May": {"Type": PERMISSION, "Properties": {"FunctionName": {"Ref": "Live"}}},
        "Call": {
            "Type": INTEGRATION,
            "DependsOn": "May",
            "Properties": {"IntegrationUri": {"Ref": "Live"}, "RequestParameters": {"a": "b"}},
        },
    }
}

# What no mistake in a golden alone breaks: advice, what takes two APIs, and what SAM's translator says.
BY_ITS_OWN_TESTS = {"E9809", "E9812", "I9101", "I9308", "I9407", "I9610", "I9704"}


@cache
def golden_with_a_place_for(mutation: Mutation) -> str | None:
    """Return the name of the first golden in which a mistake can be made."""
    return next((name for name in goldens.GOLDENS if next(mutation.mutants(goldens.template(name)), None)), None)


def test_mutations_have_names_of_their_own() -> None:
    counted = Counter(mutation.name for mutation in MUTATIONS)

    assert [name for name, count in counted.items() if count > 1] == []


def test_every_rule_is_broken_by_a_mistake_of_the_list_or_by_tests_of_its_own_alone() -> None:
    assert {mutation.rule for mutation in MUTATIONS} - {""} | set(BY_ITS_OWN_TESTS) == set(pack())
    assert {mutation.rule for mutation in MUTATIONS} & set(BY_ITS_OWN_TESTS) == set()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_mistake_can_be_made_in_a_golden(mutation: Mutation) -> None:
    assert golden_with_a_place_for(mutation)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_mutant_is_another_template_and_the_golden_stays_as_it_was(mutation: Mutation) -> None:
    name = golden_with_a_place_for(mutation)
    assert name
    golden = goldens.template(name)

    mutants = list(mutation.mutants(golden))

    assert golden == goldens.template(name)
    assert [mutant.where for mutant in mutants if mutant.template == golden] == []
    assert {mutant.where for mutant in mutants} <= set(golden["Resources"])


def test_a_value_is_set_in_each_resource_of_a_kind_however_deep() -> None:
    ((where, mutant),) = each(INTEGRATION, setting("RequestParameters", "c", "d", to=1))(SMALL)

    assert where == "Call"
    assert mutant["Resources"]["Call"]["Properties"]["RequestParameters"] == {"a": "b", "c": {"d": 1}}


def test_a_value_is_left_out() -> None:
    ((_, mutant),) = each(INTEGRATION, without("RequestParameters", "a"))(SMALL)

    assert mutant["Resources"]["Call"]["Properties"]["RequestParameters"] == {}


def test_resources_are_chosen_by_a_value() -> None:
    assert list(each(INTEGRATION, without("IntegrationUri"), where=having("IntegrationUri", a=str))(SMALL)) == []


def test_nothing_waits_for_a_resource_that_is_left_out() -> None:
    ((where, mutant),) = each_left_out(PERMISSION)(SMALL)

    assert where == "May"
    assert list(mutant["Resources"]) == ["One", "Live", "Call"]
    assert mutant["Resources"]["Call"]["DependsOn"] == []


@pytest.mark.parametrize(
    ("value", "function"),
    [
        ({"Ref": "One"}, "One"),
        ({"Fn::GetAtt": ["One", "Arn"]}, "One"),
        ({"Ref": "One.Alias"}, "One"),
        ({"Ref": "Live"}, "One"),
        ({"Fn::Sub": "arn:aws:apigateway:r:lambda:path/2015-03-31/functions/${One.Arn}/invocations"}, "One"),
        ({"Fn::Sub": "arn:aws:apigateway:r:lambda:path/2015-03-31/functions/${Live}/invocations"}, "One"),
        ({"Ref": "May"}, None),
        ("arn:aws:lambda:eu-central-1:123456789012:function:one", None),
    ],
)
def test_a_function_is_known_by_its_reference_its_arn_and_its_alias(value: object, function: str | None) -> None:
    assert function_of(value, SMALL) == function
