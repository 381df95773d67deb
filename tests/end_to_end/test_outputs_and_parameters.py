"""What a stack gives to others, and what it is given: exports, and files of parameters for the real AWS CLI."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.end_to_end.deployed import ECHO, Checkout, Client, Cloud

pytestmark = pytest.mark.emulator

UPSTREAM = """
    functions:
      echo: lambda_code/echo
    exports: true
"""
DOWNSTREAM = """
    functions:
      config:
        code: lambda_code/config
        environment: {UPSTREAM: !ImportValue upstream-ApiUrl, FUNCTION: !ImportValue upstream-EchoFunctionArn}
"""
CONFIGURED = """
    parameters:
      Greeting: {type: String, default: Hello}
      Colors: {type: CommaDelimitedList, default: "red,green"}
      Rate: {type: Number, default: 100, min_value: 1, max_value: 1000}
    functions:
      config:
        code: lambda_code/config
        environment: {GREETING: !Ref Greeting, COLORS: !Join ["|", !Ref Colors], RATE: !Ref Rate}
    parameter_sets:
      small: {Rate: 5}
      odd: {Greeting: 'José says "a=b", twice;  it''s {fine}', Colors: "blue,white and grey", Rate: 7.5}
"""
CODE = """
    import json
    import os


    def handler(event, context):
        return {"statusCode": 200, "body": json.dumps(dict(os.environ))}
"""


@pytest.fixture(scope="module")
def checkout(new_checkout: Callable[[], Checkout]) -> Checkout:
    checkout = new_checkout()
    checkout.write("lambda_code/echo/app.py", ECHO)
    checkout.write("lambda_code/config/app.py", CODE)
    checkout.write("apis/configured.yaml", CONFIGURED)
    checkout.generate("configured")
    return checkout


@pytest.fixture(scope="module")
def downstream(checkout: Checkout) -> Client:
    checkout.deploy_spec("upstream", UPSTREAM)
    return checkout.deploy_spec("downstream", DOWNSTREAM)


def test_every_output_is_exported_under_the_stack_s_name(downstream: Client, cloud: Cloud) -> None:
    outputs = cloud.outputs("upstream")
    exports = {each["Name"]: each["Value"] for each in cloud.client("cloudformation").list_exports()["Exports"]}

    assert {name: exports[f"upstream-{name}"] for name in outputs} == outputs
    assert outputs.keys() == {"ApiUrl", "ApiId", "EchoFunctionArn"}


def test_another_api_s_function_gets_what_is_exported(downstream: Client, cloud: Cloud) -> None:
    outputs = cloud.outputs("upstream")
    environment = downstream.get("/").json

    assert environment["UPSTREAM"] == outputs["ApiUrl"]
    assert environment["FUNCTION"] == outputs["EchoFunctionArn"]
    assert cloud.at(environment["UPSTREAM"]).get("/").status == 200


def test_a_set_of_parameters_is_a_file_that_the_aws_cli_reads(checkout: Checkout, cloud: Cloud) -> None:
    environment = _deployed(checkout, cloud, "small")

    assert {name: environment[name] for name in ("GREETING", "COLORS", "RATE")} == {
        "GREETING": "Hello",
        "COLORS": "red|green",
        "RATE": "5",
    }


def test_values_with_quotes_signs_and_spaces_arrive_as_they_are(checkout: Checkout, cloud: Cloud) -> None:
    environment = _deployed(checkout, cloud, "odd")

    assert environment["GREETING"] == 'José says "a=b", twice;  it\'s {fine}'
    assert environment["COLORS"] == "blue|white and grey"
    assert environment["RATE"] == "7.5"


def _deployed(checkout: Checkout, cloud: Cloud, parameter_set: str) -> dict[str, str]:
    """Deploy with the AWS CLI alone; return the environment that the function sees."""
    folder = checkout.root / "templates_out/configured"
    stack = f"configured-{parameter_set}"
    command = ["cloudformation", "deploy", "--stack-name", stack, "--template-file", f"{folder}/template.yaml"]
    file = f"file://{folder}/parameters.{parameter_set}.json"
    cloud.aws(*command, "--capabilities", "CAPABILITY_IAM", "--parameter-overrides", file)
    environment: dict[str, str] = cloud.at(cloud.outputs(stack)["ApiUrl"]).get("/").json
    return environment
