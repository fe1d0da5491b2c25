"""Text made harmless for the files of other programs."""

KEPT = "\n\t"
LONGEST_CELL = 32_767
"""Characters that a cell of a spreadsheet can hold."""

FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20"
"""How formulas begin, in the wide forms that spreadsheets read in East Asia as well."""


def tame(text: str) -> str:
    """
    Return *text* without what steers and is not seen.

    That is control characters, half characters, foreign line ends, and the signs that turn
    the order of letters around (the marks that right-to-left words need are kept).
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in text if c in KEPT or _is_letter(c))
    return "".join(kept)


def _is_letter(character: str) -> bool:
    code = ord(character)
    is_control = code < 0x20 or 0x7F <= code <= 0x9F  # noqa: PLR2004 - C0, DEL and C1
    turns = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069  # noqa: PLR2004 - bidi controls
    return not (is_control or turns or 0xD800 <= code <= 0xDFFF or code in {0xFFFE, 0xFFFF})  # noqa: PLR2004 - no characters


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet could take *text* for a formula."""
    return text[:1] in {"\t", "\r", "\n"} or text.lstrip()[:1] in {*FORMULA}


def initials_of(name: str) -> str:
    """Return the initials of *name*: ``O.`` for Otter, ``A. B.`` for Anna Bell."""
    letters = (next((c for c in word if c.isalnum()), "") for word in name.split())
    return " ".join(f"{letter.upper()}." for letter in letters if letter) or "\u2013"
