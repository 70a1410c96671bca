"""The tables and the settings of the database."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from webapp.storage.engine import open_engine, writers
from webapp.storage.migrate import migrate
from webapp.storage.models import Base

# What version 0001 of the tables may hold, a row each.
EARLIER = [
    "INSERT INTO people VALUES ('p', 'Ada', 'ada', '2026-11-01 10:00:00')",
    "INSERT INTO photos VALUES ('h', 80, 60)",
    "INSERT INTO face_references VALUES ('r', 'p', 'h', 'net', '1', x'00', '2026-11-01 10:00:00', 1, 2, 3, 4)",
    "INSERT INTO submissions VALUES ('s', 'Bo', 'h', '2026-11-01 10:00:00', 1, 2, 3, 4)",
    "INSERT INTO users VALUES ('u', 'Ada Admin', 'ada admin', 'hash', '2026-11-01 10:00:00')",
    "INSERT INTO sign_ins VALUES ('t', 'u', '2026-12-01 10:00:00')",
]


def test_the_migrated_tables_are_those_of_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    assert set(Base.metadata.tables) < set(inspect(engine).get_table_names())


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    with engine.connect() as connection:
        before = connection.execute(text("SELECT revision FROM galleries")).all()
    migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT revision FROM galleries")).all() == before


def test_sqlite_is_set_to_be_durable_and_to_forget(engine: Engine) -> None:
    wanted = {"journal_mode": "wal", "foreign_keys": 1, "secure_delete": 1, "synchronous": 2, "busy_timeout": 10_000}
    with engine.connect() as connection:
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in wanted}
    assert found == wanted


def test_what_an_earlier_version_kept_is_in_the_main_gallery(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'earlier.db'}")
    migrate(engine, "0001")
    with writers(engine).begin() as connection:
        for statement in EARLIER:
            connection.execute(text(statement))
        revision = connection.execute(text("SELECT revision FROM gallery")).scalar_one()
    migrate(engine)
    with engine.connect() as connection:
        rows = {
            name: connection.execute(text(f"SELECT * FROM {name}")).mappings().one()  # noqa: S608 — names of this file
            for name in ("galleries", "people", "face_references", "submissions", "users", "sign_ins")
        }
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    assert (rows["galleries"]["id"], rows["galleries"]["revision"]) == ("main", revision)
    assert (rows["people"]["name"], rows["people"]["gallery_id"]) == ("Ada", "main")
    assert (rows["face_references"]["person_id"], rows["submissions"]["gallery_id"]) == ("p", "main")
    assert (rows["users"]["operator"], rows["sign_ins"]["user_id"]) == (1, "u")
    engine.dispose()
