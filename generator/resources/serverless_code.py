"""The code of a function, as SAM has it: its text, its folder, a zip, or an image.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
"""

from pathlib import Path
from typing import Any, Final

from generator.aws_lambda.runtimes import language
from generator.resources.element import given
from generator.spec.code import Archive, Inline, Package
from generator.spec.functions import FunctionSpec

# https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-build.html
SKIP_BUILD: Final = {"Metadata": {"SkipBuild": True}}
_COMPILED: Final = ".so"  # `sam build` leaves out what is called so, unless it has installed it itself


def code_properties(name: str, function: FunctionSpec) -> dict[str, Any]:
    """Return InlineCode, CodeUri or ImageUri, and the attribute Metadata of what `sam build` is to leave as it is.

    A local CodeUri is relative to the project.
    """
    source = function.source
    match source:
        case Inline():
            return {"InlineCode": source.text}
        case Archive():
            return {"CodeUri": str(function.code), **({} if source.source.suffix == ".zip" else SKIP_BUILD)}
        case Package():
            return _local_code(name, function, source)
    from generator.spec.stored_code import Image  # most functions have a folder

    if isinstance(source, Image):
        return {"ImageUri": source.uri}
    return {"CodeUri": {"Bucket": source.bucket, "Key": source.key, **given(Version=source.version)}}


def _local_code(name: str, function: FunctionSpec, package: Package) -> dict[str, Any]:
    """Return a folder that `sam build` builds, or that is complete; or the zip of `httpapi package`.

    Of what pins dependencies, `sam build` knows requirements.txt and package-lock.json. Without them it would say that
    all is well, and leave the dependencies out. A single file it cannot build, nor does `sam deploy` zip it.
    """
    code = str(function.code).rstrip("/")
    if Path(code).is_file():
        return {"CodeUri": f"build/{package.key(name)}"}
    compiled = language(function.runtime) == "python" and any(each.name.endswith(_COMPILED) for each in package.files)
    if package.dependencies:
        known = not compiled and not package.dependencies.lock.endswith("uv.lock")
        return {"CodeUri": code if known else f"build/{package.key(name)}"}
    built = language(function.runtime) in ("python", "nodejs") and not compiled
    return {"CodeUri": code, **({} if built else SKIP_BUILD)}
