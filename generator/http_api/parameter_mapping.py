"""Parameter mapping: how HTTP APIs change requests and responses, and where a value can be taken from.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from generator.http_api import access_logs

# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html#http-api-mapping-reserved-headers
RESERVED_HEADERS: Final[frozenset[str]] = frozenset(
    {
        "authorization",
        "connection",
        "content-encoding",
        "content-length",
        "content-location",
        "forwarded",
        "keep-alive",
        "origin",
        "proxy-authenticate",
        "proxy-authorization",
        "te",
        "trailers",
        "transfer-encoding",
        "upgrade",
        "via",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-proto",
    }
)
"""The headers that no mapping can change, in small letters."""

RESERVED_HEADER_PREFIXES: Final = ("access-control-", "apigw-", "x-amz-", "x-amzn-")

# "Rename a request header" in https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
# Tests of LocalStack's that were run against AWS say more: `""` is refused, and an entry with nothing is ignored.
NO_SOURCE: Final = "''"
"""The value of `remove`: two single quotes."""

# https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html, IntegrationParameters
SOURCE_LENGTH: Final = 512

_ACTIONS: Final = ("append", "overwrite", "remove")
_KINDS: Final = {"header": "header", "querystring": "query string parameter"}
# https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
_TOKEN: Final = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_HEADER: Final = _TOKEN.replace("$", "")  # in an expression, $ begins the next one
_QUERY_NAME: Final = r"[^\s&=#]+"
# https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html, ResponseParameters:
# "The selection key must be a valid HTTP status code within the range of 200-599."
_STATUS: Final = re.compile(r"[2-5][0-9][0-9]")


class _Family(NamedTuple):
    """One way to say where a value stands: `$request.header.<name>`."""

    shown: str
    pattern: re.Pattern[str]


def _family(shown: str, pattern: str) -> _Family:
    return _Family(shown, re.compile(pattern))


# A name below the body: no recursive descent (..), no filter (?()).
_JSON_PATH: Final = r"(?:\.[^\s.\[\]{}$]+|\[[^\]{}$?]+\])+"
_NOT_IN_A_JSON_PATH: Final = re.compile(r"(?:request|response)\.body.*(?:\.\.|\?\()")
_COMMON: Final = (
    _family("$context.<variable>", r"context(?:\.[A-Za-z0-9_]+)+"),  # "Only the special characters . and _"
    # https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html, stageVariables:
    # "Variable names can have alphanumeric and underscore characters"
    _family("$stageVariables.<name>", r"stageVariables\.[A-Za-z0-9_]+"),
)
_OF_REQUEST: Final = (
    _family("$request.header.<name>", rf"request\.header\.{_HEADER}"),
    _family("$request.querystring.<name>", r"request\.querystring\.[^\s{}$&=#]+"),
    _family("$request.path", r"request\.path"),
    _family("$request.path.<variable>", r"request\.path\.[A-Za-z0-9._-]+"),
    _family("$request.body", r"request\.body"),
    _family("$request.body.<JSON path>", rf"request\.body{_JSON_PATH}"),
    *_COMMON,
)
_OF_RESPONSE: Final = (
    _family("$response.header.<name>", rf"response\.header\.{_HEADER}"),
    _family("$response.body", r"response\.body"),
    _family("$response.body.<JSON path>", rf"response\.body{_JSON_PATH}"),
    *_COMMON,
)

# https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
_OF_REST_APIS: Final = re.compile(r"method\.request\.((?:header|querystring|path|body)(?:\.[^\s.]+)*)")

_IN_BRACES: Final = re.compile(r"\$\{([^{}]*)\}")
_BARE: Final = re.compile(r"\$((?:request|response|context|stageVariables)\.[A-Za-z0-9_.-]*[A-Za-z0-9_])")
_DOLLAR: Final = re.compile(r"\$[^\s$]{2,}")
_PATH_VARIABLE: Final = re.compile(r"\$(?:request\.path\.([A-Za-z0-9._-]+)|\{request\.path\.([A-Za-z0-9._-]+)\})")
_STAGE_VARIABLE: Final = re.compile(r"\$(?:stageVariables\.([A-Za-z0-9_]+)|\{stageVariables\.([A-Za-z0-9_]+)\})")

_AUTHORIZER_VARIABLE: Final = re.compile(
    r"\$(context\.authorizer\.[A-Za-z0-9_.]+)|\$\{(context\.authorizer\.[A-Za-z0-9_.]+)\}"
)
_QUOTED: Final = re.compile(r"'([^']+)'")


def request_problem(destination: str, source: str) -> str | None:
    """Say what is wrong with one entry of an integration's `RequestParameters`, or None if it is valid."""
    problem = None
    if destination.lower() != "overwrite:path":
        problem = _destination_problem(destination, {"header": _TOKEN, "querystring": _QUERY_NAME}, "path")
    problem = problem or _mapped_problem(destination, source, of_response=False)
    if destination.lower() == "overwrite:path" and not problem and not source.startswith(("/", "$")):
        return f"must begin with /, as paths do: write /{source}"
    return problem


