"""Attempts to sign in, counted in Redis: they outlive a restart, and Redis may be away."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.client import Client, code
from tests.web.conftest import MakeApp


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no redis-server is installed")
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(timeout=10)


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("Redis did not start")


def wrong_attempts(make_app: MakeApp, storage: str, count: int) -> list[tuple[int, str]]:
    client = Client(make_app(rate_limit_storage=storage))
    return [code(client.sign_in("Eve", "wrong")) for _ in range(count)]


def test_attempts_outlive_a_restart_in_redis(make_app: MakeApp, redis: str) -> None:
    assert {status for status, _ in wrong_attempts(make_app, redis, 10)} == {401}
    assert wrong_attempts(make_app, redis, 1) == [(429, "too-many-attempts")]
    assert wrong_attempts(make_app, "memory://", 1) == [(401, "wrong-password")], "a restart forgets"


def test_while_redis_is_away_the_process_counts(make_app: MakeApp) -> None:
    answers = wrong_attempts(make_app, f"redis://127.0.0.1:{free_port()}/0", 11)
    assert answers == [(401, "wrong-password")] * 10 + [(429, "too-many-attempts")]
