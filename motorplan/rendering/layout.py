"""Where the skills of a picture stand: rows by age, places in a row, and lines between them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from motorplan.frozen import frozen

SWEEPS = 24
LANE_WEIGHT = 4


@frozen
class Link:
    """A line from an *earlier* skill up to a *later* one; *style* is the kind of edge."""

    earlier: str
    later: str
    style: str


@frozen
class Lane:
    """Where the lines of one style from *earlier* pass through a row without stopping."""

    earlier: str
    style: str
    row: int


Place = str | Lane
"""What takes room in a row: a skill by its id, or lines that pass."""


@frozen(kw_only=True)
class Sizes:
    """
    Widths in units of the picture.

    Attributes:
        skills: Of a skill that is alone in its row, of each of two, and so on to the most
            that a row takes.

        lane, gap: Of lines that pass, and from one place to the next.

        row: Of a whole row.
    """

    skills: tuple[float, ...]
    lane: float
    gap: float
    row: float

    def of(self, row: Sequence[Place]) -> list[float]:
        """Return how wide each place of *row* is."""
        skill = self.skills[sum(isinstance(place, str) for place in row) - 1]
        return [skill if isinstance(place, str) else self.lane for place in row]


@frozen(kw_only=True)
class Layout:
    """
    Where all is.

    Attributes:
        rows: What stands in each row from left to right, the latest row first.

        centres, widths: The middle of each place, from the left, and how wide it is.

        ways: For each link the places it runs through, the earlier skill first.
    """

    rows: tuple[tuple[Place, ...], ...]
    centres: Mapping[Place, float]
    widths: Mapping[Place, float]
    ways: Mapping[Link, tuple[Place, ...]]


def layout_of(
    ages: Mapping[str, float],
    links: Sequence[Link],
    sizes: Sizes,
    band: Callable[[float], object],
) -> Layout:
    """
    Return where the skills stand.

    Args:
        ages: Skill id -> age in months, the earliest first.

        links: The lines; each leads from an earlier to a later one of *ages*.

        sizes: How wide things are.

        band: What the skills of one row share, from their age.
    """
    rows = _rows(ages, links, sizes, band)
    row_of = {i: number for number, row in enumerate(rows) for i in row}
    ways = {link: _way(link, row_of) for link in links}
    lanes = dict.fromkeys(p for way in ways.values() for p in way if isinstance(p, Lane))
    places: list[list[Place]] = [
        [*row, *(lane for lane in lanes if lane.row == number)] for number, row in enumerate(rows)
    ]
    ordered, centres = _settled(places, list(ways.values()), sizes)
    widths = {p: w for row in ordered for p, w in zip(row, sizes.of(row), strict=True)}
    return Layout(rows=ordered, centres=centres, widths=widths, ways=ways)


def _rows(
    ages: Mapping[str, float],
    links: Sequence[Link],
    sizes: Sizes,
    band: Callable[[float], object],
) -> list[list[str]]:
    """Return the rows, the latest first: each of one band, with room for what passes."""
    later: dict[str, set[str]] = {i: set() for i in ages}
    for link in links:
        later[link.earlier].add(link.later)
    waiting = list(ages)[::-1]
    rows: list[list[str]] = []
    while waiting:
        free = [i for i in waiting if later[i].isdisjoint(waiting)]
        row = [i for i in free if band(ages[i]) == band(ages[waiting[0]])][: len(sizes.skills)]
        while len(row) > 1 and not _has_room(row, waiting, links, sizes):
            row.pop()
        rows.append(row)
        waiting = [i for i in waiting if i not in row]
    return rows


def _has_room(row: list[str], waiting: list[str], links: Sequence[Link], sizes: Sizes) -> bool:
    below = set(waiting) - set(row)
    passing = {
        Lane(k.earlier, k.style, 0) for k in links if k.earlier in below and k.later not in waiting
    }
    wide = sizes.of([*row, *passing])
    return sum(wide) + sizes.gap * (len(wide) - 1) <= sizes.row


def _way(link: Link, row_of: Mapping[str, int]) -> tuple[Place, ...]:
    between = range(row_of[link.earlier] - 1, row_of[link.later], -1)
    lanes = (Lane(link.earlier, link.style, row) for row in between)
    return (link.earlier, *lanes, link.later)


def _settled(
    rows: list[list[Place]], ways: Sequence[tuple[Place, ...]], sizes: Sizes
) -> tuple[tuple[tuple[Place, ...], ...], dict[Place, float]]:
    """
    Return each row in the order that makes the fewest lines cross, and the centres.

    Orders are tried by the middle of what a place is joined to, above and below by turns;
    then the best is drawn straight. Lines that pass weigh more: a bend in them is seen.
    """
    above: dict[Place, list[Place]] = {p: [] for row in rows for p in row}
    below: dict[Place, list[Place]] = {p: [] for row in rows for p in row}
    steps = dict.fromkeys(s for way in ways for s in pairwise(way))
    for low, high in steps:
        above[low].append(high)
        below[high].append(low)
    rows = [list(row) for row in rows]
    centres: dict[Place, float] = {}
    for row in rows:
        centres |= _placed(row, dict.fromkeys(row, sizes.row / 2), sizes)
    best = (_untidiness(rows, steps, centres), rows, centres)
    for sweep in range(SWEEPS):
        near = (above, below)[sweep % 2]
        rows, centres = [list(row) for row in rows], dict(centres)
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wished = {p: _mean([centres[n] for n in near[p]] or [centres[p]]) for p in row}
            row.sort(key=lambda p, wished=wished: wished[p])  # type: ignore[misc]
            centres |= _placed(row, wished, sizes)
        found = (_untidiness(rows, steps, centres), rows, centres)
        best = min(best, found, key=lambda tried: tried[0])
    _, rows, centres = best
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wished = {p: _mean([centres[n] for n in above[p] + below[p]] or [0.0]) for p in row}
            centres |= _placed(row, wished, sizes)
    return tuple(map(tuple, rows)), centres


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _untidiness(
    rows: Sequence[Sequence[Place]],
    steps: Iterable[tuple[Place, Place]],
    centres: Mapping[Place, float],
) -> tuple[int, float]:
    """Return how many lines cross, and how far all lean."""
    row_of = {place: number for number, row in enumerate(rows) for place in row}
    found: dict[int, list[tuple[float, float]]] = {}
    for low, high in steps:
        found.setdefault(row_of[low], []).append((centres[low], centres[high]))
    crossings = sum(
        (a[0] - b[0]) * (a[1] - b[1]) < 0
        for lines in found.values()
        for n, a in enumerate(lines)
        for b in lines[:n]
    )
    return crossings, round(sum(abs(a - b) for row in found.values() for a, b in row), 3)


def _placed(
    row: Sequence[Place], wished: Mapping[Place, float], sizes: Sizes
) -> dict[Place, float]:
    """Return centres as near to the *wished* ones as they can be without touching."""
    starts, wide = [], 0.0
    for own in sizes.of(row):
        starts.append(wide + own / 2)
        wide += own + sizes.gap
    pools: list[tuple[float, int, int]] = []
    for place, start in zip(row, starts, strict=True):
        pools.append((wished[place] - start, LANE_WEIGHT if isinstance(place, Lane) else 1, 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (a, m, few), (b, n, more) = pools[-2:]
            pools[-2:] = [((a * m + b * n) / (m + n), m + n, few + more)]
    spare = max(0.0, sizes.row - wide + sizes.gap)
    shifts = [min(max(shift, 0.0), spare) for shift, _, count in pools for _ in range(count)]
    return {
        place: round(shift + start, 3)
        for place, shift, start in zip(row, shifts, starts, strict=True)
    }
