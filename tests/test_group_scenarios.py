"""
The plans of groups that must never come out, each beside one that must be left alone.

Numbers are those of the list of scenarios the safety rules were written against.
"""

import pytest
from worlds import START, seen
from worlds import child as usual_child

from motorplan.checking.groups import check_group_plan
from motorplan.errors import NoGroupPlan
from motorplan.grouping import make_group_plan
from motorplan.model.children import Goal, Precaution, Slot, WeekTime
from motorplan.model.groups import Group
from motorplan.planning.groups import allergens_of, member
from motorplan.planning.horizon import Horizon
from motorplan.planning.room import can_watch, seats_of
from motorplan.planning.times import weeks_of
from motorplan.planning.variants import Variant

GOAL = "fastens-large-buttons"
SEEN = seen(
    unfastens_large_buttons="independent",
    neat_pincer_grasp="independent",
    holds_with_one_works_with_other="independent",
    opens_closes_scissors="independent",
    snips_paper="prompts",
)
WETS = {"wet", "not-to-swallow"}
AT_HAND = (
    "coat-with-large-buttons", "button-board", "playdough", "modelling-clay", "safety-scissors",
    "large-beads", "bead-lace", "clothes-pegs", "crayons-thick", "washable-paint", "finger-paint",
)  # fmt: skip


def child(name, **said):
    usual = {"goals": (Goal(skill=GOAL),), "skills": SEEN, "stays_close": "stays"}
    return usual_child(**{"id": name, "name": name.title(), "eats": "everything", **usual, **said})


def group(*children, **said):
    days = {day: (Slot(minutes=40),) for day in ("mon", "tue", "wed", "thu", "fri")}
    usual = {"place": "classroom", "space": "room", "materials": AT_HAND, "days": days}
    week = WeekTime(**{**usual, **said})
    return Group(id="all", name="All", children=children, week=week)


def items(all_of_them, catalogue):
    """Return what is planned, once for each activity; the second check has passed it."""
    try:
        plan = make_group_plan(all_of_them, catalogue, start=START, weeks=2)
    except NoGroupPlan:
        return {}
    assert check_group_plan(plan, all_of_them, catalogue) == ()
    return {i.activity: i for w in plan.weeks for s in w.sessions for i in s.items}


# 13


YARD = {"place": "outdoors", "space": "hall", "fenced": True}


def ball(name, **said):
    goal = Goal(skill="catches-large-ball")
    able = seen(traps_large_ball="independent", walks_alone="independent", runs="independent")
    return child(name, goals=(goal,), skills=able, **said)


def test_13_two_of_three_need_one_adult_each_and_there_is_one(catalogue):
    """Nothing is planned in the yard with one adult, nor with two; with three it is."""
    away = {"stays_close": "runs-off"}
    three = (ball("ann", **away), ball("ben", **away), ball("cat"))
    for adults in (1, 2):
        yard = group(*three, **YARD, adults=adults, materials=("large-soft-ball",))
        assert items(yard, catalogue) == {}
    yard = group(*three, **YARD, adults=3, materials=("large-soft-ball",))
    found = items(yard, catalogue)
    assert found
    for item in found.values():
        watched = [part.watched for part in item.children.values()]
        assert watched.count("one-to-one") == 2
        assert can_watch(watched, 3)


def test_13_three_who_stay_close_are_left_alone(catalogue):
    """One adult is enough for three who only need somebody near."""
    yard = group(
        ball("ann"), ball("ben"), ball("cat"), **YARD, adults=1, materials=("large-soft-ball",)
    )
    assert items(yard, catalogue)


@pytest.mark.parametrize(("here", "possible"), [(None, False), ("parent", True)])
def test_13_on_video_only_the_adult_who_is_there_counts(catalogue, here, possible):
    """However many adults are on the other side of the screen."""
    slot = Slot(minutes=30, place="video", who="therapist", here=here, adults=4)
    two = group(child("ann"), child("ben"), days={"mon": (slot,)})
    found = items(two, catalogue)
    assert bool(found) == possible
    assert all("adults there to watch: 1." in item.cautions[0] for item in found.values())


