"""The pages of a plan, one for each reader: what each of them needs, and nothing else."""

from collections.abc import Callable, Mapping

from motorplan.model.outlooks import GoalOutlook
from motorplan.model.pages import GoalFacts, PageFacts, Reader
from motorplan.model.plans import Item, Plan
from motorplan.rendering.blocks import Block, Document, Points, Section, Table, Text, Tile, Tiles
from motorplan.rendering.paper import Paper
from motorplan.rendering.sections import CODES, TRIES, Sheet
from motorplan.rendering.terminal import goal_lines

ASKS = ("stop", "help", "break", "choose", "more", "my-turn", "no-thanks")
"""What a child can ask for, each with its sign."""

DO_NOTS = ("hold", "after_no", "hurry", "reward", "compare", "talk")
WRITTEN = ("date", "help", "liked", "note")
SEAT = frozenset(
    {
        "foot-rest",
        "supportive-chair",
        "table-cut-out",
        "sit-to-do",
        "rolled-towel-support",
        "stable-stool",
        "floor-seat",
        "tall-table",
        "tray-on-chair",
        "side-lying-roll",
        "elbows-rest",
        "lean-on-wall",
    }
)
PAPER = frozenset(
    {
        "slant-board",
        "stabilised-paper",
        "dark-line",
        "raised-line-paper",
        "visual-boundary",
        "upright-paper",
        "wide-lines",
        "start-dot",
        "letter-strip",
        "squared-paper",
        "reading-window",
        "near-copy",
        "clip-the-paper",
        "colour-frame",
        "stiff-paper",
        "fold-line",
    }
)
"""Adaptations that change the seat, and those that change the paper; the others are tools."""


def document_of(plan: Plan, facts: PageFacts, reader: Reader, paper: Paper) -> Document:
    """
    Return the page of *plan* for *reader*.

    Args:
        plan: Of one child; of a group, the child's own part of it.

        facts: What the page needs beyond the plan.

        reader: ``carer``, ``therapist``, ``child``, ``aide`` or ``accommodations``.

        paper: The phrases.
    """
    return READERS[reader](Sheet.of(plan, facts, paper))


def _page(sheet: Sheet, title: str, parts: tuple[Section, ...], *under: Block) -> Document:
    plan, paper = sheet.plan, sheet.paper
    return Document(
        title=title,
        running=plan.child.name,
        language=plan.language,
        under=under,
        parts=parts,
        foot=paper.say("review", day=paper.day(plan.review_on, year=True)),
    )


def _title(sheet: Sheet) -> str:
    day = sheet.paper.day(sheet.plan.start, year=True)
    return sheet.paper.say("plan", name=sheet.plan.child.name, day=day)


def _held(sheet: Sheet) -> tuple[Section, ...]:
    lines = [held.says for held in sheet.plan.held]
    return sheet.listed("ask-now", sheet.paper.say("held"), lines)


def _known(sheet: Sheet) -> tuple[Section, ...]:
    """Return what else to know: warnings, what was assumed, what could be opened."""
    plan, paper = sheet.plan, sheet.paper
    assumed = [f"{one.name or one.key}: {one.because}" for one in plan.assumed if one.matters]
    asks = [
        paper.say("would_open", question=ask.question, names=paper.all_of(ask.would_open))
        if ask.would_open
        else ask.question
        for ask in plan.ask_first
    ]
    return (
        *sheet.listed("known", paper.say("known"), [warning.says for warning in plan.warnings]),
        *sheet.listed("assumed", paper.say("assumed"), assumed),
        *sheet.listed("ask-first", paper.say("ask_first"), asks),
    )


def _every_time(sheet: Sheet) -> tuple[Section, ...]:
    paper, usual = sheet.paper, sheet.paper.phrases.say("item.record")
    lines = [
        paper.say("noted", record=line) if line == usual else line for line in sheet.page.every_time
    ]
    return sheet.listed("every-time", paper.say("every_time"), lines)


