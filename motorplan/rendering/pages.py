"""Documents as one self-contained HTML page, and as Markdown."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from motorplan.model.pages import Look
from motorplan.phrases import Phrases
from motorplan.rendering.blocks import Block, Document, Points, Section, Table, Text, Tiles
from motorplan.rendering.plain import tame

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent.parent / "data" / "pages"
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
RIGHT_TO_LEFT = frozenset({"ar", "arc", "dv", "fa", "ha", "he", "ps", "ur", "yi"})


def html_of(document: Document, look: Look, phrases: Phrases) -> str:
    """Return *document* as one HTML page without scripts, and without anything from elsewhere."""
    direction = "rtl" if document.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"
    template = _environment().get_template("page.html.jinja")
    return (
        template.render(document=document, look=look, say=phrases.say, direction=direction).rstrip()
        + "\n"
    )


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_tamed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["in_css"] = _in_css
    return made


def _tamed(shown: object) -> object:
    """Return what a page shows without signs that steer; markup of our own is left as it is."""
    return tame(shown) if type(shown) is str else shown


def _in_css(text: str) -> str:
    """Return *text* as it can stand inside a string of a style sheet: nothing in it has a say."""
    return "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text)


def markdown_of(document: Document) -> str:
    """Return *document* as Markdown, for an e-mail or a record; pictures are left out."""
    lines = [f"# {_plain(document.title)}", ""]
    for block in document.under:
        lines += _block(block)
    for part in document.parts:
        lines += _part(part, 2)
    return "\n".join([*lines, _plain(document.foot)]).rstrip() + "\n"


def _part(part: Section, level: int) -> Iterator[str]:
    yield from (f"{'#' * min(level, 6)} {_plain(part.title)}", "")
    for block in part.blocks:
        yield from _block(block)
    for inner in part.parts:
        yield from _part(inner, level + 1)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Text):
        label = f"**{_plain(block.label)}** " if block.label else ""
        yield from (f"{label}{_plain(block.text)}", "")
    elif isinstance(block, Points):
        if block.label:
            yield from (f"**{_plain(block.label)}**", "")
        for number, line in enumerate(block.lines, start=1):
            sign = (
                f"{number}." if block.look == "steps" else "- [ ]" if block.look == "ticks" else "-"
            )
            yield f"{sign} {_plain(line)}"
        yield ""
    elif isinstance(block, Table):
        yield from (f"**{_plain(block.caption)}**", "")
        yield f"| {' | '.join(map(_plain, block.head))} |"
        yield f"|{' --- |' * len(block.head)}"
        yield from (f"| {' | '.join(map(_plain, row))} |" for row in block.rows)
        yield ""
    elif isinstance(block, Tiles):
        words = [tile.words for tile in block.tiles if tile.words]
        if words:
            yield from (f"**{_plain(block.label)}**", "") if block.label else ()
            yield from (f"- [ ] {_plain(word)}" for word in words)
            yield ""


def _plain(text: str) -> str:
    """Return *text* in one line, with nothing in it that Markdown or HTML would act on."""
    one_line = SPECIAL.sub(r"\\\1", " ".join(tame(text).split()))
    return re.sub(
        r"^(\d+)([.)])|^([-+=])", r"\1\\\2\3" if re.match(r"\d", one_line) else r"\\\3", one_line
    )
