"""Whether one grade may be done: its demands, its place, its things; worked out a second time."""

from collections.abc import Iterable, Iterator, Mapping

from motorplan.ability.estimating import Estimate
from motorplan.catalogue import Catalogue
from motorplan.checking.history import said_no_to
from motorplan.checking.person import Person
from motorplan.checking.postures import SITTING, brought_by, position_faults, taken
from motorplan.model.activities import Activity, Grade
from motorplan.model.children import Slot, WeekTime
from motorplan.model.safety import Rule
from motorplan.vocabulary import SPACES, SUPERVISION, USUAL_SPACE, Supervision, Who

Demands = Mapping[str, float]
AN_ARM = 1
"""Steps that an arm reaches."""

PRIVATE_PLACES = {"home", "clinic"}
ROOMS = {"classroom", "gym", "clinic"}
USUAL_ADULT: Mapping[str, Who] = {
    "classroom": "teacher",
    "gym": "coach",
    "clinic": "therapist",
    "video": "therapist",
}
"""Who is taken to do it at a place; a parent anywhere else."""


class Doing:
    """
    One child, one day, one slot, and what may be done in it.

    Args:
        person: The child on that day.

        catalogue: What there is to do.

        estimate: What was seen, and what is believed.

        slot: The slot in the child's week; *week* is that week.

    Attributes:
        there: What the place brings by itself.

        beside: The adult beside the child; *adults_named* are all who take part.
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
        self._ways: dict[tuple[str, str], Demands | None] = {}
        self.place = slot.place or week.place
        self.adults = week.adults if slot.adults is None else slot.adults
        if self.place == "video":
            self.adults = int(slot.here is not None)
        self.adults_named = adults_of(slot, week)
        self.beside = self.adults_named[-1]
        is_open = self.place in {"outdoors", "community"}
        self.there: Demands = {"any-play": 1, "in-the-open": 1} if is_open else {"any-play": 1}

    def activity_faults(self, activity: Activity) -> Iterator[tuple[str, str]]:
        """Yield (rule, words) for what speaks against the activity as a whole."""
        child, slot = self.person.child, self.slot
        if not activity.avoided_by.isdisjoint(child.avoid):
            yield "avoid", "the file says to avoid it"
        elif activity.own and not activity.tags and {*child.avoid} & {*self.catalogue.tags}:
            yield "avoid", "it does not say whether it is what the file says to avoid"
        if said_no_to(activity.id, child.logs, self.estimate.first):
            yield "said-no", "the child said no to it on two days"
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
        if activity.who and self.beside not in activity.who:
            yield "who", f"it is not for a {self.beside} to do with the child"
        for allergen in sorted(self.person.allergens.intersection(activity.allergens)):
            yield "allergen", f"it may contain {allergen}"

    def unknown_faults(self, activity: Activity, grade: Grade) -> Iterator[tuple[str, str]]:
        """Yield (rule, words) when nobody declared what this child must not meet unknown."""
        if None in (activity.features, grade.features) and self.person.is_careful:
            yield "not-declared", "nobody declared what is in it"

    def demand_faults(self, demands: Demands) -> Iterator[tuple[str, str]]:
        """Yield (rule, words) for every rule that shuts *demands*."""
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
        for feature, amount in demands.items():
            for least, rule in self.person.rules.get(feature, ()):
                if amount >= least:
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
                if not self.estimate.opens(skill_id, level, self.person.on):
                    yield "not-seen", f"{skill_id} was not seen at that level lately"

    def asked(self, demands: Demands) -> tuple[dict[str, Rule], set[str]]:
        """Return the rules that *demands* meet with care or with a yes, and all they ask for."""
        rules: dict[str, Rule] = {}
        controls: set[str] = set()
        for rule, feature in self.met(demands):
            if rule.kind == "with-care":
                rules[rule.id] = rule
                controls |= {*self.person.controls_of(rule)}
            elif rule.kind == "ask-first":
                rules[rule.id] = rule
                if feature in {"food", "drink"} and self.person.child.eating:
                    controls.add("safe-texture")
        return rules, controls

    def care_faults(
        self, demands: Demands, given: Supervision, position: str, cautions: Iterable[str]
    ) -> Iterator[tuple[str, str]]:
        """Yield (rule, words) for controls that are asked for and not given or not said."""
        said, phrases = set(cautions), self.catalogue.phrases
        for rule in self.asked(demands)[0].values():
            if rule.plain not in said:
                yield rule.id, "its caution is not said"
            controls = self.person.controls_of(rule)
            for control in controls:
                if control in SUPERVISION:
                    if SUPERVISION.index(given) < SUPERVISION.index(control):
                        yield rule.id, f"it needs closer watching: {control}"
                elif phrases.say(f"control.{control}") not in said:
                    yield rule.id, f"its control is not said: {control}"
            for says in self._beyond_reach(controls, position):
                yield rule.id, says

    def _beyond_reach(self, controls: Iterable[str], position: str) -> Iterator[str]:
        """Yield what *controls* ask for that this place or position does not give."""
        if "seated" in controls and position not in SITTING:
            yield "it has to be done sitting"
        outside = self.place in {"outdoors", "community"}
        slot_fence = self.slot.fenced
        fenced = self.week.fenced if slot_fence is None else slot_fence
        if "fenced" in controls and outside and not fenced:
            yield "it needs a fenced place"
        worn = {*self.week.materials, *self.person.child.wears} - set(self.week.missing)
        if "helmet" in controls and "helmet" not in worn:
            yield "it needs a helmet"

    def apart_faults(self, grade: Grade, demands: Demands) -> Iterator[tuple[str, str]]:
        """Yield (rule, words) when an adult has to be in reach and plays from farther away."""
        if demands.get("apart", 0) > AN_ARM and in_reach(grade, self.asked(demands)[1]):
            yield "apart", "an adult has to be within reach, and plays some steps away"

    def watching_faults(self, needed: Supervision) -> Iterator[tuple[str, str]]:
        """Yield (rule, words) when the adults there cannot watch so closely."""
        if self.adults < 1:
            yield "supervision", "no adult is there"
            return
        company = self.slot.company or "alone"
        most: Supervision = "one-to-one"
        if self.adults == 1 and company != "alone":
            most = "arms-reach" if company == "sibling" else "near"
        elif self.adults == 1 and "under-3" in self.person.child.little_ones:
            most = "arms-reach"
        if SUPERVISION.index(needed) > SUPERVISION.index(most):
            yield "supervision", f"{needed} cannot be given here"

    def has(self, material_id: str) -> bool:
        """Return whether a material is at hand here."""
        material = self.catalogue.materials[material_id]
        if material_id in {*self.week.missing, *self.person.child.avoid}:
            return False
        if material_id in self.week.materials or material.worn in self.person.child.wears:
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

    def way(self, activity: Activity, grade: Grade) -> Demands | None:
        """Return the demands of the first way of doing *grade* here that breaks no rule."""
        key = (activity.id, grade.id)
        if key not in self._ways:
            self._ways[key] = self._way(activity, grade)
        return self._ways[key]

    def _way(self, activity: Activity, grade: Grade) -> Demands | None:
        if any(self.activity_faults(activity)) or any(self.watching_faults(grade.supervision)):
            return None
        if any(self.unknown_faults(activity, grade)):
            return None
        chosen: list[str] = []
        for material_id, stand_ins, optional in self.wanted(activity, grade):
            fine = [m for m in (material_id, *stand_ins) if self._is_fine(m, grade)]
            if not fine and not optional:
                return None
            chosen += fine[:1]
        hazards = [self.catalogue.materials[m].hazards for m in chosen]
        for position in (taken(p, self.person.child) for p in grade.positions):
            parts = [self.there, activity.features, grade.features, brought_by(position), *hazards]
            demands = most_of(parts)
            if self._is_open_in(position, grade, demands):
                return demands
        return None

    def _is_fine(self, material_id: str, grade: Grade) -> bool:
        hazards = self.catalogue.materials[material_id].hazards
        if any(self.thing_faults(material_id)):
            return False
        return not any(self.sighting_faults(grade, hazards))

    def _is_open_in(self, position: str, grade: Grade, demands: Demands) -> bool:
        if any(position_faults(position, self.person, self.estimate)):
            return False
        if any(self.demand_faults(demands)) or any(self.sighting_faults(grade, demands)):
            return False
        controls = self.asked(demands)[1]
        watched = (s for s in SUPERVISION if s in controls)
        if any(fault for s in watched for fault in self.watching_faults(s)):
            return False
        if any(self.apart_faults(grade, demands)):
            return False
        return not any(self._beyond_reach(controls, position))


def in_reach(grade: Grade, controls: Iterable[str]) -> bool:
    """Return whether the grade or what rules ask for keeps an adult within arm's reach."""
    return grade.supervision == "arms-reach" or "arms-reach" in controls


def adults_of(slot: Slot, week: WeekTime) -> tuple[Who, ...]:
    """Return the adults who take part in *slot*, the one beside the child last."""
    who = slot.who or week.who or USUAL_ADULT.get(slot.place or week.place, "parent")
    return (who, slot.here) if slot.here else (who,)


def most_of(parts: Iterable[Demands | None]) -> Demands:
    """Return the most of each demand over all *parts*, of those that somebody declared."""
    total: dict[str, float] = {}
    for part in parts:
        for feature, amount in (part or {}).items():
            if amount > total.get(feature, 0.0) or feature not in total:
                total[feature] = amount
    return total
