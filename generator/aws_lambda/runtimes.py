"""Lambda's runtimes: which there are, on which architectures, and how each names a handler.

cfn-lint knows when a runtime's time is over, and says so; here stands whatever may still run somewhere.
https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
"""

from __future__ import annotations

import re
from typing import Final

# https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html#lambda-CreateFunction-request-Runtime
RUNTIMES: Final = (
    "python3.7", "python3.8", "python3.9", "python3.10", "python3.11", "python3.12", "python3.13", "python3.14",
    "python3.15",
    "nodejs14.x", "nodejs16.x", "nodejs18.x", "nodejs20.x", "nodejs22.x", "nodejs24.x", "nodejs26.x",
    "java8", "java8.al2", "java8.al2023", "java11", "java11.al2023", "java17", "java17.al2023", "java21", "java25",
    "dotnet6", "dotnet8", "dotnet10",
    "ruby2.7", "ruby3.2", "ruby3.3", "ruby3.4", "ruby4.0",
    "go1.x", "provided", "provided.al2", "provided.al2023",
)  # fmt: skip

# Those on the first Amazon Linux, which has no arm64.
# https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html
X86_64_ONLY: Final = frozenset({"python3.7", "java8", "go1.x", "provided"})

_LANGUAGE: Final = re.compile(r"(python|nodejs|ruby|java|dotnet|provided)[0-9.]*(x|al2|al2023)?")

# What a function that does not say is called by; in these languages a file `app` with a function `handler`.
_BY_FILE: Final = ("python", "nodejs", "ruby")


def language(runtime: str) -> str | None:
    """`python3.14` -> `python`, `provided.al2023` -> `provided`; None for what is none of Lambda's languages."""
    match = _LANGUAGE.fullmatch(runtime)
    return match[1] if match else None


def default_handler(runtime: str, file: str = "app") -> str | None:
    """Return the handler of a function that does not say, or None if its language has no usual one."""
    spoken = language(runtime)
    if spoken in _BY_FILE:
        return f"{file}.handler"
    return "bootstrap" if spoken == "provided" else None
