"""
A teacher who knows how the child learns: what no planner can know, to measure planners by.

Looking further, at what the steps before a goal would bring later, was tried at weights of 3,
8 and 16 weeks and brought nothing more.
"""

from collections.abc import Callable, Sequence
from math import exp

from motorplan.planning.variants import Variant
from motorplan.simulation.choosing import Pick, View
from motorplan.simulation.learners import Learner
from motorplan.simulation.rivals import in_turn
from motorplan.simulation.trials import task_of

Judge = Callable[[View, Variant], float]

LEAST = 0.3
"""The weight from which a grade counts as practice of a goal."""


class Teacher:
    """
    Nothing but the goals, at the grades that bring this child most for their minutes.

    Args:
        learner: The child.

        chance: How likely a grade goes well; None takes what is true.
    """

    def __init__(self, learner: Learner, chance: Judge | None = None) -> None:
        self._learner, self._chance = learner, chance or self._true

    def week(self, view: View) -> Sequence[Sequence[Pick]]:
        """Return the best grades of each goal in turn."""
        rows = [self._ranked(view, goal.skill) for goal in view.child.goals]
        return [view.filled(in_turn(rows, n), s, again=True) for n, s in enumerate(view.sittings)]

    def _ranked(self, view: View, goal: str) -> list[Variant]:
        found = view.training(goal, LEAST)
        return sorted(found, key=lambda v: (-self._gain(view, v, goal), v.id))

    def _gain(self, view: View, variant: Variant, goal: str) -> float:
        """Return what a minute brings by the learning curve, as a share of the best minute."""
        traits, grade = self._learner.traits, variant.grade
        off = (self._chance(view, variant) - traits.best) / traits.width
        return grade.trains[goal] * exp(-(off**2) / 2) * grade.minutes / variant.minutes

    def _true(self, view: View, variant: Variant) -> float:
        return self._learner.chance(task_of(Pick(variant)).needs, view.start)
