"""Overrides: the last word on a generated resource, after building and before the check."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from troposphere import Template

from generator.errors import Problem, SpecError, SpecPath, did_you_mean
from generator.flavours import TEMPLATES, Flavour
from generator.spec.api import ApiSpec
from generator.spec.overrides import Placed, placed
from generator.syntax import is_intrinsic
from generator.templates.raw import RawResource

Elsewhere = Callable[[str], Collection[str] | None]
"""From a logical ID to the properties that what has it in the other flavour may have; None if nothing has it there."""


def apply(template: Template, spec: ApiSpec, flavour: Flavour, elsewhere: Elsewhere) -> None:
    """Merge mappings deeply, replace lists and scalars, remove what is null; what is for this flavour alone comes last.

    Raises SpecError if an override names a resource, or a property, that the template does not have.
    """
    wanted = [override for override in placed(spec) if override.flavour in (None, flavour)]
    problems = [problem for override in wanted for problem in _problems(template, override, flavour, elsewhere)]
    if problems:
        raise SpecError(problems)
    for _, title, change in wanted:
        template.resources[title] = RawResource(title, _merged(template.resources[title].to_dict(), change))


def _problems(template: Template, override: Placed, flavour: Flavour, elsewhere: Elsewhere) -> Iterator[Problem]:
    resource = template.resources.get(override.logical_id)
    if resource is None:
        unknown = f"there is no such resource{did_you_mean(override.logical_id, template.resources)}"
        is_elsewhere = override.flavour is None and elsewhere(override.logical_id) is not None
        yield Problem(override.path, _belongs_elsewhere(flavour) if is_elsewhere else unknown)
        return
    known = {}
    for name, value in (override.change.get("Properties") or {}).items():
        if name in resource.props or not resource.props:
            known[name] = value
        else:
            unknown = f"{resource.resource_type} has no such property{did_you_mean(name, resource.props)}"
            is_elsewhere = override.flavour is None and name in (elsewhere(override.logical_id) or ())
            place = (*override.path, "Properties", name)
            yield Problem(place, _belongs_elsewhere(flavour) if is_elsewhere else unknown)
    change = {**override.change, "Properties": known} if override.change.get("Properties") else override.change
    yield from _absent(override.path, resource.to_dict(), change)


def _belongs_elsewhere(flavour: Flavour) -> str:
    other: Flavour = "cloudformation" if flavour == "sam" else "sam"
    return f"is not in {TEMPLATES[flavour]}, but in {TEMPLATES[other]}: put it under overrides.{other}"


def _absent(path: SpecPath, base: Any, change: Any) -> Iterator[Problem]:
    """Yield a problem for everything that is to be removed, but is not there."""
    for key, value in change.items() if isinstance(change, dict) else ():
        inside = base.get(key) if isinstance(base, dict) else None
        if value is None and (not isinstance(base, dict) or key not in base):
            yield Problem((*path, key), "cannot be removed: it is not there")
        yield from _absent((*path, key), inside, value)


def _merged(base: Any, change: Any) -> Any:
    if not isinstance(change, dict) or is_intrinsic(change):
        return change
    if not isinstance(base, dict) or is_intrinsic(base):
        base = {}
    kept = {key: value for key, value in base.items() if change.get(key, value) is not None}
    return kept | {key: _merged(base.get(key), value) for key, value in change.items() if value is not None}
