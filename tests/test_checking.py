"""The second check bites: a plan that was tampered with is refused, and the reason named."""

import json

import attrs
import pytest
from worlds import START, child, seen, small

from motorplan.checking import check_plan
from motorplan.checking.plans import _hash
from motorplan.converting.values import structure, unstructure
from motorplan.making import make_plan
from motorplan.model.plans import Plan

CHILD = child(skills=seen(side_pincer_grasp="independent", unfastens_large_buttons="some-help"))


@pytest.fixture(scope="module")
def plan():
    return make_plan(CHILD, small(), start=START, weeks=2)


def tampered(plan, change):
    """Return *plan* after *change* to its first item, signed anew."""
    data = unstructure(plan)
    sessions = [s for w in data["weeks"] for s in w["sessions"] if s["items"]]
    change(sessions[0]["items"][0], sessions[0], data)
    changed = structure(json.loads(json.dumps(data)), Plan, "json")
    return attrs.evolve(changed, id=_hash(attrs.evolve(changed, id="")))


def rules_broken(plan):
    return {v.rule for v in check_plan(plan, CHILD, small())}


def test_an_honest_plan_breaks_nothing(plan):
    assert rules_broken(plan) == set()


TAMPERED = {
    "minutes": lambda item, *_: item.update(minutes=item["minutes"] + 30),
    "position": lambda item, *_: item.update(position="hands-and-knees"),
    "numbers": lambda item, *_: item.update(chance=0.2),
    "wording": lambda item, *_: item.update(steps=["Just try harder."]),
    "stop-signs": lambda item, *_: item.update(stop_if=[]),
    "trains": lambda item, *_: item["trains"][0].update(weight=0.5),
    "serves": lambda item, *_: item["serves"][0].update(goal="ties-laces"),
    "choice": lambda item, *_: item.update(choices=["stairs-together"]),
    "material": lambda item, *_: item.update(materials=[]),
    "unknown": lambda item, *_: item.update(activity="juggling-knives"),
    "dates": lambda _item, session, _data: session.update(id="2026-11-30-9"),
    "slot": lambda _item, session, _data: session.update(place="clinic"),
    "other-catalogue": lambda _i, _s, data: data["made_from"].update(catalogue="sha256:0"),
    "other-child": lambda _i, _s, data: data["made_from"].update(child="sha256:0"),
    "unsigned": lambda _i, _s, data: data.update(disclaimer=""),
    "goals": lambda _i, _s, data: data["goals"][0].update(skill="ties-laces"),
}


@pytest.mark.parametrize("rule", sorted(TAMPERED))
def test_tampering_is_named(plan, rule):
    assert rule in rules_broken(tampered(plan, TAMPERED[rule]))


def test_a_changed_plan_no_longer_bears_its_id(plan):
    changed = attrs.evolve(plan, language="xx")
    assert "changed" in rules_broken(changed)


def test_a_step_that_was_never_open_is_refused(plan):
    """Grade 4 of the button snake needs a shirt that is not at hand."""
    item = next(
        i for w in plan.weeks for s in w.sessions for i in s.items if i.activity == "button-snake"
    )
    offered = attrs.evolve(item, grade=3, grade_id="do-up-row", step_up="Try small ones.")
    assert "step" in rules_broken(
        tampered(plan, lambda first, *_: first.update(unstructure(offered), id=first["id"]))
    )
