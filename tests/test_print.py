"""Paper: a plan, cards and a handout as PDF."""

import re
import shutil
import subprocess
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from motorplan.cli import run
from motorplan.frozen import evolve
from motorplan.making import load_child, make_plan
from motorplan.printing import plan_pdf
from motorplan.rendering.goal_sheets import on_paper
from motorplan.rendering.items import Page
from motorplan.rendering.numbered import Blocks
from motorplan.rendering.print_pdf import Print
from motorplan.rendering.shapes import FILLS

pytestmark = pytest.mark.needs("typst", "pypdf")
START = date(2026, 11, 30)
HOSTILE = [
    "#panic()",
    "<script>alert(1)</script>",
    "$x$ *b* _i_ `c` @a \\ [ ]",
    "\"'=1+1",
    "🦦 张伟",
]
LONG = "otter " * 1600


@pytest.fixture(scope="module")
def otter(catalogue):
    child = load_child(Path("examples/otter.toml"), catalogue, on=START)
    return make_plan(child, catalogue, start=START, weeks=2)


@pytest.fixture(scope="module")
def printed(catalogue):
    """Return what makes the sheet of a plan, and a PDF of that."""

    def made(plan, **look):
        return plan_pdf(plan, catalogue, Print(**look))

    return made


@pytest.fixture(scope="module")
def shown(catalogue):
    """Return a PDF of four weeks with the ways to the goals, by the name of an example."""

    @cache
    def made(name, **look):
        child = load_child(Path(f"examples/{name}.toml"), catalogue, on=START)
        plan = make_plan(child, catalogue, start=START)
        return plan, read(plan_pdf(plan, catalogue, Print(**look), child=child))

    return made


def read(content):
    from io import BytesIO

    from pypdf import PdfReader

    return PdfReader(BytesIO(content))


