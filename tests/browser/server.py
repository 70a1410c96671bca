"""A real `familiar serve` on a free loopback port, with an administrator, and its REST API."""

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

ADMIN, PASSWORD = "Ada", "correct horse battery"
STARTS_WITHIN = 30  # seconds


class Server:
    """One running server and a signed-in client of its REST API."""

    def __init__(self, address: str, setup_link: str) -> None:
        self.address, self.setup_link = address, setup_link
        self.session = requests.Session()

    def sign_up(self) -> None:
        """Make the first administrator by the one-time link, as the form does, and sign the client in."""
        form = self.session.get(self.setup_link, timeout=10)
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form.text)
        assert token, form.text
        fields = {"csrf_token": token[1], "name": ADMIN, "password": PASSWORD, "again": PASSWORD}
        self.session.post(
            self.setup_link, data=fields, headers={"Referer": self.setup_link}, timeout=10
        ).raise_for_status()
        csrf = self.call("GET", "/session")["csrfToken"]
        self.session.headers["X-CSRF-Token"] = csrf
        answer = self.call("POST", "/session", json={"name": ADMIN, "password": PASSWORD})
        self.session.headers["X-CSRF-Token"] = answer["csrfToken"]

    def call(self, method: str, path: str, **more: Any) -> Any:
        """Call the REST API and return its JSON, or None where it answers without content."""
        answer = self.session.request(method, f"{self.address}/api/v1{path}", timeout=20, **more)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    def people(self) -> list[dict[str, Any]]:
        """Return everybody in the gallery."""
        found: list[dict[str, Any]] = self.call("GET", "/people")["people"]
        return found

    def clear(self) -> None:
        """Delete everybody and every waiting submission."""
        for person in self.people():
            self.call("DELETE", f"/people/{person['id']}")
        for submission in self.call("GET", "/submissions")["submissions"]:
            self.call("DELETE", f"/submissions/{submission['id']}")


@contextmanager
def running(data: Path, **settings: str) -> Iterator[Server]:
    """Start Familiar on its own data folder; stop it by its process id at the end."""
    environment = {
        **os.environ,
        "FAMILIAR_PORT": "0",
        "FAMILIAR_DATA_DIR": str(data),
        "PYTHONUNBUFFERED": "1",
        **settings,
    }
    log = data.parent / f"{data.name}.log"
    with log.open("w") as output:
        command = [sys.executable, "-m", "webapp.cli", "serve"]
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield Server(*_links(process, log))
        finally:
            process.terminate()
            process.wait(timeout=10)


def _links(process: subprocess.Popen[bytes], log: Path) -> tuple[str, str]:
    """Wait for the address and the one-time link that the server prints."""
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        link = re.search(r"(https?://[^\s/]+)/setup\?token=\S+", log.read_text())
        if link:
            return link[1], link[0]
        time.sleep(0.05)
    raise AssertionError(f"Familiar did not start:\n{log.read_text()}")
