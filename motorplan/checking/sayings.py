"""Whether a text is put together from phrases and names that the catalogue holds."""

import re
from collections.abc import Iterable
from functools import cached_property

from motorplan.catalogue import Catalogue
from motorplan.phrases import Phrases

BETWEEN = " \n.,;:!?()“”\"'"
IN_NUMBERS = "0123456789/-"
START = 3
"""Letters by which pieces are found."""


class Sayings:
    """
    The phrases, table by table, as pieces that texts of a plan are made of.

    Args:
        phrases: All phrases.
    """

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._tables: dict[str, list[str]] = {}
        for phrase_id in phrases:
            self._tables.setdefault(phrase_id.partition(".")[0], []).append(phrase_id)

    def filled(self, table: str, **names: object) -> list[str]:
        """Return every phrase of *table* that these *names* fill."""
        found = []
        for phrase_id in self._tables.get(table, ()):
            try:
                found.append(self._phrases.say(phrase_id, **names))
            except KeyError:
                continue
        return found

    def parts(self, *tables: str) -> list[str]:
        """Return the words between the fields of every phrase of *tables*."""
        ids = (i for table in tables for i in self._tables.get(table, ()))
        return [part for i in ids for part in self._phrases.parts(i)]


IN_FIELDS = {
    "DAY": r"\d{4}-\d\d-\d\d",
    "WORD": r"(?P<word>[a-z0-9]+(?:[-/][a-z0-9]+)*)",
    "NAME": r"(?P<name>.+)",
}
"""What stands in the fields of the phrases that tell of what is gone."""


def tells_of_gone(text: str, catalogue: Catalogue) -> bool:
    """Return whether *text* says that an activity or a grade is gone, and it is gone indeed."""
    for phrase in ("kept.gone", "kept.gone_grade"):
        form = re.escape(catalogue.phrases.say(phrase, day="DAY", id="WORD", name="NAME"))
        for field, pattern in IN_FIELDS.items():
            form = form.replace(field, pattern)
        said = re.fullmatch(form, text)
        if said is None:
            continue
        activity_id, _, grade_id = said["word"].partition("/")
        activity = catalogue.activities.get(activity_id)
        if phrase == "kept.gone":
            return activity is None
        ids = {grade.id for grade in activity.grades} if activity else {grade_id}
        return activity is not None and activity.name == said["name"] and grade_id not in ids
    return False


class Pieces:
    """
    What texts may be made of.

    Args:
        pieces: Phrases, parts of phrases, names; capital letters and the signs at their
            ends do not matter.
    """

    def __init__(self, pieces: Iterable[str]) -> None:
        self._whole = {piece.casefold().strip(BETWEEN) for piece in pieces}

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for piece in self._whole - {""}:
            found.setdefault(piece[:START], []).append(piece)
        return found

    def make(self, text: str) -> bool:
        """Return whether *text* is nothing but these, numbers and what stands between them."""
        text = text.casefold()
        if text.strip(BETWEEN) in self._whole:
            return True
        reached, seen = [0], {0}
        while reached:
            at = reached.pop()
            while at < len(text) and text[at] in BETWEEN:
                at += 1
            if at == len(text):
                return True
            for end in self._ends(text, at) - seen:
                if end > at and not text[end : end + 1].isalnum():
                    seen.add(end)
                    reached.append(end)
        return False

    def _ends(self, text: str, at: int) -> set[int]:
        """Return where the pieces end that begin at *at*; a number is one."""
        starts = (text[at : at + n] for n in range(1, START + 1))
        pieces = (piece for start in starts for piece in self._by_start.get(start, ()))
        ends = {at + len(piece) for piece in pieces if text.startswith(piece, at)}
        number = at
        while number < len(text) and text[number] in IN_NUMBERS:
            number += 1
        return ends | {number}
