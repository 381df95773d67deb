import json
from typing import Any

import pytest

from audit.findings import AuditError, Finding
from audit.guard import findings, resolved
from audit.templates import Template
from tests.audit import recorded

CONTROL, REGISTRY = json.loads(recorded.output("guard.json"))


def test_a_control_is_known_by_its_number_and_reported_where_it_failed() -> None:
    assert findings(recorded.template(recorded.BAD), CONTROL) == [
        Finding(
            recorded.BAD,
            61,
            "guard",
            "CT.LAMBDA.PR.2",
            "AnyonesPermission",
            "AWS::Lambda::Permission",
            "Require AWS Lambda function policies to prohibit public access",
        )
    ]


def test_a_rule_of_the_registry_is_known_by_its_name() -> None:
    assert findings(recorded.template(recorded.BAD), REGISTRY) == [
        Finding(
            recorded.BAD,
            24,
            "guard",
            "IAM_NO_INLINE_POLICY_CHECK",
            "Role",
            "AWS::IAM::Role",
            "Inline policies are not allowed on IAM Users, Roles, or Groups.",
        ),
        Finding(
            recorded.BAD,
            14,
            "guard",
            "IAM_POLICYDOCUMENT_NO_WILDCARD_RESOURCE",
            "Role",
            "AWS::IAM::Role",
            'IAM Role inline policy should not allow resource: "*"',
        ),
    ]


def node(kind: str, value: Any, *children: Any) -> dict[str, Any]:
    return {"context": "", "container": {kind: value}, "children": list(children)}


def rule(status: str, *children: Any) -> dict[str, Any]:
    return node("RuleCheck", {"name": "some_rule", "status": status, "message": None}, *children)


def clause(resource: str) -> dict[str, Any]:
    value = {"from": {"Resolved": {"path": f"/Resources/{resource}/Properties", "value": {}}}, "status": "FAIL"}
    return node("ClauseValueCheck", {"Unary": {"value": value, "comparison": ["Exists", False]}})


def found(*rules: Any) -> list[str]:
    output = {"success": True, "result": node("FileCheck", {"status": "FAIL"}, *rules)}
    return [f"{finding.rule} {finding.resource}" for finding in findings(recorded.template(recorded.BAD), output)]


def test_every_resource_is_reported_once() -> None:
    assert found(rule("FAIL", clause("Role"), clause("Stage"), clause("Role"))) == ["some_rule Role", "some_rule Stage"]


def test_what_only_chose_the_resources_is_not_reported() -> None:
    assert found(rule("FAIL", node("Filter", "FAIL", clause("Stage")), clause("Role"))) == ["some_rule Role"]
    assert found(rule("FAIL", node("RuleCondition", "FAIL", clause("Stage")), clause("Role"))) == ["some_rule Role"]


def test_an_alternative_that_failed_beside_one_that_passed_is_not_reported() -> None:
    passed = node("Disjunction", {"at_least_one_matches": True, "status": "PASS"}, clause("Stage"))

    assert found(rule("FAIL", passed, clause("Role"))) == ["some_rule Role"]


def test_rules_that_passed_or_were_skipped_are_not_reported() -> None:
    assert found(rule("PASS", clause("Role")), rule("SKIP", clause("Role"))) == []


def test_a_rule_that_failed_nowhere_in_particular_is_reported_of_the_template() -> None:
    nowhere = node("ClauseValueCheck", {"NoValueForEmptyCheck": None})

    assert found(rule("FAIL", nowhere)) == ["some_rule "]


@pytest.mark.parametrize("output", [{"success": False, "result": None}, {"success": True, "result": "cut off"}])
def test_no_tree_is_an_error(output: dict[str, Any]) -> None:
    with pytest.raises(AuditError, match=r"bad\.yaml: guard gave no result$"):
        findings(recorded.template(recorded.BAD), output)


def test_parameters_have_their_defaults_and_text_with_variables_is_text() -> None:
    content = {
        "Parameters": {"Days": {"Type": "Number", "Default": 30}, "Key": {"Type": "String"}},
        "Resources": {
            "Days": {"Ref": "Days"},
            "Key": {"Ref": "Key"},
            "Arn": {"Fn::Sub": "arn:${AWS::Partition}:sns"},
            "List": [{"Fn::Sub": ["${A}", {"A": 1}]}, {"Fn::If": ["Known", {"Ref": "Days"}, {"Ref": "AWS::NoValue"}]}],
        },
    }

    assert resolved(Template("a.yaml", content))["Resources"] == {
        "Days": 30,
        "Key": {"Ref": "Key"},
        "Arn": "arn:${AWS::Partition}:sns",
        "List": ["${A}", {"Fn::If": ["Known", 30, {"Ref": "AWS::NoValue"}]}],
    }
