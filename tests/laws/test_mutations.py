"""Whatever is done to a good file, it is understood and planned, or refused with line and way out."""

import shutil
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st
from test_bad_input import TODAY, must_help
from worlds import START

from motorplan.errors import FileProblems, NoGroupPlan, NoPlan
from motorplan.gathering import load_catalogue
from motorplan.grouping import load_group, make_group_plan
from motorplan.making import load_child, make_plan
from motorplan.understanding import understand

pytestmark = pytest.mark.law
CHILDREN = [Path("tests/full/otter.toml"), *sorted(Path("examples").glob("*.toml"))]
GROUPS = sorted(Path("examples/groups").glob("*.toml"))
ACTIVITIES = sorted(Path("activities/fine").glob("*.toml"))
UNREADABLE = {"not-utf-8", "too-big", "unreadable"}
MOST_NESTED = 5000
VALUES = st.one_of(
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False),
    st.dates(),
    st.times(),
    st.text(max_size=12),
    st.lists(st.integers(0, 3), max_size=2),
    st.dictionaries(st.sampled_from(["is", "level", "minutes", "x"]), st.integers(), max_size=2),
)


def spots(table, path=()):
    """Yield the path of every key of a TOML document, lists looked into."""
    for key, value in table.items():
        yield (*path, key)
        if isinstance(value, dict):
            yield from spots(value, (*path, key))
        elif isinstance(value, list):
            for n, entry in enumerate(value):
                if isinstance(entry, dict):
                    yield from spots(entry, (*path, key, n))


@st.composite
def mutated(draw, files):
    """Draw the text of one of *files* with one value replaced, dropped or misspelt."""
    document = tomllib.loads(draw(st.sampled_from(files)).read_text(encoding="utf-8"))
    path = draw(st.sampled_from(list(spots(document))))
    place = document
    for part in path[:-1]:
        place = place[part]
    change = draw(st.sampled_from(["replace", "replace", "drop", "misspell"]))
    if change == "replace":
        place[path[-1]] = draw(VALUES)
    else:
        held = place.pop(path[-1])
        if change == "misspell":
            place[f"{path[-1]}x"] = held
    return tomlkit.dumps(document)


@st.composite
def garbled(draw, files):
    """Draw the bytes of one of *files* after an accident: cut, doubled, overwritten, nested."""
    good = draw(st.sampled_from(files)).read_bytes()
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(good))] * 2)))
    cut = good[start : min(end, start + 40)]
    depth = draw(st.integers(1, MOST_NESTED))
    return draw(
        st.sampled_from(
            [
                good[:start],
                good[:start] + good[start + len(cut) :],
                good[:start] + cut + good[start:],
                good[:start] + draw(st.binary(min_size=1, max_size=6)) + good[start:],
                good[:start] + "Bär".encode("latin-1") + good[start:],
                good[:start] + b"[" * depth + b"]" * depth + good[start:],
                b"deep = " + b"[" * depth + b"]" * depth + b"\n" + good,
                b"deep = " + b"{a=" * depth + b"1" + b"}" * depth + b"\n" + good,
                good + b"# " + b"x" * draw(st.sampled_from([10, 1_000_000])),
                good + good,
            ]
        )
    )


def planned_or_refused(path, data):
    """Write *data* as a child file; it is planned or every problem of it helps."""
    path.write_bytes(data)
    catalogue = load_catalogue()
    with suppress(NoPlan):
        try:
            make_plan(load_child(path, catalogue, on=TODAY), catalogue, start=START, weeks=1)
        except FileProblems as error:
            helped(error.problems, data)


def helped(problems, data):
    for problem in problems:
        if problem.code in UNREADABLE:
            assert problem.remedy
        else:
            must_help(problem, data.decode("utf-8-sig"))


@given(mutated(CHILDREN))
def test_a_changed_child_file_is_planned_or_refused_with_line_and_way(tmp_path_factory, text):
    planned_or_refused(tmp_path_factory.mktemp("child") / "otter.toml", text.encode())


@given(mutated(ACTIVITIES))
def test_a_changed_activity_file_is_understood_or_refused_with_line_and_way(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("activity") / "my-own.toml"
    path.write_text(text, encoding="utf-8")
    found = understand(path, load_catalogue(), TODAY)
    assert found.understood or found.problems
    helped(found.problems, text.encode())


@given(garbled(CHILDREN))
def test_garbled_bytes_are_planned_or_refused_with_line_and_way(tmp_path_factory, data):
    planned_or_refused(tmp_path_factory.mktemp("garbled") / "otter.toml", data)


@given(st.sampled_from([b"name", b"children", b"[week]\n", b"children = 3\n"]), st.binary())
def test_a_broken_group_file_is_refused_with_a_way(tmp_path_factory, start, rest):
    """Neither a group file nor what is left of one is ever taken for a child."""
    path = tmp_path_factory.mktemp("group") / "tuesday.toml"
    path.write_bytes(start + rest)
    with pytest.raises(FileProblems) as caught:
        load_child(path, on=TODAY)
    helped(caught.value.problems, start + rest)


@given(st.one_of(mutated(GROUPS).map(str.encode), garbled(GROUPS)))
def test_a_changed_group_file_is_planned_or_refused_with_line_and_way(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("groups") / "groups"
    folder.mkdir()
    for path in CHILDREN[1:]:
        shutil.copy(path, folder.parent / path.name)
    (folder / "all.toml").write_bytes(data)
    catalogue = load_catalogue()
    with suppress(NoGroupPlan):
        try:
            group = load_group(folder / "all.toml", catalogue, on=TODAY)
            make_group_plan(group, catalogue, start=START, weeks=1)
        except FileProblems as error:
            helped(error.problems, data)


@pytest.mark.parametrize("path", CHILDREN, ids=str)
def test_a_bom_and_windows_line_ends_change_nothing(tmp_path, path):
    other = tmp_path / path.name
    other.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_child(other, on=TODAY) == load_child(path, on=TODAY)
