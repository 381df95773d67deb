"""The emulator as a process: that it starts, is found again, ends, and is reached by nobody but this machine."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import deployment, emulator
from generator.deployment import Deployment
from generator.emulator import Emulator
from generator.errors import DeployError
from tests.end_to_end.deployed import BIN, ends

pytestmark = pytest.mark.emulator

ROOT = Path(__file__).parent.parent
NOBODY = "http://127.0.0.1:9"  # the port `discard`: nothing answers


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of an emulator that tests leave running."""
    folder = tmp_path_factory.mktemp("emulator")
    emulator.start(folder, _free_port())
    yield folder
    emulator.stop(folder)


@pytest.fixture
def running(folder: Path) -> Emulator:
    found = emulator.running(folder)
    assert found is not None
    return found


@pytest.fixture
def bystander() -> Iterator[subprocess.Popen[bytes]]:
    """Some process of the user's that has nothing to do with emulators."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    yield process
    process.kill()
    process.wait()


def test_a_started_emulator_is_found_again_by_its_folder(tmp_path: Path) -> None:
    started = emulator.start(tmp_path / "deep" / "folder", _free_port())
    try:
        assert emulator.running(tmp_path / "deep" / "folder") == started
        assert (tmp_path / "deep" / "folder" / "log").stat().st_size
        assert (tmp_path / "deep" / "folder" / ".gitignore").read_text() == "*\n"
    finally:
        emulator.stop(tmp_path / "deep" / "folder")


def test_stop_ends_the_process_and_says_which_it_was(tmp_path: Path) -> None:
    started = emulator.start(tmp_path, _free_port())

    assert emulator.stop(tmp_path) == started
    assert ends(started.pid)
    assert emulator.running(tmp_path) is None
    assert emulator.stop(tmp_path) is None


def test_an_emulator_starts_again_in_the_folder_of_one_that_was_killed(tmp_path: Path) -> None:
    killed = emulator.start(tmp_path, _free_port())
    os.kill(killed.pid, signal.SIGKILL)
    assert ends(killed.pid)
    assert emulator.running(tmp_path) is None

    started = emulator.start(tmp_path, killed.port)

    assert emulator.stop(tmp_path) == started


@pytest.mark.parametrize(
    "state",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"pid": 999999999}',
        b'{"pid": 999999999, "port": 9}',
        b'{"pid": 999999999, "port": 9, "more": 1}',
    ],
)
def test_a_state_file_that_is_stale_or_spoilt_is_no_emulator(tmp_path: Path, state: bytes) -> None:
    (tmp_path / "emulator.json").write_bytes(state)

    assert emulator.running(tmp_path) is None
    assert emulator.stop(tmp_path) is None


def test_a_folder_without_state_has_no_emulator(tmp_path: Path) -> None:
    assert emulator.running(tmp_path / "nowhere") is None
    assert emulator.stop(tmp_path / "nowhere") is None


def test_a_port_that_something_else_has_is_an_error_with_the_words_of_the_log(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        other.settimeout(0)  # it never answers

        with pytest.raises(DeployError, match=r"the emulator did not start.*\n.*already in use"):
            emulator.start(tmp_path, other.getsockname()[1])

    assert emulator.running(tmp_path) is None


def test_the_port_of_another_emulator_is_an_error_too(tmp_path: Path, running: Emulator) -> None:
    """Its health is not that of the process that was started: taken for it, `stop` would later end a wrong process."""
    with pytest.raises(DeployError):
        emulator.start(tmp_path, running.port)

    assert emulator.running(tmp_path) is None


def test_a_stale_state_is_not_mistaken_for_the_emulator_that_has_its_port_now(
    tmp_path: Path, running: Emulator, bystander: subprocess.Popen[bytes]
) -> None:
    """After a restart of the machine, another project's emulator may have the old port, and any process the old ID."""
    (tmp_path / "emulator.json").write_text(json.dumps({"pid": bystander.pid, "port": running.port}))
    try:
        found = emulator.running(tmp_path)
    finally:
        (tmp_path / "emulator.json").unlink()  # whatever happens next, nobody ends the bystander by it

    assert found is None


