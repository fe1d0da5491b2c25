"""What pages are made of, whatever they are written as: HTML and Markdown read the same."""

from typing import ClassVar

from motorplan.frozen import frozen
from motorplan.model.pictures import Picture


@frozen(kw_only=True)
class Text:
    """A paragraph, after a *label* or none; *look* is ``notice`` or empty."""

    kind: ClassVar[str] = "text"
    text: str
    label: str = ""
    look: str = ""


@frozen(kw_only=True)
class Points:
    """
    A list, after a *label* or none.

    Attributes:
        look: ``points``, ``steps`` (numbered) or ``ticks`` (with a box to tick).

        links: For each line the id of the section it leads to; empty for none.
    """

    kind: ClassVar[str] = "points"
    lines: tuple[str, ...]
    label: str = ""
    look: str = "points"
    links: tuple[str, ...] = ()


@frozen(kw_only=True)
class Table:
    """A table; *look* is ``form`` where its empty cells are written into, else empty."""

    kind: ClassVar[str] = "table"
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    look: str = ""


@frozen(kw_only=True)
class Drawing:
    """An SVG of our own, made elsewhere; what it says stands in a table beside it."""

    kind: ClassVar[str] = "drawing"
    svg: str


@frozen(kw_only=True)
class Tile:
    """A picture with words under it, and a box to tick."""

    pictures: tuple[Picture, ...]
    words: str
    tick: bool = True


@frozen(kw_only=True)
class Tiles:
    """Pictures in a row; *label* says what they are, *size* is ``small`` or ``large``."""

    kind: ClassVar[str] = "tiles"
    tiles: tuple[Tile, ...]
    label: str = ""
    size: str = "small"


Block = Text | Points | Table | Drawing | Tiles


@frozen(kw_only=True)
class Section:
    """
    A part of a page with a heading, blocks and further parts.

    Attributes:
        id: Where links lead.

        look: ``sheet`` begins a printed page, ``card`` stays on one, ``day`` is narrow,
            ``first`` stands out.
    """

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple["Section", ...] = ()
    look: str = ""


@frozen(kw_only=True)
class Document:
    """
    A page, whatever it is written as.

    Attributes:
        running: What stands at the foot of every printed page.

        under: What stands under the title.

        foot: What stands at the end.
    """

    title: str
    running: str
    language: str
    under: tuple[Block, ...] = ()
    parts: tuple[Section, ...]
    foot: str = ""
