"""
What a planner sees of a simulated child, and what it hands back: the same for all rivals.

A planner of your own needs a name and one method; see :class:`Planner`.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Protocol

from motorplan.ability.estimating import Estimate
from motorplan.catalogue import Catalogue
from motorplan.frozen import evolve, frozen
from motorplan.model.children import Child
from motorplan.planning.ahead import Ahead
from motorplan.planning.choosing import Chooser
from motorplan.planning.horizon import Horizon
from motorplan.planning.times import Sitting, weeks_of
from motorplan.planning.variants import Variant
from motorplan.planning.worth import most_items, serves_of

MOSTLY = 0.6
"""The weight from which a rival takes a grade to train a skill."""


@frozen
class Pick:
    """A grade to do, as the child would do it; *guided* with an adult's hands."""

    variant: Variant
    guided: bool = False


class View:
    """
    What everybody knows of a child in one week: its file, its logs, and what is safe for it.

    Args:
        child: The file with the logs up to that week.

        catalogue: What there is to do.

        start: First day of the week.

        seed: For planners that draw: the same for the same child and week.
    """

    def __init__(self, child: Child, catalogue: Catalogue, start: date, seed: str) -> None:
        self.child, self.catalogue, self.start, self.seed = child, catalogue, start, seed

    @cached_property
    def horizon(self) -> Horizon:
        """What motorplan knows of the child, for those who ask it."""
        return Horizon(self.child, self.catalogue, self.start)

    @cached_property
    def unlogged(self) -> "View":
        """What somebody knows who reads the file alone."""
        return View(evolve(self.child, logs=()), self.catalogue, self.start, self.seed)

    @property
    def estimate(self) -> Estimate:
        """What the child can do, by motorplan's estimate."""
        return self.horizon.estimate

    @property
    def ahead(self) -> Ahead:
        """The skills on the way to the goals."""
        return self.horizon.ahead

    @cached_property
    def sittings(self) -> Sequence[Sitting]:
        """The sessions of the week."""
        return weeks_of(self.child, self.start, 1)[0][1]

    @cached_property
    def _chooser(self) -> Chooser:
        return self.horizon.chooser(self.sittings[0])

    def safe(self, activity_id: str, number: int) -> Variant | None:
        """Return a grade as this child would do it, or None where it is not safe or possible."""
        found = self._chooser.judge(self.catalogue.activities[activity_id], number)
        return found if isinstance(found, Variant) else None

    def training(self, skill_id: str, least: float) -> Iterator[Variant]:
        """Yield the safe grades that train *skill_id* with a weight of *least* or more."""
        for activity_id in self.catalogue.training.get(skill_id, {}):
            rungs = self.catalogue.ladders[activity_id].grades
            for number, rung in enumerate(rungs, start=1):
                if rung.trains.get(skill_id, 0.0) >= least:
                    variant = self.safe(activity_id, number)
                    if variant:
                        yield variant

    def whole(self, goal: str) -> list[Variant]:
        """Return the safe grades that are the goal task itself, in order of id and grade."""
        return [
            variant
            for variant in self.training(goal, 0.0)
            for served in serves_of(variant.activity, variant.grade, self.ahead)
            if served.whole and served.goal == goal
        ]

    def chance(self, variant: Variant) -> float:
        """Return how likely a grade goes well, by motorplan's estimate."""
        return self.estimate.of_needs(variant.grade.needs, variant.lowered).chance

    def filled(
        self, ranked: Sequence[Variant], sitting: Sitting, *, again: bool = False
    ) -> list[Pick]:
        """
        Return what fits into a session, the first of *ranked* first, each activity once.

        With *again* what is left of the time is filled with the same once more.
        """
        left, found = sitting.minutes, list[Variant]()
        most = most_items(self.child, self.estimate.age, left)
        for number, variant in enumerate([*ranked, *(ranked if again else ())]):
            taken = {held.activity.id for held in found} if number < len(ranked) else ()
            if variant.minutes <= left and variant.activity.id not in taken and len(found) < most:
                found.append(variant)
                left -= variant.minutes
        return [Pick(variant) for variant in found]


class Planner(Protocol):
    """
    Chooses what a child does in a week, among what is safe for it.

    It sees what is in the file and in the logs, nothing else, and keeps nothing from one week
    to the next: what it wants to know of earlier weeks stands in the logs.
    """

    def week(self, view: View) -> Sequence[Sequence[Pick]]:
        """Return what is done in each session of ``view.sittings``."""
        ...
