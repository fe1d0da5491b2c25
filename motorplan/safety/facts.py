"""
What counts as true of a child on a day, for safety.

Not asked is not safe: an answer that is left out takes its safest value while the six
safety questions are unanswered or were answered too long ago. A written answer that
closes something always holds; one that opens something counts only while they are current.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

from motorplan.ages import hazard_age_months
from motorplan.frozen import evolve, frozen
from motorplan.model.children import Child, Clearance, Precaution
from motorplan.model.controls import OtherControl
from motorplan.model.safety import PrecautionWord, SafetyRules
from motorplan.vocabulary import Control, Eats, Mouths, StaysClose, Wears

ASKED_HOLDS_DAYS, ASKED_HOLDS_DAYS_UNDER_3 = 183, 92
SWALLOW_TEAM = "swallow-therapist"
THINNEST = 5
"""A drink's amount is this less its IDDSI level: thin water asks for most."""

WORN: Mapping[Wears, tuple[str, ...]] = {
    "cast": ("arm-cast", "leg-cast"),
    "back-brace": ("back-brace",),
}
"""What a child wears that means a precaution, where the file does not say which."""

CLEARED_HOLDS_DAYS = 365
UNDER_3 = 36.0
W = TypeVar("W", bound=str)
_MOUTHS: tuple[Mouths, ...] = ("never", "sometimes", "often")
_STAYS: tuple[StaysClose, ...] = ("stays", "wanders", "runs-off")


@frozen(kw_only=True)
class Facts:
    """
    What safety goes by.

    Attributes:
        hazard_age: In months.

        asked: Whether the six safety questions are answered and current.

        precautions: Id -> the precaution, with those that others bring.

        cleared: Features that a current clearance opens, with who gave it.

        controls: Rule id -> control -> what a professional put in its place.

        swallows: ``food`` and ``drink`` -> the highest amount of it that the swallow team
            cleared; what is not in it was not cleared.

        limits: All limits of the precautions that stand.

        allergens: What must not be met, cross-reacting ones included.

        motor: Whether a precaution that stands makes the birthday a poor guide to movement.

        assumed: Answer -> the value taken because the file does not say (or no longer).
    """

    hazard_age: float
    asked: bool
    mouths: Mouths
    eats: Eats
    stays_close: StaysClose
    precautions: Mapping[str, Precaution]
    cleared: Mapping[str, Clearance]
    controls: Mapping[str, Mapping[Control, OtherControl]]
    swallows: Mapping[str, float]
    limits: frozenset[str]
    allergens: frozenset[str]
    motor: bool
    assumed: Mapping[str, str]


def facts_of(
    child: Child,
    words: Mapping[str, PrecautionWord],
    crosses: Mapping[str, tuple[str, ...]],
    on: date,
) -> Facts:
    """
    Return what counts as true of *child* on the day *on*.

    Args:
        child: The child file.

        words: The precautions that there are.

        crosses: Allergen id -> allergens that react like it.

        on: The day of the session.
    """
    age = hazard_age_months(child.born, on, child.gestation_weeks)
    asked = _is_current(child.safety_asked, age, on)
    standing = _standing(child, words, on)
    mouths = _mouths(child, age, asked=asked, careful=bool(standing))
    eats = _eats(
        child, asked=asked, careful=any(words[i].swallowing for i in standing if i in words)
    )
    safest: StaysClose = "stays" if asked else "runs-off"
    stays = _worse(_STAYS, child.stays_close, safest, asked=asked)
    written = {"mouths": child.mouths, "eats": child.eats, "stays_close": child.stays_close}
    taken = {"mouths": mouths, "eats": eats, "stays_close": stays}
    return Facts(
        hazard_age=age,
        asked=asked,
        mouths=mouths,
        eats=eats,
        stays_close=stays,
        precautions=standing,
        cleared={
            c.of: c
            for c in child.clearances
            if _is_cleared(c, on) and not (child.eating and c.of in {"food", "drink"})
        },
        controls=_controls(child, on),
        swallows=_swallows(child, on),
        limits=frozenset(limit for p in standing.values() for limit in p.limits),
        allergens=_allergens(child, standing, words, crosses),
        motor=any(i in words and words[i].motor for i in standing),
        assumed={k: v for k, v in taken.items() if written[k] != v},
    )


