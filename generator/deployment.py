"""Deployment: the calls of the real AWS CLI that bring a committed template to an account, or to the emulator."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from generator import aws_cli, names, stack_parameters
from generator.buckets import Bucket
from generator.capabilities import capabilities
from generator.errors import DeployError
from generator.flavours import Flavour
from generator.http_api import quotas
from generator.http_api.route_keys import DEFAULT, RouteKey
from generator.packages import packages
from generator.pipeline import Generated, Template, parameter_overrides
from generator.spec.api import ApiSpec
from generator.translation import is_of_sam

_BEGINNINGS: Final = ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS")


@dataclass(frozen=True)
class Deployment:
    """One stack to deploy. `packages` are the paths of its zips; `parameters` are `Key=Value`.

    `text` is that of a template which is not committed, and so is written before it is deployed.
    """

    stack: str
    template: Path
    body: dict[str, Any]
    text: str | None = None
    bucket: str | None = None
    packages: tuple[Path, ...] = ()
    parameters: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def upload_command(self, package: Path) -> list[str]:
        return ["aws", "s3", "cp", "--only-show-errors", package.as_posix(), f"s3://{self.bucket}/{package.name}"]

    def deploy_command(self) -> list[str]:
        command = ["aws", "cloudformation", "deploy", "--stack-name", self.stack]
        command += ["--template-file", self.template.as_posix(), "--no-fail-on-empty-changeset"]
        command += ["--capabilities", *capabilities(self.body)]
        if self.bucket:
            command += ["--s3-bucket", self.bucket]
        overrides = list(self.parameters)
        if names.CODE_BUCKET in self.body.get("Parameters", {}) and self.packages:
            overrides.append(f"{names.CODE_BUCKET}={self.bucket}")
        return command + (["--parameter-overrides", *overrides] if overrides else [])


def plan(
    generated: Generated,
    *,
    stack: str | None,
    bucket: str | None,
    parameter_set: str | None,
    parameters: Sequence[str] = (),
    flavour: Flavour | None = None,
) -> Deployment:
    """Return the deployment of a generated template; the stack is named after the API unless told otherwise.

    `parameters` are `Name=Value`, and win over those of the set. Raises DeployError if there is no such set, parameter
    or flavour, if a value is not allowed, or if a bucket is needed and none is named.
    """
    spec = generated.loaded.spec
    committed = template_of(generated, flavour)
    template = committed
    if is_of_sam(committed.body):
        from generator.packaged_template import packaged  # most have no local code

        template = packaged(committed, spec, bucket or "")
    values = stack_parameters.values(generated, template.body, parameter_set, parameters)
    deployment = Deployment(
        stack=stack or spec.name,
        template=template.path,
        body=template.body,
        text=None if template is committed else template.text,
        bucket=bucket,
        packages=tuple(packages(spec)),
        parameters=tuple(parameter_overrides(values)),
    )
    _require_bucket(deployment, len(template.text.encode()))
    return deployment


def template_of(generated: Generated, flavour: Flavour | None) -> Template:
    """Return the template of a flavour, by default the plain one, or SAM's where the spec wants that alone.

    Raises DeployError if the spec does not want this flavour.
    """
    if flavour is None:
        return generated.template
    if flavour not in generated.templates:
        raise DeployError(
            f"{generated.loaded.source.file}: flavours: has no {flavour} (got {', '.join(generated.templates)}): "
            "add it, then httpapi generate"
        )
    return generated.templates[flavour]


def require_values(deployment: Deployment) -> None:
    """Raise DeployError, with all of them, if a new stack would lack values; one that exists keeps what it has."""
    missing = stack_parameters.missing(deployment.body, deployment.parameters)
    if missing and _is_new(deployment):
        values = " ".join(f"--parameter {name}=..." for name in missing)
        raise DeployError(
            f"{deployment.stack} is a new stack, and these parameters have no default: {', '.join(missing)}; "
            f"name a parameter set that has them, or write {values}"
        )


def _is_new(deployment: Deployment) -> bool:
    result = _run(deployment, ["aws", "cloudformation", "describe-stacks", "--stack-name", deployment.stack])
    return "does not exist" in result.stderr


def _require_bucket(deployment: Deployment, template_bytes: int) -> None:
    if deployment.bucket:
        return
    if deployment.packages:
        raise DeployError(f"{deployment.stack} has packaged code: name a bucket for it with --bucket")
    if template_bytes > quotas.TEMPLATE_BODY_BYTES:
        raise DeployError(
            f"{deployment.template} has {template_bytes:,} bytes; without a bucket CloudFormation takes "
            f"{quotas.TEMPLATE_BODY_BYTES:,}: name one with --bucket"
        )


def make_bucket(deployment: Deployment) -> None:
    """Create the deployment's bucket unless it exists."""
    Bucket(str(deployment.bucket), deployment.environment).make()


