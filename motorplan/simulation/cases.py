"""Simulated children with goals that are ahead of them, one for each number and condition."""

from datetime import date
from random import Random

from motorplan.catalogue import Catalogue
from motorplan.frozen import evolve, frozen
from motorplan.model.children import Child, Function, Goal, Seen, Slot, WeekTime
from motorplan.planning.horizon import Horizon
from motorplan.planning.times import weeks_of
from motorplan.planning.variants import Variant
from motorplan.simulation.children import Simulated, World, simulated
from motorplan.simulation.learners import Learner
from motorplan.simulation.traits import Traits, traits_of
from motorplan.vocabulary import Level, Weekday

DAYS: tuple[Weekday, ...] = ("mon", "wed", "sat")
MINUTES = 20
WORLD: dict[str, World] = {
    "uneven": "uneven",
    "affected-hand": "affected-hand",
    "wrong-norms": "wrong-norms",
}
NEAREST, FARTHEST_OFF = -0.3, -1.5
"""Goals lie so many spreads below where they are done alone: within reach of some months."""

TRIES = 200
YOUNGEST = 18.0
"""Months of age: below a year a day has short moments and no sessions."""

RUNGS, PRACTISED_FROM = 3, 0.6
"""
How many rungs that train a goal with that weight have to be safe and possible at home: where
nothing is, no planner can do anything, and nothing is learned about planners.
"""

SEEN_OF_ALL = ("keeps-small-things-out-of-mouth",)
"""What the file says of each child, so that small things are open to those who are old enough."""

NOT_DRAWN = frozenset({"wheelchair", "devices"})
"""Areas that a goal is drawn from only where a child's file says more than these do."""


@frozen(kw_only=True)
class Case:
    """
    A simulated child, and what a planner is told of it.

    Attributes:
        child: The file before anything was seen.

        who, traits: The child itself: where it stands on the day of *start*, and how it learns.

        seed: What draws its days.
    """

    child: Child
    who: Simulated
    traits: Traits
    start: date
    seed: str

    @property
    def learner(self) -> Learner:
        """The child on the first day, anew each time."""
        return Learner(self.who, self.traits, self.start, self.seed)


def case(catalogue: Catalogue, start: date, condition: str, number: int) -> Case:
    """
    Return child *number* of a *condition*, with two goals that are ahead of it.

    The same number draws the same child for every planner.
    """
    rng = Random(f"{condition} {number}")  # noqa: S311 - a draw, no secret
    traits = traits_of(condition, number, rng)
    tasks = _tasks(catalogue)
    for _ in range(TRIES):
        goals = (rng.choice(tasks),)
        world = WORLD.get(condition, "model")
        who = simulated(catalogue.graph, start, world, rng, goals)
        seed = f"{condition} {number}"
        learner = Learner(who, traits, start, seed)
        if learner.months(start) < YOUNGEST or not _is_ahead(learner, goals[0], start):
            continue
        others = [i for i in tasks if i != goals[0] and _is_ahead(learner, i, start)]
        if not others:
            continue
        child = _told(who.child, (goals[0], rng.choice(others)), condition, catalogue)
        if _can_be_practised(child, catalogue, start):
            return Case(child=child, who=who, traits=traits, start=start, seed=seed)
    message = f"no child of {condition} was found whose goals are ahead"
    raise LookupError(message)


def _tasks(catalogue: Catalogue) -> list[str]:
    """Return what somebody would want and some activity is: the goals that are drawn from."""
    whole = {i for activity in catalogue.activities.values() for i in activity.is_task}
    graph = catalogue.graph
    return sorted(i for i in whole if graph[i].norm and graph[i].area not in NOT_DRAWN)


def _is_ahead(learner: Learner, skill_id: str, day: date) -> bool:
    norm = learner.graph[skill_id].norm
    place = learner.place(skill_id, day)
    return norm is not None and FARTHEST_OFF <= place / norm.sigma <= NEAREST


def _can_be_practised(child: Child, catalogue: Catalogue, start: date) -> bool:
    """Return whether enough rungs of each goal are safe and possible where the child is."""
    horizon = Horizon(child, catalogue, start)
    chooser = horizon.chooser(weeks_of(child, start, 1)[0][1][0])
    for goal in child.goals:
        found = [
            number
            for activity_id in catalogue.training.get(goal.skill, {})
            for number, rung in enumerate(catalogue.ladders[activity_id].grades, start=1)
            if rung.trains.get(goal.skill, 0.0) >= PRACTISED_FROM
            and isinstance(chooser.judge(catalogue.activities[activity_id], number), Variant)
        ]
        if len(found) < RUNGS:
            return False
    return True


def _told(child: Child, goals: tuple[str, str], condition: str, catalogue: Catalogue) -> Child:
    week = WeekTime(
        space="hall",
        materials=tuple(catalogue.materials),
        days={day: (Slot(minutes=MINUTES),) for day in DAYS},
    )
    course = Function(course="progressive") if condition == "progressive" else None
    return evolve(
        child,
        goals=tuple(Goal(skill=goal) for goal in sorted(goals)),
        week=week,
        function=course,
        skills=dict.fromkeys(SEEN_OF_ALL, Seen(level=Level.INDEPENDENT, seen=child.safety_asked)),
        stays_close="stays",
        eats="everything",
    )
