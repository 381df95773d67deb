"""Which OPTIONS routes are added for browsers, and what is said about backends that must not get them."""

from typing import Any

import pytest

from generator.http_api.route_keys import RouteKey
from generator.spec.api import ApiSpec
from generator.spec.preflight import allowed_headers, allowed_methods
from tests.support import Project

BASE = """
functions: {hello: lambda_code/hello}
authorizers: {gate: {function: hello}}
cors: {allow_origins: [https://a.example.com]}
"""
CLOSED = "{function: hello, authorizer: gate}"
OPEN = "{function: hello, authorizer: none}"


def spec_of(project: Project, routes: dict[str, str], more: str = "") -> ApiSpec:
    listed = "".join(f"  {key}: {route}\n" for key, route in routes.items())
    return project.spec(f"{BASE}{more}routes:\n  GET /gate: {CLOSED}\n{listed}")


def added(spec: ApiSpec) -> dict[str, str]:
    """Return the keys that are added, and the route for whose sake."""
    return {str(key): str(route.preflight_of) for key, route in spec.all_routes.items() if route.preflight_of}


@pytest.mark.parametrize(
    ("routes", "expected"),
    [
        # What takes no OPTIONS needs nothing: API Gateway answers by itself.
        ({"GET /a": CLOSED, "POST /a/{id}": CLOSED}, {}),
        ({"ANY /a": OPEN, "$default": OPEN}, {}),
        # What takes OPTIONS and has an authorizer.
        ({"ANY /a": CLOSED}, {"OPTIONS /a": "ANY /a"}),
        ({"ANY /": CLOSED}, {"OPTIONS /": "ANY /"}),
        ({"ANY /a/{id}/b": CLOSED}, {"OPTIONS /a/{id}/b": "ANY /a/{id}/b"}),
        ({"ANY /a": "{function: hello, authorizer: iam}"}, {"OPTIONS /a": "ANY /a"}),
        ({"$default": CLOSED}, {"OPTIONS /{proxy+}": "$default", "OPTIONS /": "$default"}),
        # ANY takes OPTIONS before $default does, wherever it stands in the spec.
        ({"$default": CLOSED, "ANY /{proxy+}": CLOSED},
         {"OPTIONS /{proxy+}": "ANY /{proxy+}", "OPTIONS /": "$default"}),
        ({"$default": CLOSED, "ANY /": CLOSED}, {"OPTIONS /": "ANY /", "OPTIONS /{proxy+}": "$default"}),
        ({"$default": CLOSED, "ANY /a": CLOSED},
         {"OPTIONS /a": "ANY /a", "OPTIONS /{proxy+}": "$default", "OPTIONS /": "$default"}),
        # Open routes of the spec that take OPTIONS at the same place.
        ({"ANY /a": CLOSED, "OPTIONS /a": OPEN}, {}),
        ({"ANY /{proxy+}": OPEN, "$default": CLOSED}, {"OPTIONS /": "$default"}),
        ({"ANY /": OPEN, "$default": CLOSED}, {"OPTIONS /{proxy+}": "$default"}),
        ({"OPTIONS /": OPEN, "OPTIONS /{all+}": OPEN, "$default": CLOSED}, {}),
        # An open route for OPTIONS of everything is less specific than ANY of one path.
        ({"OPTIONS /{proxy+}": OPEN, "ANY /a": CLOSED}, {"OPTIONS /a": "ANY /a"}),
        ({"OPTIONS /a": OPEN, "ANY /a/{proxy+}": CLOSED}, {"OPTIONS /a/{proxy+}": "ANY /a/{proxy+}"}),
        # A variable has one name for one place.
        ({"GET /{path+}": CLOSED, "$default": CLOSED}, {"OPTIONS /{path+}": "$default", "OPTIONS /": "$default"}),
        ({"GET /{id}": CLOSED, "$default": CLOSED}, {"OPTIONS /{proxy+}": "$default", "OPTIONS /": "$default"}),
        ({"GET /a/{path+}": CLOSED, "$default": CLOSED}, {"OPTIONS /{proxy+}": "$default", "OPTIONS /": "$default"}),
    ],
)  # fmt: skip
def test_an_open_route_for_options_stands_before_each_authorizer_that_would_refuse_it(
    project: Project, routes: dict[str, str], expected: dict[str, str]
) -> None:
    assert added(spec_of(project, routes)) == expected


def test_without_cors_nothing_is_added(project: Project) -> None:
    spec = project.spec(
        "functions: {hello: lambda_code/hello}\ndefault_authorizer: iam\nroutes: {ANY /a: hello, $default: hello}"
    )

    assert added(spec) == {}


def test_an_added_route_is_open_and_leads_where_the_shadowed_one_does_under_its_limits(project: Project) -> None:
    jwt = "authorizers: {gate: {jwt: {issuer: 'https://a.example.com', audience: [a]}}}"
    route = "{function: hello, authorizer: gate, scopes: [a], operation_name: A, throttling: {rate_limit: 5}}"
    spec = project.spec(
        f"functions: {{hello: lambda_code/hello}}\n{jwt}\ncors: {{allow_origins: ['*']}}\nroutes: {{ANY /a: {route}}}"
    )

    preflight = spec.all_routes[RouteKey.parse("OPTIONS /a")]

    assert (preflight.authorizer, preflight.integration) == ("none", "HelloIntegration")
    assert (preflight.spec.scopes, preflight.spec.operation_name) == (None, None)
    assert preflight.spec.throttling == spec.routes[RouteKey.parse("ANY /a")].throttling


