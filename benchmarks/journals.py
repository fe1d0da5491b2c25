"""
Journals: entries a second, and how long 65 journals of a school year take to open and ask.

Target: the 65 together in under 100 ms. A bare open and read of the same files stands beside
it, so that what is left is ours.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from motorplan.model.entries import Entry, Owner
from motorplan.storing.journals import Journal, entry_of

CHILDREN, DAYS, A_DAY, ROUNDS = 65, 200, 3, 5
LAST_WEEKS = 6


def entry(day: date, number: int) -> Entry:
    """Return an entry of the size that a log of one activity has."""
    body = {"format": "note/1", "text": "Went well, with one reminder. " * 8, "number": number}
    return entry_of("note", body, f"{day.isoformat()}T15:00:{number:02}+00:00")


def fill(folder: Path) -> list[Journal]:
    """Return the journals of a caseload, each with a school year in it."""
    first = date(2025, 9, 1)
    days = [first + timedelta(days=n) for n in range(DAYS)]
    entries = [entry(day, n) for day in days for n in range(A_DAY)]
    journals = []
    for number in range(CHILDREN):
        owner = Owner(child=f"child-{number}", born="2019-05-01")
        held = Journal(folder / f"child-{number}.journal", owner, sys.stderr.write)
        held.append(*entries)
        journals.append(held)
    return journals


def milliseconds(act: Callable[[], object]) -> float:
    """Return the best time of *act* over some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - begin)
    return 1000 * best


def bare(journals: list[Journal]) -> None:
    """Open each file and count what is in it, and no more."""
    for held in journals:
        with closing(sqlite3.connect(held.path)) as db:
            db.execute("SELECT count(*) FROM entry").fetchone()


def one_by_one(held: Journal, count: int = 200) -> float:
    """Return how many single entries a second are written, each safe on the disk."""
    begin = time.perf_counter()
    for number in range(count):
        held.append(entry(date(2026, 9, 1), number))
    return count / (time.perf_counter() - begin)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        journals = fill(Path(folder))
        since = (date(2025, 9, 1) + timedelta(days=DAYS - 7 * LAST_WEEKS)).isoformat()
        least = milliseconds(lambda: bare(journals))
        recent = milliseconds(lambda: [held.since(since) for held in journals])
        whole = milliseconds(lambda: [held.since() for held in journals])
        print(f"{CHILDREN} journals of {DAYS * A_DAY} entries each")
        print(f"  bare open and count          {least:7.1f} ms   1.0 x")
        print(
            f"  proved, last {LAST_WEEKS} weeks read     {recent:7.1f} ms {recent / least:5.1f} x"
        )
        print(f"  proved, all entries read     {whole:7.1f} ms {whole / least:5.1f} x")
        print(f"  entries a second, one by one {one_by_one(journals[0]):7.0f}")
        many = Journal(Path(folder) / "many.journal", Owner(child="many"), sys.stderr.write)
        batch = [entry(date(2025, 9, 1) + timedelta(days=n // 60), n % 60) for n in range(10_000)]
        begin = time.perf_counter()
        many.append(*batch)
        print(f"  entries a second, at once    {10_000 / (time.perf_counter() - begin):7.0f}")


if __name__ == "__main__":
    main()
