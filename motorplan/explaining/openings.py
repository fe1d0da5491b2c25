"""Why things are out, counted, and the smallest change that opens the most."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

import attrs

from motorplan.catalogue import Catalogue
from motorplan.frozen import frozen
from motorplan.model.activities import Activity
from motorplan.model.children import Child, WeekTime
from motorplan.model.plans import AskFirst
from motorplan.planning.choosing import Chooser
from motorplan.planning.horizon import Horizon
from motorplan.planning.times import Setting, Sitting, default_week, weeks_of
from motorplan.planning.variants import Refusal, Variant
from motorplan.planning.worth import Candidate, candidate_of, is_whole

WORTH_TRYING = frozenset({"material", "setting", "space", "supervision", "fenced", "helmet"})
MOST_NAMED, MOST_PAIRS = 4, 6


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

    @cached_property
    def _choosers(self) -> list[Chooser]:
        """What judges grades in each kind of setting in the week."""
        found: dict[Setting, Sitting] = {}
        for _, sittings in weeks_of(self.child, self.start, 2):
            for sitting in sittings:
                found.setdefault(sitting.setting, sitting)
        return [self.horizon.chooser(sitting) for sitting in found.values()]

    def ways(self) -> tuple[str, ...]:
        """Return the ids of the activities that lead toward a goal."""
        worth = self.horizon.ahead.worth
        return tuple(sorted({i for s in worth for i in self.catalogue.training.get(s, ())}))

    def judged(self, activity: Activity) -> Iterator[tuple[int, Variant | Refusal]]:
        """Yield each grade's number with how it is or why not, setting by setting."""
        for chooser in self._choosers:
            for number in range(1, len(activity.grades) + 1):
                yield number, chooser.judge(activity, number)

    def open_ways(self, among: Iterable[str] | None = None) -> frozenset[str]:
        """Return the activities, *among* all ways, with a grade that is open and fits."""
        ways = self.ways() if among is None else among
        return frozenset(i for i in ways if any(True for _ in self.fitting(i)))

    def fitting(self, activity_id: str) -> Iterator[Candidate]:
        """Yield the grades of an activity that are open and fit, setting by setting."""
        horizon = self.horizon
        for _, result in self.judged(self.catalogue.activities[activity_id]):
            if isinstance(result, Variant):
                found = candidate_of(result, self.child, horizon.ahead, horizon.estimate)
                if found:
                    yield found

    def shortest(self) -> int | None:
        """Return the fewest minutes that anything open takes, getting ready included."""
        minutes = [c.variant.minutes for i in self.ways() for c in self.fitting(i)]
        return min(minutes, default=None)

    def refusals(self) -> dict[str, Refusal]:
        """Return the first reason that shuts each activity with no open grade."""
        found: dict[str, Refusal] = {}
        for activity_id in self.ways():
            results = [r for _, r in self.judged(self.catalogue.activities[activity_id])]
            if results and not any(isinstance(r, Variant) for r in results):
                found[activity_id] = next(r for r in results if isinstance(r, Refusal))
        return found

    def why_not_whole(self, goal: str) -> str:
        """Return why nothing that *is* the goal task is open and fits, in words."""
        wholes = (
            (activity, number)
            for activity in (self.catalogue.activities[i] for i in self._trainers(goal))
            for number, grade in enumerate(activity.grades, start=1)
            if is_whole(activity, grade, goal)
        )
        results = [c.judge(*whole) for whole in wholes for c in self._choosers]
        refusals = [r for r in results if isinstance(r, Refusal)]
        say = self.catalogue.phrases.say
        if not results:
            return say("out.no_task")
        return say("out.later") if len(refusals) < len(results) else self.words(refusals[0])

    def _trainers(self, skill_id: str) -> tuple[str, ...]:
        return self.catalogue.training.get(skill_id, ())

    def ask_first(self) -> tuple[AskFirst, ...]:
        """Return the rules that a health professional could open, with what they would."""
        names: dict[str, set[str]] = {}
        for activity_id in self.ways():
            ladder, horizon = self.catalogue.ladders[activity_id], self.horizon
            numbers = list(horizon.worth_judging(ladder, horizon.ahead, horizon.estimate))
            if not numbers:
                continue
            activity = self.catalogue.activities[activity_id]
            for result in (c.judge(activity, n) for c in self._choosers for n in numbers):
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
        found = self.single() or self._double()
        return sorted(found, key=lambda o: (-len(o.opens), o.code, o.about, o.then or ()))

    def single(self) -> list[Opening]:
        """Return the single changes that open something."""
        already = self.open_ways()
        found = []
        for code, about, changed in self._changes():
            shut = self._shut.get((code, about)) or self.ways()
            opened = tuple(sorted(self._after(changed).open_ways(shut) - already))
            if opened:
                found.append(Opening(code=code, about=about, opens=opened))
        return found

    def _double(self) -> list[Opening]:
        found = (
            Opening(code=code, about=about, opens=o.opens, then=(o.code, o.about))
            for code, about, changed in self._changes()
            if code not in {"material", "helmet"}
            for o in self._after(changed).single()
        )
        return list(islice(found, MOST_PAIRS))

    def _after(self, changed: Child) -> "Doors":
        """Return the doors of the child as *changed*; what it can do stays the same."""
        horizon = Horizon(changed, self.catalogue, self.start, like=self.horizon)
        return Doors(changed, self.catalogue, self.start, horizon)

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
        if refusal.code == "position":
            return catalogue.words["positions"][refusal.about]
        if refusal.code == "not-seen" and refusal.about in catalogue.graph:
            return catalogue.graph[refusal.about].plain
        if refusal.code == "not-seen" and refusal.about in catalogue.safety.features:
            return catalogue.safety.features[refusal.about].name.lower()
        if refusal.code == "allergen" and refusal.about in catalogue.safety.allergens:
            return catalogue.safety.allergens[refusal.about].name.lower()
        return refusal.about

    def _changes(self) -> Iterator[tuple[str, str, Child]]:
        """Yield each single change that a shut door speaks of, with the child after it."""
        for code, about in sorted(self._shut):
            if code == "setting":
                for place in self._other_places():
                    yield code, place, self._with_week(place=place)
            elif code in WORTH_TRYING and about in self.catalogue.materials:
                yield code, about, self._at_hand(about)
            elif code == "helmet":
                yield code, about, self._at_hand("helmet")
            elif change := self._setting_change(code, about):
                yield code, about, self._with_week(**change)
        if self.child.safety_asked is None:
            yield "questions", "", attrs.evolve(self.child, safety_asked=self.start)

    @cached_property
    def _shut(self) -> dict[tuple[str, str], set[str]]:
        """What shuts doors and a change may open, supervision of any kind as one, with which."""
        shut: dict[tuple[str, str], set[str]] = {}
        for activity_id in self.ways():
            for _, result in self.judged(self.catalogue.activities[activity_id]):
                if isinstance(result, Refusal) and result.code in WORTH_TRYING:
                    about = "" if result.code == "supervision" else result.about
                    shut.setdefault((result.code, about), set()).add(activity_id)
        return shut

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

    def _other_places(self) -> list[str]:
        """Return the places that activities are for and the week has no time in."""
        settings: Iterable[str] = (
            place for i in self.ways() for place in self.catalogue.activities[i].settings
        )
        there = {chooser.setting.place for chooser in self._choosers}
        return sorted(set(settings) - there - {"video"})

    def _with_week(self, **changes: Any) -> Child:
        """Return the child with *changes* to the week and to every slot that says otherwise."""
        unsaid: Any = dict.fromkeys(changes)
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
