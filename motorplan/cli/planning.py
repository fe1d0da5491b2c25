"""``plan`` and ``today``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motorplan.cli.clock import today as clock
from motorplan.cli.options import (
    MINUTES,
    Day,
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
    from motorplan.model.answers import Today
    from motorplan.model.plans import Plan

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
    from motorplan.storing.files import write_whole

    wanted = style or _by_ending(output)
    if output is not None and output.exists() and file.exists() and output.samefile(file):
        msg = f"{output} is the child file itself; name another file to write to"
        raise click.UsageError(msg)
    catalogue, on = the_catalogue(folders, file), start or clock()
    child = load_child(file, catalogue, on=on)
    try:
        first = start or next_monday(on)
        made = make_plan(child, catalogue, start=first, weeks=weeks, tell=telling())
    except NoPlan as error:
        _say_why(error, error.plan, wanted, catalogue)
        raise click.exceptions.Exit(error.exit_code) from None
    to_file = output is not None and str(output) != "-"
    text = _written(made, wanted, catalogue, plain=to_file)
    if save:
        place = save_plan(made, file, tell=say)
        click.echo(f"kept as {place}", err=True)
    if output is None or not to_file:
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


def _written(plan: "Plan", style: str, catalogue: "Catalogue", *, plain: bool) -> str:
    """Return *plan* as it is written; *plain* as in a file, whatever the screen can do."""
    from motorplan.converting.files import json_text
    from motorplan.rendering.terminal import plan_text

    if style == "json":
        return json_text(plan)
    return plan_text(plan, paper(catalogue, plain=plain))


def _say_why(error: Exception, found: "Plan | Today", style: str, catalogue: "Catalogue") -> None:
    """Say why there is nothing, counted, and what would help; in JSON as the object itself."""
    if style == "json":
        show_json(found)
        return
    asked = [
        catalogue.phrases.say("change.clearance", question=a.question) for a in found.ask_first
    ]
    say(str(error))
    for warning in found.warnings:
        click.echo(f"  · {warning.says}", err=True)
        for line in warning.change.lines if warning.change else ():
            click.echo(f"      {line}", err=True)
    for words in asked + [held.says for held in found.held]:
        click.echo(f"  · {words}", err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--date", "day", type=Day(), help="Which day; else today.")
@click.option("--minutes", type=MINUTES, help="How long there is time.")
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
    from motorplan.daily import Wish, make_today
    from motorplan.errors import NothingToday
    from motorplan.making import load_child
    from motorplan.rendering.terminal import today_text

    catalogue, on = the_catalogue(folders, file), day or clock()
    child = load_child(file, catalogue, on=on)
    wish = Wish(minutes=minutes, place=place, without=without)
    try:
        answer = make_today(child, catalogue, file, on, wish)
    except NothingToday as error:
        _say_why(error, error.today, style, catalogue)
        raise click.exceptions.Exit(error.exit_code) from None
    if style == "json":
        show_json(answer)
    else:
        show(today_text(answer, paper(catalogue)))
