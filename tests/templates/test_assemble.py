"""The Python API: a spec built in Python, the troposphere Template that it leads to, and what may be done with it."""

import subprocess
import sys
from typing import Any

import pytest
from pydantic import ValidationError
from troposphere import Output, Ref, Template
from troposphere.sns import Topic

from generator.errors import SpecError
from generator.render import render
from generator.spec.api import ApiSpec
from generator.templates.cloudformation import assemble
from tests.support import Project


def small(project: Project, **more: Any) -> ApiSpec:
    project.function("hello")
    return ApiSpec(name="demo", functions={"hello": "lambda_code/hello"}, **more)  # type: ignore[dict-item]


RAW = {
    "Mappings": {"Sizes": {"eu": {"small": 1}}},
    "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "a"}}},
    "Outputs": {"Name": {"Value": {"Ref": "Topic"}}},
}


def test_the_template_of_the_smallest_spec_holds_the_whole_architecture(project: Project) -> None:
    template = assemble(small(project))

    assert isinstance(template, Template)
    assert {title: resource.resource_type for title, resource in template.resources.items()} == {
        "HttpApi": "AWS::ApiGatewayV2::Api",
        "HelloLogGroup": "AWS::Logs::LogGroup",
        "HelloRole": "AWS::IAM::Role",
        "HelloFunction": "AWS::Lambda::Function",
        "HelloIntegration": "AWS::ApiGatewayV2::Integration",
        "DefaultRoute": "AWS::ApiGatewayV2::Route",
        "AccessLogGroup": "AWS::Logs::LogGroup",
        "Stage": "AWS::ApiGatewayV2::Stage",
        "HelloPermission": "AWS::Lambda::Permission",
    }
    assert list(template.outputs) == ["ApiUrl", "ApiId", "HelloFunctionArn"]


def test_what_the_spec_does_not_say_is_absent(project: Project) -> None:
    assert sorted(assemble(small(project)).to_dict()) == ["AWSTemplateFormatVersion", "Outputs", "Resources"]


def test_the_description_of_the_api_is_that_of_the_template(project: Project) -> None:
    assert assemble(small(project, description="Says hello")).to_dict()["Description"] == "Says hello"


def test_the_template_can_be_changed_before_it_is_rendered(project: Project) -> None:
    template = assemble(small(project))

    template.resources["HelloFunction"].MemorySize = 2048
    del template.outputs["ApiId"]
    template.add_resource(Topic("News", TopicName="news"))
    template.add_output(Output("NewsArn", Value=Ref("News")))

    text = render(template.to_dict(), "mine")
    assert text.startswith("# mine\nAWSTemplateFormatVersion: '2010-09-09'\n")
    assert "      MemorySize: 2048\n" in text
    assert "  News:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: news\n" in text
    assert "  NewsArn:\n    Value: !Ref News\n" in text
    assert "ApiId:\n    Description" not in text


def test_troposphere_refuses_a_second_resource_of_one_name(project: Project) -> None:
    template = assemble(small(project, cloudformation=RAW))

    for taken in ("HelloFunction", "Topic"):
        with pytest.raises(ValueError, match=f'duplicate key "{taken}" detected'):
            template.add_resource(Topic(taken))


def test_a_template_with_raw_and_overridden_resources_can_be_written_by_troposphere_too(project: Project) -> None:
    template = assemble(
        small(project, cloudformation=RAW, overrides={"HttpApi": {"Properties": {"Version": "2"}}})
    )  # fmt: skip

    assert '"TopicName": "a"' in template.to_json()
    assert "TopicName: a" in template.to_yaml()


@pytest.mark.parametrize("section", ["resources", "mappings", "outputs"])
def test_changing_a_template_leaves_the_spec_as_it_was(section: str, project: Project) -> None:
    spec = small(project, cloudformation=RAW)
    template = assemble(spec)
    before = template.to_dict()

    match section:
        case "resources":
            template.resources["Topic"].resource["Properties"]["TopicName"] = "changed"
        case "mappings":
            template.mappings["Sizes"]["eu"]["small"] = 2
        case "outputs":
            template.outputs["Name"]["Value"] = "changed"

    assert assemble(spec).to_dict() == before


def test_changing_the_tags_of_a_resource_leaves_the_spec_as_it_was(project: Project) -> None:
    spec = small(project, tags={"team": "shop"})
    template = assemble(spec)

    template.resources["HttpApi"].Tags["team"] = "changed"

    assert assemble(spec).resources["HttpApi"].Tags == {"team": "shop"}


def test_two_templates_of_one_spec_are_equal_and_share_nothing(project: Project) -> None:
    spec = small(project)
    one, two = assemble(spec), assemble(spec)

    one.resources["Stage"].StageName = "changed"

    assert two.resources["Stage"].StageName == "$default"
    assert two.to_dict() == assemble(spec).to_dict()


def test_a_spec_in_python_has_the_same_rules(project: Project) -> None:
    with pytest.raises(SpecError) as raised:
        small(project, routes={"GET /": "helo", "GET /a": "hello"})

    assert str(raised.value) == 'routes."GET /".function: there is no function helo; did you mean hello?'


def test_a_spec_in_python_of_the_wrong_shape_is_refused(project: Project) -> None:
    with pytest.raises(ValidationError):
        small(project, rutes={})


def test_an_override_that_does_not_fit_is_refused_without_a_place(project: Project) -> None:
    with pytest.raises(SpecError) as raised:
        assemble(small(project, overrides={"HttpApis": {}}))

    assert str(raised.value) == "overrides.HttpApis: there is no such resource; did you mean HttpApi?"


@pytest.mark.parametrize("first", ["", "import generator.cli, generator.pipeline"])
def test_everything_that_the_package_offers_can_be_imported_from_it(first: str, project: Project) -> None:
    script = f"""
{first}
from generator import ApiSpec, GeneratorError, SpecError, assemble
from generator.render import render
spec = ApiSpec(name="demo", functions={{"hello": "lambda_code/hello"}})
print(render(assemble(spec).to_dict(), "mine").splitlines()[0], issubclass(GeneratorError, Exception))
"""
    project.function("hello")

    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert (result.stdout, result.stderr) == ("# mine True\n", "")
