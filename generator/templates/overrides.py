"""Overrides: the last word on a generated resource, after building and before the check."""

from collections.abc import Iterator
from typing import Any

from troposphere import Template

from generator.errors import Problem, SpecError, SpecPath, did_you_mean
from generator.syntax import is_intrinsic
from generator.templates.raw import RawResource


def apply(template: Template, overrides: dict[str, dict[str, Any]]) -> None:
    """Merge mappings deeply, replace lists and scalars, remove what is null.

    Raises SpecError if an override names a resource, or a property, that does not exist.
    """
    problems = [problem for title, change in overrides.items() for problem in _problems(template, title, change)]
    if problems:
        raise SpecError(problems)
    for title, change in overrides.items():
        template.resources[title] = RawResource(title, _merged(template.resources[title].to_dict(), change))


def _problems(template: Template, title: str, change: dict[str, Any]) -> Iterator[Problem]:
    resource = template.resources.get(title)
    if resource is None:
        yield Problem(("overrides", title), f"there is no such resource{did_you_mean(title, template.resources)}")
        return
    properties = change.get("Properties") or {}
    unknown = {name for name in properties if name not in resource.props} if resource.props else set()
    for name in properties:
        if name in unknown:
            message = f"{resource.resource_type} has no such property{did_you_mean(name, resource.props)}"
            yield Problem(("overrides", title, "Properties", name), message)
    known = {**change, "Properties": {name: value for name, value in properties.items() if name not in unknown}}
    yield from _absent(("overrides", title), resource.to_dict(), known if properties else change)


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
