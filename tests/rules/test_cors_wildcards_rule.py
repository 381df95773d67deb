"""W9402: `*` for methods and headers, beside credentials."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      ProtocolType: HTTP
      CorsConfiguration:
        AllowCredentials: {allowed}
        AllowOrigins: ['https://a.example']
        {field}: [{entries}]
"""


@pytest.mark.parametrize(("field", "column"), [("AllowMethods", "24"), ("AllowHeaders", "24"), ("ExposeHeaders", "25")])
def test_a_wildcard_beside_credentials_is_caught(field: str, column: str) -> None:
    text = TEMPLATE.format(allowed="true", field=field, entries="'*'")

    assert findings(text, "W9402") == [
        f"9:{column} W9402 {field} '*': browsers take * to the letter when credentials are allowed: list each"
    ]


@pytest.mark.parametrize(
    ("allowed", "entries"), [("false", "'*'"), ("!ImportValue Allowed", "'*'"), ("true", "GET"), ("true", "!Ref Any")]
)
def test_wildcards_without_credentials_and_lists_are_left_alone(allowed: str, entries: str) -> None:
    text = TEMPLATE.format(allowed=allowed, field="AllowMethods", entries=entries)

    assert findings(text, "W9402") == []
