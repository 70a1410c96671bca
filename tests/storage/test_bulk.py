"""Enrolling many photos into a real gallery. Only the networks are played: a photo's faces are what the test says."""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
import pytest

from tests.storage.conftest import Home
from tests.support.faces import descriptor
from tests.support.pictures import jpeg
from webapp.domain.bulk import BulkEnrolment
from webapp.domain.errors import BadSource, FileUnreadable, ImportRunning
from webapp.domain.faces import Box, DescribedFace, Descriptor, Face
from webapp.domain.offers import Offer
from webapp.domain.outcomes import ACCEPTABLE, Outcome, Verdict
from webapp.domain.pages import PageQuery
from webapp.domain.quality import FoundFace, Look
from webapp.domain.register import Register, Rehearsal
from webapp.storage.import_record import NoRecord, recorded

GOOD = Look(side=120, brightness=120, sharpness=0.5, quality=0.8)
V = Verdict


def found(seed: int, look: Look = GOOD, side: float = 30.0, near: float = 0.0) -> FoundFace:
    """Return a face whose descriptor is that of a seed, moved by a distance."""
    made = moved(descriptor(seed), near)
    return FoundFace(Face(Box(5, 5, side, side), 0.9), made, look)


def moved(start: Descriptor, distance: float) -> Descriptor:
    step = np.zeros(128, np.float32)
    step[0] = distance
    return start + step


class Played:
    """A FaceFinder whose answers are written down by photo. It counts how often it is asked."""

    def __init__(self) -> None:
        self.faces: dict[bytes, Sequence[FoundFace]] = {}
        self.asked = 0

    def find(self, photo: bytes) -> list[FoundFace]:
        """Answer."""
        self.asked += 1
        return list(self.faces[photo])


