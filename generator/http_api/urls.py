"""URLs of HTTP backends: which are valid, and which path variables they refer to.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
"""

import re
from typing import Final
from urllib.parse import urlsplit

from generator.http_api import stages

# https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html, integrationUri
URL_LENGTH: Final = 2_048

_STAND_IN: Final = "1"  # what a variable is replaced by, to look at the rest: it may be a host's or a port's
_PATH_VARIABLE: Final = re.compile(r"(?<!\$)\{([A-Za-z0-9._-]+)\}")
_GREEDY: Final = re.compile(r"\{([A-Za-z0-9._-]+)\+\}")
_HOST_NAME: Final = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")
_NOT_IN_A_URL: Final = set('"<>\\^`|')


def url_problem(url: str) -> str | None:
    """Say what is wrong with the URL of an HTTP backend and what to do about it, or None if it is valid."""
    text = stages.without_variables(url, _STAND_IN)
    if not text.startswith(("http://", "https://")):
        return "must begin with http:// or https://"
    if len(url) > URL_LENGTH:
        return f"has {len(url):,} characters, but API Gateway takes at most {URL_LENGTH:,}"
    if not (text.isascii() and text.isprintable()) or " " in text or _NOT_IN_A_URL & set(text):
        return "has a character that cannot stand in a URL: percent-encode it"
    if "#" in text:
        return "has a fragment (#), which is never sent to a server: leave it out"
    return _braces_problem(text) or _host_problem(text)


def server_name_problem(text: str) -> str | None:
    """Say what is wrong with the name in a backend's certificate, which stands in the TLS handshake, too.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-apigatewayv2-integration-tlsconfig.html
    """
    if not _HOST_NAME.fullmatch(text):
        return "must be a host name alone, without https://, a port or a path: write backend.example.com"
    return None


def path_variables(url: str) -> list[str]:
    """Return the path variables that a URL refers to, each once: the route must have them.

    The URL names a greedy variable without its `+`: `{proxy}` is what `ANY /{proxy+}` caught.
    """
    return list(dict.fromkeys(_PATH_VARIABLE.findall(stages.without_variables(url, _STAND_IN))))


def _braces_problem(text: str) -> str | None:
    if "${" in text:
        return "can have stage variables, ${stageVariables.<name>}, and no other ${}"
    if greedy := _GREEDY.search(text):
        return f"{greedy[0]}: in a URL a greedy variable is written without +, {{{greedy[1]}}}"
    before, path, after = _parts(text)
    if "{" in before + after or "}" in before + after:
        return "can have variables only in its path: https://example.com/{name}"
    if "{" in (rest := _PATH_VARIABLE.sub(_STAND_IN, path)) or "}" in rest:
        return "has braces around something else than a name of letters, digits, '.', '_' and '-'"
    return None


def _parts(text: str) -> tuple[str, str, str]:
    """Return the scheme with the host, the path, and the query."""
    match = re.fullmatch(r"(https?://[^/?]*)([^?]*)(.*)", text)
    return (match[1], match[2], match[3]) if match else (text, "", "")


def _host_problem(text: str) -> str | None:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return f"is no URL: {error}"
    return None if host else "has no host: write https://example.com/path"
