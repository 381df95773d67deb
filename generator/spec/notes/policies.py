"""Notes on what functions may do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.http_api import quotas
from generator.spec import resolved

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.notes import Notes

_QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"


def given_roles_must_allow_logs(spec: ApiSpec) -> Iterator[Problem]:
    """Without it a function runs, and nobody sees what it does."""
    given = [name for name, function in spec.functions.items() if function.role is not None]
    own = [name for name in given if "role" in spec.functions[name].model_fields_set]
    for path, who in (
        *([] if own == given else [(("defaults", "role"), "each function")]),
        *((("functions", name, "role"), "the function") for name in own),
    ):
        yield Problem(
            path,
            f"the role must let {who} write its logs (logs:CreateLogStream and logs:PutLogEvents on its log group), "
            "and do whatever else its settings need",
        )


def many_managed_policies_need_a_quota(spec: ApiSpec) -> Iterator[Problem]:
    for name, function in spec.functions.items():
        count = len(function.managed_policy_arns)
        if count > quotas.MANAGED_POLICIES_AT_FIRST and function.role is None:
            yield Problem(
                resolved.setting_path(name, function, "managed_policy_arns"),
                f"a role may have {quotas.MANAGED_POLICIES_AT_FIRST} managed policies until AWS has raised the quota, "
                f"and {name} has {count} ({_QUOTAS})",
            )


def named_roles_stand_in_the_way(spec: ApiSpec) -> Iterator[Problem]:
    for name, function in spec.functions.items():
        if isinstance(function.role_name, str):
            yield Problem(
                ("functions", name, "role_name"),
                "a second stack of this template in the account fails, as would a replacement of the role: the name "
                "is taken",
            )


NOTES: Notes = (given_roles_must_allow_logs, many_managed_policies_need_a_quota, named_roles_stand_in_the_way)
