"""Code from everywhere but a folder, deployed: a file, a zip, a text and a zip in a bucket all answer.

Container images need a registry, which the emulator does not have: their properties are proven by golden and lint.
"""

import io
import zipfile
from collections.abc import Callable

import pytest

from generator.flavours import Flavour
from tests.end_to_end.deployed import Checkout, Client, Cloud

pytestmark = pytest.mark.emulator

SPEC = """
    functions:
      file: lambda_code/file.py
      packaged: {code: lambda_code/file.py, inline: false}
      zip: dist/app.zip
      text:
        inline_code: |
          def handler(event, context):
              return {"statusCode": 200, "body": "from a text"}
      bucket: {s3: {bucket: builds-of-others, key: app.zip}, handler: main.run}
      ignoring: lambda_code/ignoring
    routes:
      GET /file: file
      GET /packaged: packaged
      GET /zip: zip
      GET /text: text
      GET /bucket: bucket
      GET /ignoring: ignoring
"""


def _handler(name: str, body: str) -> str:
    return f"def {name}(event, context):\n    return {{'statusCode': 200, 'body': {body}}}\n"


def _zip(file: str, text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(file, text)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def project(new_checkout: Callable[[], Checkout], cloud: Cloud, flavour: Flavour) -> Checkout:
    project = new_checkout()
    project.write("lambda_code/file.py", _handler("handler", "'from a file'"))
    project.write("dist/app.zip", _zip("app.py", _handler("handler", "'from a zip'")))
    project.write("lambda_code/ignoring/app.py", "import os\n" + _handler("handler", "' '.join(sorted(os.listdir()))"))
    project.write("lambda_code/ignoring/kept.txt", "x")
    project.write("lambda_code/ignoring/notes.md", "x")
    project.write("lambda_code/ignoring/.lambdaignore", "*.md\n")
    s3 = cloud.client("s3")
    s3.create_bucket(Bucket="builds-of-others")
    s3.put_object(Bucket="builds-of-others", Key="app.zip", Body=_zip("main.py", _handler("run", "'from a bucket'")))
    return project


@pytest.fixture(scope="module")
def api(project: Checkout, flavour: Flavour) -> Client:
    return project.deploy_spec("sources", SPEC, "--stack", f"sources-{flavour}", "--flavour", flavour)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/file", b"from a file"),
        ("/packaged", b"from a file"),
        ("/zip", b"from a zip"),
        ("/text", b"from a text"),
        ("/bucket", b"from a bucket"),
        ("/ignoring", b"app.py kept.txt"),
    ],
)
def test_code_answers_wherever_it_came_from(api: Client, path: str, body: bytes) -> None:
    response = api.get(path)

    assert (response.status, response.body) == (200, body)


def test_another_zip_is_deployed_under_another_key(project: Checkout, api: Client, flavour: Flavour) -> None:
    project.write("dist/app.zip", _zip("app.py", _handler("handler", "'from another zip'")))
    project.generate("sources")

    again = project.deploy("sources", "--stack", f"sources-{flavour}", "--flavour", flavour)

    assert again.url == api.url
    assert again.get("/zip").body == b"from another zip"
