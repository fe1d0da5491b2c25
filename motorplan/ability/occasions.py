"""What logs tell about skills: occasions on which a level was there, or was not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from motorplan.frozen import frozen
from motorplan.model.logs import Log
from motorplan.vocabulary import Level

LOG_WEIGHT, MOST_A_DAY = 0.5, 1.0
"""What a log weighs beside a sighting, and all logs of one skill on one day together."""

MONTHS = 3
"""How long the spans are whose days are taken together: norms and fading change little in one."""

Hardest = Callable[[Mapping[str, Level], date], str | None]


@frozen
class Occasion:
    """
    A skill on a day, somewhere between two levels.

    Attributes:
        weight: How many occasions it stands for; that of a log is :data:`LOG_WEIGHT`.
    """

    skill: str
    at_least: Level
    at_most: Level
    on: date
    weight: float


def occasions_of(logs: Iterable[Log], hardest: Hardest) -> tuple[Occasion, ...]:
    """
    Return what *logs* tell, in order of skill and day.

    A day that went well says that all the grade asks was there; one that did not, that its
    hardest part was not. The help that was needed says the level of what was practised.
    A child's no, and what was not done, say nothing. Days of three months that say the same
    are taken together.

    Args:
        logs: What was written down, in any order.

        hardest: Returns what of a grade's needs the years make least likely on a day.
    """
    days: dict[tuple[str, date], list[tuple[Level, Level]]] = {}
    for log in logs:
        for skill_id, low, high in _said(log, hardest):
            days.setdefault((skill_id, log.on), []).append((low, high))
    spans: dict[tuple[str, int, int, int, int], list[tuple[date, float]]] = {}
    for (skill_id, on), said in days.items():
        weight = min(LOG_WEIGHT, MOST_A_DAY / len(said))
        for low, high in said:
            key = (skill_id, int(low), int(high), on.year, (on.month - 1) // MONTHS)
            spans.setdefault(key, []).append((on, weight))
    return tuple(
        Occasion(
            key[0], Level(key[1]), Level(key[2]), max(rows)[0], sum(sorted(w for _, w in rows))
        )
        for key, rows in sorted(spans.items())
    )


def _said(log: Log, hardest: Hardest) -> Iterator[tuple[str, Level, Level]]:
    """Yield skill, lowest and highest level for each thing that one log says."""
    if log.how in {"no-thank-you", "not-done"}:
        return
    if log.went_well:
        for skill_id, level in log.asked.items():
            if level:
                yield skill_id, level, Level.INDEPENDENT
    elif log.went_well is False:
        hard = hardest(log.asked, log.on)
        if hard is not None:
            yield hard, Level.NOT_YET, Level(log.asked[hard] - 1)
    if log.level is not None:
        for skill_id in log.practised:
            yield skill_id, log.level, log.level
