"""Weeks that build: how sessions are shaped, how minutes are shared, what returns and what varies."""

import json
from datetime import date, time, timedelta
from itertools import pairwise
from math import exp
from types import SimpleNamespace

import attrs
import pytest
from worlds import START, child, seen, small

from motorplan.ability.estimating import Estimate
from motorplan.checking import check_plan
from motorplan.checking.behind import hash_of
from motorplan.converting.values import structure, unstructure
from motorplan.errors import Defect
from motorplan.gathering import load_catalogue
from motorplan.making import load_child, make_plan
from motorplan.model.children import Goal, Seen, Slot, TagLimit, WeekTime
from motorplan.model.logs import Log
from motorplan.model.plans import Plan, Served
from motorplan.planning.helping import with_hands
from motorplan.planning.horizon import Horizon
from motorplan.planning.limiting import Limiting
from motorplan.planning.returning import Returning
from motorplan.planning.times import time_of_day
from motorplan.planning.youth import YOUNG, youth_of
from motorplan.vocabulary import WEEKDAYS, Level

EXAMPLES = ("badger", "falcon", "finch", "heron", "otter", "robin", "stork", "vole", "wren")
REAL = load_catalogue()
READY = seen(
    fastens_large_buttons="some-help",
    unfastens_large_buttons="independent",
    side_pincer_grasp="independent",
    neat_pincer_grasp="independent",
    snips_paper="independent",
    opens_closes_scissors="independent",
    stacks_two_blocks="independent",
    reaches_and_grasps="independent",
)
TWO = (Goal(skill="fastens-large-buttons", priority=3), Goal(skill="cuts-on-line", priority=1))


def planned(who, catalogue=None, weeks=4):
    return make_plan(who, catalogue or small(), start=START, weeks=weeks)


def sessions_of(plan, first_week=1):
    return [s for week in plan.weeks if week.number >= first_week for s in week.sessions]


def items_of(plan, first_week=1):
    return [item for session in sessions_of(plan, first_week) for item in session.items]


@pytest.fixture(scope="module")
def examples():
    children = {name: load_child(f"examples/{name}.toml", REAL) for name in EXAMPLES}
    return {name: (who, planned(who, REAL)) for name, who in children.items()}


def every_day(**said):
    """Return a week with time on every day; *said* is of each slot."""
    return WeekTime(
        space="room",
        materials=child().week.materials,
        days={day: (Slot(minutes=20, **said),) for day in WEEKDAYS},
    )


# the shape of a session


@pytest.mark.parametrize("name", EXAMPLES)
def test_between_the_first_and_the_last_goal_tasks_come_before_the_rest(examples, name):
    """No order rule of the examples asks for another order."""
    order = {"goal": 1, "step": 2}
    for session in sessions_of(examples[name][1], first_week=2):
        places = [order.get(item.role, 2) for item in session.items[1:-1]]
        assert places == sorted(places)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_session_that_holds_something_near_sure_opens_with_it(examples, name):
    for session in sessions_of(examples[name][1], first_week=1):
        if any(item.chance is not None and item.chance >= 0.9505 for item in session.items):
            assert session.items[0].chance >= 0.95


def test_three_sessions_in_four_open_near_sure(examples):
    opened = [s for _, plan in examples.values() for s in sessions_of(plan, 1) if s.items]
    sure = [s for s in opened if s.items[0].chance is not None and s.items[0].chance >= 0.95]
    assert len(sure) > 0.75 * len(opened)


def test_what_only_helps_a_capacity_is_worth_its_minutes_alone():
    """With a leg in a cast hopping waits; games for its timing do not push out the other goals."""
    stork = load_child("examples/stork.toml", REAL)
    horizon = Horizon(stork, REAL, START)
    week = horizon.weeks(1)[0]
    purposes = week.posed.week.purposes
    helps = [
        {purposes[number].id for number, _ in column.units}
        for column in week.posed.week.columns
        if week.ahead.only_helps(week.posed.candidates[column.choice].serves)
    ]
    assert helps
    assert {key.partition(":")[0] for keys in helps for key in keys} <= {"skill", "tag", "open"}


def test_six_sessions_in_ten_end_with_a_choice_or_with_something_near_sure(examples):
    """The others hold nothing that has an equal: few activities are the whole of one task."""
    held = [s for _, plan in examples.values() for s in sessions_of(plan, 1) if s.items]
    good = [s for s in held if s.items[-1].choices or (s.items[-1].chance or 0.0) >= 0.95]
    assert len(good) > 0.6 * len(held)


def test_the_last_of_a_session_is_what_has_a_choice_if_the_middle_has_one(examples):
    for _, plan in examples.values():
        for session in sessions_of(plan, first_week=1):
            if len(session.items) > 1 and session.items[-1].role != "extra":
                assert session.items[-1].choices or not any(
                    item.choices for item in session.items[1:-1]
                )


