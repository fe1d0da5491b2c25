"""What logs tell about skills: occasions on which a level was there, or was not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from motorplan.frozen import frozen
from motorplan.model.logs import Log
from motorplan.vocabulary import Level

LOG_WEIGHT, MOST_A_DAY = 0.5, 1.0
"""What a log weighs beside a sighting, and all logs of one skill on one day together."""

SHOWN_DAYS = 2
"""On how many days a level is logged until it counts as there: our own judgement."""

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
    days: dict[str, dict[date, list[tuple[Level, Level]]]] = {}
    for log in logs:
        for skill_id, low, high in _said(log, hardest):
            days.setdefault(skill_id, {}).setdefault(log.on, []).append((low, high))
    found = []
    for skill_id in sorted(days):
        for (least, most), rows in _spans(days[skill_id]):
            weight = sum(sorted(w for _, w in rows))
            found.append(Occasion(skill_id, least, most, max(rows)[0], weight))
    return tuple(found)


def shown_since(logs: Iterable[Log], since: Callable[[str], date]) -> dict[str, Level]:
    """
    Return skill id -> the highest level that logs show on :data:`SHOWN_DAYS` days or more.

    One good day, however glad, shows nothing.

    Args:
        logs: What was written down, in any order.

        since: Returns the day from which logs of a skill count, that day left out.
    """
    days: dict[str, dict[date, Level]] = {}
    for log in logs:
        for skill_id, low, _ in _said(log, lambda *_: None):
            if log.on > since(skill_id):
                held = days.setdefault(skill_id, {})
                held[log.on] = max(low, held.get(log.on, low))
    return {
        skill_id: sorted(held.values())[-SHOWN_DAYS]
        for skill_id, held in days.items()
        if len(held) >= SHOWN_DAYS
    }


def _spans(
    days: Mapping[date, list[tuple[Level, Level]]],
) -> Iterator[tuple[tuple[Level, Level], list[tuple[date, float]]]]:
    """Yield what the days of one skill say, those of a span that say the same together."""
    spans: dict[tuple[Level, Level, int], list[tuple[date, float]]] = {}
    for on, said in days.items():
        weight = min(LOG_WEIGHT, MOST_A_DAY / len(said))
        span = (on.year * 12 + on.month - 1) // MONTHS
        for low, high in said:
            spans.setdefault((low, high, span), []).append((on, weight))
    for (low, high, _), rows in sorted(spans.items()):
        yield (low, high), rows


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