class Bulk:
    """An import into a gallery, one photo after the other."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.finder = Played()
        self.count = 0

    def photo(self, *faces: FoundFace) -> bytes:
        """Return a new photo that shows these faces."""
        self.count += 1
        photo = jpeg(60 + self.count, 60)
        self.finder.faces[photo] = faces
        return photo

    def start(self, accept: Sequence[Verdict] = (), rehearsal: bool = False) -> BulkEnrolment:
        """Begin an import."""
        kind = Rehearsal if rehearsal else Register
        return BulkEnrolment(kind(self.home.gallery), self.finder, accept)

    def names(self) -> list[tuple[str, int]]:
        """Return people with the number of their references."""
        return [(each.name, each.reference_count) for each in self.home.gallery.people("", PageQuery()).items]


@pytest.fixture
def bulk(home: Home) -> Bulk:
    return Bulk(home)


def offer(folder: str, photo: bytes, name: str = "1.jpg") -> Offer:
    return Offer(f"{folder}/{name}", "mark", lambda: photo)


def test_people_get_their_references_and_new_people_are_added(bulk: Bulk) -> None:
    bulk.home.gallery.add_person("ada lovelace")
    run = bulk.start()
    outcomes = [
        run.take(offer(folder, bulk.photo(found(seed, near=near))))
        for folder, seed, near in (("Ada_Lovelace", 1, 0), ("Ada_Lovelace", 1, 0.3), ("Bo", 2, 0), ("Bo", 2, 0.3))
    ]
    assert {outcome.verdict for outcome in outcomes} == {V.ADDED}
    assert bulk.names() == [("ada lovelace", 2), ("Bo", 2)]
    _, content = bulk.home.gallery.descriptors()
    assert content.people[1].matrix == pytest.approx(np.stack([descriptor(2), moved(descriptor(2), 0.3)]))
    assert [outcome.name for outcome in outcomes] == ["Ada Lovelace"] * 2 + ["Bo"] * 2


DOUBTS = {
    "several faces": ([found(1, near=0.3), found(2)], [V.SEVERAL_FACES]),
    "small": ([found(3, Look(79, 120, 0.5, 0.5))], [V.SMALL]),
    "dark": ([found(3, Look(80, 39, 0.5, 0.5))], [V.DARK]),
    "blurred": ([found(3, Look(80, 40, 0.09, 0.5))], [V.BLURRED]),
    "all of it": ([found(3, Look(79, 39, 0.09, 0.5))], [V.SMALL, V.DARK, V.BLURRED]),
    "another photo of somebody else": ([found(9, near=0.45)], [V.OTHER_PERSON]),
    "a photo of somebody else": ([found(9, near=0.1)], [V.OTHER_PERSON]),
    "nearly a photo that is there": ([found(1, near=0.1)], [V.NEAR_DUPLICATE]),
}


@pytest.fixture
def ada(bulk: Bulk) -> Bulk:
    """A gallery with Ada (descriptor 1) and Zoe (descriptor 9)."""
    run = bulk.start()
    run.take(offer("Ada", bulk.photo(found(1))))
    run.take(offer("Zoe", bulk.photo(found(9))))
    return bulk


@pytest.mark.parametrize("faces,wanted", DOUBTS.values(), ids=DOUBTS)
def test_a_doubtful_photo_is_reported_and_enrolled_only_on_request(
    ada: Bulk, faces: list[FoundFace], wanted: list[Verdict]
) -> None:
    photo, before = ada.photo(*faces), ada.home.gallery.mark()
    outcome = ada.start().take(offer("Ada", photo))
    assert (outcome.verdict, outcome.doubts, outcome.person_id) == (wanted[0], ",".join(wanted), "")
    assert outcome.message.endswith(".")
    others = [each for each in ACCEPTABLE if each != wanted[0]]
    assert ada.start(others).take(offer("Ada", photo)).verdict == wanted[0]
    assert ada.home.gallery.mark() == before
    taken = ada.start(wanted).take(offer("Ada", photo))
    assert (taken.verdict, taken.doubts, taken.message) == (V.ADDED, ",".join(wanted), "")
    assert ada.names() == [("Ada", 2), ("Zoe", 1)]


def test_whom_a_face_looks_like_is_named_with_the_distance(ada: Bulk) -> None:
    outcome = ada.start().take(offer("Ada", ada.photo(found(9, near=0.45))))
    assert (outcome.other, outcome.distance) == ("Zoe", pytest.approx(0.45, abs=1e-4))


@pytest.mark.parametrize("own,other,verdict", [(0.3, 0.4, V.ADDED), (0.4, 0.3, V.OTHER_PERSON), (0.6, 0.55, V.ADDED)])
def test_the_nearer_person_below_the_threshold_counts(bulk: Bulk, own: float, other: float, verdict: Verdict) -> None:
    run, probe = bulk.start(), descriptor(1)
    for folder, distance in (("Ada", own), ("Zoe", -other)):
        person = bulk.home.gallery.add_person(folder)
        face = DescribedFace(Box(5, 5, 30, 30), moved(probe, distance), bulk.home.gallery.rules.recogniser)
        bulk.home.gallery.enrol(person.id, BytesIO(jpeg()), face)
    assert run.take(offer("Ada", bulk.photo(found(1)))).verdict == verdict


def test_of_several_faces_the_own_one_is_taken_else_the_largest(ada: Bulk) -> None:
    run = ada.start([V.SEVERAL_FACES])
    run.take(offer("Ada", ada.photo(found(5, side=50), found(1, near=0.4))))
    run.take(offer("Eve", ada.photo(found(6), found(7, side=50))))
    _, content = ada.home.gallery.descriptors()
    assert content.people[0].matrix[1] == pytest.approx(moved(descriptor(1), 0.4))
    assert content.people[1].matrix[0] == pytest.approx(descriptor(7))


def test_the_very_same_photo_is_not_enrolled_again_nor_looked_at(ada: Bulk) -> None:
    photo = ada.photo(found(4))
    run = ada.start([V.OTHER_PERSON])
    assert run.take(offer("Ada", photo)).verdict == V.ADDED
    asked = ada.finder.asked
    assert run.take(offer("Ada", photo, "copy.jpg")).verdict == V.PRESENT
    assert ada.start().take(offer("Ada", photo)).verdict == V.PRESENT
    assert ada.finder.asked == asked
    assert run.take(offer("Zoe", photo)).verdict == V.ADDED, "a photo may be of two people, where somebody says so"


def unreadable() -> bytes:
    raise FileUnreadable(reason="its data are damaged")


REFUSED: dict[str, tuple[Offer | None, Verdict, str]] = {
    "no picture": (offer("Ada", b"no picture"), V.UNREADABLE, "not-an-image"),
    "nothing": (offer("Ada", b""), V.UNREADABLE, "empty-file"),
    "damaged": (Offer("Ada/1.jpg", "", unreadable), V.UNREADABLE, "file-unreadable"),
    "no folder": (Offer("1.jpg", "", bytes), V.BAD_NAME, "outside-folder"),
    "bad name": (offer("___", b""), V.BAD_NAME, "bad-name"),
    "two of a name": (offer("EVE", b""), V.BAD_NAME, "several-of-name"),
    "no face": (None, V.NO_FACE, ""),
}


@pytest.mark.parametrize("given,verdict,code", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_enrolled_says_why(ada: Bulk, given: Offer | None, verdict: Verdict, code: str) -> None:
    for name in ("Eve", "eve"):
        ada.home.gallery.add_person(name)
    before = ada.home.gallery.mark()
    outcome = ada.start(ACCEPTABLE).take(given or offer("Ada", ada.photo()))
    assert (outcome.verdict, outcome.code) == (verdict, code)
    assert outcome.message.endswith(".")
    assert ada.home.gallery.mark() == before


def test_what_others_change_meanwhile_is_seen(ada: Bulk) -> None:
    run = ada.start()
    eve = ada.home.gallery.add_person("Eve")
    face = DescribedFace(Box(5, 5, 30, 30), descriptor(20), ada.home.gallery.rules.recogniser)
    ada.home.gallery.enrol(eve.id, BytesIO(jpeg()), face)
    assert run.take(offer("Ada", ada.photo(found(20, near=0.3)))).other == "Eve"
    ada.home.gallery.remove_person(eve.id)
    assert run.take(offer("Ada", ada.photo(found(20, near=0.3)))).verdict == V.ADDED


def test_a_rehearsal_says_what_an_import_would_and_changes_nothing(ada: Bulk) -> None:
    same = ada.photo(found(30))
    photos = [
        offer("Eve", same),
        offer("Eve", same, "copy.jpg"),
        offer("eve", ada.photo(found(30, near=0.1))),
        offer("Ada", ada.photo(found(30, near=0.3))),
        offer("Eve", ada.photo(found(30, near=0.4))),
    ]
    before, files = ada.home.gallery.mark(), ada.home.files()
    rehearsed = [outcome.verdict for outcome in ada.start(rehearsal=True).run(photos, NoRecord())]
    assert rehearsed == [V.ADDED, V.PRESENT, V.NEAR_DUPLICATE, V.OTHER_PERSON, V.ADDED]
    assert (ada.home.gallery.mark(), ada.home.files()) == (before, files)
    assert [outcome.verdict for outcome in ada.start().run(photos, NoRecord())] == rehearsed


def test_an_interrupted_import_goes_on_where_it_was(ada: Bulk) -> None:
    photos = [
        offer("Ada", ada.photo(found(40, near=0.1 * i), found(50)) if i == 1 else ada.photo(found(40 + i)), f"{i}.jpg")
        for i in range(4)
    ]

    def run(most: int, about: str = "one", **changes: Offer) -> list[Outcome]:
        seen: list[Outcome] = []
        offers = [changes.get(each.path, each) for each in photos]
        try:
            with recorded(ada.home.data, {"about": about}) as record:
                for outcome in ada.start().run(offers, record):
                    seen.append(outcome)
                    if len(seen) == most:
                        raise BadSource(path="killed")
        except BadSource:
            pass
        return seen

    first = run(3)
    asked = ada.finder.asked
    assert [outcome.verdict for outcome in first] == [V.ADDED, V.SEVERAL_FACES, V.ADDED]
    (file,) = (ada.home.data / "imports").glob("*.jsonl")
    with file.open("a") as torn:
        torn.write('{"path": "Ada/3.jpg", "mark": "mark", "verdict": "add')
    assert run(3) == first
    assert ada.finder.asked == asked
    other_import = [outcome.verdict for outcome in run(2, "another")]
    assert other_import == [V.PRESENT, V.SEVERAL_FACES]
    ada.home.gallery.remove_reference(next(iter(ada.home.gallery.store.references_of_photo(first[0].photo))).id)
    last = run(0)
    assert [outcome.verdict for outcome in last] == [V.ADDED, V.SEVERAL_FACES, V.ADDED, V.ADDED]
    assert last[1:3] == first[1:]
    assert not file.exists()
    assert ada.names() == [("Ada", 4), ("Zoe", 1)]


def test_two_imports_at_a_time_are_one_too_many(home: Home) -> None:
    first, second = (recorded(home.data, {"about": about}) for about in ("one", "another"))
    with first, pytest.raises(ImportRunning), second:
        pass
    with recorded(home.data, {"about": "another"}):
        pass
