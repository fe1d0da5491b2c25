"""What the activities cover is counted truly, and told on a narrow page."""

import json
from math import log
from pathlib import Path

import attrs
import pytest
from test_activity_lint import BUILDING, CATALOGUE, with_grade

from motorplan.cli import run
from motorplan.coverage import BANDS, GOAL_AREAS, LEISURE, coverage_of, needs_household_only
from motorplan.graph import SkillGraph
from motorplan.model.skills import Norm
from motorplan.rendering.coverage import coverage_text
from motorplan.rendering.paper import Paper

TOWER, BRIDGE = "stacks-four-blocks", "builds-house-from-blocks"


def task(skill_id, months, **changed):
    """Return a task node of the graph, usual at that age."""
    norm = Norm(mu=log(months), sigma=0.2, confidence="chart")
    node = CATALOGUE.graph[BRIDGE]
    return attrs.evolve(node, id=skill_id, norm=norm, kind="task", requires=(), follows=(),
                        supports=(), either=(), **changed)  # fmt: skip


def world(nodes, *activities):
    """Return a catalogue of these skills and activities alone."""
    graph = SkillGraph({node.id: node for node in nodes})
    return attrs.evolve(CATALOGUE, graph=graph).with_only({a.id: a for a in activities})


def doing(activity_id, *skill_ids, **changed):
    """Return an activity whose grades all train these skills."""
    grades = tuple(
        attrs.evolve(g, trains=dict.fromkeys(skill_ids, 1.0)) for g in BUILDING.grades[:2]
    )
    usual = {"is_task": (), "materials": {}}
    return attrs.evolve(BUILDING, id=activity_id, grades=grades, **{**usual, **changed})


def holes(coverage):
    return {(hole.kind, hole.skill, hole.count) for hole in coverage.holes}


HAT, BAG = task("hat", 30), task("bag", 50, domain="self-care", area="dressing")


def test_a_skill_that_nothing_trains_is_one_hole_and_no_more():
    assert holes(coverage_of(world([HAT, BAG], doing("a", "hat")))) == {
        ("untrained", "bag", 0),
        ("few-activities", "hat", 1),
    }


def test_three_activities_in_two_places_with_household_things_are_enough():
    three = [doing(i, "hat", "bag", is_task=("bag",)) for i in "abc"]
    assert holes(coverage_of(world([HAT, BAG], *three))) == set()


def test_each_thing_that_is_missing_is_named():
    use = BUILDING.materials["wooden-blocks"]
    hard = attrs.evolve(use, substitutes=())
    lone = [doing(i, "bag", settings=("clinic",), materials={"wooden-blocks": hard}) for i in "abc"]
    assert holes(coverage_of(world([BAG], *lone))) == {
        ("few-places", "bag", 1),
        ("no-household", "bag", 0),
        ("no-whole-task", "bag", 0),
    }


def test_capacities_milestones_and_taking_part_are_not_counted():
    others = [task(kind, 40) for kind in ("capacity", "milestone", "participation")]
    others = [attrs.evolve(node, kind=node.id) for node in others]
    assert [s.id for s in coverage_of(world([HAT, *others])).skills] == ["hat"]


def test_a_stand_in_and_an_optional_thing_keep_a_grade_free():
    (use,) = BUILDING.materials.values()
    grade, things = BUILDING.grades[0], CATALOGUE.materials
    assert CATALOGUE.materials["spoon"].household

    def is_free(**changed):
        used = {"wooden-blocks": attrs.evolve(use, **changed)}
        return needs_household_only(grade, attrs.evolve(BUILDING, materials=used), things)

    assert not is_free(substitutes=())
    assert is_free(substitutes=("spoon",))
    assert is_free(substitutes=(), optional=True)
    assert is_free(substitutes=(), grades=("high-tower",))


def test_a_skill_counts_as_free_only_by_a_grade_that_trains_it():
    use = attrs.evolve(
        BUILDING.materials["wooden-blocks"], substitutes=(), grades=(BUILDING.grades[0].id,)
    )
    both = doing("a", "hat", materials={"wooden-blocks": use})
    dear = with_grade(both, 1, trains={"bag": 1.0})
    found = {s.id: s.household for s in coverage_of(world([HAT, BAG], dear)).skills}
    assert found == {"hat": (), "bag": ("a",)}


@pytest.mark.parametrize(
    ("months", "band"), [(11.9, "0-1"), (12.1, "1-2"), (50, "4-6"), (72.1, "6-8"), (160, "10-12")]
)
def test_a_skill_stands_in_the_band_of_its_age(months, band):
    (skill,) = coverage_of(world([task("hat", months)])).skills
    assert skill.band == band


def test_the_bands_leave_no_gap():
    assert [low for low, _ in BANDS[1:]] == [high for _, high in BANDS[:-1]]