def _carer(sheet: Sheet) -> Document:
    """Return the page of those who live with the child: all of it, in plain words."""
    plan = sheet.plan
    cards = tuple(
        sheet.card(card, [*sheet.why(card.item), *sheet.how(card.item)]) for card in sheet.cards
    )
    parts = (
        sheet.first(sheet.say("first"), plan.disclaimer, plan.notices),
        *_held(sheet),
        sheet.goal_points(),
        *_every_time(sheet),
        sheet.weeks(),
        Section(id="how", title=sheet.say("how"), parts=cards),
        sheet.things(),
        *sheet.schedule(),
        _notes(sheet),
        *sheet.ways(),
        *_known(sheet),
    )
    return _page(sheet, _title(sheet), parts)


def _notes(sheet: Sheet) -> Section:
    head = (sheet.say("card_head"), *(sheet.say(f"note_{word}") for word in WRITTEN))
    rows = tuple(
        (f"{card.number}. {card.item.name}", *[""] * len(WRITTEN))
        for card in sheet.cards
        for _ in card.days[:3]
    )
    table = Table(caption=sheet.say("notes_how"), head=head, rows=rows, look="form")
    return Section(id="notes", title=sheet.say("notes"), blocks=(table,), look="sheet")


def _therapist(sheet: Sheet) -> Document:
    """Return the page of a professional: codes, levels, times, goal wording, trial sheet."""
    plan, say = sheet.plan, sheet.paper.phrases.say
    professional = say("paper.professional")
    disclaimer = plan.disclaimer.removeprefix(professional).strip()
    cards = tuple(
        sheet.card(
            card, [*_clinical(sheet, card.item), *sheet.why(card.item), *sheet.how(card.item)]
        )
        for card in sheet.cards
    )
    parts = (
        sheet.first(sheet.say("first"), f"{professional} {disclaimer}", plan.notices),
        *_held(sheet),
        Section(
            id="goals",
            title=sheet.paper.say("goals"),
            parts=tuple(_goal(sheet, goal) for goal in plan.goals),
        ),
        *_every_time(sheet),
        sheet.weeks(),
        Section(id="how", title=sheet.say("how"), parts=cards),
        _trials(sheet),
        sheet.things(),
        *sheet.ways(),
        *_known(sheet),
    )
    return _page(sheet, _title(sheet), parts)


def _goal(sheet: Sheet, goal: GoalOutlook) -> Section:
    """Return a goal as it could stand in a record."""
    facts, paper = sheet.facts.goals.get(goal.skill, GoalFacts()), sheet.paper
    level = sheet.paper.phrases.say(f"level.{goal.level.id}")
    fields = {"name": sheet.plan.child.name, "skill": goal.name, "level": level}
    if facts.by:
        wording = sheet.say("aim_by", day=paper.day(facts.by, year=True), **fields)
    else:
        wording = sheet.say("aim", **fields)
    if facts.tries and facts.sessions:
        wording += " " + sheet.say("aim_sessions", tries=facts.tries, sessions=facts.sessions)
    elif facts.tries:
        wording += " " + sheet.say("aim_tries", tries=facts.tries)
    code = sheet.facts.codes.get(goal.skill, "")
    lines = [" ".join(line.strip(" ·") for line in goal_lines(goal, paper))]
    lines.append(sheet.say("rating", level=sheet.say(f"iep_{goal.level.id}")))
    blocks = (
        Text(label=sheet.say("aim_label"), text=wording),
        *((Text(label=sheet.say("icf"), text=code),) if code else ()),
        Points(lines=tuple(lines)),
    )
    return Section(id=f"goal-{goal.skill}", title=paper.begun(goal.name), blocks=blocks)


