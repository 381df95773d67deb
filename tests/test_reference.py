"""`docs/reference.md` is compared with the models of the language: every field, and every default."""

import re
from pathlib import Path
from typing import Any

import awacs.aws
import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from troposphere import (
    apigatewayv2,
    applicationautoscaling,
    awslambda,
    cloudformation,
    cloudwatch,
    codedeploy,
    iam,
    logs,
    route53,
    servicecatalog,
)

from generator.http_api.services import ACTIONS
from generator.resources.function_properties import LoggingConfig
from generator.spec import (
    asynchronous,
    authorizers,
    backends,
    networks,
    portfolios,
    releases,
    runtimes,
    service_catalog,
    services,
)
from generator.spec.alarms import Alarm, Alarms, Dashboard
from generator.spec.api import ApiSpec
from generator.spec.cloudformation import CloudFormation
from generator.spec.code_signing import CodeSigningConfig
from generator.spec.cors import Cors
from generator.spec.domains import Domain, MutualTlsAuthentication
from generator.spec.functions import FunctionSettings, FunctionSpec
from generator.spec.integrations import SERVICES, IntegrationSpec
from generator.spec.limits import Limits
from generator.spec.log_groups import LogGroup
from generator.spec.parameters import Parameter
from generator.spec.policies import Statement
from generator.spec.routes import RouteSpec
from generator.spec.stack_sets import AutoDeployment, OperationPreferences, StackInstances, StackSet
from generator.spec.stage import AccessLog, Stage
from generator.spec.stored_code import Image, StoredCode
from generator.spec.vpc_links import VpcLink

REFERENCE = (Path(__file__).parent.parent / "docs/reference.md").read_text()
# Which models the tables of a section describe.
MODELS: dict[str, list[type[BaseModel]]] = {
    "## The whole": [ApiSpec],
    "## functions": [FunctionSpec],
    "### Code": [FunctionSpec],
    "#### Zips in a bucket": [StoredCode],
    "#### Container images": [Image],
    "### Permissions": [FunctionSpec],
    "#### Entries of a policy": [Statement],
    "### Settings": [FunctionSpec],
    "### Releases": [FunctionSpec],
    "#### vpc_config": [networks.VpcConfig],
    "#### file_system_configs": [networks.FileSystemConfig],
    "#### logging_config": [runtimes.LoggingConfig],
    "#### runtime_management_config": [runtimes.RuntimeManagementConfig],
    "#### code_signing_config": [CodeSigningConfig],
    "#### dead_letter_queue": [asynchronous.DeadLetterQueue],
    "#### event_invoke_config": [asynchronous.EventInvokeConfig, asynchronous.Destination],
    "#### Provisioned concurrency": [releases.ProvisionedConcurrencyConfig],
    "#### Scaling": [releases.Scaling],
    "#### Gradual deployments": [releases.DeploymentPreference],
    "#### Hooks": [releases.Hooks],
    "#### Triggers": [releases.Trigger],
    "### Log groups": [LogGroup],
    "## routes": [RouteSpec],
    "## integrations": [IntegrationSpec, backends.Http, backends.Private],
    "## services": [services.Sqs, services.EventBridge, services.StepFunctions, services.Kinesis, services.AppConfig],
    "## vpc_links": [VpcLink],
    "## authorizers": [
        authorizers.Authorizer,
        authorizers.Jwt,
        authorizers.Cognito,
        authorizers.Auth0,
        authorizers.Okta,
        authorizers.EntraId,
        authorizers.Google,
    ],
    "## cors": [Cors],
    "## stage": [Stage],
    "### Access logs": [AccessLog],
    "## domain": [Domain, MutualTlsAuthentication],
    "## alarms": [Alarms, Alarm],
    "## dashboard": [Dashboard],
    "## limits": [Limits],
    "## parameters": [Parameter],
    "## service_catalog": [service_catalog.ServiceCatalog],
    "### Portfolios": [portfolios.Portfolio],
    "### Products": [service_catalog.Product],
    "### Launch roles": [service_catalog.LaunchRole],
    "### Principals": [portfolios.Principal],
    "### Stack sets of launchers": [service_catalog.StackSetConstraint],
    "### Shares": [portfolios.Shares],
    "## portfolio": [portfolios.SharedPortfolio],
    "## stack_set": [StackSet],
    "### Groups of stacks": [StackInstances],
    "### Operations": [OperationPreferences],
    "### auto_deployment": [AutoDeployment],
}
# Fields of a function that stand in the tables of subsections; what is in none stands in that of `## functions`.
OF_FUNCTIONS: dict[str, set[str]] = {
    "### Code": {"code", "inline_code", "s3", "image", "handler", "inline", "runtime", "architecture"},
    "### Permissions": {
        "policy", "secrets", "role", "role_name", "managed_policy_arns", "permissions_boundary",
    },
    "### Settings": {
        "ephemeral_storage", "kms_key_arn", "layers", "vpc_config", "file_system_configs", "tracing", "snap_start",
        "logging_config", "runtime_management_config", "recursive_loop", "code_signing_config", "dead_letter_queue",
        "event_invoke_config", "function_name", "tags", "reserved_concurrent_executions",
    },
    "### Releases": {"auto_publish_alias", "provisioned_concurrency_config", "deployment_preference"},
}  # fmt: skip
# Fields that stand in another section's table: a route may say all that an integration may.
ELSEWHERE: dict[str, set[str]] = {
    "## functions": set().union(*OF_FUNCTIONS.values()),
    **{heading: set(FunctionSpec.model_fields) - own for heading, own in OF_FUNCTIONS.items()},
    "## The whole": {"name"},
    "## routes": set(IntegrationSpec.model_fields) - {"function"},
    "### Access logs": set(LogGroup.model_fields),
}


