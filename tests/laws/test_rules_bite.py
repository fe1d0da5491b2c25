"""
Switching off any one thing that safety decides is caught by the second check.

Each law plans twice in a world of toys. With the planner as it is, what is forbidden never
comes out. With one decision of it switched off, its plan is refused, and the reason named.
"""

from datetime import timedelta
from itertools import pairwise

import attrs
import pytest
from worlds import START, seen, small
from worlds import child as usual_child

from motorplan.checking import check_plan
from motorplan.errors import Defect, NoPlan
from motorplan.gathering import load_catalogue
from motorplan.making import make_plan
from motorplan.model.activities import Activity, Grade
from motorplan.model.children import Clearance, Function, Goal, Precaution, Slot, WeekTime
from motorplan.model.safety import Rule, When
from motorplan.planning.positions import EVERY
from motorplan.safety import facts, screening
from motorplan.safety.screening import CLEAR, Screen
from motorplan.vocabulary import WEEKDAYS, Level

SAFETY = load_catalogue().safety
RULES, CAPS, ORDERS = SAFETY.rules, SAFETY.caps, SAFETY.orders
BITING = sorted(i for i, rule in RULES.items() if rule.kind != "prefer")
SOON = START + timedelta(days=90)
DAILY = WeekTime(space="room", days={day: (Slot(minutes=60),) for day in WEEKDAYS})


def child(**said):
    """Return a ten-year-old who scribbles, whose safety questions are answered."""
    usual = {
        "born": START - timedelta(days=3650),
        "goals": (Goal(skill="scribbles"),),
        "stays_close": "stays",
        "eats": "everything",
        "safety_asked": START - timedelta(days=3),
        "variety": "same",
    }
    return usual_child(**{**usual, **said})


def child_in(when, **said):
    """Return a child for whom *when* holds, and little else."""
    said = {"little_ones": when.little_ones[:1], "wears": when.wears[:1], **said}
    said["concerns"] = dict.fromkeys(when.concerns[:1], "since Monday")
    for name in ("sees", "hears", "sits", "touch_help", "stays_close", "eats", "mouths"):
        if getattr(when, name):
            said[name] = getattr(when, name)[0]
    said["precautions"] = tuple(Precaution(id=i, until=SOON) for i in when.precautions[:1])
    if when.limits:
        limited = Precaution(id="leg-cast", until=SOON, limits=when.limits[:1])
        said["precautions"] = (limited,)
    if when.under_months is not None:
        said["born"] = START - timedelta(days=round(max(1, when.under_months - 2) * 30.4375))
    if when.unasked:
        said["safety_asked"] = None
    return child(**said)


def toy(name="toy", *, features, minutes=4, positions=("held", "lying-back"), needs=None, **said):
    """Return an activity of one grade with the demands *features*."""
    grade = Grade(
        id=name,
        name=name,
        changed="It is the first.",
        trains={"scribbles": 1.0},
        needs=needs or {},
        minutes=minutes,
        steps=("Do it.",),
        say="Now.",
        success="It is done.",
        step_up="It is easy.",
        step_down="Do less.",
        supervision="in-sight",
        positions=positions,
        features=features,
    )
    usual = {
        "id": name,
        "name": name,
        "summary": "A toy.",
        "domain": "fine",
        "is_task": ("scribbles",),
        "settings": ("home",),
        "space": "table",
        "min_age_months": 0,
        "features": {},
        "why": "It shows a rule.",
        "professional": "It shows a rule.",
        "evidence": "consensus",
        "sources": ("motorplan-consensus",),
        "grades": (grade,),
    }
    return Activity(**{**usual, **said})


def world(*activities, seeing=False, **lists):
    """
    Return a catalogue of *activities* alone, with no rules but *lists*.

    Args:
        seeing: Whether features have to be opened by what was seen.
    """
    base, named = small(), {a.id: a for a in activities}
    unseen = {i: attrs.evolve(f, opened_by=()) for i, f in base.safety.features.items()}
    features = base.safety.features if seeing else unseen
    bare = {"rules": {}, "caps": {}, "orders": {}, "features": features}
    safety = attrs.evolve(base.safety, **{**bare, **lists})
    return attrs.evolve(base.with_only(named), safety=safety)


