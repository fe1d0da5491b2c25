"""Activities arranged for paper: as cards, and one as a handout for a family."""

from collections.abc import Mapping, Sequence

from motorplan.frozen import frozen
from motorplan.model.activities import Activity, Grade
from motorplan.model.pictures import Picture
from motorplan.model.safety import Rule
from motorplan.model.things import Material, MaterialUse
from motorplan.rendering.paper import Paper
from motorplan.rendering.records import hazards_at
from motorplan.rendering.sheets import Sheet, drawn, row_of
from motorplan.vocabulary import SUPERVISION

MOST_STOPS = 3
"""Stop signs of its own that a card has room for; the handout has them all."""


@frozen(kw_only=True)
class Leaflets:
    """
    What cards and handouts are made from.

    Attributes:
        paper: The phrases.

        materials: Material id -> material.

        pictures: Activity id -> the drawing that shows it, and ``stop``.

        rules: What is left out for whom, by id; those of age and of the mouth stand with
            what they are about, for nobody has asked yet who the paper is for.

        allergens: Allergen id -> plain name.
    """

    paper: Paper
    rules: Mapping[str, Rule]
    allergens: Mapping[str, str]
    materials: Mapping[str, Material]
    pictures: Mapping[str, Picture]

    def cards(self, activities: Sequence[Activity]) -> Sheet:
        """Return *activities* as cards."""
        say = self.paper.phrases.say
        return {
            **self._frame("cards", say("print.cards"), activities),
            "foot": f"{say('paper.family')} {say('print.not_for_one')}",
            "cards": [self._card(activity) for activity in activities],
        }

    def handout(self, activity: Activity) -> Sheet:
        """Return *activity* as pages for a family."""
        rows = {
            "why": (activity.why,),
            "care": self._care(activity),
            "softer": (activity.soften or "",),
            "livelier": (activity.livelier or "",),
        }
        return {
            **self._frame("handout", activity.name, [activity]),
            "picture": activity.id,
            "summary": activity.summary,
            "rows": self._rows(rows),
            "things": [self._thing(i, use) for i, use in activity.materials.items()],
            "grades": [self._grade(n, g, activity) for n, g in enumerate(activity.grades, start=1)],
        }

    def _frame(self, kind: str, title: str, activities: Sequence[Activity]) -> Sheet:
        say = self.paper.phrases.say
        return {
            "kind": kind,
            "title": title,
            "foot": say("print.not_for_one"),
            "lang": "en",
            "date": None,
            "disclaimer": f"{say('paper.family')} {say('print.not_for_one')}",
            "pictures": drawn([a.id for a in activities], self.pictures),
            "say": {"things": say("print.things")},
        }

    def _card(self, activity: Activity) -> Sheet:
        stops = dict.fromkeys(line for grade in activity.grades for line in grade.stop_if)
        names = [self.materials[i].plain for i in activity.materials]
        rows = {
            "things": (f"{self.paper.all_of(names)}." if names else "",),
            "care": [*self._care(activity), *self._never(activity, activity.grades)],
            "stop_if": [*stops][:MOST_STOPS],
        }
        return {
            "name": activity.name,
            "summary": activity.summary,
            "picture": activity.id,
            "ladder": [f"{grade.name}: {grade.changed}" for grade in activity.grades],
            "rows": self._rows(rows),
        }

    def _care(self, activity: Activity) -> tuple[str, ...]:
        """Return the least age, the closest watch that any grade asks for, and who may do it."""
        say = self.paper.phrases.say
        closest = max((g.supervision for g in activity.grades), key=SUPERVISION.index)
        age = self.paper.counted("month", activity.min_age_months)
        youngest = say("print.youngest", age=age) if activity.min_age_months else ""
        private = say("print.private") if activity.private else ""
        label = self._label(activity)
        return tuple(filter(None, (say(f"supervision.{closest}"), youngest, private, label)))

    def _label(self, activity: Activity) -> str:
        """Return what may be in it or in its things that somebody must not meet."""
        things = [self.materials[i] for i in activity.materials]
        held = {a for thing in things for a in (*thing.allergens, *thing.check_label)}
        names = sorted(self.allergens[i] for i in held | {*activity.allergens})
        say = self.paper.phrases.say
        return say("print.may_hold", names=self.paper.all_of(names)) if names else ""

    def _never(self, activity: Activity, grades: Sequence[Grade]) -> list[str]:
        """Return the bans that age or mouth alone decide and that any of *grades* meets."""
        met = [hazards_at(grade, activity, self.materials) for grade in grades]
        return [
            rule.plain
            for rule in self.rules.values()
            if rule.kind == "never"
            and (rule.when.under_months or rule.when.mouths)
            and not rule.when.precautions
            and any(h.get(i, -1.0) >= least for h in met for i, least in rule.hits.items())
        ]

    def _thing(self, material_id: str, use: MaterialUse) -> str:
        thing, say = self.materials[material_id], self.paper.phrases.say
        name, found = self.paper.begun(thing.plain), thing.found
        spare = thing.substitutes if use.substitutes is None else use.substitutes
        others = [self.materials[i].plain for i in spare if i in self.materials]
        if not others:
            return say("print.found", thing=name, found=found)
        return say("print.instead", thing=name, found=found, others=self.paper.one_of(others))

    def _grade(self, number: int, grade: Grade, activity: Activity) -> Sheet:
        rows = {
            "changed": (grade.changed,),
            "steps": grade.steps,
            "say": (f"“{grade.say}”",),
            "goes_well": (grade.success,),
            "harder": (grade.step_up,),
            "easier": (grade.step_down,),
            "watch_for": grade.watch_for,
            "care": [
                self.paper.phrases.say(f"supervision.{grade.supervision}"),
                *self._never(activity, [grade]),
            ],
            "stop_if": grade.stop_if,
        }
        return {
            "head": self.paper.say("grade", number=number, name=grade.name),
            "rows": self._rows(rows),
        }

    def _rows(self, rows: Mapping[str, Sequence[str]]) -> list[Sheet]:
        return [row_of(label, lines, self.paper) for label, lines in rows.items() if any(lines)]
