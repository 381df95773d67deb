"""A statement that would make a cycle stands in a Policy beside the role; every other stands in the role."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.resources import functions
from generator.spec.references import references
from generator.templates.cloudformation import assemble
from tests.support import Project, by_id

SPEC = """
parameters: {Arn: {type: String, default: "arn:aws:sqs:eu-central-1:123456789012:jobs"}}
functions:
  a: {code: lambda_code/hello, policy: [%s]}
  b: {code: lambda_code/hello, environment: {OTHER: !GetAtt AFunction.Arn}}
  c: {code: lambda_code/hello}
routes: {GET /a: a, GET /b: b, GET /c: c}
cloudformation:
  Parameters: {RawArn: {Type: String}}
  Resources:
    Jobs: {Type: "AWS::SQS::Queue"}
    Late: {Type: "AWS::SQS::Queue", DependsOn: [Jobs, AFunction]}
    Later: {Type: "AWS::SQS::Queue", Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Late.Arn}}}
    Role: {Type: "AWS::SQS::QueuePolicy", DependsOn: ARole}
overrides: {Jobs: {Properties: {KmsMasterKeyId: alias/aws/sqs}}}
"""


def send(resource: str) -> str:
    return f"{{allow: sqs:SendMessage, resources: {resource}}}"


def invoke(resource: str) -> str:
    return f'{{allow: execute-api:Invoke, resources: !Sub "arn:aws:execute-api:eu-central-1:123456789012:{resource}"}}'


@pytest.mark.parametrize(
    ("entry", "separate"),
    [
        (send("!GetAtt Jobs.Arn"), False),
        (send("!Ref Arn"), False),
        (send("!Ref RawArn"), False),
        (send('!Sub "arn:aws:sqs:${AWS::Region}:123456789012:jobs"'), False),
        (invoke("${HttpApi}/*"), False),
        ("{lambda_invoke: !GetAtt CFunction.Arn}", False),
        ("{allow: logs:GetLogEvents, resources: !GetAtt ALogGroup.Arn}", False),
        ("{lambda_invoke: !GetAtt AFunction.Arn}", True),
        ("{lambda_invoke: !GetAtt BFunction.Arn}", True),  # whose environment names the function
        (send("!GetAtt Late.Arn"), True),
        (send("!GetAtt Later.Arn"), True),
        ('{allow: sqs:SendMessage, resources: "*", condition: {ArnEquals: {"aws:x": !Ref Role}}}', True),
        (invoke("x/${Stage}/*"), True),
    ],
)
def test_what_needs_the_role_stands_beside_it(hello: Project, entry: str, separate: bool) -> None:
    built = by_id(functions.build(hello.spec(SPEC % entry)))

    assert ("APolicy" in built) is separate
    assert [each["PolicyName"] for each in built["ARole"]["Properties"]["Policies"]] == (
        ["logs"] if separate else ["logs", "policy"]
    )


def test_the_policy_beside_the_role_is_for_that_role(hello: Project) -> None:
    built = by_id(functions.build(hello.spec(SPEC % "{lambda_invoke: !GetAtt AFunction.Arn}")))

    assert built["APolicy"] == {
        "Type": "AWS::IAM::Policy",
        "Properties": {
            "PolicyName": "separate",
            "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": ["lambda:InvokeFunction"],
                        "Resource": [
                            {"Fn::GetAtt": ["AFunction", "Arn"]},
                            {"Fn::Sub": "${AFunction.Arn}:*"},
                        ],
                    }
                ],
            },
            "Roles": [{"Ref": "ARole"}],
        },
    }


def test_its_logical_id_is_taken(hello: Project) -> None:
    found = hello.problems(
        """
        functions: {hello: {code: lambda_code/hello, policy: [{lambda_invoke: !GetAtt HelloFunction.Arn}]}}
        cloudformation: {Resources: {HelloPolicy: {Type: AWS::SNS::Topic}}}
        """
    )

    assert found == [
        "apis/demo.yaml:2:30: cloudformation.Resources.HelloPolicy: leads to the logical ID HelloPolicy, which belongs "
        "to functions.hello: choose another name"
    ]


def test_and_free_while_it_is_not_needed(hello: Project) -> None:
    text = "functions: {hello: {code: lambda_code/hello, policy: [{sqs_send: !GetAtt Q.Arn}]}}\n"
    raw = "cloudformation: {Resources: {Q: {Type: AWS::SQS::Queue}, HelloPolicy: {Type: AWS::SNS::Topic}}}\n"

    assert hello.problems(text + raw) == []


@pytest.mark.parametrize("name", ["policy-cycle", "policy", "secrets", "policy-presets"])
def test_nothing_in_a_template_waits_for_itself(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.spec.load import load

    monkeypatch.chdir(Path(__file__).parent.parent / "specs")
    body = assemble(load(Path(f"apis/{name}.yaml")).spec).to_dict()

    assert list(cycles(body["Resources"])) == []


def cycles(resources: dict[str, Any]) -> Iterator[str]:
    """Yield every resource that cannot be made before itself."""
    needs = {name: {each for _, each in references(body)} | waits_for(body) for name, body in resources.items()}
    for name in needs:
        reached: set[str] = set()
        waiting = list(needs[name])
        while waiting:
            each = waiting.pop()
            if each not in reached:
                reached.add(each)
                waiting.extend(needs.get(each, ()))
        if name in reached:
            yield name


def waits_for(body: dict[str, Any]) -> set[str]:
    needed = body.get("DependsOn", [])
    return {needed} if isinstance(needed, str) else set(needed)


def test_the_test_sees_cycles() -> None:
    looped = {"A": {"Properties": {"X": {"Ref": "B"}}}, "B": {"DependsOn": "C"}, "C": {"DependsOn": ["A"]}, "D": {}}

    assert list(cycles(looped)) == ["A", "B", "C"]