def test_it_listens_on_loopback_and_nowhere_else(running: Emulator) -> None:
    """On no other address, and on no other port: ministack can also serve SFTP and MQTT."""
    if not Path("/proc/net/tcp").exists():
        pytest.skip("only Linux says what a process listens on without further tools")

    assert _listening(running.pid) == {("127.0.0.1", running.port)}


def test_nothing_answers_on_the_machine_s_other_address(running: Emulator) -> None:
    address = _address()
    if address is None:
        pytest.skip("this machine has no other address")

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((address, running.port), timeout=5)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AWS_PROFILE", "work"),
        ("AWS_ENDPOINT_URL_S3", NOBODY),
        ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"),
        ("HTTP_PROXY", NOBODY),
    ],
)
def test_what_a_shell_says_about_aws_does_not_lead_a_local_deployment_astray(
    monkeypatch: pytest.MonkeyPatch, running: Emulator, name: str, value: str
) -> None:
    """`--local` talks to the emulator and to nothing else. Should it try AWS after all, no packet gets out."""
    monkeypatch.setenv("HTTPS_PROXY", NOBODY)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setenv(name, value)
    bucket = "astray-" + name.lower().replace("_", "-")

    deployment.make_bucket(Deployment("any", Path("any"), {}, bucket=bucket, environment=running.environment))


def test_a_proxy_in_the_shell_does_not_hide_a_running_emulator(tmp_path: Path) -> None:
    """In a process of its own: Python reads the proxies once, at its first request."""
    started = emulator.start(tmp_path / emulator.FOLDER, _free_port())
    shell = {**os.environ, "http_proxy": NOBODY}
    command = [str(BIN / "httpapi"), "stop-local"]
    try:
        result = subprocess.run(command, cwd=tmp_path, env=shell, capture_output=True, text=True, check=True)
    finally:
        emulator.stop(tmp_path / emulator.FOLDER)

    assert result.stdout == f"stopped the emulator (process {started.pid})\n"


def test_an_invoke_url_quotes_the_default_stage() -> None:
    running = Emulator(pid=1, port=4566)

    assert running.invoke_url("abc", "$default") == "http://127.0.0.1:4566/_aws/execute-api/abc/%24default"
    assert running.invoke_url("abc", "v1") == "http://127.0.0.1:4566/_aws/execute-api/abc/v1"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _address() -> str | None:
    """Return the address that this machine would call others from, if that is not loopback; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("198.51.100.1", 9))  # reserved for documentation
        except OSError:
            return None
        address = str(probe.getsockname()[0])
    return None if address.startswith("127.") else address


def _listening(process: int) -> set[tuple[str, int]]:
    """Return every address and port that the process listens on, as Linux tells it."""
    sockets = {str(link.readlink()) for link in Path(f"/proc/{process}/fd").iterdir()}
    rows = [row.split() for table in ("tcp", "tcp6") for row in Path(f"/proc/net/{table}").read_text().splitlines()[1:]]
    return {_endpoint(row[1]) for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in sockets}


def _endpoint(text: str) -> tuple[str, int]:
    """`0100007F:11D6` -> `("127.0.0.1", 4566)`; an IPv6 address stays as it is."""
    address, _, port = text.partition(":")
    if len(address) == 8:
        address = socket.inet_ntoa(int(address, 16).to_bytes(4, sys.byteorder))
    return address, int(port, 16)


def test_an_interrupt_while_it_starts_leaves_no_emulator_behind(tmp_path: Path) -> None:
    script = f"from pathlib import Path\nfrom generator import emulator\nemulator.start(Path({str(tmp_path)!r}))"
    starting = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stderr=subprocess.DEVNULL)
    lock = tmp_path / "lock"
    eventually(lambda: lock.exists() and lock.read_text() != "")
    state = Emulator(**json.loads(lock.read_text()))

    starting.send_signal(signal.SIGINT)

    assert starting.wait(timeout=20) != 0
    assert ends(state.pid)
    assert emulator.stop(tmp_path) is None


def eventually(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)
