"""E9301: what JWT authorizers lack, and where that is told."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Domain: {{Type: String}}
  Kind: {{Type: String, AllowedValues: [JWT, REQUEST]}}
Conditions:
  IsToken: !Equals [!Ref Kind, JWT]
Resources:
  Authorizer:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !ImportValue Api
      Name: staff
      AuthorizerType: {kind}
      IdentitySource: {source}
      JwtConfiguration: {configuration}
  Pool:
    Type: AWS::Cognito::UserPool
"""
SOURCE = "[$request.header.Authorization]"
CONFIGURATION = "{Issuer: https://auth.example.com, Audience: [orders]}"


def found(configuration: str = CONFIGURATION, source: str = SOURCE, kind: str = "JWT") -> list[str]:
    return findings(TEMPLATE.format(kind=kind, source=source, configuration=configuration), "E9301")


@pytest.mark.parametrize(
    ("issuer", "message"),
    [
        (
            "https://auth.example.com/.well-known/openid-configuration",
            "'https://auth.example.com/.well-known/openid-configuration': must be the issuer itself, as tokens have it "
            "in iss: leave out /.well-known and what follows",
        ),
        (
            "http://auth.example.com",
            "'http://auth.example.com': must begin with https://; plain http is only for http://localhost and "
            "http://127.0.0.1",
        ),
        (
            "!Sub 'http://${Domain}/'",
            "'http://${Domain}/': must begin with https://; plain http is only for http://localhost and "
            "http://127.0.0.1",
        ),
        (
            "!Ref Pool",
            "'!Ref Pool': must be a URL with https, as tokens have it in iss: write https://auth.example.com",
        ),
        (
            "!GetAtt Pool.ProviderName",
            "'!GetAtt Pool.ProviderName': must be a URL with https, as tokens have it in iss: "
            "write https://auth.example.com",
        ),
    ],
)
def test_an_issuer_that_no_token_has_is_caught(issuer: str, message: str) -> None:
    assert found(f"{{Issuer: {issuer}, Audience: [orders]}}") == [f"14:26 E9301 Issuer {message}"]


@pytest.mark.parametrize(
    "issuer",
    [
        "!Sub 'https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}'",
        "!GetAtt Pool.ProviderURL",
        "!Sub 'https://${Domain}/'",
        "!Sub 'https://${Domain}'",
        "!Sub 'https://${Domain}:${Domain}/realms/${Domain}'",
        "!Sub '${Domain}/oauth2/default'",
        "!Ref Domain",
        "!ImportValue Issuer",
        "https://tenant.eu.auth0.com/",
        "[https://auth.example.com]",
    ],
)
def test_an_issuer_that_is_one_or_is_not_known_is_left_alone(issuer: str) -> None:
    assert found(f"{{Issuer: {issuer}, Audience: [orders]}}") == []


@pytest.mark.parametrize(
    ("configuration", "message"),
    [
        (
            "!Ref AWS::NoValue",
            "14:7 E9301 JwtConfiguration is missing: a JWT authorizer needs an Issuer and an Audience",
        ),
        (
            "{Issuer: https://auth.example.com}",
            "14:7 E9301 JwtConfiguration.Audience is missing: a JWT authorizer needs one aud or client_id of its "
            "tokens at least",
        ),
        (
            "{Issuer: https://auth.example.com, Audience: []}",
            "14:60 E9301 JwtConfiguration.Audience is missing: a JWT authorizer needs one aud or client_id of its "
            "tokens at least",
        ),
        (
            "{Audience: [orders]}",
            "14:7 E9301 JwtConfiguration.Issuer is missing: a JWT authorizer needs the iss of its tokens, as "
            "https://auth.example.com",
        ),
    ],
)
def test_a_configuration_that_is_not_whole_is_caught(configuration: str, message: str) -> None:
    assert found(configuration) == [message]


def test_an_identity_source_is_needed() -> None:
    message = (
        "IdentitySource is missing: a JWT authorizer needs the place of the token, as $request.header.Authorization"
    )

    assert found(source="!Ref AWS::NoValue") == [f"13:7 E9301 {message}"]
    assert found(source="[]") == [f"13:7 E9301 {message}"]


def test_a_token_stands_in_one_place() -> None:
    assert found(source="[$request.header.Authorization, $request.querystring.token]") == [
        "13:7 E9301 IdentitySource: must be a single one: a JSON Web Token stands in one place"
    ]
    assert found(source="[!If [IsToken, $request.header.Authorization, $request.header.Token]]") == []
    assert found(source="[$context.identity.sourceIp]") == [
        "13:24 E9301 IdentitySource '$context.identity.sourceIp': must be $request.header.NAME or "
        "$request.querystring.NAME: write $request.header.Authorization"
    ]


def test_what_a_function_decides_needs_no_issuer() -> None:
    assert found("!If [IsToken, {Issuer: https://a.example, Audience: [a]}, !Ref AWS::NoValue]", kind="!Ref Kind") == []
    assert found("!If [IsToken, !Ref AWS::NoValue, {Issuer: https://a.example}]", kind="!Ref Kind") == [
        "14:39 E9301 JwtConfiguration is missing: a JWT authorizer needs an Issuer and an Audience",
    ]


SAM = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        Authorizers:
          Staff:
            IdentitySource: $request.header.Authorization
            JwtConfiguration:
              issuer: auth.example.com
              audience: [orders]
"""


def test_an_authorizer_of_sam_is_caught_where_it_stands() -> None:
    assert findings(SAM, "E9301") == [
        "11:15 E9301 Issuer 'auth.example.com': must be a URL with https, as tokens have it in iss: "
        "write https://auth.example.com"
    ]
