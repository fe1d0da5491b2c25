"""
A child who was seen doing everything, with every thing at hand, in three places.

Only then does what is shut show what one line of the file shuts, and what it leaves alone.
"""

from datetime import date, timedelta
from functools import cache

import pytest
from test_scenarios import child, variants, week
from worlds import START

from motorplan.gathering import load_catalogue
from motorplan.model.children import Clearance, Eating, Precaution, Seen, Slot
from motorplan.vocabulary import Level

CATALOGUE = load_catalogue()
UNTIL = START + timedelta(days=40)
SEEN = {i: Seen(level=Level.INDEPENDENT) for a in CATALOGUE.activities.values() for g in a.grades for i in g.needs}  # fmt: skip
PLACES = ("home", "gym", "outdoors")


@cache
def week_at(place):
    days = {day: (Slot(minutes=40),) for day in ("mon", "wed", "sat")}
    return week(place=place, fenced=True, materials=tuple(CATALOGUE.materials), days=days)


def has(*ids, **said):
    return {"precautions": tuple(Precaution(id=i, until=UNTIL) for i in ids), **said}


def open_to(day=START, **said):
    """Return what is open to the child in any of the places, by ``activity/grade``."""
    usual = {"months": 75, "skills": SEEN, "moves_by": ("walks",), "sits": "alone"}
    found = {}
    for place in PLACES:
        who = child("hops-five-times", **{**usual, "week": week_at(place), **said})
        found |= {v.id: v for v in variants(CATALOGUE, who, day)}
    return found


def most(found, feature):
    return max((v.features.get(feature, 0) for v in found.values()), default=0)


ALL = open_to()
RUNNING = {
    "run-and-stop/run-home",
    "kick-and-score/run-up",
    "hopping-games/one-foot",
    "animal-walks/bear",
}
TABLE = {"sorting-game/two-piles", "puzzle-time/whole-board", "draw-and-colour/big-shape"}


def test_nearly_all_is_open_to_who_can_do_it_all():
    """Shut are pools (under eight), stoves, what is for wheels or a walker, and other places."""
    shut = set()
    for activity in CATALOGUE.activities.values():
        closed = [g for g in activity.grades if f"{activity.id}/{g.id}" not in ALL]
        if closed and {*PLACES} & {*activity.settings}:
            areas = {CATALOGUE.graph[i].area for g in closed for i in (*g.trains, *g.needs)}
            if not areas & {"wheelchair", "devices"} and "swimming-pool" not in activity.materials:
                shut.add(activity.id)
    assert shut <= {"breakfast-chef", "stone-soup", "warm-supper", "shopping-my-way"}
    assert set(ALL) >= RUNNING | TABLE


@pytest.mark.parametrize(
    "concern", ["head-injury", "new-seizure", "faint", "seeing-change", "lost-skill"]
)
def test_02_after_a_knock_or_a_fit_only_quiet_play(concern):
    """Fell on the head, a new fit, a lost skill: no running, climbing, riding, hot things."""
    found = open_to(concerns={concern: "since Monday"})
    for feature in ("impact", "fast", "head-down", "wheels", "swing", "spin", "contact"):
        assert most(found, feature) == 0, feature
    assert most(found, "height") < 20
    assert most(found, "exertion") < 2


@pytest.mark.parametrize("concern", ["limp", "pain", "walking-change", "new-weakness", "one-sided"])
def test_02_a_limp_rests_the_legs(concern):
    found = open_to(concerns={concern: "since Monday"})
    for feature in ("impact", "fast", "head-down", "kneeling", "eccentric"):
        assert most(found, feature) == 0, feature
    assert most(found, "height") < 20
    assert most(found, "wrist-load") < 2


@pytest.mark.parametrize("concern", ["head-injury", "limp", "lost-skill", "breathing"])
def test_02_twin_the_table_stays_open_and_without_a_concern_all_does(concern):
    assert set(open_to(concerns={concern: "since Monday"})) >= TABLE


def test_03_who_turned_blue_gets_no_tummy_time_food_or_water():
    for months in (14, 40, 75):
        found = open_to(months=months, mouths="often", concerns={"breathing": "turned blue"})
        assert found
        for feature in ("prone", "food", "drink", "straw", "head-down", "wet", "water-depth"):
            assert most(found, feature) == 0, (months, feature)


