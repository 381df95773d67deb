"""Notes on what is passed on to backends, on domains side by side, and on methods that pages may use."""

import pytest

from generator.errors import dotted
from generator.spec import notes
from tests.support import Project

_HELLO = "functions: {hello: lambda_code/hello}\n"
_AUTHORIZERS = "authorizers: {web: {google: {audience: [a]}}, keys: {function: hello}}\n"
_CERTIFICATE = "certificate_arn: !Ref CertificateArn"
_TRUST = "mutual_tls_authentication: {truststore_uri: 's3://trust/ca.pem'}"
_CONDITIONS = "cloudformation: {Conditions: {IsProd: !Equals [!Ref E, prod], IsTest: !Equals [!Ref E, test]}}\n"


def noted(project: Project, text: str) -> list[str]:
    return [f"{dotted(note.path)}: {note.message}" for note in notes.notes(project.spec(text))]


def http(url: str, more: str = "", route: str = "ANY /docs/{proxy+}") -> str:
    return f"routes:\n  {route}: {{http: {{url: {url}}}{more}}}\n"


_DROPS = (
    "routes.\"ANY /docs/{proxy+}\".http.url: the URL drops what {proxy+} of 'ANY /docs/{proxy+}' caught: "
    "add {proxy} to it"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (http("'https://a.example.com/docs'"), [_DROPS]),
        (http("!Sub 'https://${Host}/docs'"), [_DROPS]),
        (http("'https://a.example.com/{proxy}'"), []),
        (http("!Sub 'https://${Host}/{proxy}'"), []),
        (http("!Sub '${Url}'"), []),
        (http("!Ref Url"), []),
        (http("'https://a.example.com/'", ", request_parameters: {overwrite:path: $request.path}"), []),
        (http("'https://a.example.com/'", ", request_parameters: {append:querystring.q: $request.path.proxy}"), []),
        (http("'https://a.example.com/'", route="GET /docs/{id}"), []),
        (http("'https://a.example.com/'", route="$default"), []),
        ("integrations: {docs: {http: {url: 'https://a.example.com'}}}\n"
         "routes: {GET /a: {integration: docs}, 'GET /b/{x+}': {integration: docs}, "
         "'GET /c/{x+}': {integration: docs}}\n",
         ["integrations.docs.http.url: the URL drops what {x+} of 'GET /b/{x+}' caught: add {x} to it"]),
    ],
)  # fmt: skip
def test_a_url_passes_on_what_a_greedy_variable_caught(project: Project, text: str, found: list[str]) -> None:
    assert noted(project, text) == found


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ('request_parameters: {append:header.x-by: "\'gateway\'"}',
         ['routes."GET /".request_parameters."append:header.x-by": HTTP APIs take a text without quotes, unlike REST '
          "APIs: write gateway"]),
        ('response_parameters: {"200": {append:header.x-by: "\'gateway\'"}}',
         ['routes."GET /".response_parameters."200"."append:header.x-by": HTTP APIs take a text without quotes, '
          "unlike REST APIs: write gateway"]),
        ("request_parameters: {remove:header.x-by: \"''\", append:header.y: it's}", []),
    ],
)  # fmt: skip
def test_a_text_in_quotes_is_told_of(project: Project, options: str, found: list[str]) -> None:
    assert noted(project, f"routes: {{GET /: {{http: {{url: 'https://a.example.com'}}, {options}}}}}\n") == found


_TENANT = "request_parameters: {append:header.x-tenant: $context.authorizer.%s}"
_PLACE = 'routes."GET /".request_parameters."append:header.x-tenant"'


@pytest.mark.parametrize(
    ("authorizer", "variable", "found"),
    [
        ("web", "claims.tenant", []),
        ("keys", "tenant", []),
        ("none", "error", []),
        ("web", "error", []),
        ("none", "claims.tenant",
         [f"{_PLACE}: $context.authorizer.claims.tenant has no value on 'GET /', which is open: name an authorizer, or "
          "leave it out"]),
        ("iam", "tenant",
         [f"{_PLACE}: $context.authorizer.tenant has no value on 'GET /', whose authorizer is IAM: name an authorizer, "
          "or leave it out"]),
        ("web", "tenant",
         [f"{_PLACE}: $context.authorizer.tenant has no value on 'GET /', whose authorizer reads tokens: write "
          "$context.authorizer.claims.tenant"]),
    ],
)  # fmt: skip
def test_what_is_mapped_is_something_that_the_routes_authorizer_knows(
    project: Project, authorizer: str, variable: str, found: list[str]
) -> None:
    routes = (
        f"routes: {{GET /: {{function: hello, authorizer: {authorizer}, {_TENANT % variable}}}, "
        "GET /web: {function: hello, authorizer: web}, GET /keys: {function: hello, authorizer: keys}}\n"
    )

    assert noted(project, _HELLO + _AUTHORIZERS + routes) == found