def section(heading: str) -> str:
    """Return the text of a section up to the next heading."""
    return re.split(r"\n#+ ", REFERENCE.split(f"\n{heading}\n", 1)[1], maxsplit=1)[0]


def rows(heading: str) -> dict[str, str]:
    """Return the section's table: default by field; a row may have several fields."""
    found = re.findall(r"^\| (`.+?`) \| (.+?) \|", section(heading), re.MULTILINE)
    return {field: default for fields, default in found for field in re.findall(r"`([^`]+)`", fields)}


def fields(heading: str) -> dict[str, FieldInfo]:
    return {
        name: field
        for model in MODELS[heading]
        for name, field in model.model_fields.items()
        if name not in ELSEWHERE.get(heading, set())
    }


@pytest.mark.parametrize("heading", MODELS)
def test_every_field_stands_in_the_reference_and_no_other(heading: str) -> None:
    assert set(rows(heading)) == set(fields(heading))


@pytest.mark.parametrize(
    "heading",
    [
        "## functions",
        "### Code",
        "#### logging_config",
        "#### code_signing_config",
        "### Log groups",
        "### Access logs",
        "## services",
        "## limits",
    ],
)
def test_defaults_are_as_the_reference_says(heading: str) -> None:
    literal = {name: default.strip("`") for name, default in rows(heading).items() if default.startswith("`")}

    assert literal == {name: str(fields(heading)[name].default) for name in literal}
    assert literal


@pytest.mark.parametrize("heading", MODELS)
def test_what_is_required_is_said_to_be(heading: str) -> None:
    required = {name for name, field in fields(heading).items() if field.is_required()}

    assert {name for name, default in rows(heading).items() if default == "required"} == required


def test_defaults_for_all_functions_are_listed() -> None:
    assert set(re.findall(r"`(\w+)`", section("## defaults"))) == set(FunctionSettings.model_fields)


def test_the_raw_sections_are_listed() -> None:
    listed = re.findall(r"`(\w+)`", section("## cloudformation").split("They are merged")[0])

    assert set(listed) == {field.alias for field in CloudFormation.model_fields.values()}


