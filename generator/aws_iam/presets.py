"""Grants by name: the actions that people mean by them, on exactly the resource that is given.

Of the actions that SAM's policy templates and CDK's grants have, those that read and write data: none that describes or
changes the resource itself.
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
https://docs.aws.amazon.com/cdk/v2/guide/permissions.html#permissions-grants
"""

from typing import Final, NamedTuple

INDEXES: Final = "/index/*"
"""What follows a table's ARN in those of its indexes."""


class Grant(NamedTuple):
    """Actions, and what follows the given ARN in those of what they are for; an empty text is the ARN itself."""

    actions: tuple[str, ...]
    places: tuple[str, ...] = ("",)


class Preset(NamedTuple):
    """A grant by name: of what kind its resource is, in words, in CloudFormation and in an ARN, and what it allows.

    `resource` is a pattern of the end of an ARN, behind the account.
    """

    what: str
    types: tuple[str, ...]
    service: str
    resource: str
    example: str
    grants: tuple[Grant, ...]


_TABLE = (
    "a table",
    ("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", "AWS::Serverless::SimpleTable"),
    "dynamodb",
    r"table/[^/*?]+",
    "arn:aws:dynamodb:eu-central-1:123456789012:table/orders",
)
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
_READ_ITEMS = Grant(
    (
        "dynamodb:BatchGetItem",
        "dynamodb:ConditionCheckItem",
        "dynamodb:GetItem",
        "dynamodb:Query",
        "dynamodb:Scan",
    ),
    ("", INDEXES),
)
_WRITE_ITEMS = Grant(("dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"))

_BUCKET = ("a bucket", ("AWS::S3::Bucket",), "s3", r"[^/*?]+", "arn:aws:s3:::orders")
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
# Without s3:ListBucket, a key that is not there is answered with 403 and not with 404:
# https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
_READ_OBJECTS = (Grant(("s3:GetObject",), ("/*",)), Grant(("s3:ListBucket",)))
_WRITE_OBJECTS = Grant(("s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"), ("/*",))

_QUEUE = ("a queue", ("AWS::SQS::Queue",), "sqs", r"[^/:*?]+", "arn:aws:sqs:eu-central-1:123456789012:jobs")
_STATE_MACHINE = (
    "a state machine",
    (
        "AWS::StepFunctions::StateMachine",
        "AWS::StepFunctions::StateMachineAlias",
        "AWS::StepFunctions::StateMachineVersion",
        "AWS::Serverless::StateMachine",
    ),
    "states",
    r"stateMachine:[^*?]+",
    "arn:aws:states:eu-central-1:123456789012:stateMachine:approval",
)

PRESETS: Final[dict[str, Preset]] = {
    "dynamodb_read": Preset(*_TABLE, (_READ_ITEMS,)),
    "dynamodb_write": Preset(*_TABLE, (_WRITE_ITEMS,)),
    "dynamodb_read_write": Preset(*_TABLE, (_READ_ITEMS, _WRITE_ITEMS)),
    "s3_read": Preset(*_BUCKET, _READ_OBJECTS),
    "s3_write": Preset(*_BUCKET, (_WRITE_OBJECTS,)),
    "s3_read_write": Preset(*_BUCKET, (*_READ_OBJECTS, _WRITE_OBJECTS)),
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
    # A batch needs no action of its own.
    # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html
    "sqs_send": Preset(*_QUEUE, (Grant(("sqs:SendMessage",)),)),
    # What a trigger of the function needs.
    # https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions
    "sqs_consume": Preset(
        *_QUEUE, (Grant(("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage")),)
    ),
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
    "sns_publish": Preset(
        "a topic", ("AWS::SNS::Topic",), "sns", r"[^/:*?]+", "arn:aws:sns:eu-central-1:123456789012:orders",
        (Grant(("sns:Publish",)),),
    ),
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
    "event_bridge_put": Preset(
        "an event bus", ("AWS::Events::EventBus",), "events", r"event-bus/[^*?]+",
        "arn:aws:events:eu-central-1:123456789012:event-bus/default",
        (Grant(("events:PutEvents",)),),
    ),
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
    "step_functions_start": Preset(*_STATE_MACHINE, (Grant(("states:StartExecution",)),)),
    "step_functions_start_sync": Preset(*_STATE_MACHINE, (Grant(("states:StartSyncExecution",)),)),
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
    "secrets_manager_read": Preset(
        "a secret", ("AWS::SecretsManager::Secret",), "secretsmanager", r"secret:[^*]+",
        "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/db-AbCdEf",
        (Grant(("secretsmanager:GetSecretValue",)),),
    ),
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
    # Not ssm:GetParametersByPath: on one parameter it allows all that stand below it.
    # https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html
    "ssm_read": Preset(
        "a parameter", ("AWS::SSM::Parameter",), "ssm", r"parameter/[^*?]+",
        "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/db",
        (Grant(("ssm:GetParameter", "ssm:GetParameters")),),
    ),
    # A function, its versions and its aliases; of an alias or a version, that alone.
    # https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
    "lambda_invoke": Preset(
        "a function", ("AWS::Lambda::Function", "AWS::Lambda::Alias", "AWS::Lambda::Version",
                       "AWS::Serverless::Function"), "lambda", r"function:[^:*?]+(:[^:*?]+)?",
        "arn:aws:lambda:eu-central-1:123456789012:function:mailer",
        (Grant(("lambda:InvokeFunction",), ("", ":*")),),
    ),
    # The ARN of an alias in a policy grants nothing on the key behind it.
    # https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
    "kms_decrypt": Preset(
        "a key", ("AWS::KMS::Key", "AWS::KMS::ReplicaKey"), "kms", r"key/[^*?]+",
        "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        (Grant(("kms:Decrypt",)),),
    ),
}  # fmt: skip
