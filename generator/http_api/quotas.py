"""Numbers that AWS imposes on what this project writes, each with its source."""

from typing import Final

# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
INTEGRATION_TIMEOUT: Final = 30  # seconds; a function behind a route that runs longer answers nobody
INTEGRATION_MILLIS: Final = (50, 30_000)  # milliseconds
AUTHORIZER_TIMEOUT: Final = 10  # seconds; not adjustable
INTEGRATIONS: Final = 300  # per API; not adjustable
ROUTES: Final = 300  # per API; adjustable
STAGES: Final = 10  # per API; adjustable
AUTHORIZERS: Final = 10  # per API; adjustable
ADJUSTABLE: Final = {"Routes": ROUTES, "Stages": STAGES, "Authorizers": AUTHORIZERS}
RAISED: Final = "HttpApiQuotas"
"""The entry of a template's Metadata that says which of these AWS has raised: `{Routes: 450}`."""
SCOPES: Final = 10  # per route
STAGE_VARIABLES: Final = 100
STAGE_VARIABLE_KEY: Final = 64  # characters
STAGE_VARIABLE_VALUE: Final = 512  # characters

# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
FUNCTION_MEMORY: Final = (128, 10_240)  # MB
FUNCTION_DESCRIPTION: Final = 256  # characters
FUNCTION_TIMEOUT: Final = (1, 900)  # seconds
ENVIRONMENT_BYTES: Final = 4_096  # all names and values of a function together
LAYERS: Final = 5
STORAGE: Final = (512, 10_240)  # MB
# https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
FILE_SYSTEMS: Final = 1  # of a function

# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-lambda-function-code.html
INLINE_CODE_BYTES: Final = 4 * 1024 * 1024

# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
TEMPLATE_BODY_BYTES: Final = 51_200  # in the request itself; a larger one goes through a bucket
DESCRIPTION_BYTES: Final = 1_024
PARAMETER_VALUE_BYTES: Final = 4_096
TEMPLATE_BYTES: Final = 1_000_000  # from a bucket
RESOURCES: Final = 500
OUTPUTS: Final = 200
PARAMETERS: Final = 200
MAPPINGS: Final = 200

# https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
TAGS: Final = 50
TAG_KEY: Final = 128  # characters
TAG_VALUE: Final = 256  # characters

# https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
RETENTION_DAYS: Final = (
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
)  # fmt: skip

# https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
ALARM_SECONDS: Final = 86_400  # all periods of an alarm together
ALARM_SECONDS_OF_HOURS: Final = 604_800  # if a period is an hour or longer
HOUR: Final = 3_600  # seconds

# https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AlarmConfiguration.html
DEPLOYMENT_ALARMS: Final = 10  # of a deployment group

# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
INLINE_POLICY_CHARACTERS: Final = 10_240  # of a role, all of its inline policies together, without white space
MANAGED_POLICIES: Final = 25  # of a role, once AWS has raised the quota
MANAGED_POLICIES_AT_FIRST: Final = 10

# https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackInstances.html
ORGANIZATIONAL_UNITS: Final = 50  # of one operation