def test_03_a_baby_who_turned_blue_sees_a_doctor_first():
    assert open_to(months=7, mouths="often", concerns={"breathing": "turned blue"}) == {}


def test_03_twin_a_baby_who_is_well_plays_on_the_tummy_and_eats():
    found = open_to(months=11, mouths="often")
    assert most(found, "prone") == 1
    assert most(found, "food") > 0


@pytest.mark.parametrize(
    "said",
    [has("arm-cast"), has("arm-surgery"), {"wears": ("cast",)}],
    ids=["cast", "operation", "worn"],
)
def test_07_an_arm_that_heals_throws_rides_and_climbs_nothing(said):
    found = open_to(**said)
    for feature in ("wheels", "swing", "impact", "arm-throw", "contact", "wrist-load", "pinch"):
        assert most(found, feature) == 0, feature
    assert most(found, "height") < 30
    for ball in (
        "ball-to-and-fro/catch-big",
        "throw-and-catch-small/overhand",
        "bike-ready/first-ride",
    ):
        assert ball not in found
    washing = [v for i, v in found.items() if i.startswith("hand-washing")]
    if said != has("arm-surgery"):
        assert all("covered" in v.controls for v in washing)


def test_07_twin_an_arm_in_a_cast_still_walks_sorts_and_draws():
    found = set(open_to(**has("arm-cast")))
    assert found >= {"balance-path/line", *TABLE}


def test_08_after_a_back_operation_no_bending_swinging_or_kicking():
    found = open_to(**has("spinal-surgery"))
    shut = {
        "kick-and-score/run-up", "throw-and-catch-small/overhand", "swing-and-climb/pump", "animal-walks/bear",
        "obstacle-course/own-course", "sock-and-shoe-time/socks-on", "hopping-games/one-foot",
    }  # fmt: skip
    assert shut <= set(ALL)
    assert not shut & set(found)
    for feature in ("exertion", "wrist-load"):
        assert most(found, feature) < 2
    for feature in ("fast", "swing", "head-down", "twist", "eccentric", "hip-bend", "handled"):
        assert most(found, feature) == 0, feature


@pytest.mark.parametrize(
    "word", ["hip-surgery", "spica-cast", "botulinum-injection", "slipped-hip"]
)
def test_08_a_hip_that_heals_bends_pushes_and_stands_nothing(word):
    found = open_to(**has(word), moves_by=("manual-chair",))
    for feature in ("leg-load", "leg-move", "hip-bend", "kneeling"):
        assert most(found, feature) == 0, feature
    assert not {"hopping-games/springs", "sock-and-shoe-time/socks-on"} & set(found)


def test_08_twin_hands_go_on_and_the_end_ends_it():
    after = UNTIL + timedelta(days=1)
    for word in ("spinal-surgery", "hip-surgery", "spica-cast"):
        assert set(open_to(**has(word))) >= TABLE
    assert set(open_to(after, **has("hip-surgery"))) >= RUNNING


def test_11_with_a_baby_on_the_rug_the_room_keeps_the_babys_limits():
    found = open_to(little_ones=("under-3",))
    for feature in ("small-part", "hard-food", "film", "hard-throw"):
        assert most(found, feature) == 0, feature
    assert most(found, "cord") < 30
    food = [v for v in found.values() if v.features.get("food", 0) >= 6]
    assert food
    assert all(v.supervision in {"arms-reach", "one-to-one"} for v in food)


def test_11_twin_with_a_five_year_old_near_no_bead_is_taken_away():
    assert set(open_to(little_ones=("under-6",))) == set(ALL)


def test_13_nobody_moves_a_limb_that_breaks_or_a_child_who_says_no():
    for said in (has("brittle-bones"), {"touch_help": "no"}, {"wears": ("harness",)}, has("low-bone-density")):  # fmt: skip
        assert most(open_to(**said), "handled") == 0, said


def test_13_a_harness_and_thin_bones_may_be_cleared_brittle_bones_not():
    yes = (Clearance(of="handled", by="physiotherapist", on=date(2026, 11, 1)),)
    assert most(open_to(wears=("harness",), clearances=yes), "handled") == 1
    assert most(open_to(**has("low-bone-density"), clearances=yes), "handled") == 1
    assert most(open_to(**has("brittle-bones"), clearances=yes), "handled") == 0