def test_the_first_open_route_of_a_shared_integration_is_named(project: Project) -> None:
    text = (
        "integrations: {jobs: {sqs: {queue: !Ref Queue, message_group_id: '${context.authorizer.claims.sub}'}}}\n"
        f"{_HELLO}{_AUTHORIZERS}"
        "routes: {POST /a: {integration: jobs, authorizer: web}, POST /b: {integration: jobs}, "
        "GET /c: {function: hello, authorizer: keys}}\n"
    )

    assert noted(project, text) == [
        "integrations.jobs.sqs.message_group_id: $context.authorizer.claims.sub has no value on 'POST /b', which is "
        "open: name an authorizer, or leave it out"
    ]


@pytest.mark.parametrize(
    ("methods", "found"),
    [
        ("[GET]", ["cors.allow_methods: lacks POST and DELETE, which routes have: add what pages use"]),
        ("[GET, POST]", ["cors.allow_methods: lacks DELETE, which routes have: add what pages use"]),
        ("[GET, POST, DELETE, PUT]", []),
        ("['*']", []),
        ("[GET, !Ref Method]", []),
        ("!Ref Methods", []),
    ],
)
def test_methods_of_routes_that_pages_may_not_use_are_told_once(
    project: Project, methods: str, found: list[str]
) -> None:
    routes = "routes: {GET /: hello, POST /: hello, DELETE /: hello, POST /b: hello, OPTIONS /: hello, ANY /c: hello}\n"

    text = f"{_HELLO}{routes}cors: {{allow_origins: ['https://a.example.com'], allow_methods: {methods}}}\n"
    assert noted(project, text) == found


@pytest.mark.parametrize(
    ("domains", "found"),
    [
        (f"a: {{name: a.example.com, {_CERTIFICATE}, {_TRUST}}}, b: {{name: b.example.com, {_CERTIFICATE}}}",
         ["domains.b: leads to the same stage as domains.a, and asks for no certificate: clients without one come in "
          "here"]),
        (f"a: {{name: a.example.com, {_CERTIFICATE}, {_TRUST}}}, b: {{name: b.example.com, {_CERTIFICATE}, {_TRUST}}}",
         []),
        (f"a: {{name: a.example.com, {_CERTIFICATE}, {_TRUST}}}, "
         f"b: {{name: b.example.com, {_CERTIFICATE}, stage: beta}}", []),
        (f"a: {{name: a.example.com, {_CERTIFICATE}, {_TRUST}}}, b: {{name: b.example.com, existing: true}}", []),
        (f"a: {{name: a.example.com, {_CERTIFICATE}, {_TRUST}}}, "
         f"b: {{name: b.example.com, {_CERTIFICATE}, stage: beta}}, "
         "c: {name: b.example.com, existing: true, base_path: c}",
         ["domains.c: leads to the same stage as domains.a, and asks for no certificate: clients without one come in "
          "here"]),
        (f"a: {{name: a.example.com, {_CERTIFICATE}, {_TRUST}, condition: IsProd}}, "
         f"b: {{name: b.example.com, {_CERTIFICATE}, condition: IsTest}}", []),
    ],
)  # fmt: skip
def test_a_way_around_clients_certificates_is_told_of(project: Project, domains: str, found: list[str]) -> None:
    text = (
        "routes: {GET /: {http: {url: 'https://a.example.com'}}}\nstages: {$default: {}, beta: {}}\n"
        f"{_CONDITIONS}domains: {{{domains}}}\n"
    )

    assert [note for note in noted(project, text) if "certificate" in note] == found


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("",
         ["domains.b.existing: where the condition IsProd does not hold, somebody else must have made the domain: "
          "otherwise say condition: IsProd here, too"]),
        (", condition: IsProd", []),
    ],
)  # fmt: skip
def test_a_mapping_of_a_domain_that_may_not_be_made_is_told_of(
    project: Project, condition: str, found: list[str]
) -> None:
    text = (
        "routes: {GET /: {http: {url: 'https://a.example.com'}}}\nstages: {$default: {}, beta: {}}\n" + _CONDITIONS
        + f"domains:\n  a: {{name: a.example.com, {_CERTIFICATE}, condition: IsProd}}\n"
        + f"  b: {{name: a.example.com, existing: true, base_path: b, stage: beta{condition}}}\n"
    )  # fmt: skip

    assert noted(project, text) == found
