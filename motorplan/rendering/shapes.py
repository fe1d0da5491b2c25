"""Shapes with words in them, as SVG: told apart by form, not by colour alone."""

from collections.abc import Mapping, Sequence
from html import escape
from math import sqrt

from motorplan.frozen import frozen
from motorplan.vocabulary import Domain

INK, PALE = "#222222", "#555555"
SIZE, LINE = 12.0, 14.0
"""Of letters and from line to line, in units of the picture."""

FILLS: dict[Domain, str] = {
    "gross": "#dcebf7",
    "fine": "#fdebc8",
    "self-care": "#e0f1da",
    "participation": "#eee2f6",
}
CUT, POINT = 12.0, 12.0
"""How far corners are cut from an octagon, and how far a hexagon's points stand out."""

NARROW, WIDE = frozenset("ijltfrI.,;:'()-/ 1"), frozenset("mwMWQ%@—")
LETTER, NARROW_LETTER, WIDE_LETTER, BOLD = 0.56, 0.3, 0.84, 1.08
"""Widths of letters, in sizes of the letter."""

MARGIN, GROWS = 4.0, 2.0


@frozen
class Words:
    """A line of text; *bold* or not."""

    text: str
    bold: bool = False

    @property
    def wide(self) -> float:
        """About how wide it is at :data:`SIZE`."""
        return width_of(self.text) * (BOLD if self.bold else 1)


@frozen(kw_only=True)
class Shape:
    """
    A shape around its middle.

    Attributes:
        domain: Which form: a rounded box, a hexagon, an ellipse or an octagon.

        half_wide, half_high: Half of its width and height.
    """

    domain: Domain
    half_wide: float
    half_high: float

    def room_at(self, away: float) -> float:
        """Return how wide the inside is *away* from the middle, up or down."""
        a, b = self.half_wide, self.half_high
        if abs(away) >= b:
            return 0.0
        if self.domain == "self-care":
            return 2 * a * sqrt(1 - (away / b) ** 2)
        if self.domain == "fine":
            return 2 * (a - POINT * abs(away) / b)
        return 2 * (a - max(0.0, abs(away) - (b - CUT)) * (self.domain == "participation"))

    def edge_at(self, aside: float) -> float:
        """Return how far its upper or lower edge is from the middle, *aside* of it."""
        if self.domain == "self-care":
            return self.half_high * sqrt(max(0.0, 1 - (aside / self.half_wide) ** 2))
        return self.half_high

    def drawn(self, x: float, y: float, look: Mapping[str, object]) -> str:
        """Return it around (*x*, *y*) with the attributes of *look*."""
        a, b = self.half_wide, self.half_high
        if self.domain == "self-care":
            return tag("ellipse", cx=x, cy=y, rx=a, ry=b, **look)
        if self.domain == "gross":
            box: dict[str, object] = {"width": 2 * a, "height": 2 * b, "rx": 6, **look}
            return tag("rect", x=x - a, y=y - b, **box)
        if self.domain == "fine":
            half = [(a, 0.0), (a - POINT, b), (POINT - a, b)]
        else:
            cut = min(CUT, b * 0.7)
            half = [(a, b - cut), (a - cut, b), (cut - a, b), (-a, b - cut)]
        corners = [*half, *((-dx, -dy) for dx, dy in half)]
        points = " ".join(f"{number(x + dx)},{number(y + dy)}" for dx, dy in corners)
        return tag("polygon", points=points, **look)


def shape_around(domain: Domain, lines: Sequence[Words], half_wide: float) -> Shape:
    """Return the lowest shape of *domain* and that width that holds *lines*."""
    high = len(lines) * LINE / 2
    shape = Shape(domain=domain, half_wide=half_wide, half_high=high + MARGIN)
    while shape.half_high < 2 * high and not _holds(shape, lines):
        shape = Shape(domain=domain, half_wide=half_wide, half_high=shape.half_high + GROWS)
    return shape


def _holds(shape: Shape, lines: Sequence[Words]) -> bool:
    top = -len(lines) * LINE / 2
    return all(
        min(line.wide, room_in(shape))
        <= min(shape.room_at(top + n * LINE), shape.room_at(top + (n + 1) * LINE)) - MARGIN
        for n, line in enumerate(lines)
    )


def room_in(shape: Shape) -> float:
    """Return how wide a line may be in *shape* before it is squeezed."""
    inside = 0.8 if shape.domain == "self-care" else 0.86
    return 2 * shape.half_wide * inside


def written(
    line: Words,
    x: float,
    y: float,
    *,
    colour: str = INK,
    most: float = 0.0,
    **look: str | float,
) -> str:
    """Return *line* at (*x*, *y*), its foot; squeezed where it is wider than *most*."""
    if most and line.wide > most:
        look |= {"textLength": most, "lengthAdjust": "spacingAndGlyphs"}
    if line.bold:
        look["font-weight"] = "bold"
    return tag("text", escape(line.text, quote=False), x=x, y=y, fill=colour, **look)


def wrapped(text: str, most: float, *, bold: bool = False, size: float = SIZE) -> list[Words]:
    """Return *text* in lines of at most *most* units, words kept whole."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer) * (BOLD if bold else 1) * size / SIZE <= most:
            lines[-1] = longer
        else:
            lines.append(word)
    return [Words(line, bold) for line in lines]


def width_of(text: str) -> float:
    """Return about how wide *text* is at :data:`SIZE`, in a common plain typeface."""
    return SIZE * sum(
        NARROW_LETTER if c in NARROW else WIDE_LETTER if c in WIDE else LETTER for c in text
    )


def tag(name: str, inside: str | None = None, /, **attributes: object) -> str:
    """Return an element; numbers get one decimal, underscores are hyphens."""
    said = "".join(
        f' {key.replace("_", "-")}="{escape(_plain(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{said}/>" if inside is None else f"<{name}{said}>{inside}</{name}>"


def _plain(value: object) -> str:
    return number(value) if isinstance(value, float) else str(value)


def number(value: float) -> str:
    """Return *value* with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0").replace("-0", "0" if abs(value) < 0.05 else "-0")  # noqa: PLR2004 - rounds to nothing
