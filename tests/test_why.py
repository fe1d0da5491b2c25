"""``why``: what it says of an item, of what is out, of a goal, and of what would help."""

import json
import tomllib
from datetime import date

import attrs
import pytest
from worlds import START

from motorplan.cli import run
from motorplan.errors import NoPlan
from motorplan.explaining.why import why_of
from motorplan.making import load_child, make_plan
from motorplan.model.children import Goal, Seen, Slot
from motorplan.vocabulary import Level

OTTER = "examples/otter.toml"


def asked(about, child, catalogue, weeks=4):
    """Return the answer about a plan made on the spot."""
    try:
        plan = make_plan(child, catalogue, start=START, weeks=weeks)
    except NoPlan as error:
        plan = error.plan
    return why_of(about, child, catalogue, plan, "on-the-spot"), plan


def said(capfd, *arguments):
    code = run([*map(str, arguments)])
    out, err = capfd.readouterr()
    return code, out, err


@pytest.fixture(scope="module")
def otter(catalogue):
    return load_child(OTTER, catalogue)


def with_week(child, **changes):
    return attrs.evolve(child, week=attrs.evolve(child.week, **changes))


def items_of(plan):
    return [(s, i) for week in plan.weeks for s in week.sessions for i in s.items]


def test_an_item_tells_its_sessions_its_way_and_what_it_takes(catalogue, otter):
    """Of an activity in the plan: where it is, the goal and path, and what was seen."""
    _, plan = asked("button-snake", otter, catalogue)
    answer, plan = asked(plan.weeks[0].sessions[0].items[0].activity, otter, catalogue)
    mine = [(s, i) for s, i in items_of(plan) if i.activity == answer.about]
    assert answer.in_plan
    assert answer.sessions == tuple(session.id for session, _ in mine)
    assert set(answer.serves) == {served for _, item in mine for served in item.serves}
    needs = {
        skill
        for _, item in mine
        for skill in catalogue.activities[answer.about].grades[item.grade - 1].needs
    }
    assert {ready.skill for ready in answer.readiness} == needs
    for ready in answer.readiness:
        seen = otter.skills.get(ready.skill)
        assert ready.seen == (seen.level if seen else None)
    assert mine[-1][1].why in answer.says
    assert answer.changes == ()


def test_alternatives_are_told_in_words_and_in_thousandths(catalogue, otter):
    _, plan = asked("button-snake", otter, catalogue)
    session, item = items_of(plan)[0]
    answer, _ = asked(item.activity, otter, catalogue)
    first = answer.alternatives[0]
    assert first.session == session.id
    words = " ".join(answer.says)
    assert catalogue.activities[first.activity].name in words
    assert "What that week would bring then" in words
    percent = round(100 * first.worth_less / first.week_worth)
    assert ("as much" if first.worth_less <= 0 else f"{percent or 1} % less") in words


def test_a_thing_that_is_missing_is_named_with_the_lines_to_write(capfd, catalogue, otter):
    """The lines, read as TOML, hold the thing beside all that was there."""
    answer, _ = asked("lace-and-tie", otter, catalogue)
    assert not answer.in_plan
    reasons = {(r.code, r.about) for g in answer.grades for s in g.settings for r in s.reasons}
    assert ("material", "lacing-shoe") in reasons
    change = next(c for c in answer.changes if (c.code, c.about) == ("material", "lacing-shoe"))
    assert "lace-and-tie" in change.opens
    week = tomllib.loads("\n".join(change.lines))["week"]
    assert set(week["materials"]) == {*otter.week.materials, "lacing-shoe"}
    assert change.says in answer.helps
    code, out, _ = said(capfd, "why", OTTER, "lace-and-tie")
    assert code == 0
    assert all(f"      {line}" in out for line in change.lines)


def test_what_rules_a_grade_out_is_told_setting_by_setting(catalogue, otter):
    days = {"mon": (Slot(minutes=15),), "wed": (Slot(minutes=15, place="classroom"),)}
    child = with_week(otter, days=days)
    answer, _ = asked("stairs-together", child, catalogue)
    for grade in answer.grades:
        assert [ruling.place for ruling in grade.settings] == ["home", "classroom"]
        assert not grade.open
    codes = [{r.code for r in ruling.reasons} for ruling in answer.grades[1].settings]
    assert {"material", "not-seen"} <= codes[0]
    if codes[0] != codes[1]:
        assert "home:" in answer.grades[1].says
        assert "classroom:" in answer.grades[1].says


