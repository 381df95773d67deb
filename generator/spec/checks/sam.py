"""What SAM's translator cannot take, or makes too long, though the plain template can have it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from generator.errors import Problem
from generator.http_api import quotas
from generator.spec import deployment_alarms, resolved

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks

_WAY_OUT: Final = "leave sam out of flavours"
_DIGEST: Final = len(" ") + 64  # what follows the description of a function with an alias, so that its version differs


def descriptions_leave_room_for_the_digest(spec: ApiSpec) -> Iterator[Problem]:
    """https://github.com/aws/serverless-application-model/blob/develop/samtranslator/model/sam_resources.py"""
    most = quotas.FUNCTION_DESCRIPTION - _DIGEST
    for name, function in spec.functions.items():
        text = function.description
        if function.auto_publish_alias and isinstance(text, str) and len(text) > most:
            yield Problem(
                ("functions", name, "description"),
                f"must have at most {most} characters (got {len(text)}), because SAM puts a digest of {_DIGEST - 1} "
                f"behind it for a function with auto_publish_alias: shorten it, or {_WAY_OUT}",
            )


def alarms_depend_on_one_condition(spec: ApiSpec) -> Iterator[Problem]:
    """https://github.com/aws/serverless-application-model/blob/develop/samtranslator/model/preferences/deployment_preference_collection.py"""
    for name, preference in resolved.deployment_preferences(spec).items():
        found = [deployment_alarms.condition_and_name(alarm, spec)[0] for alarm in preference.alarms or ()]
        conditions = dict.fromkeys(condition.name for condition in found if condition)
        if len(conditions) > 1:
            where = resolved.setting_path(name, spec.functions[name], "deployment_preference")
            yield Problem(
                (*where, "alarms"),
                f"depend on {' and '.join(conditions)}, but SAM takes one condition for all alarms of a deployment: "
                f"let them depend on the same, or {_WAY_OUT}",
            )


def tags_leave_room_for_that_of_sam(spec: ApiSpec) -> Iterator[Problem]:
    """SAM tags each function with `lambda:createdBy`.

    https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-tags
    """
    for name, function in spec.functions.items():
        count = len({**spec.tags, **function.tags})
        if count == quotas.TAGS:
            yield Problem(
                ("functions", name, "tags") if function.tags else ("tags",),
                f"leads to {count} tags of {name}, which is all that AWS takes, and SAM adds one of its own: "
                f"take one away, or {_WAY_OUT}",
            )


CHECKS: Checks = (
    (descriptions_leave_room_for_the_digest, set()),
    (alarms_depend_on_one_condition, {"cloudformation", "alarms"}),
    (tags_leave_room_for_that_of_sam, set()),
)
