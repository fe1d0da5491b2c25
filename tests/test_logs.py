"""What was logged, and what it changes."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import child, seen

from motorplan.ability.estimating import make_estimate
from motorplan.ability.inference import phi
from motorplan.ability.scale import Parameters
from motorplan.ages import DAYS_A_MONTH
from motorplan.checking import check_plan
from motorplan.errors import NoPlan
from motorplan.gathering import load_catalogue
from motorplan.keeping import with_logs
from motorplan.making import make_plan
from motorplan.model.children import Seen
from motorplan.model.logs import Log
from motorplan.planning.climbing import Climb, known_rung
from motorplan.planning.history import LIKED_BONUS, OWED_BONUS, bonus_by_logs, rung_by_logs
from motorplan.vocabulary import Level

CATALOGUE = load_catalogue()
START = date(2026, 11, 30)


def log(activity, number=1, how="just-right", *, days_ago=3, catalogue=None, **more):
    grade = catalogue.activities[activity].grades[number - 1]
    main = tuple(i for i, weight in grade.trains.items() if weight == 1.0)
    return Log(
        on=START - timedelta(days=days_ago),
        activity=activity,
        grade=grade.id,
        asked=dict(grade.needs),
        practised=main,
        how=how,
        **more,
    )


@pytest.fixture
def otter():
    known = seen(side_pincer_grasp="independent", holds_with_one_works_with_other="prompts")
    return child(skills=known)


def estimate_of(who, catalogue):
    return make_estimate(who, catalogue.graph, START)


def test_a_good_day_raises_and_a_hard_day_lowers(catalogue, otter):
    skill, level = "ties-laces", Level.PROMPTS
    before = estimate_of(otter, catalogue).chance(skill, level)
    asked = {skill: level}
    told = log("button-snake", catalogue=catalogue)
    for how, sign in (("just-right", 1), ("too-hard", -1), ("no-thank-you", 0), ("not-done", 0)):
        known = attrs.evolve(told, asked=asked, how=how)
        after = estimate_of(with_logs(otter, (known,)), catalogue).chance(skill, level)
        assert (after > before) - (after < before) == sign, how


def test_the_order_of_logs_never_matters(catalogue, otter):
    logs = [
        log("button-snake", 1, how, days_ago=n, catalogue=catalogue, level=Level(n % 5))
        for n, how in enumerate(("just-right", "too-hard", "too-easy", "just-right"), start=1)
    ]
    chances = {
        estimate_of(with_logs(otter, tuple(order)), catalogue).chance(
            "fastens-large-buttons", Level.PROMPTS
        )
        for order in (logs, logs[::-1], logs[2:] + logs[:2])
    }
    assert len(chances) == 1


def test_a_day_of_many_logs_weighs_no_more_than_one_sighting(catalogue, otter):
    """Half a sighting each, and one all together."""
    skill, level = "ties-laces", Level.PROMPTS
    one = attrs.evolve(log("button-snake", catalogue=catalogue), asked={skill: level})
    chances = []
    for count in (1, 2, 5):
        logs = tuple(attrs.evolve(one, note=str(n)) for n in range(count))
        chances.append(estimate_of(with_logs(otter, logs), catalogue).chance(skill, level))
    assert chances[0] < chances[1] == pytest.approx(chances[2], abs=1e-12)


def grades(plan, activity):
    items = [i for s in plan.weeks[0].sessions for i in s.items]
    return {i.grade for i in items if i.activity == activity}


def only(catalogue, activity):
    """Return *catalogue* with one activity alone, so that it is planned wherever it may be."""
    return catalogue.with_only({activity: catalogue.activities[activity]})


def planned(who, catalogue, weeks=1):
    try:
        plan = make_plan(who, catalogue, start=START, weeks=weeks)
    except NoPlan as error:
        plan = error.plan
    assert check_plan(plan, who, catalogue) == ()
    return plan


@pytest.mark.parametrize(("days", "most"), [(1, 1), (2, 2), (3, 2)])
def test_23_one_too_easy_never_steps_up_and_two_sessions_do(catalogue, otter, days, most):
    logs = tuple(
        log("coat-time", 1, "too-easy", days_ago=n, catalogue=catalogue) for n in range(1, days + 1)
    )
    assert rung_by_logs(catalogue.activities["coat-time"], logs) == most
    found = grades(planned(with_logs(otter, logs), only(catalogue, "coat-time")), "coat-time")
    assert found
    assert max(found) <= most


def test_23_a_step_that_adds_a_hazard_needs_a_named_adults_sighting(catalogue, otter):
    """Logs move the estimate; only what was seen and written into the file opens a hazard."""
    logs = tuple(
        log("coat-time", 1, "too-easy", days_ago=n, catalogue=catalogue, level=Level.INDEPENDENT)
        for n in range(1, 9)
    )
    logs = tuple(attrs.evolve(told, practised=("forward-rolls",)) for told in logs)
    estimate = estimate_of(with_logs(otter, logs), catalogue)
    assert not estimate.opens("forward-rolls", Level.SOME_HELP, START)


def test_a_day_that_was_too_hard_steps_down(catalogue, otter):
    logs = (
        log("coat-time", 2, "just-right", days_ago=9, catalogue=catalogue),
        log("coat-time", 2, "too-hard", days_ago=2, catalogue=catalogue),
    )
    assert rung_by_logs(catalogue.activities["coat-time"], logs) == 1
    plan = planned(with_logs(otter, logs), only(catalogue, "coat-time"))
    assert grades(plan, "coat-time") == {1}


def test_a_good_day_at_an_easy_rung_takes_nothing_from_what_was_seen(catalogue, otter):
    """A hard day does: then the rung below it is the highest."""
    activity = catalogue.activities["coat-time"]
    needs = activity.grades[1].needs
    known = attrs.evolve(otter, skills=otter.skills | seen(**dict.fromkeys(needs, "independent")))
    estimate = estimate_of(known, catalogue)
    seen_up_to = known_rung(activity, estimate)
    assert seen_up_to > 1
    good = with_logs(known, (log("coat-time", 1, catalogue=catalogue),))
    hard = with_logs(known, (log("coat-time", 1, "too-hard", catalogue=catalogue),))
    assert rung_by_logs(activity, good.logs) == 1
    reach = [
        Climb(who, by_birthday=True).highest_by_logs(activity, estimate)
        for who in (known, good, hard)
    ]
    assert reach == [None, seen_up_to + 1, 1]


def test_two_noes_swap_the_activity_and_one_does_not(catalogue, otter):
    first = planned(otter, catalogue)
    used = min({i.activity for s in first.weeks[0].sessions for i in s.items})
    for count in (1, 2):
        logs = tuple(
            log(used, 1, "no-thank-you", days_ago=n, catalogue=catalogue)
            for n in range(1, count + 1)
        )
        plan = planned(with_logs(otter, logs), only(catalogue, used), weeks=2)
        items = {i.activity for w in plan.weeks for s in w.sessions for i in s.items}
        assert items == ({used} if count == 1 else set())


def test_a_no_never_lowers_the_estimate(catalogue, otter):
    logs = tuple(
        log("coat-time", 1, "no-thank-you", days_ago=n, catalogue=catalogue) for n in range(1, 6)
    )
    before, after = (estimate_of(w, catalogue) for w in (otter, with_logs(otter, logs)))
    for skill in ("fastens-large-buttons", "unfastens-large-buttons", "neat-pincer-grasp"):
        assert before.chance(skill, Level.PROMPTS) == after.chance(skill, Level.PROMPTS)


def test_27_a_concern_in_a_log_holds_the_plan_until_somebody_clears_it(catalogue, otter):
    fell = log("coat-time", catalogue=catalogue, concerns=("head-injury",), note="fell on head")
    held = with_logs(otter, (fell,))
    plan = planned(held, catalogue)
    assert [h.concern for h in plan.held] == ["head-injury"]
    assert "fell on head" in plan.held[0].says
    fine = log("coat-time", days_ago=1, catalogue=catalogue, cleared=("head-injury",), by="Dr A")
    assert with_logs(otter, (fell, fine)).concerns == {}


def test_what_is_logged_later_changes_no_plan_in_force(catalogue, otter):
    plan = planned(otter, catalogue)
    later = log("coat-time", 1, "too-hard", days_ago=-2, catalogue=catalogue)
    assert check_plan(plan, with_logs(otter, (later,)), catalogue) == ()
    earlier = log("coat-time", 1, "too-hard", days_ago=2, catalogue=catalogue)
    rules = {v.rule for v in check_plan(plan, with_logs(otter, (earlier,)), catalogue)}
    assert "other-journal" in rules


def test_the_second_check_refuses_a_refused_activity_and_a_step_too_soon(catalogue, otter):
    """The same plan, checked against logs that speak against it."""
    plan = planned(otter, catalogue)
    item = next(i for s in plan.weeks[0].sessions for i in s.items)
    noes = tuple(
        log(item.activity, 1, "no-thank-you", days_ago=n, catalogue=catalogue) for n in (1, 2)
    )
    assert "said-no" in {v.rule for v in check_plan(plan, with_logs(otter, noes), catalogue)}
    good = tuple(log("coat-time", 2, days_ago=n, catalogue=catalogue) for n in range(2, 12))
    few = only(catalogue, "coat-time")
    plan = planned(with_logs(otter, good), few)
    assert max(grades(plan, "coat-time")) > 1
    hard = (*good, log("coat-time", 1, "too-hard", days_ago=1, catalogue=catalogue))
    assert "too-soon" in {v.rule for v in check_plan(plan, with_logs(otter, hard), few)}


levels = st.sampled_from(list(Level))


@given(
    st.lists(
        st.tuples(
            st.integers(1, 300),
            st.sampled_from(["too-easy", "just-right", "too-hard", "no-thank-you"]),
            st.none() | levels,
            st.none() | st.sampled_from(["0/5", "2/4", "4/5"]),
        ),
        max_size=12,
    )
)
def test_estimates_lie_between_0_and_1_whatever_was_logged(rows):
    catalogue = CATALOGUE
    logs = tuple(
        log("coat-time", 1 + n % 3, how, days_ago=n, catalogue=catalogue, level=level, tries=tries)
        for n, how, level, tries in rows
    )
    estimate = estimate_of(with_logs(child(), logs), catalogue)
    for skill in ("fastens-large-buttons", "unfastens-large-buttons", "walks-alone"):
        assert all(0 < estimate.chance(skill, level) < 1 for level in Level)


def test_what_was_not_done_comes_back_and_what_was_liked_gains(catalogue):
    on = START
    told = log("coat-time", 1, "not-done", days_ago=3, catalogue=catalogue, why="no time")
    assert bonus_by_logs("coat-time", (told,), on) == OWED_BONUS
    assert bonus_by_logs("zip-it", (told,), on) == 0
    done = log("coat-time", 1, "just-right", days_ago=1, catalogue=catalogue, liked="a-lot")
    assert bonus_by_logs("coat-time", (told, done), on) == LIKED_BONUS["a-lot"]
    late = log("coat-time", 1, "not-done", days_ago=30, catalogue=catalogue)
    assert bonus_by_logs("coat-time", (late,), on) == 0
    dull = log("coat-time", 1, "just-right", days_ago=1, catalogue=catalogue, liked="not-much")
    assert bonus_by_logs("coat-time", (dull,), on) < 0


def test_two_good_days_since_lift_what_was_seen():
    """A level logged on two days after a sighting may be there; one day changes nothing."""
    skill_id = "fastens-large-buttons"
    on = START - timedelta(days=60)
    sighting = Seen(level=Level.SOME_HELP, seen=on)
    logs = [
        Log(
            on=START - timedelta(days=days),
            activity="coat-time",
            grade="big",
            asked={},
            practised=(skill_id,),
            how="just-right",
            level=Level.INDEPENDENT,
        )
        for days in (20, 10)
    ]

    def chance(found):
        who = attrs.evolve(child(), skills={skill_id: sighting}, logs=tuple(found))
        return make_estimate(who, CATALOGUE.graph, START).chance(skill_id, Level.INDEPENDENT)

    numbers = Parameters()
    most = phi(numbers.seen_ceilings[1] + 60 / DAYS_A_MONTH * numbers.moved_a_month)
    assert chance(logs[:1]) <= most < chance(logs)
    assert chance([attrs.evolve(entry, on=on) for entry in logs]) <= most
