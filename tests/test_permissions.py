"""What every role in the goldens may do, and may not, by action, resource and condition: reviewed, and nothing else.

The examples have a table of their own, in `test_examples.py`.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.spec.source import parse
from tests.test_examples import listed, logs, of_type

TEMPLATES = Path(__file__).parent / "specs/templates_out"
ARN = "arn:aws:{}:eu-central-1:123456789012:"


def on(resource: str, *actions: str) -> set[str]:
    """Return what a statement that allows actions on one resource comes to."""
    return {f"{action} on {resource}" for action in actions}


def own_logs(group: str) -> set[str]:
    return {f"{action} on {resource}" for action, resource in logs(group)}


READ = ("dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan")
WRITE = ("dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem")
WRITE_OBJECTS = ("s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject")
CONSUME = ("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage")
LEADING_KEYS = (
    ' if {"Bool": {"aws:SecureTransport": "true"}, "ForAllValues:StringLike": '
    '{"dynamodb:LeadingKeys": ["public-*", {"Fn::Sub": "${AWS::StackName}-*"}]}}'
)
ARCHIVE = "arn:aws:dynamodb:*:123456789012:table/archive-*"
SHARED_BUCKET = '{"Fn::Sub": ["${Arn}/*", {"Arn": {"Fn::ImportValue": "shared-bucket-arn"}}]}'
PARAMETERS = "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter"

MAY: dict[str, dict[str, set[str]]] = {
    "policy": {
        "HelloRole": {
            *own_logs("HelloLogGroup"),
            *on("${Table.Arn}/index/*", "dynamodb:Query"),
            *on(f"Table.Arn{LEADING_KEYS}", "dynamodb:BatchGet*", "dynamodb:PutItem"),
            *on(
                f"arn:aws:dynamodb:*:123456789012:table/archive-*{LEADING_KEYS}",
                "dynamodb:BatchGet*",
                "dynamodb:PutItem",
            ),
            *on("*", "xray:PutTraceSegments", "xray:PutTelemetryRecords"),
            *on('* if {"StringEquals": {"cloudwatch:namespace": "shop"}}', "cloudwatch:PutMetricData"),
            *on('* if {"NumericGreaterThan": {"aws:MultiFactorAuthAge": 300}}', "never dynamodb:*"),
        }
    },
    "policy-presets": {
        "HelloRole": {
            *own_logs("HelloLogGroup"),
            *on("Indexed.Arn", *READ, *WRITE),
            *on("${Indexed.Arn}/index/*", *READ),
            *on("Plain.Arn", *READ, *WRITE),
            *on("Files.Arn", "s3:ListBucket"),
            *on("${Files.Arn}/*", "s3:GetObject"),
            *on("arn:aws:s3:::reports/*", *WRITE_OBJECTS),
            *on("shared-bucket-arn", "s3:ListBucket"),
            *on(SHARED_BUCKET, "s3:GetObject", *WRITE_OBJECTS),
            *on("Jobs.Arn", "sqs:SendMessage", *CONSUME),
            *on(ARN.format("sqs") + "other-jobs", *CONSUME),
            *on("Topic", "sns:Publish"),
            *on("arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default", "events:PutEvents"),
            *on("Flow", "states:StartExecution", "states:StartSyncExecution"),
            *on("Secret", "secretsmanager:GetSecretValue"),
            *on(ARN.format("secretsmanager") + "secret:shop/db-??????", "secretsmanager:GetSecretValue"),
            *on(f"{PARAMETERS}/shop/limit", "ssm:GetParameter", "ssm:GetParameters"),
            *on(f"{PARAMETERS}/color", "ssm:GetParameter", "ssm:GetParameters"),
            *on(f"{PARAMETERS}/${{Setting}}", "ssm:GetParameter", "ssm:GetParameters"),
            *on("Mailer", "lambda:InvokeFunction"),
            *on("${Mailer}:*", "lambda:InvokeFunction"),
            *on(ARN.format("lambda") + "function:mailer:live", "lambda:InvokeFunction"),
            *on("Key.Arn", "kms:Decrypt"),
        }
    },
    "policy-cycle": {
        "PingRole": {
            *own_logs("PingLogGroup"),
            *on("PingFunction.Arn", "lambda:InvokeFunction"),
            *on("${PingFunction.Arn}:*", "lambda:InvokeFunction"),
            *on("PongFunction.Arn", "lambda:InvokeFunction"),
            *on("${PongFunction.Arn}:*", "lambda:InvokeFunction"),
            *on("Jobs.Arn", "sqs:SendMessage"),
            *on("Rule.Arn", "events:PutRule"),
        },
        "PongRole": {
            *own_logs("PongLogGroup"),
            *on("PingFunction.Arn", "lambda:InvokeFunction"),
            *on("${PingFunction.Arn}:*", "lambda:InvokeFunction"),
            *on("LastFunction.Arn", "lambda:InvokeFunction"),
            *on("${LastFunction.Arn}:*", "lambda:InvokeFunction"),
        },
        "LastRole": {*own_logs("LastLogGroup"), *on("Secret", "secretsmanager:GetSecretValue")},
    },
    "role-given": {},
    "secrets": {
        "HelloRole": {
            *own_logs("HelloLogGroup"),
            *on("Database", "secretsmanager:GetSecretValue"),
            *on("ApiKeySecret", "secretsmanager:GetSecretValue"),
            *on(ARN.format("secretsmanager") + "secret:shop/signing-AbCdEf", "secretsmanager:GetSecretValue"),
            *on(ARN.format("secretsmanager") + "secret:shop/legacy-??????", "secretsmanager:GetSecretValue"),
        }
    },
}


@pytest.mark.parametrize("name", MAY)
def test_roles_may_do_what_was_reviewed_and_nothing_else(name: str) -> None:
    assert permissions(resources(name)) == MAY[name]


@pytest.mark.parametrize("name", sorted(path.parent.name for path in TEMPLATES.glob("*/template.yaml")))
def test_every_function_may_write_to_its_own_logs(name: str) -> None:
    found = resources(name)
    for title in of_type(found, "AWS::Lambda::Function"):
        role = found.get(title.removesuffix("Function") + "Role")
        if role:
            first = role["Properties"]["Policies"][0]
            assert first["PolicyName"] == "logs"
            assert said(first["PolicyDocument"]) == own_logs(title.removesuffix("Function") + "LogGroup")


def resources(name: str) -> dict[str, Any]:
    template = TEMPLATES / name / "template.yaml"
    body: Any = plain(parse(template.read_text(), template.name).data)
    found: dict[str, Any] = body["Resources"]
    return found


def plain(value: Any) -> Any:
    if hasattr(value, "to_dict"):
        return plain(value.to_dict())
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def permissions(found: dict[str, Any]) -> dict[str, set[str]]:
    """Return what each role may do, in its own policies and in those that name it."""
    roles = of_type(found, "AWS::IAM::Role")
    may = {
        title: {each for policy in role["Properties"].get("Policies", []) for each in said(policy["PolicyDocument"])}
        for title, role in roles.items()
    }
    for policy in of_type(found, "AWS::IAM::Policy").values():
        for role in policy["Properties"]["Roles"]:
            may[role["Ref"]] |= said(policy["Properties"]["PolicyDocument"])
    return may


def said(document: dict[str, Any]) -> set[str]:
    found = set()
    for statement in document["Statement"]:
        assert set(statement) <= {"Effect", "Action", "Resource", "Condition"}
        condition = f" if {json.dumps(statement['Condition'], sort_keys=True)}" if "Condition" in statement else ""
        never = {"Allow": "", "Deny": "never "}[statement["Effect"]]
        for resource in listed(statement["Resource"]):
            found |= {f"{never}{action} on {spelt(resource)}{condition}" for action in listed(statement["Action"])}
    return found


def spelt(resource: Any) -> str:
    match resource:
        case str():
            return resource
        case {"Fn::GetAtt": [name, attribute]}:
            return f"{name}.{attribute}"
        case {"Fn::GetAtt": str(text)} | {"Fn::Sub": str(text)} | {"Ref": str(text)} | {"Fn::ImportValue": str(text)}:
            return text
    return json.dumps(resource)