# Where a model's fields become properties, with the prefix or suffix that the group already says.
PROPERTIES: list[tuple[str, list[type[BaseModel]], list[Any], list[str], list[str]]] = [
    ("", [ApiSpec], [apigatewayv2.Api], [""], [""]),
    ("provisioned_concurrency_config.", [releases.ProvisionedConcurrencyConfig],
     [awslambda.ProvisionedConcurrencyConfiguration], [""], [""]),
    ("scaling.", [releases.Scaling],
     [applicationautoscaling.ScalableTarget, applicationautoscaling.TargetTrackingScalingPolicyConfiguration],
     [""], [""]),
    ("deployment_preference.", [releases.DeploymentPreference],
     [codedeploy.DeploymentGroup, codedeploy.AlarmConfiguration], ["", "Service"], ["", "Arn"]),
    ("hooks.", [releases.Hooks], [], [""], [""]),
    ("trigger_configurations.", [releases.Trigger], [codedeploy.TriggerConfig], [""], [""]),
    ("functions.", [FunctionSpec], [awslambda.Function, iam.Role], [""], [""]),
    ("functions.policy.", [Statement], [awacs.aws.Statement], [""], [""]),
    ("functions.vpc_config.", [networks.VpcConfig], [awslambda.VPCConfig], [""], [""]),
    ("functions.file_system_configs.", [networks.FileSystemConfig], [awslambda.FileSystemConfig], [""], [""]),
    ("functions.logging_config.", [runtimes.LoggingConfig], [LoggingConfig], [""], [""]),
    ("functions.runtime_management_config.", [runtimes.RuntimeManagementConfig], [awslambda.RuntimeManagementConfig],
     [""], [""]),
    ("functions.code_signing_config.", [CodeSigningConfig],
     [awslambda.AllowedPublishers, awslambda.CodeSigningPolicies], [""], [""]),
    ("functions.dead_letter_queue.", [asynchronous.DeadLetterQueue], [awslambda.DeadLetterConfig], [""], [""]),
    ("functions.event_invoke_config.", [asynchronous.EventInvokeConfig, asynchronous.Destination],
     [awslambda.EventInvokeConfig, awslambda.DestinationConfig, awslambda.OnFailure], [""], [""]),
    ("functions.s3.", [StoredCode], [awslambda.Code], ["S3", "S3Object"], [""]),
    ("functions.image.", [Image], [awslambda.Code, awslambda.ImageConfig], ["", "Image"], [""]),
    ("functions.log_group.", [LogGroup], [logs.LogGroup], [""], [""]),
    ("routes.", [RouteSpec], [apigatewayv2.Route, apigatewayv2.Integration, apigatewayv2.RouteSettings],
     ["", "Authorization"], ["", "Enabled"]),
    ("integrations.http.", [backends.Http], [apigatewayv2.Integration, apigatewayv2.TlsConfig],
     ["", "Integration"], [""]),
    ("integrations.private.", [backends.Private], [apigatewayv2.Integration, apigatewayv2.TlsConfig],
     ["", "Integration"], [""]),
    ("vpc_links.", [VpcLink], [apigatewayv2.VpcLink], [""], [""]),
    ("authorizers.", [authorizers.Authorizer], [apigatewayv2.Authorizer], ["", "Authorizer"], [""]),
    ("authorizers.jwt.", [authorizers.Jwt], [apigatewayv2.JWTConfiguration], [""], [""]),
    ("cors.", [Cors], [apigatewayv2.Cors], [""], [""]),
    ("stage.", [Stage], [apigatewayv2.Stage, apigatewayv2.RouteSettings], ["", "Stage"], ["", "Enabled", "Settings"]),
    ("stage.access_log.", [AccessLog], [logs.LogGroup, apigatewayv2.AccessLogSettings], [""], [""]),
    ("domain.", [Domain], [apigatewayv2.DomainName, apigatewayv2.DomainNameConfiguration, route53.RecordSetType],
     ["", "Domain"], [""]),
    ("domain.mutual_tls_authentication.", [MutualTlsAuthentication], [apigatewayv2.MutualTlsAuthentication],
     [""], [""]),
    ("alarms.", [Alarm], [cloudwatch.Alarm], [""], [""]),
    ("service_catalog.", [service_catalog.ServiceCatalog], [], [""], [""]),
    ("service_catalog.portfolio.", [portfolios.Portfolio], [servicecatalog.Portfolio], ["", "Display"], ["", "Name"]),
    ("service_catalog.product.", [service_catalog.Product], [servicecatalog.CloudFormationProduct], [""], [""]),
    ("service_catalog.launch_role.", [service_catalog.LaunchRole], [servicecatalog.LaunchRoleConstraint, iam.Role],
     [""], [""]),
    ("service_catalog.principals.", [portfolios.Principal], [servicecatalog.PortfolioPrincipalAssociation],
     ["Principal"], [""]),
    ("service_catalog.stack_set.", [service_catalog.StackSetConstraint], [servicecatalog.StackSetConstraint],
     ["", "Stack"], [""]),
    ("service_catalog.shares.", [portfolios.Shares], [servicecatalog.PortfolioShare], [""], [""]),
    ("portfolio.", [portfolios.SharedPortfolio], [servicecatalog.Portfolio], ["", "Display"], ["", "Name"]),
    ("stack_set.", [StackSet], [cloudformation.StackSet], ["", "StackSet"], [""]),
    ("stack_instances_group.", [StackInstances], [cloudformation.StackInstances], [""], [""]),
    ("operation_preferences.", [OperationPreferences], [cloudformation.OperationPreferences], [""], [""]),
    ("auto_deployment.", [AutoDeployment], [cloudformation.AutoDeployment], [""], [""]),
]  # fmt: skip


