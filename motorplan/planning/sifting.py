"""
Which grades are worth judging for a child, and which of those that fit are worth searching.

A catalogue may hold far more that leads to a goal than a week can use. Of what leads to a goal
by the same skill most is outdone by some that brings more in no more time, so only the most
promising are judged, and of what fits the best are posed. The built-in catalogue is so small
that nothing of it is left out here.
"""

from collections.abc import Callable, Hashable, Sequence
from heapq import nsmallest
from typing import TypeVar

from motorplan.ability.estimating import Estimate
from motorplan.catalogue import Catalogue
from motorplan.planning.ahead import Ahead
from motorplan.planning.worth import (
    BANDS,
    CAPACITY_FROM,
    Candidate,
    fit_of,
    is_pointless,
    serves_of,
)

T = TypeVar("T")
LOOKED_AT, JUDGED, POSED = 150, 600, 150
"""
How many activities are looked at for each skill ahead, how many grades are judged, and how many
of those that fit are searched for a session.
"""

GradeId = tuple[str, int]
"""Id of an activity, and the number of one of its grades."""


def worthwhile(
    catalogue: Catalogue, ahead: Ahead, estimate: Estimate, most: int | None = None
) -> list[GradeId]:
    """
    Return the grades that lead to a goal and might fit, in order of id.

    Args:
        catalogue: What there is to do.

        ahead: The skills on the way to the goals.

        estimate: What the child can do.

        most: Of how many activities for each skill ahead, those that train it most; None
            looks at all of them.
    """
    helps = catalogue.adaptations
    return [
        (activity_id, number)
        for activity_id in _leading(catalogue, ahead, most)
        for number, rung in enumerate(catalogue.ladders[activity_id].grades, start=1)
        if (serves := serves_of(catalogue.ladders[activity_id], rung, ahead))
        and not is_pointless(serves, rung, ahead, estimate, helps)
    ]


def worth_judging(catalogue: Catalogue, ahead: Ahead, estimate: Estimate) -> list[GradeId]:
    """Return the most promising of the worthwhile grades for each skill that they lead by."""
    ids, ladders = worthwhile(catalogue, ahead, estimate, LOOKED_AT), catalogue.ladders

    def leading(grade: GradeId) -> str:
        ladder = ladders[grade[0]]
        return serves_of(ladder, ladder.grades[grade[1] - 1], ahead)[0].path[0]

    def promise(grade: GradeId) -> float:
        """Return about how much of a minute counts: the fit in a usual band, by the weight."""
        rung = ladders[grade[0]].grades[grade[1] - 1]
        chance = estimate.of_needs(rung.needs).chance
        return fit_of(chance, BANDS["steady"]) * rung.trains[leading(grade)]

    return best_of_each(ids, JUDGED, leading, promise)


def worth_searching(candidates: Sequence[Candidate], ahead: Ahead) -> list[Candidate]:
    """Return the best of *candidates* for each skill, by what they bring in a minute."""

    def kind(candidate: Candidate) -> Hashable:
        leading = candidate.serves[0].path[0] if candidate.serves else None
        return leading, candidate.is_whole

    def promise(candidate: Candidate) -> float:
        practice = sum(ahead.worth[i] * n / 10 for i, n in candidate.practice.items())
        return (practice + candidate.bonus) / max(1, candidate.variant.minutes)

    return best_of_each(candidates, POSED, kind, promise)


def best_of_each(
    rows: Sequence[T], most: int, kind: Callable[[T], Hashable], promise: Callable[[T], float]
) -> list[T]:
    """Return all *rows*, or of more than *most* as many of each kind, the most promising."""
    if len(rows) <= most:
        return list(rows)
    places: dict[Hashable, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(kind(row), []).append(place)
    each = max(1, most // len(places))
    kept = (
        place
        for found in places.values()
        for place in sorted(found, key=lambda n: (-promise(rows[n]), n))[:each]
    )
    return [rows[place] for place in sorted(kept)]


def _leading(catalogue: Catalogue, ahead: Ahead, most: int | None) -> list[str]:
    """Return the activities that train something ahead well enough to count, in order of id."""
    found: set[str] = set()
    for skill_id in ahead.worth:
        least = CAPACITY_FROM if skill_id in ahead.capacities else 0.0
        weights = catalogue.training.get(skill_id, {})
        well = [i for i, weight in weights.items() if weight >= least]
        if most is not None and len(well) > most:
            well = nsmallest(most, well, key=lambda i: (-weights[i], i))
        found.update(well)
    return sorted(found)
