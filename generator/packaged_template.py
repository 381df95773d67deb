"""The SAM template whose code is in a bucket: the committed one, with the keys of zips in place of local paths.

CloudFormation reads no folders. `sam package` writes such a template too, but for what SAM zips; here the zips are
those of `httpapi package`, the same as in the plain template.
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-package.html
"""

from __future__ import annotations

from collections.abc import Iterator
from os.path import normpath, relpath
from typing import Any

from generator import names
from generator.errors import DeployError
from generator.packages import BUILD
from generator.pipeline import Template
from generator.render import render
from generator.spec.api import ApiSpec
from generator.spec.code import Archive, Package
from generator.translation import local_code


def packaged(template: Template, spec: ApiSpec, bucket: str) -> Template:
    """Return the template for this bucket, to be written into the build folder; itself if it has no local code.

    A plain template has such code if its raw section has functions of SAM. Raises DeployError, with all of them, if
    functions have other code than the spec says.
    """
    keys = dict(_keys(template, spec))
    if not keys:
        return template
    resources = {
        logical_id: _with_code(resource, f"s3://{bucket}/{keys[logical_id]}") if logical_id in keys else resource
        for logical_id, resource in template.body["Resources"].items()
    }
    body = {**template.body, "Resources": resources}
    comment = f"{template.path.as_posix()} with its code in the bucket {bucket}; do not edit, nor keep.\n"
    return Template(BUILD / f"{spec.name}.sam.yaml", body, render(body, comment))


def _keys(template: Template, spec: ApiSpec) -> Iterator[tuple[str, str]]:
    """Yield the logical ID of each function with local code, and the key of its zip."""
    known = {names.function(name): _zips(name, spec) for name in spec.functions}
    problems: list[str] = []
    for logical_id, uri in local_code(template.body).items():
        path = relpath(template.path.parent / uri)
        if key := known.get(logical_id, {}).get(path):
            yield logical_id, key
        else:
            problems.append(
                f"{template.path.as_posix()}: {logical_id}.CodeUri: is not the code of a function of the spec "
                f"(got {path}): let the function's `code` lead there, or use sam build and sam deploy"
            )
    if problems:
        raise DeployError("\n".join(problems))


def _zips(name: str, spec: ApiSpec) -> dict[str, str]:
    """Return the key of the function's zip by what stands for it: the code itself, and the zip in the build folder."""
    function = spec.functions[name]
    if not isinstance(function.source, (Package, Archive)):
        return {}
    key = function.source.key(name)
    return dict.fromkeys([normpath(str(function.code)), (BUILD / key).as_posix()], key)


def _with_code(resource: dict[str, Any], uri: str) -> dict[str, Any]:
    return {**resource, "Properties": {**resource["Properties"], "CodeUri": uri}}
