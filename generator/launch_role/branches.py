"""What handlers do for some settings only: which actions a property brings in, and that are left out without it.

Left out is what reaches beyond the stack, or gives more than the type needs. What undoes a setting on the stack's own
resources stays: a stack that was launched from an older version of the template may have the setting still.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from generator.launch_role.values import Resource, at


class Branch(NamedTuple):
    """Actions, the places of the properties that bring them in, and what they are for there."""

    actions: tuple[str, ...]
    places: tuple[str, ...]
    reason: str


def _branch(places: str, reason: str, *actions: str) -> Branch:
    """`("VpcConfig", …, "ec2: DescribeVpcs DescribeSubnets")`"""
    split = [text.partition(": ") for text in actions]
    each = tuple(f"{service}:{name}" for service, _, names in split for name in names.split())
    return Branch(each, tuple(places.split()), reason)


_KEY: Final = "is done with a key of one's own"
_PASSED: Final = "hands a role to the service"

BRANCHES: Final[dict[str, tuple[Branch, ...]]] = {
    "AWS::ApiGatewayV2::Api": (
        _branch("BodyS3Location", "reads an OpenAPI document", "s3: GetObject"),
    ),
    "AWS::ApiGatewayV2::Authorizer": (_branch("AuthorizerCredentialsArn", _PASSED, "iam: PassRole"),),
    "AWS::ApiGatewayV2::DomainName": (
        _branch("MutualTlsAuthentication.TruststoreUri", "reads the truststore", "s3: GetObject GetObjectVersion"),
    ),
    "AWS::ApiGatewayV2::Integration": (_branch("CredentialsArn", _PASSED, "iam: PassRole"),),
    "AWS::ApplicationAutoScaling::ScalableTarget": (
        _branch("RoleARN", _PASSED, "iam: PassRole"),
    ),
    "AWS::CertificateManager::Certificate": (
        _branch("CertificateAuthorityArn", "has a private authority", "acm-pca: GetCertificate IssueCertificate"),
        _branch(
            "DomainValidationOptions.HostedZoneId", "writes the record that validates it",
            "route53: ChangeResourceRecordSets",
        ),
    ),
    "AWS::CodeDeploy::DeploymentGroup": (
        _branch(
            "Deployment", "deploys at once",
            "codedeploy: CreateDeployment GetApplicationRevision RegisterApplicationRevision StopDeployment",
        ),
        _branch(
            "OnPremisesInstanceTagFilters OnPremisesTagSet", "is for machines of one's own",
            "codedeploy: RegisterOnPremisesInstance",
        ),
    ),
    "AWS::Cognito::UserPool": (
        _branch("SmsConfiguration.SnsCallerArn", _PASSED, "iam: PassRole"),
        _branch("EmailConfiguration", "sends e-mail through SES", "iam: CreateServiceLinkedRole"),
        _branch(
            "LambdaConfig.KMSKeyID KeyConfiguration.KmsKeyArn", _KEY,
            "kms: CreateGrant Decrypt DescribeKey Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext "
            "ReEncryptFrom ReEncryptTo",
        ),
    ),
    "AWS::Cognito::UserPoolClient": (
        _branch(
            "AnalyticsConfiguration", "sends events to Pinpoint",
            "iam: CreateServiceLinkedRole DeleteRolePolicy PassRole PutRolePolicy",
        ),
    ),
    "AWS::DynamoDB::Table": (
        _branch("ContributorInsightsSpecification KinesisStreamSpecification", "has a service-linked role",
                "iam: CreateServiceLinkedRole"),
        _branch("KinesisStreamSpecification.StreamArn", "sends changes to a stream",
                "kinesis: DescribeStream PutRecords"),
        _branch(
            "SSESpecification.KMSMasterKeyId", _KEY,
            "kms: CreateGrant Decrypt DescribeKey Encrypt ListAliases RevokeGrant",
        ),
        _branch(
            "ImportSourceSpecification", "reads its items from a bucket",
            "dynamodb: DescribeImport ImportTable",
            "logs: CreateLogGroup CreateLogStream DescribeLogGroups DescribeLogStreams PutLogEvents "
            "PutRetentionPolicy",
            "s3: GetObject ListBucket",
        ),
        _branch("ResourcePolicy", "says who else may use it", "dynamodb: PutResourcePolicy"),
        # Nothing of this type's own makes replicas, or reads and writes items: replicas of a global table do.
        # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_security.html
        _branch(
            "Replicas", "is for replicas, which a Table of this type has none of",
            "dynamodb: AssociateTableReplica BatchWriteItem CreateTableReplica DeleteItem GetItem PutItem Query Scan "
            "UpdateItem",
        ),
    ),
    "AWS::Events::EventBus": (
        _branch(
            "KmsKeyIdentifier", _KEY,
            "kms: Decrypt DescribeKey Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext ReEncryptFrom "
            "ReEncryptTo",
        ),
        _branch("Policy", "says who else may use it", "events: PutPermission RemovePermission"),
    ),
    "AWS::Events::Rule": (_branch("RoleArn Targets.RoleArn", _PASSED, "iam: PassRole"),),
    "AWS::IAM::Group": (
        _branch("ManagedPolicyArns", "has managed policies", "iam: AttachGroupPolicy"),
        _branch("Policies", "has policies of its own", "iam: PutGroupPolicy"),
    ),
    "AWS::IAM::ManagedPolicy": (
        _branch("Groups", "is attached to groups", "iam: AttachGroupPolicy DetachGroupPolicy"),
        _branch("Roles", "is attached to roles", "iam: AttachRolePolicy DetachRolePolicy"),
        _branch("Users", "is attached to users", "iam: AttachUserPolicy DetachUserPolicy"),
    ),
    "AWS::IAM::Policy": (
        _branch("Groups", "stands in groups", "iam: DeleteGroupPolicy GetGroupPolicy PutGroupPolicy"),
        _branch("Roles", "stands in roles", "iam: DeleteRolePolicy GetRolePolicy PutRolePolicy"),
        _branch("Users", "stands in users", "iam: DeleteUserPolicy GetUserPolicy PutUserPolicy"),
    ),
    "AWS::IAM::Role": (
        _branch("ManagedPolicyArns", "has managed policies", "iam: AttachRolePolicy"),
        _branch("Policies", "has policies of its own", "iam: PutRolePolicy"),
        _branch(
            "PermissionsBoundary", "has a boundary", "iam: DeleteRolePermissionsBoundary PutRolePermissionsBoundary"
        ),
    ),
    "AWS::IAM::User": (
        _branch("Groups", "is in groups", "iam: AddUserToGroup RemoveUserFromGroup"),
        _branch("LoginProfile", "has a password", "iam: CreateLoginProfile UpdateLoginProfile"),
        _branch("ManagedPolicyArns", "has managed policies", "iam: AttachUserPolicy"),
        _branch("Policies", "has policies of its own", "iam: PutUserPolicy"),
        _branch(
            "PermissionsBoundary", "has a boundary", "iam: DeleteUserPermissionsBoundary PutUserPermissionsBoundary"
        ),
    ),
    "AWS::Kinesis::Stream": (
        # These know no resources, so that they would reach every stream.
        # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesis.html
        _branch("DesiredShardLevelMetrics", "has metrics for every shard",
                "kinesis: DisableEnhancedMonitoring EnableEnhancedMonitoring"),
        _branch("ShardCount", "has so many shards", "kinesis: UpdateShardCount"),
        _branch("StreamModeDetails", "has a mode", "kinesis: UpdateStreamMode"),
    ),
    "AWS::Lambda::LayerVersion": (
        _branch("Content", "is a zip in a bucket", "s3: GetObject GetObjectVersion"),
    ),
    "AWS::Lambda::Alias": (
        _branch(
            "UpdatePolicy.CodeDeployLambdaAliasUpdate", "moves its traffic with CodeDeploy",
            "codedeploy: CreateDeployment GetApplicationRevision GetDeployment GetDeploymentConfig "
            "GetDeploymentGroup RegisterApplicationRevision StopDeployment",
        ),
        _branch("ProvisionedConcurrencyConfig", "keeps executions ready", "lambda: PutProvisionedConcurrencyConfig"),
    ),
    "AWS::Lambda::EventSourceMapping": (
        _branch("KmsKeyArn", _KEY, "kms: Decrypt DescribeKey GenerateDataKey"),
    ),
    "AWS::Lambda::Function": (
        _branch("CapacityProviderConfig FunctionScalingConfig", "runs on instances",
                "lambda: PassCapacityProvider PutFunctionScalingConfig"),
        _branch("Code.ImageUri", "is an image", "ecr: BatchGetImage GetDownloadUrlForLayer GetRepositoryPolicy"),
        _branch("Code.S3Bucket", "is a zip in a bucket", "s3: GetObject GetObjectVersion"),
        _branch("CodeSigningConfigArn", "has signed code",
                "lambda: GetCodeSigningConfig PutFunctionCodeSigningConfig"),
        _branch("FileSystemConfigs", "has a file system",
                "elasticfilesystem: DescribeMountTargets", "s3files: ListMountTargets"),
        _branch("KmsKeyArn Code.SourceKMSKeyArn", _KEY,
                "kms: CreateGrant Decrypt DescribeKey Encrypt GenerateDataKey"),
        _branch("Layers", "has layers", "lambda: GetLayerVersion"),
        _branch("PublishToLatestPublished", "publishes a version by itself", "lambda: PublishVersion"),
        _branch("RecursiveLoop", "may call itself", "lambda: PutFunctionRecursionConfig"),
        _branch("ReservedConcurrentExecutions", "has a concurrency of its own", "lambda: PutFunctionConcurrency"),
        _branch("RuntimeManagementConfig", "says when its runtime changes", "lambda: PutRuntimeManagementConfig"),
        _branch("VpcConfig", "is in a VPC",
                "ec2: DescribeNetworkInterfaces DescribeSecurityGroups DescribeSubnets DescribeVpcs"),
    ),
    "AWS::Lambda::Version": (
        _branch("FunctionScalingConfig", "runs on instances", "lambda: PutFunctionScalingConfig"),
        _branch("ProvisionedConcurrencyConfig", "keeps executions ready", "lambda: PutProvisionedConcurrencyConfig"),
        _branch("RuntimePolicy", "says when its runtime changes", "lambda: PutRuntimeManagementConfig"),
    ),
    "AWS::Logs::LogGroup": (
        _branch("BearerTokenAuthenticationEnabled", "takes logs with a token", "logs: PutBearerTokenAuthentication"),
        _branch("DataProtectionPolicy", "masks data, and reports what it found",
                "firehose: TagDeliveryStream", "logs: CreateLogDelivery PutDataProtectionPolicy"),
        _branch("DeletionProtectionEnabled", "is kept from being deleted", "logs: PutLogGroupDeletionProtection"),
        _branch("FieldIndexPolicies", "has indexes", "logs: DeleteIndexPolicy PutIndexPolicy"),
        _branch("KmsKeyId", _KEY, "logs: AssociateKmsKey"),
        _branch("ResourcePolicyDocument", "lets others write logs", "logs: DeleteResourcePolicy PutResourcePolicy"),
    ),
    "AWS::Route53::HostedZone": (
        _branch("QueryLoggingConfig", "logs queries",
                "route53: CreateQueryLoggingConfig"),
        _branch("VPCs", "is for VPCs", "ec2: DescribeVpcs", "route53: AssociateVPCWithHostedZone"),
    ),
    "AWS::S3::Bucket": (
        _branch("ReplicationConfiguration.Role", _PASSED, "iam: PassRole"),
        _branch(
            "MetadataConfiguration MetadataTableConfiguration", "has tables of its metadata",
            "s3tables: CreateNamespace CreateTable CreateTableBucket GetTable GetTableMetadataLocation "
            "PutTableBucketPolicy PutTableEncryption PutTablePolicy UpdateTableMetadataLocation",
        ),
    ),
    "AWS::SNS::Topic": (
        _branch("DeliveryStatusLogging.SuccessFeedbackRoleArn DeliveryStatusLogging.FailureFeedbackRoleArn", _PASSED,
                "iam: GetRole PassRole"),
        _branch("DataProtectionPolicy", "masks data", "sns: PutDataProtectionPolicy"),
        _branch("Subscription", "has subscriptions", "sns: Subscribe"),
    ),
    "AWS::SecretsManager::Secret": (
        _branch("KmsKeyId", _KEY, "kms: Decrypt GenerateDataKey"),
        _branch("ReplicaRegions", "has replicas", "secretsmanager: ReplicateSecretToRegions"),
    ),
    "AWS::StepFunctions::StateMachine": (
        _branch("DefinitionS3Location", "reads its definition", "s3: GetObject GetObjectVersion"),
        _branch("EncryptionConfiguration.KmsKeyId", _KEY, "kms: Decrypt DescribeKey GenerateDataKey"),
    ),
    "AWS::ApiGatewayV2::Stage": (
        _branch(
            "AccessLogSettings", "has access logs, which CloudWatch Logs delivers",
            "logs: CreateLogDelivery DeleteLogDelivery DescribeLogGroups DescribeResourcePolicies GetLogDelivery "
            "ListLogDeliveries PutResourcePolicy UpdateLogDelivery",
        ),
    ),
}  # fmt: skip

# What no launch does beside that of such a role: service-linked roles belong to the whole account, and stay.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
NEVER: Final = frozenset({"iam:DeleteServiceLinkedRole", "iam:GetServiceLinkedRoleDeletionStatus"})


def wanted(action: str, resource: Resource) -> bool:
    """Say whether a resource needs an action of its type: always, or for a setting that it has."""
    if action in NEVER and resource["Type"] != "AWS::IAM::ServiceLinkedRole":
        return False
    branches = [branch for branch in BRANCHES.get(resource["Type"], ()) if action in branch.actions]
    return not branches or any(at(resource, place) for branch in branches for place in branch.places)


def values(action: str, resource: Resource) -> Iterator[Any]:
    """Yield what the settings say that bring an action in: the ARN of a key, or of layers."""
    for branch in BRANCHES.get(resource["Type"], ()):
        if action in branch.actions:
            for place in branch.places:
                yield from at(resource, place)
