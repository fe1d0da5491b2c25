"""The weeks of several children as one problem, in the form that solvers read."""

from collections.abc import Iterable, Mapping, Sequence

from motorplan.planning.room import Together
from motorplan.planning.week import Column, Limit, Purpose, Spacing, Week
from motorplan.planning.worth import Candidate

LEAST_FIRST = 10
"""
What a minute is worth for each thousandth of fit to the child that it fits least.

A tenth of fit then weighs as much as a minute of the goal task of one child, so that the least
served comes first and the sum over all children decides between the rest.
"""

OWN_WEEK_ALONE = frozenset({"whole"})
"""
Kinds of limits that are for a child's own week: that half of each goal's minutes are the whole
task. What is the whole task of one child is a part for another, so together few would pass.
"""


class Joined:
    """
    Joins the weeks of the children into one problem.

    A column of the group is a column of every child; it is worth to the group what it is worth
    to each of them, and :data:`LEAST_FIRST` of its fit to the child that it fits least. All
    purposes and limits of each child hold, but for :data:`OWN_WEEK_ALONE`. What one child
    cannot do drops out for all.

    Args:
        rows: What all could do together, each with the number of its session.
    """

    def __init__(self, rows: Sequence[tuple[int, Together]]) -> None:
        self._rows = rows
        self._weeks: list[tuple[str, Week, dict[int, int]]] = []
        self._kept = frozenset(range(len(rows)))

    def add(self, child_id: str, week: Week, candidates: Sequence[Candidate]) -> None:
        """Add the *week* of one more child, with the *candidates* that its columns stand for."""
        number = len(self._weeks)
        places = {
            (session, way.parts[number].variant.id): row
            for row, (session, way) in enumerate(self._rows)
        }
        to_row = {
            index: places[column.session, candidates[column.choice].variant.id]
            for index, column in enumerate(week.columns)
        }
        self._weeks.append((child_id, week, to_row))
        self._kept &= frozenset(to_row.values())

    def week(self, minutes: Sequence[int]) -> Week:
        """Return the problem of the group; *minutes* are those to fill of each session."""
        rows = sorted(self._kept)
        index = {row: number for number, row in enumerate(rows)}
        purposes: list[Purpose] = []
        limits = [*self._room(rows, minutes)]
        spacings: list[Spacing] = []
        exclusions: set[tuple[int, int]] = set()
        worth: dict[int, tuple[int, list[tuple[int, int]]]] = {row: (0, []) for row in rows}
        for child_id, week, to_row in self._weeks:
            to_index = {own: index[row] for own, row in to_row.items() if row in index}
            first = len(purposes)
            purposes += [Purpose(f"{child_id}/{p.id}", p.steps) for p in week.purposes]
            for own, number in to_index.items():
                column = week.columns[own]
                bonus, units = worth[rows[number]]
                units += [(first + p, amount) for p, amount in column.units]
                worth[rows[number]] = (bonus + column.bonus, units)
            limits += [
                Limit(f"{child_id}/{limit.id}", limit.most, _moved(limit.uses, to_index))
                for limit in week.limits
                if limit.id.partition(":")[0] not in OWN_WEEK_ALONE
            ]
            spacings += [
                Spacing(f"{child_id}/{s.id}", s.apart, _moved(s.days, to_index))
                for s in week.spacings
            ]
            exclusions |= {
                (min(pair), max(pair))
                for a, b in week.exclusions
                if a in to_index and b in to_index
                for pair in [(to_index[a], to_index[b])]
            }
        return Week(
            columns=[self._column(row, *worth[row]) for row in rows],
            purposes=purposes,
            limits=limits,
            spacings=spacings,
            exclusions=frozenset(exclusions),
        )

    def _column(self, row: int, bonus: int, units: list[tuple[int, int]]) -> Column:
        session, way = self._rows[row]
        doing = max(part.variant.grade.minutes for part in way.parts)
        least = round(1000 * way.least_fit) * LEAST_FIRST * doing
        return Column(session, row, way.minutes, bonus + least, tuple(units))

    def _room(self, rows: Sequence[int], minutes: Sequence[int]) -> Iterable[Limit]:
        """Yield what the time of the room holds, which is what the slowest child needs."""
        for session, most in enumerate(minutes):
            inside = {
                number: self._rows[row][1].minutes
                for number, row in enumerate(rows)
                if self._rows[row][0] == session
            }
            yield Limit(f"minutes:{session}", most, inside)


def _moved(uses: Mapping[int, int], to_index: Mapping[int, int]) -> dict[int, int]:
    return {to_index[own]: amount for own, amount in uses.items() if own in to_index}
