"""Laws of plans around what is to stay, over children drawn at random."""

from datetime import timedelta

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st
from worlds import START, children, small

from motorplan.checking import check_plan
from motorplan.converting.files import json_text
from motorplan.editing import edit_plan
from motorplan.errors import NoPlan, Refused
from motorplan.making import make_plan
from motorplan.model.children import TagLimit
from motorplan.model.edits import Edit
from motorplan.replanning import plan_again

WEEKS = 2


def plan_for(child):
    try:
        return make_plan(child, small(), start=START, weeks=WEEKS)
    except NoPlan:
        assume(False)  # noqa: FBT003 - nothing to keep


def items_of(plan):
    return {item.id: item for session in plan.sessions for item in session.items}


def edited(plan, child, verb, what, to=None):
    return edit_plan(plan, child, small(), Edit(verb=verb, what=what, to=to), on=START).plan


@given(child=children())
def test_with_everything_locked_planning_again_gives_the_same_bytes(child):
    plan = edited(plan_for(child), child, "lock", "all")
    assert json_text(plan_again(plan, child, small())) == json_text(plan)


@given(child=children())
def test_with_nothing_locked_and_nothing_changed_the_plan_loses_nothing(child):
    plan = plan_for(child)
    again = plan_again(plan, child, small())
    assert again.search.value >= plan.search.value


@given(child=children(), draw=st.data())
def test_locking_an_item_of_the_best_week_never_changes_its_worth(child, draw):
    """Where the first week is proven best, no lock makes it better or worse."""
    try:
        plan = make_plan(child, small(), start=START, weeks=1)
    except NoPlan:
        return
    ids = draw.draw(st.sets(st.sampled_from(sorted(items_of(plan))), min_size=1))
    locked = plan
    for item_id in sorted(ids):
        locked = edited(locked, child, "lock", item_id)
    again = plan_again(locked, child, small())
    assert {i for i, item in items_of(again).items() if item.locked} == ids
    assert again.search.value >= plan.search.value
    if plan.search.gap == 0:
        assert again.search.value == plan.search.value


@given(child=children(), draw=st.data())
def test_what_is_locked_stays_and_passes_the_second_check(child, draw):
    """Whatever else changes in the file: less time, another like."""
    plan = plan_for(child)
    ids = draw.draw(st.sets(st.sampled_from(sorted(items_of(plan)))))
    for item_id in sorted(ids):
        plan = edited(plan, child, "lock", item_id)
    variety = draw.draw(st.sampled_from(["same", "some", "lots"]))
    changed = attrs.evolve(child, variety=variety, interests=("animals",))
    again = plan_again(plan, changed, small())
    there = items_of(again)
    assert check_plan(again, changed, small()) == ()
    for item_id in ids:
        was, now = items_of(plan)[item_id], there[item_id]
        assert (was.activity, was.grade_id, now.locked) == (now.activity, now.grade_id, True)


@given(child=children(), other=children())
def test_whatever_the_child_becomes_a_kept_plan_is_safe_or_there_is_none(child, other):
    """Everything locked for one child, and then the file says everything of another."""
    plan = edited(plan_for(child), child, "lock", "all")
    became = attrs.evolve(other, born=child.born, gestation_weeks=child.gestation_weeks)
    try:
        again = plan_again(plan, became, small())
    except NoPlan:
        return
    assert check_plan(again, became, small()) == ()
    gone = {i for i, item in items_of(plan).items() if not _is_in(item, i, again)}
    assert {w.about for w in again.warnings if w.code == "dropped"} == gone
    assert [w.code == "dropped" for w in again.warnings[: len(gone)]] == [True] * len(gone)


def _is_in(item, item_id, plan):
    there = items_of(plan).get(item_id)
    return there is not None and there.locked and there.grade_id == item.grade_id


@given(child=children(), days=st.integers(1, 13), limited=st.booleans())
def test_what_lies_behind_is_kept_and_counts(child, days, limited):
    """From any day on, also where the week behind has used up what a tag allows."""
    plan = plan_for(child)
    start = START + timedelta(days=days)
    became = child
    if limited:
        tags = {
            t for s in plan.sessions for i in s.items for t in small().activities[i.activity].tags
        }
        became = attrs.evolve(child, limits={t: TagLimit(max=1) for t in sorted(tags)[:3]})
    try:
        again = plan_again(plan, became, small(), start=start)
    except NoPlan:
        return
    assert check_plan(again, became, small()) == ()
    assert [s for s in again.sessions if s.date < start] == [
        s for s in plan.sessions if s.date < start
    ]
    assert plan_again(again, became, small()) == again or limited


@given(child=children(), draw=st.data())
def test_an_edit_changes_what_it_says_or_nothing(child, draw):
    """After any edit the plan passes the second check, and other sessions hold what they held."""
    plan = plan_for(child)
    verb = draw.draw(st.sampled_from(["swap", "remove", "move", "add"]))
    item_id = draw.draw(st.sampled_from(sorted(items_of(plan))))
    session = draw.draw(st.sampled_from([s.id for s in plan.sessions]))
    activity = draw.draw(st.sampled_from([None, *small().activities]))
    what = session if verb == "add" else item_id
    to = {"swap": activity, "remove": None, "move": session, "add": activity}[verb]
    assume(verb != "add" or to is not None)
    try:
        after = edited(plan, child, verb, what, to)
    except Refused:
        return
    assert check_plan(after, child, small()) == ()
    touched = {item_id.rstrip("abcdefgh"), session}
    for was, now in zip(plan.sessions, after.sessions, strict=True):
        if was.id not in touched:
            assert [_core(i) for i in was.items] == [_core(i) for i in now.items]
    new = set(items_of(after)) - set(items_of(plan))
    assert all(items_of(after)[i].locked for i in new)


def _core(item):
    return item.id, item.activity, item.grade_id, item.locked
