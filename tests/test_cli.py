"""The commands as a person or a script meets them."""

import json
import re
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from motorplan.cli import COMMANDS, cli, run
from motorplan.making import load_child
from motorplan.vocabulary import Level

OTTER = "examples/otter.toml"
START = ["--start", "2026-11-30"]


@pytest.fixture(autouse=True)
def _a_day(monkeypatch):
    """It is Tuesday 24 November 2026."""
    for module in ("planning", "checking", "asking"):
        name = "clock" if module == "planning" else "today"
        monkeypatch.setattr(f"motorplan.cli.{module}.{name}", lambda: date(2026, 11, 24))


def ask(capfd, *arguments):
    """Return (exit code, stdout, stderr)."""
    code = run([str(a) for a in arguments])
    out, err = capfd.readouterr()
    return code, out, err


def json_of(capfd, *arguments):
    code, out, _ = ask(capfd, *arguments, "--format", "json")
    return code, json.loads(out)


def test_the_help_lists_every_command(capfd):
    code, out, _ = ask(capfd, "--help")
    assert code == 0
    assert all(name in out for name in COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help(capfd, name):
    assert cli.get_command(None, name) is not None
    code, out, _ = ask(capfd, name, "--help")
    assert code == 0
    assert "Usage" in out


def test_a_plan_says_of_every_activity_and_grade_goal_path_and_why_and_of_every_item_when_to_stop(
    capfd,
):
    code, out, err = ask(capfd, "plan", OTTER, *START)
    assert (code, err) == (0, "")
    assert out.count("Week ") == 4
    items = re.findall(r"^  \d\. ([^.]*, grade \d): ", out, re.MULTILINE)
    assert len(items) > 5
    assert out.count("For:") == out.count("Why:") == len(set(items))
    assert out.count("Stop if:") == len(items)
    assert "\x1b" not in out


def test_a_plan_in_json_holds_every_promised_key(capfd):
    code, plan = json_of(capfd, "plan", OTTER, *START)
    assert code == 0
    assert next(iter(plan)) == "format"
    assert plan["format"] == "motorplan.plan/1"
    promised = {
        "id", "made_from", "language", "child", "start", "assumed", "ask_first", "held", "weeks",
        "goals", "review_on", "warnings", "search",
    }  # fmt: skip
    assert promised <= plan.keys()
    assert plan["made_from"].keys() >= {"motorplan", "child", "journal", "catalogue"}
    assert len(plan["weeks"]) == 4
    session = next(s for s in plan["weeks"][0]["sessions"] if s["items"])
    assert {"id", "date", "at", "place", "minutes", "items"} <= session.keys()
    item_keys = {
        "id", "locked", "activity", "name", "grade", "grade_id", "role", "minutes",
        "minutes_setup", "minutes_tidy", "trains", "serves", "chance", "limited_by", "position",
        "supervision", "who", "help", "side", "materials", "adaptations", "place_change", "steps",
        "say", "criterion", "record", "watch_for", "stop_if", "cautions", "choices", "step_up",
        "step_down", "why", "reasons", "evidence", "screened",
    }  # fmt: skip
    assert item_keys <= session["items"][0].keys()
    goal = plan["goals"][0]
    assert {
        "skill",
        "level",
        "chance_now",
        "chance_expected",
        "reached_in_week",
        "dose_minutes",
    } <= goal.keys()


def test_the_same_plan_has_the_same_bytes_in_another_process(capfd):
    command = [sys.executable, "-m", "motorplan", "plan", OTTER, *START, "--format", "json"]
    runs = [
        subprocess.run(command, capture_output=True, check=True, timeout=120).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1]
    assert ask(capfd, *command[3:])[1].encode() == runs[0]


def test_the_plan_starts_next_monday_when_nothing_is_said(capfd):
    assert json_of(capfd, "plan", OTTER)[1]["start"] == "2026-11-30"


def test_a_start_in_mid_week_makes_a_short_first_week(capfd):
    _, plan = json_of(capfd, "plan", OTTER, "--start", "2026-12-03", "--weeks", "2")
    days = [[s["date"] for s in week["sessions"]] for week in plan["weeks"]]
    assert days == [["2026-12-05"], ["2026-12-07", "2026-12-09", "2026-12-12"]]


def test_output_goes_to_a_file_of_its_owner_alone(capfd, tmp_path):
    target = tmp_path / "otter.json"
    code, out, err = ask(capfd, "plan", OTTER, *START, "--output", target)
    assert (code, out) == (0, "")
    assert str(target) in err
    assert json.loads(target.read_text())["format"] == "motorplan.plan/1"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["plan.doc", "plan"])
