"""E9406: how long browsers remember."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Age: {{Type: Number, Default: 90000}}
  Unknown: {{Type: Number}}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      ProtocolType: HTTP
      CorsConfiguration:
        MaxAge: {age}
"""


@pytest.mark.parametrize(("age", "said"), [("86401", "86401"), ("-2", "-2"), ("!Ref Age", "90000")])
def test_an_age_that_api_gateway_refuses_is_caught(age: str, said: str) -> None:
    assert findings(TEMPLATE.format(age=age), "E9406") == [
        f"10:9 E9406 MaxAge '{said}': must be from -1 to 86400 seconds"
    ]


@pytest.mark.parametrize("age", ["-1", "0", "'86400'", "!Ref Unknown", "soon", "[90000]"])
def test_an_age_within_a_day_or_not_known_is_left_alone(age: str) -> None:
    assert findings(TEMPLATE.format(age=age), "E9406") == []
