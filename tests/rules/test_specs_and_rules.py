"""For every rule of the pack, why the templates of a spec never break it: the spec is refused, or cannot say it.

A spec is refused with file, line and column before there is a template; see `tests/test_rules_of_http_apis.py`. What
the language has no words for follows from how templates are built: here each such rule has a sentence, and what it says
is looked for in all templates. The raw section and overrides can say anything, and are left to the rules themselves;
see `test_our_templates.py`.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import given

from generator.http_api.metrics import NAMESPACE, metric_problem
from tests import strategies
from tests.generated import generated, project_of_examples, seeded
from tests.rules import goldens
from tests.rules.pack import pack
from tests.support import Project
from tests.test_rules_of_http_apis import RULES

Properties = dict[str, Any]
Template = dict[str, Any]

REFUSED: Final[dict[str, list[str]]] = {
    "E9102": ["no import beside the routes"],
    "E9103": ["300 integrations", "at most fifty audiences"],
    "W9104": ["300 routes", "10 stages", "10 authorizers"],
    "E9106": ["stages with names of their own"],
    "E9201": [
        "a known method, in upper case",
        "a path that begins with /",
        "no trailing /",
        "a greedy variable at the end",
        "a variable is a whole segment",
        "no variable twice",
    ],
    "E9202": [
        "no two equal route keys",
        "no two keys that differ in the name of a variable alone",
        "one name for a variable at one place, whatever the method",
    ],
    "E9203": ["a target that exists", "a function that exists"],
    "E9204": ["an authorizer that exists"],
    "E9206": [
        "scopes need tokens: none",
        "scopes need tokens: IAM",
        "scopes need tokens: a function",
        "at most ten scopes",
        "one scope per entry",
    ],
    "E9207": ["no API keys"],
    "E9301": [
        "an https issuer",
        "an issuer, not its configuration",
        "an issuer with https, whatever the region",
        "at least one audience",
        "one identity source for tokens",
        "an identity source of the right form",
    ],
    "E9302": ["payload format 1.0 or 2.0"],
    "E9303": ["a function's ARN, for authorizers"],
    "E9304": ["an hour of caching at most", "caching needs an identity source"],
    "W9305": ["cached simple responses need the route"],
    "E9306": ["an identity source of the right form, for functions"],
    "E9307": ["names of their own"],
    "I9308": ["authorizers that are used"],
    "W9310": ["settings of functions for functions alone"],
    "W9311": ["an issuer that tokens have"],
    "E9401": ["no credentials for any origin"],
    "W9402": ["no wildcards beside credentials"],
    "W9403": ["origins without a path", "known methods"],
    "I9404": ["headers in lower case"],
    "W9405": ["open OPTIONS routes", "no preflights into a queue"],
    "E9406": ["a day at most"],
    "E9503": ["no execution logs"],
    "E9506": ["a rate above 0"],
    "E9507": ["a log format of one line", "a log format with the request ID", "a log format of 3 KB at most"],
    "W9508": ["a log group for access logs that takes no room"],
    "E9509": ["a name of letters, digits, - and _"],
    "W9510": [
        "a hundred variables at most",
        "names of variables of 64 characters at most",
        "values of variables of 512 characters at most",
    ],
    "W9513": ["both limits"],
    "W9515": ["known variables in logs"],
    "E9518": ["a log group by its ARN"],
    "E9602": ["payload format 2.0 for functions alone"],
    "E9603": ["thirty seconds at most", "fifty milliseconds at least"],
    "E9604": ["a known action of a service", "what an action requires", "nothing that an action does not know"],
    "W9605": [
        "a function that answers in time",
        "a function that answers before its integration gives up",
        "ten seconds to decide",
    ],
    "E9606": ["http or https"],
    "W9616": ["a mapping that removes"],
    "E9607": [
        "no mapping of reserved headers",
        "a status that can be mapped",
        "variables as HTTP APIs call them",
        "one entry for a place that is mapped",
    ],
    "E9608": ["a function's ARN"],
    "I9610": ["integrations that are used"],
    "E9611": ["a VPC link that exists", "a listener, not a load balancer"],
    "W9612": ["path variables that the route has", "stage variables that every stage has"],
    "E9614": ["a role by its ARN"],
    "E9801": ["a name in lower case", "a wildcard in front alone", "TLS 1.2"],
    "E9802": ["a domain before its mapping", "a stage that exists"],
    "E9803": ["a base path without / around it"],
    "E9804": ["no two mappings with one key"],
    "W9805": [
        "a zone in which a certificate can be validated",
        "a zone above the domain",
        "a zone above the domain, whatever its name",
    ],
    "W9806": ["a way to the API"],
    "W9807": ["no way around mutual TLS"],
    "E9808": ["a truststore in S3"],
    "W9810": ["no address that is switched off"],
    "E9902": ["inline code in a language that has it", "inline code with its handler"],
    "E9903": ["no cycle through what invokes a function"],
    "E9905": ["a key by its ARN"],
    "E9906": ["a key that logs may use"],
    "E9907": ["log levels for logs in JSON"],
    "W9909": ["no secret in an environment"],
    "E9910": ["an environment of 4 KB at most", "names of variables that Lambda takes"],
    "E9911": ["memory that Lambda has"],
}
"""The rules that a spec can break, each with those of RULES by which such a spec is refused."""

ELSEWHERE: Final = {
    # Information alone: what pages need is not known, so the author is told, and the template written.
    "I9407": "tests.spec.test_cors_checks:test_what_is_worth_knowing",
    # What a role needs is known only once the template is built.
    "E9901": "tests.test_limits_of_templates:test_more_policies_than_a_role_may_have_are_refused_where_they_stand",
}
"""The rules of which another test shows how a spec that would break it fares."""


class Construction(NamedTuple):
    """Why no spec can break a rule, and what therefore holds for every resource of these types."""

    why: str
    types: str
    holds: Callable[[str, Properties, Template], bool]


def of_type(template: Template, *types: str) -> dict[str, Properties]:
    return {name: each.get("Properties", {}) for name, each in template["Resources"].items() if each["Type"] in types}


def depends_on(template: Template, name: str) -> set[str]:
    given = template["Resources"][name].get("DependsOn", [])
    return {given} if isinstance(given, str) else set(given)


def settings_of(stage: Properties) -> list[Properties]:
    return [stage["DefaultRouteSettings"], *stage.get("RouteSettings", {}).values()]


def routes_by_key(template: Template) -> dict[str, str]:
    return {route["RouteKey"]: name for name, route in of_type(template, "AWS::ApiGatewayV2::Route").items()}


def permissions_for(function: Any, template: Template) -> list[Properties]:
    found = of_type(template, "AWS::Lambda::Permission").values()
    return [each for each in found if each["FunctionName"] == function and "SourceArn" in each]


def is_permitted(caller: Properties, template: Template) -> bool:
    """Say whether an integration or an authorizer may call each function of the template that it names."""
    uri = json.dumps(caller.get("AuthorizerUri", caller.get("IntegrationUri")))
    functions = of_type(template, "AWS::Lambda::Function", "AWS::Serverless::Function")
    permitted = json.dumps([each["FunctionName"] for each in of_type(template, "AWS::Lambda::Permission").values()])
    named = [name for name in functions if re.search(rf"\b{name}(Alias)?\b", uri)]
    return bool(caller.get("CredentialsArn")) or all(re.search(rf"\b{name}(Alias)?\b", permitted) for name in named)


def is_for_every_route(permission: Properties, template: Template) -> bool:
    return json.dumps(permission["SourceArn"]).endswith(':${HttpApi}/*"}')


def watches_what_there_is(alarm: Properties) -> bool:
    metrics = [alarm, *(each["MetricStat"]["Metric"] for each in alarm.get("Metrics", []) if "MetricStat" in each)]
    own = [each for each in metrics if each.get("Namespace") == NAMESPACE]
    return all(
        metric_problem(each["MetricName"]) is None and "ApiId" in {name["Name"] for name in each["Dimensions"]}
        for each in own
    )


def _has_a_certificate_for_it(domain: dict[str, Any], template: dict[str, Any]) -> bool:
    """Say whether the certificate of a domain, if the template makes it, has the domain's name."""
    arn = domain["DomainNameConfigurations"][0].get("CertificateArn")
    made = template["Resources"].get(arn["Ref"]) if isinstance(arn, dict) and "Ref" in arn else None
    certificate = made["Properties"] if made else {"DomainName": domain["DomainName"]}
    return domain["DomainName"] in [certificate["DomainName"], *certificate.get("SubjectAlternativeNames", [])]


