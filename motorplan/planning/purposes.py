"""What practice in a week adds up to, and what that is worth."""

from collections.abc import Iterator

from motorplan.planning.rows import Rows
from motorplan.planning.times import limits_of
from motorplan.planning.week import Purpose
from motorplan.planning.worth import SURE_FROM, Candidate, share_of

STEPS = ((100, 100), (150, 70), (300, 40), (100_000, 15))
"""Tenths of minutes a week, and how much of a skill's worth a minute in that stretch has."""

GOAL_DAY, WANTED_TAG = 4_000, 20_000
GOAL_WEEK = ((1, 12_000), (1, 4_000))
"""What the first and the second item for a goal in a week are worth beside their minutes."""

SHARE = 300
"""Thousandths a minute for a goal, up to its share of the minutes of the week."""

OPENING = 2_500
"""What a first near-sure success in a session is worth beside its minutes."""

ELSEWHERE = 2_000
"""What another place, or another adult, is worth to a goal that is begun."""

Curve = tuple[tuple[int, int], ...]


class Purposes:
    """
    The purposes of one week.

    Args:
        rows: What could fill it.
    """

    def __init__(self, rows: Rows) -> None:
        self.rows, self.child = rows, rows.child
        self._goals = {goal.skill: goal for goal in self.child.goals}
        self._curves = dict(self._stated())
        self._index = {key: number for number, key in enumerate(self._curves)}

    def stated(self) -> list[Purpose]:
        """Return every purpose, in a fixed order."""
        return [Purpose(key, curve) for key, curve in self._curves.items()]

    def units(self, session: int, candidate: Candidate) -> list[tuple[int, int]]:
        """
        Return (purpose, units) of a candidate in a session; an own idea serves none.

        What only helps a capacity is no practice of a goal: it is worth its minutes alone.
        """
        if candidate.variant.activity.own:
            return []
        found = self._units(session, candidate)
        return [(self._index[key], count) for key, count in found if key in self._index]

    def _units(self, session: int, candidate: Candidate) -> Iterator[tuple[str, int]]:
        sitting = self.rows.offers[session].sitting
        for skill_id, tenths in candidate.practice.items():
            yield f"skill:{skill_id}", tenths
        is_help = self.rows.ahead.only_helps(candidate.serves)
        for goal in () if is_help else (served.goal for served in candidate.serves):
            yield f"week:{goal}", 1
            yield f"day:{goal}:{sitting.day.isoformat()}", 1
            yield f"share:{goal}", candidate.variant.grade.minutes
            yield f"where:{goal}:{sitting.setting.place} {sitting.setting.who}", 1
        for tag in candidate.variant.activity.tags:
            yield f"tag:{tag}", 1
        if candidate.chance >= SURE_FROM and not candidate.is_whole:
            yield f"open:{session}", 1

    def _stated(self) -> Iterator[tuple[str, Curve]]:
        rows, offers = self.rows, self.rows.offers
        for skill_id, worth in rows.ahead.worth.items():
            yield f"skill:{skill_id}", tuple((w, worth * part // 1000) for w, part in STEPS)
        for goal in rows.goals:
            yield f"week:{goal}", self._scaled(goal, GOAL_WEEK)
        days = sorted({offer.sitting.day.isoformat() for offer in offers})
        for goal in rows.goals:
            for day in days:
                yield f"day:{goal}:{day}", self._scaled(goal, ((1, GOAL_DAY),))
        yield from self._shares()
        yield from self._elsewhere()
        for tag, (least, _) in limits_of(self.child).items():
            if least:
                yield f"tag:{tag}", ((least, WANTED_TAG),)
        for session in range(len(offers)):
            yield f"open:{session}", ((1, OPENING),)

    def _scaled(self, goal: str, curve: Curve) -> Curve:
        priority = self._goals[goal].priority
        return tuple((count, worth * priority // 2) for count, worth in curve)

    def _shares(self) -> Iterator[tuple[str, Curve]]:
        """Yield each goal's share of the minutes, by priority and date."""
        if len(self.rows.goals) < 2 or not self.rows.offers:  # noqa: PLR2004 - one has it all
            return
        on = self.rows.offers[0].sitting.day
        weights = {goal: share_of(self._goals[goal], on) for goal in self.rows.goals}
        total, minutes = sum(weights.values()), sum(self.rows.minutes)
        for goal, weight in weights.items():
            yield f"share:{goal}", ((max(1, minutes * weight // total), SHARE),)

    def _elsewhere(self) -> Iterator[tuple[str, Curve]]:
        """Yield other places and people for goals that are begun; before that none is worth it."""
        settings = {(o.sitting.setting.place, o.sitting.setting.who) for o in self.rows.offers}
        if len(settings) < 2:  # noqa: PLR2004 - nothing to vary
            return
        for goal in filter(self.rows.is_begun, self.rows.goals):
            for place, who in sorted(settings):
                yield f"where:{goal}:{place} {who}", self._scaled(goal, ((1, ELSEWHERE),))
