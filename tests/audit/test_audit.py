"""The scanners themselves, as `make audit` runs them, on templates that are as bad as can be."""

import subprocess
from functools import cache

import pytest

from tests.audit import recorded
from tests.conftest import ROOT

PYTHON = ROOT / ".venv-audit" / "bin" / "python"

pytestmark = [
    pytest.mark.audit,
    pytest.mark.skipif(
        not (ROOT / ".venv-audit" / ".installed").exists(), reason="the scanners are not installed: make audit"
    ),
]


@cache
def audit(*files: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PYTHON, "-m", "audit", *files], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "line",
    [
        "14: checkov CKV_AWS_63 Role (AWS::IAM::Role): "
        'Ensure no IAM policies documents allow "*" as a statement\'s actions',
        "14: serverless WS1003 Role (AWS::IAM::Role): "
        "IAM Role Role with Lambda as principal has policy actions with stars",
        "30: guard CT.IAM.PR.5 Role (AWS::IAM::Role): "
        "Require that AWS Identity and Access Management (IAM) inline policies do not have wildcard service actions",
        "40: checkov CKV_SECRET_2 Function (AWS::Lambda::Function): AWS Access Key",
        "53: checkov CKV_AWS_95 Stage (AWS::ApiGatewayV2::Stage): Ensure API Gateway V2 has Access Logging enabled",
        "53: serverless ES2000 Stage (AWS::ApiGatewayV2::Stage): "
        "API Gateway stage Stage is missing the AccessLogSetting property.",
        "55: guard CT.APIGATEWAY.PR.4 Stage (AWS::ApiGatewayV2::Stage): "
        "Require an Amazon API Gateway V2 stage to have access logging activated",
        "61: guard CT.LAMBDA.PR.2 AnyonesPermission (AWS::Lambda::Permission): "
        "Require AWS Lambda function policies to prohibit public access",
    ],
)
def test_a_bad_template_is_found_by_every_scanner(line: str) -> None:
    assert f"{recorded.BAD}:{line}" in audit(recorded.BAD, recorded.SAM).stdout.splitlines()


def test_a_bad_function_of_sam_is_found_by_a_scanner_that_knows_sam() -> None:
    line = "5: serverless ES1006 Function (AWS::Serverless::Function): Lambda function Function does not have a Timeout"

    assert f"{recorded.SAM}:{line} property" in audit(recorded.BAD, recorded.SAM).stdout.splitlines()


def test_what_is_waived_everywhere_is_not_said_and_what_is_waived_in_vain_is() -> None:
    lines = audit(recorded.BAD, recorded.SAM).stdout.splitlines()

    assert not [line for line in lines if "CKV_AWS_117" in line]
    assert "waivers.yaml: guard CT.SQS.PR.1 at 'shop/* Jobs' waives nothing: remove it" in lines


def test_findings_fail() -> None:
    assert audit(recorded.BAD, recorded.SAM).returncode == 1


def test_a_template_that_cannot_be_read_is_said_and_is_no_finding() -> None:
    done = audit("nowhere.yaml")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "nowhere.yaml: cannot be read: [Errno 2] No such file or directory: 'nowhere.yaml'\n"
