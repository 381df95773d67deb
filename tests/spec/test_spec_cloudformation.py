import pytest

from tests.support import Project

_FUNCTION = "functions: {hello: lambda_code/hello}\n"
_SECTIONS = "Transform, Metadata, Parameters, Mappings, Conditions, Rules, Globals, Resources, Outputs"
_ATTRIBUTES = (
    "DependsOn, Condition, CreationPolicy, UpdatePolicy, DeletionPolicy, UpdateReplacePolicy, "
    "IgnoreGlobals, Metadata, Properties"
)
_TRANSFORM = "must be the name of a transform, or a list of names"
_EXAMPLE = "such as {Resources: {Jobs: {Type: AWS::SQS::Queue}}}"


@pytest.mark.parametrize(
    "raw",
    [
        "{}",
        "{Resources: {}}",
        "{Resources: {Table: {Type: 'AWS::DynamoDB::Table', Properties: {BillingMode: PAY_PER_REQUEST}}}}",
        "{Resources: {'Fn::ForEach::Topics': [Name, [a, b], {'${Name}': {Type: 'AWS::SNS::Topic'}}]}}",
        "{Transform: 'AWS::LanguageExtensions'}",
        "{Transform: ['AWS::LanguageExtensions', Mine]}",
        "{Metadata: {a: 1}, Mappings: {A: {b: {c: 1}}}, Conditions: {D: !Equals [a, b]}, Rules: {E: {}}}",
        "{Parameters: {P: {Type: String}}, Outputs: {O: {Value: !Ref P}}}",
    ],
)
def test_raw_sections(hello: Project, raw: str) -> None:
    assert hello.problems(f"{_FUNCTION}cloudformation: {raw}\n") == []


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("null", f"2:1: cloudformation: must be a mapping, {_EXAMPLE} (got nothing)"),
        ("[]", f"2:1: cloudformation: must be a mapping, {_EXAMPLE} (got a list)"),
        ("!Ref X", "2:1: cloudformation: must be a mapping, written out here (got !Ref X)"),
        ("{Resource: {}}", "2:18: cloudformation.Resource: is no field of the language; did you mean Resources?"),
        ("{resources: {}}", "2:18: cloudformation.resources: is no field of the language; did you mean Resources?"),
        ("{Hooks: {}}", f"2:18: cloudformation.Hooks: is no field of the language; known here: {_SECTIONS}"),
        ("{Resources: null}", "2:18: cloudformation.Resources: must be a mapping (got nothing)"),
        ("{Resources: [a]}", "2:18: cloudformation.Resources: must be a mapping (got a list)"),
        ("{Outputs: !Ref X}", "2:18: cloudformation.Outputs: must be a mapping, written out here (got !Ref X)"),
        ("{Transform: 5}", f"2:18: cloudformation.Transform: {_TRANSFORM} (got 5)"),
        ("{Transform: null}", f"2:18: cloudformation.Transform: {_TRANSFORM} (got nothing)"),
        ("{Transform: !Ref X}", f"2:18: cloudformation.Transform: {_TRANSFORM}, written out here (got !Ref X)"),
        ("{Transform: [a, 5]}", f"2:18: cloudformation.Transform: {_TRANSFORM}"),
        ("{Transform: ''}", f"2:18: cloudformation.Transform: {_TRANSFORM} (got empty text)"),
    ],
)
def test_what_is_no_raw_section(hello: Project, raw: str, problem: str) -> None:
    assert hello.problems(f"{_FUNCTION}cloudformation: {raw}\n") == [f"apis/demo.yaml:{problem}"]


@pytest.mark.parametrize(
    "overrides",
    [
        "{}",
        "{HelloFunction: {}}",
        "{HelloFunction: {Properties: {Description: reviewed, Timeout: null}}}",
        "{HelloFunction: {DependsOn: [A], Condition: B, Metadata: {c: d}, DeletionPolicy: Retain}}",
        "{NotKnownYet: {Properties: {}}}",  # what exists is known once the template is built
    ],
)
def test_overrides(hello: Project, overrides: str) -> None:
    assert hello.problems(f"{_FUNCTION}overrides: {overrides}\n") == []


@pytest.mark.parametrize(
    ("overrides", "problem"),
    [
        ("null", "2:1: overrides: must be a mapping, such as {HttpApi: {DeletionPolicy: Retain}} (got nothing)"),
        ("{HelloFunction: null}",
         "2:13: overrides.HelloFunction: must be a mapping, such as {DeletionPolicy: Retain} (got nothing)"),
        ("{HelloFunction: 5}",
         "2:13: overrides.HelloFunction: must be a mapping, such as {DeletionPolicy: Retain} (got 5)"),
        ("{HelloFunction: !Ref X}", "2:13: overrides.HelloFunction: must be a mapping, written out here (got !Ref X)"),
        ("{HelloFunction: {Property: {}}}",
         "2:29: overrides.HelloFunction.Property: cannot be overridden; did you mean Properties? (got Property)"),
        ("{HelloFunction: {Metadata: {}, Type: a}}",
         f"2:43: overrides.HelloFunction.Type: cannot be overridden; what can be is {_ATTRIBUTES} (got Type)"),
        ("{HelloFunction: {Properties: 5}}",
         "2:29: overrides.HelloFunction.Properties: must be a mapping (got 5)"),
    ],
)  # fmt: skip
def test_what_is_no_override(hello: Project, overrides: str, problem: str) -> None:
    assert hello.problems(f"{_FUNCTION}overrides: {overrides}\n") == [f"apis/demo.yaml:{problem}"]
