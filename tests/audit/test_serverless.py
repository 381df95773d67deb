import json

from audit.findings import Finding
from audit.serverless import findings
from tests.audit import recorded


def test_a_match_is_a_finding_at_its_resource() -> None:
    found = list(findings(recorded.both(), recorded.output("serverless.json")))

    assert (
        Finding(
            recorded.BAD,
            14,
            "serverless",
            "WS1003",
            "Role",
            "AWS::IAM::Role",
            "IAM Role Role with Lambda as principal has policy actions with stars",
        )
        in found
    )


def test_only_serverless_rules_are_reported_since_cfn_lint_has_checked_its_own() -> None:
    found = findings(recorded.both(), recorded.output("serverless.json"))

    assert {finding.rule[:2] for finding in found} == {"ES", "WS"}


def test_functions_of_sam_are_checked_where_they_stand() -> None:
    found = [
        found for found in findings(recorded.both(), recorded.output("serverless.json")) if found.file == recorded.SAM
    ]

    assert [(finding.rule, finding.line, finding.type) for finding in sorted(found)] == [
        ("ES1005", 5, "AWS::Serverless::Function"),
        ("ES1006", 5, "AWS::Serverless::Function"),
        ("WS1000", 5, "AWS::Serverless::Function"),
        ("WS1004", 5, "AWS::Serverless::Function"),
    ]


def test_a_match_that_is_about_no_resource_is_a_finding_of_the_template() -> None:
    match = json.loads(recorded.output("serverless.json"))[0]
    match["Location"]["Path"] = None

    assert [finding.resource for finding in findings(recorded.both(), json.dumps([match]))] == [""]
