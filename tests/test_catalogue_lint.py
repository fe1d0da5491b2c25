"""Each rule over the whole catalogue bites where it should, and is silent where it should be."""

from time import perf_counter

import attrs
import pytest
from test_activity_lint import BUILDING, CATALOGUE, THREADING, with_grade

from motorplan.linting.catalogue import ALIKE, lint_catalogue
from motorplan.linting.wording import texts_of

SHIPPED = list(CATALOGUE.activities.items())
MOST_SECONDS = 20


def found(*activities):
    """Return path and code of all that is wrong with *activities* together."""
    catalogue = attrs.evolve(CATALOGUE, activities={a.id: a for a in activities})
    return [(m.path, m.code) for m in lint_catalogue(catalogue)]


def told_anew(activity, new_id):
    """Return *activity* under another id, with no sentence that was there before."""
    number = iter(range(10_000))

    def anew(text):
        return " ".join(f"w{next(number)}" for _ in text.split())

    grades = tuple(
        attrs.evolve(
            g,
            **{k: anew(getattr(g, k)) for k in ("name", "changed", "say", "success")},
            **{k: anew(getattr(g, k)) for k in ("step_up", "step_down")},
            steps=tuple(map(anew, g.steps)),
        )
        for g in activity.grades
    )
    texts = {k: anew(getattr(activity, k)) for k in ("name", "summary", "why")}
    group = attrs.evolve(activity.group, how=anew(activity.group.how or ""))
    return attrs.evolve(activity, id=new_id, grades=grades, group=group, **texts)


def test_two_activities_of_their_own_are_silent():
    assert found(BUILDING, THREADING) == []


def test_one_activity_in_the_words_of_another_is_named():
    copy = attrs.evolve(BUILDING, id="towers", materials={})
    assert (("towers",), "twin-activity") in found(BUILDING, copy)


def test_one_activity_in_other_words_is_named():
    """The same skills trained with the same things."""
    anew = told_anew(BUILDING, "towers")
    assert found(BUILDING, anew) == [(("towers",), "twin-activity")]
    other_things = attrs.evolve(anew, materials=THREADING.materials)
    assert found(BUILDING, other_things) == []
    other_skills = with_grade(anew, 0, trains={"reaches-and-grasps": 1.0})
    assert found(BUILDING, other_skills) == []


@pytest.mark.parametrize(
    ("sentence", "twin", "wrong"),
    [
        ("Set the red cup on top of the tower now.", "Set the red cup on top of the tower now.", True),
        ("Set the red cup on top of the tower now.", "Set the blue cup on top of the tower now.", True),
        ("Set the red cup on top of the tower now.", "Set a blue jug beside all of the towers now.", False),
        ("Count the cups.", "Count the cups.", False),
    ],
)  # fmt: skip
def test_a_long_sentence_stands_in_one_activity_alone(sentence, twin, wrong):
    one = with_grade(BUILDING, 2, steps=(sentence, "Stop."))
    other = with_grade(THREADING, 1, steps=(twin, "Stop."))
    path = ("threading", "grades", 1, "steps")
    assert found(one, other) == [(path, "twin-sentence")] * wrong


def test_an_activity_may_say_a_thing_in_every_grade():
    sentence = ("Set the red cup on top of the tower now.", "Stop.")
    both = with_grade(with_grade(BUILDING, 1, steps=sentence), 2, steps=sentence)
    assert found(both, THREADING) == []


def test_signs_of_safety_may_be_said_alike():
    sign = ("Stop when the lips look blue or the breath is fast.",)
    activities = [with_grade(a, 1, stop_if=sign, watch_for=sign) for a in (BUILDING, THREADING)]
    assert found(*activities) == []


def test_what_is_said_alike_is_said_more_than_once():
    """An exception that nothing needs any more is taken out."""
    texts = " ".join(t for a in CATALOGUE.activities.values() for _, t in texts_of(a)).casefold()
    texts = texts.replace(",", "")
    assert [s for s in ALIKE if texts.count(s) < 2] == []


def test_the_lists_that_activities_draw_on_are_read():
    spoon = attrs.evolve(CATALOGUE.materials["spoon"], found="Cut it with a knife.")
    changed = attrs.evolve(CATALOGUE, materials={**CATALOGUE.materials, "spoon": spoon})
    assert (("spoon", "found"), "undeclared-hazard") in [
        (m.path, m.code) for m in lint_catalogue(changed)
    ]


def test_many_activities_are_compared_in_seconds():
    """Work grows with the words, so a catalogue of 250 is no matter; the limit is generous."""
    everything = {f"{i}-{n}": told_anew(a, f"{i}-{n}") for n in range(5) for i, a in SHIPPED[:50]}
    catalogue = attrs.evolve(CATALOGUE, activities=everything)
    began = perf_counter()
    assert lint_catalogue(catalogue) != []
    assert perf_counter() - began < MOST_SECONDS
