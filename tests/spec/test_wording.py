from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from troposphere import GenericHelperFn, GetAtt, Ref, Sub

from generator.spec.base import matching
from generator.spec.messages import message
from generator.spec.wording import shown, words

_STRICT = ConfigDict(strict=True, arbitrary_types_allowed=True)


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    memory_size: int = 256


class Needy(BaseModel):
    needed: int


def _error(kind: Any, value: object) -> ErrorDetails:
    adapter = TypeAdapter(kind) if kind in (Model, Needy) else TypeAdapter(kind, config=_STRICT)
    with pytest.raises(ValidationError) as refused:
        adapter.validate_python(value)
    return refused.value.errors()[0]


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Needy, {}, "is required"),
        (Model, {"x": 1}, "is no field of the language"),
        (str, 5, "must be text"),
        (int, "a", "must be a whole number"),
        (int, 1.5, "must be a whole number"),
        (int, True, "must be a whole number"),
        (float, "a", "must be a number"),
        (bool, 1, "must be true or false"),
        (dict[str, str], [], "must be a mapping"),
        (Model, [], "must be a mapping"),
        (list[str], {}, "must be a list"),
        (Literal["arm64", "x86_64"], "arm", "must be 'arm64' or 'x86_64'"),
        (Literal["a", "b", "c"], "d", "must be 'a', 'b' or 'c'"),
        (Annotated[int, Field(gt=0)], 0, "must be greater than 0"),
        (Annotated[int, Field(ge=1)], 0, "must be at least 1"),
        (Annotated[int, Field(lt=0)], 0, "must be less than 0"),
        (Annotated[int, Field(le=900)], 901, "must be at most 900"),
        (Annotated[str, Field(min_length=2)], "a", "must have at least 2 characters"),
        (Annotated[str, Field(max_length=2)], "abc", "must have at most 2 characters"),
        (Annotated[list[str], Field(min_length=2)], ["a"], "must have at least 2 entries"),
        (Annotated[list[str], Field(min_length=1)], [], "must have at least 1 entry"),
        (Annotated[dict[str, str], Field(min_length=1)], {}, "must have at least 1 entry"),
        (Annotated[dict[str, str], Field(max_length=0)], {"a": "b"}, "must have at most 0 entries"),
        (Annotated[str, matching("a", "an a")], "b", "must be an a"),
    ],
)
def test_what_pydantic_found_is_said_in_plain_words(kind: Any, value: object, text: str) -> None:
    assert words(_error(kind, value)) == text


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Needy, {}, "is required"),
        (Model, {"memory": 1}, "is no field of the language; did you mean memory_size?"),
        (Model, {"x": 1}, "is no field of the language; known here: memory_size"),
        (str, 5, 'must be text: put it in quotes, "5"'),
        (str, 1.5, 'must be text: put it in quotes, "1.5"'),
        (str, True, 'must be text: put it in quotes, "true"'),
        (str, None, "must be text (got nothing)"),
        (str, [], "must be text (got a list)"),
        (int, "", "must be a whole number (got empty text)"),
        (int, "a", "must be a whole number (got a)"),
        (int, Ref("A"), "must be a whole number, written out here (got !Ref A)"),
        (str, Ref("A"), "must be text, written out here (got !Ref A)"),
        (Literal["arm64", "x86_64"], "arm", "must be 'arm64' or 'x86_64' (got arm); did you mean arm64?"),
        (Literal["arm64", "x86_64"], None, "must be 'arm64' or 'x86_64' (got nothing)"),
        (Literal["arm64", "x86_64"], Ref("A"), "must be 'arm64' or 'x86_64', written out here (got !Ref A)"),
        (Annotated[int, Field(gt=0)], 0, "must be greater than 0 (got 0)"),
        (Annotated[str, matching("a", "an a")], "b", "must be an a (got b)"),
        (Annotated[dict[str, str], Field(min_length=1)], {}, "must have at least 1 entry (got an empty mapping)"),
    ],
)
def test_a_message_says_what_was_given_and_what_may_have_been_meant(kind: Any, value: object, text: str) -> None:
    assert message(_error(kind, value), ["memory_size"]) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "nothing"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (1.5, "1.5"),
        ("", "empty text"),
        ("a", "a"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 60 + "…"),
        ({"a": 1}, "a mapping"),
        ([1], "a list"),
        (Ref("Table"), "!Ref Table"),
        (Sub("${A}-b"), "!Sub ${A}-b"),
        (GenericHelperFn({"Fn::ImportValue": "a"}), "!ImportValue a"),
        (GetAtt("Table", "Arn"), "!GetAtt Table.Arn"),
        ({"Ref": "Table"}, "!Ref Table"),
        ({"Fn::If": ["A", True, None]}, "!If [A, true, null]"),
        # What is wrong with a text must be seen in it.
        ("GET  /a", "GET  /a"),
        ("$default ", "$default "),
        (" ", " "),
    ],
)
def test_a_wrong_value_is_shown_as_it_would_stand_in_a_spec(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_wrong_value_is_shown_on_one_line() -> None:
    assert "\n" not in shown("a\nb")
