"""Properties of resources in the one form of what they mean: which lists have no order, which scalars are texts.

What stands in no table here is compared as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from generator.equivalence.values import Unordered, by_case, meaning
from generator.syntax import is_intrinsic

Path = tuple[str, ...]

# Lists that are sets: AWS takes each entry for itself, whatever stands before it. Lists are no part of a path.
# Not here: Layers, of which the last one wins, and the words of a container's command.
UNORDERED: Final[Mapping[str, frozenset[Path]]] = {
    "AWS::ApiGatewayV2::Api": frozenset(
        ("CorsConfiguration", name) for name in ("AllowHeaders", "AllowMethods", "AllowOrigins", "ExposeHeaders")
    ),
    "AWS::ApiGatewayV2::Authorizer": frozenset({("IdentitySource",), ("JwtConfiguration", "Audience")}),
    "AWS::ApiGatewayV2::Route": frozenset({("AuthorizationScopes",)}),
    "AWS::ApiGatewayV2::VpcLink": frozenset({("SecurityGroupIds",), ("SubnetIds",)}),
    "AWS::CertificateManager::Certificate": frozenset({("DomainValidationOptions",), ("SubjectAlternativeNames",)}),
    "AWS::CloudWatch::Alarm": frozenset(
        {("AlarmActions",), ("InsufficientDataActions",), ("OKActions",), ("Dimensions",)}
        | {("Metrics", "MetricStat", "Metric", "Dimensions")}
    ),
    "AWS::CodeDeploy::DeploymentGroup": frozenset(
        {("AlarmConfiguration", "Alarms"), ("AutoRollbackConfiguration", "Events")}
        | {("TriggerConfigurations",), ("TriggerConfigurations", "TriggerEvents")}
    ),
    "AWS::IAM::Policy": frozenset({("Groups",), ("Roles",), ("Users",)}),
    "AWS::IAM::Role": frozenset({("ManagedPolicyArns",)}),
    "AWS::Lambda::CodeSigningConfig": frozenset({("AllowedPublishers", "SigningProfileVersionArns")}),
    "AWS::Lambda::Function": frozenset({("VpcConfig", "SecurityGroupIds"), ("VpcConfig", "SubnetIds")}),
}

# Of these services every scalar has one type, so that CloudFormation takes 5 for "5" and "true" for true, and so does
# cfn-lint (E3012, unless it is told to be strict). Documents are no such properties: what reads them knows 5 from "5".
_TYPED: Final = tuple(
    f"AWS::{service}::"
    for service in ("ApiGatewayV2", "ApplicationAutoScaling", "CloudWatch", "CodeDeploy", "Lambda", "Logs")
)
_DOCUMENTS: Final = frozenset({("AWS::ApiGatewayV2::Api", "Body")})

# Properties that name a function take its name for its ARN, which is what `Ref` and `GetAtt` of one give.
# https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html#lambda-AddPermission-request-FunctionName
_NAME_FUNCTIONS: Final = ("AWS::Lambda::Alias", "AWS::Lambda::EventInvokeConfig", "AWS::Lambda::Permission",
                          "AWS::Lambda::Version")  # fmt: skip


# Values of which parts depend on conditions, and which SAM's translator writes out for each case.
_BY_CASE: Final = frozenset({("AWS::CodeDeploy::DeploymentGroup", "AlarmConfiguration")})


def properties(resource_type: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties of a resource, as they are written, in their one form."""
    typed = resource_type.startswith(_TYPED)
    found: dict[str, Any] = {}
    for name, value in meaning(dict(given)).items():
        if typed and (resource_type, name) not in _DOCUMENTS:
            value = _as_text(value)
        if (resource_type, name) in _BY_CASE:
            value = by_case(value)
        found[name] = _in_no_order(value, (name,), UNORDERED.get(resource_type, frozenset()))
    if "Tags" in found:
        found["Tags"] = _tags(found["Tags"])
    if resource_type in _NAME_FUNCTIONS and "FunctionName" in found:
        found["FunctionName"] = _function(found["FunctionName"])
    return found


def _as_text(value: Any) -> Any:
    match value:
        case dict():
            return {key: _as_text(item) for key, item in value.items()}
        case list():
            return [_as_text(item) for item in value]
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
    return value


def _in_no_order(value: Any, path: Path, unordered: frozenset[Path]) -> Any:
    match value:
        case dict() if not is_intrinsic(value):
            return {key: _in_no_order(item, (*path, key), unordered) for key, item in value.items()}
        case {"Fn::If": [condition, *branches]}:
            return {"Fn::If": [condition, *(_in_no_order(branch, path, unordered) for branch in branches)]}
        case list():
            items = [_in_no_order(item, path, unordered) for item in value]
            return Unordered(items) if path in unordered else items
    return value


def _tags(tags: Any) -> Any:
    """Return tags by their key, whether they are a list or, as ApiGatewayV2 has it, a mapping."""
    if not isinstance(tags, list):
        return tags
    plain = [tag for tag in tags if isinstance(tag, dict) and tag.keys() == {"Key", "Value"}]
    keys = [tag["Key"] for tag in plain if isinstance(tag["Key"], str)]
    if len(set(keys)) < len(tags):  # one that depends on a condition, or two with one key
        return Unordered(tags)
    return {tag["Key"]: tag["Value"] for tag in plain}


def _function(value: Any) -> Any:
    match value:
        case {"Fn::GetAtt": [str(name), "Arn"]}:
            return {"Ref": name}
    return value
