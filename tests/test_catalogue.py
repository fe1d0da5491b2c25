"""The real catalogue, linted."""

import json
import re
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from motorplan.catalogue import training_index
from motorplan.compiling import compile_catalogue, open_catalogue
from motorplan.converting.values import structure, unstructure
from motorplan.errors import FileProblems, MotorplanError
from motorplan.gathering import load_catalogue
from motorplan.graph import redundant_edges
from motorplan.linting.activities import misfits_of_activity
from motorplan.linting.catalogue import lint_catalogue
from motorplan.linting.graph import lint_skills
from motorplan.model.activities import Activity
from motorplan.model.ladders import ladder_of
from motorplan.model.safety import Rule
from motorplan.model.skills import Skill
from motorplan.model.things import Adaptation, Material

if TYPE_CHECKING:
    from motorplan.catalogue import Catalogue

CATALOGUE = load_catalogue()
NAMED = {
    "playdough-kitchen", "sorting-game", "obstacle-course", "tummy-time", "supported-sitting-reach",
    "cruise-and-step", "stairs-together", "balance-path", "hopping-games", "ball-to-and-fro",
    "animal-walks", "swing-and-climb", "threading", "peg-line", "tongs-transfer", "posting-box",
    "sticker-scenes", "paper-tearing", "paper-folding", "scissor-strips", "trace-and-copy",
    "name-writing", "dough-letters", "block-building", "puzzle-time", "pouring-and-spooning",
    "spoon-time", "fork-and-knife", "cup-time", "dress-the-doll-then-me", "coat-time",
    "button-snake", "zip-it", "lace-and-tie", "tooth-time", "hand-washing", "bike-ready",
}  # fmt: skip


def test_every_activity_has_its_ladder_and_its_place_in_the_index():
    """What choosing reads in short says what the activity says in full."""
    assert dict(CATALOGUE.ladders) == {i: ladder_of(a) for i, a in CATALOGUE.activities.items()}
    assert CATALOGUE.training == training_index(CATALOGUE.ladders)


@pytest.mark.parametrize("activity_id", sorted(CATALOGUE.activities))
def test_an_activity_is_sound(activity_id):
    activity = CATALOGUE.activities[activity_id]
    found = [
        f"{'.'.join(map(str, m.path))}: {m.message}"
        for m in misfits_of_activity(activity, CATALOGUE)
    ]
    assert found == []


def test_there_are_enough_of_everything():
    skills = [s for s in CATALOGUE.skills.values() if s.kind != "capacity"]
    assert len(skills) >= 90
    assert len(CATALOGUE.activities) >= 40
    assert len(CATALOGUE.materials) >= 80
    assert len(CATALOGUE.adaptations) >= 15
    assert set(CATALOGUE.activities) >= NAMED
    assert {rule.kind for rule in CATALOGUE.safety.rules.values()} == {
        "never",
        "ask-first",
        "with-care",
        "prefer",
    }


def test_the_lists_are_long_enough_to_write_activities_on():
    """Most materials have a picture, each of one character; where none fits there is none."""
    assert len(CATALOGUE.materials) >= 230
    assert len(CATALOGUE.adaptations) >= 65
    assert len(CATALOGUE.themes) >= 35
    assert len(CATALOGUE.routines) >= 60
    assert len(CATALOGUE.tags) >= 60
    pictures = [m.picture for m in CATALOGUE.materials.values() if m.picture is not None]
    assert len(pictures) >= 230
    assert all(len(picture) == 1 and not picture.isascii() for picture in pictures)


def test_ids_are_unique_across_all_lists():
    lists = (
        CATALOGUE.skills,
        CATALOGUE.activities,
        CATALOGUE.materials,
        CATALOGUE.adaptations,
        CATALOGUE.tags,
        CATALOGUE.themes,
    )
    ids = [i for table in lists for i in table]
    assert sorted(i for i in set(ids) if ids.count(i) > 1) == []
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i) and len(i) <= 60 for i in ids)


def test_the_skill_graph_is_acyclic_and_reduced():
    """No usual order repeats what a longer way says already."""
    graph = CATALOGUE.graph
    before = {i: graph.directly_before(i) for i in graph.nodes}
    order = list(TopologicalSorter(before).static_order())
    extra = redundant_edges(before, order)
    assert [(a, b) for a, b in extra if a in graph[b].follows] == []


