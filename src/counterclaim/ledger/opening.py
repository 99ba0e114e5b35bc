"""Opening a ledger file: new, old, read-only, foreign, damaged or of a newer version."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from counterclaim.ledger.faults import faults_as_problems
from counterclaim.ledger.schema import APPLICATION_ID, METADATA, SCHEMA_VERSION
from counterclaim.ledger.store import Ledger
from counterclaim.model import Problem, ProblemError
from counterclaim.model.reason import Reason

WAIT_SECONDS = 60.0
"""How long a writer waits for another one to finish."""
CHECKED_SIZE = 1 << 28
"""Files up to this size (256 MiB) have their structure checked when opened: under a second."""


def open_ledger(path: Path | str, *, read_only: bool = False) -> Ledger:
    """Open the ledger at ``path``, making one where there is none.

    ``read_only`` never writes, not even beside the file. Raises ProblemError CC020 (cannot be
    opened or written), CC021 (damaged, or no ledger) or CC022 (written by a newer version).
    """
    path = Path(path)
    with faults_as_problems(str(path)):
        if path.is_dir():
            message, hint = Reason("This is a folder, not a ledger."), Reason("Name a file in it.")
            raise ProblemError(Problem("CC020", message, str(path), hint))
        if read_only and not path.exists():
            command = f"counterclaim read REPORTS --ledger {path}"
            message = Reason("There is no ledger here.")
            hint = Reason("Make one with: {command}", command=command)
            raise ProblemError(Problem("CC020", message, str(path), hint))
        engine = _engine(_connector(path, read_only=read_only))
        try:
            with engine.connect() as connection:
                _check(connection, path, read_only=read_only)
        except BaseException:
            engine.dispose()
            raise
    return Ledger(engine, str(path))


def _connector(path: Path, *, read_only: bool) -> Callable[[], sqlite3.Connection]:
    """How to connect, each connection with the settings that make commits last."""
    modes = ("mode=ro", "immutable=1") if read_only else ("mode=rwc",)

    def connect() -> sqlite3.Connection:
        fault: sqlite3.Error | None = None
        for mode in modes:
            # A ledger on a read-only medium has no room for the shared-memory file that a
            # write-ahead log needs; nobody can write to it then, so it may be taken as immutable.
            link = sqlite3.connect(
                f"{path.absolute().as_uri()}?{mode}",
                uri=True,
                timeout=WAIT_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
            try:
                link.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite3.OperationalError as found:
                link.close()
                fault = found
            except sqlite3.Error:
                link.close()
                raise
            else:
                for setting in ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
                    link.execute(f"PRAGMA {setting}")
                return link
        raise fault or sqlite3.OperationalError("no way to connect")

    return connect


def _engine(connect: Callable[[], sqlite3.Connection]) -> Engine:
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    # sqlite3 begins transactions by itself, and too late; the engine says when, and a writer takes
    # its lock at once so that it waits for another writer instead of failing half-way.
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        kind = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {kind}")

    return engine


def _pragma(connection: Connection, name: str) -> object:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def _check(connection: Connection, path: Path, *, read_only: bool) -> None:
    """See that the file is a ledger this version can read; make its tables if it is empty."""
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    if not tables and not read_only:
        connection.rollback()
        _make(connection)
    found, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    if found != APPLICATION_ID:
        raise ProblemError(
            Problem(
                "CC021",
                Reason("This is a database, but not a ledger of Counterclaim."),
                str(path),
                Reason("Name another file; nothing was changed in this one."),
            )
        )
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise ProblemError(
            Problem(
                "CC022",
                Reason(
                    "The ledger has format {version}; this version reads up to {newest}.",
                    version=str(version),
                    newest=str(SCHEMA_VERSION),
                ),
                str(path),
                Reason("Install a newer Counterclaim; nothing was changed in the ledger."),
            )
        )
    if path.stat().st_size <= CHECKED_SIZE and _pragma(connection, "quick_check(1)") != "ok":
        raise ProblemError(
            Problem(
                "CC021",
                Reason("The ledger is damaged."),
                str(path),
                Reason("Restore it from a copy, or read the reports again into a new ledger."),
            )
        )


def _make(connection: Connection) -> None:
    """Make the tables, unless another process did so while this one waited."""
    link = connection.execution_options(begin="EXCLUSIVE")
    with link.begin():
        if not link.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar():
            METADATA.create_all(link, checkfirst=False)
            link.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            link.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
    connection.execution_options(begin="DEFERRED")
    # Readers then never wait for writers. Refused while another process reads: the ledger is then
    # kept by a rollback journal, which is as durable.
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 (for the type checker: the connection is open)
    driver.execute("PRAGMA journal_mode=WAL")
