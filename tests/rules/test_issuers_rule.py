"""W9311: issuers of Cognito and Auth0."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Domain: {Type: String}
Resources:
  Pool: {Type: AWS::Cognito::UserPool}
  Authorizer:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Api
      AuthorizerType: JWT
      JwtConfiguration: {Audience: [shop], Issuer: ISSUER}
"""


def found(issuer: str) -> list[str]:
    return findings(TEMPLATE.replace("ISSUER", issuer), "W9311")


@pytest.mark.parametrize(
    ("issuer", "problem"),
    [
        (
            "https://shop.auth.eu-west-1.amazoncognito.com",
            "is the domain of Cognito's login pages, and tokens have the user pool's address: write "
            "!Sub https://cognito-idp.${AWS::Region}.amazonaws.com/${UserPool}",
        ),
        (
            "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI/",
            "must not end with /, as tokens of Cognito have no slash there: leave it out",
        ),
        (
            "https://cognito-idp.eu-west-1.amazonaws.com/us-east-1_AbCdEfGhI",
            "is in eu-west-1, but the user pool is in us-east-1: write the same region twice",
        ),
        (
            "https://cognito-idp.eu-west-1.amazonaws.com",
            "needs the ID of the user pool after the host: write /eu-west-1_AbCdEfGhI there",
        ),
        (
            "https://shop.eu.auth0.com",
            "lacks the slash at its end that tokens of Auth0 have: write https://shop.eu.auth0.com/",
        ),
    ],
)
def test_an_issuer_that_no_token_has_is_caught(issuer: str, problem: str) -> None:
    assert found(issuer) == [f"10:44 W9311 Issuer '{issuer}': {problem}"]


def test_the_domain_of_login_pages_is_caught_whatever_its_name() -> None:
    domain = "https://${Domain}.auth.${AWS::Region}.amazoncognito.com"

    assert found(f"!Sub '{domain}'") == [
        f"10:44 W9311 Issuer '{domain}': is the domain of Cognito's login pages, and tokens have the user pool's "
        "address: write !Sub https://cognito-idp.${AWS::Region}.amazonaws.com/${UserPool}"
    ]


@pytest.mark.parametrize(
    "issuer",
    [
        "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI",
        "https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI",
        "!Sub 'https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}'",
        "!Sub 'https://cognito-idp.${AWS::Region}.amazonaws.com/us-east-1_AbCdEfGhI'",  # wherever it is deployed
        "!GetAtt Pool.ProviderURL",
        "https://shop.eu.auth0.com/",
        "https://login.shop.example",
        "!Sub 'https://cognito-idp.${AWS::Region}.amazonaws.com/eu-west-1_AbCdEfGhI'",
        "!Sub 'https://cognito-idp.eu-west-1.amazonaws.com/${Pool}'",
        "!Sub 'https://${Domain}'",
        "!Sub 'https://cognito-idp.eu-west-1.amazonaws.com/${Domain}'",
        "!ImportValue issuer",
    ],
)
def test_an_issuer_that_tokens_have_or_may_have_is_left_alone(issuer: str) -> None:
    assert found(issuer) == []
