"""What could fill the sessions of a week, one row for each grade in each session."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from motorplan.frozen import frozen
from motorplan.model.children import Child
from motorplan.planning.ahead import Ahead
from motorplan.planning.times import Sitting, is_tired, usable_minutes
from motorplan.planning.worth import Candidate
from motorplan.vocabulary import Level, Variety

APART: Mapping[Variety, int] = {"same": 0, "some": 1, "lots": 2}
"""How many days to come an activity stays away after a day with it: our own judgement."""

ENOUGH_OTHERS = 2
"""From how many other ways to a goal an activity that repeats has an alternative."""


@frozen
class Offer:
    """
    What could fill one session.

    Attributes:
        staying: Ids of the grades among them that a person wants there: they may come again
            soon, and be hard when the child is tired.
    """

    sitting: Sitting
    candidates: tuple[Candidate, ...]
    staying: frozenset[str] = frozenset()


class Rows:
    """
    Every candidate in every session; the columns of the week stand in the same order.

    Args:
        child: The child file.

        ahead: What practice is worth.

        offers: The sessions with what could fill them.

        pairs: (session, candidate) pairs that may be chosen.
    """

    def __init__(
        self,
        child: Child,
        ahead: Ahead,
        offers: Sequence[Offer],
        pairs: Sequence[tuple[int, Candidate]],
    ) -> None:
        self.child, self.ahead, self.offers, self.pairs = child, ahead, offers, pairs
        self.goals = sorted({goal.skill for goal in child.goals})

    @cached_property
    def by_activity(self) -> dict[str, list[int]]:
        """Activity id -> its rows, in order of id."""
        found: dict[str, list[int]] = {}
        for index, (_, candidate) in enumerate(self.pairs):
            found.setdefault(candidate.variant.activity.id, []).append(index)
        return dict(sorted(found.items()))

    @cached_property
    def by_session(self) -> list[list[int]]:
        """The rows of each session."""
        found: list[list[int]] = [[] for _ in self.offers]
        for index, (session, _) in enumerate(self.pairs):
            found[session].append(index)
        return found

    @cached_property
    def minutes(self) -> list[int]:
        """The minutes of each session to fill."""
        return [usable_minutes(self.child, offer.sitting) for offer in self.offers]

    def day(self, session: int) -> int:
        """Return the day of a session, as an ordinal."""
        return self.offers[session].sitting.day.toordinal()

    def is_tired(self, session: int) -> bool:
        """Return whether the child is tired at the time of a session."""
        return is_tired(self.child, self.offers[session].sitting)

    def is_blocked(self, candidate: Candidate) -> bool:
        """Return whether it is a goal task not yet seen at ``prompts``: practised in a block."""
        return any(s.whole and not self.is_begun(s.goal) for s in candidate.serves)

    def is_begun(self, goal: str) -> bool:
        """Return whether a goal was seen at ``prompts``: from there on practice varies."""
        seen = self.child.skills.get(goal)
        return seen is not None and seen.level is not None and seen.level >= Level.PROMPTS

    def comes_often(self, candidate: Candidate) -> bool:
        """Return whether it may come every day: a goal task in its block, or a daily routine."""
        variant = candidate.variant
        is_daily = variant.routine is not None and variant.activity.domain == "self-care"
        return is_daily or self.is_blocked(candidate)

    @cached_property
    def spaced(self) -> dict[str, list[int]]:
        """
        Activity id -> the rows that are not to come again within the days of :data:`APART`.

        Those are the ones that do not come often anyway, of activities that have an
        alternative: in every session where they could be there are :data:`ENOUGH_OTHERS`
        other ways to each goal they lead to.
        """
        if not APART[self.child.variety]:
            return {}
        ways = [self._ways(rows) for rows in self.by_session]
        found = {
            activity_id: [i for i in rows if not self.comes_often(self.pairs[i][1])]
            for activity_id, rows in self.by_activity.items()
        }
        return {i: rows for i, rows in found.items() if rows and self._has_others(rows, ways)}

    def _ways(self, rows: Iterable[int]) -> dict[str, set[str]]:
        """Return goal -> the activities among *rows* that lead to it."""
        found: dict[str, set[str]] = {}
        for index in rows:
            candidate = self.pairs[index][1]
            for served in candidate.serves:
                found.setdefault(served.goal, set()).add(candidate.variant.activity.id)
        return found

    def _has_others(self, rows: Iterable[int], ways: Sequence[Mapping[str, set[str]]]) -> bool:
        pairs = (self.pairs[index] for index in rows)
        return all(
            len(ways[session][served.goal]) > ENOUGH_OTHERS
            for session, candidate in pairs
            for served in candidate.serves
        )
