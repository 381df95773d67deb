"""E9905: keys of log groups that are not named by their ARN."""

from __future__ import annotations

from collections.abc import Iterator

from generator.aws_iam.log_keys import reference_problem
from generator.resource_types import LOG_GROUP
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.template import Template
from generator.template_model.values import Reference, Text, Value, shown


class LogKeys(HttpApiRule):
    id = "E9905"
    shortdesc = "A log group names its key by the key's ARN"
    description = "CloudWatch Logs takes neither a key's ID, which !Ref gives, nor the name of an alias."
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html"
    )
    tags = ["http-api", "logs"]
    fix = "Write KmsKeyId with !GetAtt Key.Arn."
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
      KmsKeyId: !Ref Key
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
        - Effect: Allow
          Principal: {Service: !Sub 'logs.${AWS::Region}.${AWS::URLSuffix}'}
          Action: [kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey*, kms:Describe*]
          Resource: '*'
"""
    good = bad.replace("KmsKeyId: !Ref Key", "KmsKeyId: !GetAtt Key.Arn")

    def check(self, model: Model) -> Iterator[Finding]:
        for group in model.template.of_type(LOG_GROUP) if model.apis else ():
            for value in group.values("KmsKeyId"):
                if problem := _problem(model.template, value):
                    yield Finding(value.path, f"KmsKeyId '{shown(value.value)}' {problem}")


def _problem(template: Template, value: Value) -> str | None:
    """Say what is wrong with a key that is not known as a whole; of one that is, cfn-lint says it."""
    match value.value:
        case Reference(name, attribute):
            resource = template.resources.get(name)
            return reference_problem(resource.type if resource else None, name, attribute)
        case Text((str(start), *_)) if start.startswith("alias/"):
            return reference_problem("AWS::KMS::Alias", start, None)
    return None
