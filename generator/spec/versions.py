"""Versions of a product: those that were published, oldest first, and the one that comes next.

What was published stands in a ledger beside the spec, an input like it: `apis/orders.versions.yaml`. A version's key in
the bucket is made of its template's own bytes, so that none is ever written over.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

ENDING: Final = ".versions.yaml"


class Version(NamedTuple):
    """One version of a product; `template` is its key in the bucket, `resource_types` what stacks of it have."""

    name: str
    template: str
    description: str | None = None
    resource_types: tuple[str, ...] = ()


def of(spec_file: Path, api: str, product_text: str) -> list[Version]:
    """Return the versions of the ledger and, if this template is none of them, it as the next one.

    So nothing that is generated changes when the template is published.

    Raises SpecError with everything that is wrong with the ledger.
    """
    published = read(ledger_of(spec_file), api)
    if with_template(published, key(api, product_text)):
        return published
    return [*published, following(published, api, product_text)]


def read(ledger: Path, api: str) -> list[Version]:
    """Return what was published, oldest first; nothing if there is no ledger.

    Raises SpecError with everything that is wrong with it.
    """
    if not ledger.exists():
        return []
    from generator.spec.ledgers import parsed, text_of  # few APIs are products

    return parsed(text_of(ledger), ledger.as_posix(), api)


def following(published: Sequence[Version], api: str, product_text: str) -> Version:
    """Return the next version: `v3` after two, or the first number after that which is no name yet."""
    taken = {version.name for version in published}
    names = (f"v{number}" for number in count(len(published) + 1))
    return Version(next(name for name in names if name not in taken), key(api, product_text))


def with_template(published: Sequence[Version], template: str) -> Version | None:
    """Return the version that has this key; what is generated again as it once was is no new version."""
    return next((version for version in published if version.template == template), None)


def key(api: str, product_text: str) -> str:
    from hashlib import sha256  # few APIs are products

    return f"{api}/product-{sha256(product_text.encode()).hexdigest()}.yaml"


def ledger_of(spec_file: Path) -> Path:
    return spec_file.with_name(f"{spec_file.stem}{ENDING}")


def is_ledger(file: Path) -> bool:
    return file.name.endswith(ENDING)


def spec_of(ledger: Path) -> Path:
    return ledger.with_name(f"{ledger.name.removesuffix(ENDING)}.yaml")
