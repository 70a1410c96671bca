"""AuditLog on SQLAlchemy."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from webapp.domain.audit import Entry
from webapp.domain.errors import BadCursor
from webapp.domain.pages import Page, PageQuery
from webapp.storage import engine as engines
from webapp.storage.keyset import page_of
from webapp.storage.models import AuditRow


class SqlAuditLog:
    """What was done, in a database that `migrate` prepared."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = engines.writers(engine)

    def add(self, entry: Entry) -> None:
        """See AuditLog."""
        with Session(self._writing) as session, session.begin():
            session.add(AuditRow(**vars(entry)))

    def entries(self, page: PageQuery, gallery_id: str | None = None, action: str = "") -> Page[Entry]:
        """See AuditLog."""
        query = select(AuditRow)
        if gallery_id is not None:
            query = query.where(AuditRow.gallery_id == gallery_id)
        if action:
            query = query.where(AuditRow.action == action)
        with Session(self._reading) as session:
            return page_of(
                session,
                query,
                (AuditRow.at, AuditRow.id),
                page,
                item=lambda row: _entry(row[0]),
                key_of=lambda entry: (entry.at.isoformat(), entry.id),
                parse=_time_and_id,
                newest_first=True,
            )


def _entry(row: AuditRow) -> Entry:
    return Entry(row.id, row.at, row.actor_kind, row.actor_id, row.action, row.gallery_id, row.subject)


def _time_and_id(values: list[str]) -> Sequence[object]:
    try:
        return datetime.fromisoformat(values[0]), values[1]
    except ValueError as error:
        raise BadCursor from error
