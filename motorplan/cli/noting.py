"""``log``: what was done, and how it went."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from motorplan.cli.clock import now, today
from motorplan.cli.options import MINUTES, Day, catalogue_option, has_terminal, say, show
from motorplan.vocabulary import LEVELS, Concern, How, Liked, Side

if TYPE_CHECKING:
    from motorplan.catalogue import Catalogue
    from motorplan.model.children import Child
    from motorplan.model.logs import Log
    from motorplan.model.plans import Item, Plan

T = TypeVar("T")
NOTHING_SAID = "say which ACTIVITY, or give a table with --csv"
NO_GROUP = "--for and --absent are for a group; this file is of one child"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("activity", required=False)
@click.option("--date", "on", type=Day(), help="Which day; else today.")
@click.option("--grade", metavar="NUMBER|ID", help="Which grade; else the one planned.")
@click.option("--how", metavar="KEY|WORD", help=f"e j h n x, or {', '.join(get_args(How))}.")
@click.option("--minutes", type=MINUTES, help="How long.")
@click.option("--tries", metavar="4/5", help="How many of how many went well.")
@click.option("--level", type=click.Choice(list(LEVELS)), help="How much the child did.")
@click.option("--liked", type=click.Choice(get_args(Liked)), help="How it was liked.")
@click.option("--side", type=click.Choice(get_args(Side)), help="Which hand or side.")
@click.option("--why", help="Why it was not done, or what was in the way.")
@click.option("--note", help="A note. Words such as hurt, fell or limp hold the plan.")
@click.option("--concern", "concerns", multiple=True, type=click.Choice(get_args(Concern)))
@click.option("--cleared", multiple=True, type=click.Choice(get_args(Concern)))
@click.option("--by", metavar="NAME", help="Who writes it down.")
@click.option("--replaces", metavar="ID", help="The entry that this one corrects.")
@click.option("--for", "whose", metavar="CHILD", help="Of a group: what one child did.")
@click.option("--absent", multiple=True, metavar="CHILD", help="Of a group: who was not there.")
@click.option("--csv", "table", type=click.Path(path_type=Path), help="Many at once, from a table.")
@catalogue_option
def log(
    file: Path,
    folders: tuple[Path, ...],
    table: Path | None,
    replaces: str | None,
    on: date | None,
    whose: str | None,
    absent: tuple[str, ...],
    **said: Any,
) -> None:
    """
    Write down what the child of FILE did; without ACTIVITY it asks about today's plan.

    What the children of a group did goes into the journal of each, and into no other's.
    """
    from motorplan.gathering import load_catalogue
    from motorplan.making import is_group, load_child, plan_in_force
    from motorplan.noting import logs_from_table
    from motorplan.storing.files import read_text

    catalogue, day = load_catalogue(extra=folders, child=file, tell=say), on or today()
    if is_group(file):
        from motorplan.cli.group_noting import log_group

        log_group(file, catalogue, day, {**said, "child": whose}, absent, table, replaces)
        return
    if whose is not None or absent:
        raise click.UsageError(NO_GROUP)
    child = load_child(file, catalogue, on=today(), tell=say)
    plan, _ = plan_in_force(child, catalogue, file)
    if table is not None:
        logs = logs_from_table(read_text(table), table, catalogue, plan, day)
    elif said["activity"]:
        logs = (_one({**said, "on": day.isoformat()}, catalogue, plan, day),)
    elif has_terminal() and plan is not None:
        logs = tuple(_asked(plan, catalogue, day, said["by"]))
    else:
        raise click.UsageError(NOTHING_SAID)
    keep(file, logs, replaces)
    for kept in logs:
        answer(kept, child, catalogue)


def _one(said: dict[str, Any], catalogue: "Catalogue", plan: "Plan | None", day: date) -> "Log":
    from motorplan.noting import log_of

    return fitting(lambda: log_of(said, catalogue, plan, day))


def fitting(read: Callable[[], T]) -> T:
    """Return what *read* makes of what was said, or say all that does not fit."""
    from motorplan.converting.values import Misfits

    try:
        return read()
    except Misfits as error:
        words = "; ".join(f"{m.message} {m.remedy}".strip() for m in error.misfits)
        raise click.UsageError(words) from None


def _asked(plan: "Plan", catalogue: "Catalogue", day: date, by: str | None) -> "list[Log]":
    """Ask about each activity that the plan has on *day*; one key each."""
    items = [
        item
        for week in plan.weeks
        for session in week.sessions
        if session.date == day
        for item in session.items
    ]
    if not items:
        say(catalogue.phrases.say("log.nothing", date=day.isoformat()))
    found = []
    for item in items:
        said = asked_of(item, f"{item.name}, {item.grade_name}", by)
        if said is not None:
            found.append(_one({**said, "on": day.isoformat()}, catalogue, plan, day))
    return found


def asked_of(item: "Item", name: str, by: str | None) -> dict[str, Any] | None:
    """Ask how *item* went, called by its *name*, and return what was said; None if nothing was."""
    from motorplan.noting import KEYS

    keys = ", ".join(f"{key} {word}" for key, word in KEYS.items())
    how = click.prompt(f"{name} ({keys}; Enter to pass over)", default="", show_default=False)
    if not how:
        return None
    said = {"activity": item.activity, "grade": item.grade_id, "how": how, "by": by}
    return {**said, "note": click.prompt("A note", default="", show_default=False)}


def keep(file: Path, logs: "tuple[Log, ...]", replaces: str | None) -> None:
    """Enter *logs* into the journal beside the child file *file*."""
    from motorplan.keeping import entry_of_log, journal_of

    journal, at = journal_of(file, say), now().isoformat()
    if replaces is None:
        journal.append(*(entry_of_log(kept, at) for kept in logs))
        return
    known = [entry.id for entry in journal.since() if entry.id.startswith(replaces)]
    if len(known) != 1 or len(logs) != 1:
        msg = f"{replaces!r} is not one entry; see them with: motorplan journal show {file}"
        raise click.UsageError(msg)
    journal.append(entry_of_log(logs[0], at, known[0]))


def answer(kept: "Log", child: "Child", catalogue: "Catalogue", word: str = "kept") -> None:
    """Say what was written down, by the phrase *word*, and what is to be asked now."""
    from motorplan.noting import noes_to_goal

    words = catalogue.phrases.say
    how = words(f"journal.how-{kept.how}")
    name = catalogue.activities[kept.activity].name
    show(words(f"log.{word}", child=child.name, name=name, on=kept.on.isoformat(), how=how))
    for concern in kept.concerns:
        show(words(f"held.{concern}", said=kept.note or words("log.logged")))
    if kept.how == "no-thank-you" and noes_to_goal(child.logs, kept) >= NOES_THAT_ASK:
        show(words("log.still", skill=catalogue.graph[kept.practised[0]].plain))


NOES_THAT_ASK = 3
