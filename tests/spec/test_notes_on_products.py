"""Notes on products and portfolios: rights that are wider than they need be, and what takes a command."""

import pytest

from generator.spec.notes import notes
from tests.support import Project

PRODUCT = "portfolio: {name: Shop, provider: Platform}, product: {owner: Platform}, bucket: shop-products"
BOUNDARY = "permissions_boundary: 'arn:aws:iam::123456789012:policy/a'"
STACK_SET = (
    "stack_set: {accounts: ['123456789012'], regions: [eu-central-1], admin_role: 'arn:aws:iam::123456789012:role/a', "
    "execution_role: b}"
)
SHARES = "shares: {accounts: ['123456789012']}"
NO_BOUNDARY = (
    "may launch a version whose template makes a role that may do anything: give permissions_boundary, which every "
    "role of the product then has"
)
OF_THIS_ACCOUNT = (
    "is a role of this account, and the portfolio is shared with others: with local_role_name each launches with a "
    "role of its own"
)
COMMAND = (
    "CloudFormation shares with accounts alone, and without principals: once the stack stands, run what its output "
    "ShareCommands says"
)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("", [NO_BOUNDARY]),
        (f"launch_role: {{{BOUNDARY}}}", []),
        ("launch_role: {role_arn: 'arn:aws:iam::123456789012:role/a'}", []),
        ("launch_role: {local_role_name: a}", []),
        (STACK_SET, []),
        (f"launch_role: {{{BOUNDARY}}}, {SHARES}", [OF_THIS_ACCOUNT]),
        (f"launch_role: {{role_arn: 'arn:aws:iam::123456789012:role/a'}}, {SHARES}", [OF_THIS_ACCOUNT]),
        (f"launch_role: {{local_role_name: a}}, {SHARES}", []),
        (f"{STACK_SET}, {SHARES}", []),
        ("launch_role: {local_role_name: a}, shares: {organization: o-a1b2c3d4e5}", [COMMAND]),
        ("launch_role: {local_role_name: a}, shares: {accounts: ['123456789012'], share_principals: true}", [COMMAND]),
    ],
)  # fmt: skip
def test_notes_on_a_product(project: Project, fields: str, told: list[str]) -> None:
    more = f", {fields}" if fields else ""
    spec = project.spec(f"functions: {{hello: lambda_code/hello}}\nservice_catalog: {{{PRODUCT}{more}}}\n")

    assert [note.message for note in notes(spec)] == told


def test_a_portfolio_that_is_shared_with_units_takes_a_command(project: Project) -> None:
    spec = project.spec(
        "portfolio: {name: Shop, provider: Platform, shares: {organizational_units: [ou-a1b2-c3d4e5f6]}}\n"
    )

    assert [(note.path, note.message) for note in notes(spec)] == [(("portfolio", "shares"), COMMAND)]
