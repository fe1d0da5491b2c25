"""The command that writes down what was done."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from test_cli import ask

from motorplan.gathering import load_catalogue
from motorplan.keeping import journal_of
from motorplan.making import load_child
from motorplan.noting import concerns_in
from motorplan.storing.journals import entry_of

OTTER = Path("examples/otter.toml")


def logs(capfd, own):
    _, out, _ = ask(capfd, "journal", "show", own, "--format", "json")
    return [e for e in json.loads(out)["entries"] if e["kind"] == "log"]


def test_one_line_writes_down_what_was_done(capfd, own):
    code, out, _ = ask(
        capfd,
        "log",
        own,
        "coat-time",
        "--grade",
        "1",
        "--how",
        "j",
        "--tries",
        "3/4",
        "--by",
        "Mum",
    )
    assert code == 0
    assert "Coat time" in out
    (entry,) = logs(capfd, own)
    assert entry["author"] == "Mum"
    body = entry["body"]
    assert (body["how"], body["tries"]) == ("just-right", "3/4")
    grade = load_catalogue().activities["coat-time"].grades[0]
    assert body["grade"] == grade.id
    assert body["asked"] == {i: level.id for i, level in grade.needs.items()}


def test_the_grade_is_the_one_that_was_planned(capfd, own):
    assert ask(capfd, "plan", own, "--start", "2026-11-23", "--save")[0] == 0
    plan = json.loads(own.with_name("otter.plan.json").read_text())
    session = next(s for w in plan["weeks"] for s in w["sessions"] if s["items"])
    item = session["items"][0]
    code, _, err = ask(capfd, "log", own, item["activity"], "--how", "e", "--date", session["date"])
    assert code == 0, err
    assert logs(capfd, own)[0]["body"]["grade"] == item["grade_id"]


def test_without_a_plan_the_grade_has_to_be_said(capfd, own):
    code, _, err = ask(capfd, "log", own, "coat-time", "--how", "j")
    assert code == 2
    assert "Say --grade" in err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("coat-tme", "--grade", "1", "--how", "j"), "coat-time"),
        (("coat-time", "--grade", "9", "--how", "j"), "It has 1 to"),
        (("coat-time", "--grade", "1", "--how", "great"), "too-easy"),
        (("coat-time", "--grade", "1", "--how", "j", "--tries", "5/4"), "4/5"),
        (("coat-time", "--grade", "1"), "how"),
        (("coat-time", "--grade", "1", "--how", "j", "--cleared", "pain"), "--by NAME"),
        ((), "ACTIVITY"),
    ],
)
def test_what_does_not_fit_is_said_with_the_way_out_and_nothing_is_kept(capfd, own, words, says):
    code, _, err = ask(capfd, "log", own, *words)
    assert code == 2
    assert says in err
    assert logs(capfd, own) == []


def test_a_log_is_corrected_by_a_later_one(capfd, own):
    ask(capfd, "log", own, "coat-time", "--grade", "1", "--how", "h")
    wrong = logs(capfd, own)[0]["id"]
    code, _, _ = ask(
        capfd, "log", own, "coat-time", "--grade", "1", "--how", "j", "--replaces", wrong[:8]
    )
    assert code == 0
    assert [e["body"]["how"] for e in logs(capfd, own)] == ["just-right"]
    code, _, err = ask(
        capfd, "log", own, "coat-time", "--grade", "1", "--how", "j", "--replaces", "zzz"
    )
    assert code == 2
    assert "is not one entry" in err


def test_many_come_from_a_table_all_or_none(capfd, own, tmp_path):
    table = tmp_path / "week.csv"
    table.write_text(
        "on,activity,grade,how,note\n2026-11-20,coat-time,1,j,\n2026-11-21,zip-it,1,e,\n"
    )
    assert ask(capfd, "log", own, "--csv", table)[0] == 0
    assert {e["body"]["activity"] for e in logs(capfd, own)} == {"coat-time", "zip-it"}
    table.write_text("on,activity,grade,how\n2026-11-22,coat-time,1,j\n2026-11-22,nothing,1,q\n")
    code, _, err = ask(capfd, "log", own, "--csv", table)
    assert code == 1
    assert "week.csv:3" in err
    assert len(logs(capfd, own)) == 2
    table.write_text("when,what\n1,2\n")
    code, _, err = ask(capfd, "log", own, "--csv", table)
    assert code == 1
    assert "columns nobody knows: what, when" in err


def test_27_words_in_a_note_ask_and_hold_the_plan(capfd, own):
    note = "fell on head yesterday, limping now"
    code, out, _ = ask(capfd, "log", own, "coat-time", "--grade", "1", "--how", "j", "--note", note)
    assert code == 0
    assert note in out
    assert logs(capfd, own)[0]["body"]["concerns"] == ["head-injury", "limp"]
    code, out, _ = ask(capfd, "plan", own, "--start", "2027-01-04", "--format", "json")
    assert {h["concern"] for h in json.loads(out)["held"]} == {"head-injury", "limp"}
    ask(
        capfd, "log", own, "coat-time", "--grade", "1", "--how", "j", "--by", "Dr A",
        "--cleared", "head-injury", "--cleared", "limp",
    )  # fmt: skip
    _, out, _ = ask(capfd, "plan", own, "--start", "2027-01-04", "--format", "json")
    assert json.loads(out)["held"] == []


@pytest.mark.parametrize(
    ("note", "concerns"),
    [
        ("turned blue for a moment", ("breathing",)),
        ("Her knee hurts.", ("pain",)),
        ("He had a fit at night", ("new-seizure",)),
        ("The shirt fits now, great!", ()),
        ("all fine, we laughed a lot", ()),
    ],
)
def test_concerns_are_found_by_their_words(catalogue, note, concerns):
    assert concerns_in(note, catalogue) == concerns


def test_the_third_no_asks_whether_the_goal_still_matters(capfd, own):
    said = []
    for day in ("2026-11-18", "2026-11-19", "2026-11-20"):
        _, out, _ = ask(capfd, "log", own, "coat-time", "--grade", "1", "--how", "n", "--date", day)
        said.append("Does the goal still matter" in out)
    assert said == [False, False, True]


def test_the_next_plan_says_that_it_was_made_from_logs(capfd, own):
    def made_from():
        _, out, _ = ask(capfd, "plan", own, "--start", "2027-01-04", "--format", "json")
        return json.loads(out)["made_from"]["journal"]

    assert made_from() is None
    ask(capfd, "log", own, "coat-time", "--grade", "1", "--how", "j")
    assert made_from().startswith("sha256:")


def test_with_a_progressive_course_a_lost_skill_turns_goals_to_keep(capfd, tmp_path):
    """Elsewhere it holds the plan and leaves the goals as they are."""
    for name, kinds in (("hare", {"keep", "adapt"}), ("otter", {"build"})):
        own = Path(shutil.copy(f"examples/{name}.toml", tmp_path / f"{name}.toml"))
        if name == "hare":
            own.write_text(own.read_text().replace('kind = "keep"', 'kind = "build"'))
        note = "she cannot any more, it is gone"
        code, _, err = ask(
            capfd, "log", own, "coat-time", "--grade", "1", "--how", "h", "--note", note
        )
        assert code == 0, err
        child = load_child(own, on=date(2026, 11, 24))
        assert "lost-skill" in child.concerns
        assert {goal.kind for goal in child.goals} == kinds


def test_a_parent_answers_with_one_key_for_each_thing_of_the_day(capfd, own, monkeypatch):
    ask(capfd, "plan", own, "--start", "2026-11-23", "--save")
    plan = json.loads(own.with_name("otter.plan.json").read_text())
    session = next(s for w in plan["weeks"] for s in w["sessions"] if s["items"])
    keys = iter([word for _ in session["items"] for word in ("j", "a good day")])
    monkeypatch.setattr("motorplan.cli.noting.has_terminal", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(keys))
    assert ask(capfd, "log", own, "--date", session["date"])[0] == 0
    held = logs(capfd, own)
    assert {e["body"]["activity"] for e in held} == {i["activity"] for i in session["items"]}
    assert {e["body"]["how"] for e in held} == {"just-right"}


def test_a_day_without_a_plan_says_how_to_name_the_activity(capfd, own, monkeypatch):
    ask(capfd, "plan", own, "--start", "2026-11-23", "--save")
    monkeypatch.setattr("motorplan.cli.noting.has_terminal", lambda: True)
    code, _, err = ask(capfd, "log", own, "--date", "2026-11-24")
    assert code == 0
    assert "nothing on 2026-11-24" in err
    assert logs(capfd, own) == []


def test_a_log_of_a_newer_motorplan_is_kept_and_told_never_dropped_in_silence(own):
    """It may hold a concern that this version cannot see."""
    held = journal_of(own, print)
    strange = entry_of("log", {"format": "motorplan.log/9", "concerns": ["x"]}, "2026-11-20")
    held.append(strange)
    told = []
    assert load_child(own, on=date(2026, 11, 24), tell=told.append).logs == ()
    assert "1 logs in the journal are of a newer motorplan" in told[0]
    assert held.since() == (strange,)
