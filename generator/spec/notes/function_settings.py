"""Notes on settings of functions: what they do not do, or do to a deployment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.errors import Problem

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.notes import Notes


def functions_may_be_off(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html"""
    for name, function in spec.functions.items():
        if function.reserved_concurrent_executions == 0:
            path = ("functions", name, "reserved_concurrent_executions")
            yield Problem(path, "0 turns the function off: every request to it fails")


def names_are_taken_once(spec: ApiSpec) -> Iterator[Problem]:
    for name, function in spec.functions.items():
        if isinstance(function.function_name, str):
            yield Problem(
                ("functions", name, "function_name"),
                "the template can be deployed once in a region of an account, and what replaces the function fails "
                f'while the name stays: leave it out, or write !Sub "${{AWS::StackName}}-{function.function_name}"',
            )


def asynchronous_is_not_the_api(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html"""
    invoked = {each.function for each in spec.all_integrations.values()}
    for name, function in spec.functions.items():
        for setting in ("dead_letter_queue", "event_invoke_config") if name in invoked else ():
            if setting in function.model_fields_set and getattr(function, setting):
                message = (
                    "API Gateway waits for the function's answer: this is for what else invokes it, without waiting"
                )
                yield Problem(("functions", name, setting), message)


def network_needs_a_way_out(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html"""
    for name, function in spec.functions.items():
        if function.vpc_config and "vpc_config" in function.model_fields_set:
            yield Problem(
                ("functions", name, "vpc_config"),
                "in a VPC, the function reaches the internet through a NAT gateway only, and services of AWS through "
                "one or through VPC endpoints",
            )


def zips_must_be_signed(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/signer/latest/developerguide/lambda-workflow.html"""
    for name, function in spec.functions.items():
        config = function.code_signing_config
        if config and function.code is not None and config.untrusted_artifact_on_deployment != "Warn":
            yield Problem(
                ("functions", name, "code_signing_config"),
                "httpapi package does not sign: have AWS Signer sign the zip under its key before it is deployed",
            )


NOTES: Notes = (
    functions_may_be_off,
    names_are_taken_once,
    asynchronous_is_not_the_api,
    network_needs_a_way_out,
    zips_must_be_signed,
)
