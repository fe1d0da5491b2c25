"""Journals: what was acknowledged stays, whatever happens to the process, the disk or the file."""

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motorplan.errors import FileProblems
from motorplan.model.entries import Owner
from motorplan.storing.database import VERSION, Damaged
from motorplan.storing.journals import Journal, append_together, entry_of, standing
from motorplan.storing.lines import lines_of, read_lines

HERE = Path(__file__).parent
WRITER = HERE / "journal_writer.py"
OTTER = Owner(child="otter", born="2020-03-05")
KILLS = int(os.environ.get("MOTORPLAN_KILLS", "60"))
AT = "2026-11-24T08:00:00+00:00"


def note(text, at=AT, **more):
    return entry_of("note", {"format": "note/1", "text": text}, at, **more)


@pytest.fixture
def told():
    return []


@pytest.fixture
def journal(tmp_path, told):
    return Journal(tmp_path / "otter.journal", OTTER, told.append, wait=0.2)


@pytest.fixture
def filled(journal):
    for number in range(40):
        journal.append(note(f"{number} " + "word " * 200, f"2026-11-{number % 28 + 1:02}"))
    return journal


def code_of(caught):
    return caught.value.problems[0].code


def test_what_was_entered_comes_back_in_order_of_time(journal):
    first, second = note("walked"), note("slept", "2026-11-23T08:00:00+00:00", author="Mum")
    assert journal.append(first, second) == 2
    assert journal.since() == (second, first)
    assert journal.since(AT) == (first,)


def test_the_same_entry_twice_counts_once(journal):
    assert [journal.append(note("walked")), journal.append(note("walked"))] == [1, 0]
    assert len(journal.since()) == 1


def test_a_correction_stands_in_the_place_of_what_it_corrects(journal):
    wrong = note("ten minutes")
    journal.append(wrong)
    right = journal.correct(wrong.id, note("two minutes", "2026-11-24T09:00:00+00:00"))
    assert journal.since() == (wrong, right)
    assert standing(journal.since()) == (right,)


def test_only_what_is_there_can_be_corrected(journal):
    with pytest.raises(FileProblems) as caught:
        journal.correct("nothing", note("two"))
    assert code_of(caught) == "unknown-id"


@pytest.mark.parametrize("change", ["UPDATE entry SET body = '{}'", "DELETE FROM entry"])
def test_the_file_itself_refuses_to_change_an_entry(filled, change):
    """A trigger guards them, whoever opens the file."""
    with sqlite3.connect(filled.path) as db, pytest.raises(sqlite3.IntegrityError, match="added"):
        db.execute(change)


def test_only_its_owner_may_read_it(filled):
    assert filled.path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_for_reading(journal):
    assert journal.since() == ()
    assert not journal.path.exists()


def test_a_journal_of_another_child_is_refused(filled):
    other = attrs.evolve(OTTER, born="2019-01-01")
    stranger = Journal(filled.path, other, print)
    for act in (stranger.since, lambda: stranger.append(note("x"))):
        with pytest.raises(FileProblems) as caught:
            act()
        assert code_of(caught) == "other-child"
    assert len(filled.since()) == 40


def test_a_renamed_child_keeps_everything_and_is_told(filled, told):
    place = filled.path.rename(filled.path.with_name("badger.journal"))
    renamed = Journal(place, attrs.evolve(OTTER, child="badger"), told.append)
    assert len(renamed.since()) == 40
    assert 'was begun as "otter"' in told[-1]
    renamed.append(note("new name"))
    count = len(told)
    assert len(renamed.since()) == 41
    assert len(told) == count


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
bodies = st.dictionaries(
    texts, st.one_of(texts, st.integers(), st.none(), st.floats(allow_nan=False)), max_size=4
)
entries = st.builds(
    entry_of, texts, bodies, texts, author=st.none() | texts, replaces=st.none() | texts
)


@given(st.lists(entries, max_size=6))
def test_export_and_import_lose_nothing(found):
    owner, back = read_lines(lines_of(OTTER, found), "x.jsonl")
    assert (owner, back) == (OTTER, tuple(found))


@given(st.lists(entries, max_size=6), st.lists(entries, max_size=6))
def test_copies_of_two_machines_merge_to_the_same_whichever_comes_first(first, second):
    """An entry is known by its id, so that no order of merging matters."""
    merged = []
    with tempfile.TemporaryDirectory() as folder:
        for name, parts in (("a", (first, second)), ("b", (second, first))):
            held = Journal(Path(folder) / f"{name}.journal", OTTER, print)
            for part in parts:
                held.append(*part)
            merged.append(held.since())
    assert merged[0] == merged[1]
    assert {e.id for e in merged[0]} == {e.id for e in first + second}


