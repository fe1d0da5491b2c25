"""What a person chose for one child, judged by the same screen as everything else."""

from datetime import date, timedelta

from motorplan.ability.estimating import Estimate
from motorplan.catalogue import Catalogue
from motorplan.frozen import evolve
from motorplan.model.activities import Activity
from motorplan.planning.ahead import Ahead
from motorplan.planning.choosing import Chooser
from motorplan.planning.climbing import Climb
from motorplan.planning.times import monday_of
from motorplan.planning.variants import Refusal, Variant
from motorplan.planning.worth import Candidate, candidate_of, just_right


class Judge:
    """
    Judges what a person chose for one child.

    Args:
        catalogue: What there is to do.

        climb: How high the child climbs in each activity.

        aims: What was ahead on the first day.

        start: The first day that is planned.
    """

    def __init__(self, catalogue: Catalogue, climb: Climb, aims: Ahead, start: date) -> None:
        self.catalogue, self.climb, self.aims = catalogue, climb, aims
        self.child = climb.child
        self._second_week = monday_of(start) + timedelta(weeks=1)

    def at_grade(
        self,
        activity: Activity,
        grade_id: str,
        chooser: Chooser,
        day: date,
        ahead: Ahead,
        estimate: Estimate,
    ) -> Candidate | Refusal:
        """Return *activity* at a grade as it would be done on *day*, or why it cannot be."""
        numbers = {grade.id: n for n, grade in enumerate(activity.grades, start=1)}
        if grade_id not in numbers:
            return Refusal("gone", grade_id, safety=False)
        number = numbers[grade_id]
        highest = self.climb.highest_by_logs(activity, estimate)
        if day < self._second_week and highest is not None and number > highest:
            return Refusal("too-soon", activity.id)
        return self._chosen(chooser.judge(activity, number), ahead, estimate)

    def fitting(
        self, activity: Activity, chooser: Chooser, ahead: Ahead, estimate: Estimate
    ) -> list[Candidate] | Refusal:
        """Return the grades of *activity* that fit, the best last, else why the first is out."""
        results = [
            self._chosen(chooser.judge(activity, number), ahead, estimate)
            for number in range(1, len(activity.grades) + 1)
        ]
        found = self.climb.in_reach([c for c in results if isinstance(c, Candidate)], estimate)
        fits = just_right(c for c in found if c.fit > 0)
        refusals = [r for r in results if isinstance(r, Refusal)]
        if fits or found:
            return sorted(fits or found[:1], key=lambda c: (c.is_whole, c.fit, c.variant.number))
        return refusals[0] if refusals else Refusal("too-soon", activity.id)

    def _chosen(
        self, judged: Variant | Refusal, ahead: Ahead, estimate: Estimate
    ) -> Candidate | Refusal:
        """Return what was *judged* as a person's choice, by this week's aims or the first ones."""
        if isinstance(judged, Refusal):
            return judged
        for aims in (ahead, self.aims):
            found = candidate_of(judged, self.child, aims, estimate, chosen=True)
            if found is not None:
                practice = {i: n for i, n in found.practice.items() if i in ahead.worth}
                return evolve(found, practice=practice)
        return Refusal("concern" if self.child.concerns else "no-goal", judged.activity.id)
