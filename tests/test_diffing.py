"""What changed between two plans, and why."""

import json
from datetime import timedelta

import attrs
import pytest
from test_cli import ask
from test_editing import CUTTER, edited, items_of
from worlds import START, small

from motorplan.diffing import diff_plans
from motorplan.errors import Refused
from motorplan.making import make_plan
from motorplan.model.children import Goal, Precaution, Slot
from motorplan.replanning import plan_again


@pytest.fixture(scope="module")
def plan():
    return make_plan(CUTTER, small(), start=START, weeks=2)


def difference(before, after):
    return diff_plans(before, after, small().phrases)


def codes(found):
    return {change.code for change in found}


def test_a_plan_and_itself_differ_in_nothing(plan):
    found = difference(plan, plan)
    assert (found.same, found.changes, found.because) == (True, (), ())


def test_a_lock_is_all_that_changed(plan):
    found = difference(plan, edited(plan, "lock", "2026-12-02-1a"))
    assert codes(found.changes) == {"lock"}
    assert codes(found.because) == {"by_hand"}
    assert not found.same


def test_a_swap_is_told_as_one_in_place_of_the_other(plan):
    item = items_of(plan)["2026-12-05-1a"]
    after = edited(plan, "swap", item.id)
    swap = next(c for c in difference(plan, after).changes if c.code == "swapped")
    assert (swap.was, swap.now) == (item.name, items_of(after)[item.id].name)
    assert "2026-12-05" in swap.says
    assert {"by_hand", "taken_out"} <= codes(difference(plan, after).because)


def test_a_move_is_told_as_one_thing(plan):
    room = edited(plan, "remove", "2026-11-30-1b")
    after = edited(room, "move", "2026-12-02-1a", "2026-11-30")
    moved = next(c for c in difference(room, after).changes if c.code == "moved")
    assert (moved.was, moved.now) == ("2026-12-02", "2026-11-30")


def test_what_had_to_go_says_the_rule(plan):
    shy = attrs.evolve(CUTTER, avoid=("scissor-strips",))
    after = plan_again(edited(plan, "lock", "all"), shy, small())
    found = difference(plan, after)
    assert "item_gone" in codes(found.changes)
    says = [reason.says for reason in found.because if reason.code == "dropped"]
    assert says
    assert all("the file says to avoid" in line for line in says)
    assert "made_child" in codes(found.because)


def test_goals_assumptions_and_what_comes_first_are_compared(plan):
    other = attrs.evolve(
        CUTTER,
        goals=(attrs.evolve(CUTTER.goals[0], kind="keep"), Goal(skill="builds-bridge")),
        precautions=(Precaution(id="epilepsy"),),
        mouths=None,
    )
    found = difference(plan, make_plan(other, small(), start=START, weeks=2))
    assert {"goal", "goal_new", "goal_gone", "made_child"} <= codes(
        [*found.changes, *found.because]
    )
    assert {"new_notices", "new_assumed"} & codes(found.changes)
    for change in found.changes:
        assert change.says
        assert "{" not in change.says


def test_another_start_and_other_times_are_told(plan):
    days = {day: (Slot(minutes=25),) for day in ("mon", "thu")}
    busy = attrs.evolve(CUTTER, week=attrs.evolve(CUTTER.week, days=days))
    later = make_plan(busy, small(), start=START + timedelta(days=7), weeks=3)
    found = codes(difference(plan, later).changes)
    assert {"start", "weeks", "session_new", "session_gone", "session"} <= found


def with_first_item(plan, **said):
    """Return *plan* with something else said of its first item."""
    week, *weeks = plan.weeks
    session, *sessions = week.sessions
    item = attrs.evolve(session.items[0], **said)
    session = attrs.evolve(session, items=(item, *session.items[1:]))
    week = attrs.evolve(week, sessions=(session, *sessions))
    return attrs.evolve(plan, weeks=(week, *weeks))


@pytest.mark.parametrize(("step", "code"), [(1, "harder"), (-1, "easier")])
def test_another_grade_says_which_way(plan, step, code):
    item = plan.sessions[0].items[0]
    after = with_first_item(plan, grade=item.grade + step, grade_id="other", grade_name="Other")
    (change,) = difference(plan, after).changes
    assert (change.code, change.now) == (code, f"{item.grade + step} (Other)")
    assert item.grade_name in change.was


@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        ({"why": "Because."}, "why", "other reasons"),
        ({"cautions": ()}, "care_gone", "no longer said"),
        ({"cautions": ("Slowly.",)}, "care_new", "Slowly."),
        (
            {"supervision": "one-to-one", "side": "left"},
            "way",
            "how close an adult is and the side",
        ),
    ],
)
def test_other_reasons_cautions_and_ways_are_told(plan, said, code, words):
    found = [c for c in difference(plan, with_first_item(plan, **said)).changes if c.code == code]
    assert found
    assert all(words in change.says for change in found)


def test_plans_of_two_children_are_not_laid_side_by_side(plan):
    other = attrs.evolve(plan, child=attrs.evolve(plan.child, id="wren", name="Wren"))
    with pytest.raises(Refused, match="two children"):
        difference(plan, other)


def test_the_command_tells_people_and_programs(capfd, own, tmp_path):
    for name, start in (("a", "2026-11-30"), ("b", "2026-12-07")):
        out = tmp_path / f"{name}.json"
        assert ask(capfd, "plan", own, "--start", start, "--weeks", "2", "--output", out)[0] == 0
    code, out, _ = ask(capfd, "diff", tmp_path / "a.json", tmp_path / "b.json")
    assert code == 0
    assert "It begins on 2026-12-07" in out
    code, out, _ = ask(capfd, "diff", tmp_path / "a.json", tmp_path / "b.json", "--format", "json")
    found = json.loads(out)
    assert next(iter(found)) == "format"
    assert (code, found["format"], found["same"]) == (0, "motorplan.diff/1", False)
    assert ask(capfd, "diff", tmp_path / "a.json", own)[0] == 1
    assert ask(capfd, "diff", tmp_path / "a.json", tmp_path / "none.json")[0] == 1
