"""Catalogue on SQLAlchemy."""

import uuid
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.domain.catalogue import ApiKey, GalleryInfo, Member
from webapp.domain.errors import NameTaken, NotFound
from webapp.domain.faces import Recogniser
from webapp.domain.names import name_key
from webapp.domain.roles import Role
from webapp.storage import engine as engines
from webapp.storage.models import Base, GalleryRow, KeyRow, MembershipRow, UserRow

Row = TypeVar("Row", bound=Base)


class SqlCatalogue:
    """Galleries, members and keys in a database that `migrate` prepared."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = engines.writers(engine)

    def galleries(self) -> list[GalleryInfo]:
        """See Catalogue."""
        with Session(self._reading) as session:
            found = session.scalars(select(GalleryRow).order_by(GalleryRow.created_at, GalleryRow.id))
            return [_info(row) for row in found]

    def gallery(self, gallery_id: str) -> GalleryInfo:
        """See Catalogue."""
        with Session(self._reading) as session:
            return _info(_needed(session, GalleryRow, gallery_id, "gallery"))

    def add_gallery(self, info: GalleryInfo) -> None:
        """See Catalogue."""
        try:
            with Session(self._writing) as session, session.begin():
                row = GalleryRow(id=info.id, created_at=info.created_at, revision=uuid.uuid4().hex)
                session.add(_filled(row, info))
        except IntegrityError as error:
            raise NameTaken from error

    def change_gallery(self, info: GalleryInfo) -> None:
        """See Catalogue."""
        try:
            with Session(self._writing) as session, session.begin():
                _filled(_needed(session, GalleryRow, info.id, "gallery"), info)
        except IntegrityError as error:
            raise NameTaken from error

    def members(self, gallery_id: str) -> list[Member]:
        """See Catalogue."""
        query = (
            select(UserRow.id, UserRow.name, MembershipRow.role)
            .join(MembershipRow, MembershipRow.user_id == UserRow.id)
            .where(MembershipRow.gallery_id == gallery_id)
            .order_by(UserRow.name_key)
        )
        with Session(self._reading) as session:
            _needed(session, GalleryRow, gallery_id, "gallery")
            return [Member(user_id, name, Role(role)) for user_id, name, role in session.execute(query)]

    def roles(self, user_id: str) -> dict[str, Role]:
        """See Catalogue."""
        query = select(MembershipRow.gallery_id, MembershipRow.role).where(MembershipRow.user_id == user_id)
        with Session(self._reading) as session:
            return {gallery_id: Role(role) for gallery_id, role in session.execute(query)}

    def set_role(self, gallery_id: str, user_id: str, role: Role | None) -> None:
        """See Catalogue."""
        with Session(self._writing) as session, session.begin():
            _needed(session, GalleryRow, gallery_id, "gallery")
            _needed(session, UserRow, user_id, "account")
            if role is None:
                mine = (MembershipRow.gallery_id == gallery_id, MembershipRow.user_id == user_id)
                session.execute(delete(MembershipRow).where(*mine))
            else:
                session.merge(MembershipRow(gallery_id=gallery_id, user_id=user_id, role=int(role)))

    def keys(self, gallery_id: str) -> list[ApiKey]:
        """See Catalogue."""
        query = select(KeyRow).where(KeyRow.gallery_id == gallery_id).order_by(KeyRow.created_at, KeyRow.id)
        with Session(self._reading) as session:
            _needed(session, GalleryRow, gallery_id, "gallery")
            return [_key(row) for row in session.scalars(query)]

    def add_key(self, key: ApiKey, secret_hash: str) -> None:
        """See Catalogue."""
        with Session(self._writing) as session, session.begin():
            session.add(
                KeyRow(
                    id=key.id,
                    secret_hash=secret_hash,
                    name=key.name,
                    gallery_id=key.gallery_id,
                    role=int(key.role),
                    made_by=key.made_by,
                    created_at=key.created_at,
                    expires_at=key.expires_at,
                )
            )

    def remove_key(self, gallery_id: str, key_id: str) -> None:
        """See Catalogue."""
        with Session(self._writing) as session, session.begin():
            row = _needed(session, KeyRow, key_id, "key")
            if row.gallery_id != gallery_id:
                raise NotFound(kind="key")
            session.delete(row)

    def key_with_role(self, secret_hash: str) -> tuple[ApiKey, Role | None] | None:
        """See Catalogue."""
        with Session(self._reading) as session:
            row = session.scalars(select(KeyRow).where(KeyRow.secret_hash == secret_hash)).one_or_none()
            return None if row is None else (_key(row), _role(session, row.made_by, row.gallery_id))

    def note_use(self, key_id: str, at: datetime) -> None:
        """See Catalogue."""
        with Session(self._writing) as session, session.begin():
            session.execute(update(KeyRow).where(KeyRow.id == key_id).values(last_used_at=at))


def _needed(session: Session, kind: type[Row], row_id: str, word: str) -> Row:
    row = session.get(kind, row_id)
    if row is None:
        raise NotFound(kind=word)
    return row


def _role(session: Session, user_id: str, gallery_id: str) -> Role | None:
    if session.scalar(select(UserRow.operator).where(UserRow.id == user_id)):
        return Role.ADMIN
    membership = session.get(MembershipRow, (gallery_id, user_id))
    return None if membership is None else Role(membership.role)


def _info(row: GalleryRow) -> GalleryInfo:
    made_by = Recogniser(row.recogniser_name, row.recogniser_version or "") if row.recogniser_name else None
    return GalleryInfo(row.id, row.name, row.created_at, row.threshold, made_by)


def _filled(row: GalleryRow, info: GalleryInfo) -> GalleryRow:
    row.name, row.name_key, row.threshold = info.name, name_key(info.name), info.threshold
    row.recogniser_name = None if info.recogniser is None else info.recogniser.name
    row.recogniser_version = None if info.recogniser is None else info.recogniser.version
    return row


def _key(row: KeyRow) -> ApiKey:
    role = Role(row.role)
    return ApiKey(row.id, row.name, row.gallery_id, role, row.made_by, row.created_at, row.expires_at, row.last_used_at)
