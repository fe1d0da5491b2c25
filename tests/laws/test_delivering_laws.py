"""Laws of the formats of other programs: no text is more than text in any of them."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_delivering import named

from motorplan.delivering import Delivery, deliver
from motorplan.making import built_in, load_child, make_plan
from motorplan.rendering.plain import is_formula

pytestmark = pytest.mark.law
OTTER = load_child("examples/otter.toml", built_in(), on=date(2026, 11, 24))
PLAN = make_plan(OTTER, built_in(), start=date(2026, 11, 30), weeks=1)
WORDS = st.text(min_size=1, max_size=200) | st.text("=+-@\t\r\n\"',;:\\<&\u202e\x00A", min_size=1)


@given(WORDS)
def test_no_words_become_a_formula_in_csv(words):
    told = deliver(named(PLAN, words), OTTER, built_in(), "csv", Delivery())
    rows = list(csv.reader(StringIO(told.decode("utf-8-sig"), newline="")))
    assert len(rows) == 2
    assert not any(is_formula(cell) for row in rows for cell in row)


@pytest.mark.needs("openpyxl")
@given(WORDS)
def test_no_words_become_a_formula_in_a_workbook(words):
    from openpyxl import load_workbook

    told = deliver(named(PLAN, words), OTTER, built_in(), "xlsx")
    cells = [c for sheet in load_workbook(BytesIO(told)) for row in sheet for c in row]
    assert not any(cell.data_type == "f" for cell in cells)


@pytest.mark.needs("icalendar", "vobject")
@given(WORDS)
def test_no_words_open_or_close_an_event(words):
    from vobject import readOne

    told = deliver(named(PLAN, words), OTTER, built_in(), "ics").decode()
    assert len(readOne(told).vevent_list) == 1
    assert told.count("BEGIN:VEVENT\r\n") == told.count("END:VEVENT\r\n") == 1


@pytest.mark.needs("fhir")
@given(WORDS)
def test_any_words_make_a_bundle_that_the_library_takes(words):
    assert deliver(named(PLAN, words), OTTER, built_in(), "fhir")
