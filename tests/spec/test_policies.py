"""What a function may do: statements of IAM, and grants by name, held to what AWS knows."""

import json

import pytest

from generator.spec import actions
from tests.support import Project

RAW = """
cloudformation:
  Resources:
    T: {Type: "AWS::DynamoDB::Table"}
    Q: {Type: "AWS::SQS::Queue"}
    B: {Type: "AWS::S3::Bucket"}
    S: {Type: "AWS::SecretsManager::Secret"}
    P: {Type: "AWS::SSM::Parameter", Properties: {Name: !Sub "${AWS::StackName}/x"}}
"""


def spec_with(entry: str) -> str:
    return f"functions: {{hello: {{code: lambda_code/hello, policy: [{entry}]}}}}{RAW}"


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (
            '{allow: "dynamodb:GetItm", resources: !GetAtt T.Arn}',
            ".allow: there is no action dynamodb:GetItm; did you mean dynamodb:GetItem? A newer one stands in an "
            "AWS::IAM::Policy under cloudformation, which names the function's role",
        ),
        (
            '{allow: "dynamodb:getitem", resources: !GetAtt T.Arn}',
            ".allow: there is no action dynamodb:getitem; did you mean dynamodb:GetItem? A newer one stands in an"
            " AWS::IAM::Policy under cloudformation, which names the function's role",
        ),
        (
            "{allow: [dynamo:GetItem], resources: !GetAtt T.Arn}",
            ".allow[0]: IAM knows no service dynamo; did you mean dynamodb? A newer one stands in an "
            "AWS::IAM::Policy under cloudformation, which names the function's role",
        ),
        (
            "{allow: GetItem, resources: !GetAtt T.Arn}",
            ".allow: must be a service and an action, such as dynamodb:GetItem",
        ),
        (
            '{allow: "*", resources: !GetAtt T.Arn}',
            ".allow: would allow everything: name the actions that the function needs, such as dynamodb:GetItem",
        ),
        (
            '{allow: "dynamodb:*", resources: !GetAtt T.Arn}',
            ".allow: would allow all that dynamodb can do: name the actions that it needs, such as "
            "dynamodb:GetAbacStatus",
        ),
        (
            '{allow: "dynamodb:get*", resources: !GetAtt T.Arn}',
            ".allow: dynamodb:get* matches no action; did you mean dynamodb:Get*? A newer one stands in an "
            "AWS::IAM::Policy under cloudformation, which names the function's role",
        ),
        (
            '{allow: "dynamodb:Zap*", resources: !GetAtt T.Arn}',
            ".allow: dynamodb:Zap* matches no action; a newer one stands in an AWS::IAM::Policy under "
            "cloudformation, which names the function's role",
        ),
        (
            '{allow: "DynamoDB:GetItem", resources: !GetAtt T.Arn}',
            ".allow: IAM knows no service DynamoDB; did you mean dynamodb? A newer one stands in an "
            "AWS::IAM::Policy under cloudformation, which names the function's role",
        ),
        (
            '{allow: "*:GetItem", resources: !GetAtt T.Arn}',
            ".allow: must be a service and an action, such as dynamodb:GetItem",
        ),
        (
            '{allow: "dynamodb:SearchVectorsOfTomorrow", resources: !GetAtt T.Arn}',
            ".allow: there is no action dynamodb:SearchVectorsOfTomorrow; did you mean dynamodb:SearchVectors? A "
            "newer one stands in an AWS::IAM::Policy under cloudformation, which names the function's role",
        ),
        (
            "{allow: [], resources: !GetAtt T.Arn}",
            ".allow: must have at least 1 entry (got an empty list)",
        ),
        (
            "{allow: dynamodb:GetItem}",
            ".resources: is required: name what it is for, such as !GetAtt OrdersTable.Arn",
        ),
        (
            "{allow: dynamodb:GetItem, deny: dynamodb:PutItem, resources: !GetAtt T.Arn}",
            ": needs one of allow, deny, dynamodb_read, dynamodb_write, dynamodb_read_write, s3_read, s3_write, "
            "s3_read_write, sqs_send, sqs_consume, sns_publish, event_bridge_put, step_functions_start, "
            "step_functions_start_sync, secrets_manager_read, ssm_read, lambda_invoke, kms_decrypt, but has allow"
            " and deny",
        ),
        (
            "{}",
            ": needs one of allow, deny, dynamodb_read, dynamodb_write, dynamodb_read_write, s3_read, s3_write, "
            "s3_read_write, sqs_send, sqs_consume, sns_publish, event_bridge_put, step_functions_start, "
            "step_functions_start_sync, secrets_manager_read, ssm_read, lambda_invoke, kms_decrypt",
        ),
        (
            "{resources: !GetAtt T.Arn}",
            ": needs one of allow, deny, dynamodb_read, dynamodb_write, dynamodb_read_write, s3_read, s3_write, "
            "s3_read_write, sqs_send, sqs_consume, sns_publish, event_bridge_put, step_functions_start, "
            "step_functions_start_sync, secrets_manager_read, ssm_read, lambda_invoke, kms_decrypt",
        ),
        (
            "{dynamodb_read: !GetAtt T.Arn, resources: !GetAtt T.Arn}",
            ".resources: belongs to allow and deny: dynamodb_read says what it is for by itself",
        ),
        (
            "{dynamodb_reed: !GetAtt T.Arn}",
            ".dynamodb_reed: is no field of the language; did you mean dynamodb_read?",
        ),
        (
            '{dynamodb_read: !GetAtt T.Arn, condition: {Bool: {"aws:x": true}}}',
            ".condition: belongs to allow and deny: dynamodb_read says what it is for by itself",
        ),
        (
            "{allow: dynamodb:GetItem, resources: orders}",
            ".resources: must be an ARN, such as arn:aws:dynamodb:eu-central-1:123456789012:table/orders (got orders)",
        ),
        (
            "{allow: dynamodb:GetItem, resources: !Ref T}",
            ".resources: must be an ARN, but !Ref T is its name: write !GetAtt T.Arn",
        ),
        (
            "{allow: dynamodb:GetItem, resources: [!GetAtt T.Arn, !GetAtt Q.Arn]}",
            ".resources[1]: is a resource of sqs, but dynamodb:GetItem is for those of dynamodb",
        ),
        (
            "{allow: dynamodb:GetItem, resources: !GetAtt Q.Arn}",
            ".resources: is a resource of sqs, but dynamodb:GetItem is for those of dynamodb",
        ),
        (
            "{allow: [dynamodb:GetItem, sqs:SendMessage], resources: !GetAtt T.Arn}",
            ".allow[1]: sqs:SendMessage is for resources of sqs, but there is none among the resources",
        ),
        (
            '{allow: dynamodb:GetItem, resources: "arn:aws:sqs:eu-central-1:123456789012:jobs"}',
            ".resources: is a resource of sqs, but dynamodb:GetItem is for those of dynamodb",
        ),
        (
            '{allow: s3:ListBucket, resources: "arn:aws:s3:::shop/*"}',
            ".resources: is what is in a bucket, but s3:ListBucket is for the bucket: leave out what begins with its /",
        ),
        (
            '{allow: s3:GetObjectVersionTagging, resources: "arn:aws:s3:::shop"}',
            ".resources: is a bucket, but s3:GetObjectVersionTagging is for the objects in it: write "
            "arn:aws:s3:::shop/*",
        ),
        (
            '{allow: dynamodb:GetItem, resources: "*"}',
            ".resources: would allow dynamodb:GetItem on everything: name what the function needs, such as "
            "!GetAtt OrdersTable.Arn, or bound it by a condition",
        ),
        (
            '{allow: dynamodb:GetItem, resources: "arn:aws:dynamodb:*:*:*"}',
            ".resources: would allow dynamodb:GetItem on everything: name what the function needs, such as "
            "!GetAtt OrdersTable.Arn, or bound it by a condition",
        ),
        (
            '{allow: [xray:Put*], resources: "*"}',
            ".resources: would allow xray:Put* on everything: name what the function needs, such as !GetAtt "
            "OrdersTable.Arn, or bound it by a condition",
        ),
        (
            '{allow: dynamodb:GetItem, resources: !Sub "${T}/index/*"}',
            ".resources: must be an ARN, but !Ref T is its name: write !GetAtt T.Arn",
        ),
        (
            '{allow: dynamodb:GetItem, resources: !Sub "table/${T}"}',
            ".resources: must be an ARN, but its text begins with table/${T}: write arn:${AWS::Partition}:…",
        ),
        (
            "{allow: s3:GetObject, resources: !GetAtt B.Arn}",
            ".resources: is a bucket, but s3:GetObject is for the objects in it: write !Sub ${B.Arn}/*",
        ),
        (
            '{allow: s3:GetObject, resources: "arn:aws:s3:::reports"}',
            ".resources: is a bucket, but s3:GetObject is for the objects in it: write arn:aws:s3:::reports/*",
        ),
        (
            '{allow: dynamodb:GetItem, resources: !GetAtt T.Arn, condition: {StringEqual: {"aws:x": y}}}',
            ".condition.StringEqual: IAM knows no condition operator StringEqual; did you mean StringEquals?",
        ),
        (
            '{allow: dynamodb:GetItem, resources: !GetAtt T.Arn, condition: {"ForAnyValues:StringLike": {"aws:x": y}}}',
            '.condition."ForAnyValues:StringLike": IAM knows no condition operator ForAnyValues:StringLike; did '
            "you mean ForAnyValue:StringLike?",
        ),
        (
            "{allow: dynamodb:GetItem, resources: !GetAtt T.Arn, condition: {StringEquals: {x: y}}}",
            ".condition.StringEquals.x: must be a condition key, such as aws:SourceArn or dynamodb:LeadingKeys (got x)",
        ),
        (
            '{allow: dynamodb:GetItem, resources: !GetAtt T.Arn, condition: {StringEquals: {"aws:x": []}}}',
            '.condition.StringEquals."aws:x": must be a text, a number, true or false, or a list of them',
        ),
        (
            "{allow: dynamodb:GetItem, resources: !GetAtt T.Arn, condition: {StringEquals: {}}}",
            ".condition.StringEquals: must have at least 1 entry (got an empty mapping)",
        ),
        (
            "{allow: dynamodb:GetItem, resources: !GetAtt T.Arn, condition: {}}",
            ".condition: must have at least 1 entry (got an empty mapping)",
        ),
        (
            "{allow: dynamodb:GetItem, resources: !GetAtt T.Arn, condition: {StringEquals: a}}",
            ".condition.StringEquals: must be a mapping (got a)",
        ),
        (
            "{dynamodb_read: !Ref T}",
            ".dynamodb_read: must be an ARN, but !Ref T is its name: write !GetAtt T.Arn",
        ),
        (
            "{dynamodb_read: !GetAtt Q.Arn}",
            ".dynamodb_read: must be the ARN of a table: Q is an AWS::SQS::Queue",
        ),
        (
            '{dynamodb_read: "arn:aws:dynamodb:eu-central-1:123456789012:table/a/index/b"}',
            ".dynamodb_read: must be the ARN of a table, such as "
            "arn:aws:dynamodb:eu-central-1:123456789012:table/orders (got "
            "arn:aws:dynamodb:eu-central-1:123456789012:table/a/index/b)",
        ),
        (
            "{dynamodb_read: orders}",
            ".dynamodb_read: must be the ARN of a table, such as "
            "arn:aws:dynamodb:eu-central-1:123456789012:table/orders (got orders)",
        ),
        (
            "{sqs_send: []}",
            ".sqs_send: must have at least 1 entry (got an empty list)",
        ),
        (
            '{s3_read: "arn:aws:s3:::b/*"}',
            ".s3_read: must be the ARN of a bucket, such as arn:aws:s3:::orders (got arn:aws:s3:::b/*)",
        ),
        (
            '{kms_decrypt: "arn:aws:kms:eu-central-1:123456789012:alias/x"}',
            ".kms_decrypt: must be the ARN of a key, such as "
            "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab (got "
            "arn:aws:kms:eu-central-1:123456789012:alias/x)",
        ),
        (
            "{ssm_read: !Ref P}",
            ".ssm_read: cannot be turned into an ARN, which depends on whether there is a / in front of the name:"
            " write its ARN",
        ),
        (
            '{ssm_read: "a b"}',
            ".ssm_read: must be the name or the ARN of a parameter, such as "
            "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/db (got a b)",
        ),
        (
            '{ssm_read: !Sub "${AWS::StackName}/x"}',
            ".ssm_read: cannot be turned into an ARN, which depends on whether there is a / in front of the name:"
            " write its ARN",
        ),
        (
            "{ssm_read: !ImportValue x}",
            ".ssm_read: cannot be turned into an ARN, which depends on whether there is a / in front of the name:"
            " write its ARN",
        ),
        (
            "{secrets_manager_read: !GetAtt S.Arn}",
            ".secrets_manager_read: must be an ARN, but !GetAtt S.Arn is its Arn: write !Ref S",
        ),
        (
            "{lambda_invoke: mailer}",
            ".lambda_invoke: must be the ARN of a function, such as "
            "arn:aws:lambda:eu-central-1:123456789012:function:mailer (got mailer)",
        ),
        (
            "dynamodb:GetItem",
            ": must be a mapping (got dynamodb:GetItem)",
        ),
    ],
)
def test_what_is_wrong_with_an_entry_is_said_with_the_way_out(hello: Project, entry: str, problem: str) -> None:
    (found,) = hello.problems(spec_with(entry))

    assert found.split("functions.hello.policy[0]", 1)[1] == problem


