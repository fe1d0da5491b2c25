"""
Changes to a child file that may open something, each a step that can be taken.

A step says what is at hand, when and where there is time and who is there, or takes back what
a family wrote by choice. What is said of the child (health, mouthing, what was seen, the
safety questions) is never touched: no step makes anything safer than it is.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, cast

from motorplan.explaining.openings import Doors
from motorplan.frozen import evolve, frozen
from motorplan.model.children import Child, Slot, WeekTime
from motorplan.planning.times import default_week, setting_of
from motorplan.vocabulary import SLOT_MINUTES, SPACES, USUAL_SPACE, WEEKDAYS, Place, Space, Weekday

MORE_MINUTES, NEW_DAY_MINUTES = 10, 15
MOST_AIDS, MOST_DAYS = 5, 3
BY_REFUSAL = {
    "material": "material",
    "helmet": "helmet",
    "supervision": "adult",
    "fenced": "fenced",
    "space": "space",
    "avoid": "avoid",
}
"""Why a grade is out -> the kind of step that may open it; other places come beside them."""

TOLD_BY_PLANNING = frozenset({"minutes", "day", "limit", "aid"})
"""Steps that open no door by themselves: whether they help only a plan can tell."""


@frozen
class Step:
    """
    One change to the child file.

    Attributes:
        code: Its kind: ``material``, ``aid``, ``helmet``, ``minutes``, ``day``, ``setting``,
            ``space``, ``adult``, ``fenced``, ``avoid``, ``limit``.

        about: The thing, day, place, tag … it is about.

        day: The weekday whose slot goes to another place.
    """

    code: str
    about: str
    day: Weekday | None = None


def steps_of(doors: Doors) -> dict[Step, list[str]]:
    """
    Return the steps that may help the child of *doors*, the most promising first.

    Each comes with the ids of the activities that it may open: none where only a plan tells.
    """
    week = week_of(doors.child)
    shut: dict[Step, list[str]] = {}
    for activity_id in doors.ways:
        for step in dict.fromkeys(_opening(activity_id, doors)):
            shut.setdefault(step, []).append(activity_id)
    ranked = sorted(shut, key=lambda step: (-len(shut[step]), step.code, step.about))
    told = [*_time_steps(week), *_limit_steps(doors.child), *_aid_steps(doors)]
    return {**{step: [] for step in told}, **{step: shut[step] for step in ranked}}


def _opening(activity_id: str, doors: Doors) -> Iterator[Step]:
    """Yield the steps that answer to what shuts an activity, and the other places it is for."""
    longest = _longest(week_of(doors.child))
    if longest is not None:
        there = {"video", *(setting.place for setting in doors.settings())}
        places = sorted({*doors.catalogue.activities[activity_id].settings} - there)
        yield from (Step("setting", place, longest) for place in places)
    for refusal in doors.refusals(activity_id):
        is_avoided = refusal.code == "material" and refusal.about in doors.child.avoid
        if refusal.code in BY_REFUSAL and not is_avoided:
            about = "" if refusal.code == "supervision" else refusal.about
            yield Step(BY_REFUSAL[refusal.code], about)


def _time_steps(week: WeekTime) -> list[Step]:
    """Return more time on each day that has some, the longest first, and one day more."""
    own = {day: _own(slots) for day, slots in week.days.items() if _own(slots)}
    most = SLOT_MINUTES[1] - MORE_MINUTES
    days = sorted(own, key=lambda day: -max(s.minutes for s in own[day]))
    longer = [Step("minutes", d) for d in days if max(s.minutes for s in own[d]) <= most][
        :MOST_DAYS
    ]
    free = [day for day in WEEKDAYS if day not in week.days]
    return [*longer, *(Step("day", day) for day in free[:1])]


def _limit_steps(child: Child) -> list[Step]:
    return [Step("limit", tag) for tag in sorted(child.limits) if child.limits[tag].max is not None]


def _aid_steps(doors: Doors) -> list[Step]:
    """Return the aids that lower a need on a way to a goal, those of most ways first."""
    helps, child, counts = doors.catalogue.adaptations, doors.child, Counter[str]()
    for activity in (doors.catalogue.activities[i] for i in doors.ways):
        for grade in activity.grades:
            fitting = (i for i in grade.helped_by if helps[i].lowers.keys() & grade.needs.keys())
            counts.update(i for i in fitting if helps[i].equipment)
    wanted = [i for i in sorted(counts) if i not in child.aids and i not in child.avoid]
    return [Step("aid", i) for i in sorted(wanted, key=lambda i: (-counts[i], i))[:MOST_AIDS]]


def week_of(child: Child) -> WeekTime:
    """Return the week of *child*, the usual one where the file has none."""
    return child.week or default_week()


def _own(slots: tuple[Slot, ...]) -> list[Slot]:
    """Return the *slots* that are not kept for a group."""
    return [slot for slot in slots if slot.company != "group"]


def _longest(week: WeekTime) -> Weekday | None:
    """Return the day with the longest slot of the child's own, the first of equal ones."""
    rows = [
        (-s.minutes, WEEKDAYS.index(d), d) for d in WEEKDAYS for s in _own(week.days.get(d, ()))
    ]
    return min(rows)[2] if rows else None


