"""AWS services behind a route without a function between: the actions that HTTP APIs can call by themselves.

AWS calls them first-class integrations, and an action with its version an integration subtype:
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html

Such an integration has the type AWS_PROXY, the payload format version 1.0 and, unlike one of a function, a role that
API Gateway assumes to call the service.
"""

from typing import Final, NamedTuple

# https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html, payloadFormatVersion:
# "Supported values for Lambda proxy integrations are 1.0 and 2.0. For all other integrations, 1.0 is the only"
PAYLOAD_FORMAT_VERSION: Final = "1.0"


class Action(NamedTuple):
    """One action of a service: its parameters, and what the role must be allowed to do."""

    subtype: str
    """`IntegrationSubtype`."""
    required: tuple[str, ...]
    optional: tuple[str, ...]
    permission: str
    """The IAM action."""
    resources: tuple[str, ...]
    """The formats of the ARNs that the permission can be limited to; with several, it is needed on every one."""

    @property
    def parameters(self) -> tuple[str, ...]:
        """All the names that `RequestParameters` can have."""
        return self.required + self.optional


# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
_QUEUE: Final = ("arn:${Partition}:sqs:${Region}:${Account}:${QueueName}",)
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
_EVENT_BUS: Final = ("arn:${Partition}:events:${Region}:${Account}:event-bus/${EventBusName}",)
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
_STATE_MACHINE: Final = ("arn:${Partition}:states:${Region}:${Account}:stateMachine:${StateMachineName}",)
_EXECUTION: Final = ("arn:${Partition}:states:${Region}:${Account}:execution:${StateMachineName}:${ExecutionId}",)
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html
_STREAM: Final = ("arn:${Partition}:kinesis:${Region}:${Account}:stream/${StreamName}",)
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsappconfig.html
_CONFIGURATION: Final = (
    "arn:${Partition}:appconfig:${Region}:${Account}:application/${ApplicationId}",
    "arn:${Partition}:appconfig:${Region}:${Account}:application/${ApplicationId}/environment/${EnvironmentId}",
    "arn:${Partition}:appconfig:${Region}:${Account}:application/${ApplicationId}"
    "/configurationprofile/${ConfigurationProfileId}",
)

# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
ACTIONS: Final[dict[str, dict[str, Action]]] = {
    "sqs": {
        "SendMessage": Action(
            "SQS-SendMessage",
            ("QueueUrl", "MessageBody"),
            (
                "DelaySeconds",
                "MessageAttributes",
                "MessageDeduplicationId",
                "MessageGroupId",
                "MessageSystemAttributes",
                "Region",
            ),
            "sqs:SendMessage",
            _QUEUE,
        ),
        "ReceiveMessage": Action(
            "SQS-ReceiveMessage",
            ("QueueUrl",),
            (
                "AttributeNames",
                "MaxNumberOfMessages",
                "MessageAttributeNames",
                "ReceiveRequestAttemptId",
                "VisibilityTimeout",
                "WaitTimeSeconds",
                "Region",
            ),
            "sqs:ReceiveMessage",
            _QUEUE,
        ),
        "DeleteMessage": Action(
            "SQS-DeleteMessage",
            ("ReceiptHandle", "QueueUrl"),
            ("Region",),
            "sqs:DeleteMessage",
            _QUEUE,
        ),
        "PurgeQueue": Action(
            "SQS-PurgeQueue",
            ("QueueUrl",),
            ("Region",),
            "sqs:PurgeQueue",
            _QUEUE,
        ),
    },
    "event_bridge": {
        "PutEvents": Action(
            "EventBridge-PutEvents",
            ("Detail", "DetailType", "Source"),
            ("Time", "EventBusName", "Resources", "Region", "TraceHeader"),
            "events:PutEvents",
            _EVENT_BUS,
        ),
    },
    "step_functions": {
        "StartExecution": Action(
            "StepFunctions-StartExecution",
            ("StateMachineArn",),
            ("Name", "Input", "Region"),
            "states:StartExecution",
            _STATE_MACHINE,
        ),
        "StartSyncExecution": Action(
            "StepFunctions-StartSyncExecution",
            ("StateMachineArn",),
            ("Name", "Input", "Region", "TraceHeader"),
            "states:StartSyncExecution",
            _STATE_MACHINE,
        ),
        "StopExecution": Action(
            "StepFunctions-StopExecution",
            ("ExecutionArn",),
            ("Cause", "Error", "Region"),
            "states:StopExecution",
            _EXECUTION,
        ),
    },
    "kinesis": {
        "PutRecord": Action(
            "Kinesis-PutRecord",
            ("StreamName", "Data", "PartitionKey"),
            ("SequenceNumberForOrdering", "ExplicitHashKey", "Region"),
            "kinesis:PutRecord",
            _STREAM,
        ),
    },
    "app_config": {
        "GetConfiguration": Action(
            "AppConfig-GetConfiguration",
            ("Application", "Environment", "Configuration", "ClientId"),
            ("ClientConfigurationVersion", "Region"),
            "appconfig:GetConfiguration",
            _CONFIGURATION,
        ),
    },
}
"""The actions by the name of their service in a spec, and by their own, which is AWS's."""

_BY_SUBTYPE: Final = {action.subtype: action for actions in ACTIONS.values() for action in actions.values()}
SUBTYPES: Final = tuple(_BY_SUBTYPE)


def action_of(subtype: str) -> Action | None:
    """Return the action of an `IntegrationSubtype`, or None if HTTP APIs know no such."""
    return _BY_SUBTYPE.get(subtype)