def planned(who, catalogue):
    """Return the sessions of a week as lists of items; none where nothing is possible."""
    try:
        plan = make_plan(who, catalogue, start=START, weeks=1)
    except NoPlan:
        return []
    return [session.items for session in plan.weeks[0].sessions]


def refused(who, catalogue):
    """Return the rules that the second check says the planner broke."""
    with pytest.raises(Defect) as raised:
        make_plan(who, catalogue, start=START, weeks=1)
    return {v.rule for v in raised.value.violations}


@pytest.mark.parametrize("rule_id", BITING)
def test_a_rule_switched_off_is_caught(rule_id, monkeypatch):
    rule = RULES[rule_id]
    who = child_in(rule.when)
    for feature, amount in rule.hits.items():
        catalogue = world(toy(features={feature: amount}), rules={rule_id: rule})
        items = [item for session in planned(who, catalogue) for item in session]
        assert rule.kind == "with-care" or not items, feature
        assert all(rule.plain in item.cautions for item in items), feature
        with monkeypatch.context() as patch:
            patch.setattr(screening, "rules_for", lambda *_: [])
            assert rule_id in refused(who, catalogue), feature


def test_the_planner_leaves_alone_what_no_rule_hits():
    """The toys of these laws are planned as soon as nothing speaks against them."""
    for rule in RULES.values():
        for feature, amount in rule.hits.items():
            assert any(planned(child(), world(toy(features={feature: amount}))))


# caps


def overstepping():
    """Yield each cap with minutes of a toy that break one of its limits, and how often."""
    for cap_id, cap in sorted(CAPS.items()):
        if cap.minutes_a_session is not None:
            yield cap_id, cap.minutes_a_session + 1
        if cap.minutes_a_week is not None:
            yield cap_id, cap.minutes_a_session or 10
        if cap.rest_days:
            yield cap_id, 4


@pytest.mark.parametrize(("cap_id", "minutes"), list(overstepping()))
def test_a_cap_switched_off_is_caught(cap_id, minutes, monkeypatch):
    """More than a session or a week may hold, and no day of rest."""
    cap = CAPS[cap_id]
    who = child_in(cap.when, week=DAILY)
    catalogue = world(
        toy(features={cap.feature: cap.at_least}, minutes=minutes), caps={cap_id: cap}
    )
    loads = [sum(item.minutes for item in session) for session in planned(who, catalogue)]
    assert all(load <= (cap.minutes_a_session or load) for load in loads)
    assert sum(loads) <= (cap.minutes_a_week or sum(loads))
    days = [n for n, load in enumerate(loads) if load]
    assert all(b - a > cap.rest_days for a, b in pairwise(days))
    monkeypatch.setattr(screening, "caps_for", lambda *_: [])
    assert cap_id in refused(who, catalogue)


# orders


@pytest.mark.parametrize(
    ("order_id", "before", "after"),
    [(i, b, a) for i, order in ORDERS.items() for b in order.before for a in order.after],
)
def test_an_order_switched_off_is_caught(order_id, before, after, monkeypatch):
    order = ORDERS[order_id]
    first = toy("a-first", features={before: order.before[before]})
    then = toy("b-then", features={after: order.after[after]})
    catalogue = world(first, then, orders={order_id: order})
    orders = {tuple(item.activity for item in s) for s in planned(child(week=DAILY), catalogue)}
    assert orders
    assert ("a-first", "b-then") not in orders
    for where in ("limiting", "arranging"):
        monkeypatch.setattr(f"motorplan.planning.{where}.follows", lambda *_: True)
    assert order_id in refused(child(week=DAILY), catalogue)


# allergens


@pytest.mark.parametrize("allergen", sorted(SAFETY.allergens))
def test_an_allergen_switched_off_is_caught(allergen, monkeypatch):
    catalogue = world(toy(features={}, allergens=(allergen,)))
    who, room = child(allergies=(allergen,)), child(week=week(room_allergens=(allergen,)))
    assert any(planned(child(), catalogue))
    assert not any(planned(who, catalogue) + planned(room, catalogue))
    monkeypatch.setattr(Screen, "of_allergens", lambda *_: CLEAR)
    for allergic in (who, room):
        assert "allergen" in refused(allergic, catalogue)


