"""The log tells what happens, and never who somebody is."""

import base64
import io
import json
import logging
import socket
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import requests
import structlog

from tests.support.client import ADMIN, PASSWORD, place
from tests.support.faces import descriptor, face
from tests.support.pictures import jpeg
from tests.support.server import Server, running
from webapp import logs

PERSON, QUERY, MAIL, STRANGER = "Zenobia Quux", "zenobi", "mallory@example.org", "Yorick Vane"


def events(server: Server) -> list[dict[str, Any]]:
    lines = server.log.read_text().splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


def event_of(server: Server, request_id: str, kind: str = "request") -> dict[str, Any]:
    (found,) = [each for each in events(server) if each.get("request_id") == request_id and each["event"] == kind]
    return found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("server"), FAMILIAR_OPEN_ENROLMENT="true") as started:
        started.sign_up()
        yield started


def ask(server: Server, method: str, path: str, **more: Any) -> requests.Response:
    """Call the REST API whatever it answers."""
    return server.http.request(method, f"{server.address}{place(path)}", timeout=10, **more)


def test_every_request_is_one_line(server: Server) -> None:
    answer = ask(server, "GET", f"/people?query={QUERY}")
    line = event_of(server, answer.headers["X-Request-Id"])
    assert set(line) == {
        *("event", "level", "timestamp", "request_id", "user_id"),
        *("method", "route", "status", "duration_ms"),
    }
    assert (line["method"], line["route"], line["status"]) == ("GET", "/api/v1/galleries/<gallery_id>/people", 200)
    assert line["duration_ms"] > 0
    assert len(line["user_id"]) == 32
    other = requests.get(f"{server.address}{place('/people')}", timeout=10)
    assert "user_id" not in event_of(server, other.headers["X-Request-Id"]), "nobody has signed in there"


@pytest.mark.parametrize(
    "given,taken",
    [
        ("0af7651916cd43dd8448eb211c80319c", True),
        ("5f0c1e9e-6d2f-4c5b-9d43-5f2f4ad0a5f1", True),
        ("Zenobia-Quux-0001", False),
        ("abc", False),
        ("a" * 65, False),
        ('aaaaaaaaaaaaaaaa","x":"', False),
    ],
)
def test_a_request_keeps_its_id_only_where_it_can_be_one(server: Server, given: str, taken: bool) -> None:
    answered = ask(server, "GET", "/health", headers={"X-Request-Id": given}).headers["X-Request-Id"]
    assert (answered == given) is taken
    assert taken or UUID(answered).version == 4
    assert event_of(server, answered)["route"] == "/api/v1/health"


def test_probes_are_not_worth_a_line(server: Server) -> None:
    answer = requests.get(f"{server.address}/livez", timeout=10)
    assert answer.headers["X-Request-Id"] not in server.log.read_text()


def drive(server: Server, folder: Path) -> requests.Response:
    """Sign in, enrol, search, offer, and go wrong in many ways; return the answer to the worst of them."""
    person = server.call("POST", "/people", json={"name": PERSON}).json()
    photo = {"photo": (f"{PERSON}.jpg", jpeg())}
    reference = server.call(
        "POST", f"/people/{person['id']}/references", files=photo, data={"face": json.dumps(face())}
    ).json()
    for kind in ("photo", "thumbnail"):
        server.call("GET", f"/references/{reference['id']}/{kind}")
    server.call("GET", "/descriptors", headers={"Referer": f"{server.address}/admin?query={QUERY}"})
    server.call("GET", f"/people?query={QUERY}", headers={"User-Agent": STRANGER, "X-Request-Id": STRANGER})
    offered = {"photo": (f"{STRANGER}.jpg", jpeg(64, 64))}
    server.call("POST", "/submissions", files=offered, data={"face": json.dumps(face()), "name": STRANGER})
    refused = [
        ask(server, "POST", "/session", json={"name": MAIL, "password": "hunter2 hunter2"}),
        ask(server, "POST", "/people", json={"name": PERSON * 40}),
        ask(server, "POST", "/people", json={"name": {"first": PERSON}}),
        ask(server, "GET", f"/people/{STRANGER}"),
        ask(server, "GET", f"/{STRANGER}"),
        ask(server, "GET", f"/people?cursor={QUERY}"),
        ask(server, "POST", f"/people/{person['id']}/references", files={"photo": jpeg()[:200]}, data={"face": "{}"}),
        ask(server, "POST", f"/people/{person['id']}/references", files={"photo": b"<svg>"}, data={"face": PERSON}),
        ask(server, PERSON.split()[0].upper(), "/people"),
        server.http.get(f"{server.address}/{STRANGER}?{QUERY}", timeout=10),
    ]
    assert all(400 <= answer.status_code < 500 for answer in refused), refused
    for nonsense in (f"GET /{QUERY} {MAIL}\r\n\r\n", f"GET / HTTP/1.1\r\n{QUERY} {MAIL}\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", int(server.address.rsplit(":", 1)[1])), timeout=10) as raw:
            raw.sendall(nonsense.encode())
            assert raw.recv(12) == b"HTTP/1.1 400"
    connection = sqlite3.connect(folder / "data" / "familiar.db")
    with connection:
        connection.execute("ALTER TABLE people RENAME TO gone")
    connection.close()
    return ask(server, "GET", f"/people?query={QUERY}")


