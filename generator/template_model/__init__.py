"""Any template of CloudFormation or SAM, read as far as it can be known before it is deployed.

`read` is where to begin: it gives the resources, the values that they can have, and the HTTP APIs. Of what cannot be
known, such as an import, nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final

from generator.errors import TranslationError
from generator.template_model import sam
from generator.template_model.domains import Mapped, mapped
from generator.template_model.http_apis import HttpApi, Identity, http_apis
from generator.template_model.invocations import Call, Permission, calls, permissions
from generator.template_model.resource import Resource
from generator.template_model.template import Template
from generator.template_model.values import Path

_OF_SAM: Final = "AWS::Serverless::"


class Model:
    """A template as what CloudFormation deploys: all of its resources, and its HTTP APIs.

    `place` leads from a place in `template` to the one in the user's file: SAM's translator makes another of it.
    `written` is what the user wrote, where it is another.
    `untranslated` says why a template of SAM could not be translated; then the HTTP APIs that SAM makes are not there.
    """

    def __init__(
        self,
        body: Mapping[str, Any],
        place: Callable[[Path], Path] = lambda path: path,
        written: Mapping[str, Any] | None = None,
        untranslated: str | None = None,
    ) -> None:
        self.template = Template(body)
        self._written = Template(body if written is None else written)
        self.place = place
        self.untranslated = untranslated
        self._calls: dict[Identity, list[Call]] = {}

    def is_made_by_sam(self, resource: Resource) -> bool:
        """Say whether the user wrote it in SAM's words, or not at all: what cfn-lint's own rules hardly look at."""
        own = self._written.resources.get(resource.logical_id)
        return own is None or own.type.startswith(_OF_SAM)

    @cached_property
    def apis(self) -> list[HttpApi]:
        return http_apis(self.template)

    def calls(self, api: HttpApi) -> list[Call]:
        """Return an API's calls of functions, by its routes and by its authorizers."""
        if api.identity not in self._calls:
            self._calls[api.identity] = list(calls(api))
        return self._calls[api.identity]

    @cached_property
    def mappings(self) -> list[Mapped]:
        return list(mapped(self.template, self.apis))

    @cached_property
    def permissions(self) -> list[Permission]:
        return permissions(self.template)

    def permissions_of(self, function: str) -> list[Permission]:
        """Return the permissions of a function and its aliases, by its logical ID."""
        return self._by_function.get(function, [])

    @cached_property
    def _by_function(self) -> Mapping[str, list[Permission]]:
        found: dict[str, list[Permission]] = defaultdict(list)
        for permission in self.permissions:
            if permission.callee:
                found[permission.callee.function].append(permission)
        return found


def read(body: Mapping[str, Any], *, globals_are_merged: bool = False) -> Model:
    """Return what can be known of a template, given as data with functions in the long form."""
    if not sam.needs_translation(body, globals_are_merged=globals_are_merged):
        return Model(body)
    try:
        return Model(*sam.translated(body, globals_are_merged=globals_are_merged), written=body)
    except TranslationError as error:
        return Model(body, untranslated=str(error))
