"""Properties that an update cannot change: CloudFormation replaces the resource, and deletes the old one.

They are the `createOnlyProperties` of the resource types' schemas, at the top level.
https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html
"""

from typing import Final

CREATE_ONLY: Final[dict[str, frozenset[str]]] = {
    "AWS::ApiGatewayV2::Api": frozenset({"ProtocolType"}),
    "AWS::ApiGatewayV2::ApiMapping": frozenset({"DomainName"}),
    "AWS::ApiGatewayV2::Authorizer": frozenset({"ApiId"}),
    "AWS::ApiGatewayV2::Deployment": frozenset({"ApiId"}),
    "AWS::ApiGatewayV2::DomainName": frozenset({"DomainName"}),
    "AWS::ApiGatewayV2::Integration": frozenset({"ApiId"}),
    "AWS::ApiGatewayV2::Route": frozenset({"ApiId"}),
    "AWS::ApiGatewayV2::Stage": frozenset({"ApiId", "StageName"}),
    "AWS::ApiGatewayV2::VpcLink": frozenset({"SecurityGroupIds", "SubnetIds"}),
    "AWS::CertificateManager::Certificate": frozenset(
        {
            "CertificateAuthorityArn",
            "CertificateExport",
            "DomainName",
            "DomainValidationOptions",
            "KeyAlgorithm",
            "SubjectAlternativeNames",
        }
    ),
    "AWS::IAM::Role": frozenset({"Path", "RoleName"}),
    "AWS::Lambda::Alias": frozenset({"FunctionName", "Name"}),
    "AWS::Lambda::Function": frozenset({"FunctionName", "PackageType", "TenancyConfig"}),
    "AWS::Lambda::Permission": frozenset(
        {
            "Action",
            "EventSourceToken",
            "FunctionName",
            "FunctionUrlAuthType",
            "InvokedViaFunctionUrl",
            "Principal",
            "PrincipalOrgID",
            "SourceAccount",
            "SourceArn",
        }
    ),
    "AWS::Logs::LogGroup": frozenset({"LogGroupName"}),
    "AWS::Route53::RecordSet": frozenset({"HostedZoneId", "HostedZoneName"}),
}

MAYBE_CREATE_ONLY: Final[dict[str, frozenset[str]]] = {
    "AWS::Lambda::Function": frozenset({"DurableConfig"}),
}
"""`conditionalCreateOnlyProperties`: some changes of them replace the resource, others update it."""