def week(**said):
    return WeekTime(space="room", days={"mon": (Slot(minutes=20),)}, **said)


@pytest.mark.parametrize(
    ("own", "other"), [(i, c) for i, a in sorted(SAFETY.allergens.items()) for c in a.cross]
)
def test_a_cross_reaction_switched_off_is_caught(own, other, monkeypatch):
    catalogue = world(toy(features={}, allergens=(other,)))
    assert not any(planned(child(allergies=(own,)), catalogue))
    monkeypatch.setattr(
        screening, "facts_of", lambda who, words, _, on: facts.facts_of(who, words, {}, on)
    )
    assert "allergen" in refused(child(allergies=(own,)), catalogue)


@pytest.mark.parametrize(
    ("precaution", "allergen"),
    [(i, a) for i, word in sorted(SAFETY.precautions.items()) for a in word.allergens],
)
def test_an_allergen_of_a_precaution_switched_off_is_caught(precaution, allergen, monkeypatch):
    who = child(precautions=(Precaution(id=precaution, until=SOON),))
    catalogue = world(toy(features={}, allergens=(allergen,)))
    assert not any(planned(who, catalogue))
    forget(monkeypatch, allergens=())
    assert "allergen" in refused(who, catalogue)


def forget(monkeypatch, **changes):
    """Let the planner take every precaution as if its word said *changes*."""

    def forgetful(who, words, crosses, on):
        known = {i: attrs.evolve(word, **changes) for i, word in words.items()}
        return facts.facts_of(who, known, crosses, on)

    monkeypatch.setattr(screening, "facts_of", forgetful)


# what was seen, declared, and how old a child is


@pytest.mark.parametrize("feature", sorted(i for i, f in SAFETY.features.items() if f.opened_by))
def test_what_nobody_saw_switched_off_is_caught(feature, monkeypatch):
    """A hazard with an opening skill among its needs, and one without."""
    word = SAFETY.features[feature]
    demands = {feature: max(word.opened_from, 1)}
    needs = {word.opened_by[0]: Level.NOT_YET}
    ready = child(skills=seen(**{word.opened_by[0].replace("-", "_"): "independent"}))
    open_toy = world(toy(features=demands, needs=needs), seeing=True)
    shut_toy = world(toy(features=demands), seeing=True)
    assert any(planned(ready, open_toy))
    assert not any(planned(child(), open_toy) + planned(ready, shut_toy))
    monkeypatch.setattr("motorplan.planning.choosing.unseen", lambda *_: ())
    assert "not-seen" in refused(child(), open_toy)
    assert "not-seen" in refused(ready, shut_toy)


CAREFUL = {
    "young": {"born": START - timedelta(days=1000)},
    "mouthing": {"mouths": "sometimes"},
    "unasked": {"safety_asked": None},
    "precaution": {"precautions": (Precaution(id="down-syndrome"),)},
}


@pytest.mark.parametrize("why", CAREFUL)
def test_what_nobody_declared_switched_off_is_caught(why, monkeypatch):
    catalogue, who = world(toy(features=None)), child(**CAREFUL[why])
    assert any(planned(child(), catalogue))
    assert not any(planned(who, catalogue))
    monkeypatch.setattr(Screen, "wants_declared", False)
    assert "not-declared" in refused(who, catalogue)


@pytest.mark.parametrize("weeks", [None, 24])
def test_a_youngest_age_switched_off_is_caught(weeks, monkeypatch):
    """By hazard age: the weeks missing at birth count."""
    months = 23 if weeks is None else 27
    who = child(born=START - timedelta(days=round(months * 30.4)), gestation_weeks=weeks)
    catalogue = world(toy(features={}, min_age_months=24))
    assert any(planned(child(), catalogue))
    assert not any(planned(who, catalogue))
    monkeypatch.setattr(Screen, "of_age", lambda *_: CLEAR)
    assert "too-young" in refused(who, catalogue)


