from pathlib import Path

import pytest

from audit import templates
from audit.findings import AuditError
from tests.audit import recorded


def test_functions_are_in_their_long_form() -> None:
    template = recorded.template(recorded.BAD)

    assert template.content["Resources"]["LogGroup"]["Properties"] == {"RetentionInDays": {"Ref": "Days"}}


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (["Resources"], 7),
        (["Resources", "Role"], 14),
        (["Resources", "Role", "Properties", "Policies", "0", "PolicyDocument"], 26),
        (["Resources", "Role", "Properties", "Policies", 0, "PolicyDocument", "Statement", 0, "Action"], 30),
        (["Resources", "Role", "Properties", "Tags", "0"], 16),
        (["Resources", "Role", "Properties", "Policies", "7"], 24),
        ([], 1),
    ],
)
def test_a_path_leads_to_the_line_of_the_last_step_that_there_is(path: list[str | int], line: int) -> None:
    assert recorded.template(recorded.BAD).line(path) == line


def test_a_resource_has_a_type_and_what_is_none_has_no_type() -> None:
    template = recorded.template(recorded.BAD)

    assert template.type_of("Role") == "AWS::IAM::Role"
    assert template.type_of("Days") == ""


@pytest.mark.parametrize(("line", "resource"), [(40, "Function"), (32, "Function"), (31, "Role"), (4, "")])
def test_a_line_is_in_the_resource_that_begins_last_before_it(line: int, resource: str) -> None:
    assert recorded.template(recorded.BAD).resource_at(line) == resource


def test_a_file_that_is_no_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("Resources:\n  A: [\n")

    with pytest.raises(AuditError, match=r"broken\.yaml:3: cannot be read: "):
        templates.read(tmp_path / "broken.yaml")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AuditError, match=r"nowhere\.yaml: cannot be read: .*No such file"):
        templates.read(tmp_path / "nowhere.yaml")


def test_a_file_that_holds_a_list_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "list.yaml").write_text("- A")

    with pytest.raises(AuditError, match=r"list\.yaml"):
        templates.read(tmp_path / "list.yaml")
