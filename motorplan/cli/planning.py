"""``plan`` and ``today``."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from motorplan.cli.clock import today as clock
from motorplan.cli.options import (
    Day,
    as_json,
    catalogue_option,
    format_option,
    paper,
    show,
    the_catalogue,
)

LATER = ("html", "pdf", "ics", "markdown", "csv", "xlsx", "fhir")
ENDINGS = {".json": "json", ".txt": "text"}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--weeks", default=4, show_default=True, help="How many weeks.")
@click.option("--start", type=Day(), help="First day; else the next Monday, or today if it is one.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), help="Else by the ending.")
@click.option("--output", type=click.Path(path_type=Path), help="Where to write; - is the screen.")
@click.option("--save", is_flag=True, help="Keep it beside the file as the plan in force.")
@catalogue_option
def plan(
    file: Path,
    weeks: int,
    start: date | None,
    style: str | None,
    output: Path | None,
    save: bool,  # noqa: FBT001 - click passes flags so
    folders: tuple[Path, ...],
) -> None:
    """Print the plan for the child of FILE."""
    from motorplan.errors import NoPlan
    from motorplan.making import load_child, make_plan, next_monday, save_plan
    from motorplan.storing import write_whole

    wanted = style or _by_ending(output)
    catalogue = the_catalogue(folders)
    child = load_child(file, catalogue, on=clock())
    try:
        made = make_plan(child, catalogue, start=start or next_monday(clock()), weeks=weeks)
    except NoPlan as error:
        show(_written(error.plan, wanted)) if wanted == "json" else _say_why(error)
        raise click.exceptions.Exit(error.exit_code) from None
    text = _written(made, wanted)
    if save:
        place = save_plan(made, file)
        click.echo(f"kept as {place}", err=True)
    if output is None or str(output) == "-":
        show(text)
    else:
        write_whole(output, text)
        click.echo(f"written to {output}", err=True)


def _by_ending(output: Path | None) -> str:
    if output is None or str(output) == "-":
        return "text"
    ending = output.suffix.lower()
    if ending in ENDINGS:
        return ENDINGS[ending]
    name = ending.lstrip(".") or "that"
    says = f"{name} cannot be written yet" if name in LATER else f"{name!r} says no format"
    msg = f"{says}; end it in .txt or .json, or say --format"
    raise click.UsageError(msg)


def _written(plan: Any, style: str) -> str:
    from motorplan.converting.values import unstructure
    from motorplan.rendering.terminal import plan_text

    return as_json(unstructure(plan)) if style == "json" else plan_text(plan, paper())


def _say_why(error: Any) -> None:
    click.echo(f"motorplan: {error}", err=True)
    for warning in error.plan.warnings:
        click.echo(f"  · {warning.says}", err=True)
    for ask in error.plan.ask_first:
        click.echo(f"  · Ask a health professional: {ask.question}", err=True)
    for held in error.plan.held:
        click.echo(f"  · {held.says}", err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--date", "day", type=Day(), help="Which day; else today.")
@click.option("--minutes", type=click.IntRange(1, 240), help="How long there is time.")
@click.option("--place", help="Where, for example home or outdoors.")
@click.option("--without", multiple=True, metavar="THING", help="A thing that is not there.")
@catalogue_option
@format_option
def today(
    file: Path,
    day: date | None,
    minutes: int | None,
    place: str | None,
    without: tuple[str, ...],
    folders: tuple[Path, ...],
    style: str,
) -> None:
    """Print at most three activities for one day of the child of FILE."""
    from motorplan.converting.values import unstructure
    from motorplan.daily import Wish, make_today
    from motorplan.making import load_child
    from motorplan.rendering.terminal import today_text

    catalogue = the_catalogue(folders)
    child = load_child(file, catalogue, on=clock())
    wish = Wish(minutes=minutes, place=place, without=without)
    answer = make_today(child, catalogue, file, day or clock(), wish)
    if style == "json":
        show(as_json(unstructure(answer)))
    else:
        show(today_text(answer, paper()))
