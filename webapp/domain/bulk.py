"""Enrolling many photos: a verdict for each, and what nobody needs to look at becomes a reference."""

import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from webapp.domain.errors import FaceError
from webapp.domain.faces import DescribedFace
from webapp.domain.judgement import Doubt, doubts
from webapp.domain.neighbours import Nearness, Neighbours
from webapp.domain.offers import Offer
from webapp.domain.outcomes import Outcome, Verdict
from webapp.domain.ports import FaceFinder, ImportRecord
from webapp.domain.quality import FoundFace
from webapp.domain.register import Register


class BulkEnrolment:
    """Judges offered photos one after the other, and enrols them."""

    def __init__(self, register: Register, finder: FaceFinder, accept: Collection[Verdict] = ()) -> None:
        """Read the gallery's descriptors.

        Args:
            register: where to enrol.
            finder: what finds and describes faces, by the gallery's recogniser.
            accept: doubts in spite of which a photo is enrolled.
        """
        self._register = register
        self._gallery = register.gallery
        self._finder = finder
        self._accept = frozenset(accept)
        self._mark, people = register.people()
        self._neighbours = Neighbours(people)

    def run(self, offers: Iterable[Offer], record: ImportRecord) -> Iterator[Outcome]:
        """Yield an outcome for each photo, taking those that an interrupted run has recorded from there."""
        for offer in offers:
            outcome = record.outcome(offer)
            if outcome is None or not self._still_holds(outcome):
                outcome = self.take(offer)
                record.keep(offer, outcome)
            yield outcome

    def take(self, offer: Offer) -> Outcome:
        """Judge one photo, and enrol it where nothing speaks against it.

        Raises FaceError only where the gallery itself refuses: the person has been deleted in this moment.
        """
        try:
            name = offer.person
            person_id = self._register.person_id(name)
        except FaceError as error:
            return _refused(Verdict.BAD_NAME, offer, "", error)
        try:
            photo = offer.read()
            sha256 = self._gallery.codec.encode(io.BytesIO(photo)).photo.sha256
            if person_id and self._register.has(person_id, sha256):
                message = "This photo is a reference of this person already."
                return Outcome(offer.path, Verdict.PRESENT, name, message, photo=sha256, person_id=person_id)
            found = self._finder.find(photo)
        except FaceError as error:
            return _refused(Verdict.UNREADABLE, offer, name, error)
        if not found:
            return Outcome(offer.path, Verdict.NO_FACE, name, "No face was found.", faces=0, photo=sha256)
        return self._decide(Outcome(offer.path, Verdict.ADDED, name, photo=sha256), photo, found, person_id)

    def _decide(self, outcome: Outcome, photo: bytes, found: list[FoundFace], person_id: str | None) -> Outcome:
        face, near = self._own(found, person_id)
        against = doubts(face, len(found), near, self._gallery.rules.threshold)
        outcome = _described(outcome, face, len(found), against)
        left = [doubt for doubt in against if doubt.verdict not in self._accept]
        if left:
            return replace(outcome, verdict=left[0].verdict, message=" ".join(doubt.message for doubt in left))
        described = DescribedFace(face.face.box, face.descriptor, self._gallery.rules.recogniser)
        person_id = self._register.enrol(person_id, outcome.name, photo, described)
        self._neighbours.add(person_id, outcome.name, face.descriptor)
        self._mark = self._gallery.mark()
        return replace(outcome, person_id=person_id)

    def _own(self, found: Sequence[FoundFace], person_id: str | None) -> tuple[FoundFace, Nearness]:
        """Return the face that the photo is of: the one that a matcher would know as its person, else the largest."""
        self._follow()
        compared = [(each, self._neighbours.nearness(each.descriptor, person_id)) for each in found]
        face, near = min(compared, key=lambda each: each[1].own)
        if near.own < self._gallery.rules.threshold:
            return face, near
        return max(compared, key=lambda each: each[0].face.box.width * each[0].face.box.height)

    def _follow(self) -> None:
        """Read the gallery again where somebody else has changed it."""
        if self._gallery.mark() != self._mark:
            self._mark, people = self._register.people()
            self._neighbours = Neighbours(people)

    def _still_holds(self, outcome: Outcome) -> bool:
        return not outcome.is_done or self._register.has(outcome.person_id, outcome.photo)


def _refused(verdict: Verdict, offer: Offer, name: str, error: FaceError) -> Outcome:
    return Outcome(offer.path, verdict, name, str(error), error.code)


def _described(outcome: Outcome, found: FoundFace, faces: int, against: Sequence[Doubt]) -> Outcome:
    """Return the outcome with all that is known of the face."""
    nearest = next((doubt for doubt in against if doubt.distance is not None), None)
    return replace(
        outcome,
        faces=faces,
        doubts=",".join(doubt.verdict for doubt in against),
        other=nearest.other if nearest else "",
        distance=nearest.distance if nearest else None,
        side=round(found.look.side, 1),
        brightness=round(found.look.brightness, 1),
        sharpness=round(found.look.sharpness, 3),
        quality=round(found.look.quality, 3),
    )
