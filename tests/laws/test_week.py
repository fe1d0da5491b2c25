"""What holds for every weekly problem and its solution."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motorplan.planning.solving import solve
from motorplan.planning.week import Column, Limit, Purpose, Spacing, Week, broken_by, value_of

pytestmark = pytest.mark.law


@st.composite
def weeks(draw):
    """Draw a small weekly problem."""
    sessions = draw(st.integers(1, 3))
    count = draw(st.integers(0, 8))
    purposes = [Purpose(f"p{n}", ((20, 50), (40, 20))) for n in range(2)]
    columns = [
        Column(
            session=draw(st.integers(0, sessions - 1)),
            choice=n,
            minutes=draw(st.integers(1, 9)),
            bonus=draw(st.integers(-50, 200)),
            units=((draw(st.integers(0, 1)), draw(st.integers(1, 30))),),
        )
        for n in range(count)
    ]
    limits = [
        Limit(
            f"minutes:{s}",
            draw(st.integers(4, 20)),
            {n: c.minutes for n, c in enumerate(columns) if c.session == s},
        )
        for s in range(sessions)
    ]
    if count:
        limits.append(Limit("half", 0, {0: -3, **dict.fromkeys(range(1, count), 1)}))
    spacings = [Spacing("rest", 1, {n: c.session for n, c in enumerate(columns) if n % 2})]
    exclusions = frozenset({(0, 1)}) if count > 1 and draw(st.booleans()) else frozenset()
    return Week(
        columns=columns,
        purposes=purposes,
        limits=limits,
        spacings=spacings,
        exclusions=exclusions,
    )


def best_of(week):
    """Return the best worth by looking at every choice."""
    indices = range(len(week.columns))
    choices = ([i for i in indices if bits >> i & 1] for bits in range(2 ** len(indices)))
    return max(value_of(week, c) for c in choices if not broken_by(week, c))


@given(weeks())
def test_a_solution_breaks_nothing_and_its_bound_is_valid(week):
    """No choice whatever is worth more than the bound that stands beside the plan."""
    solution = solve(week)
    best = best_of(week)
    assert broken_by(week, solution.chosen) == []
    assert solution.value == value_of(week, solution.chosen)
    assert solution.value <= best <= solution.bound


@given(weeks())
def test_the_same_week_gives_the_same_choice(week):
    assert solve(week) == solve(week)
