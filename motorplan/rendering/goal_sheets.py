"""A sheet for each goal on paper: the way to it, and what was seen of it, day by day."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from motorplan.model.outlooks import GoalOutlook
from motorplan.model.pages import GoalFacts
from motorplan.model.plans import Item, Plan, Session
from motorplan.rendering.numbered import Blocks
from motorplan.rendering.sections import ladder, rungs_of
from motorplan.rendering.shapes import FILLS

Line = tuple[Session, Item]
FONT = "Atkinson Hyperlegible"
"""For words in pictures: it goes into the file with the rest."""

LETTERS = {r"[\u0590-\u05ff]": "Heebo", r"[\u0600-\u06ff]": "IBM Plex Sans Arabic"}
"""Letters that it has not, and the font of ours that has them."""


def goal_sheets(
    plan: Plan, sessions: Sequence[Session], blocks: Blocks, goals: Mapping[str, GoalFacts]
) -> list[dict[str, Any]]:
    """
    Return a sheet for each goal that is practised, and one for what serves none.

    An item stands on one sheet alone: that of the first goal it serves.

    Args:
        plan: For its goals.

        sessions: Those ahead.

        blocks: Their items, numbered.

        goals: Skill id of a goal -> how it stands; a goal left out has no picture.
    """
    say = blocks.page.paper.phrases.say
    lines = [(session, item) for session in sessions for item in session.items]
    found = []
    for goal in plan.goals:
        own = [line for line in lines if _first(line[1]) == goal.skill]
        if own or goal.skill in goals:
            head = say("print.sheet", name=plan.child.name, goal=goal.name)
            way = _way(goal, goals.get(goal.skill), blocks)
            found.append({"head": head, "lines": [*_lines(own, blocks)], **way})
    if rest := [line for line in lines if _first(line[1]) not in {g.skill for g in plan.goals}]:
        head = say("print.sheet_rest", name=plan.child.name)
        found.append({"head": head, "lines": [*_lines(rest, blocks)], **_way(None, None, blocks)})
    return found


def _first(item: Item) -> str | None:
    return item.serves[0].goal if item.serves else None


def _lines(lines: Sequence[Line], blocks: Blocks) -> Iterator[list[str]]:
    """Yield a row for every time: what it is, and the day."""
    say, paper = blocks.page.paper.phrases.say, blocks.page.paper
    for session, item in lines:
        name = say("print.trial", number=blocks.of(item).number, name=item.name, grade=item.grade)
        yield [name, paper.day(session.date)]


def _way(goal: GoalOutlook | None, facts: GoalFacts | None, blocks: Blocks) -> dict[str, Any]:
    """Return the ladder of levels and the way to *goal*, each as a picture, and its steps."""
    if goal is None or facts is None:
        return {"pictures": [], "steps": []}
    paper, say = blocks.page.paper, blocks.page.paper.phrases.say
    rungs = rungs_of(goal, facts, paper)
    title = say("sheet.ladder")
    told = [say("print.rung", level=level, mark=mark) if mark else level for level, mark in rungs]
    pictures = [{"svg": on_paper(ladder(rungs, title)), "alt": f"{title}: {paper.all_of(told)}."}]
    if facts.drawing:
        pictures.append({"svg": on_paper(facts.drawing), "alt": facts.told})
    steps = [[paper.begun(step.plain), step.stands, step.seen] for step in facts.steps]
    return {"pictures": pictures, "steps": steps}


def on_paper(svg: str) -> str:
    """Return *svg* as a copier in black and white can show it, in letters of the page."""
    for fill in FILLS.values():
        svg = svg.replace(fill, "#ffffff")
    bare = re.sub(r' font-family="[^"]*"', "", svg)
    lettered = re.sub(r"<text ([^>]*)>([^<]*)", _lettered, bare)
    return lettered.replace("<svg ", f'<svg font-family="{FONT}" ', 1)


def _lettered(found: re.Match[str]) -> str:
    own = [font for letters, font in LETTERS.items() if re.search(letters, found[2])]
    return f'<text font-family="{own[0]}" {found[1]}>{found[2]}' if own else found[0]