@pytest.mark.parametrize(
    "entry",
    [
        '{allow: "dynamodb:*Item*", resources: !GetAtt T.Arn}',
        '{allow: dynamodb:GetItem, resources: "*", condition: {StringEquals: {"aws:PrincipalTag/a": b}}}',
        '{allow: xray:PutTraceSegments, resources: "*"}',
        '{allow: s3:GetObject, resources: !Sub "${B.Arn}/*"}',
        '{deny: "*", resources: "*"}',
        '{deny: "dynamodb:*", resources: "*"}',
        '{allow: dynamodb:GetItem, resources: !GetAtt T.Arn, condition: {StringEqualsIfExists: {"aws:x": y}}}',
    ],
)
def test_what_is_bounded_is_no_problem(hello: Project, entry: str) -> None:
    assert hello.problems(spec_with(entry)) == []


def test_every_problem_of_a_policy_is_told_at_once(hello: Project) -> None:
    found = hello.problems(spec_with("{dynamodb_read: !Ref T}, {allow: dynamodb:Get, resources: !GetAtt T.Arn}"))

    assert [each.split(": ")[1] for each in found] == [
        "functions.hello.policy[0].dynamodb_read",
        "functions.hello.policy[1].allow",
    ]


def test_a_parameter_is_held_to_what_a_grant_is_for(hello: Project) -> None:
    found = hello.problems(
        """
        parameters: {Table: {type: String, default: orders}, Name: {type: String, allowed_values: [/a, b]}}
        functions:
          hello:
            code: lambda_code/hello
            policy: [{dynamodb_read: !Ref Table}, {ssm_read: !Ref Name}]
        """
    )

    assert found == [
        "apis/demo.yaml:5:15: functions.hello.policy[0].dynamodb_read: must be the ARN of a table, such as "
        "arn:aws:dynamodb:eu-central-1:123456789012:table/orders (got orders)",
        "apis/demo.yaml:5:44: functions.hello.policy[1].ssm_read: cannot be turned into an ARN, which depends on "
        "whether there is a / in front of the name: write its ARN",
    ]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{allow: sqs:SendMessage, resources: !Ref All}",
         ".resources: would allow sqs:SendMessage on everything: name what the function needs, such as "
         "!GetAtt OrdersTable.Arn, or bound it by a condition"),
        ('{dynamodb_read: !Sub "arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${All}"}', None),
        ('{dynamodb_read: !Sub "${T.Arn}"}', None),
        ('{dynamodb_read: !Sub "${T}"}',
         ".dynamodb_read: must be an ARN, but !Ref T is its name: write !GetAtt T.Arn"),
        ('{dynamodb_read: !Sub "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${All}"}',
         ".dynamodb_read: must be the ARN of a table, such as "
         "arn:aws:dynamodb:eu-central-1:123456789012:table/orders (got "
         "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${All})"),
    ],
)  # fmt: skip
def test_what_a_function_gives_is_looked_at_as_far_as_it_is_known(
    hello: Project, entry: str, problem: str | None
) -> None:
    found = hello.problems(spec_with(entry) + 'parameters: {All: {type: String, default: "*"}}\n')

    assert [each.split("functions.hello.policy[0]", 1)[1] for each in found] == ([problem] if problem else [])


