"""A plan arranged for paper: every way of doing an activity once, and the weeks point to it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from motorplan.model.pages import GoalFacts
from motorplan.model.pictures import Picture
from motorplan.model.plans import DROPPED, Item, Plan, PlanWeek, Session
from motorplan.rendering.goal_sheets import goal_sheets
from motorplan.rendering.items import Page, every_time_of, served_words, time_of
from motorplan.rendering.numbered import OF_THE_DAY, Block, Blocks, item_name
from motorplan.rendering.paper import Paper
from motorplan.rendering.terminal import age_words, asked, goal_words, session_head

Sheet = dict[str, Any]
"""Plain data that the template lays out; all words in it are text, never markup."""

PART_OF = {
    **dict.fromkeys(("for", "why", "from", "reworded"), "why"),
    **dict.fromkeys(("goes_well", "note", "watch_for", "harder", "easier"), "mind"),
    **dict.fromkeys(("less_help", "or_choose"), "mind"),
    **dict.fromkeys(("care", "stop_if"), "stop"),
}
"""Row -> the part of a card it stands in; all else is what to do."""

MOST_PICTURES = 12
"""That a child's page holds, large enough to tell from a step away."""


def plan_sheet(
    plan: Plan,
    paper: Paper,
    pictures: Mapping[str, Picture],
    goals: Mapping[str, GoalFacts] | None = None,
) -> Sheet:
    """
    Return *plan* arranged for paper.

    Args:
        plan: The plan; what lies behind is left out.

        paper: The phrases.

        pictures: Activity id -> the drawing that shows it.

        goals: Skill id of a goal -> how it stands with the child; None draws no way to it.
    """
    ahead = [s for s in plan.sessions if s.date >= plan.planned_from]
    items = [item for session in ahead for item in session.items]
    every_time = every_time_of(items, paper)
    page = Page(paper=paper, child=plan.child, names=plan.names, every_time=every_time)
    blocks, say = Blocks(page), paper.phrases.say
    blocks.add(items)
    weeks = [_week(week, plan, blocks) for week in plan.weeks if _is_ahead(week, plan)]
    title = say("page.plan", name=plan.child.name, day=paper.day(plan.start, year=True))
    return {
        "kind": "plan",
        "title": title,
        "foot": title,
        "lang": plan.language,
        "date": [plan.start.year, plan.start.month, plan.start.day],
        "disclaimer": plan.disclaimer,
        "before": _sections(_before(plan, page), paper),
        "weeks": weeks,
        "after": _sections(_after(plan, paper), paper),
        "review": say("page.review", day=paper.day(plan.review_on, year=True)),
        "blocks": [_block(block, page) for block in blocks],
        "things": _things(blocks, paper),
        "goals": goal_sheets(plan, ahead, blocks, goals or {}),
        "schedule": _schedule(plan, ahead),
        "pictures": drawn([i.activity for i in items], pictures),
        "say": _headings(plan, paper),
    }


def _headings(plan: Plan, paper: Paper) -> dict[str, str]:
    say = paper.phrases.say
    return {
        "glance": say("print.glance"),
        "what": say("print.what"),
        "how": say("print.how"),
        "things": say("print.things"),
        "sheet_how": say("print.sheet_how"),
        "step": say("sheet.step"),
        "stands": say("sheet.stands"),
        "seen": say("sheet.seen"),
        "day": say("print.day"),
        "initials": say("print.initials"),
        "schedule": say("print.schedule", name=plan.child.name),
    }


def drawn(activities: Sequence[str], pictures: Mapping[str, Picture]) -> dict[str, Sheet]:
    """Return the drawings by activity, and the sign for stop."""
    shown = ["stop", *dict.fromkeys(activities)]
    return {i: {"svg": pictures[i].svg, "alt": pictures[i].alt} for i in shown}


def _sections(parts: Mapping[str, Sequence[str]], paper: Paper) -> list[Sheet]:
    """Return what has anything in it, under its heading of the table ``page``."""
    return [{"head": paper.say(name), "lines": [*lines]} for name, lines in parts.items() if lines]


