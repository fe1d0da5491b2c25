"""What holds for every plan of a group, whoever is in it."""

import json
from datetime import timedelta
from itertools import combinations_with_replacement
from typing import get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_plans import shuffled
from test_rules_bite import RULES, child, toy, world
from worlds import START, children, seen, small, weeks

from motorplan.checking import groups as second
from motorplan.checking.groups import check_group_plan
from motorplan.checking.plans import Replay
from motorplan.converting.values import structure, unstructure
from motorplan.errors import Defect, NoGroupPlan
from motorplan.explaining.own_pages import plan_for
from motorplan.explaining.parts import PartWriter
from motorplan.grouping import make_group_plan
from motorplan.model.activities import GroupSize
from motorplan.model.children import Slot, WeekTime
from motorplan.model.groups import Group, GroupPlan
from motorplan.model.things import MaterialUse
from motorplan.planning import groups as planner
from motorplan.planning import room
from motorplan.vocabulary import PRIVATE_CONTROLS, SUPERVISION, Level, Side

pytestmark = pytest.mark.law
TOGETHER = GroupSize(least=1, most=4, how="All at once.")
NAMES = ("quimby", "xanadu", "zoltan")


@st.composite
def groups(draw) -> Group:
    """Draw a group of two or three of like age, mostly with a goal that all of them have."""
    first, count = draw(children()), draw(st.sampled_from([2, 2, 3]))
    found = [first]
    for _ in range(count - 1):
        other = draw(children())
        near = first.born - timedelta(days=draw(st.integers(0, 300)))
        if draw(st.booleans()):
            said = ("allergies", "mouths", "interests", "pace", "stays_close", "touch_help")
            other = attrs.evolve(first, **{key: getattr(other, key) for key in said})
        alike = {"goals": first.goals, "born": near, "skills": first.skills}
        found.append(attrs.evolve(other, **(alike if draw(st.integers(0, 5)) else {})))
    found = [attrs.evolve(c, id=i, name=i.title()) for c, i in zip(found, NAMES, strict=False)]
    return Group(id="all", name="All", children=tuple(found), week=draw(weeks()))


def plan_or_why(group, catalogue, many=2):
    """Return the plan, or the empty one that says why there is none."""
    try:
        return make_group_plan(group, catalogue, start=START, weeks=many)
    except NoGroupPlan as error:
        return error.plan


@given(groups())
def test_a_group_plan_passes_each_childs_own_check(group):
    """Each child's part, taken out of the plan, is a plan that the check of that child passes."""
    plan = plan_or_why(group, small())
    if not plan.weeks:
        assert [warning for warning in plan.warnings if warning.child is None]
        return
    assert check_group_plan(plan, group, small()) == ()
    for one in group.children:
        there = second.seated(one, group)
        part = second.part_of(plan, one.id, there)
        assert list(Replay(part, there, small(), in_group=True).violations()) == []


@given(groups(), st.randoms(use_true_random=False))
def test_the_order_of_children_and_entries_never_matters(group, shuffler):
    assert plan_or_why(shuffled(group, shuffler), small()) == plan_or_why(group, small())


@given(groups())
def test_a_group_plan_goes_to_json_and_back(group):
    plan = plan_or_why(group, small())
    assert structure(json.loads(json.dumps(unstructure(plan))), GroupPlan, "json") == plan


@given(groups())
def test_all_children_do_the_same_and_each_toward_a_goal_of_its_own(group):
    plan = plan_or_why(group, small())
    goals = {one.id: {goal.skill for goal in one.goals} for one in group.children}
    for item in (i for w in plan.weeks for s in w.sessions for i in s.items):
        assert item.children.keys() == goals.keys()
        assert {part.activity for part in item.children.values()} == {item.activity}
        assert not small().activities[item.activity].private
        for child_id, part in item.children.items():
            assert {served.goal for served in part.serves} <= goals[child_id]
            assert part.serves
        jobs = [part.joins for part in item.children.values() if part.joins != "joins-in"]
        assert len(jobs) == len(set(jobs))


@given(groups())
def test_a_childs_page_names_no_other_child(group):
    plan = plan_or_why(group, small())
    for one in group.children:
        page = json.dumps(unstructure(plan_for(plan, one.id, small())))
        for other in group.children:
            assert (other.name in page) == (other.id == one.id)


@given(groups())
def test_the_page_of_the_group_tells_nothing_of_a_childs_body(group):
    """What tells of a body stands on the child's own page; the group's says where to look."""
    say = small().phrases.say
    private = {say(f"control.{control}") for control in PRIVATE_CONTROLS}
    private |= {say("item.side", side=side) for side in get_args(Side)}
    plan, names = plan_or_why(group, small()), {c.id: c.name for c in group.children}
    for item in (i for w in plan.weeks for s in w.sessions for i in s.items):
        for child_id, part in item.children.items():
            assert private.isdisjoint((*part.care, *item.cautions))
            more = say("group.own_care", name=names[child_id])
            assert (more in part.care) == (not private.isdisjoint((*part.cautions, *part.beside)))


