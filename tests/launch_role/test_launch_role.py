"""The role as a whole: its form, its versions, its size, its errors; of two examples it was reviewed.

`make goldens` rewrites `tests/launch_role/roles/`; `git diff` is the review.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from troposphere import Ref
from troposphere.iam import Role

from generator import launch_role
from generator.cli import run
from generator.errors import SpecError
from generator.launch_role import Options, sizes
from generator.launch_role.needs import Need
from generator.launch_role.report import report
from generator.launch_role.statements import grouped
from tests.launch_role.evaluation import (
    BOUNDARY,
    OPTIONS,
    ROOT,
    TEMPLATES,
    Body,
    body,
    body_of,
    expanded,
    one,
    statements,
)
from tests.support import Project

ROLES = sorted((Path(__file__).parent / "roles").glob("*.yaml"))
ANY_BOUNDARY = "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/boundary"
QUEUE = one("AWS::SQS::Queue")


@pytest.mark.parametrize("golden", ROLES, ids=lambda path: path.stem)
def test_the_role_is_the_one_that_was_reviewed(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    template = f"templates_out/{golden.stem}/template.yaml"
    options = Options(buckets=("my-code-bucket",), permissions_boundary=ANY_BOUNDARY)

    made = report({template: Path(template).read_text()}, options, "yaml")

    assert made.text == golden.read_text()


@pytest.mark.lint
@pytest.mark.parametrize("golden", ROLES, ids=lambda path: path.stem)
def test_what_is_printed_passes_the_check(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator import lint

    monkeypatch.chdir(ROOT)
    assert lint.findings(golden.read_text(), golden.name) == []


@pytest.mark.lint
def test_the_role_of_every_example_passes_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    from generator import lint
    from generator.render import render

    monkeypatch.chdir(ROOT)
    for template in sorted((ROOT / "templates_out").glob("*/template.yaml")):
        text = render(launch_role.template(body_of(template), OPTIONS), "made by a test")
        assert lint.findings(text, template.parent.name) == []


def test_only_service_catalog_may_take_the_role() -> None:
    role = launch_role.template(QUEUE)["Resources"]["LaunchRole"]

    assert role["Properties"]["AssumeRolePolicyDocument"] == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "servicecatalog.amazonaws.com"},
                "Action": ["sts:AssumeRole"],
            }
        ],
    }


def test_a_small_role_has_one_policy_for_each_service() -> None:
    (role,) = launch_role.role(QUEUE)

    assert isinstance(role, Role)
    assert [policy.PolicyName for policy in role.Policies] == ["cloudformation", "s3", "sqs"]


def test_a_large_role_has_managed_policies_that_are_there_before_it() -> None:
    *policies, role = launch_role.role(body_of(ROOT / "templates_out/shop/template.yaml"), OPTIONS)

    assert [policy.title for policy in policies] == ["LaunchPolicy1", "LaunchPolicy2"]
    assert role.to_dict()["Properties"]["ManagedPolicyArns"] == [{"Ref": "LaunchPolicy1"}, {"Ref": "LaunchPolicy2"}]
    assert "Policies" not in role.to_dict()["Properties"]


def test_no_managed_policy_is_larger_than_iam_takes() -> None:
    for template in TEMPLATES:
        for each in launch_role.role(body_of(template), OPTIONS):
            document = expanded(each.to_dict()["Properties"].get("PolicyDocument"))
            assert document is None or len(json.dumps(document, separators=(",", ":"))) <= 6_144


def many(number: int) -> list[Need]:
    return [Need(f"s3:GetObject{n}", (f"arn:aws:s3:::{'x' * 60}{n}/*",)) for n in range(number)]


def test_statements_are_packed_in_their_order_into_as_few_policies_as_hold_them() -> None:
    (each,) = grouped(many(100)).values()

    packed = sizes.packed(each)

    assert [statement for policy in packed for statement in policy] == each
    assert [sizes.size(policy) <= 6_144 for policy in packed] == [True] * len(packed)
    assert len(packed) == 3


def test_a_role_that_no_quota_allows_is_refused() -> None:
    (each,) = grouped(many(600)).values()

    with pytest.raises(SpecError, match=r"more than 10 managed policies of 6144 characters.*make two products of it"):
        sizes.packed(each)


def test_sizes_are_those_of_the_longest_partition_and_region() -> None:
    (short,) = grouped([Need("sqs:CreateQueue", ("arn:aws-us-gov:sqs:ap-northeast-1:123456789012:x",))]).values()
    (places,) = grouped(
        [Need("sqs:CreateQueue", ("arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:x",))]
    ).values()

    assert sizes.size(places) == sizes.size(short)


def test_versions_that_may_be_running_are_in_the_role_too() -> None:
    said = statements(QUEUE, OPTIONS, one("AWS::SNS::Topic"))
    actions = {action for statement in said for action in statement["Action"]}

    assert {"sqs:DeleteQueue", "sns:DeleteTopic"} <= actions


def test_the_same_role_comes_of_resources_in_another_order() -> None:
    template = body_of(ROOT / "templates_out/shop/template.yaml")
    turned = {**template, "Resources": dict(reversed(template["Resources"].items()))}

    assert launch_role.template(turned, OPTIONS) == launch_role.template(template, OPTIONS)


def test_a_role_for_constraints_by_name_has_that_name() -> None:
    role = launch_role.template(QUEUE, Options(name="OrdersLaunch"))["Resources"]["LaunchRole"]

    assert role["Properties"]["RoleName"] == "OrdersLaunch"


def test_a_boundary_may_be_a_function_of_the_template_that_the_role_stands_in() -> None:
    role = launch_role.template(one("AWS::IAM::Role"), Options(permissions_boundary=Ref("Boundary")))

    assert '{"StringEquals": {"iam:PermissionsBoundary": {"Ref": "Boundary"}}}' in json.dumps(role)


# what is wrong


def problems(template: Body, options: Options = OPTIONS) -> list[str]:
    with pytest.raises(SpecError) as caught:
        launch_role.template(template, options)
    return [str(problem) for problem in caught.value.problems]


def test_types_of_which_nothing_is_known_are_named_all_at_once() -> None:
    template = body("""
    Resources:
      One: {Type: 'Custom::Thing'}
      Two: {Type: AWS::Unknown::Thing}
      Jobs: {Type: AWS::SQS::Queue}
    """)

    assert problems(template) == [
        "Resources.One: what a launch of Custom::Thing needs is not known: its schema names no actions; "
        "write a role for it by hand",
        "Resources.Two: what a launch of AWS::Unknown::Thing needs is not known: its schema names no actions; "
        "write a role for it by hand",
    ]


def test_code_in_a_bucket_that_a_launch_alone_tells_takes_the_option() -> None:
    function = one("AWS::Lambda::Function", Code={"S3Bucket": {"Ref": "CodeBucket"}, "S3Key": "a.zip"})

    assert problems(function, Options()) == [
        "Resources.It: reads from a bucket that is known at launch only: name those that it may be with --bucket"
    ]
    assert statements(function)


def test_a_transform_is_refused_wherever_it_stands() -> None:
    message = (
        "Transform: a Transform is worked out at launch, with more rights than a role needs: "
        "give the template that comes of it"
    )

    assert problems({"Transform": "AWS::Serverless-2016-10-31", **QUEUE}) == [message]
    assert problems(one("AWS::SQS::Queue", Tags={"Fn::Transform": {"Name": "AWS::Include"}})) == [message]


def test_a_template_without_resources_is_refused() -> None:
    assert problems({"Resources": {}}) == ["Resources: there are none: give a template of CloudFormation"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (Options(prefix=""), "the prefix must be what a stack's name can begin with (got nothing)"),
        (Options(prefix="*"), "the prefix must be what a stack's name can begin with (got *)"),
        (Options(name="SC-Me"), "the role's name must not begin with SC- (got SC-Me): it could change itself"),
        (
            Options(permissions_boundary="boundary"),
            "the permissions boundary must be the ARN of a policy, arn:…:policy/… (got boundary)",
        ),
        (Options(buckets=("*",)), "a bucket must be the name of one (got *)"),
    ],
)
def test_options_that_would_allow_more_than_is_meant_are_refused(options: Options, message: str) -> None:
    assert problems(QUEUE, options) == [message]


def test_boundaries_and_buckets_may_have_places_of_the_account() -> None:
    options = Options(buckets=("code-${AWS::AccountId}-${AWS::Region}",), permissions_boundary=ANY_BOUNDARY)

    assert statements(QUEUE, options)


# what is worth knowing


def test_without_a_boundary_it_is_told_that_roles_may_grow() -> None:
    assert [*launch_role.notes(one("AWS::IAM::Role"))] == [
        "without a permissions boundary a template could make a role that may do anything: "
        "ask for one on every role with --permissions-boundary"
    ]
    assert [*launch_role.notes(QUEUE)] == []


@pytest.mark.parametrize("boundary", [BOUNDARY, ANY_BOUNDARY])
def test_roles_that_lack_the_boundary_are_named(boundary: str) -> None:
    value: Any = {"Fn::Sub": boundary} if "$" in boundary else boundary
    options = Options(permissions_boundary=boundary)

    assert [*launch_role.notes(one("AWS::IAM::Role"), options)] == [
        "a launch will be refused, because these have no such permissions boundary: It; set PermissionsBoundary"
    ]
    assert [*launch_role.notes(one("AWS::IAM::Role", PermissionsBoundary=value), options)] == []


# the command


def test_the_command_prints_a_template_as_yaml_or_json(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("queue.yaml", "Resources: {Jobs: {Type: AWS::SQS::Queue}}")

    assert run(["launch-role", "queue.yaml", "--name", "Launch"]) == 0
    out, err = capsys.readouterr()
    assert (out.splitlines()[0], err) == ("# The launch role of queue.yaml, by: httpapi launch-role", "")
    assert "!Sub arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:SC-*" in out

    assert run(["launch-role", "queue.yaml", "--prefix", "team-", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["Outputs"] == {
        "LaunchRoleArn": {"Value": {"Fn::GetAtt": ["LaunchRole", "Arn"]}},
        "LaunchRoleName": {"Value": {"Ref": "LaunchRole"}},
    }


def test_the_command_reads_json_too(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("queue.json", json.dumps(QUEUE))

    assert run(["launch-role", "queue.json", "--format", "json"]) == 0
    assert yaml.safe_load(capsys.readouterr().out) == launch_role.template(QUEUE)


def test_the_command_takes_older_versions_behind_the_first(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("new.yaml", "Resources: {Jobs: {Type: AWS::SQS::Queue}}")
    project.write("old.yaml", "Resources: {News: {Type: AWS::SNS::Topic}}")

    assert run(["launch-role", "new.yaml", "old.yaml"]) == 0
    assert "sns:DeleteTopic" in capsys.readouterr().out


def test_the_command_says_where_something_is_wrong(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("new.yaml", "Resources:\n  Jobs: {Type: AWS::SQS::Queue}\n")
    project.write("old.yaml", "Resources:\n  Thing: {Type: Custom::Thing}\n")

    assert run(["launch-role", "new.yaml", "old.yaml"]) == 1
    assert capsys.readouterr().err == (
        "old.yaml:2:3: Resources.Thing: what a launch of Custom::Thing needs is not known: its schema names no "
        "actions; write a role for it by hand\n"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "t.yaml: is no template: it has no sections\n"),
        ("Resources: [1]", "t.yaml:1:1: Resources: there are none: give a template of CloudFormation\n"),
    ],
)
def test_the_command_says_what_is_no_template(
    project: Project, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    project.write("t.yaml", text)

    assert run(["launch-role", "t.yaml"]) == 1
    assert capsys.readouterr().err == message


def test_the_command_tells_what_is_worth_knowing_beside_the_role(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("role.yaml", "Resources: {Worker: {Type: AWS::IAM::Role}}")

    assert run(["launch-role", "role.yaml"]) == 0
    out, err = capsys.readouterr()
    assert err.startswith("role.yaml: note: without a permissions boundary ")
    assert "note" not in out
