"""Where photos are enrolled in bulk: in the gallery, or for a rehearsal nowhere."""

import io

import numpy as np

from webapp.domain.descriptors import PersonDescriptors
from webapp.domain.errors import SeveralOfName
from webapp.domain.faces import DescribedFace
from webapp.domain.gallery import Gallery
from webapp.domain.names import name_key
from webapp.domain.pages import PageQuery

_AT_ONCE = 200  # people of a page


class Register:
    """People by name and photos by hash, in a gallery."""

    def __init__(self, gallery: Gallery) -> None:
        self.gallery = gallery

    def person_id(self, name: str) -> str | None:
        """Return the one person of a name, whatever its case; None where there is none yet. Raises SeveralOfName."""
        key, found = name_key(name), list[str]()
        page = self.gallery.people(name, PageQuery(_AT_ONCE))
        while True:
            found += [person.id for person in page.items if name_key(person.name) == key]
            if page.next is None:
                break
            page = self.gallery.people(name, PageQuery(_AT_ONCE, page.next))
        if len(found) > 1:
            raise SeveralOfName(name=name)
        return found[0] if found else None

    def has(self, person_id: str, sha256: str) -> bool:
        """Tell whether a stored photo is a reference of a person."""
        return any(each.person_id == person_id for each in self.gallery.store.references_of_photo(sha256))

    def people(self) -> tuple[str, list[PersonDescriptors]]:
        """Return everybody's descriptors and the mark of this content."""
        mark, descriptors = self.gallery.descriptors()
        return mark, list(descriptors.people)

    def enrol(self, person_id: str | None, name: str, photo: bytes, face: DescribedFace) -> str:
        """Make a photo a reference of a person, or of a new one of this name; return the person's id.

        Raises what `Gallery.enrol` raises.
        """
        person_id = person_id or self.gallery.add_person(name).id
        self.gallery.enrol(person_id, io.BytesIO(photo), face)
        return person_id


class Rehearsal(Register):
    """Answers as a register would and changes nothing."""

    def __init__(self, gallery: Gallery) -> None:
        super().__init__(gallery)
        self._new: dict[str, str] = {}  # name key → what stands for an id
        self._photos: set[tuple[str, str]] = set()  # person's id, hash of the stored photo
        self._learned: list[PersonDescriptors] = []

    def person_id(self, name: str) -> str | None:
        """See Register."""
        return super().person_id(name) or self._new.get(name_key(name))

    def has(self, person_id: str, sha256: str) -> bool:
        """See Register."""
        return (person_id, sha256) in self._photos or super().has(person_id, sha256)

    def people(self) -> tuple[str, list[PersonDescriptors]]:
        """See Register."""
        mark, people = super().people()
        return mark, [*people, *self._learned]

    def enrol(self, person_id: str | None, name: str, photo: bytes, face: DescribedFace) -> str:
        """Remember what a register would have added."""
        person_id = person_id or self._new.setdefault(name_key(name), f"new {len(self._new) + 1}")
        self._photos.add((person_id, self.gallery.codec.encode(io.BytesIO(photo)).photo.sha256))
        self._learned.append(PersonDescriptors(person_id, name, ("",), face.descriptor[np.newaxis]))
        return person_id