@pytest.mark.parametrize("adults", range(5))
def test_both_sides_agree_who_can_be_watched(adults):
    """Planner and second check work it out apart, for every mix of up to five children."""
    for count in range(1, 6):
        for needed in combinations_with_replacement(SUPERVISION, count):
            can = second._can_be_watched(needed, adults)  # noqa: SLF001 - the two are compared
            assert room.can_watch(needed, adults) == can, needed


@pytest.mark.parametrize("needed", list(combinations_with_replacement(SUPERVISION, 3)))
def test_one_more_adult_never_makes_it_less(needed):
    could = [room.can_watch(needed, adults) for adults in range(1, 5)]
    assert could == sorted(could)


def trio(**said):
    """Return three ten-year-olds; *said* holds by name what is true of one of them."""
    return tuple(
        attrs.evolve(child(**said.get(name, {})), id=name, name=name.title()) for name in NAMES
    )


def group_of(members, **said):
    week = {"space": "hall", "place": "home", "days": {"mon": (Slot(minutes=30),)}, **said}
    return Group(id="all", name="All", children=members, week=WeekTime(**week))


def items_of(group, catalogue):
    try:
        plan = make_group_plan(group, catalogue, start=START, weeks=1)
    except NoGroupPlan:
        return []
    return [item for week in plan.weeks for s in week.sessions for item in s.items]


def broken_by(group, catalogue):
    with pytest.raises(Defect) as raised:
        make_group_plan(group, catalogue, start=START, weeks=1)
    return {violation.rule for violation in raised.value.violations}


def test_switched_off_the_sum_of_watching_is_caught(monkeypatch):
    off = {name: {"stays_close": "runs-off"} for name in NAMES[:2]}
    yard = toy("yard", features={}, settings=("outdoors",), group=TOGETHER)
    there = world(yard, rules=RULES)
    group = group_of(trio(**off), place="outdoors", fenced=True, adults=2)
    assert items_of(group, there) == []
    monkeypatch.setattr(room, "can_watch", lambda *_: True)
    assert "supervision" in broken_by(group, there)


def two_sizes():
    """Return an activity of two grades; the harder has small parts and needs something seen."""
    one = toy("pair", features={}, group=TOGETHER)
    needs = {"stacks-two-blocks": Level.INDEPENDENT}
    more = {"id": "hard", "name": "hard", "features": {"small-part": 1}, "needs": needs}
    return attrs.evolve(one, grades=(one.grades[0], attrs.evolve(one.grades[0], **more)))


BUILDS, MOUTHS = {"skills": seen(stacks_two_blocks="independent")}, {"mouths": "often"}


def test_switched_off_the_things_of_the_others_are_caught(monkeypatch):
    """One who mouths may do the easy grade, and not sit beside the small parts of another."""
    there, group = world(two_sizes(), rules=RULES), group_of(trio(quimby=MOUTHS, xanadu=BUILDS))
    assert items_of(group, there) == []
    assert items_of(group_of(trio(xanadu=BUILDS)), there)
    monkeypatch.setattr(room, "things_of", lambda *_: {})
    assert "small-parts-mouthing" in broken_by(group, there)


def test_switched_off_the_rungs_beside_the_others_are_caught(monkeypatch):
    """Nobody is offered the small parts while one who mouths is there."""
    there, group = world(two_sizes(), rules=RULES), group_of(trio(quimby=MOUTHS))
    (item,) = items_of(group, there)
    assert all(part.step_up is None for part in item.children.values())
    monkeypatch.setattr(PartWriter, "_is_open", lambda *_: True)
    assert "step" in broken_by(group, there)


def test_switched_off_the_allergens_of_the_room_are_caught(monkeypatch):
    """Dough without wheat for all, not for the one alone who must not meet it."""
    dough = toy("dough", features={}, group=TOGETHER, materials={"playdough": MaterialUse()})
    there = world(dough, rules=RULES)
    bowl = {"materials": ("modelling-clay", "playdough")}
    group = group_of(trio(quimby={"allergies": ("wheat",)}), **bowl)
    (item,) = items_of(group, there)
    assert [thing.id for thing in item.materials] == ["modelling-clay"]
    assert [t.id for i in items_of(group_of(trio(), **bowl), there) for t in i.materials] == [
        "playdough"
    ]
    monkeypatch.setattr(planner, "allergens_of", lambda *_: frozenset())
    assert "allergen" in broken_by(group, there)


def test_switched_off_the_size_of_the_group_is_caught(monkeypatch):
    alone = toy("alone", features={}, group=GroupSize(least=1, most=2))
    there, group = world(alone, rules=RULES), group_of(trio())
    assert items_of(group, there) == []
    assert items_of(group_of(trio()[:2]), there)
    whole = room.seats_of

    def any_size(variants, choosers, catalogue):
        fitting = attrs.evolve(alone, group=TOGETHER)
        said = [attrs.evolve(variant, activity=fitting) for variant in variants]
        return whole(said, choosers, catalogue)

    monkeypatch.setattr(room, "seats_of", any_size)
    assert "group" in broken_by(group, there)
