"""One simulated child with one planner, through the weeks."""

from collections.abc import Callable, Generator, Iterable
from datetime import date, timedelta

from motorplan.catalogue import Catalogue
from motorplan.frozen import evolve, frozen
from motorplan.model.children import Child, Goal
from motorplan.model.logs import Log
from motorplan.planning.placing import Answer, Question, next_question
from motorplan.simulation.carers import answer, with_seen, written
from motorplan.simulation.cases import Case
from motorplan.simulation.choosing import Pick, Planner, View
from motorplan.simulation.learners import Learner, Task
from motorplan.vocabulary import Level

REVIEW_WEEKS = 4
"""Every so many weeks the carer looks at the goals again, and one that is there is done with."""

LOW = 0.5


@frozen(kw_only=True)
class Outcome:
    """
    What came of it.

    Attributes:
        sessions: For each goal the number of sessions until it was reached, or None.

        held: Sessions there were, up to the last goal or the last week.

        minutes: Of practice; *fitting* those of them at a true chance of success that is no
            more than the width of the child's own learning curve from what is best for it;
            *spent* all that sessions took.

        set_up: Minutes of setting up and tidying, and of what the child said no to.

        items, low, refused: Things offered, those with a true chance below one half, those
            the child said no to.

        variety: Different activities in a week, as a mean.
    """

    sessions: tuple[int | None, ...]
    held: int
    minutes: int
    fitting: int
    set_up: int
    items: int
    low: int
    refused: int
    variety: float


class Trial:
    """
    A simulated child with a planner.

    Args:
        case: The child.

        child: What its planner is told at first: ``case.child``, or as :func:`placed_child`.

        planner: What chooses, or what makes it for the learner of this trial.

        catalogue: What there is to do.

        weeks: How many.
    """

    def __init__(
        self,
        case: Case,
        child: Child,
        planner: Planner | Callable[[Learner], Planner],
        catalogue: Catalogue,
        weeks: int,
    ) -> None:
        self.learner, self.catalogue = case.learner, catalogue
        self.planner = planner(self.learner) if callable(planner) else planner
        self.start, self.weeks, self.child = case.start, weeks, child
        self.goals = case.child.goals
        self._reached: dict[str, int] = {}
        self._held = 0
        self._picks: list[tuple[Pick, bool, float]] = []
        self._different: list[int] = []

    def run(self) -> Outcome:
        """Let the weeks go by, until all goals are reached, and return what came of it."""
        for number in range(self.weeks):
            first = self.start + timedelta(weeks=number)
            if number and number % REVIEW_WEEKS == 0:
                self._review(first)
            self._week(first)
            self.learner.sleep(first + timedelta(days=6))
            if len(self._reached) == len(self.goals):
                break
        return self._outcome()

    def _week(self, first: date) -> None:
        view = View(self.child, self.catalogue, first, self.learner.seed)
        logs: list[Log] = []
        done: set[str] = set()
        for sitting, picks in zip(view.sittings, self.planner.week(view), strict=True):
            self._held += 1
            for pick in picks:
                logs += self._do(pick, sitting.day)
                done.add(pick.variant.activity.id)
            self._look(sitting.day)
        self._different.append(len(done))
        self.child = evolve(self.child, logs=(*self.child.logs, *logs))

    def _do(self, pick: Pick, day: date) -> Iterable[Log]:
        task, asked = task_of(pick), task_of(Pick(pick.variant), plain=True)
        chance = self.learner.chance(task.needs, day)
        tried = self.learner.tries(task, day)
        self._picks.append((pick, tried.refused, chance))
        log = written(self.learner, task, tried, asked, day)
        return [] if log is None else [log]

    def _look(self, day: date) -> None:
        """Note which goals are reached on a *day*."""
        for goal in self.goals:
            if goal.skill not in self._reached and self.learner.has_reached(goal, day):
                self._reached[goal.skill] = self._held

    def _review(self, day: date) -> None:
        """Let the carer see how the goals are, and leave those that are there."""
        goals = [goal.skill for goal in self.child.goals]
        self.child = with_seen(self.child, self.learner, goals, day)
        ahead = tuple(goal for goal in self.child.goals if not _is_there(self.child, goal))
        if ahead:
            self.child = evolve(self.child, goals=ahead)

    def _outcome(self) -> Outcome:
        traits, done = self.learner.traits, [row for row in self._picks if not row[1]]
        fitting = [p for p, _, c in done if abs(c - traits.best) <= traits.width]
        return Outcome(
            sessions=tuple(self._reached.get(goal.skill) for goal in self.goals),
            held=self._held,
            minutes=_minutes(pick for pick, _, _ in done),
            fitting=_minutes(fitting),
            set_up=sum(
                pick.variant.minutes - (0 if refused else pick.variant.grade.minutes)
                for pick, refused, _ in self._picks
            ),
            items=len(self._picks),
            low=sum(chance < LOW for _, _, chance in self._picks),
            refused=sum(refused for _, refused, _ in self._picks),
            variety=sum(self._different) / len(self._different),
        )


def task_of(pick: Pick, *, plain: bool = False) -> Task:
    """Return what the child is asked to do; *plain* as the catalogue has it."""
    variant = pick.variant
    needs = variant.grade.needs
    if not plain:
        hands = 1 if pick.guided else 0
        lowered = {i: variant.lowered.get(i, 0) + hands for i in needs}
        needs = {i: Level(max(0, level - lowered[i])) for i, level in needs.items()}
    return Task(
        activity=variant.activity.id,
        grade=variant.grade.id,
        needs=needs,
        trains=variant.grade.trains,
        minutes=variant.grade.minutes,
        guided=pick.guided,
    )


def placed_child(case: Case, catalogue: Catalogue) -> Child:
    """Return the file after the questions that place a child, as its carer answers them."""
    asking = next_question(case.child, catalogue, on=case.start)
    return _answered(asking, case.learner, case.start)


def _answered(asking: Generator[Question, Answer, Child], learner: Learner, start: date) -> Child:
    try:
        question = next(asking)
        while True:
            question = asking.send(answer(learner, question.skill, start))
    except StopIteration as end:
        child: Child = end.value
        return child


def _minutes(picks: Iterable[Pick]) -> int:
    return sum(pick.variant.grade.minutes for pick in picks)


def _is_there(child: Child, goal: Goal) -> bool:
    seen = child.skills.get(goal.skill)
    return seen is not None and seen.level is not None and seen.level >= goal.level
