"""A second reading of the logs: what must not come after what was written down."""

from collections import Counter
from datetime import date

from motorplan.model.activities import Activity
from motorplan.model.logs import Log

NOES, DAYS_BACK, GOOD_DAYS = 2, 60, 2


def said_no_to(activity_id: str, logs: tuple[Log, ...], start: date) -> bool:
    """Return whether the child said no on two days of the last sixty, and did not do it since."""
    noes: set[date] = set()
    for log in sorted(logs, key=lambda log: (log.on, log.how != "no-thank-you")):
        if log.activity != activity_id or not 0 <= (start - log.on).days <= DAYS_BACK:
            continue
        if log.how == "no-thank-you":
            noes.add(log.on)
        elif log.how != "not-done":
            noes.clear()
    return len(noes) >= NOES


def comes_too_soon(activity: Activity, number: int, logs: tuple[Log, ...], seen: int) -> bool:
    """
    Return whether the *logs* do not let grade *number* come in the first week of a plan.

    All that the grades up to *seen* need was seen; while nothing was too hard, the next may come.
    """
    rungs = {grade.id: n for n, grade in enumerate(activity.grades, start=1)}
    told = [
        (log.on, rungs[log.grade], log.went_well)
        for log in logs
        if log.activity == activity.id and log.grade in rungs and log.went_well is not None
    ]
    if not told:
        return False
    last = max(on for on, _, _ in told)
    failed = [rung for on, rung, well in told if on == last and not well]
    if failed:
        return number > max(1, min(failed) - 1)
    days = Counter(rung for _, rung in {(on, rung) for on, rung, well in told if well})
    by_logs = max(rung + (count >= GOOD_DAYS) for rung, count in days.items())
    return number > max(by_logs, seen + 1 if seen else 0)
