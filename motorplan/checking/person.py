"""What is true of a child on a day, and which rules that brings; worked out a second time."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from motorplan.ages import hazard_age_months
from motorplan.model.children import Child, Precaution
from motorplan.model.safety import LoadCap, Rule, SafetyRules, When

HALF_A_YEAR, A_QUARTER, A_YEAR = 183, 92, 365
THREE, SIX = 36, 72
"""Years, in months."""


class Person:
    """
    A child on one day.

    Args:
        child: The child file.

        safety: All rules and lists.

        on: The day.
    """

    def __init__(self, child: Child, safety: SafetyRules, on: date) -> None:
        self.child, self.safety, self.on = child, safety, on
        self.hazard_age = hazard_age_months(child.born, on, child.gestation_weeks)

    @cached_property
    def answered(self) -> bool:
        """Whether the six questions were answered lately."""
        asked = self.child.safety_asked
        if asked is None:
            return False
        days = (self.on - asked).days
        return 0 <= days <= (A_QUARTER if self.hazard_age < THREE else HALF_A_YEAR)

    @cached_property
    def conditions(self) -> dict[str, Precaution]:
        """Precautions that have not run out, with those they bring along."""
        written = {p.id: p for p in self.child.precautions if p.until is None or p.until >= self.on}
        found = dict(written)
        for precaution in written.values():
            if precaution.now != "past" and precaution.id in self.safety.precautions:
                for other in self.safety.precautions[precaution.id].brings:
                    if other not in found:
                        found[other] = Precaution(id=other, now=precaution.now)
        return found

    @cached_property
    def mouthing(self) -> str:
        """How much goes into the mouth, by the safest reading."""
        said = self.child.mouths
        if said is not None and self.answered:
            return said
        risky = self.hazard_age < THREE or bool(self.conditions) or not self.answered
        if said is None:
            return "often" if risky else "never"
        return "often" if risky or said == "often" else said

    @cached_property
    def eating(self) -> str:
        """What may be eaten, by the safest reading."""
        said = self.child.eats or "everything"
        return "ask" if said == "everything" and not self.answered else said

    @cached_property
    def staying(self) -> str:
        """Whether the child stays close, by the safest reading."""
        if not self.answered:
            return "runs-off"
        return self.child.stays_close or "stays"

    @cached_property
    def limits(self) -> set[str]:
        """All that professionals ruled out."""
        return {limit for p in self.conditions.values() for limit in p.limits}

    @cached_property
    def allergens(self) -> set[str]:
        """All that must not be met."""
        own = set(self.child.allergies)
        for precaution_id in self.conditions:
            if precaution_id in self.safety.precautions:
                own |= set(self.safety.precautions[precaution_id].allergens)
        crossed = {
            other
            for i in own
            if i in self.safety.allergens
            for other in self.safety.allergens[i].cross
        }
        room = self.child.week.room_allergens if self.child.week else ()
        return own | crossed | set(room)

    @property
    def is_careful(self) -> bool:
        """Whether what nobody declared has to stay away."""
        return self.hazard_age < SIX or self.mouthing != "never" or bool(self.conditions)

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules that hold."""
        return [r for r in self.safety.rules.values() if self.meets(r.when)]

    @cached_property
    def caps(self) -> list[LoadCap]:
        """The caps that hold."""
        return [c for c in self.safety.caps.values() if self.meets(c.when)]

    def is_cleared(self, rule: Rule, feature: str, amount: float) -> bool:
        """Return whether a professional opened *feature* for this *rule*."""
        if rule.kind != "ask-first":
            return False
        if self._swallow_team(feature, amount):
            return True
        for clearance in self.child.clearances:
            ends = clearance.until or date.max
            age = (self.on - clearance.on).days
            by_right = not rule.by or clearance.by in rule.by
            if clearance.of == feature and 0 <= age <= A_YEAR and self.on <= ends and by_right:
                return True
        return False

    def _swallow_team(self, feature: str, amount: float) -> bool:
        eating = self.child.eating
        if eating is None or not 0 <= (self.on - eating.on).days <= A_YEAR:
            return False
        if feature == "food":
            return eating.food is not None and amount <= eating.food
        return feature == "drink" and eating.drink is not None

    def meets(self, when: When) -> bool:
        """Return whether all that *when* states is true."""
        if when.everybody:
            return True
        child, stated = self.child, []
        if when.precautions:
            stated.append(self._has(when))
        if when.under_months is not None:
            stated.append(self.hazard_age < when.under_months)
        for wanted, said in (
            (when.mouths, [self.mouthing]),
            (when.eats, [self.eating]),
            (when.stays_close, [self.staying]),
            (when.sees, [child.sees]),
            (when.hears, [child.hears]),
            (when.sits, [child.sits]),
            (when.little_ones, child.little_ones),
            (when.wears, child.wears),
            (when.moves_by, child.moves_by or ()),
            (when.limits, self.limits),
            (when.concerns, child.concerns),
        ):
            if wanted:
                stated.append(_meet(wanted, said))
        if when.concern:
            stated.append(bool(child.concerns))
        if when.unasked:
            stated.append(not self.answered)
        return bool(stated) and all(stated)

    def _has(self, when: When) -> bool:
        return any(
            p.id in when.precautions
            and (p.now != "past" or when.past_too)
            and not (when.active_only and p.now == "controlled")
            for p in self.conditions.values()
        )


def _meet(wanted: Iterable[str], said: Iterable[str | None]) -> bool:
    return any(word in said for word in wanted)
