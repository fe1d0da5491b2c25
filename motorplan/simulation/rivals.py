"""
Other ways to plan, to compare with.

All choose among the same safe grades, from the same file and logs. Where a rival needs a
number, it has the best we found in print or think a careful adult would take, since it is
no use to be better than a weak rival.
"""

from collections.abc import Sequence
from itertools import zip_longest
from math import log
from random import Random

from motorplan.ability.scale import NO_NORM, Parameters
from motorplan.graph import THERE_FROM
from motorplan.norms import age_at
from motorplan.planning.ahead import DECAY
from motorplan.planning.climbing import first_unsure
from motorplan.planning.history import rung_by_logs
from motorplan.planning.variants import Variant
from motorplan.planning.worth import SURE_FROM
from motorplan.simulation.choosing import MOSTLY, Pick, View
from motorplan.vocabulary import Level

IN_BAND = 0.3
"""How far, in ln(age), the usual age of what is trained may lie from the child's."""

START_FROM, TRY_FROM = 0.75, 0.5
"""How likely a rung goes well where an expert starts, and least what the frontier takes."""

GOOD_DAYS = 2


class RandomInBand:
    """Anything usual near the child's age: what the best-known open app for parents does."""

    def week(self, view: View) -> Sequence[Sequence[Pick]]:
        """Return what is drawn."""
        rng = Random(f"{view.seed} {view.start}")  # noqa: S311 - a draw, no secret
        fitting = self._of_age(view)
        rng.shuffle(fitting)
        sessions = []
        for sitting in view.sittings:
            few = (view.safe(*pair) for pair in rng.sample(fitting, min(40, len(fitting))))
            sessions.append(view.filled([v for v in few if v], sitting))
        return sessions

    @staticmethod
    def _of_age(view: View) -> list[tuple[str, int]]:
        graph, age = view.catalogue.graph, log(view.estimate.age)
        found = []
        for activity_id, ladder in view.catalogue.ladders.items():
            for number, rung in enumerate(ladder.grades, start=1):
                main = max(sorted(rung.trains), key=lambda i: rung.trains[i])
                norm = graph[main].norm
                if norm and abs(norm.mu - age) <= IN_BAND:
                    found.append((activity_id, number))
        return found


class GoalAlone:
    """Nothing but the goal tasks, each at the rung that its logs let come."""

    def week(self, view: View) -> Sequence[Sequence[Pick]]:
        """Return the goal tasks in turn."""
        rows = [self._rungs(view, goal.skill) for goal in view.child.goals]
        return [view.filled(in_turn(rows, n), s, again=True) for n, s in enumerate(view.sittings)]

    @staticmethod
    def _rungs(view: View, goal: str) -> list[Variant]:
        """Return one rung of each activity that is the goal task."""
        found: dict[str, list[Variant]] = {}
        for variant in view.whole(goal):
            found.setdefault(variant.activity.id, []).append(variant)
        chosen = []
        for variants in found.values():
            activity = variants[0].activity
            reach = rung_by_logs(activity, view.child.logs)
            if reach is None:
                reach = first_unsure(activity, view.estimate, SURE_FROM)
            below = [v for v in variants if v.number <= reach]
            chosen.append(below[-1] if below else variants[0])
        return chosen


