"""What changed between two plans of a child, and why, as far as the plans themselves tell."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from motorplan.errors import Refused
from motorplan.model.answers import Altered, Difference
from motorplan.model.groups import GroupPlan, GroupSession
from motorplan.model.outlooks import GoalOutlook
from motorplan.model.plans import DROPPED, Item, Plan, Session
from motorplan.phrases import Phrases, listed

P = TypeVar("P", bound=Plan | GroupPlan)

OWN = ("motorplan", "child", "journal", "catalogue")
"""What a plan was made from, each with a sentence for when it differs."""

CARE = ("supervision", "position", "who", "help", "side", "routine", "materials", "adaptations")
"""Fields of an item that tell how it is done."""

Placed = tuple[Any, Any]
Row = tuple[str, str, str, str, str]
"""Of one change to an item: its code, its day, what it is about, what was and what is now."""

Rows = Mapping[tuple[str, str], Placed]
"""(session, activity) -> where it is."""


def diff_plans(before: Plan, after: Plan, phrases: Phrases) -> Difference:
    """
    Return what changed from one plan to another, and why.

    Args:
        before: The plan before.

        after: The plan after.

        phrases: The words it is told in.

    Raises:
        Refused: If they are plans of two children.
    """
    if before.child.id != after.child.id and before.child.name != after.child.name:
        raise Refused(phrases.say("diff.two_children"), phrases.say("diff.two_children_way"))
    pair = Pair(before, after, phrases)
    changes = tuple(pair.changes())
    return Difference(
        before=before.id,
        after=after.id,
        child=after.child.name,
        same=not changes,
        changes=changes,
        because=tuple(pair.because()) if changes else (),
    )


class Pair(Generic[P]):
    """
    Two plans of the same subject: of a child as here, of a group with some of it in another way.

    Args:
        before: The plan before.

        after: The plan after.

        phrases: The words it is told in.
    """

    def __init__(self, before: P, after: P, phrases: Phrases) -> None:
        self.before, self.after, self.say = before, after, phrases.say

    def changes(self) -> Iterator[Altered]:
        """Yield what changed."""
        yield from self._frame()
        yield from self._sessions()
        yield from self._items()
        yield from self._goals()
        yield from self._said()

    def _said(self) -> Iterator[Altered]:
        """Yield what else the plan says now, or does not say any more."""
        yield from self._rows(
            "assumed", lambda a: a.key, lambda a: f"{a.name or a.key}: {a.because}"
        )
        yield from self._rows("held", lambda h: h.concern, lambda h: h.says)
        yield from self._rows("ask_first", lambda a: a.rule, lambda a: a.question)
        yield from self._rows("notices", str, str)
        yield from self._rows("warnings", lambda w: f"{w.code} {w.about}", lambda w: w.says)

    def _change(
        self, code: str, about: str, was: Any = None, now: Any = None, **fields: object
    ) -> Altered:
        was = None if was is None else str(was)
        now = None if now is None else str(now)
        says = self.say(f"diff.{code}", about=about, was=was, now=now, **fields)
        return Altered(code=code, about=about, was=was, now=now, says=says)

    def _frame(self) -> Iterator[Altered]:
        """Yield another first day, another number of weeks, and what is kept of those behind."""
        before, after = self.before, self.after
        if before.start != after.start:
            yield self._change("start", "start", before.start, after.start)
        if len(before.weeks) != len(after.weeks):
            yield self._change("weeks", "weeks", len(before.weeks), len(after.weeks))
        if before.kept_until != after.kept_until and after.kept_until:
            yield self._change("kept_until", "kept_until", before.kept_until, after.kept_until)

    def _sessions(self) -> Iterator[Altered]:
        was = {session.id: session for session in self.before.sessions}
        now = {session.id: session for session in self.after.sessions}
        yield from self._by_days("session_new", [(i, "") for i in now if i not in was])
        yield from self._by_days("session_gone", [(i, "") for i in was if i not in now])
        for i, session in now.items():
            if i in was and _slot(was[i]) != _slot(session):
                yield self._change("session", i, _slot(was[i]), _slot(session))

    def _by_days(self, code: str, found: Iterable[tuple[str, str]]) -> Iterator[Altered]:
        """Yield one change for each thing, with all its days."""
        days: dict[str, list[str]] = {}
        for day, about in found:
            days.setdefault(about, []).append(day)
        for about, all_days in sorted(days.items()):
            yield self._change(code, about, days=listed(all_days))

    # items

    def _items(self) -> Iterator[Altered]:
        was, now = _placed(self.before), _placed(self.after)
        gone = {key: row for key, row in was.items() if key not in now}
        new = {key: row for key, row in now.items() if key not in was}
        swapped = [(o, n) for o in gone.values() for n in new.values() if _in_place(o, n)]
        told = {id(row) for pair in swapped for row in pair}
        moved = list(_moves(_untold(gone, told), _untold(new, told)))
        for old, fresh in moved:
            yield self._change("moved", old[1].name, old[0].date, fresh[0].date)
        for old, fresh in swapped:
            day = fresh[0].date.isoformat()
            yield self._change("swapped", fresh[1].name, old[1].name, fresh[1].name, days=day)
        told |= {id(row) for pair in moved for row in pair}
        yield from self._by_days("item_new", _days(_untold(new, told)))
        yield from self._by_days("item_gone", _days(_untold(gone, told)))
        both = [(was[key], now[key]) for key in now if key in was]
        for what in (self._grade, self._lock, self._care, self._reasons):
            yield from self._together(change for old, fresh in both for change in what(old, fresh))

    def _together(self, found: Iterable[Row]) -> Iterator[Altered]:
        """Yield changes that are alike as one, with all its days."""
        days: dict[tuple[str, str, str, str], list[str]] = {}
        for code, day, *rest in found:
            days.setdefault((code, *rest), []).append(day)  # type: ignore[arg-type]  # four texts
        for (code, about, was, now), all_days in days.items():
            yield self._change(code, about, was, now, days=listed(all_days))

    def _grade(self, old: Placed, new: Placed) -> Iterator[Row]:
        """Yield a step up or down."""
        was, now = old[1], new[1]
        if was.grade_id != now.grade_id:
            code = "harder" if now.grade > was.grade else "easier"
            yield code, _day(new), now.name, _grade(was), _grade(now)

    def _lock(self, old: Placed, new: Placed) -> Iterator[Row]:
        if old[1].locked != new[1].locked:
            yield "lock" if new[1].locked else "unlock", _day(new), new[1].name, "", ""

    def _care(self, old: Placed, new: Placed) -> Iterator[Row]:
        """Yield cautions that came or went, and that it is done in another way."""
        was, now = old[1], new[1]
        if was.grade_id == now.grade_id:
            yield from self._cautions(new, was.cautions, now.cautions)
            yield from self._way(old, new, CARE)

    def _cautions(self, new: Placed, was: Sequence[str], now: Sequence[str]) -> Iterator[Row]:
        for line in now:
            if line not in was:
                yield "care_new", _day(new), new[1].name, "", line
        for line in was:
            if line not in now:
                yield "care_gone", _day(new), new[1].name, line, ""

    def _way(self, old: Placed, new: Placed, fields: Sequence[str]) -> Iterator[Row]:
        other = [f for f in fields if getattr(old[1], f) != getattr(new[1], f)]
        if other:
            words = listed([self.say(f"diff.of_{f}") for f in other])
            yield "way", _day(new), new[1].name, "", words

    def _reasons(self, old: Placed, new: Placed) -> Iterator[Row]:
        """Yield that it is there for other reasons."""
        if old[1].why != new[1].why and old[1].grade_id == new[1].grade_id:
            yield "why", _day(new), new[1].name, old[1].why, new[1].why

    # the rest

    def _goals(self) -> Iterator[Altered]:
        was, now = self._aims(self.before), self._aims(self.after)
        for name, goal in now.items():
            if name not in was:
                yield self._change("goal_new", name)
            elif _aim(was[name]) != _aim(goal):
                yield self._change("goal", name, _aim(was[name]), _aim(goal))
            elif was[name].says != goal.says:
                yield self._change("goal_says", name, was[name].says, goal.says)
            elif _dose(was[name]) != _dose(goal):
                yield self._change("dose", name, _dose(was[name]), _dose(goal))
        for name in was:
            if name not in now:
                yield self._change("goal_gone", name)

    def _aims(self, plan: P) -> dict[str, GoalOutlook]:
        """Return the goals of *plan* by name."""
        return {goal.name: goal for goal in plan.goals}

    def _rows(
        self, field: str, key: Callable[[Any], str | None], words: Callable[[Any], str]
    ) -> Iterator[Altered]:
        """Yield what one list of the plan says now and did not, and the other way round."""
        was, now = (
            {i: words(row) for row in getattr(plan, field) if (i := key(row)) is not None}
            for plan in (self.before, self.after)
        )
        for i, said in now.items():
            if was.get(i) != said:
                yield self._change(f"new_{field}", i, was.get(i), said)
        for i, said in was.items():
            if i not in now:
                yield self._change(f"gone_{field}", i, said)

    def because(self) -> Iterator[Altered]:
        """Yield why, from what the plans were made from and from what they name."""
        before, after = self.before, self.after
        yield from self._made_from()
        yield from self._dropped()
        for held in after.held:
            if held not in before.held:
                yield Altered(code="held", about=held.concern, says=held.says)
        for notice in after.notices:
            if notice not in before.notices:
                yield Altered(code="notice", about="notices", says=notice)
        yield from self._by_hand()

    def _made_from(self) -> Iterator[Altered]:
        """Yield what the plan was made from and is another by now."""
        for name in OWN:
            was, now = getattr(self.before.made_from, name), getattr(self.after.made_from, name)
            if was != now:
                yield self._change(f"made_{name}", name, was, now)

    def _dropped(self) -> Iterator[Altered]:
        """Yield what was to stay and could not."""
        for warning in self.after.warnings:
            if warning.code == DROPPED and warning not in self.before.warnings:
                yield Altered(code=DROPPED, about=str(warning.about), says=warning.says)

    def _by_hand(self) -> Iterator[Altered]:
        """Yield what a person locked or took out, and that nothing is known where it is not."""
        locked = {i.id for _, i in _placed(self.after).values() if i.locked}
        locked -= {i.id for _, i in _placed(self.before).values() if i.locked}
        if locked:
            yield self._change("by_hand", listed(sorted(locked)))
        out = [t.session for t in self.after.taken_out if t not in self.before.taken_out]
        if out:
            yield self._change("taken_out", listed(sorted(set(out))))


def _placed(plan: Plan | GroupPlan) -> dict[tuple[str, str], Placed]:
    return {(s.id, item.activity): (s, item) for s in plan.sessions for item in s.items}


def _moves(gone: Rows, new: Rows) -> Iterator[tuple[Placed, Placed]]:
    """Yield what is done at another time of the same week, each once."""
    left = dict(new)
    for (_, activity), old in gone.items():
        week = old[0].date.isocalendar()[:2]
        for key, fresh in left.items():
            if key[1] == activity and fresh[0].date.isocalendar()[:2] == week:
                yield old, left.pop(key)
                break


def _in_place(old: Placed, new: Placed) -> bool:
    """Return whether *new* stands where *old* stood."""
    return bool(old[1].id == new[1].id and new[1].locked)


def _untold(rows: Rows, told: set[int]) -> Rows:
    return {key: row for key, row in rows.items() if id(row) not in told}


def _days(rows: Rows) -> list[tuple[str, str]]:
    return [(_day(row), row[1].name) for row in rows.values()]


def _day(row: Placed) -> str:
    return str(row[0].date)


def _grade(item: Item) -> str:
    return f"{item.grade} ({item.grade_name})"


def _slot(session: Session | GroupSession) -> str:
    return ", ".join(str(part) for part in (session.place, session.minutes, session.at) if part)


def _aim(goal: GoalOutlook) -> str:
    return f"{goal.kind}, {goal.level.id}"


def _dose(goal: GoalOutlook) -> str:
    return f"{goal.dose_minutes.whole} + {goal.dose_minutes.part}"
