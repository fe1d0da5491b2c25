"""Which positions are shut to a child; worked out a second time, from what each asks of a body."""

from collections.abc import Iterator, Mapping

from motorplan.ability.estimating import Estimate
from motorplan.checking.person import Person
from motorplan.model.children import Child
from motorplan.vocabulary import Level

CHAIR, OWN = "sitting-chair", "sitting-own-seat"
ASKS: Mapping[str, frozenset[str]] = {
    "lying-back": frozenset({"lying", "floor"}),
    "lying-tummy": frozenset({"lying", "floor", "prone"}),
    "lying-side": frozenset({"lying", "floor"}),
    "held": frozenset({"held"}),
    "sitting-supported": frozenset({"sitting", "floor"}),
    "sitting-floor": frozenset({"sitting", "floor", "unheld"}),
    "sitting-chair": frozenset({"sitting", "unheld"}),
    "sitting-wheelchair": frozenset({"sitting", "wheels"}),
    OWN: frozenset({"sitting", "own"}),
    "kneeling": frozenset({"knees", "floor"}),
    "hands-and-knees": frozenset({"knees", "arms", "floor"}),
    "standing-supported": frozenset({"legs"}),
    "standing": frozenset({"legs", "free"}),
    "moving": frozenset({"legs"}),
}
"""What a position is: where the weight rests, and what holds the child."""

BROUGHT: Mapping[str, Mapping[str, float]] = {
    "prone": {"prone": 1},
    "knees": {"kneeling": 1},
    "arms": {"wrist-load": 1},
    "legs": {"leg-load": 1},
}
"""What each of these asks of the body, as feature id -> amount."""

SITTING = frozenset(position for position, asks in ASKS.items() if "sitting" in asks)
RULED_OUT: Mapping[str, frozenset[str]] = {
    "no-prone": frozenset({"prone"}),
    "no-weight-on-left-leg": frozenset({"legs", "knees"}),
    "no-weight-on-right-leg": frozenset({"legs", "knees"}),
    "no-weight-on-left-arm": frozenset({"arms"}),
    "no-weight-on-right-arm": frozenset({"arms"}),
}
NOTHING_BUT: Mapping[str, frozenset[str]] = {
    "seated-only": frozenset({"sitting", "lying", "held"}),
    "floor-only": frozenset({"floor"}),
}
HELD_FROM = 4
GETS_ABOUT: Mapping[int, tuple[str, ...]] = {3: ("walker",), 4: ("carried",), 5: ("carried",)}
"""GMFCS levels: from which one somebody holds, and how a child gets about, if nothing is said."""

SHOWN_UNDER = 18
"""Months under which a posture is opened by what was seen."""

SHOWN_BY: Mapping[str, tuple[str, Level]] = {
    "sitting-supported": ("steady-head", Level.PROMPTS),
    "sitting-floor": ("sits-alone", Level.PROMPTS),
    "sitting-chair": ("sits-alone", Level.PROMPTS),
    OWN: ("sits-alone", Level.PROMPTS),
    "standing-supported": ("stands-holding-on", Level.PROMPTS),
    "standing": ("stands-alone", Level.PROMPTS),
    "moving": ("walks-alone", Level.SOME_HELP),
}


def position_faults(position: str, person: Person, estimate: Estimate) -> Iterator[tuple[str, str]]:
    """Yield (rule, words) for what shuts *position* to a child on a day."""
    child, asks = person.child, ASKS.get(position, frozenset())
    for limit in sorted(person.limits):
        within = NOTHING_BUT.get(limit)
        if asks & RULED_OUT.get(limit, frozenset()) or (within and not asks & within):
            yield "position", f"{position} is ruled out by {limit}"
    if "unheld" in asks and not _sits(child):
        yield "position", f"{position} asks for sitting alone"
    if "own" in asks and taken(CHAIR, child) != OWN:
        yield "position", f"{position} is a seat that this child does not have"
    if asks & _beyond(_ways(child)):
        yield "position", f"{position} is none of the ways this child gets about"
    if position in SHOWN_BY and SHOWN_BY[position][0] in estimate.graph:
        yield from _unshown(position, person, estimate)


def _unshown(position: str, person: Person, estimate: Estimate) -> Iterator[tuple[str, str]]:
    """Yield a fault when nothing seen shows a posture that has to be shown."""
    skill_id, level = SHOWN_BY[position]
    is_young = person.hazard_age < SHOWN_UNDER
    is_unsaid = person.moves_otherwise and not person.child.moves_by and "legs" in ASKS[position]
    if not (is_young or is_unsaid) or estimate.is_seen(skill_id, level):
        return
    if is_young or not estimate.is_shown(skill_id, level):
        yield "position", f"{skill_id} was not seen, so {position} is shut"


def _level(child: Child) -> int:
    """Return the GMFCS level, 0 where the file says none."""
    return (child.function.gmfcs or 0) if child.function else 0


def _sits(child: Child) -> bool:
    """Return whether nobody and nothing has to hold the child when it sits."""
    return child.sits == "alone" or (child.sits is None and _level(child) < HELD_FROM)


def taken(position: str, child: Child) -> str:
    """Return what *position* is to the child: a chair is the seat of its own that holds it."""
    if position != CHAIR or _sits(child) or child.sits == "not-yet":
        return position
    return OWN if child.sits == "special-seat" or "supportive-chair" in child.aids else position


def _ways(child: Child) -> set[str]:
    """Return how the child gets about, by the safest reading."""
    return set(child.moves_by or GETS_ABOUT.get(_level(child), ("walks",)))


def brought_by(position: str) -> Mapping[str, float]:
    """Return what *position* by itself asks of the body, as feature id -> amount."""
    return {
        feature: amount
        for asked in ASKS.get(position, frozenset())
        for feature, amount in BROUGHT.get(asked, {}).items()
    }


def _beyond(ways: set[str]) -> set[str]:
    """Return what positions may not ask of a child who gets about in these *ways*."""
    beyond = set() if ways & {"manual-chair", "power-chair"} else {"wheels"}
    if ways & {"walks", "walks-with-hand"}:
        return beyond
    if not ways & {"walker", "crutches"}:
        beyond.add("legs")
    if "crawls" not in ways:
        beyond.add("knees")
    return beyond | {"free"}
