"""Rules of HTTP APIs for cfn-lint, usable on any template of CloudFormation or SAM: `cfn-lint -a generator.rules`.

The IDs are of the range that cfn-lint leaves to others (9xxx), by what they are about: 91xx APIs and limits, 92xx
routes, 93xx authorizers, 94xx CORS, 95xx stages, 96xx integrations, 97xx permissions, 98xx domains, 99xx functions,
roles, logs and alarms. A new rule is a module here, and a line in the table.
"""

from generator.rules.access_log_destinations import AccessLogDestinations
from generator.rules.access_log_formats import AccessLogFormats
from generator.rules.access_log_groups import AccessLogGroups
from generator.rules.access_log_settings import AccessLogSettings
from generator.rules.access_log_variables import AccessLogVariables
from generator.rules.adjustable_quotas import AdjustableQuotas
from generator.rules.alarms import Alarms
from generator.rules.authorizer_caching import AuthorizerCaching
from generator.rules.authorizer_names import AuthorizerNames
from generator.rules.authorizer_settings import AuthorizerSettings
from generator.rules.authorizer_types import AuthorizerTypes
from generator.rules.authorizer_uris import AuthorizerUris
from generator.rules.certificate_names import CertificateNames
from generator.rules.certificates import Certificates
from generator.rules.circles import Circles
from generator.rules.client_certificates import ClientCertificates
from generator.rules.cors_credentials import CorsCredentials
from generator.rules.cors_entries import CorsEntries
from generator.rules.cors_header_case import CorsHeaderCase
from generator.rules.cors_max_age import CorsMaxAge
from generator.rules.cors_of_routes import CorsOfRoutes
from generator.rules.cors_wildcards import CorsWildcards
from generator.rules.deployments import Deployments
from generator.rules.disabled_endpoints import DisabledEndpoints
from generator.rules.domain_records import DomainRecords
from generator.rules.domains import Domains
from generator.rules.environments import Environments
from generator.rules.execution_logs import ExecutionLogs
from generator.rules.fixed_quotas import FixedQuotas
from generator.rules.function_limits import FunctionLimits
from generator.rules.function_policies import FunctionPolicies
from generator.rules.function_timeouts import FunctionTimeouts
from generator.rules.function_uris import FunctionUris
from generator.rules.http_integrations import HttpIntegrations
from generator.rules.identity_sources import IdentitySources
from generator.rules.imported_apis import ImportedApis
from generator.rules.inline_code import InlineCode
from generator.rules.inline_policies import InlinePolicies
from generator.rules.integration_roles import IntegrationRoles
from generator.rules.integration_timeouts import IntegrationTimeouts
from generator.rules.integration_types import IntegrationTypes
from generator.rules.issuers import Issuers
from generator.rules.jwt_authorizers import JwtAuthorizers
from generator.rules.lambda_authorizers import LambdaAuthorizers
from generator.rules.log_key_policies import LogKeyPolicies
from generator.rules.log_keys import LogKeys
from generator.rules.log_levels import LogLevels
from generator.rules.mapped_variables import MappedVariables
from generator.rules.mapping_keys import MappingKeys
from generator.rules.mapping_order import MappingOrder
from generator.rules.mutual_tls import MutualTls
from generator.rules.open_permissions import OpenPermissions
from generator.rules.parameter_mappings import ParameterMappings
from generator.rules.payload_format_defaults import PayloadFormatDefaults
from generator.rules.payload_format_versions import PayloadFormatVersions
from generator.rules.permissions import Permissions
from generator.rules.preflights import Preflights
from generator.rules.private_integrations import PrivateIntegrations
from generator.rules.repeated_mappings import RepeatedMappings
from generator.rules.repeated_settings import RepeatedSettings
from generator.rules.repeated_stages import RepeatedStages
from generator.rules.route_authorization import RouteAuthorization
from generator.rules.route_authorizers import RouteAuthorizers
from generator.rules.route_collisions import RouteCollisions
from generator.rules.route_keys import RouteKeys
from generator.rules.route_metrics import RouteMetrics
from generator.rules.route_selections import RouteSelections
from generator.rules.route_settings import RouteSettings
from generator.rules.route_targets import RouteTargets
from generator.rules.scopes import Scopes
from generator.rules.secrets import Secrets
from generator.rules.service_integrations import ServiceIntegrations
from generator.rules.shared_answers import SharedAnswers
from generator.rules.shared_domains import SharedDomains
from generator.rules.silent_mappings import SilentMappings
from generator.rules.stage_deployments import StageDeployments
from generator.rules.stage_names import StageNames
from generator.rules.stage_variables import StageVariables
from generator.rules.throttles import Throttles
from generator.rules.tls_configs import TlsConfigs
from generator.rules.truststores import Truststores
from generator.rules.unnamed_log_groups import UnnamedLogGroups
from generator.rules.unreachable_apis import UnreachableApis
from generator.rules.untranslated import Untranslated
from generator.rules.unused_authorizers import UnusedAuthorizers
from generator.rules.unused_integrations import UnusedIntegrations
from generator.rules.unused_permissions import UnusedPermissions
from generator.rules.waiting_stages import WaitingStages
from generator.rules.websocket_only import WebSocketOnly
from generator.rules.websocket_properties import WebSocketProperties

