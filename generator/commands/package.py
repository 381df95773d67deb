"""`httpapi package`: builds what is not inline."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from generator import output, packages, pipeline
from generator.arguments import OUT
from generator.commands.specs import specs
from generator.errors import DeployError, GeneratorError
from generator.spec.code import Archive, Package


def package(options: argparse.Namespace) -> int:
    wanted: dict[Path, Package | Archive] = {}
    for loaded in pipeline.load_all(specs(options.apis)):
        wanted |= packages.packages(loaded.spec)  # what several APIs share is built once
    build_all(wanted)
    if options.bucket:
        _write_sam_templates(options)
    return 0


def _write_sam_templates(options: argparse.Namespace) -> None:
    """Write what CloudFormation takes in place of SAM templates with local code; APIs that are named must have one."""
    from generator import deployment, output, pipeline
    from generator.packaged_template import packaged

    for generated in pipeline.generate(pipeline.load_all(specs(options.apis)), OUT):
        if options.apis or "sam" in generated.templates:
            template = packaged(deployment.template_of(generated, "sam"), generated.loaded.spec, options.bucket)
            if template.path not in generated.files:
                output.write(template.path, template.text.encode())
                print(f"wrote    {template.path.as_posix()}  for the bucket {options.bucket}")


def build_all(wanted: Mapping[Path, Package | Archive]) -> None:
    """Build what is not there; what fails is told at the end, together, and keeps nothing else from being built."""
    failures: dict[str, None] = {}
    for path, package in wanted.items():
        try:
            _build(path, package)
        except GeneratorError as error:
            failures[str(error)] = None
    if failures:
        raise DeployError("\n".join(failures))


def _build(path: Path, package: Package | Archive) -> None:
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
