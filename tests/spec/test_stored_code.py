"""Code that is in no folder: a zip in a bucket, an image, or a text in the spec."""

from typing import Any

import pytest

from generator.resources import functions
from generator.spec import notes
from generator.spec.code import CodeError
from generator.spec.functions import FunctionSpec
from tests.support import Project, by_id

URI = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/thumbnails:1.4.2"
DIGEST = "sha256:" + "0123456789abcdef" * 4


def _function(project: Project, text: str) -> dict[str, Any]:
    """Return what the template says of the function `hello` about its code."""
    properties: dict[str, Any] = by_id(functions.build(project.spec(text)))["HelloFunction"]["Properties"]
    kept = ("PackageType", "Code", "ImageConfig", "Handler", "Runtime", "Architectures", "Layers")
    return {name: properties[name] for name in kept if name in properties}


# --- images


def test_an_image_is_its_uri(hello: Project) -> None:
    assert _function(hello, f"functions: {{hello: {{image: '{URI}'}}}}\n") == {
        "PackageType": "Image",
        "Code": {"ImageUri": URI},
        "Architectures": ["arm64"],
    }


@pytest.mark.parametrize("image", ["!Ref Uri", "{uri: !Ref Uri}", "{Ref: Uri}"])
def test_the_uri_of_an_image_may_be_computed(hello: Project, image: str) -> None:
    text = f"functions: {{hello: {{image: {image}}}}}\nparameters: {{Uri: {{type: String}}}}\n"

    assert _function(hello, text)["Code"] == {"ImageUri": {"Ref": "Uri"}}


def test_an_image_may_be_told_what_to_run(hello: Project) -> None:
    text = f"""
        functions:
          hello:
            image:
              uri: {URI}
              command: [app.handler, !Ref "AWS::Region"]
              entry_point: [/run]
              working_directory: /srv
            architecture: x86_64
        """

    assert _function(hello, text) == {
        "PackageType": "Image",
        "Code": {"ImageUri": URI},
        "ImageConfig": {
            "Command": ["app.handler", {"Ref": "AWS::Region"}],
            "EntryPoint": ["/run"],
            "WorkingDirectory": "/srv",
        },
        "Architectures": ["x86_64"],
    }


def test_what_defaults_say_of_zips_does_not_count_for_images(hello: Project) -> None:
    defaults = (
        "{runtime: python3.7, layers: ['arn:aws:lambda:eu-central-1:123456789012:layer:a:1'], "
        "snap_start: PublishedVersions, memory_size: 512}"
    )
    function = hello.spec(f"defaults: {defaults}\nfunctions: {{hello: {{image: '{URI}'}}}}\n").functions["hello"]

    assert (function.layers, function.snap_start, function.memory_size) == ([], None, 512)


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ("handler: app.handler", "handler: is what the image runs: leave it out, or say image.command"),
        ("runtime: python3.14", "runtime: is part of the image: leave it out"),
        ("layers: ['arn:aws:lambda:eu-central-1:123456789012:layer:a:1']",
         "layers: cannot be added to an image: put what they hold into the image"),
        ("inline: false", "inline: is for code in a folder or a file: leave it out"),
        ("snap_start: PublishedVersions", "snap_start: is not for images: leave it out"),
        (
            "runtime_management_config: FunctionUpdate",
            "runtime_management_config: is not for images, which hold their runtime: leave it out",
        ),
        (
            "code_signing_config: arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-1",
            "code_signing_config: is not for images: leave it out, and sign the image itself with AWS Signer and "
            "Notation",
        ),
    ],
)  # fmt: skip
def test_what_an_image_says_itself_its_function_cannot_say(hello: Project, field: str, problem: str) -> None:
    text = f"functions:\n  hello:\n    image: {URI}\n    {field}\n"

    assert f"apis/demo.yaml:4:5: functions.hello.{problem}" in hello.problems(text)


def test_null_takes_back_for_images_too(hello: Project) -> None:
    assert hello.problems(f"functions: {{hello: {{image: '{URI}', handler: null, inline: null}}}}\n") == []


_NO_URI = (
    "must be the URI of an image in Amazon ECR, such as "
    "123456789012.dkr.ecr.eu-central-1.amazonaws.com/thumbnails:1.4.2"
)