def _clinical(sheet: Sheet, item: Item) -> list[Block]:
    """Return codes, grade, help and watching of an item in one list."""
    phrases, names = sheet.paper.phrases, sheet.plan.names
    trained = [
        f"{names.get(t.skill, t.skill)} ({sheet.facts.codes[t.skill]})"
        if t.skill in sheet.facts.codes
        else names.get(t.skill, t.skill)
        for t in item.trains
    ]
    lines = [
        sheet.say("grade", grade=item.grade, id=item.grade_id),
        sheet.say("trained", skills=sheet.paper.all_of(trained)),
        phrases.say(f"supervision.{item.supervision}"),
    ]
    if item.help:
        lines.append(sheet.say("helps", kinds=sheet.paper.all_of(list(item.help))))
    lines.append(sheet.say("evidence", evidence=item.evidence))
    return [Points(label=sheet.say("clinical"), lines=tuple(lines))]


def _trials(sheet: Sheet) -> Section:
    """Return a sheet with ten tries a day to write a prompt code into."""
    head = (
        sheet.say("card_head"),
        sheet.say("note_date"),
        *map(str, range(1, TRIES + 1)),
        sheet.say("initials"),
    )
    paper = sheet.paper
    rows = tuple(
        (f"{card.number}. {card.item.name}", sheet.say("short_date", day=day.day, month=day.month))
        + ("",) * (TRIES + 1)
        for card in sheet.cards
        for day in card.days
    )
    codes = Points(label=sheet.say("codes"), lines=tuple(sheet.say(f"code_{c}") for c in CODES))
    caption = sheet.say("trials_how", name=paper.begun(sheet.plan.child.name))
    table = Table(caption=caption, head=head, rows=rows, look="form")
    return Section(id="trials", title=sheet.say("trials"), blocks=(codes, table), look="sheet")


def _child(sheet: Sheet) -> Document:
    """Return the child's own page: my goal, my week, how I do it, what I can ask for."""
    plan, say = sheet.plan, sheet.say
    goals = tuple(goal.words or sheet.paper.begun(goal.name) for goal in plan.goals)
    sign = sheet.facts.signs.get("goal")
    tiles = (Tiles(tiles=(Tile(pictures=(sign,), words="", tick=False),)),) if sign else ()
    cards = tuple(_steps(sheet, number) for number in range(len(sheet.cards)))
    asks = tuple(
        Tile(
            pictures=(sheet.facts.signs[i],) if i in sheet.facts.signs else (),
            words=say(f"ask_{i}"),
            tick=False,
        )
        for i in ASKS
    )
    adult = Section(
        id="first",
        title=say("for_adult"),
        blocks=(Text(text=sheet.paper.phrases.say("paper.family"), look="notice"),),
        look="first",
    )
    parts = (
        adult,
        Section(id="goals", title=say("my_goal"), blocks=(*tiles, Points(lines=goals))),
        Section(id="asks", title=say("my_asks"), blocks=(Tiles(tiles=asks, size="large"),)),
        *_my_choices(sheet),
        *sheet.schedule(),
        Section(id="how", title=say("my_steps"), parts=cards, look="sheet"),
    )
    return _page(sheet, say("my_plan", name=plan.child.name), parts)


def _my_choices(sheet: Sheet) -> tuple[Section, ...]:
    names = {card.item.name: card.item for card in sheet.cards}
    lines = [
        sheet.say(
            "my_choice",
            name=name,
            others=sheet.paper.one_of([sheet.page.name(i) for i in item.choices]),
        )
        for name, item in names.items()
        if item.choices
    ]
    return sheet.listed("choices", sheet.say("my_choices"), lines)


def _steps(sheet: Sheet, place: int) -> Section:
    """Return one card in the words that are said to the child."""
    card = sheet.cards[place]
    words = tuple(
        f"{part.strip()}." for part in card.item.say.replace("!", ".").split(".") if part.strip()
    )
    words = tuple(word.replace("?.", "?") for word in words)
    title = sheet.say("card", number=card.number, name=card.item.name)
    blocks: tuple[Block, ...] = (*sheet.shown(card.item), Points(lines=words, look="ticks"))
    return Section(id=card.id, title=title, blocks=blocks, look="card")


