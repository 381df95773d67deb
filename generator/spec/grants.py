"""What grants are for, written out: the ARNs of a table's indexes, of a parameter with a name, of a secret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from troposphere import GenericHelperFn

from generator import names
from generator.aws_iam.presets import INDEXES
from generator.spec.raw import raw_resource
from generator.spec.references import named, text_of

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec

_PARAMETERS: Final = "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter"
# https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen
_WHOLE_SECRET = re.compile(r".*(-[A-Za-z0-9]{6}|\?|\}|\*)")
_OTHER_SECRET: Final = "-??????"
"""What Secrets Manager puts behind a secret's name, where it is not known."""


def places(arn: Any, place: str, spec: ApiSpec) -> Iterator[str]:
    """Yield what follows an ARN in that of what a grant is for, if there is such a thing: `/index/*`.

    A table of the template has no indexes but those that it says; a version of a function has none of its own.
    """
    if place == INDEXES and not _may_have_indexes(arn, spec):
        return
    if place == ":*" and _is_qualified(arn, spec):
        return
    yield place


def _may_have_indexes(table: Any, spec: ApiSpec) -> bool:
    source = named(table)
    raw = raw_resource(source.logical_id, spec) if source else None
    return raw is None or bool({"GlobalSecondaryIndexes", "LocalSecondaryIndexes"} & raw.properties.keys())


def _is_qualified(function: Any, spec: ApiSpec) -> bool:
    source, text = named(function), text_of(function)
    if source and source.logical_id in _of_releases(spec):
        return True
    if source:
        raw = raw_resource(source.logical_id, spec)
        return raw is not None and raw.type in ("AWS::Lambda::Alias", "AWS::Lambda::Version")
    return text is not None and re.search(r":function:[^:]+:", text) is not None


def _of_releases(spec: ApiSpec) -> set[str]:
    """Return the logical IDs of the versions and aliases of the spec's functions."""
    released = {name: each.auto_publish_alias for name, each in spec.functions.items() if each.auto_publish_alias}
    aliases = {names.function_alias(name, alias) for name, alias in released.items()}
    return aliases | set(map(names.function_version, released))


def secret_suffix(arn: Any) -> str:
    """Return what stands for the end of a secret's ARN that is given without it: six characters by chance."""
    text = text_of(arn)
    return "" if text is None or _WHOLE_SECRET.fullmatch(text) else _OTHER_SECRET


def parameter_arn(parameter: Any, spec: ApiSpec) -> str | None:
    """Return the ARN of a parameter of SSM as the text of a `!Sub`, in which `${Parameter}` is what was given.

    A name with a `/` in front has no other in its ARN. None if it cannot be told which it is.
    https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
    """
    beginnings = {_beginning(known) for known in _known_names(parameter, spec)}
    return beginnings.pop() if len(beginnings) == 1 else None


def _beginning(name: str) -> str | None:
    if name.startswith("arn:"):
        return "${Parameter}"
    if name.startswith("${"):
        return None
    return _PARAMETERS + ("${Parameter}" if name.startswith("/") else "/${Parameter}")


def _known_names(parameter: Any, spec: ApiSpec) -> list[str]:
    """Return what a parameter's name is known to be: all that it may be, or an example of its form."""
    text, source = text_of(parameter), named(parameter)
    if text is not None:
        return [text]
    if source is None or source.attribute:
        return []
    if own := spec.parameters.get(source.logical_id):
        in_sets = [values[source.logical_id] for values in spec.parameter_sets.values() if source.logical_id in values]
        return [str(known) for known in own.declared_values(in_sets) if known != ""]
    raw = raw_resource(source.logical_id, spec)
    if raw is None or raw.type != "AWS::SSM::Parameter":
        return []
    name = raw.properties.get("Name", "made-by-cloudformation")
    given = GenericHelperFn(name) if isinstance(name, dict) else name
    may_lead_on = (source := named(given)) is None or source.logical_id in spec.parameters
    return _known_names(given, spec) if may_lead_on else []
