"""Globals have what `defaults` say; with them, each function still is what it is without."""

from typing import Any

import pytest
from samtranslator.plugins.globals.globals import Globals

from generator import assemble
from generator.resources import serverless_functions
from tests.support import Project, by_id

FUNCTION = "AWS::Serverless::Function"


def template(project: Project, text: str) -> dict[str, Any]:
    body: dict[str, Any] = assemble(project.spec(text), "sam").to_dict()
    return body


def merged(body: dict[str, Any], logical_id: str) -> Any:
    """Return what SAM's translator makes of a function's properties."""
    function = body["Resources"][logical_id]
    ignored = function.get("IgnoreGlobals")
    return Globals(body).merge(FUNCTION, function["Properties"], logical_id, ignored)


PROFILE = "arn:aws:signer:eu-central-1:123456789012:/signing-profiles/p/abcdefghij"

# What `defaults` say, what a function says -> what Globals say, what the function does, and what it ignores.
CASES: dict[str, tuple[str, str, dict[str, Any], dict[str, Any], list[str]]] = {
    "a value of all": ("timeout: 5", "", {"Timeout": 5}, {}, []),
    "a value of its own": ("timeout: 5", "timeout: 7", {"Timeout": 5}, {"Timeout": 7}, []),
    "the same value again": ("timeout: 5", "timeout: 5", {"Timeout": 5}, {}, []),
    "mappings are merged": (
        "environment: {AA: x, BB: y}", "environment: {BB: z, CC: z}",
        {"Environment": {"Variables": {"AA": "x", "BB": "y"}}},
        {"Environment": {"Variables": {"BB": "z", "CC": "z"}}}, []),
    "a function of CloudFormation is one value": (
        "memory_size: !Ref Memory", "memory_size: !If [A, 128, 256]",
        {"MemorySize": {"Ref": "Memory"}}, {"MemorySize": {"Fn::If": ["A", 128, 256]}}, []),
    "architectures are replaced": (
        "architecture: x86_64", "architecture: arm64", {"Architectures": ["x86_64"]}, {"Architectures": ["arm64"]}, []),
    "other lists are replaced by ignoring the common one": (
        "layers: [!Ref A1]", "layers: [!Ref B1]",
        {"Layers": [{"Ref": "A1"}]}, {"Layers": [{"Ref": "B1"}]}, ["Layers"]),
    "a list that begins with the common one goes on": (
        "layers: [!Ref A1]", "layers: [!Ref A1, !Ref B1]",
        {"Layers": [{"Ref": "A1"}]}, {"Layers": [{"Ref": "B1"}]}, []),
    "what is taken back": ("tracing: Active", "tracing: null", {"Tracing": "Active"}, {}, ["Tracing"]),
    "a group is not a property of functions": ("log_group: {retention_in_days: 7}", "", {}, {}, []),
    "nor is a role": ("managed_policy_arns: ['arn:aws:iam::aws:policy/X']", "", {}, {}, []),
    "the log group of logging is each function's own": (
        "logging_config: {log_format: JSON}", "", {"LoggingConfig": {"LogFormat": "JSON"}},
        {"LoggingConfig": {"LogGroup": {"Ref": "OneLogGroup"}}}, []),
    "a code signing config of its own": (
        f"code_signing_config: {{signing_profile_version_arns: ['{PROFILE}']}}", "",
        {}, {"CodeSigningConfigArn": {"Ref": "OneCodeSigningConfig"}}, []),
    "a given code signing config": (
        "code_signing_config: !Ref C1", "", {"CodeSigningConfigArn": {"Ref": "C1"}}, {}, []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_common_stands_in_globals_and_the_rest_with_the_function(name: str, project: Project) -> None:
    defaults, own, common, properties, ignored = CASES[name]
    text = """
        defaults: {DEFAULTS}
        functions: {one: {code: lambda_code/one, inline: false, OWN}}
        parameters: {Memory: {type: Number, default: 128}, A1: {type: String}, B1: {type: String}, C1: {type: String}}
        cloudformation: {Conditions: {A: !Equals [a, b]}}
    """.replace("DEFAULTS", defaults).replace("OWN", own)

    spec = project.spec(text)
    body = assemble(spec, "sam").to_dict()
    function = body["Resources"]["OneFunction"]
    whole = by_id(serverless_functions.build(spec))["OneFunction"]["Properties"]

    assert body.get("Globals", {}) == ({"Function": common} if common else {})
    assert {name: function["Properties"][name] for name in properties} == properties
    assert not (set(common) - set(properties)) & set(function["Properties"])
    assert function.get("IgnoreGlobals", []) == ignored
    assert merged(body, "OneFunction") == {**whole, "CodeUri": "../../lambda_code/one"}


def test_an_image_says_nothing_of_what_is_for_zips(project: Project) -> None:
    body = template(
        project,
        """
        defaults: {runtime: python3.13, timeout: 5}
        functions:
          one: lambda_code/one
          two: {image: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/two:1"}
        routes: {GET /: one, POST /: two}
        """,
    )

    assert body["Globals"] == {"Function": {"Runtime": "python3.13", "Timeout": 5}}
    assert body["Resources"]["TwoFunction"]["IgnoreGlobals"] == ["Runtime"]
    assert "Runtime" not in merged(body, "TwoFunction")
    assert merged(body, "OneFunction")["Runtime"] == "python3.13"


def test_an_override_is_no_common_value(project: Project) -> None:
    body = template(
        project,
        """
        defaults: {timeout: 5, memory_size: 512}
        functions: {one: lambda_code/one}
        overrides: {OneFunction: {Properties: {Timeout: 6, MemorySize: null}}}
        """,
    )

    assert body["Globals"] == {"Function": {"Timeout": 5, "MemorySize": 512}}
    assert body["Resources"]["OneFunction"]["IgnoreGlobals"] == ["MemorySize"]
    assert merged(body, "OneFunction")["Timeout"] == 6
    assert "MemorySize" not in merged(body, "OneFunction")


RAW = """
        defaults: {timeout: 5}
        functions: {one: lambda_code/one}
        cloudformation:
          Transform: AWS::Serverless-2016-10-31
          Resources: {Other: {Type: AWS::Serverless::Function, Properties: {InlineCode: x}}}
"""


def test_functions_of_the_raw_section_inherit_nothing(project: Project) -> None:
    body = template(project, RAW)

    assert "Globals" not in body
    assert body["Resources"]["OneFunction"]["Properties"]["Timeout"] == 5


def test_globals_of_the_raw_section_are_for_its_own_functions(project: Project) -> None:
    body = template(project, RAW + "          Globals: {Function: {Tracing: Active}}\n")

    assert body["Globals"] == {"Function": {"Tracing": "Active"}}
    assert "Tracing" not in merged(body, "OneFunction")
    assert merged(body, "OneFunction")["Timeout"] == 5
    assert merged(body, "Other") == {"InlineCode": "x", "Tracing": "Active"}


def test_other_globals_of_the_raw_section_stay(project: Project) -> None:
    text = "defaults: {timeout: 5}\nfunctions: {one: lambda_code/one}\n"
    body = template(project, text + "cloudformation: {Globals: {HttpApi: {FailOnWarnings: true}}}\n")

    assert body["Globals"] == {"HttpApi": {"FailOnWarnings": True}, "Function": {"Timeout": 5}}
