"""Rendering loses nothing, and reads as a person would have written it."""

from textwrap import dedent
from typing import Any

import pytest
import yaml
from cfn_flip import load_yaml  # type: ignore[attr-defined]
from hypothesis import given, settings
from hypothesis import strategies as st
from troposphere import encode_to_dict

from generator.render import render
from generator.spec.source import parse
from generator.syntax import INTRINSICS

NASTY = [
    "", " ", "a ", " a", "yes", "No", "on", "OFF", "true", "null", "~", "y", "n", "=", "<<", "-", "- a", "? a", "a: b",
    "a #b", "#a", "&a", "*a", "!a", "!Ref a", "|", ">", "%a", "@a", "`a", "'a'", '"a"', "{a}", "[a]", "0", "00", "012",
    "0o17", "0x1f", "0b1", "1e3", "1E-3", ".5", "1.", "1_000", "+1", "-1.5", ".inf", "-.INF", ".nan", "12:30", "1:2:3",
    "2012-10-17", "2012-10-17T00:00:00Z", "a\nb", "a\n", "\na", "a\n\n", " a\nb", "a \nb\n", "a\tb\n", "\ta\n",
    "a\r\nb\n", "a\n b\n", "a\n\n\nb\n", "# a\nb\n", "---", "...", "--- a\n", "a\x00b", "a\x07", "a\x85b\n", "\u2028",
    "\ufeffa", "é", "日本", "🚀", "a" * 300, "a b " * 100, "${A}", "$default", "GET /a/{b+}", "a\\b", "\\n", "a'b\"c",
    "if a:\n\tb\n", "a \n\n  b\t\n", "a: !literal x61\n\tb\n", "a: !literal x61\n", "a\n\t\n", "a\n \n\tb\n",
    "\x07a \n", "\ufeffa\tb\n",
]  # fmt: skip

texts = st.sampled_from(NASTY) | st.text(max_size=40) | st.lists(st.sampled_from(NASTY), max_size=4).map("\n".join)
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
scalars = texts | numbers | st.booleans() | st.none()
keys = texts.filter(lambda key: key not in INTRINSICS)


def intrinsics(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Every function with every form of argument that CloudFormation knows, and then some."""
    get_att = st.tuples(st.sampled_from(["Table", "A.B", ""]), st.sampled_from(["Arn", "Outputs.Url"]) | values)
    arguments = texts | values | st.lists(values, max_size=3) | st.dictionaries(keys, values, max_size=3)
    named = st.sampled_from(sorted(INTRINSICS - {"Fn::GetAtt"}))
    return st.builds(lambda name, argument: {name: argument}, named, arguments) | st.builds(
        lambda pair: {"Fn::GetAtt": list(pair)}, get_att
    )


data = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3) | intrinsics(inner),
    max_leaves=12,
)


def loaded(text: str) -> Any:
    return encode_to_dict(parse(text, "t.yaml").data)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.dictionaries(keys, data, max_size=4))
def test_loading_the_text_back_gives_exactly_what_was_rendered(properties: dict[str, Any]) -> None:
    template = {"Resources": {"A": {"Type": "T", "Properties": properties}}, "Metadata": {"m": properties}}

    assert loaded(render(template, "header")) == template


@pytest.mark.parametrize("text", NASTY)
def test_every_nasty_text_comes_back_from_every_reader(text: str) -> None:
    template = {"Metadata": {"Text": text}, "Resources": {}}
    rendered = render(template, "header")

    assert loaded(rendered) == template
    assert yaml.safe_load(rendered) == template
    assert load_yaml(rendered) == template  # type: ignore[no-untyped-call]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(texts)
def test_code_comes_back_to_the_letter(code: str) -> None:
    template = {"Resources": {"F": {"Type": "T", "Properties": {"Code": {"ZipFile": code}}}}}

    assert loaded(render(template, "x")) == template


def test_a_key_too_long_for_one_line_comes_back_with_what_is_below_it() -> None:
    template = {"Metadata": {"k" * 130: {"code": "a \n", "more": [{"x" * 130: "b\tc\n"}]}}, "Resources": {}}

    assert loaded(render(template, "x")) == template


def test_sections_stand_in_the_order_of_the_documentation() -> None:
    sections = ["AWSTemplateFormatVersion", "Transform", "Description", "Metadata", "Parameters", "Mappings",
                "Conditions", "Rules", "Globals", "Resources", "Outputs"]  # fmt: skip

    text = render({section: {} for section in reversed(sections)}, "x")

    assert [line.split(":")[0] for line in text.splitlines()[1:]] == sections


def test_a_resource_begins_with_its_type_then_what_governs_it_then_its_properties() -> None:
    resource = {
        "Properties": {"B": 1, "A": 2},
        "UpdateReplacePolicy": "Delete",
        "DeletionPolicy": "Delete",
        "Condition": "C",
        "DependsOn": ["X"],
        "Type": "AWS::S3::Bucket",
    }

    assert list(yaml.safe_load(render({"Resources": {"Bucket": resource}}, "x"))["Resources"]["Bucket"]) == [
        "Type", "DependsOn", "Condition", "DeletionPolicy", "UpdateReplacePolicy", "Properties",
    ]  # fmt: skip


def test_it_reads_as_a_person_would_have_written_it() -> None:
    properties = {
        "Ref": {"Ref": "Table"},
        "GetAtt": {"Fn::GetAtt": ["Table", "Arn"]},
        "Sub": {"Fn::Sub": "${A}-b"},
        "SubMap": {"Fn::Sub": ["${A}", {"A": {"Ref": "B"}}]},
        "If": {"Fn::If": ["C", {"Ref": "A"}, ""]},
        "Base64": {"Fn::Base64": {"Fn::Sub": "a"}},
        "Import": {"Fn::ImportValue": {"Fn::Sub": "${E}-x"}},
        "Version": "2012-10-17",
        "Code": "def f():\n    return 1\n",
        "Condition": {"Condition": "C"},
    }

    assert render({"Resources": {"A": {"Type": "T", "Properties": properties}}}, "one\ntwo") == dedent(
        """\
        # one
        # two
        Resources:
          A:
            Type: T
            Properties:
              Ref: !Ref Table
              GetAtt: !GetAtt Table.Arn
              Sub: !Sub ${A}-b
              SubMap: !Sub
              - ${A}
              - A: !Ref B
              If: !If [C, !Ref A, '']
              Base64:
                Fn::Base64: !Sub a
              Import:
                Fn::ImportValue: !Sub ${E}-x
              Version: '2012-10-17'
              Code: |
                def f():
                    return 1
              Condition:
                Condition: C
        """
    )


def test_code_with_tabs_and_blanks_at_the_end_of_lines_is_a_literal_block_too() -> None:
    resource = {"Type": "T", "Properties": {"Code": {"ZipFile": "if (a) {\n\tb(); \n\n}\n"}}}

    text = render({"Resources": {"A": resource}}, "x")

    assert text.endswith("        ZipFile: |\n          if (a) {\n          \tb(); \n\n          }\n")
    assert loaded(text) == {"Resources": {"A": resource}}


def test_the_same_value_twice_is_written_twice_and_not_as_an_alias() -> None:
    shared = {"a": ["b"]}

    assert "&" not in render({"Metadata": {"x": shared, "y": shared}, "Resources": {}}, "x")
