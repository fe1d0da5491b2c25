"""
A week as a mixed-integer programme, solved by HiGHS (extra ``prove``).

A variable of 0 or 1 says whether a column is chosen. Each step of a purpose has a variable of
its own, as long as the step is wide; together they are no more than the units there are. As
slopes fall, the steps fill in their order by themselves. A spacing has a variable of 0 or 1 for
each of its days.

One thread, a fixed seed and a limit of nodes in place of one of time give the same answer
every time.

Source:
    For the solver: Huangfu and Hall 2018, Mathematical Programming Computation 10 (recalled).
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate
from math import floor, inf
from typing import TYPE_CHECKING

from motorplan.planning.week import Purpose, Spacing, Week, broken_by

if TYPE_CHECKING:
    import highspy

NODES = 2_000
"""How many nodes HiGHS may open before it answers with the bound it has."""

MOST = 10**12
"""What no week is worth, in thousandths."""

ROUNDING = 0.5
"""Worth is whole, so a bound in floating point may be this much too low."""


def can_prove() -> bool:
    """Return whether the extra ``prove`` is installed."""
    from importlib.util import find_spec

    return find_spec("highspy") is not None


def prove(
    week: Week,
    columns: Sequence[int],
    hopeful: Collection[int] | None = None,
    nodes: int = NODES,
) -> tuple[int, tuple[int, ...]]:
    """
    Return what no choice can exceed, in thousandths, and the best that was found, if any.

    Args:
        week: The problem.

        columns: What may be chosen, all that is locked among it; the rest is taken to keep
            every limit that it can.

        hopeful: The columns that may be in the best choice, where others are known not to be.

        nodes: How many nodes may be opened.
    """
    solver = _silent()
    options = {"threads": 1, "random_seed": 0, "mip_rel_gap": 0.0, "mip_max_nodes": nodes}
    for option, value in options.items():
        solver.setOptionValue(option, value)
    solver.passModel(_Programme(week, columns, hopeful).to_highs())
    solver.run()
    bound = solver.getInfo().mip_dual_bound
    values = solver.getSolution().col_value
    found = (i for i, value in zip(columns, values, strict=False) if value > ROUNDING)
    chosen = tuple(sorted(found))
    best = chosen if values and not broken_by(week, chosen) else ()
    return floor(min(bound, MOST) + ROUNDING), best


def _silent() -> "highspy.Highs":
    """Return a solver that prints nothing, not even the greeting while it is made."""
    import highspy

    class Silent(highspy.Highs):
        def enableCallbacks(self) -> None:  # noqa: N802 - the part of being made that can be told
            self.setOptionValue("output_flag", False)  # noqa: FBT003 - an option and its value
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    return Silent()  # type: ignore[no-untyped-call]


class _Programme:
    """
    The programme: variables with what each is worth, and rows with the most they sum to.

    Args:
        week: The problem.

        columns: What may be chosen; their variables come first, in this order.

        hopeful: Which of them are not known to stay out; None if none is.
    """

    def __init__(self, week: Week, columns: Sequence[int], hopeful: Collection[int] | None) -> None:
        self.worth: list[int] = []
        self.range: list[tuple[int, int]] = []
        self.whole: list[bool] = []
        self.rows: list[tuple[int, dict[int, int]]] = []
        self._place = {index: place for place, index in enumerate(columns)}
        for index in columns:
            most = int(hopeful is None or index in hopeful)
            self._variable(week.columns[index].bonus, int(index in week.locked), most, whole=True)
        for number, purpose in enumerate(week.purposes):
            self._purpose(purpose, self._units(week, number))
        for limit in week.limits:
            beside = (n for i, n in limit.uses.items() if i not in self._place)
            self._row(limit.most - sum(min(0, n) for n in beside), limit.uses)
        for pair in sorted(week.exclusions):
            self._row(1, dict.fromkeys(pair, 1))
        for spacing in week.spacings:
            self._spacing(spacing)

    def _variable(self, worth: int, least: int, most: int, *, whole: bool) -> int:
        self.worth.append(worth)
        self.range.append((least, most))
        self.whole.append(whole)
        return len(self.worth) - 1

    def _row(
        self, most: int, uses: Mapping[int, int], more: Mapping[int, int] | None = None
    ) -> None:
        """Add that *uses*, by column, and *more*, by variable, sum to at most *most*."""
        inside = {self._place[i]: amount for i, amount in uses.items() if i in self._place}
        self.rows.append((most, {**inside, **(more or {})}))

    def _units(self, week: Week, purpose: int) -> dict[int, int]:
        return {
            index: units
            for index in self._place
            for number, units in week.columns[index].units
            if number == purpose
        }

    def _purpose(self, purpose: Purpose, units: Mapping[int, int]) -> None:
        steps = {
            self._variable(slope, 0, min(width, sum(units.values())), whole=False): 1
            for width, slope in purpose.steps
        }
        self._row(0, {index: -amount for index, amount in units.items()}, steps)

    def _spacing(self, spacing: Spacing) -> None:
        used = {
            day: self._variable(0, 0, 1, whole=True) for day in sorted({*spacing.days.values()})
        }
        for index, day in spacing.days.items():
            self._row(0, {index: 1}, {used[day]: -1})
        for day, variable in used.items():
            for other in range(day + 1, day + spacing.apart + 1):
                if other in used:
                    self._row(1, {}, {variable: 1, used[other]: 1})

    def to_highs(self) -> "highspy.HighsLp":
        """Return the programme as HiGHS reads it."""
        import highspy

        kinds = highspy.HighsVarType
        found = highspy.HighsLp()
        found.num_col_, found.num_row_ = len(self.worth), len(self.rows)
        found.sense_ = highspy.ObjSense.kMaximize
        found.col_cost_ = list(map(float, self.worth))
        found.col_lower_ = [float(least) for least, _ in self.range]
        found.col_upper_ = [float(most) for _, most in self.range]
        found.integrality_ = [kinds.kInteger if w else kinds.kContinuous for w in self.whole]
        found.row_lower_ = [-inf] * len(self.rows)
        found.row_upper_ = [float(most) for most, _ in self.rows]
        matrix = found.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = [0, *accumulate(len(uses) for _, uses in self.rows)]
        matrix.index_ = [variable for _, uses in self.rows for variable in uses]
        matrix.value_ = [float(amount) for _, uses in self.rows for amount in uses.values()]
        return found
