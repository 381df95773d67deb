"""Roles: those that a template passes to services, and those that services make for themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.launch_role.scopes import Stack, covering, referred
from generator.launch_role.values import Resource, texts

# Which service takes the role of a type, where its name is not that in the type, in small letters.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_PassedToService
_SERVICES: Final = {
    "ApiGatewayV2": "apigateway",
    "ApplicationAutoScaling": "application-autoscaling",
    "BedrockAgentCore": "bedrock-agentcore",
    "Cognito": "cognito-idp",
    "EMR": "elasticmapreduce",
    "Elasticsearch": "es",
    "IAM": "ec2",  # in an instance profile
    "KinesisAnalyticsV2": "kinesisanalytics",
    "KinesisFirehose": "firehose",
    "MWAA": "airflow",
    "OpenSearchService": "es",
    "StepFunctions": "states",
}

_OF_TYPES: Final = {
    # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
    "AWS::ECS::TaskDefinition": "ecs-tasks",
    "AWS::Batch::JobDefinition": "ecs-tasks",
    # https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
    "AWS::Cognito::IdentityPoolRoleAttachment": "cognito-identity",
}

# What ends the name of a property that holds a role.
_HOLDS_A_ROLE: Final = (
    "role", "roles", "rolearn", "rolearns", "credentials", "credentialsarn", "callerarn", "permissionarn",
)  # fmt: skip
# Mappings whose keys are names of the user's own, and no properties: `TARGET_ROLE` there hands over nothing.
_OWN_NAMES: Final = (
    "DefinitionSubstitutions", "Labels", "Parameters", "RequestParameters", "RequestTemplates", "ResponseParameters",
    "StageVariables", "Tags", "Variables",
)  # fmt: skip
_ANY_ROLE: Final = "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*"
_OF_SERVICES: Final = "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/"

# The services that make themselves a role for a type. What is not here may make that of any service: AWS alone says
# what such a role may do. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
_LINKED: Final = {
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/using-service-linked-roles.html
    "AWS::ApiGatewayV2::Api": ("ops.apigateway.amazonaws.com",),
    "AWS::ApiGatewayV2::DomainName": ("ops.apigateway.amazonaws.com",),
    "AWS::ApiGatewayV2::VpcLink": ("ops.apigateway.amazonaws.com",),
    # https://docs.aws.amazon.com/cognito/latest/developerguide/using-service-linked-roles.html
    "AWS::Cognito::UserPool": ("email.cognito-idp.amazonaws.com",),
    # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/contributorinsights_IAM.html and
    # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds_using-service-linked-roles.html
    "AWS::DynamoDB::Table": (
        "contributorinsights.dynamodb.amazonaws.com",
        "kinesisreplication.dynamodb.amazonaws.com",
    ),
}

# https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-service-linked-roles.html
_SCALING: Final = {
    "appstream": "appstream",
    "cassandra": "cassandra",
    "comprehend": "comprehend",
    "custom-resource": "custom-resource",
    "dynamodb": "dynamodb",
    "ec2": "ec2",
    "ecs": "ecs",
    "elasticache": "elasticache",
    "kafka": "kafka",
    "lambda": "lambda",
    "neptune": "neptune",
    "rds": "rds",
    "sagemaker": "sagemaker",
}


def passed_to(resource_type: str) -> str:
    """`AWS::StepFunctions::StateMachine` -> `states.amazonaws.com`"""
    service = resource_type.split("::")[1]
    return f"{_OF_TYPES.get(resource_type) or _SERVICES.get(service, service.lower())}.amazonaws.com"


def passed(resource: Resource, stack: Stack) -> list[str]:
    """Return the ARNs of the roles that a resource hands to its service; any role for one that a parameter names."""
    found: list[str] = []
    for value in _roles(resource.get("Properties", {})):
        arns = referred(value, stack)
        found += [arn for arn in arns if ":role/" in arn] if arns else _unknown(value, stack)
    return covering(found)


def _unknown(value: Any, stack: Stack) -> list[str]:
    return [_ANY_ROLE] if texts(value, stack.prefix) else []


def _roles(value: Any) -> Iterator[Any]:
    """Yield the values of all properties that hold a role, both branches of an `!If`."""
    if isinstance(value, list):
        for item in value:
            yield from _roles(item)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            if name in _OWN_NAMES and isinstance(item, Mapping):
                continue
            if name.lower().endswith(_HOLDS_A_ROLE) and not isinstance(item, bool):
                for each in item if isinstance(item, list) else [item]:
                    yield from _branches(each)
            else:
                yield from _roles(item)


def _branches(value: Any) -> Iterator[Any]:
    match value:
        case {"Fn::If": [_, one, other]}:
            yield from _branches(one)
            yield from _branches(other)
        case {"Ref": "AWS::NoValue"}:
            return
        case _:
            yield value


def linked(resource: Resource) -> tuple[str, ...]:
    """Return the services that may make themselves a role for a resource; none if it is not known which."""
    if resource["Type"] == "AWS::ApplicationAutoScaling::ScalableTarget":
        namespace = _SCALING.get(str(resource.get("Properties", {}).get("ServiceNamespace")))
        return (f"{namespace}.application-autoscaling.amazonaws.com",) if namespace else ()
    if resource["Type"] == "AWS::IAM::ServiceLinkedRole":
        name = resource.get("Properties", {}).get("AWSServiceName")
        return (name,) if isinstance(name, str) else ()
    return _LINKED.get(resource["Type"], ())


def of_service(service: str = "") -> str:
    """`ops.apigateway.amazonaws.com` -> `…:role/aws-service-role/ops.apigateway.amazonaws.com/*`; or those of all."""
    return f"{_OF_SERVICES}{service}/*" if service else f"{_OF_SERVICES}*"
