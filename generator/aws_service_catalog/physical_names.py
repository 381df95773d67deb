"""Which property gives a resource a name of its own; without it the name begins with that of the stack.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

PROPERTIES: Final[dict[str, str]] = {
    "AWS::Athena::WorkGroup": "Name",
    "AWS::AutoScaling::AutoScalingGroup": "AutoScalingGroupName",
    "AWS::CloudTrail::Trail": "TrailName",
    "AWS::CloudWatch::Alarm": "AlarmName",
    "AWS::CloudWatch::CompositeAlarm": "AlarmName",
    "AWS::CloudWatch::Dashboard": "DashboardName",
    "AWS::CloudWatch::MetricStream": "Name",
    "AWS::CodeBuild::Project": "Name",
    "AWS::CodeDeploy::Application": "ApplicationName",
    "AWS::CodeDeploy::DeploymentConfig": "DeploymentConfigName",
    "AWS::CodeDeploy::DeploymentGroup": "DeploymentGroupName",
    "AWS::CodePipeline::Pipeline": "Name",
    "AWS::DynamoDB::GlobalTable": "TableName",
    "AWS::DynamoDB::Table": "TableName",
    "AWS::EC2::LaunchTemplate": "LaunchTemplateName",
    "AWS::EC2::SecurityGroup": "GroupName",
    "AWS::ECR::Repository": "RepositoryName",
    "AWS::ECS::Cluster": "ClusterName",
    "AWS::ECS::Service": "ServiceName",
    "AWS::ElastiCache::CacheCluster": "ClusterName",
    "AWS::ElasticLoadBalancingV2::LoadBalancer": "Name",
    "AWS::ElasticLoadBalancingV2::TargetGroup": "Name",
    "AWS::Events::ApiDestination": "Name",
    "AWS::Events::Archive": "ArchiveName",
    "AWS::Events::Connection": "Name",
    "AWS::Events::EventBus": "Name",
    "AWS::Events::Rule": "Name",
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::User": "UserName",
    "AWS::KMS::Alias": "AliasName",
    "AWS::Kinesis::Stream": "Name",
    "AWS::KinesisFirehose::DeliveryStream": "DeliveryStreamName",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::Lambda::LayerVersion": "LayerName",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::OpenSearchService::Domain": "DomainName",
    "AWS::Pipes::Pipe": "Name",
    "AWS::RDS::DBCluster": "DBClusterIdentifier",
    "AWS::RDS::DBInstance": "DBInstanceIdentifier",
    "AWS::S3::Bucket": "BucketName",
    "AWS::SNS::Topic": "TopicName",
    "AWS::SQS::Queue": "QueueName",
    "AWS::SSM::Document": "Name",
    "AWS::SSM::Parameter": "Name",
    "AWS::Scheduler::Schedule": "Name",
    "AWS::Scheduler::ScheduleGroup": "Name",
    "AWS::SecretsManager::Secret": "Name",
    "AWS::Signer::SigningProfile": "ProfileName",
    "AWS::StepFunctions::Activity": "Name",
    "AWS::StepFunctions::StateMachine": "StateMachineName",
    "AWS::WAFv2::WebACL": "Name",
}
_STACK: Final = "${AWS::StackName}"


def explicit_name(resource: Mapping[str, Any]) -> str | None:
    """Return the property with which a resource, as plain data, names itself otherwise than after its stack, if any."""
    name = PROPERTIES.get(str(resource.get("Type")))
    properties = resource.get("Properties")
    if name is None or not isinstance(properties, dict) or properties.get(name) is None:
        return None
    return None if begins_with_stack(properties[name]) else name


def begins_with_stack(value: Any) -> bool:
    """Say whether a name, as plain data, begins with that of the stack, after what its kind must begin with."""
    match value:
        case {"Ref": "AWS::StackName"}:
            return True
        case {"Fn::Sub": str(text)} | {"Fn::Sub": [str(text), *_]}:
            return _without_kind(text).startswith(_STACK)
        case {"Fn::Join": [_, [first, *_]]}:
            return begins_with_stack(first)
    return False


def _without_kind(text: str) -> str:
    """`/aws/vendedlogs/${AWS::StackName}` -> `${AWS::StackName}`"""
    for prefix in _KINDS:
        if text.startswith(prefix):
            return text.removeprefix(prefix)
    return text


# What the names of log groups, keys and parameters may begin with, whoever they belong to.
_KINDS: Final[tuple[str, ...]] = ("/aws/vendedlogs/", "/aws/lambda/", "alias/", "/")


def names_of(resources: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each resource that has a name of its own, with the property that says so."""
    for logical_id, resource in resources.items():
        if isinstance(resource, dict) and (name := explicit_name(resource)):
            yield logical_id, name
