"""One day: from the plan in force, or made on the spot for what is there today."""

from datetime import date
from pathlib import Path
from typing import cast, get_args

from motorplan.catalogue import Catalogue
from motorplan.errors import NoPlan, NothingToday, WrongUse
from motorplan.explaining.plans import plan_child
from motorplan.frozen import evolve, frozen
from motorplan.making import make_plan, plan_in_force
from motorplan.model.answers import Today
from motorplan.model.children import Child, Slot, WeekTime
from motorplan.model.plans import Plan, Session, Warn
from motorplan.naming import must_be
from motorplan.planning.times import DEFAULT_MINUTES, default_week
from motorplan.vocabulary import WEEKDAYS, Place

MOST_ITEMS, MOST_MINUTES = 3, 240


@frozen(kw_only=True)
class Wish:
    """What is different today: time, place, things that are not there."""

    minutes: int | None = None
    place: str | None = None
    without: tuple[str, ...] = ()


def make_today(
    child: Child,
    catalogue: Catalogue,
    child_file: str | Path,
    day: date,
    wish: Wish | None = None,
) -> Today:
    """
    Return at most three activities for *day*.

    They come from the plan in force when it still holds and nothing is different today;
    else from a plan made on the spot, and the answer says so.

    Args:
        child: The child.

        catalogue: What there is to do.

        child_file: Where the child was read from; the plan in force lies beside it.

        day: Which day.

        wish: What is different today.

    Raises:
        UnknownWord: If a place or thing of the wish is not known.

        WrongUse: If the minutes of the wish are none or more than 240.

        FileProblems: If the child says something that cannot be, or the file where the plan
            in force is kept holds none.

        NothingToday: If nothing is possible on that day; it holds the reasons.

        Defect: If the second check refuses what was made on the spot.
    """
    wish = wish or Wish()
    must_be_possible(wish, catalogue)
    say = catalogue.phrases.say
    kept, broken = plan_in_force(child, catalogue, child_file)
    if kept is not None and not broken and wish == Wish():
        sessions = _sessions_of(kept, day)
        if sessions:
            return _answer(child, kept, day, "in-force", say("today.in_force"), sessions)
    why = _why_not_kept(kept is not None, bool(broken), wish)
    try:
        plan = make_plan(_child_of_day(child, day, wish), catalogue, start=day, weeks=1)
    except NoPlan as error:
        message = say("today.nothing", date=day.isoformat())
        raise NothingToday(message, error.plan, _nothing(child, error.plan, day, message)) from None
    return _answer(child, plan, day, "on-the-spot", say(why), _sessions_of(plan, day))


def must_be_possible(wish: Wish, catalogue: Catalogue) -> None:
    """Refuse a *wish* for a place, a thing or a time that there is not."""
    if wish.place is not None:
        must_be(wish.place, "places", get_args(Place), catalogue)
    things = {*catalogue.materials, *catalogue.adaptations} if wish.without else ()
    for thing in wish.without:
        must_be(thing, "materials", things, catalogue)
    if wish.minutes is not None and not 1 <= wish.minutes <= MOST_MINUTES:
        say = catalogue.phrases.say
        way = say("use.minutes_way", least=1, most=MOST_MINUTES)
        raise WrongUse(say("use.minutes", minutes=wish.minutes), way)


def _why_not_kept(is_kept: bool, is_broken: bool, wish: Wish) -> str:  # noqa: FBT001 - two facts
    if is_broken:
        return "today.outdated"
    if is_kept and wish != Wish():
        return "today.different"
    return "today.other_day" if is_kept else "today.none_kept"


def _child_of_day(child: Child, day: date, wish: Wish) -> Child:
    """Return the child with the time of that day alone, as it is today."""
    week = child.week or default_week()
    own = {d: tuple(s for s in slots if s.company != "group") for d, slots in week.days.items()}
    today = week_of_day(evolve(week, days=own), day, wish)
    return evolve(child, week=today, equipment=left_of(child.equipment, wish))


def week_of_day(week: WeekTime, day: date, wish: Wish) -> WeekTime:
    """Return *week* with the time of that *day* alone, as it is today."""
    weekday = WEEKDAYS[day.weekday()]
    slots = list(week.days.get(weekday, ()))
    slots = slots or [Slot(minutes=wish.minutes or _usual_minutes(week))]
    if wish.minutes is not None:
        slots = [evolve(slots[0], minutes=wish.minutes)]
    if wish.place is not None:
        place = cast("Place", wish.place)
        slots = [evolve(slot, place=place) for slot in slots]
    return evolve(
        week,
        days={weekday: tuple(slots)},
        materials=left_of(week.materials, wish),
        missing=tuple(sorted({*week.missing, *wish.without})),
        off=tuple(d for d in week.off if d != day),
    )


def left_of(things: tuple[str, ...], wish: Wish) -> tuple[str, ...]:
    """Return the *things* that are there today."""
    return tuple(thing for thing in things if thing not in wish.without)


def _usual_minutes(week: WeekTime) -> int:
    minutes = [slot.minutes for slots in week.days.values() for slot in slots]
    return min(minutes, default=DEFAULT_MINUTES)


def _sessions_of(plan: Plan, day: date) -> tuple[Session, ...]:
    found = [
        session
        for session in plan.sessions
        if session.date == day >= plan.planned_from and session.items
    ]
    left, kept = MOST_ITEMS, []
    for session in found:
        items = session.items[:left]
        left -= len(items)
        if items:
            kept.append(evolve(session, items=items))
    return tuple(kept)


def _answer(
    child: Child,
    plan: Plan,
    day: date,
    made: str,
    says: str,
    sessions: tuple[Session, ...],
) -> Today:
    return Today(
        date=day,
        child=child.name,
        made=made,
        says=says,
        plan=plan.id,
        disclaimer=plan.disclaimer,
        sessions=sessions,
        names=plan.names,
        about_child=plan_child(child, day),
        notices=plan.notices,
        held=plan.held,
    )


def _nothing(child: Child, plan: Plan, day: date, says: str) -> Today:
    """
    Return the day without sessions that says why, from a *plan* that does.

    What would help is told without lines to write: a day may differ from what the file says.
    """
    return evolve(
        _answer(child, plan, day, "on-the-spot", says, ()),
        warnings=tuple(map(_without_lines, plan.warnings)),
        ask_first=plan.ask_first,
    )


def _without_lines(warning: Warn) -> Warn:
    change = warning.change and evolve(warning.change, lines=())
    return evolve(warning, change=change)
