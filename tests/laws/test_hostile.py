"""A law of all formats for people: no words steer the program that shows them."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_delivering import named
from test_delivering_laws import OTTER, PLAN

from motorplan.frozen import evolve
from motorplan.making import built_in
from motorplan.paging import plan_html, plan_markdown
from motorplan.rendering.paper import Paper
from motorplan.rendering.terminal import plan_text

pytestmark = pytest.mark.law
NASTY = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '" onload="x',
        "</svg><img src=x>",
        "{{ 7 * 7 }}",
        "[a](javascript:x)",
        "=1+1",
        "\x1b[2J",
        "\x1b]0;x\x07",
        "\u202e",
        "\u2067",
        "\x00",
        "\ud800",
        "🦦",
        "\u200f",
        "x" * 10_000,
    ]
)
WORDS = st.lists(NASTY | st.text(max_size=40), min_size=1, max_size=4).map("".join)
STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def hostile(words):
    goals = tuple(evolve(goal, words=words) for goal in PLAN.goals)
    return evolve(named(PLAN, words), goals=goals)


class Tags(HTMLParser):
    """Notes every tag with the names of its attributes."""

    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attrs):
        self.found.add((tag, tuple(name for name, _ in attrs)))


def tags_of(page):
    parser = Tags()
    parser.feed(page)
    return parser.found


@given(WORDS)
def test_text_and_markdown_hold_nothing_that_steers(words):
    plan = hostile(words)
    text = plan_text(plan, Paper(phrases=built_in().phrases))
    marked = plan_markdown(plan, built_in(), child=OTTER)
    assert STEERS.findall(text) == []
    assert STEERS.findall(marked) == []
    assert not re.search(r"(?<!\\)[<\[]\w", marked)


@given(WORDS)
def test_a_page_has_no_tag_that_a_plain_word_would_not_bring(words):
    page = plan_html(hostile(words), built_in(), child=OTTER)
    assert STEERS.findall(page) == []
    assert tags_of(page) <= tags_of(plan_html(hostile("plain"), built_in(), child=OTTER))
