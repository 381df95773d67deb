import pytest

from generator.http_api.urls import path_variables, server_name_problem, url_problem

_CHARACTER = "has a character that cannot stand in a URL: percent-encode it"
_NAME = "has braces around something else than a name of letters, digits, '.', '_' and '-'"
_PATH = "can have variables only in its path: https://example.com/{name}"
_STAGE = "can have stage variables, ${stageVariables.<name>}, and no other ${}"
_NO_HOST = "has no host: write https://example.com/path"
_SCHEME = "must begin with http:// or https://"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com",
        "http://example.com/",
        "https://example.com:8443/a/b?x=1&y=2",
        "https://192.0.2.1/",
        "https://[2001:db8::1]:443/",
        "https://example.com/caf%C3%A9",
        "https://petstore-demo-endpoint.execute-api.com/petstore/{proxy}",
        "https://example.com/pets/extendedpath/{petID}",
        "https://example.com/{a}/{b.c_d-e}?x=1",
        "https://example.com/pets-{id}.json",
        # https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.stage-variables-reference.html
        "http://${stageVariables.backend}",
        "http://${stageVariables.backend}/resource/operation",
        "http://${stageVariables.backend}.example.com/resource/operation",
        "http://example.com/${stageVariables.backend}/bar",
        "http://example.com/foo?q=${stageVariables.backend}",
        "https://example.com:${stageVariables.port}/{id}",
        "https://example.com/" + "x" * 2028,
    ],
)
def test_a_valid_url_has_no_problem(url: str) -> None:
    assert url_problem(url) is None


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", _SCHEME),
        ("example.com", _SCHEME),
        ("ftp://example.com", _SCHEME),
        ("HTTPS://example.com", _SCHEME),
        ("//example.com", _SCHEME),
        (" https://example.com", _SCHEME),
        ("${stageVariables.url}/orders", _SCHEME),
        ("https://", _NO_HOST),
        ("https:///orders", _NO_HOST),
        ("https://?x", _NO_HOST),
        ("https://:443/", _NO_HOST),
        ("https://example.com:99999/", "is no URL: Port out of range 0-65535"),
        ("https://[::1/", "is no URL: Invalid IPv6 URL"),
        ("https://example.com/a b", _CHARACTER),
        ("https://example.com/a\tb", _CHARACTER),
        ("https://example.com/a\n", _CHARACTER),
        ("https://example.com/é", _CHARACTER),
        ("https://example.com/<id>", _CHARACTER),
        ("https://example.com\\a", _CHARACTER),
        ("https://example.com/#top", "has a fragment (#), which is never sent to a server: leave it out"),
        ("https://example.com/" + "x" * 2029, "has 2,049 characters, but API Gateway takes at most 2,048"),
        ("https://example.com/{proxy+}", "{proxy+}: in a URL a greedy variable is written without +, {proxy}"),
        ("https://{host}/", _PATH),
        ("https://example.com/?id={id}", _PATH),
        ("https://example.com?id={id}", _PATH),
        ("https://example.com/{}", _NAME),
        ("https://example.com/{a/b}", _NAME),
        ("https://example.com/{a", _NAME),
        ("https://example.com/a}", _NAME),
        ("https://example.com/{{a}}", _NAME),
        ("https://example.com/${request.path.id}", _STAGE),
        ("https://example.com/${AWS::Region}", _STAGE),
        ("https://example.com/${stageVariables.a-b}", _STAGE),
        ("https://example.com/${stageVariables.a", _STAGE),
    ],
)
def test_an_invalid_url_is_refused_in_plain_words(url: str, problem: str) -> None:
    assert url_problem(url) == problem


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("https://example.com", []),
        ("https://example.com/{proxy}", ["proxy"]),
        ("https://example.com/{b}/{a}/{b}", ["b", "a"]),
        ("https://${stageVariables.host}/${stageVariables.a}/{b}", ["b"]),
    ],
)
def test_the_path_variables_of_a_url_are_known(url: str, names: list[str]) -> None:
    assert path_variables(url) == names


@pytest.mark.parametrize("name", ["backend.example.com", "backend", "Backend-1.internal", "a_b.example.com"])
def test_a_server_has_a_host_name(name: str) -> None:
    assert server_name_problem(name) is None


@pytest.mark.parametrize(
    "name", ["https://a.example.com", "a.example.com:443", "a.example.com/x", "*.example.com", "a b", "a..b", ".a", ""]
)
def test_anything_else_is_no_servers_name(name: str) -> None:
    assert server_name_problem(name) == (
        "must be a host name alone, without https://, a port or a path: write backend.example.com"
    )
