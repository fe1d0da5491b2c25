"""
Solving a week: lazy greedy, then ruin and recreate, and a bound beside the value.

Source:
    Lazy greedy: Minoux 1978; ruin and recreate: Schrimpf et al. 2000 (both recalled).
    The bound is the tangent plane of the concave worth, as in ``docs/method.md#the-bound``.
"""

import heapq
from collections.abc import Iterable
from random import Random

from motorplan.frozen import frozen
from motorplan.planning.week import Purpose, Week, units_of, value_of

ROUNDS = 36
AFRESH = 5
"""Every so many rounds all sessions are emptied at once."""

MENDED = 1_000_000
"""What a unit of a broken limit that a column makes good counts in the search, in thousandths."""

SEED = 20_261_124


@frozen
class Solution:
    """Chosen columns in order, their worth, and what no choice can exceed (thousandths)."""

    chosen: tuple[int, ...]
    value: int
    bound: int


def solve(week: Week, rounds: int = ROUNDS) -> Solution:
    """
    Return a good choice of columns for *week*, the locked ones among them.

    The same problem gives the same choice: ties are broken by the order of columns, and
    the randomness comes from a generator with a constant seed. Columns that serve no purpose
    come last, into what is left, and change nothing of the rest.

    Args:
        week: The problem.

        rounds: How often to empty one session and fill it again.
    """
    best = _Filling(week, _Curves(week))
    for index in sorted(week.locked):
        best.add(index)
    serving = [index for index, column in enumerate(week.columns) if column.units]
    best.fill(serving)
    sessions = sorted({week.columns[index].session for index in serving})
    by_session: dict[int, list[int]] = {session: [] for session in sessions}
    for index in serving:
        by_session[week.columns[index].session].append(index)
    generator = Random(SEED)  # noqa: S311 - for search, not for secrets
    for number in range(rounds if sessions else 0):
        count = len(sessions) if number % AFRESH == 0 else generator.choice((1, 2))
        emptied = generator.sample(sessions, min(len(sessions), count))
        trial = best.without(emptied)
        free = sorted(best.chosen - week.locked)
        banned = generator.choice(free) if free else None
        refill = [index for session in emptied for index in by_session[session]]
        trial.fill(trial.fill(refill, banned))
        if (-trial.broken, trial.value) > (-best.broken, best.value):
            best = trial
            best.fill(serving)
    best.fill(range(len(week.columns)))
    chosen = tuple(sorted(best.chosen))
    value = value_of(week, chosen)
    return Solution(chosen, value, max(value, min(_bound(week, chosen), _bound(week, ()))))


class _Worth(dict[int, int]):
    """The worth of a purpose by units, each worked out once."""

    def __init__(self, purpose: Purpose) -> None:
        self._purpose = purpose

    def __missing__(self, units: int) -> int:
        self[units] = worth = self._purpose.worth(units)
        return worth


class _Curves:
    """What of a week every filling looks up: worth by units, and the limits of a column."""

    def __init__(self, week: Week) -> None:
        self.worth = [_Worth(purpose) for purpose in week.purposes]
        self.limits = _limits_by_column(week)
        self.spacings = _spacings_by_column(week)
        self.mending = {
            index: [(limit, -amount) for limit, amount in rows if amount < 0]
            for index, rows in self.limits.items()
            if any(amount < 0 for _, amount in rows)
        }