def _before(plan: Plan, page: Page) -> dict[str, list[str]]:
    paper = page.paper
    first = [warning.says for warning in plan.warnings if warning.code == DROPPED]
    usual = paper.phrases.say("item.record")
    return {
        "held": [one.says for one in plan.held],
        "first": [*first, *age_words(plan.child, paper), *plan.notices],
        "every_time": [
            paper.say("noted", record=li) if li == usual else li for li in page.every_time
        ],
        "goals": [" ".join(goal_words(goal, paper)) for goal in plan.goals],
    }


def _after(plan: Plan, paper: Paper) -> dict[str, list[str]]:
    return {
        "known": [warning.says for warning in plan.warnings if warning.code != DROPPED],
        "assumed": [f"{a.name or a.key}: {a.because}" for a in plan.assumed if a.matters],
        "ask_first": asked(plan.ask_first, paper),
    }


def _is_ahead(week: PlanWeek, plan: Plan) -> bool:
    return not week.sessions or any(s.date >= plan.planned_from for s in week.sessions)


def _week(week: PlanWeek, plan: Plan, blocks: Blocks) -> Sheet:
    paper = blocks.page.paper
    ahead = [s for s in week.sessions if s.date >= plan.planned_from]
    return {
        "head": paper.say("week", number=week.number, day=paper.day(week.start)),
        "notes": [*week.notes],
        "sessions": [_session(session, blocks) for session in ahead],
    }


def _session(session: Session, blocks: Blocks) -> Sheet:
    paper = blocks.page.paper
    return {
        "head": session_head(session, paper, with_day=True),
        "notes": [session.note] if session.note else [],
        "items": [_line(item, blocks) for item in session.items],
    }


def _line(item: Item, blocks: Blocks) -> Sheet:
    """Return an item as one line of a week, with what is this day's own under it."""
    page, block = blocks.page, blocks.of(item)
    paper, rows = page.paper, page.rows(item)
    locked = f" {paper.say('locked')}" if item.locked else ""
    return {
        "number": block.number,
        "text": f"{item_name(item, paper)} {paper.counted('minute', item.minutes)}.{locked}",
        "more": [
            row_of(label, rows[label], paper)
            for label in OF_THE_DAY
            if rows[label] and not block.every_day(label)
        ],
    }


def _block(block: Block, page: Page) -> Sheet:
    item, paper = block.item, page.paper
    before = {
        "for": (served_words(item, page.names, paper),) if item.serves else (),
        "why": (item.why,),
        "from": (item.origin or "",),
        "reworded": (paper.all_of(item.wording_from),),
    }
    said = before | dict(block.all_rows())
    parts: dict[str, list[Sheet]] = {"why": [], "do": [], "mind": [], "stop": []}
    for label, lines in said.items():
        if any(lines):
            parts[PART_OF.get(label, "do")].append(row_of(label, lines, paper))
    return {
        "number": block.number,
        "name": item_name(item, paper),
        "time": f"{time_of(item, paper)}.",
        "picture": item.activity,
        **parts,
    }


def row_of(label: str, lines: Sequence[str], paper: Paper) -> Sheet:
    """Return a labelled row; the steps are numbered and have no label."""
    if label == "steps":
        return {"label": None, "steps": [*lines]}
    return {"label": paper.phrases.say(f"label.{label}"), "text": " ".join(lines)}


def _things(blocks: Blocks, paper: Paper) -> list[str]:
    """Return what to have ready, each with the numbers that need it."""
    needed: dict[str, list[str]] = {}
    for block in blocks:
        uses = [m.use for m in block.item.materials]
        uses += [a.how for a in block.item.adaptations if a.equipment]
        for use in uses:
            needed.setdefault(use, []).append(str(block.number))
    say = paper.phrases.say
    return [
        say("print.thing", thing=paper.begun(use), numbers=paper.all_of(numbers))
        for use, numbers in needed.items()
    ]


def _schedule(plan: Plan, ahead: Sequence[Session]) -> list[Sheet]:
    """Return what the first days hold, for the child: the activities of the first full week."""
    first = next((w for w in plan.weeks for s in w.sessions if s in ahead and s.items), None)
    items = [i for s in (first.sessions if first else ()) if s in ahead for i in s.items]
    times = Counter(item.activity for item in items)
    names = {item.activity: item.name for item in items}
    return [
        {"picture": activity, "name": names[activity], "times": times[activity]}
        for activity in [*times][:MOST_PICTURES]
    ]
