"""The SAM template: functions are SAM's, everything else is what the plain template has."""

from pathlib import Path
from typing import Any

import pytest

from generator import assemble
from generator.errors import SpecError
from generator.spec.api import ApiSpec
from generator.templates import cloudformation, sam
from tests.support import Project

ONE = "functions: {one: {code: lambda_code/one, auto_publish_alias: live}}\n"
FOLDER = Path("templates_out/demo")


def template(spec: ApiSpec, folder: Path = FOLDER) -> dict[str, Any]:
    body: dict[str, Any] = assemble(spec, "sam", folder).to_dict()
    return body


def function(spec: ApiSpec, logical_id: str = "OneFunction") -> dict[str, Any]:
    body: dict[str, Any] = template(spec)["Resources"][logical_id]
    return body


def test_only_functions_differ_from_the_plain_template(project: Project) -> None:
    spec = project.spec("functions: {one: lambda_code/one}\ncors: {allow_origins: [https://example.com]}\n")
    plain, of_sam = assemble(spec).to_dict(), template(spec)

    assert of_sam["Transform"] == "AWS::Serverless-2016-10-31"
    differing = {name for name, body in of_sam["Resources"].items() if plain["Resources"][name] != body}
    assert differing == {"OneFunction"}
    assert list(of_sam["Resources"]) == list(plain["Resources"])
    assert of_sam["Outputs"] == plain["Outputs"]


def test_a_function_is_what_the_plain_one_is_in_the_words_of_sam(project: Project) -> None:
    spec = project.spec("""
        tags: {team: shop}
        functions:
          one:
            code: lambda_code/one
            inline: false
            tracing: Active
            dead_letter_queue: arn:aws:sqs:eu-central-1:123456789012:dead
            tags: {name: one}
    """)

    assert function(spec) == {
        "Type": "AWS::Serverless::Function",
        "Properties": {
            "CodeUri": "../../lambda_code/one",
            "Handler": "app.handler",
            "Runtime": "python3.14",
            "Architectures": ["arm64"],
            "MemorySize": 256,
            "Timeout": 10,
            "Role": {"Fn::GetAtt": ["OneRole", "Arn"]},
            "LoggingConfig": {"LogGroup": {"Ref": "OneLogGroup"}},
            "Tracing": "Active",
            "DeadLetterQueue": {"Type": "SQS", "TargetArn": "arn:aws:sqs:eu-central-1:123456789012:dead"},
            "Tags": {"team": "shop", "name": "one"},
        },
    }


def test_sam_deploy_brings_a_bucket_of_its_own(project: Project) -> None:
    assert "Parameters" not in template(project.spec("functions: {one: {code: lambda_code/one, inline: false}}\n"))


@pytest.mark.parametrize(
    ("folder", "code"),
    [
        ("templates_out/demo", "../../lambda_code/one"),
        ("out", "../lambda_code/one"),
        ("lambda_code", "../lambda_code/one"),
        (".", "./lambda_code/one"),
    ],
)
def test_code_is_named_as_seen_from_the_templates_folder(project: Project, folder: str, code: str) -> None:
    spec = project.spec("functions: {one: {code: lambda_code/one, inline: false}}\n")

    body = template(spec, Path(folder))["Resources"]["OneFunction"]

    assert body["Properties"]["CodeUri"] == code


def test_the_translator_is_told_the_digest_of_which_the_plain_versions_id_has_ten_digits(project: Project) -> None:
    spec = project.spec(ONE)
    (version,) = [name for name in assemble(spec).to_dict()["Resources"] if "Version" in name]

    properties = function(spec)["Properties"]

    assert properties["AutoPublishAlias"] == "live"
    assert len(properties["AutoPublishCodeSha256"]) == 64
    assert version == f"OneFunctionVersion{properties['AutoPublishCodeSha256'][:10]}"


def test_references_to_a_version_follow_its_id(project: Project) -> None:
    spec = project.spec(ONE + "cloudformation: {Outputs: {Version: {Value: !GetAtt OneFunctionVersion.Version}}}\n")
    digest = function(spec)["Properties"]["AutoPublishCodeSha256"]

    assert template(spec)["Outputs"]["Version"]["Value"] == {
        "Fn::GetAtt": [f"OneFunctionVersion{digest[:10]}", "Version"]
    }


def test_what_is_overridden_for_sam_alone_is_another_version(project: Project) -> None:
    digests = {
        function(project.spec(ONE + change))["Properties"]["AutoPublishCodeSha256"]
        for change in ("", "overrides: {sam: {OneFunction: {Properties: {MemorySize: 512}}}}\n")
    }

    assert len(digests) == 2


def test_gradual_deployments_and_asynchronous_invocations_are_properties(project: Project) -> None:
    spec = project.spec("""
        functions:
          one:
            code: lambda_code/one
            auto_publish_alias: live
            provisioned_concurrency_config: {provisioned_concurrent_executions: 2}
            deployment_preference: {type: AllAtOnce, alarms: [errors], hooks: {pre_traffic: test}}
            event_invoke_config: {maximum_retry_attempts: 1, on_failure: !GetAtt Failed.Arn}
          test: lambda_code/one
        routes: {GET /: one}
        tags: {team: shop}
        cloudformation: {Resources: {Failed: {Type: AWS::SQS::Queue}}}
    """)
    properties = function(spec)["Properties"]

    assert properties["ProvisionedConcurrencyConfig"] == {"ProvisionedConcurrentExecutions": 2}
    assert properties["DeploymentPreference"] == {
        "Type": "AllAtOnce",
        "Alarms": ["errors"],
        "Hooks": {"PreTraffic": {"Ref": "TestFunction"}},
        "Role": {"Fn::GetAtt": ["CodeDeployServiceRole", "Arn"]},
    }
    assert properties["PropagateTags"] is True
    assert properties["EventInvokeConfig"] == {
        "MaximumRetryAttempts": 1,
        "DestinationConfig": {"OnFailure": {"Type": "SQS", "Destination": {"Fn::GetAtt": ["Failed", "Arn"]}}},
    }
    there = set(template(spec)["Resources"])
    assert "CodeDeployServiceRole" in there
    assert not there & set(sam.translated_ids(spec))


