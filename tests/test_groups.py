"""Groups as their users meet them: the file, the commands, the pages."""

import json
import os
import shutil
import stat
from datetime import date
from pathlib import Path

import attrs
import pytest
from worlds import START

import motorplan as mp
from motorplan.cli import run
from motorplan.errors import FileProblems, UnknownWord, WrongUse
from motorplan.explaining.plans import hash_of, horizon_of
from motorplan.explaining.regrouping import Regrouping, begun
from motorplan.planning.groups import member
from motorplan.rendering.paper import Paper

EXAMPLES = sorted(Path("examples/groups").glob("*.toml"))
TUESDAY = Path("examples/groups/tuesday-hands.toml")
GOLDEN = Path("tests/golden/groups")
MONDAY = ["--start", "2026-11-30"]


@pytest.fixture
def folder(tmp_path):
    """Return a folder with the example children and a group of two of them."""
    for path in Path("examples").glob("*.toml"):
        shutil.copy(path, tmp_path / path.name)
    text = TUESDAY.read_text().replace("../", "")
    (tmp_path / "tuesday.toml").write_text(text)
    return tmp_path


def said(capfd, *words):
    """Return the exit code of a command, and what it printed."""
    code = run([str(word) for word in words])
    out, err = capfd.readouterr()
    return code, out, err


def data_of(capfd, *words):
    code, out, err = said(capfd, *words, "--format", "json")
    assert code in {0, 3}, err
    return json.loads(out)


# the file


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_an_example_gets_the_plan_it_had(path, catalogue):
    group = mp.load_group(path, catalogue, on=date(2026, 11, 24))
    plan = mp.make_group_plan(group, catalogue, start=START, weeks=4)
    assert mp.check_group_plan(plan, group, catalogue) == ()
    text = mp.group_plan_text(plan, Paper(phrases=catalogue.phrases))
    kept = GOLDEN / f"{path.stem}.txt"
    if os.environ.get("MOTORPLAN_GOLDEN"):
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")


