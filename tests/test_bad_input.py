"""Whatever a file says, the answer is a message with file, line and way out, never a traceback."""

import copy
import json
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from motorplan.cli import run
from motorplan.converting.values import unstructure
from motorplan.errors import FileProblems
from motorplan.making import load_child, make_plan
from motorplan.understanding import understand

EXAMPLES = sorted(Path("examples").glob("*.toml"))
GOOD = """\
name = "Otter"
born = 2021-03-14
[week]
mon = 10
[[goals]]
skill = "builds-bridge"
"""


def problems(tmp_path, text, name="otter.toml"):
    """Return the problems of a child file with that text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        load_child(path, on=date(2026, 11, 24))
    return caught.value.problems


BAD = {
    "not-toml": ("name = ", 'name = "Otter"'),
    "unknown-key": ('nmae = "x"', ""),
    "in-the-future": ("born = 2031-03-14", "born = 2021-03-14"),
    "too-old": ("born = 1999-03-14", "born = 2021-03-14"),
    "missing-key": ("", "born = 2021-03-14"),
}


@pytest.mark.parametrize("code", sorted(BAD))
def test_a_line_replaced(tmp_path, code):
    new, old = BAD[code]
    text = GOOD.replace(old, new) if old else new + "\n" + GOOD
    assert code in {p.code for p in problems(tmp_path, text)}


ADDED = [
    ("gestation_weeks = 50\n", "out-of-range", "22 and 44"),
    ('gestation_weeks = "33"\n', "wrong-type", "whole number"),
    ('mouths = "nevr"\n', "unknown-word", "never"),
    ('allergies = ["wheet"]\n', "unknown-id", "wheat"),
    ('precautions = ["epilepsi"]\n', "unknown-id", "epilepsy"),
    ('precautions = ["leg-cast"]\n', "until-missing", "[[precaution]]"),
    ('avoid = ["food-pley"]\n', "unknown-id", "food-play"),
    ('language = "de"\n', "unknown-word", "en"),
    ('equipment = ["slant-bord"]\n', "unknown-id", "slant-board"),
    ("safety_asked = 2031-01-01\n", "in-the-future", "happened"),
    ('name2 = "x"\n', "unknown-key", "name"),
    ("focus_minutes = -3\n", "out-of-range", "1 and 60"),
]


@pytest.mark.parametrize(("line", "code", "says"), ADDED)
def test_a_line_too_much(tmp_path, line, code, says):
    """Each problem names its line, and how it would be right."""
    found = [p for p in problems(tmp_path, line + GOOD) if p.code == code]
    assert found
    assert found[0].line == 1
    assert says in str(found[0])


APPENDED = [
    ('[[goals]]\nskill = "builds-bridge"\n', "same-goal", 7),
    ('[[goals]]\nskill = "pinch-strength"\n', "capacity-goal", 8),
    ('[[goals]]\nskill = "build-bridge"\n', "unknown-id", 8),
    ('[[goals]]\nskill = "ties-laces"\npriority = 9\n', "out-of-range", 9),
    ('[[goals]]\nskill = "ties-laces"\ntries = "5/4"\n', "no-share", 9),
    (
        '[[clearance]]\nof = "down-syndrome"\nby = "doctor"\non = 2026-01-01\n',
        "clears-a-condition",
        8,
    ),
    ('[[clearance]]\nof = "forward-roll"\nby = "parent"\non = 2026-01-01\n', "unknown-word", 9),
    ('[skills]\nsnip-paper = "prompts"\n', "unknown-id", 8),
    ('[skills]\nsnips-paper = "good"\n', "unknown-word", 8),
    ("[limits]\nmessy = { min = 3, max = 1 }\n", "impossible", 8),
    ("[function]\ngmfcs = 6\n", "out-of-range", 8),
    ('[eating]\nfood = 1\nby = "doctor"\non = 2026-01-01\n', "out-of-range", 8),
    ('[concerns]\npein = "knee"\n', "unknown-word", 8),
]


@pytest.mark.parametrize(("text", "code", "line"), APPENDED)
def test_a_table_too_much(tmp_path, text, code, line):
    found = [p for p in problems(tmp_path, GOOD + text) if p.code == code]
    assert found
    assert found[0].line == line
    assert found[0].message


@pytest.mark.parametrize("minutes", ["-5", "0.5", '"5"', "900", "true", "[]"])
def test_absurd_minutes(tmp_path, minutes):
    text = GOOD.replace("mon = 10", f"mon = {minutes}")
    found = problems(tmp_path, text)
    assert found
    assert {p.line for p in found} <= {3, 4}


def test_an_empty_week_says_how_to_fill_it(tmp_path):
    assert problems(tmp_path, GOOD.replace("mon = 10", "mon = 0"))[0].code == "empty-week"


def test_all_problems_of_a_file_come_at_once(tmp_path):
    text = 'mouths = "nevr"\nallergies = 3\nnmae = "x"\n' + GOOD
    assert {"unknown-word", "wrong-type", "unknown-key"} <= {
        p.code for p in problems(tmp_path, text)
    }


def test_a_clearance_by_a_parent_says_who_may(tmp_path):
    text = GOOD + '[[clearance]]\nof = "forward-roll"\nby = "parent"\non = 2026-01-01\n'
    assert any("never a parent" in str(p) for p in problems(tmp_path, text))


def test_a_bom_and_windows_line_ends_are_read_as_if_not_there(tmp_path):
    path = tmp_path / "otter.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_child(path).name == "Otter"


def files(tmp_path):
    """Yield files that cannot be read as they stand."""
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    big = tmp_path / "big.toml"
    big.write_text("# " + "x" * 1_100_000)
    deep = tmp_path / "deep.toml"
    deep.write_text("a = " + "[" * 20_000 + "]" * 20_000)
    latin = tmp_path / "latin.toml"
    latin.write_bytes('name = "Bär"'.encode("latin-1"))
    group = tmp_path / "group.toml"
    group.write_text('name = "Tuesday"\nchildren = ["otter.toml"]\n')
    return [folder, big, deep, latin, group, tmp_path / "not-there.toml"]


def test_files_that_cannot_be_read(tmp_path, capfd):
    """Exit 1, the file named, no traceback, nothing on stdout."""
    for path in files(tmp_path):
        assert run(["plan", str(path)]) == 1, path
        out, err = capfd.readouterr()
        assert out == ""
        assert path.name in err
        assert "Traceback" not in err


def test_a_group_file_says_that_group_plans_come_later(tmp_path, capfd):
    group = tmp_path / "group.toml"
    group.write_text('name = "Tuesday"\nchildren = ["otter.toml"]\n')
    assert run(["plan", str(group)]) == 1
    assert "group plans come with a later version" in capfd.readouterr().err


def test_an_unreadable_file(tmp_path, capfd, monkeypatch):
    path = tmp_path / "otter.toml"
    path.write_text(GOOD)

    def refused(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert run(["plan", str(path)]) == 1
    assert "cannot be read: Permission denied" in capfd.readouterr().err


def places(value, path=()):
    """Yield the path of every value in parsed TOML or JSON."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in entries:
        yield (*path, key)
        if isinstance(inner, dict | list):
            yield from places(inner, (*path, key))


