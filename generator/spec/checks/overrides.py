"""Overrides that would make a template that deploys, and an API that does not work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from generator import names
from generator.errors import Problem

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks

# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
_IMPORTS: Final = ("Body", "BodyS3Location", "Target", "RouteKey", "CredentialsArn")


def the_api_imports_nothing(spec: ApiSpec) -> Iterator[Problem]:
    """An import, or quick create, makes routes of its own, and the others vanish on update.

    (aws/serverless-application-model#1650)
    """
    properties = spec.overrides.get(names.API, {}).get("Properties") or {}
    for name in _IMPORTS:
        if properties.get(name) is not None:
            yield Problem(
                ("overrides", names.API, "Properties", name),
                "makes routes beside those of the spec, which then vanish on an update: write them under routes",
            )


CHECKS: Checks = ((the_api_imports_nothing, set()),)
