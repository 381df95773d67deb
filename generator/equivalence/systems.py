"""A template as resources in the one form of what they mean, and as things of which something is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple

from generator.equivalence.properties import properties
from generator.equivalence.values import Unordered, meaning, references
from generator.resource_types import ALIAS, API, FUNCTION, INTEGRATION, PERMISSION, POLICY, ROLE, ROUTE, STAGE, VERSION
from generator.syntax import is_intrinsic

LOGICAL_ID: Final = ("logical ID",)
EXISTS_IF: Final = ("exists if",)
WAITS_FOR: Final = ("waits for",)

# What people call a resource; others are called by their type.
_KINDS: Final = {
    API: "API",
    INTEGRATION: "integration",
    STAGE: "stage",
    FUNCTION: "function",
    ALIAS: "alias",
    VERSION: "version",
    PERMISSION: "permission",
    ROLE: "role",
    POLICY: "policy",
    "AWS::ApiGatewayV2::ApiMapping": "mapping",
    "AWS::ApiGatewayV2::Deployment": "deployment",
    "AWS::ApiGatewayV2::DomainName": "domain",
    "AWS::ApiGatewayV2::VpcLink": "VPC link",
    "AWS::CertificateManager::Certificate": "certificate",
    "AWS::CloudWatch::Alarm": "alarm",
    "AWS::CloudWatch::Dashboard": "dashboard",
    "AWS::CodeDeploy::DeploymentGroup": "deployment group",
    "AWS::Lambda::EventInvokeConfig": "asynchronous invocations",
    "AWS::Logs::LogGroup": "log group",
}

Aspect = tuple[str, ...]
"""What is said of a thing: `("Environment", "Variables", "TABLE")`, or `("allows",)`."""


class Thing(NamedTuple):
    """Something that a system has, as people call it, and all that is said of it.

    If two things have one name, each is told apart by its logical ID.
    """

    subject: str
    logical_id: str
    aspects: dict[Aspect, Any]


@dataclass(frozen=True)
class Resource:
    """A resource: its properties in their one form, and its attributes as they are written."""

    logical_id: str
    type: str
    properties: dict[str, Any]
    attributes: dict[str, Any]

    @property
    def subject(self) -> str:
        return f"{_KINDS.get(self.type, self.type)} {self.logical_id}".strip()


@dataclass(frozen=True)
class System:
    """What a plain CloudFormation template describes."""

    body: Mapping[str, Any]

    @cached_property
    def resources(self) -> dict[str, Resource]:
        found = self.body.get("Resources", {})
        return {str(name): _resource(str(name), each) for name, each in found.items()} if _is_section(found) else {}

    def of_type(self, resource_type: str) -> dict[str, Resource]:
        return {name: each for name, each in self.resources.items() if each.type == resource_type}

    @cached_property
    def routes_by_integration(self) -> dict[str, list[Resource]]:
        """The routes that lead to each integration of the template, by its logical ID."""
        found: dict[str, list[Resource]] = {}
        integrations = self.of_type(INTEGRATION)
        for route in self.of_type(ROUTE).values():
            if (target := target_of(route)) in integrations:
                found.setdefault(target, []).append(route)
        return found


def target_of(route: Resource) -> str:
    """Return the logical ID of the integration to which a route leads; empty if only the deployment knows it."""
    match route.properties.get("Target"):
        case {"Fn::Join": ["", ["integrations/", {"Ref": str(logical_id)}]]}:
            return logical_id
    return ""


def general(resource: Resource) -> Thing:
    """Return a resource property by property."""
    return Thing(resource.subject, resource.logical_id, {**flat(resource.properties), **attributes(resource)})


def attributes(resource: Resource) -> dict[Aspect, Any]:
    """Return what is said of a resource beside its properties."""
    found: dict[Aspect, Any] = {}
    for name, value in resource.attributes.items():
        match name:
            case "Condition":
                found[EXISTS_IF] = value
            case "DependsOn":
                found |= _waits_for(value, resource)
            case _:
                found |= flat(meaning(value), ("attribute", name))
    return found


def flat(value: Any, path: Aspect = ()) -> dict[Aspect, Any]:
    """Return what stands in mappings, by where it stands; functions, lists and empty mappings stay whole."""
    if not isinstance(value, dict) or is_intrinsic(value) or not value:
        return {path: value} if path or value != {} else {}
    found: dict[Aspect, Any] = {}
    for key, item in value.items():
        found |= flat(item, (*path, key))
    return found


def _waits_for(value: Any, resource: Resource) -> dict[Aspect, Any]:
    """Return what a resource waits for beside what it refers to, for which it waits in any case.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
    """
    named = value if isinstance(value, list) else [value]
    anyway = [*references(resource.properties)]
    other = Unordered(each for each in named if each not in anyway)
    return {WAITS_FOR: other} if other else {}


def _resource(logical_id: str, written: Any) -> Resource:
    if not isinstance(written, dict):  # a loop that makes resources, or nothing that is understood here
        return Resource(logical_id, "", {}, {"whole": written})
    kind = str(written.get("Type"))
    given = written.get("Properties", {})
    rest = {name: value for name, value in written.items() if name not in ("Type", "Properties")}
    if not isinstance(given, dict) or is_intrinsic(given):
        return Resource(logical_id, kind, {}, {**rest, "Properties": given})
    return Resource(logical_id, kind, properties(kind, given), rest)


def things_of_sections(body: Mapping[str, Any]) -> Iterator[Thing]:
    """Yield what stands in a template beside its resources: each entry of a section is a thing."""
    for section, entries in body.items():
        if section == "Resources" and _is_section(entries):
            continue
        if _is_section(entries):
            kind = _SECTIONS.get(section, section)
            for name, entry in entries.items():
                yield Thing(f"{kind} {name}", "", flat(_entry(section, entry)) or {(): {}})
        else:
            yield Thing(f"the template's {section}", "", {(): meaning(entries)})


def _is_section(entries: Any) -> bool:
    return isinstance(entries, Mapping) and not is_intrinsic(entries)


_SECTIONS: Final = {
    "Parameters": "parameter",
    "Conditions": "condition",
    "Outputs": "output",
    "Mappings": "mapping",
    "Rules": "rule",
    "Metadata": "metadata",
}


def _entry(section: str, entry: Any) -> Any:
    """Return an entry of a section in its one form; a parameter's default is a text, whatever its type.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
    """
    found = meaning(entry)
    if section == "Parameters" and isinstance(found, dict) and isinstance(found.get("Default"), (int, float)):
        default = found["Default"]
        return {**found, "Default": str(default).lower() if isinstance(default, bool) else str(default)}
    return found
