"""A write that fails half-way leaves rows and files as they were. The fakes stand at our own ports."""

import os
import stat
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.storage.conftest import Home
from tests.storage.test_forgetting import rows
from tests.support.faces import BOX, described
from tests.support.pictures import jpeg
from webapp.domain.catalogue import MAIN
from webapp.domain.faces import Box
from webapp.domain.photos import EncodedPhoto
from webapp.storage.files import write_atomically
from webapp.storage.galleries import SqlGalleryStore
from webapp.storage.photos import FolderPhotoStore


class FullDisk(FolderPhotoStore):
    """A PhotoStore that has no room."""

    def put(self, _encoded: EncodedPhoto) -> bool:
        """Fail."""
        raise OSError(28, "No space left on device")


class BrokenStore(SqlGalleryStore):
    """A GalleryStore whose database refuses after the file was written."""

    def add_reference(self, *_args: Any) -> None:
        """Fail."""
        raise RuntimeError("database is gone")

    add_submission = add_reference


@pytest.fixture
def before(home: Home) -> tuple[dict[str, int], set[str], str]:
    person = home.gallery.add_person("Ada")
    home.gallery.enrol(person.id, BytesIO(jpeg()), described(1))
    return rows(home), home.files(), home.gallery.mark()


def person_id(home: Home) -> str:
    with home.engine.connect() as connection:
        return connection.exec_driver_sql("SELECT id FROM people").scalar_one()


@pytest.mark.parametrize("photo", [jpeg(), jpeg(99, 98)], ids=["a photo that is there", "a new photo"])
@pytest.mark.parametrize("broken", ["photos", "store"])
def test_a_failed_enrolment_leaves_everything_as_it_was(
    home: Home, before: tuple[Any, ...], broken: str, photo: bytes
) -> None:
    if broken == "photos":
        home.gallery.photos = FullDisk(home.data)
    else:
        home.gallery.store = BrokenStore(home.engine, MAIN)
    called: list[None] = []
    home.gallery.changed = lambda: called.append(None)
    with pytest.raises((OSError, RuntimeError)):
        home.gallery.enrol(person_id(home), BytesIO(photo), described(2))
    with pytest.raises((OSError, RuntimeError)):
        home.inbox.submit("Bo", BytesIO(photo), Box(**BOX))
    assert (rows(home), home.files(), home.gallery.mark()) == before
    assert called == []


def test_a_disk_that_fills_up_while_writing_leaves_no_part_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "ab" / "photo.jpg"
    write_atomically(target, b"before")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(target, b"after")
    assert [path.name for path in target.parent.iterdir()] == ["photo.jpg"]
    assert target.read_bytes() == b"before"


def test_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    write_atomically(tmp_path / "new" / "file", b"x")
    assert stat.S_IMODE((tmp_path / "new" / "file").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
