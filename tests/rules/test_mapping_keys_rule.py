"""E9803: which keys of API mappings are caught, and where."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: {protocol}}}
  Mapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties:
      ApiId: !Ref Api
      DomainName: api.example.com
      Stage: live
      ApiMappingKey: {key}
"""


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("/v1", "must neither begin nor end with /: write v1"),
        ("v1/", "must neither begin nor end with /: write v1"),
        ("/", "must not be empty: leave it out to serve the API at the root of the domain"),
        ("v1 beta", "must have only letters a-z and A-Z, digits and $-_.+!*'()/"),
    ],
)
def test_a_key_that_api_gateway_refuses_is_caught_where_it_stands(key: str, message: str) -> None:
    assert findings(TEMPLATE.format(protocol="HTTP", key=key), "E9803") == [
        f"11:7 E9803 ApiMappingKey '{key}': {message}"
    ]


@pytest.mark.parametrize("key", ["v1", "orders/v1", "''", "!Sub '/${AWS::StackName}'", "!ImportValue Key", "{a: b}"])
def test_a_key_that_is_valid_or_not_known_is_left_alone(key: str) -> None:
    assert findings(TEMPLATE.format(protocol="HTTP", key=key), "E9803") == []


def test_keys_of_websocket_apis_are_not_looked_at() -> None:
    assert findings(TEMPLATE.format(protocol="WEBSOCKET", key="/v1"), "E9803") == []
