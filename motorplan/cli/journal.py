"""``journal``: what was entered for a child, shown, carried over, proved and backed up."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motorplan.cli.options import format_option, say, show, show_json, the_catalogue

if TYPE_CHECKING:
    from motorplan.phrases import Phrases
    from motorplan.storing.journals import Journal

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group()
def journal() -> None:
    """Look into what was entered for a child; nothing of it is ever lost."""


@journal.command("show")
@FILE
@click.option("--since", "at", default="", metavar="DATE", help="From this day on.")
@click.option("--all", "every", is_flag=True, help="Also what was replaced by a later entry.")
@format_option
def show_journal(
    file: Path,
    at: str,
    every: bool,  # noqa: FBT001 - click passes flags so
    style: str,
) -> None:
    """Show the entries of the journal of FILE, the oldest first."""
    from motorplan.keeping import entry_record, entry_words
    from motorplan.storing.journals import standing

    held = _journal(file)
    found = held.since(at)
    entries = found if every else standing(found)
    if style == "json":
        rows = [entry_record(entry) for entry in entries]
        show_json({"format": "motorplan.journal/1", "child": held.owner.child, "entries": rows})
        return
    if not entries:
        show(_phrases().say("journal.empty", path=held.path))
    phrases = _phrases()
    for entry in entries:
        show(entry_words(entry, phrases))


@journal.command("export")
@FILE
@click.option("--output", type=click.Path(path_type=Path), help="Where to write; else the screen.")
def export_journal(file: Path, output: Path | None) -> None:
    """Write the journal of FILE as JSON Lines, from which nothing is missing."""
    from motorplan.storing.files import write_whole
    from motorplan.storing.lines import lines_of

    held = _journal(file)
    text = lines_of(held.owner, held.since())
    if output is None or str(output) == "-":
        sys.stdout.write(text)
    else:
        write_whole(output, text)
        click.echo(f"written to {output}", err=True)


@journal.command("import")
@FILE
@click.argument("lines", type=click.Path(path_type=Path))
def import_journal(file: Path, lines: Path) -> None:
    """Add to the journal of FILE what was exported to LINES; what is there already stays once."""
    from motorplan.storing.lines import read_lines_of

    held = _journal(file)
    owner, entries = read_lines_of(lines)
    held.must_be_of(owner)
    new = held.append(*entries)
    show(_phrases().say("journal.imported", new=new, known=len(entries) - new))


@journal.command("verify")
@FILE
def verify_journal(file: Path) -> None:
    """Prove the journal of FILE: the file is whole, and each entry says what was entered."""
    from motorplan.storing.database import Damaged

    held = _journal(file)
    words = _phrases().say
    try:
        changed = held.unsound()
    except Damaged:
        count = len(held.since())
        show(words("journal.damaged", path=held.path, count=count))
        raise click.exceptions.Exit(1) from None
    if changed:
        show(words("journal.changed", path=held.path, ids=", ".join(changed)))
        raise click.exceptions.Exit(1)
    show(words("journal.sound", path=held.path, count=len(held.since())))


@journal.command("backup")
@FILE
@click.argument("to", type=click.Path(path_type=Path))
def backup_journal(file: Path, to: Path) -> None:
    """Copy the journal of FILE to the new file TO, while others may write, and prove the copy."""
    held = _journal(file)
    count = held.back_up(to)
    show(_phrases().say("journal.backed_up", path=to, count=count))


def _journal(file: Path) -> "Journal":
    """Return the journal beside the child file *file*."""
    from motorplan.keeping import journal_of

    return journal_of(file, say)


def _phrases() -> "Phrases":
    return the_catalogue(()).phrases
