"""Code signing: a function takes no code but what was signed with these profiles."""

from typing import Annotated, Literal

from pydantic import Field

from generator.spec.base import Arn, SpecModel


class CodeSigningConfig(SpecModel):
    """A configuration that there is, or signing profiles for one that is made."""

    arn: Arn | None = None
    signing_profile_version_arns: Annotated[list[Arn], Field(min_length=1)] | None = None
    untrusted_artifact_on_deployment: Literal["Warn", "Enforce"] | None = None
