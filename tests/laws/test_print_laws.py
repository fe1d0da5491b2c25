"""Laws of paper."""

from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motorplan.frozen import evolve
from motorplan.gathering import load_catalogue
from motorplan.making import load_child, make_plan
from motorplan.printing import plan_pdf
from motorplan.rendering.print_pdf import Print

pytestmark = [pytest.mark.law, pytest.mark.needs("typst", "pypdf")]
START = date(2026, 11, 30)
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
MARKUP = st.sampled_from(
    ["#panic()", "</svg>", "*_`$@<a>", '#include "x"', "\\u{202e}", "//", "= "]
)


@cache
def otter():
    catalogue = load_catalogue()
    child = load_child(Path("examples/otter.toml"), catalogue, on=START)
    return make_plan(child, catalogue, start=START, weeks=1), catalogue


@given(st.lists(WORDS | MARKUP, min_size=1, max_size=4).map("".join))
def test_words_are_never_more_than_words(words):
    """Whatever stands in a name or a goal, the pages are made, and are tagged."""
    from pypdf import PdfReader

    plan, catalogue = otter()
    goals = tuple(evolve(goal, words=words) for goal in plan.goals)
    hostile = evolve(plan, child=evolve(plan.child, name=words), goals=goals)
    root = PdfReader(BytesIO(plan_pdf(hostile, catalogue, Print()))).trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert not {"/OpenAction", "/AA", "/AcroForm"} & {*root}
