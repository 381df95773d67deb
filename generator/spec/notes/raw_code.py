"""Functions of SAM in the raw section whose code stands beside the template, where CloudFormation does not look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.errors import Problem, SpecPath

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.notes import Notes

_FUNCTION = "AWS::Serverless::Function"


def local_code_is_for_sam_deploy(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html"""
    assert spec.cloudformation, "only for specs with a raw section"
    places: list[tuple[SpecPath, Any]] = [(("Globals", "Function"), spec.cloudformation.globals.get("Function"))]
    for name, body in spec.cloudformation.resources.items():
        if isinstance(body, dict) and body.get("Type") == _FUNCTION:
            places.append((("Resources", name, "Properties"), body.get("Properties")))
    for path, properties in places:
        code = properties.get("CodeUri") if isinstance(properties, dict) else None
        if isinstance(code, str) and not code.startswith("s3://"):
            yield Problem(
                ("cloudformation", *path, "CodeUri"),
                "is a path, which CloudFormation does not read: deploy with sam build and sam deploy, or put the "
                "function under functions",
            )


NOTES: Notes = (local_code_is_for_sam_deploy,)