def test_an_ending_that_cannot_be_written_says_which_can(capfd, tmp_path, name):
    code, _, err = ask(capfd, "plan", OTTER, *START, "--output", tmp_path / name)
    assert code == 2
    assert ".json" in err
    assert not (tmp_path / name).exists()


def test_save_keeps_the_plan_in_force_beside_the_file(capfd, own):
    code, _, err = ask(capfd, "plan", own, "--start", "2026-11-23", "--save")
    assert code == 0
    kept = own.with_name("otter.plan.json")
    assert str(kept) in err
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    names = ["otter.journal", "otter.plan.json", "otter.toml"]
    assert sorted(p.name for p in own.parent.iterdir()) == names
    code, out, _ = ask(capfd, "check", kept)
    assert code == 0
    assert "It passes" in " ".join(out.split())


def test_today_takes_the_plan_in_force_and_says_so(capfd, own):
    ask(capfd, "plan", own, "--start", "2026-11-23", "--save")
    code, today = json_of(capfd, "today", own, "--date", "2026-11-25")
    assert code == 0
    assert today["made"] == "in-force"
    assert today["date"] == "2026-11-25"
    assert 1 <= len([i for s in today["sessions"] for i in s["items"]]) <= 3


def test_a_plan_in_force_that_no_longer_fits_is_left(capfd, own):
    ask(capfd, "plan", own, "--start", "2026-11-23", "--save")
    own.write_text(own.read_text().replace("mon = 15", 'mon = 15\nmissing = ["paper"]'))
    code, today = json_of(capfd, "today", own, "--date", "2026-11-25")
    assert code == 0
    assert today["made"] == "on-the-spot"
    assert "no longer fits" in today["says"]
    assert ask(capfd, "check", own.with_name("otter.plan.json"))[0] == 1


def test_today_with_less_time_another_place_and_without_a_thing(capfd):
    _, today = json_of(capfd, "today", OTTER, "--minutes", "9", "--without", "button-board")
    items = [i for s in today["sessions"] for i in s["items"]]
    assert sum(i["minutes"] + i["minutes_setup"] + i["minutes_tidy"] for i in items) <= 9
    assert "button-board" not in {m["id"] for i in items for m in i["materials"]}
    _, today = json_of(capfd, "today", OTTER, "--place", "classroom")
    assert {s["place"] for s in today["sessions"]} == {"classroom"}


def test_today_refuses_words_it_does_not_know(capfd):
    assert ask(capfd, "today", OTTER, "--place", "hme")[0] == 2
    code, _, err = ask(capfd, "today", OTTER, "--without", "tngs")
    assert code == 2
    assert "tongs" in err


def test_check_says_what_was_understood_and_assumed(capfd):
    code, out, _ = ask(capfd, "check", "examples/mole.toml")
    assert code == 0
    assert "I assumed" in out
    assert "safety_asked" in out


