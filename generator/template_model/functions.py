"""The functions of a template: their code and their environment, in the words of Lambda or of SAM.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.resource_types import FUNCTIONS, SERVERLESS_FUNCTION
from generator.template_model.resource import Resource
from generator.template_model.template import Template
from generator.template_model.values import Value


class Variable(NamedTuple):
    """A variable in the environment of a function, with one of the values that it can have."""

    function: Resource
    name: str
    value: Value


def functions(template: Template) -> list[Resource]:
    return template.of_type(*FUNCTIONS)


def environment(function: Resource) -> Iterator[Variable]:
    """Yield the variables of a function with all that they can be."""
    for variables in function.values("Environment", "Variables"):
        for name, value in function.template.entries(variables):
            yield Variable(function, name, value)


def inline_codes(function: Resource) -> Iterator[Value]:
    """Yield all that the code can be that stands in the template; ABSENT if it is elsewhere."""
    keys = ("InlineCode",) if function.type == SERVERLESS_FUNCTION else ("Code", "ZipFile")
    return function.values(*keys)
