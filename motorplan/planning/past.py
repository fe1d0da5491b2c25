"""What went before a week: what it must keep apart from, and what is known by now."""

from collections.abc import Iterable, Mapping

from motorplan.frozen import field, frozen
from motorplan.model.logs import Log
from motorplan.planning.worth import Candidate

Done = Iterable[tuple[int, Candidate]]
"""Pairs of a day, as an ordinal, and what was done on it."""


@frozen(kw_only=True)
class Past:
    """
    The days before a week.

    Attributes:
        known: Activities that were done before, in this plan or as logged.

        days: Activity id -> the last day it was done on in this plan, as an ordinal.

        loaded: Cap id -> days of the week before that held its load, as ordinals.
    """

    known: frozenset[str] = frozenset()
    days: Mapping[str, int] = field(factory=dict)
    loaded: Mapping[str, frozenset[int]] = field(factory=dict)

    def after(self, done: Done, loaded: Mapping[str, frozenset[int]]) -> "Past":
        """Return the days before the next week: with what was *done* and *loaded* in this one."""
        days = dict(self.days)
        for day, candidate in done:
            activity_id = candidate.variant.activity.id
            days[activity_id] = max(day, days.get(activity_id, 0))
        return Past(known=self.known.union(days), days=days, loaded=loaded)


def past_of_logs(logs: Iterable[Log]) -> Past:
    """Return what *logs* tell of the time before a plan."""
    return Past(known=frozenset(log.activity for log in logs if log.how != "not-done"))
