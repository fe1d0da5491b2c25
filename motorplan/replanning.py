"""Planning again around what is to stay: what a person locked, and what lies behind."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from motorplan.catalogue import Catalogue
from motorplan.errors import Refused, WrongUse
from motorplan.explaining.following import taken_up
from motorplan.explaining.plans import horizon_by, plan_child, plan_of
from motorplan.explaining.staying import joined, told_of
from motorplan.frozen import evolve
from motorplan.making import child_on, must_be_weeks, must_pass, nothing_from
from motorplan.model.children import Child
from motorplan.model.plans import Item, Plan, Session
from motorplan.planning.edits import Keeping, KeepingHorizon, Stay
from motorplan.planning.times import monday_of


def plan_again(
    kept: Plan,
    child: Child,
    catalogue: Catalogue,
    *,
    start: date | None = None,
    weeks: int | None = None,
) -> Plan:
    """
    Return a plan that keeps what is locked in *kept*, and all before *start*.

    What cannot stay any more is dropped, and the plan says so first. With everything locked
    and nothing else changed it is the same plan.

    Args:
        kept: The plan to keep.

        child: Its child.

        catalogue: What there is to do.

        start: First day that is planned anew; None takes the one that *kept* was planned from.

        weeks: How many weeks in all, those that lie behind included; None takes as many as
            *kept* has.

    Raises:
        Refused: If *kept* is the plan of another child.

        WrongUse: If no week is left to plan.

        FileProblems, NoPlan, Defect: As :func:`~motorplan.making.make_plan`.
    """
    must_be_of(kept, child, catalogue)
    kept = taken_up(kept, catalogue)
    since = start or kept.planned_from
    total = len(kept.weeks) if weeks is None else weeks
    must_be_weeks(total, catalogue)
    held = {
        session.id: tuple(stay_of(i) for i in session.items if i.locked)
        for session in ahead_of(kept, since)
    }
    closed = {
        session.id
        for week in kept.weeks
        if all(i.locked for s in week.sessions for i in s.items)
        and any(s.items for s in week.sessions)
        for session in week.sessions
    }
    keeping = Keeping(
        held={i: stays for i, stays in held.items() if stays},
        closed=frozenset(closed),
        taken_out=frozenset((t.session, t.activity) for t in kept.taken_out),
        before={s.id: s.items for s in ahead_of(kept, since)},
        history=tuple(s for s in kept.sessions if s.date < since),
    )
    plan, horizon = planned(kept, child, catalogue, since, total, keeping)
    told = told_of(horizon.drops, horizon, catalogue)
    whole = joined(plan, kept, horizon, told=told)
    if not any(s.items for s in ahead_of(whole, since)):
        raise nothing_from(whole, horizon.child, catalogue)
    must_pass(whole, child, catalogue)
    return whole


def planned(
    kept: Plan, child: Child, catalogue: Catalogue, since: date, total: int, keeping: Keeping
) -> tuple[Plan, KeepingHorizon]:
    """
    Return the weeks of *kept* from *since* on as a plan of their own, and what planned them.

    Args:
        kept: The plan they are of.

        child: Its child.

        catalogue: What there is to do.

        since: The first day that is planned.

        total: How many weeks there are in all, from the first of *kept* on.

        keeping: What is to stay.

    Raises:
        WrongUse: If no week is left from *since* on, or weeks between would be left out.
    """
    first = (monday_of(since) - monday_of(min(kept.start, since))).days // 7
    if first > len(kept.weeks) or first >= total:
        say = catalogue.phrases.say
        raise WrongUse(say("use.keep_over", day=since.isoformat()), say("use.keep_over_way"))
    return planned_around(child, catalogue, since, total - first, keeping)


def planned_around(
    child: Child, catalogue: Catalogue, start: date, weeks: int, keeping: Keeping
) -> tuple[Plan, KeepingHorizon]:
    """Return the plan of *weeks* weeks around what is to stay, and what planned it."""
    child = child_on(child, catalogue, start)
    make = partial(KeepingHorizon, keeping=keeping)
    set_aside, horizon = horizon_by(make, child, catalogue, start)
    filled = horizon.weeks(weeks) if horizon.child.goals else []
    return plan_of(child, catalogue, horizon, filled, set_aside), horizon


def ahead_of(plan: Plan, since: date) -> Iterator[Session]:
    """Yield the sessions of *plan* from *since* on."""
    return (session for session in plan.sessions if session.date >= since)


def stay_of(item: Item) -> Stay:
    """Return *item* as something that is to stay."""
    return Stay(
        id=item.id,
        name=item.name,
        activity=item.activity,
        grade_id=item.grade_id,
        locked=item.locked,
    )


def must_be_of(plan: Plan, child: Child, catalogue: Catalogue) -> None:
    """Refuse the plan of another child: another age, or another file and another name."""
    on = evolve(plan.child, says=())
    now = evolve(plan_child(child, plan.planned_from), says=())
    same = {on.id, on.name} & {now.id, now.name}
    if not same or evolve(on, id="", name="") != evolve(now, id="", name=""):
        say = catalogue.phrases.say
        raise Refused(say("edit.other_child"), say("edit.other_child_way"))
