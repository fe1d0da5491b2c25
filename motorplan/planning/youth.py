"""What is for much younger children: it is offered less, and does not come back unasked."""

from collections.abc import Iterable
from math import exp

from motorplan.ability.estimating import Estimate
from motorplan.model.nodes import Node
from motorplan.model.plans import Served
from motorplan.planning.variants import Variant

OUTGROWN = 2.0
"""Times the median age of a skill from which it is left to younger children: our own judgement."""

YOUNG = -150
"""Thousandths a minute of play that is mostly for children half as old: our own judgement."""


def is_outgrown(skill: Node, age: float) -> bool:
    """Return whether most children have *skill* at half of *age* months; never of a capacity."""
    return skill.norm is not None and age >= OUTGROWN * exp(skill.norm.mu)


def youth_of(variant: Variant, serves: Iterable[Served], estimate: Estimate) -> int:
    """
    Return what *variant* loses, in thousandths, as play for much younger children.

    Clothes and meals are for every age, and so is the goal itself.
    """
    if variant.activity.domain == "self-care" or any(served.whole for served in serves):
        return 0
    trains = variant.grade.trains
    main = min(trains, key=lambda i: (-trains[i], i))
    return YOUNG * variant.grade.minutes * is_outgrown(estimate.graph[main], estimate.age)
