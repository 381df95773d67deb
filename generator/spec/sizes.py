"""How large code may be once Lambda has unpacked it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
UNZIPPED_BYTES: Final = 250 * 1024 * 1024  # layers included
_PARTS: Final = 3


def too_large(sizes: Mapping[str, int]) -> str | None:
    """Say what is wrong with files of these sizes, in bytes by name, and which parts are the largest; None if nothing.

    Zipped, code may take what it wants: only what is sent to Lambda without a bucket is held to 50 MB.
    https://docs.aws.amazon.com/lambda/latest/api/API_AccountLimit.html
    """
    total = sum(sizes.values())
    if total <= UNZIPPED_BYTES:
        return None
    parts: Counter[str] = Counter()
    for name, size in sizes.items():
        folder, slash, _ = name.partition("/")
        parts[folder + slash] += size
    largest = ", ".join(f"{name} ({_shown(size)})" for name, size in parts.most_common(_PARTS))
    return f"takes {_shown(total)} unzipped, and Lambda allows {_shown(UNZIPPED_BYTES)}; the largest parts: {largest}"


def _shown(size: int) -> str:
    return f"{size / 1024 / 1024:,.1f} MB".replace(".0 MB", " MB")
