"""Portfolios: with a product, or in a spec of their own."""

import pytest

from tests.support import Project

PORTFOLIO = "name: Shop, provider: Platform"


def portfolio(project: Project, fields: str) -> list[str]:
    """Return what is wrong with a portfolio of these fields, after its place."""
    found = project.problems(f"portfolio: {{{fields}}}\n", "shop")
    return [each.split("portfolio.", 1)[-1].split("portfolio: ", 1)[-1] for each in found]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ("provider: Platform", "name: is required"),
        ("name: Shop", "provider: is required"),
        (f"name: {'a' * 101}, provider: x", f"name: must have at most 100 characters (got {'a' * 60}…)"),
        (f"name: x, provider: {'a' * 51}", f"provider: must have at most 50 characters (got {'a' * 51})"),
        (f"{PORTFOLIO}, descripton: x", "descripton: is no field of the language; did you mean description?"),
        (f"{PORTFOLIO}, principals: [Developers]",
         "principals[0].arn: must be the ARN of a role, a user or a group, such as "
         "arn:aws:iam::123456789012:role/Developers; a pattern stands under pattern (got Developers)"),
        (f"{PORTFOLIO}, principals: ['arn:aws:iam::123456789012:role/Dev*']",
         "principals[0].arn: must be the ARN of a role, a user or a group, such as "
         "arn:aws:iam::123456789012:role/Developers; a pattern stands under pattern "
         "(got arn:aws:iam::123456789012:role/Dev*)"),
        (f"{PORTFOLIO}, principals: [{{pattern: 'arn:aws:iam::123456789012:role/Dev*'}}]",
         "principals[0].pattern: must be an ARN without an account, with * and ? after role/, user/ or group/, such "
         "as arn:aws:iam:::role/Dev* (got arn:aws:iam::123456789012:role/Dev*)"),
        (f"{PORTFOLIO}, principals: [{{pattern: 'arn:aws:iam:::role/a', arn: 'arn:aws:iam::123456789012:role/a'}}]",
         "principals[0]: needs one of arn, pattern, but has arn and pattern"),
        (f"{PORTFOLIO}, principals: ['arn:aws:iam::123456789012:role/a', 'arn:aws:iam::123456789012:role/a']",
         "principals[1]: stands there already: leave it out"),
        (f"{PORTFOLIO}, principals: [{', '.join(f'{{pattern: arn:aws:iam:::role/a{n}}}' for n in range(11))}]",
         "principals: are 11 patterns, but a portfolio may have 10: write wider ones"),
        (f"{PORTFOLIO}, tag_options: {{stage: dev}}", "tag_options.stage: must be a list: write [dev]"),
        (f"{PORTFOLIO}, tag_options: {{stage: []}}",
         "tag_options.stage: must have at least 1 entry (got an empty list)"),
        (f"{PORTFOLIO}, tag_options: {{stage: [dev, dev]}}", "tag_options.stage: has a value twice"),
        (f"{PORTFOLIO}, tag_options: {{stage: ['a;b']}}",
         "tag_options.stage[0]: must be letters, digits, blanks and any of _.:/=+-@ (got a;b)"),
        (f"{PORTFOLIO}, shares: {{}}", "shares: needs accounts, organization or organizational_units"),
        (f"{PORTFOLIO}, shares: {{accounts: [shop]}}",
         "shares.accounts[0]: must be the ID of an account, such as 123456789012 (got shop)"),
        (f"{PORTFOLIO}, shares: {{accounts: ['123456789012', '123456789012']}}",
         "shares.accounts[1]: stands there already: leave it out"),
        (f"{PORTFOLIO}, shares: {{organization: shop}}",
         "shares.organization: must be the ID of an organization, such as o-a1b2c3d4e5 (got shop)"),
        (f"{PORTFOLIO}, shares: {{organizational_units: [shop]}}",
         "shares.organizational_units[0]: must be the ID of an organizational unit, such as ou-a1b2-c3d4e5f6 "
         "(got shop)"),
        (f"{PORTFOLIO}, tags: {{a: ''}}",
         "tags: a: AWS Service Catalog takes no empty value: give one, or leave it out"),
        (f"{PORTFOLIO}, tags: {{{', '.join(f't{n}: x' for n in range(21))}}}",
         "tags: come to 21 with those of the spec, but AWS Service Catalog takes 20: leave some out"),
        ("name: !Ref Name, provider: Platform",
         "name: Name is not in service-catalog.yaml, which is a stack of its own: write it out, or use !ImportValue, "
         "or !Sub with AWS::Region and the like"),
        ("name: !If [A, b, c], provider: Platform",
         "name: Fn::If is of no use in service-catalog.yaml, which is a stack of its own: write it out, or use "
         "!ImportValue, or !Sub with AWS::Region and the like"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_portfolio_is_said_with_the_way_out(project: Project, fields: str, problem: str) -> None:
    assert portfolio(project, fields) == [problem]


def test_all_is_told_at_once(project: Project) -> None:
    fields = "name: !Ref Name, provider: Platform, tags: {a: ''}, shares: {accounts: ['123456789012', '123456789012']}"

    assert [each.split(":")[0] for each in portfolio(project, fields)] == ["name", "tags", "shares.accounts[1]"]


def test_a_portfolio_has_nothing_of_an_api(hello: Project) -> None:
    text = f"portfolio: {{{PORTFOLIO}}}\nfunctions: {{hello: lambda_code/hello}}\nstage: {{name: v1}}\n"
    why = "is for APIs, and this spec is a portfolio's: put it into the spec of a product, which names this one"

    assert hello.problems(text) == [f"apis/demo.yaml:2:1: functions: {why}", f"apis/demo.yaml:3:1: stage: {why}"]


def test_a_portfolio_may_be_described_and_tagged(project: Project) -> None:
    text = f"description: For the shop\ntags: {{team: shop}}\nflavours: [sam]\nportfolio: {{{PORTFOLIO}}}\n"

    assert project.problems(text) == []


def test_what_is_wrong_in_shape_hides_nothing_of_what_an_api_would_need(project: Project) -> None:
    assert portfolio(project, "name: Shop") == ["provider: is required"]


def test_functions_that_the_stack_can_work_out_are_taken(project: Project) -> None:
    fields = (
        "name: !Sub 'Shop of ${AWS::AccountId}', provider: !ImportValue platform, principals: "
        "[!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/a', !Join ['', [!ImportValue role, a]]]"
    )

    assert portfolio(project, fields) == []
