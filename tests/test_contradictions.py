"""What a plan says of an item can be done all at once, and by this child."""

from datetime import timedelta

import attrs
import pytest
from worlds import START, seen
from worlds import child as usual_child

from motorplan.checking import check_plan
from motorplan.errors import Defect, NoPlan
from motorplan.explaining.openings import Doors
from motorplan.gathering import load_catalogue
from motorplan.linting.activities import misfits_of_activity
from motorplan.linting.children import misfits_of
from motorplan.making import load_child, make_plan
from motorplan.model.children import Goal, Precaution, Slot, WeekTime
from motorplan.planning import choosing, worth
from motorplan.planning.variants import Variant

CATALOGUE = load_catalogue()
IN_REACH = "Stay within arm's reach."
ALONG = "Go along at your child's side, within reach all the way."


def child(*goals, months=60, minutes=30, **said):
    """Return a child of *months* with these goals and time on three days."""
    week = {"space": "hall", "materials": ("large-soft-ball", "floor-spots"), "place": "outdoors"}
    week |= said.pop("week", {})
    days = {day: (Slot(minutes=minutes),) for day in ("mon", "wed", "sat")}
    return usual_child(
        **{
            "born": START - timedelta(days=round(months * 30.4375)),
            "goals": tuple(g if isinstance(g, Goal) else Goal(skill=g) for g in goals),
            "week": WeekTime(days=days, **week),
            **said,
        }
    )


BALL = seen(throws_forward="independent", rolls_ball="independent", runs="independent")
PLAYER = child("catches-large-ball", "runs-and-turns", skills=BALL, stays_close="stays")
WANDERER = attrs.evolve(PLAYER, stays_close="wanders")


def items(who, catalogue=CATALOGUE, weeks=4):
    plan = make_plan(who, catalogue, start=START, weeks=weeks)
    return [item for week in plan.weeks for s in week.sessions for item in s.items]


def grades_of(item):
    return CATALOGUE.activities[item.activity].grades


def grade_of(item):
    return grades_of(item)[item.grade - 1]


def apart(item):
    return (grade_of(item).features or {}).get("apart", 0)


def test_an_adult_who_has_to_stay_in_reach_never_plays_from_steps_away():
    there = items(WANDERER)

    assert any(IN_REACH in item.cautions for item in there)
    assert max(apart(item) for item in there if IN_REACH in item.cautions) < 2
    assert max(apart(item) for item in items(PLAYER)) >= 2, "whoever stays close plays so"


def test_a_child_on_its_way_and_within_reach_is_gone_along_with():
    there = [item for item in items(WANDERER) if item.position == "moving"]

    assert there
    assert all(ALONG in item.cautions for item in there)
    assert not any(ALONG in item.cautions for item in items(PLAYER))


def test_the_second_check_knows_how_far_an_arm_reaches(monkeypatch):
    monkeypatch.setattr(choosing, "APART_FROM", 99)

    with pytest.raises(Defect) as refused:
        make_plan(WANDERER, CATALOGUE, start=START, weeks=4)

    assert "apart" in str(refused.value)


def test_no_grade_asks_for_reach_from_steps_away():
    activity = CATALOGUE.activities["ball-to-and-fro"]
    grades = [attrs.evolve(grade, supervision="arms-reach") for grade in activity.grades]
    found = misfits_of_activity(attrs.evolve(activity, grades=tuple(grades)), CATALOGUE)

    numbers = {m.path[1] for m in found if m.code == "out-of-reach"}
    assert numbers == {n for n, g in enumerate(grades) if (g.features or {}).get("apart", 0) >= 2}
    assert numbers


BALL_AT_TABLE = {"skills": BALL, "week": {"place": "gym"}, "sits": "with-support"}
ROLLER = child(
    "plays-ball-from-seat",
    months=120,
    moves_by=("manual-chair",),
    equipment=("supportive-chair",),
    **BALL_AT_TABLE,
)


def test_who_gets_about_on_wheels_stays_on_them():
    there = {item.position for item in items(ROLLER)}

    assert "sitting-wheelchair" in there
    assert "sitting-chair" not in there


def test_a_chair_is_the_seat_that_holds_the_child():
    """Who sits with support and has a chair that gives it is planned to sit in that one."""
    walker = attrs.evolve(ROLLER, moves_by=("walker",))
    plan = make_plan(walker, CATALOGUE, start=START, weeks=1)
    there = {item.position for s in plan.weeks[0].sessions for item in s.items}

    assert "sitting-own-seat" in there
    assert "sitting-chair" not in there
    assert plan.names["sitting-own-seat"] == "sitting in their own seat, with its support"