def test_all_reasons_are_told_not_the_first(catalogue):
    """A baby is too young for beads, mouths, has seen nothing of it and sits on no chair."""
    wren = load_child("examples/wren.toml", catalogue)
    answer, _ = asked("threading", wren, catalogue)
    (ruling,) = answer.grades[2].settings
    codes = {reason.code for reason in ruling.reasons}
    assert {"too-young", "material", "rule", "not-seen"} <= codes
    assert "It leads to none of the goals." in " ".join(answer.says)
    assert answer.changes == ()


def test_what_could_be_done_says_where_it_would_cost_least(catalogue, otter):
    """An activity that fits and is not chosen is weighed wherever it could stand."""
    _, plan = asked("button-snake", otter, catalogue)
    there = {item.activity for _, item in items_of(plan)}
    names = sorted(catalogue.training["fastens-large-buttons"])
    answers = [asked(name, otter, catalogue)[0] for name in names if name not in there]
    weighed = [answer for answer in answers if answer.alternatives]
    assert weighed
    for answer in weighed:
        losses = [a.worth_less / a.week_worth for a in answer.alternatives]
        assert losses == sorted(losses)
        assert {a.activity for a in answer.alternatives} == {answer.about}
        assert "The best time for it is" in " ".join(answer.says)
        assert answer.changes == ()


def test_why_says_what_a_person_locked_and_on_which_day(catalogue, otter):
    plan = make_plan(otter, catalogue, start=START, weeks=1)
    session = plan.weeks[0].sessions[0]
    first = attrs.evolve(session.items[0], locked=True)
    held = attrs.evolve(session, items=(first, *session.items[1:]))
    week = attrs.evolve(plan.weeks[0], sessions=(held, *plan.weeks[0].sessions[1:]))
    locked = attrs.evolve(plan, weeks=(week,))
    answers = [why_of(first.activity, otter, catalogue, p, "in-force") for p in (plan, locked)]
    told = [any("You locked it" in line for line in answer.says) for answer in answers]
    assert told == [False, True]


def test_a_goal_tells_its_share_and_counts_every_way(catalogue, otter):
    answer, plan = asked("fastens-small-buttons", otter, catalogue)
    outlook = next(g for g in plan.goals if g.skill == answer.about)
    dose = outlook.dose_minutes
    assert answer.share.minutes == dose.whole + dose.part
    assert answer.share.of == sum(g.dose_minutes.whole + g.dose_minutes.part for g in plan.goals)
    assert answer.ways == answer.ways_open + sum(reason.count for reason in answer.reasons)
    assert any("Monday 1 March 2027" in line for line in answer.says)


def test_a_goal_that_gets_nothing_says_what_holds_it(catalogue):
    """A leg in a cast: hopping waits, the rule is named, and only the one who may opens it."""
    stork = load_child("examples/stork.toml", catalogue)
    cast = attrs.evolve(stork.precautions[0], until=date(2027, 1, 31))
    longer = attrs.evolve(stork, precautions=(cast,))
    answer, _ = asked("hops-five-times", longer, catalogue)
    assert not answer.in_plan
    assert answer.share.minutes == 0
    assert any("ways to practise are out" in line for line in answer.says)
    assert {"rule"} <= {reason.code for reason in answer.reasons}
    assert answer.changes == ()
    assert any(line.startswith("Ask a health professional") for line in answer.helps)


def test_a_goal_that_is_there_says_so_and_offers_nothing(catalogue, otter):
    goals = (*otter.goals, Goal(skill="runs-zip"))
    answer, _ = asked("runs-zip", attrs.evolve(otter, goals=goals), catalogue)
    assert "there already" in answer.says[0]
    assert (answer.changes, answer.share, answer.ways) == ((), None, None)


def test_where_no_plan_is_possible_an_activity_still_answers(catalogue, otter):
    child = with_week(otter, adults=0)
    answer, plan = asked("button-snake", child, catalogue)
    assert plan.weeks == ()
    reasons = {(r.code, r.about) for g in answer.grades for s in g.settings for r in s.reasons}
    assert ("supervision", "nobody") in reasons
    assert "adult" in {change.code for change in answer.changes}


