"""What resources give where their ARN is needed: `!Ref` of a queue is its URL, and of an alias its ARN.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
"""

from typing import Final, NamedTuple


class KnownArn(NamedTuple):
    """What a type of resource gives: the attribute that is its ARN, and what `!Ref` is, None if the ARN as well."""

    attribute: str
    ref: str | None = None


KNOWN_ARNS: Final = {
    "AWS::SQS::Queue": KnownArn("Arn", "its URL"),
    "AWS::Kinesis::Stream": KnownArn("Arn", "its name"),
    "AWS::Events::EventBus": KnownArn("Arn", "its name"),
    "AWS::ServiceDiscovery::Service": KnownArn("Arn", "its ID"),
    "AWS::Lambda::Function": KnownArn("Arn", "its name"),
    "AWS::Serverless::Function": KnownArn("Arn", "its name"),
    "AWS::IAM::Role": KnownArn("Arn", "its name"),
    "AWS::Lambda::Alias": KnownArn("AliasArn"),
    "AWS::Lambda::Version": KnownArn("FunctionArn"),
    "AWS::StepFunctions::StateMachine": KnownArn("Arn"),
    "AWS::StepFunctions::StateMachineAlias": KnownArn("Arn"),
    "AWS::StepFunctions::StateMachineVersion": KnownArn("Arn"),
    "AWS::Serverless::StateMachine": KnownArn("Arn"),
    "AWS::ElasticLoadBalancingV2::Listener": KnownArn("ListenerArn"),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": KnownArn("LoadBalancerArn"),
    "AWS::ElasticLoadBalancingV2::TargetGroup": KnownArn("TargetGroupArn"),
    "AWS::CertificateManager::Certificate": KnownArn("CertificateArn"),
    "AWS::SNS::Topic": KnownArn("TopicArn"),
    "AWS::DynamoDB::Table": KnownArn("Arn", "its name"),
    "AWS::DynamoDB::GlobalTable": KnownArn("Arn", "its name"),
    "AWS::Serverless::SimpleTable": KnownArn("Arn", "its name"),
    "AWS::S3::Bucket": KnownArn("Arn", "its name"),
    "AWS::KMS::Key": KnownArn("Arn", "its ID"),
    "AWS::KMS::ReplicaKey": KnownArn("Arn", "its ID"),
    "AWS::SecretsManager::Secret": KnownArn("Id"),
    "AWS::Logs::LogGroup": KnownArn("Arn", "its name"),
    "AWS::KinesisFirehose::DeliveryStream": KnownArn("Arn", "its name"),
    "AWS::IAM::ManagedPolicy": KnownArn("PolicyArn"),
    "AWS::EFS::AccessPoint": KnownArn("Arn", "its ID"),
    "AWS::Lambda::LayerVersion": KnownArn("LayerVersionArn"),
    "AWS::Lambda::CodeSigningConfig": KnownArn("CodeSigningConfigArn"),
    "AWS::Signer::SigningProfile": KnownArn("ProfileVersionArn", "that of the profile, without a version"),
}


def no_arn_problem(name: str, attribute: str | None, resource_type: str) -> str | None:
    """Say what to write for a `!Ref` or a `!GetAtt` that is not the ARN of what it names; None if it is, or may be."""
    known = KNOWN_ARNS.get(resource_type)
    if known is None or attribute == known.attribute or (attribute is None and known.ref is None):
        return None
    is_not = known.ref if attribute is None else f"its {attribute}"
    written = f"!Ref {name}" if attribute is None else f"!GetAtt {name}.{attribute}"
    right = f"!Ref {name}" if known.ref is None else f"!GetAtt {name}.{known.attribute}"
    return f"must be an ARN, but {written} is {is_not}: write {right}"
