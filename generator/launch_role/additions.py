"""What resources need that their schemas do not say, each with where AWS documents it."""

from typing import Final

_ZONE: Final = (
    "route53:ChangeResourceRecordSets", "route53:GetChange", "route53:GetHostedZone", "route53:ListHostedZones",
    "route53:ListResourceRecordSets",
)  # fmt: skip

# Those that depend on a setting stand in `branches.py` with it, too.
ADDITIONS: Final[dict[str, tuple[str, ...]]] = {
    # Made with the first API, domain or VPC link of an account.
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/using-service-linked-roles.html
    "AWS::ApiGatewayV2::Api": ("iam:CreateServiceLinkedRole",),
    "AWS::ApiGatewayV2::DomainName": ("iam:CreateServiceLinkedRole",),
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
    "AWS::ApiGatewayV2::Stage": (
        "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups", "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:UpdateLogDelivery",
    ),
    # A deployment has its revision with it, which CodeDeploy registers.
    # https://docs.aws.amazon.com/codedeploy/latest/userguide/auth-and-access-control-permissions-reference.html
    "AWS::Lambda::Alias": ("codedeploy:GetApplicationRevision", "codedeploy:RegisterApplicationRevision"),
    # https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html (its tags), and
    # https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#gettingstarted-images-permissions; that Lambda may
    # read the repository is for whoever owns it to say, so ecr:SetRepositoryPolicy is not here.
    "AWS::Lambda::Function": (
        "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:GetRepositoryPolicy", "lambda:ListTags",
    ),
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonroute53.html
    "AWS::Route53::RecordSetGroup": _ZONE,
    # https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
    "AWS::SecretsManager::Secret": ("kms:Decrypt", "kms:GenerateDataKey"),
}  # fmt: skip
