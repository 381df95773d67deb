"""The stack that offers a product, or a portfolio: what is in it, and in which order it comes to be."""

from typing import Any

import pytest

from generator.errors import SpecError
from generator.spec.versions import Version
from generator.templates import product, service_catalog
from tests.support import Project

HELLO = "functions: {hello: lambda_code/hello}\n"
NEW = "portfolio: {name: Shop, provider: Platform}, product: {owner: Platform}, bucket: shop-products"
ROLE = "arn:aws:iam::123456789012:role/a"
PAIR = {"PortfolioId": {"Ref": "Portfolio"}, "ProductId": {"Ref": "Product"}}
URL = "https://s3.${AWS::Region}.${AWS::URLSuffix}/"
STACK_SET = (
    "stack_set: {accounts: ['123456789012'], regions: [eu-central-1], admin_role: 'arn:aws:iam::123456789012:role/a', "
    "execution_role: b}"
)


def body(project: Project, fields: str, text: str = HELLO, *versions: Version) -> dict[str, Any]:
    spec = project.spec(f"{text}service_catalog: {{{fields}}}\n")
    return service_catalog.body_of(spec, product.body_of(spec), versions or [Version("v1", "demo/product-1.yaml")])


def resources(project: Project, fields: str, text: str = HELLO, *versions: Version) -> dict[str, Any]:
    found: dict[str, Any] = body(project, fields, text, *versions)["Resources"]
    return found


def portfolio(project: Project, fields: str, text: str = "") -> dict[str, Any]:
    return service_catalog.portfolio_body_of(project.spec(f"{text}portfolio: {{{fields}}}\n", "shop-products"))


def test_the_smallest_product_has_a_portfolio_and_a_role(project: Project) -> None:
    made = body(project, NEW)

    assert list(made["Resources"]) == [
        "Portfolio", "Product", "PortfolioProductAssociation", "LaunchRole", "LaunchRoleConstraint",
    ]  # fmt: skip
    assert made["Description"] == "Offers demo in AWS Service Catalog"
    assert {title: each["Value"] for title, each in made["Outputs"].items()} == {
        "PortfolioId": {"Ref": "Portfolio"},
        "ProductId": {"Ref": "Product"},
        "LaunchRoleArn": {"Fn::GetAtt": ["LaunchRole", "Arn"]},
    }
    assert made["Resources"]["Product"]["Properties"]["Name"] == "demo"
    assert made["Resources"]["Portfolio"]["Properties"] == {"DisplayName": "Shop", "ProviderName": "Platform"}


def test_every_version_is_listed_in_its_order_with_its_url(project: Project) -> None:
    versions = [Version("v1", "demo/product-1.yaml"), Version("spring", "demo/product-2.yaml", "Says more")]
    fields = NEW.replace("bucket: shop-products", "bucket: !Sub 'shop-${AWS::Region}'")

    made = resources(project, fields, HELLO, *versions)["Product"]["Properties"]["ProvisioningArtifactParameters"]

    assert made == [
        {
            "Name": "v1",
            "Type": "CLOUD_FORMATION_TEMPLATE",
            "Info": {"LoadTemplateFromURL": {"Fn::Sub": f"{URL}shop-${{AWS::Region}}/demo/product-1.yaml"}},
        },
        {
            "Name": "spring",
            "Description": "Says more",
            "Type": "CLOUD_FORMATION_TEMPLATE",
            "Info": {"LoadTemplateFromURL": {"Fn::Sub": f"{URL}shop-${{AWS::Region}}/demo/product-2.yaml"}},
        },
    ]


def test_tags_of_the_spec_stand_on_the_portfolio_and_on_the_product_under_their_own(project: Project) -> None:
    fields = (
        "portfolio: {name: Shop, provider: Platform, tags: {team: a}}, product: {owner: Platform, tags: {kind: b}}, "
        "bucket: shop-products"
    )

    made = resources(project, fields, f"tags: {{team: shop, cost: '1'}}\n{HELLO}")

    assert made["Portfolio"]["Properties"]["Tags"] == [
        {"Key": "team", "Value": "a"},
        {"Key": "cost", "Value": "1"},
    ]
    assert made["Product"]["Properties"]["Tags"] == [
        {"Key": "team", "Value": "shop"},
        {"Key": "cost", "Value": "1"},
        {"Key": "kind", "Value": "b"},
    ]


@pytest.mark.parametrize(
    ("role", "property_of_it"),
    [
        ("", {"RoleArn": {"Fn::GetAtt": ["LaunchRole", "Arn"]}}),
        ("launch_role: {permissions_boundary: 'arn:aws:iam::123456789012:policy/a'}",
         {"RoleArn": {"Fn::GetAtt": ["LaunchRole", "Arn"]}}),
        (f"launch_role: {{role_arn: '{ROLE}'}}", {"RoleArn": ROLE}),
        ("launch_role: {local_role_name: Launcher}", {"LocalRoleName": "Launcher"}),
        ("launch_role: {local_role_name: !ImportValue launcher}", {"LocalRoleName": {"Fn::ImportValue": "launcher"}}),
    ],
)  # fmt: skip
def test_a_launch_has_exactly_one_role(project: Project, role: str, property_of_it: dict[str, Any]) -> None:
    made = resources(project, f"{NEW}, {role}" if role else NEW)

    assert made["LaunchRoleConstraint"] == {
        "Type": "AWS::ServiceCatalog::LaunchRoleConstraint",
        "DependsOn": "PortfolioProductAssociation",
        "Properties": {**PAIR, **property_of_it},
    }
    assert ("LaunchRole" in made) == ("Fn::GetAtt" in str(property_of_it))


