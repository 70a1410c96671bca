"""`familiar import` as people run it: a process of its own, real networks, real photos."""

import csv
import json
import queue
import shutil
import signal
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import create_engine, text

from tests.support.server import command, environment, running
from webapp.paths import ROOT

PHOTOS = ROOT / "tests" / ".photos"
WITHIN = 120  # seconds; it takes ten


def settings(folder: Path) -> dict[str, str]:
    return environment(folder, FAMILIAR_MODELS_DIR=str(ROOT / "static" / "models"), PYTHONUNBUFFERED="1")


def run(folder: Path, *arguments: Any) -> subprocess.CompletedProcess[str]:
    """Import into the gallery of this folder."""
    return subprocess.run(
        command("import", *map(str, arguments)),
        env=settings(folder),
        capture_output=True,
        text=True,
        timeout=WITHIN,
        check=False,
    )


def references(folder: Path) -> list[tuple[str, str]]:
    """Return names and the photos' hashes, by name."""
    engine = create_engine(f"sqlite:///{folder / 'data' / 'familiar.db'}")
    query = "SELECT name, photo_sha256 FROM face_references JOIN people ON people.id = person_id ORDER BY name"
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


def lay_out(folder: Path, photos: dict[str, str]) -> Path:
    """Put photos where a path says, small enough to be quick."""
    for path, photo in photos.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        with Image.open(PHOTOS / photo) as picture:
            picture.convert("RGB").save(folder / path, quality=90)
    return folder


CLEAR = {
    "Barack_Obama/1.jpg": "obama.jpg",
    "Barack_Obama/2.jpg": "obama2.jpg",
    "Barack_Obama/3.jpg": "obama3.jpg",
    "Eileen Collins/1.jpg": "astronaut.png",
    "Joe_Biden/1.jpg": "biden.jpg",
}
DOUBTFUL = {
    "Barack_Obama/4.jpg": "32bit.png",  # obama2 in another format
    "Joe_Biden/2.jpg": "obama2.jpg",
    "=Friends/1.jpg": "sample6.jpg",
    "Rocket/1.jpg": "rocket.jpg",
}


def test_a_folder_is_enrolled_and_doubts_are_reported(tmp_path: Path) -> None:
    source = lay_out(tmp_path / "in", CLEAR | DOUBTFUL)
    (source / "Rocket" / "2.jpg").write_bytes(b"no picture")
    reports = [tmp_path / "report.csv", tmp_path / "report.jsonl"]
    rehearsed = run(tmp_path, source, "--dry-run")
    assert (rehearsed.returncode, references(tmp_path)) == (3, []), rehearsed.stderr
    done = run(tmp_path, source, "--report", reports[0], "--report", reports[1])
    assert done.returncode == 3, done.stderr
    assert done.stdout == rehearsed.stdout.replace("would be enrolled", "enrolled")
    assert [name for name, _ in references(tmp_path)] == ["Barack Obama"] * 3 + ["Eileen Collins", "Joe Biden"]
    rows = [json.loads(line) for line in reports[1].read_text().splitlines()]
    assert {row["path"]: row["verdict"] for row in rows} == dict.fromkeys(CLEAR, "added") | {
        "Barack_Obama/4.jpg": "near-duplicate",
        "Joe_Biden/2.jpg": "other-person",
        "=Friends/1.jpg": "several-faces",
        "Rocket/1.jpg": "no-face",
        "Rocket/2.jpg": "unreadable",
    }
    assert {row["code"] for row in rows} == {"", "not-an-image"}
    cells = list(csv.DictReader(reports[0].read_text("utf-8-sig").splitlines()))
    assert [cell["path"].lstrip("'") for cell in cells] == [row["path"] for row in rows]
    assert not [cell for cell in cells if any(value.startswith(("=", "+", "-", "@", "\t")) for value in cell.values())]
    again = run(tmp_path, source, "--accept", "several-faces", "near-duplicate")
    assert "2 of 10 photos enrolled" in again.stdout
    assert "5 were there already" in again.stdout
    assert "Joe_Biden/2.jpg: The face looks like Barack Obama" in again.stdout