def test_check_gives_problems_as_data(capfd, tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text(
        'name = "X"\nborn = 2021-03-14\nmouths = "nevr"\n[[goals]]\nskill = "snips-paper"\n'
    )
    code, found = json_of(capfd, "check", OTTER, bad)
    assert code == 1
    assert found["format"] == "motorplan.check/1"
    (problem,) = found["problems"]
    assert list(problem) == ["file", "line", "key", "code", "message", "try"]
    assert (problem["line"], problem["key"], problem["code"]) == (3, "mouths", "unknown-word")
    assert "never" in problem["try"]


def test_check_reads_activities(capfd, tmp_path):
    path = Path("activities/fine/threading.toml")
    assert ask(capfd, "check", path)[0] == 0
    broken = tmp_path / "threading.toml"
    broken.write_text(path.read_text().replace("reaches-and-grasps", "reches-and-grasps"))
    code, _, err = ask(capfd, "check", broken)
    assert code == 1
    assert "reaches-and-grasps" in err


def test_why_tells_of_activities_and_goals(capfd):
    code, out, _ = ask(capfd, "why", OTTER, "button-snake")
    assert code == 0
    assert "in the plan" in out
    code, out, _ = ask(capfd, "why", OTTER, "lace-and-tie")
    assert code == 0
    assert "not in the plan" in out
    assert "What would help" in out
    code, found = json_of(capfd, "why", OTTER, "fastens-small-buttons")
    assert code == 0
    assert found["format"] == "motorplan.why/1"
    assert found["kind"] == "goal"
    code, _, err = ask(capfd, "why", OTTER, "buton-snake")
    assert code == 2
    assert "button-snake" in err


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("shoes-with-laces", "material"),
        ("neat-pincer-grasp", "skill"),
        ("wet", "tag"),
        ("animals", "theme"),
        ("slant-board", "equipment"),
    ],
)
def test_why_takes_any_id(capfd, word, kind):
    code, found = json_of(capfd, "why", OTTER, word)
    assert code == 0
    assert found["about"] == word
    assert found["kind"] == kind
    assert found["says"]


def test_why_says_what_would_bring_a_thing_in(capfd):
    _, found = json_of(capfd, "why", OTTER, "shoes-with-laces")
    assert not found["in_plan"]
    assert any("shoes with laces at hand" in change for change in found["helps"])


@pytest.mark.parametrize(
    ("word", "form", "rows"),
    [
        ("threading", "motorplan.activities/1", "activities"),
        ("snips-paper", "motorplan.skills/1", "skills"),
        ("tongs", "motorplan.words/1", "words"),
        ("slant-board", "motorplan.words/1", "words"),
        ("wet", "motorplan.words/1", "words"),
        ("animals", "motorplan.words/1", "words"),
    ],
)
def test_show_takes_any_id(capfd, word, form, rows):
    for noun in ("skills", "activities"):
        code, found = json_of(capfd, noun, "show", word)
        assert code == 0
        assert found["format"] == form
        assert [row["id"] for row in found[rows]] == [word]
        code, out, _ = ask(capfd, noun, "show", word)
        assert code == 0
        assert out


def test_words_shows_one_word_of_a_list(capfd):
    code, found = json_of(capfd, "words", "materials", "tongs")
    assert code == 0
    assert [row["id"] for row in found["words"]] == ["tongs"]
    code, out, _ = ask(capfd, "words", "materials", "tongs")
    assert code == 0
    assert "big-tweezers" in out
    assert ask(capfd, "words", "materials", "tngs")[0] == 2


@pytest.mark.parametrize(
    ("option", "word", "nearest"),
    [
        ("--place", "hme", "home"),
        ("--trains", "snips-papr", "snips-paper"),
        ("--tag", "wt", "wet"),
        ("--theme", "animal", "animals"),
        ("--material", "tngs", "tongs"),
    ],
)
def test_a_filter_word_that_is_none_is_refused_with_the_nearest(capfd, option, word, nearest):
    code, out, err = ask(capfd, "activities", "list", option, word)
    assert (code, out) == (2, "")
    assert f"'{nearest}'" in err
    listed = err.rpartition("see: motorplan ")[2].split()
    assert ask(capfd, *listed)[0] == 0


def test_a_material_finds_what_it_can_stand_in_for(capfd):
    _, found = json_of(capfd, "activities", "list", "--material", "big-tweezers")
    assert "tongs-transfer" in {a["id"] for a in found["activities"]}


def trained(capfd, path):
    """Return the ids of the skills that a plan trains."""
    code, plan = json_of(capfd, "plan", path, *START)
    assert code == 0
    items = [i for w in plan["weeks"] for s in w["sessions"] for i in s["items"]]
    return {t["skill"] for i in items for t in i["trains"]}


def test_a_skill_that_is_avoided_is_trained_by_nothing(capfd, own):
    assert "fastens-large-buttons" in trained(capfd, own)
    own.write_text('avoid = ["fastens-large-buttons"]\n' + own.read_text())
    left = trained(capfd, own)
    assert left
    assert "fastens-large-buttons" not in left


