"""What can be done with galleries as a whole, their members and their keys."""

import hashlib
import secrets
from dataclasses import replace
from datetime import timedelta

from webapp.domain.catalogue import ApiKey, GalleryInfo, Member
from webapp.domain.clock import new_id, now
from webapp.domain.errors import Forbidden, NotFound
from webapp.domain.faces import Recogniser
from webapp.domain.names import clean_name
from webapp.domain.ports import Catalogue
from webapp.domain.roles import Actor, Role
from webapp.domain.users import User

KEY_PREFIX = "fam_"
USED_EVERY = timedelta(minutes=1)  # how exact the time of a key's last use is


class Galleries:
    """The use cases of galleries as a whole."""

    def __init__(self, catalogue: Catalogue, recogniser: Recogniser) -> None:
        """`recogniser` is the one that new galleries keep descriptors of."""
        self._catalogue = catalogue
        self._recogniser = recogniser

    def visible(self, actor: Actor) -> list[GalleryInfo]:
        """Return the galleries that somebody may see, oldest first."""
        return [each for each in self._catalogue.galleries() if actor.role_in(each.id)]

    def add(self, name: str) -> GalleryInfo:
        """Add an empty gallery. Raises BadName, NameTaken."""
        made = GalleryInfo(new_id(), clean_name(name), now(), recogniser=self._recogniser)
        self._catalogue.add_gallery(made)
        return made

    def change(self, gallery_id: str, *, name: str | None = None, threshold: float | None = None) -> GalleryInfo:
        """Rename a gallery, or set the distance below which a face is known. Raises NotFound, BadName, NameTaken."""
        info = self._catalogue.gallery(gallery_id)
        info = replace(
            info,
            name=info.name if name is None else clean_name(name),
            threshold=info.threshold if threshold is None else threshold,
        )
        self._catalogue.change_gallery(info)
        return info

    def actor(self, user: User) -> Actor:
        """Return an account with its roles."""
        return Actor(user.id, "user", user.operator, {} if user.operator else self._catalogue.roles(user.id))

    def members(self, gallery_id: str) -> list[Member]:
        """Return a gallery's members by name. Raises NotFound."""
        return self._catalogue.members(gallery_id)

    def set_role(self, gallery_id: str, user_id: str, role: Role | None) -> None:
        """Make an account a member in this role, or no member; its keys reach no further. Raises NotFound."""
        self._catalogue.set_role(gallery_id, user_id, role)

    def keys(self, gallery_id: str) -> list[ApiKey]:
        """Return a gallery's keys, oldest first. Raises NotFound."""
        return self._catalogue.keys(gallery_id)

    def make_key(
        self, maker: Actor, gallery_id: str, name: str, role: Role, lasts: timedelta | None
    ) -> tuple[ApiKey, str]:
        """Return a new key and its secret, which nobody can read again. Raises NotFound, BadName, Forbidden."""
        own = maker.role_in(gallery_id)
        if own is None:
            raise NotFound(kind="gallery")
        if maker.kind != "user" or role > own:
            raise Forbidden(need=role.word)
        made = now()
        expires = None if lasts is None else made + lasts
        key = ApiKey(new_id(), clean_name(name), gallery_id, role, maker.id, made, expires)
        secret = KEY_PREFIX + secrets.token_urlsafe(32)
        self._catalogue.add_key(key, _hash(secret))
        return key, secret

    def end_key(self, gallery_id: str, key_id: str) -> None:
        """End a key. Raises NotFound."""
        self._catalogue.remove_key(gallery_id, key_id)

    def key_of(self, secret: str) -> ApiKey | None:
        """Return the key of a secret, if it is good at this moment, and note that it was used.

        A key is never worth more than its maker: its role is bounded by the maker's present one.
        """
        found = self._catalogue.key_with_role(_hash(secret))
        if found is None:
            return None
        key, makers = found
        present = now()
        if makers is None or (key.expires_at and key.expires_at <= present):
            return None
        if key.last_used_at is None or present - key.last_used_at >= USED_EVERY:
            self._catalogue.note_use(key.id, present)
        return replace(key, role=min(key.role, makers))


def _hash(secret: str) -> str:
    """Return what is kept of a secret; secrets are random and long, so that a fast hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
