"""What the skill graph answers, in Python and on the command line."""

import csv
import json
import re
from datetime import date
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
import pytest
from worlds import child, seen

from motorplan.ability.estimating import make_estimate
from motorplan.cli import run
from motorplan.errors import UnknownWord, WrongUse
from motorplan.graph import SkillGraph
from motorplan.model.children import Seen
from motorplan.model.nodes import node_of
from motorplan.model.skills import Edge, Norm, Skill
from motorplan.rendering.ladders import way_text
from motorplan.rendering.paper import Paper
from motorplan.vocabulary import Level
from motorplan.ways import as_of, moved, way_to

OTTER = "examples/otter.toml"
ON = date(2026, 11, 24)
DAY = ["--date", "2026-11-24"]


def skill(skill_id, *, ways=(), follows=(), requires=(), **said):
    kinds = (("ways", ways), ("follows", follows), ("requires", requires))
    edges = {
        i: Edge(
            strength="follows" if kind == "ways" else kind,
            because="It leads there.",
            source="motorplan-consensus",
            one_of="any" if kind == "ways" else None,
        )
        for kind, ids in kinds
        for i in ids
    }
    usual = {"kind": "task", "domain": "gross", "area": "walking", "icf": "d450"}
    told = {"name": skill_id.title(), "plain": f"{skill_id}s", "look_for": "It is there."}
    return Skill(id=skill_id, edges=edges, **{**usual, **told, **said})


def world(catalogue, *skills):
    """Return the catalogue with *skills* alone, all late enough to be likely in no child."""
    late = Norm(mu=5.0, sigma=0.1, confidence="chart")
    every = {s.id: s for s in skills}
    norms = {i: None if s.kind == "capacity" else late for i, s in every.items()}
    graph = SkillGraph({i: node_of(every[i], norms[i]) for i in sorted(every)})
    return attrs.evolve(catalogue, graph=graph, skills=every)


@pytest.fixture(scope="module")
def rooms(catalogue):
    """Three ways across a room, and where they lead."""
    return world(
        catalogue,
        skill("roll"),
        skill("crawl", follows=["roll"]),
        skill("walk", seated=False),
        skill("wheel"),
        skill("cross", ways=["crawl", "walk", "wheel"]),
        skill("carry", follows=["cross"], requires=["grip"]),
        skill("grip", domain="fine", area="in-hand"),
        skill("strength", kind="capacity", area="capacity"),
    )


def estimate(catalogue, **levels):
    said = {k: v for k, v in levels.items() if k == "moves_by"}
    sightings = seen(**{k: v for k, v in levels.items() if k != "moves_by"})
    return make_estimate(child(skills=sightings, **said), catalogue.graph, ON)


def standings(catalogue, goal, **levels):
    way = way_to(catalogue, goal, estimate=estimate(catalogue, **levels))
    return {step.id: step.standing for step in way.steps}


class Saw:
    """What is believed of a child of whom one skill was seen, so long ago that it is unsure."""

    def __init__(self, skill_id):
        self.is_seen = lambda i, _: i == skill_id
        self.chance = lambda *_: 0.5
        self.applies = lambda _: True


class TestHowStepsStand:
    def test_what_was_seen_is_there_and_what_misses_nothing_is_next(self, rooms):
        found = standings(rooms, "carry", walk="independent")
        assert (found["walk"], found["cross"], found["grip"]) == ("there", "next", "next")
        assert found["carry"] == "later"

    def test_of_several_ways_one_that_is_there_spares_the_others(self, rooms):
        found = standings(rooms, "carry", walk="independent")
        assert found["crawl"] == found["wheel"] == "spared"
        assert found["roll"] == "spared"
        assert standings(rooms, "carry", grip="independent")["crawl"] == "later"

    def test_what_leads_only_to_what_is_there_is_spared(self, rooms):
        """Children may skip what follows is said of."""
        found = standings(rooms, "carry", cross="independent", crawl="not-yet")
        assert found["crawl"] == found["roll"] == "spared"
        assert found["grip"] == "next"

    def test_what_does_not_apply_is_not_for_the_child_and_holds_nothing_up(self, catalogue):
        stairs = world(
            catalogue,
            skill("step", seated=False),
            skill("ramp", follows=["step"]),
            skill("stairs", requires=["step"]),
        )
        found = standings(stairs, "ramp", moves_by=("manual-chair",))
        assert found == {"step": "not-for-child", "ramp": "next"}
        assert standings(stairs, "ramp") == {"step": "next", "ramp": "later"}
        assert standings(stairs, "stairs", moves_by=("manual-chair",))["stairs"] == "later"

    def test_a_way_that_does_not_apply_is_no_way(self, rooms):
        found = standings(rooms, "cross", moves_by=("manual-chair",))
        assert found["walk"] == "not-for-child"
        assert found["cross"] == "later"

    def test_a_sighting_stays_a_win_however_old(self, rooms):
        assert rooms.graph.there(Saw("walk")) == {"walk"}
        assert rooms.graph.frontier(Saw("walk")) == ("cross", "grip", "roll", "wheel")


