"""What holds for every plan, whatever the child."""

import json
import tomllib
from pathlib import Path

import attrs
import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st
from worlds import START, children, small

from motorplan.checking import check_plan
from motorplan.converting.values import structure, unstructure
from motorplan.errors import NoPlan
from motorplan.gathering import load_catalogue
from motorplan.making import load_child, make_plan
from motorplan.model.children import Child, in_order
from motorplan.model.plans import Plan

pytestmark = pytest.mark.law


def plan_or_why(child, catalogue, weeks=2):
    """Return the plan, or the empty one that says why there is none."""
    try:
        return make_plan(child, catalogue, start=START, weeks=weeks)
    except NoPlan as error:
        return error.plan


@given(children())
def test_every_plan_passes_the_second_check(child):
    """A plan is never shown that the second check refuses: that would be a Defect."""
    plan = plan_or_why(child, small())
    if plan.weeks:
        assert check_plan(plan, child, small()) == ()


@given(children())
def test_the_same_child_gives_the_same_bytes(child):
    first, second = (json.dumps(unstructure(plan_or_why(child, small()))) for _ in range(2))
    assert first == second


@given(children(), st.randoms(use_true_random=False))
def test_the_order_of_entries_never_matters(child, shuffler):
    def shuffled(values):
        return tuple(shuffler.sample(list(values), len(values)))

    other = attrs.evolve(
        child,
        goals=shuffled(child.goals),
        precautions=shuffled(child.precautions),
        allergies=shuffled(child.allergies),
        interests=shuffled(child.interests),
        skills=dict(shuffled(child.skills.items())),
        week=attrs.evolve(
            child.week,
            materials=shuffled(child.week.materials),
            days=dict(shuffled(child.week.days.items())),
        ),
    )
    assert plan_or_why(other, small()) == plan_or_why(child, small())


@given(children())
def test_child_and_plan_go_to_json_and_back(child):
    child = in_order(child)
    plan = plan_or_why(child, small())
    for value, kind in ((child, Child), (plan, Plan)):
        text = json.dumps(unstructure(value))
        assert structure(json.loads(text), kind, "json") == value


@given(children())
def test_no_plan_gives_its_reasons(child):
    """Where nothing is possible the answer says why, in words."""
    plan = plan_or_why(child, small())
    items = [i for w in plan.weeks for s in w.sessions for i in s.items]
    assert items or plan.warnings
    assert all(item.serves and item.cautions and item.why for item in items)


def turned(value):
    """Return parsed TOML with every table and every list whose order has no meaning turned."""
    if isinstance(value, dict):
        return {k: turned(v) for k, v in reversed(value.items())}
    if isinstance(value, list):
        return [turned(v) for v in reversed(value)]
    return value


@pytest.mark.parametrize("path", sorted(Path("examples").glob("*.toml")), ids=lambda p: p.stem)
def test_the_order_of_entries_in_a_file_never_matters(tmp_path, path):
    other = tmp_path / path.name
    other.write_text(tomlkit.dumps(turned(tomllib.loads(path.read_text()))))
    first, second = (
        unstructure(plan_or_why(load_child(p), load_catalogue())) for p in (path, other)
    )
    assert json.dumps(first) == json.dumps(second)
