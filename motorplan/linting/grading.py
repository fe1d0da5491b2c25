"""
Whether the ladder of an activity rises, and suits the ages it is for.

All is read from the age curves: the *usual age* of a grade is the one at which its needs
are all there in half of children of whom nothing was seen.

Source:
    Minutes: the banded table of an attention-span page (slp4u.com: 16 to 19 months 2 to 3
    minutes, to 24 months 3 to 6, to 36 months 5 to 8, 3 to 4 years 8 to 10, 5 to 6 years 10
    to 15). Rules of thumb differ, so the upper end of each band counts.
"""

from collections.abc import Iterator
from itertools import pairwise
from math import exp, inf, log, sqrt

from motorplan.ability.chances import chance_of_all
from motorplan.ability.inference import phi
from motorplan.ability.scale import Parameters
from motorplan.catalogue import Catalogue
from motorplan.converting.values import Misfit
from motorplan.graph import SkillGraph
from motorplan.model.activities import Activity, Grade
from motorplan.norms import BORROWED_SIGMA
from motorplan.vocabulary import Level

ATTENTION = ((20, 3), (25, 6), (37, 8), (60, 10), (inf, 15))
"""Age in months below which one thing holds a child for so many minutes at most."""

JUST_RIGHT_TO = 0.9
"""Chance up to which a grade is just right: the oldest children who are given it."""

TOLERANCE = 0.1
"""By how much, in ln(age), the needs of a grade may lie below those of the grade before."""

SAME = 0.01
"""Difference in ln(age) below which two grades are as hard as each other."""

_MODEL = Parameters()
_YOUNGEST, _OLDEST, _HALVINGS = log(0.5), log(240.0), 24


def misfits_of_ladder(activity: Activity, catalogue: Catalogue) -> Iterator[Misfit]:
    """Yield the grades of *activity* that are not where they stand, or last too long."""
    features = catalogue.safety.features.values()
    openers = frozenset(i for feature in features for i in feature.opened_by)
    ladder = _Ladder(catalogue.graph, openers)
    for number, grade in enumerate(activity.grades):
        yield from ladder.beyond(number, grade)
        yield from ladder.too_long(number, grade, activity)
    for number, (below, grade) in enumerate(pairwise(activity.grades), start=1):
        yield from ladder.not_above(number, below, grade)


