"""Where in a spec something in its template comes from, as far as that can be known."""

from __future__ import annotations

from generator import names
from generator.errors import SpecPath, dotted
from generator.flavours import FLAVOURS
from generator.spec.load import LoadedSpec
from generator.spec.logical_ids import logical_ids


def origin(loaded: LoadedSpec, path: SpecPath) -> str:
    """Say what a finding is about, and where in the spec it comes from, as far as that can be known."""
    where = place(loaded, path)
    return f"at {dotted(path)}, from {where}" if path else f"from {where}"


def place(loaded: LoadedSpec, path: SpecPath) -> str:
    """Return the file, the line and the column of it; the file alone for what every API has."""
    found = _spec_path(loaded, path)
    return loaded.source.place(found) if found else loaded.source.file


def _spec_path(loaded: LoadedSpec, path: SpecPath) -> SpecPath:
    """Return the place in the spec that leads to this place in the template; empty for what every API has."""
    flavours: list[tuple[str, ...]] = [(flavour,) for flavour in FLAVOURS]
    for flavour in [(), *flavours]:
        if (override := ("overrides", *flavour, *path[1:])) in loaded.source.positions:
            return override
    raw = ("cloudformation", *path)
    if raw[:3] in loaded.source.positions:
        return raw
    origins: dict[str, SpecPath] = {names.STAGE: ("stage",), names.ACCESS_LOG_GROUP: ("stage",)}
    origins |= {names.STACK_SET: ("stack_set",)} if loaded.spec.stack_set else {}
    origins |= {logical_id: origin for origin, led_to in logical_ids(loaded.spec) for logical_id in led_to}
    return origins.get(str(path[1]), ()) if len(path) > 1 else ()
