"""
What really helps: each change is made to the child, and the weeks are planned again.

First one change at a time; only where none helps two together, then three. The work is
bounded by counts, never by time, so that the same file gets the same answer everywhere.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property

from motorplan.catalogue import Catalogue
from motorplan.converting.lines import lines_between
from motorplan.explaining.changing import TOLD_BY_PLANNING, Step, changed, steps_of, week_of
from motorplan.explaining.openings import MOST_NAMED, Doors, plain_of
from motorplan.explaining.plans import horizon_of
from motorplan.frozen import evolve, frozen
from motorplan.model.children import Child, Goal
from motorplan.model.plans import Change, Reason
from motorplan.phrases import listed
from motorplan.planning.horizon import FilledWeek, Horizon

MOST_TOGETHER = 3
MOST_LOOKED_AT, MOST_PLANNED = 80, 20
"""How many sets of changes of one size are looked at, and how many of them planned."""

MOST_KEPT = 12

Tell = Callable[[int], None]
"""Is told how many sets of changes were planned so far."""


@frozen(kw_only=True)
class Tried:
    """
    The weeks of a child as its file would be.

    Attributes:
        steps: What was changed.

        open: Ids of the activities that lead to a goal and fit into a session.

        minutes: Goal -> minutes for it; of no goal none.

        worth: Of the weeks together, in thousandths.
    """

    child: Child
    steps: tuple[Step, ...]
    open: frozenset[str]
    minutes: Mapping[str, int]
    worth: int

    @property
    def served(self) -> frozenset[str]:
        """The goals that get time."""
        return frozenset(self.minutes)


Wanted = Callable[[Tried, Tried], bool]
"""Whether the second, beside the first, is what somebody asked for."""


def serves_more(now: Tried, then: Tried) -> bool:
    """Return whether a goal gets time *then* that gets none *now*."""
    return bool(then.served - now.served)


class Trials:
    """
    Tries changes to a child's file.

    Args:
        child: The child; of its goals those that are not there yet count.

        catalogue: What there is to do.

        start: First day.

        weeks: How many of its first weeks are tried.

        horizon: What planned the child, if that is at hand.

        goals: The goals whose ways are looked at for what may help; None takes all.

        among: The activities that are looked at for what may help; None takes all ways.

        tell: Is told how far it is.
    """

    def __init__(
        self,
        child: Child,
        catalogue: Catalogue,
        start: date,
        weeks: int,
        *,
        horizon: Horizon | None = None,
        goals: tuple[Goal, ...] | None = None,
        among: tuple[str, ...] | None = None,
        tell: Tell | None = None,
    ) -> None:
        self.catalogue, self.start, self.weeks = catalogue, start, weeks
        self.horizon = horizon or horizon_of(child, catalogue, start)[1]
        self.child = self.horizon.child
        self._goals, self._among, self._tell, self._planned = goals, among, tell, 0

    @cached_property
    def now(self) -> Tried:
        """The weeks as the file stands."""
        return self.tried(self.child, ())

    def tried(self, child: Child, steps: tuple[Step, ...]) -> Tried:
        """Return the weeks of *child*, the file changed by *steps*."""
        weeks = self._horizon(child).weeks(self.weeks) if child.goals else []
        return Tried(
            child=child,
            steps=steps,
            open=frozenset(i for week in weeks for i in offered(week)),
            minutes=_minutes(weeks),
            worth=sum(week.value for week in weeks),
        )

    def _horizon(self, child: Child) -> Horizon:
        """Return what plans *child*; what it can do stays, unless an aid makes a difference."""
        if child.aids == self.child.aids:
            return Horizon(child, self.catalogue, self.start, like=self.horizon)
        return horizon_of(child, self.catalogue, self.start)[1]

    def changes(self, wanted: Wanted = serves_more) -> tuple[Change, ...]:
        """
        Return the smallest changes that bring what is *wanted*, the best first.

        Those come first that give most goals time, then those worth most. None takes a goal's
        time away.
        """
        for size in range(1, MOST_TOGETHER + 1):
            found = [
                tried
                for tried in self._sets(size)
                if wanted(self.now, tried) and self.now.served <= tried.served
            ]
            if found:
                return tuple(self._change(tried) for tried in self._best(found))
        return ()

    def one(self, step: Step) -> Change | None:
        """Return what *step* alone brings; None where it helps nothing or takes time away."""
        tried = self._told(self.tried(changed(self.child, step), (step,)))
        is_more = tried.open - self.now.open or tried.worth > self.now.worth
        return self._change(tried) if is_more and self.now.served <= tried.served else None

    def _sets(self, size: int) -> Iterator[Tried]:
        """Yield the weeks after each set of *size* changes that may help."""
        seen: set[frozenset[Step]] = set()
        planned = 0
        for steps, ids, child, before in self._grown((), self.child, size):
            if len(seen) == MOST_LOOKED_AT or planned == MOST_PLANNED:
                return
            if frozenset(steps) not in seen:
                seen.add(frozenset(steps))
                if self._is_promising(steps, ids, before, child):
                    planned += 1
                    yield self._told(self.tried(child, steps))

    def _told(self, tried: Tried) -> Tried:
        self._planned += 1
        if self._tell:
            self._tell(self._planned)
        return tried

    def _grown(
        self, steps: tuple[Step, ...], child: Child, size: int
    ) -> Iterator[tuple[tuple[Step, ...], list[str], Child, Doors]]:
        """
        Yield each way to take *size* steps more.

        With it come what the last step may open, the child after it and the doors before it.
        """
        doors = self.doors(child)
        for step, ids in steps_of(doors).items():
            if step in steps:
                continue
            after = changed(child, step)
            if size > 1:
                yield from self._grown((*steps, step), after, size - 1)
            else:
                yield (*steps, step), ids, after, doors

    def doors(self, child: Child) -> Doors:
        """Return the doors of *child* to the goals that count."""
        if self._goals is None:
            return Doors(child, self.catalogue, self.start, self._horizon(child), self._among)
        child = evolve(child, goals=self._goals)
        like = self._focused if child.aids == self._focused.child.aids else None
        horizon = Horizon(child, self.catalogue, self.start, like=like)
        return Doors(child, self.catalogue, self.start, horizon, self._among)

    @cached_property
    def _focused(self) -> Horizon:
        """What plans the child for the goals that count alone."""
        child = evolve(self.child, goals=self._goals or ())
        return Horizon(child, self.catalogue, self.start)

    def _is_promising(
        self, steps: tuple[Step, ...], ids: list[str], before: Doors, child: Child
    ) -> bool:
        """
        Return whether the last of *steps* may help, so that it is worth planning.

        It opens one of the doors *ids*; or it is one whose help only planning tells, alone or
        after steps that opened a door.
        """
        if steps[-1].code not in TOLD_BY_PLANNING:
            shut = [i for i in ids if before.reason_of(i)]
            return bool(self.doors(child).open_ways(shut))
        return len(steps) == 1 or bool(before.open_ways() - self._open_now)

    @cached_property
    def _open_now(self) -> frozenset[str]:
        return self.doors(self.child).open_ways()

    def _best(self, found: list[Tried]) -> list[Tried]:
        """Return the best first; more time, which any day may bring, once."""
        ranked = sorted(found, key=self._rank)
        kinds: dict[object, Tried] = {}
        for tried in ranked:
            codes = tuple(step.code for step in tried.steps)
            kinds.setdefault(codes if "minutes" in codes else tried.steps, tried)
        return list(kinds.values())[:MOST_KEPT]

    def _rank(self, tried: Tried) -> tuple[int, int, tuple[tuple[str, str], ...]]:
        goals = tried.served - self.now.served
        return -len(goals), -tried.worth, tuple((s.code, s.about) for s in tried.steps)

    def _change(self, tried: Tried) -> Change:
        first, *others = tried.steps
        return Change(
            code=first.code,
            about=first.about,
            then=tuple(Reason(code=step.code, about=step.about) for step in others),
            says=self._words(tried),
            lines=lines_between(self.child, tried.child),
            opens=tuple(sorted(tried.open - self.now.open)),
            goals=tuple(sorted(tried.served - self.now.served)),
            worth_gain=tried.worth - self.now.worth,
        )

    def _words(self, tried: Tried) -> str:
        say = self.catalogue.phrases.say
        said = [step_words(step, tried.child, self.catalogue) for step in tried.steps]
        goals = [self.catalogue.graph[i].plain for i in sorted(tried.served - self.now.served)]
        opens = sorted(tried.open - self.now.open)
        names = [self.catalogue.activities[i].name for i in opens[:MOST_NAMED]]
        if goals:
            said.append(say("warn.change_goals", goals=listed(goals)))
        if names:
            word = "change_some" if len(opens) > len(names) else "change_all"
            said.append(say(f"warn.{word}", count=len(opens), names=listed(names)))
        elif not goals:
            said.append(say("warn.change_more"))
        return " ".join(said)


def step_words(step: Step, child: Child, catalogue: Catalogue) -> str:
    """Return *step* as a sentence, for *child* as it is after it."""
    say = catalogue.phrases.say
    day = say(f"day.{step.day}") if step.day else ""
    slots = {str(d): held for d, held in week_of(child).days.items()}.get(step.about, ())
    minutes = max((slot.minutes for slot in slots), default=0)
    return say(f"change.{step.code}", about=_name(step, catalogue), day=day, minutes=minutes)


def _name(step: Step, catalogue: Catalogue) -> str:
    """Return what *step* is about, in words."""
    if step.code in {"minutes", "day"}:
        return catalogue.phrases.say(f"day.{step.about}")
    if step.code in {"setting", "fenced"}:
        return catalogue.phrases.say(f"place.{step.about}")
    if step.code == "space":
        return catalogue.words["spaces"][step.about]
    return plain_of(step.about, catalogue) if step.about else ""


def offered(week: FilledWeek, goal: str | None = None) -> frozenset[str]:
    """Return the activities that lead to *goal*, or to any, and fit into a session of *week*."""
    problem = week.posed.week
    rooms = {limit.id: limit.most for limit in problem.limits}
    rows = ((week.posed.candidates[column.choice], column) for column in problem.columns)
    return frozenset(
        candidate.variant.activity.id
        for candidate, column in rows
        if column.minutes <= rooms[f"minutes:{column.session}"]
        and any(goal in {None, served.goal} for served in candidate.serves)
    )


def _minutes(weeks: list[FilledWeek]) -> dict[str, int]:
    """Return goal -> planned minutes that serve it; what only helps a capacity does not."""
    found: dict[str, int] = {}
    for week in weeks:
        for pick in (p for s in week.sessions for p in s.picks):
            for served in () if week.ahead.only_helps(pick.serves) else pick.serves:
                minutes = pick.variant.grade.minutes
                found[served.goal] = found.get(served.goal, 0) + minutes
    return dict(sorted(found.items()))
