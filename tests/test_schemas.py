"""The JSON Schemas that editors read: current, true of what is right, hard on what is not."""

import copy
import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from test_wrong_types import FULL_CHILD, full_activity, held_at

from motorplan.cli import run
from motorplan.cli.browsing import SCHEMAS
from motorplan.compiling import schema_text
from motorplan.converting.schemas import FOLDER, schema_of
from motorplan.converting.schemas import NAMES as ALL
from motorplan.converting.values import unstructure
from motorplan.diffing import diff_plans
from motorplan.grouping import load_group, make_group_plan
from motorplan.making import load_child, make_plan
from motorplan.model.logs import Log
from motorplan.vocabulary import Level

NAMES = ("activity", "catalogue", "child", "diff", "group", "group-plan", "log", "plan", "skill")
OTTER = "examples/otter.toml"
ANSWERS = [
    ("skills", ["skills", "list"]),
    ("skills", ["skills", "show", "snips-paper"]),
    ("skills", ["skills", "before", "cuts-on-line"]),
    ("skills", ["skills", "ladder", "fasteners"]),
    ("path", ["skills", "path", "cuts-on-line"]),
    ("path", ["skills", "path", "cuts-on-line", "--child", OTTER, "--date", "2026-11-30"]),
    ("activities", ["activities", "list"]),
    ("activities", ["activities", "show", "threading"]),
    ("coverage", ["activities", "coverage"]),
    ("words", ["words"]),
    ("words", ["words", "allergens"]),
    ("words", ["words", "materials", "large-beads"]),
    ("words", ["skills", "show", "large-beads"]),
    ("check", ["check", OTTER]),
    ("check", ["check", "README.md"]),
    ("plan", ["plan", OTTER, "--start", "2026-11-30"]),
    ("group-plan", ["plan", "examples/groups/ball-corner.toml", "--start", "2026-11-30"]),
    ("today", ["today", OTTER, "--date", "2026-11-30"]),
    ("why", ["why", OTTER, "threading"]),
]
"""Schema, and a command whose JSON it describes."""
CHILDREN = [FULL_CHILD, *sorted(Path("examples").glob("*.toml"))]
GROUPS = sorted(Path("examples/groups").glob("*.toml"))
ACTIVITIES = sorted(Path("activities").rglob("*.toml"))
OVERLAY = {
    "name": "Our room",
    "hide": ["potty-steps"],
    "reword": {"threading": {"name": "Beads", "grades": {"big-beads": {"say": "In."}}}},
}
SPOILED_CATALOGUE = [
    (("name",), 3),
    (("hide",), "potty-steps"),
    (("reword", "threading", "features"), {}),
    (("reword", "threading", "grades", "big-beads", "supervision"), "near"),
    (("reword", "threading", "grades", "big-beads", "steps"), "Do it."),
]
SPOILED_CHILD = [
    (("precautions",), ["epilepsi"]),
    (("precautions",), ["leg-cast"]),
    (("precaution", 0, "is"), "arm-kast"),
    (("precaution", 0, "limits"), ["no-fun"]),
    (("allergies",), ["wheet"]),
    (("gestation_weeks",), 99),
    (("gestation_weeks",), 21),
    (("focus_minutes",), 0),
    (("mouths",), "nevr"),
    (("born",), "14 March 2021"),
    (("name",), ""),
    (("language",), "de"),
    (("format",), "motorplan.child/2"),
    (("equipment",), ["slant-bord"]),
    (("sensory",), {"mess": "avoids"}),
    (("concerns",), {"pein": "knee"}),
    (("limits",), {"mesy": {"max": 1}}),
    (("limits", "messy", "max"), 51),
    (("function", "gmfcs"), 6),
    (("eating", "food"), 2),
    (("eating", "by"), "parent"),
    (("clearance", 0, "of"), "down-syndrome"),
    (("week", "adults"), 21),
    (("week", "mon"), 241),
    (("week", "tue", 0, "minutes"), 0),
    (("week", "tue", 0, "at"), "24:10"),
    (("week", "monday"), 10),
    (("week", "days"), {}),
    (("week", "materials"), ["large-beds"]),
    (("week", "missing"), ["large-beds"]),
    (("week", "room_allergens"), ["peanuts"]),
    (("skills", "snip-paper"), "prompts"),
    (("skills", "snips-paper"), "good"),
    (("skills", "threads-large-beads", "tries"), "three of five"),
    (("goals", 0, "skill"), "build-bridge"),
    (("goals", 0, "skill"), "pinch-strength"),
    (("goals", 0, "priority"), 4),
    (("goals", 0, "sessions"), 0),
    (("nmae",), "x"),
    (("id",), 3),
]
SPOILED_ACTIVITY = [
    (("domain",), "soft"),
    (("is_task",), ["thread-beads"]),
    (("tags",), ["tabel-work"]),
    (("themes",), ["dragons-of-old"]),
    (("routines",), ["siesta"]),
    (("sources",), ["my-aunt"]),
    (("features",), {"fire-breathing": 1}),
    (("allergens",), ["wheet"]),
    (("materials", "large-beds"), {}),
    (("materials", "large-beads", "substitutes"), ["grapes-of-wrath"]),
    (("grades", 0, "needs"), {"threads-beads": "prompts"}),
    (("grades", 0, "needs"), {"pinch-strength": "prompts"}),
    (("grades", 0, "trains"), {"threads-beads": 1.0}),
    (("grades", 0, "helped_by"), ["non-slip-matt"]),
    (("grades", 0, "features"), {"sharpness": 1}),
    (("grades", 0, "supervision"), "none"),
    (("grades", 0, "steps"), "Do it."),
    (("min_age_months",), "18"),
    (("colour",), "red"),
]
SPOILED_PLAN = [
    (("start",), "soon"),
    (("weeks",), {}),
    (("weeks", 0, "sessions", 0, "items", 0, "chance"), 1.2),
    (("weeks", 0, "sessions", 0, "items", 0, "chance"), "0.7"),
    (("weeks", 0, "sessions", 0, "items", 0, "trains", 0, "weight"), 2),
    (("weeks", 0, "sessions", 0, "items", 0, "supervision"), "none"),
    (("child", "name"), None),
]
SPOILED_DIFF = [
    (("same",), "no"),
    (("changes",), {}),
    (("changes", 0, "code"), 3),
    (("changes", 0, "was"), 3),
    (("because",), None),
]
SPOILED_GROUP = [
    (("children",), "otter.toml"),
    (("children",), []),
    (("children",), ["otter.toml", "otter.toml"]),
    (("week", "materials"), ["large-beds"]),
    (("week", "tue"), 241),
    (("adults",), 2),
    (("format",), "motorplan.child/1"),
]
SKILLS = sorted(Path("motorplan/data/skills").glob("*.toml"), key=lambda p: p.stem != "fasteners")
SPOILED_SKILL = [
    (("kind",), "habit"),
    (("domain",), "soft"),
    (("icf",), 5400),
    (("edges",), ["balance"]),
    (("colour",), "red"),
]
LOG = Log(
    on=date(2026, 11, 24),
    activity="threading",
    grade="big-beads",
    asked={"threads-large-beads": Level.PROMPTS},
    practised=("threads-large-beads",),
    how="just-right",
)
SPOILED_LOG = [
    (("on",), "soon"),
    (("how",), "so-so"),
    (("asked", "threads-large-beads"), "good"),
    (("practised",), "threads-large-beads"),
    (("minutes",), "5"),
]
ITEM = ("weeks", 0, "sessions", 0, "items", 0)
SPOILED_GROUP_PLAN = [
    (("children",), {}),
    ((*ITEM, "supervision"), "none"),
    ((*ITEM, "children", "heron", "chance"), 1.2),
    ((*ITEM, "children", "heron", "watched"), None),
    (("goals", 0, "child"), None),
]


