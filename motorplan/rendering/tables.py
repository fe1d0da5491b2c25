"""
A plan as tables: the plan, its materials and a trial sheet, in CSV or in a workbook (XLSX).

No cell is ever a formula. In CSV, which has no types, what could be taken for one begins with
an apostrophe; in a workbook every text is marked as text.

Source: OWASP, CSV Injection (https://owasp.org/www-community/attacks/CSV_Injection).
"""

import csv
import re
from collections.abc import Mapping
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from motorplan.model.plans import Plan
from motorplan.phrases import Phrases
from motorplan.rendering.plain import LONGEST_CELL, is_formula, tame

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | None
Rows = list[tuple[Cell, ...]]
TABLES = ("plan", "materials", "trials")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "plan": (
        "session", "date", "at", "place", "item", "activity", "grade", "grade_name", "role",
        "minutes", "minutes_setup", "minutes_tidy", "for", "position", "supervision", "things",
        "steps", "say", "goes_well", "watch_for", "stop_if", "care", "harder", "easier", "why",
    ),
    "materials": ("thing", "instead_of", "first_day", "times", "activities"),
    "trials": ("date", "item", "activity", "grade_name", *map(str, range(1, 11)), "initials"),
}  # fmt: skip
"""Table -> the keys of its columns; their names are the phrases ``column.KEY``."""

PROMPTS = ("I", "G", "V", "M", "P", "F")
"""Independent, gesture, words (verbal), model, partial, full: what a trial needed."""

TRIALS = 10
WIDTHS = {
    "steps": 60,
    "why": 50,
    "care": 50,
    "watch_for": 32,
    "stop_if": 32,
    "things": 40,
    "activity": 28,
    "grade_name": 28,
    "thing": 40,
}
PAGES_WIDE = {"plan": 4}
"""How many pages lie side by side where one would be too small to read."""

LINE, TALLEST = 13, 409
"""Points of a line of text, and of the tallest row that there can be."""

NARROW, USUAL, TALL = 5, 16, 72
"""Widths of columns in characters; height of a row of several lines, in points."""

MADE = b"2000-01-01T00:00:00Z"
"""The time that stands in every workbook, so that one plan has one file."""


def rows_of(plan: Plan, table: str) -> Rows:
    """Return the rows of a *table* of *plan*, in the order of the plan."""
    return {"plan": _plan, "materials": _materials, "trials": _trials}[table](plan)


def _plan(plan: Plan) -> Rows:
    return [
        (
            s.id, s.date.isoformat(), s.at, s.place, i.id, i.name, i.grade, i.grade_name, i.role,
            i.minutes, i.minutes_setup, i.minutes_tidy,
            "; ".join(plan.names.get(g.goal, g.goal) for g in i.serves),
            plan.names.get(i.position, i.position), i.supervision,
            "; ".join([m.use for m in i.materials] + [a.how for a in i.adaptations]),
            "\n".join(i.steps), i.say, i.criterion, " ".join(i.watch_for), " ".join(i.stop_if),
            " ".join(i.cautions), i.step_up, i.step_down, i.why,
        )
        for s in plan.sessions for i in s.items
    ]  # fmt: skip


def _materials(plan: Plan) -> Rows:
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for session in plan.sessions:
        for item in session.items:
            for thing in item.materials:
                key = (thing.use, thing.instead_of or "")
                found.setdefault(key, []).append((session.date.isoformat(), item.name))
    return [
        (use, instead, uses[0][0], len(uses), "; ".join(sorted({name for _, name in uses})))
        for (use, instead), uses in sorted(found.items())
    ]


def _trials(plan: Plan) -> Rows:
    blank = (None,) * (TRIALS + 1)
    return [
        (s.date.isoformat(), i.id, i.name, i.grade_name, *blank)
        for s in plan.sessions
        for i in s.items
    ]


def _head(table: str, phrases: Phrases) -> tuple[str, ...]:
    return tuple(k if k.isdigit() else phrases.say(f"column.{k}") for k in COLUMNS[table])


def csv_of(plan: Plan, phrases: Phrases, table: str = "plan") -> bytes:
    """Return one *table* of *plan* as CSV (RFC 4180), UTF-8 with a mark that Excel looks for."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_head(table, phrases))
    for row in rows_of(plan, table):
        writer.writerow([_safe(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    text = tame(text)
    return f"'{text}" if is_formula(text) else text


def xlsx_of(plan: Plan, phrases: Phrases) -> bytes:
    """Return the three tables of *plan* as a workbook; the same bytes for the same plan."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in TABLES:
        sheet = book.create_sheet(phrases.say(f"column.sheet_{table}"))
        rows = rows_of(plan, table)
        _fill(sheet, table, rows, phrases)
        _lay_out(sheet, table, rows)
        if table == "trials":
            _offer_prompts(sheet, phrases)
            _say_below(sheet, phrases.say("column.codes"), TALL // 2)
        _say_below(sheet, plan.disclaimer, TALL)
    content = BytesIO()
    book.save(content)
    return _timeless(content.getvalue())


def _fill(sheet: "Worksheet", table: str, rows: Rows, phrases: Phrases) -> None:
    from openpyxl.styles import Alignment, Font

    for number, row in enumerate([_head(table, phrases), *rows], start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(value, str):
                cell.value = tame(value)[:LONGEST_CELL]
                cell.data_type, cell.number_format = "s", "@"
                cell.quotePrefix = is_formula(value)
            else:
                cell.value = value
            if number == 1:
                cell.font = Font(bold=True)


def _say_below(sheet: "Worksheet", words: str, height: int) -> None:
    """Put *words* below the table, over its whole width, in a row of *height* points."""
    from openpyxl.styles import Alignment

    row, last = sheet.max_row + 1, sheet.max_column
    cell = sheet.cell(row, 1)
    cell.value, cell.data_type = tame(words), "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
    sheet.row_dimensions[row].height = height


def _lay_out(sheet: "Worksheet", table: str, rows: Rows) -> None:
    """Freeze the header, set widths, and have header and lines printed on every page."""
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = PAGES_WIDE.get(table, 1), 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.gridLines = True
    for number, key in enumerate(COLUMNS[table], start=1):
        width = NARROW if key.isdigit() else WIDTHS.get(key, USUAL)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, row in enumerate(rows, start=2):
        lines = max(_lines(cell, key) for key, cell in zip(COLUMNS[table], row, strict=True))
        sheet.row_dimensions[number].height = min(TALLEST, LINE * lines)


def _lines(cell: Cell, key: str) -> int:
    """Return how many lines a *cell* takes in the column *key*, with room for broken words."""
    width = WIDTHS.get(key, USUAL)
    return sum(1 + len(line) * 5 // (4 * width) for line in str(cell or "").split("\n"))


def _offer_prompts(sheet: "Worksheet", phrases: Phrases) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    if sheet.max_row == 1:
        return
    offer = DataValidation(type="list", formula1=f'"{",".join(PROMPTS)}"', allow_blank=True)
    offer.showErrorMessage = offer.showInputMessage = True
    offer.promptTitle, offer.prompt = phrases.say("column.prompts"), phrases.say("column.codes")
    first = COLUMNS["trials"].index("1") + 1
    begin, end = get_column_letter(first), get_column_letter(first + TRIALS - 1)
    offer.add(f"{begin}2:{end}{sheet.max_row}")
    sheet.add_data_validation(offer)


def _timeless(content: bytes) -> bytes:
    """Return a workbook with every time in it fixed."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    after = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(after, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", MADE, part)
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, part)
    return after.getvalue()
