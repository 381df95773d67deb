"""Whether all descriptions of an API describe the same system: what they say is compared, not how they say it.

template.yaml ─────────────────────────────────────────────┐
sam.yaml        ── translated, as CloudFormation does it ──┼── generator/equivalence/
OpenAPI         ── imported in place of the routes ────────┘
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from generator import names
from generator.equivalence import differences
from generator.equivalence.accepted import BUCKET, OF_OPENAPI, OF_SAM, Accepted, Judged, judged
from generator.equivalence.imports import importing
from generator.equivalence.systems import System
from generator.errors import SpecError
from generator.flavours import TEMPLATES
from generator.pipeline import Generated, openapi_document
from generator.spec.api import ApiSpec
from generator.spec.code import Archive, Package
from generator.translation import is_of_sam, local_code, translated

Body = Mapping[str, Any]

OPENAPI: Final = "OpenAPI"


class Comparison(NamedTuple):
    """Two descriptions of one API, by what people call them, and the differences between them."""

    one: str
    other: str
    resources: int
    judged: Judged

    def refused(self) -> Iterator[str]:
        """Yield every difference that is not accepted, a line each."""
        for difference in self.judged.refused:
            yield difference.told(self.one, self.other)

    def accepted(self) -> Iterator[str]:
        """Yield every kind of difference that was found and is accepted, with how often, and why."""
        found: dict[Accepted, int] = {}
        for difference, kind in self.judged.accepted:
            found[kind] = found.get(kind, 0) + len(difference.subjects)
        for kind, times in found.items():
            yield f"{kind.what} ({times}): {kind.reason}"


def comparisons(generated: Generated) -> list[Comparison]:
    """Compare the first description of an API with each other that there is.

    An API of which no OpenAPI document can be made is compared without; `httpapi openapi` says why. A portfolio has no
    API to compare. Raises TranslationError if SAM's translator refuses the template.
    """
    if not generated.templates:
        return []
    bodies = dict(_plain_bodies(generated))
    (first, body), *others = bodies.items()
    found = [_compared(first, body, name, other, OF_SAM) for name, other in others]
    try:
        imported = importing(body, openapi_document(generated), names.API)
    except SpecError:
        return found
    return [*found, _compared(first, body, OPENAPI, imported, OF_OPENAPI)]


def compared(plain: Body, other: Body) -> Judged:
    """Judge the differences between a plain template and one that SAM's translator has made."""
    return _compared("", plain, "", other, OF_SAM).judged


def _plain_bodies(generated: Generated) -> Iterator[tuple[str, Body]]:
    """Yield the template of each flavour as CloudFormation deploys it, by the name of its file."""
    for flavour, template in generated.templates.items():
        body: Body = template.body
        if is_of_sam(body):  # the plain one, too, if its raw section has functions of SAM
            body = translated(body, uploaded(generated.loaded.spec, body, template.path.parent))
        yield TEMPLATES[flavour], body


def _compared(one: str, first: Body, other: str, second: Body, table: Sequence[Accepted]) -> Comparison:
    before, after = System(first), System(second)
    found = judged(differences(first, second), before, after, table)
    return Comparison(one, other, len(before.resources), found)


def uploaded(spec: ApiSpec, sam: Body, folder: Path) -> dict[str, str]:
    """Return where the code of each function counts as uploaded, if its CodeUri, as seen from a folder, is local.

    Code that is where the spec says it is has the key that the plain template names; any other the path itself.
    """
    keys = {names.function(name): dict(_keys(name, spec)) for name in spec.functions}
    found = {}
    for logical_id, uri in local_code(sam).items():
        path = posixpath.normpath(posixpath.join(folder.as_posix(), uri))
        found[logical_id] = f"s3://{BUCKET}/{keys.get(logical_id, {}).get(path, path)}"
    return found


def _keys(name: str, spec: ApiSpec) -> Iterator[tuple[str, str]]:
    """Yield the paths at which the code of a function may be found, source and package, each with the package's key."""
    function = spec.functions[name]
    if isinstance(function.source, Package | Archive):
        key = function.source.key(name)
        yield posixpath.normpath(str(function.code)), key
        yield f"build/{key}", key
