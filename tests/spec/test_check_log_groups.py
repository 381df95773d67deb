"""Log groups that there are, and keys that CloudWatch Logs may use: both by their ARN."""

import json
from typing import Any

import pytest

from tests.support import Project

_DENIED = (
    "the KeyPolicy of Key does not let CloudWatch Logs use the key: allow the service "
    "logs.${AWS::Region}.${AWS::URLSuffix} kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, "
    "kms:GenerateDataKey* and kms:Describe*, or write kms_key_id: new"
)
_ROOT = {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "kms:*", "Resource": "*"}


def _spec(key: str, resource: str, place: str = "stage: {access_log: {kms_key_id: KEY}}") -> str:
    return (
        f"functions: {{hello: lambda_code/hello}}\n{place.replace('KEY', key)}\n"
        f"cloudformation: {{Resources: {{Key: {resource}}}}}\n"
    )


def _key(policy: Any) -> str:
    return json.dumps({"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": policy}})


def _allowing(service: Any, **more: Any) -> dict[str, Any]:
    logs = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "kms:*", "Resource": "*", **more}
    return {"Version": "2012-10-17", "Statement": [_ROOT, logs]}


@pytest.mark.parametrize("written", ["!Ref Key", "!GetAtt Key.KeyId"])
@pytest.mark.parametrize("resource", [_key(_allowing("logs.eu-central-1.amazonaws.com")), "{Type: 'AWS::KMS::Key'}"])
def test_a_key_is_named_by_its_arn(hello: Project, resource: str, written: str) -> None:
    assert hello.problems(_spec(written, resource)) == [
        "apis/demo.yaml:2:22: stage.access_log.kms_key_id: is the key's ID, and log groups take its ARN: "
        "write !GetAtt Key.Arn"
    ]


def test_an_alias_is_no_key(hello: Project) -> None:
    assert hello.problems(_spec("!Ref Key", "{Type: 'AWS::KMS::Alias'}")) == [
        "apis/demo.yaml:2:22: stage.access_log.kms_key_id: is the name of an alias, and log groups take a key's ARN: "
        "name the key itself"
    ]


@pytest.mark.parametrize(
    "policy",
    [
        _allowing("logs.eu-central-1.amazonaws.com"),
        _allowing(["sns.amazonaws.com", {"Fn::Sub": "logs.${AWS::Region}.amazonaws.com"}]),
        _allowing({"Fn::Sub": ["logs.${R}.amazonaws.com", {"R": "eu-central-1"}]}),
        _allowing({"Fn::Sub": "${Service}.amazonaws.com"}),
        _allowing({"Ref": "Service"}),
        {"Statement": {**_ROOT, "Principal": "*"}},
        {"Statement": [{"Fn::If": ["A", _ROOT, _ROOT]}]},
        {"Statement": [{**_ROOT, "Principal": {"Fn::If": ["A", "*", "*"]}}]},
        {"Fn::If": ["A", {}, {}]},
    ],
)
@pytest.mark.parametrize("key", ["!GetAtt Key.Arn", "!GetAtt [Key, Arn]"])
def test_a_key_that_logs_may_use(hello: Project, key: str, policy: dict[str, Any]) -> None:
    assert hello.problems(_spec(key, _key(policy))) == []


@pytest.mark.parametrize(
    "resource",
    [
        "{Type: 'AWS::KMS::Key'}",
        "{Type: 'AWS::KMS::Key', Properties: 5}",
        _key({"Statement": _ROOT}),
        _key({"Statement": []}),
        _key(_allowing("sns.amazonaws.com")),
        _key(_allowing({"Fn::Sub": "sns.${AWS::Region}.amazonaws.com"})),
        _key(_allowing("logs.eu-central-1.amazonaws.com", Effect="Deny")),
    ],
)
@pytest.mark.parametrize("key", ["!GetAtt Key.Arn", "!GetAtt [Key, Arn]"])
def test_a_key_that_logs_may_not_use(hello: Project, key: str, resource: str) -> None:
    assert hello.problems(_spec(key, resource)) == [f"apis/demo.yaml:2:22: stage.access_log.kms_key_id: {_DENIED}"]


@pytest.mark.parametrize("key", ["!GetAtt Other.Arn", "!ImportValue key", "!Ref Other", "new"])
def test_a_key_that_stands_elsewhere_is_not_judged(hello: Project, key: str) -> None:
    assert hello.problems(_spec(key, "{Type: 'AWS::KMS::Key'}")) == []


@pytest.mark.parametrize("body", ["5", "[]", "{}", "{Type: 5}"])
def test_what_is_no_resource_is_not_judged(hello: Project, body: str) -> None:
    assert not any("kms_key_id" in line for line in hello.problems(_spec("!GetAtt Key.Arn", body)))


def test_a_key_that_functions_take_from_defaults_is_reported_once_and_there(hello: Project) -> None:
    place = (
        "defaults: {log_group: {kms_key_id: KEY}}\nroutes: {GET /: a, GET /b: b, GET /c: c}\n"
        "stages: {beta: {access_log: {kms_key_id: KEY}}}"
    )
    text = _spec("!Ref Key", "{Type: 'AWS::KMS::Key'}", place).replace(
        "{hello: lambda_code/hello}",
        "{a: lambda_code/hello, b: lambda_code/hello, c: {code: lambda_code/hello, log_group: {kms_key_id: !Ref Key}}}",
    )

    assert [problem.split(": ")[1] for problem in hello.problems(text)] == [
        "functions.c.log_group.kms_key_id",
        "defaults.log_group.kms_key_id",
        "stages.beta.access_log.kms_key_id",
    ]


@pytest.mark.parametrize(
    ("destination", "resource", "problems"),
    [
        ("!Ref Key", "{Type: 'AWS::Logs::LogGroup'}",
         ["apis/demo.yaml:2:22: stage.access_log.destination_arn: is the log group's name, and access logs take its "
          "ARN: write !GetAtt Key.Arn"]),
        ("!GetAtt Key.Arn", "{Type: 'AWS::Logs::LogGroup'}", []),
        ("!Ref Other", "{Type: 'AWS::Logs::LogGroup'}", []),
        ("!Ref Key", "{Type: 'Custom::LogGroup'}", []),
    ],
)  # fmt: skip
def test_a_log_group_that_there_is_is_named_by_its_arn(
    hello: Project, destination: str, resource: str, problems: list[str]
) -> None:
    assert hello.problems(_spec(destination, resource, "stage: {access_log: {destination_arn: KEY}}")) == problems
