"""Settings that most functions do without, and what a function's role must allow for them."""

from typing import Any

from generator.spec.functions import FunctionSpec


def setting_properties(name: str, function: FunctionSpec) -> dict[str, Any]:
    """Return the properties of a Function for the settings that it has."""
    return {}
