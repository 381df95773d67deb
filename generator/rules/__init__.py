"""Rules of HTTP APIs for cfn-lint, usable on any template of CloudFormation or SAM: `cfn-lint -a generator.rules`.

The IDs are of the range that cfn-lint leaves to others (9xxx), by what they are about: 91xx APIs and limits, 92xx
routes, 93xx authorizers, 94xx CORS, 95xx stages, 96xx integrations, 97xx permissions, 98xx domains, 99xx functions,
roles, logs and alarms. A new rule is a module here, and a line in the table.
"""

from generator.rules.alarms import Alarms
from generator.rules.certificates import Certificates
from generator.rules.circles import Circles
from generator.rules.disabled_endpoints import DisabledEndpoints
from generator.rules.domains import Domains
from generator.rules.environments import Environments
from generator.rules.function_limits import FunctionLimits
from generator.rules.imported_apis import ImportedApis
from generator.rules.inline_code import InlineCode
from generator.rules.inline_policies import InlinePolicies
from generator.rules.log_key_policies import LogKeyPolicies
from generator.rules.log_keys import LogKeys
from generator.rules.log_levels import LogLevels
from generator.rules.mapping_keys import MappingKeys
from generator.rules.mapping_order import MappingOrder
from generator.rules.mutual_tls import MutualTls
from generator.rules.permissions import Permissions
from generator.rules.repeated_mappings import RepeatedMappings
from generator.rules.repeated_stages import RepeatedStages
from generator.rules.route_collisions import RouteCollisions
from generator.rules.route_keys import RouteKeys
from generator.rules.secrets import Secrets
from generator.rules.shared_domains import SharedDomains
from generator.rules.truststores import Truststores
from generator.rules.unreachable_apis import UnreachableApis
from generator.rules.untranslated import Untranslated

# cfn-lint takes every rule that it finds in this module.
__all__ = [
    "Alarms",
    "Certificates",
    "Circles",
    "DisabledEndpoints",
    "Domains",
    "Environments",
    "FunctionLimits",
    "ImportedApis",
    "InlineCode",
    "InlinePolicies",
    "LogKeyPolicies",
    "LogKeys",
    "LogLevels",
    "MappingKeys",
    "MappingOrder",
    "MutualTls",
    "Permissions",
    "RepeatedMappings",
    "RepeatedStages",
    "RouteCollisions",
    "RouteKeys",
    "Secrets",
    "SharedDomains",
    "Truststores",
    "UnreachableApis",
    "Untranslated",
]
