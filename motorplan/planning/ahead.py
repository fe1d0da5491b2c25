"""The skills on the way to each goal, and how much practice of each is worth."""

from collections.abc import Iterable, Mapping

from motorplan.ability.estimating import Estimate
from motorplan.frozen import frozen
from motorplan.graph import THERE_FROM, SkillGraph
from motorplan.model.children import Goal
from motorplan.model.plans import Served
from motorplan.vocabulary import Domain, Level

DECAY = 0.6
CAPACITY_SHARE = 0.15
WORTH_A_MINUTE = 1000
FARTHEST = 5
RETURN_WORTH = 0.3


@frozen(kw_only=True)
class Aim:
    """
    One skill that leads to one goal.

    Attributes:
        path: Skill ids from this skill to the goal, both included.

        share: How much a minute of it is worth beside one of the goal task, in (0, 1].

        whole_only: Whether only the goal task itself counts: goals to keep what is there,
            to adapt, or to join in are not drilled.

        keeps: Whether it is there and is held at the size it has, never stepped up.
    """

    goal: str
    skill: str
    path: tuple[str, ...]
    share: float
    whole_only: bool = False
    keeps: bool = False


@frozen(kw_only=True)
class Ahead:
    """
    What is ahead of the child, goal by goal.

    Attributes:
        aims: Skill id -> its aims, the weightiest first.

        worth: Skill id -> worth of one minute, in thousandths.

        capacities: Those of the skills that are capacities.

        domains: Domain of each goal.

        returning: Those of the skills that are there and come back this week.
    """

    aims: Mapping[str, tuple[Aim, ...]]
    worth: Mapping[str, int]
    capacities: frozenset[str]
    domains: Mapping[str, Domain]
    returning: frozenset[str] = frozenset()

    def only_helps(self, serves: Iterable[Served]) -> bool:
        """Return whether *serves* names capacities alone: that is no practice of a goal."""
        return all(served.path[0] in self.capacities for served in serves)


def look_ahead(
    goals: tuple[Goal, ...],
    graph: SkillGraph,
    estimate: Estimate,
    returning: frozenset[str] = frozenset(),
) -> Ahead:
    """
    Return the skills that lead to *goals*.

    The goal task comes first; what is before it counts less with every step; what is
    there already counts for nothing. Capacities count a little.

    Args:
        goals: The goals.

        graph: All skills.

        estimate: What the child can do.

        returning: Skills that are there and due to come back, so that they stay; they count
            :data:`RETURN_WORTH` of what they did.
    """
    aims: dict[str, list[Aim]] = {}
    worth: dict[str, float] = {}
    for goal in goals:
        for aim in _aims_of(goal, graph, estimate, returning):
            aims.setdefault(aim.skill, []).append(aim)
            part = RETURN_WORTH if aim.skill in returning else 1.0
            per_minute = WORTH_A_MINUTE * aim.share * part * (0.5 + goal.priority / 4)
            worth[aim.skill] = max(worth.get(aim.skill, 0.0), per_minute)
    return Ahead(
        aims={
            i: tuple(sorted(found, key=lambda a: (-a.share, a.goal)))
            for i, found in sorted(aims.items())
        },
        worth={i: max(1, round(value)) for i, value in sorted(worth.items())},
        capacities=frozenset(i for i in aims if graph[i].kind == "capacity"),
        domains={goal.skill: graph[goal.skill].domain for goal in goals},
        returning=returning.intersection(aims),
    )


def _aims_of(
    goal: Goal, graph: SkillGraph, estimate: Estimate, returning: frozenset[str]
) -> list[Aim]:
    build = goal.kind == "build"
    whole = Aim(
        goal=goal.skill,
        skill=goal.skill,
        path=(goal.skill,),
        share=1.0,
        whole_only=not build,
        keeps=goal.kind == "keep",
    )
    found = [whole]
    if build:
        for skill_id, path in sorted(graph.ways_to(goal.skill, FARTHEST).items()):
            if skill_id in returning or not is_there(estimate, skill_id):
                share = DECAY ** (len(path) - 1)
                found.append(Aim(goal=goal.skill, skill=skill_id, path=path, share=share))
        found += _supporters(found, graph, estimate)
    return found


def _supporters(aims: list[Aim], graph: SkillGraph, estimate: Estimate) -> list[Aim]:
    """Return what only supports *aims*: capacities, and skills that are not there yet."""
    best: dict[str, Aim] = {}
    taken = {aim.skill for aim in aims}
    for aim in aims:
        for capacity in graph[aim.skill].supports:
            is_capacity = graph[capacity].kind == "capacity"
            if capacity in taken or (not is_capacity and is_there(estimate, capacity)):
                continue
            share = round(aim.share * CAPACITY_SHARE, 4)
            if capacity not in best or share > best[capacity].share:
                best[capacity] = Aim(
                    goal=aim.goal, skill=capacity, path=(capacity, *aim.path), share=share
                )
    return [best[i] for i in sorted(best)]


def is_there(estimate: Estimate, skill_id: str) -> bool:
    """Return whether the child very likely does *skill_id* alone already."""
    return estimate.chance(skill_id, Level.INDEPENDENT) >= THERE_FROM
