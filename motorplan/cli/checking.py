"""``check`` and ``why``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motorplan.cli.clock import today
from motorplan.cli.options import (
    catalogue_option,
    format_option,
    paper,
    say,
    show,
    show_json,
    telling,
    the_catalogue,
)

if TYPE_CHECKING:
    from motorplan.catalogue import Catalogue
    from motorplan.model.answers import Why


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--child",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Whom a plan is for; else the file that it lies beside.",
)
@catalogue_option
@format_option
def check(
    files: tuple[Path, ...], child: Path | None, folders: tuple[Path, ...], style: str
) -> None:
    """Say what was understood and assumed of each FILE, or all that is wrong with it."""
    from motorplan.rendering.terminal import understood_text
    from motorplan.understanding import understand

    catalogue = the_catalogue(folders)
    on = today()
    found = [understand(file, catalogue, on, child) for file in files]
    problems = [problem for one in found for problem in one.problems]
    if style == "json":
        data = {"format": "motorplan.check/1", "files": found, "problems": problems}
        show_json(data)
    else:
        for one in found:
            if not one.problems:
                show(understood_text(one, paper(catalogue)))
        for problem in problems:
            click.echo(str(problem), err=True)
    if problems:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("about", metavar="ACTIVITY|GOAL|ID")
@catalogue_option
@format_option
def why(file: Path, about: str, folders: tuple[Path, ...], style: str) -> None:
    """Say why an activity, a goal or any ID is, or is not, in the plan, and what would help."""
    from motorplan.rendering.terminal import why_text

    catalogue = the_catalogue(folders, file)
    answer = _answer(file, about, catalogue, today())
    if style == "json":
        show_json(answer)
    else:
        show(why_text(answer, paper(catalogue)))


def _answer(file: Path, about: str, catalogue: "Catalogue", on: date) -> "Why":
    from motorplan.making import is_group

    if is_group(file):
        from motorplan.grouping import current_group_plan, load_group, why_group

        group = load_group(file, catalogue, on=on, tell=say)
        kept, made = current_group_plan(group, catalogue, file, on)
        return why_group(about, group, catalogue, kept, made)
    from motorplan.explaining.why import why_of
    from motorplan.making import current_plan, load_child

    child = load_child(file, catalogue, on=on)
    plan, made = current_plan(child, catalogue, file, on)
    return why_of(about, child, catalogue, plan, made, telling())
