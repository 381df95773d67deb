"""The largest API that there may be: 300 routes to 30 functions in one template."""

import time
from pathlib import Path

import pytest

from generator import pipeline
from generator.errors import SpecError
from tests.support import Project

_QUOTAS = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html"


def spec(project: Project, routes: int, functions: int = 30, more: str = "") -> Path:
    names = [f"f{n}" for n in range(functions)]
    project.function("one")
    lines = ["functions:", *(f"  {name}: lambda_code/one" for name in names)]
    lines += ["routes:", *(f"  GET /things{n}/{{id}}: {names[n % functions]}" for n in range(routes))]
    return project.write("apis/large.yaml", "\n".join([*lines, more]) + "\n")


def generated(path: Path) -> pipeline.Generated:
    (found,) = pipeline.generate(pipeline.load_all([path]), Path("templates_out"))
    return found


def test_300_routes_to_30_functions_fit_into_one_template(project: Project) -> None:
    large = generated(spec(project, routes=300))

    # One API, one stage with its log group; five for each function, and one for each route.
    assert len(large.template.body["Resources"]) == 3 + 5 * 30 + 300
    assert len(large.template.body["Outputs"]) == 2 + 30
    assert len(large.template.text) < 250_000


def test_time_grows_with_the_number_of_routes_and_no_faster(project: Project) -> None:
    generated(spec(project, routes=30))  # what is imported and read once

    assert fastest(spec(project, routes=300)) < 9 * fastest(spec(project, routes=100))  # thrice, and a slow machine


def test_more_routes_than_an_api_may_have_are_refused(project: Project) -> None:
    with pytest.raises(SpecError) as refused:
        generated(spec(project, routes=301))

    assert str(refused.value) == (
        "apis/large.yaml:32:1: routes: lead to 301 routes, but an API may have 300: split the API, or write limits: "
        f"{{routes: 301}} once AWS has raised the quota ({_QUOTAS})"
    )


def test_more_routes_than_the_quota_are_accepted_once_it_is_raised(project: Project) -> None:
    large = generated(spec(project, routes=301, more="limits: {routes: 301}"))

    assert len(large.template.body["Resources"]) == 3 + 5 * 30 + 301


def test_more_resources_than_a_template_may_have_are_refused(project: Project) -> None:
    with pytest.raises(SpecError) as refused:
        generated(spec(project, routes=300, functions=40))

    assert str(refused.value) == (
        "apis/large.yaml:1:1: leads to 503 resources, but a template may have 500: split it into two specs, or move "
        "what stands under cloudformation into another stack"
    )


def test_more_policies_than_a_role_may_have_are_refused_where_they_stand(project: Project) -> None:
    project.function("one")
    queues = [f"arn:aws:sqs:eu-central-1:123456789012:{'q' * 70}{n}" for n in range(80)]
    lines = ["functions:", "  a: lambda_code/one", "  b:", "    code: lambda_code/one", "    policy:"]
    lines += [f"      - sqs_send: {queue}" for queue in queues]
    lines += ["routes: {GET /a: a, GET /b: b}"]
    path = project.write("apis/demo.yaml", "\n".join(lines) + "\n")

    with pytest.raises(SpecError) as refused:
        generated(path)

    assert str(refused.value) == (
        "apis/demo.yaml:3:3: Resources.BRole: has at least 14,091 characters of policies, but IAM takes 10,240: put "
        "some of it into an AWS::IAM::ManagedPolicy under cloudformation, and name that in managed_policy_arns"
    )


def fastest(path: Path) -> float:
    """Return the seconds of the fastest of three runs: what else runs on the machine only ever slows one down."""
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        generated(path)
        seconds.append(time.perf_counter() - start)
    return min(seconds)
