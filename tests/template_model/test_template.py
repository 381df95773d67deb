"""What a value can be: each way to write it, and when it is this."""

from __future__ import annotations

from typing import Any

import pytest

from generator.template_model.values import ABSENT, Fact, Reference, Text, Unknown, Value
from tests.template_model.support import model

TEMPLATE = """\
Parameters:
  Stage: {{Type: String, AllowedValues: [dev, prod]}}
  Prefix: {{Type: String, Default: shop}}
  Optional: {{Type: String, Default: ''}}
  Given: {{Type: String}}
  Origins: {{Type: CommaDelimitedList, Default: 'https://a.example, https://b.example'}}
  Stored: {{Type: AWS::SSM::Parameter::Value<String>, Default: /orders/key}}
Mappings:
  Limits:
    dev: {{rate: 5}}
    prod: {{rate: 50}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsNotProd: !Not [!Condition IsProd]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: {value}
  Orders:
    Type: AWS::Serverless::Function
    Properties: {{AutoPublishAlias: live}}
Transform: AWS::Serverless-2016-10-31
"""
IS_PROD, IS_NOT_PROD = Fact("condition", "IsProd", True), Fact("condition", "IsProd", False)
DEV, PROD = Fact("parameter", "Stage", "dev"), Fact("parameter", "Stage", "prod")


def values(written: str) -> list[Value]:
    return list(model(TEMPLATE.format(value=written)).template.resources["Api"].values("Name"))


def found(written: str) -> list[Any]:
    return [value.value for value in values(written)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("orders", "orders"),
        ("!Sub orders", "orders"),
        ("!Sub 'the ${!Literal}'", "the ${Literal}"),
        ("!Join [-, [a, b]]", "a-b"),
        ("!Join ['', [a, !Join [/, [b, c]]]]", "ab/c"),
        ("!Ref Prefix", "shop"),
        ("!Sub '${Prefix}-api'", "shop-api"),
        ("!Sub ['${Name}-${Prefix}', {Name: !Ref Prefix}]", "shop-shop"),
        ("!Select [1, [a, b]]", "b"),
        ("!Select [1, !Split [/, a/b/c]]", "b"),
        ("!FindInMap [Limits, prod, rate]", 50),
        ("!Sub ['${Rate}', {Rate: !FindInMap [Limits, dev, rate]}]", "5"),
        ("!Ref Origins", ["https://a.example", "https://b.example"]),
    ],
)
def test_what_can_be_worked_out_is(written: str, value: Any) -> None:
    assert found(written) == [value]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("!Ref Orders", Reference("Orders")),
        ("!Sub '${Orders}'", Reference("Orders")),
        ("!GetAtt Orders.Arn", Reference("Orders", "Arn")),
        ("{'Fn::GetAtt': Orders.Arn}", Reference("Orders", "Arn")),
        ("{'Fn::GetAtt': [Orders, Arn]}", Reference("Orders", "Arn")),
        ("!Sub '${Orders.Arn}'", Reference("Orders", "Arn")),
        ("!Ref Orders.Alias", Reference("Orders", "Alias")),
        ("!Sub '${Orders.Alias}'", Reference("Orders", "Alias")),
        ("!Ref OrdersAliaslive", Reference("Orders", "Alias")),
        ("!Ref Given", Reference("Given")),
        ("!Ref Optional", Reference("Optional")),
        ("!Ref Stored", Reference("Stored")),
        ("!Ref AWS::Region", Reference("AWS::Region")),
        ("!Sub 'integrations/${Orders}'", Text(("integrations/", Reference("Orders")))),
        ("!Join [/, [integrations, !Ref Orders]]", Text(("integrations/", Reference("Orders")))),
        ("!Join ['', ['integrations/', !Sub '${Orders}']]", Text(("integrations/", Reference("Orders")))),
        ("!ImportValue other", Unknown('{"Fn::ImportValue": "other"}')),
        ("!Select [5, [a, b]]", Unknown('["Fn::Select", 5, ["a", "b"]]')),
    ],
)
def test_what_only_the_deployment_knows_is_one_and_the_same_however_it_is_written(written: str, value: Any) -> None:
    assert found(written) == [value]


def test_a_parameter_is_each_of_its_allowed_values() -> None:
    assert [(value.value, value.given) for value in values("!Sub 'api-${Stage}'")] == [
        ("api-dev", frozenset({DEV})),
        ("api-prod", frozenset({PROD})),
    ]


def test_a_branch_stands_where_it_is_written_and_is_there_when_its_condition_says() -> None:
    assert values("!If [IsProd, live, !Ref AWS::NoValue]") == [
        Value("live", ("Resources", "Api", "Properties", "Name", "Fn::If", 1), frozenset({IS_PROD})),
        Value(ABSENT, ("Resources", "Api", "Properties", "Name", "Fn::If", 2), frozenset({IS_NOT_PROD})),
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("!If [IsProd, !If [IsProd, a, b], c]", ["a", "c"]),
        ("!If [IsProd, !If [IsNotProd, a, b], c]", ["b", "c"]),
        ("!If [IsProd, !Ref Stage, c]", ["prod", "c"]),
        ("!If [IsNotProd, !FindInMap [Limits, !Ref Stage, rate], c]", [5, "c"]),
        ("!Sub ['${A}-${Stage}', {A: !If [IsProd, live, test]}]", ["live-prod", "test-dev"]),
        ("!Join [-, [a, !If [IsProd, b, !Ref AWS::NoValue], c]]", ["a-b-c", "a-c"]),
    ],
)
def test_what_cannot_be_at_once_is_left_out(written: str, value: list[Any]) -> None:
    assert found(written) == value


