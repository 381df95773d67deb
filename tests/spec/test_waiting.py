"""Circles that a spec makes: told where they can be cut, instead of by CloudFormation."""

import pytest

from tests.support import Project

TWO = """
functions:
  a: {code: lambda_code/hello, %s}
  b: {code: lambda_code/hello, %s}
routes: {GET /a: a, GET /b: b}
cloudformation:
  Resources:
    Key: {Type: "AWS::KMS::Key", Properties: {KeyPolicy: {Statement: [{Principal: {AWS: !GetAtt ARole.Arn}}]}}}
    Late: {Type: "AWS::SQS::Queue", DependsOn: ARole}
    Alarm: {Type: "AWS::CloudWatch::Alarm", Properties: {Dimensions: [{Name: FunctionName, Value: !Ref AFunction}]}}
    Table: {Type: "AWS::DynamoDB::Table"}
"""
HERE = "which waits for it here: leave out one of the two references"


def problems(project: Project, a: str, b: str = "timeout: 5") -> list[str]:
    prefix = "apis/demo.yaml:"
    return [each.removeprefix(prefix).split(" ", 1)[1] for each in project.problems((TWO % (a, b)).lstrip())]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("environment: {ME: !Ref AFunction}", "timeout: 5",
         ["functions.a.environment.ME: is the function itself, which waits for it: its code finds its name in "
          "AWS_LAMBDA_FUNCTION_NAME"]),
        ("environment: {B_ARN: !GetAtt BFunction.Arn}", "environment: {A_ARN: !Sub '${AFunction.Arn}'}",
         [f"functions.a.environment.B_ARN: BFunction cannot be made before AFunction, {HERE}",
          f"functions.b.environment.A_ARN: AFunction cannot be made before BFunction, {HERE}"]),
        ("event_invoke_config: {on_success: !GetAtt BFunction.Arn}", "environment: {A_ARN: !GetAtt AFunction.Arn}",
         [f"functions.a.event_invoke_config.on_success.destination: BFunction cannot be made before ARole, {HERE}"]),
        ("auto_publish_alias: live, event_invoke_config: {on_success: !GetAtt BFunction.Arn}",
         "environment: {VERSION: !Ref AFunctionVersion}",
         [f"functions.a.event_invoke_config.on_success.destination: BFunction cannot be made before ARole, {HERE}"]),
        ("kms_key_arn: !GetAtt Key.Arn", "timeout: 5",
         [f"functions.a.kms_key_arn: Key cannot be made before ARole, {HERE}"]),
        ("dead_letter_queue: !GetAtt Late.Arn", "timeout: 5",
         [f"functions.a.dead_letter_queue.target_arn: Late cannot be made before ARole, {HERE}"]),
    ],
)  # fmt: skip
def test_a_circle_is_told_where_it_can_be_cut(hello: Project, a: str, b: str, expected: list[str]) -> None:
    assert problems(hello, a, b) == expected


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("environment: {TABLE: !Ref Table, ROLE: !GetAtt ARole.Arn, LOGS: !Ref ALogGroup}", "timeout: 5"),
        ("kms_key_arn: !GetAtt Key.Arn, role: 'arn:aws:iam::123456789012:role/x'", "kms_key_arn: !GetAtt Key.Arn"),
        ("auto_publish_alias: live, deployment_preference: {type: AllAtOnce, alarms: [!Ref Alarm]}",
         "environment: {VERSION: !Ref AFunctionVersion}"),
        ("event_invoke_config: {on_success: !Ref BFunctionAliaslive}", "auto_publish_alias: live"),
        ("policy: [{lambda_invoke: !GetAtt BFunction.Arn}]", "policy: [{lambda_invoke: !GetAtt AFunction.Arn}]"),
        ("event_invoke_config: {on_success: !GetAtt BFunction.Arn}, role: 'arn:aws:iam::123456789012:role/x'",
         "environment: {A_ARN: !GetAtt AFunction.Arn}"),
    ],
)  # fmt: skip
def test_what_is_no_circle_is_not_refused(hello: Project, a: str, b: str) -> None:
    assert problems(hello, a, b) == []


def test_a_circle_through_defaults_names_the_setting(hello: Project) -> None:
    text = (TWO % ("timeout: 5", "timeout: 5")).lstrip() + "defaults: {kms_key_arn: !GetAtt Key.Arn}\n"

    assert hello.problems(text) == [
        f"apis/demo.yaml:2:3: functions.a: kms_key_arn, from defaults: Key cannot be made before ARole, {HERE}"
    ]