def test_a_seat_of_its_own_belongs_to_no_grade():
    activity = CATALOGUE.activities["ball-to-and-fro"]
    grades = [attrs.evolve(grade, positions=("sitting-own-seat",)) for grade in activity.grades]
    found = misfits_of_activity(attrs.evolve(activity, grades=tuple(grades)), CATALOGUE)

    assert {m.path[1] for m in found if m.code == "own-seat"} == {*range(len(grades))}


@pytest.mark.parametrize("seat", ["sitting-chair", "sitting-own-seat"])
def test_the_second_check_knows_which_seat_a_child_has(seat, monkeypatch):
    """A plain chair is refused to a child it does not hold, and a seat to a child without one."""
    walks = seat == "sitting-own-seat"
    who = attrs.evolve(ROLLER, moves_by=("walks",), sits="alone" if walks else "with-support")
    monkeypatch.setattr(choosing, "as_taken", lambda p, _: seat if p == "sitting-chair" else p)
    monkeypatch.setattr(choosing, "best_first", lambda _positions, _child: ("sitting-chair",))

    with pytest.raises(Defect) as refused:
        make_plan(who, CATALOGUE, start=START, weeks=1)

    assert "position" in str(refused.value)


NAME = seen(writes_first_name="independent", writes_some_letters="independent")
KEEPER = child(
    Goal(skill="writes-first-name", kind="keep"),
    months=90,
    skills=NAME,
    week={"place": "home", "materials": ("pencil", "crayons-thick")},
)


def test_what_is_kept_stays_at_the_size_it_has():
    """Every item is the first grade of its activity that is the skill most, week after week."""
    there = items(KEEPER, weeks=6)

    assert there
    for item in there:
        weights = [g.trains.get("writes-first-name", 0) for g in grades_of(item)]
        assert item.grade == weights.index(max(weights)) + 1
        assert item.step_up is None


def test_a_kept_goal_that_is_built_as_well_may_be_stepped_up():
    builder = attrs.evolve(KEEPER, goals=(Goal(skill="writes-first-name"),), skills={})

    assert any(item.step_up for item in items(builder))


def test_what_was_seen_is_kept_though_the_birthday_is_a_poor_guide():
    """A child whose body changes drinks from its own glass as it does, and climbs no ladder to it."""
    who = child(
        Goal(skill="drinks-without-spilling", kind="keep"),
        months=100,
        skills=seen(drinks_without_spilling="independent", drinks_from_open_cup="independent"),
        precautions=(Precaution(id="cerebral-palsy"),),
        moves_by=("walks",),
        eats="everything",
        week={"place": "home"},
    )
    there = items(who, weeks=2)

    assert {item.activity for item in there} <= {"cup-time", "cheers"}
    assert {item.grade for item in there} == {3}


def test_the_second_check_knows_what_keeping_is(monkeypatch):
    monkeypatch.setattr(worth, "_is_beyond", lambda *_: False)

    with pytest.raises(Defect) as refused:
        make_plan(KEEPER, CATALOGUE, start=START, weeks=4)

    assert "keep" in str(refused.value)


DRINKER = child(
    "drinks-without-spilling",
    months=70,
    skills=seen(drinks_from_open_cup="independent", drinks_from_held_cup="independent"),
    eats=None,
    week={"place": "home"},
)
WEAK = attrs.evolve(
    DRINKER, precautions=(Precaution(id="progressive-muscle"),), moves_by=("walks",)
)


def demands_of(item):
    activity = CATALOGUE.activities[item.activity]
    things = [CATALOGUE.materials[m.id].hazards for m in item.materials]
    return {f for part in (activity.features, grade_of(item).features, *things) for f in part or {}}


def test_where_swallowing_may_be_hard_nothing_is_eaten_until_it_is_written_what():
    """Whoever has no such condition drinks; with one the file has to say what is fine."""
    assert {"food", "drink"} & {f for item in items(DRINKER) for f in demands_of(item)}
    with pytest.raises(NoPlan) as none:
        make_plan(WEAK, CATALOGUE, start=START, weeks=1)
    assert any("food and drink" in w.says for w in none.value.plan.warnings)

    written = items(attrs.evolve(WEAK, eats="everything"))
    fed = [item for item in written if {"food", "drink"} & demands_of(item)]
    assert fed
    assert all(any("small bites and sips" in says for says in item.cautions) for item in fed)


