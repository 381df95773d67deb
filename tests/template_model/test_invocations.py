"""Which function a value names, and by which qualifier; whom permissions let call it."""

from __future__ import annotations

import pytest

from generator.template_model.callees import Callee, callees
from generator.template_model.invocations import calls, is_allowed
from generator.template_model.values import Reference, Text
from tests.template_model.support import model

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Free: {Type: String}
  Stage: {Type: String, Default: live}
  Env: {Type: String, AllowedValues: [test, prod]}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  Plain: {Type: AWS::Lambda::Function}
  Named: {Type: AWS::Lambda::Function, Properties: {FunctionName: !Sub 'orders-${AWS::StackName}'}}
  Literal: {Type: AWS::Lambda::Function, Properties: {FunctionName: orders}}
  ByParameter: {Type: AWS::Lambda::Function, Properties: {FunctionName: !Ref Free}}
  Sam: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: live}}
  Version: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Plain}}
  Live: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !GetAtt Plain.Arn, Name: live}}
  OfStage: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Plain, Name: !Ref Stage}}
  OfEnv: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Plain, Name: !Ref Env}}
  OfFree: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Plain, Name: !Sub 'v-${Free}'}}
  OfElsewhere: {Type: AWS::Lambda::Alias, Properties: {FunctionName: elsewhere, Name: live}}
  Queue: {Type: AWS::SQS::Queue}
Outputs:
  Value:
    Value: VALUE
