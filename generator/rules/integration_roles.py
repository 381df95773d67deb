"""E9614: roles of integrations that are no ARNs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.resource_types import ROLE
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.arns import arn_problem
from generator.template_model.values import shown


class IntegrationRoles(HttpApiRule):
    id = "E9614"
    shortdesc = "An integration names its role by its ARN"
    description = "API Gateway refuses the name of a role for CredentialsArn, and that is what !Ref gives."
    source_url = (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-apigatewayv2-integration.html"
    )
    tags = ["http-api", "integrations"]
    fix = "Write !GetAtt SenderRole.Arn for the role SenderRole."
    good = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: jobs
      ProtocolType: HTTP
  SenderRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {Service: apigateway.amazonaws.com}
            Action: sts:AssumeRole
  JobsIntegration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref HttpApi
      IntegrationType: AWS_PROXY
      IntegrationSubtype: SQS-SendMessage
      PayloadFormatVersion: "1.0"
      CredentialsArn: !GetAtt SenderRole.Arn
      RequestParameters:
        QueueUrl: !ImportValue jobs-queue-url
        MessageBody: $request.body
  JobsRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref HttpApi
      RouteKey: POST /jobs
      AuthorizationType: NONE
      Target: !Sub integrations/${JobsIntegration}
"""
    bad = good.replace("!GetAtt SenderRole.Arn", "!Ref SenderRole")

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for integration in api.integrations:
                for role in integration.values("CredentialsArn"):
                    if problem := arn_problem(model.template, role.value, "a role", ROLE):
                        yield Finding(role.path, f"CredentialsArn '{shown(role.value)}': {problem}")
