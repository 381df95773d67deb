"""Things with a name of their own, which cannot be created while another logical ID still holds the name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.resource_types import DOMAIN, FUNCTION, LOG_GROUP, ROLE, ROUTE, STAGE
from generator.transitions.template import Resource, Template, Transition, route_key, text

# What no two things may share, whatever their logical IDs: the first property names the thing.
_IDENTITIES: Final[dict[str, tuple[str, ...]]] = {
    # 409 `ApiMapping key already exists for this domain name` (aws-cloudformation/cloudformation-coverage-roadmap#1151)
    "AWS::ApiGatewayV2::ApiMapping": ("DomainName", "ApiMappingKey"),
    DOMAIN: ("DomainName",),  # `The domain name you provided already exists.`, there as well
    ROUTE: ("RouteKey", "ApiId"),  # 409 `Route with key GET /test already exists for this API` (anomalyco/sst#513)
    STAGE: ("StageName", "ApiId"),
    # https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
    ROLE: ("RoleName",),
    FUNCTION: ("FunctionName",),
    LOG_GROUP: ("LogGroupName",),
    # `Tried to create resource record set … but it already exists` (aws/aws-cdk#12564)
    "AWS::Route53::RecordSet": ("Name", "Type", "HostedZoneId", "HostedZoneName", "SetIdentifier"),
}


def moved(old: Template, new: Template) -> Iterator[Transition]:
    """Under another logical ID a thing is created anew, before the old one is deleted: it exists already."""
    holders = {identity: name for name, each in old.resources.items() if (identity := _identity(each))}
    for logical_id, resource in new.resources.items():
        identity = _identity(resource)
        before = old.resources.get(logical_id)
        holder = holders.get(identity, logical_id) if identity else logical_id
        if holder == logical_id or (before and _identity(before) == identity):
            continue
        retained = ", delete what is retained," if old.resources[holder].is_retained("DeletionPolicy") else ""
        yield Transition(
            f"{_described(resource)} moves from {holder} to {logical_id}",
            "the deployment fails, because it is created before the old one is deleted and exists already",
            f"leave it where it was, or deploy first without it{retained} and then with it",
        )


def _identity(resource: Resource) -> tuple[str, ...] | None:
    """Return what the resource is to AWS, or None if it gets a name of its own."""
    properties = _IDENTITIES.get(resource.type, ())
    if not properties or resource.properties.get(properties[0]) is None:
        return None
    values = {name: resource.properties.get(name) for name in properties}
    key = route_key(values.get("RouteKey"))
    if key:
        values["RouteKey"] = key.anonymous
    return resource.type, *map(text, values.values())


def _described(resource: Resource) -> str:
    """`the Stage v1`"""
    name = resource.properties.get(_IDENTITIES[resource.type][0])
    return f"the {resource.type.rpartition(':')[2]}" + (f" {name}" if isinstance(name, str) else "")
