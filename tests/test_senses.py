"""What a grade offers the senses, and what it does to a child."""

from typing import get_args

import attrs
import pytest
from test_activity_lint import BUILDING, CATALOGUE, with_grade

from motorplan.browsing import show, word_list
from motorplan.cli import run
from motorplan.converting.values import structure, unstructure
from motorplan.model.activities import Activity
from motorplan.rendering.paper import Paper
from motorplan.rendering.terminal import activity_text
from motorplan.vocabulary import Channel, Energy

CRASH = with_grade(BUILDING, 2, sensory={"sound": "lots", "touch": "some"}, energy="alerting")
PAGE = Paper(phrases=CATALOGUE.phrases)


def told(activity):
    """Return the lines about the senses, grade by grade."""
    things = {i: CATALOGUE.materials[i].plain for i in activity.materials}
    plain = {i: CATALOGUE.graph[i].plain for g in activity.grades for i in g.trains}
    lines = activity_text(activity, things, plain, attrs.evolve(PAGE, width=96)).splitlines()
    return [line.strip() for line in lines if "For the senses:" in line]


def test_a_grade_offers_what_its_activity_does_unless_it_says_otherwise():
    plain, loud = CRASH.grades[1], CRASH.grades[2]
    assert CRASH.sensory_at(plain) == {"sight": "some", "touch": "little"}
    assert CRASH.sensory_at(loud) == {"sight": "some", "touch": "some", "sound": "lots"}


def test_the_page_of_an_activity_says_so_at_each_grade():
    lines = told(CRASH)
    assert len(lines) == len(CRASH.grades)
    assert lines[1].endswith("sight (some) and touch (little). It keeps things as they are.")
    assert lines[2].endswith("sight (some), touch (some) and sound (lots). It wakes up.")
    bare = attrs.evolve(BUILDING, sensory={})
    assert told(bare)[0] == "For the senses: It keeps things as they are."


def test_both_stand_in_the_record_of_a_grade():
    catalogue = CATALOGUE.with_activities({CRASH.id: CRASH})
    _, record = show(catalogue, CRASH.id)
    assert record["grades"][2]["sensory"] == {"sound": "lots", "touch": "some"}
    assert [grade["energy"] for grade in record["grades"]][:3] == ["steady", "steady", "alerting"]
    assert record["grades"][0]["sensory"] == {}


def test_both_survive_the_way_through_plain_data():
    assert structure(unstructure(CRASH), Activity, "json") == CRASH
    assert "energy" not in unstructure(CRASH, sparse=True)["grades"][0]


def test_the_words_of_the_list_are_those_of_the_code(capfdbinary):
    assert [row["id"] for row in word_list(CATALOGUE, "energy")] == [*get_args(Energy)]
    assert run(["words", "energy"]) == 0
    assert b"alerting" in capfdbinary.readouterr().out


@pytest.mark.parametrize("phrase", [*(f"sense.{c}" for c in get_args(Channel)), *(f"energy.{e}" for e in get_args(Energy))])  # fmt: skip
def test_every_word_of_it_can_be_said(phrase):
    assert phrase in CATALOGUE.phrases
