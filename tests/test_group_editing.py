"""Plans of groups that are changed, kept and compared, as their users meet it."""

import json
import shutil
from datetime import date
from pathlib import Path

import attrs
import pytest
from test_cli import ask as asked
from worlds import START

import motorplan as mp
from motorplan.errors import Refused
from motorplan.group_subjects import WholeGroup
from motorplan.model.edits import Edit
from motorplan.model.plans import Violation
from motorplan.rendering.groups import group_plan_text
from motorplan.rendering.paper import Paper

TUESDAY = Path("examples/groups/tuesday-hands.toml")
DAYS = ["--start", "2026-11-30", "--weeks", "2"]


@pytest.fixture
def ask(capfd):
    """Return what runs a command and returns its exit code, its output and its messages."""
    return lambda *words: asked(capfd, *words)


@pytest.fixture
def group_file(tmp_path, ask):
    """Return a group of two of the example children, with its plan in force."""
    for name in ("badger", "heron"):
        shutil.copy(f"examples/{name}.toml", tmp_path)
    path = tmp_path / "tuesday.toml"
    path.write_text(TUESDAY.read_text().replace("../", ""))
    assert ask("plan", path, *DAYS, "--save")[0] == 0
    return path


def plan_of(path):
    return mp.load_group_plan(path.with_suffix(".plan.json"))


def data_of(ask, *words):
    return json.loads(ask(*words, "--format", "json")[1])


def items_of(plan):
    return {item.id: item for session in plan.sessions for item in session.items}


def test_every_verb_changes_the_plan_in_force_and_the_check_holds(ask, group_file):
    first, second, *_ = items_of(plan_of(group_file))
    assert "Locked:" in ask("edit", group_file, "lock", first)[1]
    assert "It does not come again" in ask("edit", group_file, "remove", second)[1]
    code, out, _ = ask("edit", group_file, "add", "2026-12-01", "threading")
    assert (code, "Badger at grade 1 (Rings on a spoon) and Heron at grade 2" in out) == (0, True)
    plan = plan_of(group_file)
    assert [t.activity for t in plan.taken_out] == ["origami-pond"]
    assert ask("check", group_file.with_suffix(".plan.json"))[0] == 0
    assert ask("edit", group_file, "unlock", "all")[0] == 0
    assert not any(item.locked for item in items_of(plan_of(group_file)).values())
    assert "edit: remove" in ask("journal", "show", group_file)[1]


def test_what_cannot_be_names_the_child_and_not_why(ask, group_file):
    code, out, err = ask("edit", group_file, "add", "2026-12-01", "animal-walks")
    assert (code, out) == (1, "")
    assert "it is not open to Badger then" in err
    assert "motorplan why badger.toml animal-walks" in err
    rules = mp.load_catalogue().safety.rules.values()
    assert not any(rule.plain in err for rule in rules)


def test_with_everything_locked_keep_gives_the_same_bytes(ask, group_file):
    ask("edit", group_file, "lock", "all")
    place = group_file.with_suffix(".plan.json")
    again = ask("plan", group_file, "--keep", place, "--format", "json")[1]
    assert again == place.read_text()


def test_what_a_family_no_longer_wants_is_dropped_and_explained_to_that_family(ask, group_file):
    """The group's page says that it went and for whom; the reason stands on the child's page."""
    ask("edit", group_file, "remove", "2026-12-01-1b")
    dough = ask("edit", group_file, "add", "2026-12-01", "threading")
    assert dough[0] == 0
    heron = group_file.parent / "heron.toml"
    heron.write_text(heron.read_text().replace("born", 'avoid = ["threading"]\nborn', 1))
    place, before = group_file.with_suffix(".plan.json"), group_file.parent / "before.json"
    shutil.copy(place, before)
    code, out, _ = ask("plan", group_file, "--keep", before, "--save")
    assert code == 0
    first = "\n".join(out.splitlines()[:6])
    assert "You had locked Threading on 2026-12-01" in first
    assert "it is not open to Heron any more" in first.replace("\n    ", " ")
    own = ask("plan", group_file, "--keep", before, "--for", "heron")[1]
    assert "the file says to avoid threading" in own.lower().replace("\n    ", " ")
    assert "to avoid" not in ask("plan", group_file, "--keep", before, "--for", "badger")[1]
    assert ask("check", place)[0] == 0


def test_the_days_behind_are_kept_and_not_printed(group_file, catalogue):
    group = mp.load_group(group_file, catalogue)
    plan = plan_of(group_file)
    late = mp.plan_group_again(plan, group, catalogue, start=date(2026, 12, 7))
    assert late.weeks[0].sessions[0] == plan.weeks[0].sessions[0]
    paper = Paper(phrases=catalogue.phrases)
    text = group_plan_text(late, paper)
    assert "kept in the plan as it was" in text
    assert ("Tuesday 1 December, 09:40" in text, "Tuesday 8 December, 09:40" in text) == (
        False,
        True,
    )


def test_a_plan_of_other_children_is_refused(group_file, catalogue):
    group = mp.load_group(group_file, catalogue)
    alone = group.without(frozenset({"heron"}))
    with pytest.raises(Refused, match="of other children"):
        mp.plan_group_again(plan_of(group_file), alone, catalogue)


def test_a_swap_to_another_goal_of_any_child_is_refused(group_file, catalogue):
    group, plan = mp.load_group(group_file, catalogue), plan_of(group_file)
    first = next(iter(items_of(plan)))
    wish = Edit(verb="swap", what=first, to="threading")
    with pytest.raises(Refused):
        mp.edit_group_plan(plan, group, catalogue, wish, on=START)


