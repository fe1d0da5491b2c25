"""The children that laws are stated on are children about whom laws say something."""

import pytest
from hypothesis import given, settings
from test_screening import open_grades
from worlds import START, children, small

from motorplan.errors import NoPlan
from motorplan.making import make_plan

pytestmark = pytest.mark.law
DRAWS = 100


def test_most_drawn_children_have_open_grades_and_a_plan():
    """A law of children for whom nothing is open would hold of any planner."""
    is_open, is_planned = [], []

    @settings(max_examples=DRAWS)
    @given(children())
    def draw(child):
        is_open.append(bool(open_grades(child)))
        try:
            is_planned.append(bool(make_plan(child, small(), start=START, weeks=1).weeks))
        except NoPlan:
            is_planned.append(False)

    draw()
    assert len(is_open) >= DRAWS
    assert sum(is_open) > len(is_open) / 2
    assert sum(is_planned) > len(is_planned) / 2