def test_a_policy_in_defaults_is_no_field_of_the_language(hello: Project) -> None:
    """What every function may do, most need not."""
    found = hello.problems("defaults: {policy: []}\nfunctions: {hello: lambda_code/hello}\n")

    assert [each.split(": ")[1:3] for each in found] == [["defaults.policy", "is no field of the language; known here"]]


def test_actions_are_found_whose_module_has_another_name() -> None:
    assert "InvokeFunction" in actions.actions_of("lambda")
    assert "Invoke" in actions.actions_of("execute-api")


@pytest.mark.parametrize("word", ["aws", "helpers", "Dynamodb", "execute_api", ""])
def test_what_is_no_service_has_no_actions(word: str) -> None:
    assert actions.actions_of(word) == ()


def test_policies_that_iam_would_not_take_are_refused(hello: Project) -> None:
    from generator.errors import SpecError
    from generator.render import render
    from generator.templates import limits

    statement = {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": [{"Fn::GetAtt": ["B", "Arn"]}]}
    document = {"Statement": [statement] * 100}
    role = {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyDocument": document}]}}
    beside = {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": document, "Roles": [{"Ref": "HelloRole"}]}}
    size = len(json.dumps(document, separators=(",", ":")).replace('{"Fn::GetAtt":["B","Arn"]}', '"arn:aws:s3:::abc"'))

    fits = {"Resources": {"HelloRole": role}}
    limits.check(fits, render(fits, ""))
    does_not = {"Resources": {"HelloRole": role, "HelloPolicy": beside}}
    with pytest.raises(SpecError) as error:
        limits.check(does_not, render(does_not, ""))

    assert size < 10_240 < 2 * size
    assert str(error.value) == (
        f"Resources.HelloRole: has at least {2 * size:,} characters of policies, but IAM takes 10,240: put some "
        "of it into an AWS::IAM::ManagedPolicy under cloudformation, and name that in managed_policy_arns"
    )
