"""
What no choice for a week can exceed, and what it teaches about the best one.

Few things tie the sessions of a week together: purposes that practice of several days adds up
to, and limits over several days. Give each of these ties a price, and the sessions fall apart.
Let ``q_k(x)`` be the units of tie *k* in a choice *x* (for a limit its amounts, sign turned),
``h_k`` its worth (for a limit nothing, and out of bounds below ``-most``), ``p_k`` its price,
and ``own(t)`` what pattern *t* of a session brings beside its ties. For every choice and all
prices::

    worth(x) <= sum_k max_q (h_k(q) - p_k q) + sum_s max_t (own(t) + sum_k p_k q_k(t))

The right side is the Lagrangian bound. Its least value over all prices is that of the linear
programme over patterns, which lies far nearer to the best choice than one over items. Whole
prices keep every sum whole, so that nothing has to be rounded.

Right less left is a sum of terms of which none is negative, so the patterns of a choice worth
more than *v* lose less than ``bound - v`` together. Often these are few enough to look at all
of them, and then the best choice is proven: :meth:`Pricing.close`.

Source:
    The bound and the steps to it: Held, Wolfe and Crowder 1974. Looking at all patterns that
    lose less than the distance: Baldacci, Christofides and Mingozzi 2008 (both recalled).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import chain, count
from operator import getitem, lt, mul
from typing import NamedTuple

from motorplan.planning.patterns import Pattern
from motorplan.planning.sittings import sittings_of
from motorplan.planning.tying import half_told, limits_of, purposes_of, spacings_of
from motorplan.planning.week import Curve, Week, broken_by, units_of

Prices = tuple[int, ...]

PACE, KEPT, PATIENCE = 1.5, 0.7, 3
"""
How far a step goes beside Polyak's, how much of what leads back the way before takes out of it,
and after how many idle steps in a row they get half as long: found by trying.
"""

HOPEFUL = 2_000
"""How many patterns of a session are looked at to tell which columns may be in a better choice."""


class Near(NamedTuple):
    """
    A pattern, or one of each session, that loses little at the prices of the moment.

    Attributes:
        lost: What it brings less than the best.

        own: What it brings beside its ties, and *units* is how much of each tie it holds.
    """

    lost: int
    own: int
    units: tuple[int, ...]
    columns: tuple[int, ...]


class Bound(NamedTuple):
    """
    What no choice exceeds at *prices*.

    Attributes:
        most: What no pattern of each session exceeds.

        patterns: The best of each session that were found.

        slopes: How the bound rises with each price.
    """

    value: int
    prices: Prices
    most: tuple[int, ...]
    patterns: tuple[tuple[int, ...], ...]
    slopes: tuple[int, ...]


class Pricing:
    """
    The bound of one week.

    Args:
        week: The problem.

        columns: Those that count; none but them and the locked ones is ever looked at.

        chosen: A choice to start from.
    """

    def __init__(self, week: Week, columns: Sequence[int], chosen: Collection[int]) -> None:
        self.week = week
        self._sittings = sittings_of(week, columns)
        self._hints = [tuple(i for i in s.covers if i in chosen) for s in self._sittings]
        purposes = list(purposes_of(week, self._sittings))
        self._curves = [Curve(tie.steps) for tie in purposes]
        self.ties = [*purposes, *limits_of(week, self._sittings)]
        self._windows: list[list[list[int]]] = [[[] for _ in s.spaced] for s in self._sittings]
        for tie, fees in spacings_of(week, self._sittings):
            for place, at in fees:
                self._windows[place][at].append(len(self.ties))
            self.ties.append(tie)
        self._amounts: dict[int, list[tuple[int, int]]] = {
            index: [] for sitting in self._sittings for index in sitting.covers
        }
        for number, tie in enumerate(self.ties):
            for index, amount in tie.uses.items():
                self._amounts[index].append((number, amount))
        self._half_told = half_told(week, self._sittings)
        self._least = [tie.least for tie in self.ties if tie.least is not None]

    def prices(self, chosen: Collection[int], known: Mapping[str, int]) -> Prices:
        """Return *known* prices by id; for the rest, what one unit more than *chosen* brings."""
        units = units_of(self.week, chosen)
        slopes = {p.id: p.slope(n) for p, n in zip(self.week.purposes, units, strict=True)}
        return tuple(known.get(t.id, slopes[t.id] if t.least is None else 0) for t in self.ties)

    def named(self, prices: Prices) -> dict[str, int]:
        """Return *prices* by the id of their tie, for the week after."""
        return {tie.id: price for tie, price in zip(self.ties, prices, strict=True)}

    def at(self, prices: Prices) -> Bound:
        """Return the bound at *prices*."""
        gains, value, most = self._gains(prices), 0, []
        for place, sitting in enumerate(self._sittings):
            pattern, least = sitting.best(gains, self._fees(place, prices), self._hints[place])
            self._hints[place] = pattern.columns
            most.append(least)
        slopes = []
        none = [0] * len(self.ties)
        units = map(sum, zip(none, *map(self._units, count(), self._hints), strict=True))
        for tie, price, have in zip(self.ties, prices, units, strict=True):
            worth, low, high = tie.at(price)
            value += worth
            slopes.append(min(0, have - low) + max(0, have - high))
        return Bound(value + sum(most), prices, tuple(most), tuple(self._hints), tuple(slopes))

    def _fees(self, place: int, prices: Prices) -> list[int]:
        """Return what being under each of its spacings costs session *place*."""
        return [sum(prices[number] for number in found) for found in self._windows[place]]

    def _units(self, place: int, columns: Iterable[int]) -> list[int]:
        """Return the units of each tie that *columns* of session *place* hold."""
        units, under = [0] * len(self.ties), 0
        sitting = self._sittings[place]
        for index in columns:
            under |= sitting.covers[index]
            for number, amount in self._amounts[index]:
                units[number] += amount
        for bit, found in enumerate(self._windows[place], start=len(sitting.covered)):
            for number in found:
                units[number] -= under >> bit & 1
        return units

    def close(self, bound: Bound, value: int, effort: int) -> tuple[int, tuple[int, ...]]:
        """
        Return a lower bound, and a choice worth more than *value* if one was met, else none.

        Choices are looked at in the order of what their patterns lose, until they lose what
        lies between *bound* and the best, or until *effort* of them were looked at.
        """
        loss = bound.value - value
        lists = self._near(bound, loss, effort)
        if lists is None:
            loss //= 2
            lists = self._near(bound, loss, effort)
        if lists is None:
            return bound.value, ()
        best: tuple[int, ...] = ()
        for number, choice in enumerate(_by_loss(lists, self._alike(lists))):
            if choice.lost >= bound.value - value or number >= effort:
                loss = choice.lost
                break
            if any(map(lt, choice.units[len(self._curves) :], self._least)):
                continue
            worth = choice.own + sum(map(getitem, self._curves, choice.units))
            if worth > value and not broken_by(self.week, choice.columns):
                value, best = worth, choice.columns
        return max(value, bound.value - loss), best

    def hopeful(self, bound: Bound, value: int) -> frozenset[int]:
        """
        Return the columns that a choice worth more than *value* may hold.

        A pattern that loses what lies between *bound* and *value* is in none, whatever the
        other sessions do. Where the patterns are too many, all the columns of a session stay.
        """
        gains, found = self._gains(bound.prices), set[int]()
        for place, (sitting, most) in enumerate(zip(self._sittings, bound.most, strict=True)):
            floor = most - (bound.value - value)
            near = sitting.all_above(gains, self._fees(place, bound.prices), floor, HOPEFUL)
            found.update(sitting.covers if near is None else chain(*(p.columns for p in near)))
        return frozenset(found.union(*(sitting.locked for sitting in self._sittings)))

    def _near(self, bound: Bound, loss: int, effort: int) -> list[list[Near]] | None:
        """Return the patterns that lose less than *loss*, by session; None if they are many."""
        gains = self._gains(bound.prices)
        lists = []
        for place, most in enumerate(bound.most):
            fees = self._fees(place, bound.prices)
            found = self._sittings[place].all_above(gains, fees, most - loss, effort)
            if found is None:
                return None
            lists.append([self._near_of(place, most, bound.prices, pattern) for pattern in found])
        return lists

    def _near_of(self, place: int, most: int, prices: Prices, pattern: Pattern) -> Near:
        units = self._units(place, pattern.columns)
        own = pattern.worth - sum(map(mul, prices, units))
        return Near(most - pattern.worth, own, tuple(units), pattern.columns)

    def _alike(self, lists: Sequence[Sequence[Near]]) -> list[int]:
        """
        Return for each session the last one before it that is just like it, or itself.

        What patterns lose and hold of each tie is all that counts, where ties tell all.
        """
        seen: dict[object, int] = {}
        alike = []
        for place, near in enumerate(lists):
            own = place if place in self._half_told else -1
            key = (own, *((found.lost, found.own, found.units) for found in near))
            alike.append(seen.get(key, place))
            seen[key] = place
        return alike

    def _gains(self, prices: Prices) -> dict[int, int]:
        """Return what each column brings at *prices*, beside what it covers."""
        gains = {}
        for index, amounts in self._amounts.items():
            gain = self.week.columns[index].bonus
            for number, amount in amounts:
                gain += prices[number] * amount
            gains[index] = gain
        return gains


class Descent:
    """
    Steps to lower bounds.

    Args:
        pricing: The week.

        prices: Where to start.
    """

    def __init__(self, pricing: Pricing, prices: Prices) -> None:
        self._pricing = pricing
        self._scales = [tie.scale for tie in pricing.ties]
        self.lowest = self._last = pricing.at(prices)
        self._way: Sequence[float] = [0.0] * len(prices)
        self._pace, self._idle = PACE, 0

    def step(self, target: int) -> Bound:
        """
        Take a step and return the bound there.

        The way is the slope, and as much of the way before as keeps it from going back. The
        step is Polyak's: as far as would reach *target* if the bound were straight, times a pace.

        Source:
            Camerini, Fratta and Maffioli 1975, Mathematical Programming Study 3 (recalled).
        """
        last, before = self._last, self._way
        slopes = [
            0.0 if slope > 0 and not price else slope / scale
            for slope, price, scale in zip(last.slopes, last.prices, self._scales, strict=True)
        ]
        back, length = sum(map(mul, slopes, before)), sum(map(mul, before, before))
        share = max(0.0, -KEPT * back / length) if length else 0.0
        self._way = [slope + share * n for slope, n in zip(slopes, before, strict=True)]
        steep = sum(map(mul, self._way, self._way))
        step = self._pace * (last.value - target) / steep if steep else 0.0
        self._last = self._pricing.at(
            tuple(
                max(0, round(price - step * n / scale))
                for price, n, scale in zip(last.prices, self._way, self._scales, strict=True)
            )
        )
        self._look_back()
        return self._last

    def _look_back(self) -> None:
        """Note the lowest bound; go slower when it was not lowered for long."""
        if self._last.value < self.lowest.value:
            self.lowest, self._idle = self._last, 0
        else:
            self._idle += 1
        if self._idle == PATIENCE:
            self._pace, self._idle = self._pace / 2, 0


def _by_loss(lists: Sequence[Sequence[Near]], alike: Sequence[int]) -> Iterator[Near]:
    """
    Yield the choices of one pattern from each of *lists*, those that lose least first.

    Each is reached from one other alone: by the next pattern in the last list that has left its
    first one, or in a later list. Of sessions that are *alike* an earlier one never has the
    better pattern, as the other way round is the same.
    """
    if not all(lists):
        return
    heap = [(sum(patterns[0].lost for patterns in lists), (0,) * len(lists), 0)]
    while heap:
        lost, places, last = heappop(heap)
        rows = [patterns[place] for patterns, place in zip(lists, places, strict=True)]
        yield Near(
            lost,
            sum(row.own for row in rows),
            tuple(map(sum, zip(*(row.units for row in rows), strict=True))),
            tuple(chain.from_iterable(row.columns for row in rows)),
        )
        for number in range(last, len(lists)):
            place, twin = places[number] + 1, alike[number]
            if place < len(lists[number]) and (twin == number or place <= places[twin]):
                more = lost + lists[number][place].lost - rows[number].lost
                heappush(heap, (more, (*places[:number], place, *places[number + 1 :]), number))
