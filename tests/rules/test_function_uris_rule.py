"""E9608: how integrations name functions."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Arn: {Type: String}
Conditions:
  IsHttp: !Equals [!Ref Arn, '']
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP}
  Function:
    Type: AWS::Lambda::Function
  Alias:
    Type: AWS::Lambda::Alias
    Properties: {FunctionName: !Ref Function, FunctionVersion: '1', Name: live}
  Version:
    Type: AWS::Lambda::Version
    Properties: {FunctionName: !Ref Function}
  Queue:
    Type: AWS::SQS::Queue
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
"""
INVOKE = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions"
ARN = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
FORMS = (
    "must be the ARN of a function, or arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<the function's "
    "ARN>/invocations"
)


def function(uri: str) -> list[str]:
    return findings(f"{TEMPLATE}      IntegrationType: AWS_PROXY\n      IntegrationUri: {uri}\n", "E9608")


@pytest.mark.parametrize(
    ("uri", "shown", "problem"),
    [
        ("!Ref Function", "!Ref Function",
         "must be an ARN, but !Ref Function is its name: write !GetAtt Function.Arn"),
        ("!Ref Queue", "!Ref Queue", "must be the ARN of a function: Queue is an AWS::SQS::Queue"),
        ("!GetAtt Queue.Arn", "!GetAtt Queue.Arn", "must be the ARN of a function: Queue is an AWS::SQS::Queue"),
        ("orders", "orders", "must be the ARN of a function"),
        ("https://example.com", "https://example.com",
         "is a URL: write IntegrationType HTTP_PROXY, or the ARN of a function"),
        (f"!Sub '{INVOKE}/${{Function}}/invocations'", f"{INVOKE}/${{Function}}/invocations", FORMS),
        (f"!Sub '{INVOKE}/${{Function.Arn}}'", f"{INVOKE}/${{Function.Arn}}", FORMS),
        (f"!Sub '{INVOKE.replace('2015', '2016')}/${{Function.Arn}}/invocations'",
         f"{INVOKE.replace('2015', '2016')}/${{Function.Arn}}/invocations", FORMS),
        ("arn:aws:lambda:eu-west-1:1234:function:orders", "arn:aws:lambda:eu-west-1:1234:function:orders",
         "must be the ARN of a function"),
    ],
)  # fmt: skip
def test_a_uri_that_names_no_function_is_caught(uri: str, shown: str, problem: str) -> None:
    assert function(uri) == [f"24:7 E9608 IntegrationUri '{shown}': {problem}"]


@pytest.mark.parametrize(
    "uri",
    [
        "!GetAtt Function.Arn",
        "!Ref Alias",
        "!GetAtt Alias.AliasArn",
        "!Ref Version",
        "!Sub '${Function.Arn}:live'",
        "!Join [':', [!GetAtt Function.Arn, live]]",
        f"!Sub '{INVOKE}/${{Function.Arn}}/invocations'",
        f"!Sub '{INVOKE}/${{Function.Arn}}:live/invocations'",
        f"!Sub '{INVOKE}/${{Alias}}/invocations'",
        f"!Sub ['{INVOKE}/${{A}}/invocations', {{A: !GetAtt Function.Arn}}]",
        f"!Sub '{INVOKE}/arn:${{AWS::Partition}}:lambda:${{AWS::Region}}:${{AWS::AccountId}}:function:x/invocations'",
        ARN,
        f"'{ARN}:live'",
        f"'{ARN}:$LATEST'",
        f"'{ARN}-${{stageVariables.color}}'",
        f"!Sub '{INVOKE}/${{Arn}}/invocations'",
        "!Ref Arn",
        "!ImportValue Function",
        "!If [IsHttp, !GetAtt Function.Arn, !Ref Alias]",
    ],
)
def test_a_uri_that_is_valid_or_not_known_is_left_alone(uri: str) -> None:
    assert function(uri) == []


def test_a_function_has_to_be_named() -> None:
    assert findings(f"{TEMPLATE}      IntegrationType: AWS_PROXY\n", "E9608") == [
        "21:5 E9608 Integration needs IntegrationUri: the ARN of the function that it calls"
    ]


def test_services_and_urls_have_no_function() -> None:
    service = "      IntegrationType: AWS_PROXY\n      IntegrationSubtype: SQS-PurgeQueue\n"
    branches = (
        "      IntegrationType: !If [IsHttp, HTTP_PROXY, AWS_PROXY]\n"
        "      IntegrationUri: !If [IsHttp, 'https://a.example', !GetAtt Function.Arn]\n"
    )

    assert findings(TEMPLATE + service, "E9608") == []
    assert findings(TEMPLATE + branches, "E9608") == []


@pytest.mark.parametrize("target", ["https://a.example", "!GetAtt Function.Arn", "!Ref Alias", "!Ref Arn"])
def test_quick_create_takes_a_url_or_an_arn(target: str) -> None:
    text = TEMPLATE.replace("ProtocolType: HTTP}", f"ProtocolType: HTTP, Target: {target}}}")

    assert findings(text, "E9608") == []


def test_sam_names_functions_by_their_arns() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => 'hello'"
      Handler: index.handler
      Runtime: nodejs24.x
      AutoPublishAlias: live
      Events:
        Get: {Type: HttpApi, Properties: {Path: /orders, Method: get}}
  Other:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref ServerlessHttpApi
      IntegrationType: AWS_PROXY
      IntegrationUri: ORDERS
"""

    assert findings(text.replace("ORDERS", "!Ref Orders.Alias"), "E9608") == []
    assert findings(text.replace("ORDERS", "!Ref Orders"), "E9608") == [
        "17:7 E9608 IntegrationUri '!Ref Orders': must be an ARN, but !Ref Orders is its name: write !GetAtt Orders.Arn"
    ]
