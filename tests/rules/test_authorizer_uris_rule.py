"""E9303: which URIs of functions are caught."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Name: {{Type: String}}
Resources:
  Authorizer:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !ImportValue Api
      Name: staff
      AuthorizerType: REQUEST
      AuthorizerUri: {uri}
  Decides:
    Type: AWS::Lambda::Function
  Live:
    Type: AWS::Lambda::Alias
    Properties: {{FunctionName: !Ref Decides, FunctionVersion: "1", Name: live}}
"""
START = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
ARN = "arn:aws:lambda:eu-central-1:123456789012:function:decides"


@pytest.mark.parametrize(
    ("uri", "shown", "problem", "function"),
    [
        ("!GetAtt Decides.Arn", "!GetAtt Decides.Arn", "is the ARN of the function itself", "${Decides.Arn}"),
        ("!Ref Live", "!Ref Live", "is the ARN of the function itself", "${Live.Arn}"),
        (ARN, ARN, "is the ARN of the function itself", "${Function.Arn}"),
        ("!Ref Decides", "!Ref Decides", "is not the URI that calls a function", "${Decides.Arn}"),
        (
            "!Sub " + START + "${Decides.Arn}",
            START + "${Decides.Arn}",
            "is not the URI that calls a function",
            "${Function.Arn}",
        ),
        (
            "!Sub " + START.replace("apigateway:${AWS::Region}", "apigateway") + "${Decides.Arn}/invocations",
            START.replace("apigateway:${AWS::Region}", "apigateway") + "${Decides.Arn}/invocations",
            "is not the URI that calls a function",
            "${Function.Arn}",
        ),
        (
            "!Sub " + START + "${Decides}/invocations",
            START + "${Decides}/invocations",
            "is not the URI that calls a function",
            "${Function.Arn}",
        ),
    ],
)
def test_what_does_not_call_a_function_is_caught(uri: str, shown: str, problem: str, function: str) -> None:
    if problem.startswith("is the ARN"):
        problem += ", which only integrations take"

    assert findings(TEMPLATE.format(uri=uri), "E9303") == [
        f"10:7 E9303 AuthorizerUri '{shown}': {problem}: write !Sub {START}{function}/invocations"
    ]


@pytest.mark.parametrize(
    "uri",
    [
        "!Sub " + START + "${Decides.Arn}/invocations",
        "!Sub " + START + "${Live}/invocations",
        "!Sub " + START + "${Name}/invocations",
        "!Sub " + START + "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:decides/invocations",
        f"arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/{ARN}:live/invocations",
        "!Join ['', ['arn:aws:apigateway:', !Ref AWS::Region, ':lambda:path/2015-03-31/functions/', "
        "!GetAtt Decides.Arn, /invocations]]",
        "!ImportValue Uri",
        "!Ref Name",
        "!Ref AWS::NoValue",
        "{a: mapping}",
    ],
)
def test_what_calls_a_function_or_is_not_known_is_left_alone(uri: str) -> None:
    assert findings(TEMPLATE.format(uri=uri), "E9303") == []
