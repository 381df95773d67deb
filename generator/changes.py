"""What deployed stacks will meet when the templates that change are deployed: the transitions from what stands on disk.

What is on disk is taken for what is deployed. It is read only where it differs, and passed over if it cannot be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from troposphere import encode_to_dict

from generator.errors import SpecError, TranslationError
from generator.flavours import STACK_SET
from generator.output import Comparison, is_ours
from generator.pipeline import Generated, Template
from generator.spec.source import parse
from generator.transitions import transitions as between
from generator.transitions.template import Transition

_ANYWHERE = "s3://any/code"


def transitions(generated: Iterable[Generated], compared: Iterable[Comparison]) -> list[str]:
    """Return what is to be known of each template that changes, a line each."""
    old = {each.path: each.old for each in compared if each.state == "differs" and each.old is not None}
    return [
        f"transition: {template.path.as_posix()}: {transition}"
        for each in generated
        for template in _deployed(each)
        for transition in _transitions(old.get(template.path), template.body)
    ]


def _deployed(generated: Generated) -> Iterator[Template]:
    """Yield the templates of stacks: the API's, which are the same in all flavours, and that of a stack set."""
    if generated.templates:
        yield generated.template
    if STACK_SET in generated.others:
        yield generated.others[STACK_SET]


def _transitions(old: str | None, new: dict[str, Any]) -> Iterator[Transition]:
    if old is None or not is_ours(old):
        return
    try:
        body = encode_to_dict(parse(old, "template").data)
    except (SpecError, UnicodeError):  # edited by hand, or two versions that were merged
        return
    if isinstance(body, dict):
        yield from between(*_translated(body, new))


def _translated(*bodies: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Return what SAM's translator makes of those that are for it; all as they are if it refuses one of them."""
    from generator.translation import is_of_sam, local_code, translated

    def plain(body: dict[str, Any]) -> dict[str, Any]:
        return translated(body, dict.fromkeys(local_code(body), _ANYWHERE)) if is_of_sam(body) else body

    try:
        return [*map(plain, bodies)]
    except (TranslationError, TypeError, AttributeError, KeyError):  # such as after an edit by hand
        return bodies
