from typing import Annotated, Any

import pytest
from pydantic import Field, TypeAdapter, ValidationError
from troposphere import AWSHelperFn, GenericHelperFn, GetAtt, Ref

from generator.spec.base import LogicalId, Name, Number, SpecModel, Tags, Value, matching, short_form
from generator.spec.known_values import declared_values, parameters_declared
from generator.spec.wording import words
from generator.syntax import is_intrinsic


class Small(SpecModel):
    size: Value[Annotated[int, Field(ge=1, le=9)]] = 5
    text: Value[str] = ""


def _refusal(kind: Any, value: object) -> str:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    return words(refused.value.errors()[0])


@pytest.mark.parametrize("value", [{"Ref": "A"}, {"Fn::Sub": "a"}, {"Fn::GetAtt": ["A", "B"]}, {"Ref": None}])
def test_a_mapping_with_the_name_of_a_function_alone_is_an_intrinsic(value: object) -> None:
    assert is_intrinsic(value)


@pytest.mark.parametrize(
    "value", [{}, {"Ref": "A", "b": 1}, {"Fn::Foo": "a"}, {"ref": "A"}, {"Fn::ForEach::Topics": []}, "Ref", None, []]
)
def test_any_other_value_is_no_intrinsic(value: object) -> None:
    assert not is_intrinsic(value)


def test_a_model_cannot_be_changed() -> None:
    small = Small()

    with pytest.raises(ValidationError, match="frozen"):
        setattr(small, "size", 6)  # noqa: B010 - mypy knows that it is frozen


@pytest.mark.parametrize("value", ["5", 5.0, True])
def test_a_model_takes_nothing_for_something_else(value: object) -> None:
    with pytest.raises(ValidationError):
        Small.model_validate({"size": value})


def test_a_model_takes_no_field_that_it_does_not_know() -> None:
    with pytest.raises(ValidationError):
        Small.model_validate({"siz": 1})


@pytest.mark.parametrize("value", [Ref("A"), GetAtt("A", "B"), GenericHelperFn({"Fn::If": ["A", 5, {"Ref": "B"}]})])
def test_a_value_may_be_any_intrinsic(value: AWSHelperFn) -> None:
    assert Small(size=value).size is value


def test_an_intrinsic_in_its_long_form_becomes_an_object() -> None:
    size = Small.model_validate({"size": {"Ref": "A"}}).size

    assert isinstance(size, AWSHelperFn)
    assert size.to_dict() == {"Ref": "A"}


@pytest.mark.parametrize("value", [0, 10, "5", None, [], {}, {"a": 1}, {"Ref": "A", "b": 1}])
def test_a_literal_is_checked(value: object) -> None:
    with pytest.raises(ValidationError):
        Small.model_validate({"size": value})


@pytest.mark.parametrize("argument", [["A"], {"A": "b"}, None, 5])
def test_a_reference_to_nothing_sensible_is_left_to_the_check(argument: object) -> None:
    with parameters_declared({"A": [5]}):
        Small.model_validate({"size": {"Ref": argument}})


@pytest.mark.parametrize("known", [[], [1], [1, 9], [5]])
def test_a_reference_to_a_parameter_within_the_range_is_accepted(known: list[Any]) -> None:
    with parameters_declared({"A": known}):
        assert isinstance(Small(size=Ref("A")).size, Ref)


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ([0], "must be at least 1 (the parameter A may be 0)"),
        ([5, 10], "must be at most 9 (the parameter A may be 10)"),
        ([5.5], "must be a whole number (the parameter A may be 5.5)"),
        (["x"], "must be a whole number (the parameter A may be x)"),
        ([10, 0], "must be at most 9 (the parameter A may be 10)"),
    ],
)
def test_a_reference_to_a_parameter_out_of_range_is_refused(known: list[Any], text: str) -> None:
    with parameters_declared({"A": known}):
        assert _refusal(Small, {"size": Ref("A")}) == text


