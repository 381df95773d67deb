"""Which ARNs the resources of a stack have: a name that CloudFormation makes begins with that of the stack.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
Where the service makes an identifier of its own, nothing of the ARN is known beforehand but its kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from generator.launch_role.values import Resource, at, named, texts

_HERE: Final = "${AWS::Region}:${AWS::AccountId}:"
_ACCOUNT: Final = ":${AWS::AccountId}:"  # of global services
_NO_VALUE: Final = "{'Ref': 'AWS::NoValue'}"
_STACK: Final = ("{prefix}*",)
# Some types begin with the logical ID instead; what is documented only by examples is allowed both ways.
_LOGICAL_ID: Final = ("{prefix}*", "{id}-*")


class Form(NamedTuple):
    """The ARNs of a type's resources behind the partition, `{}` in place of the name.

    `name` is the property that gives the name, `generated` what names begin with otherwise.
    """

    arns: tuple[str, ...]
    name: str = ""
    generated: tuple[str, ...] = _STACK


class Stack(NamedTuple):
    """The resources of a template, and what the names of its stacks begin with."""

    resources: Mapping[str, Resource]
    prefix: str


def _api(*paths: str) -> tuple[str, ...]:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html"""
    return tuple(f"apigateway:${{AWS::Region}}::{path}" for path in paths)


def _in(service: str, *ends: str) -> tuple[str, ...]:
    return tuple(f"{service}:{_HERE}{end}" for end in ends)


