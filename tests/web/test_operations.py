"""What operators and their machines ask: /livez, /readyz, /metrics."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from tests.support.client import Client, code
from tests.support.pictures import jpeg
from tests.web.conftest import MakeApp, parts
from webapp import readiness

Figures = dict[tuple[str, ...], float]


@pytest.fixture(autouse=True)
def findings_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "LASTS", 0.0)


def execute(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / "data" / "familiar.db")
    with connection:
        connection.execute(statement)
    connection.close()


def replace_by_file(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("")


BREAK: dict[str, Callable[[Path], object]] = {
    "database-unreachable": lambda folder: (folder / "data" / "familiar.db").unlink(),
    "database-schema": lambda folder: execute(folder, "UPDATE alembic_version SET version_num = '9999'"),
    "database-read-only": lambda folder: execute(
        folder, "CREATE TRIGGER no BEFORE UPDATE ON alembic_version BEGIN SELECT RAISE(ABORT, 'read-only'); END"
    ),
    "photos-unwritable": lambda folder: replace_by_file(folder / "data" / "photos"),
    "networks-unreadable": lambda folder: shutil.rmtree(folder / "models"),
}


def test_a_server_that_can_work_is_ready(stranger: Client, tmp_path: Path) -> None:
    answer = stranger.http.get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok", "problems": []})
    assert list((tmp_path / "data" / "photos").iterdir()) == [], "nothing stays of the attempt"


@pytest.mark.parametrize("problem", BREAK)
def test_what_is_missing_is_told_by_a_code_alone(stranger: Client, tmp_path: Path, problem: str) -> None:
    BREAK[problem](tmp_path)
    answer = stranger.http.get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"status": "unavailable", "problems": [problem]})
    assert str(tmp_path) not in answer.text
    assert stranger.http.get("/livez").json == {"status": "ok"}, "it lives all the same"


def test_a_database_without_tables_is_of_another_schema(stranger: Client, tmp_path: Path) -> None:
    execute(tmp_path, "DROP TABLE alembic_version")
    assert stranger.http.get("/readyz").json["problems"] == ["database-schema"]


def test_a_server_that_recovers_is_ready_again(stranger: Client, tmp_path: Path) -> None:
    BREAK["photos-unwritable"](tmp_path)
    assert stranger.http.get("/readyz").status_code == 503
    (tmp_path / "data" / "photos").unlink()
    assert stranger.http.get("/readyz").status_code == 200


def test_whoever_asks_often_costs_little(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "LASTS", 60.0)
    looks: list[object] = []
    monkeypatch.setattr(readiness, "database_problem", looks.append)
    assert [Client(app).http.get("/readyz").status_code for _ in range(20)] == [200] * 20
    assert len(looks) == 1


def test_liveness_touches_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(parts(app).engine), "connect", lambda *_: pytest.fail("the database was asked"))
    assert Client(app).http.get("/livez").status_code == 200


def figures(client: Client, query: str = "") -> Figures:
    answer = client.http.get(f"/metrics{query}")
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_figures_need_sign_in(stranger: Client) -> None:
    answer = stranger.http.get("/metrics")
    assert (answer.status_code, answer.text) == (401, "Sign in first.\n")


def test_requests_are_counted_by_the_rule_of_their_route(client: Client) -> None:
    person = client.add_person("Ada")
    client.get(f"/people/{person['id']}")
    client.get("/people/Grace")
    client.http.get("/Grace/Hopper")
    client.http.open("/", method="FROB")
    found = figures(client)
    count = "familiar_request_duration_seconds_count"
    rule = "/api/v1/galleries/<gallery_id>/people/<person_id>"
    assert found[count, "GET", rule, "200"] == 1
    assert found[count, "GET", rule, "404"] == 1
    assert found[count, "POST", "/api/v1/galleries/<gallery_id>/people", "201"] == 1
    assert found[count, "GET", "unmatched", "404"] == 1
    assert found[count, "other", "unmatched", "405"] == 1
    assert found["familiar_request_duration_seconds_sum", "GET", rule, "200"] > 0
    assert not any("Grace" in label or "FROB" in label or person["id"] in label for key in found for label in key)


def test_the_size_of_the_gallery_and_of_the_process_is_told(client: Client, tmp_path: Path) -> None:
    person = client.add_person("Ada")
    client.add_person("Bo")
    reference = client.add_reference(person["id"], photo=jpeg(200, 200))
    client.get(f"/references/{reference['id']}/thumbnail")
    found = figures(client)
    assert (found[("familiar_people",)], found[("familiar_references",)]) == (2, 1)
    assert found[("process_resident_memory_bytes",)] > 10e6
    assert found[("familiar_open_sockets",)] == 0
    assert ("familiar_photo_store_bytes",) not in found, "it is only counted where somebody asks for it"
    files = [path for kind in ("photos", "thumbnails") for path in (tmp_path / "data" / kind).rglob("*.jpg")]
    assert len(files) == 2
    told = figures(client, "?photos")[("familiar_photo_store_bytes",)]
    assert told == sum(path.stat().st_size for path in files) > 0


def test_failed_attempts_to_sign_in_are_counted(app: Flask, client: Client) -> None:
    other = Client(app)
    assert [code(other.sign_in(password="wrong"))[0] for _ in range(3)] == [401] * 3
    other.http.post("/sign-in", data={"name": "x", "password": "x", "csrf_token": other.token})
    assert figures(client)[("familiar_sign_in_failures_total",)] == 4


def test_figures_of_the_gallery_are_missing_while_the_database_is(client: Client, tmp_path: Path) -> None:
    execute(tmp_path, "ALTER TABLE people RENAME TO gone")
    found = figures(client)
    assert ("familiar_people",) not in found
    assert ("process_resident_memory_bytes",) in found


def test_two_applications_share_no_figures(make_app: MakeApp, client: Client) -> None:
    client.get("/people")
    Client(make_app()).get("/people")
    count = ("familiar_request_duration_seconds_count", "GET", "/api/v1/galleries/<gallery_id>/people", "401")
    assert count not in figures(client)
