"""ARNs in policies: of which service the resources of an action are, and of which service an ARN is."""

import re
from typing import Final

# Services whose actions are for resources of their own alone. Of others nothing is said here.
# https://docs.aws.amazon.com/service-authorization/latest/reference/
OWN_RESOURCES: Final = frozenset(
    {
        "appconfig", "bedrock", "dynamodb", "ecr", "execute-api", "firehose", "iot", "kms", "lambda", "logs",
        "scheduler", "secretsmanager", "ses", "sns", "sqs", "states", "xray",
    }
)  # fmt: skip

# The service in the ARNs of what CloudFormation makes.
_SERVICES: Final = {
    "DynamoDB": "dynamodb",
    "Events": "events",
    "IAM": "iam",
    "KMS": "kms",
    "Kinesis": "kinesis",
    "KinesisFirehose": "firehose",
    "Lambda": "lambda",
    "Logs": "logs",
    "S3": "s3",
    "SNS": "sns",
    "SQS": "sqs",
    "SecretsManager": "secretsmanager",
    "StepFunctions": "states",
}
_SERVERLESS: Final = {
    "AWS::Serverless::Function": "lambda",
    "AWS::Serverless::SimpleTable": "dynamodb",
    "AWS::Serverless::StateMachine": "states",
}

# What is done with an object of a bucket, and not with the bucket.
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
ON_OBJECTS: Final = frozenset(
    f"s3:{action}"
    for action in (
        "AbortMultipartUpload", "DeleteObject", "DeleteObjectTagging", "DeleteObjectVersion",
        "DeleteObjectVersionTagging", "GetObject", "GetObjectAcl", "GetObjectAttributes", "GetObjectLegalHold",
        "GetObjectRetention", "GetObjectTagging", "GetObjectVersion", "GetObjectVersionAcl",
        "GetObjectVersionAttributes", "GetObjectVersionTagging", "ListMultipartUploadParts", "PutObject",
        "PutObjectAcl", "PutObjectLegalHold", "PutObjectRetention", "PutObjectTagging", "PutObjectVersionAcl",
        "PutObjectVersionTagging", "RestoreObject",
    )
)  # fmt: skip

# What is done with a bucket, and not with its objects.
ON_BUCKETS: Final = frozenset(
    {"s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:ListBucketVersions"}
)

_FUNCTION = re.compile(r"\$\{[^}]*\}")


def service_of_type(resource_type: str) -> str | None:
    """`AWS::StepFunctions::StateMachine` -> `states`; None for what is not known here"""
    return _SERVERLESS.get(resource_type) or _SERVICES.get([*resource_type.split("::"), ""][1])


def service_of_arn(text: str) -> str | None:
    """`arn:${AWS::Partition}:sqs:…` -> `sqs`; None for what is no ARN, or one of which the service is not written"""
    parts = _FUNCTION.sub("$", text).split(":")
    return parts[2] if parts[0] == "arn" and len(parts) > 5 and "$" not in parts[2] else None


def resource_of_arn(text: str) -> str:
    """Return the end of an ARN, behind the account: `table/orders`."""
    return text.split(":", 5)[-1]