"""
ARN = "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function"
URI = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions"


def named(value: str) -> list[Callee]:
    found = model(TEMPLATE.replace("VALUE", value))
    written = found.template.body["Outputs"]["Value"]["Value"]
    return [
        callee
        for each in found.template.alternatives(written, ("Outputs", "Value", "Value"))
        for callee, _ in callees(found.template, each.value)
    ]


@pytest.mark.parametrize(
    "value",
    [
        "!Ref Plain",
        "!GetAtt Plain.Arn",
        "!GetAtt [Plain, Arn]",
        "!Sub '${Plain}'",
        "!Sub '${Plain.Arn}'",
        f"!Sub '{ARN}:${{Plain}}'",
        f"!Sub '{URI}/${{Plain.Arn}}/invocations'",
        f"!Sub ['{URI}/${{F}}/invocations', {{F: !GetAtt Plain.Arn}}]",
        f"!Sub '{URI}/{ARN}:${{Plain}}/invocations'",
        "!Join ['', ['arn:aws:apigateway:', !Ref AWS::Region, ':lambda:path/2015-03-31/functions/', "
        "!GetAtt Plain.Arn, '/invocations']]",
        "!Join [':', [!Ref AWS::AccountId, function, !Ref Plain]]",
        "!Sub '${Plain.Arn}:$LATEST'",
        "!If [IsProd, !Ref Plain, !Ref AWS::NoValue]",
    ],
)
def test_a_function_is_named_in_many_ways(value: str) -> None:
    assert named(value) == [Callee("Plain")]


@pytest.mark.parametrize(
    "value",
    [
        "!Ref Live",
        "!GetAtt Live.AliasArn",
        "!Ref OfStage",
        "!Sub '${Plain}:live'",
        "!Sub '${Plain.Arn}:live'",
        "!Sub '${Plain.Arn}:${Stage}'",
        "!Join [':', [!Ref Plain, live]]",
        f"!Sub '{ARN}:${{Plain}}:live'",
        f"!Sub '{URI}/${{Live}}/invocations'",
        f"!Sub '{URI}/${{Plain.Arn}}:live/invocations'",
        f"!Sub '{URI}/{ARN}:${{Plain}}:live/invocations'",
    ],
)
def test_an_alias_is_named_in_many_ways(value: str) -> None:
    assert named(value) == [Callee("Plain", "live")]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("orders", [Callee("Literal")]),
        ("'orders:live'", [Callee("Literal", "live")]),
        ("arn:aws:lambda:eu-west-1:123456789012:function:orders", [Callee("Literal")]),
        ("'123456789012:function:orders:live'", [Callee("Literal", "live")]),
        ("!Sub 'orders-${AWS::StackName}'", [Callee("Named")]),
        ("!Join ['-', [orders, !Ref AWS::StackName]]", [Callee("Named")]),
        (f"!Sub '{ARN}:orders-${{AWS::StackName}}:live'", [Callee("Named", "live")]),
        ("!Ref Free", [Callee("ByParameter")]),
        ("!Sub '${Free}:live'", [Callee("ByParameter", "live")]),
    ],
)
def test_a_function_with_a_name_is_known_by_it(value: str, found: list[Callee]) -> None:
    assert named(value) == found


@pytest.mark.parametrize(
    ("value", "qualifier"),
    [
        ("!Ref Version", Reference("Version")),
        ("!GetAtt Version.FunctionArn", Reference("Version")),
        ("!Sub '${Plain.Arn}:${Version.Version}'", Reference("Version")),
        ("!Sub '${Plain}:${Free}'", Reference("Free")),
        ("!Ref OfFree", Text(("v-", Reference("Free")))),
        ("!Sub '${Plain.Arn}:v-${Free}'", Text(("v-", Reference("Free")))),
    ],
)
def test_a_qualifier_may_not_be_known(value: str, qualifier: object) -> None:
    assert [callee.qualifier for callee in named(value)] == [qualifier]


def test_an_alias_has_every_name_that_a_parameter_allows() -> None:
    assert named("!Ref OfEnv") == [Callee("Plain", "test"), Callee("Plain", "prod")]
    assert named("!Sub '${Plain}:${Env}'") == [Callee("Plain", "test"), Callee("Plain", "prod")]


def test_what_sam_makes_of_a_function_is_named_by_the_function() -> None:
    assert named("!Ref Sam") == [Callee("Sam")]
    assert named("!Ref Sam.Alias") == [Callee("Sam", "live")]
    assert named("!Sub '${Sam.Alias}'") == [Callee("Sam", "live")]
    assert named("!Sub '${Sam.Arn}:live'") == [Callee("Sam", "live")]
    assert named("!Ref Sam.Version") == [Callee("Sam", Reference("Sam", "Version"))]


@pytest.mark.parametrize(
    "value",
    [
        "!Ref Queue", "!GetAtt Queue.Arn", "!ImportValue Function", "elsewhere", "!Ref OfElsewhere", "!Ref Missing",
        "!Ref Stage", "https://a.example", "{a: b}", "[orders]", "''", "12",
        "arn:aws:lambda:eu-west-1:123456789012:function:orders-2",
        f"!Sub '{URI}/{ARN}:${{!stageVariables.function}}/invocations'",
    ],
)  # fmt: skip
def test_other_values_name_no_function_of_the_template(value: str) -> None:
    assert named(value) == []


API = """\
Resources:
  Function: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {ProtocolType: HTTP}
  Test: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Api, StageName: test}}
  Prod: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Api, StageName: prod}}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Function.Arn}
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: GET /, Target: !Sub 'integrations/${Integration}'}
  One:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Function
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:aws:execute-api:eu-west-1:123456789012:${Api}/STAGE/GET/
"""


@pytest.mark.parametrize(("stage", "allowed"), [("*", [True, True]), ("prod", [False, True]), ("dev", [False, False])])
def test_a_route_calls_from_each_stage(stage: str, allowed: list[bool]) -> None:
    found = model(API.replace("STAGE", stage))

    assert [is_allowed(call, found.permissions) for call in calls(found.apis[0])] == allowed


def test_a_stage_of_which_the_name_is_not_known_may_be_the_one_that_is_named() -> None:
    text = API.replace("STAGE", "dev").replace("StageName: test", "StageName: !ImportValue Stage")
    found = model(text)

    assert [is_allowed(call, found.permissions) for call in calls(found.apis[0])] == [True]
