"""Which rules hold for a child on a day."""

from collections.abc import Iterable, Sequence

from motorplan.model.children import Child
from motorplan.model.safety import LoadCap, Rule, When
from motorplan.safety.facts import Facts


def holds(when: When, child: Child, facts: Facts) -> bool:
    """Return whether *when* fits the *child*: every condition it states is met."""
    if when.everybody:
        return True
    tests = [
        (when.precautions, _has_precaution(when, facts)),
        (when.under_months, facts.hazard_age < (when.under_months or 0)),
        (when.mouths, facts.mouths in when.mouths),
        (when.eats, facts.eats in when.eats),
        (when.stays_close, facts.stays_close in when.stays_close),
        (when.little_ones, _any(when.little_ones, child.little_ones)),
        (when.sees, child.sees in when.sees),
        (when.hears, child.hears in when.hears),
        (when.wears, _any(when.wears, child.wears)),
        (when.moves_by, _any(when.moves_by, child.moves_by or ())),
        (when.sits, child.sits in when.sits),
        (when.touch_help, child.touch_help in when.touch_help),
        (when.limits, _any(when.limits, facts.limits)),
        (when.concerns, _any(when.concerns, child.concerns)),
        (when.concern, bool(child.concerns)),
        (when.unasked, not facts.asked),
    ]
    stated = [met for condition, met in tests if condition]
    return bool(stated) and all(stated)


def _any(wanted: Iterable[str], there: Iterable[str]) -> bool:
    return not set(wanted).isdisjoint(there)


def _has_precaution(when: When, facts: Facts) -> bool:
    for precaution_id in when.precautions:
        found = facts.precautions.get(precaution_id)
        if found is None or (found.now == "past" and not when.past_too):
            continue
        if not (when.active_only and found.now == "controlled"):
            return True
    return False


def rules_for(rules: Iterable[Rule], child: Child, facts: Facts) -> Sequence[Rule]:
    """Return the rules that hold for *child*, in order of id."""
    return sorted((r for r in rules if holds(r.when, child, facts)), key=lambda r: r.id)


def caps_for(caps: Iterable[LoadCap], child: Child, facts: Facts) -> Sequence[LoadCap]:
    """Return the caps on body demands that hold for *child*, in order of id."""
    return sorted((c for c in caps if holds(c.when, child, facts)), key=lambda c: c.id)
