"""The gallery: what can be done with people and references, and in which order, so that nothing is left half done.

A photo's file is written first and its row second; rows are removed first and files second. Whatever fails in between
leaves at most a file that no row knows, which is removed at once or by the sweep at the next start.
"""

import hashlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import IO

from webapp.domain.clock import new_id, now
from webapp.domain.descriptors import Descriptors
from webapp.domain.errors import OtherRecogniser
from webapp.domain.faces import DescribedFace, Recogniser
from webapp.domain.names import clean_name, name_key
from webapp.domain.pages import Page, PageQuery
from webapp.domain.people import Person
from webapp.domain.photos import EncodedPhoto, Photo
from webapp.domain.ports import GalleryStore, PhotoCodec, PhotoStore
from webapp.domain.references import Reference

ORPHAN_AGE = timedelta(hours=1)


@dataclass(frozen=True)
class GalleryRules:
    """The recogniser whose descriptors the gallery keeps, and the distance below which a face is known."""

    recogniser: Recogniser
    threshold: float


class Gallery:
    """The use cases of people and references. `changed` is called after each committed change."""

    def __init__(
        self,
        store: GalleryStore,
        photos: PhotoStore,
        codec: PhotoCodec,
        rules: GalleryRules,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self.store = store
        self.photos = photos
        self.codec = codec
        self.rules = rules
        self.changed = changed

    def people(self, search: str, page: PageQuery) -> Page[Person]:
        """Return the people whose name contains `search`."""
        return self.store.people(name_key(search.strip()), page)

    def add_person(self, name: str) -> Person:
        """Add a person; two people may share a name. Raises BadName."""
        person = Person(new_id(), clean_name(name), now())
        self.store.add_person(person)
        self.changed()
        return person

    def rename(self, person_id: str, name: str) -> Person:
        """Rename a person. Raises BadName, NotFound."""
        self.store.rename_person(person_id, clean_name(name))
        self.changed()
        return self.store.person(person_id)

    def enrol(self, person_id: str, source: IO[bytes], face: DescribedFace) -> Reference:
        """Add a reference from a photo. Raises NotFound, BadFace, OtherRecogniser and the photo errors."""
        self.store.person(person_id)
        self.check_recogniser(face.recogniser)
        encoded = self.codec.encode(source)
        reference = self.reference_of(person_id, face, encoded.photo)
        self.keep(encoded, lambda: self.store.add_reference(reference, face.descriptor))
        self.changed()
        return reference

    def remove_person(self, person_id: str) -> None:
        """Delete a person with everything that belongs to them: rows, photos, thumbnails. Raises NotFound."""
        with self.photos.exclusive():
            removed = self.store.remove_person(person_id)
            self.discard((reference.photo for reference in removed), (reference.id for reference in removed))
        self.changed()

    def remove_reference(self, reference_id: str) -> None:
        """Delete a reference with its thumbnail, and its photo where nothing else needs it. Raises NotFound."""
        with self.photos.exclusive():
            removed = self.store.remove_reference(reference_id)
            self.discard([removed.photo], [removed.id])
        self.changed()

    def photo(self, reference_id: str) -> bytes:
        """Return the JPEG of the photo that a reference was taken from. Raises NotFound."""
        return self.photos.read(self.store.reference(reference_id).photo.sha256)

    def thumbnail(self, reference_id: str) -> bytes:
        """Return a small JPEG of a reference's face; it is made once and kept. Raises NotFound."""
        reference = self.store.reference(reference_id)
        kept = self.photos.thumbnail(reference_id)
        if kept is not None:
            return kept
        made = self.codec.thumbnail(self.photos.read(reference.photo.sha256), reference.box)
        with self.photos.exclusive():
            self.store.reference(reference_id)  # it may have been deleted while the picture was made
            self.photos.put_thumbnail(reference_id, made)
        return made

    def descriptors(self, recogniser: Recogniser | None = None) -> tuple[str, Descriptors]:
        """Return everybody's descriptors, and the mark of this content."""
        wanted = recogniser or self.rules.recogniser
        revision, people = self.store.descriptors(wanted)
        return self._mark(revision, wanted), Descriptors(wanted, self.rules.threshold, tuple(people))

    def mark(self, recogniser: Recogniser | None = None) -> str:
        """Return a hex mark of the content of `descriptors()`, without reading it: equal marks mean equal content."""
        return self._mark(self.store.revision(), recogniser or self.rules.recogniser)

    def sweep(self, age: timedelta = ORPHAN_AGE) -> int:
        """Delete files older than `age` that no row needs, such as those of an interrupted write; return how many."""
        with self.photos.exclusive():
            return self.photos.sweep(self.store.photos_in_use(), self.store.reference_ids(), now() - age)

    def check_recogniser(self, recogniser: Recogniser) -> None:
        """Raise OtherRecogniser unless the gallery keeps descriptors of this recogniser."""
        if recogniser != self.rules.recogniser:
            raise OtherRecogniser(given=recogniser, wanted=self.rules.recogniser)

    def reference_of(self, person_id: str, face: DescribedFace, photo: Photo) -> Reference:
        """Return a new reference, not stored yet. Raises BadFace for a box outside the photo."""
        face.box.check_inside(photo.width, photo.height)
        return Reference(new_id(), person_id, face.box, face.recogniser, photo, now())

    def keep(self, encoded: EncodedPhoto, write_row: Callable[[], None]) -> None:
        """Store a photo and the row that needs it; where either fails, neither stays."""
        with self.photos.exclusive():
            fresh = self.photos.put(encoded)
            try:
                write_row()
            except BaseException:
                if fresh:
                    with suppress(OSError):  # the sweep gets what cannot be removed now; the first error matters more
                        self.photos.remove(encoded.photo.sha256)
                raise

    def discard(self, photos: Iterable[Photo], references: Iterable[str]) -> None:
        """Delete the files of removed rows, except photos that other rows need. Call it while holding `exclusive`."""
        for reference_id in references:
            self.photos.remove_thumbnail(reference_id)
        for sha256 in {photo.sha256 for photo in photos}:
            if not self.store.photo_in_use(sha256):
                self.photos.remove(sha256)
        self.store.scrub()

    def _mark(self, revision: str, recogniser: Recogniser) -> str:
        parts = (revision, recogniser.name, recogniser.version, repr(self.rules.threshold))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