def test_the_second_check_knows_whose_swallowing_may_be_hard():
    plan = make_plan(DRINKER, CATALOGUE, start=START, weeks=1)

    assert "food-ask" in {v.rule for v in check_plan(plan, WEAK, CATALOGUE)}


CAST_OFF = START + timedelta(days=13)
HOPPER = child(
    "hops-five-times",
    months=84,
    skills=seen(jumps_in_place="independent", hops_on_one_foot="some-help"),
    precautions=(Precaution(id="leg-cast", until=CAST_OFF, limits=("no-impact",)),),
    wears=("cast",),
    moves_by=("walks",),
    week={"place": "home"},
)
SNIPPER = attrs.evolve(
    HOPPER,
    goals=(Goal(skill="cuts-on-line"), Goal(skill="hops-five-times")),
    skills=seen(snips_paper="independent", cuts_forward="independent", jumps_in_place="prompts"),
    week=attrs.evolve(HOPPER.week, materials=("safety-scissors", "pencil")),
)
REST = "Rest the cast on something soft. Fingers or toes cold, blue or numb: call today."


def test_a_cast_is_cared_for_while_it_lasts_and_not_after():
    plan = make_plan(SNIPPER, CATALOGUE, start=START, weeks=4)
    by_day = {s.date: s.items for week in plan.weeks for s in week.sessions if s.items}
    with_it = [
        REST in i.cautions for day, items in by_day.items() if day <= CAST_OFF for i in items
    ]
    after = [REST in i.cautions for day, items in by_day.items() if day > CAST_OFF for i in items]

    assert any(with_it)
    assert after
    assert not any(after)
    notice = CATALOGUE.safety.precautions["leg-cast"].notice
    assert f"Until Sunday 13 December 2026: {notice}" in plan.notices
    assert any("From Monday 14 December 2026 on" in says for says in plan.notices)


def test_what_waits_for_a_cast_says_so():
    plan = make_plan(SNIPPER, CATALOGUE, start=START, weeks=2)
    said = [w.says for w in plan.warnings if w.about == "hops-five-times"]

    assert any("With a cast or an operation on the leg" in says for says in said)


def test_braces_are_on_and_the_skin_is_looked_at():
    who = attrs.evolve(PLAYER, wears=("afo",))
    there = [item for item in items(who) if item.position in {"standing", "moving"}]

    assert there
    for item in there:
        assert any(says.startswith("Braces on") for says in item.cautions)
        assert any("look at the skin" in says for says in item.cautions)


SIX = (
    "things in the mouth",
    "swallowing and coughing at meals",
    "fits, heart, neck, bones",
    "pain, or something that is gone",
    "running off",
    "an operation, cast, injection",
)


@pytest.mark.parametrize(
    ("said", "silent", "out"),
    [
        ({"safety_asked": None, "mouths": None}, SIX, ("small parts", "food and drink", "traffic")),
        ({"safety_asked": None, "mouths": "never"}, SIX[1:], ("small parts", "heights")),
        ({"safety_asked": START - timedelta(days=400)}, SIX, ("water play", "food and drink")),
        ({}, (), ()),
    ],
)
def test_every_plan_says_first_which_safety_questions_are_open(said, silent, out):
    """And what is left out for it; once they are answered nothing of it stands there."""
    who = child("builds-bridge", "puts-on-t-shirt", week={"place": "home"}, **said)
    first = " ".join(make_plan(who, CATALOGUE, start=START, weeks=1).notices)

    assert [question in first for question in SIX] == [q in silent for q in SIX]
    assert all(thing in first for thing in out)
    assert bool(out) == ("left out" in first)


@pytest.mark.parametrize("who", [PLAYER, WANDERER, ROLLER, KEEPER, DRINKER, SNIPPER])
def test_every_item_gets_easier(who):
    """Within the grade at least, where the one below is not open."""
    for item in items(who):
        assert item.step_down
        assert item.step_down.startswith(grade_of(item).step_down)


@pytest.mark.parametrize(
    ("activity_id", "grade", "helped_by", "says"),
    [
        ("bounce-and-basket", 0, "slower-ball", "bounce"),
        ("coat-time", 0, "slower-ball", "nothing here names it"),
        ("bike-ready", 0, "foot-rest", "none of the positions"),
    ],
)
def test_an_adaptation_fits_what_is_done(activity_id, grade, helped_by, says):
    """A sock ball does not bounce, and nothing is set under feet that walk."""
    activity = CATALOGUE.activities[activity_id]
    steps = ("Bounce the ball.", "Catch it.") if says == "bounce" else activity.grades[grade].steps
    changed = attrs.evolve(activity.grades[grade], helped_by=(helped_by,), steps=steps)
    found = misfits_of_activity(attrs.evolve(activity, grades=(changed,)), CATALOGUE)

    assert any(says in m.message for m in found if m.code == "help-misfit")


