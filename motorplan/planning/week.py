"""
One week as an exact problem: data in whole numbers that every solver reads.

Choose columns (a grade in a session) so that the worth is greatest. Worth is a sum of
purposes with diminishing returns and of each column's own bonus. Limits are linear,
some columns exclude each other, and some may not be on neighbouring days.
"""

from collections.abc import Iterable, Mapping, Sequence

from motorplan.frozen import frozen


@frozen
class Column:
    """
    One grade in one session.

    Attributes:
        session: Index of the session.

        choice: Index of the candidate it stands for, meaningless to solvers.

        minutes: Time it takes, set-up and tidying included.

        bonus: Worth of its own, in thousandths.

        units: (purpose, units) pairs.
    """

    session: int
    choice: int
    minutes: int
    bonus: int
    units: tuple[tuple[int, int], ...]


@frozen
class Purpose:
    """
    Something that practice adds up to, worth less the more there is of it.

    Attributes:
        id: What it is, for people who read the problem.

        steps: (units, thousandths per unit) pairs with falling slopes; nothing beyond.
    """

    id: str
    steps: tuple[tuple[int, int], ...]

    def slope(self, units: int) -> int:
        """Return the worth of one more unit at *units*."""
        for width, slope in self.steps:
            if units < width:
                return slope
            units -= width
        return 0


class Curve(dict[int, int]):
    """
    The worth of a purpose by units, in thousandths, each worked out once.

    Args:
        steps: Those of the purpose.
    """

    def __init__(self, steps: Iterable[tuple[int, int]]) -> None:
        self._steps = tuple(steps)

    def __missing__(self, units: int) -> int:
        total, left = 0, units
        for width, slope in self._steps:
            total += max(0, min(left, width)) * slope
            left -= width
        self[units] = total
        return total


@frozen
class Limit:
    """
    A linear limit: the amounts of the chosen columns sum to at most *most*.

    Amounts may be negative, and so may *most*: at least two of three columns is
    ``Limit("two", -2, {0: -1, 1: -1, 2: -1})``.
    """

    id: str
    most: int
    uses: Mapping[int, int]


@frozen
class Spacing:
    """Columns, by day number, of which no two may lie 1 to *apart* days from each other."""

    id: str
    apart: int
    days: Mapping[int, int]


@frozen(kw_only=True)
class Week:
    """
    The problem of one week.

    Attributes:
        exclusions: Pairs of columns that are not chosen together, smaller index first.

        locked: Columns that every solution holds. What they break together stays broken, and
            :func:`broken_by` says so; what they leave to be met, the others have to meet.
    """

    columns: Sequence[Column]
    purposes: Sequence[Purpose]
    limits: Sequence[Limit]
    spacings: Sequence[Spacing] = ()
    exclusions: frozenset[tuple[int, int]] = frozenset()
    locked: frozenset[int] = frozenset()


def units_of(week: Week, chosen: Iterable[int]) -> list[int]:
    """Return the units of each purpose that the *chosen* columns add up to."""
    totals = [0] * len(week.purposes)
    for index in chosen:
        for purpose, units in week.columns[index].units:
            totals[purpose] += units
    return totals


def value_of(week: Week, chosen: Iterable[int]) -> int:
    """Return the worth of the *chosen* columns, in thousandths."""
    picked = sorted(chosen)
    own = sum(week.columns[index].bonus for index in picked)
    totals = units_of(week, picked)
    return own + sum(Curve(p.steps)[u] for p, u in zip(week.purposes, totals, strict=True))


def broken_by(week: Week, chosen: Iterable[int]) -> list[str]:
    """Return what *chosen* breaks: limits and spacings by id, exclusions, locks."""
    picked = sorted(chosen)
    broken = [
        limit.id
        for limit in week.limits
        if sum(limit.uses.get(index, 0) for index in picked) > limit.most
    ]
    for spacing in week.spacings:
        days = sorted({spacing.days[i] for i in picked if i in spacing.days})
        if any(0 < b - a <= spacing.apart for a in days for b in days):
            broken.append(spacing.id)
    pairs = ((a, b) for a in picked for b in picked if a < b)
    broken += [f"not together: {a} {b}" for a, b in pairs if (a, b) in week.exclusions]
    broken += [f"locked: {index}" for index in sorted(week.locked.difference(picked))]
    return broken
