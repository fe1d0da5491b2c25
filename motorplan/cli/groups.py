"""``group``: questions about groups."""

from datetime import date
from pathlib import Path

import click

from motorplan.cli.clock import today
from motorplan.cli.options import (
    Day,
    catalogue_option,
    format_option,
    paper,
    say,
    show,
    show_json,
    the_catalogue,
)


@click.group()
def group() -> None:
    """Ask about groups of children. To plan for one: motorplan plan GROUP.toml."""


@group.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--size", default=3, show_default=True, help="How many children at most.")
@click.option("--adults", default=1, show_default=True, help="How many adults are there.")
@click.option("--date", "day", type=Day(), help="The day it is judged on; else today.")
@catalogue_option
@format_option
def suggest(
    folder: Path,
    size: int,
    adults: int,
    day: date | None,
    folders: tuple[Path, ...],
    style: str,
) -> None:
    """Propose groups of the children whose files lie in FOLDER, with the reasons."""
    from motorplan.rendering.groups import suggestion_text
    from motorplan.suggesting import suggest_groups

    catalogue = the_catalogue(folders)
    found = suggest_groups(folder, catalogue, day or today(), size, adults, tell=say)
    if style == "json":
        show_json(found)
    else:
        show(suggestion_text(found, paper(catalogue)))
