"""W9616: mappings that are taken and do nothing, or something else."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: HTTP}}
  Pets:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: HTTP_PROXY
      IntegrationMethod: ANY
      IntegrationUri: https://pets.example.com
      PayloadFormatVersion: '1.0'
      RequestParameters: {{'{destination}': {source}}}
"""


def found(destination: str, source: str) -> list[str]:
    said = findings(TEMPLATE.format(destination=destination, source=source), "W9616", "E9607")
    return [line.partition(" ")[2] for line in said]


@pytest.mark.parametrize(
    ("destination", "source", "message"),
    [
        ("remove:header.x", "''", "must be \"''\": an entry with nothing is ignored, and nothing is removed"),
        ("append:header.x", "request.header.y", "would be taken to the letter: write $request.header.y"),
    ],
)
def test_what_is_taken_and_does_something_else_is_a_warning(destination: str, source: str, message: str) -> None:
    text = source.strip("'")

    assert found(destination, source) == [f"W9616 RequestParameters '{destination}: {text}': {message}"]


def test_a_mapping_of_a_response_is_caught_too() -> None:
    text = TEMPLATE.format(destination="append:header.a", source="b") + (
        "      ResponseParameters: {'200': {ResponseParameters: [{Destination: 'remove:header.x', Source: ''}]}}\n"
    )

    assert findings(text, "W9616") == [
        "14:57 W9616 ResponseParameters 'remove:header.x: ': must be \"''\": an entry with nothing is ignored, and "
        "nothing is removed"
    ]


def test_what_api_gateway_refuses_besides_is_left_to_the_error() -> None:
    (line,) = found("remove:header.authorization", "''")

    assert line.startswith("E9607")


@pytest.mark.parametrize(
    ("destination", "source"),
    [
        ("remove:header.x", "\"''\""),
        ("append:header.x", "$request.header.y"),
        ("append:header.x", "request"),
        ("append:header.x", "!ImportValue Name"),
    ],
)
def test_what_does_what_it_says_or_is_not_known_is_left_alone(destination: str, source: str) -> None:
    assert found(destination, source) == []
