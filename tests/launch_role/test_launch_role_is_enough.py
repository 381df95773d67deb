"""Every action that CloudFormation's handlers call is allowed on the resource, as AWS names it in a launched stack."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from generator.launch_role import branches
from generator.launch_role.reference import exists, formats, is_of, spelt
from generator.launch_role.values import named, texts
from tests.launch_role.evaluation import BOUNDARY, STACK, TEMPLATES, Body, allows, body_of, expanded, listed, statements

ARN = "arn:aws:{}:eu-central-1:123456789012:"
APIS = "arn:aws:apigateway:eu-central-1::"
API = [f"{APIS}/apis/a1b2c3d4e5", f"{APIS}/apis/a1b2c3d4e5/routes/r1", f"{APIS}/tags/arn%3Aaws%3Aapigateway"]

# How AWS names what a stack makes; `N` stands for the name. Written by hand, not taken from the table of scopes.
SAMPLES: dict[str, list[str]] = {
    "ApiGatewayV2::Api": [f"{APIS}/apis", *API],
    "ApiGatewayV2::Authorizer": API[:2],
    "ApiGatewayV2::Deployment": API[:2],
    "ApiGatewayV2::DomainName": [f"{APIS}/domainnames", f"{APIS}/domainnames/N", API[2]],
    "ApiGatewayV2::ApiMapping": [f"{APIS}/domainnames/N/apimappings", f"{APIS}/domainnames/N/apimappings/m1"],
    "ApiGatewayV2::Integration": API[:2],
    "ApiGatewayV2::Route": API[:2],
    "ApiGatewayV2::Stage": API,
    "ApiGatewayV2::VpcLink": [f"{APIS}/vpclinks", f"{APIS}/vpclinks/v1"],
    "AppConfig::Application": [ARN.format("appconfig") + "application/abc1234"],
    "ApplicationAutoScaling::ScalingPolicy": [],
    "EFS::MountTarget": [],
    "ApplicationAutoScaling::ScalableTarget": [ARN.format("application-autoscaling") + "scalable-target/1234"],
    "CertificateManager::Certificate": [ARN.format("acm") + "certificate/12345678"],
    "CloudWatch::Alarm": [ARN.format("cloudwatch") + "alarm:N"],
    "CloudWatch::Dashboard": ["arn:aws:cloudwatch::123456789012:dashboard/N"],
    "CodeDeploy::Application": [ARN.format("codedeploy") + "application:N"],
    "CodeDeploy::DeploymentGroup": [ARN.format("codedeploy") + f"deploymentgroup:N/{STACK}-Group-1"],
    "Cognito::UserPool": [ARN.format("cognito-idp") + "userpool/eu-central-1_AbCdEfGhI"],
    "Cognito::UserPoolClient": [ARN.format("cognito-idp") + "userpool/eu-central-1_AbCdEfGhI"],
    "DynamoDB::Table": [ARN.format("dynamodb") + "table/N"],
    "EC2::SecurityGroup": [ARN.format("ec2") + "security-group/sg-1"],
    "EFS::AccessPoint": [ARN.format("elasticfilesystem") + "access-point/fsap-1"],
    "Events::EventBus": [ARN.format("events") + "event-bus/N"],
    "Events::Rule": [ARN.format("events") + "rule/N", ARN.format("events") + f"rule/{STACK}-bus/N"],
    "IAM::ManagedPolicy": ["arn:aws:iam::123456789012:policy/N"],
    "IAM::Policy": ["arn:aws:iam::123456789012:role/N"],
    "IAM::Role": ["arn:aws:iam::123456789012:role/N"],
    "KMS::Key": [ARN.format("kms") + "key/1234abcd"],
    "Kinesis::Stream": [ARN.format("kinesis") + "stream/N"],
    "Lambda::Alias": [ARN.format("lambda") + "function:N", ARN.format("lambda") + "function:N:live"],
    "Lambda::CodeSigningConfig": [ARN.format("lambda") + "code-signing-config:csc-1"],
    "Lambda::EventInvokeConfig": [ARN.format("lambda") + "function:N"],
    "Lambda::EventSourceMapping": [ARN.format("lambda") + "event-source-mapping:1234"],
    "Lambda::Function": [ARN.format("lambda") + "function:N"],
    "Lambda::Permission": [ARN.format("lambda") + "function:N"],
    "Lambda::Version": [ARN.format("lambda") + "function:N", ARN.format("lambda") + "function:N:7"],
    "Logs::LogGroup": [ARN.format("logs") + "log-group:N", ARN.format("logs") + "log-group:N:*"],
    "Route53::RecordSet": ["arn:aws:route53:::hostedzone/N", "arn:aws:route53:::change/C1"],
    "Route53::RecordSetGroup": ["arn:aws:route53:::hostedzone/N", "arn:aws:route53:::change/C1"],
    "S3::Bucket": ["arn:aws:s3:::N", "arn:aws:s3:::N/key"],
    "SNS::Topic": [ARN.format("sns") + "N"],
    "SQS::Queue": [ARN.format("sqs") + "N"],
    "SSM::Parameter": [ARN.format("ssm") + "parameter/N"],
    "SecretsManager::Secret": [ARN.format("secretsmanager") + "secret:N-AbCdEf"],
    "ServiceDiscovery::HttpNamespace": [ARN.format("servicediscovery") + "namespace/ns-1"],
    "ServiceDiscovery::Service": [ARN.format("servicediscovery") + "service/srv-1"],
    "StepFunctions::StateMachine": [ARN.format("states") + "stateMachine:N"],
}
# The property with a resource's name, or with that of the resource that it is a part of.
NAME = {
    "ApiGatewayV2::DomainName": "DomainName",
    "ApiGatewayV2::ApiMapping": "DomainName",
    "CloudWatch::Alarm": "AlarmName",
    "CloudWatch::Dashboard": "DashboardName",
    "CodeDeploy::DeploymentGroup": "ApplicationName",
    "DynamoDB::Table": "TableName",
    "Events::EventBus": "Name",
    "IAM::Policy": "Roles",
    "IAM::Role": "RoleName",
    "Kinesis::Stream": "Name",
    "Lambda::Alias": "FunctionName",
    "Lambda::EventInvokeConfig": "FunctionName",
    "Lambda::Function": "FunctionName",
    "Lambda::Permission": "FunctionName",
    "Lambda::Version": "FunctionName",
    "Logs::LogGroup": "LogGroupName",
    "Route53::RecordSet": "HostedZoneId",
    "Route53::RecordSetGroup": "HostedZoneId",
    "S3::Bucket": "BucketName",
    "SNS::Topic": "TopicName",
    "SQS::Queue": "QueueName",
    "SSM::Parameter": "Name",
    "SecretsManager::Secret": "Name",
    "StepFunctions::StateMachine": "StateMachineName",
}
# Names that CloudFormation makes otherwise than from the stack's.
GENERATED = {
    "S3::Bucket": f"{STACK.lower()}-it-1a2b3c",
    "SSM::Parameter": "CFN-{id}-1A2B3C",
    "SecretsManager::Secret": "{id}-1A2B3C",
    "StepFunctions::StateMachine": "{id}-1A2B3C",
    "CloudWatch::Dashboard": "{id}-1A2B3C",
    "Route53::RecordSet": "Z0123456789",
    "Route53::RecordSetGroup": "Z0123456789",
}
# What schemas list and IAM does not know: each has another name there, which they list too, or none any more.
NO_ACTIONS = {
    "kms:ReEncrypt", "lambda:AssociateRuntimeAlias", "s3:DeleteBucketAnalyticsConfiguration", "s3:DeleteBucketCors",
    "s3:DeleteBucketEncryption", "s3:DeleteBucketLifecycle", "s3:DeleteBucketMetricsConfiguration",
    "s3:DeleteBucketReplication", "s3:GetObjectMetadata", "s3:PutBucketReplication", "s3:PutObjectLockConfiguration",
    "s3:REST.PUT.OBJECT",
}  # fmt: skip
# What IAM asks for by these names, though no list of AWS's has them.
TAGGING = {"apigateway:TagResource", "apigateway:UntagResource"}
ELSEWHERE = "on another kind of resource than the type's own"
# What depends on more than the resource, and has tests of its own.
OF_ITS_OWN = {"iam:AttachRolePolicy", "iam:CreateServiceLinkedRole", "iam:PassRole"}


def handlers(kind: str) -> set[str]:
    """Return what a schema's handlers call, read here anew."""
    places = find_spec("cfnlint")
    assert places is not None
    data = Path(str(places.origin)).parent / "data/schemas"
    file = json.loads((data / "providers/us-east-1.json").read_text())[kind]
    found = json.loads((data / f"resources/{file}.json").read_text()).get("handlers", {})
    return {action for name, each in found.items() if name != "list" for action in each.get("permissions", ())}


