"""Overrides that would make a template that deploys, and an API that does not work; or that nobody has checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from generator import names
from generator.errors import Problem, SpecPath

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks

# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
_IMPORTS: Final = ("Body", "BodyS3Location", "Target", "RouteKey", "CredentialsArn")
_LIMITS: Final = ("ThrottlingRateLimit", "ThrottlingBurstLimit")


def the_api_imports_nothing(spec: ApiSpec) -> Iterator[Problem]:
    """An import, or quick create, makes routes of its own, and the others vanish on update.

    (aws/serverless-application-model#1650)
    """
    properties = _mapping(spec.overrides.get(names.API, {}).get("Properties"))
    for name in _IMPORTS:
        if properties.get(name) is not None:
            yield Problem(
                ("overrides", names.API, "Properties", name),
                "makes routes beside those of the spec, which then vanish on an update: write them under routes",
            )


def throttling_stays_whole(spec: ApiSpec) -> Iterator[Problem]:
    """A missing limit is read as 0, and every request refused (pulumi/pulumi-aws#2363)."""
    for stage in spec.all_stages:
        properties = _mapping(spec.overrides.get(stage, {}).get("Properties"))
        default = _mapping(properties.get("DefaultRouteSettings"))
        settings: list[tuple[SpecPath, Any]] = [(("DefaultRouteSettings",), default)]
        routes = _mapping(properties.get("RouteSettings"))
        settings += [(("RouteSettings", str(key)), _mapping(value)) for key, value in routes.items()]
        for path, value in settings:
            for limit in _LIMITS:
                if limit in value and value[limit] is None:
                    yield Problem(
                        ("overrides", stage, "Properties", *path, limit),
                        "cannot be removed: a missing limit is read as 0, which refuses every request",
                    )


def checks_stay_on(spec: ApiSpec) -> Iterator[Problem]:
    """What switches rules of the check off stands in one place, where its reason stands too."""
    for logical_id, override in spec.overrides.items():
        if "cfn-lint" in _mapping(override.get("Metadata")):
            yield Problem(
                ("overrides", logical_id, "Metadata", "cfn-lint"),
                "settings of cfn-lint stand in .cfnlintrc and nowhere else",
            )


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


CHECKS: Checks = (
    (the_api_imports_nothing, set()),
    (throttling_stays_whole, set()),
    (checks_stay_on, set()),
)
