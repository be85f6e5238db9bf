"""Opening the file of a store, and SQLite's errors as lines for people."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from kg.errors import StoreError
from kg.store.schema import APPLICATION, MIGRATIONS, migrate, version

WAIT = 60.0
"""Seconds to wait for another writer before giving up."""

_HEADER = b"SQLite format 3\0"
_CACHE = -64_000  # KiB of pages kept, for the indexes of ids while many claims come in
_LOG = 16_000  # pages in the log before they go to their places: the same page is often written again and again


def is_database(path: Path) -> bool:
    """Say by its first bytes whether a file is an SQLite database; False where it can't be read."""
    return _head(path).startswith(_HEADER)


def is_store(path: Path) -> bool:
    """Say by its first bytes whether a file is a store; False where it can't be read."""
    head = _head(path)
    return head.startswith(_HEADER) and int.from_bytes(head[68:72], "big") == APPLICATION


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open a store. One of an older kg is brought up to date; with ``write`` a new one is made where there is none.

    Raises StoreError where that can't be done.
    """
    _check(path, write)
    with explained(path):
        connection = _open(path, "rwc" if write else "ro")
        try:
            done = version(connection, str(path))
            if write:
                _prepare(connection)
                migrate(connection, str(path))
        except BaseException:
            connection.close()
            raise
        if not write and done < len(MIGRATIONS):
            connection.close()
            if not done:
                raise StoreError(f"{path}: is empty, no store yet (kg add fills one)")
            connect(path, write=True).close()
            return _open(path, "ro")
    return connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into StoreError: what, where, how to mend it."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {_explain(error)}") from error


def _explain(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    lines = {
        sqlite3.SQLITE_BUSY: f"another program is writing to it (waited {WAIT:.0f} seconds; try again later)",
        sqlite3.SQLITE_LOCKED: "another program is writing to it (try again later)",
        sqlite3.SQLITE_READONLY: "may not be written to (check the permissions of the file and its folder)",
        sqlite3.SQLITE_PERM: "may not be opened (check the permissions of the file and its folder)",
        sqlite3.SQLITE_CANTOPEN: "can't be opened (check the path and its permissions)",
        sqlite3.SQLITE_FULL: "the disk is full (what was added before is kept; make room and add the rest again)",
        sqlite3.SQLITE_IOERR: "the disk gave an error (check it; what was added before is kept)",
        sqlite3.SQLITE_CORRUPT: "is damaged (take a copy of it from a backup, or add the articles to a new store)",
        sqlite3.SQLITE_NOTADB: "is no store of kg (name the store first, then the articles)",
    }
    return lines.get(code, f"the database gave an error: {error}")


def _check(path: Path, write: bool) -> None:
    """Raise StoreError for what SQLite would explain badly or harm."""
    if path.is_dir():
        raise StoreError(f"{path}: is a folder, not a store (name the store first, then the articles)")
    if not path.exists():
        if not write:
            raise StoreError(f"{path}: there is no such store (kg add makes one)")
        if not path.parent.is_dir():
            raise StoreError(f"{path}: there is no folder {path.parent} to put it in")
    elif path.stat().st_size and not is_database(path):
        raise StoreError(f"{path}: is no store of kg (name the store first, then the articles)")


def _open(path: Path, mode: str) -> sqlite3.Connection:
    address = f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=WAIT, isolation_level=None)
    if mode != "ro":
        return connection
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        wal = path.with_name(path.name + "-wal")
        if wal.exists() and wal.stat().st_size:
            raise
        # Where nothing may be written beside it, as on a read-only disk, nobody else can be writing.
        connection = sqlite3.connect(f"{address}&immutable=1", uri=True, isolation_level=None)
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    # A commit is on the disk when it is acknowledged, also where the power fails.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = {_CACHE}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG}")
    connection.execute("PRAGMA foreign_keys = ON")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(100)
    except OSError:
        return b""
