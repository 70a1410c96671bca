"""Who may do what: roles in galleries, and those who act."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum


class Role(IntEnum):
    """What a member of a gallery may do; each role may do all that the ones before it may.

    A viewer sees people, photos and descriptors. An editor changes them. An admin also decides who is a member, and
    makes API keys.
    """

    VIEWER = 1
    EDITOR = 2
    ADMIN = 3

    @property
    def word(self) -> str:
        """The role as the API writes it."""
        return self.name.lower()

    @classmethod
    def named(cls, word: str) -> "Role":
        """Return the role of this name. Raises KeyError."""
        return cls[word.upper()]


@dataclass(frozen=True)
class Actor:
    """An account or an API key that asks for something.

    Args:
        id: of the account or the key, for the audit log.
        kind: "user", "key" or "command".
        operator: whether all galleries and accounts are theirs to look after.
        roles: gallery's id → role there.
    """

    id: str
    kind: str
    operator: bool = False
    roles: Mapping[str, Role] = field(default_factory=dict)

    def role_in(self, gallery_id: str) -> Role | None:
        """Return the role in a gallery; None for a gallery that is none of the actor's business."""
        return Role.ADMIN if self.operator else self.roles.get(gallery_id)
