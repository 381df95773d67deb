"""Deployments: the commands of the AWS CLI, as lists, and what is refused before any of them runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from textwrap import dedent
from urllib.parse import unquote

import pytest

from generator import deployment, pipeline
from generator.deployment import Deployment
from generator.errors import DeployError
from generator.flavours import Flavour
from generator.http_api import quotas
from generator.pipeline import Generated
from tests.support import HANDLER, Project

INLINE = "functions: {hello: lambda_code/hello}"
PACKAGED = "functions: {hello: {code: lambda_code/hello, inline: false}}"
WITH_SETS = """
    functions: {hello: lambda_code/hello}
    parameters:
      Retention: {type: Number, default: 30}
      Colour: {type: String, default: red}
    defaults: {log_group: {retention_in_days: !Ref Retention}, environment: {COLOUR: !Ref Colour}}
    parameter_sets:
      dev: {Retention: 7, Colour: dark blue}
      prod: {Retention: 365}
"""
URL = "https://abc.execute-api.eu-central-1.amazonaws.com"


def test_an_inline_api_is_deployed_with_its_template_alone(project: Project) -> None:
    assert _plan(project, INLINE).deploy_command() == [
        *("aws", "cloudformation", "deploy", "--stack-name", "demo"),
        *("--template-file", "templates_out/demo/template.yaml", "--no-fail-on-empty-changeset"),
        *("--capabilities", "CAPABILITY_IAM"),
    ]


def test_a_packaged_api_is_told_its_bucket(project: Project) -> None:
    plan = _plan(project, PACKAGED, bucket="my-code")

    assert plan.deploy_command()[-4:] == ["--s3-bucket", "my-code", "--parameter-overrides", "CodeBucket=my-code"]


def test_an_inline_api_with_a_bucket_uploads_its_template_there_and_has_no_parameter_for_it(project: Project) -> None:
    assert _plan(project, INLINE, bucket="my-code").deploy_command()[-2:] == ["--s3-bucket", "my-code"]


def test_the_stack_has_the_name_of_the_api_or_the_one_that_is_given(project: Project) -> None:
    assert _plan(project, INLINE).stack == "demo"
    assert _plan(project, INLINE, stack="demo-blue").deploy_command()[3:5] == ["--stack-name", "demo-blue"]


def test_a_parameter_set_is_handed_over_one_argument_a_parameter(project: Project) -> None:
    command = _plan(project, WITH_SETS, parameter_set="dev").deploy_command()

    assert command[-3:] == ["--parameter-overrides", "Retention=7", "Colour=dark blue"]


def test_without_a_parameter_set_defaults_count(project: Project) -> None:
    assert "--parameter-overrides" not in _plan(project, WITH_SETS).deploy_command()


def test_a_package_is_uploaded_under_its_own_name(project: Project) -> None:
    plan = _plan(project, PACKAGED, bucket="my-code")
    (package,) = plan.packages

    assert re.fullmatch(r"build/hello-[0-9a-f]{64}\.zip", package.as_posix())
    assert plan.upload_command(package) == [
        *("aws", "s3", "cp", "--only-show-errors"),
        *(package.as_posix(), f"s3://my-code/{package.name}"),
    ]


def test_of_two_flavours_the_plain_one_is_deployed_unless_told_otherwise(project: Project) -> None:
    assert _plan(project, INLINE).template == Path("templates_out/demo/template.yaml")
    assert _plan(project, INLINE, flavour="cloudformation").template == Path("templates_out/demo/template.yaml")
    assert _plan(project, INLINE, flavour="sam").template == Path("templates_out/demo/sam.yaml")


def test_the_only_flavour_of_a_spec_need_not_be_named(project: Project) -> None:
    assert _plan(project, f"flavours: [sam]\n{INLINE}").template == Path("templates_out/demo/sam.yaml")


def test_a_flavour_that_the_spec_does_not_want_is_refused(project: Project) -> None:
    with pytest.raises(DeployError) as refused:
        _plan(project, f"flavours: [cloudformation]\n{INLINE}", flavour="sam")

    assert str(refused.value) == (
        "apis/demo.yaml: flavours: has no sam (got cloudformation): add it, then httpapi generate"
    )


def test_a_sam_template_without_packages_is_deployed_as_it_is_committed_and_expanded(project: Project) -> None:
    plan = _plan(project, INLINE, flavour="sam")

    assert plan.text is None
    assert plan.deploy_command() == [
        *("aws", "cloudformation", "deploy", "--stack-name", "demo"),
        *("--template-file", "templates_out/demo/sam.yaml", "--no-fail-on-empty-changeset"),
        *("--capabilities", "CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"),
    ]


def test_a_sam_template_with_packages_is_written_with_their_keys_and_has_no_parameter_for_the_bucket(
    project: Project,
) -> None:
    plan = _plan(project, PACKAGED, bucket="my-code", flavour="sam")
    (package,) = plan.packages

    assert _after("--template-file", plan.deploy_command()) == "build/demo.sam.yaml"
    assert f"CodeUri: s3://my-code/{package.name}\n" in str(plan.text)
    assert plan.deploy_command()[-2:] == ["--s3-bucket", "my-code"]


def test_packages_of_a_sam_template_need_a_bucket_too(project: Project) -> None:
    with pytest.raises(DeployError, match="demo has packaged code: name a bucket for it with --bucket"):
        _plan(project, PACKAGED, flavour="sam")


def test_a_sam_template_with_packages_takes_the_values_of_its_own_parameters(project: Project) -> None:
    spec = WITH_SETS.replace("hello: lambda_code/hello", "hello: {code: lambda_code/hello, inline: false}")
    plan = _plan(project, spec, bucket="my-code", parameter_set="prod", flavour="sam")

    assert plan.deploy_command()[-2:] == ["--parameter-overrides", "Retention=365"]
    with pytest.raises(DeployError, match="--parameter CodeBucket=x: there is no such parameter"):
        deployment.plan(
            _generated(project, spec),
            stack=None,
            bucket="b",
            parameter_set=None,
            parameters=["CodeBucket=x"],
            flavour="sam",
        )


@pytest.mark.parametrize("flavour", ["cloudformation", "sam"])
@pytest.mark.parametrize("bucket", ["my-code", None])
def test_local_code_of_the_raw_section_is_refused_in_every_flavour(
    project: Project, flavour: Flavour, bucket: str | None
) -> None:
    raw = """
        cloudformation:
          Transform: AWS::Serverless-2016-10-31
          Globals: {Function: {Runtime: python3.13, CodeUri: ../../lambda_code/other}}
          Resources:
            Worker: {Type: AWS::Serverless::Function, Properties: {Handler: app.handler}}
            Text: {Type: AWS::Serverless::Function, Properties: {Handler: app.handler, InlineCode: x}}
    """
    file = {"cloudformation": "template.yaml", "sam": "sam.yaml"}[flavour]

    with pytest.raises(DeployError) as refused:
        _plan(project, f"{INLINE}{dedent(raw)}", bucket=bucket, flavour=flavour)

    assert str(refused.value) == (
        f"templates_out/demo/{file}: Worker.CodeUri: is not the code of a function of the spec (got "
        "lambda_code/other): let the function's `code` lead there, or use sam build and sam deploy"
    )


def test_capabilities_stand_in_the_command(project: Project) -> None:
    spec = """
        functions: {hello: lambda_code/hello}
        overrides: {HelloRole: {Properties: {RoleName: hello-role}}}
    """

    assert _after("--capabilities", _plan(project, spec).deploy_command()) == "CAPABILITY_NAMED_IAM"


def test_packaged_code_without_a_bucket_is_refused(project: Project) -> None:
    assert _refusal(project, PACKAGED) == "demo has packaged code: name a bucket for it with --bucket"


def test_a_parameter_set_that_does_not_exist_is_refused_with_the_one_that_may_be_meant(project: Project) -> None:
    assert _refusal(project, WITH_SETS, parameter_set="pro") == (
        "apis/demo.yaml has no parameter set pro; did you mean prod?"
    )


def test_a_parameter_set_like_no_other_is_refused_with_all_there_are(project: Project) -> None:
    assert _refusal(project, WITH_SETS, parameter_set="x") == (
        "apis/demo.yaml has no parameter set x; known here: dev, prod"
    )


def test_a_parameter_set_of_an_api_without_any_is_refused(project: Project) -> None:
    assert (
        _refusal(project, INLINE, parameter_set="dev") == "apis/demo.yaml has no parameter set dev; the spec has none"
    )


def test_a_template_that_is_too_large_to_send_needs_a_bucket(project: Project) -> None:
    spec = _large(project)

    assert re.fullmatch(
        r"templates_out/demo/template\.yaml has [0-9,]+ bytes; without a bucket CloudFormation takes 51,200: "
        r"name one with --bucket",
        _refusal(project, spec),
    )
    assert _after("--s3-bucket", _plan(project, spec, bucket="my-code").deploy_command()) == "my-code"


def test_a_template_of_just_the_size_that_can_be_sent_needs_no_bucket(project: Project) -> None:
    generated = _generated(project, INLINE)
    text = generated.template.text + "#" * (quotas.TEMPLATE_BODY_BYTES - len(generated.template.text.encode()))
    largest = generated._replace(templates={"cloudformation": generated.template._replace(text=text)})
    larger = generated._replace(templates={"cloudformation": generated.template._replace(text=text + "#")})

    assert deployment.plan(largest, stack=None, bucket=None, parameter_set=None).bucket is None
    with pytest.raises(DeployError, match="51,201 bytes"):
        deployment.plan(larger, stack=None, bucket=None, parameter_set=None)


@pytest.mark.parametrize(
    ("routes", "call"),
    [
        ("{$default: hello}", "curl -i 'URL/'"),
        ("{GET /: hello}", "curl -i 'URL/'"),
        ("{GET /orders: hello, $default: hello}", "curl -i 'URL/orders'"),
        ("{'GET /orders/{id}': hello, GET /orders: hello}", "curl -i 'URL/orders'"),
        ("{'GET /orders/{id}': hello, $default: hello}", "curl -i 'URL/'"),
        ("{'GET /orders/{id}': hello}", "curl -i 'URL/orders/id'"),
        ("{'GET /files/{path+}': hello}", "curl -i 'URL/files/path'"),
        ("{ANY /orders: hello}", "curl -i 'URL/orders'"),
        ("{POST /orders: hello, GET /orders/mine: hello}", "curl -i 'URL/orders/mine'"),
        ("{POST /orders: hello}", "curl -i -X POST 'URL/orders'"),
        ("{'DELETE /orders/{id}': hello}", "curl -i -X DELETE 'URL/orders/id'"),
    ],
)
def test_an_example_call_is_a_get_without_variables_if_there_is_one(project: Project, routes: str, call: str) -> None:
    spec = project.spec(f"functions: {{hello: lambda_code/hello}}\nroutes: {routes}\n")

    assert deployment.example_call(spec, URL) == call.replace("URL", URL)


def test_an_example_call_rather_reads_than_deletes(project: Project) -> None:
    routes = "{'DELETE /orders/{id}': hello, 'GET /orders/{id}': hello}"
    spec = project.spec(f"functions: {{hello: lambda_code/hello}}\nroutes: {routes}\n")

    assert deployment.example_call(spec, URL) == f"curl -i '{URL}/orders/id'"


def test_an_example_call_goes_below_a_named_stage(project: Project) -> None:
    spec = project.spec(INLINE)

    assert deployment.example_call(spec, f"{URL}/v1") == f"curl -i '{URL}/v1/'"
    assert deployment.example_call(spec, f"{URL}/v1/") == f"curl -i '{URL}/v1/'"


def test_an_example_call_is_what_a_shell_reads_as_one_url(project: Project) -> None:
    spec = project.spec('functions: {hello: lambda_code/hello}\nroutes: {"GET /o\'clock": hello}\n')

    *command, url = shlex.split(deployment.example_call(spec, URL))

    assert command == ["curl", "-i"]
    assert unquote(url) == f"{URL}/o'clock"


def _generated(project: Project, text: str) -> Generated:
    project.spec(text)  # writes the folders of its functions
    return pipeline.generate(pipeline.load_all([Path("apis/demo.yaml")]), Path("templates_out"))[0]


def _plan(
    project: Project,
    text: str,
    *,
    stack: str | None = None,
    bucket: str | None = None,
    parameter_set: str | None = None,
    flavour: Flavour | None = None,
) -> Deployment:
    return deployment.plan(
        _generated(project, text), stack=stack, bucket=bucket, parameter_set=parameter_set, flavour=flavour
    )


def _refusal(project: Project, text: str, *, parameter_set: str | None = None) -> str:
    with pytest.raises(DeployError) as refused:
        _plan(project, text, parameter_set=parameter_set)
    return str(refused.value)


def _after(option: str, command: list[str]) -> str:
    return command[command.index(option) + 1]


def _large(project: Project) -> str:
    """Write thirteen functions of nearly 4 KB, each small enough to stand in the template; return their spec."""
    names = [f"f{number}" for number in range(13)]
    for name in names:
        project.function(name, HANDLER + f"# {'x' * 4_000}\n")
    functions = ", ".join(f"{name}: lambda_code/{name}" for name in names)
    return f"functions: {{{functions}}}\nroutes: {{{', '.join(f'GET /{name}: {name}' for name in names)}}}\n"