def with_wrong_type(data, path):
    """Return a copy of *data* in which the value at *path* is of a type that is never right."""
    changed = copy.deepcopy(data)
    place = changed
    for part in path[:-1]:
        place = place[part]
    held = place[path[-1]]
    place[path[-1]] = "wrong" if isinstance(held, dict | list | int | float) else [["wrong"]]
    return changed


def test_a_wrong_type_in_every_field_of_an_activity(tmp_path, catalogue):
    data = tomllib.loads(Path("activities/fine/threading.toml").read_text())
    for path in places(data):
        target = tmp_path / "threading.toml"
        target.write_text(tomlkit.dumps(with_wrong_type(data, path)))
        found = understand(target, catalogue, date(2026, 11, 24))
        assert found.problems, path
        assert all(p.line for p in found.problems), path


def test_a_wrong_type_in_every_field_of_a_child(tmp_path, catalogue):
    for source in EXAMPLES:
        data = tomllib.loads(source.read_text())
        for path in places(data):
            target = tmp_path / source.name
            target.write_text(tomlkit.dumps(with_wrong_type(data, path)))
            found = understand(target, catalogue, date(2026, 11, 24))
            assert found.problems, path


def test_a_wrong_type_in_every_field_of_a_plan(tmp_path, catalogue):
    """A kept plan that was spoilt is refused, never believed."""
    (tmp_path / "otter.toml").write_text(Path("examples/otter.toml").read_text())
    child = load_child(tmp_path / "otter.toml")
    plan = unstructure(make_plan(child, catalogue, start=date(2026, 11, 30), weeks=1))
    target = tmp_path / "otter.plan.json"
    for path in places(plan):
        if path[0] == "names" or (len(path) > 1 and path[-1] == 0 and path[0] != "weeks"):
            continue
        target.write_text(json.dumps(with_wrong_type(plan, path)))
        assert understand(target, catalogue, date(2026, 11, 24)).problems, path


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.lists(st.integers(0, 3), max_size=2),
    st.dictionaries(st.sampled_from(["is", "level", "minutes", "x"]), st.integers(), max_size=2),
)


def spots(table, path=()):
    """Yield every path of a TOML document."""
    for key, value in table.items():
        yield (*path, key)
        if isinstance(value, dict):
            yield from spots(value, (*path, key))
        elif isinstance(value, list):
            for n, entry in enumerate(value):
                if isinstance(entry, dict):
                    yield from spots(entry, (*path, key, n))


@pytest.mark.law
@given(st.data())
def test_a_mutated_file_is_understood_or_refused_with_line_and_way(tmp_path_factory, data):
    """One value of an example is replaced, dropped or misspelt: never a traceback."""
    source = data.draw(st.sampled_from(EXAMPLES))
    document = tomllib.loads(source.read_text())
    path = data.draw(st.sampled_from(list(spots(document))))
    place = document
    for part in path[:-1]:
        place = place[part]
    value = data.draw(VALUES)
    if value is None:
        del place[path[-1]]
    elif value is True:
        place[f"{path[-1]}x"] = place.pop(path[-1])
    else:
        place[path[-1]] = value
    target = tmp_path_factory.mktemp("mutated") / source.name
    target.write_text(tomlkit.dumps(document), encoding="utf-8")
    try:
        load_child(target)
    except FileProblems as error:
        for problem in error.problems:
            assert problem.file == str(target)
            assert problem.message
            assert not re.search(r"<class|object at|Traceback", str(problem))
