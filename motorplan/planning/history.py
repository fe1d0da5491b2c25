"""What the logs of a child mean for what comes next."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from motorplan.model.activities import Activity, Grade
from motorplan.model.ladders import Ladder, Rung
from motorplan.model.logs import Log

REMEMBERED = timedelta(days=60)
SWAPPED_FROM, GOOD_DAYS = 2, 2
OWED = timedelta(days=14)
OWED_BONUS, LIKED_BONUS = 150, {"a-lot": 100, "some": 0, "not-much": -150}
"""Thousandths a minute for what was to be done and was not, and by how it was liked."""


def said_no_to(logs: Iterable[Log], on: date) -> frozenset[str]:
    """
    Return the activities that the child said no to on two days or more, lately.

    A day since on which it was done takes that back: a no is about that day.
    """
    days: dict[str, set[date]] = {}
    for log in _lately(logs, on, REMEMBERED):
        if log.how == "no-thank-you":
            days.setdefault(log.activity, set()).add(log.on)
        elif log.how != "not-done":
            days.pop(log.activity, None)
    return frozenset(i for i, found in days.items() if len(found) >= SWAPPED_FROM)


def rung_by_logs(activity: Activity | Ladder, logs: Iterable[Log]) -> int | None:
    """
    Return the highest grade of *activity* that what was logged lets come next, or None.

    One above the highest that went well on two days; one good day, however glad, changes
    nothing. After a day that was too hard it is the rung below that one.
    """
    numbers, told = _told_of(activity, logs)
    if not told:
        return None
    last = _last(numbers, told)
    if last.went_well is False:
        return max(1, numbers[last.grade] - 1)
    good: dict[int, set[date]] = {}
    for log in told:
        if log.went_well:
            good.setdefault(numbers[log.grade], set()).add(log.on)
    sure = [n for n, days in good.items() if len(days) >= GOOD_DAYS]
    return max([n + 1 for n in sure] + [numbers[log.grade] for log in told if log.went_well])


def was_too_hard(activity: Activity | Ladder, logs: Iterable[Log]) -> bool:
    """Return whether the last day that was logged of *activity* did not go well."""
    numbers, told = _told_of(activity, logs)
    return bool(told) and _last(numbers, told).went_well is False


def _told_of(
    activity: Activity | Ladder, logs: Iterable[Log]
) -> tuple[Mapping[str, int], list[Log]]:
    """Return the grades of *activity* by id, and the logs that say how one of them went."""
    mine = [log for log in logs if log.activity == activity.id and log.went_well is not None]
    grades: tuple[Grade | Rung, ...] = activity.grades if mine else ()
    numbers = {grade.id: n for n, grade in enumerate(grades, start=1)}
    return numbers, [log for log in mine if log.grade in numbers]


def _last(numbers: Mapping[str, int], told: Iterable[Log]) -> Log:
    return max(told, key=lambda log: (log.on, log.went_well is False, -numbers[log.grade]))


def bonus_by_logs(activity_id: str, logs: Iterable[Log], on: date) -> int:
    """Return what the logs add to a minute of an activity, in thousandths."""
    mine = [log for log in _lately(logs, on, REMEMBERED) if log.activity == activity_id]
    liked = [log for log in mine if log.liked is not None]
    bonus = LIKED_BONUS[str(liked[-1].liked)] if liked else 0
    owed = mine and mine[-1].how == "not-done" and on - mine[-1].on <= OWED
    return bonus + (OWED_BONUS if owed else 0)


def _lately(logs: Iterable[Log], on: date, span: timedelta) -> list[Log]:
    """Return the logs of the *span* before *on*, the oldest first."""
    found = [log for log in logs if on - span <= log.on <= on]
    return sorted(found, key=lambda log: (log.on, log.how != "no-thank-you", log.grade))
