"""Edits that stay: what a person locked, swapped, moved, took out or put in."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest
from test_cli import ask, json_of
from test_scenarios import child as big_child
from worlds import START, THINGS, child, seen, small

from motorplan.checking import check_plan
from motorplan.converting.files import json_text
from motorplan.editing import edit_plan
from motorplan.errors import NoPlan, Refused, UnknownWord, WrongUse
from motorplan.explaining.staying import signed
from motorplan.making import load_child, load_plan, make_plan
from motorplan.model.children import Clearance, Goal, Precaution, Slot, TagLimit, WeekTime
from motorplan.model.edits import Edit
from motorplan.model.logs import Log
from motorplan.rendering.paper import Paper
from motorplan.rendering.terminal import plan_text
from motorplan.replanning import plan_again

CUTTER = child(
    skills=seen(
        snips_paper="independent",
        opens_closes_scissors="independent",
        fastens_large_buttons="some-help",
        unfastens_large_buttons="independent",
        side_pincer_grasp="independent",
        neat_pincer_grasp="independent",
        keeps_small_things_out_of_mouth="independent",
        threads_large_beads="some-help",
        stacks_two_blocks="independent",
    ),
    goals=(Goal(skill="cuts-on-line"), Goal(skill="fastens-large-buttons")),
)
CLIMBER = child(
    born=date(2024, 9, 13),
    variety="same",
    pace="gentle",
    eats="everything",
    stays_close="stays",
    week=WeekTime(materials=THINGS, days={day: (Slot(minutes=20),) for day in ("mon", "tue")}),
    skills=seen(
        walks_upstairs_with_help="independent",
        walks_downstairs_with_help="prompts",
        walks_upstairs_with_rail_alternating="some-help",
    ),
    goals=tuple(
        Goal(skill=i)
        for i in ("walks-upstairs-with-rail-alternating", "builds-bridge", "cuts-curves")
    ),
)
SECOND = START + timedelta(days=9)


@pytest.fixture(scope="module")
def plan():
    return make_plan(CUTTER, small(), start=START, weeks=3)


def items_of(plan):
    return {item.id: item for session in plan.sessions for item in session.items}


def first_of(plan, activity):
    return next(i.id for i in items_of(plan).values() if i.activity == activity)


def edited(plan, *words, who=CUTTER, on=START):
    verb, what, to = (*words, None)[:3]
    done = edit_plan(plan, who, small(), Edit(verb=verb, what=what, to=to), on=on)
    assert check_plan(done.plan, who, small()) == ()
    assert done.says
    return done.plan


def again(plan, who=CUTTER, **said):
    found = plan_again(plan, who, small(), **said)
    assert check_plan(found, who, small()) == ()
    return found


def dropped(plan):
    return [warning for warning in plan.warnings if warning.code == "dropped"]


# locks


def test_a_lock_changes_the_lock_alone(plan):
    item_id = first_of(plan, "scissor-strips")
    locked = edited(plan, "lock", item_id)
    assert {i for i, item in items_of(locked).items() if item.locked} == {item_id}
    assert locked.search == plan.search
    assert edited(locked, "unlock", item_id) == plan


def test_a_session_or_all_of_it_is_locked_at_once(plan):
    session = next(s for s in plan.sessions if len(s.items) > 1)
    locked = items_of(edited(plan, "lock", session.id))
    assert {i for i in locked if locked[i].locked} == {item.id for item in session.items}
    assert all(item.locked for item in items_of(edited(plan, "lock", "all")).values())


def test_what_is_locked_stays_where_the_planner_would_have_it_otherwise(plan):
    """A family that wants nothing twice gets the locked scissors all the same."""
    ids = [i for i, item in items_of(plan).items() if item.activity == "scissor-strips"]
    assert len(ids) > 1
    locked = plan
    for item_id in ids:
        locked = edited(locked, "lock", item_id)
    other = attrs.evolve(CUTTER, variety="lots", goals=CUTTER.goals[:1])
    found = items_of(again(locked, other))
    assert all(found[i].activity == "scissor-strips" and found[i].locked for i in ids)


def test_everything_locked_is_the_same_bytes_on_the_real_catalogue(catalogue, own):
    who = load_child(own, catalogue)
    plan = make_plan(who, catalogue, start=START, weeks=2)
    locked = edit_plan(plan, who, catalogue, Edit(verb="lock", what="all"), on=START).plan
    assert json_text(plan_again(locked, who, catalogue)) == json_text(locked)


# what lies behind


def test_what_lies_before_the_new_start_is_kept_as_it_was(plan):
    found = again(plan, start=SECOND)
    assert (found.start, found.kept_until, len(found.weeks)) == (plan.start, SECOND, 3)
    behind = [s for s in plan.sessions if s.date < SECOND]
    assert [s for s in found.sessions if s.date < SECOND] == behind
    assert [w.start for w in found.weeks] == [w.start for w in plan.weeks]
    assert again(found) == found


def test_what_lies_behind_is_not_judged_by_the_rules_of_today(plan):
    """A file that forbids scissors from now on: the days behind stay, nothing ahead has them."""
    no_scissors = attrs.evolve(CUTTER, avoid=("scissor-strips",))
    found = again(plan, no_scissors, start=SECOND)
    with_it = {s.date for s in found.sessions for i in s.items if i.activity == "scissor-strips"}
    assert with_it
    assert max(with_it) < SECOND


def test_what_is_known_from_the_days_behind_is_known_in_every_week_after():
    """Nothing is left of the first week, and the second still brings one new thing home."""
    plan = make_plan(CLIMBER, small(), start=START, weeks=2)
    found = again(plan, CLIMBER, start=START + timedelta(days=2))
    before = {i.activity for s in found.weeks[0].sessions for i in s.items}
    new = [i for s in found.weeks[1].sessions for i in s.items if i.activity not in before]
    assert len(new) == 1


def test_the_days_behind_count_for_what_the_week_may_hold():
    """Two seated things a week at most, and both were done on Monday and Wednesday."""
    who = attrs.evolve(CUTTER, limits={})
    plan = make_plan(who, small(), start=START, weeks=2)
    tag = "seated"
    done = [s for s in plan.sessions if s.date < START + timedelta(days=4)]
    tags = [tag in small().activities[i.activity].tags for s in done for i in s.items]
    limited = attrs.evolve(who, limits={tag: TagLimit(max=sum(tags))})
    try:
        found = again(plan, limited, start=START + timedelta(days=4))
    except NoPlan:
        return
    rest = [s for s in found.weeks[0].sessions if s.date >= START + timedelta(days=4)]
    assert not any(tag in small().activities[i.activity].tags for s in rest for i in s.items)


def behind(plan, number=0, **said):
    """Return *plan*, signed anew, with something else said of a session that lies behind."""
    week = plan.weeks[0]
    sessions = list(week.sessions)
    sessions[number] = attrs.evolve(sessions[number], **said)
    weeks = (attrs.evolve(week, sessions=tuple(sessions)), *plan.weeks[1:])
    return signed(attrs.evolve(plan, weeks=weeks))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda p: behind(p, date=date(2026, 12, 1)), "dates"),
        (lambda p: behind(p, id="2026-12-02-1"), "dates"),
        (lambda p: behind(p, id="someday"), "dates"),
        (lambda p: behind(p, items=p.sessions[1].items), "ids"),
        (lambda p: behind(p, items=p.sessions[0].items * 2), "ids"),
        (lambda p: signed(attrs.evolve(p, weeks=p.weeks[1:])), "dates"),
        (lambda p: signed(attrs.evolve(p, kept_until=START)), "dates"),
        (lambda p: signed(attrs.evolve(p, kept_until=START + timedelta(days=99))), "dates"),
        (lambda p: signed(attrs.evolve(p, kept_until=START + timedelta(days=2))), "numbers"),
        (lambda p: attrs.evolve(p, kept_until=None), "changed"),
    ],
)
def test_of_what_lies_behind_the_form_is_checked(plan, change, rule):
    found = again(plan, start=SECOND)
    assert rule in {v.rule for v in check_plan(change(found), CUTTER, small())}


def test_a_page_prints_what_lies_ahead(plan):
    found = again(plan, start=SECOND)
    text = plan_text(found, Paper(phrases=small().phrases))
    assert "What lay before" in text
    assert "Monday 30 November ·" not in text


def test_logs_up_to_the_new_start_count():
    """What was too hard twice comes a rung lower from the new start on."""
    plan = make_plan(CUTTER, small(), start=START, weeks=2)
    item = next(i for i in items_of(plan).values() if i.activity == "scissor-strips")
    log = Log(
        on=START,
        activity=item.activity,
        grade=item.grade_id,
        how="too-hard",
        asked={},
        practised=("cuts-forward",),
    )
    locked = edited(plan, "lock", "all")
    found = again(locked, attrs.evolve(CUTTER, logs=(log,)), start=START + timedelta(days=7))
    assert {w.about for w in dropped(found)} == {
        i for i, x in items_of(plan).items() if x.activity == item.activity and i > "2026-12-07"
    }
    later = [i for s in found.sessions if s.date > START + timedelta(days=6) for i in s.items]
    assert all(i.grade < item.grade for i in later if i.activity == item.activity)


@pytest.mark.parametrize("said", [{"start": START + timedelta(days=60)}, {"weeks": 0}])
def test_a_plan_without_a_week_left_is_refused(plan, said):
    with pytest.raises(WrongUse):
        plan_again(plan, CUTTER, small(), **said)


def test_a_kept_plan_goes_on_after_its_last_week(plan):
    found = again(plan, start=START + timedelta(days=23), weeks=5)
    assert [w.number for w in found.weeks] == [1, 2, 3, 4, 5]
    assert found.weeks[3].start == START + timedelta(days=21)


def test_the_plan_of_another_child_is_refused(plan):
    other = attrs.evolve(CUTTER, id="wren", name="Wren")
    with pytest.raises(Refused, match="another child"):
        plan_again(plan, other, small())
    with pytest.raises(Refused, match="another child"):
        edit_plan(plan, other, small(), Edit(verb="lock", what="all"), on=START)


# what has to go


def test_what_is_avoided_by_now_is_dropped_and_said_first(plan):
    item_id = first_of(plan, "scissor-strips")
    locked = edited(plan, "lock", item_id)
    found = again(locked, attrs.evolve(CUTTER, avoid=("scissor-strips",), interests=("socks",)))
    assert [w.about for w in dropped(found)] == [item_id]
    assert found.warnings[0].code == "dropped"
    text = plan_text(found, Paper(phrases=small().phrases))
    assert text.index("You had locked") < text.index("This plan is ideas")


def test_less_time_drops_what_no_longer_fits(plan):
    locked = edited(plan, "lock", "all")
    short = attrs.evolve(CUTTER.week, days={d: (Slot(minutes=9),) for d in ("mon", "wed")})
    found = again(locked, attrs.evolve(CUTTER, week=short))
    says = " ".join(w.says for w in dropped(found))
    assert "does not fit into the time" in says
    assert "no time on that day" in says


def test_what_was_said_first_stays_said_after_an_edit(plan):
    item_id = first_of(plan, "scissor-strips")
    shy = attrs.evolve(CUTTER, avoid=("scissor-strips",))
    found = again(edited(plan, "lock", item_id), shy)
    left = next(i for i in items_of(found))
    assert dropped(edited(found, "remove", left, who=shy)) == dropped(found)


# single changes


def test_a_swap_takes_another_of_the_same_purpose_at_a_fitting_grade(plan):
    """The old grade never goes to a new activity."""
    item = items_of(plan)["2026-12-05-1a"]
    found = edited(plan, "swap", item.id, "button-snake")
    new = items_of(found)[item.id]
    assert (new.activity, new.locked) == ("button-snake", True)
    assert {s.goal for s in new.serves} & {s.goal for s in item.serves}
    grades = {i.grade for i in items_of(plan).values() if i.activity == "button-snake"}
    assert not grades or new.grade in grades
    assert new.chance is not None
    assert new.chance > 0.5


def test_a_swap_that_names_nothing_takes_the_best(plan):
    item = items_of(plan)["2026-12-05-1a"]
    found = edited(plan, "swap", item.id)
    new = items_of(found)[item.id]
    assert new.activity != item.activity
    assert {s.goal for s in new.serves} & {s.goal for s in item.serves}


def test_a_swap_for_what_leads_elsewhere_is_refused(plan):
    with pytest.raises(Refused, match="leads to another goal"):
        edited(plan, "swap", "2026-12-05-1b", "button-snake")


def test_nothing_comes_twice_in_a_session(plan):
    with pytest.raises(Refused, match="in that session already"):
        edited(plan, "add", "2026-12-05", "coat-time")


def test_what_was_taken_out_does_not_come_back_into_that_session(plan):
    item_id = first_of(plan, "scissor-strips")
    session = item_id[:-1]
    found = again(edited(plan, "remove", item_id))
    there = next(s for s in found.sessions if s.id == session)
    assert "scissor-strips" not in {i.activity for i in there.items}
    assert not any("scissor-strips" in i.choices for i in there.items)
    put_back = edited(edited(plan, "remove", item_id), "add", session, "scissor-strips")
    assert not put_back.taken_out


def test_ids_of_all_other_items_stay(plan):
    """So that the next edit may go by the same printed page."""
    session = next(s for s in plan.sessions if len(s.items) > 1)
    left = session.items[1]
    found = items_of(edited(plan, "remove", session.items[0].id))
    assert found[left.id].activity == left.activity


def test_a_move_goes_to_another_day(plan):
    there = items_of(plan)["2026-12-02-1a"]
    room = edited(plan, "remove", "2026-11-30-1b")
    found = items_of(edited(room, "move", there.id, "2026-11-30"))
    assert there.id not in found
    (moved,) = (i for i in found.values() if i.locked)
    assert (moved.id, moved.activity) == ("2026-11-30-1b", there.activity)
    assert moved.grade_id == there.grade_id


def test_a_full_session_says_what_to_take_out(plan):
    session = next(s for s in plan.sessions if s.items)
    there = {item.activity for item in session.items}
    other = next(i for i in ("button-snake", "coat-time", "scissor-strips") if i not in there)
    with pytest.raises(Refused) as refused:
        edited(plan, "add", session.id, other)
    assert "does not fit into the time" in str(refused.value)
    assert session.items[0].id in refused.value.remedy


def test_the_last_item_is_not_taken_out():
    who = attrs.evolve(CUTTER, week=WeekTime(space="room", days={"mon": (Slot(minutes=9),)}))
    plan = make_plan(who, small(), start=START, weeks=1)
    (item_id,) = items_of(plan)
    with pytest.raises(Refused, match="nothing left"):
        edited(plan, "remove", item_id, who=who)


@pytest.mark.parametrize(
    ("verb", "what", "to", "close"),
    [
        ("lock", "2026-11-30-1aa", None, "2026-11-30-1a"),
        ("remove", "2026-11-30-1", None, "2026-11-30-1"),
        ("add", "2026-11-30-11", "threading", "2026-11-30-1"),
        ("add", "2026-11-30-1", "threadin", "threading"),
        ("move", "2026-11-30-1a", "2026-11-31", "2026-11-30-1"),
    ],
)
def test_an_unknown_id_is_told_with_the_nearest(plan, verb, what, to, close):
    with pytest.raises(UnknownWord) as unknown:
        edited(plan, verb, what, to)
    assert close in str(unknown.value)


def test_worth_is_worked_out_anew_and_never_above_the_bound(plan):
    found = edited(plan, "remove", first_of(plan, "coat-time"))
    assert found.search.value < plan.search.value
    assert found.search.bound >= found.search.value
    assert found.id != plan.id


def test_a_plan_that_no_longer_fits_is_taken_up_from_today(plan):
    """The days before stay; those ahead are judged by the file as it is."""
    later = attrs.evolve(CUTTER, interests=("animals",))
    found = edited(plan, "lock", "2026-12-12-1a", who=later, on=SECOND)
    assert found.kept_until == SECOND
    with pytest.raises(Refused, match="is over"):
        edited(plan, "remove", "2026-11-30-1a", who=later, on=SECOND)


def test_an_edit_that_leaves_something_unsafe_ahead_says_to_plan_again(plan):
    shy = attrs.evolve(CUTTER, avoid=("scissor-strips",))
    with pytest.raises(Refused) as refused:
        edited(plan, "remove", first_of(plan, "coat-time"), who=shy)
    assert "could not stay" in str(refused.value)
    assert "--keep" in refused.value.remedy


def test_what_needs_a_yes_first_says_the_lines_to_write(catalogue):
    """And with those lines in the file the same change is made."""
    who = big_child(
        ("cuts-on-line", "fastens-large-buttons"),
        skills=CUTTER.skills,
        precautions=(Precaution(id="arm-surgery", until=date(2027, 5, 1)),),
    )
    plan = make_plan(who, catalogue, start=START, weeks=1)
    for item in plan.sessions[0].items[1:]:
        plan = edit_plan(plan, who, catalogue, Edit(verb="remove", what=item.id), on=START).plan
    edit = Edit(verb="add", what=plan.sessions[0].id, to="button-snake")
    with pytest.raises(Refused) as refused:
        edit_plan(plan, who, catalogue, edit, on=START)
    lines = refused.value.remedy
    assert "[[clearance]]" in lines
    named = [line.split('"')[1] for line in lines.splitlines() if line.startswith("of = ")]
    clearances = tuple(Clearance(of=of, by="doctor", on=date(2026, 11, 1)) for of in named)
    cleared = attrs.evolve(who, clearances=clearances)
    done = edit_plan(plan, cleared, catalogue, edit, on=START).plan
    assert "button-snake" in {i.activity for i in done.sessions[0].items if i.locked}


# the command line


def saved(capfd, own):
    assert ask(capfd, "plan", own, "--start", "2026-11-30", "--weeks", "2", "--save")[0] == 0
    return load_plan(own.with_suffix(".plan.json"))


def test_edits_are_entered_and_the_plan_in_force_is_the_new_one(capfd, own):
    plan = saved(capfd, own)
    item_id = next(iter(items_of(plan)))
    code, out, err = ask(capfd, "edit", own, "lock", item_id, "--by", "Mia")
    assert code == 0
    assert "Locked" in out
    assert "kept as" in err
    entries = json_of(capfd, "journal", "show", own)[1]["entries"]
    (edit,) = [entry for entry in entries if entry["kind"] == "edit"]
    now = load_plan(own.with_suffix(".plan.json"))
    assert (edit["author"], edit["known"]) == ("Mia", True)
    assert edit["body"]["before"] == plan.id
    assert edit["body"]["after"] == now.id
    assert f"edit: lock {item_id}" in ask(capfd, "journal", "show", own)[1]
    assert items_of(now)[item_id].locked


def test_today_and_why_go_on_with_an_edited_plan(capfd, own):
    plan = saved(capfd, own)
    item = next(iter(items_of(plan).values()))
    assert ask(capfd, "edit", own, "remove", item.id)[0] == 0
    code, answer = json_of(capfd, "today", own, "--date", "2026-12-02")
    assert (code, answer["made"]) == (0, "in-force")
    assert json_of(capfd, "why", own, item.activity)[1]["made"] == "in-force"
    assert ask(capfd, "check", own.with_suffix(".plan.json"))[0] == 0


def test_planning_again_with_keep_prints_and_saves(capfd, own):
    saved(capfd, own)
    place = own.with_suffix(".plan.json")
    assert ask(capfd, "edit", own, "lock", "all")[0] == 0
    code, out, _ = ask(capfd, "plan", own, "--keep", place, "--format", "json")
    assert (code, out) == (0, place.read_text(encoding="utf-8"))
    code, out, _ = ask(capfd, "plan", own, "--keep", place, "--start", "2026-12-07", "--save")
    assert code == 0
    assert "Locked: it stays." in out
    assert json.loads(place.read_text())["kept_until"] == "2026-12-07"


def test_days_that_went_by_and_would_be_planned_anew_are_told(capfd, own):
    assert ask(capfd, "plan", own, "--start", "2026-11-23", "--save")[0] == 0
    place = own.with_suffix(".plan.json")
    assert "--start 2026-11-24" in ask(capfd, "plan", own, "--keep", place)[2]
    assert "--start" not in ask(capfd, "plan", own, "--keep", place, "--start", "2026-11-24")[2]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("swop", "2026-11-30-1a"), 2, 'Did you mean "swap"?'),
        (("swap",), 2, "edit FILE swap ITEM [ACTIVITY]"),
        (("lock", "2026-11-30-1a", "x"), 2, "edit FILE lock"),
        (("remove", "2026-11-30-1z"), 2, "did you mean"),
        (("add", "2026-11-30", "threadin"), 2, "no activity goes by"),
    ],
)
def test_a_wrong_edit_is_told_and_changes_nothing(capfd, own, words, code, says):
    saved(capfd, own)
    before = own.with_suffix(".plan.json").read_bytes()
    found, out, err = ask(capfd, "edit", own, *words)
    assert (found, out) == (code, "")
    assert says in err
    assert own.with_suffix(".plan.json").read_bytes() == before


def test_without_a_plan_in_force_there_is_nothing_to_edit(capfd, own):
    code, _, err = ask(capfd, "edit", own, "lock", "all")
    assert code == 1
    assert "--save" in err


def test_a_refused_edit_is_one_and_leaves_the_plan(capfd, own):
    plan = saved(capfd, own)
    before = own.with_suffix(".plan.json").read_bytes()
    code, out, err = ask(capfd, "edit", own, "move", next(iter(items_of(plan))), "2026-11-30")
    assert (code, out) == (1, "")
    assert "already" in err
    assert own.with_suffix(".plan.json").read_bytes() == before


# the paper

PAPER = Path("docs/editing.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `edit otter.toml ([^`]*)`", PAPER, re.MULTILINE)


@pytest.mark.parametrize("words", ROWS)
def test_every_change_of_the_paper_is_made(capfd, own, words):
    """Where a day is to take something more it is emptied first."""
    there = [i for i in items_of(saved(capfd, own)) if i.startswith("2026-12-02")]
    for item_id in reversed(there) if "2026-12-02" in words else ():
        assert ask(capfd, "edit", own, "remove", item_id)[0] == 0
    code, out, err = ask(capfd, "edit", own, *words.split())
    refused = words.startswith("swap") and "Nothing else with the same purpose" in err
    assert refused or (code == 0 and out)


def test_the_plan_by_hand_of_the_paper_passes(capfd, own, tmp_path):
    (text,) = re.findall(r"```json\n(.*?)```", PAPER, re.DOTALL)
    place = tmp_path / "hand.json"
    place.write_text(text)
    assert ask(capfd, "check", place, "--child", own)[0] == 0


def test_the_control_of_the_paper_is_read(capfd, own):
    (lines,) = re.findall(r"```toml\n(.*?)```", PAPER, re.DOTALL)
    own.write_text(f"{own.read_text()}\n{lines}")
    code, out, _ = ask(capfd, "check", own)
    assert code == 0
    assert "Mia Berg" in out


def test_planning_again_in_mid_plan_does_not_begin_anew(capfd, own):
    """Without a log the rungs that lie behind are gone on from, and nothing is found out again."""
    assert "look-and-see" in " ".join(saved(capfd, own).weeks[0].notes)
    place = own.with_suffix(".plan.json")
    assert ask(capfd, "plan", own, "--keep", place, "--start", "2026-12-07", "--save")[0] == 0
    again = load_plan(place)
    assert again.kept_until
    assert not any("look-and-see" in note for week in again.weeks[1:] for note in week.notes)
    roles = {item.role for s in again.weeks[1].sessions for item in s.items}
    assert roles
    assert "look-and-see" not in roles
