"""Raw CloudFormation: every section goes in as it was written, and never over what is generated."""

from typing import Any

import pytest

from generator.errors import SpecError
from generator.render import render
from generator.templates.cloudformation import assemble
from tests.support import Project

HELLO = "functions: {hello: lambda_code/hello}\n"


def body(project: Project, raw: str = "", rest: str = "") -> dict[str, Any]:
    text = HELLO + rest + (f"cloudformation: {{{raw}}}\n" if raw else "")
    found: dict[str, Any] = assemble(project.spec(text)).to_dict()
    return found


# What is said -> the sections that it adds to.
SECTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "a transform": ("Transform: AWS::LanguageExtensions", {"Transform": "AWS::LanguageExtensions"}),
    "several transforms": (
        "Transform: [Mine, AWS::LanguageExtensions]",
        {"Transform": ["Mine", "AWS::LanguageExtensions"]},
    ),
    "metadata": ("Metadata: {Owner: {Team: shop}}", {"Metadata": {"Owner": {"Team": "shop"}}}),
    "parameters": (
        "Parameters: {Size: {Type: Number, Default: 3}}",
        {"Parameters": {"Size": {"Type": "Number", "Default": 3}}},
    ),
    "mappings": ("Mappings: {Sizes: {eu: {small: 1}}}", {"Mappings": {"Sizes": {"eu": {"small": 1}}}}),
    "conditions": (
        "Conditions: {Big: !Not [!Equals [!Ref Size, 1]]}",
        {"Conditions": {"Big": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Size"}, 1]}]}}},
    ),
    "rules": (
        "Rules: {R: {Assertions: [{Assert: !Contains [[a], !Ref Size]}]}}",
        {"Rules": {"R": {"Assertions": [{"Assert": {"Fn::Contains": [["a"], {"Ref": "Size"}]}}]}}},
    ),
    "resources": (
        "Resources: {Topic: {Type: AWS::SNS::Topic, Condition: Big, Properties: {TopicName: !Sub '${Size}-x'}}}",
        {
            "Resources": {
                "Topic": {
                    "Type": "AWS::SNS::Topic",
                    "Condition": "Big",
                    "Properties": {"TopicName": {"Fn::Sub": "${Size}-x"}},
                }
            }
        },
    ),
    "outputs": (
        "Outputs: {Name: {Value: !GetAtt Topic.TopicName, Export: {Name: x}}}",
        {"Outputs": {"Name": {"Value": {"Fn::GetAtt": ["Topic", "TopicName"]}, "Export": {"Name": "x"}}}},
    ),
    "a loop over resources": (
        "Resources: {'Fn::ForEach::Topics': [T, [A, B], {'Topic${T}': {Type: AWS::SNS::Topic}}]}",
        {"Resources": {"Fn::ForEach::Topics": ["T", ["A", "B"], {"Topic${T}": {"Type": "AWS::SNS::Topic"}}]}},
    ),
    "a loop over outputs": (
        "Outputs: {'Fn::ForEach::Names': [T, [A, B], {'Name${T}': {Value: !Ref AWS::Region}}]}",
        {"Outputs": {"Fn::ForEach::Names": ["T", ["A", "B"], {"Name${T}": {"Value": {"Ref": "AWS::Region"}}}]}},
    ),
    "a loop over conditions": (
        "Conditions: {'Fn::ForEach::Cs': [T, [A, B], {'Is${T}': {Fn::Equals: [1, 1]}}]}",
        {"Conditions": {"Fn::ForEach::Cs": ["T", ["A", "B"], {"Is${T}": {"Fn::Equals": [1, 1]}}]}},
    ),
    "a loop inside a resource": (
        "Resources: {T: {Type: AWS::SNS::Topic, Properties: {'Fn::ForEach::P': [X, [TopicName], {'${X}': a}]}}}",
        {
            "Resources": {
                "T": {
                    "Type": "AWS::SNS::Topic",
                    "Properties": {"Fn::ForEach::P": ["X", ["TopicName"], {"${X}": "a"}]},
                }
            }
        },
    ),
    "a type that troposphere does not know": (
        "Resources: {T: {Type: My::Own::Thing, Hooks: 1, Properties: {}}}",
        {"Resources": {"T": {"Type": "My::Own::Thing", "Hooks": 1, "Properties": {}}}},
    ),
    "nothing": ("Metadata: {}, Resources: {}", {}),
}


@pytest.mark.parametrize("name", SECTIONS)
def test_a_raw_section_is_added_to_what_is_generated(name: str, project: Project) -> None:
    raw, added = SECTIONS[name]
    before = body(project)

    after = body(project, raw)

    merged = {
        section: {**before.get(section, {}), **more} if isinstance(more, dict) else more
        for section, more in added.items()
    }
    assert after == before | merged


@pytest.mark.parametrize("name", SECTIONS)
def test_what_is_generated_comes_before_what_is_raw(name: str, project: Project) -> None:
    raw, _ = SECTIONS[name]
    before = body(project)

    after = body(project, raw)

    for section in ("Resources", "Outputs"):
        assert list(after[section])[: len(before[section])] == list(before[section])


def test_raw_metadata_stands_beside_the_interface_of_the_parameters(project: Project) -> None:
    after = body(project, "Metadata: {Owner: shop}", "parameters: {Size: {type: Number, default: 1, label: How big}}\n")

    assert after["Metadata"] == {
        "AWS::CloudFormation::Interface": {"ParameterLabels": {"Size": {"default": "How big"}}},
        "Owner": "shop",
    }


def test_a_loop_is_rendered_as_it_was_written(project: Project) -> None:
    raw = (
        "Transform: AWS::LanguageExtensions, "
        "Resources: {'Fn::ForEach::Topics': [T, [A, B], {'Topic${T}': {Type: AWS::SNS::Topic, "
        "Properties: {TopicName: !Sub '${T}-x'}}}]}"
    )

    text = render(body(project, raw), "")

    assert "Transform: AWS::LanguageExtensions\n" in text
    assert text.partition("  Fn::ForEach::Topics:\n")[2].partition("Outputs:\n")[0] == (
        "  - T\n"
        "  - - A\n"
        "    - B\n"
        "  - Topic${T}:\n"
        "      Type: AWS::SNS::Topic\n"
        "      Properties:\n"
        "        TopicName: !Sub ${T}-x\n"
    )


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (
            "Outputs: {ApiUrl: {Value: x}, Mine: {Value: x}}",
            "cloudformation.Outputs.ApiUrl: ApiUrl is generated already: choose another name",
        ),
        (
            "Outputs: {HelloFunctionArn: {Value: x}}",
            "cloudformation.Outputs.HelloFunctionArn: HelloFunctionArn is generated already: choose another name",
        ),
        (
            "Metadata: {AWS::CloudFormation::Interface: {}}",
            'cloudformation.Metadata."AWS::CloudFormation::Interface": AWS::CloudFormation::Interface is generated '
            "already: choose another name",
        ),
    ],
)
def test_a_raw_output_or_metadata_never_replaces_a_generated_one(raw: str, told: str, project: Project) -> None:
    with pytest.raises(SpecError) as raised:
        body(project, raw, "parameters: {Size: {type: Number, default: 1, label: How big}}\n")

    assert str(raised.value) == told


