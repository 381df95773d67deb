"""Rules of template constraints: the functions that they know.

https://docs.aws.amazon.com/servicecatalog/latest/adminguide/intrinsic-function-reference-rules.html
"""

from collections.abc import Iterator
from typing import Any, Final

from generator.syntax import is_intrinsic

FUNCTIONS: Final = frozenset(
    {
        "Ref", "Fn::And", "Fn::Contains", "Fn::EachMemberEquals", "Fn::EachMemberIn", "Fn::Equals", "Fn::Not",
        "Fn::Or", "Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll",
    }
)  # fmt: skip
_OF_VALUES: Final = ("Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll", "Ref")
TRUTH: Final = FUNCTIONS - set(_OF_VALUES)
"""Those that say whether something is so, as a condition and an assertion do."""


def functions(value: Any) -> Iterator[str]:
    """Yield the name of every function in plain data."""
    if isinstance(value, dict):
        if is_intrinsic(value):
            yield from value
        for item in value.values():
            yield from functions(item)
    elif isinstance(value, list):
        for item in value:
            yield from functions(item)


def parameters(value: Any) -> Iterator[str]:
    """Yield the name of every parameter that rules in plain data are about."""
    match value:
        case {"Ref": str(name)} if len(value) == 1:
            yield name
        case {"Fn::ValueOf": [str(name), *_]} if len(value) == 1:
            yield name
        case dict():
            for item in value.values():
                yield from parameters(item)
        case list():
            for item in value:
                yield from parameters(item)
