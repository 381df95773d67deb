"""The check of templates, and how far it is."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from generator import pipeline
from generator.pipeline import Generated

MANY = 10  # templates


def check(generated: list[Generated]) -> None:
    with progress(len(generated)) as done:
        information = pipeline.check(generated, done)
    for line in information:
        print(line, file=sys.stderr)


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
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
