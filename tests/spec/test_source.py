from typing import Any

import pytest
from troposphere import GenericHelperFn

from generator.errors import SpecError, SpecPath
from generator.spec.source import DEPTH, VALUES, parse

_TRUTH = "is a truth value to some readers of YAML and text to others: write true, false or"
_KEY = "a key must be text; put quotes around it if it begins with [, { or *"
_MERGE = "merge keys are not part of the language; `defaults` serves all functions"
_INDENTED = "is this line, or the one above, indented unlike its neighbours?"
_BLOCK = f"is not YAML: while parsing a block mapping, did not find expected key: {_INDENTED}"
_DEEP = "demo.yaml:1:1: is nested more than 100 levels deep"
_LARGE = "demo.yaml:1:1: holds more than 100,000 values, aliases written out; split it into several APIs"


def _data(text: str) -> Any:
    return parse(text, "demo.yaml").data


def _problems(text: str) -> list[str]:
    try:
        parse(text, "demo.yaml")
    except SpecError as error:
        return [str(problem) for problem in error.problems]
    return []


def _plain(value: Any) -> Any:
    """Return a value with its intrinsics in their long form."""
    if isinstance(value, GenericHelperFn):
        return {name: _plain(argument) for name, argument in value.to_dict().items()}
    if isinstance(value, dict):
        return {key: _plain(inside) for key, inside in value.items()}
    return [_plain(inside) for inside in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("0", 0),
        ("-0", 0),
        ("12", 12),
        ("+12", 12),
        ("-12", -12),
        ("1.5", 1.5),
        ("-0.5", -0.5),
        ("1.5e3", 1500.0),
        ("1.0E-2", 0.01),
        ("99999999999999999999999999", 99999999999999999999999999),
        # Everything else is text.
        ("True", "True"),
        ("TRUE", "TRUE"),
        ("~", "~"),
        ("Null", "Null"),
        ("y", "y"),
        ("n", "n"),
        ("0123", "0123"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("1.", "1."),
        (".5", ".5"),
        (".inf", ".inf"),
        ("-.inf", "-.inf"),
        (".nan", ".nan"),
        ("12:30", "12:30"),
        ("2012-10-17", "2012-10-17"),
        ("2012-10-17T10:00:00Z", "2012-10-17T10:00:00Z"),
        ("1.2.3", "1.2.3"),
        ("٣", "٣"),
        ("=", "="),
        ("é", "é"),
        ("😀", "😀"),
        # Quotes and blocks are text.
        ("'true'", "true"),
        ('"12"', "12"),
        ("'yes'", "yes"),
        ("''", ""),
        ("|\n  yes\n", "yes\n"),
        (">-\n  12\n", "12"),
        ('"a\\0b"', "a\0b"),
    ],
)
def test_a_scalar_is_what_it_looks_like(scalar: str, value: Any) -> None:
    read = _data(f"a: {scalar}\n")["a"]

    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize("digits", [300, 5_000, 100_000])
def test_a_number_that_nobody_means_and_that_is_slow_to_read_stays_text(digits: int) -> None:
    assert _data(f"a: {'9' * digits}\nb: {'9' * 299}\n") == {"a": "9" * digits, "b": int("9" * 299)}


def test_a_number_is_never_infinite() -> None:
    assert [_data(f"a: {number}\n")["a"] for number in ("1.0e999", "9" * 310 + ".0")] == ["1.0e999", "9" * 310 + ".0"]


@pytest.mark.parametrize(
    ("value", "long_form"),
    [
        ("!Ref Table", {"Ref": "Table"}),
        ("!Sub a-${B}", {"Fn::Sub": "a-${B}"}),
        ("!Sub [a, {b: !Ref C}]", {"Fn::Sub": ["a", {"b": {"Ref": "C"}}]}),
        ("!GetAtt Table.Arn", {"Fn::GetAtt": ["Table", "Arn"]}),
        ("!GetAtt Nested.Outputs.Url", {"Fn::GetAtt": ["Nested", "Outputs.Url"]}),
        ("!GetAtt [Table, Arn]", {"Fn::GetAtt": ["Table", "Arn"]}),
        ("!If [IsProduction, 1, 2]", {"Fn::If": ["IsProduction", 1, 2]}),
        ("!Join ['', [a, !Ref B]]", {"Fn::Join": ["", ["a", {"Ref": "B"}]]}),
        ("!Condition IsProduction", {"Condition": "IsProduction"}),
        ("!Transform {Name: AWS::Include}", {"Fn::Transform": {"Name": "AWS::Include"}}),
        ("!Ref 12", {"Ref": "12"}),
        ("!Ref yes", {"Ref": "yes"}),
        ("!Sub\n  - a\n  - b: c\n", {"Fn::Sub": ["a", {"b": "c"}]}),
        ("!Base64\n  Fn::Sub: a\n", {"Fn::Base64": {"Fn::Sub": "a"}}),
        ("{Ref: Table}", {"Ref": "Table"}),
    ],
)
def test_a_short_form_is_the_function_that_it_stands_for(value: str, long_form: Any) -> None:
    assert _plain(_data(f"a: {value}\n")["a"]) == long_form


