"""Rival planners: all choose among what is safe, and the same child gives the same outcome."""

from datetime import date
from functools import partial
from statistics import mean

import attrs
import pytest

from motorplan.ability.estimating import make_estimate
from motorplan.gathering import load_catalogue
from motorplan.planning.times import usable_minutes
from motorplan.simulation.bandit import Zpdes
from motorplan.simulation.cases import case
from motorplan.simulation.choosing import View
from motorplan.simulation.own import Motorplan
from motorplan.simulation.rivals import ExpertLadder, Frontier, GoalAlone, RandomInBand
from motorplan.simulation.teacher import Teacher
from motorplan.simulation.trials import Trial, placed_child

CATALOGUE = load_catalogue()
ON = date(2026, 11, 30)
PLANNERS = (RandomInBand, GoalAlone, ExpertLadder, Frontier, Zpdes, Motorplan)


def outcome(planner, condition="usual", number=1, weeks=3):
    who = case(CATALOGUE, ON, condition, number)
    return Trial(who, placed_child(who, CATALOGUE), planner, CATALOGUE, weeks).run()


@pytest.mark.parametrize("kind", PLANNERS)
def test_a_seed_gives_the_same_outcome(kind):
    assert outcome(kind()) == outcome(kind())


@pytest.mark.parametrize("kind", PLANNERS)
def test_all_choose_among_what_is_safe_and_fits_the_time(kind):
    for number in range(3):
        who = case(CATALOGUE, ON, "usual", number)
        view = View(placed_child(who, CATALOGUE), CATALOGUE, ON, "seed")
        week = kind().week(view)
        assert any(week)
        for sitting, picks in zip(view.sittings, week, strict=True):
            variants = [pick.variant for pick in picks]
            assert sum(v.minutes for v in variants) <= usable_minutes(view.child, sitting)
            for v in variants:
                assert view.safe(v.activity.id, v.number) is not None


def test_a_planner_that_looks_at_the_child_beats_chance():
    """The bar is low on purpose: it proves that the trial can tell planners apart."""
    planned, drawn = (
        [outcome(kind(), number=n, weeks=16) for n in range(2, 9, 3)]
        for kind in (Motorplan, RandomInBand)
    )
    reached = [mean(s is not None for r in rows for s in r.sessions) for rows in (planned, drawn)]
    assert reached[0] > reached[1]


def test_what_came_of_it_adds_up():
    found = outcome(Motorplan(), weeks=4)
    assert found.held == 12
    assert 0 <= found.fitting <= found.minutes <= found.held * 20
    assert found.low <= found.items
    assert found.refused <= found.items


def test_a_better_estimate_needs_no_more_sessions():
    """On average over children: a teacher who knows, who reads the logs, who knows the age alone."""
    judges = (None, lambda view, variant: view.chance(variant), by_age)
    needed = []
    for judge in judges:
        rows = [
            outcome(partial(Teacher, chance=judge), "usual", number, 16).sessions
            for number in range(12)
        ]
        needed.append(mean(49 if s is None else s for row in rows for s in row))
    assert needed == sorted(needed)
    assert needed[0] < needed[-1]


def by_age(view, variant):
    child = attrs.evolve(view.child, skills={}, logs=())
    estimate = make_estimate(child, CATALOGUE.graph, view.start)
    return estimate.of_needs(variant.grade.needs, variant.lowered).chance