_IN_API: Final = Form(_api("/apis/*", "/tags/*"))
_IN_ZONE: Final = Form(("route53:::hostedzone/{}",), "HostedZoneId", ("*",))
FORMS: Final[dict[str, Form]] = {
    "AWS::ApiGatewayV2::Api": Form(_api("/apis", "/apis/*", "/tags/*")),
    "AWS::ApiGatewayV2::Authorizer": _IN_API,
    "AWS::ApiGatewayV2::Deployment": _IN_API,
    "AWS::ApiGatewayV2::DomainName": Form(
        _api("/domainnames", "/domainnames/{}", "/domainnames/{}/*", "/tags/*"), "DomainName"
    ),
    "AWS::ApiGatewayV2::Integration": _IN_API,
    "AWS::ApiGatewayV2::Route": _IN_API,
    "AWS::ApiGatewayV2::Stage": _IN_API,
    "AWS::ApiGatewayV2::VpcLink": Form(_api("/vpclinks", "/vpclinks/*", "/tags/*")),
    "AWS::AppConfig::Application": Form(_in("appconfig", "application/*")),
    # https://docs.aws.amazon.com/autoscaling/application/userguide/security_iam_id-based-policy-examples.html
    "AWS::ApplicationAutoScaling::ScalableTarget": Form(
        (*_in("application-autoscaling", "scalable-target/*"), *_in("cloudwatch", "alarm:TargetTracking-*"))
    ),
    "AWS::CertificateManager::Certificate": Form(_in("acm", "certificate/*")),
    "AWS::CloudWatch::Alarm": Form(_in("cloudwatch", "alarm:{}"), "AlarmName"),
    "AWS::CloudWatch::Dashboard": Form((f"cloudwatch:{_ACCOUNT}dashboard/{{}}",), "DashboardName", _LOGICAL_ID),
    "AWS::CodeDeploy::Application": Form(
        _in("codedeploy", "application:{}", "deploymentgroup:{}/*"), "ApplicationName"
    ),
    "AWS::Cognito::UserPool": Form(_in("cognito-idp", "userpool/*")),
    "AWS::DynamoDB::Table": Form(_in("dynamodb", "table/{}", "table/{}/*"), "TableName"),
    "AWS::EC2::SecurityGroup": Form(_in("ec2", "security-group/*")),
    "AWS::EFS::AccessPoint": Form(_in("elasticfilesystem", "access-point/*")),
    "AWS::Events::EventBus": Form(_in("events", "event-bus/{}"), "Name"),
    "AWS::Events::Rule": Form(_in("events", "rule/{}", "rule/*/{}"), "Name"),
    "AWS::IAM::Group": Form((f"iam:{_ACCOUNT}group{{path}}{{}}",), "GroupName"),
    "AWS::IAM::InstanceProfile": Form((f"iam:{_ACCOUNT}instance-profile{{path}}{{}}",), "InstanceProfileName"),
    "AWS::IAM::ManagedPolicy": Form((f"iam:{_ACCOUNT}policy{{path}}{{}}",), "ManagedPolicyName"),
    "AWS::IAM::Role": Form((f"iam:{_ACCOUNT}role{{path}}{{}}",), "RoleName"),
    "AWS::IAM::ServiceLinkedRole": Form((f"iam:{_ACCOUNT}role/aws-service-role/{{}}/*",), "AWSServiceName", ("*",)),
    "AWS::IAM::User": Form((f"iam:{_ACCOUNT}user{{path}}{{}}",), "UserName"),
    "AWS::KMS::Key": Form(_in("kms", "key/*")),
    "AWS::Kinesis::Stream": Form(_in("kinesis", "stream/{}"), "Name"),
    "AWS::Lambda::CodeSigningConfig": Form(_in("lambda", "code-signing-config:*")),
    "AWS::Lambda::EventSourceMapping": Form(_in("lambda", "event-source-mapping:*")),
    "AWS::Lambda::Function": Form(_in("lambda", "function:{}", "function:{}:*"), "FunctionName"),
    "AWS::Lambda::LayerVersion": Form(_in("lambda", "layer:{}", "layer:{}:*"), "LayerName", _LOGICAL_ID),
    "AWS::Logs::LogGroup": Form(_in("logs", "log-group:{}", "log-group:{}:*"), "LogGroupName"),
    "AWS::Route53::HostedZone": _IN_ZONE._replace(name=""),
    "AWS::Route53::RecordSet": _IN_ZONE,
    "AWS::Route53::RecordSetGroup": _IN_ZONE,
    "AWS::S3::Bucket": Form(("s3:::{}", "s3:::{}/*"), "BucketName", ("{lower}*",)),  # names of buckets are small
    "AWS::SNS::Topic": Form(_in("sns", "{}"), "TopicName"),
    "AWS::SQS::Queue": Form(_in("sqs", "{}"), "QueueName"),
    "AWS::SSM::Parameter": Form(_in("ssm", "parameter/{}"), "Name", ("CFN-{id}-*", "{prefix}*")),
    # What AWS adds to the name are a hyphen and six characters.
    # https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html
    "AWS::SecretsManager::Secret": Form(_in("secretsmanager", "secret:{}-??????"), "Name", _LOGICAL_ID),
    "AWS::ServiceDiscovery::HttpNamespace": Form(_in("servicediscovery", "namespace/*")),
    "AWS::ServiceDiscovery::Service": Form(_in("servicediscovery", "service/*")),
    "AWS::StepFunctions::StateMachine": Form(_in("states", "stateMachine:{}"), "StateMachineName", _LOGICAL_ID),
}

_ROLES: Final = ("AWS::IAM::Role", "Roles")
_USERS: Final = ("AWS::IAM::User", "Users")
_GROUPS: Final = ("AWS::IAM::Group", "Groups")
_FUNCTION: Final = (("AWS::Lambda::Function", "FunctionName"),)

# Resources that are part of others, or change them: the types of those, and the places that name them.
PARTS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "AWS::ApiGatewayV2::ApiMapping": (("AWS::ApiGatewayV2::DomainName", "DomainName"),),
    "AWS::CertificateManager::Certificate": (("AWS::Route53::HostedZone", "DomainValidationOptions.HostedZoneId"),),
    "AWS::CodeDeploy::DeploymentGroup": (("AWS::CodeDeploy::Application", "ApplicationName"),),
    "AWS::Cognito::UserPoolClient": (("AWS::Cognito::UserPool", "UserPoolId"),),
    "AWS::IAM::ManagedPolicy": (_ROLES, _USERS, _GROUPS),
    "AWS::IAM::Policy": (_ROLES, _USERS, _GROUPS),
    "AWS::IAM::GroupPolicy": (("AWS::IAM::Group", "GroupName"),),
    "AWS::IAM::UserPolicy": (("AWS::IAM::User", "UserName"),),
    "AWS::IAM::UserToGroupAddition": (("AWS::IAM::Group", "GroupName"),),
    "AWS::IAM::RolePolicy": (("AWS::IAM::Role", "RoleName"),),
    "AWS::Lambda::Alias": (
        *_FUNCTION,
        ("AWS::CodeDeploy::Application", "UpdatePolicy.CodeDeployLambdaAliasUpdate.ApplicationName"),
    ),
    "AWS::Lambda::EventInvokeConfig": _FUNCTION,
    "AWS::Lambda::Permission": _FUNCTION,
    "AWS::Lambda::Version": _FUNCTION,
    "AWS::S3::BucketPolicy": (("AWS::S3::Bucket", "Bucket"),),
    "AWS::SNS::TopicPolicy": (("AWS::SNS::Topic", "Topics"),),
    "AWS::SQS::QueuePolicy": (("AWS::SQS::Queue", "Queues"),),
}

