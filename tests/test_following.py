"""Plans made with another catalogue still open: former ids are followed, or reported."""

import attrs
import pytest
from test_editing import CUTTER, edited, items_of
from worlds import START, small

from motorplan.checking import check_plan
from motorplan.daily import make_today
from motorplan.explaining.following import taken_up
from motorplan.explaining.why import why_of
from motorplan.making import current_plan, make_plan, save_plan
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
