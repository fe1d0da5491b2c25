"""The way to a goal and what has moved, as text: what is there comes first."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from motorplan.graph import THERE_FROM, Shift, SkillGraph
from motorplan.model.answers import Step, Way
from motorplan.rendering.paper import Paper

SIGNS = {"there": "✓", "next": "→", "later": "·", "spared": "-", "not-for-child": "-"}
"""How the lines of each part begin; parts in the order in which they are told."""


def way_text(way: Way, paper: Paper) -> str:
    """Return the way to a goal: for a child what is there, what is next, what is later."""
    say = paper.phrases.say
    lines = [*paper.title(say("way.title", goal=way.steps[-1].plain))]
    if way.child and way.on:
        lines += paper.block(say("way.child", name=way.child, day=paper.day(way.on, year=True)))
        for part in SIGNS:
            lines += _part(part, way, paper)
    else:
        for number, step in enumerate(way.steps, start=1):
            lines += paper.block(f"{number}. {_told(step, way, paper)}", 2, f"{number}.")
    if way.more:
        phrase = "way.more_one" if way.more == 1 else "way.more"
        lines += ["", *paper.block(say(phrase, n=way.more))]
    return "\n".join(lines) + "\n"


def _part(part: str, way: Way, paper: Paper) -> Iterator[str]:
    steps = [step for step in way.steps if _part_of(step) == part]
    if steps:
        yield ""
        yield from paper.title(paper.phrases.say(f"way.{part}"))
    for step in steps:
        yield from paper.block(f"{SIGNS[part]} {_told(step, way, paper)}", 2, SIGNS[part])


def _part_of(step: Step) -> str | None:
    return "there" if step.standing == "likely" else step.standing


def _told(step: Step, way: Way, paper: Paper) -> str:
    """Return what a step is called and what was seen of it."""
    say = paper.phrases.say
    plain = step.plain if step.id != way.goal else say("way.goal", plain=step.plain)
    if step.level is None:
        return say("way.likely", plain=plain) if step.standing == "likely" else plain
    level = say(f"level.{step.level}")
    if step.seen is None:
        return say("way.seen", plain=plain, level=level)
    return say("way.seen_on", plain=plain, level=level, day=paper.day(step.seen, year=True))


def moved_text(
    shifts: Sequence[Shift], graph: SkillGraph, name: str, was: date, now: date, paper: Paper
) -> str:
    """Return which skills of a child have moved from one day to another, wins first."""
    say = paper.phrases.say
    days = {"was": paper.day(was, year=True), "now": paper.day(now, year=True)}
    title = say("way.moved" if was == now else "way.moved_since", name=name, **days)
    lines = [*paper.title(title)]
    there = [s for s in shifts if s.now >= THERE_FROM and s.now > s.was]
    closer = [s for s in shifts if s.now < THERE_FROM and s.now > s.was]
    less = [s for s in shifts if s.now < s.was]
    lines += _moved(say("way.now_there"), there, graph, paper)
    lines += _moved(say("way.closer"), closer, graph, paper)
    lines += _moved(say("way.less_sure"), less, graph, paper)
    if not shifts:
        lines += paper.block(say("way.unmoved"))
    return "\n".join(lines) + "\n"


def _moved(title: str, shifts: Iterable[Shift], graph: SkillGraph, paper: Paper) -> Iterator[str]:
    names = [graph[shift.skill].plain for shift in shifts]
    if names:
        yield ""
        yield from paper.title(title)
        yield from paper.points(names)
