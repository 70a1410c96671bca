"""The tables. A change here needs a migration in `migrations/versions`; a test compares the two."""

from datetime import UTC, datetime

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, LargeBinary, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
}


class Base(DeclarativeBase):
    """All tables share one metadata with fixed names of keys and indexes, so that migrations can name them."""

    metadata = MetaData(naming_convention=_NAMES)


class UtcTime(TypeDecorator[datetime]):
    """A time in UTC. SQLite keeps no zone, so it is taken off on the way in and put back on the way out."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the time in UTC without its zone."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the time with its zone."""
        return None if value is None else value.replace(tzinfo=UTC)


Id = String(32)
Hash = String(64)


class GalleryRow(Base):
    """A gallery; `revision` is the mark of its present content."""

    __tablename__ = "galleries"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    name_key: Mapped[str] = mapped_column(String(400), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    revision: Mapped[str] = mapped_column(Id)
    threshold: Mapped[float | None]
    recogniser_name: Mapped[str | None] = mapped_column(String(100))
    recogniser_version: Mapped[str | None] = mapped_column(String(100))


class PersonRow(Base):
    """A person. `name_key` is the name for ordering and searching."""

    __tablename__ = "people"
    __table_args__ = (Index(None, "gallery_id", "name_key", "id"),)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    gallery_id: Mapped[str] = mapped_column(ForeignKey(GalleryRow.id))
    name: Mapped[str] = mapped_column(String(100))
    name_key: Mapped[str] = mapped_column(String(400))
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class PhotoRow(Base):
    """A stored photo file."""

    __tablename__ = "photos"
    sha256: Mapped[str] = mapped_column(Hash, primary_key=True)
    width: Mapped[int]
    height: Mapped[int]


class BoxColumns:
    """Where a face is in its photo, in pixels."""

    x: Mapped[float]
    y: Mapped[float]
    width: Mapped[float]
    height: Mapped[float]


class ReferenceRow(BoxColumns, Base):
    """A reference; `descriptor` is float32 little-endian [128]."""

    __tablename__ = "face_references"
    __table_args__ = (Index(None, "person_id", "created_at", "id"),)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey(PersonRow.id, ondelete="CASCADE"))
    photo_sha256: Mapped[str] = mapped_column(ForeignKey(PhotoRow.sha256), index=True)
    recogniser_name: Mapped[str] = mapped_column(String(100))
    recogniser_version: Mapped[str] = mapped_column(String(100))
    descriptor: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    photo: Mapped[PhotoRow] = relationship(lazy="joined", innerjoin=True)


class SubmissionRow(BoxColumns, Base):
    """A photo that waits for approval."""

    __tablename__ = "submissions"
    __table_args__ = (Index(None, "gallery_id", "created_at", "id"),)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    gallery_id: Mapped[str] = mapped_column(ForeignKey(GalleryRow.id))
    name: Mapped[str] = mapped_column(String(100))
    photo_sha256: Mapped[str] = mapped_column(ForeignKey(PhotoRow.sha256), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    photo: Mapped[PhotoRow] = relationship(lazy="joined", innerjoin=True)


class UserRow(Base):
    """An account."""

    __tablename__ = "users"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    name_key: Mapped[str] = mapped_column(String(400), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    operator: Mapped[bool]


class SignInRow(Base):
    """A sign-in that has not ended."""

    __tablename__ = "sign_ins"
    token_hash: Mapped[str] = mapped_column(Hash, primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey(UserRow.id, ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)


class LinkRow(Base):
    """A one-time link."""

    __tablename__ = "links"
    token_hash: Mapped[str] = mapped_column(Hash, primary_key=True)
    purpose: Mapped[str] = mapped_column(String(10))
    user_id: Mapped[str | None] = mapped_column(ForeignKey(UserRow.id, ondelete="CASCADE"))
    expires_at: Mapped[datetime] = mapped_column(UtcTime)


class MembershipRow(Base):
    """An account's role in a gallery, as a number of `Role`."""

    __tablename__ = "memberships"
    gallery_id: Mapped[str] = mapped_column(ForeignKey(GalleryRow.id, ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey(UserRow.id, ondelete="CASCADE"), primary_key=True, index=True)
    role: Mapped[int]


class KeyRow(Base):
    """A key of a program."""

    __tablename__ = "api_keys"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    secret_hash: Mapped[str] = mapped_column(Hash, unique=True)
    name: Mapped[str] = mapped_column(String(100))
    gallery_id: Mapped[str] = mapped_column(ForeignKey(GalleryRow.id, ondelete="CASCADE"), index=True)
    role: Mapped[int]
    made_by: Mapped[str] = mapped_column(ForeignKey(UserRow.id, ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcTime)


class AuditRow(Base):
    """An entry of the audit log; no key points from it, so that it outlives what it tells of."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "at", "id"), Index(None, "gallery_id", "at", "id"))
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    actor_kind: Mapped[str] = mapped_column(String(10))
    actor_id: Mapped[str] = mapped_column(Id)
    action: Mapped[str] = mapped_column(String(100))
    gallery_id: Mapped[str | None] = mapped_column(Id)
    subject: Mapped[dict[str, str]] = mapped_column(JSON)