def test_what_takes_too_long_says_how_long(catalogue, otter):
    child = with_week(otter, days={"mon": (Slot(minutes=4),), "wed": (Slot(minutes=4),)})
    answer, _ = asked("button-snake", child, catalogue)
    reasons = [r for g in answer.grades for s in g.settings for r in s.reasons]
    assert "too-long" in {reason.code for reason in reasons}
    assert {"minutes", "day"} & {change.code for change in answer.changes}


def test_a_tag_that_the_file_shuts_is_offered_back_and_a_rule_never(catalogue, otter):
    child = attrs.evolve(otter, avoid=("fastens-large-buttons", "cuts-forward"))
    answer, _ = asked("fastens-large-buttons", child, catalogue)
    assert "The file says to avoid it." in answer.says
    assert [change.code for change in answer.changes] == ["avoid"]
    assert answer.changes[0].lines == ('avoid = ["cuts-forward"]',)


def test_an_aid_is_tried_like_a_thing(catalogue, otter):
    """For a child who cannot hold sticks yet the helper brings the meal within reach."""
    skills = {**otter.skills, "eats-with-chopsticks": Seen(level=Level.NOT_YET)}
    goals = (Goal(skill="eats-with-chopsticks"),)
    child = attrs.evolve(otter, skills=skills, goals=goals)
    answer, _ = asked("chopstick-helper", child, catalogue)
    (change,) = answer.changes
    assert change.code == "aid"
    assert change.lines == ('equipment = ["chopstick-helper"]',)
    assert change.worth_gain > 0


IMPOSSIBLE = """\
name = "Kiwi"
born = 2020-03-14
safety_asked = 2026-11-20
[week]
space = "room"
adults = 0
mon = 20
[[goals]]
skill = "ties-knot"
"""


@pytest.fixture
def kiwi(tmp_path):
    path = tmp_path / "kiwi.toml"
    path.write_text(IMPOSSIBLE)
    return path


def test_no_plan_carries_the_changes_and_they_open_one(capfd, kiwi):
    """Writing the lines of the first change into the file gives a plan."""
    code, out, _ = said(capfd, "plan", kiwi, "--format", "json")
    assert code == 3
    changes = [w["change"] for w in json.loads(out)["warnings"] if w["change"]]
    assert changes[0]["code"] == "adult"
    assert changes[0]["goals"] == ["ties-knot"]
    assert changes[0]["lines"] == ["[week]", "adults = 1"]
    _, _, err = said(capfd, "plan", kiwi)
    assert "      adults = 1" in err
    kiwi.write_text(IMPOSSIBLE.replace("adults = 0", "adults = 1"))
    assert said(capfd, "plan", kiwi)[0] == 0


def test_a_day_tells_what_would_help_but_no_lines(capfd, kiwi):
    """A day may differ from the file, so nothing is said that would have to stay in it."""
    code, out, _ = said(capfd, "today", kiwi, "--format", "json")
    assert code == 3
    changes = [w["change"] for w in json.loads(out)["warnings"] if w["change"]]
    assert changes
    assert all(change["lines"] == [] for change in changes)


def test_who_waits_is_told_what_is_going_on(capfd, kiwi, monkeypatch):
    monkeypatch.setattr("motorplan.cli.options.PATIENCE", -1.0)
    code, out, err = said(capfd, "plan", kiwi, "--format", "json")
    assert code == 3
    assert json.loads(out)["weeks"] == []
    assert "trying what would help: 1 changes so far" in err


def test_a_week_that_the_file_leaves_out_is_written_whole(catalogue):
    child = load_child("examples/mole.toml", catalogue)
    assert child.week is None
    answer, _ = asked("builds-bridge", child, catalogue)
    change = next(c for c in answer.changes if c.code == "minutes")
    week = tomllib.loads("\n".join(change.lines))["week"]
    assert set(week) == {"mon", "wed", "fri"}
    assert sorted(week.values()) == [10, 10, 20]


def test_nobody_is_asked_to_look_for_what_a_child_is_too_young_for(catalogue):
    """A baby whose goal is to sit is not looked at for rolls and frames."""
    wren = load_child("examples/wren.toml", catalogue)
    for about in ("sits-alone", "at-the-pool-side"):
        answer, _ = asked(about, wren, catalogue)
        assert answer.helps == tuple(change.says for change in answer.changes)


def test_a_look_is_asked_for_where_it_alone_is_missing(catalogue, otter):
    """Five years old, and nobody wrote down yet that small things stay out of the mouth."""
    answer, _ = asked("threading", otter, catalogue)
    assert answer.helps[-1].startswith("Look whether this is there")
