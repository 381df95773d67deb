"""Which SourceArns cover which callers."""

import pytest

from generator.http_api.route_keys import RouteKey
from generator.http_api.source_arns import ANY_STAGE, NOT_KNOWN, authorizer_tail, covering_tail, covers, ways


def is_covered(key: str, *patterns: str, stage: str = ANY_STAGE) -> bool:
    found = ways(RouteKey.parse(key), stage)
    return any(
        all(any(covers(f"api/{pattern}", f"api/{tail}") for pattern in patterns) for tail in way) for way in found
    )


# https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
@pytest.mark.parametrize(
    ("key", "pattern"),
    [
        ("GET /items", "*"),
        ("GET /items", "*/*"),
        ("GET /items", "*/*/*"),
        ("GET /items", "*/GET/items"),  # SAM
        ("GET /items", "*/*/items"),  # aws-cdk's for ANY
        ("GET /items", "prod/GET/items"),
        ("GET /items", "*/GET/item?"),
        ("GET /", "*/GET/"),
        ("GET /", "*/*/*"),
        ("GET /items/{id}", "*/GET/items/*"),
        ("GET /items/{id}", "*/GET/items/{id}"),
        ("GET /items/{id}/parts", "*/GET/items/*"),  # aws-cdk cuts at the first variable
        ("GET /items/{id}/parts", "*/GET/items/*/parts"),
        ("GET /{proxy+}", "*/*/*"),
        ("GET /{proxy+}", "*/*/{proxy+}"),
        ("ANY /items", "*/*/items"),
        ("ANY /{proxy+}", "*/*/*"),
        ("$default", "*"),
        ("$default", "*/*"),
        ("$default", "*/$default"),
        ("$default", "prod/$default"),
        ("GET /items", f"{NOT_KNOWN}/GET/items"),
        ("GET /items", f"prod/{NOT_KNOWN}"),
        ("GET /items", f"prod/{NOT_KNOWN}/items"),
    ],
)
def test_a_route_is_covered(key: str, pattern: str) -> None:
    assert is_covered(key, pattern)


@pytest.mark.parametrize(
    ("key", "pattern"),
    [
        ("GET /items", ""),
        ("GET /items", "*/POST/items"),
        ("GET /items", "*/GET/"),
        ("GET /items", "*/GET/items/*"),
        ("GET /items", "*/get/items"),
        ("GET /items", "GET/items"),
        ("GET /items", "*/*/Items"),
        ("GET /items", "*/$default"),
        ("GET /items", "authorizers/*"),
        ("GET /items/{id}", "*/GET/items"),
        ("GET /items/{id}", "*/GET/items/1"),
        ("GET /items/{id}", "*/GET/items/?"),
        ("GET /items/{id}/parts", "*/GET/items/{id}"),
        ("ANY /items", "*/GET/items"),
        ("ANY /items", "*/ANY/items"),
        ("$default", "*/*/$default"),  # aws/serverless-application-model#1860
        ("$default", "*/*/*"),  # terraform-aws-modules/terraform-aws-apigateway-v2#41
        ("$default", "$default"),
        ("GET /items", f"{NOT_KNOWN}/POST/items"),
    ],
)
def test_a_route_is_not_covered(key: str, pattern: str) -> None:
    assert not is_covered(key, pattern)


def test_any_is_covered_by_all_methods_together() -> None:
    methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]

    assert is_covered("ANY /a/{b}", *(f"*/{method}/a/*" for method in methods))
    assert not is_covered("ANY /a/{b}", *(f"*/{method}/a/*" for method in methods[1:]))


def test_a_stage_that_is_known_has_to_be_named_or_left_open() -> None:
    assert is_covered("GET /a", "prod/GET/a", stage="prod")
    assert is_covered("GET /a", "*/GET/a", stage="prod")
    assert not is_covered("GET /a", "test/GET/a", stage="prod")
    assert is_covered("GET /a", "$default/GET/a", stage="$default")


def test_the_id_of_the_api_may_be_open_too() -> None:
    assert covers("*", "api/prod/GET/items")
    assert covers("*/GET/items", "api/prod/GET/items")
    assert covers("a?i/*", "api/prod/GET/items")
    assert not covers("other/*", "api/prod/GET/items")
    assert not covers("api", "api/prod/GET/items")


def test_an_authorizer_is_covered_by_its_id_and_by_what_is_open() -> None:
    assert covers("api/authorizers/abc", f"api/{authorizer_tail('abc')}")
    assert covers("api/authorizers/*", f"api/{authorizer_tail()}")
    assert covers("api/*", f"api/{authorizer_tail()}")
    assert not covers("api/authorizers/abc", f"api/{authorizer_tail('xyz')}")
    assert not covers("api/*/*/*", f"api/{authorizer_tail('abc')}")
    assert not covers("api/*/GET/*", f"api/{authorizer_tail('abc')}")


@pytest.mark.parametrize(
    ("key", "tail"),
    [
        ("GET /items/{id}", "*/GET/items/*"),
        ("ANY /{proxy+}", "*/*/*"),
        ("$default", "*/$default"),
        ("GET /", "*/GET/"),
    ],
)
def test_what_is_offered_covers_and_is_narrow(key: str, tail: str) -> None:
    assert covering_tail(RouteKey.parse(key)) == tail
    assert is_covered(key, tail)
