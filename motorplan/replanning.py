"""Planning again around what is to stay: what a person locked, and what lies behind."""

from collections.abc import Iterator
from datetime import date

from motorplan.catalogue import Catalogue
from motorplan.errors import Defect, WrongUse
from motorplan.explaining.staying import joined
from motorplan.making import must_be_weeks
from motorplan.model.children import Child
from motorplan.model.plans import Plan
from motorplan.planning.holding import Keeping
from motorplan.planning.times import monday_of
from motorplan.subjects import AnySession, Around, OneChild, P, Subject


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
    return again(kept, OneChild(child, catalogue), start, weeks)


def again(kept: P, subject: Subject[P], start: date | None, weeks: int | None) -> P:
    """Return a plan of *subject* that keeps what is locked in *kept*, and all before *start*."""
    subject.must_own(kept)
    kept = subject.taken_up(kept)
    since = start or kept.planned_from
    total = len(kept.weeks) if weeks is None else weeks
    must_be_weeks(total, subject.catalogue)
    ahead = {s.id: tuple(map(subject.stay_of, s.items)) for s in ahead_of(kept, since)}
    held = {i: tuple(stay for stay in stays if stay.locked) for i, stays in ahead.items()}
    keeping = Keeping(
        held={i: stays for i, stays in held.items() if stays},
        closed=frozenset(_closed(kept)),
        taken_out=frozenset((t.session, t.activity) for t in kept.taken_out),
        before=ahead,
        behind=subject.behind(s for s in kept.sessions if s.date < since),
    )
    around = planned(kept, subject, since, total, keeping)
    whole = joined(around.plan, kept, keeping, told=around.told())
    if not any(s.items for s in ahead_of(whole, since)):
        raise around.nothing(whole)
    if faults := subject.faults(whole):
        raise Defect(faults)
    return whole


def _closed(kept: P) -> Iterator[str]:
    """Yield the sessions of the weeks in which everything is locked."""
    for week in kept.weeks:
        items = [item for session in week.sessions for item in session.items]
        if items and all(item.locked for item in items):
            yield from (session.id for session in week.sessions)


def planned(kept: P, subject: Subject[P], since: date, total: int, keeping: Keeping) -> Around[P]:
    """
    Return the weeks of *kept* from *since* on as a plan of their own, and what planned them.

    Args:
        kept: The plan they are of.

        subject: Whom it is for.

        since: The first day that is planned.

        total: How many weeks there are in all, from the first of *kept* on.

        keeping: What is to stay.

    Raises:
        WrongUse: If no week is left from *since* on, or weeks between would be left out.
    """
    first = (monday_of(since) - monday_of(min(kept.start, since))).days // 7
    if first > len(kept.weeks) or first >= total:
        say = subject.catalogue.phrases.say
        raise WrongUse(say("use.keep_over", day=since.isoformat()), say("use.keep_over_way"))
    return subject.around(since, total - first, keeping)


def ahead_of(plan: P, since: date) -> Iterator[AnySession]:
    """Yield the sessions of *plan* from *since* on."""
    return (session for session in plan.sessions if session.date >= since)
