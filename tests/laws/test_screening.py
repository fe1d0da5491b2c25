"""More care never opens anything."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import START, children, small

from motorplan.ability.estimating import make_estimate
from motorplan.ages import hazard_age_months
from motorplan.model.children import Precaution
from motorplan.planning.times import setting_of
from motorplan.planning.variants import Chooser, Variant
from motorplan.safety.screening import Screen

pytestmark = pytest.mark.law
AVOIDABLE = ("block-building", "cutting", "safety-scissors", "two-hands")


def open_grades(child):
    """Return the (activity, grade) pairs that pass every screen for *child*."""
    catalogue = small()
    slots = next(iter(child.week.days.values()))
    chooser = Chooser(
        catalogue,
        Screen(child, catalogue.safety, START),
        setting_of(child.week, slots[0]),
        make_estimate(child, catalogue.graph, START),
    )
    return {
        (activity.id, number)
        for activity in catalogue.activities.values()
        for number in range(1, len(activity.grades) + 1)
        if isinstance(chooser.judge(activity, number), Variant)
    }


@given(children(), st.sampled_from(sorted(small().safety.precautions)))
def test_a_precaution_more_never_opens_a_grade(child, word):
    if any(p.id == word for p in child.precautions):
        return
    until = START + timedelta(days=60) if small().safety.precautions[word].time_limited else None
    more = attrs.evolve(child, precautions=(*child.precautions, Precaution(id=word, until=until)))
    assert open_grades(more) <= open_grades(child)


@given(children(), st.sampled_from(sorted(small().safety.allergens)))
def test_an_allergy_more_never_opens_a_grade(child, allergen):
    more = attrs.evolve(child, allergies=(*child.allergies, allergen))
    assert open_grades(more) <= open_grades(child)


@given(children(), st.sampled_from(AVOIDABLE))
def test_what_is_avoided_more_never_opens_a_grade(child, thing):
    more = attrs.evolve(child, avoid=(*child.avoid, thing))
    assert open_grades(more) <= open_grades(child)


@given(children())
def test_mouthing_never_opens_a_grade(child):
    assert open_grades(attrs.evolve(child, mouths="often")) <= open_grades(child)


@given(children())
def test_being_under_three_never_opens_a_grade(child):
    """Judged with the same skills seen, a younger child is never allowed more."""
    young = attrs.evolve(child, born=START - timedelta(days=30 * 30))
    if hazard_age_months(child.born, START, child.gestation_weeks) > 36:
        assert open_grades(young) <= open_grades(child)


@given(children())
def test_less_supervision_never_opens_a_grade(child):
    fewer = attrs.evolve(child, week=attrs.evolve(child.week, adults=0))
    assert open_grades(fewer) <= open_grades(child)
    assert not open_grades(fewer)


@given(children())
def test_questions_left_unanswered_never_open_a_grade(child):
    assert open_grades(attrs.evolve(child, safety_asked=None)) <= open_grades(child)


@given(st.dates(START - timedelta(days=2000), START), st.integers(22, 44), st.integers(22, 44))
def test_hazard_age_goes_by_the_lower_age(born, weeks, others):
    """Fewer weeks of gestation never make a child older, and weeks beyond 40 change nothing."""
    early, late = sorted((weeks, others))
    ages = [hazard_age_months(born, START, w) for w in (early, late)]
    assert ages[0] <= ages[1] <= hazard_age_months(born, START, None)
    if early >= 40:
        assert ages[0] == ages[1]


@given(children(), st.integers(22, 40))
def test_fewer_weeks_of_gestation_never_open_a_grade(child, weeks):
    on_time = attrs.evolve(child, gestation_weeks=40)
    early = attrs.evolve(child, gestation_weeks=weeks)
    assert open_grades(early) <= open_grades(on_time)
