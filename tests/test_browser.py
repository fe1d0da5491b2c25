"""Pages in a real browser: nothing sticks out, nothing leaves, everybody can get about."""

import os
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from node import FOLDER

import motorplan as mp
from motorplan.model.pages import Reader

START = date(2026, 11, 30)
CHROMIUM = Path("/usr/bin/chromium")
AXE = FOLDER / "node_modules/axe-core/axe.min.js"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (360, 768, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EXAMPLES = sorted(Path("examples").glob("*.toml"))
SHOTS = os.environ.get("MOTORPLAN_SHOTS")


@pytest.fixture(scope="module")
def browser():
    """Return Debian's Chromium, driven by playwright."""
    missing = [str(path) for path in (CHROMIUM, AXE) if not path.exists()]
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing.append("playwright")
    if missing:
        says = f"not there: {', '.join(missing)}"
        if os.environ.get("MOTORPLAN_ALL_TOOLS"):
            pytest.fail(says)
        pytest.skip(says)
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield started
        started.close()


def looked_at(browser, text, tmp_path, name):
    """Open a page at every width and in print, and return all that is wrong with it."""
    path = tmp_path / f"{name}.html"
    path.write_text(text, encoding="utf-8")
    wrong = []
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.on("console", lambda message: wrong.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wrong += sticking_out(page, width)
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
        wrong += [f"{scheme}: {v['id']} {v['nodes'][0]['html'][:80]}" for v in found]
    wrong += tabbed(page)
    page.emulate_media(media="print")
    wrong += sticking_out(page, "print")
    if SHOTS:
        page.pdf(path=f"{SHOTS}/{name}.pdf", prefer_css_page_size=True)
    wrong += [f"asks for {url}" for url in asked if url != path.as_uri()]
    context.close()
    return wrong


def sticking_out(page, where):
    wide = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    return [f"sticks out at {where}: {wide}"] if wide[0] > wide[1] else []


def tabbed(page):
    """Press Tab from the top: the skip link comes first, then the page from top to bottom."""
    page.set_viewport_size({"width": 768, "height": 900})
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    places = []
    for _ in range(12):
        page.keyboard.press("Tab")
        places.append(
            page.evaluate(
                "() => [document.activeElement.className, [...document.querySelectorAll('*')]"
                ".indexOf(document.activeElement)]"
            )
        )
    order = [place for name, place in places if name != "" or place > 0]
    wrong = [] if places[0][0] == "skip" else [f"first comes {places[0]}"]
    climbs = sum(b < a for a, b in pairwise(order))
    return wrong + ([f"the order jumps: {order}"] if climbs > 1 else [])


@pytest.mark.parametrize("reader", get_args(Reader))
def test_pages_of_all_examples_hold_in_a_browser(reader, browser, catalogue, tmp_path):
    """At 360, 768 and 1280 px and in print, in light and dark, by WCAG 2.2 AA."""
    for path in EXAMPLES:
        child = mp.load_child(path, catalogue, on=START)
        plan = mp.make_plan(child, catalogue, start=START)
        text = mp.plan_html(plan, catalogue, child=child, reader=reader)
        assert looked_at(browser, text, tmp_path, f"{path.stem}-{reader}") == []


@pytest.mark.parametrize("reader", ["carer", "therapist"])
def test_pages_of_groups_hold_in_a_browser(reader, browser, catalogue, tmp_path):
    for path in sorted(Path("examples/groups").glob("*.toml")):
        group = mp.load_group(path, catalogue, on=START)
        plan = mp.make_group_plan(group, catalogue, start=START)
        text = mp.plan_html(plan, catalogue, reader=reader)
        assert looked_at(browser, text, tmp_path, f"{path.stem}-{reader}") == []


def test_large_print_holds_on_a_phone(browser, catalogue, tmp_path):
    child = mp.load_child("examples/otter.toml", catalogue, on=START)
    plan = mp.make_plan(child, catalogue, start=START)
    for reader in get_args(Reader):
        look = mp.Look(large=True)
        text = mp.plan_html(plan, catalogue, child=child, reader=reader, look=look)
        assert looked_at(browser, text, tmp_path, f"large-{reader}") == []