def test_the_hardest_goal_is_not_for_the_evening_of_a_child_who_tires_then():
    """The line to cut along is what Heron is least sure of; in the morning it may come."""
    late = {"mon": (Slot(minutes=20, at=time(18, 0)),), "sat": (Slot(minutes=20, at="morning"),)}
    heron = load_child("examples/heron.toml", REAL)
    who = attrs.evolve(heron, week=attrs.evolve(heron.week, days=late))

    def hard_on(weekday, tires):
        plan = planned(attrs.evolve(who, tires=tires), REAL)
        found = [s for s in sessions_of(plan, 2) if s.date.weekday() == weekday]
        items = [i for s in found for i in s.items if i.chance < 0.9]
        return {s.goal for i in items for s in i.serves if s.whole}

    hardest = "cuts-on-line"
    assert hardest in hard_on(0, "no")
    assert hardest not in hard_on(0, "late-in-day")
    assert hardest in hard_on(5, "late-in-day")


def test_a_clock_time_is_a_time_of_day():
    assert [time_of_day(at) for at in ("08:15", "11:00", "16:59", "17:00", "evening", None)] == [
        *("morning", "midday", "afternoon", "evening", "evening", None)
    ]


@pytest.mark.parametrize("focus", [3, 10, 20])
def test_a_session_holds_one_thing_more_than_spans_of_attention(focus):
    plan = planned(child(skills=READY, goals=TWO, focus_minutes=focus))
    assert max(len(s.items) for s in sessions_of(plan)) <= 20 // focus + 1


# shares of minutes, dates and tags


def minutes_for(plan, goal):
    return sum(i.minutes for i in items_of(plan, 2) if goal in {s.goal for s in i.serves})


def test_a_goal_that_matters_more_or_is_due_sooner_gets_more_minutes():
    buttons, cutting = "fastens-large-buttons", "cuts-on-line"

    def gained(**said):
        goals = (Goal(skill=buttons, priority=1, **said), Goal(skill=cutting, priority=1))
        return minutes_for(planned(child(skills=READY, goals=goals)), buttons)

    first = (Goal(skill=buttons, priority=3), Goal(skill=cutting, priority=1))
    last = (Goal(skill=buttons, priority=1), Goal(skill=cutting, priority=3))
    plans = [planned(child(skills=READY, goals=goals)) for goals in (first, last)]
    more, less = (minutes_for(plan, buttons) for plan in plans)
    assert more > less
    assert gained(by=START + timedelta(days=30)) >= gained()


def warned(plan):
    return {(w.code, w.about) for w in plan.warnings}


@pytest.mark.parametrize(("days", "is_early"), [(20, True), (3000, False)])
def test_a_date_that_is_early_is_said_with_what_could_change(days, is_early):
    goal = Goal(skill="fastens-large-buttons", by=START + timedelta(days=days))
    plan = planned(child(skills=READY, goals=(goal,)))
    assert (("date-early", goal.skill) in warned(plan)) == is_early
    says = [w.says for w in plan.warnings if w.code == "date-early"]
    assert all("hour" not in text and "equipment" in text for text in says)


def test_tags_come_as_often_as_the_file_asks_and_what_falls_short_is_said():
    base = child(skills=READY, goals=TWO)
    few = planned(attrs.evolve(base, limits={"seated": TagLimit(max=1)}))
    for week in few.weeks:
        tags = [small().activities[i.activity].tags for s in week.sessions for i in s.items]
        assert sum("seated" in found for found in tags) <= 1
    many = planned(attrs.evolve(base, limits={"outdoors": TagLimit(min=40)}))
    assert ("tag-short", "outdoors") in warned(many)
    assert ("tag-short", "seated") not in warned(few)


@pytest.mark.parametrize("code", ["date-early", "tag-short"])
def test_what_is_left_unsaid_or_made_up_is_refused(code):
    goal = Goal(skill="fastens-large-buttons", by=START + timedelta(days=20))
    who = child(skills=READY, goals=(goal,), limits={"outdoors": TagLimit(min=40)})
    plan = planned(who)
    silent = attrs.evolve(plan, warnings=tuple(w for w in plan.warnings if w.code != code))
    calm = attrs.evolve(who, goals=(attrs.evolve(goal, by=None),), limits={})
    loud = attrs.evolve(planned(calm), warnings=plan.warnings)
    for wrong, whose in ((silent, who), (loud, calm)):
        signed = attrs.evolve(wrong, id=hash_of(attrs.evolve(wrong, id="")))
        assert "warnings" in {v.rule for v in check_plan(signed, whose, small())}


# what is new, what repeats, what varies


