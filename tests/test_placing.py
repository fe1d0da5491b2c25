"""Few questions place a child."""

from datetime import date
from random import Random

import pytest

from motorplan.ability.estimating import make_estimate
from motorplan.cli import run
from motorplan.gathering import load_catalogue
from motorplan.making import load_child
from motorplan.planning.placing import answered, next_question, relevant
from motorplan.simulation.children import WORLDS, simulated
from motorplan.vocabulary import Level

CATALOGUE = load_catalogue()
GRAPH = CATALOGUE.graph
ON = date(2026, 11, 24)
GOALS = ("fastens-large-buttons", "cuts-on-line", "ties-laces")


def placed(child, answer, **more):
    """Return the questions asked and the child in the end."""
    asking, asked = next_question(child, CATALOGUE, on=ON, **more), []
    try:
        question = next(asking)
        while True:
            asked.append(question)
            question = asking.send(answer(question))
    except StopIteration as end:
        return asked, end.value


def children(world="model", count=3):
    return [simulated(GRAPH, ON, world, Random(n), GOALS[n % 3 :]) for n in range(count)]


@pytest.mark.parametrize("world", WORLDS)
def test_no_more_than_asked_for_and_never_the_same_twice(world):
    for who in children(world):
        rng = Random(1)
        asked, child = placed(who.child, lambda q, w=who, r=rng: w.shown(q.skill, r))
        ids = [question.skill for question in asked]
        assert 1 <= len(ids) <= 15
        assert len(ids) == len(set(ids))
        assert set(ids) == set(child.skills)


def test_every_question_has_to_do_with_the_goals():
    (who,) = children(count=1)
    weights = relevant(who.child, GRAPH, make_estimate(who.child, GRAPH, ON))
    asked, _ = placed(who.child, lambda _: "not-seen")
    assert {question.skill for question in asked} <= set(weights)
    assert all(question.look_for and question.meaning for question in asked)


def test_what_was_seen_is_not_asked():
    (who,) = children(count=1)
    first, child = placed(who.child, lambda _: Level.PROMPTS, usual=2, most=2)
    again, _ = placed(child, lambda _: Level.PROMPTS)
    assert not {q.skill for q in first} & {q.skill for q in again}


def test_an_affected_hand_is_asked_about_first():
    for who in children("affected-hand"):
        asked, _ = placed(who.child, lambda _: "not-seen", most=1)
        assert all(not GRAPH[question.skill].one_handed for question in asked)


def test_the_same_answers_bring_the_same_questions():
    (who,) = children(count=1)
    runs = [placed(who.child, lambda _: Level.SOME_HELP)[0] for _ in range(2)]
    assert runs[0] == runs[1]


def test_a_few_answers_take_a_good_part_of_the_doubt():
    from motorplan.planning.placing import doubt_of

    for who in children():
        rng = Random(2)
        before = make_estimate(who.child, GRAPH, ON)
        weights = relevant(who.child, GRAPH, before)
        _, child = placed(who.child, lambda q, w=who, r=rng: w.shown(q.skill, r), usual=8, most=8)
        assert doubt_of(make_estimate(child, GRAPH, ON), weights) < 0.75 * doubt_of(before, weights)


def test_what_does_not_apply_is_no_doubt_any_more():
    (who,) = children(count=1)
    asked, child = placed(who.child, lambda _: "does-not-apply", most=1)
    assert child.skills[asked[0].skill].applies is False
    assert answered(who.child, "x", "not-seen", ON).skills["x"].level is None


def test_answers_go_into_the_file_and_disturb_nothing(own, tmp_path, capfd):
    before = own.read_text()
    answers = tmp_path / "answers.toml"
    answers.write_text('fastens-small-buttons = "some-help"\ncuts-on-line = "does-not-apply"\n')
    assert run(["place", str(own), "--answers", str(answers), "--date", "2026-11-24"]) == 0
    assert "answers stand in" in capfd.readouterr().out
    after = own.read_text()
    new = [line for line in after.splitlines() if line not in before.splitlines()]
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert 'fastens-small-buttons = {level = "some-help", seen = 2026-11-24}' in new
    assert 'cuts-on-line = "does-not-apply"' in new
    child = load_child(own, CATALOGUE, on=ON)
    assert child.skills["fastens-small-buttons"].level == Level.SOME_HELP
    assert not child.skills["cuts-on-line"].applies


def test_placing_is_taken_up_where_it_was_left(own, tmp_path):
    answers = tmp_path / "answers.toml"
    answers.write_text("")
    run(["place", str(own), "--answers", str(answers), "--questions", "1"])
    first = own.read_text()
    run(["place", str(own), "--answers", str(answers), "--questions", "1"])
    assert first.count("not-seen") == 1
    assert own.read_text().count("not-seen") == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "nobody is there to answer"),
        (("--answers", "wrong.toml"), "answer with one of"),
    ],
)
def test_what_cannot_be_asked_is_said(own, capfd, arguments, says):
    wrong = own.with_name("wrong.toml")
    wrong.write_text('cuts-on-line = "well"\n')
    words = [str(wrong) if word == "wrong.toml" else word for word in arguments]
    assert run(["place", str(own), *words]) == 2
    assert says in capfd.readouterr().err


def test_placing_asks_plainly_and_writes_each_answer_at_once(own, capfd, monkeypatch):
    """Stopped in the middle, what was answered stands in the file."""
    keys = iter(["3", "s"])

    def answer(*_, **__):
        try:
            return next(keys)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("motorplan.cli.placing.has_terminal", lambda: True)
    monkeypatch.setattr("click.prompt", answer)
    assert run(["place", str(own), "--date", "2026-11-24"]) == 130
    out = capfd.readouterr().out
    assert "Look for:" in out
    assert "1. Otter " in out
    text = own.read_text()
    assert text.count('{level = "prompts", seen = 2026-11-24}') == 1
    assert text.count('"not-seen"') == 1
