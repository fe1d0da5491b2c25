"""``log`` of a group: what each child did, into that child's own journal."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motorplan.cli.clock import now, today
from motorplan.cli.noting import NOTHING_SAID, answer, asked_of, fitting, keep
from motorplan.cli.options import has_terminal, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from motorplan.catalogue import Catalogue
    from motorplan.group_noting import GroupNotes, Noted
    from motorplan.model.entries import Entry
    from motorplan.model.groups import GroupPlan

WHOSE = "--replaces is for the journal of one child: say whose with --for"


def log_group(
    file: Path,
    catalogue: "Catalogue",
    day: date,
    said: dict[str, Any],
    absent: tuple[str, ...],
    table: Path | None,
    replaces: str | None,
) -> None:
    """Write down what the children of the group of *file* did, each for itself."""
    from motorplan.group_noting import GroupNotes
    from motorplan.grouping import child_files, child_of, group_plan_in_force, load_group
    from motorplan.storing.files import read_text

    if replaces is not None and said["child"] is None:
        raise click.UsageError(WHOSE)
    group = load_group(file, catalogue, on=today(), tell=say)
    plan, _ = group_plan_in_force(group, catalogue, file)
    missing = [child_of(group, word).id for word in absent]
    notes = GroupNotes(group, catalogue, plan, missing)
    if table is not None:
        noted = notes.from_table(read_text(table), table, day)
    elif said["activity"]:
        noted = fitting(partial(notes.of, {**said, "on": day.isoformat()}, day))
    elif has_terminal() and plan is not None:
        noted = list(_asked(plan, notes, catalogue, day, said["by"]))
    else:
        raise click.UsageError(NOTHING_SAID)
    files = child_files(file)
    if replaces is not None:
        keep(files[noted[0][0].id], tuple(log for _, log in noted), replaces)
    else:
        _keep_each(files, noted)
    for child, log in noted:
        answer(log, child, catalogue, "kept_of")


def _keep_each(files: "Mapping[str, Path]", noted: "Sequence[Noted]") -> None:
    """Enter what is *noted* into the journal of each child, into all of them or into none."""
    from motorplan.keeping import entry_of_log, journal_of
    from motorplan.storing.journals import append_together

    own: dict[str, list[Entry]] = {}
    at = now().isoformat()
    for child, log in noted:
        own.setdefault(child.id, []).append(entry_of_log(log, at))
    if own:
        append_together({journal_of(files[i], say): entries for i, entries in own.items()})


def _asked(
    plan: "GroupPlan", notes: "GroupNotes", catalogue: "Catalogue", day: date, by: str | None
) -> "Iterator[Noted]":
    """Ask about each activity that the plan has on *day*, child by child; one key each."""
    items = [item for s in plan.sessions if s.date == day for item in s.items]
    if not items:
        say(catalogue.phrases.say("log.nothing", date=day.isoformat()))
    for item in items:
        for child in notes.there:
            part = item.children.get(child.id)
            if part is None:
                continue
            name = f"{child.name}: {part.name}, {part.grade_name}"
            said = asked_of(part, name, by)
            if said is not None:
                words = {**said, "child": child.id, "on": day.isoformat()}
                yield from fitting(partial(notes.of, words, day))
