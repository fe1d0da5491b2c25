"""Plans, days and answers as text for a terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from motorplan.model.activities import Activity, Grade
from motorplan.model.groups import GroupSession
from motorplan.model.outlooks import GoalOutlook
from motorplan.model.plans import (
    DROPPED,
    AskFirst,
    Assumed,
    Held,
    Item,
    Plan,
    PlanChild,
    Search,
    Session,
)
from motorplan.rendering.items import Page, Printed, every_time_of, numbered
from motorplan.rendering.paper import Paper

if TYPE_CHECKING:
    from motorplan.model.answers import Today, Understood, Why

BABY_UNDER_MONTHS = 12.0
"""Of corrected age: younger than that, a page says how the age counts."""

FAR_LESS = 2 / 3
"""Of a session's minutes: used less, and the page says that the rest is free."""


MOST_CHANGES = 3
"""Of the changes that would help, the best are printed."""


def plan_text(plan: Plan, paper: Paper) -> str:
    """Return *plan* as text."""
    items = [item for s in plan.sessions if s.date >= plan.planned_from for item in s.items]
    page = Page(
        paper=paper,
        child=plan.child,
        names=plan.names,
        every_time=every_time_of(items, paper),
    )
    title = paper.say("plan", name=plan.child.name, day=paper.day(plan.start, year=True))
    first = [warning.says for warning in plan.warnings if warning.code == DROPPED]
    lines = [*paper.title(title), *_age(plan.child, paper), *paper.points(first), ""]
    lines += paper.block(plan.disclaimer)
    lines += paper.points(plan.notices)
    lines += _before(plan, page)
    lines += _weeks(plan, page)
    lines += _choices(items, page)
    lines += ["", *paper.block(paper.say("review", day=paper.day(plan.review_on, year=True)))]
    lines += ["", *_search(plan.search, paper)] if plan.search.proven else []
    return "\n".join(lines) + "\n"


def _weeks(plan: Plan, page: Page) -> Iterator[str]:
    """Yield the weeks that lie ahead; what lies behind is done, and safe for that day alone."""
    paper, printed = page.paper, Printed(page)
    if plan.kept_until is not None:
        day = paper.day(plan.kept_until)
        yield from ["", *paper.block(paper.phrases.say("kept.behind", day=day))]
    for week in plan.weeks:
        ahead = [s for s in week.sessions if s.date >= plan.planned_from]
        if week.sessions and not ahead:
            continue
        printed.begin_week()
        yield from paper.heading("week", number=week.number, day=paper.day(week.start))
        for note in week.notes:
            yield from paper.block(note)
        for session in ahead:
            yield from ["", *_session(session, printed, with_day=True)]


def _search(search: Search, paper: Paper) -> Iterator[str]:
    """Yield how near the best the weeks are, in tenths of a percent, rounded up."""
    tenths = ceil(1000 * (search.bound - search.value) / search.bound) if search.bound else 0
    said = paper.say("near", percent=tenths / 10) if tenths else paper.say("best")
    yield from paper.block(said)


def _age(child: PlanChild, paper: Paper) -> Iterator[str]:
    for words in age_words(child, paper):
        yield from paper.block(words)


def age_words(child: PlanChild, paper: Paper) -> Iterator[str]:
    """Yield how old a baby born early is, counted from the due date."""
    corrected = child.corrected_age_months
    if corrected is not None and corrected < BABY_UNDER_MONTHS:
        age = paper.counted("month", int(corrected))
        yield paper.say("corrected", name=child.name, age=age)


def _before(plan: Plan, page: Page) -> Iterator[str]:
    paper = page.paper
    yield from _held(plan.held, paper)
    yield from _every_time(page)
    yield from paper.heading("goals")
    for goal in plan.goals:
        yield from goal_lines(goal, paper)
    known = [warning.says for warning in plan.warnings if warning.code != DROPPED]
    if known:
        yield from paper.heading("known")
        yield from paper.points(known)
    yield from assumed_lines([a for a in plan.assumed if a.matters], paper)
    if not all(a.matters for a in plan.assumed):
        yield from paper.block(paper.say("all_assumed"), 2)
    if plan.ask_first:
        yield from paper.heading("ask_first")
        yield from paper.points(asked(plan.ask_first, paper))


def asked(asks: Sequence[AskFirst], paper: Paper) -> list[str]:
    """Return what a health professional could open."""
    return [
        paper.say("would_open", question=ask.question, names=paper.all_of(ask.would_open))
        if ask.would_open
        else ask.question
        for ask in asks
    ]


def _held(held: Sequence[Held], paper: Paper) -> Iterator[str]:
    if held:
        yield from paper.heading("held")
    for one in held:
        sign = "!" if one.urgent else "·"
        yield from paper.block(f"{sign} {one.says}", 2, sign)


