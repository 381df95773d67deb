"""Actions that know no resources: they are allowed on everything, or not at all.

Those that functions call. AWS's own list says which they are, service by service: their column of resource types is
empty. https://docs.aws.amazon.com/service-authorization/latest/reference/
"""

from typing import Final

_BY_SERVICE: Final = {
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
    # ListMetrics and PutMetricData have a kind of data set for their resource; a metric has no ARN.
    "cloudwatch": "DescribeAlarmsForMetric GetMetricStatistics ListDashboards ListMetrics PutMetricData",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html
    "cognito-idp": "ConfirmForgotPassword ConfirmSignUp ForgotPassword GetUser GlobalSignOut InitiateAuth "
                   "ListUserPools ResendConfirmationCode RespondToAuthChallenge RevokeToken SignUp "
                   "UpdateUserAttributes VerifyUserAttribute",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncomprehend.html
    "comprehend": "BatchDetectDominantLanguage BatchDetectEntities BatchDetectKeyPhrases BatchDetectSentiment "
                  "BatchDetectSyntax ContainsPiiEntities DetectDominantLanguage DetectKeyPhrases DetectPiiEntities "
                  "DetectSyntax DetectTargetedSentiment DetectToxicContent",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
    "dynamodb": "DescribeLimits ListStreams ListTables",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
    "ec2": "DescribeAvailabilityZones DescribeInstances DescribeNetworkInterfaces DescribeRegions "
           "DescribeSecurityGroups DescribeSubnets DescribeVpcs",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
    "kms": "GenerateRandom ListAliases ListKeys",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
    "lambda": "GetAccountSettings ListEventSourceMappings ListFunctions ListLayers",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonpolly.html
    "polly": "DescribeVoices GetSpeechSynthesisTask ListSpeechSynthesisTasks",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrekognition.html
    "rekognition": "CompareFaces DetectLabels DetectProtectiveEquipment DetectText GetCelebrityInfo "
                   "RecognizeCelebrities StartContentModeration StartFaceDetection StartLabelDetection "
                   "StartTextDetection",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
    "s3": "ListAllMyBuckets",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
    "secretsmanager": "BatchGetSecretValue GetRandomPassword ListSecrets",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html
    "ses": "GetAccount GetSendQuota GetSendStatistics ListIdentities ListTemplates",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
    "sns": "CheckIfPhoneNumberIsOptedOut ListSubscriptions ListTopics OptInPhoneNumber",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
    "sqs": "ListQueues",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
    "ssm": "DescribeParameters ListDocuments",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
    "states": "ListActivities ListStateMachines SendTaskFailure SendTaskHeartbeat SendTaskSuccess",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
    "sts": "DecodeAuthorizationMessage GetCallerIdentity",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazontextract.html
    "textract": "AnalyzeDocument AnalyzeExpense AnalyzeID DetectDocumentText GetDocumentAnalysis "
                "GetDocumentTextDetection GetExpenseAnalysis StartDocumentAnalysis StartDocumentTextDetection "
                "StartExpenseAnalysis",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazontranscribe.html
    "transcribe": "ListTranscriptionJobs ListVocabularies StartStreamTranscription StartTranscriptionJob",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
    "xray": "BatchGetTraces GetSamplingRules GetSamplingTargets GetServiceGraph GetTraceGraph GetTraceSummaries "
            "PutTelemetryRecords PutTraceSegments",
}  # fmt: skip

WITHOUT_RESOURCES: Final = frozenset(
    f"{service}:{action}" for service, actions in _BY_SERVICE.items() for action in actions.split()
)
