"""One day of a group: for all of it, or for those who are there."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from motorplan.catalogue import Catalogue
from motorplan.daily import MOST_ITEMS, Wish, left_of, must_be_possible, week_of_day
from motorplan.errors import NoGroupPlan, WrongUse
from motorplan.frozen import evolve
from motorplan.grouping import child_of, group_plan_in_force, make_group_plan
from motorplan.model.groups import Group, GroupPlan, GroupSession, GroupToday
from motorplan.planning.groups import meeting


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

    They come from the plan in force when it still holds and nothing is different today; when
    a child is not there, they are chosen anew for those who are, and the answer says so.

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
    why = "outdated" if broken else "none_kept"
    if kept is not None and not broken:
        why = "other_day" if is_usual else "different"
    try:
        plan = make_group_plan(_of_day(there, day, wish), catalogue, start=day, weeks=1)
    except NoGroupPlan as error:
        message = say("group.nothing_today", date=day.isoformat())
        nothing = _answer(error.plan, day, "on-the-spot", message, names, ())
        raise NoGroupPlan(message, error.plan, nothing) from None
    return _answer(plan, day, "on-the-spot", say(f"group.{why}"), names, _sessions_of(plan, day))


def _of_day(group: Group, day: date, wish: Wish) -> Group:
    """Return the group with the time of that day alone, as it is today."""
    children = (evolve(child, equipment=left_of(child.equipment, wish)) for child in group.children)
    week = week_of_day(meeting(group), day, wish)
    return evolve(group, children=tuple(children), week=week)


def _sessions_of(plan: GroupPlan, day: date) -> tuple[GroupSession, ...]:
    """Return what the plan has for *day*, three things at most."""
    left, kept = MOST_ITEMS, list[GroupSession]()
    for session in (s for week in plan.weeks for s in week.sessions if s.date == day):
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
