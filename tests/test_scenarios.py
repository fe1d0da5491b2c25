"""
The plans that must never come out, each beside one that must be left alone.

Numbers are those of the list of scenarios the safety rules were written against; the ones
that need groups or logs come with those, the ones of edits in ``test_scenarios_edits``.
"""

from datetime import date, timedelta
from functools import partial

import attrs
import pytest
from worlds import START, seen
from worlds import child as usual_child

from motorplan.checking import check_plan
from motorplan.errors import NoPlan
from motorplan.explaining.openings import Doors
from motorplan.linting.activities import misfits_of_activity
from motorplan.making import make_plan
from motorplan.model.children import (
    Clearance,
    Eating,
    Function,
    Goal,
    Precaution,
    Slot,
    WeekTime,
)
from motorplan.planning.horizon import Horizon
from motorplan.planning.variants import Variant
from motorplan.safety.screening import Screen

EVERYTHING = (
    "large-beads", "small-beads", "bead-lace", "long-lace", "lacing-cards", "coins", "pompoms-small",
    "safety-scissors", "pencil", "crayons-thick", "crayons-thin", "short-pencil", "playdough",
    "rice-flour-dough", "modelling-clay", "button-board", "coat-with-large-buttons", "tongs",
    "clothes-pegs", "plastic-knife", "yoghurt", "toast-soft", "bread", "soft-spread", "banana",
    "stairs-with-rail", "low-beam", "climbing-frame", "playground-swing", "balance-bike", "bicycle",
    "tricycle", "ride-on-toy", "helmet", "shoes-with-laces", "stickers-small", "floor-spots",
)  # fmt: skip


def week(**said):
    days = {day: (Slot(minutes=40),) for day in ("mon", "tue", "wed", "thu", "fri", "sat")}
    return WeekTime(**{"space": "hall", "materials": EVERYTHING, "days": days, **said})


def child(goal, *, months=69, **said):
    """Return a child with every thing at hand and a lot of time."""
    goals = tuple(Goal(skill=i) for i in ((goal,) if isinstance(goal, str) else goal))
    return usual_child(
        **{
            "born": START - timedelta(days=round(months * 30.4375)),
            "goals": goals,
            "week": week(),
            **said,
        }
    )


def variants(catalogue, who, day=START):
    """Return every grade of every activity that is open to *who*, in any setting of the week."""
    horizon = Horizon(who, catalogue, day)
    doors = Doors(who, catalogue, day)
    assert horizon.start == day
    return [
        result
        for activity_id in catalogue.activities
        for _, result in doors.judged(catalogue.activities[activity_id])
        if isinstance(result, Variant)
    ]


def most(catalogue, who, feature, day=START):
    """Return the most of *feature* in any grade that is open; some are."""
    found = variants(catalogue, who, day)
    assert found
    return max(v.features.get(feature, 0) for v in found)


def is_open(catalogue, who, activity_id, day=START):
    return any(v.activity.id == activity_id for v in variants(catalogue, who, day))


def planned(catalogue, who, weeks=2):
    """Return the items of the plan, or none."""
    try:
        plan = make_plan(who, catalogue, start=START, weeks=weeks)
    except NoPlan:
        return []
    assert check_plan(plan, who, catalogue) == ()
    return [i for w in plan.weeks for s in w.sessions for i in s.items]


def test_01_a_birthday_opens_nothing(catalogue):
    """Ten years old, GMFCS V, three skills seen: no beam, scissors, heat or beads."""
    who = child(
        "plays-ball-from-seat",
        months=122,
        function=Function(gmfcs=5),
        precautions=(Precaution(id="cerebral-palsy"),),
        moves_by=("power-chair",),
        sits="special-seat",
        skills=seen(
            steady_head="independent", reaches_and_grasps="prompts", rolls_ball="some-help"
        ),
    )
    for feature in ("blade", "small-part", "forward-roll"):
        assert most(catalogue, who, feature) == 0
    assert most(catalogue, who, "heat") < 2
    assert most(catalogue, who, "height") < 30


def test_01_twin_what_was_seen_opens(catalogue):
    """A ten-year-old wheelchair user who was seen snipping may cut."""
    who = child(
        "cuts-forward",
        months=122,
        moves_by=("manual-chair",),
        skills=seen(snips_paper="independent"),
    )
    assert is_open(catalogue, who, "scissor-strips")
    assert most(catalogue, who, "blade") == 1


