"""What became of an offered photo."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from webapp.domain.quality import Flaw


class Verdict(StrEnum):
    """What is decided about a photo."""

    ADDED = "added"
    PRESENT = "present"  # this very photo is a reference of this person already
    SEVERAL_FACES = "several-faces"
    OTHER_PERSON = "other-person"
    NEAR_DUPLICATE = "near-duplicate"
    SMALL = Flaw.SMALL.value
    DARK = Flaw.DARK.value
    BLURRED = Flaw.BLURRED.value
    NO_FACE = "no-face"
    BAD_NAME = "bad-name"
    UNREADABLE = "unreadable"


DONE = frozenset({Verdict.ADDED, Verdict.PRESENT})
# Doubts that a person may overrule; the others leave nothing that could be enrolled.
ACCEPTABLE = (
    Verdict.SEVERAL_FACES,
    Verdict.OTHER_PERSON,
    Verdict.NEAR_DUPLICATE,
    Verdict.SMALL,
    Verdict.DARK,
    Verdict.BLURRED,
)


@dataclass(frozen=True)
class Outcome:
    """A photo's verdict, with what a person needs to decide otherwise. Flat, so that it makes a row of a report.

    Attributes:
        path: in the source.
        name: of the person, empty where the path gives none.
        message: a sentence.
        code: of the error, for what could not be read or named.
        doubts: all that spoke against it, those that were accepted too; with commas between.
        faces: how many were found.
        other: the name of the nearest other person, where the face is too near to them.
        distance: to that person, or to the reference that the photo repeats.
        side, brightness, sharpness, quality: see `quality.Look`.
        photo: the hash under which the photo is stored.
        person_id: of whom it is a reference now.
    """

    path: str
    verdict: Verdict
    name: str = ""
    message: str = ""
    code: str = ""
    doubts: str = ""
    faces: int | None = None
    other: str = ""
    distance: float | None = None
    side: float | None = None
    brightness: float | None = None
    sharpness: float | None = None
    quality: float | None = None
    photo: str = ""
    person_id: str = ""

    @property
    def is_done(self) -> bool:
        """Whether nothing about it is left to decide."""
        return self.verdict in DONE


COLUMNS = tuple(field.name for field in fields(Outcome))


def to_row(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as JSON."""
    return asdict(outcome)


def from_row(row: Mapping[str, Any]) -> Outcome:
    """Return an outcome that `to_row` wrote. Raises KeyError, ValueError for anything else."""
    return Outcome(**{name: row[name] for name in COLUMNS} | {"verdict": Verdict(row["verdict"])})