def test_a_changed_line_is_refused_with_its_number(filled):
    text = lines_of(OTTER, filled.since()).replace('"text": "3 word', '"text": "4 word')
    number = next(n for n, e in enumerate(filled.since(), start=2) if '"3 word' in e.body)
    with pytest.raises(FileProblems) as caught:
        read_lines(text, "x.jsonl")
    assert [(p.code, p.line) for p in caught.value.problems] == [("changed", number)]


def test_a_backup_is_whole_and_never_overwrites(filled, tmp_path):
    to = tmp_path / "copy.journal"
    assert filled.back_up(to) == 40
    assert Journal(to, OTTER, print).since() == filled.since()
    with pytest.raises(FileProblems) as caught:
        filled.back_up(to)
    assert code_of(caught) == "is-there"


def test_a_journal_from_the_future_is_left_alone(filled):
    with sqlite3.connect(filled.path) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = filled.path.read_bytes()
    for act in (filled.since, lambda: filled.append(note("x"))):
        with pytest.raises(FileProblems) as caught:
            act()
        assert code_of(caught) == "from-the-future"
    assert filled.path.read_bytes() == before


def test_an_entry_of_an_unknown_kind_is_kept_as_it_is(journal):
    strange = entry_of("hologram", {"format": "hologram/7", "size": [1, 2, {"x": None}]}, AT)
    journal.append(strange)
    assert journal.since() == (strange,)
    assert read_lines(lines_of(OTTER, journal.since()), "x")[1] == (strange,)


@pytest.mark.parametrize("fixture", sorted((HERE / "fixtures").glob("journal-*.journal")))
def test_the_file_of_each_earlier_version_opens_and_goes_on(fixture, tmp_path):
    """Made with the version in its name; never renewed."""
    place = tmp_path / "otter.journal"
    place.write_bytes(fixture.read_bytes())
    held = Journal(place, OTTER, print)
    assert [json.loads(e.body)["text"] for e in held.since()] == ["walked", "ran"]
    assert len(standing(held.since())) == 1
    held.append(note("hopped"))
    assert len(held.since()) == 3
    with sqlite3.connect(place) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == VERSION


def test_there_is_a_fixture_of_every_version():
    held = {f.stem.removeprefix("journal-") for f in (HERE / "fixtures").glob("journal-*")}
    assert held == {str(n) for n in range(1, VERSION + 1)}


def test_another_database_is_no_journal(tmp_path):
    place = tmp_path / "otter.journal"
    with sqlite3.connect(place) as db:
        db.execute("CREATE TABLE wine (name TEXT)")
    with pytest.raises(FileProblems) as caught:
        Journal(place, OTTER, print).append(note("x"))
    assert code_of(caught) == "no-journal"


def test_who_waits_too_long_hears_who_holds_it(filled):
    holding = [sys.executable, "-c", _HOLD, str(filled.path)]
    with subprocess.Popen(holding, stdout=subprocess.PIPE, text=True) as other:
        other.stdout.readline()
        try:
            with pytest.raises(FileProblems) as caught:
                filled.append(note("late"))
        finally:
            other.kill()
    assert code_of(caught) == "busy"
    said = caught.value.problems[0].message
    assert f"process {other.pid}" in said or "another program" in said
    assert sys.platform != "linux" or f"process {other.pid}" in said
    assert filled.append(note("late")) == 1


_HOLD = """
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep(60)
"""


