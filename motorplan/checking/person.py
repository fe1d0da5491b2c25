"""What is true of a child on a day, and which rules that brings; worked out a second time."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from math import floor

from motorplan.ages import hazard_age_months
from motorplan.frozen import evolve
from motorplan.model.children import Child, Clearance, Precaution
from motorplan.model.controls import OtherControl
from motorplan.model.safety import LoadCap, Rule, SafetyRules, When

HALF_A_YEAR, A_QUARTER, A_YEAR = 183, 92, 365
THREE, SIX = 36, 72
"""Years, in months."""

THIN_WATER = 5


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
        """Precautions that have not run out, those that never do, and what they bring along."""
        today = map(self._today, self.child.precautions)
        written = {precaution.id: precaution for precaution in today if precaution}
        named = {precaution.id for precaution in self.child.precautions}
        if "cast" in self.child.wears and not {"arm-cast", "leg-cast"} & named:
            written |= {i: Precaution(id=i) for i in ("arm-cast", "leg-cast")}
        if "back-brace" in self.child.wears and "back-brace" not in named:
            written["back-brace"] = Precaution(id="back-brace")
        found = dict(written)
        for precaution in written.values():
            if precaution.now != "past" and precaution.id in self.safety.precautions:
                for other in self.safety.precautions[precaution.id].brings:
                    if other not in found:
                        found[other] = Precaution(id=other, now=precaution.now)
        return found

    def _today(self, precaution: Precaution) -> Precaution | None:
        """Return what *precaution* is on the day; None when it is over."""
        word = self.safety.precautions.get(precaution.id)
        if word and word.lasting:
            return _never_over(precaution)
        return precaution if not precaution.until or precaution.until >= self.on else None

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
        words, said = self.safety.precautions, self.child.eats
        if said is None and any(i in words and words[i].swallowing for i in self.conditions):
            return "ask"
        if said in {None, "everything"}:
            return "everything" if self.answered else "ask"
        return str(said)

    @cached_property
    def staying(self) -> str:
        """Whether the child stays close, by the safest reading."""
        if not self.answered:
            return "runs-off"
        return self.child.stays_close or "stays"

    def taken(self) -> Iterator[tuple[str, str]]:
        """Yield the safety answers that the file leaves out, or that no longer count."""
        child = self.child
        if not self.answered:
            asked = child.safety_asked
            yield "safety_asked", "never" if asked is None else asked.isoformat()
        for key, said, taken in (
            ("mouths", child.mouths, self.mouthing),
            ("eats", child.eats, self.eating),
            ("stays_close", child.stays_close, self.staying),
        ):
            if taken != said:
                yield key, taken

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
        if self.hazard_age < SIX or self.child.little_ones:
            return True
        return self.mouthing != "never" or bool(self.conditions) or bool(self.allergens)

    @property
    def moves_otherwise(self) -> bool:
        """Whether something that stands makes the birthday a poor guide to movement."""
        words = self.safety.precautions
        return any(i in words and words[i].motor for i in self.conditions)

    @cached_property
    def standing(self) -> object:
        """All that a day may change: on days alike a child is the same, in whole months."""
        conditions = tuple((p.id, p.now, p.limits) for p in self.conditions.values())
        cleared = tuple((c.of, c.by) for c in self.cleared)
        controls = tuple(other for other in self.child.controls if self._still(other))
        said = (cleared, controls, self.is_fed_as_cleared)
        return floor(self.hazard_age), self.answered, conditions, said

    @cached_property
    def cleared(self) -> list[Clearance]:
        """The clearances that hold."""
        return [clearance for clearance in self.child.clearances if self._still(clearance)]

    def controls_of(self, rule: Rule) -> list[str]:
        """Return what *rule* asks for, with what a professional put in place of it."""
        others = {other.instead_of: other.use for other in self.changed(rule)}
        return [others.get(control, control) for control in rule.controls]

    def changed(self, rule: Rule) -> list[OtherControl]:
        """Return the controls of *rule* that a professional changed, in its order."""
        if rule.kind != "with-care":
            return []
        holding = [c for c in self.child.controls if c.of == rule.id and self._still(c)]
        newest = {c.instead_of: c for c in sorted(holding, key=lambda c: c.on)}
        return [newest[control] for control in rule.controls if control in newest]

    def _still(self, said: Clearance | OtherControl) -> bool:
        """Return whether what a professional said was said, and not too long ago."""
        return 0 <= (self.on - said.on).days <= A_YEAR and self.on <= (said.until or date.max)

    @property
    def is_fed_as_cleared(self) -> bool:
        """Whether what the swallow team cleared still counts."""
        eating = self.child.eating
        if eating is None or eating.by != "swallow-therapist":
            return False
        return 0 <= (self.on - eating.on).days <= A_YEAR

    @cached_property
    def rules(self) -> dict[str, list[tuple[float, Rule]]]:
        """The rules that hold, with the amount they begin at, by the feature they hit."""
        found: dict[str, list[tuple[float, Rule]]] = {}
        for rule in self.safety.rules.values():
            if self.meets(rule.when):
                for feature, least in rule.hits.items():
                    found.setdefault(feature, []).append((least, rule))
        return found

    @cached_property
    def caps(self) -> dict[str, LoadCap]:
        """The caps that hold, by id."""
        return {i: cap for i, cap in self.safety.caps.items() if self.meets(cap.when)}

    def is_cleared(self, rule: Rule, feature: str, amount: float) -> bool:
        """Return whether a professional opened *feature* for this *rule*."""
        if rule.kind != "ask-first":
            return False
        if feature in {"food", "drink"} and self.child.eating:
            return "swallow-therapist" in rule.by and self._swallow_team(feature, amount)
        return any(c.of == feature and (not rule.by or c.by in rule.by) for c in self.cleared)

    def _swallow_team(self, feature: str, amount: float) -> bool:
        """Return whether the swallow team cleared *amount*: of a drink, 5 less its IDDSI level."""
        eating = self.child.eating
        if eating is None or not self.is_fed_as_cleared:
            return False
        if feature == "food":
            return eating.food is not None and amount <= eating.food
        return eating.drink is not None and amount + eating.drink <= THIN_WATER

    def meets(self, when: When) -> bool:
        """Return whether *when* is for everybody, or states something and all of it is true."""
        if when.everybody:
            return True
        if when.precautions and not self._has(when):
            return False
        stated = self._stated(when)
        return next(stated, bool(when.precautions)) and all(stated)

    def _stated(self, when: When) -> Iterator[bool]:
        """Yield, for each thing but precautions that *when* states, whether it is true."""
        if when.under_months is not None:
            yield self.hazard_age < when.under_months
        for name, said in self._said.items():
            if wanted := getattr(when, name):
                yield not said.isdisjoint(wanted)
        if when.concern:
            yield bool(self.child.concerns)
        if when.unasked:
            yield not self.answered

    @cached_property
    def _said(self) -> dict[str, set[str | None]]:
        """What is true of the child, by the names that rules use for it."""
        child = self.child
        return {
            "mouths": {self.mouthing},
            "eats": {self.eating},
            "stays_close": {self.staying},
            "sees": {child.sees},
            "hears": {child.hears},
            "sits": {child.sits},
            "touch_help": {child.touch_help},
            "little_ones": {*child.little_ones},
            "wears": {*child.wears},
            "moves_by": {*(child.moves_by or ())},
            "limits": {*self.limits},
            "concerns": {*child.concerns},
        }

    def _has(self, when: When) -> bool:
        return any(
            p.id in when.precautions
            and (p.now != "past" or when.past_too)
            and not (when.active_only and p.now == "controlled")
            for p in self.conditions.values()
        )


def _never_over(precaution: Precaution) -> Precaution:
    """Return *precaution* as one that lasts for life."""
    is_past = precaution.now == "past"
    return evolve(precaution, now="controlled" if is_past else precaution.now, until=None)
