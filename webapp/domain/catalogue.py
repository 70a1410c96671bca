"""What is known of galleries: their names and settings, their members, and the keys with which programs reach them."""

from dataclasses import dataclass
from datetime import datetime

from webapp.domain.faces import Recogniser
from webapp.domain.roles import Role

MAIN = "main"  # the gallery that is there from the beginning


@dataclass(frozen=True)
class GalleryInfo:
    """A gallery without its content.

    Args:
        threshold: the distance below which a face is known; None: the installation's.
        recogniser: whose descriptors it keeps; None as long as it has none.
    """

    id: str
    name: str
    created_at: datetime
    threshold: float | None = None
    recogniser: Recogniser | None = None


@dataclass(frozen=True)
class Member:
    """An account's role in a gallery."""

    user_id: str
    user_name: str
    role: Role


@dataclass(frozen=True)
class ApiKey:
    """A key of a program: good for one gallery and one role, until it expires.

    Its secret is shown once and kept as a hash.
    """

    id: str
    name: str
    gallery_id: str
    role: Role
    made_by: str
    created_at: datetime
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
