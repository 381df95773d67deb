"""E9911: functions beyond Lambda's limits, where cfn-lint does not see it."""

import pytest

from tests.rules.pack import findings

PLAIN = """\
Resources:
  Api:
    Type: AWS::ApiGatewayV2::{kind}
    Properties: {{Name: api, ProtocolType: HTTP}}
  Function:
    Type: AWS::Lambda::Function
    Properties:
      MemorySize: {memory}
      Timeout: {timeout}
      CapacityProviderConfig: {capacity}
"""
SAM = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "def handler(event, context): pass"
      Handler: index.handler
      Runtime: python3.14
      {setting}
      Events: {{List: {{Type: HttpApi}}}}
"""


def plain(memory: str, timeout: str = "3", capacity: str = "!Ref AWS::NoValue", kind: str = "Api") -> list[str]:
    return findings(PLAIN.format(memory=memory, timeout=timeout, capacity=capacity, kind=kind), "E9911")


@pytest.mark.parametrize("memory", ["10241", "'20000'"])
def test_too_much_memory_is_caught(memory: str) -> None:
    number = memory.strip("'")

    assert plain(memory) == [f"8:7 E9911 MemorySize '{number}': must be from 128 to 10,240 MB"]


def test_what_fits_what_cfn_lint_says_and_what_is_not_known_are_left_alone() -> None:
    assert plain("10240") == []
    assert plain("64", timeout="1000") == []  # for cfn-lint
    assert plain("!ImportValue Memory") == []
    assert plain("20000", capacity="{LambdaManagedInstancesCapacityProviderConfig: {}}") == []
    assert plain("20000", kind="VpcLink") == []


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("MemorySize: 10241", "MemorySize '10241': must be from 128 to 10,240 MB"),
        ("Timeout: 1000", "Timeout '1000': must be from 1 to 900 seconds"),
        ("EphemeralStorage: {Size: 100}", "EphemeralStorage.Size '100': must be from 512 to 10,240 MB"),
    ],
)
def test_functions_of_sam_are_caught_in_full(setting: str, message: str) -> None:
    (finding,) = findings(SAM.format(setting=setting), "E9911")

    assert finding.partition(" ")[2] == f"E9911 {message}"
    assert finding.startswith("9:")
