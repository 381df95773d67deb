"""Code that stands in a template itself: CloudFormation puts it into a file named index, in Python or as CommonJS.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html
"""

from __future__ import annotations

from typing import Final

from generator.aws_lambda import handlers
from generator.aws_lambda.runtimes import language

SUFFIXES: Final = {"python": ".py", "nodejs": ".js"}
"""What the file's name ends with, by language; there are no others."""

_FILE: Final = "index"


def file_name(runtime: str) -> str | None:
    """`python3.14` -> `index.py`; None for a language of which no code can stand in a template."""
    suffix = SUFFIXES.get(language(runtime) or "")
    return suffix and _FILE + suffix


def has_file(handler: str) -> bool:
    """Say whether a handler names the file in which the code will stand."""
    return handler.startswith(f"{_FILE}.")


def is_es_module(text: str, runtime: str) -> bool:
    """Say whether Node.js will not be able to read the code, because it reads index.js as CommonJS."""
    return language(runtime) == "nodejs" and handlers.is_es_module(text)


def check(text: str, handler: str, runtime: str) -> None:
    """Raise HandlerError if the handler is not in the code, where the language allows to see it."""
    handlers.check(handler, runtime, {file_name(runtime) or _FILE: lambda: text})