# CloudFormation turns one into the other.
@pytest.mark.parametrize(("field", "known"), [("text", 5), ("text", 1.5), ("size", "5")])
def test_a_parameter_stands_for_text_and_for_a_number(field: str, known: object) -> None:
    with parameters_declared({"A": [known]}):
        Small.model_validate({field: Ref("A")})


def test_parameters_are_declared_for_a_while_only() -> None:
    with parameters_declared({"A": [0]}):
        pass

    Small(size=Ref("A"))


@pytest.mark.parametrize(
    ("value", "known"),
    [(5, [5]), ("a", ["a"]), (Ref("A"), [1, 2]), (Ref("B"), []), (GetAtt("A", "B"), []), (Ref("AWS::Region"), [])],
)
def test_what_is_known_of_a_value(value: object, known: list[Any]) -> None:
    with parameters_declared({"A": [1, 2]}):
        assert declared_values(value) == known


@pytest.mark.parametrize(("value", "written"), [(100, "100"), (100.0, "100"), (0.5, "0.5"), (1e300, str(int(1e300)))])
def test_a_number_is_written_as_it_was(value: float, written: str) -> None:
    assert str(TypeAdapter(Number).validate_python(value)) == written


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_a_number_is_finite(value: float) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Number).validate_python(value)


@pytest.mark.parametrize(("value", "mapping"), [("a", {"code": "a"}), ({"code": "b"}, {"code": "b"}), (None, None)])
def test_a_short_form_is_a_mapping_with_one_field(value: object, mapping: object) -> None:
    assert TypeAdapter(Annotated[Any, short_form("code")]).validate_python(value) == mapping


def test_a_pattern_holds_for_the_whole_text() -> None:
    assert _refusal(Annotated[str, matching("[a-z]+", "letters")], "a\n") == "must be letters"


@pytest.mark.parametrize("name", ["a", "orders", "orders-2", "a-", "a--b", "a" * 63])
def test_a_name(name: str) -> None:
    assert TypeAdapter(Name).validate_python(name) == name


@pytest.mark.parametrize("name", ["", "A", "1a", "-a", "a_b", "a.b", "é", "a b", "a\n", "a" * 64])
def test_no_name(name: str) -> None:
    assert _refusal(Name, name) == "must be at most 63 lower-case letters, digits and '-', and begin with a letter"


@pytest.mark.parametrize("logical_id", ["A", "Ab1", "1", "a" * 255])
def test_a_logical_id(logical_id: str) -> None:
    assert TypeAdapter(LogicalId).validate_python(logical_id) == logical_id


@pytest.mark.parametrize("logical_id", ["", "A-b", "A_b", "é", "AWS::Region", "a" * 256])
def test_no_logical_id(logical_id: str) -> None:
    assert _refusal(LogicalId, logical_id) == "must be at most 255 letters and digits"


@pytest.mark.parametrize("tags", [{}, {"a": ""}, {"a:b/c=d+e-f@g h_1.2": "é"}, {f"k{n}": "v" for n in range(50)}])
def test_tags(tags: dict[str, str]) -> None:
    assert TypeAdapter(Tags).validate_python(tags) == tags


# https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
@pytest.mark.parametrize(
    ("tags", "text"),
    [
        ({f"k{n}": "v" for n in range(51)}, "must have at most 50 entries"),
        ({"a": 1}, "must be text"),
        ({"k" * 129: "v"}, "must have at most 128 characters"),
        ({"k": "v" * 257}, "must have at most 256 characters"),
        ({"": "v"}, "must have at least 1 character"),
        ({"aws:owner": "v"}, "must not begin with aws:"),
    ],
    ids=["51", "number", "long key", "long value", "empty key", "aws:"],
)
def test_tags_that_aws_does_not_take(tags: dict[str, object], text: str) -> None:
    assert _refusal(Annotated[Tags, Field(strict=True)], tags) == text
