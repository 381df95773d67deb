"""Overrides that would make a template that deploys, and an API that does not work; or that nobody has checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from generator import names
from generator.errors import Problem, SpecPath
from generator.spec.overrides import placed

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
    for override in placed(spec):
        properties = _mapping(override.change.get("Properties")) if override.logical_id == names.API else {}
        for name in _IMPORTS:
            if properties.get(name) is not None:
                yield Problem(
                    (*override.path, "Properties", name),
                    "makes routes beside those of the spec, which then vanish on an update: write them under routes",
                )


def throttling_stays_whole(spec: ApiSpec) -> Iterator[Problem]:
    """A missing limit is read as 0, and every request refused (pulumi/pulumi-aws#2363)."""
    for override in placed(spec):
        properties = override.change.get("Properties") if override.logical_id in spec.all_stages else {}
        for path, value in _route_settings(_mapping(properties)):
            for limit in _LIMITS:
                if limit in value and value[limit] is None:
                    yield Problem(
                        (*override.path, "Properties", *path, limit),
                        "cannot be removed: a missing limit is read as 0, which refuses every request",
                    )


def _route_settings(properties: dict[str, Any]) -> Iterator[tuple[SpecPath, dict[str, Any]]]:
    """Yield the settings of all routes, then those of single routes, each with where they stand."""
    yield ("DefaultRouteSettings",), _mapping(properties.get("DefaultRouteSettings"))
    for key, value in _mapping(properties.get("RouteSettings")).items():
        yield ("RouteSettings", str(key)), _mapping(value)


def checks_stay_on(spec: ApiSpec) -> Iterator[Problem]:
    """What switches rules of the check off stands in one place, where its reason stands too."""
    for override in placed(spec):
        if "cfn-lint" in _mapping(override.change.get("Metadata")):
            yield Problem(
                (*override.path, "Metadata", "cfn-lint"),
                "settings of cfn-lint stand in .cfnlintrc and nowhere else",
            )


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


CHECKS: Checks = (
    (the_api_imports_nothing, set()),
    (throttling_stays_whole, set()),
    (checks_stay_on, set()),
)
