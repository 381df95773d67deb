"""The template of a product: the plain one, with the product's bucket, boundaries, and rules for what goes together."""

from typing import Any

import pytest

from generator.templates import product
from generator.templates.cloudformation import assemble
from tests.support import Project

CATALOG = """
service_catalog:
  portfolio: {name: Shop, provider: Platform}
  product: {owner: Platform}
  bucket: !Sub shop-${AWS::Region}
"""
BOUNDARY = "arn:aws:iam::123456789012:policy/shop"
FORM = "constraint_description: x, label: x, group: x"


def body(project: Project, text: str, catalog: str = CATALOG) -> dict[str, Any]:
    return product.body_of(project.spec(text + catalog))


def test_what_asks_for_nothing_is_the_plain_template(project: Project) -> None:
    text = "functions: {hello: lambda_code/hello}\n"

    assert body(project, text) == assemble(project.spec(text)).to_dict()


def test_packaged_code_is_in_the_bucket_of_the_product_and_nobody_is_asked_for_it(project: Project) -> None:
    made = body(project, "functions: {hello: {code: lambda_code/hello, inline: false}}\n")

    assert "Parameters" not in made
    assert made["Resources"]["HelloFunction"]["Properties"]["Code"]["S3Bucket"] == {"Fn::Sub": "shop-${AWS::Region}"}


def test_a_reference_to_the_bucket_in_the_raw_section_follows(project: Project) -> None:
    raw = "cloudformation: {Outputs: {Bucket: {Value: !Join ['/', [!Ref CodeBucket, x]]}}}\n"

    made = body(project, f"functions: {{hello: {{code: lambda_code/hello, inline: false}}}}\n{raw}")

    assert made["Outputs"]["Bucket"] == {"Value": {"Fn::Join": ["/", [{"Fn::Sub": "shop-${AWS::Region}"}, "x"]]}}


def test_what_is_published_elsewhere_stays_where_it_is(project: Project) -> None:
    text = "functions: {hello: {s3: {bucket: other-bucket, key: a.zip}, handler: a.b}}\n"

    assert body(project, text)["Resources"]["HelloFunction"]["Properties"]["Code"]["S3Bucket"] == "other-bucket"


def test_every_role_and_user_has_the_boundary_and_nothing_else_has(project: Project) -> None:
    text = """
functions: {hello: {code: lambda_code/hello, auto_publish_alias: live, deployment_preference: {type: AllAtOnce}}}
routes: {GET /a: hello, POST /b: {sqs: {queue: !GetAtt Jobs.Arn, message_body: $request.body}}}
cloudformation:
  Resources:
    Jobs: {Type: AWS::SQS::Queue}
    WorkerRole: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}
    Worker: {Type: AWS::IAM::User}
"""
    made = body(project, text, f"{CATALOG}  launch_role: {{permissions_boundary: '{BOUNDARY}'}}\n")

    bounded = {
        title: each["Properties"]["PermissionsBoundary"]
        for title, each in made["Resources"].items()
        if "PermissionsBoundary" in each.get("Properties", {})
    }
    assert bounded == dict.fromkeys(
        ["HelloRole", "CodeDeployServiceRole", "PostBRouteRole", "WorkerRole", "Worker"], BOUNDARY
    )


DOMAIN = f"""
functions: {{hello: lambda_code/hello}}
parameters:
  Name: {{type: String, default: "", allowed_pattern: "[a-z.]*", constraint_description: x, label: Domain, group: x}}
  Given: {{type: String, min_length: 1, {FORM}}}
  Zone: {{type: String, default: "", allowed_pattern: "(Z[A-Z0-9]+)?", {FORM}}}
  ZoneType: {{type: "AWS::Route53::HostedZone::Id", {FORM}}}
  CertificateArn: {{type: String, allowed_pattern: "(arn:.+)?", {FORM}}}
cloudformation: {{Conditions: {{Has: !Not [!Equals [!Ref Name, ""]]}}}}
"""


def given(parameter: str) -> dict[str, Any]:
    return {"Fn::Not": [{"Fn::Equals": [{"Ref": parameter}, ""]}]}


@pytest.mark.parametrize(
    ("domain", "rules"),
    [
        ("name: !Ref Name, hosted_zone_id: !Ref Zone", {"DomainNeedsZone": "Zone"}),
        ("name: !Ref Name, hosted_zone_name: !Ref Zone, certificate_arn: !Ref CertificateArn",
         {"DomainNeedsZoneName": "Zone", "DomainNeedsCertificate": "CertificateArn"}),
        ("name: !Ref Name, hosted_zone_id: !Ref ZoneType", {}),  # which cannot be empty
        ("name: !Ref Given, hosted_zone_id: !Ref Zone", {}),  # always given: that it takes a zone is no question
        ("name: a.example.com, hosted_zone_id: !Ref Zone", {}),
        ("name: !Ref Name, hosted_zone_id: Z0123456789ABC", {}),
    ],
)  # fmt: skip
def test_a_domain_that_launchers_may_give_needs_what_goes_with_it(
    project: Project, domain: str, rules: dict[str, str]
) -> None:
    made = body(project, f"{DOMAIN}domain: {{{domain}, condition: Has}}\n")

    assert {name: rule["Assertions"][0]["Assert"] for name, rule in made.get("Rules", {}).items()} == {
        name: given(needed) for name, needed in rules.items()
    }


def test_a_rule_says_in_the_words_of_the_form_what_is_missing(project: Project) -> None:
    made = body(project, f"{DOMAIN}domains: {{shop: {{name: !Ref Name, hosted_zone_id: !Ref Zone, condition: Has}}}}\n")

    assert made["Rules"] == {
        "ShopDomainNeedsZone": {
            "RuleCondition": given("Name"),
            "Assertions": [
                {"Assert": given("Zone"), "AssertDescription": "x must be given too when Domain is given"},
            ],
        }
    }


def test_rules_of_the_raw_section_stand_beside_them(project: Project) -> None:
    rule = 'Rules: {Own: {Assertions: [{Assert: !Equals [!Ref Name, ""], AssertDescription: x}]}}'
    text = DOMAIN.replace("cloudformation: {", f"cloudformation: {{{rule}, ")

    made = body(project, f"{text}domain: {{name: !Ref Name, hosted_zone_id: !Ref Zone, condition: Has}}\n")

    assert list(made["Rules"]) == ["Own", "DomainNeedsZone"]


def test_a_parameter_of_the_raw_section_may_be_the_one_that_is_empty(project: Project) -> None:
    text = DOMAIN.replace(
        "cloudformation: {",
        "cloudformation: {Parameters: {RawZone: {Type: String, AllowedPattern: (Z.+)?, ConstraintDescription: x}}, "
        "Metadata: {}, ",
    ).replace("parameters:", "parameters:\n  Unused: {type: String, max_length: 5, " + FORM + "}")
    spec = project.spec(f"{text}domain: {{name: !Ref Name, hosted_zone_id: !Ref RawZone, condition: Has}}\n")

    from generator.spec.product_rules import rules

    assert list(rules(spec)) == ["DomainNeedsZone"]


def test_the_templates_of_the_api_stay_as_they_are(project: Project) -> None:
    spec = project.spec(f"{DOMAIN}domain: {{name: !Ref Name, hosted_zone_id: !Ref Zone, condition: Has}}\n{CATALOG}")

    assert "Rules" not in assemble(spec).to_dict()
