"""The resource types of CloudFormation and SAM of which more than one part of this project knows something."""

from typing import Final

API: Final = "AWS::ApiGatewayV2::Api"
ROUTE: Final = "AWS::ApiGatewayV2::Route"
INTEGRATION: Final = "AWS::ApiGatewayV2::Integration"
AUTHORIZER: Final = "AWS::ApiGatewayV2::Authorizer"
STAGE: Final = "AWS::ApiGatewayV2::Stage"
DEPLOYMENT: Final = "AWS::ApiGatewayV2::Deployment"
MAPPING: Final = "AWS::ApiGatewayV2::ApiMapping"
DOMAIN: Final = "AWS::ApiGatewayV2::DomainName"
MODEL: Final = "AWS::ApiGatewayV2::Model"
ROUTE_RESPONSE: Final = "AWS::ApiGatewayV2::RouteResponse"
INTEGRATION_RESPONSE: Final = "AWS::ApiGatewayV2::IntegrationResponse"

FUNCTION: Final = "AWS::Lambda::Function"
SERVERLESS_FUNCTION: Final = "AWS::Serverless::Function"
SERVERLESS_API: Final = "AWS::Serverless::HttpApi"
FUNCTIONS: Final = (FUNCTION, SERVERLESS_FUNCTION)
ALIAS: Final = "AWS::Lambda::Alias"
VERSION: Final = "AWS::Lambda::Version"
PERMISSION: Final = "AWS::Lambda::Permission"

ROLE: Final = "AWS::IAM::Role"
POLICY: Final = "AWS::IAM::Policy"
LOG_GROUP: Final = "AWS::Logs::LogGroup"
ALARM: Final = "AWS::CloudWatch::Alarm"
CERTIFICATE: Final = "AWS::CertificateManager::Certificate"
USER_POOL: Final = "AWS::Cognito::UserPool"
USER_POOL_CLIENT: Final = "AWS::Cognito::UserPoolClient"