def test_the_role_may_read_the_bucket_and_make_roles_with_the_boundary_alone(project: Project) -> None:
    boundary = "arn:aws:iam::123456789012:policy/a"
    made = resources(project, f"{NEW}, launch_role: {{permissions_boundary: '{boundary}'}}")["LaunchRole"]

    statements = [
        statement for policy in made["Properties"]["Policies"] for statement in policy["PolicyDocument"]["Statement"]
    ]
    (makes_roles,) = (each for each in statements if "iam:CreateRole" in each["Action"])
    assert makes_roles["Condition"]["StringEquals"]["iam:PermissionsBoundary"] == boundary
    assert "shop-products/*" in str([each["Resource"] for each in statements if "s3:GetObject" in each["Action"]])


def actions(role: dict[str, Any]) -> set[str]:
    documents = [policy["PolicyDocument"] for policy in role["Properties"]["Policies"]]
    return {action for document in documents for statement in document["Statement"] for action in statement["Action"]}


def test_the_role_can_end_what_only_earlier_versions_have(project: Project) -> None:
    types = ("AWS::Lambda::Function", "AWS::SQS::Queue")
    earlier = Version("v1", "demo/product-1.yaml", resource_types=types)
    without, with_queue = (
        actions(resources(project, NEW, HELLO, *versions, Version("v2", "demo/product-2.yaml"))["LaunchRole"])
        for versions in ([], [earlier])
    )

    assert {each for each in with_queue - without if not each.startswith("sqs:")} == set()
    assert "sqs:DeleteQueue" in with_queue - without
    assert without <= with_queue


def test_a_type_of_which_nothing_is_known_is_told_where_it_stands(project: Project) -> None:
    raw = "cloudformation: {Resources: {A: {Type: 'Custom::Thing'}}}\n"

    with pytest.raises(SpecError) as raised:
        resources(project, NEW, HELLO + raw)

    assert [problem.path for problem in raised.value.problems] == [("Resources", "A")]


def test_a_stack_set_takes_the_place_of_the_launch_role(project: Project) -> None:
    made = body(project, f"{NEW}, {STACK_SET}")

    assert made["Resources"]["StackSetConstraint"] == {
        "Type": "AWS::ServiceCatalog::StackSetConstraint",
        "DependsOn": "PortfolioProductAssociation",
        "Properties": {
            **PAIR,
            "Description": "Where the product may be deployed as a stack set",
            "AccountList": ["123456789012"],
            "RegionList": ["eu-central-1"],
            "AdminRole": ROLE,
            "ExecutionRole": "b",
            "StackInstanceControl": "NOT_ALLOWED",
        },
    }
    assert not {"LaunchRole", "LaunchRoleConstraint"} & set(made["Resources"])
    assert list(made["Outputs"]) == ["PortfolioId", "ProductId"]


@pytest.mark.parametrize(
    ("fields", "title", "properties"),
    [
        ("update_tags: ALLOWED", "ResourceUpdateConstraint", {"TagUpdateOnProvisionedProduct": "ALLOWED"}),
        ("notifications: ['arn:aws:sns:eu-central-1:123456789012:a']", "LaunchNotificationConstraint",
         {"NotificationArns": ["arn:aws:sns:eu-central-1:123456789012:a"]}),
        ("rules: {A: {RuleCondition: !Equals [a, a], Assertions: [{Assert: !Not [!Equals [a, b]], "
         "AssertDescription: ä}]}}",
         "LaunchTemplateConstraint",
         {"Rules": '{"A":{"RuleCondition":{"Fn::Equals":["a","a"]},"Assertions":[{"Assert":{"Fn::Not":'
                   '[{"Fn::Equals":["a","b"]}]},"AssertDescription":"ä"}]}}'}),
    ],
)  # fmt: skip
def test_other_constraints_stand_there_when_they_are_asked_for(
    project: Project, fields: str, title: str, properties: dict[str, Any]
) -> None:
    made = resources(project, f"{NEW}, {fields}")[title]

    assert made["Properties"] == {**PAIR, **properties}
    assert made["DependsOn"] == "PortfolioProductAssociation"


