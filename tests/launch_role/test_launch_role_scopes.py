"""On which ARNs the actions of a resource are allowed."""

from __future__ import annotations

from typing import Any

import pytest

from generator.launch_role.scopes import Stack, covering, own
from generator.launch_role.values import at, named, texts
from tests.launch_role.evaluation import OPTIONS, Body, body, expanded, one, statements

HERE = "eu-central-1:123456789012:"


def arns(template: Body, logical_id: str = "It", prefix: str = "SC-") -> list[str]:
    found: list[str] = expanded([{"Fn::Sub": arn} for arn in own(logical_id, Stack(template["Resources"], prefix))])
    return found


def test_what_has_no_name_begins_with_that_of_the_stack() -> None:
    assert arns(one("AWS::SQS::Queue")) == [f"arn:aws:sqs:{HERE}SC-*"]
    assert arns(one("AWS::SQS::Queue"), prefix="team-") == [f"arn:aws:sqs:{HERE}team-*"]


def test_the_name_of_a_bucket_is_in_small_letters() -> None:
    assert arns(one("AWS::S3::Bucket")) == ["arn:aws:s3:::sc-*"]


def test_what_begins_with_its_logical_id_may_be_called_so() -> None:
    assert arns(one("AWS::StepFunctions::StateMachine")) == [
        f"arn:aws:states:{HERE}stateMachine:SC-*",
        f"arn:aws:states:{HERE}stateMachine:It-*",
    ]


def test_a_name_of_its_own_is_the_only_one() -> None:
    assert arns(one("AWS::Lambda::Function", FunctionName="orders")) == [
        f"arn:aws:lambda:{HERE}function:orders",
        f"arn:aws:lambda:{HERE}function:orders:*",
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ({"Fn::Sub": "${AWS::StackName}-jobs"}, ["SC-*-jobs"]),
        ({"Fn::Join": ["-", [{"Ref": "AWS::StackName"}, "jobs"]]}, ["SC-*-jobs"]),
        ({"Fn::Sub": ["${Name}-${Team}", {"Name": "jobs"}]}, ["jobs-*"]),
        ({"Ref": "Name"}, ["*"]),
        ({"Fn::If": ["Short", "jobs", {"Ref": "AWS::NoValue"}]}, ["jobs", "SC-*"]),
        ({"Fn::If": ["Short", "jobs", {"Fn::Sub": "jobs-${AWS::Region}"}]}, ["jobs", "jobs-eu-central-1"]),
    ],
)
def test_names_are_as_far_known_as_the_template_says(name: Any, expected: list[str]) -> None:
    assert arns(one("AWS::SQS::Queue", QueueName=name)) == [f"arn:aws:sqs:{HERE}{each}" for each in expected]


def test_a_part_has_the_arns_of_what_it_belongs_to() -> None:
    template = body("""
    Resources:
      Worker: {Type: AWS::Lambda::Function, Properties: {FunctionName: worker}}
      ByName: {Type: AWS::Lambda::Alias, Properties: {FunctionName: other}}
      ByReference: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Worker}}
      ByArn:
        Type: AWS::Lambda::Alias
        Properties: {FunctionName: arn:aws:lambda:eu-central-1:123456789012:function:x}
    """)

    assert arns(template, "ByName") == [
        f"arn:aws:lambda:{HERE}function:other",
        f"arn:aws:lambda:{HERE}function:other:*",
    ]
    assert arns(template, "ByReference") == arns(template, "Worker")
    assert arns(template, "ByArn") == [f"arn:aws:lambda:{HERE}function:x"]


def test_the_path_of_a_role_is_part_of_its_arn() -> None:
    assert arns(one("AWS::IAM::Role", Path="/team/")) == ["arn:aws:iam::123456789012:role/team/SC-*"]


def test_a_parameter_by_path_has_one_slash() -> None:
    assert arns(one("AWS::SSM::Parameter", Name="/shop/limit")) == [f"arn:aws:ssm:{HERE}parameter/shop/limit"]


