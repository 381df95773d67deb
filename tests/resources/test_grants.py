"""The statements of a function's role, as IAM reads them."""

from typing import Any

import pytest
from troposphere import GetAtt, Ref

from generator.resources import functions
from generator.spec.api import ApiSpec
from tests.support import Project, by_id

RAW = """
parameters:
  Rooted: {type: String, default: /shop/db, allowed_values: [/shop/db, /shop/test]}
  Bare: {type: String, default: db}
  Whole: {type: String, default: "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/db"}
cloudformation:
  Resources:
    Fn: {Type: "AWS::Lambda::Function"}
    Live: {Type: "AWS::Lambda::Alias"}
    Local: {Type: "AWS::DynamoDB::Table", Properties: {LocalSecondaryIndexes: [{IndexName: x}]}}
    Plain: {Type: "AWS::DynamoDB::Table"}
    Named: {Type: "AWS::SSM::Parameter", Properties: {Name: /shop/limit}}
    Composed: {Type: "AWS::SSM::Parameter", Properties: {Name: !Sub "/${AWS::StackName}/limit"}}
    Chosen: {Type: "AWS::SSM::Parameter", Properties: {Name: !Ref Rooted}}
    Secret: {Type: "AWS::SecretsManager::Secret"}
"""
SSM = "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter"
SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/db"
MAILER = "arn:aws:lambda:eu-central-1:123456789012:function:mailer"


def policies(spec: ApiSpec) -> dict[str, Any]:
    """Return the statements of the role of the function `hello` by the name of their policy."""
    role = by_id(functions.build(spec))["HelloRole"]["Properties"]
    return {each["PolicyName"]: each["PolicyDocument"]["Statement"] for each in role["Policies"]}


def resources(project: Project, entry: str) -> list[Any]:
    spec = project.spec(f"functions: {{hello: {{code: lambda_code/hello, policy: [{entry}]}}}}{RAW}")
    (statement,) = policies(spec)["policy"]
    found: list[Any] = statement["Resource"]
    return found


@pytest.mark.parametrize("released", ["OtherFunctionAliaslive", "OtherFunctionVersion"])
def test_a_version_or_an_alias_of_another_function_is_invoked_as_such(project: Project, released: str) -> None:
    spec = project.spec(
        f"functions:\n  hello: {{code: lambda_code/hello, policy: [{{lambda_invoke: !Ref {released}}}]}}\n"
        "  other: {code: lambda_code/hello, auto_publish_alias: live}\nroutes: {GET /1: hello, GET /2: other}\n"
    )
    found = by_id(functions.build(spec))["HelloPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert found == [{"Effect": "Allow", "Action": ["lambda:InvokeFunction"], "Resource": [{"Ref": released}]}]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("lambda_invoke: !GetAtt Fn.Arn", [{"Fn::GetAtt": ["Fn", "Arn"]}, {"Fn::Sub": "${Fn.Arn}:*"}]),
        ("lambda_invoke: !Ref Live", [{"Ref": "Live"}]),
        (f"lambda_invoke: {MAILER}", [MAILER, f"{MAILER}:*"]),
        (f"lambda_invoke: {MAILER}:live", [f"{MAILER}:live"]),
        ("dynamodb_read: !GetAtt Local.Arn", [{"Fn::GetAtt": ["Local", "Arn"]}, {"Fn::Sub": "${Local.Arn}/index/*"}]),
        ("dynamodb_read: !GetAtt Plain.Arn", [{"Fn::GetAtt": ["Plain", "Arn"]}]),
        ("dynamodb_write: !GetAtt Local.Arn", [{"Fn::GetAtt": ["Local", "Arn"]}]),
        ("ssm_read: /shop/db", [{"Fn::Sub": f"{SSM}/shop/db"}]),
        ("ssm_read: db", [{"Fn::Sub": f"{SSM}/db"}]),
        ("ssm_read: !Ref Rooted", [{"Fn::Sub": f"{SSM}${{Rooted}}"}]),
        ("ssm_read: !Ref Bare", [{"Fn::Sub": f"{SSM}/${{Bare}}"}]),
        ("ssm_read: !Ref Whole", [{"Ref": "Whole"}]),
        ("ssm_read: !Ref Composed", [{"Fn::Sub": f"{SSM}${{Composed}}"}]),
        ("ssm_read: !Ref Chosen", [{"Fn::Sub": f"{SSM}${{Chosen}}"}]),
        ("ssm_read: !Ref Named", [{"Fn::Sub": f"{SSM}${{Named}}"}]),
        ("ssm_read: !Sub '/${AWS::StackName}/db'", [{"Fn::Sub": f"{SSM}/${{AWS::StackName}}/db"}]),
        (f"secrets_manager_read: {SECRET}", [f"{SECRET}-??????"]),
        (f"secrets_manager_read: {SECRET}-AbCdEf", [f"{SECRET}-AbCdEf"]),
        (f"secrets_manager_read: {SECRET}-??????", [f"{SECRET}-??????"]),
        (
            "secrets_manager_read: !Sub 'arn:aws:secretsmanager:${AWS::Region}:123456789012:secret:db'",
            [{"Fn::Sub": "arn:aws:secretsmanager:${AWS::Region}:123456789012:secret:db-??????"}],
        ),
        (
            "{allow: sqs:SendMessage, resources: 'arn:aws:sqs:eu-central-1:123456789012:jobs'}",
            ["arn:aws:sqs:eu-central-1:123456789012:jobs"],
        ),
    ],
)
def test_a_grant_is_for_exactly_what_is_given(project: Project, entry: str, expected: list[Any]) -> None:
    assert resources(project, entry if entry.startswith("{") else f"{{{entry}}}") == expected


