"""What somebody asks for by the name that stands in a plan is found."""

import attrs
import pytest
from worlds import START, child, seen, small

from motorplan.editing import edit_plan
from motorplan.errors import UnknownWord
from motorplan.explaining.why import why_of
from motorplan.gathering import load_catalogue
from motorplan.making import make_plan
from motorplan.model.edits import Edit
from motorplan.naming import called

CATALOGUE = load_catalogue()
WHO = child(skills=seen(fastens_large_buttons="some-help", side_pincer_grasp="independent"))


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Lace and tie", "lace-and-tie"),
        ("lace and tie", "lace-and-tie"),
        ("One loop", "lace-and-tie"),
        ("ties shoelaces", "ties-laces"),
        ("big soft ball", "large-soft-ball"),
        ("ties-laces", "ties-laces"),
    ],
)
def test_printed_names_and_ids_are_understood(word, meant):
    assert called(word, CATALOGUE) == meant


@pytest.mark.parametrize(
    ("word", "close"),
    [
        ("Lase and tye", "lace-and-tie"),
        ("tyes shoelaces", "ties-laces"),
        ("One lop", "lace-and-tie"),
        ("lace-and-ty", "lace-and-tie"),
    ],
)
def test_a_name_spelled_wrong_gets_the_nearest(word, close):
    with pytest.raises(UnknownWord) as unknown:
        called(word, CATALOGUE)

    assert close in unknown.value.close_matches


def test_of_several_that_go_by_a_name_the_likelier_is_meant():
    grades = [(g.name, i) for i, a in CATALOGUE.activities.items() for g in a.grades]
    names = sorted({n for n, i in grades if len({j for m, j in grades if m == n}) > 1})
    ids = sorted({i for n, i in grades if n == names[0]})

    assert called(names[0], CATALOGUE, prefer=ids[:1]) == ids[0]
    with pytest.raises(UnknownWord) as unknown:
        called(names[0], CATALOGUE)
    assert set(unknown.value.close_matches) <= set(ids)


def test_why_and_edit_take_the_names_that_a_plan_prints():
    plan = make_plan(WHO, small(), start=START, weeks=1)
    item = next(i for s in plan.sessions for i in s.items)
    same = [i for s in plan.sessions for i in s.items if i.grade_name == item.grade_name]

    for word in (item.name, item.grade_name):
        assert why_of(word, WHO, small(), plan, "on-the-spot").about == item.activity
    if len(same) > 1:
        with pytest.raises(UnknownWord) as unknown:
            edit_plan(plan, WHO, small(), Edit(verb="lock", what=item.grade_name), on=START)
        assert set(unknown.value.close_matches) <= {i.id for i in same}


def test_an_item_whose_name_is_its_own_is_edited_by_it():
    plan = make_plan(WHO, small(), start=START, weeks=1)
    first = next(i for s in plan.sessions for i in s.items)
    sessions = tuple(
        attrs.evolve(s, items=tuple(i for i in s.items if i.id == first.id))
        for s in plan.weeks[0].sessions
    )
    alone = attrs.evolve(plan, weeks=(attrs.evolve(plan.weeks[0], sessions=sessions),))
    edited = edit_plan(alone, WHO, small(), Edit(verb="lock", what=first.grade_name), on=START)

    assert [i.locked for s in edited.plan.sessions for i in s.items if i.id == first.id] == [True]
