"""The mistakes, by machine: every rule that a template can break, broken one place at a time.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html; the numbers are those of
`http-api-rules.md`. A mutation names one mistake; its mutants are the places of a template where it can be made.
"""

from __future__ import annotations

from typing import Final

from tests.rules.mutations import (
    apis,
    authorizers,
    cors,
    domains,
    functions,
    integrations,
    permissions,
    routes,
    stages,
)
from tests.rules.mutations.edits import Mutation

MUTATIONS: Final[tuple[Mutation, ...]] = (
    *routes.MUTATIONS,
    *authorizers.MUTATIONS,
    *cors.MUTATIONS,
    *stages.MUTATIONS,
    *integrations.MUTATIONS,
    *permissions.MUTATIONS,
    *apis.MUTATIONS,
    *domains.MUTATIONS,
    *functions.MUTATIONS,
)

NOT_OF_TEMPLATES: Final = {
    "V24b": "a stage's name in the path is right, and worth a note to whoever writes the handler",
    "V42": "whether reserved concurrency was asked for is not in the template",
    "V45": "logical IDs are this project's own choice: another template's are as good",
}
"""What no template breaks, and why."""
