"""Code that is in no folder: a zip in a bucket, a container image in a registry, or a text in the spec itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from generator.aws_lambda import handlers, inline_code
from generator.http_api import quotas
from generator.spec.base import SpecModel, Value, matching
from generator.spec.code import Code, CodeError, Inline, handler_of
from generator.spec.references import text_of

if TYPE_CHECKING:
    from generator.spec.functions import FunctionSpec

# What Lambda takes: buckets of before 2018 may have capitals and `_`.
# https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCode.html
Bucket = Annotated[
    str,
    matching(
        r"[0-9A-Za-z._-]{2,62}[0-9A-Za-z_-]",
        "the name of a bucket, 3 to 63 letters, digits and any of ._-, without a dot at the end",
    ),
]

# https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCode.html
Key = Annotated[str, Field(min_length=1, max_length=1_024)]

# https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
ImageUri = Annotated[
    str,
    matching(
        r"[0-9]{12}\.dkr[.-]ecr(-fips)?\.[a-z0-9-]+\.[a-z0-9.-]+/[a-z0-9._/-]+(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?"
        r"(@sha256:[0-9a-f]{64})?",
        "the URI of an image in Amazon ECR, such as 123456789012.dkr.ecr.eu-central-1.amazonaws.com/thumbnails:1.4.2",
    ),
]

# https://docs.aws.amazon.com/lambda/latest/api/API_ImageConfig.html
Words = Annotated[list[Value[str]], Field(min_length=1, max_length=1_500)]

NO_INLINE: Final = "is for code in a folder or a file: leave it out"


class StoredCode(SpecModel):
    """A zip that something else uploads; its `version` pins it in a bucket with versions."""

    bucket: Value[Bucket]
    key: Value[Key]
    version: Value[Key] | None = None


class Image(SpecModel):
    """A container image in Amazon ECR; `command`, `entry_point` and `working_directory` replace its own."""

    uri: Value[ImageUri]
    command: Words | None = None
    entry_point: Words | None = None
    working_directory: Value[Annotated[str, Field(min_length=1, max_length=1_000)]] | None = None

    @property
    def is_moving(self) -> bool:
        """Say whether the URI is known to mean whatever was pushed last."""
        _, _, tagged = (text_of(self.uri) or "").rpartition("/")
        return bool(tagged) and "${" not in tagged and (":" not in tagged or tagged.endswith(":latest"))


def source_of(function: FunctionSpec) -> Code:
    """Return the code of a function that has no folder.

    Raises CodeError if its text or its handler is not as Lambda wants it.
    """
    if function.image:
        return function.image
    if function.inline is not None:
        raise CodeError("inline", NO_INLINE)
    if function.s3:
        _check_unseen(handler_of("", function.handler, function.runtime))
        return function.s3
    return _inline(function)


def _check_unseen(handler: str) -> None:
    """Raise CodeError if no zip could have such a handler."""
    try:
        handlers.check_text(handler)
    except handlers.HandlerError as error:
        raise CodeError("handler", str(error)) from error
    if not handler:
        raise CodeError("handler", "is empty: leave it out, or say what is called")


def _inline(function: FunctionSpec) -> Inline:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html"""
    text = function.inline_code
    file = inline_code.file_name(function.runtime)
    if file is None:
        raise CodeError("inline_code", f"is for Python and Node.js only, not for {function.runtime}: use code")
    handler = "index.handler" if function.handler is None else function.handler
    if not inline_code.has_file(handler):
        raise CodeError("handler", f"must be index.FUNCTION, for inline code stands in a file index (got {handler})")
    assert text is not None
    if isinstance(text, str):
        _check(text, function, handler, file)
    return Inline(text, handler)


def _check(text: str, function: FunctionSpec, handler: str, file: str) -> None:
    if len(text.encode()) > quotas.INLINE_CODE_BYTES:
        raise CodeError("inline_code", f"is larger than {quotas.INLINE_CODE_BYTES:,} bytes: put it into a folder")
    if inline_code.is_es_module(text, function.runtime):
        message = (
            "is an ES module, but inline code is CommonJS: write exports.handler, or put it into a folder, as a file"
        )
        raise CodeError("inline_code", f"{message} that ends in .mjs")
    try:
        inline_code.check(text, handler, function.runtime)
    except handlers.HandlerError as error:
        blamed = "inline_code" if function.handler is None else "handler"
        raise CodeError(blamed, f"{error} (inline code is the file {file})") from error