# clearances and precautions

ASKED = Rule(
    id="ask",
    kind="ask-first",
    when=When(everybody=True),
    hits={"height": 10},
    plain="Ask before heights.",
    source="motorplan-consensus",
)
SURGEON = attrs.evolve(ASKED, by=("surgeon",))
A_YEAR = timedelta(days=365)
CLEARED = {
    "too old": {"on": START - A_YEAR - timedelta(days=1)},
    "over": {"on": START - timedelta(days=9), "until": START - timedelta(days=1)},
    "to come": {"on": START + timedelta(days=30)},
}


@pytest.mark.parametrize("how", CLEARED)
def test_the_end_of_a_clearance_switched_off_is_caught(how, monkeypatch):
    catalogue = world(toy(features={"height": 10}), rules={"ask": ASKED})
    fresh, stale = (
        child(clearances=(Clearance(of="height", by="surgeon", **dates),), week=week())
        for dates in ({"on": START - A_YEAR}, CLEARED[how])
    )
    assert any(planned(fresh, catalogue))
    assert not any(planned(stale, catalogue))
    monkeypatch.setattr(facts, "_is_cleared", lambda *_: True)
    assert "ask" in refused(stale, catalogue)


def test_a_clearance_by_somebody_else_is_caught():
    """What anybody may clear, to the planner, only a surgeon may, to the check."""
    who = child(clearances=(Clearance(of="height", by="nurse", on=START),))
    lax, strict = (
        world(toy(features={"height": 10}), rules={"ask": rule}) for rule in (ASKED, SURGEON)
    )
    assert not any(planned(who, strict))
    plan = make_plan(who, lax, start=START, weeks=1)
    assert "ask" in {v.rule for v in check_plan(plan, who, strict)}


@pytest.mark.parametrize(
    ("precaution", "brought"),
    [(i, b) for i, word in sorted(SAFETY.precautions.items()) for b in word.brings],
)
def test_what_a_precaution_brings_switched_off_is_caught(precaution, brought, monkeypatch):
    rule = attrs.evolve(ASKED, kind="never", when=When(precautions=(brought,)))
    catalogue = world(toy(features={"height": 10}), rules={"ask": rule})
    who = child(precautions=(Precaution(id=precaution, until=SOON),))
    assert any(planned(child(), catalogue))
    assert not any(planned(who, catalogue))
    forget(monkeypatch, brings=())
    assert "ask" in refused(who, catalogue)


def test_a_precaution_for_life_taken_as_over_is_caught(monkeypatch):
    over = Precaution(id="down-syndrome", now="past", until=START - timedelta(days=9))
    rule = attrs.evolve(ASKED, kind="never", when=When(precautions=("down-syndrome",)))
    catalogue = world(toy(features={"height": 10}), rules={"ask": rule})
    assert not any(planned(child(precautions=(over,)), catalogue))
    forget(monkeypatch, lasting=False)
    assert "ask" in refused(child(precautions=(over,)), catalogue)


# positions

BABY = {"born": START - timedelta(days=150)}
POSTURES = {
    **{
        limit: {"precautions": (Precaution(id="leg-cast", until=SOON, limits=(limit,)),)}
        for limit in (
            "seated-only",
            "floor-only",
            "no-prone",
            "no-weight-on-left-leg",
            "no-weight-on-right-leg",
            "no-weight-on-left-arm",
            "no-weight-on-right-arm",
        )
    },
    **{sits: {"sits": sits} for sits in ("with-support", "special-seat", "not-yet")},
    **{
        way: {"moves_by": (way,)}
        for way in ("walks", "walker", "manual-chair", "crawls", "rolls", "carried")
    },
    **{f"gmfcs-{n}": {"function": Function(gmfcs=n)} for n in (3, 4, 5)},
    "own-seat": {"sits": "with-support", "equipment": ("supportive-chair",)},
    "moves-otherwise": {"precautions": (Precaution(id="cerebral-palsy"),)},
    "baby": BABY,
    "baby-steady-head": {**BABY, "skills": seen(steady_head="prompts")},
    "baby-sits": {**BABY, "skills": seen(sits_alone="prompts")},
}