@pytest.mark.parametrize(
    "said", [{"safety_asked": None}, {"precautions": (Precaution(id="eczema"),)}]
)
def test_02_mouthing_not_said_keeps_small_parts_away(catalogue, said):
    skills = seen(keeps_small_things_out_of_mouth="independent", threads_large_beads="independent")
    who = child("threads-small-beads", mouths=None, skills=skills, **said)
    assert most(catalogue, who, "small-part") == 0


def test_02_twin_asked_and_seen_safe_opens_small_beads(catalogue):
    skills = seen(keeps_small_things_out_of_mouth="independent", threads_large_beads="independent")
    assert most(catalogue, child("threads-small-beads", skills=skills), "small-part") == 1


def test_03_a_little_one_near_keeps_small_parts_away(catalogue):
    skills = seen(keeps_small_things_out_of_mouth="independent", threads_large_beads="independent")
    who = child("threads-small-beads", months=75, little_ones=("under-3",), skills=skills)
    assert most(catalogue, who, "small-part") == 0
    assert most(catalogue, who, "cord") < 30


def test_03_twin_a_five_year_old_sister_closes_no_large_beads(catalogue):
    who = child(
        "threads-large-beads",
        little_ones=("under-6",),
        skills=seen(side_pincer_grasp="independent"),
    )
    assert is_open(catalogue, who, "threading")


@pytest.mark.parametrize(
    "said", [{"allergies": ("wheat", "corn")}, {"mouths": "often"}, {"allergies": ("gluten",)}]
)
def test_04_substitutes_are_screened_too(catalogue, said):
    """Wheat dough is never swapped for what is no better."""
    skills = seen(holds_with_one_works_with_other="independent", rolls_dough="independent")
    who = child("rolls-dough-balls", skills=skills, **said)
    used = {m.id for v in variants(catalogue, who) for m in v.materials}
    assert "playdough" not in used
    if said == {"mouths": "often"}:
        assert not used & {"rice-flour-dough", "modelling-clay"}


def test_04_twin_clay_takes_the_place_of_dough(catalogue):
    skills = seen(holds_with_one_works_with_other="independent")
    who = child("rolls-dough", allergies=("wheat",), skills=skills)
    assert is_open(catalogue, who, "playdough-kitchen")


def snippers(catalogue, **said):
    """Return how snipping may be done with spring scissors at hand; only those hold nickel."""
    plain = attrs.evolve(catalogue.materials["safety-scissors"], allergens=(), check_label=())
    world = attrs.evolve(catalogue, materials={**catalogue.materials, plain.id: plain})
    who = child(
        "snips-paper",
        equipment=("spring-scissors-aid",),
        skills=seen(opens_closes_scissors="prompts", keeps_small_things_out_of_mouth="prompts"),
        **said,
    )
    found = [v for v in variants(world, who) if v.id == "scissor-strips/snip-strips"]
    assert found
    return found


def test_05_an_adaptation_brings_its_hazard_along(catalogue):
    """Spring scissors hold nickel: with a nickel allergy snipping is planned without them."""
    found = snippers(catalogue, allergies=("nickel",))
    assert all("spring-scissors-aid" not in {a.id for a in v.adaptations} for v in found)


def test_05_twin_spring_scissors_help_who_may_use_them(catalogue):
    found = snippers(catalogue)
    assert any("spring-scissors-aid" in {a.id for a in v.adaptations} for v in found)


@pytest.mark.parametrize("eats", ["puree-only", "tube", "ask"])
def test_06_no_food_beyond_what_was_cleared(catalogue, eats):
    who = child(("eats-with-fork", "drinks-with-straw", "makes-simple-snack"), eats=eats)
    for feature in ("food", "straw", "blowing", "hard-food"):
        assert most(catalogue, who, feature) == 0


def test_06_twin_the_swallow_team_opens_up_to_its_level(catalogue):
    """Cleared to level 5: soft family food at most, and with the texture said."""
    cleared = Eating(food=5, by="swallow-therapist", on=date(2026, 10, 2))
    who = child(
        "eats-with-spoon", eats="puree-only", eating=cleared, skills=seen(tries_spoon="prompts")
    )
    assert 0 < most(catalogue, who, "food") <= 5
    fed = [v for v in variants(catalogue, who) if v.features.get("food")]
    assert all("safe-texture" in v.controls for v in fed)


