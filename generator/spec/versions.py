"""The versions of a product: those of the ledger, and the current one.

The key of a template in the bucket is a digest of its text, so it is known before it is published.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from generator.spec.source import parse


class Version(NamedTuple):
    """A version: its name, and the key of its template in the product's bucket."""

    name: str
    template: str
    description: str | None = None


def of(spec_file: Path, api: str, product_text: str) -> list[Version]:
    """Return the ledger's versions, oldest first, and, if the current text is none of them, it as the next one."""
    ledger = spec_file.with_name(f"{api}.versions.yaml")
    entries = parse(ledger.read_text(), ledger.as_posix()).data if ledger.exists() else []
    published = [Version(each["name"], each["template"], each.get("description")) for each in entries]
    current = key(api, product_text)
    if current in (each.template for each in published):
        return published
    return [*published, Version(f"v{len(published) + 1}", current)]


def key(api: str, product_text: str) -> str:
    """Return the key of a template of this text."""
    return f"{api}/product-{sha256(product_text.encode()).hexdigest()}.yaml"
