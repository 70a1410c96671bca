"""UserStore on SQLAlchemy."""

from datetime import datetime

from sqlalchemy import Engine, delete, exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.domain.errors import NameTaken
from webapp.domain.names import name_key
from webapp.domain.users import Link, LinkPurpose, User
from webapp.storage import engine as engines
from webapp.storage import rows
from webapp.storage.models import LinkRow, SignInRow, UserRow


class SqlUserStore:
    """Accounts, sign-ins and one-time links in a database that `migrate` prepared."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = engines.writers(engine)

    def add_user(self, user: User, password_hash: str) -> None:
        """See UserStore."""
        try:
            with Session(self._writing) as session, session.begin():
                session.add(_user_row(user, password_hash))
        except IntegrityError as error:
            raise NameTaken from error

    def users(self) -> list[User]:
        """See UserStore."""
        with Session(self._reading) as session:
            return [rows.user(row) for row in session.scalars(select(UserRow).order_by(UserRow.name_key))]

    def user_named(self, name: str) -> tuple[User, str] | None:
        """See UserStore."""
        with Session(self._reading) as session:
            row = session.scalars(select(UserRow).where(UserRow.name_key == name_key(name))).one_or_none()
            return None if row is None else (rows.user(row), row.password_hash)

    def set_password(self, user_id: str, password_hash: str) -> None:
        """See UserStore."""
        with Session(self._writing) as session, session.begin():
            _set_password(session, user_id, password_hash)

    def add_sign_in(self, token_hash: str, user_id: str, expires_at: datetime) -> None:
        """See UserStore."""
        with Session(self._writing) as session, session.begin():
            session.execute(delete(SignInRow).where(SignInRow.expires_at <= datetime.now(expires_at.tzinfo)))
            session.add(SignInRow(token_hash=token_hash, user_id=user_id, expires_at=expires_at))

    def signed_in_user(self, token_hash: str, now: datetime) -> User | None:
        """See UserStore."""
        query = (
            select(UserRow)
            .join(SignInRow, SignInRow.user_id == UserRow.id)
            .where(SignInRow.token_hash == token_hash, SignInRow.expires_at > now)
        )
        with Session(self._reading) as session:
            row = session.scalars(query).one_or_none()
            return None if row is None else rows.user(row)

    def remove_sign_in(self, token_hash: str) -> None:
        """See UserStore."""
        with Session(self._writing) as session, session.begin():
            session.execute(delete(SignInRow).where(SignInRow.token_hash == token_hash))

    def remove_sign_ins(self, user_id: str) -> None:
        """See UserStore."""
        with Session(self._writing) as session, session.begin():
            session.execute(delete(SignInRow).where(SignInRow.user_id == user_id))

    def replace_link(self, link: Link) -> None:
        """See UserStore."""
        with Session(self._writing) as session, session.begin():
            session.execute(delete(LinkRow).where(LinkRow.purpose == link.purpose, LinkRow.user_id == link.user_id))
            session.add(
                LinkRow(
                    token_hash=link.token_hash,
                    purpose=str(link.purpose),
                    user_id=link.user_id,
                    expires_at=link.expires_at,
                )
            )

    def link(self, token_hash: str, now: datetime) -> Link | None:
        """See UserStore."""
        with Session(self._reading) as session:
            row = session.get(LinkRow, token_hash)
            return rows.link(row) if row is not None and row.expires_at > now else None

    def use_setup_link(self, token_hash: str, user: User, password_hash: str, now: datetime) -> bool:
        """See UserStore."""
        with Session(self._writing) as session, session.begin():
            if _spend(session, token_hash, now) is None or session.scalar(select(exists(select(UserRow.id)))):
                return False
            session.add(_user_row(user, password_hash))
            return True

    def use_reset_link(self, token_hash: str, password_hash: str, now: datetime) -> bool:
        """See UserStore."""
        with Session(self._writing) as session, session.begin():
            link = _spend(session, token_hash, now)
            if link is None or link.user_id is None:
                return False
            _set_password(session, link.user_id, password_hash)
            return True

    def drop_links(self, purpose: LinkPurpose) -> None:
        """See UserStore."""
        with Session(self._writing) as session, session.begin():
            session.execute(delete(LinkRow).where(LinkRow.purpose == purpose))


def _user_row(user: User, password_hash: str) -> UserRow:
    return UserRow(
        id=user.id,
        name=user.name,
        name_key=name_key(user.name),
        password_hash=password_hash,
        created_at=user.created_at,
        operator=user.operator,
    )


def _spend(session: Session, token_hash: str, now: datetime) -> Link | None:
    row = session.get(LinkRow, token_hash)
    if row is None or row.expires_at <= now:
        return None
    link = rows.link(row)
    session.delete(row)
    return link


def _set_password(session: Session, user_id: str, password_hash: str) -> None:
    session.execute(update(UserRow).where(UserRow.id == user_id).values(password_hash=password_hash))
    session.execute(delete(SignInRow).where(SignInRow.user_id == user_id))
