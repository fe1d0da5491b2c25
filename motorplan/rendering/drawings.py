"""
The way to a goal as a picture: an SVG of our own, without scripts or fonts.

It is made for 360 px: at most three skills in a row, letters of 12 px. Whatever colour says
is said by form and words as well, so that it can be printed in black and white.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from motorplan.frozen import frozen
from motorplan.graph import SkillGraph
from motorplan.model.answers import Standing, Step, Way
from motorplan.rendering.layout import Lane, Layout, Link, Sizes, layout_of
from motorplan.rendering.paper import Paper
from motorplan.rendering.shapes import (
    FILLS,
    INK,
    LINE,
    PALE,
    SIZE,
    Shape,
    Words,
    number,
    room_in,
    shape_around,
    tag,
    width_of,
    wrapped,
    written,
)
from motorplan.vocabulary import Domain

WIDE, EDGE = 360.0, 8.0
SHOWN_WIDE = 540
"""Width of the picture and of its margin in its own units, and at which it is shown."""

SIZES = Sizes(skills=(160.0, 128.0, 100.0), lane=8.0, gap=8.0, row=WIDE - 2 * EDGE)
BETWEEN, FOR_ONE_OF, FOR_BAND = 28.0, 16.0, 18.0
"""From row to row; more where several ways meet, and where an age stands."""

TITLE_SIZE = 16.0
PORTS, PORT_SPAN = 16.0, 56.0
HEAD = 6.0
BANDS = (0, 3, 6, 9, 12, 18, 24, 36, 48, 60, 72, 84, 96, 120, 144)
YEARS_FROM, MONTHS_A_YEAR = 24, 12
FONT = "Arial, Helvetica, 'Liberation Sans', 'Noto Sans', sans-serif"
DASHES = {"requires": "none", "follows": "6 3", "ways": "1.5 3.5"}
BORDERS: dict[Standing | None, float] = {
    None: 1.5,
    "there": 1.5,
    "likely": 1.5,
    "next": 3.5,
    "later": 1.5,
    "spared": 0.8,
    "not-for-child": 0.8,
}
LIGHT = frozenset({"spared", "not-for-child"})
TICK, TICK_WIDE = "l3 3.5 l5.5 -7.5", 12.0


@frozen(kw_only=True)
class _Box:
    """A skill in the picture: its shape, lines of words, and middle."""

    step: Step
    shape: Shape
    lines: tuple[Words, ...]
    x: float
    y: float


def drawing_of(way: Way, graph: SkillGraph, paper: Paper) -> str:
    """
    Return *way* as SVG: the goal on top, what leads to it below.

    Without a child, the rows tell at what ages half of all children can do it. With one,
    every skill tells how it stands with the child, and ages are left out: a child is
    measured against no age.

    Args:
        way: From :func:`~motorplan.ways.way_to`; about 16 steps still fit a page.

        graph: The skill graph it is a way in.

        paper: Says what the picture says.
    """
    return _Picture(way, graph, paper).drawn()


def drawn_and_told(way: Way, graph: SkillGraph, paper: Paper) -> tuple[str, str]:
    """Return the drawing of *way*, and all that it says in words."""
    found = _Picture(way, graph, paper)
    return found.drawn(), found.told()


class _Picture:
    """One picture while it is drawn."""

    def __init__(self, way: Way, graph: SkillGraph, paper: Paper) -> None:
        self.way, self.graph, self.paper = way, graph, paper
        self.say = paper.phrases.say
        self.links = tuple(_links(way.path, graph))
        ages = graph.in_order(way.path)
        self.layout: Layout = layout_of(ages, self.links, SIZES, _band)
        self.bands = [_band(ages[_skills(row)[0]]) for row in self.layout.rows]
        self.head = list(self._head())
        self.boxes: dict[str, _Box] = {}
        self.tops, self.foot = self._place(sum(high for _, high in self.head) + EDGE)

    def drawn(self) -> str:
        """Return all of it."""
        legend, high = self._legend(self.foot)
        goal, language = self.way.goal, self.say("draw.language")
        inside = [
            tag("title", escape(self._title()), id=f"title-{goal}"),
            tag("desc", escape(self.told()), id=f"desc-{goal}"),
            tag("rect", width=WIDE, height=high, fill="#ffffff"),
            *self._written_head(),
            *(self._line(link) for link in self.links),
            *self._labels(),
            *(self._box(box) for box in self.boxes.values()),
            *legend,
        ]
        frame = {
            "xmlns": "http://www.w3.org/2000/svg",
            "lang": language,
            "xml:lang": language,
            "role": "img",
            "aria-labelledby": f"title-{goal} desc-{goal}",
            "viewBox": f"0 0 {number(WIDE)} {number(high)}",
            "width": SHOWN_WIDE,
            "height": round(high * SHOWN_WIDE / WIDE),
            "style": "max-width:100%;height:auto",
            "font-family": FONT,
            "font-size": SIZE,
        }
        return tag("svg", "\n" + "\n".join(inside) + "\n", **frame) + "\n"

    def told(self) -> str:
        """Return all that the picture says, in words."""
        return " ".join(self._described())

    def _title(self) -> str:
        return self.say("draw.title", goal=self.graph[self.way.goal].plain)

    def _head(self) -> Iterator[tuple[Words, float]]:
        """Yield the lines above the picture, each with its height."""
        for line in wrapped(self._title(), SIZES.row, bold=True, size=TITLE_SIZE):
            yield line, TITLE_SIZE + 4
        says = [self.say("draw.read")]
        if self.way.child and self.way.on:
            day = self.paper.day(self.way.on, year=True)
            says.insert(0, self.say("draw.child", name=self.way.child, day=day))
        else:
            says.append(self.say("draw.ages"))
        for line in wrapped(" ".join(says), SIZES.row):
            yield line, LINE + 1

    def _written_head(self) -> Iterator[str]:
        y = EDGE
        for line, high in self.head:
            y += high
            size = TITLE_SIZE if line.bold else SIZE
            yield written(line, EDGE, y - 4, font_size=size)

    def _place(self, top: float) -> tuple[list[tuple[float, float]], float]:
        """Give every skill its box; return top and foot of each row, and where all end."""
        spans = []
        y = top + LINE
        for number_, row in enumerate(self.layout.rows):
            if not self.way.child and self.bands[number_] != ([None, *self.bands][number_]):
                y += FOR_BAND
            fitted = {i: self._fitted(self.way.path.index(i)) for i in _skills(row)}
            high = max(2 * shape.half_high for shape, _ in fitted.values())
            for i, (shape, lines) in fitted.items():
                step = self.way.steps[self.way.path.index(i)]
                x = EDGE + self.layout.centres[i]
                self.boxes[i] = _Box(step=step, shape=shape, lines=lines, x=x, y=y + high / 2)
            spans.append((y, y + high))
            several = any(self.graph[i].either for i in _skills(row))
            y += high + BETWEEN + FOR_ONE_OF * several
        return spans, y

    def _fitted(self, place: int) -> tuple[Shape, tuple[Words, ...]]:
        step = self.way.steps[place]
        domain, half = self.graph[step.id].domain, self.layout.widths[step.id] / 2
        room = room_in(Shape(domain=domain, half_wide=half, half_high=1.0))
        lines = wrapped(step.plain, room)
        if step.id == self.way.goal:
            lines.insert(0, Words(self.say("draw.goal"), bold=True))
        if step.standing:
            lines.append(Words(self.say(f"draw.{step.standing}"), step.standing == "next"))
        return shape_around(domain, lines, half), tuple(lines)

    def _box(self, box: _Box) -> str:
        node, standing = self.graph[box.step.id], box.step.standing
        parts = [
            tag("title", escape(f"{node.name}: {node.look_for}")),
            box.shape.drawn(box.x, box.y, _look(node.domain, standing)),
        ]
        foot = box.y - len(box.lines) * LINE / 2 - 3
        colour = PALE if standing in LIGHT else INK
        for number_, line in enumerate(box.lines, start=1):
            y, x = foot + number_ * LINE, box.x
            if standing == "there" and number_ == len(box.lines):
                x += TICK_WIDE / 2
                parts.append(_tick(x - line.wide / 2 - TICK_WIDE, y))
            parts.append(
                written(line, x, y, colour=colour, most=room_in(box.shape), text_anchor="middle")
            )
        return tag("g", "".join(parts))

    def _line(self, link: Link) -> str:
        """Return the line of *link* from its earlier skill up to the later one."""
        start, later = self.boxes[link.earlier], self.boxes[link.later]
        x, y = start.x, start.y - start.shape.half_high
        path = f"M{number(x)} {number(y)}"
        for place in self.layout.ways[link]:
            if isinstance(place, Lane):
                top, foot = self.tops[place.row]
                aside = EDGE + self.layout.centres[place]
                path += _bend(x, y, aside, foot) + f"V{number(top)}"
                x, y = aside, top
        end_x = later.x + self._ports(link.later)[link]
        end_y = later.y + later.shape.edge_at(end_x - later.x)
        path += _bend(x, y, end_x, end_y + HEAD)
        tip = f"M{number(end_x)} {number(end_y)}l-3.5 {number(HEAD + 1)}h7z"
        drawn = tag("path", d=path, fill="none", stroke=INK, **_stroke(link.style))
        return drawn + tag("path", d=tip, fill=INK)

    def _ports(self, later: str) -> dict[Link, float]:
        """Return how far aside of the middle each line ends at *later*, from left to right."""
        lines = [link for link in self.links if link.later == later]
        lines.sort(key=lambda k: (self.layout.centres[self.layout.ways[k][-2]], k.style))
        apart = min(PORTS, PORT_SPAN / max(1, len(lines)))
        return {k: (n - (len(lines) - 1) / 2) * apart for n, k in enumerate(lines)}

    def _labels(self) -> Iterator[str]:
        """Yield the ages of rows, and what says that one of several ways will do."""
        for number_, band in enumerate(self.bands if not self.way.child else []):
            if number_ == 0 or band != self.bands[number_ - 1]:
                y = self.tops[number_][0] - 8
                yield tag("path", d=f"M{number(EDGE)} {number(y + 3)}h{SIZES.row:.0f}", **_RULE)
                yield from _on_white(self._age(band), EDGE, y, "start")
        for later, box in self.boxes.items():
            ports = self._ports(later) if self.graph[later].either else {}
            aside = [dx for link, dx in ports.items() if link.style == "ways"]
            if aside:
                x = box.x + sum(aside) / len(aside)
                y = box.y + box.shape.half_high + HEAD + LINE + 2
                yield from _on_white(self.say("draw.one_of"), x, y, "middle")

    def _age(self, band: int) -> str:
        if band == BANDS[-1]:
            return self.say("draw.over", low=band // MONTHS_A_YEAR)
        high = BANDS[BANDS.index(band) + 1]
        if band < YEARS_FROM:
            return self.say("draw.months", low=band, high=high)
        return self.say("draw.years", low=band // MONTHS_A_YEAR, high=high // MONTHS_A_YEAR)

    def _described(self) -> Iterator[str]:
        """Yield all that the picture says, in words."""
        if self.way.child and self.way.on:
            day = self.paper.day(self.way.on, year=True)
            yield self.say("draw.child", name=self.way.child, day=day)
        yield self.say("draw.steps")
        for step in self.way.steps:
            said = [self.say(f"draw.{self.graph[step.id].domain}")]
            said += [self.say(f"draw.{step.standing}")] if step.standing else []
            said += [self.say("draw.goal")] if step.id == self.way.goal else []
            plain = self.paper.begun(step.plain)
            later = [self.graph[k.later].plain for k in self.links if k.earlier == step.id]
            if later:
                names = self.paper.all_of(later)
                yield self.say("draw.leads", plain=plain, said=", ".join(said), later=names)
            else:
                yield self.say("draw.described", plain=plain, said=", ".join(said))
        yield from self._more()

    def _more(self) -> Iterator[str]:
        if self.way.more:
            phrase = "way.more_one" if self.way.more == 1 else "way.more"
            yield self.say(phrase, n=self.way.more)

    def _legend(self, y: float) -> tuple[list[str], float]:
        """Return what the signs mean, from *y* down, and where it ends."""
        drawn = []
        for more in self._more():
            drawn.append(written(Words(more, bold=True), EDGE, y))
            y += LINE
        drawn.append(tag("path", d=f"M{number(EDGE)} {number(y)}h{SIZES.row:.0f}", **_RULE))
        signs = list(self._signs())
        half = (len(signs) + 1) // 2
        for place, (sign, text) in enumerate(signs):
            column, row = divmod(place, half)
            x, middle = EDGE + column * SIZES.row / 2, y + 18 + row * 24
            drawn += [
                f'<g transform="translate({number(x + 18)} {number(middle)})">{sign}</g>',
                written(Words(text), x + 42, middle + 4, most=SIZES.row / 2 - 44),
            ]
        return drawn, y + 18 + half * 24 + EDGE

    def _signs(self) -> Iterator[tuple[str, str]]:
        """Yield each sign around its own middle, with what it means."""
        domains = {self.graph[i].domain for i in self.way.path}
        for domain in FILLS:
            if domain in domains:
                yield _sample(domain, None), self.say(f"draw.{domain}")
        styles = {link.style for link in self.links}
        for style in DASHES:
            if style in styles:
                line = tag("path", d="M-16 0h32", stroke=INK, **_stroke(style))
                yield line, self.say(f"draw.{style}")
        standings = {step.standing for step in self.way.steps}
        for standing in BORDERS:
            if standing and standing in standings:
                sign = _sample("gross", standing)
                tick = _tick(-4, 3) if standing == "there" else ""
                yield sign + tick, self.say(f"draw.sign_{standing}")


_RULE: Mapping[str, object] = {"stroke": "#999999", "stroke_width": 0.8}


def _links(path: Sequence[str], graph: SkillGraph) -> Iterator[Link]:
    inside = set(path)
    for later in path:
        node = graph[later]
        kinds: tuple[tuple[str, Iterable[str]], ...] = (
            ("requires", node.requires),
            ("follows", node.follows),
            ("ways", (i for group in node.either for i in group)),
        )
        for style, before in kinds:
            for earlier in before:
                if earlier in inside:
                    yield Link(earlier, later, style)


def _skills(row: Iterable[str | Lane]) -> list[str]:
    return [place for place in row if isinstance(place, str)]


def _band(age: float) -> int:
    """Return the months from which the band of *age* reaches."""
    return max(low for low in BANDS if low <= round(age, 1))


def _bend(x: float, y: float, to_x: float, to_y: float) -> str:
    middle = number((y + to_y) / 2)
    return f"C{number(x)} {middle} {number(to_x)} {middle} {number(to_x)} {number(to_y)}"


def _look(domain: Domain, standing: Standing | None) -> dict[str, object]:
    light = standing in LIGHT
    return {
        "fill": "#ffffff" if light else FILLS[domain],
        "stroke": PALE if light else INK,
        "stroke_width": BORDERS[standing],
    }


def _stroke(style: str) -> dict[str, object]:
    wide = 2.2 if style == "ways" else 1.4
    return {"stroke_width": wide, "stroke_dasharray": DASHES[style]}


def _sample(domain: Domain, standing: Standing | None) -> str:
    shape = Shape(domain=domain, half_wide=17.0, half_high=9.0)
    plain: dict[str, object] = {**_look(domain, standing)}
    return shape.drawn(0.0, 0.0, plain if standing is None else {**plain, "fill": "#ffffff"})


def _tick(x: float, y: float) -> str:
    path = f"M{number(x)} {number(y - 4)}{TICK}"
    return tag("path", d=path, fill="none", stroke=INK, stroke_width=2)


def _on_white(text: str, x: float, y: float, anchor: str) -> Iterator[str]:
    """Yield *text* on a white ground, so that lines behind it do not strike it out."""
    wide = width_of(text) + 4
    left = x - 2 if anchor == "start" else x - wide / 2
    yield tag("rect", x=left, y=y - SIZE + 1, width=wide, height=LINE, fill="#ffffff")
    yield written(Words(text), x, y, text_anchor=anchor)