def test_07_epilepsy_and_water_means_one_to_one_or_nothing(catalogue):
    """A bath that costs no extra time still costs one adult for this child alone."""
    who = child("washes-hands", precautions=(Precaution(id="epilepsy", now="controlled"),))
    screen = Screen(who, catalogue.safety, START)
    assert screen.of_features({"water-depth": 15.0}).supervision == "one-to-one"
    found = variants(catalogue, who)
    assert found
    deep = [v for v in found if v.features.get("water-depth", 0) >= 3]
    assert all(v.supervision == "one-to-one" for v in deep)


def test_07_twin_hands_are_washed_at_the_tap(catalogue):
    who = child("washes-hands", precautions=(Precaution(id="epilepsy"),))
    assert is_open(catalogue, who, "hand-washing")


def test_08_height_counts_in_centimetres(catalogue):
    """With active epilepsy 40 cm of sofa asks for one-to-one, and a metre is out."""
    who = child("climbs-low-frame", precautions=(Precaution(id="epilepsy"),))
    screen = Screen(who, catalogue.safety, START)
    assert screen.of_features({"height": 40.0}).supervision == "one-to-one"
    assert screen.of_features({"height": 120.0}).blocks


def test_08_twin_ten_centimetres_are_left_alone(catalogue):
    who = child("walks-low-beam", precautions=(Precaution(id="epilepsy"),))
    verdict = Screen(who, catalogue.safety, START).of_features({"height": 10.0})
    assert not verdict.blocks
    assert verdict.supervision == "in-sight"


def test_09_down_syndrome_rolls_need_a_yes(catalogue):
    """A clearance of a forward roll opens it; a neck concern shuts it whatever was cleared."""
    who = child("forward-rolls", precautions=(Precaution(id="down-syndrome"),))
    roll = {"forward-roll": 1.0}
    assert Screen(who, catalogue.safety, START).of_features(roll).blocks
    cleared = attrs.evolve(
        who, clearances=(Clearance(of="forward-roll", by="doctor", on=date(2026, 9, 1)),)
    )
    assert not Screen(cleared, catalogue.safety, START).of_features(roll).blocks
    for concern in ("neck", "walking-change", "bladder-or-bowel-change"):
        worried = attrs.evolve(cleared, concerns={concern: "since Monday"})
        assert Screen(worried, catalogue.safety, START).of_features(roll).blocks


def test_09_twin_down_syndrome_closes_no_jump_and_no_ball(catalogue):
    who = child(
        ("jumps-in-place", "catches-large-ball"),
        precautions=(Precaution(id="down-syndrome"),),
        skills=seen(walks_well="independent", rolls_ball="independent"),
    )
    assert is_open(catalogue, who, "hopping-games")
    assert is_open(catalogue, who, "ball-to-and-fro")


def test_10_a_progressive_condition_is_never_stepped_up(catalogue):
    who = child(
        ("walks-downstairs-alternating", "writes-first-name"),
        months=100,
        precautions=(Precaution(id="progressive-muscle"),),
        moves_by=("walks",),
        sits="alone",
        skills=seen(writes_some_letters="independent", walks_well="independent"),
    )
    items = planned(catalogue, who)
    assert items
    assert all(item.step_up is None for item in items)
    assert most(catalogue, who, "eccentric") < 2
    assert most(catalogue, who, "resistance") < 2


def test_10_twin_stairs_with_a_rail_stay_open(catalogue):
    """A short way down at the child's pace is daily life; only long braking work is shut."""
    who = child(
        "walks-downstairs-two-feet",
        months=60,
        precautions=(Precaution(id="progressive-muscle"),),
        moves_by=("walks",),
        skills=seen(walks_upstairs_with_help="independent", walks_downstairs_two_feet="prompts"),
    )
    down = [v for v in variants(catalogue, who) if v.id == "stairs-together/down-with-rail"]
    assert down
    assert all("own-pace" in v.controls and "soft-surface" not in v.controls for v in down)


def test_10_twin_what_is_to_be_kept_is_planned(catalogue):
    who = child("writes-first-name", months=100, skills=seen(writes_first_name="independent"))
    keep = attrs.evolve(
        who,
        goals=(Goal(skill="writes-first-name", kind="keep"),),
        precautions=(Precaution(id="progressive-muscle"),),
        moves_by=("walks",),
    )
    assert planned(catalogue, keep)


@pytest.mark.parametrize("word", ["hip-surgery", "leg-cast", "leg-surgery"])
def test_11_after_an_operation_seated_and_no_impact(catalogue, word):
    until = date(2027, 1, 10)
    who = child(
        "hops-five-times",
        precautions=(Precaution(id=word, until=until),),
        skills=seen(jumps_in_place="independent"),
    )
    assert most(catalogue, who, "impact") == 0
    assert most(catalogue, who, "leg-load") == 0