def test_a_full_disk_loses_nothing(filled):
    """The limit on the size of a file stands in for a full disk."""
    held = filled.since()
    size = filled.path.stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 512, hard))
    try:
        with pytest.raises(FileProblems) as caught:
            filled.append(*(note(f"more {n} " + "x" * 4000) for n in range(20)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert code_of(caught) == "disk-full"
    assert filled.since() == held
    assert filled.append(note("room again")) == 1


NOBODY = 65534


@contextmanager
def somebody(*places):
    """Act as a user that owns *places* and may not do everything, as root may."""
    if os.geteuid():
        yield
        return
    for place in places:
        os.chown(place, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_written_can_still_be_read(told, what):
    with tempfile.TemporaryDirectory() as folder:
        held = Journal(Path(folder) / "otter.journal", OTTER, told.append)
        held.append(note("walked"), note("ran"))
        with somebody(folder, held.path):
            place = held.path if what == "file" else Path(folder)
            place.chmod(0o400 if what == "file" else 0o500)
            assert len(held.since()) == 2
            with pytest.raises(FileProblems) as caught:
                held.append(note("x"))
            place.chmod(0o600 if what == "file" else 0o700)
            assert held.append(note("x")) == 1
    assert code_of(caught) == "unwritable"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_of_a_truncated_file_what_can_be_read_goes_on(filled, told, share):
    held = filled.since()
    whole = filled.path.read_bytes()
    broken = whole[: int(len(whole) * share)]
    filled.path.write_bytes(broken)
    readable = filled.since()
    assert set(readable) <= set(held)
    assert "damaged" in told[-1]
    assert filled.path.read_bytes() == broken
    filled.append(note("after", "2027-01-01"))
    assert filled.since() == (*readable, note("after", "2027-01-01"))
    aside = filled.path.with_name("otter.journal.damaged-1")
    assert aside.read_bytes() == broken
    assert aside.stat().st_mode & 0o777 == 0o600


def test_of_a_file_without_its_head_nearly_all_is_read(filled):
    """Every journal begins in the same way, so that its first page can be put back."""
    held = filled.since()
    whole = bytearray(filled.path.read_bytes())
    whole[:4096] = os.urandom(4096)
    filled.path.write_bytes(whole)
    assert len(filled.since()) >= len(held) - 1


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_bit_never_becomes_another_entry(filled, seed):
    """It is noticed, or it changed nothing that was entered."""
    held = set(filled.since())
    rng = random.Random(seed)
    whole = bytearray(filled.path.read_bytes())
    for _ in range(3):
        whole[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
    filled.path.write_bytes(whole)
    try:
        found = set(filled.since())
    except FileProblems:
        return
    assert found <= held
    try:
        unsound = filled.unsound()
    except Damaged:
        return
    assert len(found) + len(unsound) == len(held)


def killed(folder, children, rng):
    """Start a writer, kill it at a random moment, and return what it had said was written."""
    writing = [sys.executable, str(WRITER), str(folder), *children]
    with subprocess.Popen(writing, stdout=subprocess.PIPE, text=True) as writer:
        first = writer.stdout.readline()
        time.sleep(rng.random() * 0.05)
        writer.send_signal(signal.SIGKILL)
        lines = first + writer.stdout.read()
    return [line.strip() for line in lines.splitlines(keepends=True) if line[-1] == "\n"]


def test_what_was_acknowledged_survives_a_killed_process(tmp_path):
    """Processes killed at random moments; `make deep` kills 500."""
    rng, said = random.Random(1), set()
    held = Journal(tmp_path / "otter.journal", Owner(child="otter"), print)
    for _ in range(KILLS // 2):
        said |= set(killed(tmp_path, ["otter"], rng))
        assert said <= {entry.id for entry in held.since()}
    assert len(said) >= KILLS // 2


def test_a_session_of_a_group_is_in_all_its_journals_or_in_none(tmp_path):
    """Three files, one change: whenever the process is killed they hold the same."""
    rng, said = random.Random(2), set()
    names = ["otter", "badger", "vole"]
    for _ in range(KILLS - KILLS // 2):
        said |= set(killed(tmp_path, names, rng))
        held = [
            {e.id for e in Journal(tmp_path / f"{n}.journal", Owner(child=n), print).since()}
            for n in names
        ]
        assert held[0] == held[1] == held[2]
        assert said <= held[0]


def test_a_group_of_which_one_file_cannot_be_written_changes_none(tmp_path, told):
    mine = Journal(tmp_path / "a.journal", Owner(child="a"), told.append)
    theirs = Journal(tmp_path / "b.journal", Owner(child="b", born="2020-01-01"), told.append)
    theirs.append(note("theirs"))
    wrong = Journal(theirs.path, Owner(child="c", born="2021-01-01"), told.append)
    with pytest.raises(FileProblems):
        append_together({mine: [note("x")], wrong: [note("x")]})
    assert mine.since() == ()
    assert len(theirs.since()) == 1


def test_two_writers_at_once_both_get_in(tmp_path):
    """One at a time; the other waits."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _TEN, str(tmp_path / "otter.journal"), name],
        )
        for name in ("left", "right")
    ]
    assert [w.wait(timeout=60) for w in writers] == [0, 0]
    held = Journal(tmp_path / "otter.journal", OTTER, print).since()
    assert sorted(json.loads(e.body)["text"] for e in held) == sorted(
        f"{name} {n}" for name in ("left", "right") for n in range(10)
    )


_TEN = """
import sys
from pathlib import Path
from motorplan.model.entries import Owner
from motorplan.storing.journals import Journal, entry_of
held = Journal(Path(sys.argv[1]), Owner(child="otter", born="2020-03-05"), print)
for n in range(10):
    body = {"format": "note/1", "text": f"{sys.argv[2]} {n}"}
    held.append(entry_of("note", body, f"2026-11-24T08:00:{n:02}"))
"""
