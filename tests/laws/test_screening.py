"""More care never opens anything."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from worlds import DAYS_IN_A_MONTH, START, children, small

from motorplan.ability.estimating import make_estimate
from motorplan.ages import hazard_age_months
from motorplan.model.children import Precaution, Slot
from motorplan.planning.choosing import Chooser
from motorplan.planning.times import setting_of
from motorplan.planning.variants import Variant
from motorplan.safety.screening import Screen

pytestmark = pytest.mark.law
SLOT = Slot(minutes=30)
COMPANIES = ("alone", "sibling", "group")


def avoidable():
    """Return every tag, material, adaptation, theme and activity of the few activities."""
    found = set(small().activities)
    for activity in small().activities.values():
        found |= {*activity.tags, *activity.materials, *activity.themes}
        found |= {i for grade in activity.grades for i in grade.helped_by}
    return sorted(found)


def open_grades(child, slot=SLOT):
    """Return the (activity, grade) pairs that pass every screen for *child* in *slot*."""
    catalogue = small()
    chooser = Chooser(
        catalogue,
        Screen(child, catalogue.safety, START),
        setting_of(child.week, slot),
        make_estimate(child, catalogue.graph, START),
    )
    return {
        (activity.id, number)
        for activity in catalogue.activities.values()
        for number in range(1, len(activity.grades) + 1)
        if isinstance(chooser.judge(activity, number), Variant)
    }


@given(
    children(),
    st.sampled_from(sorted(small().safety.precautions)),
    st.sampled_from(["active", "controlled", "past"]),
)
def test_a_precaution_more_never_opens_a_grade(child, word, now):
    assume(all(p.id != word for p in child.precautions))
    until = START + timedelta(days=60) if small().safety.precautions[word].time_limited else None
    added = Precaution(id=word, now=now, until=until)
    more = attrs.evolve(child, precautions=(*child.precautions, added))
    assert open_grades(more) <= open_grades(child)


@given(children(), st.sampled_from(sorted(small().safety.allergens)))
def test_an_allergy_more_never_opens_a_grade(child, allergen):
    more = attrs.evolve(child, allergies=(*child.allergies, allergen))
    assert open_grades(more) <= open_grades(child)


@given(children(), st.sampled_from(avoidable()))
def test_what_is_avoided_more_never_opens_a_grade(child, thing):
    more = attrs.evolve(child, avoid=(*child.avoid, thing))
    assert open_grades(more) <= open_grades(child)


@given(children())
def test_mouthing_never_opens_a_grade(child):
    assert open_grades(attrs.evolve(child, mouths="often")) <= open_grades(child)


@given(children(), st.integers(1, 35))
def test_being_under_three_never_opens_a_grade(child, months):
    """Judged with the same skills seen, a younger child is never allowed more."""
    assume(hazard_age_months(child.born, START, child.gestation_weeks) > 36)
    young = attrs.evolve(child, born=START - timedelta(days=round(months * DAYS_IN_A_MONTH)))
    assert open_grades(young) <= open_grades(child)


@given(children(), st.sampled_from(COMPANIES))
def test_one_adult_less_never_opens_a_grade(child, company):
    one, two = (Slot(minutes=30, company=company, adults=n) for n in (1, 2))
    assert open_grades(child, one) <= open_grades(child, two)


@given(children(), st.sampled_from([1, 2]))
def test_more_children_around_never_open_a_grade(child, adults):
    """Alone, with a sibling, in a group: each time there is less of an adult for the child."""
    alone, sibling, group = (
        open_grades(child, Slot(minutes=30, company=company, adults=adults))
        for company in COMPANIES
    )
    assert group <= sibling <= alone


@given(children())
def test_without_an_adult_nothing_is_open(child):
    assert open_grades(child, Slot(minutes=30, adults=0)) == set()


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