def test_13_twin_help_that_is_asked_for_each_time_stays_open():
    assert set(open_to(touch_help="ask-first")) == set(ALL)
    dressing = {"t-shirt-on/on-and-off-alone", "coat-time/whole-coat"}
    assert set(open_to(touch_help="no")) >= dressing | RUNNING


def test_14_a_breathing_tube_meets_no_small_part_water_or_shirt():
    found = open_to(**has("tracheostomy"))
    for feature in ("small-part", "over-face", "sand", "powder", "blowing"):
        assert most(found, feature) == 0, feature
    assert most(found, "water-depth") < 3
    blades = [v for v in found.values() if v.features.get("blade")]
    assert blades
    assert all(v.supervision in {"arms-reach", "one-to-one"} for v in blades)


@pytest.mark.parametrize("word", ["nasal-tube", "central-line"])
def test_14_on_the_tummy_a_line_lies_under_the_clothes(word):
    prone = [v for v in open_to(**has(word)).values() if v.features.get("prone")]
    assert prone
    assert all("clothes-over-tube" in v.controls for v in prone)


def test_14_oxygen_meets_nothing_hot_and_somebody_watches_the_tubing():
    found = open_to(**has("oxygen"))
    assert most(found, "heat") < 2
    walking = [v for v in found.values() if v.features.get("leg-load")]
    assert walking
    assert all(v.supervision != "in-sight" for v in walking)


def test_14_twin_a_tube_in_the_tummy_leaves_shirts_beads_and_running_alone():
    found = set(open_to(**has("gastrostomy")))
    assert found >= {"t-shirt-on/head-and-arms", "threading/small-beads", "run-and-stop/run-home"}


def test_14_twin_a_nurse_may_say_how_a_shirt_goes_over_a_tube():
    yes = (Clearance(of="over-face", by="nurse", on=date(2026, 11, 1)),)
    assert "t-shirt-on/head-and-arms" in open_to(**has("tracheostomy"), clearances=yes)


def test_15_nobody_takes_thin_water_that_was_not_cleared():
    thick = Eating(food=6, drink=3, by="swallow-therapist", on=date(2026, 10, 2))
    found = open_to(**has("dysphagia", eats="thick-drinks", eating=thick))
    for feature in ("mouth-rinse", "juicy"):
        assert most(found, feature) == 0, feature
    assert most(found, "drink") <= 2
    wet = [v for v in found.values() if v.features.get("wet")]
    assert wet
    assert all(v.supervision in {"arms-reach", "one-to-one"} for v in wet)


def test_15_twin_teeth_are_brushed_without_a_rinse():
    assert "tooth-time/tooth-map" in open_to(**has("dysphagia"))


@pytest.mark.parametrize("word", ["pku", "ketogenic-diet"])
def test_over_caution_a_strict_diet_drinks_water(word):
    found = open_to(**has(word))
    assert "cup-time/own-cup-a-little" in found
    assert most(found, "food") == 0


def test_over_caution_no_water_play_still_washes_hands():
    limits = (Precaution(id="leg-surgery", until=UNTIL, limits=("no-water",)),)
    found = open_to(precautions=limits)
    washing = [v for i, v in found.items() if i.startswith("hand-washing")]
    assert washing
    assert all("covered" in v.controls for v in washing)
    assert most(found, "water-depth") == 0


def test_over_caution_feet_that_do_not_feel_learn_socks():
    found = open_to(**has("spina-bifida"))
    assert "sock-and-shoe-time/socks-on" in found
    assert most(found, "bare-feet") == 0


def test_over_caution_fragile_skin_kneels_on_something_soft():
    kneeling = [v for v in open_to(**has("fragile-skin")).values() if v.features.get("kneeling")]
    assert kneeling
    assert all("soft-surface" in v.controls for v in kneeling)


def test_over_caution_stairs_ask_for_a_rail_and_frames_for_something_soft():
    stairs = [v for i, v in ALL.items() if i.startswith("stairs-together")]
    frames = [v for i, v in ALL.items() if v.features.get("drop", 0) >= 60]
    assert stairs
    assert frames
    assert not any("soft-surface" in v.controls for v in stairs)
    assert all("soft-surface" in v.controls for v in frames)
    assert all("stairs" in {r.id for r in v.screened} for v in stairs)