class _Ladder:
    """
    Compares grades by the curves of *graph*.

    Ids that are no skill, and capacities, have no curve and say nothing here. Nor does what
    is needed for safety alone: one of the *openers* that leads to nothing that is trained.
    """

    def __init__(self, graph: SkillGraph, openers: frozenset[str]) -> None:
        self._graph, self._openers = graph, openers

    def usual(self, grade: Grade, chance: float = 0.5) -> float:
        """Return the ln(age) at which *grade* goes well with that *chance*."""
        low, high = _YOUNGEST, _OLDEST
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            if self._chance(grade, middle) < chance:
                low = middle
            else:
                high = middle
        return high

    def _chance(self, grade: Grade, at: float) -> float:
        chances = {
            i: phi((at - self._place(i, level)) / self._sigma(i))
            for i, level in self._needs(grade).items()
        }
        domains = {i: self._graph[i].domain for i in chances}
        return chance_of_all(chances, domains, _MODEL.within, _MODEL.across).chance

    def trained(self, grade: Grade) -> str | None:
        """Return the main skill of *grade*, the latest of several; else any other it trains."""
        known = {i: w for i, w in grade.trains.items() if self._has_curve(i)}
        main = [i for i, w in known.items() if w >= 1.0] or [*known]
        return max(main, key=lambda i: (self._place(i), i), default=None)

    def beyond(self, number: int, grade: Grade) -> Iterator[Misfit]:
        """Yield the needs that come far later than what the grade trains."""
        main = self.trained(grade)
        for i, level in self._needs(grade).items():
            if main and self._place(i, level) - self._place(main) > self._spread(i, main):
                ages = f"{exp(self._place(i, level)):.0f} and {exp(self._place(main)):.0f} months"
                message = (
                    f'"{i}" ({level.id}) comes far later than "{main}", which it trains: {ages}.'
                )
                way = "Need less of it, or make what is harder the main skill."
                yield Misfit(("grades", number, "needs"), "needs-too-hard", message, way)

    def not_above(self, number: int, below: Grade, grade: Grade) -> Iterator[Misfit]:
        """Yield *grade* if it is no harder than the one *below* it."""
        needs = self.usual(grade) - self.usual(below)
        was, now = self.trained(below), self.trained(grade)
        trains = self._place(now) - self._place(was) if was and now else 0.0
        ages = f"{exp(self.usual(below)):.0f} and {exp(self.usual(grade)):.0f} months"
        if needs < -self._slack(below, grade):
            message = f"it needs less than the grade below (usual at {ages})."
            way = "Change their places, or say what it really needs."
            yield Misfit(("grades", number, "needs"), "not-harder", message, way)
        elif was and now and -trains > self._spread(was, now):
            message = f'it trains "{now}", which comes far sooner than "{was}" of the grade below.'
            way = "Change their places, or name the main skill of each."
            yield Misfit(("grades", number, "trains"), "not-harder", message, way)
        elif abs(needs) < SAME and trains < SAME:
            message = f"it needs and trains nothing harder than the grade below (usual at {ages})."
            way = "Say what more it needs, or which harder skill it trains."
            yield Misfit(("grades", number, "needs"), "not-harder", message, way)

    def too_long(self, number: int, grade: Grade, activity: Activity) -> Iterator[Misfit]:
        """Yield *grade* if it lasts longer than one thing holds a child who is ready for it."""
        if activity.domain == "self-care" and activity.routines:
            return
        main = self.trained(grade)
        ages = (self.usual(grade, JUST_RIGHT_TO), self._place(main) if main else _YOUNGEST)
        months = max(*map(exp, ages), activity.min_age_months)
        most = next(minutes for until, minutes in ATTENTION if months < until)
        if grade.minutes > most:
            message = (
                f"{grade.minutes} minutes, and it is for children of up to {months:.0f} months."
            )
            way = f"One thing holds a child of that age for {most} minutes at most."
            yield Misfit(("grades", number, "minutes"), "too-long-for-age", message, way)

    def _needs(self, grade: Grade) -> dict[str, Level]:
        """Return what *grade* needs for its doing, as far as curves tell."""
        before = {j for i in grade.trains if self._has_curve(i) for j in self._graph.before(i)}
        spared = self._openers - grade.trains.keys() - before
        return {
            i: level
            for i, level in grade.needs.items()
            if level and self._has_curve(i) and i not in spared
        }

    def _has_curve(self, skill_id: str) -> bool:
        return skill_id in self._graph and self._graph[skill_id].norm is not None

    def _place(self, skill_id: str, level: Level = Level.INDEPENDENT) -> float:
        """Return the ln(age) at which half of children do a skill at *level*."""
        norm = self._graph[skill_id].norm
        return norm.mu - _MODEL.cuts[level - 1] * norm.sigma if norm else _YOUNGEST

    def _sigma(self, skill_id: str) -> float:
        norm = self._graph[skill_id].norm
        return norm.sigma if norm else BORROWED_SIGMA

    def _spread(self, one: str, other: str) -> float:
        return sqrt(self._sigma(one) ** 2 + self._sigma(other) ** 2)

    def _slack(self, *grades: Grade) -> float:
        """Return how far needs may fall: far where a curve is borrowed from its neighbours."""
        norms = (self._graph[i].norm for g in grades for i in self._needs(g))
        is_borrowed = any(norm is not None and norm.confidence == "none" for norm in norms)
        return BORROWED_SIGMA if is_borrowed else TOLERANCE
