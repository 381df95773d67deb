"""Asynchronous invocations: how often Lambda tries, and where the result goes.

API Gateway waits for its answers: this is for whatever else invokes a function.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from troposphere import Ref
from troposphere.awslambda import DestinationConfig, EventInvokeConfig, OnFailure, OnSuccess

from generator import names
from generator.resources.element import Element, given
from generator.spec.api import ApiSpec

if TYPE_CHECKING:
    from generator.spec import asynchronous

LATEST = "$LATEST"


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield an EventInvokeConfig per function that has one: of its alias, if there is one."""
    for name, function in spec.functions.items():
        if config := function.event_invoke_config:
            alias = function.auto_publish_alias
            yield EventInvokeConfig(
                names.event_invoke_config(name),
                **given(DependsOn=alias and names.function_alias(name, alias)),
                FunctionName=Ref(names.function(name)),
                Qualifier=alias or LATEST,
                **given(
                    MaximumEventAgeInSeconds=config.maximum_event_age_in_seconds,
                    MaximumRetryAttempts=config.maximum_retry_attempts,
                    DestinationConfig=_destinations(config),
                ),
            )


def _destinations(config: asynchronous.EventInvokeConfig) -> DestinationConfig | None:
    success, failure = config.on_success, config.on_failure
    found: dict[str, Any] = given(
        OnSuccess=success and OnSuccess(Destination=success.destination),
        OnFailure=failure and OnFailure(Destination=failure.destination),
    )
    return DestinationConfig(**found) if found else None
