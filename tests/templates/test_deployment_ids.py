"""A deployment's ID changes with what it captures, and with nothing else."""

import re
from typing import Any

import pytest

from generator.templates.cloudformation import assemble
from generator.templates.references import check
from tests.support import Project

SPEC = """
tags: {team: shop}
functions:
  one: lambda_code/one
  two: lambda_code/two
authorizers:
  staff: {jwt: {issuer: "https://login.example.com", audience: [orders]}}
routes:
  GET /a: one
  GET /b: {function: two, authorizer: staff}
cors: {allow_origins: ["https://shop.example.com"]}
stage: {auto_deploy: false}
"""


def resources(project: Project, text: str) -> dict[str, Any]:
    body: dict[str, Any] = assemble(project.spec(text)).to_dict()["Resources"]
    return body


def deployment(project: Project, text: str) -> str:
    (found,) = (title for title in resources(project, text) if title.startswith("Deployment"))
    return found


def replaced(old: str, new: str) -> str:
    assert SPEC.count(old) == 1
    return SPEC.replace(old, new)


def test_the_id_is_a_digest_and_the_stage_refers_to_it(project: Project) -> None:
    found = deployment(project, SPEC)

    assert re.fullmatch(r"Deployment[0-9a-f]{10}", found)
    assert resources(project, SPEC)["Stage"]["Properties"]["DeploymentId"] == {"Ref": found}


def test_the_deployment_keeps_its_place(project: Project) -> None:
    titles = list(resources(project, SPEC))

    assert titles.index("GetBRoute") < titles.index(deployment(project, SPEC)) < titles.index("Stage")


@pytest.mark.parametrize(
    "changed",
    [
        replaced("GET /a: one", "POST /a: one"),
        replaced("GET /a: one", "GET /a: two").replace("two, authorizer", "one, authorizer"),
        replaced("GET /a: one", "GET /a: {function: one, timeout_in_millis: 20000}"),
        replaced("{function: two, authorizer: staff}", "{function: two, authorizer: staff, scopes: [read]}"),
        replaced("GET /a: one", "GET /a: one\n  GET /c: one"),
        replaced("audience: [orders]", "audience: [carts]"),
        replaced("https://shop.example.com", "https://www.example.com"),
        replaced("stage:", "disable_execute_api_endpoint: false\nstage:"),
        SPEC + "overrides: {GetARoute: {Properties: {OperationName: list}}}\n",
        SPEC + "overrides: {HttpApi: {Properties: {FailOnWarnings: true}}}\n",
        SPEC + "overrides: {OneIntegration: {Properties: {TimeoutInMillis: 60}}}\n",
        SPEC
        + "cloudformation: {Resources: {Extra: {Type: AWS::ApiGatewayV2::Route, Properties: {RouteKey: GET /x}}}}\n",
    ],
)
def test_a_change_of_the_api_is_another_deployment(project: Project, changed: str) -> None:
    assert deployment(project, changed) != deployment(project, SPEC)


@pytest.mark.parametrize(
    "changed",
    [
        replaced("  one: lambda_code/one\n  two: lambda_code/two", "  two: lambda_code/two\n  one: lambda_code/one"),
        replaced("  GET /a: one\n", "").replace("authorizer: staff}\n", "authorizer: staff}\n  GET /a: one\n"),
        replaced("team: shop", "team: stock"),
        replaced("stage:", "description: More\nversion: '2'\nstage:"),
        replaced("{auto_deploy: false}", "{auto_deploy: false, throttling: {rate_limit: 1, burst_limit: 1}}"),
        replaced("{auto_deploy: false}", "{auto_deploy: false, variables: {a: b}, access_log: false}"),
        replaced("GET /a: one", "GET /a: {function: one, throttling: {rate_limit: 1}, detailed_metrics: true}"),
        replaced("one: lambda_code/one", "one: {code: lambda_code/one, timeout: 5, environment: {TABLE: x}}"),
        SPEC + "stages: {beta: {auto_deploy: false}}\n",
        SPEC + "overrides: {Stage: {Properties: {Description: x}}}\n",
        SPEC + "overrides: {Deployment: {Properties: {Description: x}}}\n",
        SPEC + "overrides: {GetARoute: {Metadata: {reviewed: true}}}\n",
        SPEC + "cloudformation: {Resources: {Topic: {Type: AWS::SNS::Topic}}}\n",
    ],
)
def test_nothing_else_is_another_deployment(project: Project, changed: str) -> None:
    assert deployment(project, changed) == deployment(project, SPEC)


def test_the_stage_may_be_overridden_too(project: Project) -> None:
    body = resources(project, SPEC + "overrides: {Stage: {Properties: {Description: x}}}\n")

    assert body["Stage"]["Properties"]["Description"] == "x"
    assert body["Stage"]["Properties"]["DeploymentId"] == {"Ref": deployment(project, SPEC)}


def test_the_stage_may_keep_an_older_deployment(project: Project) -> None:
    body = resources(project, SPEC + "overrides: {Stage: {Properties: {DeploymentId: abc123}}}\n")

    assert body["Stage"]["Properties"]["DeploymentId"] == "abc123"


def test_overrides_name_the_deployment_without_its_digest(project: Project) -> None:
    body = resources(project, SPEC + "overrides: {Deployment: {Properties: {Description: x}, DependsOn: [Extra]}}\n")

    assert body[deployment(project, SPEC)] == {
        "Type": "AWS::ApiGatewayV2::Deployment",
        "DependsOn": ["Extra"],
        "Properties": {"ApiId": {"Ref": "HttpApi"}, "Description": "x"},
    }


def test_references_to_the_deployment_follow(project: Project) -> None:
    text = SPEC + "cloudformation: {Outputs: {Snapshot: {Value: !Ref Deployment}}}\n"
    spec = project.spec(text)
    body = assemble(spec).to_dict()

    check(spec, body)

    assert body["Outputs"]["Snapshot"] == {"Value": {"Ref": deployment(project, text)}}


def test_loops_are_left_alone(project: Project) -> None:
    loop = "{'Fn::ForEach::Topics': [Name, [A, B], {'Topic${Name}': {Type: 'AWS::SNS::Topic'}}]}"
    text = f"{SPEC}cloudformation: {{Transform: AWS::LanguageExtensions, Resources: {loop}}}\n"

    assert deployment(project, text) == deployment(project, SPEC)


@pytest.mark.parametrize("section", ["parameters: {Deployment: {type: String}}",
                                     "cloudformation: {Resources: {Deployment: {Type: AWS::SNS::Topic}}}"])  # fmt: skip
def test_the_name_for_overrides_cannot_be_taken(project: Project, section: str) -> None:
    for name in ("one", "two"):
        project.function(name)

    (problem,) = project.problems(f"{SPEC}{section}\n")

    assert problem.endswith(
        "leads to the logical ID Deployment, which belongs to stage.auto_deploy: choose another name"
    )