def validator(name):
    return Draft202012Validator(
        json.loads(schema_text(name)), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def plain(path):
    """Return the data of a TOML file as editors see it, dates as text."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return json.loads(json.dumps(data, default=lambda day: day.isoformat()))


@pytest.fixture(scope="module")
def right(catalogue):
    """One right file of each kind, as data."""
    child = load_child("examples/otter.toml", catalogue, on=date(2026, 11, 24))
    plan = make_plan(child, catalogue, start=date(2026, 11, 30), weeks=2)
    later = make_plan(child, catalogue, start=date(2026, 12, 7), weeks=2)
    group = load_group(GROUPS[0], catalogue, on=date(2026, 11, 24))
    shared = make_group_plan(group, catalogue, start=date(2026, 11, 30), weeks=1)
    return {
        "child": plain(FULL_CHILD),
        "activity": full_activity(),
        "catalogue": copy.deepcopy(OVERLAY),
        "plan": json.loads(json.dumps(unstructure(plan))),
        "diff": json.loads(json.dumps(unstructure(diff_plans(plan, later, catalogue.phrases)))),
        "log": json.loads(json.dumps(unstructure(LOG))),
        "skill": plain(SKILLS[0])["closes-buckle"],
        "group": plain(GROUPS[0]),
        "group-plan": json.loads(json.dumps(unstructure(shared))),
    }


def test_every_schema_can_be_asked_for():
    assert {*SCHEMAS} == {*ALL} == {path.stem for path in FOLDER.glob("*.json")}


@pytest.mark.parametrize(("name", "words"), ANSWERS, ids=lambda v: " ".join(v) if v else v)
def test_what_a_command_prints_is_as_its_schema_says(name, words, capsys):
    """Every promised key is there, in the type that was promised."""
    run([*words, "--format", "json"])
    printed = json.loads(capsys.readouterr().out)
    assert [e.message for e in validator(name).iter_errors(printed)] == []


@pytest.mark.parametrize("name", ["activities", "check", "skills", "words"])
def test_a_list_that_lacks_a_promised_key_is_found(name, capsys):
    """Also deep inside: each key of each table, left out alone."""
    words = next(words for schema, words in reversed(ANSWERS) if schema == name)
    run([*words, "--format", "json"])
    printed = json.loads(capsys.readouterr().out)
    assert validator(name).is_valid(printed)
    for way in ways_to_promised(schema_of(name), printed):
        spoiled = copy.deepcopy(printed)
        del held_at(spoiled, way[:-1])[way[-1]]
        assert not validator(name).is_valid(spoiled), way


def ways_to_promised(schema, data, way=()):
    """Yield the way to every key that *schema* itself requires of *data*."""
    for key in schema.get("required", ()):
        yield (*way, key)
        yield from ways_to_promised(schema["properties"][key], data[key], (*way, key))
    if "items" in schema and data:
        yield from ways_to_promised(schema["items"], data[0], (*way, 0))


@pytest.mark.parametrize("name", ALL)
def test_committed_schemas_are_current(name):
    """Renew them with: python -m motorplan.converting.schemas."""
    assert json.loads(schema_text(name)) == schema_of(name)
    Draft202012Validator.check_schema(schema_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_right_is_valid(name, right):
    assert [e.message for e in validator(name).iter_errors(right[name])] == []


@pytest.mark.parametrize("path", CHILDREN, ids=str)
def test_an_example_child_is_valid(path):
    assert [e.message for e in validator("child").iter_errors(plain(path))] == []


@pytest.mark.parametrize("path", GROUPS, ids=str)
def test_an_example_group_is_valid(path):
    assert [e.message for e in validator("group").iter_errors(plain(path))] == []


@pytest.mark.parametrize("path", ACTIVITIES, ids=lambda p: p.stem)
def test_an_activity_is_valid(path):
    assert [e.message for e in validator("activity").iter_errors(plain(path))] == []


@pytest.mark.parametrize("path", SKILLS, ids=lambda p: p.stem)
def test_a_skill_is_valid(path):
    for skill_id, row in plain(path).items():
        assert [e.message for e in validator("skill").iter_errors(row)] == [], skill_id


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        *(("child", path, value) for path, value in SPOILED_CHILD),
        *(("activity", path, value) for path, value in SPOILED_ACTIVITY),
        *(("catalogue", path, value) for path, value in SPOILED_CATALOGUE),
        *(("plan", path, value) for path, value in SPOILED_PLAN),
        *(("log", path, value) for path, value in SPOILED_LOG),
        *(("skill", path, value) for path, value in SPOILED_SKILL),
        *(("group", path, value) for path, value in SPOILED_GROUP),
        *(("group-plan", path, value) for path, value in SPOILED_GROUP_PLAN),
    ],
)
def test_what_is_spoiled_is_not_valid(name, path, value, right):
    """One wrong value, whether misspelt, out of range or of a wrong type, is found."""
    data = copy.deepcopy(right[name])
    held_at(data, path[:-1])[path[-1]] = value
    assert not validator(name).is_valid(data)


@pytest.mark.parametrize("name", NAMES)
def test_a_key_that_is_missing_is_found(name, right):
    for key in schema_of(name)["required"]:
        assert not validator(name).is_valid({k: v for k, v in right[name].items() if k != key}), key
