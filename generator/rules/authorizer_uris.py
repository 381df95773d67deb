"""E9303: Lambda authorizers whose URI API Gateway refuses."""

from __future__ import annotations

from collections.abc import Iterator

from generator.http_api.authorizers import uri_problem
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.samples import sample
from generator.template_model.values import Reference, Value, shown


class AuthorizerUris(HttpApiRule):
    id = "E9303"
    shortdesc = "An authorizer's URI is the one that calls its function"
    description = (
        "API Gateway answers `Authorizer URI should be a valid API Gateway ARN that represents a Lambda function "
        "invocation` (aws/aws-cdk#8098). The ARN of a function serves integrations, but no authorizers."
    )
    source_url = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html"
    tags = ["http-api", "authorizers"]
    fix = (
        "Write AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
        "${Function.Arn}/invocations."
    )
    bad = """\
Resources:
  Staff:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref HttpApi
      Name: staff
      AuthorizerType: REQUEST
      AuthorizerUri: !GetAtt Decides.Arn
      AuthorizerPayloadFormatVersion: "2.0"
  Decides:
    Type: AWS::Lambda::Function
    Properties:
      Code: {ZipFile: "exports.handler = async () => ({isAuthorized: true})"}
      Handler: index.handler
      Runtime: nodejs24.x
      Role: !GetAtt DecidesRole.Arn
  DecidesPermission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Decides
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*
"""
    good = bad.replace(
        "AuthorizerUri: !GetAtt Decides.Arn",
        "AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
        "${Decides.Arn}/invocations",
    )

    def check(self, model: Model) -> Iterator[Finding]:
        for api in model.apis:
            for authorizer in api.authorizers:
                for uri in authorizer.values("AuthorizerUri"):
                    text = sample(api.template, uri.value)
                    if text is not None and (problem := uri_problem(text)):
                        yield Finding(uri.path, f"AuthorizerUri '{shown(uri.value)}': {problem}: {_advice(uri)}")


def _advice(uri: Value) -> str:
    function = f"${{{uri.value.name}.Arn}}" if isinstance(uri.value, Reference) else "${Function.Arn}"
    return (
        "write !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
        f"{function}/invocations"
    )
