"""moto: an emulator of the APIs of Service Catalog and of StackSets, which ministack does not have.

A process of its own on loopback. It checks little: what a test with it proves is that AWS's own client takes a request,
because its parameters are those of the API's model, and that what was said reads back. What it has no code for it
answers with 500.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from generator.emulator import REGION, Emulator
from tests.end_to_end.deployed import SECONDS

ACCOUNT = "123456789012"
"""In which moto's resources are; it is the account of every key that moto did not make."""


@dataclass(frozen=True)
class Moto:
    """A running moto."""

    process: int
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What makes an AWS tool, such as the AWS CLI below `httpapi`, talk to it and to nothing else."""
        return Emulator(self.process, self.port).environment

    def client(self, service: str) -> Any:
        return boto3.client(  # type: ignore[no-untyped-call]
            service,
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(  # type: ignore[no-untyped-call]
                proxies={}, ignore_configured_endpoint_urls=True, retries={"total_max_attempts": 1}
            ),
        )


@contextmanager
def running(folder: Path, port: int) -> Iterator[Moto]:
    """Give a moto at this port of loopback, and end it afterwards; it logs to `folder/log`."""
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    shell = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "MOTO_"))}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, cwd=folder,
            env={**shell, "MOTO_ACCOUNT_ID": ACCOUNT},
        )  # fmt: skip
    try:
        _wait_until_up(process, port, folder / "log")
        yield Moto(process.pid, port)
    finally:
        process.terminate()
        process.wait(SECONDS)


def _wait_until_up(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + SECONDS
    while not _answers(port):
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, f"moto does not answer\n{log.read_text()}"
        time.sleep(0.05)


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/moto-api/data.json")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