def resources(action: str, template: Body) -> list[str]:
    return [arn for each in statements(template) if action in each["Action"] for arn in each["Resource"]]


def test_a_key_that_the_template_names_is_the_only_one() -> None:
    key = f"arn:aws:kms:{HERE}key/1234"

    assert resources("kms:CreateGrant", one("AWS::Lambda::Function", KmsKeyArn=key)) == [key]
    assert resources("kms:CreateGrant", one("AWS::Lambda::Function", KmsKeyArn={"Ref": "KeyArn"})) == [
        f"arn:aws:kms:{HERE}key/*"
    ]


def test_records_are_of_the_zone_that_the_template_names() -> None:
    zone = "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ"
    given = one("AWS::Route53::RecordSetGroup", HostedZoneId="Z0123456789ABCDEFGHIJ")

    assert resources("route53:ChangeResourceRecordSets", given) == [zone]
    assert resources("route53:ChangeResourceRecordSets", one("AWS::Route53::RecordSet")) == [
        "arn:aws:route53:::hostedzone/*"
    ]


def test_traffic_is_moved_in_the_application_that_the_alias_names() -> None:
    template = body("""
    Resources:
      Application: {Type: AWS::CodeDeploy::Application}
      Alias:
        Type: AWS::Lambda::Alias
        UpdatePolicy: {CodeDeployLambdaAliasUpdate: {ApplicationName: !Ref Application}}
        Properties: {FunctionName: worker}
    """)

    assert resources("codedeploy:CreateDeployment", template) == [f"arn:aws:codedeploy:{HERE}deploymentgroup:SC-*/*"]


def test_code_is_read_from_the_bucket_that_the_template_names_and_those_of_the_options() -> None:
    named_here = one("AWS::Lambda::Function", Code={"S3Bucket": "artifacts", "S3Key": "a.zip"})

    assert resources("s3:GetObjectVersion", named_here) == ["arn:aws:s3:::artifacts/*", "arn:aws:s3:::code-bucket/*"]


def test_a_truststore_is_the_only_object_that_is_read() -> None:
    domain = one(
        "AWS::ApiGatewayV2::DomainName",
        DomainName="a.example.com",
        MutualTlsAuthentication={"TruststoreUri": "s3://trust/ca.pem"},
    )

    assert "arn:aws:s3:::trust/ca.pem" in resources("s3:GetObjectVersion", domain)


def test_arns_that_another_one_covers_are_left_out() -> None:
    assert covering(["a:SC-*", "a:SC-x", "a:SC-*", "b"]) == ["a:SC-*", "b"]
    assert covering(["*", "a"]) == ["*"]
    assert covering(["a/SC-*/x", "a/SC-*/x:*"]) == ["a/SC-*/x", "a/SC-*/x:*"]


def test_a_reference_names_a_resource_however_it_is_written() -> None:
    for value in ({"Ref": "A"}, {"Fn::GetAtt": ["A", "Arn"]}, {"Fn::GetAtt": "A.Arn"}, {"Fn::Sub": "${A.Arn}"}):
        assert named(value) == "A"
    assert named({"Fn::Sub": "${A}-x"}) is None
    assert named("A") is None


def test_texts_keep_what_is_the_same_where_the_role_is() -> None:
    assert texts({"Fn::Sub": "${AWS::AccountId}-${!x}"}, "SC-") == ["${AWS::AccountId}-${!x}"]
    assert texts(7, "SC-") == ["7"]


def test_values_are_found_below_lists_and_conditions() -> None:
    rule = {
        "Type": "AWS::Events::Rule",
        "Properties": {"Targets": [{"RoleArn": "a"}, {"Fn::If": ["C", {"RoleArn": "b"}, {"Ref": "AWS::NoValue"}]}]},
    }

    assert at(rule, "Targets.RoleArn") == ["a", "b"]
    assert OPTIONS.prefix == "SC-"
