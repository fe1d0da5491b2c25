"""Scenarios 27 and 28 for plans that somebody locked or edited, each beside its twin."""

from datetime import date

import attrs
import pytest
from test_scenarios import child
from worlds import START, seen

from motorplan.checking import check_plan
from motorplan.editing import edit_plan
from motorplan.errors import NoPlan, Refused
from motorplan.making import make_plan
from motorplan.model.children import Precaution
from motorplan.model.edits import Edit
from motorplan.replanning import plan_again


def _locked(catalogue, who):
    """Return a plan of two weeks for *who* with everything locked."""
    plan = make_plan(who, catalogue, start=START, weeks=2)
    return edit_plan(plan, who, catalogue, Edit(verb="lock", what="all"), on=START).plan


def _goes_on(catalogue, plan, who):
    """Return the items that stay when *plan* is kept for *who*, and what is said to be gone."""
    found = plan_again(plan, who, catalogue)
    assert check_plan(found, who, catalogue) == ()
    items = [item for session in found.sessions for item in session.items]
    gone = [warning for warning in found.warnings if warning.code == "dropped"]
    assert found.warnings[: len(gone)] == tuple(gone)
    return items, gone


BUTTONER = seen(
    fastens_large_buttons="some-help",
    unfastens_large_buttons="independent",
    neat_pincer_grasp="independent",
    side_pincer_grasp="independent",
)


@pytest.mark.parametrize(
    ("precaution", "words"),
    [("arm-surgery", "need a yes for now"), ("arm-cast", "need a yes for now")],
)
def test_28_a_locked_item_that_a_new_precaution_forbids_is_dropped(catalogue, precaution, words):
    """Dropped, said first, and with the rule in plain words."""
    who = child("fastens-large-buttons", skills=BUTTONER)
    plan = _locked(catalogue, who)
    hurt = Precaution(id=precaution, until=date(2027, 5, 1))
    items, gone = _goes_on(catalogue, plan, attrs.evolve(who, precautions=(hurt,)))
    assert gone
    assert all(words in warning.says for warning in gone)
    left = {warning.about for warning in gone}
    assert not left & {item.id for item in items if item.locked}
    assert left == {i.id for s in plan.sessions for i in s.items} - {
        i.id for i in items if i.locked
    }


def test_28_twin_a_precaution_that_forbids_none_of_it_drops_nothing(catalogue):
    who = child("fastens-large-buttons", skills=BUTTONER)
    plan = _locked(catalogue, who)
    asthma = attrs.evolve(who, precautions=(Precaution(id="asthma"),))
    items, gone = _goes_on(catalogue, plan, asthma)
    assert gone == []
    assert all(item.locked for item in items)


def test_28_an_allergy_leaves_no_wheat_in_what_was_locked(catalogue):
    """With playdough locked and wheat out from now on, other dough stands in or the item goes."""
    who = child("rolls-dough-balls", skills=seen(rolls_dough="independent"))
    plan = _locked(catalogue, who)
    was = [i for s in plan.sessions for i in s.items]
    assert any("playdough" in {m.id for m in item.materials} for item in was)
    items, gone = _goes_on(catalogue, plan, attrs.evolve(who, allergies=("wheat",)))
    used = {m.id for item in items for m in item.materials}
    assert not any("wheat" in catalogue.materials[i].allergens for i in used)
    assert len(gone) + sum(item.locked for item in items) == len(was)


@pytest.mark.parametrize("concern", ["head-injury", "pain", "lost-skill"])
def test_27_a_concern_holds_what_was_locked_as_well(catalogue, concern):
    """Locked or kept, nothing that is not sure is done while something is to be asked."""
    who = child(
        ("catches-small-ball", "fastens-small-buttons"),
        skills=seen(side_pincer_grasp="independent", rolls_ball="independent"),
    )
    plan = _locked(catalogue, who)
    unsure = [i for s in plan.sessions for i in s.items if i.chance < 0.95]
    assert unsure
    held = attrs.evolve(who, concerns={concern: "since Monday"})
    try:
        items, gone = _goes_on(catalogue, plan, held)
    except NoPlan as error:
        items, gone = [], [w for w in error.plan.warnings if w.code == "dropped"]
    assert {i.id for i in unsure} <= {warning.about for warning in gone}
    assert all(item.chance >= 0.95 and item.step_up is None for item in items)


def test_27_twin_once_the_concern_is_gone_everything_locked_stays(catalogue):
    who = child(
        ("catches-small-ball", "fastens-small-buttons"),
        skills=seen(side_pincer_grasp="independent", rolls_ball="independent"),
    )
    items, gone = _goes_on(catalogue, _locked(catalogue, who), who)
    assert gone == []
    assert all(item.locked for item in items)


def test_27_a_swap_or_an_addition_that_is_not_sure_is_refused_while_a_concern_stands(catalogue):
    who = child(
        ("catches-large-ball", "fastens-large-buttons"),
        skills=seen(side_pincer_grasp="independent", rolls_ball="independent"),
        concerns={"limp": "since Monday"},
    )
    plan = make_plan(who, catalogue, start=START, weeks=1)
    item = next(i for s in plan.sessions for i in s.items)
    emptied = edit_plan(plan, who, catalogue, Edit(verb="remove", what=item.id), on=START).plan
    add = Edit(verb="add", what=item.id[:-1], to="coat-time")
    with pytest.raises(Refused):
        edit_plan(emptied, who, catalogue, add, on=START)
