"""What a week would be worth with something else in it: it is solved again with that locked."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from motorplan.frozen import evolve, frozen
from motorplan.model.answers import Alternative
from motorplan.model.plans import Item, PlanWeek
from motorplan.planning.horizon import FilledWeek
from motorplan.planning.solving import solve
from motorplan.planning.week import Limit, broken_by, value_of
from motorplan.planning.worth import Candidate

MOST_WEIGHED = 16
"""How many columns of one question are weighed: those first that bring most where they stand."""


@frozen(kw_only=True)
class Weighed:
    """
    The best week found that holds one column.

    Attributes:
        column: The column that is locked.

        chosen: All columns of that week.

        worth_less: How much less it is worth than the week as planned, in thousandths.
    """

    column: int
    chosen: frozenset[int]
    worth_less: int


class Scales:
    """
    Weighs other answers to one week of a plan.

    Args:
        week: The week as it was posed and chosen.

        planned: The same week of the plan.
    """

    def __init__(self, week: FilledWeek, planned: PlanWeek) -> None:
        self.week, self.planned = week, planned
        self.problem = week.posed.week

    @cached_property
    def chosen(self) -> frozenset[int] | None:
        """The columns that the plan holds; None when it holds what was not posed."""
        by_item = self._columns_by_item
        items = [item for session in self.planned.sessions for item in session.items]
        if any(item.id not in by_item for item in items):
            return None
        return frozenset(by_item[item.id] for item in items)

    @cached_property
    def _columns_by_item(self) -> dict[str, int]:
        """Item id -> the column that it stands for."""
        index = {
            (column.session, self.candidate(number).variant.id): number
            for number, column in enumerate(self.problem.columns)
        }
        ids = [filled.sitting.id for filled in self.week.sessions]
        rows = (
            (item, (ids.index(session.id), f"{item.activity}/{item.grade_id}"))
            for session in self.planned.sessions
            if session.id in ids
            for item in session.items
        )
        return {item.id: index[key] for item, key in rows if key in index}

    def candidate(self, column: int) -> Candidate:
        """Return what *column* stands for."""
        return self.week.posed.candidates[self.problem.columns[column].choice]

    @property
    def worth(self) -> int:
        """What the week as planned is worth, in thousandths."""
        return value_of(self.problem, self.chosen or ())

    def beaten_by(self, item: Item) -> list[Alternative]:
        """Return what could stand where *item* is, that which brings most first."""
        mine = self._columns_by_item.get(item.id)
        if self.chosen is None or mine is None:
            return []
        session = self.problem.columns[mine].session
        there = {self._activity(i) for i in self.chosen if self._session(i) == session}
        others = [i for i in self._in_session(session) if self._activity(i) not in there]
        return self._weigh(others, mine)

    def places_for(self, activity_id: str) -> list[Alternative]:
        """Return where an activity that is not in the week could stand, best first."""
        columns = range(len(self.problem.columns))
        mine = [i for i in columns if self._activity(i) == activity_id and self._serves(i)]
        return self._weigh(mine) if self.chosen is not None else []

    def _weigh(self, columns: Sequence[int], without: int | None = None) -> list[Alternative]:
        """Return *columns* as alternatives, of each activity in a session the best grade."""
        found: dict[tuple[str, int], Weighed] = {}
        for weighed in self._all_weighed(columns, without):
            key = (self._activity(weighed.column), self._session(weighed.column))
            if key not in found or weighed.worth_less < found[key].worth_less:
                found[key] = weighed
        ranked = sorted(found.values(), key=lambda w: (w.worth_less, w.column))
        return [self._alternative(weighed) for weighed in ranked]

    def _all_weighed(self, columns: Sequence[int], without: int | None) -> Iterator[Weighed]:
        def swapped(column: int) -> int:
            return value_of(self.problem, {*(self.chosen or ()), column} - {without})

        for column in sorted(columns, key=lambda i: (-swapped(i), i))[:MOST_WEIGHED]:
            weighed = self.with_column(column, without)
            if weighed:
                yield weighed

    def with_column(self, column: int, without: int | None = None) -> Weighed | None:
        """
        Return the best week found that holds *column*, or None where the limits allow none.

        Args:
            column: What has to be in it.

            without: What must not.
        """
        if self.chosen is None:
            return None
        limits = list(self.problem.limits)
        if without is not None:
            limits.append(Limit("left out", 0, {without: 1}))
        locked = self.problem.locked | {column}
        problem = evolve(self.problem, limits=limits, locked=locked)
        answers = [frozenset(solve(problem).chosen), (self.chosen | {column}) - {without}]
        whole = [answer for answer in answers if not broken_by(problem, answer)]
        if not whole:
            return None
        best = max(whole, key=lambda answer: value_of(problem, answer))
        less = self.worth - value_of(problem, best)
        return Weighed(column=column, chosen=best, worth_less=less)

    def _alternative(self, weighed: Weighed) -> Alternative:
        session = self._session(weighed.column)
        gone = (self.chosen or frozenset()) - weighed.chosen
        return Alternative(
            activity=self._activity(weighed.column),
            grade_id=self.candidate(weighed.column).variant.grade.id,
            session=self.week.sessions[session].sitting.id,
            worth_less=weighed.worth_less,
            week_worth=self.worth,
            in_place_of=tuple(
                sorted(self._activity(i) for i in gone if self._session(i) == session)
            ),
        )

    def _activity(self, column: int) -> str:
        return self.candidate(column).variant.activity.id

    def _session(self, column: int) -> int:
        return self.problem.columns[column].session

    def _serves(self, column: int) -> bool:
        return bool(self.problem.columns[column].units)

    def _in_session(self, session: int) -> list[int]:
        """Return the columns of *session* that serve a purpose and fit into its time."""
        room = next(li.most for li in self.problem.limits if li.id == f"minutes:{session}")
        return [
            number
            for number, column in enumerate(self.problem.columns)
            if column.session == session and column.units and column.minutes <= room
        ]