def test_the_ids_of_what_the_translator_adds_are_those_of_the_plain_template(project: Project) -> None:
    spec = project.spec("""
        functions:
          one:
            code: lambda_code/one
            auto_publish_alias: live
            deployment_preference: {type: AllAtOnce}
            event_invoke_config: {maximum_retry_attempts: 1}
    """)

    plain = set(cloudformation.unsettled(spec).to_dict()["Resources"])

    assert plain - set(template(spec)["Resources"]) == set(sam.translated_ids(spec))


@pytest.mark.parametrize(
    ("alarms", "expected"),
    [
        ("[x, !Ref Y]", ["x", {"Ref": "Y"}]),
        ("[!If [A, x, !Ref AWS::NoValue], y]", {"Fn::If": ["A", ["x", "y"], ["y"]]}),
        ("[!If [A, !Ref AWS::NoValue, x], y]", {"Fn::If": ["A", ["y"], ["x", "y"]]}),
        ("[!If [A, x, !Ref AWS::NoValue], !If [A, y, !Ref AWS::NoValue]]",
         {"Fn::If": ["A", ["x", "y"], [{"Ref": "AWS::NoValue"}]]}),
    ],
)  # fmt: skip
def test_a_condition_of_alarms_stands_around_them_all(project: Project, alarms: str, expected: Any) -> None:
    spec = project.spec(f"""
        functions:
          one:
            code: lambda_code/one
            auto_publish_alias: live
            deployment_preference: {{type: AllAtOnce, alarms: {alarms}}}
        cloudformation:
          Conditions: {{A: !Equals [!Ref AWS::Region, x]}}
          Resources: {{Y: {{Type: AWS::CloudWatch::CompositeAlarm, Properties: {{AlarmRule: "FALSE"}}}}}}
    """)

    assert function(spec)["Properties"]["DeploymentPreference"]["Alarms"] == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("AWS::LanguageExtensions", ["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"]),
        ("[A, B]", ["A", "B", "AWS::Serverless-2016-10-31"]),
        ("AWS::Serverless-2016-10-31", ["AWS::Serverless-2016-10-31"]),
    ],
)
def test_transforms_of_the_raw_section_come_first(project: Project, raw: str, expected: list[str]) -> None:
    spec = project.spec(f"functions: {{one: lambda_code/one}}\ncloudformation: {{Transform: {raw}}}\n")

    assert template(spec)["Transform"] == expected


# Overrides


def test_an_override_may_be_for_one_flavour_alone_and_comes_last(project: Project) -> None:
    spec = project.spec("""
        functions: {one: lambda_code/one}
        overrides:
          OneFunction: {Properties: {MemorySize: 512, Timeout: 5}}
          sam: {OneFunction: {Properties: {Timeout: 6, Tracing: Active}}}
          cloudformation: {OneFunction: {Properties: {Timeout: 7, TracingConfig: {Mode: Active}}}}
    """)
    of_sam = function(spec)["Properties"]
    plain = assemble(spec).to_dict()["Resources"]["OneFunction"]["Properties"]

    assert (of_sam["MemorySize"], of_sam["Timeout"], of_sam["Tracing"]) == (512, 6, "Active")
    assert (plain["MemorySize"], plain["Timeout"], plain["TracingConfig"]) == (512, 7, {"Mode": "Active"})
    assert "TracingConfig" not in of_sam
    assert "Tracing" not in plain


@pytest.mark.parametrize(
    ("override", "told"),
    [
        ("OneFunctionAliaslive: {Properties: {Description: x}}",
         "overrides.OneFunctionAliaslive: is not in sam.yaml, but in template.yaml: put it under "
         "overrides.cloudformation"),
        ("OneFunction: {Properties: {TracingConfig: {Mode: Active}}}",
         "overrides.OneFunction.Properties.TracingConfig: is not in sam.yaml, but in template.yaml: put it under "
         "overrides.cloudformation"),
        ("sam: {OneFunctionAliaslive: {Properties: {Description: x}}}",
         "overrides.sam.OneFunctionAliaslive: there is no such resource; did you mean OneFunction?"),
        ("OneFunktion: {}", "overrides.OneFunktion: there is no such resource; did you mean OneFunction?"),
    ],
)  # fmt: skip
def test_what_is_of_the_other_flavour_has_its_place_there(project: Project, override: str, told: str) -> None:
    spec = project.spec(f"{ONE}overrides: {{{override}}}\n")

    with pytest.raises(SpecError) as error:
        template(spec)

    assert [f"{'.'.join(map(str, each.path))}: {each.message}" for each in error.value.problems] == [told]


def test_what_is_sams_has_its_place_there(project: Project) -> None:
    spec = project.spec(f"{ONE}overrides: {{OneFunction: {{Properties: {{Tracing: Active, Zzz: 1}}}}}}\n")

    with pytest.raises(SpecError) as error:
        assemble(spec)

    assert [each.message for each in error.value.problems] == [
        "is not in template.yaml, but in sam.yaml: put it under overrides.sam",
        "AWS::Lambda::Function has no such property",
    ]
