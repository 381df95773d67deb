"""Three named stages of one API, called at the URLs in its outputs: each has its name, its variables and its log.

A backend shows the variables, because the emulator leaves them out of events. It is the same API at every stage: what
a deployment holds is not shown.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.end_to_end.deployed import ECHO, Checkout, Cloud
from tests.end_to_end.servers import Server, echo

pytestmark = pytest.mark.emulator

STACK = "staged"
SPEC = """
    functions:
      echo: lambda_code/echo
    routes:
      GET /event: echo
      GET /backend:
        http: {url: "BACKEND"}
        request_parameters: {overwrite:header.x-color: $stageVariables.color}
    stage: {name: prod, variables: {color: blue}}
    stages:
      beta: {variables: {color: green}}
      load-test: {access_log: false, variables: {color: red}}
"""
OUTPUTS = {"prod": "ApiUrl", "beta": "BetaStageUrl", "load-test": "LoadTestStageUrl"}


@pytest.fixture(scope="module")
def urls(new_checkout: Callable[[], Checkout], cloud: Cloud) -> Iterator[dict[str, str]]:
    """The URL of each stage, as the stack's outputs have it."""
    checkout = new_checkout()
    checkout.write("lambda_code/echo/app.py", ECHO)
    with Server(echo) as backend:
        checkout.deploy_spec(STACK, SPEC.replace("BACKEND", backend.url))
        outputs = cloud.outputs(STACK)
        yield {stage: outputs[name] for stage, name in OUTPUTS.items()}


@pytest.fixture(scope="module")
def stages(urls: dict[str, str], cloud: Cloud) -> dict[str, Any]:
    found = cloud.client("apigatewayv2").get_stages(ApiId=cloud.outputs(STACK)["ApiId"])["Items"]
    return {stage["StageName"]: stage for stage in found}


@pytest.mark.parametrize("stage", OUTPUTS)
def test_a_stage_answers_at_the_url_of_its_output(urls: dict[str, str], cloud: Cloud, stage: str) -> None:
    response = cloud.at(urls[stage]).get("/event")

    assert urls[stage].endswith(f"/{stage}")
    assert response.status == 200
    assert response.json["requestContext"]["stage"] == stage


def test_there_is_no_other_stage(urls: dict[str, str], cloud: Cloud) -> None:
    assert cloud.at(urls["prod"].removesuffix("prod") + "other").get("/event").status == 404


@pytest.mark.parametrize(("stage", "color"), [("prod", "blue"), ("beta", "green"), ("load-test", "red")])
def test_a_stage_has_variables_of_its_own(urls: dict[str, str], cloud: Cloud, stage: str, color: str) -> None:
    assert cloud.at(urls[stage]).get("/backend").json["headers"]["x-color"] == color


def test_a_stage_has_an_access_log_of_its_own_unless_it_wants_none(stages: dict[str, Any]) -> None:
    groups = {name: stage.get("AccessLogSettings", {}).get("DestinationArn") for name, stage in stages.items()}

    assert groups["load-test"] is None
    assert groups["prod"].endswith(":log-group:/aws/vendedlogs/staged/access:*") or groups["prod"].endswith("/access")
    assert "/aws/vendedlogs/staged/access-beta" in groups["beta"]
