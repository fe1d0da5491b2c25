"""Which ways to a goal are open, which are shut, and by what."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from motorplan.catalogue import Catalogue
from motorplan.model.activities import Activity
from motorplan.model.children import Child
from motorplan.model.plans import AskFirst
from motorplan.model.things import Adaptation
from motorplan.naming import ids_in, kind_of, tables_of
from motorplan.phrases import listed
from motorplan.planning.choosing import Chooser
from motorplan.planning.horizon import Horizon
from motorplan.planning.sifting import GradeId
from motorplan.planning.times import Setting, Sitting, weeks_of
from motorplan.planning.variants import NOBODY, Refusal, Variant
from motorplan.planning.worth import SURE_FROM, Candidate, candidate_of, is_whole, serves_of

MOST_NAMED = 4
TOLD_TOGETHER = frozenset({"material", "not-seen", "allergen", "avoid"})
OF_PLACE = frozenset({"setting", "space", "private"})
TOO_HARD, LATER = (Refusal(code, "", safety=False) for code in ("too-hard", "later"))


class Doors:
    """
    Looks at every way toward the goals: which are open, which are shut, and by what.

    Args:
        child: The child file.

        catalogue: What there is to do.

        start: The first day of the plan.

        horizon: What planned it, if that is at hand: what it judged is not judged again.

        among: The activities that are looked at; None takes all that train what is ahead.
    """

    def __init__(
        self,
        child: Child,
        catalogue: Catalogue,
        start: date,
        horizon: Horizon | None = None,
        among: tuple[str, ...] | None = None,
    ) -> None:
        self.child, self.catalogue, self.start, self.among = child, catalogue, start, among
        self.horizon = horizon or Horizon(child, catalogue, start)

    @cached_property
    def choosers(self) -> list[Chooser]:
        """What judges grades in each kind of setting in the week."""
        found: dict[Setting, Sitting] = {}
        for _, sittings in weeks_of(self.child, self.start, 2):
            for sitting in sittings:
                found.setdefault(sitting.setting, sitting)
        return [self.horizon.chooser(sitting) for sitting in found.values()]

    def settings(self) -> list[Setting]:
        """Return each kind of setting in the week."""
        return [chooser.setting for chooser in self.choosers]

    @cached_property
    def ways(self) -> tuple[str, ...]:
        """The ids of the activities that lead toward a goal and may still bring something."""
        ids = self._trainers() if self.among is None else self.among
        return tuple(i for i in ids if self._numbers(i) or self._is_too_hard(i))

    def _trainers(self) -> list[str]:
        """Return the ids of the activities that train anything on the way to a goal."""
        training = self.catalogue.training
        return sorted({i for s in self.horizon.ahead.worth for i in training.get(s, ())})

    def judged(self, activity: Activity) -> Iterator[tuple[int, Variant | Refusal]]:
        """Yield each grade's number with how it is or why not, setting by setting."""
        for chooser in self.choosers:
            for number in range(1, len(activity.grades) + 1):
                yield number, chooser.judge(activity, number)

    def open_ways(self, among: Iterable[str] | None = None) -> frozenset[str]:
        """Return the activities, *among* all ways, with a grade that is open and fits."""
        ways = self.ways if among is None else among
        return frozenset(i for i in ways if self.reason_of(i) is None)

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
        minutes = [c.variant.minutes for i in self.ways for c in self.fitting(i)]
        return min(minutes, default=None)

    def grades(self) -> list[GradeId]:
        """Return the grades that lead to a goal and might fit."""
        return self.horizon.worthwhile

    def reason_of(self, activity_id: str) -> Refusal | None:
        """
        Return the first reason why a way is out; None when a grade of it is open and fits.

        Of its grades those count that lead to a goal and might fit; where there is none, it
        is too hard for now. What shuts it where it could be comes before that it is not for
        a place.
        """
        if tag := self._limited_to_none(activity_id):
            return Refusal("limit", tag, "change", safety=False)
        if any(True for _ in self.fitting(activity_id)):
            return None
        refusals = list(self.refusals(activity_id)) or [TOO_HARD]
        return min(refusals, key=lambda refusal: refusal.code in OF_PLACE)

    def _limited_to_none(self, activity_id: str) -> str | None:
        """Return the tag by which the file lets an activity come in no week, or None."""
        limits, tags = self.child.limits, self.catalogue.activities[activity_id].tags
        return next((t for t in sorted(tags) if t in limits and limits[t].max == 0), None)

    def refusals(self, activity_id: str) -> Iterator[Refusal]:
        """Yield why those grades of an activity are shut that might fit, setting by setting."""
        numbers = self._numbers(activity_id)
        for chooser in self.choosers if numbers else ():
            activity = self.catalogue.activities[activity_id]
            results = (chooser.judge(activity, number) for number in numbers)
            yield from (result for result in results if isinstance(result, Refusal))

    def _numbers(self, activity_id: str) -> list[int]:
        """Return the numbers of the grades that lead to a goal and might fit."""
        return self._fit_numbers.get(activity_id, [])

    @cached_property
    def _fit_numbers(self) -> dict[str, list[int]]:
        """The numbers of the grades that lead to a goal and might fit, by activity."""
        found: dict[str, list[int]] = {}
        for activity_id, number in self.horizon.worthwhile:
            found.setdefault(activity_id, []).append(number)
        return found

    def _is_too_hard(self, activity_id: str) -> bool:
        """Return whether a grade leads to a goal and is not sure to go well."""
        ladder, horizon = self.catalogue.ladders[activity_id], self.horizon
        needs = (rung.needs for rung in ladder.grades if serves_of(ladder, rung, horizon.ahead))
        return any(horizon.estimate.of_needs(n).chance < SURE_FROM for n in needs)

    def why_not_whole(self, goal: str) -> str:
        """Return why nothing that *is* the goal task is open and fits, in words."""
        wholes = (
            (activity, number)
            for activity in (
                self.catalogue.activities[i] for i in self.catalogue.training.get(goal, ())
            )
            for number, grade in enumerate(activity.grades, start=1)
            if is_whole(activity, grade, goal)
        )
        results = [c.judge(*whole) for whole in wholes for c in self.choosers]
        refusals = [r for r in results if isinstance(r, Refusal)]
        say = self.catalogue.phrases.say
        if not results:
            return say("out.no_task")
        if len(refusals) < len(results):
            return say("out.later")
        return self.words(min(refusals, key=lambda refusal: refusal.code in OF_PLACE))

    def ask_first(self) -> tuple[AskFirst, ...]:
        """Return the rules that a health professional could open, with what they would."""
        shut: dict[str, dict[str, dict[str, None]]] = {}
        for activity_id, number in self.horizon.promising:
            activity = self.catalogue.activities[activity_id]
            for result in (chooser.judge(activity, number) for chooser in self.choosers):
                if isinstance(result, Refusal) and result.opens == "clearance":
                    grades = shut.setdefault(result.about, {}).setdefault(activity.name, {})
                    grades[activity.grades[number - 1].name] = None
        rules, say = self.catalogue.safety.rules, self.catalogue.phrases.say
        return tuple(
            AskFirst(
                rule=rule_id,
                question=rules[rule_id].question or rules[rule_id].plain,
                would_open=tuple(
                    say("ask.opens", name=name, grades="; ".join(grades))
                    for name, grades in sorted(shut[rule_id].items())
                ),
            )
            for rule_id in sorted(shut)
        )

    def reasons(self, offered: Collection[str] | None = None) -> list[tuple[int, Refusal]]:
        """
        Return why ways are out, each with how many, the commonest first.

        Args:
            offered: The activities that the weeks could take; what is open and not among them
                has to wait for other steps. None leaves such out.

        Returns:
            Rows of how many and why; none where the weeks have no time at all.
        """
        if not self.choosers:
            return []
        counts = Counter(r for i in self.ways if (r := self.reason_of(i)))
        if offered is not None:
            waiting = [i for i in self.ways if i not in offered and not self.reason_of(i)]
            counts.update({LATER: len(waiting)} if waiting else {})
        rows = [(count, refusal) for refusal, count in counts.items()]
        return sorted(rows, key=lambda r: (-r[0], r[1].code, r[1].about))

    def counted(self, count: int, total: int, refusal: Refusal) -> str:
        """Return that *count* of *total* ways are out, and why."""
        word = "reason_one" if count == 1 else "reason"
        why = self.words(refusal)
        return self.catalogue.phrases.say(f"warn.{word}", count=count, total=total, why=why)

    def words(self, refusal: Refusal) -> str:
        """Return why something is out, in words that follow "it is out: "."""
        return next(self.words_of([refusal]))

    def words_of(self, refusals: Sequence[Refusal]) -> Iterator[str]:
        """Yield in words why something is out, *refusals* of one code for several things once."""
        say, rules = self.catalogue.phrases.say, self.catalogue.safety.rules
        together = [r for r in refusals if r.code in TOLD_TOGETHER]
        if together:
            abouts = listed([self._about(refusal) for refusal in together])
            yield say(f"out.{together[0].code}", about=abouts)
        for refusal in refusals:
            if refusal.code == "rule":
                yield rules[refusal.about].plain.rstrip(".")
            elif refusal.about in {"routine", NOBODY}:
                yield say(f"out.{refusal.about}")
            elif refusal.code not in TOLD_TOGETHER:
                yield say(f"out.{refusal.code}", about=self._about(refusal))

    def _about(self, refusal: Refusal) -> str:
        """Return what *refusal* is about, in words."""
        catalogue, about = self.catalogue, refusal.about
        safety = catalogue.safety
        if refusal.code == "setting":
            return catalogue.phrases.say(f"place.{about}")
        if refusal.code == "position":
            return catalogue.words["positions"][about]
        for names in (safety.features, safety.allergens):
            if about in names:
                return names[about].name.lower()
        return plain_of(about, catalogue) if about in ids_in(catalogue) else about


def plain_of(word: str, catalogue: Catalogue) -> str:
    """Return what people call the thing, tag, skill or activity that goes by the id *word*."""
    thing = tables_of(catalogue)[kind_of(word, catalogue)][word]
    plain: str = (
        thing.name if isinstance(thing, Adaptation) else getattr(thing, "plain", thing.name)
    )
    return plain
