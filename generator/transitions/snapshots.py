"""Deployments by hand: a stage shows a snapshot, which is taken before CloudFormation deletes what is gone."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from generator.resource_types import ROUTE, STAGE
from generator.transitions.template import Template, Transition, listed


def removed_too_late(old: Template, new: Template) -> Iterator[Transition]:
    """What is removed stands in the snapshot of the very deployment that removes it, and stays reachable.

    The new deployment is created with everything else, and the old route is deleted in the cleanup after that
    (seen with REST APIs, where it is the same: pulumi/pulumi-aws#3683, aws/aws-cdk#14660).
    """
    removed = [_shown(old, name) for name in old.of_type(ROUTE) if name not in new.resources]
    for properties in new.of_type(STAGE).values() if removed else ():
        if properties.get("AutoDeploy") in (False, "false") and properties.get("StageName") in _names_of_stages(old):
            stage = shlex.quote(str(properties["StageName"]))
            yield Transition(
                f"{listed(removed)} {'is' if len(removed) == 1 else 'are'} removed, and the stage "
                f"{properties['StageName']} has auto_deploy: false",
                "its new deployment is made before routes are deleted, so the stage goes on answering there",
                f"after the deployment run aws apigatewayv2 create-deployment --api-id … --stage-name {stage}",
            )


def _shown(old: Template, logical_id: str) -> str:
    route = old.routes.get(logical_id)
    return str(route.key) if route else logical_id


def _names_of_stages(old: Template) -> list[object]:
    """Return the names of the stages that there were: a new one has nothing to go on answering."""
    return [properties.get("StageName") for properties in old.of_type(STAGE).values()]
