"""What a value of a template means, however it is written: plain data in which equal meaning is equal data.

Every function of CloudFormation stands in one form. A text that is put together is `{"Fn::Join": ["", [parts]]}`,
whether it was a `Sub` or a `Join`; if it has one part, it is that part. So `!Sub "${Orders.Arn}"` is
`{"Fn::GetAtt": ["Orders", "Arn"]}`.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from generator.syntax import is_intrinsic

NO_VALUE: Final = {"Ref": "AWS::NoValue"}
_WORD: Final = re.compile(r"[\w$*./:@+-]+")
_PLACE: Final = re.compile(r"\$\{(!?)([^}]*)\}")


class Unordered(list[Any]):
    """A list of which the order, and what stands in it twice, means nothing: it has each once, sorted."""

    def __init__(self, items: Iterable[Any]) -> None:
        once = {text(item): item for item in items}
        super().__init__(once[key] for key in sorted(once))


def meaning(value: Any) -> Any:
    """Return a value in the one form that all ways to write it have in common.

    What is `AWS::NoValue` is not there: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html
    """
    match value:
        case dict() if is_intrinsic(value):
            ((name, argument),) = value.items()
            return _function(name, argument)
        case dict():
            return {str(key): meaning(item) for key, item in value.items() if item != NO_VALUE}
        case list():
            return [meaning(item) for item in value if item != NO_VALUE]
    return _number(value)


def text(value: Any) -> str:
    """Return a text that two values have in common exactly if they are the same data: 1 is not "1", and not true."""
    return json.dumps(value, sort_keys=True)


def references(value: Any) -> Iterator[str]:
    """Yield every logical ID that a value in its one form refers to, and what conditions it names."""
    match value:
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), *_]} if len(value) == 1:
            yield name
        case dict():
            for item in value.values():
                yield from references(item)
        case list():
            for item in value:
                yield from references(item)


def in_branches(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return what `change` makes of a value, or of each branch of an `If`; other functions stay as they are."""
    match value:
        case {"Fn::If": [condition, *branches]} if len(value) == 1:
            return {"Fn::If": [condition, *(in_branches(branch, change) for branch in branches)]}
    return value if is_intrinsic(value) else change(value)


def by_case(value: Any) -> Any:
    """Return a value in its one form with its conditions outside, in the order of their names: what it is in each case.

    So `[!If [IsLarge, a, !Ref AWS::NoValue], b]` is `!If [IsLarge, [a, b], [b]]`.
    """
    condition = min(_conditions(value), default=None)
    if condition is None:
        return value
    then, otherwise = (by_case(meaning(_given(value, condition, holds))) for holds in (True, False))
    return then if text(then) == text(otherwise) else {"Fn::If": [condition, then, otherwise]}


def _conditions(value: Any) -> Iterator[str]:
    match value:
        case {"Fn::If": [str(condition), _, _]} if len(value) == 1:
            yield condition
            yield from _conditions(value["Fn::If"][1:])
        case dict():
            yield from _conditions(list(value.values()))
        case list():
            for item in value:
                yield from _conditions(item)


def _given(value: Any, condition: str, holds: bool) -> Any:
    """Return what a value is when a condition holds, or when it does not."""
    match value:
        case {"Fn::If": [name, then, otherwise]} if name == condition:
            return _given(then if holds else otherwise, condition, holds)
        case dict():
            return {key: _given(item, condition, holds) for key, item in value.items()}
        case list():
            return [_given(item, condition, holds) for item in value]
    return value


def parts(value: Any) -> list[Any]:
    """Return what a text is put together from; of anything else, the value alone."""
    match value:
        case {"Fn::Join": ["", list(found)]}:
            return found
    return [value]


def joined(found: Iterable[Any]) -> Any:
    """Return the text that is put together from parts in their one form."""
    flat: list[Any] = []
    for part in (inner for each in found for inner in parts(each)):
        if isinstance(part, str) and flat and isinstance(flat[-1], str):
            flat[-1] += part
        elif part != "":
            flat.append(part)
    if not flat:
        return ""
    return flat[0] if len(flat) == 1 else {"Fn::Join": ["", flat]}


def shown(value: Any) -> str:
    """Return a value in one line, for people: `live`, `!Ref Orders`, `!Sub "${Orders.Arn}/*"`, or as JSON."""
    match value:
        case None:
            return "nothing"
        case str() if _WORD.fullmatch(value):
            return value
        case {"Ref": str(name)} if len(value) == 1:
            return f"!Ref {name}"
        case {"Fn::GetAtt": [str(name), str(attribute)]}:
            return f"!GetAtt {name}.{attribute}"
        case {"Fn::Join": ["", list(found)]}:
            return f"!Sub {json.dumps(''.join(map(_in_sub, found)), ensure_ascii=False)}"
    return json.dumps(value, ensure_ascii=False)


def _in_sub(part: Any) -> str:
    match part:
        case str():
            return part.replace("${", "${!")
        case {"Ref": str(name)}:
            return f"${{{name}}}"
        case {"Fn::GetAtt": [str(name), str(attribute)]}:
            return f"${{{name}.{attribute}}}"
    return f"${{{json.dumps(part, ensure_ascii=False)}}}"


def _function(name: str, argument: Any) -> Any:
    match name, argument:
        case "Fn::GetAtt", str(path):
            return {name: [*path.split(".", 1)]}
        case "Fn::Sub", str(template):
            return joined(_sub(template, {}))
        case "Fn::Sub", [str(template), dict(variables)]:
            return joined(_sub(template, variables))
        case "Fn::Join", [str(delimiter), list(items)] if _is_plain_join(delimiter, items):
            return joined(_between(delimiter, map(meaning, items)))
    return {name: _argument(argument)}


def _argument(argument: Any) -> Any:
    """Return what a function is given: places count there, so that `AWS::NoValue` stays."""
    if isinstance(argument, list):
        return [_argument(item) for item in argument]
    return meaning(argument)


def _sub(template: str, variables: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the literals and references of a `Sub`; `${!Name}` is the literal `${Name}`."""
    end = 0
    for place in _PLACE.finditer(template):
        yield template[end : place.start()]
        end = place.end()
        yield f"${{{place[2]}}}" if place[1] else _variable(place[2].strip(), variables)
    yield template[end:]


def _variable(name: str, variables: Mapping[str, Any]) -> Any:
    if name in variables:
        value = meaning(variables[name])
        return value if isinstance(value, dict) else _literal(value)
    resource, dot, attribute = name.partition(".")
    return {"Fn::GetAtt": [resource, attribute]} if dot else {"Ref": name}


def _literal(value: Any) -> str:
    """Return what CloudFormation puts into a text for a number or a truth value."""
    return value if isinstance(value, str) else json.dumps(value)


def _is_plain_join(delimiter: str, items: list[Any]) -> bool:
    """Say whether each item is one text: what may be `AWS::NoValue` leaves its delimiter out as well."""
    return delimiter == "" or '"AWS::NoValue"' not in json.dumps(items)


def _between(delimiter: str, items: Iterable[Any]) -> Iterator[Any]:
    for index, item in enumerate(items):
        yield from (delimiter, item) if index else (item,)


def _number(value: Any) -> Any:
    """Return 2 for 2.0: JSON knows one kind of number."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