def test_dates_are_judged_by_the_start_and_not_by_the_clock(capfd, monkeypatch):
    """The same start gives the same bytes, whatever day it is."""
    before = ask(capfd, "plan", OTTER, *START)
    monkeypatch.setattr("motorplan.cli.planning.clock", lambda: date(2025, 1, 1))
    assert ask(capfd, "plan", OTTER, *START) == before
    assert before[0] == 0
    assert ask(capfd, "today", OTTER, "--date", "2026-11-30")[0] == 0
    assert ask(capfd, "plan", OTTER, "--start", "2026-11-01")[0] == 1


def test_the_clock_is_read_once(capfd, monkeypatch):
    days = iter([date(2026, 11, 24)])
    monkeypatch.setattr("motorplan.cli.planning.clock", lambda: next(days))
    assert ask(capfd, "plan", OTTER)[0] == 0
    days = iter([date(2026, 11, 24)])
    monkeypatch.setattr("motorplan.cli.checking.today", lambda: next(days))
    assert ask(capfd, "check", OTTER, "examples/mole.toml")[0] == 0


def test_today_with_nothing_possible_says_why_and_what_would_help(capfd):
    code, out, err = ask(capfd, "today", OTTER, "--minutes", "1")
    assert (code, out) == (3, "")
    assert "Nothing is possible on 2026-11-24" in err
    assert "ways to practise are out" in err
    code, found = json_of(capfd, "today", OTTER, "--minutes", "1")
    assert code == 3
    assert found["format"] == "motorplan.today/1"
    assert found["sessions"] == []
    codes = {w["code"] for w in found["warnings"]}
    assert any(c.startswith("out-") for c in codes)
    assert any(c.startswith("change-") for c in codes)


def test_a_plan_is_checked_against_the_file_it_lies_beside(capfd, tmp_path):
    """The stem of the plan names the child file, whatever id that has."""
    path = tmp_path / "a.toml"
    path.write_text('id = "kiwi"\n' + Path(OTTER).read_text())
    assert ask(capfd, "plan", path, *START, "--save")[0] == 0
    assert ask(capfd, "check", tmp_path / "a.plan.json")[0] == 0


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("motorplan.plan/2", "newer-format"),
        ("motorplan.skills/1", "not-a-plan"),
        (None, "not-a-plan"),
        (3, "not-a-plan"),
    ],
)
def test_a_plan_file_is_what_its_format_says(capfd, own, said, code):
    ask(capfd, "plan", own, *START, "--save")
    kept = own.with_name("otter.plan.json")
    kept.write_text(json.dumps({**json.loads(kept.read_text()), "format": said}))
    _, found = json_of(capfd, "check", kept)
    assert [p["code"] for p in found["problems"]] == [code]
    assert found["problems"][0]["try"]
    assert ask(capfd, "today", own)[0] == 1


def test_a_plan_given_for_a_child_says_what_it_is_and_what_to_give(capfd, own):
    ask(capfd, "plan", own, *START, "--save")
    code, out, err = ask(capfd, "plan", own.with_name("otter.plan.json"))
    assert (code, out) == (1, "")
    assert "a plan that motorplan made" in err
    assert str(own) in err


IMPOSSIBLE = """\
name = "Kiwi"
born = 2020-03-14
safety_asked = 2026-11-20
[week]
space = "room"
mon = 20
[[goals]]
skill = "ties-knot"
"""


def test_no_plan_possible_is_exit_three_with_reasons_and_the_smallest_change(capfd, tmp_path):
    path = tmp_path / "kiwi.toml"
    path.write_text(IMPOSSIBLE.replace("mon = 20", "adults = 0\nmon = 20"))
    code, out, err = ask(capfd, "plan", path)
    assert (code, out) == (3, "")
    assert "No plan is possible" in err
    assert "ways to practise are out" in err
    assert "Have one more adult there" in err
    code, plan = json_of(capfd, "plan", path)
    assert code == 3
    assert plan["weeks"] == []
    assert any(w["code"].startswith("change-") for w in plan["warnings"])