def test_an_alias_is_what_its_anchor_names() -> None:
    assert _data("a: &x {b: [1, &y c]}\nd: *x\ne: *y\n") == {"a": {"b": [1, "c"]}, "d": {"b": [1, "c"]}, "e": "c"}


def test_the_last_anchor_of_a_name_counts() -> None:
    assert _data("a: &x 1\nb: *x\nc: &x 2\nd: *x\n") == {"a": 1, "b": 1, "c": 2, "d": 2}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "null\n", "---\n...\n"])
def test_an_empty_file_holds_nothing(text: str) -> None:
    assert _data(text) is None


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("a: 1\nbc: 2\n", ("bc",), "2:1"),
        ("a:\n  b:\n    c: 1\n", ("a", "b", "c"), "3:5"),
        ("a: [x, {b: 1, c: [y, z]}]\n", ("a", 0), "1:5"),
        ("a: [x, {b: 1, c: [y, z]}]\n", ("a", 1), "1:8"),
        ("a: [x, {b: 1, c: [y, z]}]\n", ("a", 1, "c"), "1:15"),
        ("a: [x, {b: 1, c: [y, z]}]\n", ("a", 1, "c", 1), "1:22"),
        ("a:\n- x\n- y\n", ("a", 1), "3:3"),
        ("a:\n  - b: 1\n    c: 2\n", ("a", 0, "c"), "3:5"),
        ("'a b': 1\n\"c\": {d: 1}\n", ("c", "d"), "2:7"),
        ("? a\n: {b: 1}\n", ("a",), "1:3"),
        ("é: {ü: 1, x: 2}\n", ("é", "x"), "1:11"),
        ("😀: {x: 1}\n", ("😀", "x"), "1:5"),
        ("a: 1\r\nb: {c: 1}\r\n", ("b", "c"), "2:5"),
        ("# comment\n\na: 1\n", ("a",), "3:1"),
        ("a: !If [x, {b: 1}]\n", ("a", 1, "b"), "1:13"),
        # Of an alias there is no more than the place of the alias.
        ("a: &x {b: 1}\nc: *x\n", ("c", "b"), "2:1"),
        ("a: &x {b: 1}\nc: [*x]\n", ("c", 0, "b"), "2:5"),
        # What is not there stands where it is missing.
        ("a:\n  b: 1\n", ("a", "c"), "1:1"),
        ("a: 1\n", (), "1:1"),
        ("\n\na: 1\n", (), "3:1"),
        ("\n\na: 1\n", ("x", "y"), "3:1"),
    ],
)
def test_every_value_has_a_place(text: str, path: SpecPath, place: str) -> None:
    assert parse(text, "demo.yaml").place(path) == f"demo.yaml:{place}"


