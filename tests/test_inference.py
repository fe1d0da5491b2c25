"""Expectation propagation on the tree of skills."""

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from motorplan.ability.inference import Beliefs, Normal, Sighting, truncated

WIDTHS = (0.065, 0.09, 0.08)


def _sighting(area: str, low: float, high: float) -> Sighting:
    return Sighting(group=("fine", area), low=low, high=high, own=0.0128, noise=0.0085, load=1.0)


def test_with_nothing_seen_the_shared_part_is_as_wide_as_the_widths_say():
    """The variances of child, domain and area add up."""
    belief = Beliefs({}, WIDTHS).shared(("fine", "scissors"))
    assert abs(belief.mean) < 1e-12
    assert abs(belief.variance - sum(w * w for w in WIDTHS)) < 1e-12


def test_a_good_sighting_raises_its_own_area_most():
    """The area more than the domain, the domain more than another domain."""
    beliefs = Beliefs({"snips": [_sighting("scissors", 0.2, inf)]}, WIDTHS)
    own = beliefs.shared(("fine", "scissors")).mean
    near = beliefs.shared(("fine", "writing")).mean
    far = beliefs.shared(("gross", "stairs")).mean
    assert own > near > far > 0


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_sightings_never_matters(order):
    """The same sightings in any order give the same bits."""
    all_of_them = {
        "a": [_sighting("scissors", -0.1, 0.0)],
        "b": [_sighting("writing", 0.0, inf)],
        "c": [_sighting("scissors", -inf, -0.3)],
        "d": [_sighting("in-hand", -0.2, -0.1)],
    }
    one = Beliefs(all_of_them, WIDTHS).shared(("fine", "scissors"))
    other = Beliefs({i: all_of_them[i] for i in order}, WIDTHS)
    assert one == other.shared(("fine", "scissors"))


@given(st.floats(-1, 1), st.floats(0.01, 1), st.floats(-3, 3), st.floats(0, 3))
def test_a_cut_normal_lies_inside_the_cut_and_is_no_wider(mean, variance, low, width):
    """Its mean lies between the ends and its variance does not grow."""
    cut = truncated(Normal(mean, variance), low, low + width)
    assert low - 1e-6 <= cut.mean <= low + width + 1e-6
    assert cut.variance <= variance * (1 + 1e-9)