@pytest.mark.parametrize("position", sorted(EVERY))
@pytest.mark.parametrize("said", POSTURES)
def test_a_shut_position_switched_off_is_caught(said, position, monkeypatch):
    """What the planner shuts, the check refuses; what it opens, the check leaves alone."""
    who, catalogue = child(**POSTURES[said]), world(toy(features={}, positions=(position,)))
    is_open = any(planned(who, catalogue))
    monkeypatch.setattr("motorplan.planning.choosing.open_positions", lambda *_: EVERY)
    if is_open:
        assert any(planned(who, catalogue))
    else:
        assert "position" in refused(who, catalogue)


def test_a_baby_without_a_steady_head_does_not_sit():
    catalogue = world(toy(features={}, positions=("sitting-supported",)))
    assert not any(planned(child(**BABY), catalogue))
    assert any(planned(child(**POSTURES["baby-steady-head"]), catalogue))


# what is decided of an activity, and of who is there

OUT = {
    "avoid": (child(avoid=("toy",)), {}),
    "setting": (child(), {"settings": ("clinic",)}),
    "space": (child(week=attrs.evolve(week(), space="table")), {"space": "hall"}),
    "private": (
        child(week=WeekTime(days={"mon": (Slot(minutes=20, company="sibling"),)})),
        {"private": True},
    ),
    "who": (child(week=week(who="coach")), {"who": ("parent",)}),
}


@pytest.mark.parametrize("rule", OUT)
def test_what_shuts_an_activity_switched_off_is_caught(rule, monkeypatch):
    who, changes = OUT[rule]
    catalogue = world(toy(features={}, **changes))
    assert not any(planned(who, catalogue))
    monkeypatch.setattr("motorplan.planning.choosing.Chooser.refusal_of", lambda *_: None)
    assert rule in refused(who, catalogue)


@pytest.mark.parametrize("control", ["one-to-one", "fenced", "helmet"])
def test_a_control_that_cannot_be_given_switched_off_is_caught(control, monkeypatch):
    rule = attrs.evolve(ASKED, kind="with-care", controls=(control,))
    days = {"mon": (Slot(minutes=20, company="sibling", place="outdoors"),)}
    catalogue = world(toy(features={"height": 10}, settings=("outdoors",)), rules={"ask": rule})
    who = child(week=WeekTime(days=days))
    assert not any(planned(who, catalogue))
    monkeypatch.setattr(
        "motorplan.planning.choosing.Chooser._controls_missing", lambda *_: iter(())
    )
    assert refused(who, catalogue) & {"ask", "supervision"}


def test_a_routine_brings_no_rule_that_is_not_said(monkeypatch):
    """Closer watching that is given anyway does not make a second rule's caution go unsaid."""
    high, wet = (
        attrs.evolve(ASKED, id=i, kind="with-care", hits={i: 1}, controls=("near",), plain=i)
        for i in ("height", "wet")
    )
    bath = toy(features={"height": 10}, routines=("bath-time",))
    catalogue = world(bath, rules={"height": high, "wet": wet})
    assert [i.routine for s in planned(child(), catalogue) for i in s] == [None] * 3
    monkeypatch.setattr(
        "motorplan.planning.choosing.Chooser._with",
        lambda _self, hazards, _grade, features, _verdict: {**features, **hazards},
    )
    assert "wet" in refused(child(), catalogue)


def test_what_is_not_sure_while_a_concern_stands_is_caught(monkeypatch):
    catalogue = world(toy(features={}, needs={"scribbles": Level.PROMPTS}))
    born = START - timedelta(days=450)
    calm, hurting = child(born=born), child(born=born, concerns={"pain": "knee"})
    assert any(planned(calm, catalogue))
    assert not any(planned(hurting, catalogue))
    monkeypatch.setattr("motorplan.planning.worth.SURE_FROM", 0.0)
    assert "concern" in refused(hurting, catalogue)
