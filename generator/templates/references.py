"""References: what `!Ref`, `!GetAtt` and `!Sub` name must be in the template, or the deployment fails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.errors import Problem, SpecError, did_you_mean
from generator.spec.api import ApiSpec
from generator.spec.references import references


def check(spec: ApiSpec, body: Mapping[str, Any]) -> None:
    """Raise SpecError with every reference of the spec that leads to nothing in its template.

    A transform may add anything, and a loop has names of its own: then only the deployment can tell.
    """
    if "Transform" in body or any(name.startswith("Fn::") for name in body["Resources"]):
        return
    known = [*body["Resources"], *body.get("Parameters", {})]
    problems = [
        Problem(path, f"there is no resource and no parameter {name}{did_you_mean(name, known)}")
        for path, name in dict.fromkeys(references(spec))
        if name not in known and not name.startswith("AWS::")
    ]
    if problems:
        raise SpecError(problems)