def test_every_field_is_a_propertys_snake_case_or_a_word_in_the_table() -> None:
    """`stage.throttling` and `functions.log_group` are groups: what stands in them is the property."""
    own = {word for words in rows_of_words() for word in words}
    groups = {"stage.throttling", "functions.log_group", "parameters", "stage", "routes", "name"}
    for prefix, models, types, heads, tails in PROPERTIES:
        properties = {name.lower() for each in types for name in each.props}
        for field in (name for model in models for name in model.model_fields):
            known = {(head + field.replace("_", "") + tail).lower() for head in heads for tail in tails} & properties
            assert known or prefix + field in own | groups, prefix + field


def test_every_parameter_of_a_service_is_one_of_aws_or_a_word_in_the_table() -> None:
    own = {word for words in rows_of_words() for word in words}
    for model in MODELS["## services"]:
        service = re.sub("(?<!^)(?=[A-Z])", "_", model.__name__).lower()
        known = {name.lower() for each in ACTIONS[service].values() for name in (*each.required, *each.optional)}
        for field in model.model_fields:
            assert field.replace("_", "") in known or f"{service}.{field}" in own, f"{service}.{field}"


def rows_of_words() -> list[list[str]]:
    table = re.findall(r"^\| (`.+?`) \| .+? \|$", section("## Words of the language itself"), re.MULTILINE)
    return [re.findall(r"`([^`]+)`", words) for words in table]


def test_the_words_in_the_table_exist() -> None:
    models: dict[str, list[type[BaseModel]]] = {
        "functions": [FunctionSpec],
        "provisioned_concurrency_config": [releases.ProvisionedConcurrencyConfig],
        "deployment_preference": [releases.DeploymentPreference],
        "hooks": [releases.Hooks],
        "functions.policy": [Statement],
        "functions.code_signing_config": [CodeSigningConfig],
        "functions.dead_letter_queue": [asynchronous.DeadLetterQueue],
        "functions.event_invoke_config": [asynchronous.Destination],
        "routes": [RouteSpec],
        "integrations": [IntegrationSpec],
        "integrations.http": [backends.Http],
        "integrations.private": [backends.Private],
        **{each: [getattr(services, each.title().replace("_", ""))] for each in SERVICES},
        "vpc_links": [VpcLink],
        "authorizers": [authorizers.Authorizer],
        "domain": [Domain],
        "alarms": [Alarms],
        "stage": [Stage],
        "stage.access_log": [AccessLog],
        "parameters": [Parameter],
        "service_catalog": [service_catalog.ServiceCatalog],
        "service_catalog.portfolio": [portfolios.Portfolio],
        "service_catalog.principals": [portfolios.Principal],
        "service_catalog.stack_set": [service_catalog.StackSetConstraint],
        "service_catalog.shares": [portfolios.Shares],
        "portfolio": [portfolios.SharedPortfolio],
        "stack_set": [StackSet],
        "stack_instances_group": [StackInstances],
    }
    for word in (word for words in rows_of_words() for word in words):
        group, _, field = word.rpartition(".")
        known = (
            {name for model in models.get(group, []) for name in model.model_fields} if group else ApiSpec.model_fields
        )
        assert field in known or word in ("functions.log_group.deletion_policy",), word
