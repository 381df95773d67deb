"""Which open OPTIONS routes lack; what the spec does with it is told in `tests/spec/test_preflight.py`."""

from __future__ import annotations

import pytest

from generator.http_api.preflights import lacking
from generator.http_api.route_keys import RouteKey


@pytest.mark.parametrize(
    ("routes", "expected"),
    [
        ({"GET /a": False, "ANY /a": True}, {}),
        ({"ANY /a/{id}": False}, {"OPTIONS /a/{id}": "ANY /a/{id}"}),
        ({"ANY /a/{id}": False, "OPTIONS /a/{other}": False}, {}),
        ({"$default": False, "GET /{all+}": True}, {"OPTIONS /{all+}": "$default", "OPTIONS /": "$default"}),
        ({"$default": False, "ANY /{proxy+}": False}, {"OPTIONS /{proxy+}": "ANY /{proxy+}", "OPTIONS /": "$default"}),
    ],
)
def test_what_takes_options_and_is_not_open_needs_an_open_route_in_front(
    routes: dict[str, bool], expected: dict[str, str]
) -> None:
    found = lacking({RouteKey.parse(key): is_open for key, is_open in routes.items()})

    assert {str(preflight): str(key) for preflight, key in found.items()} == expected
