"""A health professional's other control in place of one that a rule asks for."""

from datetime import date

import attrs
import pytest
from test_bad_input import must_help
from test_cli import ask
from worlds import START, child, seen, small

from motorplan.checking import check_plan
from motorplan.errors import FileProblems, NoPlan
from motorplan.explaining.plans import hash_of
from motorplan.making import load_child, make_plan
from motorplan.model.children import Goal, Precaution
from motorplan.model.controls import OtherControl
from motorplan.rendering.paper import Paper
from motorplan.rendering.terminal import plan_text
from motorplan.safety.screening import Screen

CUTTER = child(
    skills=seen(snips_paper="independent", opens_closes_scissors="independent"),
    goals=(Goal(skill="cuts-on-line"),),
)
CLOSER = OtherControl(
    of="blade",
    instead_of="near",
    use="one-to-one",
    by="occupational-therapist",
    name="Mia Berg",
    because="Turns round with the scissors.",
    on=date(2026, 11, 1),
)
LINES = """
[[control]]
of = "{of}"
instead_of = "{instead_of}"
use = "{use}"
by = "{by}"
name = "{name}"
because = "{because}"
on = 2026-11-01
"""


def with_control(**said):
    return attrs.evolve(CUTTER, controls=(attrs.evolve(CLOSER, **said),))


def scissors(who, start=START):
    plan = make_plan(who, small(), start=start, weeks=1)
    assert check_plan(plan, who, small()) == ()
    items = [i for s in plan.sessions for i in s.items if i.activity == "scissor-strips"]
    return plan, items[0]


def test_the_other_control_is_given_and_said_with_name_and_reason():
    plan, item = scissors(with_control())
    assert item.supervision == "one-to-one"
    (line,) = (c for c in item.cautions if "Mia Berg" in c)
    assert "Turns round with the scissors" in line
    assert "occupational therapist" in line
    assert "Mia Berg" in plan_text(plan, Paper(phrases=small().phrases))


def test_twin_without_it_the_rule_asks_for_its_own():
    _, item = scissors(CUTTER)
    assert item.supervision == "arms-reach"  # what the grade itself asks for
    assert not any("in place of" in c for c in item.cautions)


def test_what_the_grade_asks_for_stays_whatever_the_rule_says():
    _, item = scissors(with_control(use="in-sight"))
    assert item.supervision == "arms-reach"


@pytest.mark.parametrize(
    "said",
    [{"on": date(2025, 11, 1)}, {"until": date(2026, 11, 20)}, {"on": date(2027, 1, 1)}],
    ids=["over a year ago", "over", "not yet"],
)
def test_it_ends(said):
    _, item = scissors(with_control(**said))
    assert item.supervision == "arms-reach"


def test_a_plan_that_hides_it_or_makes_it_up_is_refused():
    """The second check puts the sentence together itself."""
    plan, _ = scissors(with_control())
    assert {v.rule for v in check_plan(plan, CUTTER, small())} >= {"cautions"}
    bare, _ = scissors(CUTTER)
    assert {v.rule for v in check_plan(bare, with_control(), small())} >= {"cautions"}
    other = with_control(because="Runs with the scissors.")
    assert {v.rule for v in check_plan(plan, other, small())} >= {"cautions"}
    assert hash_of(other) != hash_of(with_control())


def test_where_nobody_can_give_it_the_thing_is_out():
    """One-to-one, with a baby on the same rug and one adult there."""
    who = attrs.evolve(with_control(), little_ones=("under-6",))
    two = attrs.evolve(who.week, adults=1, days=who.week.days)
    held = attrs.evolve(who, week=two, little_ones=("under-3",))
    try:
        plan = make_plan(held, small(), start=START, weeks=1)
    except NoPlan:
        return
    assert "scissor-strips" not in {i.activity for s in plan.sessions for i in s.items}


def test_neither_a_ban_nor_a_yes_is_opened_by_it():
    """Even one that slipped past the reading of the file changes nothing but with-care rules."""
    safety = small().safety
    for kind in ("never", "ask-first"):
        rule = next(
            r for r in safety.rules.values() if r.kind == kind and r.when.precautions and r.hits
        )
        word = rule.when.precautions[0]
        feature, amount = next(iter(rule.hits.items()))
        sick = child(precautions=(Precaution(id=word, until=date(2027, 5, 1)),))
        told = attrs.evolve(sick, controls=(attrs.evolve(CLOSER, of=rule.id),))
        verdicts = [
            Screen(who, safety, START).of_features({feature: amount}).blocks for who in (sick, told)
        ]
        assert verdicts[0] == verdicts[1]
        assert verdicts[0]


@pytest.mark.parametrize(
    ("said", "key", "code"),
    [
        ({"of": "blad"}, "control.0.of", "unknown-id"),
        ({"instead_of": "helmet"}, "control.0.instead_of", "not-asked-for"),
        ({"use": "near"}, "control.0.use", "impossible"),
        ({"use": "a-hug"}, "control.0.use", "unknown-word"),
        ({"by": "parent"}, "control.0.by", "unknown-word"),
        ({"name": " "}, "control.0.name", "empty"),
        ({"because": ""}, "control.0.because", "empty"),
    ],
)
def test_a_wrong_one_is_told_with_its_line(own, catalogue, said, key, code):
    fields = {
        name: getattr(CLOSER, name) for name in ("of", "instead_of", "use", "by", "name", "because")
    }
    own.write_text(own.read_text() + LINES.format(**{**fields, **said}))
    with pytest.raises(FileProblems) as error:
        load_child(own, catalogue)
    (problem,) = error.value.problems
    assert (problem.key, problem.code) == (key, code)
    assert problem.line
    must_help(problem, own.read_text())


@pytest.mark.parametrize(
    ("kind", "way"), [("never", "Nothing opens it."), ("ask-first", "[[clearance]]")]
)
def test_a_rule_of_another_class_says_what_opens_it(own, catalogue, kind, way):
    rule = next(i for i, r in catalogue.safety.rules.items() if r.kind == kind)
    fields = {**attrs.asdict(CLOSER), "of": rule}
    own.write_text(own.read_text() + LINES.format(**fields))
    with pytest.raises(FileProblems) as error:
        load_child(own, catalogue)
    (problem,) = error.value.problems
    assert problem.code == "not-with-care"
    assert way in problem.remedy


def test_check_says_it_and_words_lists_rules_and_controls(capfd, own):
    own.write_text(own.read_text() + LINES.format(**attrs.asdict(CLOSER)))
    assert "Mia Berg (occupational therapist)" in " ".join(ask(capfd, "check", own)[1].split())
    assert "With scissors" in ask(capfd, "words", "rules", "blade")[1]
    assert "one-to-one" in ask(capfd, "words", "controls")[1]
