"""A version's ID changes with what the version keeps, and with nothing else; what refers to it follows."""

import re
from typing import Any

import pytest

from generator.errors import SpecError
from generator.templates import function_versions
from generator.templates.cloudformation import assemble
from generator.templates.references import check
from tests.support import Project

SPEC = """
tags: {team: shop}
functions:
  one:
    code: lambda_code/one
    environment: {AA: x, BB: y}
    auto_publish_alias: live
  two: lambda_code/two
routes:
  GET /a: one
  GET /b: two
"""


def body(project: Project, text: str) -> dict[str, Any]:
    spec = project.spec(text)
    found: dict[str, Any] = assemble(spec).to_dict()
    check(spec, found)
    return found


def version(project: Project, text: str, name: str = "One") -> str:
    titles: list[str] = list(body(project, text)["Resources"])
    (found,) = (title for title in titles if title.startswith(f"{name}FunctionVersion"))
    return found


def replaced(old: str, new: str) -> str:
    assert SPEC.count(old) == 1
    return SPEC.replace(old, new)


def override(properties: str, resource: str = "OneFunction") -> str:
    return f"{SPEC}overrides: {{{resource}: {{Properties: {{{properties}}}}}}}\n"


def test_the_id_ends_in_ten_digits_and_the_alias_leads_to_the_version(project: Project) -> None:
    found = version(project, SPEC)
    resources = body(project, SPEC)["Resources"]

    assert re.fullmatch(r"OneFunctionVersion[0-9a-f]{10}", found)
    assert resources[found] == {
        "Type": "AWS::Lambda::Version",
        "DeletionPolicy": "RetainExceptOnCreate",
        "UpdateReplacePolicy": "Retain",
        "Properties": {"FunctionName": {"Ref": "OneFunction"}},
    }
    assert resources["OneFunctionAliaslive"] == {
        "Type": "AWS::Lambda::Alias",
        "Properties": {
            "FunctionName": {"Ref": "OneFunction"},
            "FunctionVersion": {"Fn::GetAtt": [found, "Version"]},
            "Name": "live",
        },
    }


def test_the_id_is_a_deployed_identity(project: Project) -> None:
    """Whoever changes it publishes a version of every function that has an alias, and Lambda may refuse that."""
    assert version(project, SPEC) == "OneFunctionVersionb13fafe874"


def test_the_digits_are_the_first_of_the_digest(project: Project) -> None:
    """SAM's translator takes the first ten digits of AutoPublishCodeSha256, whatever that is."""
    spec = project.spec(SPEC)
    digests = function_versions.digests(assemble(spec), spec)

    assert list(digests) == ["one"]
    assert re.fullmatch("[0-9a-f]{64}", digests["one"])


def test_the_version_keeps_its_place(project: Project) -> None:
    titles = list(body(project, SPEC)["Resources"])

    assert titles.index("TwoFunction") < titles.index(version(project, SPEC)) < titles.index("OneFunctionAliaslive")


@pytest.mark.parametrize(
    "changed",
    [
        replaced("environment: {AA: x, BB: y}", "environment: {AA: x, BB: z}"),
        replaced("environment: {AA: x, BB: y}", "environment: {AA: x}"),
        replaced("environment:", "memory_size: 512\n    environment:"),
        replaced("environment:", "timeout: 3\n    environment:"),
        replaced("environment:", "description: More\n    environment:"),
        replaced("environment:", "architecture: x86_64\n    environment:"),
        replaced("environment:", "runtime: python3.13\n    environment:"),
        replaced("environment:", "inline: false\n    environment:"),
        replaced("code: lambda_code/one", "code: lambda_code/other"),
        replaced("functions:", "defaults: {memory_size: 512}\nfunctions:"),
        override("KmsKeyArn: arn"),
        override("EphemeralStorage: {Size: 1024}"),
    ],
)
def test_what_a_version_keeps_is_another_version(project: Project, changed: str) -> None:
    project.function("other", "def handler(event, context):\n    return {}\n")

    assert version(project, changed) != version(project, SPEC)


@pytest.mark.parametrize(
    "changed",
    [
        replaced("team: shop", "team: stock"),
        replaced("environment: {AA: x, BB: y}", "environment: {BB: y, AA: x}"),
        replaced("environment:", "reserved_concurrent_executions: 5\n    environment:"),
        replaced("environment:", "log_group: {retention_in_days: 90}\n    environment:"),
        replaced("environment:", "provisioned_concurrency_config: {provisioned_concurrent_executions: 1}\n    "
                                 "environment:"),
        replaced("auto_publish_alias: live", "auto_publish_alias: blue"),
        replaced("  two: lambda_code/two", "  two: {code: lambda_code/two, timeout: 3}"),
        replaced("  two: lambda_code/two\n", "").replace("functions:\n", "functions:\n  two: lambda_code/two\n"),
        replaced("GET /a: one", "POST /c: one"),
        SPEC + "stage: {auto_deploy: false}\n",
        override("RecursiveLoop: Allow"),
        override("Description: x", "OneFunctionVersion"),
        override("Description: x", "TwoFunction"),
    ],
)  # fmt: skip
def test_nothing_else_is_another_version(project: Project, changed: str) -> None:
    assert version(project, changed) == version(project, SPEC)