def test_what_the_second_check_says_of_one_child_is_not_told_to_all(group_file, catalogue):
    """Whose it is, and not which rule; of the room it is said as it is."""
    whole = WholeGroup(mp.load_group(group_file, catalogue), catalogue)
    own = Violation(where="heron, 2026-12-01-1a", rule="seizures", says="a fit is known")
    assert whole.words_of(own) == "it is not open to Heron then"
    shared = Violation(where="2026-12-01-1a", rule="group", says="it is not for 2 children at once")
    assert whole.words_of(shared) == shared.says


def test_a_changed_part_is_refused_by_the_second_check(group_file, catalogue):
    """What lies ahead after days that are kept is replayed as in any plan."""
    group = mp.load_group(group_file, catalogue)
    late = mp.plan_group_again(plan_of(group_file), group, catalogue, start=date(2026, 12, 7))
    week = late.weeks[1]
    (session,) = week.sessions
    item = attrs.evolve(session.items[0], minutes=session.items[0].minutes + 1)
    changed = attrs.evolve(session, items=(item, *session.items[1:]))
    weeks = (late.weeks[0], attrs.evolve(week, sessions=(changed,)))
    rules = {v.rule for v in mp.check_group_plan(attrs.evolve(late, weeks=weeks), group, catalogue)}
    assert {"minutes", "changed"} <= rules


# diff


def test_diff_tells_of_the_room_and_of_one_childs_page(ask, group_file):
    place = group_file.with_suffix(".plan.json")
    before = group_file.parent / "before.json"
    shutil.copy(place, before)
    heron = group_file.parent / "heron.toml"
    heron.write_text(heron.read_text().replace("born", 'allergies = ["wheat"]\nborn', 1))
    ask("edit", group_file, "remove", "2026-12-01-1b")
    code, out, _ = ask("diff", before, place)
    told = " ".join(out.split())
    assert code == 0
    assert "What changed in the plan for Tuesday hands" in told
    assert "Gone: The paper pond, on 2026-12-01" in told
    assert "The file of Heron is another by now" in told
    assert "On the page of Heron alone something else is said now" in told
    own = data_of(ask, "diff", before, place, "--for", "heron")
    assert (own["child"], own["group"]) == ("Heron", None)
    shared = data_of(ask, "diff", before, place)
    assert (shared["child"], shared["group"]) == ("", "Tuesday hands")
    assert "Badger" not in json.dumps(own)
    of_wheat = [c["says"] for c in [*shared["changes"], *shared["because"]] if "wheat" in c["says"]]
    assert of_wheat
    assert all("For the whole room" in says for says in of_wheat)


def test_diff_of_the_same_plan_says_so(ask, group_file):
    place = group_file.with_suffix(".plan.json")
    assert data_of(ask, "diff", place, place)["same"] is True


def test_diff_of_one_childs_plans_takes_no_for(ask, tmp_path):
    path = tmp_path / "otter.json"
    ask("plan", "examples/otter.toml", "--start", "2026-11-30", "--output", path)
    code, _, err = ask("diff", path, path, "--for", "otter")
    assert (code, "--for is for plans of a group" in err) == (2, True)


def test_diff_tells_who_came_and_who_went(ask, group_file):
    place, before = group_file.with_suffix(".plan.json"), group_file.parent / "before.json"
    shutil.copy(place, before)
    text = group_file.read_text().replace('["badger.toml", "heron.toml"]', '["badger.toml"]')
    group_file.write_text(text)
    assert ask("plan", group_file, *DAYS, "--save")[0] == 0
    assert "Heron is not in the group any more" in ask("diff", before, place)[1]
    assert "Heron is in the group now" in ask("diff", place, before)[1]
    code, _, err = ask("diff", before, place, "--for", "heron")
    assert (code, "is not in both" in err) == (1, True)


def test_a_day_that_lies_behind_is_made_anew(ask, group_file, catalogue):
    """What is kept of the days before was safe for them as they were planned then."""
    group = mp.load_group(group_file, catalogue)
    late = mp.plan_group_again(plan_of(group_file), group, catalogue, start=date(2026, 12, 7))
    mp.save_plan(late, group_file)
    made = {
        d: data_of(ask, "today", group_file, "--date", d)["made"]
        for d in ("2026-12-01", "2026-12-08")
    }
    assert made == {"2026-12-01": "on-the-spot", "2026-12-08": "in-force"}


def test_a_plan_of_one_child_is_none_of_a_group(ask, group_file, tmp_path):
    """One line says so, whichever command meets it."""
    path, place = tmp_path / "otter.json", group_file.with_suffix(".plan.json")
    ask("plan", "examples/otter.toml", "--start", "2026-11-30", "--output", path)
    for words in (("plan", group_file, "--keep", path), ("diff", place, path)):
        code, out, err = ask(*words)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert "this is the plan of one child" in err
    for words in (("plan", "examples/otter.toml", "--keep", place), ("diff", path, place)):
        code, out, err = ask(*words)
        assert (code, out, "this is the plan of a group" in err) == (1, "", True)


def test_without_a_plan_in_force_there_is_nothing_to_edit(ask, group_file):
    group_file.with_suffix(".plan.json").unlink()
    code, _, err = ask("edit", group_file, "lock", "all")
    assert (code, "There is no plan in force" in err) == (1, True)


# why


def test_why_names_the_grades_of_the_plan(ask, group_file):
    """Grade by grade, child by child, from the day on that the plan has it."""
    assert ask("plan", group_file, "--start", "2026-11-30", "--save")[0] == 0
    plan = plan_of(group_file)
    for activity in {item.activity for item in items_of(plan).values()}:
        told = " ".join(ask("why", group_file, activity)[1].split())
        for session in plan.sessions:
            for item in (i for i in session.items if i.activity == activity):
                for part in item.children.values():
                    assert f"grade {part.grade} ({part.grade_name}) from 2026-" in told