def test_13_no_arms_reach_of_several_for_one_adult_on_video(catalogue):
    slot = Slot(minutes=30, place="video", who="therapist", here="parent", adults=4)
    two = group(child("ann"), child("ben"), days={"mon": (slot,)})
    for item in items(two, catalogue).values():
        assert {part.watched for part in item.children.values()} <= {"in-sight", "near"}


# 14


def held(found, catalogue):
    """Return all that may be in the things of the room, whoever uses them."""
    things = {thing.id for item in found.values() for thing in item.materials}
    known = {a for i in things for a in catalogue.materials[i].allergens}
    activities = (catalogue.activities[i] for i in found)
    return known | {a for activity in activities for a in activity.allergens}


def test_14_what_is_in_the_air_of_a_room_stays_out_for_all(catalogue):
    """What the group's room rules out is in nothing that anybody has there."""
    two = group(child("ann"), child("ben"), adults=2, room_allergens=("wheat", "latex"))
    found = items(two, catalogue)
    assert found
    assert held(found, catalogue).isdisjoint({"wheat", "latex"})
    assert "wheat" not in in_ways(two, catalogue)
    assert "wheat" in in_ways(group(child("ann"), child("ben"), adults=2), catalogue)
    plan = make_group_plan(two, catalogue, start=START, weeks=1)
    assert "wheat" in plan.notices[0].casefold()


def in_ways(all_of_them, catalogue):
    """Return all that may be in what they could use together."""
    variants = (v for found, _ in ways(all_of_them, catalogue).values() for v in found)
    things = {thing.id for variant in variants for thing in variant.materials}
    return {a for i in things for a in catalogue.materials[i].allergens}


def doughs(catalogue):
    """Return the activities for several that need something kneaded or wet and make a mess."""
    return {
        i
        for i, activity in catalogue.activities.items()
        if activity.mess != "none"
        and any(WETS & {*catalogue.materials[m].hazards} for m in activity.materials)
    }


def test_14_different_allergies_at_one_table(catalogue):
    """Wheat for the one, fragrance for the other: nothing holds either; alone less is out."""
    first, second = {"allergies": ("wheat",)}, {"allergies": ("fragrance",)}
    both = group(child("ann", **first), child("ben", **second), adults=2)
    found = items(both, catalogue)
    assert found
    assert held(found, catalogue).isdisjoint({"wheat", "fragrance"})


def test_14_no_shared_bowl_while_germs_are_kept_away(catalogue):
    """One who must meet no germs shares neither dough nor water; the twin does."""
    room = group(child("ann"), child("ben"), adults=2)
    careful = Precaution(id="immunocompromised")
    weak = group(child("ann"), child("ben", precautions=(careful,)), adults=2)
    assert shared_wet_ways(room, catalogue)
    assert shared_wet_ways(weak, catalogue) == {}


def test_14_sore_skin_is_covered_and_has_an_own_lump(catalogue):
    """With eczema the wet is open, with the care said for that child and for no other."""
    sore = Precaution(id="eczema")
    room = group(child("ann"), child("ben", precautions=(sore,)), adults=2)
    found = shared_wet_ways(room, catalogue)
    assert found
    for ann, ben in found.values():
        assert "clean-hands" in ben.controls
        assert "clean-hands" not in ann.controls


def shared_wet_ways(all_of_them, catalogue):
    """Return what the two could do together that goes through both their hands, with the seats."""
    found = ways(all_of_them, catalogue)
    return {
        i: seats
        for i, (variants, seats) in found.items()
        if i in doughs(catalogue) and all(WETS & {*v.features} for v in variants)
    }


def ways(all_of_them, catalogue):
    """Return each activity whose first grade all could do together, as variants and seats."""
    allergens = allergens_of(all_of_them, catalogue, START)
    seated = [member(c, all_of_them, allergens) for c in all_of_them.children]
    sitting = weeks_of(seated[0], START, 1)[0][1][0]
    choosers = [Horizon(c, catalogue, START).chooser(sitting) for c in seated]
    found = {}
    for activity in catalogue.activities.values():
        judged = [chooser.judge(activity, 1) for chooser in choosers]
        if all(isinstance(result, Variant) for result in judged):
            seats = seats_of(judged, choosers, catalogue)
            if seats is not None:
                found[activity.id] = (judged, seats)
    return found
