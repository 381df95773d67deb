"""The stack around a stack set: which template it names, and which templates no fleet can have."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.errors import SpecError
from generator.pipeline import Generated
from tests.support import Project

_OUT = Path("templates_out")
_SELF = 'permission_model: SELF_MANAGED, bucket: code, accounts: ["123456789012"], regions: '
_SERVICE = "permission_model: SERVICE_MANAGED, bucket: code, organizational_unit_ids: [r-ab12], regions: [a]"


def generated(project: Project, text: str) -> Generated:
    project.function("hello")
    return pipeline.generate([project.load(text)], _OUT)[0]


def stack_set(project: Project, text: str) -> Any:
    return generated(project, text).others["stack-set.yaml"].body["Resources"]["StackSet"]["Properties"]


def refusals(project: Project, text: str) -> list[str]:
    with pytest.raises(SpecError) as refused:
        generated(project, text)
    return [str(each).removeprefix("apis/demo.yaml:") for each in refused.value.problems]


def test_a_fleet_has_the_products_template_though_it_is_in_no_catalog(project: Project) -> None:
    text = f"functions: {{hello: {{code: lambda_code/hello, inline: false}}}}\nstack_set: {{{_SELF}[a]}}\n"

    others = generated(project, text).others

    assert list(others) == ["product.yaml", "stack-set.yaml"]
    assert "Parameters" not in others["product.yaml"].body
    assert others["product.yaml"].body["Resources"]["HelloFunction"]["Properties"]["Code"]["S3Bucket"] == "code"


def test_the_template_is_named_by_its_content(project: Project) -> None:
    text = f"functions: {{hello: lambda_code/hello}}\nstack_set: {{{_SELF}[a]}}\n"
    whole = generated(project, text)
    digest = sha256(whole.others["product.yaml"].text.encode()).hexdigest()

    url = whole.others["stack-set.yaml"].body["Resources"]["StackSet"]["Properties"]["TemplateURL"]["Fn::Sub"]

    assert url.endswith(f"/code/demo/product-{digest}.yaml")
    assert stack_set(project, text + "description: Other\n")["TemplateURL"] != {"Fn::Sub": url}


@pytest.mark.parametrize(
    ("more", "capabilities"),
    [
        ("", ["CAPABILITY_IAM"]),
        ("overrides: {HelloRole: {Properties: {RoleName: hello}}}\n", ["CAPABILITY_NAMED_IAM"]),
        ("cloudformation: {Transform: AWS::LanguageExtensions}\n", ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]),
    ],
)
def test_what_its_author_acknowledges_follows_from_the_template(
    project: Project, more: str, capabilities: list[str]
) -> None:
    text = f"functions: {{hello: lambda_code/hello}}\nstack_set: {{{_SELF}[a]}}\n{more}"

    assert stack_set(project, text)["Capabilities"] == capabilities


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("Transform: AWS::LanguageExtensions",
         "3:18: cloudformation.Transform: stack sets with SERVICE_MANAGED take no transforms: leave it out, or use "
         "SELF_MANAGED"),
        ("Resources: {Part: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://s3.amazonaws.com/a/b}}}",
         "3:30: cloudformation.Resources.Part: stack sets with SERVICE_MANAGED take no nested stacks: leave it out, or "
         "use SELF_MANAGED"),
    ],
)  # fmt: skip
def test_organizations_take_no_transforms_and_no_nested_stacks(project: Project, section: str, expected: str) -> None:
    text = "functions: {hello: lambda_code/hello}\nstack_set: {%s}\ncloudformation: {%s}\n"

    assert refusals(project, text % (_SERVICE, section)) == [expected]
    assert stack_set(project, text % (f"{_SELF}[a]", section))


def raw(resource: str) -> str:
    return f"cloudformation: {{Resources: {{{resource}}}}}\n"


_NAMED = "RoleName is one name in all 2 regions of an account: leave it out, or write !Sub with ${AWS::Region}"


@pytest.mark.parametrize(
    ("function", "more", "expected"),
    [
        ("role_name: hello", "", [f"1:13: functions.hello: {_NAMED}"]),
        ("role_name: !Sub 'hello-${AWS::AccountId}'", "", [f"1:13: functions.hello: {_NAMED}"]),
        ("role_name: !Sub 'hello-${AWS::Region}'", "", []),
        ("role_name: !Sub '${AWS::StackName}-hello'", "", []),
        ("role_name: !Ref Name", "parameters: {Name: {type: String, default: a}}\n", []),
        ("", "overrides: {HelloRole: {Properties: {RoleName: hello}}}\n",
         [f"3:38: overrides.HelloRole.Properties.RoleName: {_NAMED}"]),
        ("", "overrides: {cloudformation: {HelloRole: {Properties: {RoleName: hello}}}}\n",
         [f"3:55: overrides.cloudformation.HelloRole.Properties.RoleName: {_NAMED}"]),
        ("", raw("P: {Type: AWS::IAM::ManagedPolicy, Properties: {ManagedPolicyName: p}}"),
         ["3:30: cloudformation.Resources.P: ManagedPolicyName is one name in all 2 regions of an account: leave it "
          "out, or write !Sub with ${AWS::Region}"]),
        ("", raw("B: {Type: AWS::S3::Bucket, Properties: {BucketName: b}}"),
         ["3:30: cloudformation.Resources.B: BucketName is one name in all 2 regions of an account: leave it out, or "
          "write !Sub with ${AWS::Region}"]),
        ("", raw("B: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub 'b-${AWS::Region}'}}"), []),
        ("", raw("B: {Type: AWS::S3::Bucket}"), []),
    ],
)  # fmt: skip
def test_names_that_several_stacks_would_have_are_refused(
    project: Project, function: str, more: str, expected: list[str]
) -> None:
    settings = f"code: lambda_code/hello{', ' * bool(function)}{function}"
    text = f"functions: {{hello: {{{settings}}}}}\nstack_set: {{{_SELF}[a, b]}}\n{more}"

    if expected:
        assert refusals(project, text) == expected
    else:
        assert stack_set(project, text)


def test_a_name_is_no_problem_in_one_region(project: Project) -> None:
    text = f"functions: {{hello: {{code: lambda_code/hello, role_name: hello}}}}\nstack_set: {{{_SELF}[a]}}\n"

    assert stack_set(project, text)["Capabilities"] == ["CAPABILITY_NAMED_IAM"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("b",
         ["3:30: cloudformation.Resources.B: BucketName is one name in all accounts: leave it out, or write !Sub with "
          "${AWS::AccountId}"]),
        ("!Sub 'b-${AWS::AccountId}'", []),
    ],
)  # fmt: skip
def test_a_buckets_name_is_taken_in_every_account(project: Project, name: str, expected: list[str]) -> None:
    bucket = raw(f"B: {{Type: AWS::S3::Bucket, Properties: {{BucketName: {name}}}}}")
    text = f"functions: {{hello: lambda_code/hello}}\nstack_set: {{{_SERVICE}}}\n{bucket}"

    if expected:
        assert refusals(project, text) == expected
    else:
        assert stack_set(project, text)


def test_a_product_is_deployed_from_the_bucket_from_which_it_is_launched(project: Project) -> None:
    catalog = "service_catalog: {portfolio: {name: APIs, provider: us}, product: {owner: us}, bucket: products}\n"
    places = 'permission_model: SELF_MANAGED, accounts: ["123456789012"], regions: [a]'
    text = f"functions: {{hello: lambda_code/hello}}\nstack_set: {{{places}}}\n{catalog}"

    others = generated(project, text).others

    product = others["service-catalog.yaml"].body["Resources"]["Product"]["Properties"]
    (version,) = product["ProvisioningArtifactParameters"]
    deployed = others["stack-set.yaml"].body["Resources"]["StackSet"]["Properties"]
    assert version["Info"]["LoadTemplateFromURL"] == deployed["TemplateURL"]
