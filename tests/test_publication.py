"""Publications: what is put where and in which order, and what is refused before any command runs."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from generator import pipeline, publication
from generator.buckets import Bucket, Object
from generator.errors import DeployError, SpecError
from generator.pipeline import Generated
from generator.publication import Publication
from generator.spec import ledgers, versions
from generator.spec.versions import Version
from tests.support import Project

PRODUCT = """
    functions: {hello: {code: lambda_code/hello, inline: false}}
    service_catalog:
      portfolio: {name: Shop, provider: Platform}
      product: {owner: Platform}
      bucket: BUCKET
"""
LEDGER = "apis/demo.versions.yaml"
OTHER = f"demo/product-{'a' * 64}.yaml"
TYPES = (
    "AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Integration", "AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Stage",
    "AWS::IAM::Role", "AWS::Lambda::Function", "AWS::Lambda::Permission", "AWS::Logs::LogGroup",
)  # fmt: skip


def generated(project: Project, bucket: str = "products") -> Generated:
    project.function("hello")
    (each,) = pipeline.generate([project.load(PRODUCT.replace("BUCKET", bucket))], Path("templates_out"))
    return each


def planned(
    project: Project, *, bucket: str | None = None, name: str | None = None, description: str | None = None
) -> Publication:
    return publication.plan(generated(project), bucket=bucket, name=name, description=description)


def refusal(
    project: Project, *, bucket: str | None = None, name: str | None = None, description: str | None = None
) -> str:
    with pytest.raises(DeployError) as raised:
        planned(project, bucket=bucket, name=name, description=description)
    return str(raised.value)


def template_of(project: Project) -> str:
    return generated(project).others["product.yaml"].text


def test_code_is_put_before_the_template_that_names_it(project: Project) -> None:
    code, template = planned(project).objects
    text = template_of(project)

    assert re.fullmatch(r"hello-[0-9a-f]{64}\.zip", code.key)
    assert code == Object(Path("build") / code.key, code.key)
    assert f"S3Key: {code.key}" in text
    assert template == Object(
        Path("templates_out/demo/product.yaml"),
        versions.key("demo", text),
        b64encode(sha256(text.encode()).digest()).decode(),
    )


def test_the_template_names_the_bucket_in_which_its_code_is(project: Project) -> None:
    assert "S3Bucket: products\n" in template_of(project)
    assert planned(project).bucket == Bucket("products")


def test_a_file_is_put_only_where_nothing_stands() -> None:
    bucket, file = Bucket("products"), Path("build/a.zip")

    assert bucket.put_command(Object(file, "a.zip")) == [
        *("aws", "s3api", "put-object", "--bucket", "products", "--key", "a.zip"),
        *("--body", "build/a.zip", "--if-none-match", "*"),
    ]
    assert bucket.put_command(Object(file, "a.zip", "abc="))[-2:] == ["--checksum-sha256", "abc="]


def test_the_first_version_is_the_first(project: Project) -> None:
    plan = planned(project)

    assert plan.version == Version("v1", plan.objects[-1].key, resource_types=TYPES)
    assert publication.recorded(plan) == ledgers.grown("", plan.version, LEDGER, "demo")


def test_a_changed_template_comes_after_what_was_published(project: Project) -> None:
    before = f"- name: v1\n  template: {OTHER}\n"
    project.write(LEDGER, before)
    plan = planned(project)

    assert plan.version == Version("v2", plan.objects[-1].key, resource_types=TYPES)
    types = "".join(f"  - {each}\n" for each in TYPES)
    assert publication.recorded(plan) == (
        f"{before}- name: v2\n  template: {plan.objects[-1].key}\n  resource_types:\n{types}"
    )


def test_a_ledger_to_which_nothing_can_be_added_is_told_before_anything_is_put(project: Project) -> None:
    project.write(LEDGER, f"[{{name: v1, template: {OTHER}}}]\n")

    with pytest.raises(SpecError, match="nothing can be added to it: each version must begin with - name:"):
        planned(project)


def test_what_was_published_is_not_recorded_again(project: Project) -> None:
    template = versions.key("demo", template_of(project))
    project.write(LEDGER, f"- name: first\n  template: {template}\n")
    plan = planned(project)

    assert plan.version == Version("first", template)
    assert publication.recorded(plan) is None


def test_what_another_process_recorded_meanwhile_is_seen(project: Project) -> None:
    plan = planned(project)
    project.write(LEDGER, f"- name: v1\n  template: {plan.version.template}\n")

    assert publication.recorded(plan) is None


def test_a_new_version_has_the_name_and_the_description_that_are_given(project: Project) -> None:
    plan = planned(project, name="2026-11", description="Orders can be cancelled")

    assert plan.version == Version("2026-11", plan.objects[-1].key, "Orders can be cancelled", TYPES)


def test_what_offers_the_product_is_a_stack_of_its_own(project: Project) -> None:
    product = generated(project)
    (command,) = publication.deploy_commands(planned(project), product)

    assert command[3:7] == [
        *("--stack-name", "demo-service-catalog"),
        *("--template-file", "templates_out/demo/service-catalog.yaml"),
    ]
    assert "--s3-bucket" not in command


def test_what_offers_the_product_goes_through_its_bucket_if_it_is_too_large_to_send(project: Project) -> None:
    product = generated(project)
    offer = product.others["service-catalog.yaml"]
    large = offer._replace(text=offer.text + "#" * 51_200)
    changed = product._replace(others={**product.others, "service-catalog.yaml": large})
    (command,) = publication.deploy_commands(planned(project), changed)

    assert command[command.index("--s3-bucket") + 1] == "products"


@pytest.mark.parametrize("option", ["name", "description"])
def test_names_and_descriptions_are_lines_of_text(option: str, project: Project) -> None:
    assert refusal(project, **{option: "a\nb"}) == f"--{option} must be one line of text"


def test_a_name_has_no_spaces(project: Project) -> None:
    assert refusal(project, name="version 1") == "--name must have no spaces"


def test_two_versions_have_two_names(project: Project) -> None:
    project.write(LEDGER, f"- name: first\n  template: {OTHER}\n")

    assert refusal(project, name="first") == (
        "--name first: another version has this name; leave it out for the next number"
    )


def test_what_was_published_is_not_renamed(project: Project) -> None:
    template = versions.key("demo", template_of(project))
    project.write(LEDGER, f"- name: v1\n  template: {template}\n  description: first\n")

    assert refusal(project, name="v2") == (
        "--name v2: this template was published as v1, and stays as it was: leave it out"
    )
    assert refusal(project, description="second") == (
        "--description second: this template was published as v1, and stays as it was: leave it out"
    )
    assert planned(project, name="v1", description="first").version.name == "v1"


def test_the_bucket_is_that_of_the_spec(project: Project) -> None:
    assert planned(project, bucket="products").bucket.name == "products"
    assert refusal(project, bucket="prodcuts") == (
        "apis/demo.yaml: service_catalog.bucket is products, not prodcuts: publish there, or change the spec"
    )


def test_a_bucket_that_depends_on_the_account_has_to_be_named(project: Project) -> None:
    product = generated(project, bucket='!Sub "products-${AWS::AccountId}"')

    assert publication.plan(product, bucket="products-123456789012").bucket.name == "products-123456789012"
    with pytest.raises(DeployError) as raised:
        publication.plan(product, bucket=None)
    assert str(raised.value) == (
        "apis/demo.yaml: service_catalog.bucket depends on where it is deployed: name it with --bucket"
    )


def test_an_api_that_is_no_product_is_not_published(project: Project) -> None:
    project.function("hello")
    (plain,) = pipeline.generate([project.load("functions: {hello: lambda_code/hello}")], Path("templates_out"))

    with pytest.raises(DeployError) as raised:
        publication.plan(plain, bucket="products")
    assert str(raised.value) == "apis/demo.yaml has neither service_catalog nor stack_set: there is nothing to publish"


def test_what_a_fleet_deploys_is_published_though_it_is_in_no_catalog(project: Project) -> None:
    text = """
        functions: {hello: {code: lambda_code/hello, inline: false}}
        stack_set:
          {permission_model: SELF_MANAGED, bucket: fleet, accounts: ["123456789012"], regions: [eu-central-1]}
    """
    project.function("hello")
    (fleet,) = pipeline.generate([project.load(text)], Path("templates_out"))

    plan = publication.plan(fleet, bucket=None)

    url = fleet.others["stack-set.yaml"].body["Resources"]["StackSet"]["Properties"]["TemplateURL"]["Fn::Sub"]
    assert plan.bucket.name == "fleet"
    assert url.endswith(f"/fleet/{plan.objects[-1].key}")
    assert [command[4] for command in publication.deploy_commands(plan, fleet)] == ["demo-stack-set"]
    with pytest.raises(DeployError) as raised:
        publication.plan(fleet, bucket="fleat")
    assert str(raised.value) == (
        "apis/demo.yaml: stack_set.bucket is fleet, not fleat: publish there, or change the spec"
    )
