"""A damaged journal: what can still be read of it, and how it is set aside whole."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from motorplan.model.entries import Owner
from motorplan.storing.database import brought_up, changing

Row = dict[str, Any]
GIVE_UP_AFTER = 2000
"""How many places without a readable entry end the search."""

_PAGES_AT = slice(28, 32)
"""Where the header of an SQLite file keeps how many pages it has."""


def salvaged(path: Path) -> tuple[Owner | None, list[Row]]:
    """
    Return whose the damaged journal at *path* is and the rows that can be read, maybe changed.

    The file itself is not touched: a copy is read entry by entry, first as it is, then with
    a sound first page, since every journal of a version begins in the same way.
    """
    owner: Owner | None = None
    found: dict[str, Row] = {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.journal"
        for mended in (False, True):
            shutil.copyfile(path, copy)
            if mended:
                _mend_first_page(copy, Path(folder) / "sound.journal")
            with suppress(sqlite3.Error), closing(sqlite3.connect(copy)) as db:
                owner = owner or _owner(db)
                found |= {row["id"]: row for row in _rows(db)}
    return owner, sorted(found.values(), key=lambda row: (row["at"], row["id"]))


def _mend_first_page(copy: Path, sound: Path) -> None:
    """Put the first page of a new journal before the rest of *copy*."""
    with closing(sqlite3.connect(sound, isolation_level=None)) as db, changing(db):
        brought_up(db)
        size = db.execute("PRAGMA page_size").fetchone()[0]
    first = bytearray(sound.read_bytes()[:size])
    rest = copy.read_bytes()[size:]
    rest = rest[: len(rest) - len(rest) % size]
    first[_PAGES_AT] = (1 + len(rest) // size).to_bytes(4, "big")
    copy.write_bytes(bytes(first) + rest)


def _owner(db: sqlite3.Connection) -> Owner | None:
    with suppress(sqlite3.Error, TypeError):
        row = db.execute("SELECT child, born FROM meta").fetchone()
        return Owner(child=row[0], born=row[1])
    return None


def _rows(db: sqlite3.Connection) -> Iterator[Row]:
    """Yield every row that can be read, one by one, past those that cannot."""
    names = ("id", "at", "kind", "body", "author", "replaces")
    missed = seq = 0
    while missed < GIVE_UP_AFTER:
        seq += 1
        try:
            asked = f"SELECT {', '.join(names)} FROM entry NOT INDEXED WHERE seq = ?"
            row = db.execute(asked, (seq,)).fetchone()
        except (sqlite3.Error, UnicodeDecodeError):
            row = None
        missed = 0 if row else missed + 1
        if row and all(isinstance(held, str) for held in row[:4]):
            yield dict(zip(names, row, strict=True))


def set_aside(path: Path) -> Path:
    """Rename the file at *path*, whole, to a name that is free, and return that."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    path.rename(aside)
    return aside
