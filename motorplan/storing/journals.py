"""
Journals: one file beside each child or group file, to which entries are only ever added.

An entry is corrected by a later one that replaces it. Every entry carries an id made from
all it says, so that copies of one journal can be merged, and a changed one is noticed.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from motorplan.converting.values import unstructure
from motorplan.errors import FileProblems, Problem
from motorplan.hashing import digest
from motorplan.model.entries import Entry, Owner
from motorplan.storing.database import (
    FORMAT,
    WAIT,
    Damaged,
    brought_up,
    changing,
    made_ready,
    opened,
)
from motorplan.storing.files import Tell
from motorplan.storing.salvaging import salvaged, set_aside

COLUMNS = "id, at, kind, body, author, replaces"


def entry_of(
    kind: str,
    body: Mapping[str, Any],
    at: str,
    author: str | None = None,
    replaces: str | None = None,
) -> Entry:
    """Return the entry that says *body*; the same words at the same moment are the same entry."""
    said = canonical(body)
    return Entry(
        id=id_of(at, kind, said, author, replaces),
        at=at,
        kind=kind,
        body=said,
        author=author,
        replaces=replaces,
    )


def canonical(body: Mapping[str, Any]) -> str:
    """Return *body* as one line of JSON, always the same for the same content."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def id_of(at: str, kind: str, body: str, author: str | None, replaces: str | None) -> str:
    """Return the id of an entry that says this."""
    said = json.dumps([at, kind, author, replaces], ensure_ascii=False) + body
    return digest(said.encode())[:32]


def is_sound(entry: Entry) -> bool:
    """Return whether *entry* says what it said when it was made."""
    made = id_of(entry.at, entry.kind, entry.body, entry.author, entry.replaces)
    return made == entry.id


