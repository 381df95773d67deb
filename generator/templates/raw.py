"""Raw CloudFormation: resources and sections that the user wrote in their native syntax, merged as they are."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from troposphere import AWSObject, Template, encode_to_dict

from generator.errors import Problem, SpecError, SpecPath

if TYPE_CHECKING:
    from generator.spec.cloudformation import CloudFormation


class RawResource(AWSObject):
    """A resource as the user wrote it: nothing about it is checked here, cfn-lint does that."""

    def __init__(self, title: str, body: Any) -> None:
        super().__init__(title)
        self.resource = body

    def validate_title(self) -> None:
        """Accept any: `Fn::ForEach::Topics` stands where a logical ID does."""

    def to_dict(self, validation: bool = True) -> Any:
        return encode_to_dict(self.resource)


def merge(template: Template, raw: CloudFormation) -> None:
    """Add the raw sections to the template.

    Raises SpecError if something in them has the name of something that was generated, or changes the check.
    """
    problems = [*_taken(template, raw), *_ignores(raw)]
    if problems:
        raise SpecError(problems)
    if raw.transform:
        template.set_transform(raw.transform)
    if raw.globals:
        template.globals = deepcopy(raw.globals)  # type: ignore[assignment]
    for section, entries in _sections(template, raw):
        section.update(deepcopy(entries))  # so that who changes the template does not change the spec
    template.resources.update({title: RawResource(title, deepcopy(body)) for title, body in raw.resources.items()})


def _sections(template: Template, raw: CloudFormation) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    yield template.metadata, raw.metadata
    yield template.parameters, raw.parameters
    yield template.mappings, raw.mappings
    yield template.conditions, raw.conditions
    yield template.rules, raw.rules
    yield template.outputs, raw.outputs


def _taken(template: Template, raw: CloudFormation) -> Iterator[Problem]:
    generated = {"Metadata": (template.metadata, raw.metadata), "Outputs": (template.outputs, raw.outputs)}
    for section, (ours, theirs) in generated.items():
        for name in theirs:
            if name in ours:
                path = ("cloudformation", section, name)
                yield Problem(path, f"{name} is generated already: choose another name")


def _ignores(raw: CloudFormation) -> Iterator[Problem]:
    """What switches rules of the check off stands in one place, where its reason stands too."""
    places: list[tuple[SpecPath, Any]] = [(("Metadata",), raw.metadata)]
    places += [(("Resources", name, "Metadata"), _metadata(body)) for name, body in raw.resources.items()]
    for path, metadata in places:
        if isinstance(metadata, dict) and "cfn-lint" in metadata:
            path = ("cloudformation", *path, "cfn-lint")
            yield Problem(path, "settings of cfn-lint stand in .cfnlintrc and nowhere else")


def _metadata(body: Any) -> Any:
    return body.get("Metadata") if isinstance(body, dict) else None
