"""What answers stand on: the child as planned, the weeks planned again, ways and trials."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from motorplan.catalogue import Catalogue
from motorplan.explaining.openings import Doors
from motorplan.explaining.plans import horizon_of
from motorplan.explaining.trying import Tell, Trials
from motorplan.explaining.weighing import Scales
from motorplan.frozen import evolve
from motorplan.model.children import Child, Goal
from motorplan.model.plans import Item, Plan, Session
from motorplan.planning.horizon import FilledWeek, Horizon

Placed = tuple[Session, Item]
MOST_WEEKS = 2
"""How many of the first weeks a change is tried on."""


class Grounds:
    """
    A plan, and what it was made from.

    Args:
        child: The child.

        catalogue: What there is to do.

        plan: The plan in force, or one made on the spot; it may hold nothing.

        made: ``in-force`` or ``on-the-spot``.

        tell: Is told how many changes were tried so far.
    """

    def __init__(
        self, child: Child, catalogue: Catalogue, plan: Plan, made: str, tell: Tell | None
    ) -> None:
        logs = tuple(log for log in child.logs if log.on < plan.start)
        self.whole = evolve(child, logs=logs)
        self.catalogue, self.plan, self.made = catalogue, plan, made
        self.say, self._tell = catalogue.phrases.say, tell

    @cached_property
    def horizon(self) -> Horizon:
        """What plans the child for the goals that are not there yet."""
        return horizon_of(self.whole, self.catalogue, self.plan.start)[1]

    @property
    def child(self) -> Child:
        """The child with the goals that are not there yet."""
        return self.horizon.child

    @property
    def count(self) -> int:
        """How many weeks the plan has, or would have."""
        return len(self.plan.weeks) or max(1, (self.plan.review_on - self.plan.start).days // 7)

    @cached_property
    def weeks(self) -> list[FilledWeek]:
        """The weeks, planned again."""
        return self.horizon.weeks(self.count) if self.child.goals else []

    @cached_property
    def scales(self) -> list[Scales]:
        """What weighs other answers, week by week; none where the plan holds nothing."""
        return [Scales(*pair) for pair in zip(self.weeks, self.plan.weeks, strict=False)]

    @cached_property
    def doors(self) -> Doors:
        """All ways to the goals."""
        return Doors(self.child, self.catalogue, self.plan.start, self.horizon)

    def doors_to(self, goal: Goal) -> Doors:
        """Return the ways to one goal."""
        child = evolve(self.child, goals=(goal,))
        return Doors(child, self.catalogue, self.plan.start)

    def trials(self, goal: Goal | None = None, among: tuple[str, ...] | None = None) -> Trials:
        """Return what tries changes: for all goals or one, by all ways or some activities."""
        return Trials(
            self.child,
            self.catalogue,
            self.plan.start,
            min(self.count, MOST_WEEKS),
            horizon=self.horizon,
            goals=None if goal is None else (goal,),
            among=among,
            tell=self._tell,
        )

    def items(self) -> Iterator[Placed]:
        """Yield every item of the plan with its session."""
        for week in self.plan.weeks:
            for session in week.sessions:
                for item in session.items:
                    yield session, item

    def scales_of(self, session: Session) -> Scales | None:
        """Return what weighs the week of *session*."""
        return next((s for s in self.scales if session in s.planned.sessions), None)

    def day_of(self, session_id: str) -> str:
        """Return the date of a session, in words."""
        return self.day(date.fromisoformat(session_id.rpartition("-")[0]), year=False)

    def day(self, day: date, *, year: bool = True) -> str:
        """Return *day* in words."""
        return self.catalogue.phrases.day(day, year=year)