def test_crawling_never_gates_walking():
    """Some healthy children never crawl on hands and knees."""
    before = CATALOGUE.graph.before("walks-alone")
    assert "crawls-on-hands-and-knees" not in before
    assert "crawls-on-hands-and-knees" not in CATALOGUE.graph.required_for("walks-alone")


def test_capacities_have_no_ages_and_are_never_required():
    for node in CATALOGUE.graph.nodes.values():
        capacities = {
            i for i in (*node.requires, *node.follows) if CATALOGUE.graph[i].kind == "capacity"
        }
        assert not capacities, node.id
        if node.kind == "capacity":
            assert node.norm is None
            assert not node.requires + node.follows


@pytest.mark.parametrize(
    ("skill_id", "low", "high"),
    [
        ("sits-alone", 5.5, 6.4),
        ("stands-holding-on", 7.0, 8.0),
        ("crawls-on-hands-and-knees", 8.0, 9.0),
        ("walks-with-hand-held", 8.7, 9.7),
        ("stands-alone", 10.3, 11.4),
        ("walks-alone", 11.5, 12.5),
    ],
)
def test_fitted_medians_lie_where_the_who_measured_them(skill_id, low, high):
    """WHO 2006: medians 5.9, 7.4, 8.3, 9.0, 10.8 and 12.0 months."""
    from motorplan.norms import age_at

    assert low <= age_at(CATALOGUE.graph[skill_id].norm, 0.0) <= high


def test_every_task_is_trained_by_an_activity():
    tasks = {node.id for node in CATALOGUE.graph.nodes.values() if node.kind == "task"}
    assert sorted(tasks - set(CATALOGUE.training)) == []


def test_the_shipped_graph_has_nothing_wrong():
    """All rules of the graph's lint, over all skills."""
    norms = {i: n.norm for i, n in CATALOGUE.graph.nodes.items() if n.norm is not None}
    found = lint_skills(CATALOGUE.skills, CATALOGUE.sources, norms)
    assert [(m.path[0], m.code, m.message) for m in found] == []


def test_everything_that_is_named_exists():
    safety, sources = CATALOGUE.safety, CATALOGUE.sources
    for rule in safety.rules.values():
        assert set(rule.hits) <= set(safety.features), rule.id
        assert set(rule.when.precautions) <= set(safety.precautions), rule.id
        assert rule.source in sources, rule.id
        assert rule.plain.endswith("."), rule.id
        assert rule.kind != "ask-first" or rule.question, rule.id
        assert rule.kind != "with-care" or rule.controls, rule.id
    for cap in safety.caps.values():
        assert cap.feature in safety.features
        assert cap.source in sources
    for word in safety.precautions.values():
        assert set(word.brings) <= set(safety.precautions)
        assert set(word.allergens) <= set(safety.allergens)
    things: list[Material | Adaptation] = [*CATALOGUE.materials.values()]
    for thing in (*things, *CATALOGUE.adaptations.values()):
        assert set(thing.hazards) <= set(safety.features), thing.id
        assert set(thing.allergens) <= set(safety.allergens), thing.id
    for material in CATALOGUE.materials.values():
        assert set(material.substitutes) <= set(CATALOGUE.materials), material.id
        assert set(material.check_label) <= set(safety.allergens), material.id
    for adaptation in CATALOGUE.adaptations.values():
        assert set(adaptation.lowers) <= set(CATALOGUE.graph.nodes), adaptation.id
    for feature in safety.features.values():
        assert set(feature.opened_by) <= set(CATALOGUE.graph.nodes), feature.id
    for skill in CATALOGUE.skills.values():
        assert {m.source for m in skill.milestones} <= set(sources), skill.id
        assert {e.source for e in skill.edges.values()} <= set(sources), skill.id


def test_every_food_allergen_is_one_to_look_for():
    """What some makes hold is no twin of what all hold; family food may hold anything."""
    for material in CATALOGUE.materials.values():
        assert not set(material.check_label) & set(material.allergens), material.id
    used = {i for m in CATALOGUE.materials.values() for i in (*m.allergens, *m.check_label)}
    assert set(CATALOGUE.safety.allergens) - used <= {"pollen"}


def test_every_precaution_matters():
    """A word that no rule asks about would be taken for care and give none."""
    safety = CATALOGUE.safety
    asked = {i for rule in safety.rules.values() for i in rule.when.precautions}
    asked |= {i for cap in safety.caps.values() for i in cap.when.precautions}
    for word in safety.precautions.values():
        does = word.brings or word.allergens or word.progressive or word.notice
        assert word.id in asked or does, word.id


