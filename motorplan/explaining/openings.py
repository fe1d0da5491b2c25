"""Why things are out, counted, and the smallest change that opens the most."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from motorplan.catalogue import Catalogue
from motorplan.frozen import frozen
from motorplan.model.activities import Activity
from motorplan.model.children import Child, Slot, WeekTime
from motorplan.model.plans import AskFirst
from motorplan.planning.horizon import Horizon
from motorplan.planning.times import Setting, Sitting, default_week, weeks_of
from motorplan.planning.variants import Refusal, Variant
from motorplan.planning.worth import candidate_of, serves_of

WORTH_TRYING = frozenset({"material", "setting", "space", "supervision", "fenced", "helmet"})
MOST_NAMED = 4


@frozen(kw_only=True)
class Opening:
    """
    A change to the file and the activities it would open.

    Attributes:
        code: The kind of change.

        then: A second change that has to come with it, as code and what it is about.
    """

    code: str
    about: str
    opens: tuple[str, ...]
    then: tuple[str, str] | None = None


class Doors:
    """
    Looks at every way toward the goals: which are open, which are shut, and by what.

    Args:
        child: The child file.

        catalogue: What there is to do.

        start: The first day of the plan.

        horizon: What planned it, if that is at hand: what it judged is not judged again.
    """

    def __init__(
        self, child: Child, catalogue: Catalogue, start: date, horizon: Horizon | None = None
    ) -> None:
        self.child, self.catalogue, self.start = child, catalogue, start
        self.horizon = horizon or Horizon(child, catalogue, start)

    @property
    def sittings(self) -> list[Sitting]:
        """One sitting for each kind of setting in the week."""
        found: dict[Setting, Sitting] = {}
        for _, sittings in weeks_of(self.child, self.start, 2):
            for sitting in sittings:
                found.setdefault(sitting.setting, sitting)
        return list(found.values())

    def ways(self) -> tuple[str, ...]:
        """Return the ids of the activities that lead toward a goal."""
        worth = self.horizon.ahead.worth
        return tuple(sorted({i for s in worth for i in self.catalogue.training.get(s, ())}))

    def judged(self, activity: Activity) -> Iterator[tuple[int, Variant | Refusal]]:
        """Yield each grade's number with how it is or why not, setting by setting."""
        for sitting in self.sittings:
            chooser = self.horizon.chooser(sitting)
            for number in range(1, len(activity.grades) + 1):
                yield number, chooser.judge(activity, number)

    def open_ways(self) -> frozenset[str]:
        """Return the ids of the activities that have a grade which is open and fits."""
        horizon = self.horizon
        found = set()
        for activity_id in self.ways():
            for _, result in self.judged(self.catalogue.activities[activity_id]):
                if isinstance(result, Variant) and candidate_of(
                    result, self.child, horizon.ahead, horizon.estimate
                ):
                    found.add(activity_id)
        return frozenset(found)

    def refusals(self) -> dict[str, Refusal]:
        """Return the first reason that shuts each activity with no open grade."""
        found: dict[str, Refusal] = {}
        for activity_id in self.ways():
            results = [r for _, r in self.judged(self.catalogue.activities[activity_id])]
            if results and not any(isinstance(r, Variant) for r in results):
                found[activity_id] = next(r for r in results if isinstance(r, Refusal))
        return found

    def ask_first(self) -> tuple[AskFirst, ...]:
        """Return the rules that a health professional could open, with what they would."""
        names: dict[str, set[str]] = {}
        for activity_id in self.ways():
            activity = self.catalogue.activities[activity_id]
            if not any(serves_of(activity, g, self.horizon.ahead) for g in activity.grades):
                continue
            for _, result in self.judged(activity):
                if isinstance(result, Refusal) and result.opens == "clearance":
                    names.setdefault(result.about, set()).add(activity.name)
        rules = self.catalogue.safety.rules
        return tuple(
            AskFirst(
                rule=rule_id,
                question=rules[rule_id].question or rules[rule_id].plain,
                would_open=tuple(sorted(names[rule_id])),
            )
            for rule_id in sorted(names)
        )

    def reasons(self) -> list[tuple[int, Refusal]]:
        """Return why ways are shut, each with how many, the commonest first."""
        counts = Counter(self.refusals().values())
        rows = [(count, refusal) for refusal, count in counts.items()]
        return sorted(rows, key=lambda r: (-r[0], r[1].code, r[1].about))

    def openings(self) -> list[Opening]:
        """
        Return the changes that open something, those that open most first.

        Single ones; where none does, two at once, of which the first is no material.
        """
        found = self._single() or self._double()
        return sorted(found, key=lambda o: (-len(o.opens), o.code, o.about, o.then or ()))

    def _single(self) -> list[Opening]:
        already = self.open_ways()
        found = []
        for code, about, changed in self._changes():
            doors = Doors(changed, self.catalogue, self.start)
            opened = tuple(sorted(doors.open_ways() - already))
            if opened:
                found.append(Opening(code=code, about=about, opens=opened))
        return found

    def _double(self) -> list[Opening]:
        found = []
        for code, about, changed in self._changes():
            if code not in {"material", "helmet"}:
                second = Doors(changed, self.catalogue, self.start)
                found += [
                    Opening(code=code, about=about, opens=o.opens, then=(o.code, o.about))
                    for o in second._single()
                ]
        return found

    def words(self, refusal: Refusal) -> str:
        """Return why something is out, in words that follow "it is out: "."""
        say = self.catalogue.phrases.say
        about = self._about(refusal)
        if refusal.code == "rule":
            return self.catalogue.safety.rules[refusal.about].plain.rstrip(".")
        if (refusal.code, refusal.about) == ("setting", "routine"):
            return say("out.routine")
        return say(f"out.{refusal.code}", about=about)

    def change_words(self, opening: Opening) -> str:
        """Return the change in words, a sentence each."""
        changes = [(opening.code, opening.about)]
        return " ".join(self._sentence(*change) for change in [*changes, opening.then] if change)

    def _sentence(self, code: str, about: str) -> str:
        if code == "material":
            about = self.catalogue.materials[about].plain
        return self.catalogue.phrases.say(f"change.{code}", about=about)

    def _about(self, refusal: Refusal) -> str:
        catalogue = self.catalogue
        if refusal.code == "material":
            return catalogue.materials[refusal.about].plain
        if refusal.code == "not-seen" and refusal.about in catalogue.graph:
            return catalogue.graph[refusal.about].plain
        if refusal.code == "not-seen" and refusal.about in catalogue.safety.features:
            return catalogue.safety.features[refusal.about].name.lower()
        if refusal.code == "allergen" and refusal.about in catalogue.safety.allergens:
            return catalogue.safety.allergens[refusal.about].name.lower()
        return refusal.about

    def _changes(self) -> Iterator[tuple[str, str, Child]]:
        """Yield each single change that a shut door speaks of, with the child after it."""
        for code, about in sorted(self._shut()):
            if code == "setting":
                for place in self._places():
                    yield code, place, self._with_week(place=place)
            elif code in WORTH_TRYING and about in self.catalogue.materials:
                yield code, about, self._at_hand(about)
            elif code == "helmet":
                yield code, about, self._at_hand("helmet")
            elif change := self._setting_change(code, about):
                yield code, about, self._with_week(**change)
        if self.child.safety_asked is None:
            yield "questions", "", attrs.evolve(self.child, safety_asked=self.start)

    def _shut(self) -> set[tuple[str, str]]:
        """Return what shuts doors, supervision of any kind as one."""
        shut = {
            (r.code, "" if r.code == "supervision" else r.about)
            for activity_id in self.ways()
            for _, r in self.judged(self.catalogue.activities[activity_id])
            if isinstance(r, Refusal)
        }
        return {pair for pair in shut if pair[0] in WORTH_TRYING}

    def _setting_change(self, code: str, about: str) -> dict[str, Any]:
        changes: dict[str, dict[str, Any]] = {
            "space": {"space": about},
            "supervision": {"adults": self._week.adults + 1},
            "fenced": {"fenced": True},
        }
        return changes.get(code, {})

    @property
    def _week(self) -> WeekTime:
        return self.child.week or default_week()

    def _places(self) -> list[str]:
        settings: Iterable[str] = (
            place for i in self.ways() for place in self.catalogue.activities[i].settings
        )
        return sorted(set(settings) - {"video"})

    def _with_week(self, **changes: Any) -> Child:
        """Return the child with *changes* to the week and to every slot that says otherwise."""
        unsaid: Any = dict.fromkeys(k for k in changes if hasattr(Slot, k))
        slots = {
            day: tuple(attrs.evolve(slot, **unsaid) for slot in slots)
            for day, slots in self._week.days.items()
        }
        return attrs.evolve(self.child, week=attrs.evolve(self._week, days=slots, **changes))

    def _at_hand(self, material_id: str) -> Child:
        week = self._week
        return attrs.evolve(
            self.child,
            week=attrs.evolve(
                week,
                materials=tuple(sorted({*week.materials, material_id})),
                missing=tuple(m for m in week.missing if m != material_id),
            ),
        )
