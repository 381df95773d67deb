"""What holds for IAM in every template of ours, translated SAM too: nothing is open that could be closed.

What single roles may do is reviewed elsewhere: `test_permissions.py`, `test_examples.py`, and for launch roles
`launch_role/test_launch_role_is_no_more.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from generator import translation
from generator.aws_iam.without_resources import WITHOUT_RESOURCES
from generator.spec.source import parse
from tests.test_examples import listed
from tests.test_permissions import plain

ROOT: Final = Path(__file__).parent.parent
FILES: Final = sorted([*ROOT.glob("tests/specs/templates_out/*/*.yaml"), *ROOT.glob("templates_out/*/*.yaml")])
TRANSLATED: Final = "as CloudFormation gets it"
# Where each template is: its file, and once more each of SAM as it is translated.
TEMPLATES: Final = [
    name
    for path in FILES
    for name in (str(path.relative_to(ROOT)), f"{path.relative_to(ROOT)} {TRANSLATED}")
    if path.name == "sam.yaml" or TRANSLATED not in name
]

# What stands on everything, though its actions know resources: by the key of the condition that limits it.
LIMITED: Final = {
    # Lambda makes network interfaces before the function, and looks for the right to do so on all of them; what is
    # denied where this key is there is denied to the function's code.
    # https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice
    "lambda:SourceFunctionArn": {
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
    },
    # The resource is a file system, which may be another stack's; the condition names the access point.
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticfilesystem.html
    "elasticfilesystem:AccessPointArn": {"elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"},
}

# Who takes a role, by the property that names it.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
SERVICES: Final = {
    ("AWS::ApiGatewayV2::Authorizer", "AuthorizerCredentialsArn"): "apigateway.amazonaws.com",
    ("AWS::ApiGatewayV2::Integration", "CredentialsArn"): "apigateway.amazonaws.com",
    ("AWS::CodeDeploy::DeploymentGroup", "ServiceRoleArn"): "codedeploy.amazonaws.com",
    ("AWS::Lambda::Function", "Role"): "lambda.amazonaws.com",
    ("AWS::Serverless::Function", "DeploymentPreference"): "codedeploy.amazonaws.com",
    ("AWS::Serverless::Function", "Role"): "lambda.amazonaws.com",
    ("AWS::ServiceCatalog::LaunchRoleConstraint", "RoleArn"): "servicecatalog.amazonaws.com",
    ("AWS::StepFunctions::StateMachine", "RoleArn"): "states.amazonaws.com",
}


# An account that may not do everything with its own key cannot give the key up.
# https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
OWN_KEY: Final = ("AWS::KMS::Key", "kms:*")
SOURCE: Final = {"Fn::Sub": "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*"}


def test_no_one_may_do_everything_but_an_account_with_its_own_key() -> None:
    assert [
        f"{template}: {title} may {action}"
        for template in TEMPLATES
        for title, resource in resources(template).items()
        for statement in statements(resource, "Allow")
        for action in listed(statement["Action"])
        if (action == "*" or action.endswith(":*")) and (resource["Type"], action) != OWN_KEY
    ] == []


def test_what_is_allowed_on_everything_knows_no_resources_or_has_another_limit() -> None:
    assert [
        f"{template}: {title} may {action} on everything"
        for template in TEMPLATES
        for title, resource in of_type(template, "AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
        if not is_launch_role(resource)
        for statement in statements(resource, "Allow")
        if "NotResource" in statement or "*" in listed(statement.get("Resource", []))
        for action in listed(statement["Action"])
        if action not in WITHOUT_RESOURCES | limited(statement, resource)
    ] == []


def test_a_role_is_taken_by_the_services_that_need_it_and_by_no_other() -> None:
    assert [
        f"{template}: {title} is taken by {principals(role)}"
        for template in TEMPLATES
        for title, role in of_type(template, "AWS::IAM::Role")
        if users(template).get(title, principals(role)) != principals(role)
    ] == []


def test_a_service_takes_a_role_and_gets_nothing_else_by_its_trust() -> None:
    for template in TEMPLATES:
        for title, role in of_type(template, "AWS::IAM::Role"):
            (statement,) = listed(role["Properties"]["AssumeRolePolicyDocument"]["Statement"])
            assert statement.keys() <= {"Effect", "Action", "Principal", "Condition"}, (template, title)
            assert (statement["Effect"], listed(statement["Action"])) == ("Allow", ["sts:AssumeRole"])
            assert statement["Principal"].keys() == {"Service"}
            assert all(service.endswith(".amazonaws.com") for service in principals(role))


def test_a_function_may_be_called_by_the_api_of_its_template_alone() -> None:
    found = [each for template in TEMPLATES for _, each in of_type(template, "AWS::Lambda::Permission")]

    assert len(found) > len(TEMPLATES) / 2
    assert {
        (each["Properties"]["Action"], each["Properties"]["Principal"], *each["Properties"]["SourceArn"].items())
        for each in found
    } == {("lambda:InvokeFunction", "apigateway.amazonaws.com", *SOURCE.items())}


@cache
def resources(template: str) -> dict[str, Any]:
    name, _, is_translated = template.partition(" ")
    body: Any = plain(parse((ROOT / name).read_text(), name).data)
    if is_translated:
        body = translation.translated(body, dict.fromkeys(translation.local_code(body), "s3://bucket/key"))
    found: dict[str, Any] = plain(body["Resources"])
    return found


def of_type(template: str, *types: str) -> list[tuple[str, dict[str, Any]]]:
    return [(title, resource) for title, resource in resources(template).items() if resource["Type"] in types]


def statements(value: Any, effect: str) -> Iterator[dict[str, Any]]:
    """Yield the statements of a resource that allow or deny something, wherever they stand; of trust, too."""
    for each in inside(value):
        if isinstance(each, dict) and "Statement" in each:
            yield from (statement for statement in listed(each["Statement"]) if statement["Effect"] == effect)


def limited(statement: dict[str, Any], resource: dict[str, Any]) -> set[str]:
    """Return the actions to which a condition gives a limit: one of the statement, or of one that denies them."""
    denials = [each for each in statements(resource, "Deny") if listed(each["Action"]) == listed(statement["Action"])]
    conditions = [each.get("Condition", {}) for each in (statement, *denials)]
    keys = {key for condition in conditions for values in condition.values() for key in values}
    return {action for key in keys for action in LIMITED.get(key, ())}


def principals(role: dict[str, Any]) -> set[str]:
    (statement,) = listed(role["Properties"]["AssumeRolePolicyDocument"]["Statement"])
    return set(listed(statement["Principal"]["Service"]))


def is_launch_role(resource: dict[str, Any]) -> bool:
    return resource["Type"] == "AWS::IAM::Role" and principals(resource) == {"servicecatalog.amazonaws.com"}


@cache
def users(template: str) -> dict[str, set[str]]:
    """Return the services that take each role, by the properties that name it; one of the raw section may have none."""
    found: dict[str, set[str]] = {}
    roles = [title for title, _ in of_type(template, "AWS::IAM::Role")]
    for resource in resources(template).values():
        for name, value in resource.get("Properties", {}).items():
            service = SERVICES.get((resource["Type"], name))
            named = inside(value) if service else []
            for title in roles:
                if {"Fn::GetAtt": [title, "Arn"]} in named or {"Fn::GetAtt": f"{title}.Arn"} in named:
                    found.setdefault(title, set()).add(str(service))
    return found


def inside(value: Any) -> list[Any]:
    """Return a value with all that stands in it."""
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value, *(found for each in below for found in inside(each))]
