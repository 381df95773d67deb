"""Values that only the deployment knows, where a document wants text."""

from typing import Any

import pytest

from generator.openapi import values

IF = {"Fn::If": ["IsProduction", "a", "b"]}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("shop", "shop"),
        ({"Ref": "Name"}, "${Name}"),
        ({"Fn::GetAtt": ["Bus", "Arn"]}, "${Bus.Arn}"),
        ({"Fn::GetAtt": "Bus.Arn"}, "${Bus.Arn}"),
        ({"Fn::Sub": "${AWS::StackName}-shop"}, "${AWS::StackName}-shop"),
        ({"Fn::Sub": ["${Name}-shop", {"Name": {"Fn::ImportValue": "name"}}]}, "${Name}-shop"),
        (IF, '{"Fn::If": ["IsProduction", "a", "b"]}'),
        (2, "2"),
    ],
)
def test_a_value_is_shown_as_a_sub_would_have_it_and_written_without_its_dollars(value: Any, text: str) -> None:
    assert values.shown(value) == text
    assert values.written(value) == text.replace("${", "{")


def test_a_literal_is_written_to_the_letter() -> None:
    assert values.written("${Name}") == "${Name}"


def test_the_variables_of_a_sub_are_each_named_once_and_literals_are_none() -> None:
    assert values.sub_variables("${Name}-${AWS::Region}-${Name}-${!Name}") == ["Name", "AWS::Region"]


def test_a_variable_of_a_sub_is_replaced_where_it_stands() -> None:
    assert values.replaced("api.${ Zone }.${!Zone}", lambda name: f"<{name}>") == "api.<Zone>.${!Zone}"


def test_properties_are_spelt_as_api_gateway_spells_them_in_every_branch() -> None:
    one, other = {"AllowOrigins": ["*"], "MaxAge": 5}, {"Ref": "AWS::NoValue"}

    assert values.lowered({"Fn::If": ["IsOpen", one, other]}) == {
        "Fn::If": ["IsOpen", {"allowOrigins": ["*"], "maxAge": 5}, {"Ref": "AWS::NoValue"}]
    }
