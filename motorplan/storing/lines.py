"""A journal as JSON Lines: a first line that says whose it is, then an entry a line."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from motorplan.converting.values import unstructure
from motorplan.errors import FileProblems, Problem
from motorplan.model.entries import Entry, Owner
from motorplan.storing.database import FORMAT
from motorplan.storing.journals import canonical, is_sound

_TEXTS = ("id", "at", "kind")
_REMEDY = "Take the file as it was exported: motorplan journal export FILE"


def lines_of(owner: Owner, entries: Iterable[Entry]) -> str:
    """Return the journal of *owner* as JSON Lines, from which nothing is missing."""
    rows: list[dict[str, Any]] = [{"format": FORMAT, **unstructure(owner)}]
    rows += [{**unstructure(e), "body": json.loads(e.body)} for e in entries]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def read_lines(text: str, where: str) -> tuple[Owner, tuple[Entry, ...]]:
    """
    Return what :func:`lines_of` wrote.

    Args:
        text: The lines.

        where: The name of their file, for what is wrong.

    Raises:
        FileProblems: With every line that is no sound entry.
    """
    rows = list(_rows(text, where))
    problems = [row for row in rows if isinstance(row, Problem)]
    if not rows or isinstance(rows[0], Problem) or rows[0].get("format") != FORMAT:
        head = f'its first line has to be {{"format": "{FORMAT}", "child": …}}.'
        problems = [_problem(where, 1, "no-journal", head), *problems]
        raise FileProblems(tuple(problems))
    entries = [_entry(row, where, n) for n, row in enumerate(rows[1:], start=2)]
    problems = [found for found in entries if isinstance(found, Problem)]
    if problems:
        raise FileProblems(tuple(problems))
    first = rows[0]
    owner = Owner(child=str(first.get("child", "")), born=str(first.get("born", "")))
    return owner, tuple(found for found in entries if isinstance(found, Entry))


def _rows(text: str, where: str) -> Iterator[dict[str, Any] | Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict):
            yield row
        else:
            yield _problem(where, number, "not-json", "this line is no JSON object.")


def _entry(row: dict[str, Any] | Problem, where: str, number: int) -> Entry | Problem:
    if isinstance(row, Problem):
        return row
    texts: dict[str, Any] = {name: row.get(name) for name in _TEXTS}
    maybe: dict[str, Any] = {name: row.get(name) for name in ("author", "replaces")}
    fits = all(isinstance(held, str) for held in texts.values())
    fits &= all(held is None or isinstance(held, str) for held in maybe.values())
    if not fits or not isinstance(row.get("body"), dict):
        return _problem(where, number, "wrong-shape", "this line is no entry of a journal.")
    entry = Entry(**texts, **maybe, body=canonical(row["body"]))
    if not is_sound(entry):
        return _problem(where, number, "changed", "this entry no longer says what was entered.")
    return entry


def _problem(where: str, line: int, code: str, says: str) -> Problem:
    return Problem(file=where, line=line, code=code, message=says, remedy=_REMEDY)


def read_lines_of(path: Path) -> tuple[Owner, tuple[Entry, ...]]:
    """
    Return the journal exported to the file at *path*.

    Raises:
        FileProblems: If it cannot be read, or with every line that is no sound entry.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        says = f"this file cannot be read: {getattr(error, 'strerror', 'it is not UTF-8 text')}."
        problem = Problem(file=str(path), code="unreadable", message=says, remedy=_REMEDY)
        raise FileProblems((problem,)) from None
    return read_lines(text, str(path))
