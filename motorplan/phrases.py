"""Sentences by id with named fields; the English ones live in ``data/phrases/en.toml``."""

from collections.abc import Iterator, Mapping
from datetime import date

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days by the ids of their names."""


class Phrases:
    """
    The sentences that motorplan itself says.

    A phrase is looked up by its dotted id (``why.path``) and filled with named fields.
    """

    def __init__(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        self._phrases = {
            f"{table}.{name}": text
            for table, entries in tables.items()
            for name, text in entries.items()
        }

    def __contains__(self, phrase_id: object) -> bool:
        return phrase_id in self._phrases

    def __iter__(self) -> Iterator[str]:
        return iter(self._phrases)

    def say(self, phrase_id: str, **fields: object) -> str:
        """
        Return the phrase with its *fields* filled in.

        Raises:
            KeyError: If there is no such phrase, or a field it names is not given.
        """
        return self._phrases[phrase_id].format_map(fields)

    def day(self, day: date, *, year: bool = True) -> str:
        """Return ``Monday 30 November 2026``, or that without the year."""
        return self.say(
            "day.date_year" if year else "day.date",
            weekday=self.say(f"day.{WEEK[day.weekday()]}"),
            day=day.day,
            month=self.say(f"month.{day.month}"),
            year=day.year,
        )

    def parts(self, phrase_id: str) -> tuple[str, ...]:
        """Return the words of a phrase that stand between its fields."""
        from string import Formatter

        return tuple(words for words, *_ in Formatter().parse(self._phrases[phrase_id]))


def listed(words: list[str] | tuple[str, ...], last: str = "and") -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
