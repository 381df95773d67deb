"""Mistakes in APIs as a whole: quotas, and routes that are written twice over."""

from __future__ import annotations

from typing import Any, Final

from tests.rules.mutations.edits import (
    API,
    AUTHORIZER,
    INTEGRATION,
    ROUTE,
    STAGE,
    Edit,
    Mutation,
    Resource,
    Template,
    add_copy,
    both,
    each,
    having,
    ids,
    setting,
)

_BODY: Final = {"openapi": "3.0.1", "info": {"title": "twice", "version": "1.0"}, "paths": {}}


def _as_many(count: int, **varied: str) -> Edit:
    """Copy a resource until there are so many of its kind; `{}` in a varied property is replaced by a number."""

    def edit(resource: Resource, template: Template) -> None:
        for number in range(count - len(ids(template, resource["Type"]))):
            changes: dict[str, Any] = {name: text.format(number) for name, text in varied.items()}
            add_copy(template, f"Further{number}Copy", resource, **changes)

    return edit


def _is_first(resource: Resource, template: Template) -> bool:
    """Choose one resource of a kind, unless the template says that AWS has raised the quota for its account."""
    has_more = "HttpApiQuotas" in template.get("Metadata", {})
    return template["Resources"][ids(template, resource["Type"])[0]] is resource and not has_more


def _has_resources(api: Resource, template: Template) -> bool:
    return bool(ids(template, ROUTE))


MUTATIONS: Final = (
    Mutation("301 routes", "W9104", each(ROUTE, _as_many(301, RouteKey="GET /copies/{}"), where=_is_first)),
    Mutation("301 integrations", "E9103", each(INTEGRATION, _as_many(301), where=_is_first)),
    Mutation("11 stages", "W9104", each(STAGE, _as_many(11, StageName="copy-{}"), where=_is_first)),
    Mutation("11 authorizers", "W9104",
             each(AUTHORIZER, _as_many(11, Name="copy-{}"), where=both(_is_first, having("Name")))),
    Mutation("a document beside routes", "E9102", each(API, setting("Body", to=_BODY), where=_has_resources)),
    Mutation("a document in a bucket beside routes", "E9102",
             each(API, setting("BodyS3Location", to={"Bucket": "documents", "Key": "api.yaml"}), where=_has_resources)),
    Mutation("quick create beside routes", "E9106",
             each(API, setting("Target", to="https://backend.example.com"), where=_has_resources)),
)  # fmt: skip