@pytest.mark.parametrize(
    ("image", "problem"),
    [
        ("public.ecr.aws/lambda/python:3.14", f"image.uri: {_NO_URI} (got public.ecr.aws/lambda/python:3.14)"),
        ("thumbnails:1", f"image.uri: {_NO_URI} (got thumbnails:1)"),
        ("'https://123456789012.dkr.ecr.eu-central-1.amazonaws.com/a:1'",
         f"image.uri: {_NO_URI} (got https://123456789012.dkr.ecr.eu-central-1.amazonaws.com/a:1)"),
        ("''", f"image.uri: {_NO_URI} (got empty text)"),
        ("5", "image: must be a mapping, such as {uri: 123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders:1} "
              "(got 5)"),
        ("{}", "image.uri: is required"),
        (f"{{uri: '{URI}', command: app.handler}}", "image.command: must be a list: write [app.handler]"),
        (f"{{uri: '{URI}', command: []}}", "image.command: must have at least 1 entry (got an empty list)"),
        (f"{{uri: '{URI}', workdir: /}}",
         "image.workdir: is no field of the language; known here: uri, command, entry_point, working_directory"),
    ],
)  # fmt: skip
def test_what_is_no_image(hello: Project, image: str, problem: str) -> None:
    (found,) = hello.problems(f"functions: {{hello: {{image: {image}}}}}\n")

    assert found.partition("functions.hello.")[2] == problem


@pytest.mark.parametrize(
    "uri",
    [
        f"123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/thumb_nails@{DIGEST}",
        f"123456789012.dkr.ecr.eu-central-1.amazonaws.com/a:1@{DIGEST}",
        "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/a:1",
        "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/a:1",
        "123456789012.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk/a:1",
    ],
)
def test_an_image_of_amazon_ecr(hello: Project, uri: str) -> None:
    assert hello.problems(f"functions: {{hello: {{image: '{uri}'}}}}\n") == []


# --- zips in buckets


def test_a_zip_in_a_bucket(hello: Project) -> None:
    text = "functions: {hello: {s3: {bucket: builds, key: a/b.zip, version: v1}, handler: main.run}}\n"

    assert _function(hello, text) == {
        "Code": {"S3Bucket": "builds", "S3Key": "a/b.zip", "S3ObjectVersion": "v1"},
        "Handler": "main.run",
        "Runtime": "python3.14",
        "Architectures": ["arm64"],
    }


@pytest.mark.parametrize(
    ("rest", "handler"),
    [("", "app.handler"), (", runtime: nodejs22.x", "app.handler"), (", runtime: provided.al2023", "bootstrap")],
)
def test_a_zip_in_a_bucket_has_the_usual_handler_of_its_language(hello: Project, rest: str, handler: str) -> None:
    text = f"functions: {{hello: {{s3: {{bucket: builds, key: b.zip}}{rest}}}}}\n"

    assert _function(hello, text)["Handler"] == handler
    assert not hello.spec(text).functions["hello"].is_packaged


@pytest.mark.parametrize(
    ("function", "problem"),
    [
        ("s3: {bucket: builds}", "s3.key: is required"),
        ("s3: {bucket: my builds, key: a}",
         "s3.bucket: must be the name of a bucket, 3 to 63 letters, digits and any of ._-, without a dot at the end "
         "(got my builds)"),
        ("s3: {bucket: builds, key: ''}", "s3.key: must have at least 1 character (got empty text)"),
        ("s3: builds/a.zip", "s3: must be a mapping, such as {bucket: builds, key: orders-1.zip} (got builds/a.zip)"),
        ("s3: {bucket: builds, key: a}, inline: true", "inline: is for code in a folder or a file: leave it out"),
        ("s3: {bucket: builds, key: a}, handler: a b",
         "handler: must have at most 128 characters, and no spaces (got a b)"),
        ("s3: {bucket: builds, key: a}, handler: ''", "handler: is empty: leave it out, or say what is called"),
        ("s3: {bucket: builds, key: a}, runtime: java21",
         "handler: is required for java21: CLASS::METHOD, such as com.example.Handler::handleRequest"),
    ],
)  # fmt: skip
def test_what_is_no_zip_in_a_bucket(hello: Project, function: str, problem: str) -> None:
    (found,) = hello.problems(f"functions: {{hello: {{{function}}}}}\n")

    assert found.partition("functions.hello.")[2] == problem


# --- texts


def test_a_text_is_the_code(hello: Project) -> None:
    text = """
        functions:
          hello:
            inline_code: |
              def handler(event, context):
                  return {}
        """

    assert _function(hello, text) == {
        "Code": {"ZipFile": "def handler(event, context):\n    return {}\n"},
        "Handler": "index.handler",
        "Runtime": "python3.14",
        "Architectures": ["arm64"],
    }


def test_a_computed_text_is_not_looked_into(hello: Project) -> None:
    text = "functions: {hello: {inline_code: !Sub 'x = 1', handler: index.run}}\n"

    assert _function(hello, text)["Code"] == {"ZipFile": {"Fn::Sub": "x = 1"}}
    assert _function(hello, text)["Handler"] == "index.run"


_PYTHON = "'def handler(event, context): pass'"


