"""Which rung of a ladder is in reach, after what was seen, logged and planned."""

from collections.abc import Iterable

from motorplan.ability.estimating import Estimate
from motorplan.model.activities import Activity, Grade
from motorplan.model.children import Child
from motorplan.model.ladders import Ladder, Rung
from motorplan.planning.history import rung_by_logs, was_too_hard
from motorplan.planning.variants import Variant
from motorplan.planning.worth import BANDS, Candidate, all_seen


class Climb:
    """
    How high the child climbs in each activity while weeks are planned.

    Args:
        child: The child file.

        by_birthday: Whether the age curve is a fair guide where nothing was seen.
    """

    def __init__(self, child: Child, *, by_birthday: bool) -> None:
        self.child, self._by_birthday = child, by_birthday
        self._highest: dict[str, int] = {}
        self._behind: dict[str, int] = {}
        kept = (goal.skill for goal in child.goals if goal.kind == "keep")
        self._kept = frozenset(i for i in kept if i in child.skills)

    def go_on_from(self, grades: Iterable[tuple[str, int]]) -> None:
        """Note pairs of an activity and a grade that lie behind; what was logged counts more."""
        for activity_id, number in grades:
            self._behind[activity_id] = max(number, self._behind.get(activity_id, 0))

    def note(self, done: Iterable[Variant]) -> None:
        """Note how high a week climbed in each of its activities."""
        for variant in done:
            held = self._highest.get(variant.activity.id, 0)
            self._highest[variant.activity.id] = max(held, variant.number)

    def in_reach(self, candidates: Iterable[Candidate], estimate: Estimate) -> list[Candidate]:
        """
        Return *candidates* without those that would skip a rung.

        One above the highest that this plan did or whose needs were all seen is in reach, or
        what the logs let come. Where neither is known, the first rung that is no
        longer too easy is, unless the birthday is a poor guide. What keeps a skill that was
        seen is.
        """
        reach: dict[str, int] = {}
        found = []
        for candidate in candidates:
            activity = candidate.variant.activity
            if activity.id not in reach:
                reach[activity.id] = self._reach(activity, estimate)
            if candidate.variant.number <= reach[activity.id] or self._is_kept(candidate):
                found.append(candidate)
        return found

    def _is_kept(self, candidate: Candidate) -> bool:
        """Return whether *candidate* is what the child has and keeps, and no log says otherwise."""
        is_kept = any(s.goal in self._kept for s in candidate.serves)
        return is_kept and rung_by_logs(candidate.variant.activity, self.child.logs) is None

    def _reach(self, activity: Activity, estimate: Estimate) -> int:
        logged = self.highest_by_logs(activity, estimate)
        if logged is not None:
            return logged
        known = self._known(activity, estimate)
        easy_from = BANDS[self.child.pace][1]
        guess = first_unsure(activity, estimate, easy_from) if self._by_birthday else 0
        return known + 1 if known else max(1, guess)

    def _known(self, activity: Activity | Ladder, estimate: Estimate) -> int:
        """Return the highest grade that this plan did or whose needs were all seen, or 0."""
        done, behind = self._highest.get(activity.id, 0), self._behind.get(activity.id, 0)
        return max(done, behind, known_rung(activity, estimate))

    def highest_by_logs(self, activity: Activity | Ladder, estimate: Estimate) -> int | None:
        """
        Return the highest grade that logs, and what is planned since, let come; None without logs.

        A day that went well at an easy rung takes nothing away from what was seen; a day that
        was too hard does.
        """
        logged = rung_by_logs(activity, self.child.logs)
        if logged is None:
            return None
        if was_too_hard(activity, self.child.logs):
            done = self._highest.get(activity.id, 0)
            return max(logged, done + 1) if done else logged
        known = self._known(activity, estimate)
        return max(logged, known + 1) if known else logged


def known_rung(activity: Activity | Ladder, estimate: Estimate) -> int:
    """Return the highest grade of *activity* whose needs were all seen; 0 when there is none."""
    grades: tuple[Grade | Rung, ...] = activity.grades
    known = [
        number
        for number, grade in enumerate(grades, start=1)
        if grade.needs and all_seen(grade.needs, estimate)
    ]
    return max(known, default=0)


def first_unsure(activity: Activity, estimate: Estimate, sure: float) -> int:
    """Return the first grade of *activity* with a chance below *sure*, else the last."""
    for number, grade in enumerate(activity.grades, start=1):
        if estimate.of_needs(grade.needs).chance < sure:
            return number
    return len(activity.grades)
