"""Bringing the database up to date: Alembic's migrations, run from the program."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from webapp.storage.engine import writers

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Apply all migrations that the database does not have yet, in one transaction."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with writers(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
