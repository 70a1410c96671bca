"""A real `familiar serve` on a free loopback port, stopped by its process id."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests
import socketio

from tests.support.client import ADMIN, PASSWORD, place
from tests.support.faces import write_models

STARTS_WITHIN = 30.0  # seconds; a busy machine may take its time
STOPS_WITHIN = 10.0


class Server:
    """One running server and a client of it that is signed in after `sign_up`."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self.process = process
        self.log = log
        self.address, self.setup_link = self._links()
        self.http = requests.Session()
        self.http.headers["Connection"] = (
            "close"  # a kept one may be closed by the server in the moment of its next use
        )
        self.http.trust_env = False  # a certificate bundle in the environment would win over the test's own

    def sign_up(self) -> None:
        """Make the first account by the link, as the form does."""
        self.http.headers["X-CSRF-Token"] = self.call("GET", "/session").json()["csrfToken"]
        fields = {"name": ADMIN, "password": PASSWORD, "again": PASSWORD}
        self.http.post(self.setup_link, data=fields, timeout=10, allow_redirects=False).raise_for_status()
        self.http.headers["X-CSRF-Token"] = self.call("GET", "/session").json()["csrfToken"]

    def call(self, method: str, path: str, **more: Any) -> requests.Response:
        """Call the REST API; the answer must be a good one."""
        answer = self.http.request(method, f"{self.address}{place(path)}", timeout=10, **more)
        answer.raise_for_status()
        return answer

    def socket(self, **options: Any) -> socketio.Client:
        """Return a Socket.IO client, not connected yet, that says it comes from this server, as a page does."""
        return socketio.Client(reconnection=False, ssl_verify=False, websocket_extra_options=options)

    def connect(self, client: socketio.Client, cookies: bool = True) -> None:
        """Connect a client, signed in or not."""
        sent = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        headers = {"Cookie": sent} if cookies else {}
        client.connect(self.address, headers=headers, transports=["websocket"], wait_timeout=10)

    def stop(self, number: int) -> int:
        """Send a signal and return the exit code. It takes a second or two, and must not take Gunicorn's usual 30."""
        self.process.send_signal(number)
        return self.process.wait(timeout=STOPS_WITHIN)

    def _links(self) -> tuple[str, str]:
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline and self.process.poll() is None:
            said = self.log.read_text()
            if "Press Ctrl-C" in said:
                address = re.search(r"Familiar is at (https?://[^\s/]+)", said)
                link = re.search(r"https?://\S+/setup\?token=\S+", said)
                assert address
                return address[1], link[0] if link else ""
            time.sleep(0.05)
        raise AssertionError(f"Familiar did not start:\n{self.log.read_text()}")


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """Return the environment of a server that keeps everything in this folder."""
    if "FAMILIAR_MODELS_DIR" not in settings and not (folder / "models").exists():
        write_models(folder / "models")
    places = {"FAMILIAR_DATA_DIR": str(folder / "data"), "FAMILIAR_MODELS_DIR": str(folder / "models")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FAMILIAR_")}
    return {**kept, **places, "FAMILIAR_PORT": "0", **settings}


def command(*arguments: str) -> list[str]:
    """Return the command line of `familiar`."""
    return [sys.executable, "-m", "webapp.cli", *arguments]


@contextmanager
def running(folder: Path, kind: type[Any] = Server, **settings: str) -> Iterator[Any]:
    """Run a server in this folder; `kind` is what to hand out."""
    log = folder / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command("serve"), env=environment(folder, **settings), stdout=output, stderr=subprocess.STDOUT, text=True
        )
        try:
            server = kind(process, log)
            with server.http:
                yield server
        finally:
            process.terminate()
            process.wait(timeout=30)