class TestTheWay:
    def test_it_begins_with_the_earliest_and_ends_with_the_goal(self, rooms):
        way = way_to(rooms, "carry")
        assert way.path[-1] == "carry"
        place = {i: n for n, i in enumerate(way.path)}
        assert place["roll"] < place["crawl"] < place["cross"] < place["carry"]
        assert {step.standing for step in way.steps} == {None}

    def test_of_a_few_steps_what_is_left_to_learn_comes_first(self, rooms):
        way = way_to(rooms, "carry", estimate=estimate(rooms, walk="independent"), most=3)
        assert set(way.path) == {"carry", "cross", "grip"}
        assert way.more == len(rooms.graph.before("carry")) + 1 - 3

    def test_from_a_skill_on_it_is_the_shortest(self, rooms):
        assert way_to(rooms, "carry", earlier="walk").path == ("walk", "cross", "carry")
        with pytest.raises(WrongUse, match="no way leads"):
            way_to(rooms, "walk", earlier="carry")

    def test_a_capacity_is_no_goal(self, rooms):
        with pytest.raises(WrongUse, match="what it would let the child do"):
            way_to(rooms, "strength")

    def test_a_word_that_is_no_skill_is_refused_with_the_nearest(self, rooms):
        with pytest.raises(UnknownWord, match="did you mean 'carry'"):
            way_to(rooms, "cary")

    def test_on_paper_wins_come_first_then_what_is_next_then_what_is_later(self, rooms):
        found = {"walk": Seen(level=Level.INDEPENDENT, seen=date(2026, 11, 3))}
        found["grip"] = Seen(level=Level.SOME_HELP)
        known = make_estimate(child(skills=found), rooms.graph, ON)
        text = way_text(
            way_to(rooms, "carry", estimate=known), Paper(phrases=rooms.phrases, width=96)
        )
        parts = ["✓ walks: seen without help on Tuesday 3 November 2026"]
        parts += ["→ grips: seen with some help", "→ crosss", "· carrys (the goal)", "- crawls"]
        places = [text.index(part) for part in parts]
        assert places == sorted(places)


class TestWhatMoved:
    def test_of_an_earlier_day_only_what_was_seen_by_then_counts(self):
        both = child(
            skills={
                "walks-alone": Seen(level=Level.INDEPENDENT, seen=date(2026, 1, 1)),
                "snips-paper": Seen(level=Level.INDEPENDENT, seen=date(2026, 6, 1)),
                "runs": Seen(level=Level.INDEPENDENT),
            }
        )
        assert set(as_of(both, date(2026, 3, 1)).skills) == {"walks-alone", "runs"}

    def test_a_skill_that_was_seen_moves_up(self, rooms):
        shifts = moved(estimate(rooms), estimate(rooms, walk="independent"), rooms)
        assert shifts[0].skill == "walk"
        assert shifts[0].now > 0.9 > shifts[0].was

    def test_two_children_are_not_compared(self, rooms):
        other = make_estimate(child(born=date(2020, 1, 1)), rooms.graph, ON)
        with pytest.raises(WrongUse, match="children are not compared"):
            moved(estimate(rooms), other, rooms)


def ask(capfd, *arguments):
    code = run([str(a) for a in arguments])
    out, err = capfd.readouterr()
    return code, out, err


def json_of(capfd, *arguments):
    code, out, err = ask(capfd, *arguments, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (["before", "walks-well"], lambda g: tuple(g.before("walks-well"))),
        (["after", "walks-alone"], lambda g: tuple(g.after("walks-alone"))),
        (["unlocks", "walks-alone"], lambda g: g.unlocks("walks-alone")),
        (["ladder", "fasteners"], lambda g: g.ladder("fasteners")),
    ],
)
def test_a_question_on_the_command_line_is_the_one_in_python(capfd, catalogue, words, asked):
    found = json_of(capfd, "skills", *words)
    assert found["format"] == "motorplan.skills/1"
    ids = [row["id"] for row in found["skills"]]
    assert tuple(ids) == asked(catalogue.graph)
    assert len(ids) > 0
    _, out, _ = ask(capfd, "skills", *words)
    assert [line.split()[0] for line in out.splitlines()] == ids