def is_progressive(child: Child, rules: SafetyRules) -> bool:
    """Return whether the course of *child* is progressive: nothing is ever stepped up."""
    function, words = child.function, rules.precautions
    return (function is not None and function.course == "progressive") or any(
        words[p.id].progressive for p in child.precautions
    )


def _is_current(asked_on: date | None, age: float, on: date) -> bool:
    if asked_on is None or asked_on > on:
        return False
    holds = ASKED_HOLDS_DAYS_UNDER_3 if age < UNDER_3 else ASKED_HOLDS_DAYS
    return on - asked_on <= timedelta(days=holds)


def _standing(child: Child, words: Mapping[str, PrecautionWord], on: date) -> dict[str, Precaution]:
    """Return the precautions that stand on the day, with those they bring."""
    found: dict[str, Precaution] = {}
    for precaution in child.precautions:
        word = words.get(precaution.id)
        if word is not None and word.lasting:
            found[precaution.id] = _lasting(precaution)
        elif precaution.until is None or precaution.until >= on:
            found[precaution.id] = precaution
    named = {precaution.id for precaution in child.precautions}
    for worn in child.wears:
        meant = WORN.get(worn, ())
        if not named & {*meant}:
            found |= {i: Precaution(id=i) for i in meant}
    for precaution in list(found.values()):
        word = words.get(precaution.id)
        for brought in word.brings if word and precaution.now != "past" else ():
            found.setdefault(brought, Precaution(id=brought, now=precaution.now))
    return dict(sorted(found.items()))


def _lasting(precaution: Precaution) -> Precaution:
    """Return *precaution* as one that is never over, whatever the file says."""
    now = "controlled" if precaution.now == "past" else precaution.now
    return evolve(precaution, now=now, until=None)


def _mouths(child: Child, age: float, *, asked: bool, careful: bool) -> Mouths:
    safest: Mouths = "often" if age < UNDER_3 or careful or not asked else "never"
    return _worse(_MOUTHS, child.mouths, safest, asked=asked)


def _eats(child: Child, *, asked: bool, careful: bool) -> Eats:
    """Return what may be eaten; *careful* where a condition often touches swallowing."""
    if child.eats is None:
        return "everything" if asked and not careful else "ask"
    return "ask" if child.eats == "everything" and not asked else child.eats


def _worse(order: tuple[W, ...], said: W | None, safest: W, *, asked: bool) -> W:
    """Return what was said while answers are current, else the safer of it and *safest*."""
    if said is None:
        return safest
    return said if asked else max(said, safest, key=order.index)


def _controls(child: Child, on: date) -> dict[str, dict[Control, OtherControl]]:
    """Return what professionals put in place of controls, of two for one the later."""
    found: dict[str, dict[Control, OtherControl]] = {}
    for other in sorted(child.controls, key=lambda c: c.on):
        if _is_cleared(other, on):
            found.setdefault(other.of, {})[other.instead_of] = other
    return found


def _is_cleared(clearance: Clearance | OtherControl, on: date) -> bool:
    if clearance.on > on or (clearance.until is not None and clearance.until < on):
        return False
    return on - clearance.on <= timedelta(days=CLEARED_HOLDS_DAYS)


def _swallows(child: Child, on: date) -> dict[str, float]:
    """Return what the swallow team cleared, while that is not too long ago."""
    eating = child.eating
    if eating is None or eating.by != SWALLOW_TEAM:
        return {}
    if not timedelta() <= on - eating.on <= timedelta(days=CLEARED_HOLDS_DAYS):
        return {}
    found: dict[str, float] = {}
    if eating.food is not None:
        found["food"] = eating.food
    if eating.drink is not None:
        found["drink"] = THINNEST - eating.drink
    return found


def _allergens(
    child: Child,
    standing: Mapping[str, Precaution],
    words: Mapping[str, PrecautionWord],
    crosses: Mapping[str, tuple[str, ...]],
) -> frozenset[str]:
    found = set(child.allergies)
    for precaution_id in standing:
        if precaution_id in words:
            found.update(words[precaution_id].allergens)
    for allergen in sorted(found):
        found.update(crosses.get(allergen, ()))
    if child.week:
        found.update(child.week.room_allergens)
    return frozenset(found)
