"""The template of a product of AWS Service Catalog: the plain one, which asks for nothing but settings."""

from __future__ import annotations

from typing import Any, Final

from generator import names
from generator.spec import resolved
from generator.spec.api import ApiSpec
from generator.spec.product_rules import rules
from generator.spec.references import plain
from generator.templates import cloudformation

# Who is held by a boundary: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
_IDENTITIES: Final = ("AWS::IAM::Role", "AWS::IAM::User")


def body_of(spec: ApiSpec) -> dict[str, Any]:
    """Return the plain template in which packaged code is in the product's own bucket, and roles have their boundary.

    Raises SpecError if the raw section or the overrides do not fit what was built.
    """
    body: dict[str, Any] = cloudformation.assemble(spec).to_dict()
    parameters = {name: each for name, each in body.pop("Parameters", {}).items() if name != names.CODE_BUCKET}
    implied = {**body.pop("Rules", {}), **rules(spec)}
    body = {**body, **({"Parameters": parameters} if parameters else {}), **({"Rules": implied} if implied else {})}
    body = _in_bucket(body, plain(resolved.product_bucket(spec)))
    boundary = plain(spec.service_catalog.launch_role.permissions_boundary) if spec.service_catalog else None
    if boundary is not None:
        body["Resources"] = {title: _bounded(each, boundary) for title, each in body["Resources"].items()}
    return body


def _in_bucket(value: Any, bucket: Any) -> Any:
    """Return plain data in which the bucket stands in the place of the parameter."""
    if value == {"Ref": names.CODE_BUCKET}:
        return bucket
    if isinstance(value, dict):
        return {key: _in_bucket(item, bucket) for key, item in value.items()}
    return [_in_bucket(item, bucket) for item in value] if isinstance(value, list) else value


def _bounded(resource: dict[str, Any], boundary: Any) -> dict[str, Any]:
    """Return a resource, if it is somebody who may do something, with the boundary of what it may do at most."""
    if resource["Type"] not in _IDENTITIES:
        return resource
    return {**resource, "Properties": {**resource.get("Properties", {}), "PermissionsBoundary": boundary}}
