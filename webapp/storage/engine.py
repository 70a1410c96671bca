"""The database connection, and how SQLite is set to be durable and concurrent and to forget what is deleted."""

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_TIMEOUT = 10  # seconds that a writer waits for another

# secure_delete overwrites deleted rows with zeros; FULL makes a commit durable in WAL mode.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT * 1000}",
)


def open_engine(url: str) -> Engine:
    """Return an engine for `url`. Writers take `engine.execution_options(writes=True)`, see `writers`."""
    engine = create_engine(url, hide_parameters=True)  # errors quote no names
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def writers(engine: Engine) -> Engine:
    """Return the engine for transactions that write.

    SQLite gives them the lock at their beginning: a transaction that reads first and then asks for it can fail at once,
    however long the timeout.
    """
    return engine.execution_options(writes=True)


def scrub(engine: Engine) -> None:
    """Move everything from SQLite's journal into the database and empty the journal, which still holds old pages."""
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    finally:
        raw.close()


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver's own transactions would begin too late
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
