"""Whether one grade may be done: its demands, its place, its things; worked out a second time."""

from collections.abc import Iterable, Iterator, Mapping

from motorplan.ability.estimating import Estimate
from motorplan.catalogue import Catalogue
from motorplan.checking.person import Person
from motorplan.model.activities import Activity, Grade
from motorplan.model.children import Slot, WeekTime
from motorplan.model.safety import Rule
from motorplan.vocabulary import SPACES, SUPERVISION, USUAL_SPACE, Supervision

Demands = Mapping[str, float]
BROUGHT: Mapping[str, Demands] = {
    "lying-tummy": {"prone": 1},
    "kneeling": {"kneeling": 1},
    "hands-and-knees": {"kneeling": 1, "wrist-load": 1},
    "standing-supported": {"leg-load": 1},
    "standing": {"leg-load": 1},
    "moving": {"leg-load": 1},
}
SITTING = {"sitting-supported", "sitting-floor", "sitting-chair", "sitting-wheelchair"}
PRIVATE_PLACES = {"home", "clinic"}
ROOMS = {"classroom", "gym", "clinic"}


class Doing:
    """
    One child, one day, one slot, and what may be done in it.

    Args:
        person: The child on that day.

        catalogue: What there is to do.

        estimate: What was seen, and what is believed.

        slot: The slot in the child's week; *week* is that week.
    """

    def __init__(
        self,
        person: Person,
        catalogue: Catalogue,
        estimate: Estimate,
        slot: Slot,
        week: WeekTime,
    ) -> None:
        self.person, self.catalogue, self.estimate = person, catalogue, estimate
        self.slot, self.week = slot, week
        self.place = slot.place or week.place
        self.adults = week.adults if slot.adults is None else slot.adults
        if self.place == "video":
            self.adults = int(slot.here is not None)

    def activity_faults(self, activity: Activity) -> Iterator[tuple[str, str]]:
        """Yield (rule, words) for what speaks against the activity as a whole."""
        child, slot = self.person.child, self.slot
        if set(child.avoid) & {activity.id, *activity.tags}:
            yield "avoid", "the file says to avoid it"
        if self.place not in activity.settings:
            yield "setting", f"it is not for this place ({self.place})"
        space = slot.space or self.week.space or USUAL_SPACE[self.place]
        if SPACES.index(activity.space) > SPACES.index(space):
            yield "space", f"it needs more space than a {space}"
        alone = slot.company in {None, "alone"}
        if activity.private and not (self.place in PRIVATE_PLACES and alone):
            yield "private", "it is private and this place is not"
        if self.person.hazard_age < activity.min_age_months:
            yield "too-young", f"it is from {activity.min_age_months} months on"
        for allergen in sorted(self.person.allergens.intersection(activity.allergens)):
            yield "allergen", f"it may contain {allergen}"

    def demand_faults(self, demands: Demands | None) -> Iterator[tuple[str, str]]:
        """Yield (rule, words) for every rule that shuts *demands*."""
        if demands is None:
            if self.person.is_careful:
                yield "not-declared", "nobody declared what is in it"
            return
        for feature in sorted(demands):
            if feature not in self.catalogue.safety.features:
                yield "not-declared", f"nothing is known of {feature!r}"
        for rule, feature in self.met(demands):
            shut = rule.kind == "never" or (
                rule.kind == "ask-first"
                and not self.person.is_cleared(rule, feature, demands[feature])
            )
            if shut:
                yield rule.id, rule.plain

    def met(self, demands: Demands) -> Iterator[tuple[Rule, str]]:
        """Yield every rule that *demands* reach, with the feature that does."""
        for rule in self.person.rules:
            for feature, least in rule.hits.items():
                if demands.get(feature, float("-inf")) >= least:
                    yield rule, feature

    def sighting_faults(self, grade: Grade, demands: Demands) -> Iterator[tuple[str, str]]:
        """Yield (rule, words) for hazards that nothing seen opens."""
        for feature in sorted(demands):
            word = self.catalogue.safety.features.get(feature)
            if word is None or not word.opened_by or demands[feature] < word.opened_from:
                continue
            needed = {i: level for i, level in grade.needs.items() if i in word.opened_by}
            if not needed:
                yield "not-seen", f"nothing it needs opens {feature!r}"
            for skill_id, level in needed.items():
                if not self.estimate.is_seen(skill_id, level):
                    yield "not-seen", f"{skill_id} was not seen at that level"

    def care_faults(
        self, demands: Demands, given: Supervision, position: str, cautions: Iterable[str]
    ) -> Iterator[tuple[str, str]]:
        """Yield (rule, words) for controls that are asked for and not given or not said."""
        said, phrases = set(cautions), self.catalogue.phrases
        for rule, _ in self.met(demands):
            if rule.kind != "with-care":
                continue
            if rule.plain not in said:
                yield rule.id, "its caution is not said"
            for control in rule.controls:
                if control in SUPERVISION:
                    if SUPERVISION.index(given) < SUPERVISION.index(control):
                        yield rule.id, f"it needs closer watching: {control}"
                elif phrases.say(f"control.{control}") not in said:
                    yield rule.id, f"its control is not said: {control}"
            yield from self._place_controls(rule, position)

    def _place_controls(self, rule: Rule, position: str) -> Iterator[tuple[str, str]]:
        if "seated" in rule.controls and position not in SITTING:
            yield rule.id, "it has to be done sitting"
        outside = self.place in {"outdoors", "community"}
        slot_fence = self.slot.fenced
        fenced = self.week.fenced if slot_fence is None else slot_fence
        if "fenced" in rule.controls and outside and not fenced:
            yield rule.id, "it needs a fenced place"
        worn = {*self.week.materials, *self.person.child.wears} - set(self.week.missing)
        if "helmet" in rule.controls and "helmet" not in worn:
            yield rule.id, "it needs a helmet"

    def watching_faults(self, needed: Supervision) -> Iterator[tuple[str, str]]:
        """Yield (rule, words) when the adults there cannot watch so closely."""
        if self.adults < 1:
            yield "supervision", "no adult is there"
            return
        company = self.slot.company or "alone"
        most: Supervision = "one-to-one"
        if self.adults == 1 and company != "alone":
            most = "arms-reach" if company == "sibling" else "near"
        if SUPERVISION.index(needed) > SUPERVISION.index(most):
            yield "supervision", f"{needed} cannot be given here"

    def has(self, material_id: str) -> bool:
        """Return whether a material is at hand here."""
        material = self.catalogue.materials[material_id]
        if material_id in {*self.week.missing, *self.person.child.avoid}:
            return False
        if material_id in self.week.materials:
            return True
        return self.place in material.rooms if self.place in ROOMS else material.household

    def thing_faults(self, material_id: str) -> Iterator[tuple[str, str]]:
        """Yield (rule, words) for what speaks against one material."""
        material = self.catalogue.materials[material_id]
        if not self.has(material_id):
            yield "material", f"{material_id} is not at hand"
        for allergen in sorted(self.person.allergens.intersection(material.allergens)):
            yield "allergen", f"{material_id} may contain {allergen}"
        yield from self.demand_faults(material.hazards)

    def wanted(
        self, activity: Activity, grade: Grade
    ) -> Iterator[tuple[str, tuple[str, ...], bool]]:
        """Yield (material, what may stand in for it, whether optional) of a grade."""
        for material_id, use in activity.materials.items():
            if not use.grades or grade.id in use.grades:
                own = self.catalogue.materials[material_id].substitutes
                stand_ins = own if use.substitutes is None else use.substitutes
                yield material_id, stand_ins, use.optional

    def is_open(self, activity: Activity, grade: Grade) -> bool:
        """Return whether some way of doing *grade* here breaks no rule."""
        if any(self.activity_faults(activity)):
            return False
        chosen: list[str] = []
        for material_id, stand_ins, optional in self.wanted(activity, grade):
            fine = [m for m in (material_id, *stand_ins) if self._is_fine(m, grade)]
            if not fine and not optional:
                return False
            chosen += fine[:1]
        hazards = [self.catalogue.materials[m].hazards for m in chosen]
        return any(
            self._is_open_in(position, activity, grade, hazards) for position in grade.positions
        )

    def _is_fine(self, material_id: str, grade: Grade) -> bool:
        hazards = self.catalogue.materials[material_id].hazards
        if any(self.thing_faults(material_id)):
            return False
        return not any(self.sighting_faults(grade, hazards))

    def _is_open_in(
        self, position: str, activity: Activity, grade: Grade, hazards: list[dict[str, float]]
    ) -> bool:
        parts = [activity.features, grade.features, BROUGHT.get(position, {}), *hazards]
        demands = most_of(parts)
        if any(self.demand_faults(demands)):
            return False
        return not any(self.sighting_faults(grade, demands or {}))


def most_of(parts: Iterable[Demands | None]) -> Demands | None:
    """Return the most of each demand over all *parts*; None when one is not declared."""
    total: dict[str, float] = {}
    for part in parts:
        if part is None:
            return None
        for feature, amount in part.items():
            if amount > total.get(feature, 0.0) or feature not in total:
                total[feature] = amount
    return total
