"""The mistakes, by machine: every rule that a template can break, broken one place at a time.

A mutation names one mistake, and the rule that is there to find it; its mutants are the places of a template where it
can be made.
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
