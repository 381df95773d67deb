"""Overrides: the last word on a generated resource, after building and before the check."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from troposphere import Template

from generator.errors import Problem, SpecError, SpecPath, did_you_mean
from generator.flavours import TEMPLATES, Flavour
from generator.spec.api import ApiSpec
from generator.spec.overrides import Placed, placed
from generator.syntax import is_intrinsic
from generator.templates.raw import RawResource

Properties = Mapping[str, Collection[str]]
"""By logical ID, the properties that a resource of its type may have."""


def apply(template: Template, spec: ApiSpec, flavour: Flavour, elsewhere: Callable[[], Properties] = dict) -> None:
    """Merge mappings deeply, replace lists and scalars, remove what is null; what is for this flavour alone comes last.

    `elsewhere` says what the other flavour has in place of this one's. Raises SpecError if an override names a
    resource, or a property, that the template does not have.
    """
    wanted = [override for override in placed(spec) if override.flavour in (None, flavour)]
    problems = [problem for override in wanted for problem in _problems(template, override)]
    if problems:
        raise SpecError(_with_the_other_flavour(problem, wanted, flavour, elsewhere()) for problem in problems)
    for _, title, change in wanted:
        template.resources[title] = RawResource(title, _merged(template.resources[title].to_dict(), change))


def _problems(template: Template, override: Placed) -> Iterator[Problem]:
    resource = template.resources.get(override.logical_id)
    if resource is None:
        hint = did_you_mean(override.logical_id, template.resources)
        yield Problem(override.path, f"there is no such resource{hint}")
        return
    properties = override.change.get("Properties") or {}
    unknown = {name for name in properties if name not in resource.props} if resource.props else set()
    for name in properties:
        if name in unknown:
            message = f"{resource.resource_type} has no such property{did_you_mean(name, resource.props)}"
            yield Problem((*override.path, "Properties", name), message)
    known = {name: value for name, value in properties.items() if name not in unknown}
    change = {**override.change, "Properties": known} if properties else override.change
    yield from _absent(override.path, resource.to_dict(), change)


def _with_the_other_flavour(
    problem: Problem, overrides: Iterable[Placed], flavour: Flavour, elsewhere: Properties
) -> Problem:
    """Return the problem; if what is overridden is of the other flavour, with the place where it belongs."""
    override = next(each for each in overrides if problem.path[: len(each.path)] == each.path)
    inside = problem.path[len(override.path) :]
    other: Flavour = "cloudformation" if flavour == "sam" else "sam"
    has = elsewhere.get(override.logical_id, ())
    if override.flavour is not None or override.logical_id not in elsewhere or (inside and inside[-1] not in has):
        return problem
    message = f"is not in {TEMPLATES[flavour]}, but in {TEMPLATES[other]}: put it under overrides.{other}"
    return Problem(problem.path, message)


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
