"""W9305: which kept answers count on routes that they are not for."""

import pytest

from tests.rules.pack import findings

TEMPLATE = """\
Parameters:
  Seconds: {{Type: Number, Default: 60}}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: api, ProtocolType: HTTP}}
  Authorizer:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Api
      Name: staff
      AuthorizerType: REQUEST
      EnableSimpleResponses: {simple}
      AuthorizerResultTtlInSeconds: {ttl}
      IdentitySource: {source}
  Read:
    Type: AWS::ApiGatewayV2::Route
    Properties: {{ApiId: !Ref Api, RouteKey: GET /, AuthorizationType: CUSTOM, AuthorizerId: !Ref Authorizer}}
"""
SECOND = """\
  Write:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: POST /, AuthorizationType: CUSTOM, AuthorizerId: !Ref Authorizer}
"""
HEADER = "$request.header.Authorization"


def found(simple: str = "true", ttl: str = "300", source: str = f"[{HEADER}]", more: str = SECOND) -> list[str]:
    return findings(TEMPLATE.format(simple=simple, ttl=ttl, source=source) + more, "W9305")


@pytest.mark.parametrize(("ttl", "seconds"), [("300", "300"), ("!Ref Seconds", "60")])
def test_a_simple_answer_that_is_kept_for_all_routes_is_told(ttl: str, seconds: str) -> None:
    assert found(ttl=ttl) == [
        f"14:7 W9305 AuthorizerResultTtlInSeconds '{seconds}': lets a caller who was let in to one route into all that "
        "have this authorizer: add $context.routeKey to IdentitySource"
    ]


def test_it_is_kept_by_the_route_if_that_is_a_source() -> None:
    assert found(source=f"[{HEADER}, $context.routeKey]") == []


def test_a_policy_says_for_which_routes_it_is() -> None:
    assert found(simple="false") == []


def test_what_is_not_kept_is_asked_anew() -> None:
    assert found(ttl="0") == []


def test_a_single_route_shares_with_nobody() -> None:
    assert found(more="") == []


def test_there_may_be_more_routes_of_an_api_from_elsewhere() -> None:
    text = TEMPLATE.format(simple="true", ttl="300", source=f"[{HEADER}]").replace("!Ref Api", "!ImportValue Api")

    assert len(findings(text, "W9305")) == 1


@pytest.mark.parametrize("source", ["!Split [',', !ImportValue Sources]", f"[{HEADER}, !ImportValue Source]", "[]"])
def test_sources_that_are_not_known_may_have_the_route(source: str) -> None:
    assert found(source=source) == []