def test_the_place_in_nothing_is_its_beginning() -> None:
    assert parse("", "demo.yaml").place(("a",)) == "demo.yaml:1:1"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        # Truth values.
        ("a: yes\n", [f'demo.yaml:1:4: a: yes {_TRUTH} "yes"']),
        ("a: Off\n", [f'demo.yaml:1:4: a: Off {_TRUTH} "Off"']),
        ("on: 1\n", [f'demo.yaml:1:1: on {_TRUTH} "on"']),
        (
            "a: [yes, {NO: x}]\n",
            [f'demo.yaml:1:5: a[0]: yes {_TRUTH} "yes"', f'demo.yaml:1:11: a[1]: NO {_TRUTH} "NO"'],
        ),
        ("yes\n", [f'demo.yaml:1:1: yes {_TRUTH} "yes"']),
        # Repeated keys.
        ("a: 1\na: 2\n", ["demo.yaml:2:1: a: stands here again; it was first given in line 1"]),
        (
            "a:\n  b: 1\n  'b': 2\n  \"b\": 3\n",
            [
                "demo.yaml:3:3: a.b: stands here again; it was first given in line 2",
                "demo.yaml:4:3: a.b: stands here again; it was first given in line 2",
            ],
        ),
        ("a: [{b: 1, b: 2}]\n", ["demo.yaml:1:12: a[0].b: stands here again; it was first given in line 1"]),
        ("1: a\n'1': b\n", ['demo.yaml:2:1: "1": stands here again; it was first given in line 1']),
        (
            "routes:\n  GET /: a\n  GET /: b\n",
            ['demo.yaml:3:3: routes."GET /": stands here again; it was first given in line 2'],
        ),
        ("a: !Sub {b: 1, b: 2}\n", ["demo.yaml:1:16: a.b: stands here again; it was first given in line 1"]),
        # Keys that are no text.
        ("? [a]\n: b\n", [f"demo.yaml:1:3: {_KEY}"]),
        ("? {a: b}\n: b\n", [f"demo.yaml:1:3: {_KEY}"]),
        ("a: &x b\n*x : c\n", [f"demo.yaml:2:1: {_KEY}"]),
        ("? [a]\n: b\n? [c]\n: d\n", [f"demo.yaml:1:3: {_KEY}", f"demo.yaml:3:3: {_KEY}"]),
        ("a: {? [b] : c}\n", [f"demo.yaml:1:7: a: {_KEY}"]),
        # Merge keys.
        ("a: &x {b: 1}\nc: {<<: *x}\n", [f"demo.yaml:2:5: c: {_MERGE}"]),
        ("<<: {a: 1}\n", [f"demo.yaml:1:1: {_MERGE}"]),
        # Aliases.
        ("a: *x\n", ["demo.yaml:1:4: a: the alias *x stands before, or inside, what it names"]),
        ("a: &x [*x]\n", ["demo.yaml:1:8: a[0]: the alias *x stands before, or inside, what it names"]),
        ("a: &x {b: *x}\n", ["demo.yaml:1:11: a.b: the alias *x stands before, or inside, what it names"]),
        ("*x\n", ["demo.yaml:1:1: the alias *x stands before, or inside, what it names"]),
        # Tags.
        ("a: !Reff X\n", ["demo.yaml:1:4: a: there is no function !Reff; did you mean !Ref?"]),
        ("a: !GetAttr X.Arn\n", ["demo.yaml:1:4: a: there is no function !GetAttr; did you mean !GetAtt?"]),
        ("a: !xyz [1]\n", ["demo.yaml:1:4: a: there is no function !xyz"]),
        ("a: ! 5\n", ["demo.yaml:1:4: a: there is no function !"]),
        ("a: !GetAtt Table\n", ["demo.yaml:1:4: a: !GetAtt Table needs an attribute, as in !GetAtt Table.Arn"]),
        ("a: !!int 5\n", ["demo.yaml:1:4: a: there is no function !!int"]),
        ("a: !!python/object:os.system x\n", ["demo.yaml:1:4: a: there is no function !!python/object:os.system"]),
        ("a: !<x> 5\n", ["demo.yaml:1:4: a: there is no function !<x>"]),
        ("a: !x!y 5\n", ["demo.yaml:1:4: is not YAML: while parsing a node, found undefined tag handle"]),
        # Documents.
        ("a: 1\n---\nb: 2\n", ["demo.yaml:2:1: a second document begins here; a file holds one spec"]),
        (
            "a: 1\n...\n---\nb: 2\n---\n",
            [
                "demo.yaml:3:1: a second document begins here; a file holds one spec",
                "demo.yaml:5:1: a second document begins here; a file holds one spec",
            ],
        ),
        # Tabs.
        ("a:\n\tb: 1\n", ["demo.yaml:2:1: a tab: indent with spaces"]),
        ("a:\n  b:\n  \tc: 1\n", ["demo.yaml:3:3: a tab: indent with spaces"]),
        ("a:\n  - b\n\t- c\n", ["demo.yaml:3:1: a tab: indent with spaces"]),
        ("a: |\n  b\n\tc\n", ["demo.yaml:3:1: a tab: indent with spaces"]),
        (
            "a:\t'b' c\n",  # this tab is allowed; something else is wrong
            [f"demo.yaml:1:8: {_BLOCK}"],
        ),
        # Quotes.
        ("a: 'b\nc: d\n", ["demo.yaml:1:4: the quote that opens here is never closed"]),
        ('a: {b: "c}\n', ["demo.yaml:1:8: the quote that opens here is never closed"]),
        ("a: 'b' c\n", [f"demo.yaml:1:8: {_BLOCK}"]),
        ('a: "\\z"\n', ["demo.yaml:1:5: is not YAML: while parsing a quoted scalar, found unknown escape character"]),
        # Brackets.
        (
            "a: {b: c\n",
            [
                "demo.yaml:2:1: is not YAML: while parsing a flow mapping, did not find expected ',' or '}': is "
                "there a brace above that is never closed?"
            ],
        ),
        (
            "a: [b\n",
            [
                "demo.yaml:2:1: is not YAML: while parsing a flow sequence, did not find expected ',' or ']': is "
                "there a bracket above that is never closed?"
            ],
        ),
        ("a: }\n", ["demo.yaml:1:4: is not YAML: while parsing a block node, did not find expected node content"]),
        # Indentation, colons and the rest.
        (
            "a: b: c\n",
            [
                "demo.yaml:1:5: is not YAML: mapping values are not allowed in this context: indent it as its "
                "neighbours, or put quotes around a text with a colon"
            ],
        ),
        (
            "a:\n  b: c\n d: e\n",
            [f"demo.yaml:3:2: {_BLOCK}"],
        ),
        (
            "@a: b\n",
            [
                "demo.yaml:1:1: is not YAML: while scanning for the next token, found character that cannot start any "
                "token"
            ],
        ),
        ("%YAML 9.9\n---\na: 1\n", ["demo.yaml:1:1: is not YAML: found incompatible YAML document"]),
        # Control characters.
        ("a: 1\nb: é\0\n", ["demo.yaml:2:5: the character U+0000 cannot stand in YAML: remove it"]),
        ("a: 1\nb: \x1b[0m\n", ["demo.yaml:2:4: the character U+001B cannot stand in YAML: remove it"]),
        ("a: \ufffe\n", ["demo.yaml:1:4: the character U+FFFE cannot stand in YAML: remove it"]),
    ],
)
def test_what_is_no_spec_is_refused_where_it_stands(text: str, problems: list[str]) -> None:
    assert _problems(text) == problems