# What a type works on by a text that is no reference: any of these in its template.
_BESIDE: Final = {"AWS::ApplicationAutoScaling::ScalableTarget": "AWS::Lambda::Function"}


def own(logical_id: str, stack: Stack) -> list[str]:
    """Return the ARNs of a resource, and of what it is a part of; none if its type has no known form."""
    resource = stack.resources[logical_id]
    parts = PARTS.get(resource["Type"], ())
    found = [arn for whole, place in parts for arn in given(at(resource, place), whole, stack)]
    found += [arn for each in _beside(resource["Type"], stack) for arn in own(each, stack)]
    form = FORMS.get(resource["Type"])
    return covering([*found, *(_of_form(form, logical_id, stack) if form else [])])


def _beside(resource_type: str, stack: Stack) -> list[str]:
    beside = _BESIDE.get(resource_type)
    return [name for name, resource in stack.resources.items() if resource["Type"] == beside]


def _of_form(form: Form, logical_id: str, stack: Stack) -> list[str]:
    properties = stack.resources[logical_id].get("Properties", {})
    names = texts(properties[form.name], stack.prefix) if form.name in properties else []
    if not names or _NO_VALUE in str(properties[form.name]):
        names += _generated(form, logical_id, stack)  # at least in one branch it has no name of its own
    return [_arn(arn, name, path) for arn in form.arns for name in names for path in _paths(properties, stack)]


def given(value: Any, whole: str, stack: Stack) -> list[str]:
    """Return the ARNs of the resources of a type that a property names: by reference, by ARN, or by name."""
    if isinstance(value, list):
        return [arn for each in value for arn in given(each, whole, stack)]
    if arns := referred(value, stack):
        return arns
    form = FORMS.get(whole)
    return [_arn(arn, text, "/") for text in texts(value, stack.prefix) for arn in (form.arns if form else ())]


def referred(value: Any, stack: Stack) -> list[str]:
    """Return the ARNs of the resource that a value refers to, or the ARN that it is; none if it says neither."""
    name = named(value)
    if name in stack.resources:
        return own(str(name), stack)
    return [text for text in texts(value, stack.prefix) if text.startswith("arn:")]


def _generated(form: Form, logical_id: str, stack: Stack) -> list[str]:
    places = {"prefix": stack.prefix, "lower": stack.prefix.lower(), "id": logical_id}
    return [each.format(**places) for each in form.generated]


def _paths(properties: Mapping[str, Any], stack: Stack) -> list[str]:
    """Return the paths of roles and policies: of an `!If` both."""
    paths = texts(properties.get("Path", "/"), stack.prefix) or ["/"]
    return [path if path.startswith("/") else f"/{path}" for path in paths]


def _arn(form: str, name: str, path: str) -> str:
    name = name.lstrip("/") if ":parameter/" in form else name  # /shop/limit is parameter/shop/limit
    end = form.replace("{path}", path).replace("{}", name)
    return f"arn:${{AWS::Partition}}:{end}"


def covering(arns: list[str]) -> list[str]:
    """Return the ARNs without those that another one, up to its last `*`, stands for; in their order."""
    once = [*dict.fromkeys(arns)]
    return [arn for arn in once if not any(arn != wide and _covers(wide, arn) for wide in once)]


def _covers(wide: str, arn: str) -> bool:
    return wide == "*" or (wide.endswith("*") and wide.count("*") == 1 and arn.startswith(wide[:-1]))
