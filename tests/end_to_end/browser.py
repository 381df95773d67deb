"""A real browser: headless Chromium, which shows what a page of another origin gets to see of an API.

A page is served on a port of its own, runs its script, and sends back what the script returned. The browser is ended by
its process ID, and keeps nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread
from typing import Any

CHROMIUM = shutil.which("chromium")
SECONDS = 60  # until a page has answered; the first start of a browser takes its time
OPTIONS = [
    "--headless",
    "--no-sandbox",  # which root cannot have
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
]
_PAGE = """<!doctype html>
<meta charset="utf-8">
<script>
const script = async () => {{ {script} }};
script().then(value => value, error => ({{error: error.name}}))
  .then(value => fetch("/result", {{method: "POST", body: JSON.stringify(value)}}));
</script>
"""


class Origin:
    """A site of its own on a port of loopback: `run` opens a page of it and returns what its script returned."""

    def __init__(self) -> None:
        self._scripts: Queue[str] = Queue()
        self._results: Queue[Any] = Queue()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self._scripts, self._results))
        Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def run(self, script: str) -> Any:
        """Return what the script's `return` gives, as JSON carries it; `{"error": "TypeError"}` if it throws."""
        self._scripts.put(script)
        with _chromium(f"{self.url}/page"):
            return self._results.get(timeout=SECONDS)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def _chromium(url: str) -> Iterator[None]:
    assert CHROMIUM is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [CHROMIUM, *OPTIONS, f"--user-data-dir={profile}", url],
            env={**os.environ, "TMPDIR": profile},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # its helpers end with it
        )
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _handler(scripts: Queue[str], results: Queue[Any]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/page":  # browsers ask for icons
                self._answer(404, "")
                return
            self._answer(200, _PAGE.format(script=scripts.get(timeout=SECONDS)))

        def do_POST(self) -> None:
            results.put(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self._answer(204, "")

        def _answer(self, status: int, text: str) -> None:
            body = text.encode()
            self.send_response(status)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    return Handler
