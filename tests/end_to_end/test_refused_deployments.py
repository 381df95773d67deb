"""What `httpapi deploy` refuses before it calls AWS: nothing is built, uploaded or deployed."""

from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

from tests.end_to_end.deployed import Checkout, Cloud

pytestmark = pytest.mark.emulator


@pytest.fixture
def copy(new_checkout: Callable[[], Checkout]) -> Checkout:
    """A copy to spoil."""
    return new_checkout()


def test_a_template_older_than_its_spec(copy: Checkout, cloud: Cloud) -> None:
    copy.replace("apis/hello.yaml", "functions:", "description: Says hello\nfunctions:")

    assert _refusal(copy, cloud, "hello") == [
        "differs: templates_out/hello/template.yaml",
        "differs: templates_out/hello/sam.yaml",
        "generate and review it first: httpapi generate",
    ]


def test_a_template_older_than_its_code(copy: Checkout, cloud: Cloud) -> None:
    copy.replace("lambda_code/orders/errors.py", "status = 409", "status = 410")

    assert _refusal(copy, cloud, "orders")[0] == "differs: templates_out/orders/template.yaml"


def test_a_template_edited_by_hand(copy: Checkout, cloud: Cloud) -> None:
    copy.replace("templates_out/hello/template.yaml", "Timeout: 10", "Timeout: 11")

    assert _refusal(copy, cloud, "hello")[0] == "differs: templates_out/hello/template.yaml"


def test_a_spec_that_was_never_generated(copy: Checkout, cloud: Cloud) -> None:
    copy.write("apis/fresh.yaml", "functions: {hello: lambda_code/hello}\n")

    assert _refusal(copy, cloud, "fresh")[0] == "missing: templates_out/fresh/template.yaml"


def test_a_template_that_cfn_lint_refuses(copy: Checkout, cloud: Cloud) -> None:
    """It was generated with `--no-lint`; a table whose key is no attribute would fail minutes into the deployment."""
    copy.write(
        "apis/keyless.yaml",
        """
        functions: {hello: lambda_code/hello}
        cloudformation:
          Resources:
            Table:
              Type: AWS::DynamoDB::Table
              DeletionPolicy: Delete
              UpdateReplacePolicy: Delete
              Properties:
                BillingMode: PAY_PER_REQUEST
                AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                KeySchema: [{AttributeName: other, KeyType: HASH}]
        """,
    )
    copy.generate()

    assert any("apis/keyless.yaml" in line and "E3039" in line for line in _refusal(copy, cloud, "keyless"))


def test_an_api_that_does_not_exist(copy: Checkout, cloud: Cloud) -> None:
    assert _refusal(copy, cloud, "order") == ["there is no API order in apis/; did you mean orders?"]


def test_a_parameter_set_that_does_not_exist(copy: Checkout, cloud: Cloud) -> None:
    assert _refusal(copy, cloud, "orders", "--parameters", "prd") == [
        "apis/orders.yaml has no parameter set prd; did you mean prod?"
    ]


def _refusal(copy: Checkout, cloud: Cloud, api: str, *options: str) -> list[str]:
    """Deploy to a stack of its own; return what was said on standard error, having seen that nothing else happened."""
    result = copy.httpapi("deploy", api, "--local", "--stack", "refused", *options)
    assert result.returncode == 1
    assert not result.stdout
    assert "refused" not in cloud.stacks()
    assert not (copy.root / "build").exists()
    return _lines(result)


def _lines(result: CompletedProcess[str]) -> list[str]:
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()


NEEDY = """
    functions: {hello: {code: lambda_code/hello, environment: {COLOUR: !Ref Colour, OWNER: !Ref Owner}}}
    parameters: {Colour: {type: String}, Owner: {type: String}}
"""


def test_a_new_stack_without_values_for_its_parameters(copy: Checkout, cloud: Cloud) -> None:
    copy.write("apis/needy.yaml", NEEDY)
    copy.generate()

    assert _refusal(copy, cloud, "needy") == [
        "refused is a new stack, and these parameters have no default: Colour, Owner; name a parameter set that has "
        "them, or write --parameter Colour=... --parameter Owner=..."
    ]


def test_a_stack_that_exists_keeps_the_values_that_it_has(new_checkout: Callable[[], Checkout], cloud: Cloud) -> None:
    copy = new_checkout()
    copy.write("apis/needy.yaml", NEEDY)
    copy.generate()

    copy.deploy("needy", "--stack", "satisfied", "--parameter", "Colour=dark blue", "--parameter", "Owner=ada")
    copy.deploy("needy", "--stack", "satisfied", "--parameter", "Owner=grace")

    parameters = {each["ParameterKey"]: each["ParameterValue"] for each in cloud.stack("satisfied")["Parameters"]}
    assert parameters == {"Colour": "dark blue", "Owner": "grace"}
