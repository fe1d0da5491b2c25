"""The order of a session: a sure success, the goal task, the rest; safe to follow each other."""

from collections.abc import Iterable
from itertools import permutations

from motorplan.model.safety import OrderRule
from motorplan.planning.posing import follows
from motorplan.planning.worth import SURE_FROM, Candidate


def arranged(picks: Iterable[Candidate], orders: list[OrderRule]) -> tuple[Candidate, ...]:
    """Return *picks* in the order to do them; what no safe order has room for is left out."""
    liked = sorted(picks, key=_place_in_session)
    while liked:
        for way in permutations(liked):
            pairs = ((a, b) for n, a in enumerate(way) for b in way[n + 1 :])
            if all(follows(later, earlier, orders) for earlier, later in pairs):
                return way
        liked.pop()
    return ()


def _place_in_session(candidate: Candidate) -> tuple[int, float, str]:
    sure = candidate.chance >= SURE_FROM and not candidate.is_whole
    place = 0 if sure else 1 if candidate.is_whole else 2
    if candidate.variant.activity.own:
        place = 3
    return place, -candidate.chance, candidate.variant.id
