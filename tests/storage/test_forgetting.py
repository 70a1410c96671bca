"""What is deleted is gone: from the tables, from the folders, and from the bytes of the database's files."""

import os
import sqlite3
from datetime import timedelta
from io import BytesIO

import pytest

from tests.storage.conftest import Home
from tests.support.faces import BOX, described, descriptor
from tests.support.pictures import jpeg
from webapp.domain.clock import new_id
from webapp.domain.errors import NotFound
from webapp.domain.faces import Box
from webapp.domain.people import Person

NAME = "Wilhelmina Featherstonehaugh"


def traces(home: Home, *needles: bytes) -> list[str]:
    """Return the files of the data folder that mention any of these bytes, by name or content."""
    return [
        str(path)
        for path in home.data.rglob("*")
        if path.is_file() and any(needle in str(path).encode() + b"\n" + path.read_bytes() for needle in needles)
    ]


def rows(home: Home) -> dict[str, int]:
    tables = ("people", "photos", "face_references", "submissions")
    with sqlite3.connect(home.data / "familiar.db") as database:
        counts = {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}  # noqa: S608
    database.close()
    return counts


def test_nothing_of_a_deleted_person_is_left(home: Home) -> None:
    other = home.gallery.add_person("Somebody else")
    kept = home.gallery.enrol(other.id, BytesIO(jpeg(colour=(0, 0, 250))), described(99))
    person = home.gallery.add_person(NAME)
    references = [home.gallery.enrol(person.id, BytesIO(jpeg(81 + i, 60)), described(i)) for i in range(40)]
    for reference in references:
        home.gallery.thumbnail(reference.id)
    needles = [NAME.encode(), NAME.casefold().encode(), person.id.encode()]
    needles += [descriptor(seed).tobytes() for seed in range(40)]
    needles += [piece.encode() for reference in references for piece in (reference.id, reference.photo.sha256)]
    assert all(traces(home, needle) for needle in needles), "the search finds what is there"

    home.gallery.remove_person(person.id)

    assert traces(home, *needles) == []
    assert rows(home) == {"people": 1, "photos": 1, "face_references": 1, "submissions": 0}
    assert home.files() == {f"photos/{kept.photo.sha256[:2]}/{kept.photo.sha256}.jpg"}
    assert traces(home, descriptor(99).tobytes()), "others are still there"


def test_nothing_of_a_deleted_reference_is_left(home: Home) -> None:
    person = home.gallery.add_person("Ada")
    reference = home.gallery.enrol(person.id, BytesIO(jpeg()), described(5))
    home.gallery.thumbnail(reference.id)
    home.gallery.remove_reference(reference.id)
    assert traces(home, descriptor(5).tobytes(), reference.id.encode(), reference.photo.sha256.encode()) == []
    assert home.gallery.store.person(person.id).reference_count == 0


def test_nothing_of_a_refused_submission_is_left(home: Home) -> None:
    submission = home.inbox.submit(NAME, BytesIO(jpeg()), Box(**BOX))
    assert traces(home, NAME.encode())
    home.inbox.refuse(submission.id)
    assert traces(home, NAME.encode(), submission.id.encode(), submission.photo.sha256.encode()) == []
    assert home.files() == set()


def test_an_old_name_is_not_kept_after_renaming(home: Home) -> None:
    person = home.gallery.add_person(NAME)
    home.gallery.rename(person.id, "Mina")
    home.gallery.store.scrub()
    assert traces(home, NAME.encode(), NAME.casefold().encode()) == []


def test_a_photo_goes_with_the_last_row_that_needs_it(home: Home) -> None:
    ada, bo = home.gallery.add_person("Ada"), home.gallery.add_person("Bo")
    photo = jpeg()
    first = home.gallery.enrol(ada.id, BytesIO(photo), described(1))
    second = home.gallery.enrol(bo.id, BytesIO(photo), described(2))
    offered = home.inbox.submit("Cy", BytesIO(photo), Box(**BOX))
    assert first.photo == second.photo == offered.photo
    home.gallery.remove_person(ada.id)
    assert home.gallery.photo(second.id)
    home.gallery.remove_reference(second.id)
    assert home.inbox.photo(offered.id)
    home.inbox.refuse(offered.id)
    assert home.files() == set()


def test_an_approved_submission_becomes_a_reference_and_stops_waiting(home: Home) -> None:
    changes: list[str] = []
    home.gallery.changed = lambda: changes.append(home.gallery.mark())
    offered = home.inbox.submit("Cy", BytesIO(jpeg()), Box(**BOX))
    assert changes == [], "an offer does not change the gallery"
    reference = home.inbox.approve(offered.id, home.inbox.newcomer("Cyril"), described(3))
    assert home.gallery.store.person(reference.person_id).name == "Cyril"
    assert home.gallery.photo(reference.id)
    assert len(changes) == 1
    with pytest.raises(NotFound):
        home.inbox.photo(offered.id)


def test_a_failed_approval_changes_nothing(home: Home) -> None:
    offered = home.inbox.submit("Cy", BytesIO(jpeg()), Box(**BOX))
    before = rows(home)
    with pytest.raises(NotFound):
        home.inbox.approve(new_id(), home.inbox.newcomer("Cyril"), described(3))
    with pytest.raises(NotFound):
        home.inbox.approve(offered.id, new_id(), described(3))
    reference = home.gallery.reference_of(new_id(), described(3), offered.photo)
    newcomer = Person(new_id(), "Cyril", offered.created_at)
    with pytest.raises(NotFound):  # the new person and the deleted submission are rolled back together
        home.gallery.store.approve(offered.id, reference, descriptor(3), newcomer)
    assert rows(home) == before


def test_the_sweep_removes_old_orphans_alone(home: Home) -> None:
    person = home.gallery.add_person("Ada")
    kept = home.gallery.enrol(person.id, BytesIO(jpeg()), described(1))
    home.gallery.thumbnail(kept.id)
    orphans = [
        home.data / "photos/ab" / f"ab{'0' * 62}.jpg",
        home.data / "photos/cd/.staged-1",
        home.data / "thumbnails/cd/cd1.jpg",
    ]
    for path in orphans:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"left behind")
    assert home.gallery.sweep() == 0, "they might be under way"
    for path in [*orphans, *home.data.glob("*/*/*.jpg")]:
        os.utime(path, (0, 0))
    assert home.gallery.sweep(timedelta(hours=1)) == 3
    assert not any(path.exists() for path in orphans)
    assert home.gallery.photo(kept.id)
    assert len(home.files()) == 2
