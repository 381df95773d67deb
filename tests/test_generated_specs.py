"""What holds for every spec: hypothesis writes valid ones of the whole language, and spoils them.

The examples are the same in every run. `tests/strategies.py` says what they are made of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from troposphere import encode_to_dict

from generator import openapi, pipeline
from generator.errors import SpecError
from generator.route_table import report, rows
from generator.spec.source import parse
from generator.transitions import transitions
from tests import strategies
from tests.generated import generated, project_of_examples, seeded
from tests.openapi import validity
from tests.support import Project

_PLACE = re.compile(r"apis/demo\.yaml:\d+:\d+")
# What a message has that was not written for who reads it: objects, reprs, pydantic's and Python's own words.
_OF_PYTHON = re.compile(
    r"<class |<function | object at 0x|\[\'|\{\'|\bNone\b|\bTrue\b|\bFalse\b|NoneType|HelperFn|Input should|"
    r"pydantic|Segment\(|RouteKey\("
)


@pytest.fixture(scope="module", autouse=True)
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with project_of_examples(tmp_path_factory) as made:
        yield made


@seeded
@given(strategies.specs())
def test_a_valid_spec_leads_to_a_template_that_holds_together(spec: strategies.Data) -> None:
    assert encode_to_dict(parse(strategies.text_of(spec), "demo").data) == spec
    found = generated(spec)
    body = found.template.body

    assert [*_dangling(body)] == []
    assert [*_wrong_routes(body)] == []
    assert [*_not_permitted(body)] == []
    assert [*_wrong_stages(body)] == []
    assert all(re.fullmatch("[A-Za-z0-9]{1,255}", name) for name in (*body["Resources"], *body["Outputs"]))
    assert encode_to_dict(parse(found.template.text, "template").data) == body
    assert [*transitions(body, body)] == []
    assert generated(spec).files == found.files


@seeded
@given(strategies.specs())
def test_routes_and_notes_of_a_valid_spec_are_shown(spec: strategies.Data) -> None:
    found = generated(spec)

    table = [*rows(found.loaded.spec)]
    shown = report(table, "text").splitlines()
    keys = [each["RouteKey"] for each in _properties(found.template.body, "AWS::ApiGatewayV2::Route").values()]
    assert [row.route for row in table] == keys
    assert [line.split("  ")[0] for line in shown] == ["ROUTE", *keys]
    assert [row["route"] for row in json.loads(report(table, "json"))] == keys
    assert [line for line in (*shown, *pipeline.notes([found])) if _OF_PYTHON.search(line)] == []


@seeded
@given(strategies.specs())
def test_the_openapi_document_of_a_valid_spec_is_valid_and_has_every_route(spec: strategies.Data) -> None:
    body = generated(spec).templates["cloudformation"].body

    document = openapi.document(body)

    assert validity.errors(document) == []
    assert [*validity.functions(document)] == []
    assert yaml.safe_load(openapi.report(document, "yaml")) == document
    operations = [name for item in document["paths"].values() for name in item if name != "parameters"]
    assert len(operations) == len(_properties(body, "AWS::ApiGatewayV2::Route"))


@settings(seeded, max_examples=100)
@given(st.data())
def test_a_spoilt_spec_is_refused_in_plain_words_and_with_its_places_or_is_valid(data: st.DataObject) -> None:
    spec = data.draw(strategies.mutations(data.draw(strategies.specs())))

    try:
        generated(spec)
    except SpecError as error:
        for problem in error.problems:
            assert _PLACE.fullmatch(problem.place), problem
            assert str(problem).isprintable(), problem
            assert not _OF_PYTHON.search(str(problem)), problem


@pytest.mark.lint
@settings(seeded, max_examples=40)
@given(strategies.specs())
def test_templates_of_valid_specs_pass_the_check(spec: strategies.Data) -> None:
    from generator import lint

    found = generated(spec)

    assert [str(each) for each in lint.findings(found.template.text, "template.yaml") if each.fails] == []


def _dangling(body: Any) -> Iterator[str]:
    """Yield every name that a function, a DependsOn or a Condition refers to and that the template does not have."""
    resources, conditions = body["Resources"], body.get("Conditions", {})
    known = {*resources, *body.get("Parameters", {})}
    for kind, name in _names(body):
        there = conditions if kind == "condition" else resources if kind == "resource" else known
        if name not in there and not name.startswith("AWS::"):
            yield f"{kind} {name}"


def _names(data: Any) -> Iterator[tuple[str, str]]:
    for each in data if isinstance(data, list) else ():
        yield from _names(each)
    for key, each in data.items() if isinstance(data, dict) else ():
        match key, each:
            case "Ref", str(name):
                yield "reference", name
            case "Fn::GetAtt", [str(name), _]:
                yield "resource", name
            case "DependsOn", names:
                yield from (("resource", name) for name in ([names] if isinstance(names, str) else names))
            case "Condition", str(name):
                yield "condition", name
            case "Fn::If", [str(name), *_]:
                yield "condition", name
            case "Fn::Sub", str(text):
                yield from _in_text(text, ())
            case "Fn::Sub", [str(text), dict(own)]:
                yield from _in_text(text, own)
        yield from _names(each)


def _in_text(text: str, own: Any) -> Iterator[tuple[str, str]]:
    for name in re.findall(r"\$\{([^!}][^}]*)\}", text):
        resource, dot, _ = name.partition(".")
        if name not in own:
            yield "resource" if dot else "reference", resource


def _properties(body: Any, kind: str) -> dict[str, Any]:
    return {name: each.get("Properties", {}) for name, each in body["Resources"].items() if each["Type"] == kind}


def _wrong_routes(body: Any) -> Iterator[str]:
    integrations = _properties(body, "AWS::ApiGatewayV2::Integration")
    authorizers = _properties(body, "AWS::ApiGatewayV2::Authorizer")
    for name, route in _properties(body, "AWS::ApiGatewayV2::Route").items():
        target = re.fullmatch(r"integrations/\$\{(\w+)\}", route["Target"]["Fn::Sub"])
        if not target or target[1] not in integrations:
            yield f"{name} has the target {route['Target']}"
        if route.get("AuthorizationType") not in ("NONE", "AWS_IAM", "JWT", "CUSTOM"):
            yield f"{name} does not say who may call"
        is_named = route["AuthorizationType"] in ("JWT", "CUSTOM")
        if is_named != ("AuthorizerId" in route) or (is_named and route["AuthorizerId"]["Ref"] not in authorizers):
            yield f"{name} has no authorizer, or one too many"


def _not_permitted(body: Any) -> Iterator[str]:
    """Yield what invokes a function without a permission and without credentials."""
    permitted = [each["FunctionName"] for each in _properties(body, "AWS::Lambda::Permission").values()]
    for name, each in _properties(body, "AWS::ApiGatewayV2::Integration").items():
        is_function = each["IntegrationType"] == "AWS_PROXY" and "IntegrationSubtype" not in each
        if is_function and each["IntegrationUri"] not in permitted and "CredentialsArn" not in each:
            yield name
        if "IntegrationSubtype" in each and "CredentialsArn" not in each:
            yield name
    for name, each in _properties(body, "AWS::ApiGatewayV2::Authorizer").items():
        own = [word for kind, word in _names(each.get("AuthorizerUri")) if "Function" in word]
        if any({"Fn::GetAtt": [word, "Arn"]} not in permitted and {"Ref": word} not in permitted for word in own):
            yield name


def _wrong_stages(body: Any) -> Iterator[str]:
    keys = {each["RouteKey"]: name for name, each in _properties(body, "AWS::ApiGatewayV2::Route").items()}
    for name, each in _properties(body, "AWS::ApiGatewayV2::Stage").items():
        settings_of_routes = each.get("RouteSettings", {})
        waits_for = body["Resources"][name].get("DependsOn", [])
        for limits in (each["DefaultRouteSettings"], *settings_of_routes.values()):
            if not {"ThrottlingRateLimit", "ThrottlingBurstLimit"} <= set(limits):
                yield f"{name} has no throttling somewhere"
        for key in settings_of_routes:
            if key not in keys or keys[key] not in waits_for:
                yield f"{name} does not wait for {key}"
        if each["AutoDeploy"] == ("DeploymentId" in each):
            yield f"{name} is deployed twice, or never"
