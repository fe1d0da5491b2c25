"""
Writes entries until it is stopped, and says each id once it was acknowledged.

Usage: journal_writer.py FOLDER CHILD... ; with several children each entry goes to all as one.
"""

import sys
from pathlib import Path

from motorplan.model.entries import Owner
from motorplan.storing.journals import Journal, append_together, entry_of


def main() -> None:
    """Append numbered entries without end."""
    folder, *children = sys.argv[1:]
    journals = [
        Journal(Path(folder) / f"{child}.journal", Owner(child=child), sys.stderr.write)
        for child in children
    ]
    begun = len(journals[0].since())
    for number in range(begun, 1_000_000):
        entry = entry_of("note", {"format": "note/1", "text": "x" * 900}, f"{number:09}")
        append_together({journal: [entry] for journal in journals})
        sys.stdout.write(f"{entry.id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
