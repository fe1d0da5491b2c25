"""
The plan of a group as text, for the adult who runs it.

What holds for the room comes first, then what each child does. Health, and the reasons for a
care, stand on each child's own page alone; that page is an ordinary plan of one child.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from motorplan.model.groups import (
    GroupItem,
    GroupPlan,
    GroupSession,
    GroupToday,
    Member,
    Part,
    WarnOf,
)
from motorplan.model.plans import DROPPED
from motorplan.model.suggestions import Suggested, Suggestion
from motorplan.rendering.items import addressed, numbered, say_label, served_words, time_of
from motorplan.rendering.paper import Paper
from motorplan.rendering.terminal import assumed_lines, goal_lines, session_head

MARGIN, PART_MARGIN = 5, 7


def group_plan_text(plan: GroupPlan, paper: Paper) -> str:
    """Return the *plan* of a group as text."""
    title = paper.say("group", name=plan.group.name, day=paper.day(plan.start, year=True))
    first = [w.says for w in plan.warnings if w.code == DROPPED and w.child is None]
    lines = [*paper.title(title), *paper.points(first)]
    lines += _who(plan.children, plan.disclaimer, paper)
    lines += [*paper.block(_own_pages(plan.children, paper))]
    lines += _room(plan, paper)
    lines += paper.heading("group_fits")
    lines += paper.points([child.fits for child in plan.children if child.fits])
    lines += _goals(plan, paper)
    lines += _known(plan.warnings, paper)
    week = [a for a in plan.assumed if a.child == plan.children[0].id and "week" in a.key]
    lines += assumed_lines([a for a in week if a.matters], paper)
    weeks = plan.weeks_ahead
    parts = [p for w in weeks for s in w.sessions for i in s.items for p in _parts(i)]
    printed = _Printed(paper, plan.children, plan.names, every_time_for(parts, paper))
    lines += printed.every_time()
    if plan.kept_until is not None:
        day = paper.day(plan.kept_until)
        lines += ["", *paper.block(paper.phrases.say("kept.behind", day=day))]
    for one in weeks:
        printed.begin_week()
        lines += paper.heading("week", number=one.number, day=paper.day(one.start))
        for note in one.notes:
            lines += paper.block(note)
        for session in one.sessions:
            lines += ["", *printed.session(session, with_day=True)]
    lines += ["", *paper.block(paper.say("review", day=paper.day(plan.review_on, year=True)))]
    return "\n".join(lines) + "\n"


def group_today_text(today: GroupToday, paper: Paper) -> str:
    """Return one day of a group as text."""
    title = paper.say("group_today", name=today.group.name, day=paper.day(today.date, year=True))
    lines = [*paper.title(title), *paper.block(today.says)]
    if today.absent:
        lines += paper.block(paper.say("group_absent", names=paper.all_of(today.absent)))
    lines += paper.block(_own_pages(today.children, paper))
    lines += paper.points(today.notices)
    lines += _held_first(today, paper)
    parts = [p for session in today.sessions for i in session.items for p in _parts(i)]
    printed = _Printed(paper, today.children, today.names, every_time_for(parts, paper))
    lines += printed.every_time()
    for session in today.sessions:
        lines += ["", *printed.session(session, with_day=False)]
    return "\n".join([*lines, "", *paper.block(today.disclaimer)]) + "\n"


def suggestion_text(found: Suggestion, paper: Paper) -> str:
    """Return how the children of a folder could be grouped as text."""
    lines = [*paper.title(paper.say("suggest", size=found.size, folder=found.folder))]
    lines += paper.block(found.says)
    for number, group in enumerate(found.groups, start=1):
        names = paper.all_of(group.names)
        lines += paper.heading("suggest_group", number=number, names=names)
        lines += paper.points(group.reasons)
        files = ", ".join(f'"{file}"' for file in group.files)
        lines += paper.block(paper.say("suggest_file", files=files), 2)
    if not found.groups:
        lines += paper.block(paper.say("suggest_none"))
    if found.alone:
        lines += paper.heading("suggest_alone")
        lines += paper.points([_alone(one) for one in found.alone])
    if found.left_out:
        lines += paper.heading("known")
        lines += paper.points(found.left_out)
    return "\n".join(lines) + "\n"


def _alone(one: Suggested) -> str:
    return f"{one.names[0]}: {' '.join(one.reasons)}"


def _who(children: Sequence[Member], disclaimer: str, paper: Paper) -> Iterator[str]:
    yield from paper.block(paper.all_of([child.name for child in children]))
    yield ""
    yield from paper.block(disclaimer)


def _own_pages(children: Sequence[Member], paper: Paper) -> str:
    return paper.say("group_own", child=children[0].id if children else "")


def _room(plan: GroupPlan, paper: Paper) -> Iterator[str]:
    first = list(_held_first(plan, paper))
    if plan.notices or first:
        yield from paper.heading("group_room")
    yield from paper.points(plan.notices)
    yield from first


def _held_first(plan: GroupPlan | GroupToday, paper: Paper) -> Iterator[str]:
    """Yield whose page has to be read first, because something there comes before all else."""
    held = {one.child for one in plan.held}
    names = [child.name for child in plan.children if child.id in held or child.notices]
    say = paper.phrases.say
    yield from paper.points([say("group.read_first", name=name) for name in names])


def _goals(plan: GroupPlan, paper: Paper) -> Iterator[str]:
    yield from paper.heading("goals")
    for child in plan.children:
        own = [goal for goal in plan.goals if goal.child == child.id]
        if own:
            yield from paper.block(f"{child.name}:", 2, f"{child.name}:")
        for goal in own:
            yield from (f"  {line}" for line in goal_lines(goal, paper))


def _known(warnings: Sequence[WarnOf], paper: Paper) -> Iterator[str]:
    """Yield what is to know of the group; what concerns one child stands on its own page."""
    ours = [w.says for w in warnings if w.child is None and w.code != DROPPED]
    if ours:
        yield from paper.heading("known")
        yield from paper.points(ours)


def _parts(item: GroupItem) -> Iterator[Part]:
    yield from item.children.values()


def every_time_for(parts: Sequence[Part], paper: Paper) -> tuple[str, ...]:
    """Return what stands at the top once: care that all *parts* share, and asking to touch."""
    touch = paper.phrases.say("item.touch_ask")
    lines = dict.fromkeys(line for part in parts for line in part.care)
    return tuple(li for li in lines if li == touch or all(li in part.care for part in parts))


class _Printed:
    """Prints items of a group and remembers whose steps were printed this week."""

    def __init__(
        self,
        paper: Paper,
        children: Sequence[Member],
        names: Mapping[str, str],
        at_the_top: tuple[str, ...],
    ) -> None:
        self.paper, self.names, self.at_the_top = paper, names, at_the_top
        self.children = {child.id: child for child in children}
        self._told: dict[tuple[str, str, str], tuple[date, str]] = {}

    def every_time(self) -> Iterator[str]:
        if self.at_the_top:
            yield from self.paper.heading("every_time")
            yield from self.paper.points(self.at_the_top)

    def begin_week(self) -> None:
        self._told.clear()

    def session(self, session: GroupSession, *, with_day: bool) -> Iterator[str]:
        yield from self.paper.title(session_head(session, self.paper, with_day=with_day))
        if session.note:
            yield from self.paper.block(session.note, 2)
        for number, item in enumerate(session.items, start=1):
            yield from self._item(number, item, session.date)

    def _item(self, number: int, item: GroupItem, day: date) -> Iterator[str]:
        paper, strong = self.paper, f"{number}. {item.name}"
        text = paper.say("group_item", name=strong, time=time_of(item, paper))
        yield from paper.block(text.replace("?.", "?").replace("!.", "!"), 2, strong)
        yield from paper.row("run", " ".join(item.steps), MARGIN)
        things = paper.all_of([thing.use for thing in item.materials])
        yield from paper.row("things", f"{things}." if things else "", MARGIN)
        for row, lines in (("watch_for", item.watch_for), ("care", item.cautions)):
            yield from paper.row(row, " ".join(addressed(lines, item, paper)), MARGIN)
        yield from paper.row("stop_if", " ".join(addressed(item.stop_if, item, paper)), MARGIN)
        for child_id, part in item.children.items():
            yield from self._part(self.children[child_id], part, day)

    def _part(self, child: Member, part: Part, day: date) -> Iterator[str]:
        paper, name = self.paper, child.name
        fields = {"grade": part.grade, "grade_name": part.grade_name}
        text = paper.say("group_part", name=name, **fields)
        position = f"{paper.begun(self.names.get(part.position, part.position))}."
        yield from paper.block(
            f"{text.replace('?.', '?').replace('!.', '!')} {position}", MARGIN, name
        )
        yield from paper.row("for", served_words(part, self.names, paper), PART_MARGIN)
        yield from paper.row("fits", f"{paper.begun(part.fits)}.", PART_MARGIN)
        set_up = [used.how for used in part.adaptations]
        yield from paper.row("set_up", f"{paper.all_of(set_up)}." if set_up else "", PART_MARGIN)
        yield from self._how(child, part, day)
        job = paper.say("group_job", name=name, joining=part.joining)
        yield from paper.row("job", job, PART_MARGIN)
        care = [line for line in part.care if line not in self.at_the_top]
        yield from paper.row("care", " ".join(addressed(care, part, paper)), PART_MARGIN)

    def _how(self, child: Member, part: Part, day: date) -> Iterator[str]:
        """Yield how the part is done; where that was told this week, who does the same."""
        paper, label = self.paper, say_label(child)
        told = self._told.setdefault((part.activity, part.grade_id, label), (day, child.name))
        if told != (day, child.name):
            words = {"day": paper.day(told[0]), "name": told[1]}
            yield from paper.block(paper.say("group_steps", **words), PART_MARGIN)
            return
        yield from numbered(addressed(part.steps, part, paper), paper, PART_MARGIN)
        for row, line in (
            (label, f"“{part.say}”"),
            ("goes_well", part.criterion),
            ("harder", part.step_up),
            ("easier", part.step_down),
        ):
            told_line = addressed([line] if line else [], part, paper)
            yield from paper.row(row, " ".join(told_line), PART_MARGIN)
