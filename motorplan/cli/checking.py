"""``check`` and ``why``."""

from pathlib import Path

import click

from motorplan.cli.clock import today
from motorplan.cli.options import (
    as_json,
    catalogue_option,
    format_option,
    paper,
    show,
    the_catalogue,
)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@catalogue_option
@format_option
def check(files: tuple[Path, ...], folders: tuple[Path, ...], style: str) -> None:
    """Say what was understood and assumed of each FILE, or all that is wrong with it."""
    from motorplan.converting.values import unstructure
    from motorplan.rendering.terminal import understood_text
    from motorplan.understanding import understand

    catalogue = the_catalogue(folders)
    found = [understand(file, catalogue, today()) for file in files]
    problems = [problem for one in found for problem in one.problems]
    if style == "json":
        data = {"format": "motorplan.check/1", "files": found, "problems": problems}
        show(as_json(unstructure(data)))
    else:
        for one in found:
            if not one.problems:
                show(understood_text(one, paper()))
        for problem in problems:
            click.echo(str(problem), err=True)
    if problems:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("about", metavar="ACTIVITY|GOAL")
@catalogue_option
@format_option
def why(file: Path, about: str, folders: tuple[Path, ...], style: str) -> None:
    """Say why an activity or goal is, or is not, in the plan, and what would help."""
    from motorplan.converting.values import unstructure
    from motorplan.explaining.why import why_of
    from motorplan.making import current_plan, load_child
    from motorplan.rendering.terminal import why_text

    catalogue = the_catalogue(folders)
    child = load_child(file, catalogue, on=today())
    plan, made = current_plan(child, catalogue, file, today())
    answer = why_of(about, child, catalogue, plan, made)
    show(as_json(unstructure(answer)) if style == "json" else why_text(answer, paper()))