def changed(child: Child, step: Step) -> Child:
    """Return *child* as its file would say it after *step*."""
    result: Child = _TAKEN[step.code](child, step)
    return result


def _at_hand(child: Child, step: Step) -> Child:
    week = week_of(child)
    return _with_week(
        child,
        materials=tuple(sorted({*week.materials, step.about})),
        missing=tuple(m for m in week.missing if m != step.about),
    )


def _aided(child: Child, step: Step) -> Child:
    return evolve(child, equipment=tuple(sorted({*child.equipment, step.about})))


def _allowed(child: Child, step: Step) -> Child:
    return evolve(child, avoid=tuple(i for i in child.avoid if i != step.about))


def _limited(child: Child, step: Step) -> Child:
    limit = child.limits[step.about]
    once_more = evolve(limit, max=(limit.max or 0) + 1)
    return evolve(child, limits={**child.limits, step.about: once_more})


def _longer(child: Child, step: Step) -> Child:
    def take(slot: Slot) -> Slot:
        return evolve(slot, minutes=slot.minutes + MORE_MINUTES)

    return _with_longest(child, step.about, take)


def _one_day_more(child: Child, step: Step) -> Child:
    days = {**week_of(child).days, step.about: (Slot(minutes=NEW_DAY_MINUTES),)}
    return _with_week(child, days={day: days[day] for day in WEEKDAYS if day in days})


def _elsewhere(child: Child, step: Step) -> Child:
    """Return *child* with one slot at another place, which is not taken to be fenced."""
    week = week_of(child)

    def go(slot: Slot) -> Slot:
        place = cast("Place", step.about)
        space = USUAL_SPACE[place] if week.space or slot.space else None
        fenced = False if week.fenced or slot.fenced else None
        return evolve(slot, place=place, space=space, fenced=fenced)

    return _with_longest(child, str(step.day), go)


def _roomier(child: Child, step: Step) -> Child:
    """Return *child* with that much space in every slot that has less."""
    week, space = week_of(child), cast("Space", step.about)

    def widen(slot: Slot) -> Slot:
        has_less = SPACES.index(setting_of(week, slot).space) < SPACES.index(space)
        return evolve(slot, space=space) if has_less else slot

    return _with_slots(child, widen)


def _one_adult_more(child: Child, _: Step) -> Child:
    def join(slot: Slot) -> Slot:
        return slot if slot.adults is None else evolve(slot, adults=slot.adults + 1)

    return _with_week(_with_slots(child, join), adults=week_of(child).adults + 1)


def _fenced(child: Child, step: Step) -> Child:
    week = week_of(child)

    def fence(slot: Slot) -> Slot:
        is_there = setting_of(week, slot).place == step.about
        return evolve(slot, fenced=True) if is_there else slot

    return _with_slots(child, fence)


_TAKEN: dict[str, Callable[[Child, Step], Child]] = {
    "material": _at_hand,
    "helmet": _at_hand,
    "aid": _aided,
    "minutes": _longer,
    "day": _one_day_more,
    "setting": _elsewhere,
    "space": _roomier,
    "adult": _one_adult_more,
    "fenced": _fenced,
    "avoid": _allowed,
    "limit": _limited,
}
"""Kind of step -> what takes it."""


def _with_week(child: Child, **said: Any) -> Child:
    return evolve(child, week=evolve(week_of(child), **said))


def _with_slots(child: Child, make: Callable[[Slot], Slot]) -> Child:
    days = {day: tuple(map(make, slots)) for day, slots in week_of(child).days.items()}
    return _with_week(child, days=days)


def _with_longest(child: Child, day: str, make: Callable[[Slot], Slot]) -> Child:
    """Return *child* with the longest own slot of *day* made anew."""
    slots = week_of(child).days[day]
    longest = max(_own(slots), key=lambda slot: slot.minutes)
    place = next(n for n, slot in enumerate(slots) if slot is longest)
    made = (*slots[:place], make(longest), *slots[place + 1 :])
    return _with_week(child, days={**week_of(child).days, day: made})
