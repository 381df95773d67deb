"""How large a package may be, and what makes it large.

https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

UNZIPPED_BYTES: Final = 250 * 1024 * 1024  # layers included
# Only what is sent to Lambda itself is held to this; through a bucket, as here, more goes. The console and
# `aws lambda update-function-code --zip-file` send it themselves.
# https://docs.aws.amazon.com/lambda/latest/api/API_AccountLimit.html
ZIPPED_BYTES: Final = 50 * 1024 * 1024
_PARTS: Final = 5


def too_large(sizes: Mapping[str, int]) -> str | None:
    """Say what is wrong with files of these sizes, in bytes by name, and what is large; None if nothing is wrong."""
    total = sum(sizes.values())
    if total <= UNZIPPED_BYTES:
        return None
    return (
        f"takes {shown(total)} unzipped, and Lambda allows {shown(UNZIPPED_BYTES)}, layers included; the largest "
        f"parts: {largest(sizes)}"
    )


def note(zipped: Mapping[str, int]) -> str | None:
    """Say so if a zip, by the packed sizes of its files, is larger than Lambda takes without a bucket."""
    total = sum(zipped.values())
    if total <= ZIPPED_BYTES:
        return None
    return (
        f"has {shown(total)} zipped: Lambda takes it from a bucket, as it is deployed here, but by direct upload only "
        f"{shown(ZIPPED_BYTES)}; the largest parts: {largest(zipped)}"
    )


def largest(sizes: Mapping[str, int]) -> str:
    """`pydantic_core/ (4.5 MB), pydantic/ (1.8 MB)`: a package of npm is a part of its own."""
    parts: Counter[str] = Counter()
    for name, size in sizes.items():
        parts[_part(name)] += size
    return ", ".join(f"{part} ({shown(size)})" for part, size in parts.most_common(_PARTS))


def shown(size: int) -> str:
    if size < 50_000:
        return f"{size:,} bytes"
    return f"{size / 1024 / 1024:,.1f} MB".replace(".0 MB", " MB")


def _part(name: str) -> str:
    first, *rest = name.split("/")
    depth = 1
    if first == "node_modules":
        depth = 3 if rest and rest[0].startswith("@") else 2
    return "/".join([*name.split("/")[:depth], ""]) if len(rest) >= depth else name
