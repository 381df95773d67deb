"""Limits of templates: what CloudFormation refuses to read at all.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.errors import Problem, SpecError
from generator.http_api import quotas

_MOST = {
    "Resources": quotas.RESOURCES,
    "Outputs": quotas.OUTPUTS,
    "Parameters": quotas.PARAMETERS,
    "Mappings": quotas.MAPPINGS,
}


def check(body: Mapping[str, Any], text: str) -> None:
    """Raise SpecError if a template has too many entries in a section, or too long a text.

    A transform may add and take away entries: then only the text is measured, which CloudFormation reads first.
    """
    problems = [*_too_long(text), *([] if "Transform" in body else _too_many(body))]
    if problems:
        raise SpecError(problems)


def _too_many(body: Mapping[str, Any]) -> Iterator[Problem]:
    for section, most in _MOST.items():
        count = len(body.get(section, {}))
        if count > most:
            what = section.lower()
            yield Problem(
                (),
                f"leads to {count:,} {what}, but a template may have {most:,}: split it into two specs, or move what "
                "stands under cloudformation into another stack",
            )


def _too_long(text: str) -> Iterator[Problem]:
    size = len(text.encode())
    if size > quotas.TEMPLATE_BYTES:
        yield Problem(
            (),
            f"leads to a template of {size:,} bytes, but CloudFormation reads at most {quotas.TEMPLATE_BYTES:,}: "
            "package code with inline: false, or split it into two specs",
        )
