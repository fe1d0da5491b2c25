"""
Sheets as PDF, set by Typst: tagged for screen readers (PDF/UA), every font inside the file.

Words go in as data and are never read as markup. The template reads no file and no clock, so
the same sheet comes to the same bytes.
"""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from motorplan.frozen import frozen
from motorplan.rendering.plain import tame

if TYPE_CHECKING:
    from motorplan.rendering.sheets import Sheet

TEMPLATE = Path(__file__).parent.parent / "data" / "pages" / "print.typ"
FONTS = {
    "fontpkg_atkinson_hyperlegible": "Atkinson Hyperlegible",
    "fontpkg_ibm_plex_sans_arabic": "IBM Plex Sans Arabic",
    "fontpkg_heebo": "Heebo",
}
"""Package -> the family it brings: for Latin, Arabic and Hebrew letters (all OFL 1.1)."""

BROUGHT = "Libertinus Serif"
"""What Typst itself brings, for Greek and Cyrillic letters."""

NO_LETTER = "could not be displayed"
"""Part of what Typst says where no font has a letter; such a file cannot promise PDF/UA."""

Format = Literal["a4", "letter"]
PAPERS: dict[Format, str] = {"a4": "a4", "letter": "us-letter"}


@frozen(kw_only=True)
class Print:
    """How it is printed: on which paper, and whether the letters are large."""

    paper: Format = "a4"
    large: bool = False


def pdf_bytes(sheet: "Sheet", look: Print) -> bytes:
    """
    Return *sheet* as a PDF file.

    A letter that no font has (an emoji in a name) is printed as an empty box; the file is
    tagged all the same and only does not call itself PDF/UA.
    """
    import typst

    families = [*FONTS.values(), BROUGHT]
    data = {**sheet, "fonts": families, "large": look.large, "paper": PAPERS[look.paper]}
    text = json.dumps(_visible(data), ensure_ascii=False)
    try:
        return _typeset(text, "ua-1")
    except typst.TypstError as error:
        if NO_LETTER not in str(error):
            raise
    return _typeset(text, "1.7")


def _typeset(text: str, standard: Literal["ua-1", "1.7"]) -> bytes:
    import typst

    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        format="pdf",
        font_paths=[folder for package in FONTS for folder in _folders(package)],
        sys_inputs={"data": text},
        pdf_standards=standard,
    )


def _visible(words: Any) -> Any:
    """Return *words* without the signs that steer a terminal and print nothing."""
    if isinstance(words, str):
        return tame(words)
    if isinstance(words, dict):
        return {key: _visible(held) for key, held in words.items()}
    return [_visible(held) for held in words] if isinstance(words, list) else words


def _folders(package: str) -> list[str]:
    """Return where the fonts of an installed *package* lie; nothing of it is run."""
    spec = find_spec(package)
    places = (spec.submodule_search_locations if spec else None) or []
    return [str(Path(place) / "files") for place in places]