def test_icf_codes_have_their_form():
    assert all(re.fullmatch(r"[bd]\d{3,5}", s.icf) for s in CATALOGUE.skills.values())


def test_every_phrase_and_control_has_words():
    phrases = CATALOGUE.phrases
    for rule in CATALOGUE.safety.rules.values():
        for control in rule.controls:
            assert f"supervision.{control}" in phrases or f"control.{control}" in phrases
    assert all(f"held.{concern}" in phrases for concern in CATALOGUE.words["concerns"])


def test_the_catalogue_says_nothing_twice_and_nothing_undeclared():
    """What single files do not show; activities are linted one by one above."""
    assert [(m.path, m.code, m.message) for m in lint_catalogue(CATALOGUE)] == []


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("activities", Activity),
        ("skills", Skill),
        ("materials", Material),
        ("adaptations", Adaptation),
    ],
)
def test_what_is_in_the_catalogue_goes_to_json_and_back(table, kind):
    for value in getattr(CATALOGUE, table).values():
        assert structure(json.loads(json.dumps(unstructure(value))), kind, "json") == value


def test_rules_go_to_json_and_back():
    for rule in CATALOGUE.safety.rules.values():
        assert structure(json.loads(json.dumps(unstructure(rule))), Rule, "json") == rule


def test_the_compiled_catalogue_is_the_same_bytes_each_time():
    parts = compile_catalogue(Path("motorplan/data"), Path("activities"))
    again = compile_catalogue(Path("motorplan/data"), Path("activities"))
    assert parts == again
    opened: Catalogue = open_catalogue(parts)
    assert opened.fingerprint == CATALOGUE.fingerprint


def test_the_cache_works_on_a_read_only_home_and_is_rebuilt(tmp_path, monkeypatch):
    """A cache that cannot be written or read is no matter; a broken one is made anew."""
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert load_catalogue().fingerprint == CATALOGUE.fingerprint
    home = tmp_path / "home"
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    load_catalogue()
    (cache,) = (home / "motorplan").iterdir()
    whole = cache.read_bytes()
    for spoilt in (whole[:-100], whole.replace(b"never", b"nerve", 1)):
        cache.write_bytes(spoilt)
        assert load_catalogue().fingerprint == CATALOGUE.fingerprint
        assert cache.read_bytes() == whole


def test_own_activities_are_added(tmp_path):
    text = Path("activities/fine/block-building.toml").read_text()
    (tmp_path / "my-tower.toml").write_text(text)
    catalogue = load_catalogue(extra=[tmp_path])
    assert "my-tower" in catalogue.activities
    assert "my-tower" in catalogue.training["builds-bridge"]
    assert catalogue.fingerprint != CATALOGUE.fingerprint
    again = load_catalogue(extra=[tmp_path])
    assert again.activities["my-tower"] == catalogue.activities["my-tower"]
    assert again.fingerprint == catalogue.fingerprint
    (tmp_path / "my-tower.toml").write_text(text.replace('name = "Building"', 'name = "My tower"'))
    assert load_catalogue(extra=[tmp_path]).activities["my-tower"].name == "My tower"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("reaches-and-grasps", "reches-and-grasps", "unknown-id"),
        ('tags = ["building"', 'tags = ["bilding"', "unknown-id"),
        ("Build a tower of three.", "Make a normal tower.", "word-to-avoid"),
    ],
)
def test_own_activities_are_linted_as_ours(tmp_path, old, new, code):
    """An id that nothing goes by would otherwise end in a crash, or in silence."""
    text = Path("activities/fine/block-building.toml").read_text()
    assert old in text
    (tmp_path / "my-tower.toml").write_text(text.replace(old, new))
    with pytest.raises(FileProblems) as caught:
        load_catalogue(extra=[tmp_path])
    assert code in {p.code for p in caught.value.problems}


def test_an_own_activity_cannot_take_the_place_of_ours(tmp_path):
    text = Path("activities/fine/block-building.toml").read_text()
    (tmp_path / "block-building.toml").write_text(text)
    with pytest.raises(FileProblems, match="already"):
        load_catalogue(extra=[tmp_path])


def test_a_broken_own_activity_is_refused_with_its_line(tmp_path):
    text = Path("activities/fine/block-building.toml").read_text()
    (tmp_path / "my-tower.toml").write_text(text.replace('space = "table"', 'spaec = "table"'))
    with pytest.raises(MotorplanError, match=r"my-tower\.toml:\d+: spaec"):
        load_catalogue(extra=[tmp_path])
