"""One emulator for all end-to-end tests, and the two example APIs deployed to it once.

A deployment takes about five seconds, so stacks are shared by the tests that only use or read them. A test that changes
something has a stack, and a copy of the project, of its own: no test depends on the order of the others.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import emulator as emulators
from generator.emulator import Emulator
from generator.flavours import FLAVOURS, Flavour
from tests.end_to_end import sam as sam_cli
from tests.end_to_end.deployed import Checkout, Client, Cloud
from tests.end_to_end.sam import Sam


@pytest.fixture(scope="session")
def emulator_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the session's emulator, which runs on a port of its own: a developer's stays as it is."""
    folder = tmp_path_factory.mktemp("emulator")
    emulators.start(folder, _free_port())
    yield folder
    emulators.stop(folder)


@pytest.fixture(scope="session")
def emulator(emulator_folder: Path) -> Emulator:
    running = emulators.running(emulator_folder)
    assert running is not None
    return running


@pytest.fixture(scope="session")
def cloud(emulator: Emulator) -> Cloud:
    return Cloud(emulator)


@pytest.fixture(scope="session")
def new_checkout(root: Path, emulator_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Checkout]:
    """Copies of the project whose `.ministack` is the session's emulator, so that `--local` finds it running."""

    def new() -> Checkout:
        checkout = Checkout.of(root, tmp_path_factory.mktemp("project"))
        (checkout.root / ".ministack").symlink_to(emulator_folder)
        return checkout

    return new


@pytest.fixture(scope="session")
def checkout(new_checkout: Callable[[], Checkout]) -> Checkout:
    """The project as it is committed. Tests that edit make a copy of their own."""
    return new_checkout()


@pytest.fixture(scope="session")
def sam(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Sam:
    """aws-sam-cli, speaking to the emulator."""
    if not sam_cli.PROGRAM.exists():
        pytest.skip("aws-sam-cli is not installed: make sam")
    return Sam.that_calls_nobody(tmp_path_factory.mktemp("sam"), emulator.environment)


@pytest.fixture(scope="module", params=FLAVOURS)
def flavour(request: pytest.FixtureRequest) -> Flavour:
    """Each in turn: the same API answers alike, whichever template it was deployed from."""
    found: Flavour = request.param
    return found


@pytest.fixture(scope="session")
def hello(checkout: Checkout) -> Client:
    return checkout.deploy("hello")


@pytest.fixture(scope="session")
def orders(checkout: Checkout) -> Client:
    return checkout.deploy("orders", "--parameters", "dev")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
