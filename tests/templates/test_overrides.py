"""Overrides: mappings merge, lists, scalars and functions replace, null removes, and misspellings are told."""

import json
from typing import Any

import pytest

from generator.errors import SpecError
from generator.templates.cloudformation import assemble
from tests.support import Project

HELLO = "functions: {hello: {code: lambda_code/hello, environment: {LEVEL: info}}}\n"


def resources(project: Project, overrides: str = "", rest: str = "") -> dict[str, Any]:
    text = HELLO + rest + (f"overrides: {{{overrides}}}\n" if overrides else "")
    found: dict[str, Any] = assemble(project.spec(text)).to_dict()["Resources"]
    return found


def problems(project: Project, overrides: str, rest: str = "") -> list[str]:
    with pytest.raises(SpecError) as raised:
        resources(project, overrides, rest)
    return str(raised.value).splitlines()


# What is said of HelloFunction -> the properties that differ afterwards; None for one that is gone.
CHANGES: dict[str, tuple[str, dict[str, Any]]] = {
    "a scalar replaces a scalar": ("MemorySize: 1024", {"MemorySize": 1024}),
    "a new property is added": ("KmsKeyArn: arn:x", {"KmsKeyArn": "arn:x"}),
    "mappings are merged": (
        "Environment: {Variables: {MODE: strict}}",
        {"Environment": {"Variables": {"LEVEL": "info", "MODE": "strict"}}},
    ),
    "a value inside mappings is replaced": (
        "Environment: {Variables: {LEVEL: debug}}",
        {"Environment": {"Variables": {"LEVEL": "debug"}}},
    ),
    "a value inside mappings is removed": (
        "Environment: {Variables: {LEVEL: null, MODE: strict}}",
        {"Environment": {"Variables": {"MODE": "strict"}}},
    ),
    "a mapping can be left empty": ("Environment: {Variables: {LEVEL: null}}", {"Environment": {"Variables": {}}}),
    "an empty mapping changes nothing": ("Environment: {}", {}),
    "a list replaces a list": ("Architectures: [x86_64]", {"Architectures": ["x86_64"]}),
    "an empty list replaces a list": ("Architectures: []", {"Architectures": []}),
    "a property is removed": ("MemorySize: null", {"MemorySize": None}),
    "false is no null": ("SnapStart: false", {"SnapStart": False}),
    "zero is no null": ("MemorySize: 0", {"MemorySize": 0}),
    "a short function replaces a scalar": ("MemorySize: !Ref Size", {"MemorySize": {"Ref": "Size"}}),
    "a long function replaces a scalar": ("MemorySize: {Ref: Size}", {"MemorySize": {"Ref": "Size"}}),
    "a short function replaces a mapping": (
        "Environment: !If [A, {Variables: {}}, !Ref AWS::NoValue]",
        {"Environment": {"Fn::If": ["A", {"Variables": {}}, {"Ref": "AWS::NoValue"}]}},
    ),
    "a long function replaces a mapping": (
        "Environment: {Fn::If: [A, {Variables: {}}, {Ref: AWS::NoValue}]}",
        {"Environment": {"Fn::If": ["A", {"Variables": {}}, {"Ref": "AWS::NoValue"}]}},
    ),
    "a short function replaces a function": ("Role: !ImportValue role", {"Role": {"Fn::ImportValue": "role"}}),
    "a long function replaces a function": ("Role: {Fn::ImportValue: role}", {"Role": {"Fn::ImportValue": "role"}}),
    "the same function with another argument replaces it": (
        "Role: {Fn::GetAtt: [Other, Arn]}",
        {"Role": {"Fn::GetAtt": ["Other", "Arn"]}},
    ),
    "a mapping replaces a function": ("Role: {a: 1}", {"Role": {"a": 1}}),
    "a scalar replaces a function": ("Role: arn:x", {"Role": "arn:x"}),
    "null inside a function's list stays": (
        "Environment: !If [A, null, {Variables: {X: null}}]",
        {"Environment": {"Fn::If": ["A", None, {"Variables": {"X": None}}]}},
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_overrides_merge_replace_and_remove(name: str, project: Project) -> None:
    override, changes = CHANGES[name]
    before = resources(project)

    after = resources(project, f"HelloFunction: {{Properties: {{{override}}}}}")

    changed = {**before["HelloFunction"]["Properties"], **changes}
    removed = {key for key, value in changes.items() if value is None}
    properties = {key: value for key, value in changed.items() if key not in removed}
    assert after == {**before, "HelloFunction": {**before["HelloFunction"], "Properties": properties}}


def test_what_is_beside_the_properties_can_be_overridden(project: Project) -> None:
    before = resources(project)

    after = resources(
        project,
        "HelloLogGroup: {DeletionPolicy: Retain, UpdateReplacePolicy: null},"
        "HttpApi: {DependsOn: [HelloRole], Metadata: {Owner: shop}, Condition: Here}",
    )

    assert after == {
        **before,
        "HelloLogGroup": {
            "Type": "AWS::Logs::LogGroup",
            "DeletionPolicy": "Retain",
            "Properties": before["HelloLogGroup"]["Properties"],
        },
        "HttpApi": {
            **before["HttpApi"],
            "DependsOn": ["HelloRole"],
            "Metadata": {"Owner": "shop"},
            "Condition": "Here",
        },
    }


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ("null", "must be a mapping (got nothing)"),
        ("3", "must be a mapping (got 3)"),
        ("[]", "must be a mapping (got a list)"),
        ("!Ref Size", "must be a mapping, written out here (got !Ref Size)"),
    ],
)
def test_properties_are_a_mapping(properties: str, told: str, project: Project) -> None:
    project.function("hello")

    assert project.problems(HELLO + f"overrides: {{HttpApi: {{Properties: {properties}}}}}\n") == [
        f"apis/demo.yaml:2:23: overrides.HttpApi.Properties: {told}"
    ]


