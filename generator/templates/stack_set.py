"""The stack that deploys the API to many accounts and regions: a stack set, around the product's template.

What a template must be for that is checked here, on the template itself: raw sections and overrides are in it, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from troposphere import AWSObject, Output, Template

from generator.capabilities import IAM_NAMES, capabilities, is_transformed
from generator.errors import Problem, SpecError, SpecPath
from generator.resources import stack_sets
from generator.spec import fleets, versions
from generator.spec.api import ApiSpec
from generator.spec.logical_ids import logical_ids
from generator.spec.overrides import placed

# Their names are those of one thing in the whole world.
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
_WORLDWIDE: Final = {"AWS::S3::Bucket": "BucketName"}
_VARIABLE: Final = re.compile(r"\$\{([^!}][^}]*)\}")
_PLACES: Final = {"AWS::AccountId", "AWS::Partition", "AWS::Region", "AWS::URLSuffix"}
"""What is the same in all stacks of one place."""


def body_of(spec: ApiSpec, product: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return the template around the product's, which is given as plain data and as text.

    Raises SpecError if stacks of the product's template cannot stand where they are to.
    """
    problems = [*_unfit(spec, product), *_names_that_meet(spec, product)]
    if problems:
        raise SpecError(problems)
    template = Template()
    template.set_version()
    template.set_description(f"Stacks of {spec.name} in many accounts and regions")
    for element in stack_sets.build(spec, versions.key(spec.name, text), capabilities(product)):
        match element:
            case AWSObject():
                template.resources[str(element.title)] = element
            case Output():
                template.outputs[str(element.title)] = element
    body: dict[str, Any] = template.to_dict()
    return body


def _unfit(spec: ApiSpec, product: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what service-managed permissions do not take, which are those that a stack set makes by itself.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-custom-execution-role.html
    """
    assert spec.stack_set, "only for fleets"
    if not spec.stack_set.is_service_managed:
        return
    way_out = "leave it out, or use SELF_MANAGED"
    if is_transformed(product):
        yield Problem(_transform_path(spec), f"stack sets with SERVICE_MANAGED take no transforms: {way_out}")
    for logical_id, resource in product["Resources"].items():
        if isinstance(resource, dict) and resource.get("Type") == "AWS::CloudFormation::Stack":
            yield Problem(_path(spec, logical_id), f"stack sets with SERVICE_MANAGED take no nested stacks: {way_out}")


def _transform_path(spec: ApiSpec) -> SpecPath:
    raw = spec.cloudformation
    return ("cloudformation", "Transform") if raw and raw.transform else ("cloudformation",) if raw else ("stack_set",)


def _names_that_meet(spec: ApiSpec, product: Mapping[str, Any]) -> Iterator[Problem]:
    """IAM has one name for all regions of an account, and S3 one for all accounts, too.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
    """
    assert spec.stack_set, "only for fleets"
    regions = len(fleets.regions(spec.stack_set))
    for logical_id, field, value in _names(product, IAM_NAMES | _WORLDWIDE) if regions > 1 else ():
        if not _differs(value, "AWS::Region"):
            why = f"{field} is one name in all {regions} regions of an account: leave it out, or write !Sub with"
            yield Problem(_path(spec, logical_id, field), f"{why} ${{AWS::Region}}")
    for logical_id, field, value in _names(product, _WORLDWIDE) if fleets.in_several_accounts(spec.stack_set) else ():
        if not _differs(value, "AWS::AccountId"):
            why = f"{field} is one name in all accounts: leave it out, or write !Sub with ${{AWS::AccountId}}"
            yield Problem(_path(spec, logical_id, field), why)


def _names(product: Mapping[str, Any], fields: Mapping[str, str]) -> Iterator[tuple[str, str, Any]]:
    """Yield each resource that has a name of its own, with the property and its value."""
    for logical_id, resource in product["Resources"].items():
        match resource:
            case {"Type": str(kind), "Properties": {**properties}} if fields.get(kind) in properties:
                yield logical_id, fields[kind], properties[fields[kind]]


def _differs(value: Any, place: str) -> bool:
    """Say whether a name may be another one in another place: it has its own variable, or one that tells nothing."""
    if isinstance(value, str):
        return False
    text = value.get("Fn::Sub") if isinstance(value, dict) else None
    return not isinstance(text, str) or bool({*_VARIABLE.findall(text)} - (_PLACES - {place}))


def _path(spec: ApiSpec, logical_id: str, field: str | None = None) -> SpecPath:
    """Return where in the spec something of the template comes from."""
    for override in placed(spec) if field else ():
        if override.logical_id == logical_id and field in override.change.get("Properties", {}):
            return (*override.path, "Properties", str(field))
    found = (path for path, led_to in logical_ids(spec) if logical_id in led_to)
    return next(found, ("stack_set",))
