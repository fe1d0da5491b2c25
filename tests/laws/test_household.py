"""With what every home has there is a plan of four weeks for forty goals across the years."""

from datetime import date, timedelta
from math import exp

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import child

from motorplan.ages import DAYS_A_MONTH
from motorplan.checking import check_plan
from motorplan.gathering import load_catalogue
from motorplan.making import make_plan
from motorplan.model.children import Goal, Seen, Slot, WeekTime
from motorplan.vocabulary import Level

CATALOGUE = load_catalogue()
GRAPH = CATALOGUE.graph
START = date(2026, 11, 30)
WALKS_FROM = 13.0
GOALS = (
    "sits-alone", "gets-to-sitting", "walks-alone", "walks-backward", "runs", "kicks-ball",
    "jumps-in-place", "hops-in-place", "skips", "walks-upstairs-alternating", "balances-ten-seconds",
    "catches-large-ball", "throws-overhand", "catches-with-hands",
    "stacks-two-blocks", "drinks-from-open-cup", "finger-feeds-some", "eats-with-spoon",
    "eats-with-fork", "spreads-with-knife", "cuts-soft-food", "takes-off-socks", "puts-on-socks",
    "puts-on-t-shirt", "pulls-trousers-up", "puts-on-coat", "puts-on-shoes", "fastens-large-buttons",
    "closes-zip", "ties-laces", "ties-knot", "dresses-alone", "washes-hands", "brushes-teeth-alone",
    "wipes-nose", "uses-toilet-alone", "lays-table", "carries-tray", "folds-washing",
    "pours-from-jug", "folds-paper", "opens-lunch-box", "screws-lids-on", "makes-simple-snack",
    "cuts-with-knife-and-fork", "ties-square-knot", "packs-school-bag", "makes-bed", "sweeps-floor",
    "dribbles-on-the-move", "jumps-rope", "folds-clothes", "peels-fruit",
)  # fmt: skip
KNOWN = tuple(goal for goal in GOALS if goal in GRAPH and goal in CATALOGUE.training)


def test_there_are_forty_goals_across_the_years():
    ages = sorted(exp(GRAPH[goal].norm.mu) for goal in KNOWN)
    assert len(KNOWN) >= 40
    assert ages[0] < 12
    assert ages[-1] > 72


def at_home(goal, share):
    """Return a child near the usual age of *goal* who does most of what it needs."""
    months = max(3.0, exp(GRAPH[goal].norm.mu) * share)
    level = Level.INDEPENDENT
    known = {i: Seen(level=level, seen=START) for i in GRAPH.before(goal)}
    known |= {i: Seen(level=level, seen=START) for i in ("steady-head", "sits-alone") if i != goal}
    known = {i: s for i, s in known.items() if GRAPH[i].area not in {"capacity", "wheelchair"}}
    slots = (Slot(minutes=20, who="parent"),)
    return attrs.evolve(
        child(),
        born=START - timedelta(days=round(months * DAYS_A_MONTH)),
        goals=(Goal(skill=goal),),
        skills=known,
        eats="all",
        moves_by=("walks",) if months >= WALKS_FROM else ("crawls", "walks-with-hand"),
        sits="alone",
        week=WeekTime(space="room", days=dict.fromkeys(("mon", "wed", "fri"), slots)),
    )


@pytest.mark.parametrize("goal", KNOWN)
@settings(max_examples=2)
@given(share=st.floats(0.9, 1.15))
def test_a_goal_is_served_at_home_with_what_every_home_has(goal, share):
    who = at_home(goal, share)
    plan = make_plan(who, CATALOGUE, start=START, weeks=4)
    assert check_plan(plan, who, CATALOGUE) == ()
    items = [i for w in plan.weeks for s in w.sessions for i in s.items]
    assert any(served.goal == goal for item in items for served in item.serves)
    used = {m.id for item in items for m in item.materials}
    assert all(CATALOGUE.materials[i].household for i in used)
