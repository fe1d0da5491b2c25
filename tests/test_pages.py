"""Pages of plans: complete, plain, closed to whatever somebody writes into a file."""

import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import get_args

import attrs
import pytest
import worlds

import motorplan as mp
from motorplan.cli import run
from motorplan.errors import WrongUse
from motorplan.linting.reading import PLAIN_GRADE, grade_of
from motorplan.model.pages import Reader

START = date(2026, 11, 30)
EXAMPLES = sorted(Path("examples").glob("*.toml"))
READERS = get_args(Reader)
HOSTILE = '<script>alert("x")</script></style><b>*[x](http://x.org)|`'
VOID = {"meta", "path", "rect", "circle", "ellipse", "line", "polygon", "polyline", "br"}
SPOKEN = {"h1", "h2", "h3", "h4", "h5", "p", "li", "td", "th", "caption", "span", "a"}


class Read(HTMLParser):
    """What a page holds: tags in order with their attributes, and lines of words."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.lines, self.silent, self.words = [], [], 0, ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.silent += tag in {"style", "svg", "title"}
        if tag in SPOKEN - {"span", "a"}:
            self.flush()

    def handle_endtag(self, tag):
        self.silent -= tag in {"style", "svg", "title"}
        if tag in SPOKEN - {"span", "a"}:
            self.flush()

    def handle_data(self, data):
        if not self.silent:
            self.words += data

    def flush(self):
        line = " ".join(self.words.split())
        if line:
            self.lines.append(line)
        self.words = ""

    def all_of(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self):
        return "\n".join(self.lines)


@pytest.fixture(scope="module")
def planned(catalogue):
    """Return id -> (child, plan) for every example child."""
    made = {}
    for path in EXAMPLES:
        child = mp.load_child(path, catalogue, on=START)
        made[path.stem] = (child, mp.make_plan(child, catalogue, start=START))
    return made


@pytest.fixture(scope="module")
def group(catalogue):
    found = mp.load_group("examples/groups/tuesday-hands.toml", catalogue, on=START)
    return found, mp.make_group_plan(found, catalogue, start=START)


def html(planned, name, catalogue, reader="carer", **more):
    child, plan = planned[name]
    return mp.plan_html(plan, catalogue, child=child, reader=reader, **more)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_every_page_stands_alone_and_in_order(name, reader, planned, catalogue):
    """No script, nothing from elsewhere; headings step down by one; ids are there once."""
    text = html(planned, name, catalogue, reader)
    page = Read(text)
    assert not page.all_of("script")
    assert not page.all_of("link")
    assert not page.all_of("img")
    assert not re.search(r'(?:src|href)="(?!#)', text)
    assert "url(" not in text
    assert "@import" not in text
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = [a["href"].removeprefix("#") for a in page.all_of("a")]
    assert set(targets) <= set(ids)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert all(a.get("aria-label") for t, a in page.tags if a.get("role") == "img" and t == "span")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_when_to_stop_comes_first(name, reader, planned, catalogue):
    """The stop signs stand before any link, day or card; chances are never numbers."""
    page = Read(html(planned, name, catalogue, reader))
    first = next(n for n, line in enumerate(page.lines) if "Stop if it hurts" in line)
    assert first <= 3
    assert "emergency number" in page.lines[first]
    assert not re.search(r"\b0\.\d", page.text)


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_what_a_carer_reads_is_for_grade_six(name, planned, catalogue):
    """By the automated readability index over all of the page, tables included."""
    lines = Read(html(planned, name, catalogue)).lines
    whole = " ".join(line if line[-1] in ".!?:;”" else f"{line}." for line in lines)
    assert grade_of(whole) <= PLAIN_GRADE


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_every_item_of_the_plan_has_a_picture_and_a_card(name, planned, catalogue):
    """With its steps, its words and every stop sign."""
    _, plan = planned[name]
    text = Read(html(planned, name, catalogue)).text
    for item in (i for w in plan.weeks for s in w.sessions for i in s.items):
        for line in (*item.steps, *item.stop_if, *item.cautions, item.say):
            assert " ".join(line.split()) in text


def test_pages_of_those_who_carry_out_say_nothing_of_health(planned, catalogue):
    """Nor of what was seen, assumed or asked; the page of a child not even what to mind."""
    for child, plan in planned.values():
        words = [held.says for held in plan.held] + [a.question for a in plan.ask_first]
        names = [catalogue.safety.precautions[p.id].name for p in child.precautions]
        for reader in ("child", "aide", "accommodations"):
            text = Read(mp.plan_html(plan, catalogue, child=child, reader=reader)).text
            for line in (*words, *names, *(a.because for a in plan.assumed if a.matters)):
                assert line not in text
            if reader != "aide":
                assert not any(notice in text for notice in plan.notices)


def test_an_aide_is_told_what_to_mind(planned, catalogue):
    for child, plan in planned.values():
        text = Read(mp.plan_html(plan, catalogue, child=child, reader="aide")).text
        assert all(notice in text for notice in plan.notices)


def test_a_therapist_finds_codes_wording_and_a_trial_sheet(planned, catalogue):
    page = Read(html(planned, "otter", catalogue, "therapist"))
    assert "A draft for a licensed therapist's judgement" in page.text
    assert "By Monday 1 March 2027, Otter does up small buttons, without help." in page.text
    assert catalogue.skills["fastens-small-buttons"].icf in page.text
    assert [str(n) for n in range(1, 11)] == [
        x for x in page.lines if x in {*map(str, range(1, 11))}
    ][:10]


def test_a_child_reads_its_own_words(planned, catalogue):
    page = Read(html(planned, "otter", catalogue, "child"))
    assert "I want to do my coat for the playground" in page.lines
    assert {"Stop", "Help me", "A break"} <= set(page.lines)


def test_what_people_write_has_no_say_in_the_page(catalogue):
    """A child named like markup comes out as those letters, in HTML, in style and in Markdown."""
    child = attrs.evolve(mp.load_child("examples/otter.toml", catalogue, on=START), name=HOSTILE)
    goals = tuple(attrs.evolve(goal, words=HOSTILE) for goal in child.goals)
    child = attrs.evolve(child, goals=goals)
    plan = mp.make_plan(child, catalogue, start=START, weeks=1)
    for reader in READERS:
        text = mp.plan_html(plan, catalogue, child=child, reader=reader)
        page = Read(text)
        assert not page.all_of("script")
        assert len(re.findall("</style", text)) == 1
        assert HOSTILE.replace("[x]", "[x]") in page.text
        markdown = mp.plan_markdown(plan, catalogue, child=child, reader=reader)
        assert "<script" not in markdown.replace("\\<", "")
        assert "[x](" not in markdown


def test_a_page_is_the_same_bytes_twice(planned, catalogue):
    assert html(planned, "heron", catalogue) == html(planned, "heron", catalogue)


def test_large_print_and_letter_are_asked_for(planned, catalogue):
    text = html(planned, "wren", catalogue, look=mp.Look(size="letter", large=True))
    assert "size: letter" in text
    assert 'class="large-print"' in text


def test_the_page_of_a_group_holds_every_childs_part_and_nobodys_health(group, catalogue):
    held, plan = group
    page = Read(mp.plan_html(plan, catalogue))
    for child in held.children:
        assert any(line.startswith(f"{child.name}, grade") for line in page.lines)
    for member in plan.children:
        assert not any(notice in page.text for notice in member.notices)
    with pytest.raises(WrongUse):
        mp.plan_html(plan, catalogue, reader="child")


def test_the_command_writes_by_the_ending_and_for_the_reader(tmp_path, capfd):
    file = tmp_path / "page.html"
    assert run(["plan", "examples/otter.toml", "--for", "aide", "--output", str(file)]) == 0
    assert "what to do" in file.read_text()
    assert run(["plan", "examples/otter.toml", "--for", "aide"]) == 2
    assert (
        run(["plan", "examples/otter.toml", "--for", "aide", "--for", "child", "--format", "html"])
        == 2
    )
    capfd.readouterr()
    group = "examples/groups/tuesday-hands.toml"
    command = ["plan", group, "--for", "heron", "--for", "child", "--format", "markdown"]
    assert run(command) == 0
    assert capfd.readouterr().out.startswith("# Heron: my plan")


def test_a_plan_of_the_small_world_is_a_page_too():
    catalogue = worlds.small()
    child = mp.load_child("examples/otter.toml", catalogue, on=START)
    plan = mp.make_plan(child, catalogue, start=START, weeks=1)
    assert Read(mp.plan_html(plan, catalogue)).text
