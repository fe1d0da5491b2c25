"""Simulated children: what they are, so that nobody takes them for more."""

from datetime import date, timedelta

import pytest

from motorplan.frozen import evolve
from motorplan.gathering import load_catalogue
from motorplan.simulation.carers import written
from motorplan.simulation.cases import case
from motorplan.simulation.learners import Learner, Task
from motorplan.simulation.traits import BESTS, CONDITIONS, USUAL
from motorplan.vocabulary import Level

CATALOGUE = load_catalogue()
ON = date(2026, 11, 30)


def learner(number=0, **traits):
    """Return a usual child who never says no and has nothing to disturb it, but for *traits*."""
    who = case(CATALOGUE, ON, "usual", number).learner
    quiet = {"refuses": 0.0, "hard_refused": 0.0, "again_refused": 0.0, "plateau": 0.0}
    return Learner(who.who, evolve(who.traits, **quiet | traits), ON, who.seed)


def goal_of(child):
    return child.who.child.goals[0].skill


def task(child, needs=None, **more):
    goal = goal_of(child)
    trains = {goal: 1.0}
    asked = {goal: Level.SOME_HELP} if needs is None else needs
    return Task(activity="a", grade="b", needs=asked, trains=trains, minutes=10, **more)


def practised(child, what, times=10):
    """Return what so many days of practice bring, in spreads."""
    for day in range(times):
        child.tries(what, ON + timedelta(days=day))
    return child.gained.get(goal_of(child), 0.0)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_number_is_one_child_whose_goals_are_ahead(condition):
    """The same number draws the same child and days; its two goals are not reached."""
    one, other = (case(CATALOGUE, ON, condition, 5) for _ in range(2))
    assert one.child == other.child
    assert one.learner.who.place == other.learner.who.place
    assert len(one.child.goals) == 2
    assert not any(one.learner.has_reached(goal, ON) for goal in one.child.goals)
    assert one.learner.form(ON) == other.learner.form(ON)


def test_every_third_child_learns_best_at_the_same_challenge():
    assert [case(CATALOGUE, ON, "usual", n).learner.traits.best for n in range(3)] == [*BESTS]


def test_most_is_learned_where_challenge_is_best():
    """What nearly always goes well teaches little, and so does what nearly never does."""
    child = learner(together=0.0)
    best = child.chance(task(child).needs, ON)
    gains = [
        practised(learner(best=where, width=0.1, together=0.0), task(child))
        for where in (best, best - 0.5, best + 0.5)
    ]
    assert gains[0] > 3 * gains[1]
    assert gains[0] > 3 * gains[2]


def test_practice_brings_less_and_less():
    child = learner(rate=0.05, width=9.0)
    first = practised(child, task(child), 5)
    assert practised(child, task(child), 5) - first < first


def test_hands_teach_less():
    child = learner()
    assert practised(learner(), task(child, guided=True)) < practised(learner(), task(child))


def test_what_is_not_practised_fades_and_a_course_goes_down():
    child = learner(declines=0.1)
    practised(child, task(child))
    held = child.gained[goal_of(child)]
    child.sleep(ON + timedelta(weeks=3))
    assert 0 < child.gained[goal_of(child)] < held
    assert learner(declines=0.1).place(goal_of(child), ON + timedelta(weeks=9)) < child.place(
        goal_of(child), ON
    )


def test_what_is_hard_is_refused_more():
    """A child who says no learns nothing from it."""
    child = learner(refuses=0.0, hard_refused=0.2)
    hard = task(child, {goal_of(child): Level.INDEPENDENT})
    days = [ON + timedelta(days=n) for n in range(40)]
    easy = task(child, {})
    assert sum(child.tries(hard, d).refused for d in days) > 5
    assert not any(child.tries(easy, d).refused for d in days)


def test_a_carer_writes_down_what_went_on_with_slips():
    """Without slips every day is written down as it was."""
    child = learner(misreports=0.0, unlogged=0.0)
    done = task(child)
    for n in range(20):
        day = ON + timedelta(days=n)
        tried = child.tries(done, day)
        log = written(child, done, tried, done, day)
        assert log.level == tried.level
        assert log.tries in {None, f"{tried.done}/{tried.tries}"}
        assert log.practised == (goal_of(child),)
    silent = learner(unlogged=1.0)
    assert written(silent, done, silent.tries(done, ON), done, ON) is None


def test_conditions_differ_from_the_usual_child():
    """All but three, which differ in where the child stands, differ in how it learns."""
    same = [name for name, traits in CONDITIONS.items() if traits == USUAL]
    assert same == ["usual", "uneven", "wrong-norms"]
