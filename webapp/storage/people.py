"""Queries about people."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from webapp.domain.errors import NotFound
from webapp.domain.names import name_key
from webapp.domain.pages import Page, PageQuery
from webapp.domain.people import Person
from webapp.storage.keyset import page_of
from webapp.storage.models import PersonRow, ReferenceRow


def person_row(session: Session, gallery_id: str, person_id: str) -> PersonRow:
    """Return a person's row. Raises NotFound."""
    row = session.get(PersonRow, person_id)
    if row is None or row.gallery_id != gallery_id:
        raise NotFound(kind="person")
    return row


def add(session: Session, gallery_id: str, person: Person) -> None:
    """Add a person's row."""
    key = name_key(person.name)
    session.add(
        PersonRow(id=person.id, gallery_id=gallery_id, name=person.name, name_key=key, created_at=person.created_at)
    )
    session.flush()


def read(session: Session, gallery_id: str, person_id: str) -> Person:
    """Return a person. Raises NotFound."""
    row = session.execute(_people(gallery_id).where(PersonRow.id == person_id)).one_or_none()
    if row is None:
        raise NotFound(kind="person")
    return _person(row)


def search(session: Session, gallery_id: str, text: str, page: PageQuery) -> Page[Person]:
    """Return the people whose name contains `text`, which is a name key."""
    query = _people(gallery_id)
    if text:
        query = query.where(PersonRow.name_key.contains(text, autoescape=True))
    key = (PersonRow.name_key, PersonRow.id)
    return page_of(session, query, key, page, item=_person, key_of=lambda person: (name_key(person.name), person.id))


def _people(gallery_id: str) -> Select[Any]:
    """Select a gallery's people with the number of their references and the first of them."""
    mine = ReferenceRow.person_id == PersonRow.id
    count = select(func.count()).where(mine).correlate(PersonRow).scalar_subquery()
    first = aliased(ReferenceRow)
    cover = (
        select(first.id)
        .where(first.person_id == PersonRow.id)
        .order_by(first.created_at, first.id)
        .limit(1)
        .correlate(PersonRow)
        .scalar_subquery()
    )
    return select(PersonRow, count, cover).where(PersonRow.gallery_id == gallery_id)


def _person(row: Any) -> Person:
    person, count, cover = row
    return Person(person.id, person.name, person.created_at, count, cover)