def test_a_statement_says_what_the_spec_says(project: Project) -> None:
    spec = project.spec(
        """
        functions:
          hello:
            code: lambda_code/hello
            policy:
              - deny: "*"
                resources: "*"
                condition:
                  Bool: {aws:SecureTransport: false, aws:ViaAWSService: [true]}
                  NumericLessThan: {aws:MultiFactorAuthAge: 300}
                  "Null": {aws:TokenIssueTime: "true"}
        """
    )

    assert policies(spec)["policy"] == [
        {
            "Effect": "Deny",
            "Action": ["*"],
            "Resource": ["*"],
            "Condition": {
                "Bool": {"aws:SecureTransport": "false", "aws:ViaAWSService": ["true"]},
                "NumericLessThan": {"aws:MultiFactorAuthAge": 300},
                "Null": {"aws:TokenIssueTime": "true"},
            },
        }
    ]


def test_a_secret_under_two_names_is_granted_once(project: Project) -> None:
    spec = project.spec(
        f"functions: {{hello: {{code: lambda_code/hello, secrets: {{AA: !Ref Secret, BB: !Ref Secret}}}}}}{RAW}"
    )
    function = by_id(functions.build(spec))["HelloFunction"]["Properties"]

    assert policies(spec)["secrets"][0]["Resource"] == [{"Ref": "Secret"}]
    assert function["Environment"] == {"Variables": {"AA": {"Ref": "Secret"}, "BB": {"Ref": "Secret"}}}


def test_a_policy_may_be_built_in_python(project: Project) -> None:
    project.function("hello")
    spec = ApiSpec.model_validate(
        {
            "name": "demo",
            "functions": {
                "hello": {
                    "code": "lambda_code/hello",
                    "policy": [
                        {"sqs_send": GetAtt("Jobs", "Arn")},
                        {"allow": "sns:Publish", "resources": [Ref("News")]},
                    ],
                }
            },
        }
    )

    assert [each["Resource"] for each in policies(spec)["policy"]] == [
        [{"Fn::GetAtt": ["Jobs", "Arn"]}],
        [{"Ref": "News"}],
    ]
