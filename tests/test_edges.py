"""Small corners: files that cannot be read or written, graphs that cannot be, words and days."""

from datetime import date
from pathlib import Path

import pytest

import motorplan as mp
from motorplan.compiling import compile_catalogue
from motorplan.converting.files import Document
from motorplan.daily import Wish, make_today
from motorplan.errors import FileProblems, MotorplanError, NoPlan, WrongUse
from motorplan.making import load_child, make_plan
from motorplan.norms import age_at, fit_norm
from motorplan.phrases import listed
from motorplan.planning.times import weeks_of
from motorplan.storing.files import read_json, write_whole

OTTER = Path("examples/otter.toml")


def test_the_public_names_are_there():
    for name in mp.__all__:
        assert getattr(mp, name) is not None
    assert set(mp.__all__) <= set(dir(mp))
    with pytest.raises(AttributeError, match="wish_list"):
        _ = mp.wish_list


@pytest.mark.parametrize("text", ["{", "[1]", "[" * 100_000])
def test_json_that_is_no_object(tmp_path, text):
    path = tmp_path / "x.plan.json"
    path.write_text(text)
    with pytest.raises(FileProblems):
        read_json(path)


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    target = tmp_path / "otter.txt"
    target.write_text("before")
    with pytest.raises(FileProblems, match="cannot be written"):
        write_whole(tmp_path / "no" / "folder.txt", "x")
    write_whole(target, "after")
    assert target.read_text() == "after"
    assert [p.name for p in tmp_path.iterdir()] == ["otter.txt"]


def skills_tree(tmp_path, text):
    """Return a copy of the lists with one file of skills."""
    import shutil

    data = tmp_path / "data"
    shutil.copytree("motorplan/data", data)
    for path in (data / "skills").glob("*.toml"):
        path.unlink()
    (data / "skills" / "few.toml").write_text(text)
    return data


SKILL = """
[{id}]
name = "X"
plain = "x"
kind = "task"
domain = "fine"
area = "scissors"
icf = "d440"
look_for = "It is there."
[{id}.edges.{before}]
strength = "follows"
because = "So it is."
source = "motorplan-consensus"
"""


@pytest.mark.parametrize(
    ("pairs", "says"),
    [([("one", "two"), ("two", "one")], "cycle"), ([("one", "nobody")], "no skill")],
)
def test_a_graph_that_cannot_be_is_refused(tmp_path, pairs, says):
    text = "".join(SKILL.format(id=a, before=b) for a, b in pairs)
    with pytest.raises(MotorplanError, match=says):
        compile_catalogue(skills_tree(tmp_path, text), tmp_path / "none")


def test_a_skill_without_figures_borrows_from_its_neighbours(catalogue):
    from motorplan.norms import fit_norms

    skills = {i: catalogue.skills[i] for i in ("stacks-two-blocks", "stacks-four-blocks")}
    import attrs

    bare = attrs.evolve(skills["stacks-four-blocks"], milestones=())
    norms = fit_norms(
        {**skills, "stacks-four-blocks": bare},
        catalogue.sources,
        ["stacks-two-blocks", "stacks-four-blocks"],
    )
    assert norms["stacks-four-blocks"].confidence == "none"
    assert norms["stacks-four-blocks"].mu > norms["stacks-two-blocks"].mu
    assert fit_norm((), catalogue.sources) is None
    assert age_at(norms["stacks-two-blocks"], 1.0) > age_at(norms["stacks-two-blocks"], 0.0)


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists_are_read_aloud(words, said):
    assert listed(words) == said


def test_off_days_have_no_session(catalogue):
    child = load_child(OTTER, catalogue)
    import attrs

    week = attrs.evolve(child.week, off=(date(2026, 12, 2),))
    ((_, sittings),) = weeks_of(attrs.evolve(child, week=week), date(2026, 11, 30), 1)
    assert [s.day.day for s in sittings] == [30, 5]


@pytest.mark.parametrize("weeks", [0, 27])
def test_weeks_out_of_range_are_wrong_use(catalogue, weeks):
    with pytest.raises(WrongUse):
        make_plan(load_child(OTTER, catalogue), catalogue, start=date(2026, 11, 30), weeks=weeks)


def test_a_plan_from_before_birth_is_refused(catalogue):
    with pytest.raises(FileProblems, match="born"):
        make_plan(load_child(OTTER, catalogue), catalogue, start=date(2020, 1, 6))


def test_today_says_when_nothing_is_possible(catalogue):
    child = load_child(OTTER, catalogue)
    with pytest.raises(NoPlan):
        make_today(child, catalogue, OTTER, date(2026, 11, 25), Wish(minutes=1))


def test_a_file_for_a_newer_motorplan_says_so(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text('format = "motorplan.child/2"\n')
    with pytest.raises(FileProblems, match="newer motorplan"):
        load_child(path)
    assert Document("a = 1", "x").data == {"a": 1}


def test_time_kept_for_a_group_is_named_and_left_empty(catalogue):
    import attrs

    from motorplan.model.children import Slot

    child = load_child(OTTER, catalogue)
    days = {**child.week.days, "tue": (Slot(minutes=30, place="classroom", company="group"),)}
    child = attrs.evolve(child, week=attrs.evolve(child.week, days=days))
    plan = make_plan(child, catalogue, start=date(2026, 11, 30), weeks=1)
    tuesday = next(s for s in plan.weeks[0].sessions if s.date.isoweekday() == 2)
    assert tuesday.items == ()
    assert "group" in tuesday.note


def test_on_video_only_the_adult_who_is_there_counts(catalogue):
    import attrs

    from motorplan.model.children import Slot

    child = load_child(OTTER, catalogue)
    for here, possible in ((None, False), ("parent", True)):
        slot = Slot(minutes=20, place="video", who="therapist", here=here)
        week = attrs.evolve(child.week, days={"mon": (slot,)})
        one = attrs.evolve(
            child, week=week, goals=(attrs.evolve(child.goals[0], skill="builds-bridge"),)
        )
        try:
            plan = make_plan(one, catalogue, start=date(2026, 11, 30), weeks=1)
        except NoPlan:
            assert not possible
        else:
            assert possible
            assert all(
                i.who == ("therapist", "parent") for s in plan.weeks[0].sessions for i in s.items
            )
