"""The command `httpapi`: the only module that prints or exits.

Exit codes: 0 fine; 1 something in the user's files; 2 wrong usage. Each command imports what it needs and no more.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import GeneratorError

if TYPE_CHECKING:
    from generator.deployment import Deployment
    from generator.emulator import Emulator
    from generator.output import Comparison
    from generator.pipeline import Generated
    from generator.spec.code import Package

OUT = Path("templates_out")
LOCAL_BUCKET = "httpapi-code"  # in the emulator


def main() -> int:
    """Run the command line of this process and return its exit code.

    A short process need not collect garbage, while it imports or when it ends; nor look for pydantic's plugins.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _open_streams()
    code = run(sys.argv[1:])
    gc.freeze()
    return code


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
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except GeneratorError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:  # files of the user's have errors of their own: this is standard output
        print(f"cannot print: {error.strerror}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="httpapi", description="From short specs of HTTP APIs to CloudFormation.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    generate = commands.add_parser("generate", help="write templates_out/ from the specs, checked")
    generate.add_argument("specs", nargs="*", type=Path, metavar="SPEC", help="default: all of apis/*.yaml")
    generate.add_argument("--out", type=Path, default=OUT, metavar="DIR", help="default: templates_out")
    generate.add_argument("--check", action="store_true", help="write nothing; say what is not current")
    generate.add_argument("--diff", action="store_true", help="write nothing; show how files would change")
    generate.add_argument("--no-lint", dest="lint", action="store_false", help="leave out cfn-lint")
    generate.set_defaults(run=_generate)

    lint = commands.add_parser("lint", help="check any CloudFormation template")
    lint.add_argument("templates", nargs="+", type=Path, metavar="TEMPLATE")
    lint.add_argument("--format", choices=("text", "json", "github"), default="text")
    lint.set_defaults(run=_lint)

    package = commands.add_parser("package", help="build the code that is not inline, into build/")
    package.add_argument("apis", nargs="*", metavar="API", help="default: all")
    package.set_defaults(run=_package)

    deploy = commands.add_parser("deploy", help="deploy a committed template with the AWS CLI")
    deploy.add_argument("api", metavar="API")
    deploy.add_argument("--local", action="store_true", help="to the emulator, which is started if need be")
    deploy.add_argument("--stack", help="default: the API's name")
    deploy.add_argument("--bucket", help="where packaged code, and a large template, are uploaded")
    deploy.add_argument("--parameters", metavar="SET", help="one of the spec's parameter_sets")
    deploy.add_argument("--dry-run", action="store_true", help="show the commands, run none")
    deploy.set_defaults(run=_deploy)

    stop = commands.add_parser("stop-local", help="end the emulator")
    stop.set_defaults(run=_stop_local)
    return parser


def _generate(options: argparse.Namespace) -> int:
    from generator import output, pipeline

    generated = pipeline.generate(pipeline.load_all(options.specs or pipeline.find_specs()), options.out)
    if options.lint:
        _check(generated)
    files = {path: text for each in generated for path, text in each.files.items()}
    compared = output.compare(files, None if options.specs else options.out)
    if options.check or options.diff:
        return _show(compared, options.diff)
    output.replace(compared)
    _tell(generated, compared, options.lint)
    return 0


def _check(generated: list[Generated]) -> None:
    from generator import pipeline

    with _progress(generated) as done:
        information = pipeline.check(generated, done)
    for line in information:
        print(line, file=sys.stderr)


@contextmanager
def _progress(generated: list[Generated]) -> Iterator[Callable[[Generated], None]]:
    """Show on a terminal how far the check of several templates is; elsewhere the summary says it all."""
    if len(generated) < 2 or not sys.stderr.isatty():
        yield lambda each: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("checking", total=len(generated))
        yield lambda each: progress.update(task, advance=1, description=f"checked {each.loaded.spec.name}")


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
    resources = {each.template: f"  {len(each.body['Resources'])} resources" for each in generated}
    words = {"missing": "wrote", "differs": "updated", "orphaned": "removed", "current": "unchanged"}
    for each in compared:
        print(f"{words[each.state]:<9}  {each.path.as_posix()}{resources.get(each.path, '')}")
    api = generated[0].loaded.spec.name
    print(f"{len(generated)} {'API' if len(generated) == 1 else 'APIs'}, {'checked' if linted else 'not checked'}.")
    print(f"Next: review with git diff, commit, then try one: httpapi deploy {api} --local")


def _lint(options: argparse.Namespace) -> int:
    from generator import lint
    from generator.errors import OutputError, UnreadableError

    found: list[lint.Finding] = []
    unreadable: list[str] = []
    for template in options.templates:
        try:
            found += lint.findings(_text(template), template.as_posix())
        except UnreadableError as error:
            unreadable.append(str(error))
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


def _package(options: argparse.Namespace) -> int:
    from generator import packages, pipeline

    for loaded in pipeline.load_all(_specs(options.apis)):
        for path, package in packages.packages(loaded.spec).items():
            _build(path, package)
    return 0


def _build(path: Path, package: Package) -> None:
    from generator import output, packages

    if path.exists():
        print(f"current  {path.as_posix()}")
        return
    output.write(path, packages.zipped(package))
    print(f"built    {path.as_posix()}  {path.stat().st_size:,} bytes")


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

    generated = pipeline.generate(pipeline.load_all(_specs([options.api])), OUT)[0]
    _require_current(generated)
    _check([generated])
    bucket = options.bucket or (LOCAL_BUCKET if options.local else None)
    plan = deployment.plan(generated, stack=options.stack, bucket=bucket, parameter_set=options.parameters)
    if options.dry_run:
        return _show_commands(plan)
    for path, package in packages.packages(generated.loaded.spec).items():
        _build(path, package)
    emulator = _emulator() if options.local else None
    if emulator:
        plan = replace(plan, environment=emulator.environment)
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


def _show_commands(plan: Deployment) -> int:
    import shlex

    for command in [*map(plan.upload_command, plan.packages), plan.deploy_command()]:
        print(shlex.join(command))
    return 0


def _emulator() -> Emulator:
    from generator import emulator

    running = emulator.running()
    if running is None:
        running = emulator.start()
        print(f"started the emulator at {running.url} (process {running.pid}); end it with: httpapi stop-local")
    return running


def _tell_url(generated: Generated, outputs: dict[str, str], emulator: Emulator | None) -> None:
    from generator import deployment, names

    spec = generated.loaded.spec
    url = outputs[names.API_URL_OUTPUT]
    if emulator:
        url = emulator.invoke_url(outputs[names.API_ID_OUTPUT], spec.stage.name)
    print(url)
    print(deployment.example_call(spec, url))


def _stop_local(options: argparse.Namespace) -> int:
    from generator import emulator

    stopped = emulator.stop()
    print(f"stopped the emulator (process {stopped.pid})" if stopped else "no emulator is running")
    return 0
