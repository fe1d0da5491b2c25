"""One day of a group: for all of it, or for those who are there."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from motorplan.catalogue import Catalogue
from motorplan.daily import MOST_ITEMS, Wish, left_of, must_be_possible, week_of_day
from motorplan.errors import Defect, NoGroupPlan, WrongUse
from motorplan.explaining.staying import called, joined
from motorplan.frozen import evolve
from motorplan.group_subjects import AroundGroup, WholeGroup
from motorplan.grouping import child_of, group_plan_in_force, make_group_plan
from motorplan.model.groups import Group, GroupPlan, GroupSession, GroupToday
from motorplan.planning.groups import meeting
from motorplan.planning.holding import Drop, Keeping


def make_group_today(
    group: Group,
    catalogue: Catalogue,
    group_file: str | Path,
    day: date,
    wish: Wish | None = None,
    absent: Iterable[str] = (),
) -> GroupToday:
    """
    Return at most three activities of the group for *day*.

    They come from the plan in force when it still holds and nothing is different today. When
    a child is not there, those who are do the same, each at the grade of the plan, and the
    room is checked again; only where nothing of it can be is it chosen anew. The answer says
    which it was.

    Args:
        group: The group.

        catalogue: What there is to do.

        group_file: Where the group was read from; the plan in force lies beside it.

        day: Which day.

        wish: What is different today.

        absent: Ids or names of children who are not there.

    Raises:
        UnknownWord: If a place, a thing or a child is not known.

        WrongUse: If nobody is there, or the minutes are none or more than 240.

        FileProblems: If the file where the plan in force is kept holds none.

        NoGroupPlan: If nothing suits all who are there; it holds the reasons.

        Defect: If the second check refuses what was made on the spot.
    """
    wish, say = wish or Wish(), catalogue.phrases.say
    must_be_possible(wish, catalogue)
    missing = [child_of(group, word) for word in absent]
    there = group.without(frozenset(child.id for child in missing))
    if not there.children:
        raise WrongUse(say("group.nobody_there"), say("group.nobody_there_way"))
    names = tuple(sorted({child.name for child in missing}))
    is_usual = wish == Wish() and not missing
    kept, broken = group_plan_in_force(group, catalogue, group_file)
    if kept is not None and not broken and is_usual and (sessions := _sessions_of(kept, day)):
        return _answer(kept, day, "in-force", say("today.in_force"), names, sessions)
    today = _of_day(there, day, wish)
    try:
        if kept is not None and not broken and missing and _sessions_of(kept, day):
            around, plan = _kept_for(today, catalogue, kept, day)
            if sessions := _unlocked(plan, day):
                left = (_left_out(drop, around, catalogue) for drop in around.drops)
                says = " ".join([say("group.those_there"), *left])
                found = _answer(plan, day, "in-force", says, names, sessions)
                return evolve(found, plan=kept.id)
        plan = make_group_plan(today, catalogue, start=day, weeks=1)
    except NoGroupPlan as error:
        message = say("group.nothing_today", date=day.isoformat())
        nothing = _answer(error.plan, day, "on-the-spot", message, names, ())
        raise NoGroupPlan(message, error.plan, nothing) from None
    why = _why_anew(kept is not None, bool(broken), bool(missing), wish)
    return _answer(plan, day, "on-the-spot", say(f"group.{why}"), names, _sessions_of(plan, day))


def _why_anew(is_kept: bool, is_broken: bool, is_missing: bool, wish: Wish) -> str:  # noqa: FBT001 - three facts
    if is_broken:
        return "outdated"
    if not is_kept:
        return "none_kept"
    if wish != Wish():
        return "different"
    return "chosen_anew" if is_missing else "other_day"


def _kept_for(
    group: Group, catalogue: Catalogue, kept: GroupPlan, day: date
) -> tuple[AroundGroup, GroupPlan]:
    """Return *day* for those who are there, with what *kept* has for them, checked again."""
    subject = WholeGroup(group, catalogue)
    held = {
        session.id: tuple(evolve(subject.stay_of(i), locked=True) for i in session.items)
        for session in _sessions_of(kept, day)
    }
    behind = subject.behind(s for s in kept.sessions if s.date < day)
    keeping = Keeping(held=held, closed=frozenset(held), behind=behind)
    around = subject.around(day, 1, keeping)
    plan = joined(around.plan, around.plan, keeping)
    if faults := subject.faults(plan):
        raise Defect(faults)
    return around, plan


def _unlocked(plan: GroupPlan, day: date) -> tuple[GroupSession, ...]:
    """Return what *plan* has for *day*; it was held for that day, and nobody locked it."""
    return tuple(
        evolve(session, items=tuple(called(i, i.id, locked=False) for i in session.items))
        for session in _sessions_of(plan, day)
    )


def _left_out(drop: Drop, around: AroundGroup, catalogue: Catalogue) -> str:
    why = around.why_not(drop)
    return catalogue.phrases.say("group.left_out", name=drop.stay.name, why=why)


def _of_day(group: Group, day: date, wish: Wish) -> Group:
    """Return the group with the time of that day alone, as it is today."""
    children = (evolve(child, equipment=left_of(child.equipment, wish)) for child in group.children)
    week = week_of_day(meeting(group), day, wish)
    return evolve(group, children=tuple(children), week=week)


def _sessions_of(plan: GroupPlan, day: date) -> tuple[GroupSession, ...]:
    """Return what the plan has for *day*, three things at most."""
    left, kept = MOST_ITEMS, list[GroupSession]()
    for session in (s for s in plan.sessions if s.date == day >= plan.planned_from):
        items = session.items[:left]
        left -= len(items)
        kept += [evolve(session, items=items)] if items else []
    return tuple(kept)


def _answer(
    plan: GroupPlan,
    day: date,
    made: str,
    says: str,
    absent: tuple[str, ...],
    sessions: tuple[GroupSession, ...],
) -> GroupToday:
    return GroupToday(
        date=day,
        group=plan.group,
        made=made,
        says=says,
        plan=plan.id,
        disclaimer=plan.disclaimer,
        notices=plan.notices,
        absent=absent,
        children=plan.children,
        sessions=sessions,
        names=plan.names,
        warnings=plan.warnings,
        ask_first=plan.ask_first,
        held=plan.held,
    )
