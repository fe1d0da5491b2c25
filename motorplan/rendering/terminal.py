"""Plans as text for a terminal: wide where there is room, plain when piped."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from motorplan.frozen import frozen
from motorplan.model.activities import Activity
from motorplan.model.plans import GoalOutlook, Item, Plan, PlanWeek, Session, Today, Understood, Why
from motorplan.phrases import listed

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NARROWEST, WIDEST = 40, 96


@frozen(kw_only=True)
class Paper:
    """
    How text is laid out.

    Attributes:
        width: Columns.

        colour: Whether bold and faint may be used.
    """

    width: int = 80
    colour: bool = False

    def bold(self, text: str) -> str:
        """Return *text* made strong, where that can be shown."""
        return f"\x1b[1m{text}\x1b[0m" if self.colour else text

    def faint(self, text: str) -> str:
        """Return *text* made faint, where that can be shown."""
        return f"\x1b[2m{text}\x1b[0m" if self.colour else text

    def heading(self, text: str) -> Iterator[str]:
        """Yield a heading with a line under it."""
        yield ""
        yield self.bold(text)
        yield "─" * min(len(text), self._columns)

    def block(self, text: str, indent: int = 0, label: str = "") -> Iterator[str]:
        """Yield *text* wrapped, after a bold *label*, its further lines indented."""
        start = f"{label} " if label else ""
        lines = textwrap.wrap(
            start + text,
            width=self._columns,
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + (2 if label else 0)),
            break_long_words=False,
        )
        for number, line in enumerate(lines):
            first = number == 0 and label and label in line
            yield line.replace(label, self.bold(label), 1) if first else line

    @property
    def _columns(self) -> int:
        return max(NARROWEST, min(WIDEST, self.width))


def day_words(day: date, *, year: bool = False) -> str:
    """Return ``Monday 30 November``, with the year if asked."""
    words = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if year else words


def plan_text(plan: Plan, paper: Paper) -> str:
    """Return *plan* as text."""
    lines = [paper.bold(f"A plan for {plan.child.name}, from {day_words(plan.start, year=True)}")]
    lines += ["", *paper.block(plan.disclaimer)]
    lines += _before(plan, paper)
    shown: dict[tuple[str, str], date] = {}
    for week in plan.weeks:
        lines += _week(week, plan, paper, shown)
    lines += _after(plan, paper)
    return "\n".join(lines) + "\n"


def _before(plan: Plan, paper: Paper) -> Iterator[str]:
    if plan.held:
        yield from paper.heading("Please ask first of all")
        for held in plan.held:
            yield from paper.block(held.says, 2, "!" if held.urgent else "·")
    yield from paper.heading("Goals")
    for goal in plan.goals:
        yield from _goal(goal, paper)
    if plan.warnings:
        yield from paper.heading("Good to know")
        for warning in plan.warnings:
            yield from paper.block(warning.says, 2, "·")
    if plan.assumed:
        yield from paper.heading("I assumed")
        for assumed in plan.assumed:
            yield from paper.block(f"{assumed.value}. {assumed.because}", 2, f"{assumed.key}:")
    if plan.ask_first:
        yield from paper.heading("A health professional could open")
        for ask in plan.ask_first:
            opened = f" It would open: {listed(list(ask.would_open))}." if ask.would_open else ""
            yield from paper.block(f"{ask.question}{opened}", 2, "·")


def _goal(goal: GoalOutlook, paper: Paper) -> Iterator[str]:
    own = f"“{goal.words}” ({goal.name})" if goal.words else goal.name.capitalize()
    yield from paper.block(f"{own}: {goal.says}.", 2, "·")
    dose = goal.dose_minutes
    if dose.whole or dose.part:
        minutes = f"In this plan: {dose.whole} minutes of it as a whole, {dose.part} of its parts."
        yield from paper.block(minutes, 4)


def _week(
    week: PlanWeek, plan: Plan, paper: Paper, shown: dict[tuple[str, str], date]
) -> Iterator[str]:
    yield from paper.heading(f"Week {week.number}, from {day_words(week.start)}")
    for note in week.notes:
        yield from paper.block(note)
    for session in week.sessions:
        yield ""
        yield from session_lines(session, plan.names, paper, shown)


def session_lines(
    session: Session,
    names: Mapping[str, str],
    paper: Paper,
    shown: dict[tuple[str, str], date],
) -> Iterator[str]:
    """
    Yield one session.

    Args:
        session: The session.

        names: Id -> name, for what it speaks of.

        paper: How to lay it out.

        shown: Activity and grade -> the day whose entry holds the steps; is added to.
    """
    at = f", {session.at}" if session.at else ""
    head = f"{day_words(session.date)}{at} · {session.place} · {session.minutes} minutes"
    yield paper.bold(head)
    if session.note:
        yield from paper.block(session.note, 2)
    for number, item in enumerate(session.items, start=1):
        before = shown.get((item.activity, item.grade_id))
        yield from _item(number, item, names, paper, before)
        shown.setdefault((item.activity, item.grade_id), session.date)


def _item(
    number: int, item: Item, names: Mapping[str, str], paper: Paper, before: date | None
) -> Iterator[str]:
    extra = [
        f"{minutes} to {what}"
        for minutes, what in ((item.minutes_setup, "get ready"), (item.minutes_tidy, "tidy"))
        if minutes
    ]
    time = f"{item.minutes} minutes" + (f" ({', '.join(extra)})" if extra else "")
    yield from paper.block(
        f"{item.name}, grade {item.grade}: {item.grade_name}. {time}.", 2, f"{number}."
    )
    yield from paper.block(_served(item, names), 5, "For:")
    yield from paper.block(item.why, 5, "Why:")
    if item.routine:
        yield from paper.block(f"{names.get(item.routine, item.routine)}.", 5, "When:")
    if before is None:
        yield from _how(item, names, paper)
    else:
        yield from paper.block(f"as on {day_words(before)}.", 5, "How:")
    yield from paper.block(" ".join(item.cautions), 5, "Care:")
    yield from paper.block(" ".join(item.stop_if), 5, "Stop if:")
    if item.choices:
        others = [names.get(i, i) for i in item.choices]
        yield from paper.block(f"{listed(others, 'or')}.", 5, "Or choose:")


def _how(item: Item, names: Mapping[str, str], paper: Paper) -> Iterator[str]:
    if item.place_change:
        yield from paper.block(item.place_change, 5, "Place:")
    things = [m.use for m in item.materials] + [a.how for a in item.adaptations]
    if things:
        yield from paper.block(f"{listed(things)}.", 5, "Things:")
    yield from paper.block(f"{names.get(item.position, item.position)}.", 5, "Position:")
    yield from _steps(item.steps, paper)
    yield from paper.block(f"“{item.say}”", 5, "Say:")
    if item.dress_up:
        yield from paper.block(item.dress_up, 5, "As play:")
    yield from paper.block(item.criterion, 5, "It goes well when:")
    yield from paper.block(item.record, 5, "Note:")
    yield from paper.block(" ".join(item.watch_for), 5, "Watch for:")
    if item.step_up:
        yield from paper.block(item.step_up, 5, "Harder:")
    if item.step_down:
        yield from paper.block(item.step_down, 5, "Easier:")


def _steps(steps: Sequence[str], paper: Paper) -> Iterator[str]:
    for number, step in enumerate(steps, start=1):
        yield from paper.block(step, 7, f"{number})")


def _served(item: Item, names: Mapping[str, str]) -> str:
    """Return the goals with the path that leads there."""
    ways = []
    for served in item.serves:
        path = [names.get(i, i) for i in served.path]
        kind = "the goal itself" if served.whole else "a part of it"
        ways.append(" → ".join(path) if len(path) > 1 else f"{path[0]} ({kind})")
    return "; ".join(ways) + "."


def _after(plan: Plan, paper: Paper) -> Iterator[str]:
    yield ""
    yield from paper.block(f"Look again on {day_words(plan.review_on, year=True)}.")


def today_text(today: Today, paper: Paper) -> str:
    """Return one day as text."""
    lines = [paper.bold(f"{today.child}, {day_words(today.date, year=True)}")]
    lines += paper.block(today.says)
    for session in today.sessions:
        lines += ["", *session_lines(session, today.names, paper, {})]
    lines += ["", *paper.block(today.disclaimer)]
    return "\n".join(lines) + "\n"


def why_text(why: Why, paper: Paper) -> str:
    """Return an answer as text."""
    lines = [paper.bold(why.name)]
    for sentence in why.says:
        lines += paper.block(sentence)
    for grade in why.grades:
        lines += paper.block(f"{grade.name}: {grade.says}", 2, f"{grade.grade}.")
    if why.helps:
        lines += paper.heading("What would help")
        for change in why.helps:
            lines += paper.block(change, 2, "·")
    return "\n".join(lines) + "\n"


def understood_text(understood: Understood, paper: Paper) -> str:
    """Return what was understood of a file as text."""
    lines = [paper.bold(f"{understood.file}: {understood.kind}")]
    for line in understood.understood:
        lines += paper.block(line, 2, "·")
    if understood.assumed:
        lines += paper.heading("I assumed")
        for assumed in understood.assumed:
            lines += paper.block(f"{assumed.value}. {assumed.because}", 2, f"{assumed.key}:")
    if understood.notes:
        lines += paper.heading("Good to know")
        for note in understood.notes:
            lines += paper.block(note, 2, "·")
    return "\n".join(lines) + "\n"


def listing(rows: Iterable[tuple[str, str]], paper: Paper) -> str:
    """Return (id, words) rows as lines, the ids in one column."""
    held = list(rows)
    wide = max((len(left) for left, _ in held), default=0)
    lines = [f"{paper.bold(left)}{' ' * (wide - len(left))}  {right}" for left, right in held]
    return "\n".join(lines) + ("\n" if lines else "")


def skill_text(record: Mapping[str, Any], paper: Paper) -> str:
    """Return a skill record as text."""
    lines = [paper.bold(f"{record['name']} ({record['id']})")]
    lines += paper.block(record["look_for"], 2, "Look for:")
    ages = record["ages"]
    if ages["p50"] is None:
        lines += paper.block("nothing published that we trust.", 2, "Ages:")
    else:
        rows = ", ".join(f"{name} {age} months" for name, age in ages.items())
        lines += paper.block(f"{rows} ({record['age_confidence']}).", 2, "Ages:")
    for edge in record["edges"]:
        lines += paper.block(f"{edge['from']}. {edge['because']}", 2, f"{edge['strength']}:")
    if record["trained_by"]:
        lines += paper.block(f"{listed(record['trained_by'])}.", 2, "Trained by:")
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
    lines = [paper.bold(activity.name), *paper.block(activity.summary)]
    lines += paper.block(activity.why, 2, "Why:")
    if activity.materials:
        lines += paper.block(f"{listed([things[i] for i in activity.materials])}.", 2, "Things:")
    for number, grade in enumerate(activity.grades, start=1):
        lines += paper.heading(f"{number}. {grade.name}")
        lines += paper.block(grade.changed)
        lines += _steps(grade.steps, paper)
        lines += paper.block(f"“{grade.say}”", 2, "Say:")
        lines += paper.block(grade.success, 2, "It goes well when:")
        trained = sorted(grade.trains, key=lambda i: (-grade.trains[i], i))
        lines += paper.block(f"{listed([plain[i] for i in trained])}.", 2, "Trains:")
        needs = [f"{i} ({level.id})" for i, level in grade.needs.items()]
        lines += paper.block(f"{listed(needs)}.", 2, "Needs:")
        lines += paper.block(" ".join(grade.stop_if), 2, "Stop if:")
    return "\n".join(lines) + "\n"
