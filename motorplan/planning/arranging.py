"""The order of a session: a sure success, the goal task while fresh, a choice at the end."""

from collections.abc import Iterable, Sequence
from itertools import permutations

from motorplan.model.safety import OrderRule
from motorplan.planning.limiting import follows
from motorplan.planning.worth import SURE_FROM, Candidate

ALIKE = 0.6
"""How well another must fit, beside one that fits fully, to be as good a choice."""


def arranged(
    picks: Iterable[Candidate], orders: list[OrderRule], others: Sequence[Candidate] = ()
) -> tuple[Candidate, ...]:
    """
    Return *picks* in the order to do them; what no safe order has room for is left out.

    Args:
        picks: What was chosen for the session.

        orders: What must not follow what.

        others: What else could fill it: what has an alternative there comes last.
    """
    held = list(picks)
    there = frozenset(pick.variant.activity.id for pick in held)
    liked = sorted(held, key=lambda pick: _place_in_session(pick, there, others))
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


def _place_in_session(
    candidate: Candidate, there: frozenset[str], others: Sequence[Candidate]
) -> tuple[int, float, str]:
    """Return its place: sure ones, goal tasks, the rest, what has a choice, extras."""
    chance, variant_id = candidate.chance, candidate.variant.id
    if candidate.variant.activity.own:
        return 4, 0.0, variant_id
    if chance >= SURE_FROM and not candidate.is_whole:
        return 0, -chance, variant_id
    if candidate.is_whole:
        return 1, chance, variant_id
    has_choice = any(
        is_alike(candidate, other) and other.variant.activity.id not in there for other in others
    )
    return (3 if has_choice else 2), -chance, variant_id
