"""W9104: more routes, stages or authorizers than AWS lets an account have at first."""

import pytest

from tests.rules.pack import findings


def resources(kind: str, count: int, properties: str) -> str:
    """Return resources of a type, one a line."""
    return "".join(
        f"  R{number}: {{Type: AWS::ApiGatewayV2::{kind}, Properties: {{ApiId: !Ref Api, {properties % number}}}}}\n"
        for number in range(count)
    )


HEAD = "Resources:\n  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: api, ProtocolType: HTTP}}\n"
ASK = "unless AWS has raised the quota: split the API, or say in Metadata: HttpApiQuotas"


@pytest.mark.parametrize(
    ("kind", "quota", "properties", "what"),
    [
        ("Route", 300, "RouteKey: GET /%s", "routes"),
        ("Stage", 10, "StageName: s%s", "stages"),
        ("Authorizer", 10, "Name: a%s", "authorizers"),
    ],
)
def test_the_first_that_is_too_many_is_told(kind: str, quota: int, properties: str, what: str) -> None:
    assert findings(HEAD + resources(kind, quota, properties), "W9104") == []
    assert findings(HEAD + resources(kind, quota + 1, properties), "W9104") == [
        f"{quota + 3}:3 W9104 {quota + 1} {what} of Api, but an API may have {quota} {ASK}: {{{kind}s: {quota + 1}}}"
    ]


@pytest.mark.parametrize(("raised", "is_enough"), [("{Stages: 11}", True), ("{Stages: 10}", False)])
def test_metadata_says_what_was_raised(raised: str, is_enough: bool) -> None:
    text = f"Metadata: {{HttpApiQuotas: {raised}}}\n" + HEAD + resources("Stage", 11, "StageName: s%s")

    assert (findings(text, "W9104") == []) is is_enough


@pytest.mark.parametrize("raised", ["{Stages: eleven}", "{Routes: 400}", "11", "[11]", "{Stages: {Ref: Quota}}"])
def test_what_says_nothing_of_it_raises_nothing(raised: str) -> None:
    text = f"Metadata: {{HttpApiQuotas: {raised}}}\n" + HEAD + resources("Stage", 11, "StageName: s%s")

    assert len(findings(text, "W9104")) == 1


def test_routes_of_a_document_are_routes() -> None:
    paths = "".join(f"          /{number}: {{get: {{}}}}\n" for number in range(301))
    body = f"      Body:\n        openapi: 3.0.1\n        paths:\n{paths}"
    text = f"Resources:\n  Api:\n    Type: AWS::ApiGatewayV2::Api\n    Properties:\n{body}"

    assert findings(text, "W9104") == [
        f"308:18 W9104 301 routes of Api, but an API may have 300 {ASK}: {{Routes: 301}}"
    ]
