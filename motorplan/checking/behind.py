"""
What lies behind: sessions that a plan keeps as they were.

They were judged when they lay ahead. Of them the form is checked alone, and what they did to
the body and to the week counts for the days that follow.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta

from motorplan.catalogue import Catalogue
from motorplan.checking.doing import Demands, most_of
from motorplan.checking.postures import brought_by
from motorplan.converting.values import unstructure
from motorplan.frozen import evolve
from motorplan.hashing import digest
from motorplan.model.plans import Item, Plan, PlanWeek, Session

Fault = tuple[str, str]
A_WEEK = timedelta(days=7)


def parted(plan: Plan) -> tuple[tuple[Session, ...], Plan]:
    """Return the sessions of *plan* that lie behind, and the plan of what lies ahead alone."""
    since = plan.kept_until
    if since is None:
        return (), plan
    behind = tuple(session for session in plan.sessions if session.date < since)
    weeks = [week for week in plan.weeks if monday_of(week.start) + A_WEEK > since]
    used = {i for s in plan.sessions if s.date >= since for item in s.items for i in item.speaks_of}
    used |= {goal.skill for goal in plan.goals}
    ahead = evolve(
        plan,
        id="",
        start=since,
        kept_until=None,
        weeks=tuple(_ahead(week, n, since) for n, week in enumerate(weeks, start=1)),
        names={i: name for i, name in plan.names.items() if i in used},
    )
    is_own = plan.id == hash_of(evolve(plan, id=""))
    return behind, evolve(ahead, id=hash_of(ahead)) if is_own else ahead


def _ahead(week: PlanWeek, number: int, since: date) -> PlanWeek:
    sessions = tuple(session for session in week.sessions if session.date >= since)
    return evolve(week, number=number, start=max(week.start, since), sessions=sessions)


def form_faults(plan: Plan) -> Iterator[Fault]:
    """Yield (rule, words) for what is wrong with days and ids of a plan that keeps some days."""
    if plan.kept_until is None:
        return
    end = monday_of(plan.start) + len(plan.weeks) * A_WEEK
    if not plan.start < plan.kept_until < end:
        yield "dates", "it is not kept until a day within it"
    monday, days = monday_of(plan.start), [session.date for session in plan.sessions]
    for number, week in enumerate(plan.weeks, start=1):
        first = max(plan.start, monday + (number - 1) * A_WEEK)
        inside = (monday_of(session.date) == monday_of(first) for session in week.sessions)
        if (week.number, week.start) != (number, first) or not all(inside):
            yield "dates", f"week {number} does not begin, or hold, what it should"
    ids = [session.id for session in plan.sessions]
    if days != sorted(days) or len(ids) != len({*ids}):
        yield "dates", "its sessions do not follow each other"
    for session in plan.sessions:
        if session.id.rpartition("-")[0] != session.date.isoformat():
            yield "dates", f"{session.id} is not on its day"
        if wrong_ids(session):
            yield "ids", f"the items of {session.id} are not named after it, each once"


def wrong_ids(session: Session) -> bool:
    """Return whether an item of *session* is not named by it and a letter of its own."""
    ids = [item.id for item in session.items]
    letters = [i.removeprefix(session.id) for i in ids]
    named = all(len(li) == 1 and li.isascii() and li.islower() for li in letters)
    return not named or len(ids) != len({*ids})


def demands_behind(item: Item, catalogue: Catalogue) -> Demands:
    """Return what an item that lies behind asked of the body, as far as it is known by now."""
    activity = catalogue.activities.get(item.activity)
    if activity is None:
        return {}
    grades = [grade.features for grade in activity.grades if grade.id == item.grade_id]
    things = [m.id for m in item.materials if m.id in catalogue.materials]
    hazards = [catalogue.materials[i].hazards for i in things]
    return most_of([activity.features, *grades, brought_by(item.position), *hazards])


def monday_of(day: date) -> date:
    """Return the Monday of the week of *day*."""
    return day - timedelta(days=day.weekday())


def hash_of(thing: object) -> str:
    """Return ``sha256:`` of all that is in *thing*."""
    text = json.dumps(unstructure(thing), ensure_ascii=False, sort_keys=True)
    return f"sha256:{digest(text.encode())}"
