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
    assert check_plan(plan, child, small()) == ()


@given(children())
def test_the_same_child_gives_the_same_bytes(child):
    first, second = (json.dumps(unstructure(plan_or_why(child, small()))) for _ in range(2))
    assert first == second


def shuffled(value, shuffler):
    """Return *value* with every list and every table in it, however deep, in another order."""
    if attrs.has(type(value)):
        held = {
            f.name: shuffled(getattr(value, f.name), shuffler) for f in attrs.fields(type(value))
        }
        return type(value)(**held)
    if isinstance(value, dict):
        entries = [(key, shuffled(held, shuffler)) for key, held in value.items()]
        return dict(shuffler.sample(entries, len(entries)))
    if isinstance(value, tuple):
        entries = [shuffled(held, shuffler) for held in value]
        return tuple(shuffler.sample(entries, len(entries)))
    return value


@given(children(), st.randoms(use_true_random=False))
def test_the_order_of_entries_never_matters(child, shuffler):
    assert plan_or_why(shuffled(child, shuffler), small()) == plan_or_why(child, small())


@given(children())
def test_a_plan_goes_to_json_and_back(child):
    plan = plan_or_why(child, small())
    assert structure(json.loads(json.dumps(unstructure(plan))), Plan, "json") == plan


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