def _aide(sheet: Sheet) -> Document:
    """Return the page of an aide or class teacher: do, do not, say, stop; nothing of health."""
    plan, say, phrases = sheet.plan, sheet.say, sheet.paper.phrases
    disclaimer = plan.disclaimer.replace(phrases.say("paper.progressive"), "").strip()
    first = [phrases.say("group.read_first", name=plan.child.name)] if plan.held else []
    cards = []
    for card in sheet.cards:
        rows = sheet.page.rows(card.item)
        care = tuple(line for line in rows["care"] if line not in sheet.facts.reasons)
        said = next(label for label in rows if label.startswith("say"))
        found: list[Block] = [Points(label=say("do"), lines=card.item.steps, look="steps")]
        found.append(Text(label=sheet.label(said), text=" ".join(rows[said])))
        found.append(Text(label=sheet.label("position"), text=" ".join(rows["position"])))
        if rows["things"]:
            found.append(Text(label=say("where_things"), text=f"{sheet.things_of(card.item)} ____"))
        if care:
            found.append(Points(label=sheet.label("care"), lines=care))
        cards.append(sheet.card(card, [*found, sheet.stop(card.item)]))
    reasons = sheet.facts.reasons
    every = [line for line in sheet.page.every_time if line not in reasons]
    parts = (
        sheet.first(say("first"), disclaimer, [*first, *plan.notices]),
        *sheet.listed("do", sheet.paper.say("every_time"), every),
        *sheet.listed("do-not", say("do_not"), [say(f"not_{word}") for word in DO_NOTS]),
        sheet.weeks(),
        Section(id="how", title=say("how"), parts=tuple(cards)),
    )
    return _page(sheet, say("aide", name=plan.child.name), parts)


def _accommodations(sheet: Sheet) -> Document:
    """Return what in the place makes it easier: seat, paper, tools, time, place."""
    plan, say = sheet.plan, sheet.say
    used = {a.id: a for card in sheet.cards for a in card.item.adaptations}
    items = [card.item for card in sheet.cards]
    positions = [sheet.paper.begun(sheet.page.name(i.position)) for i in items]
    told = {i: sheet.paper.begun(f"{a.how}.") for i, a in sorted(used.items())}
    changes = [item.place_change for item in items if item.place_change]
    sessions = [s for week in plan.weeks for s in week.sessions]
    lengths = sorted({s.minutes for s in sessions if s.items})
    minutes = sheet.paper.one_of([sheet.paper.counted("minute", n) for n in lengths])
    places = sorted(
        {sheet.paper.begun(sheet.paper.phrases.say(f"place.{s.place}")) for s in sessions}
    )
    lists: Mapping[str, list[str]] = {
        "seat": [*positions, *(told[i] for i in told if i in SEAT), say("seat_feet")],
        "paper": [*(told[i] for i in told if i in PAPER), say("paper_free")],
        "tools": [*(told[i] for i in told if i not in SEAT | PAPER), say("tools_own")],
        "time": [say("time_length", minutes=minutes), say("time_extra"), say("time_break")],
        "place": [*places, *changes, say("place_calm")],
    }
    phrases = sheet.paper.phrases
    disclaimer = plan.disclaimer.replace(phrases.say("paper.progressive"), "").strip()
    parts = (
        sheet.first(say("first"), disclaimer, ()),
        *(
            part
            for name, lines in lists.items()
            for part in sheet.listed(name, say(f"part_{name}"), dict.fromkeys(lines))
        ),
    )
    return _page(sheet, say("accommodations", name=plan.child.name), parts)


READERS: Mapping[Reader, Callable[[Sheet], Document]] = {
    "carer": _carer,
    "therapist": _therapist,
    "child": _child,
    "aide": _aide,
    "accommodations": _accommodations,
}