def test_a_goal_already_reached_is_a_note_and_the_last_one_is_exit_three(capfd, tmp_path):
    path = tmp_path / "kiwi.toml"
    both = IMPOSSIBLE + '[[goals]]\nskill = "builds-bridge"\n[skills]\nties-knot = "independent"\n'
    path.write_text(both)
    code, plan = json_of(capfd, "plan", path)
    assert code == 0
    assert "goal-reached" in {w["code"] for w in plan["warnings"]}
    path.write_text(IMPOSSIBLE + '[skills]\nties-knot = "independent"\n')
    code, _, err = ask(capfd, "plan", path)
    assert code == 3
    assert "there already" in err
    path.write_text(
        IMPOSSIBLE.replace('"ties-knot"', '"builds-bridge"\nkind = "keep"')
        + '[skills]\nbuilds-bridge = "independent"\n'
    )
    assert ask(capfd, "plan", path)[0] == 0


def test_wrong_use_is_exit_two(capfd):
    assert ask(capfd, "plan", OTTER, "--start", "soon")[0] == 2
    assert ask(capfd, "plan", OTTER, "--weeks", "99")[0] == 2
    code, _, err = ask(capfd, "plane", OTTER)
    assert code == 2
    assert '"plan"' in err
    assert ask(capfd, "plan")[0] == 2


def test_a_defect_tells_no_word_of_the_child(capfd, monkeypatch):
    """Exit 70 names the place and nothing of the content."""

    def broken(*_args, **_kwargs):
        secret = "Otter bites"  # noqa: S105 - nobody's password
        raise RuntimeError(secret)

    monkeypatch.setattr("motorplan.making.make_plan", broken)
    code, out, err = ask(capfd, "plan", OTTER)
    assert (code, out) == (70, "")
    assert "Otter" not in err
    assert "Traceback" not in err
    assert "report" in err