def test_a_default_says_nothing_where_another_value_must_have_been_given() -> None:
    text = """\
Parameters: {Zone: {Type: String, Default: none}}
Conditions: {HasZone: !Not [!Equals [!Ref Zone, none]]}
Resources: {Api: {Type: T, Condition: HasZone, Properties: {Name: !Ref Zone, Tag: !If [HasZone, !Ref Zone, x]}}}
"""
    api = model(text).template.resources["Api"]

    assert (api.value("Name"), api.value("Tag")) == (Reference("Zone"), Reference("Zone"))


def test_a_text_with_too_many_alternatives_is_not_known() -> None:
    (value,) = values("!Sub '${Stage}${Stage}${Stage}'")[:1]
    assert value.text == "devdevdev"

    parameters = ", ".join(f"P{index}: {{Type: String, AllowedValues: [a, b]}}" for index in range(8))
    together = "".join(f"${{P{index}}}" for index in range(8))
    text = f"{{Parameters: {{{parameters}}}, Resources: {{Api: {{Type: T, Properties: {{Name: !Sub '{together}'}}}}}}}}"

    (value,) = model(text).template.resources["Api"].values("Name")
    assert not value.is_known


def test_texts_that_are_not_known_are_equal_only_if_they_are_written_alike() -> None:
    parameters = ", ".join(f"P{index}: {{Type: String, AllowedValues: [a, b]}}" for index in range(8))
    items = ", ".join(f"!Ref P{index}" for index in range(8))
    resources = ", ".join(
        f"{name}: {{Type: T, Properties: {{Name: !Join ['{delimiter}', [{items}]]}}}}"
        for name, delimiter in [("One", "-"), ("Same", "-"), ("Another", "/")]
    )
    found = model(f"{{Parameters: {{{parameters}}}, Resources: {{{resources}}}}}").template.resources

    assert found["One"].value("Name") == found["Same"].value("Name")
    assert found["One"].value("Name") != found["Another"].value("Name")


def test_a_place_in_a_mapping_that_can_be_too_many_is_not_known() -> None:
    keys = range(11)
    allowed = ", ".join(map(str, keys))
    parameters = ", ".join(f"{name}: {{Type: String, AllowedValues: [{allowed}]}}" for name in "ABCDEF")
    table = {str(row): {str(column): str((row + column) % 11) for column in keys} for row in keys}
    place = "!Ref A"
    for name in "BCDEF":
        place = f"!FindInMap [Table, {place}, !Ref {name}]"
    text = (
        f"{{Parameters: {{{parameters}}}, Mappings: {{Table: {table}}}, "
        f"Resources: {{Api: {{Type: T, Properties: {{Name: {place}, Tag: !FindInMap [Table, !Ref A, !Ref B]}}}}}}}}"
    )
    api = model(text).template.resources["Api"]

    (value,) = api.values("Name")
    assert isinstance(value.value, Unknown)
    assert len(list(api.values("Tag"))) == 121


def test_a_property_below_what_is_absent_is_absent_there() -> None:
    template = model(TEMPLATE.format(value="api")).template

    assert list(template.resources["Api"].values("CorsConfiguration", "MaxAge")) == [
        Value(ABSENT, ("Resources", "Api", "Properties"))
    ]


def test_a_property_below_what_is_no_mapping_is_not_known() -> None:
    template = model("Resources: {Api: {Type: AWS::ApiGatewayV2::Api, Properties: {CorsConfiguration: true}}}").template

    (value,) = template.resources["Api"].values("CorsConfiguration", "MaxAge")

    assert not value.is_known


def test_a_mapping_that_a_transform_completes_is_not_known() -> None:
    text = "Resources: {Api: {Type: T, Properties: {Body: {openapi: 3.0.1, 'Fn::Transform': {Name: AWS::Include}}}}}"

    (value,) = model(text).template.resources["Api"].values("Body")

    assert not value.is_known


@pytest.mark.parametrize(
    "text",
    [
        "Resources: []",
        "Resources: {A: []}",
        "Resources: {A: {Type: [x]}}",
        "{Resources: {A: {Type: T, Properties: [1]}}, Parameters: [], Conditions: {C: 1}, Mappings: 3}",
        "{Resources: {A: {Type: T, Condition: [C], DependsOn: 3, Properties: {X: !If [C, 1]}}}, Parameters: {P: []}}",
        "{Resources: {A: {Type: T, Properties: {X: !FindInMap [M, !Ref P, 1]}}}, Mappings: {M: {a: 3}}}",
    ],
)
def test_what_has_another_form_than_cloudformation_wants_is_passed_over(text: str) -> None:
    found = model(text)

    for resource in found.template.resources.values():
        assert all(not value.is_known or value.value is ABSENT for value in resource.values("X"))
    assert found.apis == []


def test_an_entry_inside_of_entries_is_found_if_it_is_there() -> None:
    template = model("Resources: {A: {Type: A::B::C, Properties: {D: {E: !If [F, 1, !Ref AWS::NoValue]}}}}").template
    properties = next(template.resources["A"].values())

    assert [value.text for value in template.entry(properties, "D", "E")] == ["1"]
    assert list(template.entry(properties, "D", "G")) == []
    assert list(template.entry(properties, "D", "E", "H")) == []
