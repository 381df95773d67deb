"""ARNs: what a resource of the same template gives where one is needed, and that it is of the right kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from generator import names
from generator.aws_iam.known_arns import KNOWN_ARNS, no_arn_problem
from generator.errors import Problem, SpecPath
from generator.spec import resolved
from generator.spec.destinations import targets
from generator.spec.raw import raw_type
from generator.spec.references import named

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks
    from generator.spec.functions import FunctionSpec
    from generator.spec.integrations import IntegrationSpec


# IAM refuses a statement without a resource, and `!Sub` a variable without a value.
NOTHING: Final = "may be nothing, and is refused when it is deployed then: give an ARN in either case"


_FUNCTION = ("a function", ("AWS::Lambda::Function", "AWS::Lambda::Alias", "AWS::Lambda::Version",
                            "AWS::Serverless::Function"))  # fmt: skip
_ROLE = ("a role", ("AWS::IAM::Role",))
_MANAGED_POLICY = ("a managed policy", ("AWS::IAM::ManagedPolicy",))
_DESTINATION = ("a destination", tuple(KNOWN_ARNS))  # the check of `destinations` says which it may be
_CERTIFICATE = ("a certificate", ("AWS::CertificateManager::Certificate",))
# By the name of a field: what stands there, and of which types it may be.
_PLACES: dict[str, tuple[str, tuple[str, ...]]] = {
    "credentials_arn": _ROLE,
    "function_arn": _FUNCTION,
    "listener": ("a listener", ("AWS::ElasticLoadBalancingV2::Listener",)),
    "service": ("a service in Cloud Map", ("AWS::ServiceDiscovery::Service",)),
    "queue": ("a queue", ("AWS::SQS::Queue",)),
    "event_bus": ("an event bus", ("AWS::Events::EventBus",)),
    "state_machine": (
        "a state machine",
        (
            "AWS::StepFunctions::StateMachine",
            "AWS::StepFunctions::StateMachineAlias",
            "AWS::StepFunctions::StateMachineVersion",
            "AWS::Serverless::StateMachine",
        ),
    ),
    "stream": ("a stream", ("AWS::Kinesis::Stream",)),
    "role": _ROLE,
    "managed_policy_arns": _MANAGED_POLICY,
    "permissions_boundary": _MANAGED_POLICY,
    "kms_key_arn": ("a KMS key", ("AWS::KMS::Key", "AWS::KMS::ReplicaKey")),
    "layers": ("a layer", ("AWS::Lambda::LayerVersion",)),
    "file_system_configs": ("an access point", ("AWS::EFS::AccessPoint",)),
    "code_signing_config": ("a code signing configuration", ("AWS::Lambda::CodeSigningConfig",)),
    "signing_profile_version_arns": ("a version of a signing profile", ("AWS::Signer::SigningProfile",)),
    "target_arn": _DESTINATION,
    "destination": _DESTINATION,
    "certificate_arn": _CERTIFICATE,
    "ownership_verification_certificate_arn": _CERTIFICATE,
}


def arns_are_arns(spec: ApiSpec) -> Iterator[Problem]:
    """`!Ref` of a queue is its URL, of a stream its name: what is an ARN for some types is not for others."""
    for path, arn in _arns(spec):
        if problem := problem_of(str(path[-1]), arn, spec):
            yield Problem(path, problem)
    yield from dict.fromkeys(  # what defaults say is said once
        Problem(path, problem) for path, field, arn in _of_functions(spec) if (problem := problem_of(field, arn, spec))
    )


def _arns(spec: ApiSpec) -> Iterator[tuple[SpecPath, Any]]:
    """Yield whatever must be an ARN, and where it stands; those of topics and log groups are looked at elsewhere."""
    for path, integration, _ in resolved.written_integrations(spec):
        for field, arn in _of_integration(integration):
            yield (*path, *field), arn
    for name, authorizer in spec.authorizers.items():
        for option in ("function_arn", "credentials_arn"):
            yield ("authorizers", name, option), getattr(authorizer, option)
    for name, domain in spec.all_domains.items():
        for option in ("certificate_arn", "ownership_verification_certificate_arn"):
            yield (*resolved.domain_path(name), option), getattr(domain, option)


def _of_functions(spec: ApiSpec) -> Iterator[tuple[SpecPath, str, Any]]:
    """Yield what must be an ARN in the settings of functions, where it stands, and what it is for."""
    for name, function in spec.functions.items():
        for (setting, *rest), field, arn in _of_settings(function):
            yield (*resolved.setting_path(name, function, str(setting)), *rest), field, arn


def _of_settings(function: FunctionSpec) -> Iterator[tuple[SpecPath, str, Any]]:
    yield ("kms_key_arn",), "kms_key_arn", function.kms_key_arn
    for number, layer in enumerate(function.layers):
        yield ("layers", number), "layers", layer
    for number, each in enumerate(function.file_system_configs):
        yield ("file_system_configs", number, "arn"), "file_system_configs", each.arn
    if signing := function.code_signing_config:
        yield ("code_signing_config", "arn"), "code_signing_config", signing.arn
        for number, profile in enumerate(signing.signing_profile_version_arns or []):
            yield (
                ("code_signing_config", "signing_profile_version_arns", number),
                "signing_profile_version_arns",
                profile,
            )
    for target in targets(function):
        yield (*target.path, target.field), target.field, target.arn


def _of_integration(integration: IntegrationSpec) -> Iterator[tuple[SpecPath, Any]]:
    yield ("credentials_arn",), integration.credentials_arn
    yield ("function_arn",), integration.function_arn
    if integration.private:
        yield ("private", "listener"), integration.private.listener
        yield ("private", "service"), integration.private.service
    if integration.is_service and (field := integration.backend.RESOURCE[0]):
        yield (integration.kind, field), integration.backend.resource


def problem_of(field: str, arn: object, spec: ApiSpec) -> str | None:
    """Say what is wrong with the ARN in a field, such as `queue` or `permissions_boundary`."""
    what, types = _PLACES[field]
    return wrong_kind(arn, spec, what, types) or no_arn(arn, spec)


def wrong_kind(arn: object, spec: ApiSpec, what: str, types: tuple[str, ...]) -> str | None:
    """Say that what an ARN names in the template is of another type than it may be, if it is."""
    source = named(arn)
    resource_type = type_of(source.logical_id, spec) if source else None
    if source is None or resource_type not in KNOWN_ARNS or resource_type in types:
        return None  # a parameter, an import, or a type of which nothing is known here
    return f"must be the ARN of {what}: {source.logical_id} is an {resource_type}"


def no_arn(arn: object, spec: ApiSpec) -> str | None:
    """Say what to write for a `!Ref` or a `!GetAtt` that is not the ARN of what it names."""
    source = named(arn)
    resource_type = type_of(source.logical_id, spec) if source else None
    return no_arn_problem(*source, resource_type) if source and resource_type else None


def type_of(resource: str, spec: ApiSpec) -> str | None:
    """Return the type of a resource that is known: of the raw section, or a function or its role."""
    for name in spec.functions:
        if resource in (names.function(name), names.role(name)):
            return "AWS::Lambda::Function" if resource == names.function(name) else "AWS::IAM::Role"
    return raw_type(resource, spec)


CHECKS: Checks = ((arns_are_arns, set()),)