BROKEN = {
    "nobody": ("children = []", "children", "there is no child in it"),
    "missing": ('children = ["hare.toml", "nobody.toml"]', "children.1", "no file"),
    "twice": ('children = ["hare.toml", "hare.toml"]', "children.1", "twice"),
    "same": ('children = ["hare.toml", "./hare.toml"]', "children", "hare"),
    "no-list": ('children = "hare.toml"', "children", "list"),
    "unknown": ('children = ["hare.toml"]\nadults = 2', "adults", "not a key"),
    "material": (
        'children = ["hare.toml"]\n[week]\nmon = 9\nmaterials = ["large-beds"]',
        "week.materials.0",
        "large-beds",
    ),
    "empty-week": ('children = ["hare.toml"]\n[week]\nadults = 1', "week", "no day"),
    "day": ('children = ["hare.toml"]\n[week]\nmon = "long"', "week.mon", "minutes"),
    "language": ('children = ["hare.toml"]\nlanguage = "de"', "language", "de"),
    "newer": ('children = ["hare.toml"]\nformat = "motorplan.group/2"', "format", "newer"),
    "id": ('children = ["hare.toml"]\nid = "Big Group"', "id", "no id"),
    "many": (f"children = {[f'c{n}.toml' for n in range(9)]}", "children", "At most 8"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_told_with_line_and_way(folder, name):
    text, key, words = BROKEN[name]
    path = folder / "broken.toml"
    path.write_text(f'name = "Broken"\n{text}\n')
    with pytest.raises(FileProblems) as raised:
        mp.load_group(path)
    found = [p for p in raised.value.problems if p.key == key]
    assert found, raised.value.problems
    assert any(words in p.message + p.remedy for p in found)
    assert all(p.line and p.remedy for p in found)


def test_problems_of_all_children_are_told_at_once(folder):
    for name in ("badger", "heron"):
        path = folder / f"{name}.toml"
        path.write_text(path.read_text().replace("born =", "bron ="))
    with pytest.raises(FileProblems) as raised:
        mp.load_group(folder / "tuesday.toml")
    files = {Path(problem.file).name for problem in raised.value.problems}
    assert files == {"badger.toml", "heron.toml"}


def test_a_group_is_no_child_and_a_child_no_group(folder):
    with pytest.raises(FileProblems, match="this is a group"):
        mp.load_child(folder / "tuesday.toml")
    with pytest.raises(FileProblems, match="no group"):
        mp.load_group(folder / "otter.toml")


def test_without_a_week_the_usual_one_is_taken_and_said(folder, capfd):
    path = folder / "short.toml"
    path.write_text('name = "Short"\nchildren = ["badger.toml", "heron.toml"]\n')
    assert mp.load_group(path).week is None
    code, out, _ = said(capfd, "check", path)
    assert code == 0
    assert "10 minutes on Monday, Wednesday and Friday" in out


def test_the_order_of_the_children_in_the_file_never_matters(folder, catalogue):
    other = folder / "turned.toml"
    turned = '["heron.toml", "badger.toml"]'
    text = (folder / "tuesday.toml").read_text().replace('["badger.toml", "heron.toml"]', turned)
    other.write_text(text.replace('name = "Tuesday', 'id = "tuesday"\nname = "Tuesday'))
    assert turned in text
    plans = []
    for path in (folder / "tuesday.toml", other):
        group = attrs.evolve(mp.load_group(path, catalogue), written=None)
        plans.append(mp.make_group_plan(group, catalogue, start=START, weeks=1))
    assert mp.json_text(plans[0]) == mp.json_text(plans[1])


# plan


PROMISED = {
    "format", "id", "made_from", "language", "children", "start", "assumed", "ask_first", "held",
    "weeks", "goals", "review_on", "warnings", "search",
}  # fmt: skip
OF_THE_ROOM = {
    "id", "locked", "activity", "name", "role", "minutes", "minutes_setup", "minutes_tidy",
    "position", "supervision", "who", "materials", "place_change", "steps", "say", "criterion",
    "record", "watch_for", "stop_if", "cautions", "choices", "why", "reasons", "evidence",
    "screened", "children",
}  # fmt: skip
OF_A_CHILD = {
    "grade", "grade_id", "chance", "limited_by", "serves", "help", "adaptations", "step_up",
    "step_down", "side", "trains",
}  # fmt: skip


def test_the_json_of_a_group_plan_is_as_promised(folder, capfd):
    data = data_of(capfd, "plan", folder / "tuesday.toml", *MONDAY)
    assert data["format"] == "motorplan.plan/1"
    assert data.keys() >= PROMISED
    assert [child["id"] for child in data["children"]] == ["badger", "heron"]
    assert data["made_from"]["child"].keys() == {"badger", "heron"}
    assert data["made_from"]["journal"] == {"badger": None, "heron": None}
    for key in ("goals", "assumed", "ask_first", "held"):
        assert all(row["child"] in {"badger", "heron"} for row in data[key])
    items = [i for week in data["weeks"] for s in week["sessions"] for i in s["items"]]
    assert items
    for item in items:
        assert item.keys() >= OF_THE_ROOM
        assert OF_A_CHILD.isdisjoint(item)
        assert item["children"].keys() == {"badger", "heron"}
        assert all(part.keys() >= OF_A_CHILD for part in item["children"].values())


def test_the_plan_is_kept_beside_the_group_and_checked_again(folder, capfd):
    code, _, err = said(capfd, "plan", folder / "tuesday.toml", *MONDAY, "--save")
    place = folder / "tuesday.plan.json"
    assert code == 0
    assert str(place) in err
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert (folder / "tuesday.journal").exists()
    code, out, _ = said(capfd, "check", place)
    assert code == 0
    assert "passes the second check, for each child and for the room" in out
    plan = mp.load_group_plan(place)
    data = json.loads(place.read_text())
    data["weeks"][0]["sessions"][0]["items"][0]["supervision"] = "in-sight"
    place.write_text(json.dumps(data))
    code, _, err = said(capfd, "check", place)
    assert code == 1
    assert "its content is not what its id says" in err
    assert plan.group.name == "Tuesday hands"


def test_a_changed_child_makes_the_kept_plan_outdated(folder, capfd):
    said(capfd, "plan", folder / "tuesday.toml", *MONDAY, "--save")
    day = ("--date", "2026-12-01")
    assert "From the plan in force." in said(capfd, "today", folder / "tuesday.toml", *day)[1]
    heron = folder / "heron.toml"
    heron.write_text(heron.read_text().replace('mouths = "never"', 'mouths = "often"'))
    out = said(capfd, "today", folder / "tuesday.toml", *day)[1]
    assert "no longer fits the files" in out


def test_what_is_tampered_with_in_one_childs_part_is_seen(folder, catalogue):
    """The id put right, the check still finds what no planner would have written."""
    group = mp.load_group(folder / "tuesday.toml", catalogue)
    plan = mp.make_group_plan(group, catalogue, start=START, weeks=1)
    week = plan.weeks[0]
    number, session = next((n, s) for n, s in enumerate(week.sessions) if s.items)
    item = session.items[0]
    for change, rule in (
        ({"watched": "in-sight"}, "supervision"),
        ({"joins": "sings"}, "wording"),
        ({"care": ()}, "cautions"),
        ({"grade": 9}, "unknown"),
    ):
        part = attrs.evolve(item.children["badger"], **change)
        if "joins" in change:
            part = attrs.evolve(part, joining="sings")
        bad = attrs.evolve(item, children={**item.children, "badger": part})
        assert rule in broken(with_item(plan, week, number, bad), group, catalogue), change
    for said_else, broke in (
        ({"supervision": "one-to-one"}, "supervision"),
        ({"minutes": item.minutes + 1}, "minutes"),
        ({"stop_if": ()}, "stop-signs"),
        ({"materials": ()}, "material"),
        ({"steps": ("Run!",)}, "wording"),
        ({"children": {"heron": item.children["heron"]}}, "children"),
    ):
        bad = attrs.evolve(item, **said_else)
        found = broken(with_item(plan, week, number, bad), group, catalogue)
        assert broke in found, said_else


def with_item(plan, week, number, item):
    """Return *plan* with the first item of one session replaced, and its id put right."""
    session = week.sessions[number]
    changed = attrs.evolve(session, items=(item, *session.items[1:]))
    sessions = tuple(changed if n == number else s for n, s in enumerate(week.sessions))
    weeks = (attrs.evolve(week, sessions=sessions), *plan.weeks[1:])
    bare = attrs.evolve(plan, id="", weeks=weeks)
    return attrs.evolve(bare, id=hash_of(bare))


def broken(plan, group, catalogue):
    return {violation.rule for violation in mp.check_group_plan(plan, group, catalogue)}


# privacy


def test_nothing_of_one_childs_health_stands_on_another_page(folder, capfd):
    """Each marker stands on the page of its own child, or on none, and never on another's."""
    badger = folder / "badger.toml"
    badger.write_text(
        badger.read_text()
        .replace("seen = 2026-10-30", 'allergies = ["latex", "wheat"]\nseen = 2026-10-30')
        .replace("[function]", '[concerns]\none-sided = "ZEBRAMARK"\n\n[function]')
    )
    markers = ("latex", "wheat", "zebramark", "epilep", "seizure", "fit plan", "cerebral", "macs")
    path = folder / "tuesday.toml"
    own = said(capfd, "plan", path, *MONDAY, "--for", "badger")
    if own[0] == 3:
        pytest.fail("nothing is planned, so nothing is proved")
    assert "zebramark" in own[1].casefold()
    assert "latex" in own[1].casefold()
    assert "seizure" in own[1].casefold()
    for style in ("text", "json"):
        _, page, _ = said(capfd, "plan", path, *MONDAY, "--for", "heron", "--format", style)
        assert "Heron" in page
        found = [m for m in (*markers, "badger", "button hook") if m in page.casefold()]
        assert found == [], style
    _, adults, _ = said(capfd, "plan", path, *MONDAY)
    assert "first on the page of Badger" in adults
    named = [m for m in ("zebramark", "epilep", "seizure", "cerebral") if m in adults.casefold()]
    assert named == []


def test_the_page_of_a_child_is_for_a_child_of_the_group(folder, capfd):
    path = folder / "tuesday.toml"
    code, _, err = said(capfd, "plan", path, *MONDAY, "--for", "Herron")
    assert code == 2
    assert "Heron" in err
    code, _, err = said(capfd, "plan", folder / "otter.toml", *MONDAY, "--for", "otter")
    assert code == 2
    assert "--for is for a group" in err


# today


@pytest.mark.parametrize("day", ["2026-12-01", "2026-12-08", "2026-12-15"])
def test_those_who_are_there_do_what_the_plan_has_for_them(folder, capfd, day):
    """Each at the grade of the plan, whoever is absent; the watching is counted anew."""
    path = folder / "tuesday.toml"
    said(capfd, "plan", path, *MONDAY, "--save")
    both = data_of(capfd, "today", path, "--date", day)
    one = data_of(capfd, "today", path, "--date", day, "--absent", "heron")
    assert (both["made"], one["made"], one["absent"]) == ("in-force", "in-force", ["Heron"])
    grades = [
        [
            (i["activity"], i["children"]["badger"]["grade_id"])
            for s in d["sessions"]
            for i in s["items"]
        ]
        for d in (both, one)
    ]
    assert sorted(grades[0]) == sorted(grades[1])
    for item in (i for s in one["sessions"] for i in s["items"]):
        assert item["children"].keys() == {"badger"}
        assert not item["locked"]
        assert any(care.startswith("One child; adults there") for care in item["cautions"])
    assert "Heron" not in json.dumps({**one, "absent": []})


@pytest.mark.parametrize("absent", ["badger", "heron", "robin"])
def test_whoever_of_three_is_absent_the_two_keep_their_grades(folder, capfd, absent):
    path = folder / "ball.toml"
    path.write_text(Path("examples/groups/ball-corner.toml").read_text().replace("../", ""))
    said(capfd, "plan", path, *MONDAY, "--weeks", "2", "--save")
    day = ("--date", "2026-12-10")
    three, two = (data_of(capfd, "today", path, *day, *w) for w in ((), ("--absent", absent)))
    assert two["made"] == "in-force"
    assert two["plan"] == three["plan"]
    held = {i["activity"]: i["children"] for s in three["sessions"] for i in s["items"]}
    now = {i["activity"]: i["children"] for s in two["sessions"] for i in s["items"]}
    assert now.keys() == held.keys()
    for activity, parts in now.items():
        assert parts.keys() == held[activity].keys() - {absent}
        for child, part in parts.items():
            assert part["grade_id"] == held[activity][child]["grade_id"]


def test_what_the_others_cannot_do_alone_is_left_out_and_said(folder, capfd):
    """A shorter time with somebody absent leaves out what no longer fits, and says why."""
    path = folder / "tuesday.toml"
    said(capfd, "plan", path, *MONDAY, "--save")
    words = ("--date", "2026-12-08", "--absent", "heron", "--minutes", "12")
    found = data_of(capfd, "today", path, *words)
    assert found["made"] == "in-force"
    assert "Left out:" in found["says"]
    assert "it does not fit into the time that is there" in found["says"]
    assert sum(len(session["items"]) for session in found["sessions"]) in {1, 2}


def test_where_the_plan_has_nothing_they_can_do_it_is_chosen_anew(folder, capfd):
    path, day = folder / "tuesday.toml", ("--date", "2026-12-03")
    said(capfd, "plan", path, *MONDAY, "--save")
    code, out, _ = said(capfd, "today", path, *day, "--absent", "Heron")
    assert code == 0
    assert "Not there: Heron." in out
    assert "Chosen anew for those who are there" in out
    assert "Heron, grade" not in out
    one = data_of(capfd, "today", path, *day, "--absent", "heron")
    assert (one["made"], one["absent"]) == ("on-the-spot", ["Heron"])
    items = [item for session in one["sessions"] for item in session["items"]]
    assert items
    assert all(item["children"].keys() == {"badger"} for item in items)
    assert len(items) <= 3


def test_who_is_absent_has_to_be_of_the_group(folder, capfd):
    code, _, err = said(capfd, "today", folder / "tuesday.toml", "--absent", "badgr")
    assert code == 2
    assert "'badger'" in err
    code, _, err = said(
        capfd, "today", folder / "tuesday.toml", "--absent", "badger", "--absent", "heron"
    )
    assert code == 2
    assert "nobody of the group is there" in err
    code, _, err = said(capfd, "today", folder / "otter.toml", "--absent", "otter")
    assert code == 2
    assert "--absent is for a group" in err


def test_a_day_without_a_meeting_is_made_on_the_spot(folder, capfd):
    path = folder / "tuesday.toml"
    said(capfd, "plan", path, *MONDAY, "--save")
    found = data_of(capfd, "today", path, "--date", "2026-12-03")
    assert found["made"] == "on-the-spot"
    assert "nothing for this day" in found["says"]
    shorter = data_of(capfd, "today", path, "--date", "2026-12-01", "--minutes", "10")
    assert "different today" in shorter["says"]
    assert [session["minutes"] for session in shorter["sessions"]] == [10]


def test_when_nothing_suits_today_the_reasons_are_said(folder, capfd):
    code, out, err = said(
        capfd, "today", folder / "tuesday.toml", "--date", "2026-12-01", "--minutes", "1"
    )
    assert (code, out) == (3, "")
    assert "Nothing suits all who are there on 2026-12-01" in err
    data = data_of(
        capfd, "today", folder / "tuesday.toml", "--date", "2026-12-01", "--minutes", "1"
    )
    assert data["sessions"] == []


# why and check


def test_why_answers_child_by_child_and_says_nothing_of_health(folder, capfd):
    path = folder / "tuesday.toml"
    code, out, _ = said(capfd, "why", path, "coat-time")
    assert code == 0
    assert "Coat time is in the plan on" in out
    assert "Badger: grade 2 (Two big buttons) from" in out
    code, out, _ = said(capfd, "why", path, "stairs-together")
    assert code == 0
    assert "is not in the plan" in out
    assert "epilep" not in out.casefold()
    code, out, _ = said(capfd, "why", path, "fastens-large-buttons")
    assert "Badger: is" in out
    assert "Heron: is" in out
    code, out, _ = said(capfd, "why", path, "coat-with-large-buttons")
    assert "Coat time is in the plan on" in out
    code, _, err = said(capfd, "why", path, "coat-tim")
    assert code == 2
    assert "coat-time" in err


def test_check_tells_who_meets_and_when(folder, capfd):
    code, out, _ = said(capfd, "check", folder / "tuesday.toml")
    assert code == 0
    assert "Badger and Heron: 1 sessions a week, 30 minutes in all, at classroom" in out
    (found,) = data_of(capfd, "check", folder / "tuesday.toml")["files"]
    assert (found["kind"], found["problems"]) == ("group", [])


# nothing possible, and other groups


def test_when_nothing_suits_all_the_reasons_and_changes_are_said(folder, capfd):
    path = folder / "odd.toml"
    path.write_text(
        'name = "Odd"\nchildren = ["wren.toml", "falcon.toml"]\n'
        '[week]\nplace = "classroom"\nmon = 20\n'
    )
    falcon = folder / "falcon.toml"
    falcon.write_text(falcon.read_text() + '\n[concerns]\npain = "ZEBRAMARK"\n')
    code, out, err = said(capfd, "plan", path, *MONDAY)
    assert (code, out) == (3, "")
    assert "No plan is possible for this group" in err
    assert "Wren" in err
    assert "ZEBRAMARK" not in err
    assert "professional" not in err
    data = data_of(capfd, "plan", path, *MONDAY)
    assert data["weeks"] == []
    assert data["warnings"]


def test_a_change_of_the_room_that_helps_is_found_by_trying(catalogue):
    group = mp.load_group("examples/groups/ball-corner.toml", catalogue)
    few = attrs.evolve(group, week=attrs.evolve(group.week, space="table", place="clinic"))
    owns = [horizon_of(member(c, few), catalogue, START)[1] for c in few.children]
    found = list(Regrouping(few, catalogue, begun(few, catalogue, START, owns)).reasons())
    assert "change-more-space" in {warning.code for warning in found}


def test_a_child_whose_goals_are_there_is_named(folder, capfd):
    heron = folder / "heron.toml"
    text = heron.read_text()
    start = text.index("[[goals]]")
    reached = '[[goals]]\nskill = "runs"\nlevel = "prompts"\n'
    heron.write_text(text[:start] + reached)
    code, _, err = said(capfd, "plan", folder / "tuesday.toml", *MONDAY)
    assert code == 3
    assert "The goals of Heron are there already" in err


def test_other_groups_are_advised_where_one_child_shares_little(folder, capfd):
    path = folder / "three.toml"
    text = (folder / "tuesday.toml").read_text()
    path.write_text(text.replace('"heron.toml"]', '"heron.toml", "otter.toml"]'))
    found = data_of(capfd, "plan", path, *MONDAY)
    (advice,) = [w for w in found["warnings"] if w["code"] == "regroup-without"]
    assert advice["about"] == "otter"
    assert "Without Otter" in advice["says"]
    two = data_of(capfd, "plan", folder / "tuesday.toml", *MONDAY)
    assert not [w for w in two["warnings"] if w["code"].startswith("regroup")]


# suggest


def test_groups_are_proposed_from_a_folder_with_reasons(folder, capfd):
    found = data_of(capfd, "group", "suggest", folder, "--size", "2")
    assert found["format"] == "motorplan.groups/1"
    pairs = [group["children"] for group in found["groups"]]
    assert ["badger", "heron"] in pairs
    assert all(len(pair) == 2 for pair in pairs)
    everybody = {i for one in [*found["groups"], *found["alone"]] for i in one["children"]}
    assert everybody == {path.stem for path in Path("examples").glob("*.toml")}
    reasons = [r for one in [*found["groups"], *found["alone"]] for r in one["reasons"]]
    assert any("does up big buttons" in reason for reason in reasons)
    text = " ".join(reasons).casefold()
    for word in ("epilep", "down", "cerebral", "allerg", "muscle", "cast", "rule"):
        assert word not in text


def test_nobody_is_left_over_who_could_make_a_pair(tmp_path, catalogue):
    """Four alike make two pairs, and of seven nobody is alone, though groups are of three."""
    for count, sizes in ((4, [2, 2]), (7, [2, 2, 3])):
        folder = tmp_path / str(count)
        folder.mkdir()
        for n in range(count):
            shutil.copy("examples/heron.toml", folder / f"heron-{n}.toml")
        found = mp.suggest_groups(folder, catalogue, START, 3, 2)
        assert sorted(len(group.children) for group in found.groups) == sizes
        assert found.alone == ()
    shutil.copy("examples/wren.toml", tmp_path / "4" / "wren.toml")
    found = mp.suggest_groups(tmp_path / "4", catalogue, START, 3, 2)
    assert [one.children for one in found.alone] == [("wren",)]


def test_what_is_proposed_can_be_planned(folder, capfd, catalogue):
    """The line for a group file gives a group that gets a plan."""
    code, out, _ = said(capfd, "group", "suggest", folder, "--size", "2")
    assert code == 0
    line = next(li for li in out.splitlines() if "badger.toml" in li)
    (folder / "new.toml").write_text(
        f'name = "New"\n{line[line.index("children") :]}\n'
        '[week]\nplace = "classroom"\nspace = "room"\nmon = 30\n'
    )
    group = mp.load_group(folder / "new.toml", catalogue)
    assert mp.make_group_plan(group, catalogue, start=START, weeks=1).weeks


def test_a_proposal_is_the_same_whatever_the_names_of_the_files(folder, catalogue):
    first = mp.suggest_groups(folder, catalogue, START, 3, 2)
    for n, path in enumerate(sorted(folder.glob("*.toml"), reverse=True)):
        text = path.read_text()
        if path.stem != "tuesday":
            path.write_text(f'id = "{path.stem}"\n{text}')
        path.rename(path.with_name(f"f{n}.toml"))
    again = mp.suggest_groups(folder, catalogue, START, 3, 2)
    assert [g.children for g in again.groups] == [g.children for g in first.groups]
    assert [g.children for g in again.alone] == [g.children for g in first.alone]


def test_a_file_that_cannot_be_read_is_passed_over_and_told(folder, capfd):
    (folder / "broken.toml").write_text('name = "Broken"\nborn = 2021\n')
    code, out, _ = said(capfd, "group", "suggest", folder)
    assert code == 0
    assert "broken.toml cannot be read" in out


def test_sizes_and_folders_that_cannot_be_are_refused(folder, catalogue, capfd):
    for size, adults in ((1, 1), (9, 1), (3, 0)):
        with pytest.raises(WrongUse):
            mp.suggest_groups(folder, catalogue, START, size, adults)
    code, _, err = said(capfd, "group", "suggest", folder / "nowhere")
    assert code == 1
    assert "no such folder" in err
    (folder / "empty").mkdir()
    code, out, _ = said(capfd, "group", "suggest", folder / "empty")
    assert code == 0
    assert "No two children" in out


# in Python


def test_the_python_face_of_groups(folder, catalogue):
    path = folder / "tuesday.toml"
    group = mp.load_group(path, catalogue, on=START)
    plan, made = mp.current_group_plan(group, catalogue, path, START)
    assert made == "on-the-spot"
    mp.save_plan(plan, path)
    assert mp.current_group_plan(group, catalogue, path, START) == (plan, "in-force")
    own = mp.plan_for(plan, "heron", catalogue)
    assert own.child.name == "Heron"
    with pytest.raises(UnknownWord):
        mp.make_group_today(group, catalogue, path, START, absent=["nobody"])


def test_own_activities_of_the_children_count_in_the_group(folder, capfd):
    ideas = folder / "ideas"
    ideas.mkdir()
    (ideas / "catalogue.toml").write_text('name = "Ideas"\nhide = ["coat-time"]\n')
    heron = folder / "heron.toml"
    heron.write_text('catalogues = ["ideas"]\n' + heron.read_text())
    found = data_of(capfd, "plan", folder / "tuesday.toml", *MONDAY)
    activities = {i["activity"] for w in found["weeks"] for s in w["sessions"] for i in s["items"]}
    assert activities
    assert "coat-time" not in activities


def test_who_signs_is_signed_to_and_professionals_read_of_the_child(capfd):
    """The group's page labels words as that child's own page does, and addresses who runs it."""
    for style in ("text", "html"):
        words = ["plan", "examples/groups/ball-corner.toml", *MONDAY, "--format", style]
        code, out, _ = said(capfd, *words)
        assert code == 0
        badger, _, robin = out.partition("Badger, grade")[2].partition("Robin, grade")
        robin = robin.partition("Badger, grade")[0]
        assert "Say and sign:" in robin
        assert "Say and sign:" not in badger
        assert "for your child" not in out