def response_problem(status: str, destination: str, source: str) -> str | None:
    """Say what is wrong with one entry of an integration's `ResponseParameters`, or None if it is valid.

    `status` is what the integration answered with, and the key below which the entry stands.
    """
    if not _STATUS.fullmatch(status):
        return f"{status} is no status code that can be mapped: write one from 200 to 599"
    if destination.lower() != "overwrite:statuscode":
        problem = _destination_problem(destination, {"header": _TOKEN}, "statuscode")
        return problem or _mapped_problem(destination, source, of_response=True)
    if "$" not in source and not re.fullmatch("[1-5][0-9][0-9]", source):
        return f"{source or 'nothing'} is no status code: write one from 100 to 599"
    return source_problem(source, of_response=True)


def source_problem(source: str, *, of_response: bool = False) -> str | None:
    """Say what is wrong with a value, static or taken from the request or the response; None if it is valid.

    An expression is the whole value, as `$request.body`, or its end, as in `/v2/$request.path.order`, or it stands in
    braces between other text: `${request.path.shop}/${request.path.order}`.
    """
    if not source:
        return "must not be empty"
    if len(source) > SOURCE_LENGTH:
        return f"has {len(source):,} characters, but API Gateway takes at most {SOURCE_LENGTH}"
    if problem := _forgotten_dollar_problem(source, of_response=of_response):
        return problem
    if source.startswith("$") and not source.startswith("${"):
        return _whole_problem(source, of_response=of_response)
    for match in _IN_BRACES.finditer(source):
        if problem := _expression_problem(match[0], match[1], of_response=of_response):
            return problem
    static = _IN_BRACES.sub("", source)
    if "${" in static:
        return "has ${ without a } of its own"
    if problem := _bare_problem(static):
        return problem
    # Tests of LocalStack's that were run against AWS: `A source with $ with length more than 2 will need to be valid`
    if dollar := _DOLLAR.search(static):
        return _expression_problem(dollar[0], dollar[0][1:], of_response=of_response)
    return None


def is_taken(destination: str, source: str, *, of_response: bool = False) -> bool:
    """Say whether API Gateway takes a source that does not do what was meant; the destination may be wrong.

    So it is with a `remove` of nothing, which is ignored, and with an expression that has lost its `$`, which is text.
    A status code has to be a number.
    """
    if destination.startswith("remove:"):
        return not source
    is_text = destination.lower() != "overwrite:statuscode"
    return is_text and _forgotten_dollar_problem(source, of_response=of_response) is not None