class _Filling:
    """A choice in the making, with the sums that tell what one more column would bring."""

    def __init__(self, week: Week, curves: "_Curves") -> None:
        self.week, self.curves = week, curves
        self.chosen: set[int] = set()
        self.value = 0
        self._units = [0] * len(week.purposes)
        self._left = [limit.most for limit in week.limits]
        self._days: list[list[int]] = [[] for _ in week.spacings]

    def without(self, sessions: Iterable[int]) -> "_Filling":
        """Return the same choice without what is in *sessions* and not locked."""
        rest, locked = _Filling(self.week, self.curves), self.week.locked
        for index in sorted(self.chosen):
            if index in locked or self.week.columns[index].session not in sessions:
                rest.add(index)
        return rest

    def fill(self, indices: Iterable[int], banned: int | None = None) -> list[int]:
        """
        Add the column that brings most, until none fits or brings anything.

        What did not fit is looked at again, as a later column may make room for it. Returns
        what would bring something but did not fit or is *banned*.
        """
        held = [index for index in indices if index not in self.chosen]
        before = -1
        while held and len(self.chosen) > before:
            before = len(self.chosen)
            held = self._fill_once(held, banned)
        return held

    def _fill_once(self, indices: Iterable[int], banned: int | None) -> list[int]:
        heap = [(-gain, index) for index in indices if (gain := self._pull(index)) > 0]
        heapq.heapify(heap)
        fresh = {index for _, index in heap}
        held = []
        while heap:
            _, index = heapq.heappop(heap)
            if index == banned or not self._fits(index):
                held.append(index)
            elif index in fresh:
                self.add(index)
                fresh.clear()
            elif (gain := self._pull(index)) > 0:
                heapq.heappush(heap, (-gain, index))
                fresh.add(index)
        return held

    def add(self, index: int) -> None:
        """Put column *index* in."""
        self.value += self._gain(index)
        self.chosen.add(index)
        for purpose, units in self.week.columns[index].units:
            self._units[purpose] += units
        for limit, amount in self.curves.limits.get(index, ()):
            self._left[limit] -= amount
        for number, day in self.curves.spacings.get(index, ()):
            self._days[number].append(day)

    @property
    def broken(self) -> int:
        """By how much limits are broken in all; taking a column out may break one that it met."""
        return -sum(left for left in self._left if left < 0)

    def _gain(self, index: int) -> int:
        column, have, worth = self.week.columns[index], self._units, self.curves.worth
        gain = column.bonus
        for purpose, units in column.units:
            held, known = have[purpose], worth[purpose]
            gain += known[held + units] - known[held]
        return gain

    def _pull(self, index: int) -> int:
        """Return the gain of column *index*, far more where it makes good what is broken."""
        pull = self._gain(index)
        for limit, amount in self.curves.mending.get(index, ()):
            if (left := self._left[limit]) < 0:
                pull += MENDED * min(amount, -left)
        return pull

    def _fits(self, index: int) -> bool:
        left = self._left
        for limit, amount in self.curves.limits.get(index, ()):
            if amount > left[limit] and amount > 0:
                return False
        for number, day in self.curves.spacings.get(index, ()):
            apart = self.week.spacings[number].apart
            if any(0 < abs(day - other) <= apart for other in self._days[number]):
                return False
        if not self.week.exclusions:
            return True
        pairs = ((min(index, i), max(index, i)) for i in self.chosen)
        return self.week.exclusions.isdisjoint(pairs)


def _limits_by_column(week: Week) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for number, limit in enumerate(week.limits):
        for index, amount in limit.uses.items():
            found.setdefault(index, []).append((number, amount))
    return found


def _spacings_by_column(week: Week) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for number, spacing in enumerate(week.spacings):
        for index, day in spacing.days.items():
            found.setdefault(index, []).append((number, day))
    return found


def _bound(week: Week, around: Iterable[int]) -> int:
    """
    Return what no choice of columns can exceed, in thousandths.

    The worth is concave, so it lies below its tangent plane *around* any choice; on that
    plane every session is a knapsack in minutes, filled by the share.
    """
    units = units_of(week, around)
    slopes = [p.slope(u) for p, u in zip(week.purposes, units, strict=True)]
    base = sum(p.worth(u) - s * u for p, u, s in zip(week.purposes, units, slopes, strict=True))
    gains: dict[int, list[tuple[int, int]]] = {}
    for column in week.columns:
        gain = column.bonus + sum(slopes[p] * u for p, u in column.units)
        if gain > 0:
            gains.setdefault(column.session, []).append((gain, column.minutes))
    room = _minutes_by_session(week)
    total = base
    for session, rows in sorted(gains.items()):
        left = room[session]
        for gain, minutes in sorted(rows, key=lambda r: (-r[0] / r[1], -r[0])):
            total += gain if minutes <= left else -(-gain * left // minutes)
            left -= minutes
            if left <= 0:
                break
    return total


def _minutes_by_session(week: Week) -> dict[int, int]:
    """Return the minutes of each session, read from the limit that holds them."""
    found = {column.session: 24 * 60 for column in week.columns}
    for limit in week.limits:
        kind, _, session = limit.id.partition(":")
        if kind == "minutes":
            found[int(session)] = limit.most
    return found
