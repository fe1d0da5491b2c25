"""
Which grades can be done: in this place, with these things, by this child, safely.

Everything that would reach a carer with a grade is screened here: the grade, the
materials and what stands in for them, adaptations, the routine and the theme.
"""

from collections.abc import Iterable, Mapping

from motorplan.ability.estimating import Estimate
from motorplan.catalogue import Catalogue
from motorplan.model.activities import Activity, Grade
from motorplan.model.children import Child
from motorplan.model.plans import MaterialChoice
from motorplan.model.things import Adaptation, Material, MaterialUse
from motorplan.planning.history import said_no_to
from motorplan.planning.positions import FEATURES as POSITION_FEATURES
from motorplan.planning.positions import SEATED, open_positions
from motorplan.planning.times import SHORT_MOMENTS_UNDER_MONTHS, Setting
from motorplan.planning.variants import Refusal, Variant, lowered_by, refused, sum_features
from motorplan.safety.screening import Block, Screen, Verdict, stricter, unseen
from motorplan.vocabulary import SPACES, SUPERVISION, Position, Supervision

EASED_BELOW = 0.70
OUTSIDE = frozenset({"outdoors", "community"})
ROOMS = frozenset({"classroom", "gym", "clinic"})


class Chooser:
    """
    Judges grades for one child, on one day, in one setting.

    Args:
        catalogue: Activities and things.

        screen: The child's rules of the day.

        setting: Where and with whom.

        estimate: What the child can do; what was *seen* opens hazards.

        without: Materials that are not at hand today.

        themes: The worlds the child likes, the one of the week first.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        screen: Screen,
        setting: Setting,
        estimate: Estimate,
        without: frozenset[str] = frozenset(),
        themes: tuple[str, ...] = (),
    ) -> None:
        self.catalogue, self.screen, self.setting = catalogue, screen, setting
        self.estimate, self.child = estimate, screen.child
        self._without = without | _missing(self.child)
        self._positions = open_positions(self.child, screen.facts, estimate)
        self._avoid = frozenset(self.child.avoid)
        self._said_no_to = said_no_to(self.child.logs, estimate.first)
        self._supervised = _supervision_there(setting, self.child)
        self._themes = themes
        self._judged: dict[tuple[str, int], Variant | Refusal] = {}
        self._things: dict[str, tuple[Block, ...]] = {}
        self._infant = screen.facts.hazard_age < SHORT_MOMENTS_UNDER_MONTHS

    def judge(self, activity: Activity, number: int) -> Variant | Refusal:
        """Return grade *number* of *activity* as it would be done, or why not."""
        key = (activity.id, number)
        if key not in self._judged:
            refusal = self.refusal_of(activity)
            self._judged[key] = refusal or self._judge(activity, number)
        return self._judged[key]

    def _judge(  # noqa: PLR0911 - one way out for each reason
        self, activity: Activity, number: int
    ) -> Variant | Refusal:
        grade = activity.grades[number - 1]
        materials = self._materials(activity, grade)
        if isinstance(materials, Refusal):
            return materials
        things = [m.hazards for m, _ in materials]
        declared = sum_features([self.setting.features, activity.features, grade.features, *things])
        verdict = self.screen.of_features(declared)
        if activity.features is None or grade.features is None:
            verdict += self.screen.of_features(None)
        if verdict.blocks:
            return refused(verdict.blocks)
        placed = self._placed(grade, declared, verdict)
        if isinstance(placed, Refusal):
            return placed
        position, features, verdict = placed
        if hidden := self._unseen(grade, features):
            return refused(hidden)
        routine, features = self._routine(activity, grade, features, verdict)
        if self._infant and activity.routines and routine is None:
            return Refusal("setting", "routine")
        short = self._controls_missing(grade, verdict)
        if short:
            return short
        adaptations, features = self._adapted(grade, features, verdict)
        theme, features = self._theme(activity, grade, features, verdict)
        return Variant(
            activity=activity,
            grade=grade,
            number=number,
            position=position,
            materials=tuple(choice for _, choice in materials),
            adaptations=adaptations,
            routine=routine,
            times=self.catalogue.routines[routine].times if routine else (),
            theme=theme,
            features=features,
            supervision=stricter(grade.supervision, verdict.supervision),
            lowered=lowered_by(adaptations),
            controls=verdict.controls,
            screened=verdict.rules,
            shunned=verdict.shunned,
        )

    def refusal_of(  # noqa: PLR0911 - one way out for each reason
        self, activity: Activity
    ) -> Refusal | None:
        """Return why no grade of *activity* can be done, or None."""
        setting = self.setting
        if self._avoid and (avoided := self._avoid & self._avoided_by(activity)):
            return Refusal("avoid", min(avoided), "change", safety=False)
        if activity.id in self._said_no_to:
            return Refusal("said-no", activity.id, safety=False)
        if setting.place not in activity.settings:
            return Refusal("setting", setting.place, "change", safety=False)
        if SPACES.index(activity.space) > SPACES.index(setting.space):
            return Refusal("space", activity.space, "change", safety=False)
        if activity.private and not self._is_private():
            return Refusal("private", setting.place)
        if activity.who and (setting.here or setting.who) not in activity.who:
            return Refusal("private", setting.who)
        verdict = self.screen.of_age(activity.min_age_months)
        verdict += self.screen.of_allergens(activity.allergens)
        return refused(verdict.blocks) if verdict.blocks else None

    def _avoided_by(self, activity: Activity) -> frozenset[str]:
        """Return the ids that leave *activity* out; an idea that says no tag may have any."""
        unknown = self.catalogue.tags if activity.own and not activity.tags else ()
        return activity.avoided_by.union(unknown)

    def _is_private(self) -> bool:
        return self.setting.place in {"home", "clinic"} and self.setting.company == "alone"

    def _materials(
        self, activity: Activity, grade: Grade
    ) -> list[tuple[Material, MaterialChoice]] | Refusal:
        """Return the materials chosen for *grade*, or the first that cannot be had."""
        chosen = []
        for material_id, use in sorted(activity.materials.items()):
            if use.grades and grade.id not in use.grades:
                continue
            choice = self._choice(material_id, use, grade)
            if isinstance(choice, Refusal):
                if use.optional:
                    continue
                return choice
            chosen.append(choice)
        return chosen

    def _choice(
        self, material_id: str, use: MaterialUse, grade: Grade
    ) -> tuple[Material, MaterialChoice] | Refusal:
        wanted = self.catalogue.materials[material_id]
        spare = wanted.substitutes if use.substitutes is None else use.substitutes
        refusal: Refusal | None = None
        for candidate_id in (material_id, *spare):
            material = self.catalogue.materials[candidate_id]
            if not self._at_hand(material):
                continue
            blocks = self._of_thing(material) or self._unseen(grade, material.hazards)
            if blocks:
                refusal = refusal or refused(blocks)
                continue
            same = candidate_id == material_id
            return material, MaterialChoice(
                id=candidate_id,
                item=material.plain,
                use=use.use if same and use.use else material.plain,
                instead_of=None if same else material_id,
            )
        return refusal or Refusal("material", material_id, "change", safety=False)

    def _of_thing(self, material: Material) -> tuple[Block, ...]:
        """Return what shuts *material* here, whatever is done with it."""
        if material.id not in self._things:
            verdict = self.screen.of_features(material.hazards)
            verdict += self.screen.of_allergens(material.allergens)
            self._things[material.id] = verdict.blocks
        return self._things[material.id]

    def _at_hand(self, material: Material) -> bool:
        if material.id in self._without or material.id in self._avoid:
            return False
        named = self.child.week is not None and material.id in self.child.week.materials
        if named or material.worn in self.child.wears:
            return True
        if self.setting.place in ROOMS:
            return self.setting.place in material.rooms
        return material.household

    def _placed(
        self, grade: Grade, declared: Mapping[str, float], verdict: Verdict
    ) -> tuple[Position, dict[str, float], Verdict] | Refusal:
        """Return the first position that is open and safe, with what it brings."""
        refusal = Refusal("position", grade.positions[0])
        for position in grade.positions:
            if position not in self._positions:
                continue
            if "seated" in verdict.controls and position not in SEATED:
                refusal = Refusal("rule", verdict.rules[0].id)
                continue
            features = sum_features([declared, POSITION_FEATURES.get(position, {})])
            together = verdict + self.screen.of_features(features)
            if not together.blocks:
                return position, features, together
            refusal = refused(together.blocks)
        return refusal

    def _unseen(self, grade: Grade, features: Mapping[str, float]) -> tuple[Block, ...]:
        day = self.screen.on
        seen = {i: self.estimate.opens(i, level, day) for i, level in grade.needs.items()}
        return unseen(self.screen, features, grade.needs, seen)

    def _with(
        self,
        hazards: Mapping[str, float],
        grade: Grade,
        features: Mapping[str, float],
        verdict: Verdict,
    ) -> dict[str, float] | None:
        """Return *features* and *hazards* together; None when that asks for more than *verdict*."""
        together = sum_features([features, hazards])
        if together == features:
            return together
        added = self.screen.of_features(together)
        more = added.blocks or {r.id for r in added.rules} - {r.id for r in verdict.rules}
        return None if more or self._unseen(grade, together) else together

    def _routine(
        self,
        activity: Activity,
        grade: Grade,
        features: dict[str, float],
        verdict: Verdict,
    ) -> tuple[str | None, dict[str, float]]:
        """Return the first routine that brings no danger, and the features with it."""
        for routine_id in activity.routines:
            routine = self.catalogue.routines[routine_id]
            if self.setting.place in routine.places:
                together = self._with(routine.hazards, grade, features, verdict)
                if together is not None:
                    return routine_id, together
        return None, features

    def _controls_missing(self, grade: Grade, verdict: Verdict) -> Refusal | None:
        """Return the control that this setting cannot give, or None."""
        needed = stricter(grade.supervision, verdict.supervision)
        if self._supervised is None or SUPERVISION.index(needed) > SUPERVISION.index(
            self._supervised
        ):
            return Refusal("supervision", needed)
        setting = self.setting
        if "fenced" in verdict.controls and setting.place in OUTSIDE and not setting.fenced:
            return Refusal("fenced", setting.place)
        if "helmet" in verdict.controls and not self._has_helmet():
            return Refusal("helmet", "helmet")
        return None

    def _has_helmet(self) -> bool:
        materials = self.child.week.materials if self.child.week else ()
        return "helmet" in {*materials, *self.child.wears} - self._without

    def _adapted(
        self, grade: Grade, features: dict[str, float], verdict: Verdict
    ) -> tuple[tuple[Adaptation, ...], dict[str, float]]:
        """Return the adaptations used, equipment at hand first, and the features with them."""
        plain = self.estimate.of_needs(grade.needs)
        used: list[Adaptation] = []
        for adaptation in self._fitting(grade, eased=plain.chance < EASED_BELOW):
            if self.screen.of_allergens(adaptation.allergens).blocks:
                continue
            together = self._with(adaptation.hazards, grade, features, verdict)
            if together is not None:
                used.append(adaptation)
                features = together
        return tuple(used), features

    def _fitting(self, grade: Grade, *, eased: bool) -> list[Adaptation]:
        """Return the adaptations that lower a need of *grade* and can be had."""
        there = self.child.aids
        found = []
        for adaptation_id in sorted(grade.helped_by):
            adaptation = self.catalogue.adaptations[adaptation_id]
            helps = adaptation.lowers.keys() & grade.needs.keys()
            at_hand = adaptation_id in there if adaptation.equipment else eased
            if helps and at_hand and adaptation_id not in self._avoid:
                found.append(adaptation)
        return found

    def _theme(
        self,
        activity: Activity,
        grade: Grade,
        features: dict[str, float],
        verdict: Verdict,
    ) -> tuple[str | None, dict[str, float]]:
        """Return the liked theme that fits and brings no danger, and the features with it."""
        for theme_id in self._themes:
            if theme_id in activity.themes and theme_id not in self._avoid:
                hazards = self.catalogue.themes[theme_id].hazards
                together = self._with(hazards, grade, features, verdict)
                if together is not None:
                    return theme_id, together
        return None, features


def _missing(child: Child) -> frozenset[str]:
    return frozenset(child.week.missing if child.week else ())


def _supervision_there(setting: Setting, child: Child) -> Supervision | None:
    """Return the closest supervision that the adults there can give this child."""
    if setting.adults < 1:
        return None
    if setting.adults > 1:
        return "one-to-one"
    if setting.company == "alone":
        return "arms-reach" if "under-3" in child.little_ones else "one-to-one"
    return "arms-reach" if setting.company == "sibling" else "near"


def themes_liked(interests: Iterable[str], catalogue: Catalogue) -> tuple[str, ...]:
    """Return the themes that match the words of the child's interests, in order of id."""
    words = {word.casefold() for word in interests}
    return tuple(
        i
        for i in (catalogue.themes if words else ())
        if words & {i, *(also.casefold() for also in catalogue.themes[i].also)}
    )
