"""What holds for the estimate."""

from datetime import timedelta
from math import exp, log

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from worlds import GOALS, SEEN, START, children, small
from worlds import child as child_of

from motorplan.ability.estimating import make_estimate
from motorplan.ability.inference import phi
from motorplan.ages import DAYS_A_MONTH
from motorplan.model.children import Seen
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


GRAPH = small().graph
OF_AGE = sorted(i for i, n in GRAPH.nodes.items() if n.norm and not n.requires and not n.either)


@given(st.sampled_from(OF_AGE), st.floats(-1.5, 1.5))
def test_with_nothing_seen_the_chance_is_the_published_curve(skill_id, place):
    """Within .01, at any age between a month and twelve years."""
    norm = GRAPH[skill_id].norm
    months = min(140.0, max(1.0, exp(norm.mu + place * norm.sigma)))
    born = START - timedelta(days=round(months * DAYS_A_MONTH))
    who = child_of(born=born, skills={}, moves_by=("walks",))
    estimate = make_estimate(who, GRAPH, START)
    z = (log(estimate.age) - norm.mu) / norm.sigma
    assert estimate.chance(skill_id, Level.INDEPENDENT) == pytest.approx(phi(z), abs=0.01)


@given(children(), st.sampled_from(OF_AGE), st.sampled_from(list(Level)))
def test_what_was_seen_never_lowers_its_own_chance(child, skill_id, level):
    """A sighting of a level leaves that level as likely as before, or likelier."""
    bare = attrs.evolve(child, skills={i: s for i, s in child.skills.items() if i != skill_id})
    before = make_estimate(bare, GRAPH, START)
    assume(before.applies(skill_id))
    told = attrs.evolve(bare, skills={**bare.skills, skill_id: Seen(level=level, seen=START)})
    after = make_estimate(told, GRAPH, START)
    assert after.chance(skill_id, level) >= min(0.9, before.chance(skill_id, level)) - 1e-9
