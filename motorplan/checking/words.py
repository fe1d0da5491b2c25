"""
Every word of an item, put together a second time from the catalogue and the phrases.

:meth:`ItemWords.faults` names the field whose words are others. To keep it in step with the
writer of plans: each field has one line in :meth:`ItemWords._said`, with the catalogue text
or the phrase id that it says; who lets the writer say something else there changes that
line. ``cautions`` may hold what :meth:`ItemWords.cautions` lists, and must hold all of it.
``why`` cannot be put together without knowing how the plan was chosen; it has to be made of
phrases of the table ``why``, filled with the names of its own skills, and end in the
activity's own words. A new phrase of that table needs no change here.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from motorplan.catalogue import Catalogue
from motorplan.checking.person import Person
from motorplan.checking.sayings import Sayings
from motorplan.model.activities import Activity, Grade
from motorplan.model.children import Child
from motorplan.model.controls import OtherControl
from motorplan.model.plans import AdaptationChoice, Item, MaterialChoice
from motorplan.model.safety import Rule
from motorplan.phrases import listed
from motorplan.vocabulary import SUPERVISION, Level

SURE, NEARLY = 0.95, 0.0015
NO_HANDS = frozenset({"words", "gesture", "show", "picture"})
"""Kinds of help that touch nobody."""

ROLLS = frozenset({"own-wheelchair"})
"""Things that roll though nothing about them is a hazard."""

BABY_UNDER = 12
"""Months under which hands are asked for in another way."""

Fault = tuple[str, str]


class ItemWords:
    """
    What items of a plan for one child may say.

    Args:
        child: The child file.

        catalogue: All texts and phrases.
    """

    def __init__(self, child: Child, catalogue: Catalogue) -> None:
        self.child, self.catalogue = child, catalogue
        self.say = catalogue.phrases.say
        self.sayings = Sayings(catalogue.phrases)
        self._goals = {goal.skill: goal for goal in child.goals}
        self._whys: dict[tuple[str, ...], list[str]] = {}

    def faults(
        self, item: Item, activity: Activity, grade: Grade, *, finding_out: bool
    ) -> Iterator[Fault]:
        """
        Yield (rule, words) for every field that says something else.

        Args:
            item: The item.

            activity: Its activity.

            grade: Its grade.

            finding_out: Whether it is a week of finding out.
        """
        for field, said in self._said(item, activity, grade, finding_out=finding_out):
            if getattr(item, field) != said:
                yield "wording", f"its {field} is not what catalogue and phrases say"
        for field, said in self._steps(item, activity, grade):
            if getattr(item, field) not in said:
                yield "wording", f"its {field} is not what catalogue and phrases say"
        if not set(grade.stop_if) <= set(item.stop_if):
            yield "stop-signs", "a stop sign is missing"
        if not self._is_why(item, activity):
            yield "wording", "its why is not made of catalogue and phrases"
        yield from self._help_faults(item, grade)

    def _said(
        self, item: Item, activity: Activity, grade: Grade, *, finding_out: bool
    ) -> Iterator[tuple[str, Any]]:
        """Yield each field with what it has to say."""
        theme = self.catalogue.themes.get(item.theme or "")
        main = main_of(grade)
        look_for = (self.catalogue.graph[main].look_for,) if finding_out and main else ()
        yield "name", activity.name
        yield "grade_id", grade.id
        yield "grade_name", grade.name
        yield "steps", grade.steps
        yield "say", grade.say
        yield "criterion", self._criterion(item, grade)
        yield "record", grade.record or self.say("item.record")
        yield "watch_for", (*grade.watch_for, *look_for)
        yield "stop_if", grade.stop_if
        yield "evidence", activity.evidence
        yield "origin", activity.origin
        yield "wording_from", activity.wording_from
        yield "side", self._side(activity)
        yield "dress_up", theme and theme.dress_up
        yield "place_change", self._place_change(item)
        yield "materials", tuple(self._materials(item, activity))
        yield "adaptations", tuple(self._adaptations(item))

    def _criterion(self, item: Item, grade: Grade) -> str:
        whole = [self._goals[s.goal] for s in item.serves if s.whole and s.goal in self._goals]
        for goal in whole:
            if goal.tries:
                phrase = "item.goal_sessions" if goal.sessions else "item.goal_tries"
                wish = self.say(phrase, tries=goal.tries, sessions=goal.sessions)
                return f"{grade.success} {wish}"
        return grade.success

    def _fade(self, item: Item) -> str | None:
        hands = set(item.help) - NO_HANDS
        word = "touch" if hands == {"partial"} else "hands"
        return self.say(f"item.fade_{word}") if hands else None

    def _side(self, activity: Activity) -> str | None:
        weaker = self.child.weaker_side
        both = activity.hands in {"two", "lead-and-help"}
        return weaker if both and weaker in {"left", "right"} else None

    def _place_change(self, item: Item) -> str | None:
        known = self.catalogue.adaptations
        used = [known[a.id] for a in item.adaptations if a.id in known]
        changes = [a.plain for a in used if not a.equipment]
        return self.say("item.place_change", changes=listed(changes)) if changes else None

    def _materials(self, item: Item, activity: Activity) -> Iterator[MaterialChoice]:
        for used in item.materials:
            if used.id not in self.catalogue.materials:
                continue
            plain = self.catalogue.materials[used.id].plain
            own = activity.materials.get(used.id) if used.instead_of is None else None
            use = (own and own.use) or plain
            yield MaterialChoice(id=used.id, item=plain, use=use, instead_of=used.instead_of)

    def _adaptations(self, item: Item) -> Iterator[AdaptationChoice]:
        for used in item.adaptations:
            if used.id in self.catalogue.adaptations:
                known = self.catalogue.adaptations[used.id]
                yield AdaptationChoice(
                    id=used.id,
                    name=known.name,
                    how=known.plain,
                    equipment=known.equipment,
                    caution=known.caution,
                )

    def _steps(
        self, item: Item, activity: Activity, grade: Grade
    ) -> Iterator[tuple[str, set[str | None]]]:
        """Yield the rungs around the grade with what they may say; easier it always gets."""
        yield "fade", {None, self._fade(item)}
        harder = {
            self.say("item.step_up", sign=grade.step_up, name=above.name, changed=above.changed)
            for above in activity.grades[item.grade : item.grade + 1]
        }
        yield "step_up", {None, *harder}
        easier = {
            self.say("item.step_down", sign=grade.step_down, name=below.name)
            for below in activity.grades[: item.grade - 1][-1:]
        }
        yield "step_down", {grade.step_down, *easier}

    def _is_why(self, item: Item, activity: Activity) -> bool:
        if not item.why.endswith(activity.why):
            return False
        rest = item.why.removesuffix(activity.why)
        for sentence in self._sentences(item):
            rest = rest.replace(f"{sentence} ", "", 1)
        return not rest and item.why != activity.why

    def _sentences(self, item: Item) -> list[str]:
        """Return the phrases that tell why, filled with the skills of the item, longest first."""
        path = item.serves[0].path if item.serves else ()
        key = (*path, "", item.limited_by or "")
        if key not in self._whys:
            graph = self.catalogue.graph
            plain = [graph[i].plain for i in path if i in graph]
            ends = {"goal": plain[-1], "skill": plain[0]} if plain else {}
            found = self.sayings.filled("why", steps="; then ".join(plain[1:-1]), **ends)
            if item.limited_by and item.limited_by in graph:
                found += self.sayings.filled("why", skill=graph[item.limited_by].plain)
            self._whys[key] = sorted(set(found), key=lambda text: (-len(text), text))
        return self._whys[key]

    def _help_faults(self, item: Item, grade: Grade) -> Iterator[Fault]:
        """Yield what speaks against hands on the child: never over the hand, and only asked for."""
        hands = set(item.help) - NO_HANDS
        if not hands:
            return
        seen = self.child.skills.get(main_of(grade))
        level = seen.level if seen else None
        known = self.catalogue.materials
        rolling = {
            m.id for m in item.materials if m.id in known and "wheels" in known[m.id].hazards
        }
        if "full" in hands:
            yield "touch", "no hand goes over the child's hand"
        if self.child.touch_help == "no":
            yield "touch", "the file says that no adult guides hands"
        if level is not None and level > Level.SOME_HELP:
            yield "touch", "the child was seen to do it without a hand"
        if rolling or ROLLS & {m.id for m in item.materials}:
            yield "touch", "no hand goes on what rolls"

    def cautions(
        self, item: Item, person: Person, rules: dict[str, Rule], controls: set[str]
    ) -> set[str]:
        """
        Return what the cautions of *item* have to say.

        Args:
            item: The item.

            person: The child on that day.

            rules: The rules that are met with care or with a yes.

            controls: All that they ask for.
        """
        said = {self.say(f"supervision.{item.supervision}")}
        said |= {rule.plain for rule in rules.values()}
        said |= {self._control(c) for rule in rules.values() for c in person.changed(rule)}
        said |= {self.say(f"control.{c}") for c in controls - {*SUPERVISION}}
        said |= {a.caution for a in self._adaptations(item) if a.caution}
        said |= {*self._labels(item, person)}
        if item.side:
            said.add(self.say("item.side", side=item.side))
        if self.child.touch_help == "no":
            said.add(self.say("item.touch_no"))
        elif set(item.help) - NO_HANDS:
            is_baby = person.hazard_age < BABY_UNDER
            said.add(self.say("item.touch_baby" if is_baby else "item.touch_ask"))
            said.add(self.say("item.childs_part"))
        return said

    def along(self, item: Item, demands: Mapping[str, float]) -> set[str]:
        """Return what is said where an adult stays within reach of a child on its way."""
        goes = item.position == "moving" or "wheels" in demands
        goes = goes or bool(ROLLS & {m.id for m in item.materials})
        return {self.say("item.go_along")} if goes else set()

    def _control(self, other: OtherControl) -> str:
        was, now = (
            self.say(f"{'supervision' if c in SUPERVISION else 'control'}.{c}").rstrip(".")
            for c in (other.instead_of, other.use)
        )
        why, on = other.because.rstrip("."), other.on.isoformat()
        by = self.catalogue.words["professionals"][other.by]
        fields = {"name": other.name, "by": by, "on": on, "because": why}
        return self.say("item.control", was=was, now=now, **fields)

    def _labels(self, item: Item, person: Person) -> Iterator[str]:
        known, allergens = self.catalogue.materials, self.catalogue.safety.allergens
        for used in item.materials:
            if used.id in known and (met := person.allergens & {*known[used.id].check_label}):
                names = [allergens[i].name for i in sorted(met)]
                yield self.say("item.label", thing=known[used.id].plain, names=listed(names))


def main_of(grade: Grade) -> str:
    """Return the skill that *grade* trains most; of equals the first by id; empty for none."""
    return min(grade.trains, key=lambda i: (-grade.trains[i], i), default="")


def roles_of(item: Item, *, returns: bool, finding_out: bool) -> set[str]:
    """Return the roles that *item* may have; *returns* where something reached may come back."""
    if finding_out:
        return {"look-and-see"}
    if any(served.whole for served in item.serves):
        return {"goal"}
    chance = item.chance or 0.0
    roles = {"warm-up"} if chance >= SURE - NEARLY else {"step"}
    if abs(chance - SURE) < NEARLY:
        roles.add("step")
    return roles | ({"review"} if returns else set())