def new_things(plan, known):
    """Yield how many new things each week brings home."""
    for week in plan.weeks:
        done = [i.activity for s in week.sessions if s.place == "home" for i in s.items]
        yield sum(name not in known for name in done)
        known |= {i.activity for s in week.sessions for i in s.items}


@pytest.mark.parametrize("name", EXAMPLES)
def test_one_new_activity_a_week_comes_home(examples, name):
    who, plan = examples[name]
    most = 2 if who.variety == "lots" else 1
    assert all(count <= most for count in list(new_things(plan, set()))[1:])


def test_what_was_logged_is_not_new():
    log = Log(
        on=START - timedelta(days=9),
        activity="threading",
        grade="x",
        asked={},
        practised=(),
        how="just-right",
    )
    who = child(skills=READY, goals=TWO, logs=(log,))
    assert next(new_things(planned(who), {"threading"})) <= 1


@pytest.mark.parametrize(("limit", "rule"), [("_new", "new"), ("_sessions", "items")])
def test_a_limit_switched_off_is_caught(limit, rule, monkeypatch):
    """The second check counts anew what the week was limited to."""
    days = {"sat": (Slot(minutes=40),)}
    who = child(skills=READY, focus_minutes=30, week=attrs.evolve(child().week, days=days))
    log = Log(
        on=START - timedelta(days=9),
        activity="threading",
        grade="x",
        asked={},
        practised=(),
        how="just-right",
    )
    who = attrs.evolve(who, logs=(log,), goals=(*TWO, Goal(skill="builds-bridge")))
    assert planned(who)
    if limit == "_sessions":
        monkeypatch.setattr("motorplan.planning.limiting.most_items", lambda *_: 5)
    else:
        monkeypatch.setattr(Limiting, limit, lambda *_: ())
    with pytest.raises(Defect) as caught:
        planned(who)
    assert rule in {v.rule for v in caught.value.violations}


@pytest.mark.parametrize(("variety", "apart"), [("some", 1), ("lots", 2)])
def test_nothing_repeats_too_soon_while_there_are_other_ways(variety, apart):
    """Goal tasks in their block and routines of the day may; nothing else in a rich catalogue."""
    who = attrs.evolve(
        load_child("examples/heron.toml", REAL), variety=variety, week=every_day(), interests=()
    )
    plan = planned(who, REAL)
    begun = {i for i, s in who.skills.items() if s.level is not None and s.level >= 3}
    days: dict[str, list[date]] = {}
    for session in sessions_of(plan, first_week=2):
        for item in session.items:
            blocked = any(s.whole and s.goal not in begun for s in item.serves)
            daily = item.routine and REAL.activities[item.activity].domain == "self-care"
            if not blocked and not daily:
                days.setdefault(item.activity, []).append(session.date)
    gaps = [(b - a).days for found in days.values() for a, b in pairwise(sorted(found))]
    assert gaps
    assert min(gaps) > apart


