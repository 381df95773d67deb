"""Route keys: `$default`, or a method and a path such as `GET /orders/{id}`; which are valid, and which collide.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

DEFAULT = "$default"
METHODS = ("ANY", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")

_VARIABLE = re.compile(r"\{([A-Za-z0-9._-]+)(\+?)\}")
_NOT_IN_A_PATH = set(' {}?#"')


class Segment(NamedTuple):
    """What stands between two slashes: a literal, `{variable}` or `{greedy+}`."""

    text: str

    @property
    def variable(self) -> str | None:
        """The variable's name, or None for a literal."""
        match = _VARIABLE.fullmatch(self.text)
        return match[1] if match else None

    @property
    def greedy(self) -> bool:
        return self.text.endswith("+}")

    @property
    def anonymous(self) -> str:
        """The segment without a variable's name: `{id}` -> `{}`, `{proxy+}` -> `{+}`, `orders` -> `orders`"""
        if self.variable is None:
            return self.text
        return "{+}" if self.greedy else "{}"


class RouteKey(NamedTuple):
    """A valid route key. `method` is None and `segments` are empty for `$default`."""

    method: str | None
    segments: tuple[Segment, ...]

    @classmethod
    def parse(cls, text: str) -> RouteKey:
        """Read `METHOD /path` or `$default`.

        Raises ValueError, with a message for the user, if it is neither.
        """
        if text == DEFAULT:
            return cls(None, ())
        method, path = _split(text)
        segments = tuple(Segment(part) for part in path[1:].split("/")) if path != "/" else ()
        _check_segments(segments)
        return cls(method, segments)

    @property
    def path(self) -> str:
        return "/" + "/".join(segment.text for segment in self.segments)

    @property
    def variables(self) -> dict[tuple[str, ...], Segment]:
        """The variables by their place: the path down to them without names, `("orders", "{}")`.

        All routes of an API must have one name for one place, whatever the method; API Gateway answers 409 `has a
        conflicting variable on the same hierarchical level` (plutomi/plutomi#271). A greedy variable and a plain one
        may stand at the same place.
        """
        places = [segment.anonymous for segment in self.segments]
        return {tuple(places[: depth + 1]): segment for depth, segment in enumerate(self.segments) if segment.variable}

    @property
    def anonymous(self) -> str:
        """The key without the names of its variables: `GET /orders/{}`; two equal ones are the same route."""
        return str(RouteKey(self.method, tuple(Segment(s.anonymous) for s in self.segments)))

    def __str__(self) -> str:
        return DEFAULT if self.method is None else f"{self.method} {self.path}"


class Collision(NamedTuple):
    """Two route keys that cannot stand in one API, and why."""

    key: RouteKey
    other: RouteKey
    reason: str


def collisions(keys: Iterable[RouteKey]) -> Iterator[Collision]:
    """Yield each key that cannot stand beside an earlier one, because a variable has another name there."""
    first_named: dict[tuple[str, ...], tuple[Segment, RouteKey]] = {}
    for key in keys:
        for place, segment in key.variables.items():
            named, other = first_named.setdefault(place, (segment, key))
            if named != segment:
                yield Collision(key, other, f"{segment.text} stands where '{other}' has {named.text}")
                break


def _split(text: str) -> tuple[str, str]:
    method, _, path = text.partition(" ")
    if method not in METHODS:
        hint = f"; write {method.upper()} in upper case" if method.upper() in METHODS else ""
        raise ValueError(
            f"must be $default, or a method and a path such as GET /orders/{{id}}; methods are "
            f"{', '.join(METHODS)}{hint}"
        )
    if not path.startswith("/"):
        raise ValueError(f"the path must begin with /, as in {method} /orders")
    if path != "/" and path.endswith("/"):
        raise ValueError(f"the path must not end with /: write {method} {path.rstrip('/') or '/'}")
    return method, path


def _check_segments(segments: tuple[Segment, ...]) -> None:
    names: set[str] = set()
    for segment in segments:
        name = segment.variable
        if name is None:
            _check_literal(segment.text)
        elif name in names:
            raise ValueError(f"the variable {{{name}}} stands twice in the path")
        elif segment.greedy and segment is not segments[-1]:
            raise ValueError(
                f"{segment.text} must be the last part of the path: a greedy variable takes all that follows"
            )
        else:
            names.add(name)


def _check_literal(text: str) -> None:
    if not text:
        raise ValueError("the path has an empty part (//)")
    if text.startswith(":") and text[1:].isidentifier():
        raise ValueError(f"'{text}' would be taken to the letter: a variable is written {{{text[1:]}}}")
    if "{" in text or "}" in text:
        raise ValueError(
            f"'{text}': a variable is a whole part of the path, {{name}} or, at its end, {{name+}}, "
            "with a name of letters, digits, '.', '_' and '-'"
        )
    if not (text.isascii() and text.isprintable()) or _NOT_IN_A_PATH & set(text):
        raise ValueError(f"'{text}' has a character that cannot stand in a path: percent-encode it")