def test_11_twin_hands_work_on_and_the_end_ends_it(catalogue):
    until = date(2026, 12, 6)
    who = child(
        ("cuts-forward", "jumps-in-place"),
        precautions=(Precaution(id="leg-cast", until=until),),
        skills=seen(snips_paper="independent", walks_well="independent"),
    )
    assert is_open(catalogue, who, "scissor-strips")
    assert not is_open(catalogue, who, "hopping-games")
    assert is_open(catalogue, who, "hopping-games", until + timedelta(days=1))


@pytest.mark.parametrize(
    "text",
    [
        "Pull her up by the hands.",
        "Lift him under the arms.",
        "Stretch the leg slowly.",
        "Let him sit in a W-sit.",
        "Force the foot down.",
    ],
)
def test_12_texts_that_hurt_are_refused(catalogue, text):
    activity = catalogue.activities["tummy-time"]
    bad = attrs.evolve(
        activity,
        grades=(attrs.evolve(activity.grades[0], steps=(text, "Stop.")), *activity.grades[1:]),
    )
    assert "word-to-avoid" in {m.code for m in misfits_of_activity(bad, catalogue)}


def test_12_twin_kind_texts_pass(catalogue):
    assert misfits_of_activity(catalogue.activities["tummy-time"], catalogue) == []


def test_15_runs_off_means_fenced_and_one_to_one(catalogue):
    outside = partial(week, place="outdoors")
    who = child(
        "pumps-swing",
        stays_close="runs-off",
        skills=seen(sits_alone="independent", climbs_on_furniture="independent"),
    )
    open_field = attrs.evolve(who, week=outside(fenced=False))
    fenced = attrs.evolve(who, week=outside(fenced=True))
    assert not is_open(catalogue, open_field, "swing-and-climb")
    assert is_open(catalogue, fenced, "swing-and-climb")
    assert all(
        v.supervision == "one-to-one"
        for v in variants(catalogue, fenced)
        if v.activity.id == "swing-and-climb"
    )
    assert Screen(who, catalogue.safety, START).of_features({"open-water": 1.0}).blocks


def test_15_twin_who_stays_may_go_to_the_park(catalogue):
    who = child(
        "pumps-swing",
        week=week(place="outdoors"),
        stays_close="stays",
        skills=seen(sits_alone="independent"),
    )
    assert is_open(catalogue, who, "swing-and-climb")


@pytest.mark.parametrize(
    ("word", "seconds"), [("vp-shunt", 30), ("reflux", 10), ("retinal-risk", 2), ("new-stoma", 1)]
)
def test_16_head_down_time_counts(catalogue, word, seconds):
    until = date(2027, 1, 1) if word == "new-stoma" else None
    who = child("forward-rolls", precautions=(Precaution(id=word, until=until),))
    assert Screen(who, catalogue.safety, START).of_features({"head-down": float(seconds)}).blocks


def test_16_twin_a_shunt_alone_forbids_no_roll(catalogue):
    who = child("forward-rolls", precautions=(Precaution(id="vp-shunt"),))
    verdict = Screen(who, catalogue.safety, START).of_features(
        {"forward-roll": 1.0, "head-down": 3.0}
    )
    assert not verdict.blocks


def test_17_orders_that_hurt_are_refused(catalogue):
    """Lying on the tummy after food: planned the other way round, and caught when turned."""
    who = child(
        ("eats-with-spoon", "rolls-both-ways"),
        months=11,
        mouths="often",
        week=week(days={"mon": (Slot(minutes=12),)}),
        skills=seen(
            steady_head="independent",
            brings_hands_to_mouth="independent",
            holds_head_high_on_tummy="independent",
            sits_alone="independent",
            rolls_tummy_to_back="prompts",
            tries_spoon="some-help",
            finger_feeds_some="some-help",
            reaches_and_grasps="independent",
        ),
    )
    plan = make_plan(who, catalogue, start=START, weeks=2)
    demands = {v.id: v.features for v in variants(catalogue, who)}

    def asks(item, feature):
        return bool(demands[f"{item.activity}/{item.grade_id}"].get(feature))

    mixed = [
        (n, m, s)
        for n, w in enumerate(plan.weeks)
        for m, s in enumerate(w.sessions)
        if any(asks(i, "prone") for i in s.items) and any(asks(i, "food") for i in s.items)
    ]
    assert mixed
    for n, m, session in mixed:
        fed = [asks(i, "food") for i in session.items].index(True)
        assert not any(asks(i, "prone") for i in session.items[fed:])
        turned = attrs.evolve(session, items=session.items[::-1])
        sessions = (*plan.weeks[n].sessions[:m], turned, *plan.weeks[n].sessions[m + 1 :])
        weeks = list(plan.weeks)
        weeks[n] = attrs.evolve(weeks[n], sessions=sessions)
        broken = check_plan(attrs.evolve(plan, weeks=tuple(weeks)), who, catalogue)
        assert "no-tummy-after-food" in {v.rule for v in broken}
    order = catalogue.safety.orders["no-climbing-after-spinning"]
    assert order.before == {"spin": 1}
    assert order.after["height"] == 30