def name_of(logical_id: str, body: Body) -> str:
    resource = body["Resources"][logical_id]
    kind = resource["Type"].removeprefix("AWS::")
    value = listed(resource.get("Properties", {}).get(NAME.get(kind, ""), {"Ref": "AWS::NoValue"}))[0]
    if named(value) in body["Resources"]:
        return name_of(str(named(value)), body)
    said = [text.removeprefix("/") if kind == "SSM::Parameter" else text for text in texts(value, STACK)]
    if said:
        return re.sub(r"^arn:.*:function:", "", str(expanded({"Fn::Sub": said[0]}))).replace("*", "x")
    return GENERATED.get(kind, f"{STACK}-{logical_id}-1A2B3C").format(id=logical_id)


def requests(action: str, logical_id: str, body: Body) -> list[str]:
    """Return on what an action is asked for: on the resource, on what else it names, or on nothing in particular."""
    resource = body["Resources"][logical_id]
    samples = [each.replace("N", name_of(logical_id, body), 1) if "N" in each else each for each in sample(resource)]
    forms = [expanded({"Fn::Sub": form}) for form in formats(action)]
    own = [arn for arn in samples if any(is_of(arn, form) for form in forms)]
    if action in TAGGING:
        return samples
    return own or ([ELSEWHERE] if forms else ["*"])


