"""What a group did, written down for each child apart."""

import json
import sqlite3
from functools import partial

import pytest
from test_group_editing import ask, group_file  # noqa: F401 - fixtures

import motorplan as mp
from motorplan.storing.journals import Journal

DAY = ["--date", "2026-12-01"]


def logs_of(group_file, name):  # noqa: F811 - the fixture's value
    return mp.load_child(group_file.parent / f"{name}.toml").logs


def part_of(group_file, child, activity):  # noqa: F811 - as above
    plan = mp.load_group_plan(group_file.with_suffix(".plan.json"))
    items = (i for s in plan.sessions for i in s.items if i.activity == activity)
    return next(items).children[child]


def test_each_child_gets_its_own_entry_at_its_own_grade(ask, group_file):  # noqa: F811
    code, out, _ = ask("log", group_file, "origami-pond", "--how", "j", *DAY)
    assert code == 0
    assert out.count("Written down for") == 2
    for name in ("badger", "heron"):
        (log,) = logs_of(group_file, name)
        part = part_of(group_file, name, "origami-pond")
        assert (log.activity, log.grade, log.how) == ("origami-pond", part.grade_id, "just-right")


def test_what_one_child_did_is_in_no_other_journal(ask, group_file):  # noqa: F811
    """Not a word of it: the bytes of the other journal hold neither note nor name."""
    words = ["--for", "Heron", "--how", "h", "--note", "cried zebra tears", "--tries", "1/5"]
    assert ask("log", group_file, "origami-pond", *words, *DAY)[0] == 0
    assert ask("log", group_file, "origami-pond", "--how", "e", *DAY, "--absent", "heron")[0] == 0
    (heron,), (badger,) = logs_of(group_file, "heron"), logs_of(group_file, "badger")
    assert (heron.note, heron.tries, heron.how) == ("cried zebra tears", "1/5", "too-hard")
    assert (badger.note, badger.how) == (None, "too-easy")
    held = (group_file.parent / "badger.journal").read_bytes().lower()
    assert b"zebra" not in held
    assert b"heron" not in held
    shared = group_file.with_suffix(".journal").read_bytes()
    assert b"zebra" not in shared


@pytest.mark.parametrize(
    "own",
    [
        ["--note", "fell on the head"],
        ["--concern", "pain"],
        ["--tries", "4/5"],
        ["--level", "prompts"],
        ["--grade", "2"],
        ["--liked", "a-lot"],
        ["--side", "right"],
        ["--why", "a headache"],
        ["--replaces", "abc"],
    ],
    ids=lambda own: own[0],
)
def test_what_is_one_childs_alone_is_never_said_of_all(ask, group_file, own):  # noqa: F811
    code, out, err = ask("log", group_file, "origami-pond", "--how", "j", *DAY, *own)
    assert (code, out) == (2, ""), err
    assert "--for" in err
    assert logs_of(group_file, "badger") == logs_of(group_file, "heron") == ()


def test_a_concern_holds_the_one_child_alone(ask, group_file):  # noqa: F811
    words = ["--for", "heron", "--how", "x", "--concern", "pain"]
    assert ask("log", group_file, "origami-pond", *words, *DAY)[0] == 0
    children = {c.id: c for c in mp.load_group(group_file).children}
    assert "pain" in children["heron"].concerns
    assert "pain" not in children["badger"].concerns


def test_a_table_says_whose_each_row_is(ask, group_file):  # noqa: F811
    table = group_file.parent / "day.csv"
    table.write_text(
        "child,on,activity,how,note\n"
        "heron,2026-12-01,origami-pond,h,too loud\n"
        ",2026-12-01,ball-to-and-fro,j,\n"
    )
    assert ask("log", group_file, "--csv", table)[0] == 0
    assert [log.how for log in logs_of(group_file, "heron")] == ["too-hard", "just-right"]
    assert [log.how for log in logs_of(group_file, "badger")] == ["just-right"]


def test_a_table_with_a_wrong_row_writes_nothing(ask, group_file):  # noqa: F811
    table = group_file.parent / "day.csv"
    rows = [
        "child,activity,how,note",
        "heron,origami-pond,j,",
        "hern,origami-pond,j,",
        ",origami-pond,j,hurt",
    ]
    table.write_text("\n".join(rows) + "\n")
    code, _, err = ask("log", group_file, "--csv", table, *DAY)
    assert code == 1
    assert "did you mean" in err
    assert "what one child did" in err
    assert logs_of(group_file, "heron") == ()


def test_without_anything_said_nothing_is_written(ask, group_file):  # noqa: F811
    assert ask("log", group_file)[0] == 2


def test_a_childs_file_has_no_group_words(ask):  # noqa: F811
    code, _, err = ask("log", "examples/otter.toml", "coat-time", "--how", "j", "--for", "otter")
    assert (code, "are for a group" in err) == (2, True)


def test_the_next_plan_of_the_group_reads_what_was_written(ask, group_file):  # noqa: F811
    assert ask("log", group_file, "origami-pond", "--how", "h", "--for", "heron", *DAY)[0] == 0
    code, out, _ = ask("plan", group_file, "--start", "2026-12-07", "--format", "json")
    made = json.loads(out)["made_from"]
    assert code == 0
    assert made["journal"]["heron"]
    assert made["journal"]["badger"] is None


def test_it_asks_child_by_child_where_somebody_is_there(ask, group_file, monkeypatch):  # noqa: F811
    """One key for each child and activity; Enter passes over."""
    said = iter(["j", "", "h", "too fast"] + [""] * 20)
    monkeypatch.setattr("motorplan.cli.group_noting.has_terminal", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(said))
    assert ask("log", group_file, *DAY)[0] == 0
    (badger,), (heron,) = logs_of(group_file, "badger"), logs_of(group_file, "heron")
    assert (badger.how, badger.note, heron.how, heron.note) == (
        "just-right",
        None,
        "too-hard",
        "too fast",
    )


def test_it_is_in_all_journals_or_in_none(ask, group_file, monkeypatch):  # noqa: F811
    """Where one journal cannot be written, the other is as it was."""
    monkeypatch.setattr("motorplan.keeping.Journal", partial(Journal, wait=0.1))
    assert ask("log", group_file, "origami-pond", "--how", "j", *DAY)[0] == 0
    heron = group_file.parent / "heron.journal"
    before = (group_file.parent / "badger.journal").read_bytes()
    with sqlite3.connect(heron) as db:
        db.execute("BEGIN EXCLUSIVE")
        code, out, _ = ask("log", group_file, "ball-to-and-fro", "--how", "j", *DAY)
    assert (code, out) == (1, "")
    assert (group_file.parent / "badger.journal").read_bytes() == before


def test_a_correction_stands_in_the_journal_of_that_child(ask, group_file):  # noqa: F811
    assert ask("log", group_file, "origami-pond", "--how", "h", *DAY)[0] == 0
    entry = ask("journal", "show", group_file.parent / "heron.toml")[1].split()[2]
    words = ["--how", "e", "--for", "heron", "--replaces", entry]
    assert ask("log", group_file, "origami-pond", *words, *DAY)[0] == 0
    assert [log.how for log in logs_of(group_file, "heron")] == ["too-easy"]
    assert [log.how for log in logs_of(group_file, "badger")] == ["too-hard"]