BY_CONSTRUCTION: Final = {
    "I9101": Construction(
        "sam.yaml has the API's own resources, byte for byte, and no events: the translator makes none of it",
        "AWS::Serverless::Function",
        lambda name, function, template: "Events" not in function and not of_type(template, "AWS::Serverless::HttpApi"),
    ),
    "E9107": Construction(
        "there is no field for another way to choose routes",
        "AWS::ApiGatewayV2::Api",
        lambda name, api, template: "RouteSelectionExpression" not in api,
    ),
    "I9205": Construction(
        "AuthorizationType is always written, NONE included",
        "AWS::ApiGatewayV2::Route",
        lambda name, route, template: route["AuthorizationType"] in ("NONE", "AWS_IAM", "JWT", "CUSTOM"),
    ),
    "E9309": Construction(
        "a preset of tokens is JWT, a function is REQUEST, and there is nothing else",
        "AWS::ApiGatewayV2::Authorizer",
        lambda name, authorizer, template: authorizer["AuthorizerType"] in ("JWT", "REQUEST"),
    ),
    "W9813": Construction(
        "the certificate that is made for a domain is for its name",
        "AWS::ApiGatewayV2::DomainName",
        lambda name, domain, template: _has_a_certificate_for_it(domain, template),
    ),
    "E9501": Construction(
        "auto_deploy says which of the two is written",
        "AWS::ApiGatewayV2::Stage",
        lambda name, stage, template: stage["AutoDeploy"] is not ("DeploymentId" in stage),
    ),
    "E9502": Construction(
        "a deployment waits for all routes",
        "AWS::ApiGatewayV2::Deployment",
        lambda name, deployment, template: depends_on(template, name) >= {*routes_by_key(template).values()},
    ),
    "E9504": Construction(
        "the settings of a route are written under the route",
        "AWS::ApiGatewayV2::Stage",
        lambda name, stage, template: routes_by_key(template).keys() >= stage.get("RouteSettings", {}).keys(),
    ),
    "E9505": Construction(
        "a stage waits for each route that it has settings for",
        "AWS::ApiGatewayV2::Stage",
        lambda name, stage, template: (
            depends_on(template, name) >= {routes_by_key(template)[key] for key in stage.get("RouteSettings", {})}
        ),
    ),
    "W9512": Construction(
        "there is no field for a client certificate",
        "AWS::ApiGatewayV2::Stage",
        lambda name, stage, template: "ClientCertificateId" not in stage,
    ),
    "W9514": Construction(
        "access logs always have a format, and a log group is made for them unless one is given",
        "AWS::ApiGatewayV2::Stage",
        lambda name, stage, template: (
            stage.get("AccessLogSettings", {}).keys() in (set(), {"DestinationArn", "Format"})
        ),
    ),
    "I9516": Construction(
        "the log group of access logs is made with its name",
        "AWS::ApiGatewayV2::Stage",
        lambda name, stage, template: (
            stage.get("AccessLogSettings", {}).get("DestinationArn") != {"Fn::GetAtt": ["AccessLogGroup", "Arn"]}
            or "LogGroupName" in template["Resources"]["AccessLogGroup"]["Properties"]
        ),
    ),
    "I9517": Construction(
        "where a stage has detailed metrics, each of its routes says whether it has",
        "AWS::ApiGatewayV2::Stage",
        lambda name, stage, template: (
            len({"DetailedMetricsEnabled" in each for each in settings_of(stage)}) == 1
            or "DetailedMetricsEnabled" not in stage["DefaultRouteSettings"]
        ),
    ),
    "E9601": Construction(
        "functions and services are AWS_PROXY, URLs and VPC links are HTTP_PROXY",
        "AWS::ApiGatewayV2::Integration",
        lambda name, integration, template: integration["IntegrationType"] in ("AWS_PROXY", "HTTP_PROXY"),
    ),
    "W9609": Construction(
        "there are no fields for templates",
        "AWS::ApiGatewayV2::Integration",
        lambda name, integration, template: not re.search("Template|ContentHandling|Passthrough", str([*integration])),
    ),
    "W9613": Construction(
        "server_name_to_verify stands beside a VPC link only",
        "AWS::ApiGatewayV2::Integration",
        lambda name, integration, template: "TlsConfig" not in integration or "ConnectionId" in integration,
    ),
    "W9615": Construction(
        "PayloadFormatVersion is always written",
        "AWS::ApiGatewayV2::Integration",
        lambda name, integration, template: integration["PayloadFormatVersion"] in ("1.0", "2.0"),
    ),
    "E9701": Construction(
        "each function that a route or an authorizer leads to has its permission",
        "AWS::ApiGatewayV2::Integration AWS::ApiGatewayV2::Authorizer",
        lambda name, caller, template: "AuthorizerCredentialsArn" in caller or is_permitted(caller, template),
    ),
    "E9702": Construction(
        "a function, or an alias, has one permission for the whole API",
        "AWS::Lambda::Permission",
        lambda name, permission, template: len(permissions_for(permission["FunctionName"], template)) == 1,
    ),
    "W9703": Construction(
        "a permission always has the API's ARN",
        "AWS::Lambda::Permission",
        lambda name, permission, template: "${HttpApi}" in json.dumps(permission["SourceArn"]),
    ),
    "I9704": Construction(
        "that ARN covers all routes and authorizers",
        "AWS::Lambda::Permission",
        lambda name, permission, template: is_for_every_route(permission, template),
    ),
    "E9809": Construction(
        "every API is an HTTP API",
        "AWS::ApiGatewayV2::Api",
        lambda name, api, template: api["ProtocolType"] == "HTTP",
    ),
    "E9812": Construction(
        "an alias record takes the name and the zone that its domain gives",
        "AWS::Route53::RecordSetGroup AWS::Route53::RecordSet",
        lambda name, record, template: record["AliasTarget"]["DNSName"]["Fn::GetAtt"][1] == "RegionalDomainName",
    ),
    "W9908": Construction(
        "alarms are chosen by what they are for, and watch the metrics of HTTP APIs with the API's ID",
        "AWS::CloudWatch::Alarm",
        lambda name, alarm, template: watches_what_there_is(alarm),
    ),
}
"""The rules that the language has no words to break."""


