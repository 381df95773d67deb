"""`httpapi deploy` and `httpapi stop-local`."""

from __future__ import annotations

import argparse
import shlex
from dataclasses import replace

from generator import deployment, emulator, names, output, packages, pipeline
from generator.arguments import OUT
from generator.commands.package import build_all
from generator.commands.progress import check
from generator.commands.specs import spec_of
from generator.commands.typed import prefix, this_command
from generator.deployment import Deployment
from generator.emulator import Emulator
from generator.errors import OutputError
from generator.pipeline import Generated

LOCAL_BUCKET = "httpapi-code"  # in the emulator


def deploy(options: argparse.Namespace) -> int:
    (generated,) = pipeline.generate([pipeline.load_api(spec_of(options.api))], OUT)
    require_current(generated)
    check([generated])
    bucket = options.bucket or (LOCAL_BUCKET if options.local else None)
    plan = deployment.plan(
        generated,
        stack=options.stack,
        bucket=bucket,
        parameter_set=options.parameters,
        parameters=options.parameter,
        flavour=options.flavour,
    )
    if options.dry_run:
        return _show_commands(plan, options.api, local=options.local)
    build_all(packages.packages(generated.loaded.spec))
    local = emulator_at_work() if options.local else None
    if local:
        plan = replace(plan, environment=local.environment)
    deployment.require_values(plan)
    if local:
        deployment.make_bucket(plan)
    for path in plan.packages:
        if not deployment.is_uploaded(plan, path):
            print(f"uploading {path.name}", flush=True)
            deployment.upload(plan, path)
    if plan.text is not None:
        output.write(plan.template, plan.text.encode())
    _tell_url(generated, deployment.deploy(plan), local)
    return 0


def require_current(generated: Generated) -> None:
    """What is deployed is what was committed and reviewed."""
    stale = [each for each in output.compare(generated.files, None) if each.state != "current"]
    if stale:
        lines = [f"{each.state}: {each.path.as_posix()}" for each in stale]
        raise OutputError("\n".join([*lines, "generate and review it first: httpapi generate"]))


def _show_commands(plan: Deployment, api: str, *, local: bool) -> int:
    """Print the commands as they can be typed; those for the emulator with what keeps them from reaching AWS.

    A template that is not committed is written by a command of ours.
    """
    if plan.text is not None:
        print(shlex.join([this_command(), "package", api, "--bucket", str(plan.bucket)]))
    for command in [*map(plan.upload_command, plan.packages), plan.deploy_command()]:
        print(shlex.join([*prefix(local=local), *command]))
    return 0


def emulator_at_work() -> Emulator:
    running = emulator.running()
    if running is None:
        running = emulator.start()
        print(
            f"started the emulator at {running.url} (process {running.pid}); end it with: {this_command()} stop-local"
        )
    return running


def _tell_url(generated: Generated, outputs: dict[str, str], local: Emulator | None) -> None:
    spec = generated.loaded.spec
    url = outputs[names.API_URL_OUTPUT]
    if local:
        main = next(iter(spec.all_stages.values()))
        url = local.invoke_url(outputs[names.API_ID_OUTPUT], main.name)
    print(url)
    print(deployment.example_call(spec, url))


def stop_local(options: argparse.Namespace) -> int:
    stopped = emulator.stop()
    print(f"stopped the emulator (process {stopped.pid})" if stopped else "no emulator is running")
    return 0
