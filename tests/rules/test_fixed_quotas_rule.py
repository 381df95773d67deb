"""E9103: more integrations or audiences than AWS lets anybody have."""

from tests.rules.pack import findings

HEAD = """\
Conditions:
  IsNew: !Equals [!Ref AWS::Region, eu-central-1]
  IsOld: !Not [!Condition IsNew]
Resources:
"""


def integrations(count: int, condition: str = "", start: int = 0) -> str:
    """Return integrations, one a line."""
    return "".join(
        f"  I{number}: {{Type: AWS::ApiGatewayV2::Integration, {condition}Properties: {{ApiId: !ImportValue Api}}}}\n"
        for number in range(start, start + count)
    )


def test_the_first_integration_too_many_is_caught() -> None:
    message = "302 integrations of the API, but an API may have 300"

    assert findings(HEAD + integrations(300), "E9103") == []
    assert findings(HEAD + integrations(302), "E9103") == [
        f"305:3 E9103 {message}: let routes share integrations, or split the API"
    ]


def test_only_what_can_be_there_at_once_is_counted() -> None:
    new = integrations(200, "Condition: IsNew, ")

    assert findings(HEAD + new + integrations(200, "Condition: IsOld, ", start=200), "E9103") == []
    assert len(findings(HEAD + new + integrations(200, "Condition: IsNew, ", start=200), "E9103")) == 1


def test_audiences_are_counted_if_they_are_there_in_any_case() -> None:
    template = """\
Conditions:
  IsNew: !Equals [!Ref AWS::Region, eu-central-1]
Resources:
  Authorizer:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !ImportValue Api
      AuthorizerType: JWT
      JwtConfiguration:
        Audience: [%s, %s]
"""
    fifty = ", ".join(f"client{number}" for number in range(50))

    assert findings(template % (fifty, "!If [IsNew, more, !Ref AWS::NoValue]"), "E9103") == []
    assert findings(template % (fifty, "more"), "E9103") == [
        "10:9 E9103 Audience: 51 audiences, but an authorizer may have 50: share them out among several authorizers"
    ]
