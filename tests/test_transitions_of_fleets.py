"""What `generate` says about deployed stack sets, from specs before and after a change."""

from pathlib import Path

import pytest

from generator import output, pipeline
from tests.support import Project

_FILE = "templates_out/demo/stack-set.yaml"
_FUNCTION = "functions: {hello: lambda_code/hello}\n"
_ACCOUNT = '"123456789012"'


def fleet(settings: str) -> str:
    return f"{_FUNCTION}stack_set: {{bucket: code, {settings}}}\n"


def of_accounts(regions: str, more: str = "") -> str:
    return fleet(f"permission_model: SELF_MANAGED, accounts: [{_ACCOUNT}], regions: [{regions}]{more}")


def of_units(units: str, more: str = "") -> str:
    return fleet(f"permission_model: SERVICE_MANAGED, organizational_unit_ids: [{units}], regions: [a]{more}")


def told(project: Project, before: str, after: str) -> list[str]:
    """Return what is said of the stack set when the spec changes."""
    project.function("hello")
    (old,) = pipeline.generate([project.load(before)], Path("templates_out"))
    project.write(_FILE, old.others["stack-set.yaml"].text)
    (new,) = pipeline.generate([project.load(after)], Path("templates_out"))
    lines = pipeline.transitions([new], output.compare(new.files, None))
    return [line.removeprefix(f"transition: {_FILE}: ") for line in lines]


_LOST = "the stacks there are deleted, with their APIs and what they keep; make sure that nobody calls them"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (of_accounts("a, b"), of_accounts("b, a, c"), []),
        (of_accounts("a, b"), of_accounts("b"), [f"StackSet no longer names 123456789012 in a: {_LOST}"]),
        (of_accounts("a, b, c, d, e"), of_accounts("e"),
         [f"StackSet no longer names 123456789012 in a, 123456789012 in b, 123456789012 in c and 1 more: {_LOST}"]),
        (of_units("ou-ab12-11112222, ou-ab12-33334444"), of_units("ou-ab12-33334444"),
         [f"StackSet no longer names ou-ab12-11112222 in a: {_LOST}"]),
        (of_units("r-ab12", f", accounts: [{_ACCOUNT}, !Ref 'AWS::AccountId'], account_filter_type: INTERSECTION"),
         of_units("r-ab12", ", accounts: [!Ref 'AWS::AccountId'], account_filter_type: INTERSECTION"),
         [f"StackSet no longer names 123456789012 in a: {_LOST}"]),
        (of_accounts("a"), of_accounts("a", ", name: other"),
         ["StackSet changes its StackSetName: another stack set is made, and then this one is deleted with all of its "
          "stacks; have both, in two specs, until the clients have moved"]),
        (of_accounts("a"), fleet(f"permission_model: SERVICE_MANAGED, organizational_unit_ids: [r-ab12], accounts: "
                                 f"[{_ACCOUNT}], account_filter_type: INTERSECTION, regions: [a]"),
         ["StackSet changes its PermissionModel: the deployment fails, because another stack set is made first, and "
          "the name is taken; have both, in two specs and with two names, until the clients have moved"]),
    ],
)  # fmt: skip
def test_stacks_that_go_are_told(project: Project, before: str, after: str, expected: list[str]) -> None:
    assert told(project, before, after) == expected
