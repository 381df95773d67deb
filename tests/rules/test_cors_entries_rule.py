"""W9403: entries that match no request."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Origin: {{Type: String}}
  Origins: {{Type: CommaDelimitedList, Default: 'https://a.example, https://B.example'}}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      ProtocolType: HTTP
      CorsConfiguration:
        {field}: {entries}
"""


def found(field: str, entries: str) -> list[str]:
    return findings(TEMPLATE.format(field=field, entries=entries), "W9403")


@pytest.mark.parametrize(
    ("field", "entries", "expected"),
    [
        (
            "AllowOrigins",
            "['https://a.example/']",
            "10:24 W9403 AllowOrigins 'https://a.example/': must end after the host or its port, without a path or a "
            "slash: write https://a.example",
        ),
        (
            "AllowOrigins",
            "!Ref Origins",
            "10:9 W9403 AllowOrigins 'https://B.example': must be in lower case, as browsers send it: write "
            "https://b.example",
        ),
        ("AllowMethods", "[GET, post]", "10:29 W9403 AllowMethods 'post': must be in upper case: write POST"),
        (
            "ExposeHeaders",
            "['a, b']",
            "10:25 W9403 ExposeHeaders 'a, b': must be a single one: write each as an entry of its own",
        ),
    ],
)
def test_an_entry_that_no_browser_sends_is_caught(field: str, entries: str, expected: str) -> None:
    assert found(field, entries) == [expected]


@pytest.mark.parametrize(
    ("field", "entries"),
    [
        ("AllowOrigins", "['*', 'https://*', 'http://localhost:3000']"),
        ("AllowOrigins", "[!Ref Origin, !Sub 'https://${Origin}/', !ImportValue Origin]"),
        ("AllowMethods", "['*', OPTIONS]"),
        ("AllowHeaders", "['*', X-Request-Id]"),
        ("AllowHeaders", "{a: b}"),
    ],
)
def test_entries_that_are_valid_or_not_known_are_left_alone(field: str, entries: str) -> None:
    assert found(field, entries) == []


def test_an_event_of_sam_with_globals_is_caught_in_the_users_own_file() -> None:
    text = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  HttpApi:
    CorsConfiguration:
      AllowOrigins: ['https://shop.example/']
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: x
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        All: {Type: HttpApi}
"""

    assert findings(text, "W9403") == [
        "5:22 W9403 AllowOrigins 'https://shop.example/': must end after the host or its port, without a path or a "
        "slash: write https://shop.example"
    ]