def test_a_cell_counts_each_activity_once_and_where_it_can_be_done():
    late = task("cap", 100)
    coverage = coverage_of(
        world([HAT, late, BAG], doing("a", "hat", "cap", settings=("home", "gym")))
    )
    (area,) = (a for a in coverage.areas if a.area == HAT.area)
    assert (area.every.skills, area.every.trained, area.every.activities) == (2, 2, 1)
    assert area.every.places["gym"] == 1
    assert area.every.places["video"] == 0
    assert {b.band: b.activities for b in area.bands if b.skills} == {"2-3": 1, "8-10": 1}


def test_the_numbers_count_what_they_say():
    plain = doing("a", "hat", "bag", routines=("playtime",), themes=("farm",), noise="some",
                  settings=("home",), hands="two", tags=())  # fmt: skip
    stand = with_grade(plain, 0, positions=("standing",))
    alone = attrs.evolve(stand, group=attrs.evolve(stand.group, most=1))
    none = coverage_of(world([HAT], alone)).totals
    assert (none.activities, none.grades, none.links_per_grade) == (1, 2, 2.0)
    counted = ("in_routine", "group", "push_in", "video", "one_handed_or_seated", "themed")
    assert [getattr(none, name) for name in counted] == [0] * 6
    quick = with_grade(
        doing("b", "hat", routines=("playtime", "tidying"), noise="quiet",
              settings=("classroom", "video")),
        0, minutes_setup=0, minutes=8, minutes_tidy=2,
    )  # fmt: skip
    every = coverage_of(world([HAT], quick)).totals
    assert [getattr(every, name) for name in counted] == [1] * 6
    slow = with_grade(quick, 0, minutes=9)
    assert coverage_of(world([HAT], slow)).totals.push_in == 0
    assert every.no_cost == 1


def test_lists_of_words_hold_words_that_exist():
    assert set(CATALOGUE.routines) >= LEISURE
    assert {node.area for node in CATALOGUE.graph.nodes.values()} >= GOAL_AREAS


def test_the_page_is_narrow_and_says_when_nothing_is_missing():
    page = Paper(phrases=CATALOGUE.phrases)
    text = coverage_text(coverage_of(CATALOGUE), page)
    assert max(map(len, text.splitlines())) <= 80
    three = [doing(i, "hat") for i in "abc"]
    assert coverage_text(coverage_of(world([HAT], *three)), page).endswith("There is no hole.\n")
    assert "Age" not in coverage_text(coverage_of(world([])), page)


def test_an_empty_cell_is_a_dot_and_a_hole_a_nought():
    page = Paper(phrases=CATALOGUE.phrases)
    row = next(
        line
        for line in coverage_text(coverage_of(world([HAT])), page).splitlines()
        if line.startswith(HAT.area)
    )
    assert row.split()[1:] == ["·", "·", "0", "·", "·", "·", "·", "·"]


def test_the_command_prints_the_table_or_its_data(capfdbinary):
    assert run(["activities", "coverage"]) == 0
    assert b"Activities by age in years" in capfdbinary.readouterr().out
    assert run(["activities", "coverage", "--format", "json"]) == 0
    data = json.loads(capfdbinary.readouterr().out)
    assert list(data) == ["format", "totals", "areas", "skills", "holes"]
    assert data["format"] == "motorplan.coverage/1"
    assert data["totals"]["activities"] == len(CATALOGUE.activities)
    assert {h["skill"] for h in data["holes"]} <= {s["id"] for s in data["skills"]}


ALLOWED_EMPTY = {
    "gym": {"drinking", "feeding", "in-hand", "pencil-grasp", "pre-writing", "reach-and-grasp",
            "release-and-build", "school-tools", "scissors", "toileting", "tool-use", "two-hand"},
    "outdoors": {"dressing", "drinking", "fasteners", "feeding", "floor-mobility", "in-hand",
                 "school-tools", "scissors", "toileting"},
    "community": {"ball", "pencil-grasp"},
    "video": {"climbing", "floor-mobility", "scissors"},
}  # fmt: skip
"""The empty cells by place that docs/method.md explains."""


def test_every_hole_of_the_shipped_catalogue_is_explained(catalogue):
    """All tasks are trained by three activities in two places; what has no household way is named."""
    found = coverage_of(catalogue)
    explained = Path("docs/method.md").read_text()
    assert {hole.kind for hole in found.holes} <= {"no-household"}
    assert [h.skill for h in found.holes if f"`{h.skill}`" not in explained] == []
    for area in found.areas:
        assert all(band.activities for band in area.bands if band.skills), area.area
        empty = {place for place, count in area.every.places.items() if not count}
        assert all(area.area in ALLOWED_EMPTY.get(place, ()) for place in empty), area.area


def test_the_catalogue_is_as_large_as_it_says(catalogue):
    totals = coverage_of(catalogue).totals
    assert totals.activities >= 180
    assert totals.grades >= 700
    assert totals.links_per_grade >= 3
    assert totals.in_routine >= 60
    assert totals.group >= 50
    assert min(totals.push_in, totals.video, totals.one_handed_or_seated) >= 40
    assert totals.no_cost >= 100
