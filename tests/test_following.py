"""Plans made with another catalogue still open: former ids are followed, or reported."""

import shutil
from pathlib import Path

import attrs
import pytest
from test_editing import CUTTER, edited, items_of
from worlds import START, small

from motorplan.checking import check_plan
from motorplan.daily import make_today
from motorplan.explaining.following import taken_up
from motorplan.explaining.why import why_of
from motorplan.grouping import group_plan_in_force, load_group, make_group_plan
from motorplan.making import current_plan, make_plan, save_plan
from motorplan.model.plans import Warn
from motorplan.replanning import plan_again
from motorplan.understanding import understand


@pytest.fixture(scope="module")
def plan():
    return make_plan(CUTTER, small(), start=START, weeks=2)


def without(activity, now=None):
    """Return the small catalogue in which *activity* is gone, or goes by another name."""
    known = {i: small().activities[i] for i in small().activities}
    old = known.pop(activity)
    if now:
        known[now] = attrs.evolve(old, id=now)
    return another(small(), known, {activity: now or ""})


def another(catalogue, activities, renamed):
    """Return *catalogue* with other *activities*, as another version would have them."""
    found = catalogue.with_only(activities)
    return attrs.evolve(found, renamed=renamed, fingerprint="sha256:another")


def test_a_renamed_activity_is_followed(plan):
    later = without("scissor-strips", "snipping")
    followed = taken_up(plan, later)
    activities = {item.activity for item in items_of(followed).values()}
    assert "snipping" in activities
    assert "scissor-strips" not in activities
    assert check_plan(followed, CUTTER, later) == ()


def test_a_locked_renamed_activity_stays(plan):
    later = without("scissor-strips", "snipping")
    locked = edited(plan, "lock", "all")
    found = plan_again(locked, CUTTER, later)
    assert not [w for w in found.warnings if w.code == "dropped"]
    assert {i.activity for i in items_of(found).values() if i.locked} == {
        "snipping" if i.activity == "scissor-strips" else i.activity
        for i in items_of(locked).values()
    }


def test_a_locked_activity_that_is_gone_is_said_first(plan):
    later = without("scissor-strips")
    found = plan_again(edited(plan, "lock", "all"), CUTTER, later)
    assert check_plan(found, CUTTER, later) == ()
    gone = [w.says for w in found.warnings if w.code == "dropped"]
    assert gone
    assert all("no longer in the catalogue" in says for says in gone)


def with_other_id(activity, former, now):
    """Return *activity* with a grade of it by another id."""

    def named(grade_id):
        return now if grade_id == former else grade_id

    grades = tuple(attrs.evolve(g, id=named(g.id)) for g in activity.grades)
    materials = {
        i: attrs.evolve(use, grades=tuple(map(named, use.grades)))
        for i, use in activity.materials.items()
    }
    return attrs.evolve(activity, grades=grades, materials=materials)


def with_grade(activity, former, now):
    """Return the small activities, a grade of one of them by another id."""
    known = {i: small().activities[i] for i in small().activities}
    return {**known, activity: with_other_id(known[activity], former, now)}


def grade_of(plan, activity):
    items = items_of(plan).values()
    return next(item.grade_id for item in items if item.activity == activity)


def test_a_renamed_grade_is_followed(plan):
    former = grade_of(plan, "coat-time")
    renamed = {f"coat-time/{former}": "other-buttons"}
    later = another(small(), with_grade("coat-time", former, "other-buttons"), renamed)
    followed = taken_up(plan, later)
    assert grade_of(followed, "coat-time") == "other-buttons"
    assert check_plan(followed, CUTTER, later) == ()
    again = plan_again(edited(plan, "lock", "all"), CUTTER, later)
    assert not [w for w in again.warnings if w.code == "dropped"]
    assert items_of(again).keys() == items_of(plan).keys()


def test_a_renamed_grade_of_a_renamed_activity_is_followed(plan):
    """The table names the grade under its activity's present id."""
    former = grade_of(plan, "coat-time")
    known = with_grade("coat-time", former, "other-buttons")
    known["coat-on"] = attrs.evolve(known.pop("coat-time"), id="coat-on")
    renamed = {"coat-time": "coat-on", f"coat-on/{former}": "other-buttons"}
    later = another(small(), known, renamed)
    followed = taken_up(plan, later)
    assert grade_of(followed, "coat-on") == "other-buttons"
    assert check_plan(followed, CUTTER, later) == ()


@pytest.mark.parametrize("listed", [True, False])
def test_a_locked_grade_that_is_gone_is_said_first(plan, listed):
    """Whether the table says that it was taken out, or nobody does."""
    former = grade_of(plan, "coat-time")
    renamed = {f"coat-time/{former}": ""} if listed else {}
    later = another(small(), with_grade("coat-time", former, "other-buttons"), renamed)
    found = plan_again(edited(plan, "lock", "all"), CUTTER, later)
    assert check_plan(found, CUTTER, later) == ()
    gone = [w.says for w in found.warnings if w.code == "dropped"]
    assert gone
    assert all(f"(coat-time/{former})" in says for says in gone)