# cfn-lint takes every rule that it finds in this module.
__all__ = [
    "AccessLogDestinations",
    "AccessLogFormats",
    "AccessLogGroups",
    "AccessLogSettings",
    "AccessLogVariables",
    "AdjustableQuotas",
    "Alarms",
    "AuthorizerCaching",
    "AuthorizerNames",
    "AuthorizerSettings",
    "AuthorizerTypes",
    "AuthorizerUris",
    "CertificateNames",
    "Certificates",
    "Circles",
    "ClientCertificates",
    "CorsCredentials",
    "CorsEntries",
    "CorsHeaderCase",
    "CorsMaxAge",
    "CorsOfRoutes",
    "CorsWildcards",
    "Deployments",
    "DisabledEndpoints",
    "DomainRecords",
    "Domains",
    "Environments",
    "ExecutionLogs",
    "FixedQuotas",
    "FunctionLimits",
    "FunctionPolicies",
    "FunctionTimeouts",
    "FunctionUris",
    "HttpIntegrations",
    "IdentitySources",
    "ImportedApis",
    "InlineCode",
    "InlinePolicies",
    "IntegrationRoles",
    "IntegrationTimeouts",
    "IntegrationTypes",
    "Issuers",
    "JwtAuthorizers",
    "LambdaAuthorizers",
    "LogKeyPolicies",
    "LogKeys",
    "LogLevels",
    "MappedVariables",
    "MappingKeys",
    "MappingOrder",
    "MutualTls",
    "OpenPermissions",
    "ParameterMappings",
    "PayloadFormatDefaults",
    "PayloadFormatVersions",
    "Permissions",
    "Preflights",
    "PrivateIntegrations",
    "RepeatedMappings",
    "RepeatedSettings",
    "RepeatedStages",
    "RouteAuthorization",
    "RouteAuthorizers",
    "RouteCollisions",
    "RouteKeys",
    "RouteMetrics",
    "RouteSelections",
    "RouteSettings",
    "RouteTargets",
    "Scopes",
    "Secrets",
    "ServiceIntegrations",
    "SharedAnswers",
    "SharedDomains",
    "SilentMappings",
    "StageDeployments",
    "StageNames",
    "StageVariables",
    "Throttles",
    "TlsConfigs",
    "Truststores",
    "UnnamedLogGroups",
    "UnreachableApis",
    "Untranslated",
    "UnusedAuthorizers",
    "UnusedIntegrations",
    "UnusedPermissions",
    "WaitingStages",
    "WebSocketOnly",
    "WebSocketProperties",
]
