"""Every value of a file, of every type that it must not have, is refused with line and way out."""

import copy
import json
import tomllib
from datetime import date, datetime, time
from pathlib import Path

import attrs
import pytest
import tomlkit
from jsonschema import Draft202012Validator
from test_bad_input import TODAY, must_help

from motorplan.converting.schemas import schema_of
from motorplan.converting.values import unstructure
from motorplan.making import load_child, make_plan
from motorplan.model.activities import Activity, Grade, GroupSize
from motorplan.model.children import (
    Child,
    Clearance,
    Eating,
    Function,
    Goal,
    GoalStart,
    Precaution,
    Seen,
    Slot,
    TagLimit,
    WeekTime,
)
from motorplan.model.controls import OtherControl
from motorplan.model.things import MaterialUse
from motorplan.understanding import understand

CHILD_CLASSES = (
    Child, Clearance, Eating, Function, Goal, GoalStart, OtherControl, Precaution, Seen, Slot,
    TagLimit, WeekTime,
)  # fmt: skip
FULL_CHILD = Path("tests/full/otter.toml")
TOML_VALUES = (
    "wrong",
    -7,
    0.5,
    True,
    date(2026, 1, 2),
    datetime(2026, 1, 2, 9, 40),  # noqa: DTZ001 - TOML knows times without a zone
    time(9, 40),
    [["wrong"]],
    {"wrong": 1},
)
JSON_VALUES = ("wrong", 7, 0.5, True, None, ["wrong"], {"wrong": []})


def full_activity():
    """Return the data of an activity file with every key that there is."""
    data = tomllib.loads(Path("activities/fine/threading.toml").read_text())
    data |= {"max_age_months": 120, "private": False, "who": ["parent"], "allergens": ["sesame"]}
    data |= {"licence": "CC-BY-4.0"}
    data["materials"]["large-beads"]["optional"] = True
    data["grades"][1] |= {"record": "Beads in a row.", "minutes_setup": 1, "minutes_tidy": 1}
    data["grades"][1] |= {"sensory": {"touch": "lots"}, "energy": "calming"}
    return data


def fields_in(data):
    """Yield the path of one value of every field; entries of a list are alike."""
    tried = set()
    for path in places(data):
        shape = tuple("n" if isinstance(part, int) else part for part in path)
        if shape not in tried:
            tried.add(shape)
            yield path


def places(value, path=()):
    """Yield the path of every value in parsed TOML or JSON."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in entries:
        yield (*path, key)
        if isinstance(inner, dict | list):
            yield from places(inner, (*path, key))


def held_at(data, path):
    for part in path:
        data = data[part]
    return data


def with_value(data, path, value):
    """Return a copy of *data* with *value* at *path*."""
    changed = copy.deepcopy(data)
    held_at(changed, path[:-1])[path[-1]] = value
    return changed


def wrong_values(data, path):
    """Yield values of every other TOML type than the one at *path*."""
    held = held_at(data, path)
    for value in TOML_VALUES:
        amount = {type(held), type(value)} == {int, float} and "grades" in path[:1]
        clock = path[-1] == "at" and isinstance(value, time)
        if type(value) is not type(held) and not amount and not clock:
            yield value


def spoiled(data):
    """Yield copies of *data*, each with one value of a wrong type, and where it is."""
    for path in fields_in(data):
        for value in wrong_values(data, path):
            yield path, value, with_value(data, path, value)


def refused(target, data, catalogue):
    """Return the problems of a TOML file with *data*, each of which has line and way out."""
    text = tomlkit.dumps(data)
    target.write_text(text, encoding="utf-8")
    found = understand(target, catalogue, TODAY).problems
    for problem in found:
        must_help(problem, text)
    return found


def keys_in(data):
    return {part for path in places(data) for part in path if isinstance(part, str)}


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (
            tomllib.loads(FULL_CHILD.read_text()),
            CHILD_CLASSES,
        ),
        (full_activity(), (Activity, Grade, GroupSize, MaterialUse)),
    ],
)
def test_the_full_files_have_every_key(data, kinds):
    """A key that the model gains is missed here until a file that is spoiled has it."""
    fields = [f for kind in kinds for f in attrs.fields(kind) if f.metadata.get("written", True)]
    keys = {str(f.metadata.get("key", f.name)) for f in fields} - {"applies", "days", "id"}
    assert keys - keys_in(data) == set()


def test_the_full_files_are_understood_and_planned(tmp_path, catalogue):
    child = load_child(FULL_CHILD, catalogue, on=TODAY)
    assert make_plan(child, catalogue, start=date(2026, 11, 30), weeks=1).weeks
    assert refused(tmp_path / "full-activity.toml", full_activity(), catalogue) == ()


def test_a_wrong_type_in_every_field_of_a_child(tmp_path, catalogue):
    target = tmp_path / "otter.toml"
    for path, value, data in spoiled(tomllib.loads(FULL_CHILD.read_text())):
        assert refused(target, data, catalogue), (path, value)


def test_a_wrong_type_in_every_field_of_an_activity(tmp_path, catalogue):
    target = tmp_path / "threading.toml"
    for path, value, data in spoiled(full_activity()):
        assert refused(target, data, catalogue), (path, value)


def test_a_wrong_type_in_every_field_of_a_plan(tmp_path, catalogue):
    """What the schema of plans refuses the reader refuses too: a spoiled plan is never believed."""
    (tmp_path / "otter.toml").write_text(FULL_CHILD.read_text())
    child = load_child(FULL_CHILD, catalogue)
    plan = unstructure(make_plan(child, catalogue, start=date(2026, 11, 30), weeks=1))
    schema = Draft202012Validator(schema_of("plan"))
    target = tmp_path / "otter.plan.json"
    tried = [path for path in fields_in(plan) if path[0] != "names"]
    for path in tried:
        for value in JSON_VALUES:
            spoiled_plan = with_value(plan, path, value)
            target.write_text(json.dumps(spoiled_plan))
            found = understand(target, catalogue, TODAY).problems
            assert all(p.message and p.remedy for p in found), (path, value)
            assert found or schema.is_valid(spoiled_plan), (path, value)
    assert len(tried) > 80
