"""Which body positions are open to a child."""

from collections.abc import Sequence

from motorplan.ability.estimating import Estimate
from motorplan.model.children import Child
from motorplan.model.things import Adaptation
from motorplan.safety.facts import Facts
from motorplan.vocabulary import Level, Position

_CHAIR: Position = "sitting-chair"
_ON_WHEELS: Position = "sitting-wheelchair"
OWN_SEAT: Position = "sitting-own-seat"
"""What a chair is to a child whom only a seat of its own holds; no grade names it."""

SEATED: frozenset[Position] = frozenset(
    {"sitting-supported", "sitting-floor", _CHAIR, _ON_WHEELS, OWN_SEAT}
)
ON_LEGS: frozenset[Position] = frozenset({"standing", "standing-supported", "moving"})
ON_KNEES: frozenset[Position] = frozenset({"kneeling", "hands-and-knees"})
LYING: frozenset[Position] = frozenset({"lying-back", "lying-tummy", "lying-side"})
EVERY: frozenset[Position] = SEATED - {OWN_SEAT} | ON_LEGS | ON_KNEES | LYING | {"held"}
FEATURES: dict[Position, dict[str, float]] = {
    "lying-tummy": {"prone": 1},
    "kneeling": {"kneeling": 1},
    "hands-and-knees": {"kneeling": 1, "wrist-load": 1},
    "standing-supported": {"leg-load": 1},
    "standing": {"leg-load": 1},
    "moving": {"leg-load": 1},
}
"""Body demands that a position brings by itself."""

POSTURE_SEEN_UNDER_MONTHS = 18.0
_POSTURE: dict[Position, str] = {
    "sitting-floor": "sits-alone",
    _CHAIR: "sits-alone",
    "sitting-supported": "steady-head",
    "standing-supported": "stands-holding-on",
    "standing": "stands-alone",
    "moving": "walks-alone",
}
SEAT_FROM_GMFCS = 4
"""GMFCS level from which a seat with support is taken, where the file does not say."""

_SUPPORT = "supportive-chair"
_SITS: dict[str, frozenset[Position]] = {
    "with-support": frozenset({"sitting-floor", _CHAIR}),
    "special-seat": frozenset({"sitting-floor", _CHAIR}),
    "not-yet": frozenset({"sitting-floor", _CHAIR}),
}
_WHEELS = frozenset({"manual-chair", "power-chair"})
_LEGS = frozenset({"walks", "walks-with-hand", "walker", "crutches"})
_LIMITS: dict[str, frozenset[Position]] = {
    "seated-only": EVERY - SEATED - LYING - {"held"},
    "floor-only": ON_LEGS | {_CHAIR, _ON_WHEELS, "held"},
    "no-prone": frozenset({"lying-tummy"}),
    "no-weight-on-left-leg": ON_LEGS | ON_KNEES,
    "no-weight-on-right-leg": ON_LEGS | ON_KNEES,
    "no-weight-on-left-arm": frozenset({"hands-and-knees"}),
    "no-weight-on-right-arm": frozenset({"hands-and-knees"}),
}


def open_positions(child: Child, facts: Facts, estimate: Estimate) -> frozenset[Position]:
    """
    Return the positions that *child* may be planned in.

    Under 18 months of hazard age a posture is opened by what was seen: sitting by sitting,
    supported sitting by a steady head. For a child whose birthday is a poor guide, being
    on the legs is, as long as the file does not say how the child gets about.
    """
    shut = _shut_by_sitting(child)
    for limit in facts.limits:
        shut |= _LIMITS.get(limit, frozenset())
    shut |= _shut_by_moving(child)
    if facts.hazard_age < POSTURE_SEEN_UNDER_MONTHS:
        shut |= {p for p in _POSTURE if not _is_seen(estimate, p)}
    elif facts.motor and not child.moves_by:
        shut |= {p for p in ON_LEGS if not _is_seen(estimate, p, later=True)}
    return EVERY - shut


def _is_seen(estimate: Estimate, position: Position, *, later: bool = False) -> bool:
    """Return whether the posture of *position* was seen, or with *later* what comes after it."""
    skill_id = _POSTURE[position]
    least = Level.SOME_HELP if position == "moving" else Level.PROMPTS
    if skill_id not in estimate.graph or estimate.is_seen(skill_id, least):
        return True
    return later and estimate.is_shown(skill_id, least)


def _shut_by_sitting(child: Child) -> set[Position]:
    """Return the seats that are shut; a seat of the child's own counts as a chair."""
    shut = set(_SITS.get(_sits(child), ()))
    return shut - {_CHAIR} if _has_own_seat(child) else shut


def _sits(child: Child) -> str:
    """Return how *child* sits: as the file says, else by GMFCS level; empty where neither does."""
    level = (child.function and child.function.gmfcs) or 0
    return child.sits or ("with-support" if level >= SEAT_FROM_GMFCS else "")


def _has_own_seat(child: Child) -> bool:
    """Return whether *child* sits on a chair only where that is a seat that gives support."""
    sits = _sits(child)
    return sits == "special-seat" or (sits == "with-support" and _SUPPORT in child.aids)


def best_first(positions: Sequence[Position], child: Child) -> tuple[Position, ...]:
    """Return *positions* in order; who does not walk stays on wheels before changing seats."""
    is_rolling = bool(child.ways & _WHEELS) and not child.ways & _LEGS
    if not is_rolling or _ON_WHEELS not in positions or _CHAIR not in positions:
        return tuple(positions)
    others = [p for p in positions if p != _ON_WHEELS]
    others.insert(others.index(_CHAIR), _ON_WHEELS)
    return tuple(others)


def fits_in(position: Position, adaptation: Adaptation) -> bool:
    """Return whether *adaptation* makes sense in *position*."""
    return not adaptation.positions or position in adaptation.positions


def as_taken(position: Position, child: Child) -> Position:
    """Return *position* as *child* takes it: a chair is its own seat where it has to be."""
    return OWN_SEAT if position == _CHAIR and _has_own_seat(child) else position


def _shut_by_moving(child: Child) -> frozenset[Position]:
    ways = child.ways
    on_wheels = bool(ways & {"manual-chair", "power-chair"})
    shut: set[Position] = set() if on_wheels else {_ON_WHEELS}
    if not ways & {"walks", "walks-with-hand"}:
        shut.add("standing")
        if not ways & {"walker", "crutches"}:
            shut |= {"standing-supported", "moving"}
        if "crawls" not in ways:
            shut |= ON_KNEES
    return frozenset(shut)
