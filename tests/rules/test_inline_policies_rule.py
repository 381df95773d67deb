"""E9901: roles and the inline policies that do not fit into them."""

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Level: {{Type: String, AllowedValues: [test, live]}}
Conditions:
  IsLive: !Equals [!Ref Level, live]
  IsTest: !Equals [!Ref Level, test]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: HTTP}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
      - PolicyName: first
        PolicyDocument: {{Statement: [{{Effect: Allow, Action: 's3:GetObject', Resource: {first}}}]}}
      - Fn::If:
        - IsLive
        - PolicyName: second
          PolicyDocument: {{Statement: [{{Effect: Allow, Action: 's3:GetObject', Resource: {second}}}]}}
        - !Ref AWS::NoValue
  Policy:
    Type: AWS::IAM::Policy
    Condition: {condition}
    Properties:
      PolicyName: third
      Roles: [!Ref {role}]
      PolicyDocument: {{Statement: [{{Effect: Allow, Action: 's3:GetObject', Resource: {third}}}]}}
"""
LARGE = "arn:aws:s3:::a/" + "x" * 6_000
SMALL = "arn:aws:s3:::a/*"
AROUND = len('{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":""}]}')


def found(
    first: str = SMALL, second: str = SMALL, third: str = SMALL, condition: str = "IsLive", role: str = "Role"
) -> list[str]:
    text = TEMPLATE.format(first=first, second=second, third=third, condition=condition, role=role)
    return findings(text, "E9901")


def test_policies_that_are_too_long_together_are_caught_at_the_role() -> None:
    count = 2 * len(LARGE) + len(SMALL) + 3 * AROUND
    message = (
        f"The inline policies of Role have at least {count:,} characters, and IAM takes 10,240: put some of them into "
        "an AWS::IAM::ManagedPolicy"
    )

    assert found(first=LARGE, second=LARGE) == [f"13:7 E9901 {message}"]
    assert found(first=LARGE, third=LARGE) == [f"13:7 E9901 {message}"]


def test_policies_that_fit_are_left_alone() -> None:
    assert found(first=LARGE) == []
    assert found(first=LARGE, third=LARGE, role="OtherRole") == []
    assert found(first="!Ref Arns", second=LARGE, third="!Ref Arns") == []


def test_policies_that_are_never_there_together_are_left_alone() -> None:
    assert found(second=LARGE, third=LARGE, condition="IsTest") == []
    assert len(found(second=LARGE, third=LARGE, condition="IsLive")) == 1


def test_the_policies_of_a_function_of_sam_are_caught_at_the_function() -> None:
    text = f"""\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "def handler(event, context): pass"
      Handler: index.handler
      Runtime: python3.14
      Policies:
      - Statement: [{{Effect: Allow, Action: 's3:GetObject', Resource: {LARGE}}}]
      - Statement: [{{Effect: Allow, Action: 's3:PutObject', Resource: {LARGE}}}]
      Events: {{List: {{Type: HttpApi}}}}
"""
    (finding,) = findings(text, "E9901")

    assert finding.startswith("9:7 E9901 The inline policies of OrdersRole have at least 12,")


def test_other_shapes_are_for_cfn_lint() -> None:
    text = """\
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api}
  Role: {Type: AWS::IAM::Role, Properties: {Policies: [3, {PolicyDocument: []}, {PolicyDocument: {1: {2: 3}}}]}}
  Policy: {Type: AWS::IAM::Policy, Properties: {Roles: {Ref: Role}, PolicyDocument: x}}
"""
    assert findings(text, "E9901") == []
