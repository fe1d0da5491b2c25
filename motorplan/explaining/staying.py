"""A plan joined with what stays of the one before it: what lies behind, and what was locked."""

from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from motorplan.catalogue import Catalogue
from motorplan.explaining.openings import Doors
from motorplan.explaining.plans import hash_of
from motorplan.frozen import evolve
from motorplan.model.plans import DROPPED, Item, Plan, PlanWeek, Session, TakenOut, Warn
from motorplan.planning.edits import Drop, KeepingHorizon, Stay
from motorplan.planning.times import monday_of
from motorplan.planning.variants import Refusal


def joined(plan: Plan, kept: Plan, horizon: KeepingHorizon, *, told: Sequence[Warn] = ()) -> Plan:
    """
    Return *plan* with what stays of the plan that was *kept*.

    Where nothing else changed it is that very plan, as what was said of it still holds.

    Args:
        plan: What was planned from the first day on that is not kept.

        kept: The plan before.

        horizon: What planned it around what stays.

        told: What is said first.
    """
    since = plan.start
    behind = [week for week in kept.weeks if week.start < since]
    past = tuple(s for week in behind for s in week.sessions if s.date < since)
    weeks = tuple(_weeks(plan, behind, horizon))
    there = {s.id for week in weeks for s in week.sessions}
    out = sorted(pair for pair in horizon.keeping.taken_out if pair[0] in there)
    whole = evolve(
        plan,
        start=min(kept.start, since),
        kept_until=since if since > kept.start else None,
        weeks=weeks,
        warnings=(*told, *plan.warnings),
        names=_names(plan, kept, past),
        taken_out=tuple(TakenOut(session=s, activity=a) for s, a in out),
    )
    same = evolve(kept, search=plan.search, id="", warnings=_but_dropped(kept))
    is_same = same == evolve(whole, id="", warnings=_but_dropped(whole))
    if is_same and {*told} <= {*kept.warnings}:
        whole = kept
    return signed(whole)


def signed(plan: Plan) -> Plan:
    """Return *plan* with the id that its content has."""
    return evolve(plan, id=hash_of(evolve(plan, id="")))


def _but_dropped(plan: Plan) -> tuple[Warn, ...]:
    return tuple(w for w in plan.warnings if w.code != DROPPED)


def _names(plan: Plan, kept: Plan, past: Sequence[Session]) -> dict[str, str]:
    used = {i for session in past for item in session.items for i in item.speaks_of}
    names = {i: kept.names[i] for i in used if i in kept.names} | plan.names
    return dict(sorted(names.items()))


def _weeks(plan: Plan, behind: Sequence[PlanWeek], horizon: KeepingHorizon) -> Iterator[PlanWeek]:
    """Yield the weeks that lie behind, the one that lies half behind, and those ahead."""
    monday = monday_of(plan.start)
    whole = [week for week in behind if week.start < monday]
    yield from whole
    past = [s for week in behind for s in week.sessions if monday <= s.date < plan.start]
    for number, week in enumerate(plan.weeks, start=len(whole) + 1):
        sessions = tuple(_session(session, horizon) for session in week.sessions)
        if week is plan.weeks[0] and behind:
            first = max(monday, behind[0].start)
            yield evolve(week, number=number, start=first, sessions=(*past, *sessions))
        else:
            yield evolve(week, number=number, sessions=sessions)


def _session(session: Session, horizon: KeepingHorizon) -> Session:
    """Return *session* with its items named and locked as they were."""
    stays = {stay.activity: stay for stay in horizon.keeping.held.get(session.id, ())}
    taken = {stay.id for stay in stays.values() if stay.id.startswith(session.id)}
    free = (i for letter in ascii_lowercase if (i := f"{session.id}{letter}") not in taken)
    return evolve(
        session, items=tuple(_item(i, stays.get(i.activity), free) for i in session.items)
    )


def _item(item: Item, stay: Stay | None, free: Iterator[str]) -> Item:
    if stay is None:
        return evolve(item, id=next(free))
    is_named = stay.id.startswith(item.id[:-1])
    return evolve(item, id=stay.id if is_named else next(free), locked=stay.locked)


def told_of(drops: Sequence[Drop], horizon: KeepingHorizon, catalogue: Catalogue) -> list[Warn]:
    """Return what is said first: what was to stay, and the rule or reason that it cannot."""
    doors, say = Doors(horizon.child, catalogue, horizon.start, horizon), catalogue.phrases.say
    found = []
    for drop in drops:
        day = drop.session.rpartition("-")[0]
        fields = {"name": drop.stay.name, "day": day, "why": why_not(drop.refusal, doors)}
        is_gone = drop.stay.activity not in catalogue.activities
        says = say("kept.gone", id=drop.stay.activity, day=day) if is_gone else ""
        says = says or say("kept.dropped", **fields)
        found.append(Warn(code=DROPPED, about=drop.stay.id, says=says))
    return sorted(found, key=lambda warn: str(warn.about))


def why_not(refusal: Refusal, doors: Doors) -> str:
    """Return why something cannot be there, in words that follow "because: "."""
    caps = doors.catalogue.safety.caps
    if refusal.code == "cap":
        return caps[refusal.about].plain.rstrip(".")
    return doors.words(refusal)
