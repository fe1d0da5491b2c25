"""Which rung of a ladder is in reach, after what was seen, logged and planned."""

from collections.abc import Iterable

from motorplan.ability.estimating import Estimate
from motorplan.model.activities import Activity
from motorplan.model.children import Child
from motorplan.model.ladders import Ladder
from motorplan.planning.history import rung_by_logs
from motorplan.planning.variants import Variant
from motorplan.planning.worth import SURE_FROM, Candidate, all_seen


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

        One above the highest that this plan did or whose needs were all seen is in reach.
        Where neither is known, the first rung that is not sure to go well is, unless the
        birthday is a poor guide. What keeps a skill that was seen is.
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
        return is_kept and self.highest_by_logs(candidate.variant.activity) is None

    def _reach(self, activity: Activity, estimate: Estimate) -> int:
        logged = self.highest_by_logs(activity)
        if logged is not None:
            return logged
        done = max(self._highest.get(activity.id, 0), self._behind.get(activity.id, 0))
        known = max(done, known_rung(activity, estimate))
        guess = first_unsure(activity, estimate) if self._by_birthday else 0
        return known + 1 if known else max(1, guess)

    def highest_by_logs(self, activity: Activity | Ladder) -> int | None:
        """Return the highest grade that logs, and what is planned since, let come; or None."""
        logged = rung_by_logs(activity, self.child.logs)
        done = self._highest.get(activity.id, 0)
        return logged if logged is None or not done else max(logged, done + 1)


def known_rung(activity: Activity, estimate: Estimate) -> int:
    """Return the highest grade of *activity* whose needs were all seen; 0 when there is none."""
    known = [
        number
        for number, grade in enumerate(activity.grades, start=1)
        if grade.needs and all_seen(grade.needs, estimate)
    ]
    return max(known, default=0)


def first_unsure(activity: Activity, estimate: Estimate) -> int:
    """Return the first grade of *activity* that is not sure to go well, else the last."""
    for number, grade in enumerate(activity.grades, start=1):
        if estimate.of_needs(grade.needs).chance < SURE_FROM:
            return number
    return len(activity.grades)