def _every_time(page: Page) -> Iterator[str]:
    if not page.every_time:
        return
    paper, usual = page.paper, page.paper.phrases.say("item.record")
    yield from paper.heading("every_time")
    yield from paper.points(
        [paper.say("noted", record=li) if li == usual else li for li in page.every_time]
    )


def assumed_lines(assumed: Sequence[Assumed], paper: Paper) -> Iterator[str]:
    """Yield what was taken for granted."""
    if assumed:
        yield from paper.heading("assumed")
    for one in assumed:
        label = f"{one.name} ({one.key}):" if one.name else f"{one.key}:"
        yield from paper.block(f"{label} {one.because}", 2, label)


def goal_lines(goal: GoalOutlook, paper: Paper) -> Iterator[str]:
    """Yield a goal, how it stands, and what is planned for it."""
    own, *dose = goal_words(goal, paper)
    yield from paper.points([own])
    for words in dose:
        yield from paper.block(words, 4)


def goal_words(goal: GoalOutlook, paper: Paper) -> Iterator[str]:
    """Yield how a goal stands, and how long it is practised if it is at all."""
    if goal.words:
        yield paper.say("own_goal", words=goal.words, name=goal.name, says=goal.says)
    else:
        yield paper.say("goal", name=paper.begun(goal.name), says=goal.says)
    whole, part = goal.dose_minutes.whole, goal.dose_minutes.part
    if whole and part:
        yield paper.say("dose_both", whole=paper.counted("minute", whole), part=part)
    elif whole:
        yield paper.say("dose_whole", whole=paper.counted("minute", whole))
    elif part:
        yield paper.say("dose_part", part=paper.counted("minute", part))
    if also := goal.dose_minutes.also:
        yield paper.say("dose_also", also=paper.counted("minute", also))


def _session(session: Session, printed: Printed, *, with_day: bool) -> Iterator[str]:
    paper = printed.paper
    yield from paper.title(session_head(session, paper, with_day=with_day))
    if session.note:
        yield from paper.block(session.note, 2)
    for number, item in enumerate(session.items, start=1):
        yield from printed.lines(number, item, session.date)
    used = sum(i.minutes + i.minutes_setup + i.minutes_tidy for i in session.items)
    if session.items and session.note is None and used < session.minutes * FAR_LESS:
        yield from paper.block(paper.say("rest"), 2)


def session_head(session: Session | GroupSession, paper: Paper, *, with_day: bool) -> str:
    """Return when and where a session is, and how long."""
    phrases = paper.phrases
    place = phrases.say(f"place.{session.place}")
    minutes = paper.counted("minute", session.minutes)
    at = session.at and (phrases.say(f"time.{session.at}") if ":" not in session.at else session.at)
    if with_day:
        day = paper.day(session.date)
        time = paper.say("day_at", day=day, at=at) if at else day
    else:
        time = at or ""
    if not time:
        return paper.say("head_today", place=paper.begun(place), minutes=minutes)
    return paper.say("head", time=paper.begun(time), place=place, minutes=minutes)


def _choices(items: Sequence[Item], page: Page) -> Iterator[str]:
    """Yield how to read what is offered as a choice and printed nowhere on the page."""
    there = {item.activity for item in items}
    offered = sorted({i for item in items for i in item.choices} - there)
    if offered:
        paper = page.paper
        yield from paper.heading("choices")
        yield from paper.block(paper.say("choices_how"))
        for activity in offered:
            yield f"  {paper.bold(f'{page.name(activity)}:')} motorplan activities show {activity}"


def today_text(today: "Today", paper: Paper) -> str:
    """Return one day as text."""
    items = [item for session in today.sessions for item in session.items]
    page = Page(
        paper=paper,
        child=today.about_child,
        names=today.names,
        every_time=every_time_of(items, paper),
    )
    day = paper.day(today.date, year=True)
    lines = [*paper.title(paper.say("today", name=today.child, day=day))]
    lines += [*_age(page.child, paper), *paper.block(today.says), *paper.points(today.notices)]
    lines += [*_held(today.held, paper), *_every_time(page)]
    printed = Printed(page)
    for session in today.sessions:
        lines += ["", *_session(session, printed, with_day=False)]
    lines += [*_choices(items, page), "", *paper.block(today.disclaimer)]
    return "\n".join(lines) + "\n"


def why_text(why: "Why", paper: Paper) -> str:
    """Return an answer as text."""
    lines = [*paper.title(why.name)]
    for sentence in why.says:
        lines += paper.block(sentence)
    if why.readiness:
        lines += [*paper.heading("readiness"), *paper.points([r.says for r in why.readiness])]
    if why.grades:
        lines += paper.heading("grades")
    for grade in why.grades:
        lines += paper.block(f"{grade.grade}. {grade.name}: {grade.says}", 2, f"{grade.grade}.")
    if why.helps:
        lines += [*paper.heading("helps"), *_helps(why, paper)]
    return "\n".join(lines) + "\n"


