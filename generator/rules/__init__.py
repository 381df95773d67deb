"""Rules of HTTP APIs for cfn-lint, usable on any template of CloudFormation or SAM: `cfn-lint -a generator.rules`.

The IDs are of the range that cfn-lint leaves to others (9xxx), by what they are about: 91xx APIs and limits, 92xx
routes, 93xx authorizers, 94xx CORS, 95xx stages, 96xx integrations, 97xx permissions, 98xx domains, 99xx functions,
roles, logs and alarms. A new rule is a module here, and a line in the table.
"""

from generator.rules.function_policies import FunctionPolicies
from generator.rules.function_timeouts import FunctionTimeouts
from generator.rules.function_uris import FunctionUris
from generator.rules.http_integrations import HttpIntegrations
from generator.rules.imported_apis import ImportedApis
from generator.rules.integration_roles import IntegrationRoles
from generator.rules.integration_timeouts import IntegrationTimeouts
from generator.rules.integration_types import IntegrationTypes
from generator.rules.mapped_variables import MappedVariables
from generator.rules.open_permissions import OpenPermissions
from generator.rules.parameter_mappings import ParameterMappings
from generator.rules.payload_format_versions import PayloadFormatVersions
from generator.rules.permissions import Permissions
from generator.rules.private_integrations import PrivateIntegrations
from generator.rules.repeated_stages import RepeatedStages
from generator.rules.route_collisions import RouteCollisions
from generator.rules.route_keys import RouteKeys
from generator.rules.service_integrations import ServiceIntegrations
from generator.rules.tls_configs import TlsConfigs
from generator.rules.untranslated import Untranslated
from generator.rules.unused_integrations import UnusedIntegrations
from generator.rules.unused_permissions import UnusedPermissions
from generator.rules.websocket_properties import WebSocketProperties

# cfn-lint takes every rule that it finds in this module.
__all__ = [
    "FunctionPolicies",
    "FunctionTimeouts",
    "FunctionUris",
    "HttpIntegrations",
    "ImportedApis",
    "IntegrationRoles",
    "IntegrationTimeouts",
    "IntegrationTypes",
    "MappedVariables",
    "OpenPermissions",
    "ParameterMappings",
    "PayloadFormatVersions",
    "Permissions",
    "PrivateIntegrations",
    "RepeatedStages",
    "RouteCollisions",
    "RouteKeys",
    "ServiceIntegrations",
    "TlsConfigs",
    "Untranslated",
    "UnusedIntegrations",
    "UnusedPermissions",
    "WebSocketProperties",
]
