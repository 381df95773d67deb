"""What browsers and API Gateway refuse of CORS, and what is worth knowing about it."""

import pytest

from generator.errors import Problem
from generator.spec.notes import notes
from tests.support import Project

ONE = "functions: {hello: lambda_code/hello}\n"
C = "cloudformation: {Conditions: {C: !Equals [!Ref AWS::Region, us-east-1]}}"
LETTER = "browsers take * to the letter when credentials are allowed: list each"


@pytest.mark.parametrize(
    ("cors", "problems"),
    [
        ("{allow_origins: ['*'], allow_credentials: true}",
         ["2:24: cors.allow_origins[0]: must not be * where allow_credentials is true: list the origins"]),
        ("{allow_origins: [https://a.example.com, !Ref Origin], allow_credentials: true}\n"
         "parameters: {Origin: {type: String, default: '*'}}",
         ["2:47: cors.allow_origins[1]: may not be * where allow_credentials is true: list the origins"]),
        ("{allow_origins: ['*'], allow_credentials: !Ref C}\n"
         "parameters: {C: {type: String}}",
         ["2:24: cors.allow_origins[0]: must not be * where allow_credentials is true: list the origins"]),
        ("{allow_origins: ['*'], allow_credentials: false}", []),
        ("{allow_origins: !Ref Origins, allow_credentials: true}\n"
         "parameters: {Origins: {type: CommaDelimitedList, default: '*'}}",
         ["2:8: cors.allow_origins: may not be * where allow_credentials is true: list the origins"]),
        ("{allow_origins: !If [C, ['*'], [https://a.b]], allow_credentials: true}\n" + C,
         ["2:8: cors.allow_origins: may not be * where allow_credentials is true: list the origins"]),
        ("{allow_origins: !If [C, ['*'], [https://a.b]], allow_credentials: !If [C, false, true]}\n" + C, []),
        ("{allow_origins: !If [C, ['*'], [https://a.b]], allow_credentials: !If [C, !Ref AWS::NoValue, true]}\n" + C,
         []),
        ("{allow_origins: [https://a.b], allow_methods: ['*'], allow_headers: ['*', authorization], "
         "expose_headers: [!If [C, '*', x-a]], allow_credentials: true}\n" + C,
         [f"2:{place}: {LETTER} (got *)" for place in (
             "54: cors.allow_methods[0]", "76: cors.allow_headers[0]", "114: cors.expose_headers[0]")]),
        ("{allow_origins: []}", ["2:8: cors.allow_origins: must have at least 1 entry (got an empty list)"]),
        ("{allow_origins: ['*'], allow_methods: []}",
         ["2:30: cors.allow_methods: must have at least 1 entry (got an empty list)"]),
        ("{allow_origins: ['*'], allow_methods: [get]}",
         ["2:46: cors.allow_methods[0]: must be in upper case: write GET (got get)"]),
        ("{allow_origins: ['*'], max_age: 86401}", ["2:30: cors.max_age: must be at most 86400 (got 86401)"]),
        ("{allow_methods: ['*']}", ["2:1: cors.allow_origins: is required"]),
    ],
)  # fmt: skip
def test_what_must_hold(hello: Project, cors: str, problems: list[str]) -> None:
    assert hello.problems(f"{ONE}cors: {cors}\n") == [f"apis/demo.yaml:{problem}" for problem in problems]


GATE = "authorizers: {gate: {google: {audience: [a]}}}\nroutes: {GET /: {function: hello, authorizer: gate}}\n"
ANY = "routes: {'ANY /a': {function: hello, authorizer: iam}, $default: {function: hello, authorizer: iam}}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cors: {allow_origins: ['*'], allow_methods: ['*'], expose_headers: ['*']}", []),
        ("cors: {allow_origins: ['*'], allow_headers: ['*']}",
         ["cors.allow_headers: * does not stand for authorization: name it too, if pages send it"]),
        (GATE + "cors: {allow_origins: ['*'], allow_headers: [content-type]}",
         ["cors.allow_headers: no page can send authorization, which an authorizer reads: add it"]),
        (GATE + "cors: {allow_origins: ['*'], allow_headers: [authorization]}", []),
        (GATE + "cors: {allow_origins: ['*'], allow_headers: [!Ref Header]}", []),
        (GATE + "cors: {allow_origins: ['*'], allow_headers: !Ref Headers}", []),
        (GATE + "cors: {allow_origins: ['*']}", []),
        (ANY + "cors: {allow_origins: ['*']}",
         ['routes."ANY /a": OPTIONS /a is added for the browsers\' preflights, and open: the backend gets OPTIONS '
          "requests that no authorizer has seen, and must answer them with a 2xx",
          "routes.\"$default\": OPTIONS /{proxy+} and OPTIONS / are added for the browsers' preflights, and open: the "
          "backend gets OPTIONS requests that no authorizer has seen, and must answer them with a 2xx"]),
    ],
)  # fmt: skip
def test_what_is_worth_knowing(hello: Project, text: str, expected: list[str]) -> None:
    assert [str(note) for note in notes(hello.spec(ONE + text))] == expected


def test_a_note_says_that_browsers_send_no_certificate_with_a_preflight(project: Project) -> None:
    mutual_tls = "mutual_tls_authentication: {truststore_uri: s3://trust/ca}"
    spec = f"{ONE}domain: {{name: a.example.com, hosted_zone_id: Z0123456789, {mutual_tls}}}\n"
    told = Problem(
        ("domain", "mutual_tls_authentication"),
        "browsers send no certificate with a preflight: pages of other origins cannot call through this domain",
    )

    assert told in notes(project.spec(f"{spec}cors: {{allow_origins: [https://a.example.com]}}\n"))
    assert told not in notes(project.spec(spec))
