"""What holds for every weekly problem and its solution."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motorplan.planning.bounding import Pricing
from motorplan.planning.solving import solve
from motorplan.planning.week import Column, Limit, Purpose, Spacing, Week, broken_by, value_of

pytestmark = pytest.mark.law


@st.composite
def weeks(draw):
    """Draw a small weekly problem."""
    sessions = draw(st.integers(1, 3))
    count = draw(st.integers(0, 8))
    purposes = [Purpose(f"p{n}", ((20, 50), (40, 20))) for n in range(2)]
    purposes += [Purpose(f"day:{s}", ((1, draw(st.integers(0, 400))),)) for s in range(sessions)]
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
    meets = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    columns = [
        attrs.evolve(c, units=(*c.units, (2 + c.session, 1))) if meets[n] else c
        for n, c in enumerate(columns)
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
        few = draw(st.sets(st.sampled_from(range(count)), max_size=3))
        limits.append(Limit("few", 1, dict.fromkeys(few, 1)))
    spacings = [Spacing("rest", 1, {n: c.session for n, c in enumerate(columns) if n % 2})]
    exclusions = frozenset({(0, 1)}) if count > 1 and draw(st.booleans()) else frozenset()
    return Week(
        columns=columns,
        purposes=purposes,
        limits=limits,
        spacings=spacings,
        exclusions=exclusions,
    )


@st.composite
def weeks_with_locks(draw):
    """Draw a week with two columns at most that have to stay."""
    week = draw(weeks())
    indices = range(len(week.columns))
    locked = draw(st.frozensets(st.sampled_from(indices), max_size=2)) if indices else frozenset()
    return attrs.evolve(week, locked=locked)


def best_of(week):
    """Return the best worth by looking at every choice."""
    indices = range(len(week.columns))
    choices = ([i for i in indices if bits >> i & 1] for bits in range(2 ** len(indices)))
    return max((value_of(week, c) for c in choices if not broken_by(week, c)), default=None)


@given(weeks())
def test_a_solution_breaks_nothing_and_its_bound_is_valid(week):
    """No choice whatever is worth more than the bound that stands beside the plan."""
    solution = solve(week)
    best = best_of(week)
    assert broken_by(week, solution.chosen) == []
    assert solution.value == value_of(week, solution.chosen)
    assert solution.value <= best <= solution.bound


@given(weeks(), st.dictionaries(st.sampled_from(("p0", "p1", "half", "few")), st.integers(0, 99)))
def test_a_bound_is_valid_at_any_prices(week, known):
    """Prices of another week may be a bad start and never make the bound false."""
    solution = solve(week, known)
    assert solution.value <= best_of(week) <= solution.bound


@given(weeks_with_locks())
def test_highs_finds_the_best_of_all_choices(week):
    """What is proven is the best worth there is, and what is chosen has it."""
    if not broken_by(week, week.locked):
        solution = solve(week, proven=True)
        assert best_of(week) == solution.value == value_of(week, solution.chosen)
        assert solution.bound == solution.value


@given(weeks(), st.data())
def test_more_to_choose_from_never_lowers_the_proven_bound(week, data):
    """One more column, or ten more minutes in a session, never lowers what is proven."""
    before = solve(week, proven=True)
    if data.draw(st.booleans()) and week.columns:
        more = attrs.evolve(week, columns=[*week.columns, week.columns[0]])
    else:
        limits = [evolved(x, 10) if x.id == "minutes:0" else x for x in week.limits]
        more = attrs.evolve(week, limits=limits)
    assert solve(more, proven=True).bound >= before.bound
    assert solve(more).bound >= before.value


def evolved(limit, minutes):
    return Limit(limit.id, limit.most + minutes, limit.uses)


@given(weeks(), st.data())
def test_what_fits_better_never_lowers_the_proven_bound(week, data):
    """A better estimate of a child makes practice count for more, and so does the best week."""
    if week.columns:
        index = data.draw(st.sampled_from(range(len(week.columns))))
        column, more = week.columns[index], data.draw(st.integers(1, 20))
        better = attrs.evolve(
            column, bonus=column.bonus + more, units=tuple((p, n + more) for p, n in column.units)
        )
        columns = [*week.columns[:index], better, *week.columns[index + 1 :]]
        after = solve(attrs.evolve(week, columns=columns), proven=True)
        assert after.bound >= solve(week, proven=True).bound


@given(weeks(), st.data())
def test_columns_that_are_not_hopeful_are_in_no_better_choice(week, data):
    """What is taken out before a proof holds nothing that would be worth more."""
    best = best_of(week)
    value = data.draw(st.integers(0, max(1, best - 1)))
    pricing = Pricing(week, range(len(week.columns)), ())
    lowest = pricing.at(pricing.prices((), {}))
    hopeful = pricing.hopeful(lowest, value)
    choices = (
        {i for i in range(len(week.columns)) if bits >> i & 1}
        for bits in range(2 ** len(week.columns))
    )
    for chosen in choices:
        if not broken_by(week, chosen) and value_of(week, chosen) > value:
            assert hopeful >= chosen


@given(weeks())
def test_the_order_of_columns_does_not_change_the_proven_value(week):
    last = len(week.columns) - 1
    turned = attrs.evolve(
        week,
        columns=list(reversed(week.columns)),
        limits=[Limit(x.id, x.most, {last - i: n for i, n in x.uses.items()}) for x in week.limits],
        spacings=[
            Spacing(x.id, x.apart, {last - i: d for i, d in x.days.items()}) for x in week.spacings
        ],
        exclusions=frozenset((last - b, last - a) for a, b in week.exclusions),
    )
    assert solve(turned, proven=True).value == solve(week, proven=True).value


@given(weeks())
def test_the_same_week_gives_the_same_choice(week):
    assert solve(week) == solve(week)


@given(weeks_with_locks())
def test_what_is_locked_stays(week):
    """Locked columns are chosen, and nothing is broken but what they break themselves."""
    solution = solve(week)
    assert week.locked <= set(solution.chosen)
    best = best_of(week)
    if not broken_by(week, week.locked):
        assert broken_by(week, solution.chosen) == []
        assert solution.value <= best <= solution.bound


@given(weeks(), st.data())
def test_locking_a_column_of_the_best_does_not_change_the_best(week, data):
    best = solve(week, proven=True)
    if best.chosen:
        locked = frozenset({data.draw(st.sampled_from(best.chosen))})
        assert solve(attrs.evolve(week, locked=locked), proven=True).value == best.value


def test_at_least_two_of_three_is_met_though_worth_less():
    """A limit with negative amounts asks for columns that bring nothing, or take away."""
    columns = [Column(0, n, 5, bonus, ()) for n, bonus in enumerate((-10, -20, -30, 500))]
    minutes = Limit("minutes:0", 10, dict.fromkeys(range(4), 5))
    two = Limit("two", -2, {0: -1, 1: -1, 2: -1})
    week = Week(columns=columns, purposes=[], limits=[minutes, two])
    assert solve(week).chosen == (0, 1)
