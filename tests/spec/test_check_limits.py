"""How many of each an API may have, and how many in this account."""

from collections.abc import Iterable

import pytest

from tests.support import Project

_ONE = "functions: {hello: lambda_code/hello}\n"
_QUOTAS = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html"


def _routes(count: int, rest: str = "hello") -> str:
    return "routes: {" + ", ".join(f"GET /r{n}: {rest}" for n in range(count)) + "}\n"


def _mapping(section: str, names: Iterable[str], entry: str) -> str:
    return f"{section}: {{{', '.join(f'{name}: {entry}' for name in names)}}}\n"


def _ask(what: str, count: int) -> str:
    return f"split the API, or write limits: {{{what}: {count}}} once AWS has raised the quota ({_QUOTAS})"


def test_an_api_has_at_most_300_routes(hello: Project) -> None:
    assert hello.problems(_ONE + _routes(300)) == []
    assert hello.problems(_ONE + _routes(301)) == [
        f"apis/demo.yaml:2:1: routes: lead to 301 routes, but an API may have 300: {_ask('routes', 301)}"
    ]


def test_the_quota_that_aws_raised_counts(hello: Project) -> None:
    assert hello.problems(_ONE + _routes(301) + "limits: {routes: 301}\n") == []
    assert hello.problems(_ONE + _routes(302) + "limits: {routes: 301}\n") == [
        f"apis/demo.yaml:2:1: routes: lead to 302 routes, but an API may have 301: {_ask('routes', 302)}"
    ]


def test_routes_that_are_added_for_browsers_count_too(hello: Project) -> None:
    cors = "cors: {allow_origins: ['*']}\n"
    authorized = "routes: {" + ", ".join(f"ANY /r{n}: {{function: hello, authorizer: iam}}" for n in range(151)) + "}\n"

    assert hello.problems(_ONE + authorized) == []
    assert hello.problems(_ONE + authorized + cors) == [
        "apis/demo.yaml:2:1: routes: lead to 302 routes, but an API may have 300 (151 of them are added for browsers' "
        f"preflights): {_ask('routes', 302)}"
    ]


def test_an_api_has_at_most_300_integrations_whatever_its_limits(hello: Project) -> None:
    own = _routes(301, "{http: {url: 'https://example.com', method: GET}}")

    assert hello.problems("limits: {routes: 400}\n" + own) == [
        "apis/demo.yaml:2:1: routes: lead to 301 integrations, but an API may have 300, and AWS does not raise that: "
        f"let routes share integrations, or split the API ({_QUOTAS})"
    ]


@pytest.mark.parametrize("first", ["$default", "x"])
def test_an_api_has_at_most_10_stages(hello: Project, first: str) -> None:
    ten = _mapping("stages", [first, *(f"s{n}" for n in range(9))], "{}")
    eleven = _mapping("stages", [first, *(f"s{n}" for n in range(10))], "{}")

    assert hello.problems(_ONE + ten) == []
    assert hello.problems(_ONE + eleven + "limits: {stages: 11}\n") == []
    assert hello.problems(_ONE + eleven) == [
        f"apis/demo.yaml:2:1: stages: lead to 11 stages, but an API may have 10: {_ask('stages', 11)}"
    ]


def test_the_stage_under_stage_counts_too(hello: Project) -> None:
    ten = _mapping("stages", [f"s{n}" for n in range(10)], "{}")

    assert hello.problems(_ONE + ten) == []
    assert hello.problems(_ONE + ten + "stage: {}\n") == [
        f"apis/demo.yaml:2:1: stages: lead to 11 stages, but an API may have 10: {_ask('stages', 11)}"
    ]


def test_an_api_has_at_most_10_authorizers(hello: Project) -> None:
    names = [f"a{n}" for n in range(11)]
    text = _ONE + _mapping("authorizers", names, "{jwt: {issuer: 'https://a.example.com', audience: [b]}}")
    text += "routes: {" + ", ".join(f"GET /{name}: {{function: hello, authorizer: {name}}}" for name in names) + "}\n"

    assert hello.problems(text + "limits: {authorizers: 11}\n") == []
    assert hello.problems(text) == [
        f"apis/demo.yaml:2:1: authorizers: lead to 11 authorizers, but an API may have 10: {_ask('authorizers', 11)}"
    ]


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        ("{routes: 299}", "2:10: limits.routes: must be at least 300 (got 299)"),
        ("{stages: 9}", "2:10: limits.stages: must be at least 10 (got 9)"),
        ("{authorizers: 9}", "2:10: limits.authorizers: must be at least 10 (got 9)"),
        ("{routes: many}", "2:10: limits.routes: must be a whole number (got many)"),
        ("{integrations: 400}", "2:10: limits.integrations: is no field of the language; known here: routes, stages, "
                                "authorizers"),
    ],
)  # fmt: skip
def test_limits_are_those_that_aws_raises(hello: Project, limits: str, problem: str) -> None:
    assert hello.problems(f"{_ONE}limits: {limits}\n") == [f"apis/demo.yaml:{problem}"]


def test_wrong_limits_are_no_reason_to_count(hello: Project) -> None:
    assert hello.problems(_ONE + _routes(301) + "limits: {routes: 3010000, stages: 1}\n") == [
        "apis/demo.yaml:3:27: limits.stages: must be at least 10 (got 1)"
    ]