def test_nobody_may_launch_before_the_role_stands(project: Project) -> None:
    fields = f"principals: ['{ROLE}', {{pattern: 'arn:aws:iam:::role/Dev*'}}], shares: {{accounts: ['123456789012']}}"

    made = resources(project, f"{NEW}, {fields}")
    with_stack_set = resources(project, f"{NEW}, {fields}, {STACK_SET}")

    assert made["APrincipaldcb378fd"]["Properties"] == {
        "PortfolioId": {"Ref": "Portfolio"}, "PrincipalARN": ROLE, "PrincipalType": "IAM",
    }  # fmt: skip
    assert made["DevPrincipal565ee23c"]["Properties"] == {
        "PortfolioId": {"Ref": "Portfolio"},
        "PrincipalARN": "arn:aws:iam:::role/Dev*",
        "PrincipalType": "IAM_PATTERN",
    }
    waiting = ("APrincipaldcb378fd", "DevPrincipal565ee23c", "PortfolioShare123456789012")
    assert {made[title]["DependsOn"] for title in waiting} == {"LaunchRoleConstraint"}
    assert {with_stack_set[title]["DependsOn"] for title in waiting} == {"StackSetConstraint"}


def test_a_tag_option_of_a_product_is_its_own(project: Project) -> None:
    made = resources(project, f"{NEW}, tag_options: {{stage: [dev]}}")

    assert made["StageDevTagOption30b19d1b"]["Properties"] == {"Key": "stage", "Value": "dev", "Active": True}
    assert made["StageDevTagOptionAssociation30b19d1b"]["Properties"] == {
        "TagOptionId": {"Ref": "StageDevTagOption30b19d1b"},
        "ResourceId": {"Ref": "Product"},
    }


def test_a_product_of_a_shared_portfolio_imports_it(project: Project) -> None:
    project.write("apis/shop-products.yaml", "portfolio: {name: Shop, provider: Platform}\n")
    made = body(project, f"{NEW}, update_tags: ALLOWED".replace("{name: Shop, provider: Platform}", "shop-products"))

    assert "Portfolio" not in made["Resources"]
    assert list(made["Outputs"]) == ["ProductId", "LaunchRoleArn"]
    imported = {"Fn::ImportValue": "shop-products-portfolio-id"}
    for title in ("PortfolioProductAssociation", "LaunchRoleConstraint", "ResourceUpdateConstraint"):
        assert made["Resources"][title]["Properties"]["PortfolioId"] == imported


def test_a_portfolio_of_its_own_has_its_audience_and_exports_its_id(project: Project) -> None:
    fields = f"name: Shop, provider: Platform, principals: ['{ROLE}'], tag_options: {{stage: [dev]}}"

    made = portfolio(project, fields, "tags: {team: shop}\n")

    assert list(made["Resources"]) == [
        "Portfolio", "APrincipaldcb378fd", "StageDevTagOption30b19d1b", "StageDevTagOptionAssociation30b19d1b",
    ]  # fmt: skip
    assert made["Resources"]["Portfolio"]["Properties"]["Tags"] == [{"Key": "team", "Value": "shop"}]
    assert "DependsOn" not in made["Resources"]["APrincipaldcb378fd"]
    association = made["Resources"]["StageDevTagOptionAssociation30b19d1b"]["Properties"]
    assert association["ResourceId"] == {"Ref": "Portfolio"}
    assert made["Description"] == "The portfolio shop-products of AWS Service Catalog"
    assert made["Outputs"] == {
        "PortfolioId": {
            "Description": "The ID of the portfolio",
            "Value": {"Ref": "Portfolio"},
            "Export": {"Name": "shop-products-portfolio-id"},
        }
    }


def test_a_portfolio_is_described_as_its_spec_is(project: Project) -> None:
    assert portfolio(project, "name: Shop, provider: a", "description: For us\n")["Description"] == "For us"


@pytest.mark.parametrize(
    ("shares", "commands"),
    [
        ("accounts: ['123456789012']", None),
        ("organization: o-a1b2c3d4e5",
         "aws servicecatalog create-portfolio-share --portfolio-id ${Portfolio} "
         "--organization-node Type=ORGANIZATION,Value=o-a1b2c3d4e5"),
        ("organizational_units: [ou-a1b2-c3d4e5f6], share_tag_options: true, share_principals: true",
         "aws servicecatalog create-portfolio-share --portfolio-id ${Portfolio} "
         "--organization-node Type=ORGANIZATIONAL_UNIT,Value=ou-a1b2-c3d4e5f6 --share-tag-options --share-principals"),
        ("accounts: ['123456789012'], share_principals: true",
         "aws servicecatalog update-portfolio-share --portfolio-id ${Portfolio} --account-id 123456789012 "
         "--share-principals"),
    ],
)  # fmt: skip
def test_what_cloudformation_cannot_share_is_a_command(project: Project, shares: str, commands: str | None) -> None:
    made = portfolio(project, f"name: Shop, provider: Platform, shares: {{{shares}}}")

    output = made["Outputs"].get("ShareCommands")
    assert (output and output["Value"]) == (commands and {"Fn::Sub": commands})


def test_tag_options_are_shared_with_an_account_where_it_is_asked_for(project: Project) -> None:
    fields = "name: Shop, provider: Platform, shares: {accounts: ['123456789012'], share_tag_options: true}"

    assert portfolio(project, fields)["Resources"]["PortfolioShare123456789012"]["Properties"] == {
        "PortfolioId": {"Ref": "Portfolio"},
        "AccountId": "123456789012",
        "ShareTagOptions": True,
    }
