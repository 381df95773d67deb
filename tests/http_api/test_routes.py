"""Where routes lead, who may send requests to them, and what scopes are."""

import pytest

from generator.http_api.routes import authorization_problem, scope_problem, target_problem


def test_a_target_is_an_integration_by_its_id() -> None:
    assert target_problem("integrations/a1b2c3d") is None
    for text in ("a1b2c3d", "integrations/", "integrations/a/b", "integration/a1b2c3d", "/integrations/a1b2c3d"):
        assert target_problem(text) == "must be integrations/ and the ID of an integration"


@pytest.mark.parametrize("kind", ["NONE", "AWS_IAM", "CUSTOM", "JWT"])
def test_there_are_four_types_of_authorization(kind: str) -> None:
    assert authorization_problem(kind) is None


@pytest.mark.parametrize(
    ("kind", "advice"),
    [
        ("COGNITO_USER_POOLS", ": write JWT"),
        ("jwt", ": write JWT"),
        ("Request", ": write CUSTOM"),
        ("iam", ": write AWS_IAM"),
        ("OAUTH", ""),
        ("", ""),
    ],
)
def test_another_type_is_refused_with_the_one_that_is_meant(kind: str, advice: str) -> None:
    assert authorization_problem(kind) == f"must be one of NONE, AWS_IAM, CUSTOM, JWT{advice}"


def test_a_scope_is_one_word() -> None:
    assert scope_problem("orders/read") is None
    assert scope_problem("a" * 64) is None
    assert scope_problem("a" * 65) == "must have at most 64 characters"
    for text in ("read write", "", " read", "read\n"):
        assert scope_problem(text) == "must be a single scope: write each as an entry of its own"
