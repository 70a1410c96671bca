"""What the domain asks of the world outside; `storage` and `inference` provide it."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import IO, Protocol

from webapp.domain.audit import Entry
from webapp.domain.catalogue import ApiKey, GalleryInfo, Member
from webapp.domain.descriptors import PersonDescriptors
from webapp.domain.faces import Box, Descriptor, Recogniser
from webapp.domain.offers import Offer
from webapp.domain.outcomes import Outcome
from webapp.domain.pages import Page, PageQuery
from webapp.domain.people import Person
from webapp.domain.photos import EncodedPhoto
from webapp.domain.quality import FoundFace
from webapp.domain.references import Reference
from webapp.domain.roles import Role
from webapp.domain.submissions import Submission
from webapp.domain.users import Link, LinkPurpose, User


class GalleryStore(Protocol):
    """People, references and submissions of one gallery. Every method is one transaction.

    Unknown ids, and those of other galleries, raise NotFound. What is said of photos holds for all galleries, which
    share their files.
    """

    def revision(self) -> str:
        """Return the mark of the gallery's present content; every change gives a new one that was never used."""

    def add_person(self, person: Person) -> None:
        """Store a person without references."""

    def person(self, person_id: str) -> Person:
        """Return one person."""

    def people(self, search: str, page: PageQuery) -> Page[Person]:
        """Return people whose name contains `search` whatever its case, by name and then id."""

    def rename_person(self, person_id: str, name: str) -> None:
        """Give a person another name."""

    def remove_person(self, person_id: str) -> list[Reference]:
        """Forget a person; return the references that went with them."""

    def add_reference(self, reference: Reference, descriptor: Descriptor) -> None:
        """Store a reference of an existing person."""

    def reference(self, reference_id: str) -> Reference:
        """Return one reference."""

    def references(self, person_id: str, page: PageQuery) -> Page[Reference]:
        """Return a person's references, oldest first."""

    def references_of_photo(self, sha256: str) -> list[Reference]:
        """Return the references that were taken from a stored photo, of whomever."""

    def remove_reference(self, reference_id: str) -> Reference:
        """Forget a reference and return what it was."""

    def descriptors(self, recogniser: Recogniser) -> tuple[str, list[PersonDescriptors]]:
        """Return the revision and everyone's descriptors by this recogniser, people by name and then id."""

    def recognisers(self) -> list[Recogniser]:
        """Return the recognisers that made the descriptors of the references, those of most references first."""

    def add_submission(self, submission: Submission) -> None:
        """Store a submission."""

    def submission(self, submission_id: str) -> Submission:
        """Return one submission."""

    def submissions(self, page: PageQuery) -> Page[Submission]:
        """Return submissions, oldest first."""

    def remove_submission(self, submission_id: str) -> Submission:
        """Forget a submission and return what it was."""

    def approve(self, submission_id: str, reference: Reference, descriptor: Descriptor, new: Person | None) -> None:
        """Turn a submission into a reference, of the person `new` where one is given, all at once."""

    def photos_in_use(self) -> set[str]:
        """Return the hashes of all photos that a reference or submission needs."""

    def photo_in_use(self, sha256: str) -> bool:
        """Tell whether a reference or submission needs this photo."""

    def reference_ids(self) -> set[str]:
        """Return the ids of all references."""

    def scrub(self) -> None:
        """Remove what deleted rows may have left in the database's files."""


class PhotoStore(Protocol):
    """Photo files by content hash, and thumbnails by reference."""

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold all other writers off, so that a file and its row come and go together."""

    def put(self, encoded: EncodedPhoto) -> bool:
        """Store a photo durably. Returns False where the same photo was there already."""

    def read(self, sha256: str) -> bytes:
        """Return a photo's JPEG bytes. Raises NotFound."""

    def remove(self, sha256: str) -> None:
        """Delete a photo; one that is gone already is no error."""

    def thumbnail(self, reference_id: str) -> bytes | None:
        """Return a thumbnail that was kept, or None."""

    def put_thumbnail(self, reference_id: str, jpeg: bytes) -> None:
        """Keep a thumbnail."""

    def remove_thumbnail(self, reference_id: str) -> None:
        """Delete a thumbnail; one that is gone already is no error."""

    def sweep(self, photos: set[str], references: set[str], before: datetime) -> int:
        """Delete files older than `before` that belong to none of these photos and references; return how many."""


