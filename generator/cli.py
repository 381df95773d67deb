"""The command `httpapi`: the only module that prints or exits.

Exit codes: 0 fine; 1 something in the user's files; 2 wrong usage. Each command imports what it needs and no more.
"""

from __future__ import annotations

import gc
import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NoReturn

from generator.arguments import OUT, parser
from generator.errors import GeneratorError

if TYPE_CHECKING:
    import argparse

    from generator.deployment import Deployment
    from generator.emulator import Emulator
    from generator.output import Comparison
    from generator.pipeline import Generated
    from generator.publication import Publication
    from generator.spec.code import Archive, Package

LOCAL_BUCKET = "httpapi-code"  # in the emulator
MANY = 10  # templates


def main() -> NoReturn:
    """Run the command line of this process, and end it.

    A short process need not collect garbage while it imports, look for pydantic's plugins, or take apart at its end
    what it has built: that would cost a tenth of its time.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _open_streams()
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # told already, as far as it could be
            stream.flush()
    os._exit(code)


def _open_streams() -> None:
    """Print whatever the terminal's encoding, and to nowhere if the shell closed a stream (`>&-`)."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 - open as long as the process lives
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    options = parser().parse_args(arguments)
    try:
        code = COMMANDS[options.command](options)
        sys.stdout.flush()
    except GeneratorError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        if error.filename is not None:
            raise
        # Without a name it is standard output, on a disk that is full; files of the user's have errors of their own.
        print(f"cannot print: {error.strerror}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def _generate(options: argparse.Namespace) -> int:
    from generator import output, pipeline

    generated = pipeline.generate(pipeline.load_all(options.specs or pipeline.find_specs()), options.out)
    for line in pipeline.notes(generated):
        print(line, file=sys.stderr)
    if options.lint:
        _check(generated)
    files = {path: text for each in generated for path, text in each.files.items()}
    compared = output.compare(files, None if options.specs else options.out)
    for line in pipeline.transitions(generated, compared):
        print(line, file=sys.stderr)
    if options.check or options.diff:
        return _show(compared, options.diff)
    output.replace(compared)
    _tell(generated, compared, options.lint)
    return 0


def _check(generated: list[Generated]) -> None:
    from generator import pipeline

    with _progress(len(generated)) as done:
        information = pipeline.check(generated, done)
    for line in information:
        print(line, file=sys.stderr)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    """Show on a terminal how far the check of several templates is; elsewhere the lines printed say it all.

    cfn-lint leaves much behind for each template, so that many of them are worth collecting garbage for.
    """
    if total > MANY:
        gc.enable()
    if total < 2 or not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("checking", total=total)
        yield lambda name: progress.update(task, advance=1, description=f"checked {name}")


def _show(compared: list[Comparison], as_diff: bool) -> int:
    stale = [each for each in compared if each.state != "current"]
    for each in stale:
        if as_diff:
            sys.stdout.write(each.diff())
        else:
            print(f"{each.state}: {each.path.as_posix()}")
    return 1 if stale else 0


def _tell(generated: list[Generated], compared: list[Comparison], linted: bool) -> None:
    """Say in a few lines what was done, and what to do next."""
    templates = [template for each in generated for template in (*each.templates.values(), *each.others.values())]
    resources = {each.path: f"  {len(each.body['Resources'])} resources" for each in templates}
    words = {"missing": "wrote", "differs": "updated", "orphaned": "removed", "current": "unchanged"}
    for each in compared:
        print(f"{words[each.state]:<9}  {each.path.as_posix()}{resources.get(each.path, '')}")
    apis = [each.loaded.spec.name for each in generated if each.templates]
    print(f"{_counted(len(apis), len(generated) - len(apis))}, {'checked' if linted else 'not checked'}.")
    then = f", then try one: {_command()} deploy {apis[0]} --local" if apis else ""
    print(f"Next: review with git diff, commit{then}")


def _counted(apis: int, portfolios: int) -> str:
    """`3, 1` -> `3 APIs and 1 portfolio`"""
    words = [(apis, "API"), (portfolios, "portfolio")]
    return " and ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in words if count)


def _command() -> str:
    """Return this command as it was typed, for a user to type it again."""
    typed = Path(sys.argv[0])
    return str(typed) if typed.name == "httpapi" and not typed.is_absolute() else "httpapi"


def _lint(options: argparse.Namespace) -> int:
    from generator import lint
    from generator.errors import OutputError, UnreadableError

    found: list[lint.Finding] = []
    unreadable: list[str] = []
    with _progress(len(options.templates)) as done:
        for template in options.templates:
            try:
                found += lint.findings(_text(template), template.as_posix())
            except UnreadableError as error:
                unreadable.append(str(error))
            done(template.as_posix())
    text = lint.report(found, options.format)
    if text:
        print(text)
    if unreadable:
        raise OutputError("\n".join(unreadable))
    return 1 if any(finding.fails for finding in found) else 0


def _text(file: Path) -> str:
    from generator.errors import UnreadableError

    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{file}: is not UTF-8 text: {error.reason} at byte {error.start}") from error


def _routes(options: argparse.Namespace) -> int:
    from generator import pipeline, route_table

    loaded = pipeline.load_api(_spec(options.api))
    print(route_table.report(route_table.rows(loaded.spec), options.format))
    return 0


def _openapi(options: argparse.Namespace) -> int:
    from generator import openapi, pipeline

    (generated,) = pipeline.generate([pipeline.load_api(_spec(options.api))], OUT)
    sys.stdout.write(openapi.report(pipeline.openapi_document(generated), options.format))
    return 0


def _launch_role(options: argparse.Namespace) -> int:
    from generator.launch_role import Options
    from generator.launch_role.report import report

    asked = Options(options.prefix, tuple(options.bucket), options.permissions_boundary, options.name)
    found = report({file.as_posix(): _text(file) for file in options.templates}, asked, options.format)
    for line in found.notes:
        print(line, file=sys.stderr)
    sys.stdout.write(found.text)
    return 0


def _package(options: argparse.Namespace) -> int:
    from generator import packages, pipeline

    wanted: dict[Path, Package | Archive] = {}
    for loaded in pipeline.load_all(_specs(options.apis)):
        wanted |= packages.packages(loaded.spec)  # what several APIs share is built once
    _build_all(wanted)
    return 0


def _build_all(wanted: Mapping[Path, Package | Archive]) -> None:
    """Build what is not there; what fails is told at the end, together, and keeps nothing else from being built."""
    from generator.errors import DeployError

    failures: dict[str, None] = {}
    for path, package in wanted.items():
        try:
            _build(path, package)
        except GeneratorError as error:
            failures[str(error)] = None
    if failures:
        raise DeployError("\n".join(failures))


def _build(path: Path, package: Package | Archive) -> None:
    from generator import output, packages

    if path.exists():
        print(f"current  {path.as_posix()}  {path.stat().st_size:,} bytes")
        return
    begun = perf_counter()
    with _installing(package):
        content = packages.built(path, package)
    output.write(path, content)
    print(f"built    {path.as_posix()}  {len(content):,} bytes in {perf_counter() - begun:.1f} s", flush=True)
    if note := packages.note(path, content):
        print(f"note: {note}", file=sys.stderr)


@contextmanager
def _installing(package: Package | Archive) -> Iterator[None]:
    """Say what is being installed, which may take a while; what is only zipped is done at once."""
    if package.dependencies is None:
        yield
        return
    line = f"installs {package.dependencies.shown}, for {package.dependencies.platform.shown}"
    if not sys.stderr.isatty():
        print(line, flush=True)
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(line):
        yield


def _spec(api: str) -> Path:
    (spec,) = _specs([api])
    return spec


def _specs(apis: Sequence[str]) -> list[Path]:
    """Return the specs of these APIs, or of all.

    Raises GeneratorError if there is no such API.
    """
    from generator import pipeline
    from generator.errors import did_you_mean

    specs = {spec.stem: spec for spec in pipeline.find_specs()}
    for api in apis:
        if api not in specs:
            hint = did_you_mean(api, specs) or f"; there are {', '.join(specs)}"
            raise GeneratorError(f"there is no API {api} in {pipeline.SPECS}/{hint}")
    return [specs[api] for api in apis] if apis else list(specs.values())


def _deploy(options: argparse.Namespace) -> int:
    from generator import deployment, packages, pipeline

    (generated,) = pipeline.generate([pipeline.load_api(_spec(options.api))], OUT)
    _require_current(generated)
    _check([generated])
    bucket = options.bucket or (LOCAL_BUCKET if options.local else None)
    plan = deployment.plan(
        generated, stack=options.stack, bucket=bucket, parameter_set=options.parameters, parameters=options.parameter
    )
    if options.dry_run:
        return _show_commands(plan, local=options.local)
    _build_all(packages.packages(generated.loaded.spec))
    emulator = _emulator() if options.local else None
    if emulator:
        plan = replace(plan, environment=emulator.environment)
    deployment.require_values(plan)
    if emulator:
        deployment.make_bucket(plan)
    for path in plan.packages:
        if not deployment.is_uploaded(plan, path):
            print(f"uploading {path.name}", flush=True)
            deployment.upload(plan, path)
    _tell_url(generated, deployment.deploy(plan), emulator)
    return 0


def _require_current(generated: Generated) -> None:
    """What is deployed is what was committed and reviewed."""
    from generator import output
    from generator.errors import OutputError

    stale = [each for each in output.compare(generated.files, None) if each.state != "current"]
    if stale:
        lines = [f"{each.state}: {each.path.as_posix()}" for each in stale]
        raise OutputError("\n".join([*lines, "generate and review it first: httpapi generate"]))


def _show_commands(plan: Deployment, *, local: bool) -> int:
    """Print the commands as they can be typed; those for the emulator with what keeps them from reaching AWS."""
    for command in [*map(plan.upload_command, plan.packages), plan.deploy_command()]:
        print(shlex.join([*_prefix(local=local), *command]))
    return 0


def _prefix(*, local: bool) -> list[str]:
    from generator import emulator

    variables = emulator.Emulator(0, emulator.PORT).environment if local else {}
    return ["env", *(f"{name}={value}" for name, value in variables.items())] if local else []


def _emulator() -> Emulator:
    from generator import emulator

    running = emulator.running()
    if running is None:
        running = emulator.start()
        print(f"started the emulator at {running.url} (process {running.pid}); end it with: {_command()} stop-local")
    return running


def _tell_url(generated: Generated, outputs: dict[str, str], emulator: Emulator | None) -> None:
    from generator import deployment, names

    spec = generated.loaded.spec
    url = outputs[names.API_URL_OUTPUT]
    if emulator:
        main = next(iter(spec.all_stages.values()))
        url = emulator.invoke_url(outputs[names.API_ID_OUTPUT], main.name)
    print(url)
    print(deployment.example_call(spec, url))


def _publish(options: argparse.Namespace) -> int:
    from generator import output

    (spec,) = _specs([options.api])
    with output.locked(spec, lambda: print(f"waiting: {options.api} is being published already", flush=True)):
        return _publish_alone(options, spec)


def _publish_alone(options: argparse.Namespace, spec: Path) -> int:
    """What was published meanwhile is seen: everything is read, and written, under the lock."""
    from generator import packages, pipeline, publication

    generated = pipeline.generate(pipeline.load_all([spec]), OUT)[0]
    plan = publication.plan(generated, bucket=options.bucket, name=options.name, description=options.description)
    _require_current(generated)
    _check([generated])
    if options.dry_run:
        return _show_publication(plan, local=options.local)
    _build_all(packages.packages(generated.loaded.spec))
    if options.local:
        plan = replace(plan, bucket=replace(plan.bucket, environment=_emulator().environment))
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
    from generator import output, publication

    text = publication.recorded(plan)
    if text is None:
        print(f"current   {plan.version.name} in {plan.ledger.as_posix()}")
        return False
    output.write(plan.ledger, text.encode())
    print(f"published {plan.version.name} in {plan.ledger.as_posix()}")
    return True


def _tell_what_is_next(plan: Publication, generated: Generated) -> None:
    """Say how launchers get the version; with a name or description of its own the templates list it anew."""
    from generator import output, publication

    current = all(each.state == "current" for each in output.compare(generated.files, None))
    again = "" if current else "httpapi generate, which lists the version as you named it; then "
    print(f"Next: {again}commit {plan.ledger.as_posix()}, then deploy what offers the product:")
    for command in publication.deploy_commands(plan, generated):
        print(shlex.join(command))


def _show_publication(plan: Publication, *, local: bool) -> int:
    """Print the commands as they can be typed, and what follows them."""
    if len(plan.objects) > 1:
        print(shlex.join([_command(), "package", plan.api]))
    for command in [*([plan.bucket.make_command()] if local else []), *map(plan.bucket.put_command, plan.objects)]:
        print(shlex.join([*_prefix(local=local), *command]))
    if not local:
        print(f"# then {plan.version.name} in {plan.ledger.as_posix()} is {plan.version.template}")
    return 0


def _stop_local(options: argparse.Namespace) -> int:
    from generator import emulator

    stopped = emulator.stop()
    print(f"stopped the emulator (process {stopped.pid})" if stopped else "no emulator is running")
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "generate": _generate,
    "lint": _lint,
    "routes": _routes,
    "openapi": _openapi,
    "launch-role": _launch_role,
    "package": _package,
    "deploy": _deploy,
    "publish": _publish,
    "stop-local": _stop_local,
}
