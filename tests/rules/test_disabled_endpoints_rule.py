"""W9810: who is told the address of an endpoint that is disabled."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Name: {{Type: String, Default: ''}}
Conditions:
  HasName: !Not [!Equals [!Ref Name, '']]
  HasNone: !Equals [!Ref Name, '']
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: api
      ProtocolType: HTTP
      DisableExecuteApiEndpoint: {off}
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties: {{ApiId: !Ref Api, DomainName: !Ref Name, Stage: live}}
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          URL: {variable}
Outputs:
  Url:
    Condition: {condition}
    Value: {output}
"""
WAY_OUT = "W9810 This leads to the default endpoint of Api, which is disabled: write the URL of its custom domain"
ADDRESSES = [
    "!GetAtt Api.ApiEndpoint",
    "!Sub '${Api.ApiEndpoint}/orders'",
    "!Sub 'https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}'",
    "!Join ['', ['https://', !GetAtt Api.ApiId, .execute-api., !Ref AWS::Region, .amazonaws.com]]",
]


def found(off: str = "true", variable: str = "x", output: str = "x", condition: str = "HasName") -> list[str]:
    text = TEMPLATE.format(off=off, variable=variable, output=output, condition=condition)
    return findings(text, "W9810")


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_address_of_a_disabled_endpoint_is_caught_in_outputs_and_environments(address: str) -> None:
    assert found(output=address) == [f"25:5 {WAY_OUT}"]
    assert found(variable=address) == [f"21:11 {WAY_OUT}"]


@pytest.mark.parametrize(
    "address",
    [
        "!Ref Api",
        "!Sub 'https://${Name}'",
        "!Sub 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*'",
        "!Sub 'https://${Other}.execute-api.${AWS::Region}.amazonaws.com'",
    ],
)
def test_what_leads_elsewhere_is_left_alone(address: str) -> None:
    assert found(output=address, variable=address) == []


@pytest.mark.parametrize("off", ["false", "!Ref AWS::NoValue", "!ImportValue Off"])
def test_an_endpoint_that_is_there_or_may_be_is_left_alone(off: str) -> None:
    assert found(off, output=ADDRESSES[0], variable=ADDRESSES[0]) == []


def test_an_output_that_is_there_only_with_the_endpoint_is_left_alone() -> None:
    off = "!If [HasName, true, false]"

    assert found(off, output=ADDRESSES[0], condition="HasNone") == []
    assert found(off, output=ADDRESSES[0]) == [f"25:5 {WAY_OUT}"]
    assert found(off, variable=f"!If [HasName, !Ref Name, {ADDRESSES[0]}]") == []


def test_the_output_of_a_template_of_sam_is_caught() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      DisableExecuteApiEndpoint: true
      Domain: {DomainName: api.example.com, CertificateArn: !ImportValue Certificate}
Outputs:
  Url: {Value: !GetAtt Api.ApiEndpoint}
"""
    assert findings(text, "W9810") == [f"9:9 {WAY_OUT}"]