def test_an_archive_is_enrolled_like_a_folder(tmp_path: Path) -> None:
    source = lay_out(tmp_path / "in", {"Ada/1.jpg": "astronaut.png"})
    with zipfile.ZipFile(tmp_path / "people.zip", "w") as archive:
        archive.write(source / "Ada" / "1.jpg", "people/Ada/1.jpg")
    done = run(tmp_path, tmp_path / "people.zip")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 of 1 photos enrolled, of 1 people."), done.stderr
    assert run(tmp_path, source).stdout.splitlines()[-1] == "1 were there already."


def test_an_import_that_is_killed_goes_on_and_enrols_nothing_twice(tmp_path: Path) -> None:
    source = lay_out(tmp_path / "in", CLEAR)
    process = subprocess.Popen(
        command("import", str(source)), env=settings(tmp_path), stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert process.stdout
    with process.stdout:
        lines = [process.stdout.readline() for _ in range(2)]
        process.send_signal(signal.SIGKILL)
    assert process.wait(timeout=WITHIN) == -signal.SIGKILL
    assert lines == ["1/5 added Barack_Obama/1.jpg\n", "2/5 added Barack_Obama/2.jpg\n"]
    assert 2 <= len(references(tmp_path)) < 5
    (record,) = (tmp_path / "data" / "imports").glob("*.jsonl")
    forgetful = tmp_path / "forgetful"  # killed in the moment between gallery and record, again and again
    shutil.copytree(tmp_path / "data", forgetful / "data")
    (forgetful / "data" / "imports" / record.name).unlink()
    for folder, first in ((tmp_path, "1/5 added"), (forgetful, "1/5 present")):
        done = run(folder, source)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(first)
        found = references(folder)
        assert [name for name, _ in found] == ["Barack Obama"] * 3 + ["Eileen Collins", "Joe Biden"]
        assert len({sha256 for _, sha256 in found}) == 5
        assert not list((folder / "data" / "imports").glob("*.jsonl"))


def test_pages_of_a_running_server_hear_of_an_import(tmp_path: Path) -> None:
    source = lay_out(tmp_path / "in", {"Ada/1.jpg": "astronaut.png"})
    with running(tmp_path, FAMILIAR_MODELS_DIR=str(ROOT / "static" / "models")) as server:
        server.sign_up()
        client, heard = server.socket(), queue.Queue[dict[str, str]]()
        client.on("gallery-changed", heard.put)
        server.connect(client)
        before = server.call("GET", "/descriptors").headers["ETag"]
        assert run(tmp_path, source).returncode == 0
        answer = server.call("GET", "/descriptors")
        assert answer.headers["ETag"] != before
        while heard.get(timeout=5)["etag"] not in answer.headers["ETag"]:
            pass  # the person was heard of before the reference
        (person,) = answer.json()["people"]
        assert (person["name"], len(person["references"])) == ("Ada", 1)
        client.disconnect()


@pytest.mark.parametrize(
    "arguments,code,said",
    [
        (["nowhere"], 1, "neither a folder nor a ZIP archive"),
        (["."], 1, "holds no photos"),
        ([".", "--report", "report.txt"], 1, "ends with .jsonl or .csv"),
        ([".", "--report", "nowhere/report.csv"], 1, "does not exist"),
        ([".", "--accept", "no-face"], 2, "invalid choice"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_read(
    tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    (tmp_path / "empty").mkdir()
    done = subprocess.run(
        command("import", *arguments),
        env={**settings(tmp_path), "PYTHONPATH": str(ROOT)},
        cwd=tmp_path / "empty",
        capture_output=True,
        text=True,
        timeout=WITHIN,
        check=False,
    )
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
