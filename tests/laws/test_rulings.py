"""What is said of an open grade is so: why it comes, or why it does not come now."""

from datetime import timedelta

import attrs
import pytest
from worlds import START

from motorplan.errors import NoPlan
from motorplan.explaining.grounds import Grounds
from motorplan.explaining.rulings import Rulings
from motorplan.making import load_child, make_plan
from motorplan.model.children import Slot
from motorplan.planning.times import usable_minutes
from motorplan.planning.worth import SURE_FROM, candidate_of, serves_of

pytestmark = pytest.mark.law


def grounds_of(child, catalogue):
    try:
        plan = make_plan(child, catalogue, start=START, weeks=2)
    except NoPlan as error:
        plan = error.plan
    return Grounds(child, catalogue, plan, "on-the-spot", None)


def ways_of(grounds):
    """Return every activity that trains anything on the way."""
    training, worth = grounds.catalogue.training, grounds.horizon.ahead.worth
    ids = sorted({i for skill in worth for i in training.get(skill, ())})
    return [grounds.catalogue.activities[i] for i in ids]


def open_grades(grounds):
    """Yield each open grade in each setting: the variant, the one reason or None, its sessions."""
    sessions = [s for week in grounds.weeks for s in week.sessions]
    for activity in ways_of(grounds):
        answers = Rulings(activity, grounds).grades()
        for chooser in grounds.doors.choosers:
            here = [s for s in sessions if s.sitting.setting == chooser.setting]
            for answer in answers:
                ruling = next(r for r in answer.settings if r.place == chooser.setting.place)
                if ruling.open:
                    variant = chooser.judge(activity, answer.grade)
                    yield variant, (ruling.reasons or (None,))[0], here


def is_true(grounds, variant, reason, sessions):
    """Return whether *reason* is why *variant* does not come, or None that it could."""
    ahead, estimate = grounds.horizon.ahead, grounds.horizon.estimate
    judged = estimate.of_needs(variant.grade.needs, variant.lowered)
    found = candidate_of(variant, grounds.child, ahead, estimate)
    offers = [s for s in sessions if any(o.variant.id == variant.id for o in s.others)]
    most = max((usable_minutes(grounds.child, s.sitting) for s in offers), default=0)
    if reason is None:
        return bool(offers) and variant.minutes <= most
    if reason.code == "too-long":
        return bool(offers) and variant.minutes > most and reason.about == str(variant.minutes)
    if offers:
        return False
    offered = {
        o.variant.grade.id
        for s in sessions
        for o in s.others
        if o.variant.activity.id == variant.activity.id
    }
    oldest = variant.activity.max_age_months
    return {
        "no-goal": not serves_of(variant.activity, variant.grade, ahead),
        "too-easy": found is None and judged.chance >= SURE_FROM,
        "too-hard": found is None and reason.about in variant.grade.needs,
        "held": found is None and bool(grounds.child.concerns),
        "other-grade": found is not None and reason.about in offered,
        "for-younger": found is not None and oldest is not None and estimate.age >= oldest,
        "steps-first": found is not None and not offered,
    }[reason.code]


@pytest.mark.parametrize("name", ["otter", "robin", "mole"])
def test_why_an_open_grade_comes_or_does_not_is_true(name, catalogue):
    grounds = grounds_of(load_child(f"examples/{name}.toml", catalogue), catalogue)
    codes = set()
    for variant, reason, sessions in open_grades(grounds):
        assert is_true(grounds, variant, reason, sessions), (variant.id, reason)
        codes.add(reason and reason.code)
    assert {None, "no-goal", "too-easy", "too-hard", "other-grade"} <= codes


def test_while_a_worry_stands_what_is_not_sure_is_held(catalogue):
    child = load_child("examples/otter.toml", catalogue)
    grounds = grounds_of(attrs.evolve(child, concerns={"pain": "knee"}), catalogue)
    codes = set()
    for variant, reason, sessions in open_grades(grounds):
        assert is_true(grounds, variant, reason, sessions), (variant.id, reason)
        codes.add(reason and reason.code)
    assert "held" in codes


def test_short_sessions_say_that_they_are_too_short(catalogue):
    child = load_child("examples/otter.toml", catalogue)
    week = attrs.evolve(child.week, days={"mon": (Slot(minutes=5),), "sat": (Slot(minutes=5),)})
    grounds = grounds_of(attrs.evolve(child, week=week), catalogue)
    found = list(open_grades(grounds))
    assert "too-long" in {reason and reason.code for _, reason, _ in found}
    assert all(is_true(grounds, *row) for row in found)


def test_a_week_without_time_says_so(catalogue):
    child = load_child("examples/otter.toml", catalogue)
    days = tuple(START + timedelta(days=n) for n in range(14))
    grounds = grounds_of(attrs.evolve(child, week=attrs.evolve(child.week, off=days)), catalogue)
    answers = Rulings(catalogue.activities["button-snake"], grounds).grades()
    assert {answer.says for answer in answers} == {"The week has no time for it."}
    assert not any(answer.open or answer.settings for answer in answers)