def test_every_problem_before_a_syntax_error_is_reported_with_it() -> None:
    assert _problems("a: yes\na: !Reff X\nb: 'c\n") == [
        f'demo.yaml:1:4: a: yes {_TRUTH} "yes"',
        "demo.yaml:2:1: a: stands here again; it was first given in line 1",
        "demo.yaml:2:4: a: there is no function !Reff; did you mean !Ref?",
        "demo.yaml:3:4: the quote that opens here is never closed",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "a: " + "[" * 100_000 + "]" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "{? [" * 10_000,
        "\n".join(" " * depth + "a:" for depth in range(DEPTH + 2)),
    ],
    ids=["lists", "closed lists", "mappings", "dashes", "keys", "keys in lists", "blocks"],
)
def test_a_file_that_is_too_deep_is_refused(text: str) -> None:
    assert _problems(text)[-1] == _DEEP


def test_a_file_may_be_quite_deep() -> None:
    assert _problems("a: " + "[" * (DEPTH - 1) + "]" * (DEPTH - 1)) == []


@pytest.mark.parametrize(
    "text",
    [
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 20)),
        "a: &x [" + "y," * (VALUES // 2) + "]\nb: *x\n",
        "a: [" + "x," * VALUES + "]",
        "a: [" + "x," * 2_500_000 + "]",  # 5 MB
    ],
    ids=["bomb", "twice", "many", "5 MB"],
)
def test_a_file_that_is_too_large_is_refused(text: str) -> None:
    assert _problems(text) == [_LARGE]


def test_a_long_text_is_one_value() -> None:
    assert _data(f"a: {'x' * 5_000_000}\n") == {"a": "x" * 5_000_000}
