"""
Solving a week: lazy greedy, then ruin and recreate, and a bound beside the value.

Source:
    Lazy greedy: Minoux 1978; ruin and recreate: Schrimpf et al. 2000 (both recalled).
    The bound is the tangent plane of the concave worth, as in ``docs/method.md#the-bound``.
"""

import heapq
from collections.abc import Iterable, Mapping
from random import Random

from motorplan.frozen import field, frozen
from motorplan.planning.bounding import Descent, Pricing
from motorplan.planning.week import Curve, Week, value_of

STAGES = 2
"""How often to lower the bound, to look at all that is near it, and to search on."""

STEPS = 10
"""Steps of the bound in a stage."""

EFFORT = 120
"""How many choices near the bound are looked at in the first stage; twice as many in the next."""

ROUNDS, AFRESH = 12, 5
"""How often sessions are emptied and filled in a stage; every so many rounds all at once."""

NEAR = 100
"""The search ends when the value is within one part of so many of the bound."""

MENDED = 1_000_000
"""What a unit of a broken limit that a column makes good counts in the search, in thousandths."""

ENOUGH = 50
SEED = 20_261_124


@frozen
class Solution:
    """
    Chosen columns in order.

    Attributes:
        value: Their worth, and *bound* is what no choice can exceed, in thousandths.

        prices: What a unit is worth at the margin, by the id of its purpose or limit.
    """

    chosen: tuple[int, ...]
    value: int
    bound: int
    prices: Mapping[str, int] = field(factory=dict)


def solve(week: Week, known: Mapping[str, int] | None = None, *, proven: bool = False) -> Solution:
    """
    Return a good choice of columns for *week*, the locked ones among them.

    The same problem gives the same choice: ties are broken by the order of columns, and
    the randomness comes from a generator with a constant seed. Columns that serve no purpose
    come last, into what is left, and change nothing of the rest.

    Args:
        week: The problem.

        known: Prices of a week like it, such as the one before; they save steps.

        proven: Whether to go on with HiGHS (extra ``prove``) where the bound was not met.
    """
    search = _Search(week, known or {})
    for stage in range(STAGES):
        search.descend()
        if not search.is_near:
            search.close(EFFORT << stage)
        if search.is_near:
            break
        search.recreate()
    if proven:
        search.prove()
    return search.solution()


def greedy(week: Week) -> tuple[int, ...]:
    """Return the choice that takes what brings most, again and again: where the search starts."""
    return tuple(sorted(_filled(week, _serving(week)).chosen))


def _serving(week: Week) -> list[int]:
    """Return the columns that serve a purpose, and the locked ones."""
    return [i for i, column in enumerate(week.columns) if column.units or i in week.locked]


def _filled(week: Week, columns: Iterable[int]) -> "_Filling":
    filling = _Filling(week, _Curves(week))
    for index in sorted(week.locked):
        filling.add(index)
    filling.fill(columns)
    return filling


class _Search:
    """
    The search for a good choice and for a bound beside it.

    Args:
        week: The problem.

        known: Prices of a week like it.
    """

    def __init__(self, week: Week, known: Mapping[str, int]) -> None:
        self.week = week
        self._serving = _serving(week)
        self._by_session: dict[int, list[int]] = {}
        for index in self._serving:
            self._by_session.setdefault(week.columns[index].session, []).append(index)
        self._random = Random(SEED)  # noqa: S311 - for search, not for secrets
        self.best = _filled(week, self._serving)
        self._pricing = Pricing(week, self._serving, self.best.chosen)
        prices = self._pricing.prices(sorted(self.best.chosen), known)
        self._descent = Descent(self._pricing, prices)
        self._proven = self._descent.lowest.value
        self._tried: set[tuple[int, ...]] = set()

    @property
    def is_near(self) -> bool:
        """Whether nothing that is there can be much better than the best."""
        return (self._proven - self.best.value) * NEAR <= self._proven

    def descend(self) -> None:
        """Lower the bound by some steps, and try the patterns that each of them finds best."""
        for _ in range(STEPS):
            if self.is_near:
                return
            bound = self._descent.step(self.best.value)
            self._proven = min(self._proven, bound.value)
            self._try(index for columns in bound.patterns for index in columns)

    def close(self, effort: int) -> None:
        """Look at *effort* choices near the bound."""
        proven, better = self._pricing.close(self._descent.lowest, self.best.value, effort)
        self._proven = min(self._proven, proven)
        self._try(better)

    def prove(self) -> None:
        """Let HiGHS look for what is better, and bound it, unless the bound is met."""
        if self.best.value < self._proven:
            from motorplan.planning.proving import prove

            lowest, best = self._descent.lowest, self.best
            hopeful = None if best.broken else self._pricing.hopeful(lowest, best.value)
            proven, better = prove(self.week, self._serving, hopeful)
            self._proven = min(self._proven, proven)
            self._try(better)

    def recreate(self) -> None:
        """Empty some sessions and fill them again, without one of the columns of the best."""
        sessions = list(self._by_session)
        for number in range(ROUNDS):
            count = len(sessions) if number % AFRESH == 0 else self._random.choice((1, 2))
            emptied = self._random.sample(sessions, min(len(sessions), count))
            trial = self.best.without(emptied)
            free = sorted(self.best.chosen - self.week.locked)
            banned = self._random.choice(free) if free else None
            refill = [index for session in emptied for index in self._by_session[session]]
            trial.fill(trial.fill(refill, banned))
            self._keep(trial)

    def _try(self, columns: Iterable[int]) -> None:
        """Fill a week with *columns* first, unless that was tried."""
        columns = tuple(columns)
        if columns in self._tried:
            return
        self._tried.add(columns)
        trial = self.best.without(self._by_session)
        held = sorted({self.week.columns[index].session for index in trial.fill(columns)})
        trial.fill(index for session in held for index in self._by_session[session])
        self._keep(trial)

    def _keep(self, trial: "_Filling") -> None:
        if (-trial.broken, trial.value) > (-self.best.broken, self.best.value):
            self.best = trial
            self.best.fill(self._serving)

    def solution(self) -> Solution:
        """Return the best with what else fits into the time that is left."""
        columns = self.week.columns
        beside = [i for i in range(len(columns)) if i not in self._serving]
        self.best.fill(beside)
        chosen = tuple(sorted(self.best.chosen))
        value = value_of(self.week, chosen)
        bound = self._proven + sum(max(0, columns[index].bonus) for index in beside)
        prices = self._pricing.named(self._descent.lowest.prices)
        return Solution(chosen, value, max(value, bound), prices)


class _Curves:
    """What of a week every filling looks up: worth by units, and the limits of a column."""

    def __init__(self, week: Week) -> None:
        self.worth = [Curve(purpose.steps) for purpose in week.purposes]
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
