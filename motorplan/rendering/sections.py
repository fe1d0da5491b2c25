"""Parts that the pages of several readers share."""

from collections.abc import Iterable, Mapping, Sequence

from motorplan.frozen import frozen
from motorplan.model.outlooks import GoalOutlook
from motorplan.model.pages import GoalFacts, PageFacts
from motorplan.model.plans import Item, Plan, Session
from motorplan.rendering.blocks import Block, Drawing, Points, Section, Table, Text, Tile, Tiles
from motorplan.rendering.cards import Card, cards_of, page_of
from motorplan.rendering.items import Page, addressed, served_words, time_of
from motorplan.rendering.paper import Paper
from motorplan.rendering.shapes import tag
from motorplan.rendering.terminal import goal_lines, session_head
from motorplan.vocabulary import Level

TRIES = 10
CODES = ("i", "g", "v", "m", "p", "f")
"""Of the trial sheet: independent, gesture, words, model, partial and full touch."""

RUNG, LADDER_WIDE = 26.0, 300.0
FEW_PICTURES = 2


@frozen(kw_only=True)
class Sheet:
    """A plan while its page is made: the plan, what is known beyond it, and its cards."""

    plan: Plan
    facts: PageFacts
    paper: Paper
    page: Page
    cards: tuple[Card, ...]
    by_item: Mapping[str, Card]

    @classmethod
    def of(cls, plan: Plan, facts: PageFacts, paper: Paper) -> "Sheet":
        """Return *plan* with its cards."""
        page = page_of(plan, paper)
        cards, by_item = cards_of(plan, page)
        return cls(
            plan=plan, facts=facts, paper=paper, page=page, cards=tuple(cards), by_item=by_item
        )

    def say(self, phrase: str, **fields: object) -> str:
        """Return a phrase of the table ``sheet``."""
        return self.paper.phrases.say(f"sheet.{phrase}", **fields)

    def label(self, name: str) -> str:
        """Return a phrase of the table ``label``."""
        return self.paper.phrases.say(f"label.{name}")

    def first(self, title: str, disclaimer: str, notices: Sequence[str]) -> Section:
        """Return what stands first on page one: what this is, when to stop, what to mind."""
        sign = self.facts.signs.get("stop")
        tiles = (Tiles(tiles=(Tile(pictures=(sign,), words="", tick=False),)),) if sign else ()
        points = (Points(lines=tuple(notices)),) if notices else ()
        blocks = (*tiles, Text(text=disclaimer, look="notice"), *points)
        return Section(id="first", title=title, blocks=blocks, look="first")

    def listed(self, section: str, title: str, lines: Iterable[str]) -> tuple[Section, ...]:
        """Return a part with *lines* as points; none where there are no lines."""
        held = tuple(lines)
        return (Section(id=section, title=title, blocks=(Points(lines=held),)),) if held else ()

    def weeks(self) -> Section:
        """Return the weeks at a glance: what is when, and on which card it is told."""
        parts = []
        for week in self.plan.weeks:
            title = self.paper.say("week", number=week.number, day=self.paper.day(week.start))
            days = tuple(self._day(session) for session in week.sessions)
            notes = tuple(Text(text=note) for note in week.notes)
            parts.append(
                Section(
                    id=f"week-{week.number}", title=title, blocks=notes, parts=days, look="week"
                )
            )
        return Section(id="weeks", title=self.say("weeks"), parts=tuple(parts))

    def _day(self, session: Session) -> Section:
        title = session_head(session, self.paper, with_day=True)
        notes = (Text(text=session.note),) if session.note else ()
        cards = [self.by_item[item.id] for item in session.items]
        lines = tuple(
            self.say("card", number=card.number, name=f"{item.name}, {time_of(item, self.paper)}")
            for card, item in zip(cards, session.items, strict=True)
        )
        links = tuple(card.id for card in cards)
        points = (Points(lines=lines, links=links),) if lines else ()
        return Section(id=f"day-{session.id}", title=title, blocks=(*notes, *points), look="day")

    def shown(self, item: Item, few: int = FEW_PICTURES) -> tuple[Tiles, ...]:
        """Return the pictures of *item*, at most *few*."""
        pictures = self.facts.pictures.get(item.activity, ())[:few]
        tiles = tuple(Tile(pictures=(one,), words="", tick=False) for one in pictures)
        return (Tiles(tiles=tiles),) if tiles else ()

    def card(self, card: Card, rows: Iterable[Block]) -> Section:
        """Return the card of an item: its pictures, its days, then *rows*."""
        item = card.item
        title = self.say("card", number=card.number, name=f"{item.name}: {item.grade_name}")
        days = self.paper.all_of([self.paper.day(day) for day in card.days])
        when = Text(label=self.say("days"), text=f"{days}. {time_of(item, self.paper)}.")
        blocks = (*self.shown(item), when, *rows)
        return Section(id=card.id, title=title, blocks=blocks, look="card")

    def how(self, item: Item, leave_out: frozenset[str] = frozenset()) -> list[Block]:
        """Return how *item* is done, and when to stop."""
        found: list[Block] = []
        for label, lines in self.page.rows(item).items():
            if not lines or label in leave_out:
                continue
            if label == "steps":
                found.append(Points(lines=lines, label=self.say("steps"), look="steps"))
            elif label == "watch_for" or (label == "care" and len(lines) > 1):
                found.append(Points(lines=lines, label=self.label(label)))
            elif label == "things":
                found.append(Text(label=self.label(label), text=self.things_of(item)))
            else:
                found.append(Text(label=self.label(label), text=" ".join(lines)))
        return [*found, self.stop(item)]

    def stop(self, item: Item) -> Block:
        """Return when to stop *item*."""
        return Points(
            label=self.label("stop_if"),
            lines=addressed(item.stop_if, item, self.paper),
            look="stop",
        )

    def things_of(self, item: Item) -> str:
        """Return the things of *item*, each with what it stands in for."""
        words = [
            self.say("in_place_of", use=thing.use, instead_of=thing.instead_of)
            if thing.instead_of
            else thing.use
            for thing in item.materials
        ]
        words += [used.how for used in item.adaptations if used.equipment]
        return f"{self.paper.all_of(words)}."

    def why(self, item: Item) -> list[Block]:
        """Return what *item* is for, and why it is there."""
        found: list[Block] = []
        if item.serves:
            words = served_words(item, self.page.names, self.paper)
            found.append(Text(label=self.label("for"), text=words))
        (why,) = addressed([item.why], item, self.paper)
        found.append(Text(label=self.label("why"), text=why))
        if item.origin:
            found.append(Text(label=self.label("from"), text=item.origin))
        if item.wording_from:
            words = self.paper.all_of(item.wording_from)
            found.append(Text(label=self.label("reworded"), text=words))
        return found

    def things(self) -> Section:
        """Return everything that is needed, and for which cards."""
        needed: dict[tuple[str, str], list[int]] = {}
        for card in self.cards:
            item = card.item
            named = [(m.use, m.instead_of or "") for m in item.materials]
            named += [(used.how, "") for used in item.adaptations if used.equipment]
            for key in named:
                needed.setdefault(key, []).append(card.number)
        rows = tuple(
            (self.paper.begun(use), instead, ", ".join(map(str, dict.fromkeys(numbers))))
            for (use, instead), numbers in sorted(needed.items())
        )
        head = (self.say("thing"), self.say("stands_for"), self.say("cards"))
        table = Table(caption=self.say("all_things"), head=head, rows=rows)
        return Section(id="things", title=self.say("things"), blocks=(table,))

    def schedule(self) -> tuple[Section, ...]:
        """Return a sheet with large pictures and boxes to tick for every week."""
        sheets = []
        for week in self.plan.weeks:
            days = tuple(
                Tiles(
                    label=self.paper.begun(self.paper.day(session.date)),
                    tiles=tuple(
                        Tile(
                            pictures=self.facts.pictures.get(item.activity, ())[:1],
                            words=item.name,
                        )
                        for item in session.items
                    ),
                    size="large",
                )
                for session in week.sessions
                if session.items
            )
            if days:
                title = self.say("my_week", name=self.plan.child.name, number=week.number)
                sheets.append(
                    Section(id=f"my-week-{week.number}", title=title, blocks=days, look="sheet")
                )
        return tuple(sheets)

    def goal_points(self) -> Section:
        """Return the goals in short, as they stand."""
        lines = [
            " ".join(t.strip(" ·") for t in goal_lines(g, self.paper)) for g in self.plan.goals
        ]
        return Section(
            id="goals", title=self.paper.say("goals"), blocks=(Points(lines=tuple(lines)),)
        )

    def ways(self) -> tuple[Section, ...]:
        """Return for every goal its ladder of levels and the way to it, each with a table."""
        parts = tuple(
            Section(id=f"way-{goal.skill}", title=self.paper.begun(goal.name), blocks=blocks)
            for goal in self.plan.goals
            if (blocks := self._way(goal, self.facts.goals.get(goal.skill, GoalFacts())))
        )
        return (
            (Section(id="ways", title=self.say("ways"), parts=parts, look="sheet"),)
            if parts
            else ()
        )

    def _way(self, goal: GoalOutlook, facts: GoalFacts) -> tuple[Block, ...]:
        rungs = rungs_of(goal, facts, self.paper)
        head = (self.say("level"), self.say("mark"))
        table = Table(caption=self.say("ladder"), head=head, rows=rungs)
        found: list[Block] = [Drawing(svg=ladder(rungs, self.say("ladder"))), table]
        if facts.drawing:
            found.append(Drawing(svg=facts.drawing))
        if facts.steps:
            names = (self.say("step"), self.say("stands"), self.say("seen"))
            rows = tuple((self.paper.begun(s.plain), s.stands, s.seen) for s in facts.steps)
            found.append(Table(caption=self.say("way"), head=names, rows=rows))
        return tuple(found)


