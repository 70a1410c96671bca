"""Open pages hear of changes; nobody else hears anything."""

import json
import queue
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import simple_websocket
import socketio

from tests.support.faces import face
from tests.support.pictures import jpeg
from tests.support.server import Server, environment, running
from webapp.web.announcer import EVERY, Announcer
from webapp.web.sockets import MAX_MESSAGE, LimitSockets, most_sockets

THREADS = 48
MOST_SOCKETS = 24
SOON = 5.0  # seconds; it takes milliseconds, but a busy machine may take its time


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("server")) as started:
        started.sign_up()
        yield started


@pytest.fixture
def page(server: Server) -> Iterator[tuple[socketio.Client, "queue.Queue[dict[str, str]]"]]:
    client, heard = server.socket(), queue.Queue()
    client.on("gallery-changed", heard.put)
    server.connect(client)
    yield client, heard
    client.disconnect()


def test_every_change_is_heard(server: Server, page: tuple) -> None:
    _, heard = page
    person = server.call("POST", "/people", json={"name": "Ada"}).json()
    marks = [heard.get(timeout=SOON)["etag"]]
    files = {"photo": jpeg()}
    made = server.call(
        "POST", f"/people/{person['id']}/references", files=files, data={"face": json.dumps(face())}
    ).json()
    marks.append(heard.get(timeout=SOON)["etag"])
    assert marks[-1] in server.call("GET", "/descriptors").headers["ETag"]
    server.call("PATCH", f"/people/{person['id']}", json={"name": "Bo"})
    marks.append(heard.get(timeout=SOON)["etag"])
    server.call("DELETE", f"/references/{made['id']}")
    marks.append(heard.get(timeout=SOON)["etag"])
    server.call("DELETE", f"/people/{person['id']}")
    marks.append(heard.get(timeout=SOON)["etag"])
    assert len(set(marks)) == 5
    assert heard.empty()


def test_a_change_by_another_process_is_heard_once(server: Server, page: tuple) -> None:
    _, heard = page
    adding = (
        "from webapp.config import load_settings; from webapp.services import open_services; "
        "open_services(load_settings()).gallery.add_person('Zoe')"
    )
    subprocess.run([sys.executable, "-c", adding], env=environment(server.log.parent), check=True, timeout=60)
    assert heard.get(timeout=SOON)["etag"] in server.call("GET", "/descriptors").headers["ETag"]
    with pytest.raises(queue.Empty):
        heard.get(timeout=2 * EVERY)


def test_a_gallery_is_heard_only_by_those_who_may_see_it(server: Server, page: tuple) -> None:
    _, heard = page
    other = server.call("POST", "/galleries", json={"name": "Other"}).json()["id"]
    server.call("POST", f"/galleries/{other}/people", json={"name": "Ada"})
    server.call("POST", "/people", json={"name": "Bo"})
    assert heard.get(timeout=SOON)["gallery"] == "main"
    assert heard.empty(), "the page was connected before there was the other gallery"


OTHERS = {
    "no origin": ({"suppress_origin": True}, True),
    "another site": ({"origin": "http://evil.example"}, True),
    "an opaque origin": ({"origin": "null"}, True),
    "not signed in": ({}, False),
}


@pytest.mark.parametrize("options,cookies", OTHERS.values(), ids=OTHERS)
def test_others_cannot_listen(server: Server, options: dict, cookies: bool) -> None:
    client, heard = server.socket(**options), queue.Queue()
    client.on("gallery-changed", heard.put)
    with pytest.raises(socketio.exceptions.ConnectionError):
        server.connect(client, cookies)
    server.call("POST", "/people", json={"name": "Ada"})
    with pytest.raises(queue.Empty):
        heard.get(timeout=0.3)
    client.disconnect()


@pytest.mark.usefixtures("page")
def test_open_sockets_are_counted(server: Server) -> None:
    other = server.socket()
    server.connect(other)
    assert "familiar_open_sockets 2.0" in server.http.get(f"{server.address}/metrics", timeout=10).text
    other.disconnect()
    deadline = time.monotonic() + SOON
    while "familiar_open_sockets 1.0" not in server.http.get(f"{server.address}/metrics", timeout=10).text:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_long_message_ends_its_own_connection_alone(server: Server, page: tuple) -> None:
    client, heard = page
    address = server.address.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    origin = server.address.rsplit(":", 1)[0]  # this client names no port as its host
    loud = simple_websocket.Client.connect(address, headers={"Origin": origin})
    assert loud.receive(timeout=5).startswith("0{")
    with pytest.raises((simple_websocket.ConnectionClosed, OSError)):
        for _ in range(50):
            loud.send("4" + "x" * (4 * MAX_MESSAGE))
            loud.receive(timeout=0.2)
    assert client.connected
    server.call("POST", "/people", json={"name": "Ada"})
    assert heard.get(timeout=SOON)


@pytest.mark.parametrize("threads,most", [(4, 2), (THREADS, MOST_SOCKETS), (64, 32), (96, 64), (1024, 992)])
def test_sockets_leave_threads_for_pages(threads: int, most: int) -> None:
    assert most_sockets(threads) == most


def test_as_many_sockets_as_there_may_be_leave_room_for_pages(tmp_path: Path) -> None:
    with running(tmp_path, FAMILIAR_THREADS=str(THREADS)) as server:
        host, port = server.address.removeprefix("http://").split(":")
        handshake = (
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: {server.address}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        opened = [socket.create_connection((host, int(port)), timeout=10) for _ in range(MOST_SOCKETS + 6)]
        for connection in opened:
            connection.sendall(handshake.encode())
        answers = [connection.recv(12) for connection in opened]
        assert answers.count(b"HTTP/1.1 101") == MOST_SOCKETS
        assert answers.count(b"HTTP/1.1 503") == 6
        assert requests.get(f"{server.address}/api/v1/health", timeout=5).status_code == 200
        for connection in opened:
            connection.close()


def test_a_place_is_free_again_after_a_request_even_a_failed_one() -> None:
    def fail(_environ: dict, _start: object) -> list[bytes]:
        raise ConnectionError

    limited = LimitSockets(fail, most=1)
    for _ in range(3):
        with pytest.raises(ConnectionError):
            limited({"PATH_INFO": "/socket.io/"}, None)


def test_each_gallery_that_changed_is_told_of_once() -> None:
    marks, told = {"a": "1", "b": "1"}, []
    announcer = Announcer(lambda: marks, lambda *change: told.append(change))
    announcer.watch()
    announcer.look()
    assert told == []
    marks["b"] = "2"
    announcer.look()
    announcer.look()
    assert told == [("b", "2")]
