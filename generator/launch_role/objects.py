"""Objects of buckets that a launch reads: code, truststores, definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from generator.launch_role.scopes import Stack, covering, referred
from generator.launch_role.values import texts
from generator.syntax import is_intrinsic

READ: Final = frozenset({"s3:GetObject", "s3:GetObjectVersion"})

_BUCKETS: Final = ("S3Bucket", "Bucket")  # the properties that name one
_URI: Final = "s3://"


def objects(values: Iterable[Any], stack: Stack, buckets: Sequence[str]) -> list[str] | None:
    """Return the ARNs of what settings say is read; None if a launch alone tells a bucket, and `buckets` names none.

    Of a bucket all objects, since the next version of the template reads others.
    """
    found = [arn for value in values for arn in _named(value, stack)]
    if None in found and not buckets:
        return None
    return covering([*(arn for arn in found if arn is not None), *of_buckets(buckets)])


def of_buckets(buckets: Sequence[str]) -> list[str]:
    return [f"arn:${{AWS::Partition}}:s3:::{bucket}/*" for bucket in buckets]


def _named(value: Any, stack: Stack) -> Iterator[str | None]:
    """Yield what a bucket, an `s3://` URI, or a mapping that holds a bucket, stands for; None for what is not known."""
    if isinstance(value, Mapping) and not is_intrinsic(value):
        for name, item in value.items():
            if name in _BUCKETS or isinstance(item, Mapping):
                yield from _named(item, stack)
        return
    own = [arn for arn in referred(value, stack) if arn.endswith("/*")]
    yield from own
    for text in [] if own else texts(value, stack.prefix):
        place = text.removeprefix(_URI) if text.startswith(_URI) else f"{text}/*"
        yield None if place.startswith("*") else f"arn:${{AWS::Partition}}:s3:::{place}"
