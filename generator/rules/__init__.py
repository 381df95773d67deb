"""Rules of HTTP APIs for cfn-lint, usable on any template of CloudFormation or SAM: `cfn-lint -a generator.rules`.

The IDs are of the range that cfn-lint leaves to others (9xxx), by what they are about: 91xx APIs and limits, 92xx
routes, 93xx authorizers, 94xx CORS, 95xx stages, 96xx integrations, 97xx permissions, 98xx domains, 99xx functions,
roles, logs and alarms. A new rule is a module here, and a line in the table.
"""

from generator.rules.permissions import Permissions
from generator.rules.route_collisions import RouteCollisions
from generator.rules.route_keys import RouteKeys

# cfn-lint takes every rule that it finds in this module.
__all__ = [
    "Permissions",
    "RouteCollisions",
    "RouteKeys",
]