def _helps(why: "Why", paper: Paper) -> Iterator[str]:
    """Yield what would help, of each change the lines to write; the best changes alone."""
    changes = {change.says: change for change in why.changes}
    best = list(changes)[:MOST_CHANGES]
    for says in why.helps:
        if says in changes and says not in best:
            continue
        yield from paper.points([says])
        yield from (f"      {line}" for line in (changes[says].lines if says in best else ()))


def understood_text(understood: "Understood", paper: Paper) -> str:
    """Return what was understood of a file as text."""
    kind = paper.phrases.say(f"kind.{understood.kind}")
    lines = [*paper.title(f"{understood.file}: {kind}"), *paper.points(understood.understood)]
    if understood.abilities:
        lines += [*paper.heading("abilities"), *paper.points(understood.abilities)]
    lines += assumed_lines(understood.assumed, paper)
    if understood.notes:
        lines += [*paper.heading("known"), *paper.points(understood.notes)]
    return "\n".join(lines) + "\n"


def listing(rows: Iterable[tuple[str, str]], paper: Paper) -> str:
    """Return (id, words) rows as lines, the ids in one column."""
    held = list(rows)
    wide = max((len(left) for left, _ in held), default=0)
    lines = [f"{paper.bold(left)}{' ' * (wide - len(left))}  {right}" for left, right in held]
    return "\n".join(lines) + ("\n" if lines else "")


def skill_text(record: Mapping[str, Any], paper: Paper) -> str:
    """Return a skill record as text."""
    lines = [*paper.title(f"{record['name']} ({record['id']})")]
    lines += paper.block(record["meaning"] or "", 2)
    lines += paper.row("look_for", record["look_for"], 2)
    lines += paper.row("not_yet_if", record["not_yet_if"] or "", 2)
    ages = record["ages"]
    if ages["p50"] is None:
        lines += paper.row("ages", paper.say("no_ages"), 2)
    else:
        at = [paper.say("age", name=i, age=paper.counted("month", ages[i])) for i in ages]
        known = paper.say("all_ages", ages=", ".join(at), confidence=record["age_confidence"])
        lines += paper.row("ages", known, 2)
    for edge in record["edges"]:
        lines += paper.row(edge["strength"], f"{edge['from']}. {edge['because']}", 2)
    if record["trained_by"]:
        lines += paper.row("trained_by", f"{paper.all_of(record['trained_by'])}.", 2)
    return "\n".join(lines) + "\n"


def activity_text(
    activity: Activity, things: Mapping[str, str], plain: Mapping[str, str], paper: Paper
) -> str:
    """
    Return an activity as text.

    Args:
        activity: The activity.

        things: Material id -> plain name.

        plain: Skill id -> plain name.

        paper: How to lay it out.
    """
    lines = [*paper.title(activity.name), *paper.block(activity.summary)]
    lines += paper.row("why", activity.why, 2)
    lines += paper.row("from", activity.origin or "", 2)
    lines += paper.row("reworded", paper.all_of(activity.wording_from), 2)
    if activity.materials:
        lines += paper.row("things", f"{paper.all_of([things[i] for i in activity.materials])}.", 2)
    for number, grade in enumerate(activity.grades, start=1):
        lines += paper.heading("grade", number=number, name=grade.name)
        lines += paper.block(grade.changed)
        lines += numbered(grade.steps, paper, 4)
        lines += paper.row("say", f"“{grade.say}”", 2)
        lines += paper.row("goes_well", grade.success, 2)
        trained = sorted(grade.trains, key=lambda i: (-grade.trains[i], i))
        lines += paper.row("trains", f"{paper.all_of([plain[i] for i in trained])}.", 2)
        needs = [f"{i} ({level.id})" for i, level in grade.needs.items()]
        lines += paper.row("needs", f"{paper.all_of(needs)}.", 2)
        lines += paper.row("senses", _senses(activity, grade, paper), 2)
        lines += paper.row("stop_if", " ".join(grade.stop_if), 2)
    return "\n".join(lines) + "\n"


def _senses(activity: Activity, grade: Grade, paper: Paper) -> str:
    """Return what *grade* offers the senses, and what it does to a child."""
    say = paper.phrases.say
    offers = [
        say("sense.offer", channel=say(f"sense.{channel}"), offer=offer)
        for channel, offer in activity.sensory_at(grade).items()
    ]
    energy = say(f"energy.{grade.energy}")
    return say("sense.all", offers=paper.all_of(offers), energy=energy) if offers else energy
