"""Settings of functions: what they are in the template, and what the role may do for them, and no more."""

from typing import Any

import pytest

from generator.resources import asynchronous, functions
from tests.support import Project, by_id

PARAMETER = "parameters: {P: {type: String}}\n"
NETWORK = "vpc_config: {subnet_ids: [subnet-0a1b2c3d], security_group_ids: [sg-0a1b2c3d]}"
INTERFACES = [
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
]
PLAIN = {"Code", "Handler", "Runtime", "Architectures", "MemorySize", "Timeout", "Role", "LoggingConfig"}


def built(project: Project, setting: str, more: str = PARAMETER) -> dict[str, Any]:
    """Return what is built for the function `one` with this setting."""
    text = f"functions:\n  one:\n    code: lambda_code/one\n    {setting}\n{more}"
    return by_id(functions.build(project.spec(text)))


def statements(project: Project, setting: str, more: str = PARAMETER) -> dict[str, list[dict[str, Any]]]:
    """Return the statements of the function's role beside those for its logs, by the name of the policy."""
    policies = built(project, setting, more)["OneRole"]["Properties"]["Policies"]
    return {
        each["PolicyName"]: each["PolicyDocument"]["Statement"] for each in policies if each["PolicyName"] != "logs"
    }


def allow(actions: list[str], resource: Any, **condition: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": actions, "Resource": [resource], **condition}


@pytest.mark.parametrize(
    ("setting", "policies"),
    [
        ("memory_size: 128", {}),
        ("ephemeral_storage: 1024", {}),
        ("layers: [!Ref P]", {}),
        ("recursive_loop: Allow", {}),
        ("logging_config: {log_format: JSON}", {}),
        ("tracing: PassThrough",
         {"tracing": [allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*")]}),
        ("tracing: Active",
         {"tracing": [allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*")]}),
        ("tracing: !Ref P",
         {"tracing": [allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*")]}),
        ("kms_key_arn: !Ref P", {"key": [allow(["kms:Decrypt"], {"Ref": "P"})]}),
        ("dead_letter_queue: {type: SQS, target_arn: !Ref P}",
         {"dead-letter-queue": [allow(["sqs:SendMessage"], {"Ref": "P"})]}),
        ("dead_letter_queue: {type: SNS, target_arn: !Ref P}",
         {"dead-letter-queue": [allow(["sns:Publish"], {"Ref": "P"})]}),
        ("dead_letter_queue: !Sub 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:dead'",
         {"dead-letter-queue": [allow(["sns:Publish"], {
             "Fn::Sub": "arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:dead"
         })]}),
        ("event_invoke_config: {maximum_retry_attempts: 0}", {}),
        ("event_invoke_config: {on_success: {type: Lambda, destination: !Ref P}}",
         {"destinations": [allow(["lambda:InvokeFunction"], {"Ref": "P"})]}),
        ("event_invoke_config: {on_success: {type: EventBridge, destination: !Ref P}}",
         {"destinations": [allow(["events:PutEvents"], {"Ref": "P"})]}),
        ("event_invoke_config: {on_failure: 'arn:aws:s3:::dump'}",
         {"destinations": [allow(["s3:PutObject"], "arn:aws:s3:::dump/*"),
                           allow(["s3:ListBucket"], "arn:aws:s3:::dump")]}),
        (f"{NETWORK}\n    file_system_configs: [{{arn: !Ref P, local_mount_path: /mnt/files}}]",
         {"network": [
             allow(INTERFACES, "*"),
             {"Effect": "Deny", "Action": INTERFACES, "Resource": ["*"], "Condition": {"ArnLike": {
                 "lambda:SourceFunctionArn": {
                     "Fn::Sub": "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:*"
                 }}}},
          ],
          "file-system": [
              allow(["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"], "*",
                    Condition={"StringEquals": {"elasticfilesystem:AccessPointArn": {"Ref": "P"}}}),
          ]}),
    ],
)  # fmt: skip
def test_a_role_may_do_what_its_functions_setting_needs(
    project: Project, setting: str, policies: dict[str, Any]
) -> None:
    assert statements(project, setting) == policies


@pytest.mark.parametrize(
    ("branches", "first"), [("!Ref P, !Ref AWS::NoValue", True), ("!Ref AWS::NoValue, !Ref P", False)]
)
def test_a_key_that_may_be_missing_is_named_only_if_it_is_there(project: Project, branches: str, first: bool) -> None:
    more = f"{PARAMETER}cloudformation: {{Conditions: {{HasKey: !Equals [a, b]}}}}\n"
    *_, found = built(project, f"kms_key_arn: !If [HasKey, {branches}]", more)["OneRole"]["Properties"]["Policies"]
    policy = {
        "PolicyName": "key",
        "PolicyDocument": {"Version": "2012-10-17", "Statement": [allow(["kms:Decrypt"], {"Ref": "P"})]},
    }
    nothing = {"Ref": "AWS::NoValue"}
    assert found == {"Fn::If": ["HasKey", policy, nothing] if first else ["HasKey", nothing, policy]}


@pytest.mark.parametrize(
    ("actions", "denied"),
    [
        ('"ec2:DescribeSubnets"', [each for each in INTERFACES if each != "ec2:DescribeSubnets"]),
        ('["ec2:Describe*", "ec2:DescribeInstances"]', [each for each in INTERFACES if "Describe" not in each]),
        ('"ec2:*NetworkInterface*", "ec2:*PrivateIpAddresses", "ec2:DescribeSubnets"', []),
        ('"s3:GetObject"', INTERFACES),
    ],
)
def test_what_the_policy_of_a_function_in_a_vpc_allows_is_not_denied(
    project: Project, actions: str, denied: list[str]
) -> None:
    allowed = actions if actions.startswith("[") else f"[{actions}]"
    condition = "{StringEquals: {'aws:RequestedRegion': eu-central-1}}"
    entry = f"{{allow: {allowed}, resources: '*', condition: {condition}}}"
    found = statements(project, f"{NETWORK}\n    policy: [{entry}]")["network"]
    assert [each["Action"] for each in found if each["Effect"] == "Deny"] == ([denied] if denied else [])
    assert found[0] == allow(INTERFACES, "*")


@pytest.mark.parametrize(
    ("setting", "properties"),
    [
        ("memory_size: 128", {}),
        ("snap_start: PublishedVersions\n    auto_publish_alias: live",
         {"SnapStart": {"ApplyOn": "PublishedVersions"}}),
        ("code_signing_config: !Ref P\n    inline: false", {"CodeSigningConfigArn": {"Ref": "P"}}),
        ("code_signing_config: {signing_profile_version_arns: [!Ref P]}\n    inline: false",
         {"CodeSigningConfigArn": {"Ref": "OneCodeSigningConfig"}}),
        ("runtime_management_config: {update_runtime_on: Manual, runtime_version_arn: !Ref P}",
         {"RuntimeManagementConfig": {"UpdateRuntimeOn": "Manual", "RuntimeVersionArn": {"Ref": "P"}}}),
        ("vpc_config: {subnet_ids: !Split [',', !Ref P], security_group_ids: [!Ref P], "
         "ipv6_allowed_for_dual_stack: false}",
         {"VpcConfig": {"SubnetIds": {"Fn::Split": [",", {"Ref": "P"}]}, "SecurityGroupIds": [{"Ref": "P"}],
                        "Ipv6AllowedForDualStack": False}}),
        ("event_invoke_config: {maximum_retry_attempts: 0}", {}),
    ],
)  # fmt: skip
def test_a_function_has_the_properties_that_were_asked_for(
    project: Project, setting: str, properties: dict[str, Any]
) -> None:
    function = built(project, setting)["OneFunction"]["Properties"]

    assert {name: value for name, value in function.items() if name not in PLAIN} == properties


def test_a_function_without_settings_has_none_of_its_neighbours(project: Project) -> None:
    text = "functions: {one: {code: lambda_code/one, tracing: Active}, two: lambda_code/two}\nroutes: {GET /: one}\n"
    more = "cloudformation: {Outputs: {Two: {Value: !Ref TwoFunction}}}\n"

    elements = by_id(functions.build(project.spec(text + more)))

    assert set(elements["TwoFunction"]["Properties"]) == PLAIN
    assert [each["PolicyName"] for each in elements["TwoRole"]["Properties"]["Policies"]] == ["logs"]


def test_a_function_waits_for_the_mount_targets_of_the_raw_section(project: Project) -> None:
    mount = '{Type: "AWS::EFS::MountTarget", Properties: {}}'
    raw = f"cloudformation: {{Resources: {{First: {mount}, Second: {mount}, Other: {{Type: 'AWS::SNS::Topic'}}}}}}\n"
    files = f"{NETWORK}\n    file_system_configs: [{{arn: !Ref P, local_mount_path: /mnt/files}}]"

    assert built(project, files, PARAMETER + raw)["OneFunction"]["DependsOn"] == ["First", "Second"]
    assert "DependsOn" not in built(project, NETWORK, PARAMETER + raw)["OneFunction"]


def test_asynchronous_invocations_are_those_of_the_alias_if_there_is_one(project: Project) -> None:
    text = (
        "functions:\n  one: {code: lambda_code/one, auto_publish_alias: live,"
        " event_invoke_config: {maximum_retry_attempts: 0}}\n"
        "  two: {code: lambda_code/two, event_invoke_config: {maximum_event_age_in_seconds: 60}}\n"
        "routes: {GET /1: one, GET /2: two}\n"
    )

    assert by_id(asynchronous.build(project.spec(text))) == {
        "OneFunctionEventInvokeConfig": {
            "Type": "AWS::Lambda::EventInvokeConfig",
            "DependsOn": "OneFunctionAliaslive",
            "Properties": {
                "FunctionName": {"Ref": "OneFunction"},
                "Qualifier": "live",
                "MaximumRetryAttempts": 0,
            },
        },
        "TwoFunctionEventInvokeConfig": {
            "Type": "AWS::Lambda::EventInvokeConfig",
            "Properties": {
                "FunctionName": {"Ref": "TwoFunction"},
                "Qualifier": "$LATEST",
                "MaximumEventAgeInSeconds": 60,
            },
        },
    }


def test_tags_of_a_function_win_over_those_of_the_spec_on_all_that_is_its_own(project: Project) -> None:
    elements = built(project, "tags: {tier: silver, owner: !Ref P}", "tags: {team: shop, tier: gold}\n" + PARAMETER)

    assert [elements[title]["Properties"]["Tags"] for title in ("OneLogGroup", "OneRole", "OneFunction")] == [
        [
            {"Key": "team", "Value": "shop"},
            {"Key": "tier", "Value": "silver"},
            {"Key": "owner", "Value": {"Ref": "P"}},
        ]
    ] * 3
