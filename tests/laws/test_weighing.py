"""What is said of alternatives recomputes, and each of them is really open."""

import attrs
import pytest
from hypothesis import given
from worlds import START, children, small

from motorplan.checking import check_plan
from motorplan.errors import NoPlan
from motorplan.explaining.grounds import Grounds
from motorplan.explaining.plans import plan_of
from motorplan.explaining.why import why_of
from motorplan.making import load_child, make_plan
from motorplan.model.children import in_order
from motorplan.planning.arranging import arranged
from motorplan.planning.week import broken_by, value_of

pytestmark = pytest.mark.law


def grounds_of(child, catalogue, weeks=1):
    """Return the plan of *child* and what answers about it stand on; None without a plan."""
    child = in_order(child)
    try:
        plan = make_plan(child, catalogue, start=START, weeks=weeks)
    except NoPlan:
        return None
    return Grounds(child, catalogue, plan, "on-the-spot", None)


def column_of(scales, session_id, thing):
    """Return the column that an alternative, or an item, stands for in a session."""
    for number, column in enumerate(scales.problem.columns):
        variant = scales.candidate(number).variant
        is_here = scales.week.sessions[column.session].sitting.id == session_id
        if is_here and variant.id == f"{thing.activity}/{thing.grade_id}":
            return number
    return None


def recomputes(scales, alternative, without):
    """Assert that a week with the alternative is worth what is said; return its columns."""
    problem, column = scales.problem, column_of(scales, alternative.session, alternative)
    chosen = scales.with_column(column, without).chosen
    assert column in chosen
    assert without not in chosen
    assert broken_by(problem, chosen) == []
    planned = value_of(problem, scales.chosen)
    assert alternative.week_worth == planned
    assert alternative.worth_less == planned - value_of(problem, chosen)
    here = [
        i
        for i in scales.chosen - chosen
        if problem.columns[i].session == problem.columns[column].session
    ]
    gone = {scales.candidate(i).variant.activity.id for i in here}
    assert set(alternative.in_place_of) == gone
    return chosen


def passes_the_second_check(grounds, chosen):
    """Return whether the first week with the columns *chosen* in it is a plan that passes."""
    week = grounds.weeks[0]
    orders = list(grounds.catalogue.safety.orders.values())
    picks = {n: [] for n in range(len(week.sessions))}
    for column in (week.posed.week.columns[i] for i in sorted(chosen)):
        picks[column.session].append(week.posed.candidates[column.choice])
    sessions = [
        attrs.evolve(filled, picks=arranged(picks[n], orders))
        for n, filled in enumerate(week.sessions)
    ]
    other = attrs.evolve(week, sessions=tuple(sessions))
    aside = [g for g in grounds.whole.goals if g not in grounds.child.goals]
    plan = plan_of(grounds.whole, grounds.catalogue, grounds.horizon, [other], aside)
    return check_plan(plan, grounds.whole, grounds.catalogue) == ()


def every_alternative(grounds):
    """Yield the scales, an alternative and the column it stands in place of, or None."""
    for session, item in grounds.items():
        scales = grounds.scales_of(session)
        mine = column_of(scales, session.id, item)
        for alternative in scales.beaten_by(item):
            assert alternative.activity != item.activity
            yield scales, alternative, mine
    there = {item.activity for _, item in grounds.items()}
    for scales in grounds.scales:
        for activity_id in sorted(grounds.catalogue.activities.keys() - there):
            for alternative in scales.places_for(activity_id):
                yield scales, alternative, None


@given(children())
def test_an_alternative_is_open_and_its_worth_recomputes(child):
    grounds = grounds_of(child, small())
    for scales, alternative, mine in every_alternative(grounds) if grounds else ():
        chosen = recomputes(scales, alternative, mine)
        assert passes_the_second_check(grounds, chosen)


@given(children())
def test_what_is_planned_is_weighed_as_it_was_chosen(child):
    """The plan's items are the columns that were chosen, and their worth is the plan's."""
    grounds = grounds_of(child, small(), weeks=2)
    for scales in grounds.scales if grounds else ():
        assert scales.chosen is not None
        assert broken_by(scales.problem, scales.chosen) == []
        assert scales.worth <= scales.week.value


def test_a_plan_that_was_not_posed_so_is_weighed_against_nothing(catalogue):
    """Where the plan holds what would not be posed now, no alternative is made up."""
    grounds = grounds_of(load_child("examples/otter.toml", catalogue), catalogue)
    session, item = next(grounds.items())
    strange = attrs.evolve(item, grade_id="another")
    sessions = [
        attrs.evolve(s, items=tuple(strange if i is item else i for i in s.items))
        for s in grounds.plan.weeks[0].sessions
    ]
    week = attrs.evolve(grounds.plan.weeks[0], sessions=tuple(sessions))
    plan = attrs.evolve(grounds.plan, weeks=(week,))
    answer = why_of(item.activity, grounds.whole, catalogue, plan, "in-force")
    assert answer.in_plan
    assert answer.alternatives == ()
    assert session.id in answer.sessions


def test_an_example_is_weighed_too(catalogue):
    grounds = grounds_of(load_child("examples/otter.toml", catalogue), catalogue)
    session, item = next(grounds.items())
    scales = grounds.scales_of(session)
    found = scales.beaten_by(item)
    assert found
    assert found == sorted(found, key=lambda a: a.worth_less)
    for alternative in found:
        chosen = recomputes(scales, alternative, column_of(scales, session.id, item))
        assert passes_the_second_check(grounds, chosen)
