"""The audit log: who changed what and when. It holds ids, never names or pictures, and nothing in it is changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from webapp.domain.clock import new_id, now
from webapp.domain.pages import Page, PageQuery
from webapp.domain.roles import Actor

if TYPE_CHECKING:
    from webapp.domain.ports import AuditLog


@dataclass(frozen=True)
class Entry:
    """One thing that was done.

    Args:
        actor_kind: "user", "key", "command", or "nobody" for a request without sign-in.
        action: the name of the route or command, such as "people.create".
        gallery_id: the gallery that it happened in, None for the installation.
        subject: ids of what it was done to, such as {"person_id": "…"}.
    """

    id: str
    at: datetime
    actor_kind: str
    actor_id: str
    action: str
    gallery_id: str | None
    subject: dict[str, str]


NOBODY = Actor("", "nobody")
COMMAND = Actor("", "command")  # whoever runs commands on the server itself


class Audit:
    """The use cases of the audit log."""

    def __init__(self, log: "AuditLog") -> None:
        self._log = log

    def note(self, actor: Actor | None, action: str, gallery_id: str | None, subject: Mapping[str, str]) -> None:
        """Remember that something was done."""
        who = actor or NOBODY
        self._log.add(Entry(new_id(), now(), who.kind, who.id, action, gallery_id, dict(subject)))

    def entries(self, page: PageQuery, gallery_id: str | None = None, action: str = "") -> Page[Entry]:
        """Return entries, newest first: of one gallery, or of one action, where these are given."""
        return self._log.entries(page, gallery_id, action)
