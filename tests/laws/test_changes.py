"""What is said to help does, what is said to be in the way is, and no safety is given away."""

from datetime import timedelta

import attrs
import pytest
from child_files import file_of, read, with_lines
from hypothesis import given
from test_rules_bite import BITING, RULES, child_in, toy, world
from worlds import START, THINGS, children, small
from worlds import child as usual_child

from motorplan.checking import check_plan
from motorplan.errors import NoPlan
from motorplan.explaining.changing import BY_REFUSAL, Step, changed
from motorplan.explaining.plans import horizon_of
from motorplan.explaining.trying import Trials, offered
from motorplan.making import load_child, make_plan
from motorplan.model.children import Goal, Slot, TagLimit, WeekTime, in_order
from motorplan.safety.screening import Screen

pytestmark = pytest.mark.law
CHILD_KEYS = {"avoid", "equipment", "limits", "week"}
WEEK_KEYS = {"place", "space", "adults", "materials", "missing", "fenced", "days"}


def more(now, then):
    """Return whether anything got better."""
    return then.worth > now.worth or bool(then.open - now.open)


def changes_of(child, catalogue, wanted=more, weeks=2):
    return Trials(in_order(child), catalogue, START, weeks).changes(wanted)


def after(child, change):
    """Return *child* as its file says it with the lines of *change* written by hand."""
    return read(with_lines(file_of(child), change.lines))


def weeks_of(child, catalogue):
    horizon = horizon_of(in_order(child), catalogue, START)[1]
    return horizon.weeks(2) if horizon.child.goals else []


def differing(one, other):
    """Return the names of the fields in which two objects differ."""
    names = (field.name for field in attrs.fields(type(one)))
    return {name for name in names if getattr(one, name) != getattr(other, name)}


def is_kept(change, child, catalogue):
    """Assert that *change*, written into the file, brings what it says."""
    before, then = weeks_of(child, catalogue), weeks_of(after(child, change), catalogue)
    served, now_served = (
        {s.goal for w in weeks for f in w.sessions for p in f.picks for s in p.serves}
        for weeks in (then, before)
    )
    opened, open_now = ({i for w in weeks for i in offered(w)} for weeks in (then, before))
    assert set(change.goals) == served - now_served
    assert now_served <= served
    assert set(change.opens) == opened - open_now
    assert change.worth_gain == sum(w.value for w in then) - sum(w.value for w in before)


@given(children())
def test_a_change_brings_what_it_says(child):
    """Written into the file, its lines open the activities and goals named, for that gain."""
    for change in changes_of(child, small()):
        is_kept(change, child, small())


@given(children())
def test_a_change_that_opens_a_plan_does(child):
    """Where there is no plan and a change is named, the changed file gets one."""
    try:
        make_plan(child, small(), start=START, weeks=2)
    except NoPlan as error:
        for change in (w.change for w in error.plan.warnings if w.change):
            plan = make_plan(after(child, change), small(), start=START, weeks=2)
            served = {
                s.goal for w in plan.weeks for d in w.sessions for i in d.items for s in i.serves
            }
            assert set(change.goals) <= served


@given(children())
def test_a_change_says_nothing_else_of_the_child(child):
    """Of the child it touches choices and what is at hand; every rule and cap goes on holding."""
    for change in changes_of(child, small()):
        other = after(child, change)
        told = read(file_of(child))
        assert differing(told, other) <= CHILD_KEYS | {"written"}
        assert differing(told.week, other.week) <= WEEK_KEYS
        for day in (START + timedelta(days=n) for n in range(7)):
            screens = [Screen(who, small().safety, day) for who in (told, other)]
            assert screens[0].facts == screens[1].facts
            assert screens[0].signature == screens[1].signature


@pytest.mark.parametrize("rule_id", BITING)
def test_no_change_opens_what_a_rule_shuts(rule_id):
    """
    A rule that shuts is named and nothing is offered against it.

    One that asks for care may be met, by a change that gives what it asks for.
    """
    rule = RULES[rule_id]
    who = child_in(rule.when)
    for feature, amount in rule.hits.items():
        catalogue = world(toy(features={feature: amount}), rules={rule_id: rule})
        try:
            make_plan(who, catalogue, start=START, weeks=1)
        except NoPlan as error:
            offers = [w.change for w in error.plan.warnings if w.change]
            if rule.kind != "with-care":
                codes = {(w.code, w.about) for w in error.plan.warnings}
                assert offers == []
                assert ("out-rule", rule_id) in codes
            for change in offers:
                plan = make_plan(after(who, change), catalogue, start=START, weeks=1)
                items = [i for w in plan.weeks for d in w.sessions for i in d.items]
                assert items
                assert all(rule.plain in item.cautions for item in items)
        else:
            assert rule.kind == "with-care"


def test_what_safety_shuts_has_no_step_but_giving_what_it_asks_for():
    """An adult, a fence or a helmet is given; nothing that is said of the child is a step."""
    given_by_hand = {"supervision", "fenced", "helmet"}
    assert BY_REFUSAL.keys() - given_by_hand == {"material", "space", "avoid"}


