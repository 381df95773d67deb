import pytest

from generator.http_api import cors

_ONE_EACH = "must be a single one: write each as an entry of its own"
_SHAPE = "must be a scheme, a host and maybe a port, nothing else: write https://example.com:8443"
_NO_SCHEME = "must be *, https://*, http://*, or begin with https:// or http://: write https://example.com"
_OTHER_SCHEME = "must begin with https:// or http://: API Gateway refuses other schemes, and only * admits their pages"
_WILDCARD = "must not have * for a part of a host: list each origin, or write https://* for every host"
_PATH = "must end after the host or its port, without a path or a slash: write https://example.com"
_PORT = "must have a port from 1 to 65535"
_METHOD = "must be * or one of GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS"
_HEADER = "must be * or the name of one header, without blanks or a colon: write x-request-id"


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "https://*",
        "http://*",
        "https://example.com",
        "https://www.example.com:8443",
        "http://localhost",
        "http://localhost:3000",
        "http://127.0.0.1:5173",
        "https://my_app.example.com",
        "https://xn--caf-dma.example",
        "http://example.com:443",
        "https://example.com:80",
        "https://example.com:65535",
    ],
)
def test_an_origin_as_browsers_send_it_is_valid(text: str) -> None:
    assert cors.origin_problem(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", _NO_SCHEME),
        ("example.com", _NO_SCHEME),
        ("//example.com", _NO_SCHEME),
        ("null", _NO_SCHEME),
        ("https:/example.com", _NO_SCHEME),
        ("capacitor://localhost", _OTHER_SCHEME),
        ("chrome-extension://abcdefghijklmnop", _OTHER_SCHEME),
        ("file://", _OTHER_SCHEME),
        ("*://example.com", _OTHER_SCHEME),
        (" https://example.com", _OTHER_SCHEME),
        ("https://*.example.com", _WILDCARD),
        ("https://example.*", _WILDCARD),
        ("https://*:8443", _WILDCARD),
        ("https://*/", _WILDCARD),
        ("https://**", _WILDCARD),
        ("https://example.com/", _PATH),
        ("https://example.com/app", _PATH),
        ("https://Example.com/", _PATH),
        ("https:///", _PATH),
        ("https://Example.com", "must be in lower case, as browsers send it: write https://example.com"),
        ("HTTPS://example.com", "must be in lower case, as browsers send it: write https://example.com"),
        ("https://", _SHAPE),
        ("https://example.com.", _SHAPE),
        ("https://.example.com", _SHAPE),
        ("https://a..b", _SHAPE),
        ("https://example.com?", _SHAPE),
        ("https://example.com#x", _SHAPE),
        ("https://user@example.com", _SHAPE),
        ("https://example.com, https://example.org", _ONE_EACH),
        ("https://example.com ", _SHAPE),
        ("https://example.com\n", _SHAPE),
        ("https://café.example", _SHAPE),
        ("https://example.com:", _SHAPE),
        ("https://example.com:port", _SHAPE),
        ("https://example.com:08443", _SHAPE),
        ("https://example.com:0", _SHAPE),
        ("https://example.com:65536", _PORT),
        (
            "https://example.com:443",
            "must not have port 443, which browsers leave out: write https://example.com",
        ),
        ("http://localhost:80", "must not have port 80, which browsers leave out: write http://localhost"),
    ],
)
def test_an_origin_that_no_browser_sends_is_refused(text: str, problem: str) -> None:
    assert cors.origin_problem(text) == problem


@pytest.mark.parametrize("text", ["*", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
def test_a_method_of_routes_is_valid(text: str) -> None:
    assert cors.method_problem(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("get", "must be in upper case: write GET"),
        ("Patch", "must be in upper case: write PATCH"),
        ("ANY", f"{_METHOD}: write * for every method"),
        ("any", f"{_METHOD}: write * for every method"),
        ("", _METHOD),
        ("TRACE", _METHOD),
        ("GET ", _METHOD),
        ("GET, POST", _ONE_EACH),
        ("**", _METHOD),
    ],
)
def test_another_method_is_refused(text: str, problem: str) -> None:
    assert cors.method_problem(text) == problem


@pytest.mark.parametrize("text", ["*", "authorization", "content-type", "x-api-key", "x_custom.1", "etag"])
def test_a_header_in_lower_case_is_valid(text: str) -> None:
    assert cors.header_problem(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", _HEADER),
        ("x request", _HEADER),
        ("x-request:", _HEADER),
        ("authorization,content-type", _ONE_EACH),
        ("content-type\n", _HEADER),
        ("überschrift", _HEADER),
        ("x-*", "must not have * for a part of a name: list each header, or write * for all"),
        ("X-*", "must not have * for a part of a name: list each header, or write * for all"),
        ("Content-Type", "must be in lower case, as API Gateway stores it: write content-type"),
        ("ETag", "must be in lower case, as API Gateway stores it: write etag"),
    ],
)
def test_another_header_is_refused(text: str, problem: str) -> None:
    assert cors.header_problem(text) == problem


def test_the_kelvin_sign_does_not_become_a_letter() -> None:
    assert cors.header_problem("to\N{KELVIN SIGN}en") == _HEADER


def test_caching_may_be_forbidden_or_last_a_day() -> None:
    assert cors.MAX_AGE == (-1, 24 * 60 * 60)
