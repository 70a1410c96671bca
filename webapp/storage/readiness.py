"""Whether the database can be worked with: there, writable, and of this program's schema."""

from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from webapp.storage.engine import writers
from webapp.storage.migrate import MIGRATIONS

_VERSIONS = text("SELECT version_num FROM alembic_version")
_TOUCH = text("UPDATE alembic_version SET version_num = version_num")


def database_problem(engine: Engine) -> str | None:
    """Return a code for what keeps the database from working, or None."""
    try:
        if _is_gone(engine):
            return "database-unreachable"
        with engine.connect() as connection:
            connection.scalar(text("SELECT 1"))
    except SQLAlchemyError:
        return "database-unreachable"
    try:
        with engine.connect() as connection:
            found = set(connection.scalars(_VERSIONS))
    except SQLAlchemyError:
        found = set()
    if found != set(ScriptDirectory(str(MIGRATIONS)).get_heads()):
        return "database-schema"
    return None if _can_write(engine) else "database-read-only"


def _is_gone(engine: Engine) -> bool:
    """Whether SQLite's file was deleted, which connections that are open do not notice."""
    file = engine.url.database
    return engine.dialect.name == "sqlite" and bool(file) and file != ":memory:" and not Path(str(file)).exists()


def _can_write(engine: Engine) -> bool:
    """Whether a change would be taken; the one that is tried changes nothing and is taken back."""
    try:
        with writers(engine).connect() as connection:
            connection.execute(_TOUCH)
            connection.rollback()
    except SQLAlchemyError:
        return False
    return True