@pytest.mark.parametrize(
    ("function", "problem"),
    [
        ("inline_code: x = 1",
         "inline_code: index.py has no function handler (inline code is the file index.py)"),
        ("inline_code: ''", "inline_code: index.py has no function handler (inline code is the file index.py)"),
        ("inline_code: 'def handler('",
         "inline_code: index.py:1: '(' was never closed (inline code is the file index.py)"),
        (f"inline_code: {_PYTHON}, handler: index.handle",
         "handler: index.py has no function handle; did you mean handler? (inline code is the file index.py)"),
        (f"inline_code: {_PYTHON}, handler: app.handler",
         "handler: must be index.FUNCTION, for inline code stands in a file index (got app.handler)"),
        (f"inline_code: {_PYTHON}, handler: index.app.handler",
         "handler: there is no file index/app.py; did you mean index.py? (inline code is the file index.py)"),
        (f"inline_code: {_PYTHON}, runtime: java21",
         "inline_code: is for Python and Node.js only, not for java21: use code"),
        (f"inline_code: {_PYTHON}, inline: true", "inline: is for code in a folder or a file: leave it out"),
        ("inline_code: 5", 'inline_code: must be text: put it in quotes, "5"'),
        ("inline_code: 'export const handler = 1', runtime: nodejs22.x",
         "inline_code: is an ES module, but inline code is CommonJS: write exports.handler, or put it into a folder, "
         "as a file that ends in .mjs"),
    ],
)  # fmt: skip
def test_what_is_no_inline_code(hello: Project, function: str, problem: str) -> None:
    runtime = "" if "runtime" in function else ", runtime: python3.11"
    (found,) = hello.problems(f"functions: {{hello: {{{function}{runtime}}}}}\n")

    assert found.partition("functions.hello.")[2] == problem


def test_a_text_has_a_limit() -> None:
    text = "def handler(event, context):\n    pass\n" + "#" * 4 * 1024 * 1024

    with pytest.raises(CodeError) as refused:
        FunctionSpec(inline_code=text).source  # noqa: B018

    assert (refused.value.field, str(refused.value)) == (
        "inline_code",
        "is larger than 4,194,304 bytes: put it into a folder",
    )


# --- one of four


@pytest.mark.parametrize(
    ("function", "but"),
    [
        ("{}", ""),
        ("{timeout: 5}", ""),
        (f"{{code: lambda_code/hello, image: '{URI}'}}", ", but has code and image"),
        ("{inline_code: x, s3: {bucket: builds, key: a}}", ", but has inline_code and s3"),
        (f"{{code: lambda_code/hello, inline_code: x, s3: {{bucket: builds, key: a}}, image: '{URI}'}}",
         ", but has code and inline_code and s3 and image"),
    ],
)  # fmt: skip
def test_code_is_in_one_place(hello: Project, function: str, but: str) -> None:
    assert hello.problems(f"functions: {{hello: {function}}}\n") == [
        f"apis/demo.yaml:1:13: functions.hello: needs one of code, inline_code, s3, image{but}"
    ]


def test_another_place_may_be_null(hello: Project) -> None:
    assert hello.problems("functions: {hello: {code: lambda_code/hello, s3: null, image: null}}\n") == []


# --- notes

_NO_VERSION = "names no version, so a new zip under the same key is not deployed: give each its own key, or say version"
_MOVING = (
    "means whatever was pushed last, and a new image under the same URI is not deployed: name a tag of its own, or a "
    "digest"
)


@pytest.mark.parametrize(
    ("function", "note"),
    [
        ("s3: {bucket: builds, key: a.zip}", ("s3", _NO_VERSION)),
        ("s3: {bucket: builds, key: a.zip, version: v1}", None),
        (f"image: '{URI}'", None),
        ("image: 123456789012.dkr.ecr.eu-central-1.amazonaws.com/a", ("image", _MOVING)),
        ("image: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/a:latest'", ("image", _MOVING)),
        (f"image: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/a@{DIGEST}'", None),
        ("image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/a'", ("image", _MOVING)),
        ("image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/a:${Tag}'", None),
        ("image: !Sub '${Repository}/${Image}'", None),
        ("image: !Sub '${Image}'", None),
        ("image: !Ref Image", None),
    ],
)  # fmt: skip
def test_code_that_is_not_deployed_when_it_changes_is_worth_a_note(
    hello: Project, function: str, note: tuple[str, str] | None
) -> None:
    spec = hello.spec(
        f"functions: {{hello: {{{function}}}}}\nparameters: "
        "{Tag: {type: String}, Image: {type: String}, Repository: {type: String}}\n"
    )

    expected = [] if note is None else [(("functions", "hello", note[0]), note[1])]
    assert [(found.path, found.message) for found in notes.notes(spec)] == expected