def test_nothing_in_the_log_tells_who_somebody_is(tmp_path: Path) -> None:
    with running(tmp_path, FAMILIAR_OPEN_ENROLMENT="true") as server:
        server.sign_up()
        failed = drive(server, tmp_path)
        said = [line for line in server.log.read_text().splitlines() if line.startswith("{")]
        assert len(said) > 20
        text = "\n".join(said).lower()
        picture = jpeg()
        secrets = {
            *(PERSON, QUERY, MAIL, STRANGER, ADMIN, PASSWORD, "hunter2", "setup?token"),
            *(word for name in (PERSON, STRANGER) for word in name.split()),
            *(repr(value) for value in descriptor(1).tolist()[:5]),
            *(f"{value:.6f}" for value in descriptor(1).tolist()[:5]),
            *(base64.b64encode(picture)[start : start + 24].decode() for start in (0, 96)),
            *(picture[:12].hex(), repr(picture[:8])[2:-1], "127.0.0.1"),
        }
        assert [each for each in secrets if each.lower() in text] == []
        request_id = failed.headers["X-Request-Id"]
        assert failed.status_code == 500
        assert failed.json()["error"]["code"] == "server-error"
        assert request_id in failed.json()["error"]["message"]
        assert [each for each in events(server) if each["event"] == "Invalid request" and "request_id" in each] == []
        fault = event_of(server, request_id, "a request has failed")
        assert fault["level"] == "error"
        assert fault["route"] == "/api/v1/galleries/<gallery_id>/people"
        assert fault["exception"].endswith("sqlalchemy.exc.OperationalError")
        assert "webapp/storage/people.py" in fault["exception"]
        assert event_of(server, request_id)["status"] == 500


class Terminal(io.StringIO):
    """A stream that people read."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.fixture
def quiet_again() -> Iterator[None]:
    """Put logging back as it was."""
    root, hook = logging.root, threading.excepthook
    before = (root.handlers[:], root.level)
    yield
    root.handlers[:], level = before
    root.setLevel(level)
    threading.excepthook = hook
    structlog.reset_defaults()


@pytest.mark.parametrize(
    "form,stream,is_json",
    [
        ("auto", io.StringIO, True),
        ("auto", Terminal, False),
        ("json", Terminal, True),
        ("text", io.StringIO, False),
    ],
)
@pytest.mark.usefixtures("quiet_again")
def test_people_get_text_and_programs_json(form: str, stream: type[io.StringIO], is_json: bool) -> None:
    output = stream()
    logs.configure("info", form, output)
    structlog.get_logger("familiar").info("request", status=200)
    assert output.getvalue().startswith('{"') is is_json
    assert "request" in output.getvalue()


@pytest.mark.parametrize("level,lines", [("debug", 4), ("info", 3), ("warning", 2), ("error", 1)])
@pytest.mark.usefixtures("quiet_again")
def test_the_level_is_the_least_that_is_logged(level: str, lines: int) -> None:
    output = io.StringIO()
    logs.configure(level, "json", output)
    log = structlog.get_logger("familiar")
    for name in ("debug", "info", "warning", "error"):
        getattr(log, name)("something")
    assert len(output.getvalue().splitlines()) == lines


def fail() -> None:
    try:
        raise KeyError(PERSON)
    except KeyError as error:
        raise ValueError(f"no {PERSON}") from error


@pytest.mark.parametrize("level,quoted", [("info", False), ("debug", True)])
@pytest.mark.usefixtures("quiet_again")
def test_what_exceptions_say_is_logged_for_debugging_alone(level: str, quoted: bool) -> None:
    output = io.StringIO()
    logs.configure(level, "json", output)
    try:
        fail()
    except ValueError:
        structlog.get_logger("familiar").error("failed", exc_info=True)
        logging.getLogger("some.library").exception("failed")
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    told = [json.loads(line) for line in output.getvalue().splitlines()]
    assert len(told) == 3
    for each in told:
        assert each["exception"].index("KeyError") < each["exception"].index("ValueError")
        assert "in fail\n" in each["exception"]
        assert (f"no {PERSON}" in each["exception"].splitlines()[-1]) is quoted