def test_an_interrupt_is_130(capfd, monkeypatch):
    def stopped(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("motorplan.making.make_plan", stopped)
    assert ask(capfd, "plan", OTTER)[0] == 130


def test_no_color_is_honoured(monkeypatch, catalogue):
    from motorplan.cli.options import paper

    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert paper(catalogue).colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not paper(catalogue).colour


@pytest.mark.parametrize(
    ("arguments", "form", "rows"),
    [
        (["skills", "list"], "motorplan.skills/1", "skills"),
        (["skills", "show", "snips-paper"], "motorplan.skills/1", "skills"),
        (["skills", "path", "reaches-and-grasps", "ties-laces"], "motorplan.path/1", "path"),
        (["activities", "list", "--tag", "baby"], "motorplan.activities/1", "activities"),
        (["activities", "show", "threading"], "motorplan.activities/1", "activities"),
        (["words"], "motorplan.words/1", "words"),
        (["words", "allergens"], "motorplan.words/1", "words"),
    ],
)
def test_lists_in_json_and_text(capfd, arguments, form, rows):
    code, found = json_of(capfd, *arguments)
    assert code == 0
    assert next(iter(found)) == "format"
    assert found["format"] == form
    assert found[rows]
    code, out, _ = ask(capfd, *arguments)
    assert code == 0
    assert out


def test_promised_keys_of_skills_and_activities(capfd):
    _, found = json_of(capfd, "skills", "show", "walks-alone")
    skill = found["skills"][0]
    assert {
        "id",
        "name",
        "plain",
        "kind",
        "domain",
        "area",
        "icf",
        "ages",
        "age_confidence",
        "edges",
        "milestones",
    } <= skill.keys()
    assert list(skill["ages"]) == ["p25", "p50", "p75", "p90"]
    assert {"from", "strength", "one_of", "because", "source"} == skill["edges"][0].keys()
    _, found = json_of(capfd, "activities", "show", "threading")
    activity = found["activities"][0]
    assert {
        "materials",
        "hazards",
        "precautions",
        "sensory",
        "grades",
        "evidence",
        "sources",
        "licence",
    } <= activity.keys()
    grade = activity["grades"][1]
    assert {
        "id",
        "grade",
        "name",
        "changed",
        "trains",
        "needs",
        "minutes",
        "steps",
        "hazards",
        "precautions",
        "demands",
        "supervision",
        "success",
    } <= grade.keys()
    assert {"item", "optional", "substitutes", "hazards", "allergens"} == activity["materials"][
        0
    ].keys()


def test_every_list_of_words_can_be_shown(capfd):
    _, found = json_of(capfd, "words")
    for row in found["words"]:
        code, words = json_of(capfd, "words", row["id"])
        assert code == 0
        assert all(word["meaning"] for word in words["words"]), row["id"]


@pytest.mark.parametrize("name", ["child", "activity", "plan"])
def test_schemas_are_printed(capfd, name):
    code, out, _ = ask(capfd, "schema", name)
    assert code == 0
    assert json.loads(out)["title"] == f"motorplan {name}"


NEW = [
    "--name", "Kiwi", "--born", "2022-01-01", "--goal", "snips-paper", "--mouths", "never",
    "--eats", "everything", "--stays-close", "stays", "--minutes", "10", "--days", "mon,wed",
    "--allergy", "none",
]  # fmt: skip


def test_new_makes_a_file_that_can_be_planned_and_blocks_no_script(capfd, tmp_path):
    path = tmp_path / "kiwi.toml"
    options = ["--precaution", "none", "--concern", "none", "--recent", "no"]
    code, _, err = ask(capfd, "new", path, *NEW, *options)
    assert code == 0
    assert "motorplan plan" in err
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert ask(capfd, "check", path)[0] == 0
    assert ask(capfd, "new", path, *NEW, *options)[0] == 2


def test_new_takes_precautions_with_an_end_and_concerns(capfd, tmp_path):
    path = tmp_path / "kiwi.toml"
    options = [
        "--precaution", "epilepsy", "--until", "leg-cast=2026-12-20", "--concern", "pain=left knee",
        "--recent", "yes",
    ]  # fmt: skip
    assert ask(capfd, "new", path, *NEW, *options)[0] == 0
    text = path.read_text()
    assert "until = 2026-12-20" in text
    assert 'pain = "left knee"' in text
    assert "safety_asked" in text


def test_new_leaves_the_questions_open_when_something_recent_is_not_named(capfd, tmp_path):
    path = tmp_path / "kiwi.toml"
    options = ["--precaution", "none", "--concern", "none", "--recent", "yes"]
    assert ask(capfd, "new", path, *NEW, *options)[0] == 0
    assert "\nsafety_asked =" not in path.read_text()


def test_new_refuses_a_goal_that_is_none_and_writes_nothing(capfd, tmp_path):
    path = tmp_path / "kiwi.toml"
    wrong = ["snip-paper" if word == "snips-paper" else word for word in NEW]
    options = ["--precaution", "none", "--concern", "none", "--recent", "no"]
    code, _, err = ask(capfd, "new", path, *wrong, *options)
    assert code == 1
    assert "snips-paper" in err
    assert not path.exists()


def test_new_asks_the_whole_short_file(capfd, tmp_path):
    path = tmp_path / "kiwi.toml"
    more = [
        "--precaution", "none", "--concern", "none", "--recent", "no", "--avoid", "food-play",
        "--interest", "trains", "--place", "classroom", "--space", "table", "--adults", "2",
        "--material", "playdough", "--seen", "snips-paper=some-help", "--goal", "ties-laces",
    ]  # fmt: skip
    days = ["sat=20,mon" if word == "mon,wed" else word for word in NEW]
    assert ask(capfd, "new", path, *days, *more)[0] == 0
    child = load_child(path)
    assert child.avoid == ("food-play",)
    assert child.interests == ("trains",)
    assert child.allergies == ()
    assert child.safety_asked == date(2026, 11, 24)
    assert child.skills["snips-paper"].level == Level.SOME_HELP
    assert {goal.skill for goal in child.goals} == {"snips-paper", "ties-laces"}
    week = child.week
    assert (week.place, week.space, week.adults, week.materials) == (
        "classroom",
        "table",
        2,
        ("playdough",),
    )
    assert {day: slots[0].minutes for day, slots in week.days.items()} == {"mon": 10, "sat": 20}


def test_new_without_a_terminal_names_all_that_is_missing(capfd, tmp_path):
    path = tmp_path / "kiwi.toml"
    code, out, err = ask(capfd, "new", path, "--name", "Kiwi", "--precaution", "leg-cast")
    assert (code, out) == (2, "")
    named = [
        "--born", "--goal", "--allergy", "--mouths", "--eats", "--concern", "--stays-close",
        "--recent", "--until leg-cast=DATE",
    ]  # fmt: skip
    assert all(option in err for option in named)
    assert "--name" not in err
    assert not path.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ["--until", "leg-cast=soon"],
        ["--seen", "snips-paper"],
        ["--seen", "snips-paper=well"],
        ["--concern", "pein=knee"],
        ["--days", "monday"],
        ["--days", "mon=0"],
        ["--precaution", "none", "--precaution", "epilepsy"],
        ["--mouths", "nevr"],
    ],
)
def test_new_refuses_answers_that_are_none(capfd, tmp_path, wrong):
    path = tmp_path / "kiwi.toml"
    options = ["--precaution", "none", "--concern", "none", "--recent", "no"]
    assert ask(capfd, "new", path, *NEW, *options, *wrong)[0] == 2
    assert not path.exists()


