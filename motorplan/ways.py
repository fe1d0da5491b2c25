"""The way to a goal: which skills lead there, and how each stands with a child."""

from collections.abc import Collection, Mapping
from datetime import date
from heapq import heappop, heappush

from motorplan.ability.estimating import Estimate
from motorplan.catalogue import Catalogue
from motorplan.errors import WrongUse
from motorplan.frozen import evolve
from motorplan.graph import Shift, SkillGraph
from motorplan.model.answers import Standing, Step, Way
from motorplan.model.children import Child
from motorplan.naming import must_be
from motorplan.vocabulary import Level

OPEN: frozenset[Standing | None] = frozenset({None, "next", "later"})
"""How what is left to learn stands; without a child, all of it."""

WORTH_TELLING: tuple[frozenset[Standing | None], ...] = (
    OPEN,
    frozenset({"there"}),
    frozenset({"likely"}),
    frozenset({"spared", "not-for-child"}),
)
"""Where there is no room for all steps, these are told first, in this order."""


def way_to(
    catalogue: Catalogue,
    goal: str,
    *,
    earlier: str | None = None,
    estimate: Estimate | None = None,
    most: int | None = None,
) -> Way:
    """
    Return the way to *goal*, the earliest step first.

    Args:
        catalogue: Where the skills are.

        goal: Id of a skill.

        earlier: Id of a skill before it: only the shortest way from there.

        estimate: What is believed of a child, from
            :func:`~motorplan.ability.estimating.make_estimate`: how each step stands.

        most: How many steps at most, the goal among them; what is left to learn comes
            before what is there, and near before far. None tells of all.

    Raises:
        UnknownWord: If *goal* or *earlier* is no skill.

        WrongUse: If no way leads there, or *goal* is a capacity.
    """
    graph, say = catalogue.graph, catalogue.phrases.say
    for skill_id in filter(None, (earlier, goal)):
        must_be(skill_id, "skills", graph.nodes, catalogue)
    if graph[goal].kind == "capacity":
        raise WrongUse(say("use.capacity", goal=goal), say("use.capacity_way"))
    chosen: Collection[str] = graph.path(earlier, goal) if earlier else [goal, *graph.before(goal)]
    if not chosen:
        raise WrongUse(say("use.path", earlier=earlier, later=goal), say("use.path_way"))
    standings = _standings(graph, goal, estimate) if estimate else {}
    left = 0
    if most is not None and len(chosen) > most:
        left = len(chosen) - most
        chosen = list(chosen)[-most:] if earlier else _nearest(graph, goal, standings, most)
    path = tuple(graph.in_order(chosen))
    return Way(
        goal=goal,
        child=estimate.child.name if estimate else None,
        on=estimate.on if estimate else None,
        path=path,
        steps=tuple(_step(i, catalogue, standings.get(i), estimate) for i in path),
        more=left,
    )


def _step(
    skill_id: str, catalogue: Catalogue, standing: Standing | None, estimate: Estimate | None
) -> Step:
    seen = estimate.child.skills.get(skill_id) if estimate else None
    level = None if seen is None or seen.level is None else Level(seen.level).id
    return Step(
        id=skill_id,
        plain=catalogue.graph[skill_id].plain,
        standing=standing,
        level=level,
        seen=seen.seen if seen and level else None,
    )


def _standings(graph: SkillGraph, goal: str, estimate: Estimate) -> dict[str, Standing]:
    """Return how *goal* and all before it stand, whatever comes later told first."""
    way = [goal, *graph.before(goal)]
    there, ready = graph.there(estimate, way), frozenset(graph.frontier(estimate, way))
    found: dict[str, Standing] = {}
    for i in reversed(graph.in_order(way)):
        if not estimate.applies(i):
            found[i] = "not-for-child"
        elif i in there:
            found[i] = "there" if estimate.is_seen(i, Level.INDEPENDENT) else "likely"
        elif i != goal and not any(
            found.get(later) in OPEN and not _has_other_way(graph, later, i, there)
            for later in graph.directly_after(i)
            if later in found
        ):
            found[i] = "spared"
        else:
            found[i] = "next" if i in ready else "later"
    return found


def _has_other_way(graph: SkillGraph, later: str, way: str, there: frozenset[str]) -> bool:
    """Return whether *way* is one of several to *later* and another of them is there."""
    return any(way in group and not there.isdisjoint(group) for group in graph[later].either)


def _nearest(
    graph: SkillGraph, goal: str, standings: Mapping[str, Standing], most: int
) -> list[str]:
    """Return *goal* and the steps next to it that matter most, each joined to one of them."""
    chosen: list[str] = []
    steps = {goal: 0, **graph.before(goal)}
    waiting = [(0, 0, goal)]
    met = {goal}
    while waiting and len(chosen) < most:
        *_, here = heappop(waiting)
        chosen.append(here)
        for i in graph.directly_before(here):
            if i not in met:
                met.add(i)
                heappush(waiting, (_telling(standings.get(i)), steps[i], i))
    return chosen


def _telling(standing: Standing | None) -> int:
    return next(n for n, group in enumerate(WORTH_TELLING) if standing in group)


def as_of(child: Child, day: date) -> Child:
    """Return *child* without what was seen after *day*; what has no date stays."""
    kept = {
        i: seen
        for i, seen in child.skills.items()
        if (on := seen.seen or child.seen) is None or on <= day
    }
    return evolve(child, skills=kept)


def moved(was: Estimate, now: Estimate, catalogue: Catalogue) -> tuple[Shift, ...]:
    """
    Return the skills of one child that have moved from one estimate to another.

    Raises:
        WrongUse: If they are of two children: children are not compared.
    """
    if was.child.born != now.child.born:
        say = catalogue.phrases.say
        raise WrongUse(say("use.two_children"), say("use.two_children_way"))
    return catalogue.graph.compare(was, now)
