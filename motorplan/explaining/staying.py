"""A plan joined with what stays of the one before it: what lies behind, and what was locked."""

from collections.abc import Iterator, Sequence
from string import ascii_lowercase
from typing import Any, TypeVar

from motorplan.catalogue import Catalogue
from motorplan.explaining.openings import Doors
from motorplan.explaining.plans import hash_of
from motorplan.frozen import evolve
from motorplan.model.groups import GroupItem, GroupPlan
from motorplan.model.plans import DROPPED, Plan, TakenOut
from motorplan.planning.holding import Drop, Keeping, Stay
from motorplan.planning.times import monday_of
from motorplan.planning.variants import Refusal

P = TypeVar("P", bound=Plan | GroupPlan)


def joined(plan: P, kept: P, keeping: Keeping, *, told: Sequence[Any] = ()) -> P:
    """
    Return *plan* with what stays of the plan that was *kept*.

    Where nothing else changed it is that very plan, as what was said of it still holds.

    Args:
        plan: What was planned from the first day on that is not kept.

        kept: The plan before.

        keeping: What was planned around.

        told: What is said first.
    """
    since = plan.start
    behind = [week for week in kept.weeks if week.start < since]
    past = tuple(s for week in behind for s in week.sessions if s.date < since)
    weeks: Any = tuple(_weeks(plan, behind, keeping))
    warnings: Any = (*told, *plan.warnings)
    there = {s.id for week in weeks for s in week.sessions}
    out = sorted(pair for pair in keeping.taken_out if pair[0] in there)
    whole = evolve(
        plan,
        start=min(kept.start, since),
        kept_until=since if since > kept.start else None,
        weeks=weeks,
        warnings=warnings,
        names=_names(plan, kept, past),
        taken_out=tuple(TakenOut(session=s, activity=a) for s, a in out),
    )
    same = evolve(kept, search=plan.search, id="", warnings=_but_dropped(kept))
    is_same = same == evolve(whole, id="", warnings=_but_dropped(whole))
    if is_same and {*told} <= {*kept.warnings}:
        whole = kept
    return signed(whole)


def signed(plan: P) -> P:
    """Return *plan* with the id that its content has."""
    return evolve(plan, id=hash_of(evolve(plan, id="")))


def _but_dropped(plan: Plan | GroupPlan) -> tuple[Any, ...]:
    return tuple(w for w in plan.warnings if w.code != DROPPED)


def _names(plan: P, kept: P, past: Sequence[Any]) -> dict[str, str]:
    used = {i for session in past for item in session.items for i in item.speaks_of}
    names = {i: kept.names[i] for i in used if i in kept.names} | plan.names
    return dict(sorted(names.items()))


def _weeks(plan: Any, behind: Sequence[Any], keeping: Keeping) -> Iterator[Any]:
    """Yield the weeks that lie behind, the one that lies half behind, and those ahead."""
    monday = monday_of(plan.start)
    whole = [week for week in behind if week.start < monday]
    yield from whole
    past = [s for week in behind for s in week.sessions if monday <= s.date < plan.start]
    for number, week in enumerate(plan.weeks, start=len(whole) + 1):
        sessions = tuple(_session(session, keeping) for session in week.sessions)
        if week is plan.weeks[0] and behind:
            first = max(monday, behind[0].start)
            yield evolve(week, number=number, start=first, sessions=(*past, *sessions))
        else:
            yield evolve(week, number=number, sessions=sessions)


def _session(session: Any, keeping: Keeping) -> Any:
    """Return *session* with its items named and locked as they were."""
    stays = {stay.activity: stay for stay in keeping.held.get(session.id, ())}
    taken = {stay.id for stay in stays.values() if stay.id.startswith(session.id)}
    free = (i for letter in ascii_lowercase if (i := f"{session.id}{letter}") not in taken)
    return evolve(
        session, items=tuple(_item(i, stays.get(i.activity), free) for i in session.items)
    )


def _item(item: Any, stay: Stay | None, free: Iterator[str]) -> Any:
    if stay is None:
        return called(item, next(free), locked=item.locked)
    is_named = stay.id.startswith(item.id[:-1])
    return called(item, stay.id if is_named else next(free), locked=stay.locked)


def called(item: Any, item_id: str, *, locked: bool) -> Any:
    """Return *item*, of a group with the part of each child, by that id and locked or not."""
    item = evolve(item, id=item_id, locked=locked)
    if not isinstance(item, GroupItem):
        return item
    parts = {i: evolve(p, id=item_id, locked=locked) for i, p in item.children.items()}
    return evolve(item, children=parts)


def told_of(drop: Drop, why: str, catalogue: Catalogue) -> str:
    """Return what is said of something that was to stay and cannot, because of *why*."""
    say, stay, day = catalogue.phrases.say, drop.stay, drop.session.rpartition("-")[0]
    if stay.activity not in catalogue.activities:
        return say("kept.gone", id=stay.activity, day=day)
    if drop.refusal.code == "gone":
        grade = f"{stay.activity}/{drop.refusal.about}"
        return say("kept.gone_grade", name=stay.name, id=grade, day=day)
    return say("kept.dropped", name=stay.name, day=day, why=why)


def why_not(refusal: Refusal, doors: Doors) -> str:
    """Return why something cannot be there, in words that follow "because: "."""
    caps = doors.catalogue.safety.caps
    if refusal.code == "cap":
        return caps[refusal.about].plain.rstrip(".")
    return doors.words(refusal)
