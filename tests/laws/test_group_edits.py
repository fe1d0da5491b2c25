"""Laws of plans of groups around what is to stay, over groups drawn at random."""

import json
from datetime import timedelta

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from test_together import groups
from worlds import START, small

from motorplan.checking.groups import check_group_plan
from motorplan.converting.files import json_text
from motorplan.converting.values import unstructure
from motorplan.errors import NoGroupPlan, Refused
from motorplan.explaining.own_pages import plan_for
from motorplan.group_diffing import diff_group_plans
from motorplan.group_subjects import edit_group_plan, plan_group_again
from motorplan.grouping import make_group_plan
from motorplan.model.edits import Edit

pytestmark = pytest.mark.law
WEEKS = 2


def plan_of(group):
    try:
        return make_group_plan(group, small(), start=START, weeks=WEEKS)
    except NoGroupPlan:
        assume(False)  # noqa: FBT003 - nothing to keep


def items_of(plan):
    return {item.id: item for session in plan.sessions for item in session.items}


def edited(plan, group, verb, what, to=None):
    wish = Edit(verb=verb, what=what, to=to)
    return edit_group_plan(plan, group, small(), wish, on=START).plan


def grades_of(item):
    return {i: (part.activity, part.grade_id) for i, part in item.children.items()}


@given(group=groups())
def test_with_everything_locked_planning_again_gives_the_same_bytes(group):
    plan = edited(plan_of(group), group, "lock", "all")
    assert json_text(plan_group_again(plan, group, small())) == json_text(plan)


@given(group=groups())
def test_locking_and_unlocking_all_gives_the_same_bytes(group):
    plan = plan_of(group)
    locked = edited(plan, group, "lock", "all")
    assert all(
        part.locked and item.locked
        for item in items_of(locked).values()
        for part in item.children.values()
    )
    assert json_text(edited(locked, group, "unlock", "all")) == json_text(plan)


@given(group=groups())
def test_with_nothing_locked_and_nothing_changed_the_plan_loses_nothing(group):
    plan = plan_of(group)
    assert plan_group_again(plan, group, small()).search.value >= plan.search.value


@given(group=groups(), draw=st.data())
def test_what_is_locked_stays_for_all_or_is_dropped_for_all_and_said(group, draw):
    """Whatever becomes of the children, at the grade that each of them had."""
    plan = plan_of(group)
    ids = draw.draw(st.sets(st.sampled_from(sorted(items_of(plan))), min_size=1))
    for item_id in sorted(ids):
        plan = edited(plan, group, "lock", item_id)
    said = draw.draw(
        st.sampled_from([{"mouths": "often"}, {"stays_close": "runs-off"}, {"avoid": ("messy",)}])
    )
    first, *rest = group.children
    became = attrs.evolve(group, children=(attrs.evolve(first, **said), *rest))
    try:
        again = plan_group_again(plan, became, small())
    except NoGroupPlan as error:
        again = error.plan
        assert not again.weeks
        return
    assert check_group_plan(again, became, small()) == ()
    there, dropped = items_of(again), {w.about for w in again.warnings if w.code == "dropped"}
    for item_id in ids - dropped:
        assert grades_of(there[item_id]) == grades_of(items_of(plan)[item_id])
        assert there[item_id].locked


@given(group=groups(), draw=st.data())
def test_any_edit_is_refused_or_leaves_the_rest_and_passes_the_second_check(group, draw):
    plan = plan_of(group)
    item_id = draw.draw(st.sampled_from(sorted(items_of(plan))))
    session = draw.draw(st.sampled_from([session.id for session in plan.sessions]))
    activity = draw.draw(st.sampled_from(sorted(small().activities)))
    verb, what, to = draw.draw(
        st.sampled_from(
            [
                ("swap", item_id, None),
                ("swap", item_id, activity),
                ("move", item_id, session),
                ("remove", item_id, None),
                ("add", session, activity),
            ]
        )
    )
    try:
        after = edited(plan, group, verb, what, to)
    except (Refused, NoGroupPlan):
        return
    assert check_group_plan(after, group, small()) == ()
    was, now = items_of(plan), items_of(after)
    touched = {item_id} if verb != "add" else set()
    for other in was.keys() - touched:
        assert grades_of(now[other]) == grades_of(was[other])
    assert json_text(plan_group_again(edited(after, group, "lock", "all"), group, small()))
    assert not diff_group_plans(plan, after, small()).same


@given(group=groups())
def test_what_lies_behind_is_kept_and_the_rest_passes_the_second_check(group):
    plan = plan_of(group)
    since = START + timedelta(weeks=1)
    try:
        late = plan_group_again(plan, group, small(), start=since)
    except NoGroupPlan:
        return
    assert (late.start, late.kept_until) == (plan.start, since)
    assert check_group_plan(late, group, small()) == ()
    for session in late.sessions:
        if session.date < since:
            assert session in plan.sessions
    locked = edited(late, group, "lock", "all")
    assert json_text(plan_group_again(locked, group, small())) == json_text(locked)


@given(group=groups())
def test_a_childs_page_names_no_other_child_after_an_edit_either(group):
    """What was dropped because of one child is explained on that child's page alone."""
    plan = edited(plan_of(group), group, "lock", "all")
    first, *rest = group.children
    became = attrs.evolve(group, children=(attrs.evolve(first, mouths="often"), *rest))
    try:
        again = plan_group_again(plan, became, small())
    except NoGroupPlan:
        return
    for one in became.children:
        page = json.dumps(unstructure(plan_for(again, one.id, small())))
        for other in became.children:
            assert (other.name in page) == (other.id == one.id)