def standing(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return *entries* without those that another of them replaces."""
    held = tuple(entries)
    replaced = {entry.replaces for entry in held}
    return tuple(entry for entry in held if entry.id not in replaced)


class Journal:
    """
    The journal of one child or group.

    Args:
        path: Its file; it is made with the first entry.

        owner: Whose it has to be.

        tell: Takes what is to be said of a file that is damaged or was renamed.

        wait: Seconds to wait for another writer.
    """

    def __init__(self, path: Path, owner: Owner, tell: Tell, wait: float = WAIT) -> None:
        self.path, self.owner, self.tell, self.wait = path, owner, tell, wait

    def since(self, at: str = "") -> tuple[Entry, ...]:
        """
        Return the entries from the moment *at* on, in order of time, then of id.

        Of a damaged file it is what can be read, and that is told.

        Raises:
            FileProblems: If it is another child's, busy, unreadable, or of a newer motorplan.
        """
        if not self.path.exists():
            return ()
        try:
            with opened(self.path, self.wait) as db:
                self.must_be_of(_meta(db))
                found = _entries(db, at)
        except Damaged:
            found = [e for e in self._read_of_damaged() if e.at >= at]
            self.tell(_DAMAGED.format(path=self.path, count=len(found)))
        sound = tuple(filter(is_sound, found))
        if len(sound) < len(found):
            self.tell(_UNSOUND.format(path=self.path, count=len(found) - len(sound)))
        return sound

    def append(self, *entries: Entry) -> int:
        """
        Add *entries* for good, all or none, and return how many were new.

        A damaged file is set aside whole, and what can be read of it goes on in a new one.

        Raises:
            FileProblems: If it is another child's, busy, cannot be written, or is of a newer
                motorplan; then nothing was added.
        """
        return append_together({self: entries})

    def correct(self, replaced: str, entry: Entry) -> Entry:
        """
        Add *entry* in the place of the one with the id *replaced*, and return it as added.

        Raises:
            FileProblems: As :meth:`append`, and when no entry has that id.
        """
        if replaced not in {held.id for held in self.since()}:
            says = f"no entry has the id {replaced}."
            raise _problem(self.path, "unknown-id", says, "See them with: motorplan journal show")
        renewed = entry_of(entry.kind, json.loads(entry.body), entry.at, entry.author, replaced)
        self.append(renewed)
        return renewed

    def back_up(self, to: Path) -> int:
        """
        Copy the journal to the new file *to*, while others may write, and prove the copy.

        Returns:
            How many entries the copy holds.

        Raises:
            FileProblems: As :meth:`since`, and when *to* is there already or cannot be written.
        """
        if to.exists():
            says = "there is a file already."
            raise _problem(to, "is-there", says, "Name a new file for the copy.")
        self.prepare()
        made_ready(to)
        copy = Journal(to, self.owner, self.tell, self.wait)
        with opened(self.path, self.wait) as db, opened(to, self.wait) as into:
            db.backup(into)
        if copy.unsound() or copy.since() != self.since():
            raise _problem(to, "unwritable", "the copy is not whole.", "Try another place.")
        return len(copy.since())

    def unsound(self) -> tuple[str, ...]:
        """
        Return the ids of entries that no longer say what they said.

        Raises:
            Damaged: If the file is no whole database.

            FileProblems: As :meth:`since`.
        """
        if not self.path.exists():
            return ()
        with opened(self.path, self.wait) as db:
            self.must_be_of(_meta(db))
            if [row[0] for row in db.execute("PRAGMA integrity_check(1)")] != ["ok"]:
                raise Damaged
            return tuple(e.id for e in _entries(db, "") if not is_sound(e))

    def prepare(self) -> None:
        """Have a whole file stand there, with what could be read of a damaged one."""
        made_ready(self.path)
        try:
            with opened(self.path, self.wait) as db:
                self.must_be_of(_meta(db))
        except Damaged:
            kept = self._read_of_damaged()
            aside = set_aside(self.path)
            made_ready(self.path)
            with opened(self.path, self.wait) as db, changing(db):
                brought_up(db)
                _insert(db, "main", self.owner, kept)
            self.tell(_SET_ASIDE.format(path=self.path, aside=aside.name, count=len(kept)))

    def _read_of_damaged(self) -> list[Entry]:
        owner, rows = salvaged(self.path)
        self.must_be_of(owner)
        return [entry for entry in (Entry(**row) for row in rows) if is_sound(entry)]

    def must_be_of(self, begun: Owner | None) -> None:
        """Refuse the journal of another child; tell of one that was begun under another name."""
        if begun is None or begun == self.owner:
            return
        if begun.born != self.owner.born:
            says = f'this journal was begun for "{begun.child}", born on another day.'
            way = "Put it beside that child's file, or move it elsewhere."
            raise _problem(self.path, "other-child", says, way)
        self.tell(_RENAMED.format(path=self.path, was=begun.child, now=self.owner.child))


_DAMAGED = "{path} is damaged; {count} entries can still be read. Nothing was changed."
_SET_ASIDE = "{path} was damaged: {count} entries go on in a new one, all of it is kept as {aside}."
_UNSOUND = "{path}: {count} entries no longer say what was entered, and are left out."
_RENAMED = '{path} was begun as "{was}"; it goes on as "{now}".'


def append_together(wanted: Mapping[Journal, Sequence[Entry]]) -> int:
    """
    Add entries to several journals as one: to all of them, or to none.

    Returns:
        How many were new.

    Raises:
        FileProblems: As :meth:`Journal.append`.
    """
    journals = sorted(wanted, key=lambda journal: str(journal.path.resolve()))
    for journal in journals:
        journal.prepare()
    with ExitStack() as stack:
        db = stack.enter_context(opened(journals[0].path, journals[0].wait))
        names = ["main", *(f"other{n}" for n in range(1, len(journals)))]
        for name, journal in zip(names[1:], journals[1:], strict=True):
            db.execute(f"ATTACH ? AS {name}", (str(journal.path.resolve()),))
            db.execute(f"PRAGMA {name}.synchronous = EXTRA")
        stack.enter_context(changing(db))
        count = 0
        for name, journal in zip(names, journals, strict=True):
            brought_up(db, name)
            count += _insert(db, name, journal.owner, wanted[journal])
    return count


def _insert(db: sqlite3.Connection, schema: str, owner: Owner, entries: Sequence[Entry]) -> int:
    """Write *owner* and *entries* into an open change; return how many were new."""
    if _meta(db, schema) != owner:
        db.execute(f"DELETE FROM {schema}.meta")
        db.execute(
            f"INSERT INTO {schema}.meta VALUES (?, ?, ?)", (FORMAT, *unstructure(owner).values())
        )
    before = db.total_changes
    db.executemany(
        f"INSERT OR IGNORE INTO {schema}.entry ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        [tuple(unstructure(entry).values()) for entry in entries],
    )
    return db.total_changes - before


def _meta(db: sqlite3.Connection, schema: str = "main") -> Owner | None:
    if not db.execute(f"SELECT count(*) FROM {schema}.sqlite_schema").fetchone()[0]:
        return None
    row = db.execute(f"SELECT child, born FROM {schema}.meta").fetchone()
    return Owner(child=row[0], born=row[1]) if row else None


def _entries(db: sqlite3.Connection, at: str) -> list[Entry]:
    if not db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        return []
    rows = db.execute(f"SELECT {COLUMNS} FROM entry WHERE at >= ? ORDER BY at, id", (at,))
    names = COLUMNS.split(", ")
    return [Entry(**dict(zip(names, row, strict=True))) for row in rows]


def _problem(path: Path, code: str, says: str, way: str) -> FileProblems:
    return FileProblems((Problem(file=str(path), code=code, message=says, remedy=way),))
