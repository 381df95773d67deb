"""Releases: what an alias and its deployments lead to, as exact dicts."""

from typing import Any

import pytest
from samtranslator.translator.managed_policy_translator import ManagedPolicyLoader
from samtranslator.translator.transform import transform

from generator.resources import functions, gradual_deployments, releases
from generator.spec.api import ApiSpec
from generator.templates import function_versions
from generator.templates.cloudformation import assemble
from tests.support import Project, by_id

_CONDITIONS = "cloudformation: {Conditions: {IsLarge: !Equals [a, a]}}\n"


def gradual(settings: str, more: str = "") -> str:
    one = f"one: {{code: lambda_code/one, auto_publish_alias: live, deployment_preference: {{{settings}}}}}"
    return f"functions:\n  {one}\n  two: lambda_code/two\nroutes: {{GET /: one, GET /two: two}}\n{more}"


def group(spec: ApiSpec) -> Any:
    return by_id(gradual_deployments.build(spec))["OneFunctionDeploymentGroup"]["Properties"]


def policies(spec: ApiSpec) -> Any:
    return by_id(gradual_deployments.build(spec))["CodeDeployServiceRole"]["Properties"].get("Policies")


@pytest.mark.parametrize(
    ("kind", "configuration"),
    [
        ("AllAtOnce", "CodeDeployDefault.LambdaAllAtOnce"),
        ("!Ref Kind", {"Fn::Sub": "CodeDeployDefault.Lambda${Kind}"}),
        ("!Ref OwnConfiguration", {"Ref": "OwnConfiguration"}),
        ("!ImportValue configuration", {"Fn::ImportValue": "configuration"}),
        ("!If [IsLarge, Canary10Percent30Minutes, !If [IsSmall, !Ref Kind, !Ref OwnConfiguration]]",
         {"Fn::If": ["IsLarge", "CodeDeployDefault.LambdaCanary10Percent30Minutes",
                     {"Fn::If": ["IsSmall", {"Fn::Sub": "CodeDeployDefault.Lambda${Kind}"},
                                 {"Ref": "OwnConfiguration"}]}]}),
    ],
)  # fmt: skip
def test_a_type_is_the_name_of_a_configuration(project: Project, kind: str, configuration: Any) -> None:
    parameter = "parameters: {Kind: {type: String, allowed_values: [AllAtOnce, Canary10Percent5Minutes]}}\n"

    assert group(project.spec(gradual(f"type: {kind}", parameter)))["DeploymentConfigName"] == configuration


def test_a_group_without_more_goes_back_after_every_failure(project: Project) -> None:
    assert group(project.spec(gradual("type: AllAtOnce"))) == {
        "ApplicationName": {"Ref": "ServerlessDeploymentApplication"},
        "AutoRollbackConfiguration": {
            "Enabled": True,
            "Events": ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
        },
        "DeploymentConfigName": "CodeDeployDefault.LambdaAllAtOnce",
        "DeploymentStyle": {"DeploymentOption": "WITH_TRAFFIC_CONTROL", "DeploymentType": "BLUE_GREEN"},
        "ServiceRoleArn": {"Fn::GetAtt": ["CodeDeployServiceRole", "Arn"]},
    }


ALWAYS, NEVER = {"Name": "on-call"}, {"Ref": "AWS::NoValue"}
OWN = "alarms: {notify: !Ref T, throttles: 0, condition: IsLarge}\nparameters: {T: {type: String}}\n" + _CONDITIONS


@pytest.mark.parametrize(
    ("alarms", "more", "configuration"),
    [
        ("on-call", "", {"Alarms": [ALWAYS], "Enabled": True}),
        ("on-call, !If [IsLarge, b, !Ref AWS::NoValue]", "",
         {"Alarms": [ALWAYS, {"Fn::If": ["IsLarge", {"Name": "b"}, NEVER]}], "Enabled": True}),
        ("!If [IsLarge, !Ref AWS::NoValue, b]", "",
         {"Fn::If": ["IsLarge", NEVER, {"Alarms": [{"Name": "b"}], "Enabled": True}]}),
        ("!If [IsLarge, a, b]", "",
         {"Alarms": [{"Name": {"Fn::If": ["IsLarge", "a", "b"]}}], "Enabled": True}),
        ("!Ref OneThrottlesAlarm", OWN,
         {"Fn::If": ["IsLarge", {"Alarms": [{"Name": {"Ref": "OneThrottlesAlarm"}}], "Enabled": True}, NEVER]}),
        ("on-call, !Ref OneThrottlesAlarm", OWN,
         {"Alarms": [ALWAYS, {"Fn::If": ["IsLarge", {"Name": {"Ref": "OneThrottlesAlarm"}}, NEVER]}],
          "Enabled": True}),
        ("!Ref OneThrottlesAlarm", OWN.replace(", condition: IsLarge", ""),
         {"Alarms": [{"Name": {"Ref": "OneThrottlesAlarm"}}], "Enabled": True}),
    ],
)  # fmt: skip
def test_the_list_of_alarms_is_never_empty(project: Project, alarms: str, more: str, configuration: Any) -> None:
    """CodeDeploy refuses one that is enabled and empty."""
    spec = project.spec(gradual(f"type: AllAtOnce, alarms: [{alarms}]", more))

    assert group(spec)["AlarmConfiguration"] == configuration


