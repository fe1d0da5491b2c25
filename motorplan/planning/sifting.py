"""
Which grades are worth judging for a child, and which of those that fit are worth searching.

A catalogue may hold far more that leads to a goal than a week can use. Of what leads to a goal
by the same skill most is outdone by some that brings more in no more time, so only the most
promising are judged, and of what fits the best are posed. The built-in catalogue is so small
that nothing of it is left out here.
"""

from collections.abc import Callable, Hashable, Sequence
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
JUDGED, POSED = 600, 150
"""How many grades are judged, and how many of those that fit are searched for a session."""

GradeId = tuple[str, int]
"""Id of an activity, and the number of one of its grades."""


def worthwhile(catalogue: Catalogue, ahead: Ahead, estimate: Estimate) -> list[GradeId]:
    """Return the grades that lead to a goal and might fit, in order of id."""
    helps = catalogue.adaptations
    found = [
        (activity_id, number, serves[0].path[0])
        for activity_id in _leading(catalogue, ahead)
        for number, rung in enumerate(catalogue.ladders[activity_id].grades, start=1)
        if (serves := serves_of(catalogue.ladders[activity_id], rung, ahead))
        and not is_pointless(serves, rung, ahead, estimate, helps)
    ]

    def promise(row: tuple[str, int, str]) -> float:
        """Return about how much of a minute counts: the fit in a usual band, by the weight."""
        rung = catalogue.ladders[row[0]].grades[row[1] - 1]
        chance = estimate.of_needs(rung.needs).chance
        return fit_of(chance, BANDS["steady"]) * rung.trains[row[2]]

    return [(i, n) for i, n, _ in _best_of_each(found, JUDGED, lambda row: row[2], promise)]


def worth_searching(candidates: Sequence[Candidate], ahead: Ahead) -> list[Candidate]:
    """Return the best of *candidates* for each skill, by what they bring in a minute."""

    def kind(candidate: Candidate) -> Hashable:
        leading = candidate.serves[0].path[0] if candidate.serves else None
        return leading, candidate.is_whole

    def promise(candidate: Candidate) -> float:
        practice = sum(ahead.worth[i] * n / 10 for i, n in candidate.practice.items())
        return (practice + candidate.bonus) / max(1, candidate.variant.minutes)

    return _best_of_each(candidates, POSED, kind, promise)


def _best_of_each(
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


def _leading(catalogue: Catalogue, ahead: Ahead) -> list[str]:
    """Return the activities that train something ahead well enough to count, in order of id."""
    found: set[str] = set()
    for skill_id in ahead.worth:
        least = CAPACITY_FROM if skill_id in ahead.capacities else 0.0
        most = catalogue.training.get(skill_id, {})
        found.update(i for i, weight in most.items() if weight >= least)
    return sorted(found)