class PhotoCodec(Protocol):
    """Pictures in and out of bytes."""

    def encode(self, source: IO[bytes]) -> EncodedPhoto:
        """Decode a picture of unknown origin under limits and re-encode it. Raises the photo errors of errors.py."""

    def thumbnail(self, jpeg: bytes, box: Box) -> bytes:
        """Return a small square JPEG round the box of a stored photo."""


class FaceFinder(Protocol):
    """Finds and describes faces, by the recogniser of the gallery that it was made for."""

    def find(self, photo: bytes) -> list[FoundFace]:
        """Return the faces of a picture of unknown origin, largest first. Raises the photo errors of errors.py."""


class ImportRecord(Protocol):
    """What an import that may be interrupted has done so far."""

    def outcome(self, offer: Offer) -> Outcome | None:
        """Return what became of a photo, None where it has not had its turn or is another photo by now."""

    def keep(self, offer: Offer, outcome: Outcome) -> None:
        """Record what became of a photo, so that it survives this process."""


class UserStore(Protocol):
    """Accounts, sign-ins and one-time links. Every method is one transaction."""

    def add_user(self, user: User, password_hash: str) -> None:
        """Store an account. Raises NameTaken."""

    def users(self) -> list[User]:
        """Return all accounts by name."""

    def user_named(self, name: str) -> tuple[User, str] | None:
        """Return an account and its password hash, whatever the name's case."""

    def set_password(self, user_id: str, password_hash: str) -> None:
        """Replace a password and end all sign-ins of its account."""

    def add_sign_in(self, token_hash: str, user_id: str, expires_at: datetime) -> None:
        """Remember a sign-in and forget those that are over."""

    def signed_in_user(self, token_hash: str, now: datetime) -> User | None:
        """Return who signed in with this token, None when it ended or expired."""

    def remove_sign_in(self, token_hash: str) -> None:
        """End a sign-in."""

    def remove_sign_ins(self, user_id: str) -> None:
        """End all sign-ins of an account."""

    def replace_link(self, link: Link) -> None:
        """Store a link in place of all of the same purpose and account."""

    def link(self, token_hash: str, now: datetime) -> Link | None:
        """Return a link that is still good."""

    def use_setup_link(self, token_hash: str, user: User, password_hash: str, now: datetime) -> bool:
        """Spend a set-up link on the first account; False where it is no longer good or an account exists."""

    def use_reset_link(self, token_hash: str, password_hash: str, now: datetime) -> bool:
        """Spend a reset link on a new password; False where it is no longer good."""

    def drop_links(self, purpose: LinkPurpose) -> None:
        """Forget all links of a purpose."""


class Catalogue(Protocol):
    """Galleries, members and keys. Every method is one transaction; unknown ids raise NotFound."""

    def galleries(self) -> list[GalleryInfo]:
        """Return all galleries, oldest first."""

    def gallery(self, gallery_id: str) -> GalleryInfo:
        """Return one gallery."""

    def add_gallery(self, info: GalleryInfo) -> None:
        """Store an empty gallery. Raises NameTaken."""

    def change_gallery(self, info: GalleryInfo) -> None:
        """Store a gallery's name and settings. Raises NameTaken."""

    def members(self, gallery_id: str) -> list[Member]:
        """Return the accounts that have a role in a gallery, by name."""

    def roles(self, user_id: str) -> dict[str, Role]:
        """Return an account's roles, by the gallery's id."""

    def set_role(self, gallery_id: str, user_id: str, role: Role | None) -> None:
        """Make an account a member, or no member."""

    def keys(self, gallery_id: str) -> list[ApiKey]:
        """Return a gallery's keys, oldest first."""

    def add_key(self, key: ApiKey, secret_hash: str) -> None:
        """Store a key."""

    def remove_key(self, gallery_id: str, key_id: str) -> None:
        """Forget a key."""

    def key_with_role(self, secret_hash: str) -> tuple[ApiKey, Role | None] | None:
        """Return a key and its maker's present role in its gallery; None for an unknown secret."""

    def note_use(self, key_id: str, at: datetime) -> None:
        """Remember when a key was used."""


class AuditLog(Protocol):
    """What was done; entries are added and read, never changed."""

    def add(self, entry: Entry) -> None:
        """Store an entry."""

    def entries(self, page: PageQuery, gallery_id: str | None = None, action: str = "") -> Page[Entry]:
        """Return entries, newest first: of one gallery, or of one action, where these are given."""


class Passwords(Protocol):
    """Slow one-way hashing of passwords."""

    def hash(self, password: str) -> str:
        """Return a salted hash."""

    def verify(self, password_hash: str | None, password: str) -> bool:
        """Tell whether they belong together; takes as long for None as for a real hash."""
