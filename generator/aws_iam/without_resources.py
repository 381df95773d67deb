"""Actions that know no resources, or need none: they are allowed on everything, or not at all.

Those that functions call. AWS's own list says which they are, service by service: their column of resource types is
empty, or has none that is required. https://docs.aws.amazon.com/service-authorization/latest/reference/
"""

from typing import Final

_BY_SERVICE: Final = {
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
    # GetMetricData, ListMetrics and PutMetricData have a kind of data set for their resource; a metric has no ARN.
    "cloudwatch": "DescribeAlarmsForMetric GetMetricData GetMetricStatistics GetMetricWidgetImage ListDashboards "
                  "ListMetrics PutMetricData",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html
    "cognito-identity": "GetCredentialsForIdentity GetId GetOpenIdToken",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html
    "cognito-idp": "AssociateSoftwareToken ChangePassword ConfirmDevice ConfirmForgotPassword ConfirmSignUp DeleteUser "
                   "DeleteUserAttributes ForgetDevice ForgotPassword GetDevice GetTokensFromRefreshToken GetUser "
                   "GetUserAttributeVerificationCode GlobalSignOut InitiateAuth ListDevices ListUserPools "
                   "ResendConfirmationCode RespondToAuthChallenge RevokeToken SetUserMFAPreference SetUserSettings "
                   "SignUp UpdateDeviceStatus UpdateUserAttributes VerifySoftwareToken VerifyUserAttribute",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncomprehend.html
    # An endpoint, which DetectEntities knows, is for models of one's own.
    # https://docs.aws.amazon.com/comprehend/latest/APIReference/API_DetectEntities.html
    "comprehend": "BatchDetectDominantLanguage BatchDetectEntities BatchDetectKeyPhrases BatchDetectSentiment "
                  "BatchDetectSyntax BatchDetectTargetedSentiment ContainsPiiEntities DetectDominantLanguage "
                  "DetectEntities DetectKeyPhrases DetectPiiEntities DetectSentiment DetectSyntax "
                  "DetectTargetedSentiment DetectToxicContent",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
    "dynamodb": "DescribeLimits ListStreams ListTables",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
    "ec2": "DescribeAvailabilityZones DescribeInstances DescribeNetworkInterfaces DescribeRegions "
           "DescribeSecurityGroups DescribeSubnets DescribeVpcs",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
    "ecr": "GetAuthorizationToken",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html
    "iot": "DescribeEndpoint",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
    "kms": "GenerateRandom ListAliases ListKeys",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
    "lambda": "GetAccountSettings ListEventSourceMappings ListFunctions ListLayers",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
    "logs": "StopQuery",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonpolly.html
    # Speech needs no lexicon, and is allowed on everything then.
    # https://docs.aws.amazon.com/polly/latest/dg/api-permissions-reference.html
    "polly": "DescribeVoices GetSpeechSynthesisTask ListLexicons ListSpeechSynthesisTasks StartSpeechSynthesisTask "
             "SynthesizeSpeech",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awspricelist.html
    "pricing": "DescribeServices GetAttributeValues GetProducts",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrekognition.html
    "rekognition": "CompareFaces CreateFaceLivenessSession DetectFaces DetectLabels DetectProtectiveEquipment "
                   "DetectText GetCelebrityInfo GetCelebrityRecognition GetContentModeration GetFaceDetection "
                   "GetFaceLivenessSessionResults GetLabelDetection GetPersonTracking GetSegmentDetection "
                   "GetTextDetection ListCollections RecognizeCelebrities StartCelebrityRecognition "
                   "StartContentModeration StartFaceDetection StartFaceLivenessSession StartLabelDetection "
                   "StartPersonTracking StartSegmentDetection StartTextDetection",
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
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonresourcegrouptaggingapi.html
    "tag": "GetResources GetTagKeys GetTagValues",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazontextract.html
    "textract": "AnalyzeDocument AnalyzeExpense AnalyzeID DetectDocumentText GetDocumentAnalysis "
                "GetDocumentTextDetection GetExpenseAnalysis GetLendingAnalysis GetLendingAnalysisSummary "
                "StartDocumentAnalysis StartDocumentTextDetection StartExpenseAnalysis StartLendingAnalysis",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazontranscribe.html
    "transcribe": "ListTranscriptionJobs ListVocabularies StartStreamTranscription "
                  "StartStreamTranscriptionWebSocket StartTranscriptionJob",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazontranslate.html
    # A translation needs no terminology, and is allowed on everything then.
    # https://docs.aws.amazon.com/translate/latest/dg/security_iam_id-based-policy-examples.html
    "translate": "ListLanguages TranslateDocument TranslateText",
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
    "xray": "BatchGetTraces GetSamplingRules GetSamplingTargets GetServiceGraph GetTraceGraph GetTraceSummaries "
            "PutTelemetryRecords PutTraceSegments",
}  # fmt: skip

WITHOUT_RESOURCES: Final = frozenset(
    f"{service}:{action}" for service, actions in _BY_SERVICE.items() for action in actions.split()
)