def text_of(content):
    """Return the words of a PDF, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in read(content).pages).split())


def named(plan, name):
    return evolve(plan, child=evolve(plan.child, name=name))


def test_the_pages_are_tagged_titled_and_in_a_language(otter, printed):
    found = read(printed(otter))
    root = found.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert found.metadata.title == "A plan for Otter, from Monday 30 November 2026"


def test_every_font_is_inside(otter, printed):
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for page in read(printed(otter)).pages
        for font in page["/Resources"].get("/Font", {}).values()
    ]
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & {*font} for font in fonts)


def test_disclaimer_and_stop_signs_stand_on_page_one(otter, printed):
    first = " ".join(read(printed(otter)).pages[0].extract_text().split())
    assert otter.disclaimer in first


def test_words_come_out_in_the_order_of_reading(otter, printed):
    text = text_of(printed(otter))
    heads = [
        "Goals",
        "Things to have ready",
        "Week by week",
        "Week 2, from",
        "How each one goes",
        "What we saw: Otter does up small buttons",
        "What we saw: Otter cuts along a line",
        "Otter: my pictures",
    ]
    places = [text.index(head) for head in heads]
    assert places == sorted(places)


def test_every_word_of_care_and_every_stop_sign_is_printed(otter, printed):
    text = text_of(printed(otter))
    for item in (item for session in otter.sessions for item in session.items):
        for line in (*item.stop_if, *item.cautions, *item.steps):
            assert line in text


def words_of(page):
    return " ".join(page.extract_text().split())


EXAMPLES = ("badger", "heron", "otter", "robin")


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_four_weeks_stand_on_one_page(name, paper, shown):
    _, found = shown(name, paper=paper)
    heads = [f"Week {n}, from" for n in range(1, 5)]
    assert any(all(head in words_of(page) for head in heads) for page in found.pages)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_card_is_not_torn(name, shown):
    """From its heading to its last sign to stop, it is on one page."""
    plan, found = shown(name)
    pages = [words_of(page) for page in found.pages]
    for item in (item for session in plan.sessions for item in session.items):
        head = f"{item.name}, grade {item.grade}: {item.grade_name}"
        assert any(head in page and item.stop_if[-1] in page for page in pages)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_goal_has_a_sheet_of_its_own_with_every_day(name, shown):
    """No item is asked for twice, and none is left out."""
    plan, found = shown(name)
    text = " ".join(words_of(page) for page in found.pages)
    sheets = [words_of(page) for page in found.pages if "What we saw:" in page.extract_text()]
    assert len(sheets) >= len(plan.goals)
    for goal in plan.goals:
        assert sum(f"{plan.child.name} {goal.name}" in sheet for sheet in sheets) == 1
    first = text.index("What we saw:")
    for item in (item for session in plan.sessions for item in session.items):
        assert f"{item.name}, grade {item.grade} " in text[first:]
    days = [s.date for s in plan.sessions for _ in s.items]
    assert sum(text[first:].count(f"{day:%A} {day.day} {day:%B} ") for day in {*days}) >= len(days)


@pytest.mark.parametrize(("name", "most"), [("badger", 12), ("heron", 12), ("otter", 8)])
def test_paper_is_not_wasted(name, most, shown):
    """Four weeks with all goals fit these pages; a card for each way of doing is printed once."""
    _, found = shown(name)
    assert len(found.pages) <= most


def test_what_to_look_for_is_gathered_from_all_days(otter, catalogue):
    """Two items that differ in nothing else share a card, which says what either says."""
    from motorplan.rendering.paper import Paper

    first = otter.sessions[0].items[0]
    other = evolve(first, id="other", watch_for=("Both feet on the floor.",))
    page = Page(paper=Paper(phrases=catalogue.phrases), child=otter.child, names={}, every_time=())
    blocks = Blocks(page)
    blocks.add([first, other])
    (block,) = blocks
    assert block.all_rows()["watch_for"] == (*first.watch_for, *other.watch_for)
    blocks.add([evolve(first, cautions=(*first.cautions, "Hold tight."))])
    assert len(list(blocks)) == 2


def alts_of(found):
    """Return what is said of the pictures, in the order of the tags."""
    said, todo = [], [found.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        held = todo.pop().get_object()
        if isinstance(held, list):
            todo += reversed(held)
        elif isinstance(held, dict):
            said += [str(held["/Alt"])] if "/Alt" in held else []
            todo += [held["/K"]] if "/K" in held else []
    return said


def test_ladder_and_way_are_pictures_that_are_told_in_words(shown):
    plan, found = shown("otter")
    alts = alts_of(found)
    ladders = [a for a in alts if a.startswith("From full help to no help:")]
    assert len(ladders) == len(plan.goals)
    assert "without help (the goal)" in ladders[0]
    assert sum(a.startswith("For Otter, Monday 30 November 2026.") for a in alts) == len(plan.goals)
    assert "Undoes big buttons there without help" in " ".join(words_of(p) for p in found.pages)


def test_without_the_child_no_way_is_drawn(otter, printed):
    alts = alts_of(read(printed(otter)))
    assert alts
    assert not [a for a in alts if a.startswith("From full help")]


def test_nothing_on_paper_is_told_by_a_tint():
    """A copier loses light colours: shapes are told apart by their form alone."""
    tinted = "".join(f'<path fill="{fill}"/>' for fill in FILLS.values())
    plain = on_paper(f'<svg width="1" font-family="Arial">{tinted}</svg>')
    assert plain.count('fill="#ffffff"') == len(FILLS)
    assert plain.startswith('<svg font-family="Atkinson Hyperlegible" width="1">')


def test_no_chance_is_printed_as_a_number(otter, printed):
    text = text_of(printed(otter))
    chances = {str(i.chance) for s in otter.sessions for i in s.items}
    assert not [chance for chance in chances if chance in text]


def test_the_same_plan_comes_to_the_same_bytes(otter, printed):
    assert printed(otter) == printed(otter)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_looks_like_markup_is_printed_as_it_is(otter, printed, name):
    title = read(printed(named(otter, name))).metadata.title
    assert title == f"A plan for {name}, from Monday 30 November 2026"


def test_signs_that_print_nothing_are_left_out(otter, printed):
    title = read(printed(named(otter, "a\x00b\x1b[31m \\u0007"))).metadata.title
    assert title.startswith("A plan for ab[31m \\u0007, from")


def test_a_very_long_name_runs_over_pages(otter, printed):
    assert text_of(printed(named(otter, LONG))).count("otter") > 1600


@pytest.mark.parametrize(
    ("look", "wide", "high"),
    [
        ({}, 595, 842),
        ({"paper": "letter"}, 612, 792),
        ({"large": True}, 595, 842),
    ],
)
def test_the_paper_is_what_was_asked_for(otter, printed, look, wide, high):
    box = read(printed(otter, **look)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (wide, high)


def test_large_print_has_larger_letters(otter, printed):
    assert len(read(printed(otter, large=True)).pages) > len(read(printed(otter)).pages)


ARABIC = "يلعب بالكرة مع أخيه"
HEBREW = "משחק בכדור עם אחיו"


def in_words(plan, words, language):
    """Return *plan* with *words* for the child, its goals, and all that an item says."""
    changed = {"name": words, "why": words, "say": words, "record": words, "steps": (words, words)}
    weeks = tuple(
        evolve(
            week,
            notes=(words,),
            sessions=tuple(
                evolve(s, note=words, items=tuple(evolve(i, **changed) for i in s.items))
                for s in week.sessions
            ),
        )
        for week in plan.weeks
    )
    goals = tuple(evolve(goal, words=words, name=words) for goal in plan.goals)
    child = evolve(plan.child, name=words.split()[0])
    return evolve(plan, language=language, weeks=weeks, goals=goals, child=child)


def fonts_of(found):
    return {
        held.get_object()["/BaseFont"].partition("+")[2].partition("-")[0]
        for page in found.pages
        for held in page["/Resources"].get("/Font", {}).values()
    }


OURS = {"AtkinsonHyperlegible", "Heebo", "IBMPlexSansArabic"}


@pytest.mark.needs("fontpkg_ibm_plex_sans_arabic", "fontpkg_heebo")
@pytest.mark.parametrize("language", ["ar", "he", "en"])
@pytest.mark.parametrize(("words", "font"), [(ARABIC, "IBMPlexSansArabic"), (HEBREW, "Heebo")])
def test_a_plan_from_right_to_left_is_joined_and_ordered(  # noqa: PLR0913 - all are one case
    language, words, font, otter, catalogue, tmp_path
):
    """
    The letters come from a font for them, read back in their order, the same bytes twice.

    That holds in the pictures too, and where only the words of the family are such.
    """
    child = load_child(Path("examples/otter.toml"), catalogue, on=START)
    child = evolve(child, name=words.split()[0])
    plan = in_words(otter, words, language)
    content, again = (plan_pdf(plan, catalogue, Print(), child=child) for _ in range(2))
    assert content == again
    found = read(content)
    assert font in fonts_of(found) <= OURS
    assert found.trailer["/Root"]["/Lang"] == language
    path = tmp_path / "otter.pdf"
    path.write_bytes(content)
    subprocess.run([tool("qpdf"), "--check", path], capture_output=True, check=True)
    told = subprocess.run([tool("pdftotext"), path, "-"], capture_output=True, check=True)
    text = "".join(c for c in told.stdout.decode() if c not in "\u202a\u202b\u202c")
    items = [item for session in plan.sessions for item in session.items]
    assert text.count(words) > len({item.activity for item in items})


@pytest.mark.needs("fontpkg_ibm_plex_sans_arabic")
@pytest.mark.parametrize(("language", "near"), [("en", "left"), ("ar", "right")])
def test_a_page_begins_at_the_side_its_language_is_read_from(
    language, near, otter, printed, tmp_path
):
    """The first column of a trial sheet, and its last: far apart, in the order of reading."""
    path = tmp_path / "otter.pdf"
    path.write_bytes(printed(evolve(otter, language=language)))
    told = subprocess.run([tool("pdftotext"), "-bbox", path, "-"], capture_output=True, check=True)
    places = dict(re.findall(r'xMin="([0-9.]+)".*>(Initials|Day)<', told.stdout.decode()))
    order = [name for _, name in sorted((float(x), name) for x, name in places.items())]
    assert order[-1 if near == "left" else 0] == "Initials"


def tool(name):
    """Return where a program is; leave the test out where it is not."""
    from conftest import ALL_TOOLS

    if shutil.which(name) is None:
        (pytest.fail if ALL_TOOLS else pytest.skip)(f"{name} is not installed")
    return name


def test_another_program_finds_nothing_wrong_with_it(otter, printed, tmp_path):
    path = tmp_path / "otter.pdf"
    path.write_bytes(printed(otter))
    done = subprocess.run(
        [tool("qpdf"), "--check", path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_plan_is_written_by_the_ending_of_the_file(own, tmp_path):
    out = tmp_path / "plan.pdf"
    assert run(["plan", str(own), "--weeks", "1", "--output", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF-")


def test_paper_is_for_pages_alone(own, capsys):
    assert run(["plan", str(own), "--paper", "letter"]) == 2
    assert "--paper is for html and pdf" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["activities", "handout", "threading"], "handout threading --output threading.pdf"),
        (["activities", "cards"], "motorplan activities cards --output cards.pdf"),
        (["plan", "examples/otter.toml", "--format", "pdf"], "--output otter.pdf"),
    ],
)
def test_a_terminal_gets_the_line_to_type(words, line, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert run(words) == 2
    assert line in capsys.readouterr().err


def test_without_typst_one_line_says_what_to_install(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("motorplan.delivering.find_spec", lambda _: None)
    out = str(tmp_path / "x.pdf")
    assert run(["activities", "handout", "threading", "--output", out]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "pip install 'motorplan[pdf]'" in line


def test_four_cards_stand_on_a_page(tmp_path):
    out = tmp_path / "cards.pdf"
    chosen = ["threading", "balance-path", "coat-time", "beat-feet", "animal-walks"]
    assert run(["activities", "cards", *chosen, "--output", str(out)]) == 0
    assert len(read(out.read_bytes()).pages) == 2
    assert "emergency number now" in read(out.read_bytes()).pages[1].extract_text()


def test_every_activity_has_a_card_on_its_page(catalogue, tmp_path):
    out = tmp_path / "cards.pdf"
    assert run(["activities", "cards", "--output", str(out)]) == 0
    pages = read(out.read_bytes()).pages
    assert len(pages) == -(-len(catalogue.activities) // 4)
    text = text_of(out.read_bytes()).replace("- ", "-")
    assert [a.name for a in catalogue.activities.values() if a.name not in text] == []


def test_a_handout_says_with_small_parts_who_they_are_not_for(tmp_path, catalogue):
    out = tmp_path / "x.pdf"
    assert run(["activities", "handout", "threading", "--output", str(out)]) == 0
    text = text_of(out.read_bytes())
    assert catalogue.safety.rules["small-parts-under-3"].plain in text
    for grade in catalogue.activities["threading"].grades:
        for line in (*grade.steps, *grade.stop_if, grade.step_up, grade.step_down):
            assert line in text


def test_a_card_of_an_unknown_activity_names_the_nearest(capsys, tmp_path):
    assert run(["activities", "cards", "thredding", "--output", str(tmp_path / "x.pdf")]) == 2
    assert "threading" in capsys.readouterr().err
