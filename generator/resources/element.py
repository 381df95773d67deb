"""What builders yield, and what they make it of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from troposphere import AWSHelperFn, AWSObject, GetAtt, Output, Parameter, Ref, Sub, Tag, Tags
from troposphere.logs import LogGroup

from generator import names
from generator.spec import log_groups
from generator.spec.references import named, text_of

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec

_PLACE: Final = re.compile(r"\$\{(\w+)\}")  # of a value, in the text of a `!Sub`


class Metadata(NamedTuple):
    """One entry of the template's Metadata."""

    title: str
    value: dict[str, Any]


Element = AWSObject | Parameter | Output | Metadata


def given(**properties: Any) -> dict[str, Any]:
    """Return the properties that were asked for: what is None, or an empty mapping, stays out of the template."""
    return {name: value for name, value in properties.items() if value is not None and value != {}}


def tag_list(tags: dict[str, Any]) -> Tags | None:
    """Return tags for the types that take a list of them; ApiGatewayV2's types take the mapping itself."""
    return Tags(*(Tag(key, value) for key, value in tags.items())) if tags else None


def function_arn(name: str, spec: ApiSpec) -> AWSHelperFn:
    """Return the ARN by which a function of the spec is invoked: that of its alias, if it has one."""
    alias = spec.functions[name].auto_publish_alias
    return Ref(names.function_alias(name, alias)) if alias else GetAtt(names.function(name), "Arn")


def waits_for_permission(function: str | None, spec: ApiSpec) -> dict[str, Any]:
    """Return the attribute of what invokes a function: if that has an alias, a permission comes before its invoker.

    So requests are answered while a deployed function moves behind its first alias, or behind another.
    """
    if function is None or not spec.functions[function].auto_publish_alias:
        return {}
    return {"DependsOn": names.permission(function)}


def log_group(logical_id: str, settings: log_groups.LogGroup, tags: dict[str, Any], **name: Any) -> LogGroup:
    """Return a log group: of a function, or of an access log, whose group alone has a name."""
    new_key = settings.kms_key_id == log_groups.NEW_KEY
    return LogGroup(
        logical_id,
        DeletionPolicy=settings.deletion_policy,
        UpdateReplacePolicy=settings.deletion_policy,
        **name,
        RetentionInDays=settings.retention_in_days,
        **given(
            KmsKeyId=GetAtt(names.LOG_KEY, "Arn") if new_key else settings.kms_key_id,
            LogGroupClass=settings.log_group_class,
            Tags=tag_list(tags),
        ),
    )


def substituted(text: str, **values: Any) -> Any:
    """Return the text with values in place of their `${Name}`, as short as it can be written.

    Texts, `!Ref X` and `!GetAtt X.Y` stand in the text itself; other functions become variables of the `!Sub`.
    """
    variables = {}

    def written(place: re.Match[str]) -> str:
        name = place[1]
        inline = _inline(values[name]) if name in values else None
        if inline is None and name in values:
            variables[name] = values[name]
        return place[0] if inline is None else inline

    text = _PLACE.sub(written, text)
    return Sub(text, **variables) if "${" in text else text


def _inline(value: Any) -> str | None:
    """Return what says in the text of a `!Sub` what the value says, or None if nothing does."""
    if not isinstance(value, AWSHelperFn):
        return str(value).replace("${", "${!")
    if source := named(value):
        return f"${{{'.'.join(filter(None, source))}}}"
    return text_of(value)
