"""Own ideas in the plan of any child: extras alone, and never where they may hurt."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from test_plans import plan_or_why
from worlds import children, small

from motorplan.checking import check_plan
from motorplan.converting.files import Document
from motorplan.gathering import read_activity

pytestmark = pytest.mark.law
IDEAS = {
    "pillow-seat": ("", "pillow", ""),
    "pillow-steps": ("features = {}", "pillow", ""),
    "chair-dough": ("", "playdough", 'positions = ["sitting-chair", "sitting-floor"]'),
    "snip-a-strip": (
        "features = {}",
        "safety-scissors",
        'needs = { snips-paper = "some-help" }\npositions = ["sitting-chair"]',
    ),
    "wet-hands": ("features = { wet = 1 }", "pillow", 'positions = ["standing"]'),
}
UNKNOWN = {"pillow-seat", "chair-dough"}


@cache
def world():
    """Return the small world with a few ideas, of which some declare nothing."""
    texts = {
        i: f'name = "{i}"\nmaterials = ["{thing}"]\n{top}\n[[grades]]\nsteps = ["Go."]\n{more}'
        for i, (top, thing, more) in IDEAS.items()
    }
    found = {i: read_activity(Document(text, f"{i}.toml"), i, small()) for i, text in texts.items()}
    return small().with_activities(found)


def months(child):
    return (date(2026, 11, 30) - child.born).days / 30.4375


@given(children())
def test_a_plan_with_ideas_passes_the_second_check_and_keeps_what_is_unknown_away(child):
    plan = plan_or_why(child, world())
    assert check_plan(plan, child, world()) == ()
    careful = child.allergies or child.little_ones or child.mouths in {"often", "sometimes"}
    for session in (s for week in plan.weeks for s in week.sessions):
        extras = [item for item in session.items if item.role == "extra"]
        assert {i.activity for i in extras} == {i.activity for i in session.items} & {*IDEAS}
        assert 2 * len(extras) <= len(session.items)
        assert not (extras and child.concerns)
        if careful or months(child) < 70:
            assert UNKNOWN.isdisjoint(i.activity for i in extras)


def serving(plan):
    """Return all that leads to a goal, in order, without what names its neighbours."""
    items = [i for w in plan.weeks for s in w.sessions for i in s.items if i.serves]
    return [(i.id[:-1], i.activity, i.grade, i.chance) for i in items]


@given(children())
def test_what_leads_to_goals_is_the_same_with_ideas_beside_it(child):
    assert serving(plan_or_why(child, small())) == serving(plan_or_why(child, world()))
