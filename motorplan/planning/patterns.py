"""
What fits into one session: its patterns, and the best of them.

A *pattern* is a set of columns that fit into one session together: its minutes, its items, and
no two that exclude each other there. What is worth something once in a session, such as a goal
that has its day, is counted with the pattern.

Let rows be the columns in a fixed order, and ``f(j, m, u)`` the most that rows *j* and later
bring in *m* minutes, when the purposes *u* are not met yet. A row of ``l`` minutes that brings
*g* and meets *c* gives::

    f(j, m, u) = max(f(j + 1, m, u), g + worth(c & u) + f(k, m - l, u - c))

where *k* is the next row that *j* does not exclude as one of its group. The table leaves out
the number of items and what excludes each other beside groups, so it bounds a depth-first search
that knows them, and mostly leads it straight to the best pattern.

A pattern may break what else is limited. That loosens a bound made of patterns and never makes
it false.

Source:
    The table: Bellman 1957, as for any knapsack whose items come in groups (recalled).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from motorplan.frozen import frozen

ENDLESS = 10**12
LONGEST = 500
"""How many sets of columns a search for the best pattern goes on from."""


class Pattern(NamedTuple):
    """What the columns of one session bring together, and which they are."""

    worth: int
    columns: tuple[int, ...]


class Row(NamedTuple):
    """
    One column of a session; sets of columns and of purposes are bits.

    Attributes:
        clash: Itself and the columns that it excludes.

        after: The next row that is not of its group, all of which exclude each other.
    """

    minutes: int
    bit: int
    clash: int
    covers: int
    after: int


class Stage(NamedTuple):
    """
    How far a search is: the first row to look at, what is left, and what is taken.

    Attributes:
        room: Minutes left; *slots* are the items left.

        have: What *rows* bring, and what came before.

        taken: Columns that are taken or excluded; *unmet* are the purposes not met.
    """

    first: int
    room: int
    slots: int
    have: int
    taken: int
    unmet: int
    rows: tuple[int, ...]


Table = list[list[list[int]]]
"""By row, by the purposes not met, by minutes: the most that rows from there on bring."""


class Shape:
    """
    What sessions have in common whose columns are alike.

    It remembers its last table, as one session after the other asks for it.

    Args:
        rows: Their columns.

        room: The most minutes that one of them has.
    """

    def __init__(self, rows: Sequence[Row], room: int) -> None:
        self.rows, self.room = rows, room
        self._asked: tuple[Sequence[int], Sequence[int]] | None = None
        self._table: Table = []

    def search(
        self,
        gains: Sequence[int],
        worth: Sequence[int],
        start: Stage,
        floor: int,
        longest: int,
        *,
        keep: bool,
    ) -> tuple[list[Stage], int]:
        """
        Return the patterns beside *start* that bring more than *floor*.

        Unless *keep*, each of them brings more than the one before, and the last is the best.
        The number beside them is what none exceeds if the search was cut off, else nothing.

        Args:
            gains: What each row brings, beside what it meets.

            worth: What being met brings, by sets of purposes.

            start: What is there already.

            floor: What a pattern has to bring more than.

            longest: How many patterns to go on from.

            keep: Whether to keep all of them.
        """
        table, stack = self._table_of(gains, worth), [start]
        found: list[Stage] = []
        while stack:
            if longest < 0:
                return found, max(s.have + table[s.first][s.unmet][s.room] for s in stack)
            longest -= 1
            first, room, slots, have, taken, unmet, rows = stack.pop()
            for place in range(first, len(self.rows)):
                if have + table[place][unmet][room] <= floor:
                    break
                minutes, bit, clash, covers, after = self.rows[place]
                if minutes > room or bit & taken:
                    continue
                left, now = unmet & ~covers, have + gains[place] + worth[covers & unmet]
                more = Stage(
                    after, room - minutes, slots - 1, now, taken | clash, left, (*rows, place)
                )
                if now > floor:
                    found.append(more)
                    floor = floor if keep else now
                if slots > 1 and now + table[after][left][room - minutes] > floor:
                    stack.append(more)
        return found, -ENDLESS

    def _table_of(self, gains: Sequence[int], worth: Sequence[int]) -> Table:
        if (gains, worth) != self._asked:
            self._asked, self._table = (gains, worth), _table(self.rows, self.room, gains, worth)
        return self._table


def _table(rows: Sequence[Row], room: int, gains: Sequence[int], worth: Sequence[int]) -> Table:
    """
    Return ``f`` of the module's docstring, for every row and for none left.

    A row that brings no more than *least*, which is below 0 if being under a spacing costs
    something, cannot pay for itself by what it opens to others.
    """
    table: Table = [[[0] * (room + 1)] * len(worth)] * (len(rows) + 1)
    least = min(worth)
    for place in range(len(rows) - 1, -1, -1):
        minutes, _, _, covers, after = rows[place]
        below, beyond, layers = table[place + 1], table[after], []
        for unmet in range(len(worth)):
            gain, without = gains[place] + worth[covers & unmet], below[unmet]
            if gain > least:
                both = zip(without[minutes:], beyond[unmet & ~covers], strict=False)
                more = [a if a > (c := b + gain) else c for a, b in both]
                without = without[:minutes] + more
            layers.append(without)
        table[place] = layers
    return table


@frozen(kw_only=True)
class Sitting:
    """
    One session of a week.

    Attributes:
        session: Its index.

        columns: Its columns that are neither locked nor excluded by those that are, by row.

        locked: Its locked columns.

        shape: What it has in common with sessions that are alike.

        start: A search with the locked columns, what they bring left out.

        covered: The purposes that it meets alone -> what each brings.

        covers: Column -> which of them it meets, and below which of *spaced* it is.

        spaced: Spacings that it can hold several columns under, by number.

        single: Spacings that it can hold one column under.
    """

    session: int
    columns: tuple[int, ...]
    locked: tuple[int, ...]
    shape: Shape
    start: Stage
    covered: Mapping[int, int]
    covers: Mapping[int, int]
    spaced: tuple[int, ...]
    single: frozenset[int]

    def best(
        self, gains: Mapping[int, int], fees: Sequence[int], hint: Collection[int]
    ) -> tuple[Pattern, int]:
        """
        Return a pattern that brings most, and what none exceeds; more if the search is long.

        Args:
            gains: What each column brings, beside what it meets.

            fees: What being under each spacing costs once.

            hint: A pattern that may be good; it cuts the search short.
        """
        known = {self.locked, tuple(hint) or self.locked}
        held = max(Pattern(self._sum_of(columns, gains, fees), columns) for columns in known)
        found, most = self._search(gains, fees, held.worth, LONGEST, keep=False)
        best = found[-1] if found else held
        return best, max(best.worth, most)

    def all_above(
        self, gains: Mapping[int, int], fees: Sequence[int], floor: int, longest: int
    ) -> list[Pattern] | None:
        """Return the patterns that bring more than *floor*, the best first; None if too many."""
        found, most = self._search(gains, fees, floor, longest, keep=True)
        if most > floor:
            return None
        bare = Pattern(self._sum_of(self.locked, gains, fees), self.locked)
        found += [bare] if bare.worth > floor else []
        return sorted(found, key=lambda pattern: (-pattern.worth, pattern.columns))

    def _search(
        self,
        gains: Mapping[int, int],
        fees: Sequence[int],
        floor: int,
        longest: int,
        *,
        keep: bool,
    ) -> tuple[list[Pattern], int]:
        """Return what :meth:`Shape.search` does, by column."""
        if self.start.room < 0 or self.start.slots < 1:
            return [], -ENDLESS
        own = [gains[column] for column in self.columns]
        start = self.start._replace(have=self._sum_of(self.locked, gains, fees))
        worth = self._worth(fees)
        found, most = self.shape.search(own, worth, start, floor, longest, keep=keep)
        patterns = [
            Pattern(stage.have, (*self.locked, *(self.columns[row] for row in stage.rows)))
            for stage in found
        ]
        return patterns, most

    def _worth(self, fees: Sequence[int]) -> list[int]:
        """Return what being met brings, by sets of purposes and of spacings."""
        sums = [0]
        for amount in (*self.covered.values(), *(-fee for fee in fees)):
            sums += [total + amount for total in sums]
        return sums

    def _sum_of(self, columns: Iterable[int], gains: Mapping[int, int], fees: Sequence[int]) -> int:
        """Return what *columns* bring together."""
        met = total = 0
        for column in columns:
            total += gains[column]
            met |= self.covers[column]
        return total + self._worth(fees)[met]
