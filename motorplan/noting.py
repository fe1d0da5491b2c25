"""Writing down what was done: from words to a log, one by one or from a table."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from motorplan.catalogue import Catalogue
from motorplan.converting.values import Misfit, Misfits, structure
from motorplan.errors import FileProblems, Problem, did_you_mean
from motorplan.model.logs import Log
from motorplan.model.plans import Plan

T = TypeVar("T")

KEYS = {
    "e": "too-easy",
    "j": "just-right",
    "h": "too-hard",
    "n": "no-thank-you",
    "x": "not-done",
}
"""One key for each way it can have gone."""

COLUMNS = (
    "on",
    "activity",
    "grade",
    "how",
    "minutes",
    "tries",
    "level",
    "liked",
    "side",
    "why",
    "note",
    "concerns",
    "cleared",
    "by",
)
_TRIES = re.compile(r"(\d{1,3})/(\d{1,3})")
_LISTS = ("concerns", "cleared")


def log_of(said: Mapping[str, Any], catalogue: Catalogue, plan: Plan | None, on: date) -> Log:
    """
    Return the log that *said* tells.

    Args:
        said: What was said by column (:data:`COLUMNS`); what is empty was not said.

        catalogue: Where the activity and its grades are.

        plan: The plan in force: where no grade is said, it is the one planned last by *on*.

        on: The day when none is said.

    Raises:
        Misfits: With all that does not fit.
    """
    given = {key: value for key, value in said.items() if value not in (None, "", ())}
    misfits = list(_misfits(given, catalogue))
    if misfits:
        raise Misfits(*misfits)
    activity = catalogue.activities[str(given["activity"])]
    day = date.fromisoformat(str(given.get("on", on)))
    number = _grade_number(str(given.get("grade", "")), activity.id, catalogue, plan, day)
    grade = activity.grades[number - 1]
    row = {
        **given,
        "on": day.isoformat(),
        "grade": grade.id,
        "how": KEYS.get(str(given["how"]), given["how"]),
        "asked": {skill_id: level.id for skill_id, level in grade.needs.items()},
        "practised": [i for i, w in grade.trains.items() if w == max(grade.trains.values())],
    }
    found = concerns_in(str(given.get("note", "")), catalogue)
    row["concerns"] = sorted({*given.get("concerns", ()), *found} - {*given.get("cleared", ())})
    row["cleared"] = sorted(given.get("cleared", ()))
    return structure(row, Log, "json")


def concerns_in(note: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the concerns whose words stand in *note*: ``limping`` is a limp."""
    words = catalogue.words["concern-words"]
    said = f" {' '.join(re.findall(r'[a-z]+', note.lower()))} "
    return tuple(
        concern
        for concern, forms in sorted(words.items())
        if any(f" {form} " in said for form in forms.split(", "))
    )


def _misfits(given: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Misfit]:
    for key in ("activity", "how"):
        if key not in given:
            yield Misfit((key,), "missing-key", f'"{key}" is missing.', "Say it.")
    activity_id = str(given.get("activity", ""))
    if activity_id and activity_id not in catalogue.activities:
        way = (
            did_you_mean(activity_id, list(catalogue.activities))
            or "See: motorplan activities list"
        )
        yield Misfit(("activity",), "unknown-id", f'"{activity_id}" is no activity.', way)
    how = str(given.get("how", "j"))
    if how not in {*KEYS, *KEYS.values()}:
        way = f"Say one of {', '.join(KEYS.values())}, or a key: {', '.join(KEYS)}."
        yield Misfit(("how",), "unknown-word", f'"{how}" is not how it can have gone.', way)
    tries = _TRIES.fullmatch(str(given.get("tries", "1/1")))
    if tries is None or not int(tries[1]) <= int(tries[2]) or not int(tries[2]):
        says = f'"{given.get("tries")}" is no number of tries.'
        yield Misfit(("tries",), "out-of-range", says, "Write it like 4/5: four of five.")
    try:
        date.fromisoformat(str(given.get("on", "2026-01-01")))
    except ValueError:
        says = f'"{given["on"]}" is no date.'
        yield Misfit(("on",), "wrong-type", says, "Write it like 2026-11-30.")
    if given.get("cleared") and not given.get("by"):
        says = "a concern is cleared by somebody with a name."
        yield Misfit(("by",), "missing-key", says, "Say who asked and was told: --by NAME")


def _grade_number(
    said: str, activity_id: str, catalogue: Catalogue, plan: Plan | None, on: date
) -> int:
    """Return the number of the grade that *said* names, by number or id, or the plan has."""
    grades = catalogue.activities[activity_id].grades
    if said.isdecimal() and 1 <= int(said) <= len(grades):
        return int(said)
    ids = [grade.id for grade in grades]
    if said in ids:
        return ids.index(said) + 1
    if said:
        way = f"It has 1 to {len(grades)}: {', '.join(ids)}."
        raise Misfits(Misfit(("grade",), "unknown-id", f'"{said}" is no grade of it.', way))
    planned = [
        item.grade
        for week in (plan.weeks if plan else ())
        for session in week.sessions
        for item in session.items
        if item.activity == activity_id and session.date <= on
    ]
    if not planned:
        way = f"Say --grade: 1 to {len(grades)} ({', '.join(ids)})."
        raise Misfits(Misfit(("grade",), "missing-key", "the plan does not say which grade.", way))
    return planned[-1]


def logs_from_table(
    text: str, where: Path, catalogue: Catalogue, plan: Plan | None, on: date
) -> tuple[Log, ...]:
    """
    Return the logs of a table in CSV whose first row names its columns.

    Raises:
        FileProblems: With every row that does not fit; then none of it counts.
    """
    return tuple(rows_of(text, where, COLUMNS, lambda said: log_of(said, catalogue, plan, on)))


def rows_of(
    text: str, where: Path, columns: Sequence[str], read: Callable[[dict[str, Any]], T]
) -> list[T]:
    """
    Return what *read* makes of each row of a table in CSV whose first row names its columns.

    Raises:
        FileProblems: With every row that *read* refuses as it does not fit.
    """
    reader = csv.DictReader(io.StringIO(text))
    unknown = sorted(set(reader.fieldnames or ()) - set(columns))
    if unknown or not reader.fieldnames:
        says = f"columns nobody knows: {', '.join(map(str, unknown)) or 'none at all'}."
        way = f"Name these: {', '.join(columns)}."
        raise FileProblems(
            (Problem(file=str(where), line=1, code="unknown-key", message=says, remedy=way),)
        )
    found, problems = [], []
    for row in reader:
        said = {
            key: tuple((value or "").split()) if key in _LISTS else (value or "").strip()
            for key, value in row.items()
            if key is not None
        }
        try:
            found.append(read(_numbered(said)))
        except Misfits as error:
            problems += [
                Problem(
                    file=str(where),
                    line=reader.line_num,
                    key=".".join(map(str, m.path)),
                    code=m.code,
                    message=m.message,
                    remedy=m.remedy,
                )
                for m in error.misfits
            ]
    if problems:
        raise FileProblems(tuple(problems))
    return found


def _numbered(said: dict[str, Any]) -> dict[str, Any]:
    minutes = str(said.get("minutes", ""))
    return {**said, "minutes": int(minutes) if minutes.isdecimal() else said.get("minutes")}


def noes_to_goal(logs: tuple[Log, ...], log: Log) -> int:
    """Return on how many days the child said no to what *log* practises, this one included."""
    practised = {*log.practised}
    return len(
        {
            held.on
            for held in (*logs, log)
            if held.how == "no-thank-you" and practised & {*held.practised}
        }
    )