def rungs_of(goal: GoalOutlook, facts: GoalFacts, paper: Paper) -> tuple[tuple[str, str], ...]:
    """Return the levels, the highest first, each with what is marked at it."""
    say = paper.phrases.say
    found = []
    for level in reversed(Level):
        marks = [say("sheet.goal")] if level == goal.level else []
        marks += [say("sheet.seen_now")] if level == facts.level else []
        found.append((say(f"level.{level.id}"), paper.all_of(marks)))
    return tuple(found)


def ladder(rungs: Sequence[tuple[str, str]], title: str) -> str:
    """Return the ladder of levels as SVG, the highest on top; marks stand beside the rungs."""
    high, rails = RUNG * len(rungs) + 8, (10.0, 70.0)
    parts = [
        tag("path", d=f"M{x} 4V{high - 4}", stroke="currentColor", stroke_width=3) for x in rails
    ]
    for number, (level, mark) in enumerate(rungs):
        y = 4 + RUNG * (number + 0.5)
        wide = 6 if mark else 2
        parts.append(tag("path", d=f"M10 {y}H70", stroke="currentColor", stroke_width=wide))
        parts.append(_word(f"{level} ({mark})" if mark else level, y + 4))
        if mark:
            parts.append(tag("path", d=f"M74 {y}l8 -5v10z", fill="currentColor"))
    frame = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {LADDER_WIDE:.0f} {high:.0f}",
        "width": int(LADDER_WIDE),
        "role": "img",
        "aria-label": title,
        "class": "ladder",
    }
    return tag("svg", "".join(parts), **frame)


def _word(text: str, y: float) -> str:
    from html import escape

    return tag("text", escape(text), x=88.0, y=y, fill="currentColor", font_size=13)
