import json

import pytest

from audit.checkov import findings
from audit.findings import AuditError, Finding
from tests.audit import recorded


def test_a_failed_check_is_a_finding_at_its_resource() -> None:
    assert Finding(
        recorded.BAD,
        59,
        "checkov",
        "CKV_AWS_364",
        "AnyonesPermission",
        "AWS::Lambda::Permission",
        "Ensure that AWS Lambda function permissions delegated to AWS services are limited by SourceArn or "
        "SourceAccount",
    ) in findings(recorded.both(), recorded.output("checkov.json"))


def test_a_secret_is_a_finding_at_its_line_in_the_resource_around_it() -> None:
    secrets = [found for found in findings(recorded.both(), recorded.output("checkov.json")) if "SECRET" in found.rule]

    assert secrets == [
        Finding(recorded.BAD, 40, "checkov", "CKV_SECRET_2", "Function", "AWS::Lambda::Function", "AWS Access Key")
    ]


def test_functions_of_sam_are_checked_as_others_are() -> None:
    found = [
        found for found in findings(recorded.both(), recorded.output("checkov.json")) if found.file == recorded.SAM
    ]

    assert [(finding.rule, finding.line, finding.type) for finding in sorted(found)] == [
        ("CKV_AWS_115", 5, "AWS::Serverless::Function"),
        ("CKV_AWS_116", 5, "AWS::Serverless::Function"),
        ("CKV_AWS_117", 5, "AWS::Serverless::Function"),
    ]


def test_one_report_alone_is_read_too() -> None:
    report = next(r for r in json.loads(recorded.output("checkov.json")) if r["check_type"] == "secrets")

    assert [finding.rule for finding in findings(recorded.both(), json.dumps(report))] == ["CKV_SECRET_2"]


def test_a_template_that_was_not_read_is_an_error() -> None:
    summary = {"passed": 0, "failed": 0, "skipped": 0, "parsing_errors": 1, "resource_count": 0}
    report = {"check_type": "cloudformation", "results": {"failed_checks": []}, "summary": summary}

    with pytest.raises(AuditError, match=r"^checkov: could not read 1 of the templates$"):
        list(findings(recorded.both(), json.dumps(report)))


def test_a_run_that_had_nothing_to_check_is_an_error() -> None:
    nothing = {"passed": 0, "failed": 0, "skipped": 0, "parsing_errors": 0, "resource_count": 0}

    with pytest.raises(AuditError, match=r"^checkov: found nothing to check$"):
        list(findings(recorded.both(), json.dumps(nothing)))
