"""Which grades are worth judging for a child, found by the ladders alone."""

from motorplan.ability.estimating import Estimate
from motorplan.catalogue import Catalogue
from motorplan.planning.ahead import Ahead
from motorplan.planning.worth import CAPACITY_FROM, is_pointless, serves_of

GradeId = tuple[str, int]
"""Id of an activity, and the number of one of its grades."""


def worthwhile(catalogue: Catalogue, ahead: Ahead, estimate: Estimate) -> list[GradeId]:
    """Return the grades that lead to a goal and might fit, in order of id."""
    helps = catalogue.adaptations
    return [
        (activity_id, number)
        for activity_id in _leading(catalogue, ahead)
        for number, rung in enumerate(catalogue.ladders[activity_id].grades, start=1)
        if (serves := serves_of(catalogue.ladders[activity_id], rung, ahead))
        and not is_pointless(serves, rung, ahead, estimate, helps)
    ]


def _leading(catalogue: Catalogue, ahead: Ahead) -> list[str]:
    """Return the activities that train something ahead well enough to count, in order of id."""
    found: set[str] = set()
    for skill_id in ahead.worth:
        least = CAPACITY_FROM if skill_id in ahead.capacities else 0.0
        most = catalogue.training.get(skill_id, {})
        found.update(i for i, weight in most.items() if weight >= least)
    return sorted(found)
