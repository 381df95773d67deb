"""Code that something else puts somewhere: a template that names no version of it never changes with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.notes import Notes


def zips_without_version(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html"""
    for name, function in spec.functions.items():
        if function.s3 and function.s3.version is None:
            yield Problem(
                ("functions", name, "s3"),
                "names no version, so a new zip under the same key is not deployed: give each its own key, or say "
                "version",
            )


def moving_images(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/lambda/latest/dg/images-create.html"""
    for name, function in spec.functions.items():
        if function.image and function.image.is_moving:
            yield Problem(
                ("functions", name, "image"),
                "means whatever was pushed last, and a new image under the same URI is not deployed: name a tag of its "
                "own, or a digest",
            )


NOTES: Notes = (zips_without_version, moving_images)
