"""The table of routes: what a spec says of each, with defaults and the stage's settings worked in."""

import json

import pytest

from generator import route_table
from generator.route_table import Backend, Limits, Row
from generator.spec.api import ApiSpec
from tests.support import Project

SHOP = """
    parameters: {Rate: {type: Number, default: 20}}
    functions: {orders: lambda_code/orders}
    integrations:
      search: {http: {url: 'https://example.com/{proxy}', method: GET}}
    authorizers:
      users: {jwt: {issuer: 'https://login.example.com', audience: [shop]}}
    routes:
      GET /orders: orders
      POST /orders:
        function: orders
        authorizer: users
        scopes: [w]
        throttling: {rate_limit: !Ref Rate}
      POST /jobs:
        sqs: {queue: !GetAtt Jobs.Arn, message_body: $request.body}
        throttling: {rate_limit: 5, burst_limit: 10}
      ANY /search/{proxy+}: {integration: search}
    cloudformation: {Resources: {Jobs: {Type: AWS::SQS::Queue}}}
"""
STAGES = "stage: {throttling: {rate_limit: 50, burst_limit: 80}}\nstages: {beta: {}}\n"


@pytest.fixture
def spec(project: Project) -> ApiSpec:
    return project.spec(SHOP)


def row(spec: ApiSpec, route: str) -> Row:
    return next(each for each in route_table.rows(spec) if each.route == route)


def backend(project: Project, text: str, sections: str = "") -> Backend:
    return next(route_table.rows(project.spec(f"routes: {{POST /: {text}}}\n{sections}"))).backend


def test_a_route_has_what_the_stage_says_for_all(spec: ApiSpec) -> None:
    assert row(spec, "GET /orders") == Row(
        route="GET /orders",
        backend=Backend("function", None, {"function": "orders"}),
        integration=None,
        authorizer="none",
        scopes=[],
        throttling={"$default": Limits(100, "stage", 200, "stage")},
        preflight_of=None,
    )


def test_a_limit_that_a_route_leaves_out_is_the_stages(spec: ApiSpec) -> None:
    limits = row(spec, "POST /orders").throttling["$default"]

    assert limits.rate_limit.to_dict() == {"Ref": "Rate"}
    assert limits[1:] == ("route", 200, "stage")


def test_every_stage_has_its_own_throttling_the_main_one_first(project: Project) -> None:
    spec = project.spec("functions: {a: lambda_code/a}\n" + STAGES)

    assert list(row(spec, "$default").throttling.items()) == [
        ("$default", Limits(50, "stage", 80, "stage")),
        ("beta", Limits(100, "stage", 200, "stage")),
    ]


def test_the_authorizer_of_all_routes_is_that_of_each(project: Project) -> None:
    spec = project.spec("functions: {a: lambda_code/a}\ndefault_authorizer: iam\n")

    assert row(spec, "$default").authorizer == "iam"


def test_a_named_integration_is_shown_by_what_it_leads_to_and_its_name(spec: ApiSpec) -> None:
    shown = row(spec, "ANY /search/{proxy+}")

    assert shown.backend == Backend("http", "GET", {"url": "https://example.com/{proxy}"})
    assert shown.integration == "search"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{function_arn: 'arn:aws:lambda:eu-central-1:123456789012:function:a'}",
         Backend("function_arn", None, {"function_arn": "arn:aws:lambda:eu-central-1:123456789012:function:a"})),
        ("{http: {url: 'https://example.com'}}", Backend("http", "ANY", {"url": "https://example.com"})),
        ("{event_bridge: {source: shop, detail_type: order}}", Backend("event_bridge", "PutEvents", {})),
        ("{kinesis: {stream: 'arn:aws:kinesis:eu-central-1:123456789012:stream/s', partition_key: $request.body.id}}",
         Backend("kinesis", "PutRecord", {"stream": "arn:aws:kinesis:eu-central-1:123456789012:stream/s"})),
        ("{app_config: {application: abcd123, environment: efgh123, configuration: ijkl123,"
         " client_id: $request.header.id}}",
         Backend("app_config", "GetConfiguration",
                 {"application": "abcd123", "environment": "efgh123", "configuration": "ijkl123"})),
    ],
)  # fmt: skip
def test_a_backend_is_its_kind_its_action_and_what_identifies_it(project: Project, text: str, shown: Backend) -> None:
    assert backend(project, text) == shown


def test_a_private_backend_is_reached_through_its_vpc_link(project: Project) -> None:
    listener = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/a/1/2"
    spec = project.spec(
        f"routes: {{GET /: {{private: {{listener: '{listener}', vpc_link: inside, method: GET}}}}}}\n"
        "vpc_links: {inside: {subnet_ids: [subnet-0a1b2c3d], security_group_ids: [sg-0a1b2c3d]}}\n"
    )

    (only,) = route_table.rows(spec)

    assert only.backend == Backend("private", "GET", {"listener": listener, "vpc_link": "inside"})
    assert "private GET arn:aws:elasticloadbalancing:" in route_table.report([only], "text")
    assert " via inside  none " in route_table.report([only], "text")


def test_the_text_is_columns(spec: ApiSpec) -> None:
    assert (
        "\n" + route_table.report(route_table.rows(spec), "text") + "\n"
        == """
ROUTE                 BACKEND                                        AUTHORIZER  THROTTLING ON $default
GET /orders           function orders                                none        100/s, burst 200 (stage)
POST /orders          function orders                                users: w    !Ref Rate/s (route), burst 200 (stage)
POST /jobs            sqs SendMessage !GetAtt Jobs.Arn               none        5/s, burst 10 (route)
ANY /search/{proxy+}  http GET https://example.com/{proxy} (search)  none        100/s, burst 200 (stage)
"""
    )


def test_a_route_for_preflights_says_for_whose_sake_it_was_added() -> None:
    limits = {"v1": Limits(1, "stage", 2, "stage")}
    function = Backend("function", None, {"function": "a"})
    table = [
        Row("POST /a", function, None, "users", [], limits, None),
        Row("OPTIONS /a", function, None, "none", [], limits, "POST /a"),
    ]

    assert route_table.report(table, "text").splitlines() == [
        "ROUTE       BACKEND     AUTHORIZER  THROTTLING ON v1      ADDED FOR",
        "POST /a     function a  users       1/s, burst 2 (stage)",
        "OPTIONS /a  function a  none        1/s, burst 2 (stage)  preflights of POST /a",
    ]


def test_json_has_every_stage_and_intrinsics_in_their_long_form(project: Project) -> None:
    spec = project.spec(SHOP + "    stages: {$default: {}, beta: {throttling: {rate_limit: 1, burst_limit: 2}}}\n")

    table = json.loads(route_table.report(route_table.rows(spec), "json"))

    assert [list(each) for each in table] == [list(Row._fields)] * 4
    assert table[1] == {
        "route": "POST /orders",
        "backend": {"kind": "function", "action": None, "target": {"function": "orders"}},
        "integration": None,
        "authorizer": "users",
        "scopes": ["w"],
        "throttling": {
            "$default": {
                "rate_limit": {"Ref": "Rate"},
                "rate_limit_from": "route",
                "burst_limit": 200,
                "burst_limit_from": "stage",
            },
            "beta": {
                "rate_limit": {"Ref": "Rate"},
                "rate_limit_from": "route",
                "burst_limit": 2,
                "burst_limit_from": "stage",
            },
        },
        "preflight_of": None,
    }
    assert table[2]["backend"] == {
        "kind": "sqs",
        "action": "SendMessage",
        "target": {"queue": {"Fn::GetAtt": ["Jobs", "Arn"]}},
    }
