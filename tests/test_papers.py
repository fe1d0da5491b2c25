"""What the papers say is run, and the numbers they state are counted."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from motorplan.cli import run
from motorplan.making import load_child, make_plan
from motorplan.understanding import understand
from motorplan.version import VERSION

README = Path("README.md").read_text()
PAPERS = [
    Path("README.md"),
    Path("CHANGELOG.md"),
    Path("CONTRIBUTING.md"),
    *Path("docs").glob("*.md"),
]


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_first_commands_are_make_demo_and_make_test():
    first = blocks("console")[0].splitlines()
    assert first[0].startswith("make demo")
    assert first[1].startswith("make test")


def test_the_python_of_the_readme_runs(capsys):
    (block,) = blocks("python")
    exec(compile(block, "README.md", "exec"), {})  # noqa: S102 - our own words
    assert "2026-12-07" in capsys.readouterr().out


def test_the_child_of_the_readme_gets_a_plan(tmp_path, catalogue):
    (block,) = blocks("toml")
    path = tmp_path / "otter.toml"
    path.write_text(block)
    child = load_child(path, catalogue, on=date(2026, 11, 24))
    assert make_plan(child, catalogue, start=date(2026, 11, 30)).weeks


@pytest.mark.parametrize("path", sorted(Path("examples").glob("*.toml")), ids=lambda p: p.stem)
def test_every_example_is_understood(path, catalogue):
    found = understand(path, catalogue, date(2026, 11, 24))
    assert found.problems == ()
    assert found.understood


COMMANDS = [
    words.replace("otter.toml", "examples/otter.toml").replace("motorplan ", "")
    for words in re.findall(r"^\| `(motorplan [^`]*)`", README, re.MULTILINE)
]


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_of_the_readme_runs(words, capfd, tmp_path):
    """On the day that all tests take place."""
    if "FOLDER" in words:
        shutil.copytree("examples", tmp_path / "room")
    here = words.replace("FOLDER", str(tmp_path / "room")).replace("ID", "threading")
    assert run(here.split()) == 0
    assert capfd.readouterr().out


def test_the_changelog_counts_what_is_there(catalogue):
    text = Path("CHANGELOG.md").read_text()
    capacities = sum(s.kind == "capacity" for s in catalogue.skills.values())
    safety = catalogue.safety
    for sentence in (
        f"{len(catalogue.skills)} skills from birth to twelve years, among them {capacities} capacities",
        f"{len(catalogue.activities)} activities",
        f"{len(safety.rules)} safety rules, {len(safety.caps)} caps and {len(safety.orders)} orders",
        f"{len(safety.features)} hazards, {len(safety.allergens)} allergens and",
        f"{len(safety.precautions)} precautions",
        f"{len(catalogue.materials)} materials, {len(catalogue.adaptations)} adaptations",
        f"{len(catalogue.tags)} tags, {len(catalogue.themes)} themes, {len(catalogue.routines)} routines",
    ):
        assert sentence in text, sentence


def test_the_version_is_one():
    assert f'version = "{VERSION}"' in Path("pyproject.toml").read_text()
    assert f"## {VERSION}" in Path("CHANGELOG.md").read_text()


@pytest.mark.parametrize("path", PAPERS, ids=lambda p: p.name)
def test_links_between_papers_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
        assert (path.parent / target).exists(), target


def test_no_word_of_the_paper_reaches_people_that_should_not():
    """No deficit, no age equivalent, nothing typical: in what the code itself says."""
    words = Path("motorplan/data/phrases/en.toml").read_text().casefold()
    for word in ("deficit", "delay", "failure", "typical", "normal", "mastered", "age equivalent"):
        assert word not in words