@pytest.mark.parametrize("name", ["My Kiwi.toml", "kiwi.json", "kiwi"])
def test_new_refuses_a_file_name_that_cannot_be_an_id(capfd, tmp_path, name):
    code, _, err = ask(capfd, "new", tmp_path / name, *NEW)
    assert code == 2
    assert "otter.toml" in err


def in_a_terminal(monkeypatch, answers):
    """Answer the prompts of a terminal; an answer for each, in their order."""
    left = iter(answers)
    monkeypatch.setattr("motorplan.cli.asking.has_terminal", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _prompt: next(left))
    return left


def test_new_asks_in_a_terminal_and_again_when_a_word_is_none(capfd, tmp_path, monkeypatch):
    """Questions go to stderr; a misspelt word is told at once, with the nearest one."""
    path = tmp_path / "kiwi.toml"
    answers = [
        "Kiwi", "soon", "2022-01-01",
        "never", "everything", "leg-cst", "leg-cast", "", "2026-12-20", "pain=left knee", "", "stays",
        "yes", "wheet", "wheat", "", "", "", "", "", "", "", "mon=15", "", "", "snips-paper", "",
    ]  # fmt: skip
    left = in_a_terminal(monkeypatch, answers)
    code, out, err = ask(capfd, "new", path)
    assert (code, out.strip()) == (0, "")
    assert list(left) == []
    assert "did you mean 'leg-cast'" in err
    child = load_child(path)
    assert child.safety_asked == date(2026, 11, 24)
    assert child.allergies == ("wheat",)
    assert child.precautions[0].until == date(2026, 12, 20)
    assert child.concerns == {"pain": "left knee"}


def test_a_safety_question_left_open_leaves_the_day_of_asking_out(capfd, tmp_path, monkeypatch):
    """Whichever of the six it is."""
    complete = ["never", "everything", "none", "none", "stays", "no"]
    for number in range(len(complete)):
        path = tmp_path / f"kiwi-{number}.toml"
        safety = ["" if n == number else answer for n, answer in enumerate(complete)]
        rest = ["", "", "", "", "", "", "", "", "", "", "snips-paper", ""]
        in_a_terminal(monkeypatch, ["Kiwi", "2022-01-01", *safety, *rest])
        assert ask(capfd, "new", path)[0] == 0
        assert load_child(path).safety_asked is None
        assert "safest answers count" in path.read_text()


def test_a_name_cannot_break_out_of_its_quotes(capfd, tmp_path):
    path = tmp_path / "kiwi.toml"
    options = ["--precaution", "none", "--concern", "none", "--recent", "no"]
    odd = ['Ki"wi\\ \n[week]' if word == "Kiwi" else word for word in NEW]
    assert ask(capfd, "new", path, *odd, *options)[0] == 0


@pytest.mark.parametrize("path", sorted(Path("examples").glob("*.toml")), ids=lambda p: p.stem)
def test_every_example_is_planned(capfd, path):
    code, out, err = ask(capfd, "plan", path, *START)
    assert (code, err) == (0, "")
    assert "Week 4" in out