def sample(resource: Body) -> list[str]:
    return SAMPLES[resource["Type"].removeprefix("AWS::")]


def is_allowed(said: list[Any], action: str, arn: str) -> bool:
    """Say whether an action is allowed on an ARN; of another kind than the resource's own, whether it is on any."""
    if arn == ELSEWHERE:
        return any(action in listed(statement["Action"]) for statement in said)
    function = ARN.format("lambda") + f"function:{STACK}-x"
    return allows(said, action, arn, iam__PermissionsBoundary=BOUNDARY, lambda__FunctionArn=function)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: "/".join(path.parts[-3:-1]))
def test_every_action_of_the_handlers_is_allowed(template: Path) -> None:
    body = body_of(template)
    said = statements(body)
    missing = {
        f"{resource['Type']}: {action} on {arn}"
        for logical_id, resource in body["Resources"].items()
        for action in map(spelt, handlers(resource["Type"]))
        if action not in NO_ACTIONS | OF_ITS_OWN | {"iam:DeleteRolePermissionsBoundary"}
        and branches.wanted(action, resource)
        for arn in requests(action, logical_id, body)
        if not is_allowed(said, action, arn)
    }

    assert missing == set()


def test_only_what_was_reviewed_is_taken_for_no_action() -> None:
    types = {resource["Type"] for path in TEMPLATES for resource in body_of(path)["Resources"].values()}

    assert {action for kind in types for action in map(spelt, handlers(kind)) if not exists(action)} == NO_ACTIONS


def test_what_a_launch_does_with_the_stack_and_its_template_is_allowed() -> None:
    said = statements(body_of(TEMPLATES[0]))
    stack = ARN.format("cloudformation") + f"stack/{STACK}/1234"

    asked = [
        *((f"cloudformation:{name}", stack) for name in (
            "CreateStack", "DeleteStack", "DescribeStackEvents", "DescribeStacks", "SetStackPolicy", "TagResource",
            "UntagResource", "UpdateStack",
        )),
        ("cloudformation:GetTemplateSummary", "*"),
        ("cloudformation:ValidateTemplate", "*"),
        ("s3:GetObject", "arn:aws:s3:::code-bucket/orders/1234.zip"),
        ("s3:GetObjectVersion", "arn:aws:s3:::code-bucket/orders/1234.zip"),
    ]  # fmt: skip

    assert [(action, arn) for action, arn in asked if not allows(said, action, arn)] == []


def test_the_copy_that_service_catalog_keeps_of_the_template_may_be_read_and_no_other_object() -> None:
    said = statements(body_of(TEMPLATES[0]))
    copy = "arn:aws:s3:::sc-bucket/template"

    assert allows(said, "s3:GetObject", copy, **{"s3__ExistingObjectTag/servicecatalog:provisioning": "true"})
    assert not allows(said, "s3:GetObject", copy)
