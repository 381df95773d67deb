"""What a launch role may not do, whatever its template has, and what it may do on everything: reviewed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.launch_role import Options, schemas
from generator.launch_role.needs import actions_of
from tests.launch_role.evaluation import (
    BOUNDARY,
    OPTIONS,
    ROOT,
    STACK,
    TEMPLATES,
    allows,
    body,
    body_of,
    listed,
    one,
    statements,
)

ACCOUNT = "arn:aws:iam::123456789012:"
HERE = ":eu-central-1:123456789012:"

# (action, resource): beyond the stack, or more than a launch.
NEVER = [
    ("cloudformation:CreateStack", f"arn:aws:cloudformation{HERE}stack/other/1"),
    ("cloudformation:DeleteStack", f"arn:aws:cloudformation{HERE}stack/other/1"),
    ("cloudwatch:DeleteAlarms", f"arn:aws:cloudwatch{HERE}alarm:other"),
    ("dynamodb:DeleteTable", f"arn:aws:dynamodb{HERE}table/other"),
    ("dynamodb:GetItem", f"arn:aws:dynamodb{HERE}table/{STACK}-Table-1A2B3C"),
    ("iam:AddUserToGroup", f"{ACCOUNT}group/admins"),
    ("iam:AttachUserPolicy", f"{ACCOUNT}user/me"),
    ("iam:CreateAccessKey", f"{ACCOUNT}user/me"),
    ("iam:CreateRole", f"{ACCOUNT}role/other"),
    ("iam:CreateUser", f"{ACCOUNT}user/{STACK}-User"),
    ("iam:DeleteRolePermissionsBoundary", f"{ACCOUNT}role/{STACK}-It-1A2B3C"),
    ("iam:DeleteServiceLinkedRole", f"{ACCOUNT}role/aws-service-role/ops.apigateway.amazonaws.com/x"),
    ("iam:PutRolePolicy", f"{ACCOUNT}role/other"),
    ("iam:PutUserPolicy", f"{ACCOUNT}user/me"),
    ("iam:UpdateAssumeRolePolicy", f"{ACCOUNT}role/other"),
    ("kms:ScheduleKeyDeletion", f"arn:aws:kms{HERE}alias/other"),
    ("lambda:DeleteFunction", f"arn:aws:lambda{HERE}function:other"),
    ("lambda:InvokeFunction", f"arn:aws:lambda{HERE}function:{STACK}-It-1A2B3C"),
    ("lambda:UpdateFunctionCode", f"arn:aws:lambda{HERE}function:other"),
    ("logs:DeleteLogGroup", f"arn:aws:logs{HERE}log-group:other"),
    ("logs:GetLogEvents", f"arn:aws:logs{HERE}log-group:{STACK}-It:log-stream:x"),
    ("s3:DeleteObject", "arn:aws:s3:::code-bucket/key"),
    ("s3:GetObject", "arn:aws:s3:::other/key"),
    ("s3:PutObject", "arn:aws:s3:::code-bucket/key"),
    ("sqs:DeleteQueue", f"arn:aws:sqs{HERE}other"),
    ("sts:AssumeRole", f"{ACCOUNT}role/other"),
]

# What may be done on everything, with no condition: these know no resources, or are read as a whole.
ON_EVERYTHING = {
    "acm:RequestCertificate",
    "appconfig:CreateApplication",
    "application-autoscaling:DescribeScalableTargets",
    "application-autoscaling:DescribeScalingPolicies",
    "application-autoscaling:DescribeScheduledActions",
    "cloudformation:GetTemplateSummary",
    "cloudformation:ValidateTemplate",
    "cloudwatch:DescribeAlarms",
    "codedeploy:StopDeployment",
    "cognito-idp:CreateUserPool",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
    "kinesis:UpdateStreamMode",
    "kms:CreateKey",
    "lambda:CreateCodeSigningConfig",
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeIndexPolicies",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
    "route53:ListHostedZones",
    "secretsmanager:GetRandomPassword",
    "servicediscovery:CreateHttpNamespace",
    "servicediscovery:ListServices",
    "servicediscovery:ListTagsForResource",
    "servicediscovery:TagResource",
    "servicediscovery:UntagResource",
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: "/".join(path.parts[-3:-1]))
def test_what_reaches_beyond_the_stack_is_not_allowed(template: Path) -> None:
    said = statements(body_of(template))

    found = [
        f"{action} on {arn}" for action, arn in NEVER if allows(said, action, arn, iam__PermissionsBoundary=BOUNDARY)
    ]

    assert found == []


def test_nothing_is_allowed_on_everything_but_what_was_reviewed() -> None:
    everywhere = {
        action
        for template in TEMPLATES
        for statement in statements(body_of(template))
        if "*" in listed(statement["Resource"]) and "Condition" not in statement
        for action in listed(statement["Action"])
    }

    assert everywhere == ON_EVERYTHING


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: "/".join(path.parts[-3:-1]))
def test_every_action_is_spelt_out_in_statements_that_allow(template: Path) -> None:
    for statement in statements(body_of(template)):
        assert set(statement) <= {"Effect", "Action", "Resource", "Condition"}
        assert statement["Effect"] == "Allow"
        assert not [action for action in statement["Action"] if "*" in action or "?" in action]


def conditions(name: str, value: Any, options: Options = OPTIONS) -> set[str]:
    """Return the actions of IAM that are allowed on a role of the stack, if a key of the request has this value."""
    said = statements(body_of(ROOT / "templates_out/shop/template.yaml"), options)
    actions = ("AttachRolePolicy", "CreateRole", "PutRolePermissionsBoundary", "PutRolePolicy")
    role = f"{ACCOUNT}role/{STACK}-OrdersRole-1A2B3C"
    context = {
        "iam__PolicyARN": "arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited",
        "iam__PermissionsBoundary": BOUNDARY,
        name: value,
    }
    return {action for action in actions if allows(said, f"iam:{action}", role, **context)}


def test_with_a_boundary_roles_may_be_made_and_changed_only_if_they_have_it() -> None:
    every = {"AttachRolePolicy", "CreateRole", "PutRolePermissionsBoundary", "PutRolePolicy"}

    assert conditions("iam__PermissionsBoundary", BOUNDARY) == every
    assert conditions("iam__PermissionsBoundary", f"{ACCOUNT}policy/other") == set()


def test_without_one_roles_may_be_made_and_no_boundary_is_touched() -> None:
    unbounded = OPTIONS._replace(permissions_boundary=None)

    assert conditions("other", "x", unbounded) == {"AttachRolePolicy", "CreateRole", "PutRolePolicy"}


def test_no_policies_may_be_attached_but_those_that_the_template_attaches() -> None:
    assert "AttachRolePolicy" not in conditions("iam__PolicyARN", "arn:aws:iam::aws:policy/AdministratorAccess")


def test_any_policy_may_be_attached_if_a_parameter_names_it() -> None:
    said = statements(one("AWS::IAM::Role", ManagedPolicyArns=[{"Ref": "PolicyArn"}]))

    assert allows(said, "iam:AttachRolePolicy", f"{ACCOUNT}role/{STACK}-It", iam__PermissionsBoundary=BOUNDARY)


def passes(said: list[Any], role: str, service: str) -> bool:
    return allows(said, "iam:PassRole", f"{ACCOUNT}role/{role}", iam__PassedToService=f"{service}.amazonaws.com")


def test_roles_may_be_passed_to_the_services_that_take_them_and_to_no_other() -> None:
    said = statements(body_of(ROOT / "templates_out/shop/template.yaml"))
    services = ("apigateway", "codedeploy", "lambda", "states", "ec2", "ecs-tasks", "servicecatalog", "cloudformation")

    assert [s for s in services if passes(said, f"{STACK}-OrdersRole-1", s)] == [
        "apigateway", "codedeploy", "lambda", "states"
    ]  # fmt: skip
    assert not passes(said, "admin", "lambda")


def test_a_role_that_is_given_may_be_passed_and_no_other() -> None:
    said = statements(one("AWS::Lambda::Function", Role=f"{ACCOUNT}role/shared/worker"))

    assert passes(said, "shared/worker", "lambda")
    assert not passes(said, f"{STACK}-It-1", "lambda")


def test_any_role_may_be_passed_to_the_service_if_a_parameter_names_it() -> None:
    said = statements(one("AWS::Lambda::Function", Role={"Ref": "RoleArn"}))

    assert passes(said, "worker", "lambda")
    assert not passes(said, "worker", "ec2")


def test_the_caller_of_an_integration_is_no_role_that_is_passed() -> None:
    said = statements(one("AWS::ApiGatewayV2::Integration", CredentialsArn="arn:aws:iam::*:user/*"))

    assert "iam:PassRole" not in {action for statement in said for action in statement["Action"]}


@pytest.mark.parametrize(
    ("kind", "properties", "service"),
    [
        ("AWS::ApiGatewayV2::VpcLink", {}, "ops.apigateway"),
        ("AWS::ApiGatewayV2::Api", {}, "ops.apigateway"),
        ("AWS::ApiGatewayV2::DomainName", {"DomainName": "api.example.com"}, "ops.apigateway"),
        (
            "AWS::ApplicationAutoScaling::ScalableTarget",
            {"ServiceNamespace": "lambda"},
            "lambda.application-autoscaling",
        ),
        ("AWS::Cognito::UserPool", {"EmailConfiguration": {}}, "email.cognito-idp"),
        ("AWS::DynamoDB::Table", {"KinesisStreamSpecification": {}}, "kinesisreplication.dynamodb"),
    ],
)
def test_the_service_of_a_type_may_have_a_role_made_for_it_and_no_other(
    kind: str, properties: dict[str, Any], service: str
) -> None:
    said = statements(one(kind, **properties))

    def may(service: str, other: str = "") -> bool:
        role = f"{ACCOUNT}role/aws-service-role/{service}.amazonaws.com/AWSServiceRole"
        name = f"{other or service}.amazonaws.com"
        return allows(said, "iam:CreateServiceLinkedRole", role, iam__AWSServiceName=name)

    assert may(service)
    assert not may("spot")
    assert not may(service, "spot")


def test_what_a_type_does_with_roles_that_are_not_the_stacks_is_for_those_of_services() -> None:
    said = statements(one("AWS::Cognito::UserPoolClient", UserPoolId="eu-central-1_A", AnalyticsConfiguration={}))

    assert allows(said, "iam:PutRolePolicy", f"{ACCOUNT}role/aws-service-role/cognito-idp.amazonaws.com/x")
    assert not allows(said, "iam:PutRolePolicy", f"{ACCOUNT}role/admin")


def test_mappings_are_of_the_functions_that_the_template_names() -> None:
    said = statements(
        body("""
        Resources:
          Worker: {Type: AWS::Lambda::Function}
          Mapping: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !GetAtt Worker.Arn}}
        """)
    )

    def may(function: str) -> bool:
        arn = f"arn:aws:lambda{HERE}function:{function}"
        return allows(said, "lambda:CreateEventSourceMapping", "*", lambda__FunctionArn=arn)

    assert may(f"{STACK}-Worker-1A2B3C")
    assert not may("other")


@pytest.mark.parametrize("kind", [kind for kind in sorted(schemas.types())[::8] if actions_of(kind)])
def test_no_type_gets_rights_on_roles_and_users_that_are_not_the_stacks_or_a_services(kind: str) -> None:
    said = statements(one(kind))

    on_others = {
        action
        for statement in said
        for action in statement["Action"]
        if action.startswith("iam:") and not action.startswith(("iam:Get", "iam:List"))
        for arn in listed(statement["Resource"])
        if "/SC-" not in arn and ":role/aws-service-role/" not in arn
    }
    assert on_others == set() or kind.startswith("AWS::IAM::")


def test_with_a_boundary_users_need_it_too_and_may_not_lose_it() -> None:
    said = statements(
        one("AWS::IAM::User", ManagedPolicyArns=["arn:aws:iam::aws:policy/ReadOnlyAccess"], Policies=[{}])
    )
    user = f"{ACCOUNT}user/{STACK}-It-1A2B3C"
    attached = {"iam__PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess"}

    for action in ("iam:AttachUserPolicy", "iam:CreateUser", "iam:PutUserPermissionsBoundary", "iam:PutUserPolicy"):
        assert allows(said, action, user, iam__PermissionsBoundary=BOUNDARY, **attached)
        assert not allows(said, action, user, **attached)
    assert not allows(said, "iam:DeleteUserPermissionsBoundary", user, iam__PermissionsBoundary=BOUNDARY)


def test_the_role_of_an_instance_profile_is_passed_to_ec2() -> None:
    said = statements(
        body("""
        Resources:
          Worker: {Type: AWS::IAM::Role}
          Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Worker]}}
        """)
    )

    assert passes(said, f"{STACK}-Worker-1", "ec2")
    assert not passes(said, "other", "ec2")


def test_an_action_on_more_kinds_of_resources_than_can_be_listed_is_allowed_on_those_of_the_service() -> None:
    said = statements(one("AWS::EC2::Instance"))
    (tagging,) = [each for each in said if "ec2:CreateTags" in each["Action"]]

    assert set(tagging["Resource"]) == {
        "arn:aws:ec2::123456789012:*", "arn:aws:ec2:eu-central-1:123456789012:*", "arn:aws:ec2:eu-central-1::*"
    }  # fmt: skip


def test_a_service_linked_role_of_the_template_is_that_of_its_service() -> None:
    said = statements(one("AWS::IAM::ServiceLinkedRole", AWSServiceName="es.amazonaws.com"))
    role = f"{ACCOUNT}role/aws-service-role/es.amazonaws.com/AWSServiceRoleForAmazonElasticsearchService"

    assert allows(said, "iam:CreateServiceLinkedRole", role, iam__AWSServiceName="es.amazonaws.com")
    assert allows(said, "iam:DeleteServiceLinkedRole", role)
    assert not allows(said, "iam:UpdateRole", f"{ACCOUNT}role/other")
