"""Catalogues that others add: read as strictly as ours, and never in its place."""

import attrs
import pytest

from motorplan.errors import FileProblems, UnknownWord
from motorplan.gathering import LeftOut, load_catalogue
from motorplan.linting.children import misfits_of
from motorplan.linting.ids import lint_ids
from motorplan.making import load_child
from motorplan.naming import kind_of

THREADING = "activities/fine/threading.toml"


@pytest.fixture
def text():
    """The text of an activity that is right."""
    from pathlib import Path

    return Path(THREADING).read_text()


def added(folder, **texts):
    """Write activity files into *folder*; ``a__b`` is ``a/b.toml``."""
    for name, content in texts.items():
        path = folder.joinpath(*name.replace("_", "-").split("--")).with_suffix(".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return folder


def problems_of(folder):
    with pytest.raises(FileProblems) as caught:
        load_catalogue(extra=[folder])
    return caught.value.problems


def test_no_two_things_share_an_id(catalogue):
    assert lint_ids(catalogue) == []


def test_an_id_used_twice_or_again_is_found(catalogue):
    renamed = {"tongs": "snips-paper", "old-beads": "no-such-thing", "gone": ""}
    twice = dict(catalogue.tags) | {"tongs": catalogue.tags["wet"]}
    found = lint_ids(attrs.evolve(catalogue, renamed=renamed, tags=twice))
    assert [(m.path, m.code) for m in found] == [
        (("tongs",), "id-taken"),
        (("old-beads",), "unknown-id"),
        (("tongs",), "id-taken"),
    ]


def test_a_grade_renamed_to_nothing_or_used_again_is_found(catalogue):
    renamed = {
        "coat-time/old-buttons": "two-big-buttons",
        "coat-time/two-big-buttons": "",
        "coat-time/older": "no-such-grade",
        "no-such-thing/a": "b",
        "coat-time/gone": "",
    }
    found = lint_ids(attrs.evolve(catalogue, renamed=renamed))
    assert [(m.path[0], m.code) for m in found] == [
        ("coat-time/older", "unknown-id"),
        ("coat-time/two-big-buttons", "id-taken"),
        ("no-such-thing/a", "unknown-id"),
    ]


def test_an_added_activity_is_there_and_changes_the_fingerprint(tmp_path, text, catalogue):
    more = load_catalogue(extra=[added(tmp_path, my_threading=text)])
    assert "my-threading" in more.activities
    assert more.fingerprint != catalogue.fingerprint


def test_two_files_of_one_stem_are_a_problem_that_names_both(tmp_path, text):
    folder = added(tmp_path, one__mine=text, two__mine=text)
    (problem,) = problems_of(folder)
    assert problem.code == "id-taken"
    assert problem.file == str(folder / "two" / "mine.toml")
    assert str(folder / "one" / "mine.toml") in problem.message
    assert problem.remedy


@pytest.mark.parametrize("taken", ["tongs", "snips-paper", "wet", "animals", "threading"])
def test_an_id_in_use_is_refused(tmp_path, text, taken):
    (problem,) = problems_of(added(tmp_path, **{taken: text}))
    assert problem.code == "id-taken"
    assert problem.file.endswith(f"{taken}.toml")


def test_a_folder_that_is_not_there_is_a_problem(tmp_path):
    (problem,) = problems_of(tmp_path / "none")
    assert problem.code == "missing"


def test_a_former_id_is_told_everywhere(catalogue):
    """In avoid, in goals and where it is asked for."""
    former = attrs.evolve(catalogue, renamed={"old-tongs": "tongs", "gone": ""})
    child = load_child("examples/otter.toml", catalogue)
    goal = attrs.evolve(child.goals[0], skill="gone")
    found = misfits_of(attrs.evolve(child, avoid=("old-tongs",), goals=(goal,)), former)
    assert {(m.code, m.remedy) for m in found} == {
        ("renamed", 'It is now "tongs".'),
        ("renamed", "It was taken out; leave it out."),
    }
    with pytest.raises(UnknownWord, match="now 'tongs'") as caught:
        kind_of("old-tongs", former)
    assert (caught.value.word, caught.value.now) == ("old-tongs", "tongs")
    with pytest.raises(LookupError, match="taken out"):
        kind_of("gone", former)


def installed(site, name, package, **texts):
    """Install a package that brings a catalogue, as pip would."""
    info = site / f"{name}-1.0.dist-info"
    info.mkdir()
    entry = f"[console_scripts]\nx = y:z\n\n[motorplan.catalogues]\n{name} = {package}\n"
    (info / "entry_points.txt").write_text(entry)
    folder = added(site.joinpath(*package.split(".")), **texts)
    folder.mkdir(parents=True, exist_ok=True)
    (site / package.split(".")[0] / "__init__.py").write_text("raise SystemExit('code was run')\n")
    return folder


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A folder on the path."""
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_an_installed_catalogue_is_there_and_its_code_is_not_run(site, text):
    installed(site, "swings", "swings_for_all.activities", my_threading=text)
    assert "my-threading" in load_catalogue().activities


def test_a_broken_catalogue_is_left_out_and_stops_nothing(site, text, catalogue):
    """It is told; another one, and ours, stay."""
    installed(site, "aaa", "aaa_things", my_beads="name = ")
    installed(site, "bbb", "bbb_things", threading=text)
    installed(site, "ccc", "ccc_things", my_threading=text)
    installed(site, "ddd", "ddd_things")
    (site / "ddd-1.0.dist-info" / "entry_points.txt").write_text(
        "[motorplan.catalogues]\nddd = ../../etc\n"
    )
    told = []
    more = load_catalogue(tell=told.append)
    assert {*more.activities} - {*catalogue.activities} == {"my-threading"}
    assert more.activities["threading"] == catalogue.activities["threading"]
    assert [name for says in told for name in ("aaa", "bbb", "ddd") if f"“{name}”" in says] == [
        "aaa",
        "bbb",
        "ddd",
    ]
    with pytest.warns(LeftOut) as caught:
        load_catalogue()
    assert len(caught) == 3


def test_what_an_installed_catalogue_does_not_declare_is_refused(site, text):
    """It passes the same lint: an undeclared hazard never loosens a rule."""
    import re

    loose = re.sub(r"^features = .*$", "", text, count=1, flags=re.MULTILINE)
    assert loose != text
    installed(site, "loose", "loose_things", my_threading=loose)
    told = []
    assert "my-threading" not in load_catalogue(tell=told.append).activities
    assert "declared" in told[0]
