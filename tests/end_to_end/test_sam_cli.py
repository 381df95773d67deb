"""The SAM templates in the hands of aws-sam-cli: validated, built, deployed, and answering over HTTP.

`sam build` installs what a function depends on with a Python of the function's runtime, so that a spec with
dependencies says here that it runs on the Python of these tests, on which the emulator runs it too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.conftest import ROOT
from tests.end_to_end.deployed import HERE, Checkout, Client, Cloud
from tests.end_to_end.sam import Sam

pytestmark = [
    pytest.mark.emulator,
    pytest.mark.sam,
    pytest.mark.packaging,
    pytest.mark.usefixtures("package_index"),
]

EXAMPLES = sorted(path.stem for path in (ROOT / "apis").glob("*.yaml"))
WITH_DEPENDENCIES = ("quotes", "timetable")  # whose runtime has no interpreter here; the others need none
DEFAULTS = "".join(f"      {line}\n" for line in HERE)
WITHOUT_DEPENDENCIES = f"""
    defaults:
{DEFAULTS}
    functions:
      plain: {{code: lambda_code/plain, auto_publish_alias: live, environment: {{COLOR: !Ref Color}}}}
      inline: lambda_code/inline
      file: {{code: lambda_code/file.py, inline: false}}
      compiled: lambda_code/compiled
    routes:
      GET /plain: plain
      GET /inline: inline
      GET /file: file
      GET /compiled: compiled
    parameters:
      Color: {{type: String, default: blue}}
    parameter_sets:
      red: {{Color: dark red}}
"""
PLAIN = """
    import os

    from words import WORD


    def handler(event, context):
        return {"statusCode": 200, "body": WORD + " " + os.environ["COLOR"]}
"""
ANSWER = "def handler(event, context):\n    return {'statusCode': 200, 'body': %s}\n"
ALWAYS = ("--capabilities", "CAPABILITY_IAM", "--resolve-s3", "--no-confirm-changeset")


@dataclass(frozen=True)
class Stack:
    """A checkout of its own whose SAM template aws-sam-cli builds and deploys, as often as a test likes."""

    checkout: Checkout
    cloud: Cloud
    sam: Sam
    api: str
    name: str

    def deploy(self, *options: str) -> Client:
        self.checkout.generate(self.api)
        self.checkout.package(self.api)  # what sam build does not build
        self.sam(self.checkout.root, "build", "--template-file", _template(self.api))
        self.sam(self.checkout.root, "deploy", "--stack-name", self.name, *ALWAYS, *options)
        return Client(self.cloud.emulator.invoke_url(self.cloud.outputs(self.name)["ApiId"], "$default"))

    def version_of_alias(self) -> str:
        function = self.cloud.physical_ids(self.name)["PlainFunction"]
        return str(self.cloud.client("lambda").get_alias(FunctionName=function, Name="live")["FunctionVersion"])


def _documented(command: str) -> str:
    """Return a command of the documentation, with the lines that continue it."""
    lines = (ROOT / "docs" / "sam.md").read_text().splitlines()
    begin = next(number for number, line in enumerate(lines) if line.startswith(command))
    end = next(number for number, line in enumerate(lines) if number >= begin and not line.endswith("\\"))
    return "\n".join(lines[begin : end + 1]) + "\n"


def _template(api: str) -> str:
    return f"templates_out/{api}/sam.yaml"


@pytest.fixture(scope="module")
def said(new_checkout: Callable[[], Checkout], sam: Sam) -> dict[tuple[str, str], str]:
    """What `sam validate` and `sam build` say of each example."""
    checkout = new_checkout()
    for api in WITH_DEPENDENCIES:
        checkout.say_here(api)
        checkout.generate(api)
    commands = {
        (command, api): [command, *options, "--template-file", _template(api)]
        for api in EXAMPLES
        for command, options in (("validate", ["--lint"]), ("build", ["--build-dir", f"built/{api}"]))
    }
    return dict(zip(commands, sam.several(checkout.root, list(commands.values())), strict=True))


@pytest.mark.parametrize("api", EXAMPLES)
def test_sam_validates_and_builds_each_example(api: str, said: dict[tuple[str, str], str]) -> None:
    assert said["validate", api].strip().endswith(f"{_template(api)} is a valid SAM Template")
    assert "Build Succeeded" in said["build", api]


@dataclass(frozen=True)
class Story:
    """What a request was answered, and where the alias led, after each of three deployments."""

    first: tuple[bytes, str]
    parameter: tuple[bytes, str]
    code: tuple[bytes, str]
    others: list[tuple[int, bytes]]


@pytest.fixture(scope="module")
def story(new_checkout: Callable[[], Checkout], cloud: Cloud, sam: Sam) -> Story:
    stack = Stack(new_checkout(), cloud, sam, "built", "built-plain")
    stack.checkout.write("apis/built.yaml", WITHOUT_DEPENDENCIES)
    stack.checkout.write("lambda_code/plain/app.py", PLAIN)
    stack.checkout.write("lambda_code/plain/words.py", "WORD = 'first'\n")
    stack.checkout.write("lambda_code/inline/app.py", ANSWER % "'inline'")
    stack.checkout.write("lambda_code/file.py", ANSWER % "'from a file'")
    stack.checkout.write("lambda_code/compiled/app.py", "import os\n" + ANSWER % "' '.join(sorted(os.listdir()))")
    stack.checkout.write("lambda_code/compiled/fast.so", "not really\n")
    client = stack.deploy()
    first = (client.get("/plain").body, stack.version_of_alias())
    stack.checkout.write("build/make-set", _documented("python3 -c").replace("orders", "built").replace("dev", "red"))
    stack.checkout.type("bash build/make-set", {})
    red = ("--parameter-overrides", "file://build/built-red.yaml")
    stack.deploy(*red)
    parameter = (client.get("/plain").body, stack.version_of_alias())
    stack.checkout.write("lambda_code/plain/words.py", "WORD = 'second'\n")
    stack.deploy(*red)
    others = [client.get(path) for path in ("/inline", "/file", "/compiled")]
    code = (client.get("/plain").body, stack.version_of_alias())
    return Story(first, parameter, code, [(each.status, each.body) for each in others])


def test_what_sam_built_and_deployed_answers(story: Story) -> None:
    assert story.first == (b"first blue", "1")


def test_so_does_what_sam_need_not_or_must_not_build(story: Story) -> None:
    assert story.others == [(200, b"inline"), (200, b"from a file"), (200, b"app.py fast.so")]


def test_another_value_of_a_parameter_alone_publishes_no_version(story: Story) -> None:
    assert story.parameter == story.first


def test_new_code_is_a_new_version_and_the_alias_moves_to_it(story: Story) -> None:
    """With the value that a parameter set gave, as the documentation says how."""
    assert story.code == (b"second dark red", "2")


def test_what_depends_on_others_is_built_with_them(
    new_checkout: Callable[[], Checkout], cloud: Cloud, sam: Sam
) -> None:
    checkout = new_checkout()
    checkout.say_here("quotes")
    api = Stack(checkout, cloud, sam, "quotes", "built-quotes").deploy()
    parcel = {"grams": 1200, "length": 30, "width": 20, "height": 10}

    answer = api.send_json("POST", "/quotes", {"to": "DE", "parcels": [parcel]})

    assert (answer.status, answer.json["total"]) == (200, "6.90")
    assert (checkout.root / ".aws-sam/build/QuotesFunction/pydantic").is_dir()
