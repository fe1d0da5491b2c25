"""Replaying one item of a plan: whether it may be done so, and whether it says so."""

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from motorplan.ability.estimating import Estimate
from motorplan.catalogue import Catalogue
from motorplan.checking.doing import Demands, Doing, in_reach, most_of
from motorplan.checking.history import comes_too_soon
from motorplan.checking.postures import brought_by, position_faults, taken
from motorplan.checking.words import ItemWords, roles_of
from motorplan.model.activities import Activity, Grade
from motorplan.model.children import Child
from motorplan.model.plans import Item, Reason, Session
from motorplan.vocabulary import SUPERVISION, Level

MOSTLY = 0.6
REASONS = frozenset(
    {"goal-task", "goal-path", "capacity", "chance-sure", "chance-most", "chance-many"}
    | {"comes-back", "interest", "routine", "eased", "sense-seeks", "sense-avoids"}
    | {"longer-than-focus", "hands"}
)
NEARLY = 0.0015
SURE = 0.95
MOMENTS_UNDER = 12
"""Months under which everything is done in a moment of the day."""

Fault = tuple[str, str]


class Items:
    """
    Replays the items of one plan, week by week.

    Args:
        child: The child file.

        catalogue: What there is to do.

    Attributes:
        demands: Item id -> the demands of what was replayed so far.
    """

    def __init__(self, child: Child, catalogue: Catalogue) -> None:
        self.child, self.catalogue = child, catalogue
        self.words = ItemWords(child, catalogue)
        self.demands: dict[str, Demands] = {}

    def begin(self, number: int, least: Estimate, most: Estimate, *, finding_out: bool) -> None:
        """
        Go on to week *number*.

        Args:
            number: From 1.

            least: What is believed of the child without any practice.

            most: The same with all that was practised so far.

            finding_out: Whether it is a week of finding out.
        """
        self._number, self._finding_out = number, finding_out
        self._least, self._most = least, most

    @property
    def age(self) -> float:
        """The age in months that the estimate of this week takes."""
        return self._least.age

    @cached_property
    def liked(self) -> list[str]:
        """The themes that the child's interests name, in order of id."""
        return [i for i in sorted(self.catalogue.themes) if self._likes(i)]

    def faults(self, item: Item, session: Session, doing: Doing) -> Iterator[Fault]:
        """Yield (rule, words) for everything that is wrong with *item* in *session*."""
        activity = self.catalogue.activities.get(item.activity)
        if activity is None or not 0 < item.grade <= len(activity.grades):
            yield "unknown", "there is no such activity or grade"
            return
        grade = activity.grades[item.grade - 1]
        yield from self._setting(item, activity, grade, doing)
        yield from self._thing_faults(item, activity, grade, doing)
        yield from self._adaptation_faults(item, grade, doing)
        yield from self._dressing(item, activity, doing)
        demands = self._demands_of(item, activity, grade, doing)
        self.demands[item.id] = demands
        yield from doing.unknown_faults(activity, grade)
        yield from doing.demand_faults(demands)
        yield from doing.sighting_faults(grade, demands)
        yield from self._care(item, grade, demands, doing)
        yield from self._neighbours(item, activity, session, doing)
        yield from self._role(item, activity)
        yield from self._trains(item, grade)
        if activity.own:
            yield from self._extra(item)
        else:
            yield from self._purpose(item, activity, grade)
            yield from self._chance(item, grade)
        yield from self.words.faults(item, activity, grade, finding_out=self._finding_out)

    def _setting(
        self, item: Item, activity: Activity, grade: Grade, doing: Doing
    ) -> Iterator[Fault]:
        yield from doing.activity_faults(activity)
        seen = self._seen_up_to(activity)
        if self._number == 1 and comes_too_soon(activity, item.grade, self.child.logs, seen):
            yield "too-soon", "what was written down does not let this grade come yet"
        times = (item.minutes, item.minutes_setup, item.minutes_tidy)
        if times != (grade.minutes, grade.minutes_setup, grade.minutes_tidy):
            yield "minutes", "its minutes are not those of the grade"
        if item.position not in {taken(p, self.child) for p in grade.positions}:
            yield "position", f"it is not done {item.position}"
        yield from position_faults(item.position, doing.person, doing.estimate)
        if item.who != doing.adults_named:
            yield "who", "it is not done by the adults of that time"

    def _seen_up_to(self, activity: Activity) -> int:
        """Return the highest grade all of whose needs were seen, or 0."""
        return max(
            (
                number
                for number, grade in enumerate(activity.grades, start=1)
                if grade.needs
                and all(self._least.is_seen(i, level) for i, level in grade.needs.items())
            ),
            default=0,
        )

    def _thing_faults(
        self, item: Item, activity: Activity, grade: Grade, doing: Doing
    ) -> Iterator[Fault]:
        there = {m.instead_of or m.id: m.id for m in item.materials}
        allowed = {}
        for material_id, stand_ins, optional in doing.wanted(activity, grade):
            allowed[material_id] = {material_id, *stand_ins}
            if material_id not in there and not optional:
                yield "material", f"{material_id} is missing"
        if len(there) != len(item.materials):
            yield "material", "a thing is named twice"
        for wanted, used in there.items():
            if used not in allowed.get(wanted, ()):
                yield "material", f"{used} cannot stand in for {wanted}"
            elif used in self.catalogue.materials:
                yield from doing.thing_faults(used)

    def _adaptation_faults(self, item: Item, grade: Grade, doing: Doing) -> Iterator[Fault]:
        for used_id in (a.id for a in item.adaptations):
            adaptation = self.catalogue.adaptations.get(used_id)
            if adaptation is None or used_id not in grade.helped_by:
                yield "adaptation", f"{used_id} does not belong to this grade"
            elif adaptation.equipment and used_id not in self.child.aids:
                yield "adaptation", f"{used_id} is not at hand"
            elif doing.person.allergens & {*adaptation.allergens}:
                yield "allergen", f"{used_id} holds an allergen"
            elif adaptation.positions and item.position not in adaptation.positions:
                yield "adaptation", f"{used_id} makes no sense {item.position}"
            if used_id in self.child.avoid:
                yield "avoid", f"the file says to avoid {used_id}"

    def _dressing(self, item: Item, activity: Activity, doing: Doing) -> Iterator[Fault]:
        """Yield faults of the theme and of the moment of the day."""
        lists = self.catalogue
        if item.theme is not None:
            if item.theme not in activity.themes or item.theme not in lists.themes:
                yield "theme", f"{item.theme} does not belong to it"
            elif not self._likes(item.theme):
                yield "theme", f"the file does not say that the child likes {item.theme}"
            if item.theme in self.child.avoid:
                yield "avoid", f"the file says to avoid {item.theme}"
        if item.routine is not None:
            if item.routine not in activity.routines or item.routine not in lists.routines:
                yield "routine", f"{item.routine} does not belong to it"
            elif doing.place not in lists.routines[item.routine].places:
                yield "routine", f"{item.routine} is not at this place"
        elif activity.routines and doing.person.hazard_age < MOMENTS_UNDER:
            yield "routine", "it has no moment of the day"

    def _likes(self, theme_id: str) -> bool:
        words = {theme_id, *(also.casefold() for also in self.catalogue.themes[theme_id].also)}
        return not words.isdisjoint(interest.casefold() for interest in self.child.interests)

    def _demands_of(self, item: Item, activity: Activity, grade: Grade, doing: Doing) -> Demands:
        lists = self.catalogue
        parts: list[Demands | None] = [doing.there, activity.features, grade.features]
        parts.append(brought_by(item.position))
        parts += [lists.materials[m.id].hazards for m in item.materials if m.id in lists.materials]
        parts += [
            lists.adaptations[a.id].hazards for a in item.adaptations if a.id in lists.adaptations
        ]
        if item.routine and item.routine in lists.routines:
            parts.append(lists.routines[item.routine].hazards)
        if item.theme and item.theme in lists.themes:
            parts.append(lists.themes[item.theme].hazards)
        return most_of(parts)

    def _care(self, item: Item, grade: Grade, demands: Demands, doing: Doing) -> Iterator[Fault]:
        """Yield what is not watched closely enough, or not said as it has to be."""
        yield from doing.care_faults(demands, item.supervision, item.position, item.cautions)
        yield from doing.watching_faults(item.supervision)
        yield from doing.apart_faults(grade, demands)
        if SUPERVISION.index(item.supervision) < SUPERVISION.index(grade.supervision):
            yield "supervision", f"the grade needs closer watching: {grade.supervision}"
        rules, controls = doing.asked(demands)
        if sorted(item.screened) != sorted(rules):
            yield "screened", "the rules it names are not those that were met"
        said = self.words.cautions(item, doing.person, rules, controls)
        said |= self.words.along(item, demands) if in_reach(grade, controls) else set()
        if said - {*item.cautions}:
            yield "cautions", "a caution is missing"
        if {*item.cautions} - said:
            yield "cautions", "it says a caution that nothing asks for"

    def _neighbours(
        self, item: Item, activity: Activity, session: Session, doing: Doing
    ) -> Iterator[Fault]:
        """Yield faults of the rungs and choices that an item offers."""
        kinds = {goal.kind for goal in self.child.goals if goal.skill in _serving(item)}
        is_held = kinds == {"keep"} or self.is_progressive
        if item.step_up is not None and (self.child.concerns or is_held):
            yield "step-up", "nothing harder may be offered"
        alone = item.step_down == activity.grades[item.grade - 1].step_down
        below = None if alone else item.step_down
        rungs = [(item.step_up, item.grade + 1), (below, item.grade - 1)]
        for offered, number in rungs:
            if offered is None or number < 1:
                continue
            there = activity.grades[number - 1 : number]
            if not any(self._is_no_more(activity, grade, item, doing) for grade in there):
                yield "step", f"grade {number} that it offers is not open"
        used = sum(i.minutes + i.minutes_setup + i.minutes_tidy for i in session.items)
        left = session.minutes - used + item.minutes + item.minutes_setup + item.minutes_tidy
        there_already = {other.activity for other in session.items}
        for choice in item.choices:
            other = self.catalogue.activities.get(choice)
            fitting = [g for g in other.grades if _minutes(g) <= left] if other else []
            if choice in there_already or not any(
                self._is_no_more(other, grade, item, doing) for grade in fitting if other
            ):
                yield "choice", f"{choice} that it offers is not open"

    def _is_no_more(self, activity: Activity, grade: Grade, item: Item, doing: Doing) -> bool:
        """Return whether *grade* is open here and loads the body in no capped way more."""
        way = doing.way(activity, grade)
        if way is None:
            return False
        own = self.demands.get(item.id, {})
        capped = {cap.feature for cap in doing.person.caps.values()}
        return all(
            amount <= own.get(feature, 0.0) and grade.minutes <= item.minutes
            for feature, amount in way.items()
            if feature in capped and amount
        )

    @property
    def is_progressive(self) -> bool:
        """Whether nothing is ever stepped up for this child."""
        function, words = self.child.function, self.catalogue.safety.precautions
        if function and function.course == "progressive":
            return True
        return any(words[p.id].progressive for p in self.child.precautions if p.id in words)

    def _role(self, item: Item, activity: Activity) -> Iterator[Fault]:
        seen = self.child.skills.values()
        dated = any(s.level == Level.INDEPENDENT and (s.seen or self.child.seen) for s in seen)
        returns = self._number > 1 or dated
        roles = roles_of(item, returns=returns, finding_out=self._finding_out)
        if activity.own:
            roles = set() if self._finding_out else {"extra"}
        if item.role not in roles:
            yield "role", f"{item.role} is not what it is here"

    def _trains(self, item: Item, grade: Grade) -> Iterator[Fault]:
        trained = [(t.skill, t.weight) for t in item.trains]
        if sorted(trained) != sorted(grade.trains.items()):
            yield "trains", "what it trains is not what the catalogue says"

    def _extra(self, item: Item) -> Iterator[Fault]:
        """Yield what an own idea says of goals and chances, which nobody knows yet."""
        if item.serves or item.reasons != (Reason(code="own-idea", about=item.activity),):
            yield "serves", "an own idea leads to no goal, and says so"
        if item.chance is not None or item.limited_by is not None:
            yield "numbers", "nobody knows how hard an own idea is"
        if self.child.concerns:
            yield "concern", "while a concern stands only what is sure is done"

    def _purpose(self, item: Item, activity: Activity, grade: Grade) -> Iterator[Fault]:
        if not {reason.code for reason in item.reasons} <= REASONS:
            yield "reasons", "it gives a reason that there is not"
        goals = {goal.skill: goal for goal in self.child.goals}
        served = [s.goal for s in item.serves]
        if not served or len(served) != len(set(served)):
            yield "serves", "it serves no goal, or one of them twice"
        for way in item.serves:
            if way.goal not in goals:
                yield "serves", f"{way.goal} is no goal of this child"
            elif goals[way.goal].kind == "keep" and _steps_up(activity, item.grade, way.goal):
                yield "keep", f"{way.goal} is to be kept as it is, and this is a step up"
            if way.path[0] not in grade.trains or way.path[-1] != way.goal:
                yield "serves", "its path does not lead from what it trains to the goal"
            weight = grade.trains.get(way.goal, 0.0)
            task = weight >= 1.0 or (weight >= MOSTLY and way.goal in activity.is_task)
            if way.whole != (way.path == (way.goal,) and task):
                yield "serves", f"{way.goal} is said to be whole, or a part, and is not"
            for earlier, later in pairwise(way.path):
                node = self.catalogue.graph.nodes.get(later)
                ways = [i for group in node.either for i in group] if node else []
                known = {*node.requires, *node.follows, *node.supports, *ways} if node else ()
                if earlier not in known:
                    yield "serves", f"nothing leads from {earlier} to {later}"

    def _hands(self, item: Item) -> Iterator[Fault]:
        """Yield faults of what is said to fit only with an adult's hands."""
        safety = self.catalogue.safety.features
        demands = self.demands.get(item.id, {}).items()
        if self.child.touch_help == "no" or "hand-under-hand" not in item.help:
            yield "touch", "it asks for hands that may not be given"
        if not any(served.whole for served in item.serves):
            yield "touch", "hands make only the task of a goal fit"
        if any(safety[f].opened_by and n >= safety[f].opened_from for f, n in demands):
            yield "touch", "hands open nothing that has to be seen first"

    def _chance(self, item: Item, grade: Grade) -> Iterator[Fault]:
        """Yield a chance that lies below no practice or above all the practice so far."""
        if item.chance is None:
            yield "numbers", "its chance is missing"
            return
        lowered: dict[str, int] = {}
        for used in item.adaptations:
            if used.id in self.catalogue.adaptations:
                for skill_id, levels in self.catalogue.adaptations[used.id].lowers.items():
                    lowered[skill_id] = max(levels, lowered.get(skill_id, 0))
        if any(reason.code == "hands" for reason in item.reasons):
            yield from self._hands(item)
            lowered = {i: lowered.get(i, 0) + 1 for i in grade.needs}
        low = self._least.of_needs(grade.needs, lowered).chance
        high = self._most.of_needs(grade.needs, lowered).chance
        if not low - NEARLY <= item.chance <= high + NEARLY:
            yield "numbers", f"its chance is not what was seen says ({item.chance})"
        if self.child.concerns and min(item.chance, high) < SURE - NEARLY:
            yield "concern", "while a concern stands only what is sure is done"
        if item.limited_by is not None and item.limited_by not in grade.needs:
            yield "numbers", "the hard part it names is none of its needs"


def _serving(item: Item) -> set[str]:
    """Return the goals that *item* serves."""
    return {served.goal for served in item.serves}


def _steps_up(activity: Activity, number: int, skill_id: str) -> bool:
    """Return whether a grade below *number* is *skill_id* as much as any grade is."""
    most = max(grade.trains.get(skill_id, 0) for grade in activity.grades)
    below = activity.grades[: number - 1]
    return any(grade.trains.get(skill_id, 0) >= most for grade in below)


def _minutes(grade: Grade) -> int:
    return grade.minutes + grade.minutes_setup + grade.minutes_tidy
