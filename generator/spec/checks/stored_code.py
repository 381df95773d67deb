"""Images: what they say themselves, functions of images cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from generator.errors import Problem
from generator.spec.functions import NOT_OF_IMAGES
from generator.spec.stored_code import NO_INLINE

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks

_WAY_OUT: Final = {
    "handler": "is what the image runs: leave it out, or say image.command",
    "runtime": "is part of the image: leave it out",
    "runtime_management_config": "is not for images, which hold their runtime: leave it out",
    "code_signing_config": "is not for images: leave it out, and sign the image itself with AWS Signer and Notation",
    "layers": "cannot be added to an image: put what they hold into the image",
    "inline": NO_INLINE,
}


def images_stand_alone(spec: ApiSpec) -> Iterator[Problem]:
    """What `defaults` say for all functions does not count for images."""
    for name, function in spec.functions.items():
        for field in FIELDS if function.image else ():
            if field in function.model_fields_set and getattr(function, field) not in (None, []):
                yield Problem(("functions", name, field), _WAY_OUT.get(field, "is not for images: leave it out"))


FIELDS: Final = sorted(NOT_OF_IMAGES)

CHECKS: Checks = ((images_stand_alone, set()),)
