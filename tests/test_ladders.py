"""Grades stand where their needs put them, and last no longer than a child is held."""

from pathlib import Path

import attrs
import pytest
from test_activity_lint import BUILDING, CATALOGUE, THREADING, codes, with_grade

from motorplan.linting.activities import misfits_of_activity
from motorplan.understanding import understand
from motorplan.vocabulary import Level


def paths(activity, code):
    return [m.path for m in misfits_of_activity(activity, CATALOGUE) if m.code == code]


def test_a_grade_that_needs_less_than_the_one_below_is_named():
    turned = attrs.evolve(BUILDING, grades=(*BUILDING.grades[2::-1], *BUILDING.grades[3:]))
    turned = with_grade(turned, 0, dimensions=())
    assert ("grades", 1, "needs") in paths(turned, "not-harder")
    assert paths(BUILDING, "not-harder") == []


def test_a_grade_that_only_repeats_the_one_below_is_named():
    first, second, *others = BUILDING.grades
    same = attrs.evolve(second, needs=first.needs, trains=first.trains)
    assert paths(attrs.evolve(BUILDING, grades=(first, same, *others)), "not-harder") == [
        ("grades", 1, "needs")
    ]


def test_what_trains_something_harder_may_need_the_same():
    first, second, *others = BUILDING.grades
    alike = attrs.evolve(second, needs=first.needs)
    assert paths(attrs.evolve(BUILDING, grades=(first, alike, *others)), "not-harder") == []


def test_a_grade_that_claims_something_far_easier_is_named():
    trains = {"reaches-and-grasps": 1.0}
    assert paths(with_grade(BUILDING, 3, trains=trains), "not-harder") == [("grades", 3, "trains")]


def test_curves_that_differ_by_less_than_their_spread_say_nothing():
    swapped = with_grade(BUILDING, 2, trains={"stacks-four-blocks": 1.0})
    assert paths(swapped, "not-harder") == []


def test_nothing_is_needed_that_comes_far_later_than_what_is_trained():
    late = {**BUILDING.grades[0].needs, "ties-laces": Level.INDEPENDENT}
    assert paths(with_grade(BUILDING, 0, needs=late), "needs-too-hard") == [("grades", 0, "needs")]


def test_with_help_it_may_come_a_little_later():
    """Most of it done by an adult, a bridge comes no later than a tower done alone."""
    helped = {"builds-bridge": Level.FULL_HELP, "stacks-four-blocks": Level.PROMPTS}
    assert paths(with_grade(BUILDING, 1, needs=helped), "needs-too-hard") == []


def test_what_is_needed_for_safety_alone_is_no_part_of_the_ladder():
    """Small beads ask for a child who keeps them out of the mouth; so may easy ones."""
    safe = {**THREADING.grades[0].needs, "keeps-small-things-out-of-mouth": Level.INDEPENDENT}
    guarded = with_grade(THREADING, 0, needs=safe)
    assert paths(guarded, "needs-too-hard") == paths(guarded, "not-harder") == []


@pytest.mark.parametrize(("minutes", "wrong"), [(3, []), (4, [("grades", 1, "minutes")])])
def test_minutes_suit_the_age(minutes, wrong):
    """A tower of four is for children of up to 19 months: 3 minutes at most."""
    assert paths(with_grade(BUILDING, 1, minutes=minutes), "too-long-for-age") == wrong


def test_a_meal_takes_what_it_takes():
    meal = CATALOGUE.activities["finger-food-time"]
    assert meal.grades[-1].minutes > 6
    assert paths(meal, "too-long-for-age") == []
    assert paths(attrs.evolve(meal, routines=()), "too-long-for-age") != []


def test_ids_that_are_no_skill_are_told_once_and_break_nothing():
    unknown = with_grade(BUILDING, needs={"flies": Level.PROMPTS}, trains={"flies": 1.0})
    assert codes(unknown) == {"unknown-id"}


def test_a_file_is_told_its_line_and_the_way_out(tmp_path):
    """All of it comes through ``motorplan check FILE``."""
    text = Path("activities/fine/block-building.toml").read_text(encoding="utf-8")
    for old, new in (
        ('why = "A tower', 'why = "It will work. A tower'),
        ('minutes = 3\nminutes_setup = 1\nminutes_tidy = 1\nsteps = [\n  "Put four',
         'minutes = 12\nminutes_setup = 1\nminutes_tidy = 1\nsteps = [\n  "Put four'),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "my-tower.toml"
    path.write_text(text, encoding="utf-8")
    found = understand(path, CATALOGUE, on=None).problems
    lines = text.splitlines()
    assert {p.code for p in found} == {"absolute-claim", "too-long-for-age"}
    for problem in found:
        assert problem.remedy
        assert {"absolute-claim": "why =", "too-long-for-age": "minutes = 12"}[problem.code] in (
            lines[problem.line - 1]
        )
