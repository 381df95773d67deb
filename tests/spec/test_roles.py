"""Roles of functions: given from outside, or made here with a name, managed policies and a boundary."""

import pytest

from generator.spec.notes import notes
from tests.support import Project

RAW = """
cloudformation:
  Resources:
    T: {Type: "AWS::DynamoDB::Table"}
    S: {Type: "AWS::SecretsManager::Secret"}
    R: {Type: "AWS::IAM::Role"}
    M: {Type: "AWS::IAM::ManagedPolicy"}
"""
GIVEN = "has no effect on a role that is given"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ("role: hello",
         "role: must be the ARN of a role, such as arn:aws:iam::123456789012:role/shop (got hello)"),
        ("role: 'arn:aws:iam::123456789012:user/x'",
         "role: must be the ARN of a role, such as arn:aws:iam::123456789012:role/shop "
         "(got arn:aws:iam::123456789012:user/x)"),
        ("managed_policy_arns: [ReadOnlyAccess]",
         "managed_policy_arns[0]: must be the ARN of a managed policy, such as "
         "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess (got ReadOnlyAccess)"),
        ("permissions_boundary: 'arn:aws:iam::123456789012:role/x'",
         "permissions_boundary: must be the ARN of a managed policy, such as "
         "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess (got arn:aws:iam::123456789012:role/x)"),
        ("role: !Ref R", "role: must be an ARN, but !Ref R is its name: write !GetAtt R.Arn"),
        ("role: !GetAtt T.Arn", "role: must be the ARN of a role: T is an AWS::DynamoDB::Table"),
        ("role: !GetAtt HelloRole.Arn",
         "role: is the role of the function hello alone: leave it out, or give another"),
        ("role: !GetAtt R.Arn, role_name: x", f"role_name: {GIVEN}: leave it out"),
        ("role: !GetAtt R.Arn, policy: [{dynamodb_read: !GetAtt T.Arn}]",
         f"policy: {GIVEN}: put the statements into that role"),
        ("role: !GetAtt R.Arn, secrets: {AA: !Ref S}",
         f"secrets: {GIVEN}: let that role read them, and put their ARNs into environment"),
        ("role: !GetAtt R.Arn, managed_policy_arns: [!Ref M]",
         f"managed_policy_arns: {GIVEN}: attach them to that role"),
        ("role: !GetAtt R.Arn, permissions_boundary: !Ref M", f"permissions_boundary: {GIVEN}: set it on that role"),
        ("permissions_boundary: !GetAtt R.Arn",
         "permissions_boundary: must be the ARN of a managed policy: R is an AWS::IAM::Role"),
        ("managed_policy_arns: [!Ref M, !Ref T]",
         "managed_policy_arns[1]: must be the ARN of a managed policy: T is an AWS::DynamoDB::Table"),
        (f"managed_policy_arns: [{', '.join(['!Ref M'] * 26)}]",
         "managed_policy_arns: must have at most 25 entries (got 26)"),
        ("role_name: Größe", "role_name: must be at most 64 letters, digits and any of _+=,.@- (got Größe)"),
        ("role_name: a b", "role_name: must be at most 64 letters, digits and any of _+=,.@- (got a b)"),
        (f"role_name: {'a' * 65}",
         f"role_name: must be at most 64 letters, digits and any of _+=,.@- (got {'a' * 60}…)"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_role_is_said_with_the_way_out(hello: Project, fields: str, problem: str) -> None:
    (found,) = hello.problems(f"functions: {{hello: {{code: lambda_code/hello, {fields}}}}}{RAW}")

    assert found.split("functions.hello.", 1)[1] == problem


def test_a_function_may_have_a_role_of_its_own_beside_the_shared_one(hello: Project) -> None:
    found = hello.problems(
        f"""
defaults: {{role: !GetAtt R.Arn}}
functions:
  a: {{code: lambda_code/hello, policy: [{{dynamodb_read: !GetAtt T.Arn}}]}}
  b: {{code: lambda_code/hello, policy: [{{dynamodb_read: !GetAtt T.Arn}}], role: null}}
routes: {{GET /a: a, GET /b: b}}
{RAW}"""
    )

    assert found == [
        f"apis/demo.yaml:3:32: functions.a.policy: {GIVEN}: put the statements into that role, or write role: null for "
        "one of its own"
    ]


def test_roles_have_different_names_whatever_the_case(hello: Project) -> None:
    found = hello.problems(
        """
        functions:
          a: {code: lambda_code/hello, role_name: shop}
          b: {code: lambda_code/hello, role_name: Shop}
        routes: {GET /a: a, GET /b: b}
        """
    )

    assert found == [
        "apis/demo.yaml:3:32: functions.b.role_name: is the name of the role of a, too: roles of an account have "
        "different names"
    ]


def test_roles_have_different_names_whatever_gives_them(hello: Project) -> None:
    found = hello.problems(
        """
        functions:
          a: {code: lambda_code/hello, role_name: !Sub "${AWS::StackName}-shop"}
          b: {code: lambda_code/hello, role_name: !Sub "${AWS::StackName}-shop"}
          c: {code: lambda_code/hello, role_name: !Sub "${AWS::StackName}-mail"}
        routes: {GET /a: a, GET /b: b, GET /c: c}
        """
    )

    assert found == [
        "apis/demo.yaml:3:32: functions.b.role_name: is the name of the role of a, too: roles of an account have "
        "different names"
    ]


def test_notes_say_what_a_role_needs(hello: Project) -> None:
    spec = hello.spec(
        f"""
defaults: {{role: !GetAtt R.Arn}}
functions:
  a: lambda_code/hello
  b: {{code: lambda_code/hello, role: null, role_name: shop, managed_policy_arns: [{", ".join(["!Ref M"] * 11)}]}}
routes: {{GET /a: a, GET /b: b}}
{RAW}"""
    )

    assert list(map(str, notes(spec))) == [
        "defaults.role: the role must let each function write its logs (logs:CreateLogStream and logs:PutLogEvents on "
        "its log group), and do whatever else its settings need",
        "functions.b.managed_policy_arns: a role may have 10 managed policies until AWS has raised the quota, and b "
        "has 11 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)",
        "functions.b.role_name: a second stack of this template in the account fails, as would a replacement of the "
        "role: the name is taken",
    ]
