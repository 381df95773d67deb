"""Short specs of HTTP APIs -> CloudFormation templates.

`ApiSpec` and `assemble` are the Python API: build a spec in Python, and work on the troposphere Template before it is
rendered. They are imported when first used, so that the command line stays fast.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.errors import GeneratorError, SpecError
    from generator.spec.api import ApiSpec
    from generator.templates import assemble

__all__ = ["ApiSpec", "GeneratorError", "SpecError", "assemble"]

_HOMES = {
    "ApiSpec": "generator.spec.api",
    "GeneratorError": "generator.errors",
    "SpecError": "generator.errors",
    "assemble": "generator.templates",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