def test_the_order_of_resources_and_of_properties_stays(project: Project) -> None:
    before = resources(project)

    after = resources(project, "HelloFunction: {Properties: {Timeout: 3, Architectures: [x86_64]}}")

    assert list(after) == list(before)
    assert list(after["HelloFunction"]["Properties"]) == list(before["HelloFunction"]["Properties"])


RAW = """
cloudformation:
  Resources:
    Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: a, DisplayName: b}}
"""


def test_a_raw_resource_can_be_overridden_by_properties_that_only_aws_knows(project: Project) -> None:
    after = resources(project, "Topic: {Properties: {TopicName: null, Brandnew: 1}}", RAW)

    assert after["Topic"] == {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "b", "Brandnew": 1}}


# What is said -> what is told.
MISTAKES: dict[str, tuple[str, list[str]]] = {
    "a misspelt resource": (
        "HeloFunction: {Properties: {Timeout: 3}}",
        ["overrides.HeloFunction: there is no such resource; did you mean HelloFunction?"],
    ),
    "an unknown resource": ("Zzz: {}", ["overrides.Zzz: there is no such resource"]),
    "a misspelt property": (
        "HelloFunction: {Properties: {MemorySiz: 512}}",
        ["overrides.HelloFunction.Properties.MemorySiz: AWS::Lambda::Function has no such property; "
         "did you mean MemorySize?"],
    ),
    "an unknown property": (
        "HttpApi: {Properties: {Zzz: 1}}",
        ["overrides.HttpApi.Properties.Zzz: AWS::ApiGatewayV2::Api has no such property"],
    ),
    "removing what is not there": (
        "HelloFunction: {Properties: {KmsKeyArn: null}}",
        ["overrides.HelloFunction.Properties.KmsKeyArn: cannot be removed: it is not there"],
    ),
    "removing what is not there further down": (
        "HelloFunction: {Properties: {Environment: {Variables: {GONE: null}}, VpcConfig: {SubnetIds: null}}}",
        ["overrides.HelloFunction.Properties.Environment.Variables.GONE: cannot be removed: it is not there",
         "overrides.HelloFunction.Properties.VpcConfig.SubnetIds: cannot be removed: it is not there"],
    ),
    "removing an attribute that is not there": (
        "HttpApi: {DependsOn: null}",
        ["overrides.HttpApi.DependsOn: cannot be removed: it is not there"],
    ),
    "several": (
        "Zzz: {}, HttpApi: {DependsOn: null}",
        ["overrides.Zzz: there is no such resource",
         "overrides.HttpApi.DependsOn: cannot be removed: it is not there"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told(name: str, project: Project) -> None:
    override, told = MISTAKES[name]

    assert problems(project, override) == told


def test_removing_an_unknown_property_is_told_once(project: Project) -> None:
    assert problems(project, "HelloFunction: {Properties: {MemorySiz: null}}") == [
        "overrides.HelloFunction.Properties.MemorySiz: AWS::Lambda::Function has no such property; "
        "did you mean MemorySize?"
    ]


def test_a_raw_resource_may_be_misspelt_too(project: Project) -> None:
    assert problems(project, "Topc: {Properties: {TopicName: x}}", RAW) == [
        "overrides.Topc: there is no such resource; did you mean Topic?"
    ]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Propertis", "; did you mean Properties?"),
        (
            "Type",
            "; what can be is DependsOn, Condition, CreationPolicy, UpdatePolicy, DeletionPolicy, UpdateReplacePolicy, "
            "IgnoreGlobals, Metadata, Properties",
        ),
    ],
)
def test_only_what_stands_beside_the_type_can_be_overridden(name: str, hint: str, project: Project) -> None:
    project.function("hello")

    assert project.problems(HELLO + f"overrides: {{HttpApi: {{{name}: x}}}}\n") == [
        f"apis/demo.yaml:2:23: overrides.HttpApi.{name}: cannot be overridden{hint} (got {name})"
    ]


def test_an_override_leaves_the_spec_as_it_was(project: Project) -> None:
    spec = project.spec(HELLO + "overrides: {HelloFunction: {Properties: {Environment: {Variables: {A: b}}}}}\n")

    template = assemble(spec)
    once = template.to_dict()
    template.resources["HelloFunction"].resource["Properties"]["Environment"]["Variables"]["A"] = "changed"

    assert assemble(spec).to_dict() == once


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"Condition": "IsProd"}, {"Type", "Condition", "Properties"}),
        ({"DeletionPolicy": "Retain"}, {"Type", "DeletionPolicy", "Properties"}),
    ],
)
def test_an_override_of_one_attribute_keeps_the_rest(
    project: Project, change: dict[str, Any], expected: set[str]
) -> None:
    """`Condition: Name` alone is an attribute here, not the function of that name."""
    spec = project.spec(
        f"functions: {{hello: lambda_code/hello}}\noverrides: {{HelloFunction: {json.dumps(change)}}}\n"
    )

    assert set(assemble(spec).to_dict()["Resources"]["HelloFunction"]) == expected
