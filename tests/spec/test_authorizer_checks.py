"""What must hold between authorizers and the rest of a spec, and what is worth knowing about them."""

import pytest

from generator.spec.notes import notes
from tests.support import Project

ONE = "functions: {hello: lambda_code/hello}\n"
CLOSED = "routes: {GET /: {function: hello, authorizer: gate}}\n"
JWT = "{jwt: {issuer: 'https://a.example.com', audience: [a]}}"
REQUEST = "must be $request.header.NAME, $request.querystring.NAME, $context.NAME or $stageVariables.NAME"
CACHED = (
    "authorizers.gate.result_ttl_in_seconds: lets a caller who was let in to one route into all that have this "
    "authorizer: add $context.routeKey to identity_source, or write enable_simple_responses: false and answer with a "
    "policy"
)
UNKEYED = "authorizers.gate.result_ttl_in_seconds: needs identity_source: answers are kept by what stands there"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        # They exist.
        ("default_authorizer: gat\n" + CLOSED + f"authorizers: {{gate: {JWT}}}\n",
         ["2:1: default_authorizer: there is no authorizer gat; did you mean gate?"]),
        (CLOSED, ['2:35: routes."GET /".authorizer: there is no authorizer gate; known here: none, iam']),
        ("default_authorizer: iam\nroutes: {GET /: hello, GET /a: {function: hello, authorizer: none}}\n", []),
        # Their names are their own.
        (f"authorizers: {{none: {JWT}, iam: {JWT}}}\n",
         ["2:15: authorizers.none: stands for routes for everybody: choose another name",
          "2:78: authorizers.iam: stands for routes for those whom IAM allows: choose another name"]),
        # They are used.
        (f"authorizers: {{gate: {JWT}}}\n",
         ["2:15: authorizers.gate: is used by no route: name it as a route's authorizer or as default_authorizer, or "
          "remove it"]),
        (f"authorizers: {{gate: {JWT}}}\ndefault_authorizer: gate\n"
         "routes: {GET /: {function: hello, authorizer: none}}\n",
         ["2:15: authorizers.gate: is used by no route, because each says another authorizer: let one go without, or "
          "remove it"]),
        (f"authorizers: {{gate: {JWT}}}\ndefault_authorizer: gate\n", []),
        (f"authorizers: {{gate: {JWT}}}\ncloudformation: {{Outputs: {{Gate: {{Value: !Ref GateAuthorizer}}}}}}\n", []),
        # They reach functions.
        (f"authorizers: {{gate: {{function: helo}}}}\n{CLOSED}",
         ["2:22: authorizers.gate.function: there is no function helo; did you mean hello?"]),
        (f"authorizers: {{gate: {{function: other}}}}\n{CLOSED}",
         ["2:22: authorizers.gate.function: there is no function other; known here: hello"]),
        # Scopes.
        ("routes: {GET /: {function: hello, scopes: [a]}}\n",
         ['2:35: routes."GET /".scopes: are read from a JSON Web Token, and this route has no authorizer: remove them, '
          "or name an authorizer with an issuer"]),
        ("default_authorizer: iam\nroutes: {GET /: {function: hello, scopes: [a]}}\n",
         ['3:35: routes."GET /".scopes: are read from a JSON Web Token, and this route\'s authorizer is IAM: remove '
          "them, or name an authorizer with an issuer"]),
        ("authorizers: {gate: {function: hello}}\nroutes: {GET /: {function: hello, authorizer: gate, scopes: [a]}}\n",
         ['3:53: routes."GET /".scopes: are read from a JSON Web Token, and the authorizer gate is a function: remove '
          "them, or name an authorizer with an issuer"]),
        (f"authorizers: {{gate: {JWT}}}\nroutes: {{GET /: {{function: hello, authorizer: gate, scopes: [a]}}}}\n", []),
        # Identity sources.
        (f"authorizers: {{gate: {{google: {{audience: [a]}}, identity_source: [$request.header.a, $context.b]}}}}\n"
         f"{CLOSED}",
         ["2:47: authorizers.gate.identity_source: must be a single one: a JSON Web Token stands in one place"]),
        (f"authorizers: {{gate: {{google: {{audience: [a]}}, identity_source: $context.a}}}}\n{CLOSED}",
         ["2:47: authorizers.gate.identity_source: must be $request.header.NAME or $request.querystring.NAME: write "
          "$request.header.Authorization (got $context.a)"]),
        (f"authorizers: {{gate: {{function: hello, identity_source: [Authorization, $context.a]}}}}\n{CLOSED}",
         [f"2:39: authorizers.gate.identity_source: {REQUEST}: write $request.header.Authorization "
          "(got Authorization)"]),
        (f"authorizers: {{gate: {{function: hello, identity_source: $stageVariables.colour}}}}\n{CLOSED}"
         "stages: {one: {variables: {colour: red}}, two: {variables: {color: red}}}\n",
         ["2:39: authorizers.gate.identity_source: the stage two has no variable colour, so that all its requests "
          "would be refused; did you mean color?"]),
        # Answers that are kept.
        (f"authorizers: {{gate: {{function: hello, result_ttl_in_seconds: 1}}}}\n{CLOSED}", [f"2:39: {UNKEYED}"]),
        (f"authorizers: {{gate: {{function: hello, result_ttl_in_seconds: !Ref P}}}}\n{CLOSED}", [f"2:39: {UNKEYED}"]),
        (f"authorizers: {{gate: {{function: hello, result_ttl_in_seconds: !Ref P}}}}\n{CLOSED}"
         "parameters: {P: {type: Number, default: 0, allowed_values: [0, 60]}}\n", [f"2:39: {UNKEYED}"]),
        (f"authorizers: {{gate: {{function: hello, result_ttl_in_seconds: !Ref P}}}}\n{CLOSED}"
         "parameters: {P: {type: Number, default: 0, allowed_values: [0]}}\n", []),
        (f"authorizers: {{gate: {{function: hello, identity_source: $request.header.a, result_ttl_in_seconds: 1}}}}\n"
         f"{CLOSED}", [f"2:75: {CACHED}"]),
        (f"authorizers: {{gate: {{function: hello, identity_source: $context.routeKey, result_ttl_in_seconds: 1}}}}\n"
         f"{CLOSED}", []),
        (f"authorizers: {{gate: {{function: hello, identity_source: $request.header.a, result_ttl_in_seconds: 1, "
         f"enable_simple_responses: false}}}}\n{CLOSED}", []),
        (f"authorizers: {{gate: {{function: hello, identity_source: $request.header.a, result_ttl_in_seconds: 1, "
         f"payload_format_version: '1.0'}}}}\n{CLOSED}", []),
        # Simple responses.
        (f"authorizers: {{gate: {{function: hello, payload_format_version: '1.0', enable_simple_responses: true}}}}\n"
         f"{CLOSED}",
         ["2:70: authorizers.gate.enable_simple_responses: needs payload_format_version 2.0: with 1.0 a function "
          "answers with a policy"]),
        # What the model says by itself.
        (f"authorizers: {{gate: {{}}}}\n{CLOSED}",
         ["2:15: authorizers.gate: needs one of jwt, cognito, auth0, okta, entra_id, google, function, function_arn"]),
        (f"authorizers: {{gate: {{google: {{audience: [a]}}, result_ttl_in_seconds: 5}}}}\n{CLOSED}",
         ["2:15: authorizers.gate: result_ttl_in_seconds is for authorizers with a function only: remove it"]),
        (f"authorizers: {{gate: {{function: hello, identity_source: []}}}}\n{CLOSED}",
         ["2:39: authorizers.gate.identity_source: must have at least 1 entry (got an empty list)"]),
        (f"authorizers: {{gate: {{function: hello, result_ttl_in_seconds: 3601}}}}\n{CLOSED}",
         ["2:39: authorizers.gate.result_ttl_in_seconds: must be at most 3600 (got 3601)"]),
        (f"authorizers: {{gate: {{google: {{audience: []}}}}}}\n{CLOSED}",
         ["2:31: authorizers.gate.google.audience: must have at least 1 entry (got an empty list)"]),
        (f"authorizers: {{gate: {{cognito: {{user_pool: !Ref P, audience: [a]}}}}}}\n{CLOSED}"
         "parameters: {P: {type: String, default: pool}}\n",
         ["2:32: authorizers.gate.cognito.user_pool: must be the ID of a user pool, its region first: write "
          "eu-central-1_AbCdEfGhI (the parameter P may be pool) (got !Ref P)"]),
        (f"authorizers: {{gate: {{okta: {{domain: a.okta.com, authorization_server: a/b, audience: [a]}}}}}}\n{CLOSED}",
         ["2:49: authorizers.gate.okta.authorization_server: must be the ID of an authorization server: write default "
          "or aus9o8wn7hcgxpCq60h7 (got a/b)"]),
    ],
)  # fmt: skip
def test_what_must_hold(hello: Project, text: str, problems: list[str]) -> None:
    assert hello.problems(ONE + text) == [f"apis/demo.yaml:{problem}" for problem in problems]


def test_what_is_wrong_in_an_authorizer_is_no_problem_of_its_routes(hello: Project) -> None:
    text = f"{ONE}authorizers: {{gate: {{jwt: {{issuer: a, audience: [a]}}}}}}\ndefault_authorizer: gate\n"

    (problem,) = hello.problems(f"{text}routes: {{GET /: {{function: hello, scopes: [a]}}}}\n")

    assert problem.startswith("apis/demo.yaml:2:28: authorizers.gate.jwt.issuer: must be a URL with https")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("default_authorizer: iam\nroutes: {GET /: {function: hello, authorizer: none}}",
         ["default_authorizer: no route leaves its authorizer to it: iam is for none so far"]),
        ("default_authorizer: iam\nroutes: {GET /: hello}", []),
        ("default_authorizer: iam", []),
    ],
)  # fmt: skip
def test_what_is_worth_knowing(hello: Project, text: str, expected: list[str]) -> None:
    assert [str(note) for note in notes(hello.spec(ONE + text))] == expected
