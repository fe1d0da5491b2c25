"""What a carer of a simulated child writes down: logs, and what was seen, with slips."""

from collections.abc import Iterable
from datetime import date
from random import Random

from motorplan.frozen import evolve
from motorplan.model.children import Child, Seen
from motorplan.model.logs import Log
from motorplan.simulation.learners import Learner, Task, Tried
from motorplan.vocabulary import How, Level

STEPS: tuple[How, ...] = ("too-hard", "just-right", "too-easy")
HARD_BELOW, EASY_FROM = 0.4, 0.95
"""Shares of tries below which a carer calls it too hard, and from which too easy: consensus."""

COUNTED = 0.6
"""Share of logs with tries written down: consensus."""


def written(learner: Learner, task: Task, tried: Tried, asked: Task, day: date) -> Log | None:
    """
    Return what is written down of *tried*, or None when it was not.

    Args:
        learner: The child, whose carer misreports now and then.

        task: What was done.

        tried: How it went.

        asked: The same as the catalogue has it, before anything lowered what it needs.

        day: The day.
    """
    traits = learner.traits
    rng = Random(f"{learner.seed} {day} carer {task.activity}")  # noqa: S311 - a draw, no secret
    if rng.random() < traits.unlogged:
        return None
    off = rng.choice((-1, 1)) if rng.random() < traits.misreports else 0
    most = max(asked.trains.values(), default=0.0)
    log = Log(
        on=day,
        activity=task.activity,
        grade=task.grade,
        asked=dict(asked.needs),
        practised=tuple(i for i, w in asked.trains.items() if w == most),
        how="no-thank-you",
    )
    if tried.refused:
        return log
    done = min(tried.tries, max(0, tried.done + off))
    level = None if tried.level is None else Level(min(4, max(0, tried.level + off)))
    return evolve(
        log,
        how=_how(tried.done / tried.tries, off),
        minutes=task.minutes,
        tries=f"{done}/{tried.tries}" if rng.random() < COUNTED else None,
        level=level,
    )


def _how(share: float, off: int) -> How:
    step = (share >= HARD_BELOW) + (share >= EASY_FROM)
    return STEPS[min(2, max(0, step + off))]


def with_seen(child: Child, learner: Learner, skill_ids: Iterable[str], day: date) -> Child:
    """Return *child* with what its carer sees of *skill_ids* on a *day*, some of it a level off."""
    seen = dict(child.skills)
    for skill_id in sorted(skill_ids):
        seen[skill_id] = Seen(level=answer(learner, skill_id, day), seen=day)
    return evolve(child, skills=seen)


def answer(learner: Learner, skill_id: str, day: date) -> Level:
    """Return what a carer says of a skill on a *day*."""
    level = learner.shown(skill_id, day, "look")
    rng = Random(f"{learner.seed} {day} says {skill_id}")  # noqa: S311 - a draw, no secret
    off = rng.choice((-1, 1)) if rng.random() < learner.traits.misreports else 0
    return Level(min(4, max(0, level + off)))
