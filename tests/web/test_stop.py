"""A signal to stop: what is under way is finished, sockets are closed, and the exit code says that all is well."""

import http.client
import json
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.server import Server, running
from tests.web.test_log import events

BODY = json.dumps({"name": "x" * 2000}).encode()


@contextmanager
def half_sent(server: Server) -> Iterator[http.client.HTTPConnection]:
    """Begin a request that the server works on until the rest of its body comes."""
    connection = http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=20)
    connection.putrequest("POST", "/api/v1/galleries/main/people")
    cookies = "; ".join(f"{name}={value}" for name, value in server.http.cookies.items())
    headers = {"Cookie": cookies, "X-CSRF-Token": server.http.headers["X-CSRF-Token"]}
    for name, value in {**headers, "Content-Type": "application/json", "Content-Length": str(len(BODY))}.items():
        connection.putheader(name, str(value))
    connection.endheaders(BODY[:1000])
    time.sleep(0.5)  # until it is read as far as it goes
    yield connection
    connection.close()


def test_what_is_under_way_is_finished_and_sockets_are_closed(tmp_path: Path) -> None:
    with running(tmp_path, FAMILIAR_STOP_SECONDS="8") as server:
        server.sign_up()
        pages, closed = [server.socket() for _ in range(3)], threading.Semaphore(0)
        for page in pages:
            page.on("disconnect", lambda *_: closed.release())
            server.connect(page)
        with half_sent(server) as connection:
            server.process.send_signal(signal.SIGTERM)
            assert all(closed.acquire(timeout=5) for _ in pages), "sockets do not wait for the request"
            assert server.process.poll() is None
            connection.send(BODY[1000:])
            answer = connection.getresponse()
            assert answer.status == 422
            assert json.loads(answer.read())["error"]["code"] == "bad-name"
        assert server.process.wait(timeout=10) == 0
        assert "stopping" in [event["event"] for event in events(server)]
        assert "Traceback" not in server.log.read_text()


def test_what_takes_too_long_is_given_up(tmp_path: Path) -> None:
    with running(tmp_path, FAMILIAR_STOP_SECONDS="1") as server:
        server.sign_up()
        with half_sent(server):
            begin = time.monotonic()
            assert server.stop(signal.SIGTERM) == 0
            assert time.monotonic() - begin < 6


def test_an_idle_server_stops_at_once(tmp_path: Path) -> None:
    with running(tmp_path, FAMILIAR_STOP_SECONDS="60") as server:
        assert server.stop(signal.SIGTERM) == 0
