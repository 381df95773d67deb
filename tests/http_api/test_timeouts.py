"""How long a function may run that API Gateway waits for."""

import pytest

from generator.http_api import timeouts


@pytest.mark.parametrize(
    ("milliseconds", "seconds", "shown"),
    [(None, 30, "30 seconds"), (29_000, 29, "29 seconds"), (1_500, 1, "1.5 seconds"), (1_000, 1, "1 second"),
     (50, 1, "0.05 seconds")],
)  # fmt: skip
def test_a_function_has_as_long_as_its_integration(milliseconds: float | None, seconds: int, shown: str) -> None:
    bound = timeouts.of_integration(milliseconds)

    assert bound.seconds == seconds
    assert bound.reason == f"API Gateway answers 503 after {shown}, while the function would run on"


def test_an_authorizer_has_ten_seconds() -> None:
    assert timeouts.OF_AUTHORIZERS.seconds == 10