def same_places(destinations: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each destination that is one place with an earlier one, and that one.

    API Gateway takes one entry for a header, whatever is done to it: not both `append:header.x` and
    `overwrite:header.X`. So say tests of LocalStack's that were run against AWS.
    """
    first: dict[str, str] = {}
    for destination in destinations:
        place = destination.partition(":")[2]
        earlier = first.setdefault(place.lower() if place.startswith("header.") else place, destination)
        if earlier is not destination:
            yield destination, earlier


def request_path_variables(source: str) -> list[str]:
    """Return the path variables that a value refers to, each once: the route must have them."""
    return _names(_PATH_VARIABLE, source)


def stage_variables(text: str) -> list[str]:
    """Return the stage variables that a value, or a URL, refers to, each once: the stage must have them."""
    return _names(_STAGE_VARIABLE, text)


def authorizer_variables(text: str) -> list[str]:
    """What a value takes from the route's authorizer, each once: `$context.authorizer.claims.sub`."""
    return [f"${name}" for name in _names(_AUTHORIZER_VARIABLE, text)]


def quoted(text: str) -> str | None:
    """Return what stands in single quotes, if all of it does: so REST APIs want texts, but not HTTP APIs.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
    """
    match = _QUOTED.fullmatch(text)
    return match[1] if match else None


def _destination_problem(destination: str, kinds: dict[str, str], whole: str) -> str | None:
    """Check `append:header.x`. `kinds` maps what has names to the pattern of a name; `whole` has none.

    `append:HEADER.x` and `overwrite:Path` are taken, too: so say tests of LocalStack's that were run against AWS.
    """
    action, colon, target = destination.partition(":")
    kind, _, name = target.partition(".")
    kind = kind.lower()
    if action not in _ACTIONS or not colon or kind not in (*kinds, whole):
        places = " or ".join(f"{each}.<name>" for each in kinds)
        return f"must be append:, overwrite: or remove: with {places}, or overwrite:{whole}"
    if kind == whole:
        return f"must be overwrite:{whole}, nothing else can be done to it"
    if not re.fullmatch(kinds[kind], name):
        return f"'{name}' is no name of a {_KINDS[kind]}"
    if kind == "header" and _is_reserved(name):
        return f"{name} is a header that API Gateway reserves: no mapping can change it"
    return None


def _is_reserved(header: str) -> bool:
    header = header.lower()
    return header in RESERVED_HEADERS or header.startswith(RESERVED_HEADER_PREFIXES)


def _mapped_problem(destination: str, source: str, *, of_response: bool) -> str | None:
    if destination.startswith("remove:"):
        if not source:
            return f'must be "{NO_SOURCE}": an entry with nothing is ignored, and nothing is removed'
        return None if source == NO_SOURCE else f'must be "{NO_SOURCE}", as remove takes no value'
    if problem := source_problem(source, of_response=of_response):
        return problem
    # Tests of LocalStack's that were run against AWS: `any { in static value will fail`. That is so for mappings;
    # parameters of services can be JSON.
    if set("{}") & set(_IN_BRACES.sub("", source)):
        return "must have no { or } but those of ${...}"
    return None


def _whole_problem(source: str, *, of_response: bool) -> str | None:
    problem = _expression_problem(source, source[1:], of_response=of_response)
    bare = _BARE.match(source)
    if problem and bare and source[bare.end() : bare.end() + 1] not in ("", ".", "[", ":"):
        return _expression_problem(bare[0], bare[1], of_response=of_response) or _bare_problem(source)
    return problem


def _forgotten_dollar_problem(source: str, *, of_response: bool) -> str | None:
    """`request.header.x` would be sent to the letter. `request.created` may well be meant so: it is no expression."""
    if rest := _OF_REST_APIS.fullmatch(source):
        return f"is how REST APIs say it, and would be taken to the letter: write $request.{rest[1]}"
    if not _is_expression(source) or access_logs.unknown_variables(f"${source}"):
        return None
    other = _expression_problem(f"${source}", source, of_response=of_response)
    return other or f"would be taken to the letter: write ${source}"


def _is_expression(text: str) -> bool:
    return any(family.pattern.fullmatch(text) for family in (*_OF_REQUEST, *_OF_RESPONSE))


def _bare_problem(text: str) -> str | None:
    """`To use multiple variables in a selection expression, enclose the variable in brackets`, says AWS's page.

    One at the very end needs none: LocalStack's tests that were run against AWS have `followed with text$request.path`.
    """
    bare = _BARE.search(text)
    if bare and text[bare.end() :] and not _is_expression(text[bare.start() + 1 :]):
        return f"{bare[0]} stands beside other text: put it in braces, ${{{bare[1]}}}"
    return None


def _expression_problem(shown: str, expression: str, *, of_response: bool) -> str | None:
    if _NOT_IN_A_JSON_PATH.match(expression):
        return f"{shown}: API Gateway knows neither recursive descent (..) nor filters (?()) in a JSON path"
    if re.fullmatch(r"context\.[A-Za-z0-9_.]*[^A-Za-z0-9_.\s].*", expression):
        return f"{shown}: a $context variable has letters, digits, '.' and '_' in its name, and nothing else"
    families = _OF_RESPONSE if of_response else _OF_REQUEST
    if not any(family.pattern.fullmatch(expression) for family in families):
        of = "a response" if of_response else "a request"
        return f"{shown} is nothing that can be taken from {of}; known: {', '.join(each.shown for each in families)}"
    for name in access_logs.unknown_variables(f"${expression}"):
        return f"{name} is no variable of HTTP APIs{access_logs.similar_variable(name)}"
    return None


def _names(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(match[1] or match[2] for match in pattern.finditer(text)))
