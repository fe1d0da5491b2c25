"""
Which grades can be done: in this place, with these things, by this child, safely.

Everything that would reach a carer with a grade is screened here: the grade, the
materials and what stands in for them, adaptations, the routine and the theme.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from motorplan.ability.estimating import Estimate
from motorplan.catalogue import Catalogue
from motorplan.model.activities import Activity, Grade
from motorplan.model.plans import MaterialChoice
from motorplan.model.things import Adaptation, Material
from motorplan.planning.history import said_no_to
from motorplan.planning.positions import FEATURES as POSITION_FEATURES
from motorplan.planning.positions import SEATED, as_taken, best_first, fits_in, open_positions
from motorplan.planning.things import Things
from motorplan.planning.times import SHORT_MOMENTS_UNDER_MONTHS, Setting, supervision_there
from motorplan.planning.variants import (
    APART_FROM,
    NOBODY,
    Refusal,
    Variant,
    asks_reach,
    each_refused,
    lowered_by,
    refused,
    sum_features,
)
from motorplan.safety.screening import Block, Screen, Verdict, stricter, unseen
from motorplan.vocabulary import SPACES, SUPERVISION, Position

EASED_BELOW = 0.70
OUTSIDE = frozenset({"outdoors", "community"})


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
        self._things = Things(catalogue, screen, setting, without)
        self._positions = open_positions(self.child, screen.facts, estimate)
        self._avoid = frozenset(self.child.avoid)
        self._said_no_to = said_no_to(self.child.logs, estimate.first)
        self._supervised = supervision_there(setting, self.child)
        self._themes = themes
        self._judged: dict[tuple[str, int], Variant | Refusal] = {}
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
        declared, verdict = self._declared(activity, grade, [m for m, _ in materials])
        if verdict.blocks:
            return refused(verdict.blocks)
        placed = self._placed(grade, declared, verdict)
        if isinstance(placed, Refusal):
            return placed
        position, features, verdict = placed
        if hidden := self._unseen(grade, features):
            return refused(hidden)
        routine, features = self._routine(activity, grade, features, verdict)
        if self._has_no_moment(activity, routine):
            return Refusal("setting", "routine")
        short = next(self._controls_missing(grade, features, verdict), None)
        if short:
            return short
        adaptations, features = self._adapted(grade, position, features, verdict)
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

    def reasons(self, activity: Activity, number: int) -> tuple[Refusal, ...]:
        """
        Return every reason why grade *number* of *activity* is out; none when it is open.

        What can only be told once something else is there, such as the hazards of a thing
        that is not at hand, is told then.
        """
        grade = activity.grades[number - 1]
        found = [*self._refusals(activity)]
        chosen = [*self._choices(activity, grade)]
        found += [choice for choice in chosen if isinstance(choice, Refusal)]
        things = [choice[0] for choice in chosen if not isinstance(choice, Refusal)]
        features, verdict = self._declared(activity, grade, things)
        found += each_refused(verdict.blocks)
        placed = self._placed(grade, features, verdict)
        if not isinstance(placed, Refusal):
            _, features, verdict = placed
        elif not verdict.blocks:
            found.append(placed)
        found += each_refused(self._unseen(grade, features))
        if self._has_no_moment(activity, self._routine(activity, grade, features, verdict)[0]):
            found.append(Refusal("setting", "routine"))
        found += self._controls_missing(grade, features, verdict)
        return tuple(dict.fromkeys(found))

    def refusal_of(self, activity: Activity) -> Refusal | None:
        """Return why no grade of *activity* can be done, or None."""
        return next(self._refusals(activity), None)

    def _refusals(self, activity: Activity) -> Iterator[Refusal]:
        setting = self.setting
        for avoided in sorted(self._avoid & self._avoided_by(activity)) if self._avoid else ():
            yield Refusal("avoid", avoided, "change", safety=False)
        if activity.id in self._said_no_to:
            yield Refusal("said-no", activity.id, safety=False)
        if setting.place not in activity.settings:
            yield Refusal("setting", setting.place, "change", safety=False)
        if SPACES.index(activity.space) > SPACES.index(setting.space):
            yield Refusal("space", activity.space, "change", safety=False)
        if activity.private and not self._is_private():
            yield Refusal("private", setting.place)
        if activity.who and (setting.here or setting.who) not in activity.who:
            yield Refusal("private", setting.who)
        verdict = self.screen.of_age(activity.min_age_months)
        verdict += self.screen.of_allergens(activity.allergens)
        yield from each_refused(verdict.blocks)

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
        for choice in self._choices(activity, grade):
            if isinstance(choice, Refusal):
                return choice
            chosen.append(choice)
        return chosen

    def _choices(
        self, activity: Activity, grade: Grade
    ) -> Iterator[tuple[Material, MaterialChoice] | Refusal]:
        """Yield each material of *grade* as chosen, or why it cannot be had where it is needed."""
        for material_id, use in sorted(activity.materials.items()):
            if not use.grades or grade.id in use.grades:
                choice = self._things.choice(material_id, use, partial(self._unseen, grade))
                if not (use.optional and isinstance(choice, Refusal)):
                    yield choice

    def _declared(
        self, activity: Activity, grade: Grade, things: Iterable[Material]
    ) -> tuple[dict[str, float], Verdict]:
        """Return what *grade* brings before a position is chosen, and what the rules say of it."""
        hazards = [thing.hazards for thing in things]
        parts = [self.setting.features, activity.features, grade.features, *hazards]
        declared = sum_features(parts)
        verdict = self.screen.of_features(declared)
        if activity.features is None or grade.features is None:
            verdict += self.screen.of_features(None)
        return declared, verdict

    def _placed(
        self, grade: Grade, declared: Mapping[str, float], verdict: Verdict
    ) -> tuple[Position, dict[str, float], Verdict] | Refusal:
        """Return the first position that is open and safe, with what it brings."""
        refusal = Refusal("position", grade.positions[0])
        for position in self._best_first(grade):
            if position not in self._positions:
                continue
            if "seated" in verdict.controls and position not in SEATED:
                refusal = Refusal("rule", verdict.rules[0].id)
                continue
            features = sum_features([declared, POSITION_FEATURES.get(position, {})])
            together = verdict + self.screen.of_features(features)
            if not together.blocks:
                return as_taken(position, self.child), features, together
            refusal = refused(together.blocks)
        return refusal

    def _best_first(self, grade: Grade) -> list[Position]:
        """Return the positions of *grade*, first those that a change of the place asks for."""
        changes = (a.positions for a in self._fitting(grade) if not a.equipment)
        wanted = {position for positions in changes for position in positions}
        return sorted(best_first(grade.positions, self.child), key=lambda p: p not in wanted)

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

    def _has_no_moment(self, activity: Activity, routine: str | None) -> bool:
        """Return whether it has to live in a moment of a baby's day and none fits."""
        return self._infant and bool(activity.routines) and routine is None

    def _controls_missing(
        self, grade: Grade, features: Mapping[str, float], verdict: Verdict
    ) -> Iterator[Refusal]:
        """Yield the controls that this setting, or the way it is played, cannot give."""
        if features.get("apart", 0.0) >= APART_FROM and asks_reach(grade, verdict.controls):
            yield Refusal("apart", grade.id)
        needed = stricter(grade.supervision, verdict.supervision)
        if self._supervised is None:
            yield Refusal("supervision", NOBODY)
        elif SUPERVISION.index(needed) > SUPERVISION.index(self._supervised):
            yield Refusal("supervision", needed)
        setting = self.setting
        if "fenced" in verdict.controls and setting.place in OUTSIDE and not setting.fenced:
            yield Refusal("fenced", setting.place)
        if "helmet" in verdict.controls and not self._things.has_helmet():
            yield Refusal("helmet", "helmet")

    def _adapted(
        self,
        grade: Grade,
        position: Position,
        features: dict[str, float],
        verdict: Verdict,
    ) -> tuple[tuple[Adaptation, ...], dict[str, float]]:
        """Return the adaptations used, equipment at hand first, and the features with them."""
        used: list[Adaptation] = []
        for adaptation in self._fitting(grade):
            is_out = self.screen.of_allergens(adaptation.allergens).blocks
            if is_out or not fits_in(position, adaptation):
                continue
            together = self._with(adaptation.hazards, grade, features, verdict)
            if together is not None:
                used.append(adaptation)
                features = together
        return tuple(used), features

    def _fitting(self, grade: Grade) -> list[Adaptation]:
        """Return the adaptations that lower a need of *grade* and can be had."""
        if not grade.helped_by:
            return []
        eased = self.estimate.of_needs(grade.needs).chance < EASED_BELOW
        there, found = self.child.aids, []
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