def test_a_locked_activity_that_no_table_names_is_said_first(plan):
    """As of a folder of own activities that is not there any more."""
    known = {i: small().activities[i] for i in small().activities if i != "scissor-strips"}
    later = another(small(), known, {})
    found = plan_again(edited(plan, "lock", "all"), CUTTER, later)
    assert any("(scissor-strips)" in w.says for w in found.warnings if w.code == "dropped")
    assert check_plan(found, CUTTER, later) == ()


def test_nothing_that_is_there_can_be_told_to_be_gone(plan):
    """The check takes no such sentence about what the catalogue holds."""
    say = small().phrases.say
    words = say("kept.gone", id="scissor-strips", day="2026-12-02")
    for says in (words, say("kept.gone", id="Otter is ill", day="2026-12-02")):
        forged = attrs.evolve(plan, warnings=(*plan.warnings, Warn(code="dropped", says=says)))
        assert "warnings" in {v.rule for v in check_plan(forged, CUTTER, small())}


def test_a_plan_of_a_group_is_followed_too(catalogue, tmp_path):
    for name in ("badger", "heron"):
        shutil.copy(f"examples/{name}.toml", tmp_path)
    path = tmp_path / "tuesday.toml"
    path.write_text(Path("examples/groups/tuesday-hands.toml").read_text().replace("../", ""))
    group = load_group(path, catalogue)
    made = make_group_plan(group, catalogue, start=START, weeks=1)
    save_plan(made, path)
    item = made.sessions[0].items[0]
    former = item.children["heron"].grade_id
    known = {i: catalogue.activities[i] for i in catalogue.activities}
    old = with_other_id(known.pop(item.activity), former, "other-way")
    known["ring-ball"] = attrs.evolve(old, id="ring-ball")
    renamed = {item.activity: "ring-ball", f"ring-ball/{former}": "other-way"}
    later = another(catalogue, known, renamed)
    plan, broken = group_plan_in_force(group, later, path)
    assert broken == ()
    assert plan.sessions[0].items[0].children["heron"].grade_id == "other-way"
    found = understand(path.with_suffix(".plan.json"), later, START)
    assert any("ring-ball" in note for note in found.notes)
    assert any(f"ring-ball/{former} is called other-way" in note for note in found.notes)


def test_a_plan_that_another_catalogue_does_not_touch_stays_in_force(plan, own):
    """Something was added elsewhere; every word of this plan is as it was."""
    save_plan(plan, own)
    later = attrs.evolve(small(), fingerprint="sha256:another")
    found, made = current_plan(CUTTER, later, own, START)
    assert made == "in-force"
    assert items_of(found) == items_of(plan)
    assert make_today(CUTTER, later, own, START).made == "in-force"
    assert why_of("scissor-strips", CUTTER, later, found, made).in_plan


def test_a_plan_whose_words_are_others_by_now_is_made_anew(plan, own):
    save_plan(plan, own)
    known = {i: small().activities[i] for i in small().activities}
    known["scissor-strips"] = attrs.evolve(known["scissor-strips"], name="Snipping")
    found, made = current_plan(CUTTER, another(small(), known, {}), own, START)
    assert made == "on-the-spot"
    assert "Snipping" in {item.name for item in items_of(found).values()}


def test_a_plan_that_was_tampered_with_is_not_taken_up(plan):
    item = attrs.evolve(plan.weeks[0], number=7)
    forged = attrs.evolve(plan, weeks=(item, *plan.weeks[1:]))
    later = attrs.evolve(small(), fingerprint="sha256:another")
    assert taken_up(forged, later) == forged
    assert {"changed", "other-catalogue"} <= {v.rule for v in check_plan(forged, CUTTER, later)}


def test_check_says_what_became_of_ids(own, catalogue):
    """A renamed one is a note where the plan holds; one that is gone is a problem."""
    from motorplan.making import load_child, load_plan

    who = load_child(own, catalogue)
    save_plan(make_plan(who, catalogue, start=START, weeks=1), own)
    place = own.with_suffix(".plan.json")
    held = {item.activity for item in items_of(load_plan(place)).values()}
    gone = min(held)
    known = {i: catalogue.activities[i] for i in catalogue.activities if i != gone}
    new = {**known, "renamed-now": attrs.evolve(catalogue.activities[gone], id="renamed-now")}
    for activities, now in ((known, ""), (new, "renamed-now")):
        found = understand(place, another(catalogue, activities, {gone: now}), START)
        if now:
            assert any("renamed-now" in note for note in found.notes)
        else:
            assert {"former-id", "unknown"} & {p.code for p in found.problems}
