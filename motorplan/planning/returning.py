"""What was reached comes back, at widening intervals, so that it stays."""

from collections.abc import Iterable
from datetime import date

from motorplan.graph import SkillGraph
from motorplan.model.children import Child
from motorplan.planning.youth import is_outgrown
from motorplan.vocabulary import Level

RETURN_WEEKS = frozenset({1, 2, 4, 8, 16})
"""Weeks after a skill was reached at which it comes back: our own judgement."""


class Returning:
    """
    The days on which skills were reached: as the file says, and as a plan expects.

    The day somebody saw a skill is not the day it was reached. Where most children have it
    at half this child's age, a sighting brings nothing back; what a plan brought does come.

    Args:
        child: The child file.

        graph: All skills.

        age: The child's age in months.
    """

    def __init__(self, child: Child, graph: SkillGraph, age: float) -> None:
        days = {i: seen.seen or child.seen for i, seen in child.skills.items()}
        alone = (i for i, seen in child.skills.items() if seen.level == Level.INDEPENDENT)
        recent = (i for i in alone if not is_outgrown(graph[i], age))
        self._reached = {i: day for i in recent if (day := days[i])}

    def note(self, skills: Iterable[str], monday: date) -> None:
        """Note that *skills* are expected to be there from the week of *monday* on."""
        for skill_id in skills:
            self._reached.setdefault(skill_id, monday)

    def due(self, monday: date) -> frozenset[str]:
        """Return the skills that come back in the week of *monday*."""
        return frozenset(
            skill_id
            for skill_id, day in self._reached.items()
            if (monday - day).days // 7 in RETURN_WEEKS
        )
