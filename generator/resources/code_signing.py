"""Code signing: whose signatures a function's code must have."""

from __future__ import annotations

from collections.abc import Iterator

from troposphere.awslambda import AllowedPublishers, CodeSigningConfig, CodeSigningPolicies

from generator import names
from generator.resources.element import Element, given, tag_list
from generator.spec.api import ApiSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield a CodeSigningConfig per function that names signing profiles."""
    for name, function in spec.functions.items():
        config = function.code_signing_config
        if config and config.signing_profile_version_arns:
            yield CodeSigningConfig(
                names.code_signing_config(name),
                AllowedPublishers=AllowedPublishers(SigningProfileVersionArns=config.signing_profile_version_arns),
                CodeSigningPolicies=CodeSigningPolicies(
                    UntrustedArtifactOnDeployment=config.untrusted_artifact_on_deployment
                ),
                **given(Tags=tag_list({**spec.tags, **function.tags})),
            )
