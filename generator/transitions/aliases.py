"""Aliases: others invoke a function by the ARN of its alias, which has the alias's name in it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.resource_types import FUNCTION
from generator.transitions.template import Template, Transition, text

ALIAS = "AWS::Lambda::Alias"


def removed(old: Template, new: Template) -> Iterator[Transition]:
    """The API follows a function to another alias by itself: the new permission is made before what invokes it changes.

    Without an alias nothing waits for the new permission.
    https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
    """
    after = new.of_type(ALIAS)
    followers = {text(each.get("FunctionName")): logical_id for logical_id, each in after.items()}
    for logical_id, alias in old.of_type(ALIAS).items():
        if logical_id in after:
            continue
        function = text(alias.get("FunctionName"))
        if function in followers:
            yield Transition(
                f"{logical_id} gives way to {followers[function]}",
                "whoever invokes the old alias outside of this stack is refused",
                "mend what names its ARN",
            )
        elif any(function == text({"Ref": name}) for name in new.of_type(FUNCTION)):
            yield Transition(
                f"{logical_id} is removed",
                "whoever invokes it outside of this stack is refused, and the API answers 500 until it may invoke the "
                "function itself",
                "keep the alias, or deploy while few call",
            )
