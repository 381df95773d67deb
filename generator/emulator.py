"""The emulator: ministack, one process on loopback, for trying templates without an AWS account.

Its state stands in a folder, by default `.ministack/` in the project: a process ID, a port, and what it logs.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from generator.errors import DeployError

FOLDER: Final = Path(".ministack")
PORT: Final = 4566  # the one that tools for emulators expect; another is taken if it is in use
REGION: Final = "us-east-1"
_START_SECONDS: Final = 30
_STOP_SECONDS: Final = 10
_DIRECT: Final = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy cannot reach our loopback


@dataclass(frozen=True)
class Emulator:
    """A running emulator."""

    pid: int
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What makes an AWS tool talk to the emulator, and to nothing else."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": REGION,
            "AWS_REGION": REGION,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_PAGER": "",
            "NO_PROXY": "127.0.0.1",
            "no_proxy": "127.0.0.1",
        }

    def invoke_url(self, api_id: str, stage: str) -> str:
        """Return where the emulator answers for a stage; `stage` is quoted as in a URL."""
        return f"{self.url}/_aws/execute-api/{api_id}/{stage.replace('$', '%24')}"


def running(folder: Path = FOLDER) -> Emulator | None:
    """Return the emulator of this folder if it is alive and answers."""
    emulator = _alive(folder)
    return emulator if emulator and _answers(emulator.url) else None


def start(folder: Path = FOLDER, port: int | None = None) -> Emulator:
    """Start the emulator and wait until it answers; its log goes to `folder/log`.

    Raises DeployError if ministack is not installed, or does not come up.
    """
    port = port or _free_port()
    if _answers(f"http://127.0.0.1:{port}"):
        raise DeployError(f"another emulator has the port {port}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n")  # nothing in it is for a repository
        process = _launched(folder, port)
    except OSError as error:
        raise DeployError(f"{folder}: the emulator cannot be started: {error.strerror}") from error
    emulator = Emulator(process.pid, port)
    try:
        _wait_until_up(emulator, process, folder / "log")
    except BaseException:  # an interrupt too: nobody would know of it
        process.terminate()
        raise
    return emulator


def stop(folder: Path = FOLDER) -> Emulator | None:
    """End the emulator of this folder; return which one it was, or None if none was alive.

    Raises DeployError if it does not end.
    """
    emulator = _alive(folder)
    if emulator is None:
        return None
    os.kill(emulator.pid, signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    while _is_locked(folder):
        if time.monotonic() > deadline:
            raise DeployError(f"the emulator (process {emulator.pid}) does not stop")
        time.sleep(0.1)
    return emulator


def _launched(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """Start the process. It holds the folder's lock as long as it lives, and the lock says who holds it."""
    with (folder / "log").open("ab") as log, (folder / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DeployError(f"{folder} has an emulator already; end it first: httpapi stop-local") from error
        log.truncate(0)
        process = subprocess.Popen(
            [sys.executable, "-m", "ministack"],
            env=_server_environment(folder, port),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            pass_fds=(lock.fileno(),),
            start_new_session=True,  # outlives this command, and is not ended by Ctrl-C in its terminal
        )
        lock.truncate(0)
        lock.write(json.dumps(asdict(Emulator(process.pid, port))))
        return process


def _alive(folder: Path) -> Emulator | None:
    """Return the emulator that holds the folder's lock, or None if nobody does."""
    if not _is_locked(folder):
        return None
    try:
        return Emulator(**json.loads((folder / "lock").read_text()))
    except (OSError, ValueError, TypeError):
        return None


def _is_locked(folder: Path) -> bool:
    """Say whether the process that was started for this folder is alive: it holds the lock that it inherited."""
    try:
        with (folder / "lock").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _server_environment(folder: Path, port: int) -> dict[str, str]:
    """It binds to every address unless told otherwise, and starts servers of its own for SFTP and MQTT.

    With AUTH it checks signatures and policies: a function may do what its role may, and nothing else.
    """
    shell = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}  # handlers inherit it
    return {
        **shell,
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "AUTH": "true",
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "TMPDIR": str(folder.resolve()),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _wait_until_up(emulator: Emulator, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not _answers(emulator.url):
        if process.poll() is not None:
            raise DeployError(f"the emulator did not start; is ministack installed (make setup)?\n{_tail(log)}")
        if time.monotonic() > deadline:
            process.terminate()
            raise DeployError(f"the emulator does not answer after {_START_SECONDS} seconds\n{_tail(log)}")
        time.sleep(0.05)


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-5:])


def _answers(url: str) -> bool:
    try:
        with _DIRECT.open(f"{url}/_ministack/health", timeout=2) as response:
            return bool(response.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def _free_port() -> int:
    """Return the usual port, or any other that is free."""
    for port in (PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise DeployError("no port is free on 127.0.0.1")
