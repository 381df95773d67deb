"""Code signing: a function takes no code but what was signed with these profiles.

https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from generator.spec.base import Arn, SpecModel, Value

FORMS = ("arn", "signing_profile_version_arns")


class CodeSigningConfig(SpecModel):
    """A configuration that there is, or signing profiles for one that is made.

    https://docs.aws.amazon.com/lambda/latest/api/API_CreateCodeSigningConfig.html
    """

    arn: Arn | None = None
    signing_profile_version_arns: Annotated[list[Arn], Field(min_length=1, max_length=20)] | None = None
    untrusted_artifact_on_deployment: Value[Literal["Warn", "Enforce"]] = "Enforce"

    @model_validator(mode="after")
    def _is_made_or_given(self) -> Self:
        if self.the_one_of(FORMS) == "arn" and "untrusted_artifact_on_deployment" in self.model_fields_set:
            raise ValueError(
                "untrusted_artifact_on_deployment belongs to the configuration that there is: leave it out"
            )
        return self