def test_the_frontier_is_not_there_yet_and_what_comes_before_it_is(capfd, catalogue):
    ids = [row["id"] for row in json_of(capfd, "skills", "frontier", OTTER, *DAY)["skills"]]
    assert "fastens-large-buttons" in ids
    assert "unfastens-large-buttons" not in ids
    assert "capacity" not in {catalogue.graph[i].kind for i in ids}


def test_what_a_skill_unlocks_for_a_child_misses_nothing_else(capfd):
    found = json_of(capfd, "skills", "unlocks", "unfastens-large-buttons", "--child", OTTER, *DAY)
    every = json_of(capfd, "skills", "unlocks", "unfastens-large-buttons")
    ids = [[row["id"] for row in one["skills"]] for one in (found, every)]
    assert "fastens-large-buttons" in ids[0]
    assert set(ids[0]) <= set(ids[1])


def test_alternatives_name_the_other_ways_or_say_that_there_are_none(capfd, catalogue):
    graph = catalogue.graph
    found = json_of(capfd, "skills", "alternatives", "fastens-small-buttons")
    assert found["format"] == "motorplan.alternatives/1"
    for skill_id in ("fastens-small-buttons", *sorted(graph.nodes)[::40]):
        rows = json_of(capfd, "skills", "alternatives", skill_id)["alternatives"]
        assert {r["to"]: tuple(r["ways"]) for r in rows} == graph.alternatives(skill_id)
        code, out, _ = ask(capfd, "skills", "alternatives", skill_id)
        assert code == 0
        assert ("no other way" in out) is (not rows)


def test_the_path_of_a_child_tells_how_each_step_stands(capfd):
    found = json_of(capfd, "skills", "path", "fastens-small-buttons", "--child", OTTER, *DAY)
    assert found["format"] == "motorplan.path/1"
    assert found["path"][-1] == found["goal"] == "fastens-small-buttons"
    steps = {step["id"]: step for step in found["steps"]}
    assert steps["fastens-large-buttons"]["standing"] == "next"
    assert steps["unfastens-large-buttons"]["level"] == "independent"
    code, out, _ = ask(capfd, "skills", "path", "fastens-small-buttons", "--child", OTTER, *DAY)
    assert code == 0
    assert out.index("There already") < out.index("Next") < out.index("Later")


def test_compare_takes_two_files_or_a_day(capfd, tmp_path):
    path = tmp_path / "otter.toml"
    path.write_text(
        Path(OTTER).read_text().replace("[skills]\n", '[skills]\nskips = "independent"\n')
    )
    found = json_of(capfd, "skills", "compare", OTTER, path, *DAY)
    assert found["format"] == "motorplan.compare/1"
    assert "skips" in [row["id"] for row in found["moved"]]
    code, out, _ = ask(capfd, "skills", "compare", OTTER, "--since", "2026-05-01", *DAY)
    assert code == 0
    assert "Friday 1 May 2026" in out
    assert "Nothing has moved." in ask(capfd, "skills", "compare", OTTER, OTTER, *DAY)[1]
    assert ask(capfd, "skills", "compare", OTTER, *DAY)[0] == 2
    assert ask(capfd, "skills", "compare", OTTER, "--since", "2027-05-01", *DAY)[0] == 2
    assert ask(capfd, "skills", "compare", OTTER, "examples/mole.toml", *DAY)[0] == 2


@pytest.mark.parametrize(
    "words",
    [
        ["before", "walks-alon"],
        ["after", "walks-alon"],
        ["unlocks", "walks-alon"],
        ["alternatives", "walks-alon"],
        ["path", "walks-alon"],
        ["draw", "walks-alon"],
    ],
)
def test_a_word_that_is_no_skill_is_told_with_the_nearest(capfd, words):
    code, out, err = ask(capfd, "skills", *words)
    assert (code, out) == (2, "")
    assert "'walks-alone'" in err


def test_an_area_that_is_none_is_told_with_the_nearest(capfd):
    code, _, err = ask(capfd, "skills", "ladder", "fastener")
    assert code == 2
    assert "'fasteners'" in err
    assert ask(capfd, "words", "areas")[0] == 0


@pytest.mark.parametrize("verb", ["frontier", "compare"])
def test_a_file_that_is_missing_is_wrong(capfd, tmp_path, verb):
    more = ["--since", "2026-01-01"] if verb == "compare" else []
    assert ask(capfd, "skills", verb, tmp_path / "none.toml", *more)[0] == 1


def test_a_picture_goes_to_the_screen_or_to_an_svg_file(capfd, tmp_path):
    code, out, err = ask(capfd, "skills", "draw", "ties-laces")
    assert (code, err) == (0, "")
    target = tmp_path / "goal.svg"
    assert ask(capfd, "skills", "draw", "ties-laces", "--output", target)[:2] == (0, "")
    assert target.read_text() == out
    assert ET.fromstring(out).tag.endswith("svg")  # noqa: S314 - we wrote it
    code, _, err = ask(capfd, "skills", "draw", "ties-laces", "--output", tmp_path / "goal.png")
    assert code == 2
    assert ".svg" in err
    assert not (tmp_path / "goal.png").exists()