def is_uploaded(deployment: Deployment, package: Path) -> bool:
    """Say whether the bucket has the package: its name is its content."""
    command = ["aws", "s3api", "head-object", "--bucket", str(deployment.bucket), "--key", package.name]
    return _run(deployment, command).returncode == 0


def upload(deployment: Deployment, package: Path) -> None:
    """Put a package into the bucket.

    Raises DeployError with the AWS CLI's words.
    """
    _succeed(deployment, deployment.upload_command(package))


def deploy(deployment: Deployment) -> dict[str, str]:
    """Deploy the stack and return its outputs by name.

    What the CLI says meanwhile goes to standard output: it may take minutes. Raises DeployError with the CLI's words
    and the reasons of the resources that failed.
    """
    result = _run(deployment, deployment.deploy_command(), stdout=None)
    if result.returncode:
        # If not even a change set could be made, the stack's events are those of earlier deployments.
        was_executed = "Failed to create/update the stack" in result.stderr
        raise DeployError("\n".join([aws_cli.failure(result), *(_reasons(deployment) if was_executed else [])]))
    return outputs(deployment)


def outputs(deployment: Deployment) -> dict[str, str]:
    """Return the outputs of the deployed stack by name."""
    command = ["aws", "cloudformation", "describe-stacks", "--stack-name", deployment.stack, "--output", "json"]
    stack = json.loads(_succeed(deployment, command))["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def example_call(spec: ApiSpec, url: str) -> str:
    """Return a curl line that tries the API, and rather reads than changes."""
    key = min(spec.routes, key=_preference)
    path = "/".join(segment.variable or segment.text for segment in key.segments).replace("'", "%27")
    match key.method:
        case None | "GET" | "ANY":
            options = "-i"
        case "HEAD":
            options = "-I"
        case method:
            options = f"-i -X {method}"
    return f"curl {options} '{url.rstrip('/')}/{path}'"


def _preference(key: RouteKey) -> int:
    """Rank the routes to try: a plain GET, the catch-all, a GET with variables, and only then anything else."""
    reads = key.method in ("GET", "ANY")
    if reads and not any(segment.variable for segment in key.segments):
        return 0
    return 1 if str(key) == DEFAULT else 2 if reads else 3


def _reasons(deployment: Deployment) -> list[str]:
    """Return why resources failed in the newest operation, oldest first; empty if that cannot be learnt."""
    command = ["aws", "cloudformation", "describe-stack-events", "--stack-name", deployment.stack, "--output", "json"]
    result = _run(deployment, command)
    if result.returncode:
        return []
    failed = [
        f"{event['LogicalResourceId']} ({event['ResourceType']}): {event['ResourceStatusReason']}"
        for event in _newest_operation(json.loads(result.stdout)["StackEvents"])
        if event.get("ResourceStatus", "").endswith("_FAILED") and event.get("ResourceStatusReason")
    ]
    return list(dict.fromkeys(reversed(failed)))


def _newest_operation(events: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the events, newest first, back to where the stack itself began to be created or updated."""
    for event in events:
        yield event
        if event["PhysicalResourceId"] == event["StackId"] and event["ResourceStatus"] in _BEGINNINGS:
            return


def _succeed(deployment: Deployment, command: list[str]) -> str:
    result = _run(deployment, command)
    if result.returncode:
        raise DeployError(aws_cli.failure(result))
    return result.stdout


def _run(deployment: Deployment, command: list[str], stdout: int | None = aws_cli.PIPE) -> aws_cli.Result:
    return aws_cli.run(command, deployment.environment, stdout)
