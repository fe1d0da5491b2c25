"""What holds for the estimate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import GOALS, SEEN, START, children, small

from motorplan.ability.estimating import make_estimate
from motorplan.vocabulary import Level

pytestmark = pytest.mark.law
needs = st.dictionaries(st.sampled_from([*SEEN, *GOALS]), st.sampled_from(Level), max_size=4)


@given(children(), needs, st.sampled_from(SEEN), st.sampled_from(Level))
def test_a_need_more_never_raises_the_chance(child, held, skill_id, level):
    estimate = make_estimate(child, small().graph, START)
    more = {**held, skill_id: max(level, held.get(skill_id, Level.NOT_YET))}
    assert estimate.of_needs(more).chance <= estimate.of_needs(held).chance + 1e-6


@given(children(), st.sampled_from([*SEEN, *GOALS]))
def test_a_higher_level_is_never_likelier(child, skill_id):
    estimate = make_estimate(child, small().graph, START)
    chances = [estimate.chance(skill_id, level) for level in Level]
    assert chances == sorted(chances, reverse=True)
    assert all(0 <= chance <= 1 for chance in chances)


@given(children(), st.sampled_from(GOALS), st.floats(0, 3))
def test_practice_never_lowers_a_chance(child, skill_id, gain):
    estimate = make_estimate(child, small().graph, START)
    after = estimate.after({skill_id: gain})
    level = Level.INDEPENDENT
    assert after.chance(skill_id, level) >= estimate.chance(skill_id, level) - 1e-9