BEGINNER = child(
    "puts-on-easy-clothes",
    months=30,
    skills=seen(walks_well="independent", helps_with_dressing="some-help"),
    week={"place": "home"},
)


def eased(who):
    """Return every open way to do a grade with an adaptation that asks for a position."""
    doors = Doors(who, CATALOGUE, START)
    judged = (
        result for activity in CATALOGUE.activities.values() for _, result in doors.judged(activity)
    )
    return [v for v in judged if isinstance(v, Variant) and any(a.positions for a in v.adaptations)]


ON_WHEELS = attrs.evolve(
    BEGINNER,
    moves_by=("manual-chair",),
    sits="with-support",
    equipment=("supportive-chair", "table-cut-out", "tray-on-chair"),
)


@pytest.mark.parametrize("who", [BEGINNER, ON_WHEELS])
def test_an_adaptation_is_used_where_it_makes_sense(who):
    found = eased(who)

    assert found
    for variant in found:
        for used in variant.adaptations:
            assert not used.positions or variant.position in used.positions


def test_who_sits_to_do_it_is_planned_sitting():
    """Though the grade is usually done standing."""
    sits = [v for v in eased(BEGINNER) if "sit-to-do" in {a.id for a in v.adaptations}]

    assert any(v.grade.positions[0] == "standing" for v in sits)
    assert all(v.position.startswith("sitting") for v in sits)


def test_the_second_check_knows_where_an_adaptation_makes_sense(monkeypatch):
    robin = load_child("examples/robin.toml", CATALOGUE)
    monkeypatch.setattr(choosing, "fits_in", lambda *_: True)
    monkeypatch.setattr(
        choosing.Chooser,
        "_best_first",
        lambda _, grade: sorted(grade.positions, key=lambda p: p.startswith("sitting")),
    )

    with pytest.raises(Defect) as refused:
        make_plan(robin, CATALOGUE, start=START, weeks=4)

    assert "adaptation" in str(refused.value)


def test_a_goal_to_adapt_names_what_makes_it_easier():
    hare = load_child("examples/hare.toml", CATALOGUE)
    plan = make_plan(hare, CATALOGUE, start=START, weeks=2)
    (goal,) = (g for g in plan.goals if g.kind == "adapt")
    there = [i for s in plan.sessions for i in s.items if goal.skill in {x.goal for x in i.serves}]
    fits = {i for item in there for i in grade_of(item).helped_by}

    assert fits
    assert any(CATALOGUE.adaptations[i].plain in goal.says for i in fits)


def test_what_a_yes_would_open_is_named_by_its_grade():
    plan = make_plan(SNIPPER, CATALOGUE, start=START, weeks=1)
    opened = [says for asked in plan.ask_first for says in asked.would_open]
    grades = {f"{a.name} ({g.name}" for a in CATALOGUE.activities.values() for g in a.grades}

    assert opened
    assert all(any(says.startswith(name) for name in grades) for says in opened)


def test_the_second_check_knows_what_a_yes_would_open():
    plan = make_plan(SNIPPER, CATALOGUE, start=START, weeks=1)
    first, *rest = plan.ask_first
    other = attrs.evolve(first, would_open=("Hop and jump (The moon)",))
    changed = attrs.evolve(plan, ask_first=(other, *rest))

    assert "ask-first" in {v.rule for v in check_plan(changed, SNIPPER, CATALOGUE)}


def test_what_is_forbidden_is_never_said_to_be_missing():
    """Neither that the scissors a family avoids are not at hand, nor to have them at hand."""
    cutter = child(
        "cuts-on-line",
        months=70,
        skills=seen(snips_paper="independent"),
        avoid=("safety-scissors", "spring-scissors", "loop-scissors"),
        week={"place": "home", "materials": ()},
    )
    with pytest.raises(NoPlan) as none:
        make_plan(cutter, CATALOGUE, start=START, weeks=1)
    says = [w.says for w in none.value.plan.warnings]

    assert not any("scissors" in line and "not at hand" in line for line in says)
    assert not any("scissors at hand" in line for line in says)
    assert any("1 of" in line and "practise is out" in line for line in says)


def test_a_goal_that_is_to_be_avoided_is_a_mistake_of_the_file():
    both = child("cuts-on-line", avoid=("cuts-on-line",))

    assert "avoided-goal" in {m.code for m in misfits_of(both, CATALOGUE)}
