"""The order of a session: a sure success, the goal task while fresh, a choice at the end."""

from collections.abc import Iterable, Sequence
from itertools import permutations

from motorplan.model.safety import OrderRule
from motorplan.planning.limiting import follows
from motorplan.planning.worth import SURE_FROM, Candidate

ALIKE = 0.6
"""How well another must fit, beside one that fits fully, to be as good a choice."""


def arranged(
    picks: Iterable[Candidate],
    orders: list[OrderRule],
    others: Sequence[Candidate] = (),
    minutes: int = 0,
) -> tuple[Candidate, ...]:
    """
    Return *picks* in the order to do them; what no safe order has room for is left out.

    Args:
        picks: What was chosen for the session.

        orders: What must not follow what.

        others: What else could fill it: what has an alternative there comes last.

        minutes: How long the session is; an alternative may take what nothing fills.
    """
    held = list(picks)
    left = minutes - sum(pick.variant.minutes for pick in held)
    liked = _shaped(held, others, left)
    while liked:
        for way in permutations(liked):
            pairs = ((a, b) for n, a in enumerate(way) for b in way[n + 1 :])
            if all(follows(later, earlier, orders) for earlier, later in pairs):
                return way
        liked.pop()
    return ()


def is_alike(pick: Candidate, other: Candidate) -> bool:
    """Return whether *other* has the purpose of *pick* and fits as well, so that either will do."""
    if not pick.serves or not other.serves:
        return False
    mine, theirs = pick.serves[0], other.serves[0]
    same = (mine.goal, mine.whole) == (theirs.goal, theirs.whole)
    return same and ALIKE * pick.fit <= other.fit


def _shaped(picks: Iterable[Candidate], others: Sequence[Candidate], left: int) -> list[Candidate]:
    """Return *picks* as a session is best: see the first line of this module; extras at the end."""
    held = sorted(picks, key=_place)
    there = frozenset(pick.variant.activity.id for pick in held)
    extras = [pick for pick in held if pick.variant.activity.own]
    middle = [pick for pick in held if not pick.variant.activity.own]
    sure = [pick for pick in middle if pick.chance >= SURE_FROM]
    first = sorted(sure, key=lambda p: (p.is_whole, -p.chance, p.variant.id))[:1]
    middle = [pick for pick in middle if pick not in first]
    ends = [pick for pick in middle if _has_choice(pick, there, others, left)]
    ends = ends or [pick for pick in middle if pick.chance >= SURE_FROM]
    last = sorted(ends, key=lambda p: (p.is_whole, -p.chance, p.variant.id))[:1]
    middle = [pick for pick in middle if pick not in last]
    return [*first, *middle, *last, *extras]


def _has_choice(
    pick: Candidate, there: frozenset[str], others: Iterable[Candidate], left: int
) -> bool:
    room = pick.variant.minutes + left
    return any(
        is_alike(pick, other)
        and other.variant.minutes <= room
        and other.variant.activity.id not in there
        for other in others
    )


def _place(candidate: Candidate) -> tuple[bool, float, str]:
    """Return its place between the first and the last: goal tasks, the hardest first."""
    chance = candidate.chance
    whole = candidate.is_whole
    return not whole, chance if whole else -chance, candidate.variant.id
