"""The picture of a way to a goal: what it says, and that it can be read."""

import re
from datetime import date
from itertools import combinations, pairwise
from math import log
from xml.etree import ElementTree as ET

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import child, seen

from motorplan.ability.estimating import make_estimate
from motorplan.graph import SkillGraph
from motorplan.model.nodes import node_of
from motorplan.model.skills import Edge, Norm, Skill
from motorplan.rendering.drawings import DASHES, SIZES, WIDE, drawing_of
from motorplan.rendering.layout import Lane, Link, layout_of
from motorplan.rendering.paper import Paper
from motorplan.ways import way_to

ON = date(2026, 11, 24)
SVG = "{http://www.w3.org/2000/svg}"
ROWS = (
    ("crawls", "gross", 9, {}),
    ("shuffles", "gross", 10, {}),
    ("wheels", "gross", 30, {}),
    ("crosses-room", "gross", 31, {"crawls": "ways", "shuffles": "ways", "wheels": "ways"}),
    ("pinches", "fine", 11, {}),
    ("holds-tray", "self-care", 48, {"crosses-room": "follows", "pinches": "requires"}),
    ("eats-with-all", "participation", 60, {"holds-tray": "follows"}),
)
"""Id, domain, median age in months, and what comes before: a world with one of everything."""


def skill(skill_id, domain, before):
    return Skill(
        id=skill_id,
        name=skill_id.title(),
        plain=skill_id.replace("-", " "),
        kind="task",
        domain=domain,
        area="daily-life",
        icf="d550",
        look_for="It is there.",
        edges={
            i: Edge(
                strength="follows" if how == "ways" else how,
                because=f"{i} leads to it.",
                source="motorplan-consensus",
                one_of="across" if how == "ways" else None,
            )
            for i, how in before.items()
        },
    )


@pytest.fixture(scope="session")
def toy(catalogue):
    """The catalogue with the seven skills of this file alone."""
    skills = {i: skill(i, domain, before) for i, domain, _, before in ROWS}
    norms = {i: Norm(mu=log(months), sigma=0.2, confidence="chart") for i, _, months, _ in ROWS}
    graph = SkillGraph({i: node_of(skills[i], norms[i]) for i in sorted(skills)})
    return attrs.evolve(catalogue, graph=graph, skills=skills)


def drawn(toy, goal="eats-with-all", **how):
    return drawing_of(way_to(toy, goal, **how), toy.graph, Paper(phrases=toy.phrases))


def estimate_of(toy, **levels):
    return make_estimate(child(skills=seen(**levels)), toy.graph, ON)


def texts(svg):
    """Return all that stands in a picture, box by box, without what is read aloud."""
    root = ET.fromstring(svg)  # noqa: S314 - we wrote it
    return [" ".join(t.text for t in g.iter(f"{SVG}text")) for g in root.iter(f"{SVG}g")]


def corners(shape):
    """Return left, top, right and foot of a shape."""
    a = {k: float(v) for k, v in shape.attrib.items() if k in {"x", "y", "width", "height"}}
    if shape.tag == f"{SVG}rect":
        return a["x"], a["y"], a["x"] + a["width"], a["y"] + a["height"]
    if shape.tag == f"{SVG}ellipse":
        x, y, rx, ry = (float(shape.attrib[k]) for k in ("cx", "cy", "rx", "ry"))
        return x - rx, y - ry, x + rx, y + ry
    points = [tuple(map(float, p.split(","))) for p in shape.attrib["points"].split()]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def boxes(svg):
    """Return the shape of each skill: the groups without a place of their own."""
    root = ET.fromstring(svg)  # noqa: S314 - we wrote it
    groups = [g for g in root.iter(f"{SVG}g") if "transform" not in g.attrib]
    return [next(e for e in g if e.tag not in {f"{SVG}title", f"{SVG}text"}) for g in groups]


