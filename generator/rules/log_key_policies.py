"""E9906: keys of log groups that CloudWatch Logs may not use."""

from __future__ import annotations

from collections.abc import Iterator

from generator.aws_iam.log_keys import KEYS, REMEDY, lets_logs_in
from generator.resource_types import LOG_GROUP
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.values import Facts, Reference


class LogKeyPolicies(HttpApiRule):
    id = "E9906"
    shortdesc = "The key of a log group lets CloudWatch Logs use it"
    description = (
        "A log group with such a key is refused: `The specified KMS key does not exist or is not allowed to be used "
        "with Arn …` (hashicorp/terraform-provider-aws#29282, aws/aws-cdk#28304). A key without a policy of its own is "
        "for the account only."
    )
    source_url = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html"
    tags = ["http-api", "logs"]
    fix = "Add a statement for logs.REGION.amazonaws.com to the KeyPolicy."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
  LogGroup:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 30
      KmsKeyId: !GetAtt Key.Arn
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
        - Effect: Allow
          Principal: {AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'}
          Action: kms:*
          Resource: '*'
"""
    good = f"""\
{bad}\
        - Effect: Allow
          Principal: {{Service: !Sub 'logs.${{AWS::Region}}.${{AWS::URLSuffix}}'}}
          Action: [kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey*, kms:Describe*]
          Resource: '*'
"""

    def check(self, model: Model) -> Iterator[Finding]:
        for group in model.template.of_type(LOG_GROUP) if model.apis else ():
            for value in group.values("KmsKeyId"):
                key = model.template.referred(value.value, *KEYS)
                if key and value.value == Reference(key.logical_id, "Arn") and not _lets_logs_in(key, value.given):
                    message = f"The KeyPolicy of {key.logical_id} does not let CloudWatch Logs use the key: {REMEDY}"
                    yield Finding(value.path, message)


def _lets_logs_in(key: Resource, given: Facts) -> bool:
    """Say whether a key may let logs in, with one of the policies that it can have when this is so."""
    return any(
        not policy.is_known or lets_logs_in(policy.value)
        for policy in key.values("KeyPolicy")
        if key.template.possible(policy.given | given)
    )
