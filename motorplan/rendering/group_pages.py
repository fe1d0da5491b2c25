"""The page of a group, for the adult who runs it: the room first, then each child's part."""

from collections.abc import Iterator
from datetime import date

from motorplan.model.groups import GroupItem, GroupPlan, GroupSession, Part
from motorplan.model.pages import PageFacts, Reader
from motorplan.rendering.blocks import Block, Document, Points, Section, Table, Text, Tile, Tiles
from motorplan.rendering.cards import group_cards_of
from motorplan.rendering.groups import every_time_for
from motorplan.rendering.items import addressed, say_label, served_words, time_of
from motorplan.rendering.paper import Paper
from motorplan.rendering.sections import CODES, TRIES
from motorplan.rendering.terminal import goal_lines, session_head

FEW_PICTURES = 2


def group_document_of(plan: GroupPlan, facts: PageFacts, reader: Reader, paper: Paper) -> Document:
    """Return the page of a group; for a ``therapist`` with the trial sheet and codes."""
    return _Group(plan, facts, paper, reader == "therapist").document()


class _Group:
    """The page of a group while it is made."""

    def __init__(self, plan: GroupPlan, facts: PageFacts, paper: Paper, clinical: bool) -> None:  # noqa: FBT001 - one of two pages
        self.plan, self.facts, self.paper, self.clinical = plan, facts, paper, clinical
        self.sessions = [session for week in plan.weeks_ahead for session in week.sessions]
        self.cards, self.numbers = group_cards_of(self.sessions)
        self.children = {child.id: child for child in plan.children}
        self.names = {child.id: child.name for child in plan.children}
        parts = [p for s in self.sessions for item in s.items for p in item.children.values()]
        self.every_time = every_time_for(parts, paper)

    def say(self, phrase: str, **fields: object) -> str:
        """Return a phrase of the table ``sheet``."""
        return self.paper.phrases.say(f"sheet.{phrase}", **fields)

    def document(self) -> Document:
        """Return all of it."""
        plan, paper = self.plan, self.paper
        day = paper.day(plan.start, year=True)
        cards = tuple(
            self._card(number, item, days)
            for number, (item, days) in enumerate(self.cards, start=1)
        )
        parts = (
            self._first(),
            *self._listed(
                "fits", paper.say("group_fits"), [c.fits for c in plan.children if c.fits]
            ),
            *self._listed("goals", paper.say("goals"), list(self._goals())),
            *self._listed(
                "known", paper.say("known"), [w.says for w in plan.warnings if w.child is None]
            ),
            *self._listed("every-time", paper.say("every_time"), list(self.every_time)),
            self._weeks(),
            Section(id="how", title=self.say("how"), parts=cards),
            *((self._trials(),) if self.clinical else ()),
        )
        return Document(
            title=paper.say("group", name=plan.group.name, day=day),
            running=plan.group.name,
            language=plan.language,
            under=(Text(text=paper.all_of(list(self.names.values()))),),
            parts=parts,
            foot=paper.say("review", day=paper.day(plan.review_on, year=True)),
        )

    def _first(self) -> Section:
        plan, say = self.plan, self.paper.phrases.say
        sign = self.facts.signs.get("stop")
        tiles = (Tiles(tiles=(Tile(pictures=(sign,), words="", tick=False),)),) if sign else ()
        professional = say("paper.professional")
        told = plan.disclaimer.removeprefix(professional).strip()
        disclaimer = f"{professional} {told}" if self.clinical else plan.disclaimer
        held = {one.child for one in plan.held}
        lines = [self.paper.say("group_own", child=plan.children[0].id), *plan.notices]
        lines += [
            say("group.read_first", name=child.name)
            for child in plan.children
            if child.id in held or child.notices
        ]
        blocks = (*tiles, Text(text=disclaimer, look="notice"), Points(lines=tuple(lines)))
        return Section(id="first", title=self.say("first"), blocks=blocks, look="first")

    @staticmethod
    def _listed(section: str, title: str, lines: list[str]) -> tuple[Section, ...]:
        blocks = (Points(lines=tuple(lines)),)
        return (Section(id=section, title=title, blocks=blocks),) if lines else ()

    def _goals(self) -> Iterator[str]:
        for goal in self.plan.goals:
            told = " ".join(line.strip(" ·") for line in goal_lines(goal, self.paper))
            yield f"{self.names[goal.child]}: {told}"

    def _weeks(self) -> Section:
        parts = []
        for week in self.plan.weeks_ahead:
            title = self.paper.say("week", number=week.number, day=self.paper.day(week.start))
            parts.append(
                Section(
                    id=f"week-{week.number}",
                    title=title,
                    blocks=tuple(Text(text=note) for note in week.notes),
                    parts=tuple(map(self._day, week.sessions)),
                    look="week",
                )
            )
        return Section(id="weeks", title=self.say("weeks"), parts=tuple(parts))

    def _day(self, session: GroupSession) -> Section:
        numbers = [self.numbers[item.id] for item in session.items]
        lines = tuple(
            self.say("card", number=number, name=f"{item.name}, {time_of(item, self.paper)}")
            for number, item in zip(numbers, session.items, strict=True)
        )
        links = tuple(f"card-{number}" for number in numbers)
        notes = (Text(text=session.note),) if session.note else ()
        return Section(
            id=f"day-{session.id}",
            title=session_head(session, self.paper, with_day=True),
            blocks=(*notes, *((Points(lines=lines, links=links),) if lines else ())),
            look="day",
        )

    def _card(self, number: int, item: GroupItem, days: list[date]) -> Section:
        paper, say = self.paper, self.paper.phrases.say
        pictures = self.facts.pictures.get(item.activity, ())[:FEW_PICTURES]
        tiles = tuple(Tile(pictures=(one,), words="", tick=False) for one in pictures)
        on = paper.all_of([paper.day(day) for day in days])
        things = paper.all_of([thing.use for thing in item.materials])
        blocks: list[Block] = [
            *((Tiles(tiles=tiles),) if tiles else ()),
            Text(label=self.say("days"), text=f"{on}. {time_of(item, paper)}."),
            Points(label=say("label.run"), lines=item.steps),
            *((Text(label=say("label.things"), text=f"{things}."),) if things else ()),
            Points(label=say("label.watch_for"), lines=addressed(item.watch_for, item, paper)),
            Points(label=say("label.care"), lines=addressed(item.cautions, item, paper)),
            Points(
                label=say("label.stop_if"),
                lines=addressed(item.stop_if, item, paper),
                look="stop",
            ),
        ]
        return Section(
            id=f"card-{number}",
            title=self.say("card", number=number, name=item.name),
            blocks=tuple(blocks),
            parts=tuple(self._part(number, i, part) for i, part in item.children.items()),
            look="card",
        )

    def _part(self, number: int, child: str, part: Part) -> Section:
        paper, say = self.paper, self.paper.phrases.say
        name = self.names[child]
        found: list[tuple[str, str]] = [
            (say("label.for"), served_words(part, self.plan.names, paper) if part.serves else ""),
            (say("label.fits"), f"{paper.begun(part.fits)}."),
            (say("label.position"), f"{self.plan.names.get(part.position, part.position)}."),
        ]
        blocks: list[Block] = [Text(label=label, text=text) for label, text in found if text]
        if self.clinical:
            codes = [
                f"{t.skill} ({self.facts.codes[t.skill]})"
                for t in part.trains
                if t.skill in self.facts.codes
            ]
            blocks.append(Text(label=self.say("icf"), text=f"{paper.all_of(codes)}."))
        set_up = paper.all_of([used.how for used in part.adaptations])
        blocks.append(
            Points(label=self.say("steps"), lines=addressed(part.steps, part, paper), look="steps")
        )
        rows = {
            "set_up": f"{set_up}." if set_up else "",
            say_label(self.children[child]): f"“{part.say}”",
            "goes_well": part.criterion,
            "harder": part.step_up or "",
            "easier": part.step_down or "",
            "job": paper.say("group_job", name=name, joining=part.joining),
            "care": " ".join(line for line in part.care if line not in self.every_time),
        }
        blocks += [
            Text(label=say(f"label.{row}"), text=" ".join(addressed([text], part, paper)))
            for row, text in rows.items()
            if text
        ]
        return Section(
            id=f"card-{number}-{child}",
            title=paper.say("group_part", name=name, grade=part.grade, grade_name=part.grade_name),
            blocks=tuple(blocks),
        )

    def _trials(self) -> Section:
        head = (
            self.say("card_head"),
            self.say("note_date"),
            *map(str, range(1, TRIES + 1)),
            self.say("initials"),
        )
        rows = tuple(
            (f"{number}. {name}", self.say("short_date", day=day.day, month=day.month))
            + ("",) * (TRIES + 1)
            for number, (_, days) in enumerate(self.cards, start=1)
            for day in days
            for name in self.names.values()
        )
        codes = tuple(self.say(f"code_{c}") for c in CODES)
        caption = self.say("trials_how", name=self.plan.group.name)
        table = Table(caption=caption, head=head, rows=rows, look="form")
        blocks = (Points(label=self.say("codes"), lines=codes), table)
        return Section(id="trials", title=self.say("trials"), blocks=blocks, look="sheet")
