"""Base paths: an update in place, after which clients that call the old path reach nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.transitions.template import Template, Transition, text

API_MAPPING = "AWS::ApiGatewayV2::ApiMapping"


def moved(old: Template, new: Template) -> Iterator[Transition]:
    """A mapping keeps its domain and gets another key: at once, with no time in which both answer.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-apimapping.html
    """
    after = new.of_type(API_MAPPING)
    for logical_id, before in old.of_type(API_MAPPING).items():
        now = after.get(logical_id)
        if now is not None and _same(before, now, "DomainName") and not _same(before, now, "ApiMappingKey"):
            yield Transition(
                f"{logical_id} changes its base path from {_shown(before)} to {_shown(now)}",
                "requests to the old one are answered with 404 from then on",
                "have both, under domain and domains with existing: true, until the clients have moved",
            )


def _same(before: Mapping[str, Any], after: Mapping[str, Any], name: str) -> bool:
    return text(before.get(name)) == text(after.get(name))


def _shown(properties: Mapping[str, Any]) -> str:
    key = properties.get("ApiMappingKey")
    return f"/{key}" if isinstance(key, str) else "/" if key is None else "a function"