def test_code_deploy_may_invoke_its_hooks_and_tell_its_topics_and_no_others(project: Project) -> None:
    """The managed policy lets it invoke functions called CodeDeployHook_… alone, and no topic be told."""
    topic = "trigger_configurations: [{trigger_name: t, trigger_target_arn: !Ref T, trigger_events: [DeploymentStop]}]"
    hooks = "hooks: {pre_traffic: two, post_traffic: two}"
    spec = project.spec(gradual(f"type: AllAtOnce, {hooks}, {topic}", "parameters: {T: {type: String}}\n"))

    assert policies(spec) == [
        {
            "PolicyName": "hooks",
            "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": ["lambda:InvokeFunction"],
                        "Resource": [{"Fn::GetAtt": ["TwoFunction", "Arn"]}],
                    }
                ],
            },
        },
        {
            "PolicyName": "triggers",
            "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": ["sns:Publish"], "Resource": [{"Ref": "T"}]}],
            },
        },
    ]


def test_without_hooks_and_topics_the_managed_policy_is_enough(project: Project) -> None:
    role = by_id(gradual_deployments.build(project.spec(gradual("type: AllAtOnce"))))["CodeDeployServiceRole"][
        "Properties"
    ]

    assert "Policies" not in role
    assert role["ManagedPolicyArns"] == [
        {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"}
    ]


def test_with_a_role_of_ones_own_none_is_made(project: Project) -> None:
    spec = project.spec(gradual("type: AllAtOnce, role: 'arn:aws:iam::123456789012:role/mine'"))

    assert "CodeDeployServiceRole" not in by_id(gradual_deployments.build(spec))
    assert group(spec)["ServiceRoleArn"] == "arn:aws:iam::123456789012:role/mine"


def test_a_hook_may_say_how_its_test_came_out_and_others_may_not(project: Project) -> None:
    spec = project.spec(gradual("type: AllAtOnce, hooks: {post_traffic: two}"))
    built = by_id(functions.build(spec))
    of_hook = built["TwoRole"]["Properties"]["Policies"][-1]

    assert [each["PolicyName"] for each in built["OneRole"]["Properties"]["Policies"]] == ["logs"]
    assert of_hook == {
        "PolicyName": "deployment_hook",
        "PolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["codedeploy:PutLifecycleEventHookExecutionStatus"],
                    "Resource": [
                        {
                            "Fn::Sub": "arn:${AWS::Partition}:codedeploy:${AWS::Region}:${AWS::AccountId}:"
                            "deploymentgroup:${ServerlessDeploymentApplication}/*"
                        }
                    ],
                }
            ],
        },
    }


def test_a_hook_is_invoked_by_code_deploy_alone(project: Project) -> None:
    text = gradual("type: AllAtOnce, hooks: {pre_traffic: two}").replace(", GET /two: two", "")
    resources = assemble(project.spec(text)).to_dict()["Resources"]

    assert "OnePermission" in resources
    assert "TwoPermission" not in resources


def test_a_groups_tags_are_its_functions(project: Project) -> None:
    spec = project.spec("tags: {team: shop, tier: a}\n" + gradual("type: AllAtOnce").replace(
        "auto_publish", "tags: {tier: b}, auto_publish"))  # fmt: skip

    assert group(spec)["Tags"] == [{"Key": "team", "Value": "shop"}, {"Key": "tier", "Value": "b"}]


def test_as_many_as_are_provisioned_are_ready_at_least(project: Project) -> None:
    def capacities(scaling: str) -> Any:
        config = f"{{provisioned_concurrent_executions: 3, scaling: {{max_capacity: 9{scaling}}}}}"
        one = f"{{code: lambda_code/one, auto_publish_alias: live, provisioned_concurrency_config: {config}}}"
        target = by_id(releases.build(project.spec(f"functions: {{one: {one}}}\n")))["OneScalableTarget"]["Properties"]
        return target["MinCapacity"], target["MaxCapacity"]

    assert capacities("") == (3, 9)
    assert capacities(", min_capacity: 1") == (1, 9)


class _NoPolicies(ManagedPolicyLoader):
    def __init__(self) -> None:
        """Ask IAM for nothing."""

    def load(self) -> dict[str, str]:
        return {}


def test_logical_ids_are_those_of_sams_translator(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the SAM flavour can have the same, if it says the digest as AutoPublishCodeSha256."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    spec = project.spec(gradual("type: AllAtOnce").replace("auto_publish_alias: live", "auto_publish_alias: v-1_a"))
    template = assemble(spec)
    digest = function_versions.digests(template, spec)["one"]
    function = {
        "Type": "AWS::Serverless::Function",
        "Properties": {
            "InlineCode": "x",
            "Runtime": "python3.14",
            "Handler": "index.handler",
            "Role": "arn:aws:iam::123456789012:role/one",
            "AutoPublishAlias": "v-1_a",
            "AutoPublishCodeSha256": digest,
            "DeploymentPreference": {"Type": "AllAtOnce"},
        },
    }

    translated = transform({"Resources": {"OneFunction": function}}, {}, _NoPolicies())["Resources"]

    kinds = ("AWS::Lambda::Version", "AWS::Lambda::Alias", "AWS::CodeDeploy::", "AWS::Lambda::Function")
    resources = template.to_dict()["Resources"]
    ours = {name: each["Type"] for name, each in resources.items()}
    assert {name: each["Type"] for name, each in translated.items() if each["Type"].startswith(kinds)} == {
        name: kind for name, kind in ours.items() if kind.startswith(kinds) and name != "TwoFunction"
    }
    assert "CodeDeployServiceRole" in translated.keys() & ours.keys()
    assert translated["OneFunctionAliasvD1Ua"] == resources["OneFunctionAliasvD1Ua"]
