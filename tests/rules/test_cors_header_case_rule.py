"""I9404: headers in upper case."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      ProtocolType: HTTP
      CorsConfiguration: {{AllowHeaders: [{header}]}}
"""


def test_a_header_with_capitals_is_said() -> None:
    assert findings(TEMPLATE.format(header="X-Id"), "I9404") == [
        "6:42 I9404 AllowHeaders 'X-Id': must be in lower case, as API Gateway stores it: write x-id"
    ]


@pytest.mark.parametrize("header", ["x-id", "'*'", "!Ref Header", "!Sub 'X-${Header}'"])
def test_headers_in_lower_case_or_not_known_are_left_alone(header: str) -> None:
    assert findings(TEMPLATE.format(header=header)) == []


def test_a_list_of_them_is_said_once() -> None:
    assert findings(TEMPLATE.format(header="x-id, Content-Type, X-Amz-Date"), "I9404") == [
        "6:48 I9404 AllowHeaders 'Content-Type' and 1 more: must be in lower case, as API Gateway stores it: write "
        "content-type"
    ]
