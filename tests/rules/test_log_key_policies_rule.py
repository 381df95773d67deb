"""E9906: keys of log groups, and whether CloudWatch Logs may use them."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Level: {{Type: String, AllowedValues: [test, live]}}
Conditions:
  IsLive: !Equals [!Ref Level, live]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: HTTP}}
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy: {policy}
  Group:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 30
      KmsKeyId: {key}
"""
ACCOUNT = "{Effect: Allow, Principal: {AWS: 'arn:aws:iam::123456789012:root'}, Action: 'kms:*', Resource: '*'}"
LOGS = "{Effect: Allow, Principal: {Service: logs.eu-central-1.amazonaws.com}, Action: 'kms:*', Resource: '*'}"
SNS = LOGS.replace("logs.eu-central-1", "sns")
CLOSED = f"{{Statement: [{ACCOUNT}]}}"
OPEN = f"{{Statement: [{ACCOUNT}, {LOGS}]}}"
MESSAGE = (
    "E9906 The KeyPolicy of Key does not let CloudWatch Logs use the key: allow the service "
    "logs.${AWS::Region}.${AWS::URLSuffix} kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey* and "
    "kms:Describe*"
)


def found(policy: str, key: str = "!GetAtt Key.Arn") -> list[str]:
    return findings(TEMPLATE.format(policy=policy, key=key), "E9906")


@pytest.mark.parametrize(
    "policy", ["!Ref AWS::NoValue", CLOSED, f"{{Statement: {SNS}}}", f"{{Statement: {LOGS.replace('Allow', 'Deny')}}}"]
)
def test_a_key_that_logs_may_not_use_is_caught_at_the_log_group(policy: str) -> None:
    assert found(policy) == [f"17:7 {MESSAGE}"]


@pytest.mark.parametrize(
    "policy",
    [
        OPEN,
        f"{{Statement: {LOGS}}}",
        "{Statement: {Effect: Allow, Principal: {Service: !Sub 'logs.${AWS::Region}.${AWS::URLSuffix}'}}}",
        "{Statement: [{Effect: Allow, Principal: '*'}]}",
        "{Statement: [{Effect: Allow, Principal: {AWS: '*'}}]}",
        f"{{Statement: [{ACCOUNT}, !If [IsLive, {LOGS}, !Ref AWS::NoValue]]}}",
        "!ImportValue Policy",
    ],
)
def test_a_key_that_logs_may_use_or_that_is_not_known_is_left_alone(policy: str) -> None:
    assert found(policy) == []


def test_the_policy_that_goes_with_the_log_group_counts() -> None:
    policy = f"!If [IsLive, {OPEN}, {CLOSED}]"

    assert found(policy, "!If [IsLive, !GetAtt Key.Arn, !Ref AWS::NoValue]") == []
    assert found(policy, "!If [IsLive, !Ref AWS::NoValue, !GetAtt Key.Arn]") == [f"17:49 {MESSAGE}"]


def test_keys_of_other_stacks_are_left_alone() -> None:
    assert found(CLOSED, "!ImportValue KeyArn") == []
    assert found(CLOSED, "!Ref Key") == []  # another mistake
