"""Every property of every type that an HTTP API and its functions have stands in a golden, or in a table, with why.

The properties are those of the resource schemas bundled with cfn-lint: a release that brings a new one fails here.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.spec.source import parse

pytestmark = pytest.mark.lint

TEMPLATES = sorted((Path(__file__).parent / "specs/templates_out").glob("*/template.yaml"))
STACK_SETS = sorted((Path(__file__).parent / "specs/templates_out").glob("*/stack-set.yaml"))
OFFERS = sorted((Path(__file__).parent / "specs/templates_out").glob("*/service-catalog.yaml"))
SPECS = Path(__file__).parent / "specs/apis"
TYPE = "AWS::ApiGatewayV2::"
CATALOG = "AWS::ServiceCatalog::"

_WEBSOCKET = "for WebSocket APIs only"
_IMPORT = "for imports of OpenAPI documents: beside Route resources they make routes vanish on update"
_QUICK_CREATE = "part of quick create: beside Route resources it makes routes vanish on update"
_ROUTING_RULES = "routing rules take REST APIs only"
_PORTAL = "describes an API in a developer portal; no part of the API"

# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGatewayV2.html
NOT_FOR_HTTP_APIS = {
    "Api.ApiKeySelectionExpression": _WEBSOCKET,
    "Api.BasePath": _IMPORT,
    "Api.Body": _IMPORT,
    "Api.BodyS3Location": _IMPORT,
    "Api.CredentialsArn": _QUICK_CREATE,
    "Api.DisableSchemaValidation": _WEBSOCKET,
    "Api.FailOnWarnings": _IMPORT,
    "Api.RouteKey": _QUICK_CREATE,
    "Api.RouteSelectionExpression": "has one value for HTTP APIs, which is the default",
    "Api.Target": _QUICK_CREATE,
    "ApiGatewayManagedOverrides": "overrides what quick create makes",
    "Authorizer.IdentityValidationExpression": "is not used, says its documentation",
    "Deployment.StageName": "would move the stage without CloudFormation knowing: the Stage's DeploymentId does it",
    "DomainName.RoutingMode": _ROUTING_RULES,
    "DomainName.DomainNameConfigurations.CertificateName": "for edge-optimized endpoints, which HTTP APIs do not have",
    "Integration.ContentHandlingStrategy": _WEBSOCKET,
    "Integration.PassthroughBehavior": _WEBSOCKET,
    "Integration.RequestTemplates": _WEBSOCKET,
    "Integration.TemplateSelectionExpression": _WEBSOCKET,
    "IntegrationResponse": _WEBSOCKET,
    "Model": _WEBSOCKET,
    "PortalProduct": _PORTAL,
    "Route.ApiKeyRequired": _WEBSOCKET,
    "Route.ModelSelectionExpression": _WEBSOCKET,
    "Route.RequestModels": _WEBSOCKET,
    "Route.RequestParameters": _WEBSOCKET,
    "Route.RouteResponseSelectionExpression": _WEBSOCKET,
    "RouteResponse": _WEBSOCKET,
    "RoutingRule": _ROUTING_RULES,
    "Stage.ClientCertificateId": _WEBSOCKET,
    "Stage.DefaultRouteSettings.DataTraceEnabled": _WEBSOCKET,
    "Stage.DefaultRouteSettings.LoggingLevel": _WEBSOCKET,
}
# The types of what belongs to a function.
OF_FUNCTIONS = (
    "AWS::Lambda::Function", "AWS::Lambda::Alias", "AWS::Lambda::Version", "AWS::Lambda::EventInvokeConfig",
    "AWS::Lambda::CodeSigningConfig", "AWS::Lambda::Permission", "AWS::IAM::Role", "AWS::Logs::LogGroup",
)  # fmt: skip

_MANAGED_INSTANCES = "for Lambda Managed Instances, which run on a capacity provider's EC2 instances"
_FUNCTION_URL = "for function URLs, which go around the API"
_RULED_OUT_ARN = "SourceArn already names one API of one account"
_FOR_SCREENS = "says nothing that its name and its function do not"
_OVERRIDES = "rare: overrides can add it"

# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Lambda.html
NOT_OFFERED = {
    "Alias.Description": _FOR_SCREENS,
    "Alias.RoutingConfig": "moves traffic in steps, which CodeDeploy does by itself",
    "CodeSigningConfig.Description": _FOR_SCREENS,
    "Function.CapacityProviderConfig": _MANAGED_INSTANCES,
    "Function.Code.S3ObjectStorageMode": "a function that runs from a bucket stops with its object",
    "Function.Code.SourceKMSKeyArn": _OVERRIDES,
    "Function.DurableConfig": "for durable functions, which run on for days and answer no request",
    "Function.FileSystemConfigs.S3FilesConfig": "for Amazon S3 Files, where the language has Amazon EFS",
    "Function.FunctionScalingConfig": _MANAGED_INSTANCES,
    "Function.PublishToLatestPublished": _MANAGED_INSTANCES,
    "Function.TenancyConfig": "for tenants whom the invoker names beside the event, and API Gateway names none",
    "LogGroup.BearerTokenAuthenticationEnabled": "lets others write logs, with a token",
    "LogGroup.DataProtectionPolicy": _OVERRIDES,
    "LogGroup.DeletionProtectionEnabled": "would keep the stack from being deleted: deletion_policy keeps the logs",
    "LogGroup.FieldIndexPolicies": _OVERRIDES,
    "LogGroup.ResourcePolicyDocument": "lets others write logs",
    "Permission.EventSourceToken": "for skills of Alexa",
    "Permission.FunctionUrlAuthType": _FUNCTION_URL,
    "Permission.InvokedViaFunctionUrl": _FUNCTION_URL,
    "Permission.PrincipalOrgID": _RULED_OUT_ARN,
    "Permission.SourceAccount": _RULED_OUT_ARN,
    "Role.Description": _FOR_SCREENS,
    "Role.MaxSessionDuration": "for people who take a role: Lambda has sessions of its own",
    "Role.Path": _OVERRIDES,
    "Version.CodeSha256": "the version's logical ID follows from the code",
    "Version.Description": _FOR_SCREENS,
    "Version.FunctionScalingConfig": _MANAGED_INSTANCES,
    "Version.ProvisionedConcurrencyConfig": "is the alias's, so that it moves on with it",
    "Version.RuntimePolicy": "follows from the function's RuntimeManagementConfig",
}

# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stackset.html
NOT_OF_FLEETS = {"StackSet.TemplateBody": "the template stands in a bucket, under its content"}
_LANGUAGE = "the language of what AWS Service Catalog answers, which is English unless it is said"
_FOR_LAUNCHERS = "is made by who launches, not by who offers"
_ACTIONS = "for documents of Systems Manager that launchers may run, which are no part of an API"

# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ServiceCatalog.html
NOT_OF_PRODUCTS = {
    "AcceptedPortfolioShare": "is made in the account with which a portfolio is shared",
    "CloudFormationProduct.AcceptLanguage": _LANGUAGE,
    "CloudFormationProduct.ProductType": "has the value CLOUD_FORMATION_TEMPLATE, which each version says",
    "CloudFormationProduct.ProvisioningArtifactParameters.DisableTemplateValidation": "would let wrong templates in",
    "CloudFormationProduct.ProvisioningArtifactParameters.Info.ImportFromPhysicalId": "takes the template of a stack",
    "CloudFormationProduct.ReplaceProvisioningArtifacts": "would give a version that stays another identifier",
    "CloudFormationProduct.SourceConnection": "follows a branch, where versions here are pinned by their content",
    "CloudFormationProvisionedProduct": _FOR_LAUNCHERS,
    "LaunchNotificationConstraint.AcceptLanguage": _LANGUAGE,
    "LaunchNotificationConstraint.Description": _FOR_SCREENS,
    "LaunchRoleConstraint.AcceptLanguage": _LANGUAGE,
    "LaunchRoleConstraint.Description": _FOR_SCREENS,
    "LaunchTemplateConstraint.AcceptLanguage": _LANGUAGE,
    "LaunchTemplateConstraint.Description": _FOR_SCREENS,
    "Portfolio.AcceptLanguage": _LANGUAGE,
    "PortfolioPrincipalAssociation.AcceptLanguage": _LANGUAGE,
    "PortfolioProductAssociation.AcceptLanguage": _LANGUAGE,
    "PortfolioProductAssociation.SourcePortfolioId": "for a product that another account shares",
    "PortfolioShare.AcceptLanguage": _LANGUAGE,
    "ResourceUpdateConstraint.AcceptLanguage": _LANGUAGE,
    "ResourceUpdateConstraint.Description": _FOR_SCREENS,
    "ServiceAction": _ACTIONS,
    "ServiceActionAssociation": _ACTIONS,
    "StackSetConstraint.AcceptLanguage": _LANGUAGE,
}

# Properties that the schemas describe as plain JSON, and what stands in them.
UNTYPED = {
    "Stage.RouteSettings": ("DetailedMetricsEnabled", "ThrottlingBurstLimit", "ThrottlingRateLimit"),
    "Integration.ResponseParameters": ("ResponseParameters",),
    "CloudFormationProduct.ProvisioningArtifactParameters.Info": ("LoadTemplateFromURL", "ImportFromPhysicalId"),
}


def schemas() -> dict[str, dict[str, Any]]:
    from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

    types = [name for name in PROVIDER_SCHEMA_MANAGER.get_resource_types("us-east-1") if _is_covered(name)]
    found = {_short(name): PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", name).schema for name in types}
    return {name: schema for name, schema in found.items() if schema}


def _is_covered(resource_type: str) -> bool:
    return resource_type.startswith((TYPE, CATALOG)) or resource_type in (
        *OF_FUNCTIONS,
        "AWS::CloudFormation::StackSet",
    )


def _short(resource_type: str) -> str:
    """`AWS::Lambda::Function` -> `Function`: no two of these types share a last word."""
    return resource_type.rsplit("::", 1)[-1]


def properties() -> Iterator[str]:
    """Yield every property that can be written, those inside others too: `Api.CorsConfiguration.MaxAge`."""
    for name, schema in schemas().items():
        read_only = {path.rsplit("/", 1)[-1] for path in schema.get("readOnlyProperties", [])}
        for title, value in schema["properties"].items():
            if title not in read_only:
                yield from _below(f"{name}.{title}", value, schema)


def _below(path: str, value: dict[str, Any], schema: dict[str, Any]) -> Iterator[str]:
    yield path
    yield from (f"{path}.{key}" for key in UNTYPED.get(path, ()))
    value = value.get("items", value)
    if "$ref" in value:
        definition = schema["definitions"][value["$ref"].rsplit("/", 1)[-1]]
        for title, inside in definition.get("properties", {}).items():
            yield from _below(f"{path}.{title}", inside, schema)


def written() -> set[str]:
    found: set[str] = set()
    for template in (*TEMPLATES, *STACK_SETS, *OFFERS):
        body: Any = parse(template.read_text(), template.name).data
        for resource in body["Resources"].values():
            of_launch = template in OFFERS and not resource["Type"].startswith(CATALOG)
            if _is_covered(resource["Type"]) and not of_launch:
                found |= set(_paths(_short(resource["Type"]), resource["Properties"]))
    return found


def _paths(path: str, value: Any) -> Iterator[str]:
    yield path
    if isinstance(value, list):
        for item in value:
            yield from _paths(path, item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _paths(f"{path}.{key}", item)
            if path in UNTYPED:  # keyed by route, or by status
                yield from _paths(path, item)


EXCUSED = {**NOT_FOR_HTTP_APIS, **NOT_OFFERED, **NOT_OF_FLEETS, **NOT_OF_PRODUCTS}


def excused(path: str) -> bool:
    return any(path == each or path.startswith(f"{each}.") for each in EXCUSED)


def test_every_property_is_produced_by_a_golden() -> None:
    missing = sorted({path for path in properties() if not excused(path)} - written())

    assert missing == []


def test_the_tables_of_what_is_not_offered_name_nothing_else() -> None:
    known = {*properties(), *schemas()}

    assert sorted(set(EXCUSED) - known) == []
    assert sorted(path for path in written() if excused(path)) == []


def test_every_type_that_takes_tags_has_those_of_the_spec() -> None:
    """Every resource that is generated, raw ones aside, in every golden of a spec with tags."""
    from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

    seen = set()
    for template in TEMPLATES:
        source: Any = parse((SPECS / f"{template.parent.name}.yaml").read_text(), template.name).data
        body: Any = parse(template.read_text(), template.name).data
        raw = source.get("cloudformation", {}).get("Resources", {})
        for logical_id in body["Resources"].keys() - raw.keys() if "tags" in source else ():
            resource = body["Resources"][logical_id]
            properties = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", resource["Type"]).schema["properties"]
            assert ("Tags" in resource["Properties"]) == ("Tags" in properties), f"{template.parent.name}: {logical_id}"
            if "Tags" in properties:
                seen.add(resource["Type"])

    assert seen == {
        "AWS::ApiGatewayV2::Api",
        "AWS::ApiGatewayV2::DomainName",
        "AWS::ApiGatewayV2::Stage",
        "AWS::ApiGatewayV2::VpcLink",
        "AWS::CertificateManager::Certificate",
        "AWS::CloudWatch::Alarm",
        "AWS::CloudWatch::Dashboard",
        "AWS::CodeDeploy::Application",
        "AWS::CodeDeploy::DeploymentGroup",
        "AWS::IAM::Role",
        "AWS::KMS::Key",
        "AWS::Lambda::CodeSigningConfig",
        "AWS::Lambda::Function",
        "AWS::Logs::LogGroup",
        "AWS::SNS::Topic",
    }