UNTROUBLED = {
    "safety_asked": START - timedelta(days=3),
    "mouths": "never",
    "eats": "everything",
    "stays_close": "stays",
    "little_ones": (),
    "concerns": {},
    "precautions": (),
    "allergies": (),
    "function": None,
}


@given(children())
def test_what_is_said_to_be_shut_for_safety_the_second_check_refuses(child):
    """An item planned for an untroubled child and shut for this one is refused in its plan."""
    relaxed = attrs.evolve(child, **UNTROUBLED)
    try:
        plan = make_plan(relaxed, small(), start=START, weeks=1)
    except NoPlan:
        return
    horizon = horizon_of(in_order(child), small(), START)[1]
    violations = {}
    for violation in check_plan(plan, child, small()):
        violations.setdefault(violation.where, set()).add(violation.rule)
    sittings = {f.sitting.id: f.chooser for w in weeks_of(child, small()) for f in w.sessions}
    for session in (s for week in plan.weeks for s in week.sessions):
        if session.id not in sittings:
            continue
        for item in session.items:
            activity = small().activities[item.activity]
            reasons = sittings[session.id].reasons(activity, item.grade)
            for rule in {r.about for r in reasons if r.code == "rule"}:
                assert rule in violations[item.id]
            if any(r.safety for r in reasons):
                assert violations.get(item.id)
    assert horizon.start == START


@given(children())
def test_the_reasons_are_all_and_only_what_shuts(child):
    """A grade is open where there is no reason; what shut it first is among them."""
    for week in weeks_of(child, small())[:1]:
        for chooser in {id(f.chooser): f.chooser for f in week.sessions}.values():
            for activity in small().activities.values():
                for number in range(1, len(activity.grades) + 1):
                    reasons = chooser.reasons(activity, number)
                    result = chooser.judge(activity, number)
                    assert result in reasons if reasons else result.number == number


def odd(**said):
    """Return a child who stands in the way of the plan by the week alone."""
    week = {"space": "room", "materials": THINGS, "days": {"mon": (Slot(minutes=20),)}}
    return usual_child(week=WeekTime(**{**week, **said.pop("week", {})}), **said)


@pytest.mark.parametrize(
    ("child", "code"),
    [
        (odd(week={"adults": 0}), "adult"),
        (odd(week={"days": {"mon": (Slot(minutes=2),)}}), "day"),
        (odd(week={"days": {}}), "day"),
        (odd(week={"days": {"mon": (Slot(minutes=30, company="group"),)}}), "day"),
        (odd(week={"place": "community"}), "setting"),
        (odd(week={"space": "table"}, goals=(Goal(skill="jumps-in-place"),)), "space"),
        (odd(avoid=("fastens-large-buttons",)), "avoid"),
        (odd(limits={"seated": TagLimit(max=0), "dressing": TagLimit(max=0)}), "limit"),
        (odd(week={"materials": ()}, goals=(Goal(skill="laces-cards"),)), "material"),
    ],
)
def test_the_smallest_change_is_found(child, code):
    found = changes_of(child, small(), lambda now, then: bool(then.served - now.served))
    assert code in {change.code for change in found}
    assert all(change.then == () for change in found)
    for change in found:
        is_kept(change, child, small())


@pytest.mark.parametrize("rule_id", sorted(i for i in BITING if "fenced" in RULES[i].controls))
def test_a_fence_is_asked_for_where_the_child_plays_and_nowhere_else(rule_id):
    rule = RULES[rule_id]
    days = {"mon": (Slot(minutes=20),), "tue": (Slot(minutes=20, place="community"),)}
    who = child_in(rule.when, week=WeekTime(place="outdoors", days=days))
    catalogue = world(toy(features=dict(rule.hits), settings=("outdoors",)), rules={rule_id: rule})
    (change,) = [c for c in changes_of(who, catalogue) if c.code == "fenced"]
    assert change.lines == ("[week]", "mon = { minutes = 20, fenced = true }")
    is_kept(change, who, catalogue)


def test_another_place_is_not_taken_to_be_fenced():
    """A fence around the yard says nothing of the park."""
    child = odd(week={"fenced": True, "days": {"mon": (Slot(minutes=20, fenced=True),)}})
    there = changed(child, Step("setting", "outdoors", "mon"))
    (slot,) = there.week.days["mon"]
    assert (slot.place, slot.fenced) == ("outdoors", False)


def test_two_changes_are_named_where_none_alone_helps():
    child = odd(week={"adults": 0, "days": {"mon": (Slot(minutes=2),)}})
    found = changes_of(child, small())
    assert found
    for change in found:
        assert len(change.then) == 1
        assert "adult" in {change.code, change.then[0].code}
        is_kept(change, child, small())


@pytest.mark.parametrize("name", ["otter", "stork", "mole", "robin"])
def test_a_change_of_an_example_brings_what_it_says(name, catalogue):
    child = load_child(f"examples/{name}.toml", catalogue)
    found = changes_of(child, catalogue)
    assert found
    for change in found[:4]:
        is_kept(change, child, catalogue)