class ExpertLadder:
    """
    A fixed programme for each goal, as an experienced therapist would write it.

    First the rungs of what comes directly before the goal and is not there yet, one activity
    for each, and those of two activities that are the goal itself; all in order of how hard
    they are usually. It starts where the first look says that three of four tries go well, and
    from there on logs alone move it: up after two good days, down after one that was too hard.
    """

    def week(self, view: View) -> Sequence[Sequence[Pick]]:
        """Return the rungs of each goal in turn, those near them where time is left."""
        rows = [self._near(view, goal.skill) for goal in view.child.goals]
        return [view.filled(in_turn(rows, n), s, again=True) for n, s in enumerate(view.sittings)]

    def _near(self, view: View, goal: str) -> list[Variant]:
        rungs = self._programme(view, goal)
        if not rungs:
            return []
        at = self._rung(view, rungs)
        return sorted(rungs, key=lambda v: (abs(rungs.index(v) - at), -rungs.index(v)))

    @staticmethod
    def _programme(view: View, goal: str) -> list[Variant]:
        before = view.catalogue.graph.directly_before(goal)
        first = view.unlogged
        steps = [i for i in before if first.estimate.chance(i, Level.INDEPENDENT) < THERE_FROM]
        rungs = _of_activities(view.whole(goal), 2)
        for skill_id in steps:
            rungs += _of_activities(list(view.training(skill_id, MOSTLY)), 1)
        unique = {variant.id: variant for variant in rungs}
        return sorted(unique.values(), key=lambda v: (_hardness(view, v), v.id))

    @staticmethod
    def _rung(view: View, rungs: Sequence[Variant]) -> int:
        """Return which of *rungs* is due."""
        first = view.unlogged
        places = {variant.id: n for n, variant in enumerate(rungs)}
        good = [n for n, v in enumerate(rungs) if first.chance(v) >= START_FROM]
        at, streak = max(good, default=0), 0
        for entry in view.child.logs:
            place = places.get(f"{entry.activity}/{entry.grade}")
            if place is None or entry.went_well is None:
                continue
            if entry.went_well and place >= at:
                streak += 1
                if streak >= GOOD_DAYS:
                    at, streak = min(len(rungs) - 1, place + 1), 0
            elif not entry.went_well and place <= at:
                at, streak = max(0, place - 1), 0
        return at


class Frontier:
    """The skills on the way whose steps are there, at the hardest grade that may go well."""

    def week(self, view: View) -> Sequence[Sequence[Pick]]:
        """Return what is nearest to the goals first."""
        ready = set(view.catalogue.graph.frontier(view.estimate))
        goals = {goal.skill for goal in view.child.goals}
        ranked: list[tuple[float, float, Variant]] = []
        for skill_id in sorted((ready & view.ahead.aims.keys()) | goals):
            share = view.ahead.aims[skill_id][0].share if skill_id in view.ahead.aims else DECAY
            for variant in view.training(skill_id, MOSTLY):
                chance = view.chance(variant)
                if chance >= TRY_FROM:
                    ranked.append((-share * variant.grade.trains[skill_id], chance, variant))
        ranked.sort(key=lambda row: (row[0], row[1], row[2].id))
        by_goal = self._apart(view, [variant for _, _, variant in ranked])
        return [view.filled(in_turn(by_goal, n), s) for n, s in enumerate(view.sittings)]

    @staticmethod
    def _apart(view: View, ranked: Sequence[Variant]) -> list[list[Variant]]:
        """Return what leads to each goal, so that none is forgotten."""
        graph = view.catalogue.graph
        return [
            [v for v in ranked if {goal.skill, *graph.before(goal.skill)} & v.grade.trains.keys()]
            for goal in view.child.goals
        ]


def in_turn(rows: Sequence[Sequence[Variant]], number: int) -> list[Variant]:
    """Return the first of each of *rows*, then the second ..., another row first each session."""
    turned = [*rows[number % len(rows) :], *rows[: number % len(rows)]]
    return [variant for layer in zip_longest(*turned) for variant in layer if variant]


def _of_activities(variants: Sequence[Variant], most: int) -> list[Variant]:
    """Return the grades of the activities with the most rungs among *variants*."""
    found: dict[str, list[Variant]] = {}
    for variant in variants:
        found.setdefault(variant.activity.id, []).append(variant)
    best = sorted(found, key=lambda i: (-len(found[i]), i))[:most]
    return [variant for i in best for variant in found[i]]


def _hardness(view: View, variant: Variant) -> float:
    """Return about the age, in months, at which the hardest need of a grade is usual."""
    graph, cuts = view.catalogue.graph, Parameters().cuts
    ages = [
        age_at(graph[i].norm or NO_NORM, -cuts[level - 1])
        for i, level in variant.grade.needs.items()
        if level
    ]
    return max(ages, default=0.0)
