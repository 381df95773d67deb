"""Values as far as they are known before a deployment, and texts that are put together from them.

A value is plain data (a text, a number, a list, a mapping), or a `Reference`, an `Unknown`, a `Text` of such parts, or
`ABSENT`. Functions of CloudFormation that could be worked out are gone; what is left inside of lists and mappings is
not worked out yet: `Template.alternatives` does so for one value at a time.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple

Path = tuple[str | int, ...]
"""Where a value stands inside a template: `("Resources", "GetRoute", "Properties", "RouteKey")`."""


class Absent(enum.Enum):
    """What is not there, or is `AWS::NoValue`."""

    ABSENT = enum.auto()


ABSENT: Final = Absent.ABSENT


class Reference(NamedTuple):
    """`!Ref Orders`, or with an attribute `!GetAtt Orders.Arn`: only the deployment knows what it is."""

    name: str
    attribute: str = ""


class Unknown(NamedTuple):
    """What another stack or another service knows, such as an import. Two that are written alike are the same."""

    written: str


Part = str | Reference | Unknown


class Text(NamedTuple):
    """A text that is not known as a whole: two parts at least, no two literals beside each other."""

    parts: tuple[Part, ...]


class Fact(NamedTuple):
    """What must be so for a value to be this one: a condition holds or not, or a parameter has a value."""

    kind: Literal["condition", "parameter"]
    name: str
    value: bool | str


Facts = frozenset[Fact]
ALWAYS: Final[Facts] = frozenset()


class Value(NamedTuple):
    """A value, where it stands in the template, and when it is this one."""

    value: Any
    path: Path
    given: Facts = ALWAYS

    @property
    def text(self) -> str | None:
        """The value as CloudFormation hands it over, if it is a text or a number that is known."""
        return literal(self.value)

    @property
    def beginning(self) -> str:
        """What is known of the start of a text; empty if nothing is."""
        first, *_ = parts(self.value) or ("",)
        return first if isinstance(first, str) else ""

    @property
    def is_known(self) -> bool:
        """Whether nothing of it is left to the deployment; what stands inside a list or a mapping is not looked at."""
        return not isinstance(self.value, (Reference, Unknown, Text))

    @property
    def number(self) -> float | None:
        """The value as a number, if it is one or is written as one."""
        try:
            return None if isinstance(self.value, bool) or self.text is None else float(self.text)
        except ValueError:
            return None

    @property
    def truth(self) -> bool | None:
        """The value as true or false, if it is one or is written as one."""
        return {"true": True, "false": False}.get(self.text or "")


def literal(value: Any) -> str | None:
    """Return a text, a number or a truth value as the text that CloudFormation makes of it; None for all else."""
    match value:
        case bool():
            return str(value).lower()
        case str() | int() | float():
            return str(value)
    return None


def parts(value: Any) -> tuple[Part, ...] | None:
    """Return what a text is put together from; None if it is no text at all."""
    match value:
        case Text():
            return value.parts
        case Reference() | Unknown():
            return (value,)
    known = literal(value)
    return None if known is None else (known,)


def known_text(value: Any, instead: str) -> str:
    """Return what is known of a text, with something instead of each part that is not; empty if it is no text."""
    return "".join(part if isinstance(part, str) else instead for part in parts(value) or ())


def joined(found: Iterable[Part]) -> Part | Text:
    """Return the text of these parts: a plain one if all are known, or the one part that there is."""
    flat: list[Part] = []
    for part in found:
        if isinstance(part, str) and flat and isinstance(flat[-1], str):
            flat[-1] += part
        elif part != "":
            flat.append(part)
    return Text(tuple(flat)) if len(flat) > 1 else (flat[0] if flat else "")


def shown(value: Any) -> str:
    """Return a value for a message, as people write it: `GET /`, `!Ref Orders`, `${Orders.Arn}/*`."""
    match value:
        case Reference(name, ""):
            return f"!Ref {name}"
        case Reference(name, attribute):
            return f"!GetAtt {name}.{attribute}"
        case Text(found):
            return "".join(map(_in_text, found))
        case Unknown(written):
            return written
        case Absent():
            return "nothing"
    known = literal(value)
    return str(value) if known is None else known


def _in_text(part: Part) -> str:
    match part:
        case Reference(name, ""):
            return f"${{{name}}}"
        case Reference(name, attribute):
            return f"${{{name}.{attribute}}}"
        case Unknown(written):
            return written
    return part


_PLACE: Final = re.compile(r"\$\{(!?)([^}]*)\}")


def in_sub(template: str) -> Iterator[tuple[str, str]]:
    """Yield what a `Sub` is made of: `("text", literal)` or `("name", what stands in ${})`.

    `${!Name}` is the literal `${Name}`.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
    """
    end = 0
    for place in _PLACE.finditer(template):
        yield "text", template[end : place.start()]
        yield ("text", f"${{{place[2]}}}") if place[1] else ("name", place[2].strip())
        end = place.end()
    yield "text", template[end:]


def is_generated(mapping: Mapping[Any, Any]) -> bool:
    """Say whether a transform or a loop puts more into a mapping than is written there."""
    return any(str(key).startswith(("Fn::Transform", "Fn::ForEach")) for key in mapping)
