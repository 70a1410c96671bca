"""Bringing the database up to date: Alembic's migrations, run from the program."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from webapp.storage.engine import writers

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine, version: str = "head") -> None:
    """Apply all migrations up to `version` that the database does not have yet, in one transaction."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with writers(engine).connect() as connection, _without_foreign_keys(connection), connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, version)


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Let SQLite rebuild tables: dropping the old one would delete all rows elsewhere that hang on its rows.

    It can be set only outside a transaction, so it goes past SQLAlchemy, which begins one at once.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()
