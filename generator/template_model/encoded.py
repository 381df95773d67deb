"""Parts of a text written out so that they can be compared, and matched, as one text, and none is taken for another."""

from __future__ import annotations

import re
from typing import Final

from generator.template_model.http_apis import plain
from generator.template_model.values import Part, Reference, Unknown

OPEN: Final = "\ue001"
_CLOSE: Final = "\ue002"
_UNKNOWN: Final = "\ue003"
_COLON: Final = "\ue004"  # those of AWS::Region do not part an ARN
REFERENCE: Final = re.compile(f"{OPEN}([^{_CLOSE}]*){_CLOSE}")
"""A reference, its name in the group."""


def encoded(part: Part) -> str:
    """Return a part as a text in which it cannot be taken for another."""
    match part:
        case Reference():
            name, attribute = plain(part)
            return f"{OPEN}{name.replace(':', _COLON)}{'.' + attribute if attribute else ''}{_CLOSE}"
        case Unknown(written):
            return f"{OPEN}{_UNKNOWN}{written.encode().hex()}{_CLOSE}"
    return part
