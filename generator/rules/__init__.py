"""Rules of HTTP APIs for cfn-lint, usable on any template of CloudFormation or SAM: `cfn-lint -a generator.rules`.

The IDs are of the range that cfn-lint leaves to others (9xxx), by what they are about: 91xx APIs and limits, 92xx
routes, 93xx authorizers, 94xx CORS, 95xx stages, 96xx integrations, 97xx permissions, 98xx domains, 99xx functions,
roles, logs and alarms. A new rule is a module here, and a line in the table.
"""

from generator.rules.access_log_formats import AccessLogFormats
from generator.rules.access_log_groups import AccessLogGroups
from generator.rules.access_log_settings import AccessLogSettings
from generator.rules.access_log_variables import AccessLogVariables
from generator.rules.client_certificates import ClientCertificates
from generator.rules.cors_credentials import CorsCredentials
from generator.rules.cors_entries import CorsEntries
from generator.rules.cors_header_case import CorsHeaderCase
from generator.rules.cors_max_age import CorsMaxAge
from generator.rules.cors_wildcards import CorsWildcards
from generator.rules.deployments import Deployments
from generator.rules.execution_logs import ExecutionLogs
from generator.rules.imported_apis import ImportedApis
from generator.rules.permissions import Permissions
from generator.rules.preflights import Preflights
from generator.rules.repeated_settings import RepeatedSettings
from generator.rules.repeated_stages import RepeatedStages
from generator.rules.route_collisions import RouteCollisions
from generator.rules.route_keys import RouteKeys
from generator.rules.route_settings import RouteSettings
from generator.rules.stage_deployments import StageDeployments
from generator.rules.stage_names import StageNames
from generator.rules.stage_variables import StageVariables
from generator.rules.throttles import Throttles
from generator.rules.untranslated import Untranslated
from generator.rules.waiting_stages import WaitingStages

# cfn-lint takes every rule that it finds in this module.
__all__ = [
    "AccessLogFormats",
    "AccessLogGroups",
    "AccessLogSettings",
    "AccessLogVariables",
    "ClientCertificates",
    "CorsCredentials",
    "CorsEntries",
    "CorsHeaderCase",
    "CorsMaxAge",
    "CorsWildcards",
    "Deployments",
    "ExecutionLogs",
    "ImportedApis",
    "Permissions",
    "Preflights",
    "RepeatedSettings",
    "RepeatedStages",
    "RouteCollisions",
    "RouteKeys",
    "RouteSettings",
    "StageDeployments",
    "StageNames",
    "StageVariables",
    "Throttles",
    "Untranslated",
    "WaitingStages",
]
