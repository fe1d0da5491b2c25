"""Each rule of the graph's lint bites where it should, and is silent where it should be."""

from math import log

import attrs
import pytest

from motorplan.linting.graph import lint_skills
from motorplan.linting.reading import grade_of, lix_of
from motorplan.model.skills import Edge, Milestone, Norm, Skill
from motorplan.sources import Source

SOURCES = {"book": Source(id="book", citation="A book.", confidence="chart", spread=0.1)}
WHY = "The one holds the other still."


def edge(strength="follows", because=WHY, source="book", one_of=None):
    return Edge(strength=strength, because=because, source=source, one_of=one_of)


def skill(name, *before, **said):
    """Return a skill with nothing wrong in it, after those named."""
    return Skill(
        **{
            "id": name,
            "name": name.title(),
            "plain": f"does the {name}",
            "meaning": f"Your child does the {name} at home or in the yard.",
            "kind": "milestone",
            "domain": "fine",
            "area": "in-hand",
            "icf": "d440",
            "look_for": "It is done.",
            "not_yet_if": "You do it.",
            "edges": dict.fromkeys(before, edge()),
            **said,
        }
    )


def codes(*skills, norms=None, sources=SOURCES):
    found = lint_skills({s.id: s for s in skills}, sources, norms or {})
    return {misfit.code for misfit in found}


def norm(months, sigma=0.2):
    return Norm(mu=log(months), sigma=sigma, confidence="chart")


A, B, C = skill("hat"), skill("bag", "hat"), skill("cap", "bag")


def test_a_graph_with_nothing_wrong_is_silent():
    assert codes(A, B, C) == set()


def test_a_cycle_is_printed_as_a_path():
    ring = (skill("hat", "cap"), B, C)
    found = [m for m in lint_skills({s.id: s for s in ring}, SOURCES, {}) if m.code == "cycle"]
    assert len(found) == 1
    assert "cap -> hat -> bag -> cap" in found[0].message


@pytest.mark.parametrize(
    ("code", "skills"),
    [
        ("no-such-skill", (skill("hat", "nowhere"), B, C)),
        ("says-twice", (A, B, skill("cap", "bag", "hat"))),
        ("orphan", (A, B, skill("cap"))),
        ("unknown-source", (A, skill("bag", edges={"hat": edge(source="gossip")}))),
        ("no-reason", (A, skill("bag", edges={"hat": edge(because="")}))),
        ("no-reason", (A, skill("bag", edges={"hat": edge(because="The hat helps with this.")}))),
        ("no-meaning", (A, skill("bag", "hat", meaning=""))),
        ("no-look-alike", (A, skill("bag", "hat", not_yet_if=None))),
        ("capacity-order", (skill("hat", kind="capacity"), B)),
        ("capacity-order", (A, skill("bag", "hat", kind="capacity"))),
        ("hard-words", (A, skill("bag", "hat", meaning="Demonstrates reciprocal coordination."))),
        ("twin", (A, skill("bag", "hat", plain="does a hat"), C)),
    ],
)
def test_a_rule_bites(code, skills):
    assert code in codes(*skills)


def test_ways_of_which_one_is_enough_say_nothing_twice():
    ways = {"hat": edge(one_of="ways"), "bag": edge(one_of="ways")}
    assert codes(A, B, skill("cap", edges=ways)) == set()


def test_what_is_required_may_not_come_later():
    """Beyond the spread of both curves; a little later is what curves do."""
    later = skill("bag", edges={"hat": edge("requires")})
    assert "age-inversion" in codes(A, later, norms={"hat": norm(40), "bag": norm(20)})
    assert "age-inversion" not in codes(A, later, norms={"hat": norm(22), "bag": norm(20)})


def test_a_domain_learns_something_new_in_every_third_of_an_age():
    assert "gap" in codes(A, B, norms={"hat": norm(20), "bag": norm(40)})
    assert "gap" not in codes(A, B, norms={"hat": norm(20), "bag": norm(28)})


def test_a_figure_far_off_its_curve_is_named():
    figure = Milestone(source="book", statistic="p50", age_months=60, confidence="chart")
    told = attrs.evolve(B, milestones=(figure,))
    assert "contradiction" in codes(A, told, norms={"bag": norm(20)})
    assert "contradiction" not in codes(A, told, norms={"bag": norm(58)})


def test_a_capacity_has_no_ages():
    figure = Milestone(source="book", statistic="p50", age_months=60, confidence="chart")
    held = skill("hat", kind="capacity", milestones=(figure,))
    helped = skill("bag", edges={"hat": edge("supports")})
    assert "capacity-age" in codes(held, helped)
    assert codes(attrs.evolve(held, milestones=()), helped) == set()


def test_reading_grades_rise_with_longer_words_and_sentences():
    plain, hard = "The cat sat. It is wet.", "Reciprocal coordination necessitates stabilisation."
    assert grade_of(plain) < 2
    assert grade_of(hard) > 12
    assert lix_of(plain) < 10
    assert lix_of(hard) > 60
    assert grade_of("") == lix_of("") == 0
