"""Deployments that fail in CloudFormation: the command says why, in the words of the resource that failed.

One stack has a history: deployed, then updated three times in a way that fails. A role that does not exist is what the
emulator and AWS both refuse, in the same words, and cfn-lint cannot know of. A VpcLink is fine for AWS: the emulator
refuses its type, which stands for a change set that cannot be created.
"""

from collections.abc import Callable
from dataclasses import dataclass
from subprocess import CompletedProcess

import pytest

from tests.end_to_end.deployed import Checkout, Client, Cloud

pytestmark = pytest.mark.emulator

API = "fragile"
GOOD = "functions: {hello: lambda_code/hello}\n"
MISSING_ROLE = """
    functions: {{hello: lambda_code/hello}}
    cloudformation:
      Resources:
        Extra:
          Type: AWS::IAM::Policy
          Properties:
            PolicyName: extra
            Roles: [{role}]
            PolicyDocument:
              Version: "2012-10-17"
              Statement: [{{Effect: Allow, Action: "sns:Publish", Resource: "*"}}]
"""
VPC_LINK = """
    functions: {hello: lambda_code/hello}
    cloudformation:
      Resources:
        Link:
          Type: AWS::ApiGatewayV2::VpcLink
          Properties: {Name: link, SubnetIds: [subnet-11111111]}
"""


@dataclass(frozen=True)
class History:
    """What each of the three failing updates said, and the API that was deployed before them."""

    client: Client
    first: CompletedProcess[str]
    second: CompletedProcess[str]
    refused: CompletedProcess[str]


@pytest.fixture(scope="module")
def history(new_checkout: Callable[[], Checkout]) -> History:
    checkout = new_checkout()
    checkout.write(f"apis/{API}.yaml", GOOD)
    checkout.generate()
    client = checkout.deploy(API)
    changes = (MISSING_ROLE.format(role="first-role"), MISSING_ROLE.format(role="second-role"), VPC_LINK)
    return History(client, *(_deploy_changed(checkout, spec) for spec in changes))


def test_the_command_fails_without_a_traceback(history: History) -> None:
    for result in (history.first, history.second, history.refused):
        assert result.returncode == 1
        assert "Traceback" not in result.stderr
        assert result.stderr.startswith("aws cloudformation deploy failed\n")


def test_the_reason_of_the_resource_is_told(history: History) -> None:
    expected = "Extra (AWS::IAM::Policy): The role with name first-role cannot be found."

    assert history.first.stderr.splitlines()[-1] == expected


def test_what_cloudformation_refuses_at_once_is_told(history: History) -> None:
    assert "AWS::ApiGatewayV2::VpcLink" in history.refused.stderr


def test_no_url_is_printed(history: History) -> None:
    for result in (history.first, history.second, history.refused):
        assert "http" not in result.stdout


def test_the_api_answers_as_before(history: History, cloud: Cloud) -> None:
    assert cloud.stack(API)["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert history.client.get("/").json["message"] == "Hello, world!"


def test_reasons_of_an_earlier_deployment_are_not_told_again(history: History) -> None:
    assert "second-role" in history.second.stderr
    assert "first-role" not in history.second.stderr


def test_a_change_set_that_cannot_be_created_is_not_blamed_on_resources_of_an_earlier_deployment(
    history: History,
) -> None:
    assert "Extra" not in history.refused.stderr


def _deploy_changed(checkout: Checkout, spec: str) -> CompletedProcess[str]:
    checkout.write(f"apis/{API}.yaml", spec)
    checkout.generate()
    return checkout.httpapi("deploy", API, "--local")
