"""The templates that this project wrote and that were reviewed, as plain data: what mutations are made in."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, Final

from troposphere import encode_to_dict

from generator.spec.source import parse

_ROOT: Final = Path(__file__).parents[2]
ALL: Final[dict[str, Path]] = {
    f"{path.parent.name}/{path.name}": path
    for folder in (_ROOT / "templates_out", _ROOT / "tests/specs/templates_out")
    for path in sorted(folder.glob("*/*.yaml"))
}
"""By name: `cors/template.yaml`."""

GOLDENS: Final = {name: path for name, path in ALL.items() if "AWS::ApiGatewayV2::Api\n" in path.read_text()}
"""Those of APIs: products and sets of stacks have none."""


def template(name: str) -> dict[str, Any]:
    """Return a golden, functions in their long form; whoever asks may change it."""
    return deepcopy(_read(ALL[name]))


@cache
def _read(path: Path) -> dict[str, Any]:
    body = encode_to_dict(parse(path.read_text(), path.name).data)
    assert isinstance(body, dict)
    return _merged(body)


def _merged(body: dict[str, Any]) -> dict[str, Any]:
    """Write the Globals of SAM into the functions, as cfn-lint does before rules see a template."""
    common = body.pop("Globals", {}).get("Function", {})
    for resource in body["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"] = _together(common, resource.get("Properties", {}))
    return body


def _together(common: Any, own: Any) -> Any:
    """https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html"""
    if isinstance(common, dict) and isinstance(own, dict):
        return {
            **common,
            **{key: _together(common[key], value) if key in common else value for key, value in own.items()},
        }
    return [*common, *own] if isinstance(common, list) and isinstance(own, list) else own
