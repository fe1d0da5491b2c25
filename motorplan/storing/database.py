"""The SQLite file of a journal: how it is opened, what is in it, what may go wrong."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from motorplan.errors import FileProblems, Problem

APPLICATION = 0x6D706A6C
"""The mark of a journal in the header of the file: ``mpjl``."""

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE meta (
        format TEXT NOT NULL,
        child TEXT NOT NULL,
        born TEXT NOT NULL
    ) STRICT;
    CREATE TABLE entry (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        author TEXT,
        replaces TEXT
    ) STRICT;
    CREATE INDEX entry_at ON entry (at, id);
    CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
        BEGIN SELECT raise(ABORT, 'a journal is only added to'); END;
    CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
        BEGIN SELECT raise(ABORT, 'a journal is only added to'); END;
    """,
)
"""What makes each version of the file of the one before; the first of an empty file."""

VERSION = len(MIGRATIONS)
FORMAT = "motorplan.journal/1"
WAIT = 10.0
"""Seconds that a writer waits for another."""


class Damaged(Exception):
    """The file is no whole database."""


@contextmanager
def opened(path: Path, wait: float = WAIT) -> Iterator[sqlite3.Connection]:
    """
    Yield a connection to the journal at *path*, proved whole.

    Raises:
        Damaged: If it is no whole database.

        FileProblems: If it is busy, cannot be read, or was written by a newer motorplan.
    """
    with _told(path):
        uri = f"{path.resolve().as_uri()}?mode=rw"
        with closing(sqlite3.connect(uri, timeout=wait, isolation_level=None, uri=True)) as db:
            db.execute("PRAGMA trusted_schema = OFF")
            db.execute("PRAGMA synchronous = EXTRA")
            _prove(db, path)
            yield db


def _prove(db: sqlite3.Connection, path: Path) -> None:
    version = _number(db, "user_version")
    if version and _number(db, "application_id") != APPLICATION:
        raise _problem(path, "no-journal", "this is no journal of motorplan.", _MOVE)
    if version > VERSION:
        says = f"this journal is of version {version}; this motorplan knows up to {VERSION}."
        raise _problem(path, "from-the-future", says, "Use a newer motorplan. Nothing was changed.")
    if [row[0] for row in db.execute("PRAGMA quick_check(1)")] != ["ok"]:
        raise Damaged
    if not version and db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise _problem(path, "no-journal", "this is no journal of motorplan.", _MOVE)


_MOVE = "Move it elsewhere; motorplan then begins a new one."


def _number(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


@contextmanager
def changing(db: sqlite3.Connection) -> Iterator[None]:
    """Make all that is done inside one change: all of it, or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def brought_up(db: sqlite3.Connection, schema: str = "main") -> None:
    """Bring an older or empty file to the version of this motorplan, inside a change."""
    version = int(db.execute(f"PRAGMA {schema}.user_version").fetchone()[0])
    for script in MIGRATIONS[version:]:
        for statement in _statements(script):
            db.execute(_within(statement, schema))
    if version < VERSION:
        db.execute(f"PRAGMA {schema}.application_id = {APPLICATION}")
        db.execute(f"PRAGMA {schema}.user_version = {VERSION}")


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of *script*; a trigger holds semicolons of its own."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held.strip()
            held = ""


def _within(statement: str, schema: str) -> str:
    """Return *statement* with what it makes placed in an attached file."""
    for kind in ("TABLE", "INDEX", "TRIGGER"):
        if statement.startswith(f"CREATE {kind} "):
            return statement.replace(f"CREATE {kind} ", f"CREATE {kind} {schema}.", 1)
    return statement


def made_ready(path: Path) -> None:
    """
    Make an empty file at *path* where there is none, which its owner alone may read.

    Raises:
        FileProblems: If it cannot be made.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise _unwritable(path, error.strerror or "no reason was given") from None


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite says into problems that a person can do something about."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise Damaged from None
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            says = f"this journal is being written to by {holder_of(path)}."
            raise _problem(path, "busy", says, "Let that end, and try again.") from None
        if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
            says = "the disk did not take it: it is full, or failed. Nothing was changed."
            raise _problem(path, "disk-full", says, "Make room, and try again.") from None
        raise _unwritable(path, str(error)) from None


def _unwritable(path: Path, reason: str) -> FileProblems:
    way = "Check that the folder is there and that you may write to it."
    return _problem(path, "unwritable", f"this cannot be written: {reason}.", way)


def holder_of(path: Path) -> str:
    """Return who holds the lock of the file, as far as the system tells."""
    try:
        from fcntl import F_GETLK, F_UNLCK, F_WRLCK, fcntl
        from struct import calcsize, pack, unpack
    except ImportError:
        return "another program"
    if calcsize(_FLOCK) != _FLOCK_SIZE:
        return "another program"
    try:
        with path.open("rb") as file:
            asked = pack(_FLOCK, F_WRLCK, os.SEEK_SET, _LOCK_BYTES, _LOCKED, 0)
            kind, _, _, _, process = unpack(_FLOCK, fcntl(file.fileno(), F_GETLK, asked))
    except (OSError, ValueError):
        return "another program"
    return "another program" if kind == F_UNLCK or process <= 0 else f"process {process}"


_FLOCK, _FLOCK_SIZE = "hhqqi4x", 32
_LOCK_BYTES, _LOCKED = 0x40000000, 512
"""Where SQLite keeps its locks: ``PENDING_BYTE`` and what follows it."""


def _problem(path: Path, code: str, says: str, way: str) -> FileProblems:
    return FileProblems((Problem(file=str(path), code=code, message=says, remedy=way),))