def test_a_goal_that_is_begun_is_practised_in_other_places():
    days = {
        "mon": (Slot(minutes=20),),
        "wed": (Slot(minutes=20, place="classroom", who="teacher"),),
    }
    week = attrs.evolve(child().week, days=days)
    levels = {**READY, **seen(fastens_large_buttons="prompts")}
    plan = planned(child(skills=levels, week=week))
    for number in (2, 3):
        places = {s.place for s in plan.weeks[number - 1].sessions if s.items}
        assert places == {"home", "classroom"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_choices_have_the_purpose_of_the_item(examples, name):
    _, plan = examples[name]
    for item in items_of(plan):
        assert len(item.choices) <= 2
        for choice in item.choices:
            trained = {i for g in REAL.activities[choice].grades for i in g.trains}
            goal = item.serves[0].goal
            before = {goal, *REAL.graph.before(goal)}
            assert trained & (before | {i for b in before for i in REAL.graph[b].supports})


# words of a week


def test_every_fourth_week_looks_again_at_the_goals(examples):
    notes = {w.number: " ".join(w.notes) for w in planned(examples["otter"][0], REAL, 8).weeks}
    assert [n for n, text in notes.items() if "look again" in text] == [4, 8]


def test_liked_worlds_take_turns_week_by_week(examples):
    who, plan = examples["heron"]
    assert {"trains", "space"} <= {*who.interests}
    worlds = [note for w in plan.weeks for note in w.notes if "play world" in note]
    assert len(worlds) == 4
    assert all(a != b for a, b in pairwise(worlds))


# hands that help


CLOTHES = (Goal(skill="puts-on-easy-clothes"),)
TODDLER = {
    "born": date(2024, 6, 1),
    "goals": CLOTHES,
}


def helped(plan):
    return [i for i in items_of(plan) if "hands" in {reason.code for reason in i.reasons}]


def test_hands_make_a_goal_task_fit_where_nothing_else_does():
    plan = planned(child(**TODDLER), REAL)
    found = helped(plan)
    assert found
    assert all("hand-under-hand" in i.help and i.fade and i.serves[0].whole for i in found)
    assert not helped(planned(child(**TODDLER, touch_help="no"), REAL))


def test_hands_that_are_not_wanted_are_refused():
    plan = planned(child(**TODDLER), REAL)
    data = json.loads(json.dumps(unstructure(plan)))
    for item in (i for w in data["weeks"] for s in w["sessions"] for i in s["items"]):
        item["help"] = [h for h in item["help"] if h != "hand-under-hand"]
    changed = structure(data, Plan, "json")
    signed = attrs.evolve(changed, id=hash_of(attrs.evolve(changed, id="")))
    assert "touch" in {v.rule for v in check_plan(signed, child(**TODDLER), REAL)}


def test_no_hands_are_offered_while_a_concern_stands():
    who = child(**TODDLER, concerns={"pain": "knee"})
    assert list(with_hands((), (), who, None, None, {})) == []


# a baby


def test_a_well_baby_who_does_not_get_about_is_wished_time_on_the_tummy(examples):
    """Every day, whatever the goals; not where something of health is known or not asked."""
    wren, plan = examples["wren"]
    line = "time on the tummy every day"
    assert line in " ".join(plan.notices)
    others = (
        attrs.evolve(wren, wears=("harness",)),
        attrs.evolve(wren, eats="tube"),
        attrs.evolve(wren, safety_asked=None),
        attrs.evolve(wren, moves_by=("crawls",)),
    )
    for other in others:
        assert line not in " ".join(planned(other, REAL, weeks=1).notices)


# what comes back


def test_a_skill_comes_back_after_1_2_4_8_and_16_weeks():
    dated = {"threads-large-beads": Seen(level=Level.INDEPENDENT, seen=START)}
    returning = Returning(child(skills=dated), small().graph, 30.0)
    due = [n for n in range(20) if returning.due(START + timedelta(weeks=n))]
    assert due == [1, 2, 4, 8, 16]


def test_what_was_not_dated_or_not_alone_does_not_come_back():
    helped = {"threads-large-beads": Seen(level=Level.PROMPTS, seen=START - timedelta(weeks=1))}
    for skills in (helped, seen(threads_large_beads="independent")):
        assert not Returning(child(skills=skills), small().graph, 30.0).due(START)


def test_what_children_half_as_old_do_is_not_practised_again_because_it_was_seen():
    dated = {"threads-large-beads": Seen(level=Level.INDEPENDENT, seen=START)}
    half = exp(small().graph["threads-large-beads"].norm.mu)
    monday = START + timedelta(weeks=1)
    assert not Returning(child(skills=dated), small().graph, 2.1 * half).due(monday)
    assert Returning(child(skills=dated), small().graph, 1.9 * half).due(monday)


def test_play_for_children_half_as_old_is_worth_less_and_clothes_and_goals_are_not():
    """Rings on a spoon, for one of seven, as a step and as the goal; a T-shirt as a step."""
    estimate = Estimate(child(), REAL.graph, START)
    estimate.age = 87.0

    def lost(activity: str, *, whole: bool) -> int:
        held = REAL.activities[activity]
        variant = SimpleNamespace(activity=held, grade=held.grades[0])
        serves = (Served(goal="any", path=("any",), whole=whole),)
        return youth_of(variant, serves, estimate)

    minutes = REAL.activities["threading"].grades[0].minutes
    assert lost("threading", whole=False) == YOUNG * minutes
    assert lost("threading", whole=True) == 0
    assert lost("t-shirt-on", whole=False) == 0


@pytest.mark.parametrize("name", ["stork", "vole", "falcon"])
def test_no_child_of_school_age_threads_big_beads_on_the_way_to_something_else(name, examples):
    _, plan = examples[name]
    names = {i.activity for w in plan.weeks for s in w.sessions for i in s.items}
    assert names
    assert "threading" not in names


def test_each_minute_of_a_plan_counts_for_one_goal(examples):
    for _, plan in examples.values():
        items = [i for w in plan.weeks for s in w.sessions for i in s.items if i.serves]
        doses = [goal.dose_minutes for goal in plan.goals]
        assert sum(d.whole + d.part for d in doses) == sum(i.minutes for i in items)
        twice = sum(i.minutes * (len(i.serves) - 1) for i in items)
        assert sum(d.also for d in doses) == twice


def test_what_comes_back_does_so_once_in_its_week(examples):
    roles = []
    for _, plan in examples.values():
        for week in plan.weeks:
            back = [i for s in week.sessions for i in s.items if i.role == "review"]
            skills = [min(served.path[0] for served in item.serves) for item in back]
            assert len(skills) == len(set(skills))
            roles += skills
    assert roles