class TestWhatItSays:
    def test_every_skill_stands_in_it_once_in_whole_words(self, toy):
        told = texts(drawn(toy))
        for skill_id, *_ in ROWS:
            assert sum(skill_id.replace("-", " ") in words for words in told) == 1

    def test_it_has_a_title_a_telling_and_a_language_for_those_who_listen(self, toy):
        svg = drawn(toy)
        root = ET.fromstring(svg)  # noqa: S314 - we wrote it
        title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {told.attrib['id']}"
        assert root.attrib["lang"] == "en"
        assert "eats with all" in title.text
        assert "Holds tray: looking after oneself. It leads to: eats with all." in told.text

    def test_nothing_in_it_is_run_or_fetched(self, toy):
        svg = drawn(toy)
        assert not re.search(r"<script|<image|<style|@import|href|url\(", svg)
        assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]

    def test_ages_stand_in_it_without_a_child_and_never_with_one(self, toy):
        """A child is measured against no age."""
        bare, of_child = drawn(toy), drawn(toy, estimate=estimate_of(toy))
        assert "9 to 12 months" in bare
        assert "5 to 6 years" in bare
        assert not re.search(r"\d (months|years)", of_child)

    def test_how_a_skill_stands_is_said_in_words_and_drawn_without_colour(self, toy):
        estimate = estimate_of(toy, wheels="independent", pinches="not_yet".replace("_", "-"))
        svg = drawn(toy, estimate=estimate)
        told = texts(svg)
        assert "wheels there" in told
        assert "pinches next" in told
        assert "the goal eats with all later" in told
        widths = dict(zip(told, (s.attrib["stroke-width"] for s in boxes(svg)), strict=False))
        assert float(widths["pinches next"]) > 2 * float(widths["the goal eats with all later"])

    def test_a_way_that_another_one_spares_is_light(self, toy):
        svg = drawn(toy, estimate=estimate_of(toy, wheels="independent", crawls="not-yet"))
        assert "crawls no need now" in texts(svg)

    def test_what_is_left_out_is_counted(self, toy):
        assert "And 4 more before these." in drawn(toy, most=3)
        assert "And 1 more before these." in drawn(toy, most=6)
        assert "more before" not in drawn(toy, most=7)

    def test_signs_of_markup_in_a_name_are_written_as_words(self, toy):
        name = 'eats <b> & "all"'
        nodes = {**toy.graph.nodes}
        nodes["pinches"] = attrs.evolve(nodes["pinches"], plain=name, name=name)
        world = attrs.evolve(toy, graph=SkillGraph(nodes))
        assert name in texts(drawn(world, "pinches"))[0]


class TestHowItLooks:
    def test_domains_differ_in_form(self, toy):
        svg = drawn(toy)
        form = dict(zip(texts(svg), boxes(svg), strict=False))
        assert form["crawls"].tag == f"{SVG}rect"
        assert form["holds tray"].tag == f"{SVG}ellipse"
        assert len(form["pinches"].attrib["points"].split()) == 6
        assert len(form["the goal eats with all"].attrib["points"].split()) == 8

    def test_the_three_kinds_of_edges_differ_in_their_lines(self, toy):
        svg = drawn(toy)
        root = ET.fromstring(svg)  # noqa: S314 - we wrote it
        dashes = [p.attrib.get("stroke-dasharray") for p in root.findall(f"{SVG}path")]
        assert [dashes.count(DASHES[k]) for k in ("requires", "follows", "ways")] == [1, 2, 3]
        assert len(set(DASHES.values())) == 3
        assert svg.count(">one of<") == 1

    def test_letters_are_12_px_or_more_on_a_screen_of_360(self, toy):
        svg = drawn(toy)
        root = ET.fromstring(svg)  # noqa: S314 - we wrote it
        assert root.attrib["viewBox"].split()[2] == "360"
        assert min(map(float, re.findall(r'font-size="([\d.]+)"', svg))) >= 12

    def test_what_comes_first_stands_below(self, toy):
        svg = drawn(toy)
        top = {t: corners(b)[1] for t, b in zip(texts(svg), boxes(svg), strict=False)}
        assert top["crawls"] > top["crosses room"] > top["holds tray"]
        assert top["holds tray"] > top["the goal eats with all"]

    def test_the_same_way_is_the_same_bytes(self, toy):
        assert drawn(toy) == drawn(toy)

    def test_every_goal_of_the_catalogue_keeps_within_its_edges(self, catalogue):
        paper = Paper(phrases=catalogue.phrases)
        goals = [i for i, n in catalogue.graph.nodes.items() if n.kind != "capacity"]
        for goal in goals[::7]:
            svg = drawing_of(way_to(catalogue, goal, most=16), catalogue.graph, paper)
            places = [corners(box) for box in boxes(svg)]
            assert all(left >= 0 and right <= WIDE for left, _, right, _ in places), goal
            for a, b in combinations(places, 2):
                apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
                assert apart, goal


@st.composite
def worlds(draw):
    """Draw ages in order, and lines from earlier to later ones."""
    ages = sorted(draw(st.lists(st.integers(1, 120), min_size=2, max_size=14)))
    ids = [f"s{n}" for n in range(len(ages))]
    pairs = st.sampled_from(list(combinations(ids, 2)))
    styles = st.sampled_from(sorted(DASHES))
    drawn = draw(st.dictionaries(pairs, styles, max_size=20))
    links = [Link(a, b, style) for (a, b), style in sorted(drawn.items())]
    return dict(zip(ids, map(float, ages), strict=True)), links


@pytest.mark.law
@given(worlds())
def test_nothing_touches_in_a_row_and_every_line_leads_up(world):
    ages, links = world
    found = layout_of(ages, links, SIZES, lambda age: age // 12)
    row_of = {place: n for n, row in enumerate(found.rows) for place in row}
    for row in found.rows:
        assert 1 <= sum(isinstance(p, str) for p in row) <= 3
        for left, right in pairwise(row):
            least = (found.widths[left] + found.widths[right]) / 2
            assert found.centres[right] - found.centres[left] >= least
    assert sorted(p for p in row_of if not isinstance(p, Lane)) == sorted(ages)
    for link, way in found.ways.items():
        assert (way[0], way[-1]) == (link.earlier, link.later)
        rows = [row_of[place] for place in way]
        assert rows == list(range(rows[0], rows[-1] - 1, -1))
