"""The template of a product of AWS Service Catalog: the plain one, which asks for nothing but settings."""

from __future__ import annotations

from typing import Any

from generator import names
from generator.spec import resolved
from generator.spec.api import ApiSpec
from generator.spec.references import plain
from generator.templates import cloudformation


def body_of(spec: ApiSpec) -> dict[str, Any]:
    """Return the plain template in which packaged code is in the product's own bucket.

    Raises SpecError if the raw section or the overrides do not fit what was built.
    """
    body: dict[str, Any] = cloudformation.assemble(spec).to_dict()
    parameters = {name: each for name, each in body.pop("Parameters", {}).items() if name != names.CODE_BUCKET}
    whole = {**({"Parameters": parameters} if parameters else {}), **body}
    template: dict[str, Any] = _in_bucket(whole, plain(resolved.product_bucket(spec)))
    return template


def _in_bucket(value: Any, bucket: Any) -> Any:
    """Return plain data in which the bucket stands in the place of the parameter."""
    if value == {"Ref": names.CODE_BUCKET}:
        return bucket
    if isinstance(value, dict):
        return {key: _in_bucket(item, bucket) for key, item in value.items()}
    return [_in_bucket(item, bucket) for item in value] if isinstance(value, list) else value