def test_a_picture_for_a_child_is_of_its_day(capfd):
    code, out, _ = ask(capfd, "skills", "draw", "fastens-small-buttons", "--child", OTTER, *DAY)
    assert code == 0
    assert "For Otter, Tuesday 24 November 2026." in out


@pytest.fixture
def written(capfd, tmp_path):
    """Return what is written to a file of that name."""

    def text_of(name):
        assert ask(capfd, "skills", "export", "--output", tmp_path / name)[0] == 0
        return (tmp_path / name).read_text()

    return text_of


class TestExport:
    def test_the_graphml_holds_every_node_and_every_edge_with_its_reason(self, capfd, catalogue):
        code, out, _ = ask(capfd, "skills", "export", "--format", "graphml")
        assert code == 0
        root = ET.fromstring(out)  # noqa: S314 - we wrote it
        space = "{http://graphml.graphdrawing.org/xmlns}"
        keys = {k.attrib["id"]: k.attrib["attr.name"] for k in root.iter(f"{space}key")}
        assert len(list(root.iter(f"{space}node"))) == len(catalogue.skills)
        edges = list(root.iter(f"{space}edge"))
        assert len(edges) == sum(len(s.edges) for s in catalogue.skills.values())
        for edge in edges:
            data = {keys[d.attrib["key"]]: d.text for d in edge}
            true = catalogue.skills[edge.attrib["target"]].edges[edge.attrib["source"]]
            assert (data["because"], data["source"]) == (true.because, true.source)
            assert data["strength"] == true.strength

    def test_the_tables_hold_every_node_and_every_edge(self, capfd, catalogue, tmp_path):
        code, _, err = ask(capfd, "skills", "export", "--format", "csv", "--output", tmp_path)
        assert code == 0
        assert "nodes.csv" in err
        with (tmp_path / "nodes.csv").open(newline="") as file:
            nodes = {row["id"]: row for row in csv.DictReader(file)}
        assert list(nodes) == sorted(catalogue.skills)
        assert all(nodes[i]["look_for"] == s.look_for for i, s in catalogue.skills.items())
        _, out, _ = ask(capfd, "skills", "export", "--format", "csv")
        assert out == (tmp_path / "edges.csv").read_text()
        edges = [(r["earlier"], r["later"], r["because"]) for r in csv.DictReader(StringIO(out))]
        true = ((e, i, s.edges[e].because) for i, s in catalogue.skills.items() for e in s.edges)
        assert sorted(edges) == sorted(true)

    @pytest.mark.parametrize(
        ("ending", "first", "edge"),
        [
            ("dot", "digraph skills {", r'  "[a-z0-9-]+" -> "[a-z0-9-]+" \[style='),
            ("mmd", "flowchart BT", r"  s-[a-z0-9-]+ [-.o> a-z]+ s-[a-z0-9-]+$"),
        ],
    )
    def test_drawn_by_others_it_has_a_line_for_every_edge(
        self, written, catalogue, ending, first, edge
    ):
        text = written(f"skills.{ending}")
        assert text.splitlines()[0] == first
        edges = [e for s in catalogue.skills.values() for e in s.edges.values()]
        assert len(re.findall(edge, text, re.MULTILINE)) == len(edges)
        assert all(json.dumps(e.because, ensure_ascii=False)[1:-1] in text for e in edges)

    def test_what_says_no_format_is_refused_with_those_there_are(self, capfd, tmp_path):
        for words in ([], ["--output", tmp_path / "skills.doc"]):
            code, _, err = ask(capfd, "skills", "export", *words)
            assert code == 2
            assert "graphml" in err
        gone = ["--format", "csv", "--output", tmp_path / "gone"]
        assert ask(capfd, "skills", "export", *gone)[0] == 2


def test_a_skill_as_data_tells_what_it_means_and_for_whom(capfd, catalogue):
    row = json_of(capfd, "skills", "show", "walks-alone")["skills"][0]
    true = catalogue.skills["walks-alone"]
    assert row["meaning"] == (true.meaning or None)
    assert row["not_yet_if"] == true.not_yet_if
    facts = ("one_handed", "seated", "needs_sight")
    assert [row[f] for f in facts] == [getattr(true, f) for f in facts]
    assert [e["one_of"] for e in row["edges"]] == [e.one_of for _, e in sorted(true.edges.items())]
    assert {m["statement"] for m in row["milestones"]} == {true.meaning or true.plain}
