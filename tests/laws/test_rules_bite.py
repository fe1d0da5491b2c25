"""Switching off any one rule of safety is caught by the second check."""

from datetime import timedelta

import attrs
import pytest
from worlds import START, small
from worlds import child as usual_child

from motorplan.catalogue import training_index
from motorplan.checking import check_plan
from motorplan.errors import Defect
from motorplan.gathering import load_catalogue
from motorplan.making import make_plan
from motorplan.model.activities import Activity, Grade
from motorplan.model.children import Goal, Precaution

RULES = load_catalogue().safety.rules
BITING = sorted(i for i, rule in RULES.items() if rule.kind != "prefer")


def child_in(when):
    """Return a child for whom *when* holds, and little else."""
    months = 120 if when.under_months is None else max(1, when.under_months - 2)
    said = {
        "born": START - timedelta(days=round(months * 30.4375)),
        "goals": (Goal(skill="scribbles"),),
        "stays_close": when.stays_close[0] if when.stays_close else "stays",
        "eats": when.eats[0] if when.eats else "everything",
        "mouths": when.mouths[0] if when.mouths else "never",
        "little_ones": when.little_ones[:1],
        "wears": when.wears[:1],
        "concerns": dict.fromkeys(when.concerns[:1], "since Monday"),
    }
    precautions = [Precaution(id=i, until=START + timedelta(days=90)) for i in when.precautions[:1]]
    if when.limits:
        precautions = [
            Precaution(id="leg-cast", until=START + timedelta(days=90), limits=when.limits[:1])
        ]
    said["precautions"] = tuple(precautions)
    for name in ("sees", "hears", "sits"):
        if getattr(when, name):
            said[name] = getattr(when, name)[0]
    if when.unasked:
        said["safety_asked"] = None
    else:
        said["safety_asked"] = START - timedelta(days=3)
    return usual_child(**said)


def activity_with(feature, amount):
    """Return an activity of which every grade has one demand."""
    grade = Grade(
        id="one",
        name="One",
        changed="It is the first.",
        trains={"scribbles": 1.0},
        minutes=4,
        steps=("Do it.",),
        say="Now.",
        success="It is done.",
        step_up="It is easy.",
        step_down="Do less.",
        supervision="in-sight",
        positions=("held", "lying-back"),
        features={feature: amount},
    )
    return Activity(
        id="toy",
        name="Toy",
        summary="A toy.",
        domain="fine",
        is_task=("scribbles",),
        settings=("home",),
        space="table",
        min_age_months=0,
        features={},
        why="It shows a rule.",
        professional="It shows a rule.",
        evidence="consensus",
        sources=("motorplan-consensus",),
        grades=(grade,),
    )


def world_with(rules, feature, amount):
    """Return a catalogue of one activity and the given rules alone."""
    base = small()
    activities = {"toy": activity_with(feature, amount)}
    features = {i: attrs.evolve(f, opened_by=()) for i, f in base.safety.features.items()}
    safety = attrs.evolve(base.safety, rules=rules, caps={}, orders={}, features=features)
    return attrs.evolve(
        base, activities=activities, training=training_index(activities), safety=safety
    )


@pytest.mark.parametrize("rule_id", BITING)
def test_a_rule_switched_off_is_caught(rule_id):
    """Planned without the rule, refused with it, and the rule is named."""
    rule = RULES[rule_id]
    child = child_in(rule.when)
    for feature, amount in rule.hits.items():
        without = world_with({}, feature, amount)
        plan = make_plan(child, without, start=START, weeks=1)
        broken = {
            v.rule for v in check_plan(plan, child, world_with({rule_id: rule}, feature, amount))
        }
        assert rule_id in broken, feature


def test_a_plan_that_the_second_check_refuses_is_never_shown(monkeypatch):
    """A planner that forgets its rules ends in a Defect, not in a plan."""
    rule = RULES["blade-under-2"]
    child = child_in(rule.when)
    world = world_with({rule.id: rule}, "blade", 1)
    monkeypatch.setattr("motorplan.safety.screening.rules_for", lambda *_: [])
    with pytest.raises(Defect, match="blade-under-2"):
        make_plan(child, world, start=START, weeks=1)