def test_17_twin_table_play_may_follow_a_meal(catalogue):
    orders = catalogue.safety.orders.values()
    assert not any("grip-load" in order.after or "long-sitting" in order.after for order in orders)


def test_18_bendy_wrists_get_short_turns(catalogue):
    """Each item is fine alone; the session and the week are capped."""
    who = child(
        ("goes-through-obstacle-course", "jumps-forward"),
        months=60,
        variety="same",
        precautions=(Precaution(id="hypermobility"),),
        skills=seen(
            crawls_on_hands_and_knees="independent",
            runs="independent",
            jumps_in_place="independent",
        ),
    )
    plan = make_plan(who, catalogue, start=START, weeks=2)
    cap = catalogue.safety.caps["hypermobility-hands"]
    screen_items = {v.id: v.features for v in variants(catalogue, who)}
    loaded = 0
    for plan_week in plan.weeks:
        loads = [
            sum(
                i.minutes
                for i in s.items
                if screen_items.get(f"{i.activity}/{i.grade_id}", {}).get("wrist-load", 0) >= 1
            )
            for s in plan_week.sessions
        ]
        assert max(loads) <= cap.minutes_a_session
        assert sum(loads) <= cap.minutes_a_week
        loaded += sum(loads)
    assert loaded > 0


def test_18_twin_other_wrists_are_not_capped(catalogue):
    who = child("jumps-forward", months=60)
    assert "hypermobility-hands" not in {c.id for c in Screen(who, catalogue.safety, START).caps}


def test_19_feet_that_do_not_feel_wear_shoes_and_cards_ask_no_blind_child_to_look(catalogue):
    numb = child(
        "cruises",
        months=20,
        precautions=(Precaution(id="loss-of-feeling"),),
        skills=seen(stands_holding_on="independent", sits_alone="independent"),
    )
    assert most(catalogue, numb, "bare-feet") == 0
    blind = child(
        ("laces-cards", "copies-circle"),
        sees="blind",
        skills=seen(threads_large_beads="independent"),
    )
    assert most(catalogue, blind, "needs-sight") == 0
    device = child("washes-hands", hears="cochlear-implant", wears=("hearing-device",))
    assert (
        "device-off"
        in Screen(device, catalogue.safety, START).of_features({"water-depth": 20.0}).controls
    )


def test_19_twin_a_blind_child_threads_and_sorts(catalogue):
    blind = child("threads-large-beads", sees="blind", skills=seen(side_pincer_grasp="independent"))
    assert is_open(catalogue, blind, "threading")
    assert is_open(catalogue, blind, "sorting-game")


@pytest.mark.parametrize(
    "said", [{"place": "classroom"}, {"place": "video"}, {"place": "gym"}, {"place": "outdoors"}]
)
def test_20_private_things_stay_private(catalogue, said):
    who = child("manages-toilet-clothes", months=40, week=week(**said))
    assert not is_open(catalogue, who, "potty-steps")


def test_20_a_sibling_does_not_come_along(catalogue):
    days = {"mon": (Slot(minutes=30, company="sibling"),)}
    who = child("manages-toilet-clothes", months=40, week=week(days=days))
    assert not is_open(catalogue, who, "potty-steps")


def test_20_twin_at_home_it_is_practised(catalogue):
    assert is_open(catalogue, child("manages-toilet-clothes", months=40), "potty-steps")


def test_21_an_infant_sits_when_seen_to_and_only_for_moments(catalogue):
    who = child(
        "sits-alone",
        months=5,
        safety_asked=date(2026, 11, 20),
        mouths="often",
        moves_by=("carried",),
    )
    found = variants(catalogue, who)
    assert found
    sat = {"sitting-floor", "sitting-chair", "sitting-supported"}
    assert all(v.position not in sat and v.grade.minutes <= 4 for v in found)
    assert most(catalogue, who, "cord") < 30