TAKEN = {
    "Resources: {HttpApi: {Type: AWS::SNS::Topic}}": "cloudformation.Resources.HttpApi: leads to the logical ID "
    "HttpApi, which belongs to the API: choose another name",
    "Resources: {Stage: {Type: AWS::SNS::Topic}}": "cloudformation.Resources.Stage: leads to the logical ID Stage, "
    "which belongs to the stage: choose another name",
    "Resources: {HelloRole: {Type: AWS::SNS::Topic}}": "cloudformation.Resources.HelloRole: leads to the logical ID "
    "HelloRole, which belongs to functions.hello: choose another name",
    "Resources: {DefaultRoute: {Type: AWS::SNS::Topic}}": "cloudformation.Resources.DefaultRoute: leads to the "
    "logical ID DefaultRoute, which belongs to routes.$default: choose another name",
    "Resources: {Size: {Type: AWS::SNS::Topic}}": "cloudformation.Resources.Size: leads to the logical ID Size, "
    "which belongs to parameters.Size: choose another name",
    "Parameters: {Size: {Type: Number}}": "cloudformation.Parameters.Size: leads to the logical ID Size, "
    "which belongs to parameters.Size: choose another name",
    "Parameters: {HelloFunction: {Type: Number}}": "cloudformation.Parameters.HelloFunction: leads to the logical ID "
    "HelloFunction, which belongs to functions.hello: choose another name",
    "Parameters: {CodeBucket: {Type: String}}": "cloudformation.Parameters.CodeBucket: leads to the logical ID "
    "CodeBucket, which belongs to the parameter for packaged code: choose another name",
}


@pytest.mark.parametrize("raw", TAKEN)
def test_a_raw_resource_or_parameter_never_replaces_a_generated_one(raw: str, project: Project) -> None:
    project.function("hello")
    spec = HELLO + "parameters: {Size: {type: Number, default: 1}}\ncloudformation:\n  " + raw + "\n"

    column = raw.index("{") + 4

    assert project.problems(spec) == [f"apis/demo.yaml:4:{column}: {TAKEN[raw]}"]


def test_a_raw_parameter_and_a_raw_resource_of_one_name_are_refused(project: Project) -> None:
    project.function("hello")
    spec = HELLO + "cloudformation:\n  Parameters: {A: {Type: String}}\n  Resources: {A: {Type: AWS::SNS::Topic}}\n"

    assert project.problems(spec) == [
        "apis/demo.yaml:4:15: cloudformation.Resources.A: leads to the logical ID A, which belongs to "
        "cloudformation.A: choose another name"
    ]


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("Metadata: {cfn-lint: {config: {ignore_checks: [E]}}}", "cloudformation.Metadata.cfn-lint"),
        (
            "Resources: {T: {Type: AWS::SNS::Topic, Metadata: {cfn-lint: {config: {}}}}}",
            "cloudformation.Resources.T.Metadata.cfn-lint",
        ),
    ],
)
def test_the_check_cannot_be_switched_off_from_a_spec(project: Project, raw: str, place: str) -> None:
    spec = project.spec(f"functions: {{hello: lambda_code/hello}}\ncloudformation:\n  {raw}\n")

    with pytest.raises(SpecError) as refused:
        assemble(spec)

    assert str(refused.value) == f"{place}: settings of cfn-lint stand in .cfnlintrc and nowhere else"


def test_globals_are_merged_as_they_are(project: Project) -> None:
    spec = project.spec("""
        functions: {hello: lambda_code/hello}
        cloudformation: {Transform: AWS::Serverless-2016-10-31, Globals: {Function: {Timeout: 3}}}
    """)

    assert assemble(spec).to_dict()["Globals"] == {"Function": {"Timeout": 3}}
