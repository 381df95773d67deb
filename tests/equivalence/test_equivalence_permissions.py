"""What roles allow is compared as a set of single permissions, whatever the order and grouping of statements."""

from __future__ import annotations

from typing import Any

import pytest

from tests.equivalence.bodies import Body, resources, told

WORLD = {"Version": "2012-10-17"}
QUEUE = {"Fn::GetAtt": ["Jobs", "Arn"]}
TRUST = {**WORLD, "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}  # fmt: skip


def statement(action: Any, resource: Any = QUEUE, effect: str = "Allow", **more: Any) -> dict[str, Any]:
    return {"Effect": effect, "Action": action, "Resource": resource, **more}


def inline(*statements: Any, name: str = "policy") -> dict[str, Any]:
    return {"PolicyName": name, "PolicyDocument": {**WORLD, "Statement": [*statements]}}


def role(*policies: Any, trust: Any = TRUST, **beside: Any) -> Body:
    properties = {"AssumeRolePolicyDocument": trust, "Policies": [*policies]}
    return resources(A={"Type": "AWS::IAM::Role", "Properties": properties}, **beside)


def attached(*statements: Any, **attributes: Any) -> dict[str, Any]:
    properties = {**inline(*statements), "Roles": [{"Ref": "A"}]}
    return {"Type": "AWS::IAM::Policy", "Properties": properties, **attributes}


TWO = statement(["sqs:SendMessage", "sqs:GetQueueUrl"])

SAME: dict[str, tuple[Body, Body]] = {
    "actions in another order": (role(inline(TWO)), role(inline(statement(["sqs:GetQueueUrl", "sqs:SendMessage"])))),
    "two statements": (
        role(inline(TWO)), role(inline(statement("sqs:SendMessage"), statement(["sqs:GetQueueUrl"], [QUEUE])))),
    "two policies": (
        role(inline(TWO)),
        role(inline(statement("sqs:SendMessage"), name="a"), inline(statement("sqs:GetQueueUrl"), name="b"))),
    "a statement alone": (
        role(inline(TWO)), role({"PolicyName": "a", "PolicyDocument": {**WORLD, "Statement": TWO}})),
    "said twice": (role(inline(TWO)), role(inline(TWO, statement("sqs:SendMessage")))),
    "a label": (role(inline(TWO)), role(inline({**TWO, "Sid": "Send"}))),
    "a condition's values": (
        role(inline(statement("a:B", Condition={"Bool": {"aws:SecureTransport": True}, "StringEquals": {"k": "v"}}))),
        role(inline(statement(
            "a:B", Condition={"StringEquals": {"k": ["v"]}, "Bool": {"aws:SecureTransport": "true"}})))),
    "services in a list": (role(trust=TRUST), role(trust={**WORLD, "Statement": [
        {"Effect": "Allow", "Principal": {"Service": ["lambda.amazonaws.com"]}, "Action": ["sts:AssumeRole"]}]})),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_the_same_permissions_are_the_same_however_they_are_grouped(name: str) -> None:
    assert told(*SAME[name]) == []


OTHER: dict[str, tuple[Body, Body, list[str]]] = {
    "an action": (
        role(inline(TWO)), role(inline(statement("sqs:SendMessage"))),
        ["role A: allows: sqs:GetQueueUrl on !GetAtt Jobs.Arn in one, nothing in other"]),
    "a resource": (
        role(inline(statement("a:B"))), role(inline(statement("a:B", "*"))),
        ["role A: allows: a:B on !GetAtt Jobs.Arn in one, a:B on * in other"]),
    "actions and resources that are crossed": (
        role(inline(statement("a:B", "x"), statement("a:C", "y"))), role(inline(statement(["a:B", "a:C"], ["x", "y"]))),
        ["role A: allows: nothing in one, a:B on y; a:C on x in other"]),
    "a denial": (
        role(inline(statement("a:B", "x"))), role(inline(statement("a:B", "x"), statement("a:B", "x", "Deny"))),
        ["role A: denies: nothing in one, a:B on x in other"]),
    "a condition": (
        role(inline(statement("a:B", "x", Condition={"StringEquals": {"k": "v"}}))),
        role(inline(statement("a:B", "x"))),
        ['role A: allows: a:B on x if {"StringEquals": {"k": ["v"]}} in one, a:B on x in other']),
    "what is excluded": (
        role(inline({"Effect": "Allow", "NotAction": ["iam:*"], "Resource": "*"})),
        role(inline(statement("iam:*", "*"))),
        ['role A: allows: all but ["iam:*"] on * in one, iam:* on * in other']),
    "when it holds": (
        role({"Fn::If": ["IsLarge", inline(statement("a:B", "x")), {"Ref": "AWS::NoValue"}]}),
        role({"Fn::If": ["IsLarge", {"Ref": "AWS::NoValue"}, inline(statement("a:B", "x"))]}),
        ["role A: allows: a:B on x when IsLarge in one, a:B on x unless IsLarge in other"]),
    "the version of the language": (
        role({"PolicyName": "a", "PolicyDocument": {"Statement": [statement("a:B", "x")]}}),
        role(inline(statement("a:B", "x"))),
        ["role A: allows: a:B on x in version nothing in one, a:B on x in other"]),
    "who may take it": (
        role(trust=TRUST), role(trust={**WORLD, "Statement": [
            {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}),
        ["role A: may be taken by: Allow Service lambda.amazonaws.com sts:AssumeRole in one, "
         "Allow AWS * sts:AssumeRole in other"]),
    "what is no policy": (
        role({"Ref": "Anything"}), role(),
        ['role A: says: policy {"Ref": "Anything"} in one, nothing in other']),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHER)
def test_another_permission_is_another(name: str) -> None:
    one, other, lines = OTHER[name]

    assert told(one, other) == lines


def test_what_an_attached_policy_allows_is_allowed_to_its_role() -> None:
    one, other = role(P=attached(statement("a:B", "x"))), role(P=attached(statement("a:C", "x")))

    assert told(one, other) == ["role A: allows: a:B on x in one, a:C on x in other"]
    assert told(role(inline(statement("a:B", "x"))), one) == ["policy P: in other, not in one"]


def test_what_an_attached_policy_allows_only_sometimes_is_not_what_it_allows_always() -> None:
    always = role(P=attached(statement("a:B", "x")))
    sometimes = role(P=attached(statement("a:B", "x"), Condition="IsLarge"))

    assert told(always, sometimes) == [
        "role A: allows: a:B on x in one, a:B on x when IsLarge in other",
        "policy P: exists if: nothing in one, IsLarge in other",
    ]


def test_a_policy_for_something_else_says_it_itself() -> None:
    def of_user(action: str) -> Body:
        properties = {**inline(statement(action, "x")), "Users": ["ann"]}
        return resources(P={"Type": "AWS::IAM::Policy", "Properties": properties})

    assert told(of_user("a:B"), of_user("a:C")) == ["policy P: allows: a:B on x in one, a:C on x in other"]


def test_a_policy_for_what_is_no_role_says_it_itself() -> None:
    def of_queue(action: str) -> Body:
        return resources(A={"Type": "AWS::SQS::Queue"}, P=attached(statement(action, "x")))

    assert told(of_queue("a:B"), of_queue("a:C")) == ["policy P: allows: a:B on x in one, a:C on x in other"]


def test_a_permission_for_a_function_elsewhere_is_compared_for_itself() -> None:
    def permission(principal: str) -> Body:
        properties = {"FunctionName": "arn:aws:lambda:eu-west-1:123456789012:function:x", "Principal": principal}
        return resources(P={"Type": "AWS::Lambda::Permission", "Properties": properties})

    assert told(permission("a"), permission("b")) == ["permission P: Principal: a in one, b in other"]