def test_21_twin_a_steady_head_opens_the_lap(catalogue):
    who = child(
        "sits-alone",
        months=6,
        mouths="often",
        moves_by=("carried",),
        skills=seen(steady_head="independent"),
    )
    assert is_open(catalogue, who, "supported-sitting-reach")


def test_22_born_at_24_weeks_the_hazard_age_is_the_lower_one(catalogue):
    """25 months after birth and 16 weeks early: 21 months, so no scissors at two."""
    who = child(
        "snips-paper", months=25, gestation_weeks=24, skills=seen(opens_closes_scissors="prompts")
    )
    screen = Screen(who, catalogue.safety, START)
    assert 21 <= screen.facts.hazard_age < 22
    assert screen.of_features({"blade": 1.0}).blocks


def test_22_twin_born_on_time_two_is_two(catalogue):
    who = child(
        "snips-paper", months=25, gestation_weeks=41, skills=seen(opens_closes_scissors="prompts")
    )
    assert not Screen(who, catalogue.safety, START).of_features({"blade": 1.0}).blocks


def test_24_answers_of_two_years_ago_count_no_more(catalogue):
    old = child(
        ("threads-small-beads", "builds-bridge"),
        safety_asked=date(2024, 11, 1),
        skills=seen(
            keeps_small_things_out_of_mouth="independent", threads_large_beads="independent"
        ),
    )
    assert most(catalogue, old, "small-part") == 0
    plan = make_plan(old, catalogue, start=START, weeks=1)
    assert "safety_asked" in {a.key for a in plan.assumed}


def test_24_twin_answers_of_last_week_count(catalogue):
    plan = make_plan(
        child("threads-large-beads", skills=seen(side_pincer_grasp="independent")),
        catalogue,
        start=START,
        weeks=1,
    )
    assert "safety_asked" not in {a.key for a in plan.assumed}


@pytest.mark.parametrize("months", [40, 69])
def test_25_what_nobody_declared_is_not_planned(catalogue, months):
    """An own activity without hazards is unknown, and unknown is not safe."""
    own = attrs.evolve(catalogue.activities["block-building"], id="own-tower", features=None)
    world = catalogue.with_activities({"own-tower": own})
    assert not is_open(world, child("builds-bridge", months=months), "own-tower")


def test_25_twin_an_older_child_who_mouths_nothing_may(catalogue):
    own = attrs.evolve(catalogue.activities["block-building"], id="own-tower", features=None)
    world = catalogue.with_activities({"own-tower": own})
    assert is_open(world, child("builds-bridge", months=90), "own-tower")


def test_26_household_things_carry_no_hazard(catalogue):
    """What every home has is judged by what the child eats, wears and mouths at most."""
    harmless = {"food", "juicy", "wet", "bite-off"}
    for material in catalogue.materials.values():
        if material.household:
            assert set(material.hazards) <= harmless, material.id
    for dangerous in ("coins", "small-beads", "dry-rice", "pompoms-small", "long-lace"):
        assert not catalogue.materials[dangerous].household


def test_26_twin_paper_socks_and_spoons_are_at_hand(catalogue):
    for common in ("paper", "sorting-things", "sock-ball", "floor-cushions", "spoon"):
        assert catalogue.materials[common].household


@pytest.mark.parametrize("concern", ["head-injury", "pain", "limp", "choking", "lost-skill"])
def test_27_a_concern_asks_and_holds(catalogue, concern):
    who = child(
        ("catches-large-ball", "fastens-large-buttons"),
        concerns={concern: "since Monday"},
        skills=seen(side_pincer_grasp="independent", rolls_ball="independent"),
    )
    try:
        plan = make_plan(who, catalogue, start=START, weeks=1)
    except NoPlan as error:
        plan = error.plan
    assert {h.concern for h in plan.held} == {concern}
    items = [i for w in plan.weeks for s in w.sessions for i in s.items]
    assert items
    assert all(item.step_up is None and item.chance >= 0.95 for item in items)


def test_27_twin_without_a_concern_nothing_is_held(catalogue):
    plan = make_plan(
        child("fastens-large-buttons", skills=seen(side_pincer_grasp="independent")),
        catalogue,
        start=START,
        weeks=1,
    )
    assert plan.held == ()