def test_other_code_in_the_same_folder_is_another_version(project: Project) -> None:
    before = version(project, SPEC)
    project.function("one", "def handler(event, context):\n    return {}\n")

    assert version(project, SPEC) != before


def test_overrides_name_the_version_without_its_digest(project: Project) -> None:
    resources = body(project, override("Description: reviewed", "OneFunctionVersion"))["Resources"]

    assert resources[version(project, SPEC)]["Properties"] == {
        "FunctionName": {"Ref": "OneFunction"},
        "Description": "reviewed",
    }


RAW = """
cloudformation:
  Resources:
    Rule:
      Type: AWS::SNS::Topic
      DependsOn: [OneFunctionVersion, OneFunctionAliaslive]
      Properties:
        DisplayName: !Sub "${OneFunctionVersion.Version} ${ OneFunctionVersion } ${!OneFunctionVersion} ${AWS::Region}"
        TopicName: !Join ["-", [!Ref OneFunctionVersion, OneFunctionVersion]]
        Tags:
          - Key: a
            Value: !Sub ["${OneFunctionVersion} ${b}", {OneFunctionVersion: x, b: !Ref OneFunctionVersion}]
    Other: {Type: AWS::SNS::Topic, DependsOn: OneFunctionVersion}
  Outputs:
    Version: {Value: !GetAtt OneFunctionVersion.Version}
"""


def test_references_follow_wherever_they_stand(project: Project) -> None:
    found, raw = version(project, SPEC), body(project, SPEC + RAW)

    assert raw["Resources"]["Rule"] == {
        "Type": "AWS::SNS::Topic",
        "DependsOn": [found, "OneFunctionAliaslive"],
        "Properties": {
            "DisplayName": {
                "Fn::Sub": f"${{{found}.Version}} ${{ {found} }} ${{!OneFunctionVersion}} ${{AWS::Region}}"
            },
            "TopicName": {"Fn::Join": ["-", [{"Ref": found}, "OneFunctionVersion"]]},
            "Tags": [
                {
                    "Key": "a",
                    "Value": {
                        "Fn::Sub": ["${OneFunctionVersion} ${b}", {"OneFunctionVersion": "x", "b": {"Ref": found}}]
                    },
                }
            ],
        },
    }
    assert raw["Resources"]["Other"]["DependsOn"] == found
    assert raw["Outputs"]["Version"] == {"Value": {"Fn::GetAtt": [found, "Version"]}}


def test_a_spec_stays_as_it_was(project: Project) -> None:
    spec = project.spec(SPEC + RAW)
    first, second = assemble(spec).to_dict(), assemble(spec).to_dict()

    assert first == second


def test_a_function_that_names_a_version_changes_with_it(project: Project) -> None:
    spec = replaced(
        "two: lambda_code/two",
        "two: {code: lambda_code/two, auto_publish_alias: live, environment: {VERSION: !Ref OneFunctionVersion}}",
    )
    other = spec.replace("BB: y", "BB: z")
    resources = body(project, spec)["Resources"]

    assert resources["TwoFunction"]["Properties"]["Environment"]["Variables"] == {
        "VERSION": {"Ref": version(project, spec)}
    }
    assert version(project, spec) != version(project, other)
    assert version(project, spec, "Two") != version(project, other, "Two")


def test_another_content_of_a_layer_of_the_template_is_another_version(project: Project) -> None:
    layer = "{Type: AWS::Lambda::LayerVersion, Properties: {Content: {S3Bucket: b, S3Key: one.zip}}}"
    text = f"{override('Layers: [!Ref Layer]')}cloudformation: {{Resources: {{Layer: {layer}}}}}\n"

    assert version(project, text) != version(project, text.replace("one.zip", "two.zip"))


def test_a_version_is_no_part_of_a_deployment_of_the_api(project: Project) -> None:
    def deployment(text: str) -> str:
        titles: list[str] = list(body(project, text)["Resources"])
        (found,) = (title for title in titles if title.startswith("Deployment"))
        return found

    by_hand = SPEC + "stage: {auto_deploy: false}\n"

    assert deployment(by_hand) == deployment(by_hand.replace("BB: y", "BB: z"))


def test_without_an_alias_there_is_no_version_to_name(project: Project) -> None:
    with pytest.raises(SpecError) as raised:
        body(
            project,
            replaced("two: lambda_code/two", "two: {code: lambda_code/two, description: !Ref TwoFunctionVersion}"),
        )

    assert str(raised.value) == (
        "functions.two.description: there is no resource and no parameter TwoFunctionVersion; did you mean "
        "OneFunctionVersion?"
    )


def test_the_raw_section_cannot_take_the_id_of_a_version(project: Project) -> None:
    taken = version(project, SPEC)

    with pytest.raises(SpecError) as refused:
        body(project, f"{SPEC}cloudformation: {{Resources: {{{taken}: {{Type: 'AWS::SNS::Topic'}}}}}}\n")

    assert str(refused.value) == (
        f"cloudformation.Resources.{taken}: {taken} is generated already: choose another name"
    )
