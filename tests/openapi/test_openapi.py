"""The whole document: of every spec it is valid OpenAPI 3.0, and a few were reviewed.

`make goldens` rewrites `tests/openapi/documents/`; `git diff` is the review.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from generator import openapi, pipeline, spec_files
from generator.errors import SpecError
from generator.render import render
from tests.openapi.bodies import Data, body, imported, route
from tests.openapi.validity import errors, functions
from tests.support import Project

ROOT = Path(__file__).parents[2]
SPECS = [
    spec
    for folder in (ROOT / "apis", ROOT / "tests/specs/apis")
    for spec in spec_files.find_specs(folder)
    if "\nportfolio:" not in spec.read_text()  # which is no API
]
DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.yaml"))


def bodies(spec: Path, patch: pytest.MonkeyPatch) -> list[Data]:
    """Return the templates of a spec of this repository, as data: one per flavour, the plain one first."""
    patch.chdir(spec.parents[1])
    (generated,) = pipeline.generate(pipeline.load_all([spec.relative_to(Path.cwd())]), Path("templates_out"))
    return [template.body for template in generated.templates.values()]


def document(spec: Path, patch: pytest.MonkeyPatch) -> Data:
    return openapi.document(bodies(spec, patch)[0])


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.relative_to(ROOT).as_posix())
def test_the_document_of_every_spec_is_valid_and_has_functions_only_where_they_may_stand(
    spec: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = document(spec, monkeypatch)

    assert errors(made) == []
    assert [*functions(made)] == []
    assert json.loads(openapi.report(made, "json")) == made
    assert yaml.safe_load(openapi.report(made, "yaml")) == made


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.relative_to(ROOT).as_posix())
def test_every_route_and_integration_and_authorizer_is_in_the_document(
    spec: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = bodies(spec, monkeypatch)[0]
    made = openapi.document(template)

    kinds = [each["Type"] for each in template["Resources"].values()]
    operations = [name for item in made["paths"].values() for name in item if name != "parameters"]
    components = made.get("components", {})
    schemes = set(components.get("securitySchemes", {})) - {"AWS_IAM"}
    assert len(operations) == kinds.count("AWS::ApiGatewayV2::Route")
    assert len(components["x-amazon-apigateway-integrations"]) == kinds.count("AWS::ApiGatewayV2::Integration")
    assert len(schemes) == kinds.count("AWS::ApiGatewayV2::Authorizer")


def test_the_validator_sees_what_would_be_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    made = document(ROOT / "apis/orders.yaml", monkeypatch)
    made["paths"]["/orders/{id}"].pop("parameters")
    made["info"]["title"] = {"Ref": "Name"}

    assert any("id" in message for message in errors(made))
    assert any("is not of type 'string'" in message for message in errors(made))
    assert [*functions(made)] == [("info", "title")]


@pytest.mark.parametrize("golden", DOCUMENTS, ids=lambda golden: golden.stem)
def test_a_spec_leads_to_its_reviewed_document(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = document(ROOT / "apis" / golden.name, monkeypatch)

    assert openapi.report(made, "yaml") == golden.read_text()


def test_the_reviewed_documents_are_of_various_kinds() -> None:
    assert [golden.stem for golden in DOCUMENTS] == ["notes", "orders", "shop", "webhooks"]


@pytest.mark.lint
@pytest.mark.parametrize("golden", DOCUMENTS, ids=lambda golden: golden.stem)
def test_a_template_that_has_the_document_as_its_body_passes_the_check(
    golden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator import lint

    template = bodies(ROOT / "apis" / golden.name, monkeypatch)[0]
    whole = imported(template, openapi.document(template))

    assert lint.findings(render(whole, "made by a test"), golden.name) == []


@pytest.mark.parametrize("golden", DOCUMENTS, ids=lambda golden: golden.stem)
def test_every_flavour_of_an_api_has_the_same_document(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, *others = map(openapi.document, bodies(ROOT / "apis" / golden.name, monkeypatch))

    assert others == [plain]


def test_the_parts_stand_in_the_order_of_api_gateways_exports(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [*document(ROOT / "apis/shop.yaml", monkeypatch)] == [
        "openapi",
        "info",
        "servers",
        "tags",
        "paths",
        "components",
        "x-amazon-apigateway-cors",
        "x-amazon-apigateway-importexport-version",
    ]


def test_overrides_and_raw_routes_count(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.function("hello")
    spec = project.write(
        "apis/demo.yaml",
        """
        functions: {hello: lambda_code/hello}
        routes: {GET /hello: hello}
        overrides:
          HttpApi: {Properties: {Name: renamed}}
          GetHelloRoute: {Properties: {AuthorizationType: AWS_IAM}}
          HelloIntegration: {Properties: {TimeoutInMillis: 5000}}
        cloudformation:
          Resources:
            RawRoute:
              Type: AWS::ApiGatewayV2::Route
              Properties:
                ApiId: !Ref HttpApi
                RouteKey: PUT /raw
                Target: !Sub integrations/${HelloIntegration}
        """,
    )

    made = document(project.root / spec, monkeypatch)

    assert made["info"]["title"] == "renamed"
    assert made["paths"]["/hello"]["get"]["security"] == [{"AWS_IAM": []}]
    assert made["components"]["x-amazon-apigateway-integrations"]["HelloIntegration"]["timeoutInMillis"] == 5000
    assert made["paths"]["/raw"]["put"]["operationId"] == "Raw"


def test_an_api_without_routes_is_valid() -> None:
    made = openapi.document(body())

    assert made == {
        "openapi": "3.0.1",
        "info": {"title": "demo", "version": "1.0"},
        "paths": {},
        "x-amazon-apigateway-importexport-version": "1.0",
    }
    assert errors(made) == []


def test_all_that_cannot_be_said_is_told_at_once() -> None:
    one, other = route({"Ref": "Key"}, Target="integrations/abc"), route("GET /", AuthorizationType="JWT")

    with pytest.raises(SpecError) as refused:
        openapi.document(body({"One": one, "Other": other}))

    assert [line.partition(": ")[0] for line in str(refused.value).splitlines()] == [
        "Resources.One.Properties.RouteKey",
        "Resources.One.Properties.Target",
        "Resources.Other.Properties.AuthorizerId",
        "Resources.Other.Properties.Target",
    ]


def test_the_template_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    template = bodies(ROOT / "apis/shop.yaml", monkeypatch)[0]
    before = json.dumps(template)

    openapi.document(template)

    assert json.dumps(template) == before