def test_a_named_integration_is_shared_with_the_shadowed_route(project: Project) -> None:
    spec = spec_of(
        project,
        {"ANY /docs": "{integration: docs, authorizer: gate}"},
        "integrations: {docs: {http: {url: 'https://docs.example.com'}}}\n",
    )

    assert spec.all_routes[RouteKey.parse("OPTIONS /docs")].integration == "DocsIntegration"


def _refused(key: str, does: str, way_out: str) -> str:
    return (
        f'routes."{key}": takes the browsers\' preflights, and its authorizer refuses them; an open route in front of '
        f"it would {does} for everybody: write a route {way_out} with authorizer: none that leads to a function"
    )


SQS = "sqs: {queue: 'arn:aws:sqs:eu-central-1:123456789012:jobs', message_body: $request.body}"


@pytest.mark.parametrize(
    ("route", "more", "problems"),
    [
        (f"ANY /a: {{{SQS}, authorizer: gate}}", "", [_refused("ANY /a", "call sqs", "OPTIONS /a")]),
        ("ANY /a: {integration: jobs, authorizer: gate}", f"integrations: {{jobs: {{{SQS}}}}}\n",
         [_refused("ANY /a", "call sqs", "OPTIONS /a")]),
        (f"$default: {{{SQS}, authorizer: gate}}", "",
         [_refused("$default", "call sqs", "OPTIONS /{proxy+} and a route OPTIONS /")]),
        ("ANY /a: {http: {url: 'https://a.example.com', method: POST}, authorizer: gate}", "",
         [_refused("ANY /a", "send POST to its http backend", "OPTIONS /a")]),
        ("ANY /a: {http: {url: 'https://a.example.com'}, authorizer: gate}", "", []),
        (f"ANY /a: {{{SQS}, authorizer: gate}}\n  OPTIONS /a: {OPEN}", "", []),
        (f"ANY /a: {{{SQS}, authorizer: none}}", "", []),
        # A route for OPTIONS that has an authorizer.
        (f"OPTIONS /a: {CLOSED}", "",
         ['routes."OPTIONS /a".authorizer: refuses the browsers\' preflights with gate, because they come without '
          "credentials: write authorizer: none"]),
        ("OPTIONS /a: hello", "default_authorizer: iam\n",
         ['routes."OPTIONS /a": refuses the browsers\' preflights with iam, because they come without '
          "credentials: write authorizer: none"]),
    ],
)  # fmt: skip
def test_what_must_not_be_open_is_refused_with_the_way_out(
    hello: Project, route: str, more: str, problems: list[str]
) -> None:
    found = hello.problems(f"{BASE.lstrip()}{more}routes:\n  GET /gate: {CLOSED}\n  {route}\n")

    assert [problem.split(": ", 1)[1] for problem in found] == problems


@pytest.mark.parametrize(
    "routes",
    [
        {"ANY /{a}": CLOSED, "ANY /{b}": CLOSED},  # they collide
        {"GET /{a+}": CLOSED, "POST /{b+}": CLOSED, "$default": CLOSED},
        {"ANY /a": "{function: hello, authorizer: nobody}"},
        {"ANY /a": "{integration: nothing, authorizer: gate}"},
        {"ANY /a": "{function: nothing, authorizer: gate}"},
    ],
)
def test_a_spec_with_other_problems_is_no_trouble(hello: Project, routes: dict[str, Any]) -> None:
    listed = "".join(f"  {key}: {route}\n" for key, route in routes.items())

    assert hello.problems(f"{BASE.lstrip()}routes:\n  GET /gate: {CLOSED}\n{listed}")


@pytest.mark.parametrize(
    ("routes", "methods"),
    [
        ({"DELETE /a": CLOSED}, ["GET", "DELETE"]),
        ({"PATCH /a": CLOSED, "POST /a": CLOSED}, ["GET", "POST", "PATCH"]),
        ({"ANY /a": CLOSED}, ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]),
        ({"$default": CLOSED}, ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]),
    ],
)
def test_pages_may_use_the_methods_of_the_routes(project: Project, routes: dict[str, str], methods: list[str]) -> None:
    assert allowed_methods(spec_of(project, routes)) == methods


@pytest.mark.parametrize(
    ("authorizers", "route", "headers"),
    [
        ("{gate: {function: hello}}", "authorizer: gate", ["content-type"]),
        ("{gate: {google: {audience: [a]}}}", "authorizer: gate", ["authorization", "content-type"]),
        ("{gate: {google: {audience: [a]}, identity_source: $request.header.X-Token}}", "authorizer: gate",
         ["content-type", "x-token"]),
        ("{gate: {google: {audience: [a]}, identity_source: $request.querystring.token}}", "authorizer: gate",
         ["content-type"]),
        ("{gate: {function: hello, identity_source: [$request.header.A, $context.routeKey, $request.header.B]}}",
         "authorizer: gate", ["a", "b", "content-type"]),
        ("{}", "authorizer: iam",
         ["authorization", "content-type", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token"]),
        ("{}", "authorizer: none", ["content-type"]),
    ],
)  # fmt: skip
def test_pages_may_send_json_and_what_authorizers_read(
    project: Project, authorizers: str, route: str, headers: list[str]
) -> None:
    spec = project.spec(
        f"functions: {{hello: lambda_code/hello}}\nauthorizers: {authorizers}\ncors: {{allow_origins: ['*']}}\n"
        f"routes: {{GET /a: {{function: hello, {route}}}}}"
    )

    assert allowed_headers(spec) == headers