def test_the_tables_have_every_rule_of_the_pack_once() -> None:
    assert sorted([*REFUSED, *ELSEWHERE, *BY_CONSTRUCTION]) == sorted(pack())


@pytest.mark.parametrize("rule_id", REFUSED)
def test_each_spec_that_breaks_a_rule_is_one_of_those_that_are_shown_to_be_refused(rule_id: str) -> None:
    assert REFUSED[rule_id]
    assert [name for name in REFUSED[rule_id] if name not in RULES] == []


@pytest.mark.parametrize("rule_id", ELSEWHERE)
def test_the_other_tests_exist(rule_id: str) -> None:
    module, _, name = ELSEWHERE[rule_id].partition(":")

    assert callable(getattr(importlib.import_module(module), name))


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with project_of_examples(tmp_path_factory) as made:
        yield made


def broken(rule_id: str, template: Template) -> list[str]:
    """Return the resources for which it does not hold that a rule cannot be broken."""
    _, types, holds = BY_CONSTRUCTION[rule_id]
    found = of_type(template, *types.split())
    return [name for name, properties in found.items() if not holds(name, properties, template)]


@pytest.mark.parametrize("rule_id", BY_CONSTRUCTION)
def test_what_a_rule_asks_for_holds_in_every_golden_by_construction(rule_id: str) -> None:
    seen = [
        name for name in goldens.GOLDENS if of_type(goldens.template(name), *BY_CONSTRUCTION[rule_id].types.split())
    ]

    assert seen
    assert [(name, each) for name in seen for each in broken(rule_id, goldens.template(name))] == []


@seeded
@given(strategies.specs())
def test_what_rules_ask_for_holds_in_generated_specs_by_construction(examples: Project, spec: strategies.Data) -> None:
    for template in generated(spec).templates.values():
        assert [(rule_id, each) for rule_id in BY_CONSTRUCTION for each in broken(rule_id, template.body)] == []
