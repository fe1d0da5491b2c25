"""``plan --prove``, and what is left out of a very large catalogue."""

import json

import pytest
from test_cli import ask

from motorplan.planning import proving, sifting
from motorplan.planning.proving import prove
from motorplan.planning.week import Column, Limit, Purpose, Week

GROUP = "examples/groups/tuesday-hands.toml"


def test_a_proven_plan_meets_its_bound_and_stdout_holds_json_alone(capfd):
    """The solver greets on stdout as it comes; nothing of that reaches it."""
    code, out, _ = ask(capfd, "plan", "examples/finch.toml", "--prove", "--format", "json")
    search = json.loads(out)["search"]
    assert code == 0
    assert search["proven"]
    assert search["value"] == search["bound"]


def test_the_text_says_how_near_the_arithmetic_came_only_if_asked(capfd):
    said = "says nothing about"
    assert said in ask(capfd, "plan", "examples/hare.toml", "--prove")[1]
    assert said not in ask(capfd, "plan", "examples/hare.toml")[1]


def test_without_the_extra_one_line_says_how_to_get_it(capfd, monkeypatch):
    monkeypatch.setattr("motorplan.making.can_prove", lambda: False)
    code, out, err = ask(capfd, "plan", "examples/hare.toml", "--prove")
    assert (code, out) == (2, "")
    assert "pip install 'motorplan[prove]'" in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("words", [[GROUP], ["examples/hare.toml", "--keep", "hare.plan.json"]])
def test_what_is_not_made_anew_for_one_child_is_not_proven(capfd, words):
    code, _, err = ask(capfd, "plan", *words, "--prove")
    assert code == 2
    assert "one child" in err


def test_at_a_limit_of_nodes_the_bound_holds_all_the_same():
    """Stopped at its first node, the bound is no less than what is found with all of them."""
    columns = [Column(n % 3, n, 3 + n % 5, 0, ((n % 4, 7 + n % 6),)) for n in range(30)]
    purposes = [Purpose(f"p{n}", ((12, 50), (12, 30))) for n in range(4)]
    limits = [
        Limit(f"minutes:{s}", 11, {n: c.minutes for n, c in enumerate(columns) if c.session == s})
        for s in range(3)
    ]
    week = Week(columns=columns, purposes=purposes, limits=limits)
    best, chosen = prove(week, range(30))
    assert chosen
    assert prove(week, range(30), nodes=0)[0] >= best
    assert proving.can_prove()


def test_of_very_many_rows_as_many_of_each_kind_stay_in_their_order():
    rows = [("a", 1), ("b", 5), ("a", 3), ("a", 2), ("b", 4), ("b", 5)]
    kept = sifting.best_of_each(rows, 4, lambda row: row[0], lambda row: row[1])
    assert kept == [("b", 5), ("a", 3), ("a", 2), ("b", 5)]
    assert sifting.best_of_each(rows, 6, lambda row: row[0], lambda row: row[1]) == rows
