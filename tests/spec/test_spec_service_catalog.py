"""Products: what is said of them and of the stack that offers them."""

import pytest

from tests.support import Project

PRODUCT = "portfolio: {name: Shop, provider: Platform}, product: {owner: Platform}, bucket: shop-products"
PARAMETER = "{type: String, allowed_pattern: a*, constraint_description: x, label: x, group: x}"
ROLE = "arn:aws:iam::123456789012:role/a"
STACK_SET = (
    f"stack_set: {{accounts: ['123456789012'], regions: [eu-central-1], admin_role: '{ROLE}', execution_role: a}}"
)
ALONE = "write it out, or use !ImportValue, or !Sub with AWS::Region and the like"
TRUTH = "!And, !Contains, !EachMemberEquals, !EachMemberIn, !Equals, !Not, !Or"


def problems(project: Project, fields: str, more: str = "") -> list[str]:
    """Return what is wrong with a product of these fields, after its place."""
    text = f"functions: {{hello: lambda_code/hello}}\nparameters: {{Kind: {PARAMETER}}}\n{more}\n"
    found = project.problems(f"{text}service_catalog: {{{fields}}}\n")
    return [each.split("service_catalog.", 1)[-1] for each in found]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ("product: {owner: a}, bucket: abc", "portfolio: is required"),
        ("portfolio: {name: a, provider: b}, bucket: abc", "product: is required"),
        ("portfolio: {name: a, provider: b}, product: {owner: a}", "bucket: is required"),
        ("portfolio: {name: a}, product: {owner: a}, bucket: abc",
         "portfolio: needs name and provider, or the name of a portfolio's spec"),
        ("portfolio: {name: a, provider: b}, product: {}, bucket: abc", "product.owner: is required"),
        ("portfolio: {name: a, provider: b}, product: {owner: a, suport_url: b}, bucket: abc",
         "product.suport_url: is no field of the language; did you mean support_url?"),
        ("portfolio: {name: a, provider: b}, product: {owner: a, support_email: b}, bucket: abc",
         "product.support_email: must be an e-mail address (got b)"),
        ("portfolio: {name: a, provider: b}, product: {owner: a, support_url: b}, bucket: abc",
         "product.support_url: must be a URL (got b)"),
        ("portfolio: {name: a, provider: b}, product: {owner: a, tags: {b: ''}}, bucket: abc",
         "product.tags: b: AWS Service Catalog takes no empty value: give one, or leave it out"),
        ("portfolio: {name: a, provider: b, tags: {b: ''}}, product: {owner: a}, bucket: abc",
         "portfolio.tags: b: AWS Service Catalog takes no empty value: give one, or leave it out"),
        ("portfolio: {name: a, provider: b}, product: {owner: a}, bucket: '-'",
         "bucket: must be the name of a bucket, 3 to 63 letters, digits and any of ._-, without a dot at the end "
         "(got -)"),
        ("portfolio: {name: a, provider: b}, product: {owner: !Ref Kind}, bucket: abc",
         f"product.owner: Kind is not in service-catalog.yaml, which is a stack of its own: {ALONE}"),
        ("portfolio: {name: a, provider: b}, product: {owner: a}, bucket: !FindInMap [A, B, C]",
         f"bucket: Fn::FindInMap is of no use in service-catalog.yaml, which is a stack of its own: {ALONE}"),
        ("portfolio: {name: a, provider: b}, product: {owner: a}, bucket: !Sub 'x-${Kind}'",
         f"bucket: Kind is not in service-catalog.yaml, which is a stack of its own: {ALONE}"),
        ("portfolio: {name: a, provider: b}, product: {owner: a}, bucket: !ImportValue products",
         "bucket: must be a name in small letters, or !Sub of one with ${AWS::Region} and ${AWS::AccountId}, from "
         "which the launch role is computed; or give a launch_role"),
        ("portfolio: {name: a, provider: b}, product: {owner: a}, bucket: Products",
         "bucket: must be a name in small letters, or !Sub of one with ${AWS::Region} and ${AWS::AccountId}, from "
         "which the launch role is computed; or give a launch_role"),
        (f"{PRODUCT}, launch_role: {{role_arn: '{ROLE}', local_role_name: b}}",
         "launch_role: needs one of role_arn and local_role_name, but has both"),
        (f"{PRODUCT}, launch_role: {{role_arn: !GetAtt HelloRole.Arn}}",
         f"launch_role.role_arn: HelloRole is not in service-catalog.yaml, which is a stack of its own: {ALONE}"),
        (f"{PRODUCT}, update_tags: allowed",
         "update_tags: must be 'ALLOWED' or 'NOT_ALLOWED' (got allowed); did you mean ALLOWED?"),
        (f"{PRODUCT}, notifications: [launches]",
         "notifications[0]: must be the ARN of a topic, such as arn:aws:sns:eu-central-1:123456789012:launches "
         "(got launches)"),
        (f"{PRODUCT}, notifications: ['arn:aws:sns:eu-central-1:123456789012:a', "
         "'arn:aws:sns:eu-central-1:123456789012:a']",
         "notifications[1]: stands there already: leave it out"),
        (f"{PRODUCT}, principals: ['{ROLE}', '{ROLE}']", "principals[1]: stands there already: leave it out"),
        (f"{PRODUCT}, stack_set: {{accounts: [], regions: [eu-central-1], admin_role: '{ROLE}', execution_role: a}}",
         "stack_set.accounts: must have at least 1 entry (got an empty list)"),
        (f"{PRODUCT}, stack_set: {{accounts: ['123456789012'], regions: [Frankfurt], admin_role: '{ROLE}', "
         "execution_role: a}",
         "stack_set.regions[0]: must be a region, such as eu-central-1 (got Frankfurt)"),
        (f"{PRODUCT}, stack_set: {{accounts: ['123456789012'], regions: [eu-central-1, eu-central-1], "
         f"admin_role: '{ROLE}', execution_role: a}}",
         "stack_set.regions[1]: stands there already: leave it out"),
        (f"{PRODUCT}, {STACK_SET}, launch_role: {{role_arn: '{ROLE}'}}",
         "launch_role.role_arn: has no place beside stack_set, which launches with roles of its own: leave one of "
         "them out"),
        (f"{PRODUCT}, {STACK_SET}, launch_role: {{local_role_name: a}}",
         "launch_role.local_role_name: has no place beside stack_set, which launches with roles of its own: leave one "
         "of them out"),
        (f"{PRODUCT}, rules: {{A: {{}}}}", "rules.A.Assertions: is required"),
        (f"{PRODUCT}, rules: {{A: {{Assertions: []}}}}",
         "rules.A.Assertions: must have at least 1 entry (got an empty list)"),
        (f"{PRODUCT}, rules: {{A: {{Assertions: [{{Assert: !Equals [a, b]}}]}}}}",
         "rules.A.Assertions[0].AssertDescription: is required"),
        (f"{PRODUCT}, rules: {{A: {{Assertions: [{{Assert: !Equals [!Ref Kin, b], AssertDescription: x}}]}}}}",
         "rules.A.Assertions[0].Assert: there is no parameter Kin; did you mean Kind?"),
        (f"{PRODUCT}, rules: {{A: {{Assertions: [{{Assert: !Equals [!Sub '${{Kind}}', b], AssertDescription: x}}]}}}}",
         f"rules.A.Assertions[0].Assert: !Sub is no function of rules: known are !Ref and {TRUTH}"),
        (f"{PRODUCT}, rules: {{A: {{Assertions: [{{Assert: !Ref Kind, AssertDescription: x}}]}}}}",
         f"rules.A.Assertions[0].Assert: must be something that is so or not: one of {TRUTH}"),
        (f"{PRODUCT}, rules: {{A: {{RuleCondition: {{a: b}}, Assertions: [{{Assert: !Equals [a, b], "
         "AssertDescription: x}]}}",
         f"rules.A.RuleCondition: must be something that is so or not: one of {TRUTH}"),
        (f"{PRODUCT}, rules: {{A-B: {{Assertions: [{{Assert: !Equals [a, b], AssertDescription: x}}]}}}}",
         "rules.A-B: must be at most 255 letters and digits (got A-B)"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_product_is_said_with_the_way_out(hello: Project, fields: str, problem: str) -> None:
    assert problems(hello, fields) == [problem]


def test_a_product_names_the_spec_of_a_portfolio_that_stands_beside_it(hello: Project) -> None:
    hello.write("apis/shop-products.yaml", "portfolio: {name: Shop, provider: Platform}\n")

    assert problems(hello, "portfolio: shop-products, product: {owner: a}, bucket: abc") == []
    assert problems(hello, "portfolio: {spec: shop-products}, product: {owner: a}, bucket: abc") == []


def test_a_misspelt_portfolio_is_told_with_what_else_is_wrong(hello: Project) -> None:
    hello.write("apis/shop-products.yaml", "portfolio: {name: Shop, provider: Platform}\n")
    hello.write("apis/broken.yaml", "portfolio: [\n")

    assert problems(hello, "portfolio: shop-product, product: {owner: a}, bucket: abc, zzz: 1") == [
        "portfolio: there is no spec of a portfolio shop-product; did you mean shop-products?",
        "zzz: is no field of the language; known here: principals, tag_options, shares, portfolio, product, bucket, "
        "launch_role, rules, stack_set, update_tags, notifications",
    ]


def test_without_any_portfolio_the_way_out_is_to_write_one(hello: Project) -> None:
    assert problems(hello, "portfolio: offers, product: {owner: a}, bucket: abc") == [
        "portfolio: there is no spec of a portfolio offers; write apis/offers.yaml with a portfolio, or say name and "
        "provider here"
    ]


def test_an_api_is_no_portfolio_and_not_to_be_written_over(hello: Project) -> None:
    assert problems(hello, "portfolio: demo, product: {owner: a}, bucket: abc") == [
        "portfolio: there is no spec of a portfolio demo; apis/demo.yaml is that of an API: choose another name, or "
        "say name and provider here"
    ]


def test_tag_options_of_aws_are_reserved(hello: Project) -> None:
    fields = "portfolio: {name: a, provider: b}, product: {owner: a}, bucket: abc, tag_options: {'aws:x': [a]}"

    assert [problem.partition(": ")[2] for problem in problems(hello, fields)] == [
        "must not begin with aws: (got aws:x)"
    ]


def test_beside_the_name_of_a_portfolio_nothing_is_said_of_it(hello: Project) -> None:
    hello.write("apis/shop-products.yaml", "portfolio: {name: Shop, provider: Platform}\n")
    fields = "portfolio: {spec: shop-products, name: Shop}, product: {owner: a}, bucket: abc"

    assert problems(hello, fields) == ["portfolio: has a spec of its own: say the rest there"]


def test_who_may_launch_from_a_shared_portfolio_is_said_in_its_spec(hello: Project) -> None:
    hello.write("apis/shop-products.yaml", "portfolio: {name: Shop, provider: Platform}\n")
    fields = (
        f"portfolio: shop-products, product: {{owner: a}}, bucket: abc, principals: ['{ROLE}'], "
        "shares: {accounts: ['123456789012']}, tag_options: {stage: [dev]}"
    )
    why = "belongs to the portfolio, which has a spec of its own: put it into that of shop-products"

    assert problems(hello, fields) == [f"principals: {why}", f"shares: {why}"]


def test_with_a_role_that_is_given_the_bucket_may_be_any(hello: Project) -> None:
    fields = PRODUCT.replace("shop-products", "!ImportValue products")

    assert problems(hello, f"{fields}, launch_role: {{role_arn: '{ROLE}'}}") == []


def test_a_boundary_may_stand_beside_a_stack_set(hello: Project) -> None:
    boundary = "launch_role: {permissions_boundary: 'arn:aws:iam::123456789012:policy/a'}"

    assert problems(hello, f"{PRODUCT}, {STACK_SET}, {boundary}") == []


def test_rules_may_be_about_parameters_of_the_raw_section(hello: Project) -> None:
    raw = "cloudformation: {Parameters: {Raw: {Type: Number, MinValue: 1, ConstraintDescription: x}}}"
    rule = "rules: {A: {Assertions: [{Assert: !Equals [!Ref Raw, '1'], AssertDescription: x}]}}"

    (found,) = problems(
        hello, f"{PRODUCT}, {rule}", raw.replace("Metadata: {AWS::CloudFormation::Interface: {}}, ", "")
    )

    assert "cloudformation.Parameters.Raw: is in the form of a product, and lacks a label and a group" in found
