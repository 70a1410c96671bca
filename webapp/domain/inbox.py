"""The inbox of a gallery: photos that people offer, and what becomes of them."""

from typing import IO

from webapp.domain.clock import new_id, now
from webapp.domain.errors import InboxFull
from webapp.domain.faces import Box, DescribedFace
from webapp.domain.gallery import Gallery
from webapp.domain.names import clean_name
from webapp.domain.pages import PageQuery
from webapp.domain.people import Person
from webapp.domain.references import Reference
from webapp.domain.submissions import Submission

MOST_WAITING = 1000  # submissions, so that strangers cannot fill the disk


class Inbox:
    """The use cases of submissions."""

    def __init__(self, gallery: Gallery) -> None:
        self.gallery = gallery
        self.store = gallery.store

    def submit(self, name: str, source: IO[bytes], box: Box) -> Submission:
        """Keep a photo until somebody decides about it. Raises BadName, BadFace, InboxFull, photo errors."""
        cleaned = clean_name(name)
        if self.store.submissions(PageQuery(limit=1)).total >= MOST_WAITING:
            raise InboxFull
        encoded = self.gallery.codec.encode(source)
        box.check_inside(encoded.photo.width, encoded.photo.height)
        submission = Submission(new_id(), cleaned, box, encoded.photo, now())
        self.gallery.keep(encoded, lambda: self.store.add_submission(submission))
        return submission

    def approve(self, submission_id: str, person: str | Person, face: DescribedFace) -> Reference:
        """Make a submission a reference, of a person's id or of a new person.

        Raises NotFound, BadFace, OtherRecogniser.
        """
        self.gallery.check_recogniser(face.recogniser)
        submission = self.store.submission(submission_id)
        new = person if isinstance(person, Person) else None
        person_id = person.id if isinstance(person, Person) else self.store.person(person).id
        reference = self.gallery.reference_of(person_id, face, submission.photo)
        self.store.approve(submission_id, reference, face.descriptor, new)
        self.store.scrub()
        self.gallery.changed()
        return reference

    def newcomer(self, name: str) -> Person:
        """Return a person who is not stored yet, to approve a submission as. Raises BadName."""
        return Person(new_id(), clean_name(name), now())

    def photo(self, submission_id: str) -> bytes:
        """Return the JPEG of an offered photo. Raises NotFound."""
        return self.gallery.photos.read(self.store.submission(submission_id).photo.sha256)

    def refuse(self, submission_id: str) -> None:
        """Delete a submission with its photo. Raises NotFound."""
        with self.gallery.photos.exclusive():
            removed = self.store.remove_submission(submission_id)
            self.gallery.discard([removed.photo], [])
