"""`httpapi publish`: a product, as a version that others launch."""

from __future__ import annotations

import argparse
import shlex
from dataclasses import replace
from pathlib import Path

from generator import output, packages, pipeline, publication
from generator.arguments import OUT
from generator.commands.deploy import emulator_at_work, require_current
from generator.commands.package import build_all
from generator.commands.progress import check
from generator.commands.specs import spec_of
from generator.commands.typed import prefix, this_command
from generator.pipeline import Generated
from generator.publication import Publication


def publish(options: argparse.Namespace) -> int:
    spec = spec_of(options.api)
    with output.locked(spec, lambda: print(f"waiting: {options.api} is being published already", flush=True)):
        return _publish_alone(options, spec)


def _publish_alone(options: argparse.Namespace, spec: Path) -> int:
    """What was published meanwhile is seen: everything is read, and written, under the lock."""
    generated = pipeline.generate(pipeline.load_all([spec]), OUT)[0]
    plan = publication.plan(generated, bucket=options.bucket, name=options.name, description=options.description)
    require_current(generated)
    check([generated])
    if options.dry_run:
        return _show_publication(plan, local=options.local)
    build_all(packages.packages(generated.loaded.spec))
    if options.local:
        plan = replace(plan, bucket=replace(plan.bucket, environment=emulator_at_work().environment))
        plan.bucket.make()
    for item in plan.objects:
        word = "uploaded" if publication.put(plan, item) else "current "
        print(f"{word}  {plan.bucket.url(item.key)}", flush=True)
    if options.local:
        print(f"unchanged {plan.ledger.as_posix()}: nobody launches from the emulator")
    elif _record(plan):
        _tell_what_is_next(plan, pipeline.generate(pipeline.load_all([spec]), OUT)[0])
    return 0


def _record(plan: Publication) -> bool:
    """Write the version into the ledger; return False if it is there already."""
    text = publication.recorded(plan)
    if text is None:
        print(f"current   {plan.version.name} in {plan.ledger.as_posix()}")
        return False
    output.write(plan.ledger, text.encode())
    print(f"published {plan.version.name} in {plan.ledger.as_posix()}")
    return True


def _tell_what_is_next(plan: Publication, generated: Generated) -> None:
    """Say how launchers get the version; with a name or description of its own the templates list it anew."""
    current = all(each.state == "current" for each in output.compare(generated.files, None))
    again = "" if current else "httpapi generate, which lists the version as you named it; then "
    print(f"Next: {again}commit {plan.ledger.as_posix()}, then deploy what offers the product:")
    for command in publication.deploy_commands(plan, generated):
        print(shlex.join(command))


def _show_publication(plan: Publication, *, local: bool) -> int:
    """Print the commands as they can be typed, and what follows them."""
    if len(plan.objects) > 1:
        print(shlex.join([this_command(), "package", plan.api]))
    for command in [*([plan.bucket.make_command()] if local else []), *map(plan.bucket.put_command, plan.objects)]:
        print(shlex.join([*prefix(local=local), *command]))
    if not local:
        print(f"# then {plan.version.name} in {plan.ledger.as_posix()} is {plan.version.template}")
    return 0
