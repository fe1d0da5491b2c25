"""``plan`` and ``today``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motorplan.cli.clock import today as clock
from motorplan.cli.delivering import FORMATS, delivered, delivery_options, wish_of
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
from motorplan.cli.pages import PAGE_ENDINGS, PAGES, page_options, page_text, page_wish_of
from motorplan.cli.printing import write_out

if TYPE_CHECKING:
    from motorplan.catalogue import Catalogue
    from motorplan.daily import Wish
    from motorplan.delivering import Delivery
    from motorplan.model.answers import Today
    from motorplan.model.groups import GroupPlan, GroupToday
    from motorplan.model.plans import Plan

WEEKS = 4
NOT_PROVEN = "--prove is for the plan of one child, made anew; leave it out here"
ENDINGS = {
    ".json": "json",
    ".txt": "text",
    ".csv": "csv",
    ".ics": "ics",
    ".xlsx": "xlsx",
    ".pdf": "pdf",
    **PAGE_ENDINGS,
}
FHIR_ENDING = ".fhir.json"
ENDS = ".txt, .html, .md, .json, .pdf, .csv, .ics, .xlsx or .fhir.json,"
STYLES = ["text", "json", *PAGES, *FORMATS]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--weeks", type=int, help="How many weeks; else 4, or those of the plan to keep.")
@click.option("--start", type=Day(), help="First day; else the next Monday, or today if it is one.")
@click.option("--format", "style", type=click.Choice(STYLES), help="Else by the ending.")
@click.option("--output", type=click.Path(path_type=Path), help="Where to write; - is the screen.")
@click.option("--save", is_flag=True, help="Keep it beside the file as the plan in force.")
@click.option(
    "--keep",
    "kept",
    type=click.Path(path_type=Path),
    metavar="PLAN.json",
    help="Keep what is locked in that plan, and all before --start.",
)
@click.option("--prove", is_flag=True, help="Search each week until nothing better is there.")
@page_options
@delivery_options
@catalogue_option
def plan(
    file: Path,
    weeks: int | None,
    start: date | None,
    style: str | None,
    output: Path | None,
    save: bool,  # noqa: FBT001 - click passes flags so
    kept: Path | None,
    prove: bool,  # noqa: FBT001 - as above
    folders: tuple[Path, ...],
    **said: Any,
) -> None:
    """Print the plan for the child, or the group, of FILE."""
    from motorplan.errors import NoGroupPlan, NoPlan
    from motorplan.making import next_monday, save_plan

    wanted = style or _by_ending(output)
    whose, page_wish = page_wish_of(wanted, said)
    _must_not_be(output, file)
    catalogue, on = the_catalogue(folders, file), start or clock()
    if prove and kept is not None:
        raise click.UsageError(NOT_PROVEN)
    how = wish_of(wanted, file, output, catalogue, said)
    try:
        if kept is None:
            count = WEEKS if weeks is None else weeks
            made = _made(file, catalogue, on, start or next_monday(on), count, whose, prove=prove)
        else:
            made = _again(kept, file, catalogue, on, start=start, weeks=weeks)
    except (NoPlan, NoGroupPlan) as error:
        _say_why(error, error.plan, wanted, catalogue)
        raise click.exceptions.Exit(error.exit_code) from None
    to_file = output is not None and str(output) != "-"
    page = made if whose is None else _page_of(made, whose, catalogue)
    if wanted in PAGES:
        text: str | bytes = page_text(page, wanted, file, catalogue, on, page_wish)
    else:
        text = _content(page, file, wanted, catalogue, how, plain=to_file)
    if save:
        place = save_plan(made, file, tell=say)
        click.echo(f"kept as {place}", err=True)
    write_out(text, output)


def _must_not_be(output: Path | None, file: Path) -> None:
    """Refuse to write a plan over the child file that it is made from."""
    if output is not None and output.exists() and file.exists() and output.samefile(file):
        msg = f"{output} is the child file itself; name another file to write to"
        raise click.UsageError(msg)


def _again(
    kept: Path,
    file: Path,
    catalogue: "Catalogue",
    on: date,
    *,
    start: date | None,
    weeks: int | None,
) -> "Plan | GroupPlan":
    """Return the plan around what is to stay; say where days before *on* are planned anew."""
    from motorplan.making import is_group, load_child, load_plan

    def hint(day: date) -> None:
        if start is None and day < on:
            say(catalogue.phrases.say("kept.hint", day=day, today=on))

    if is_group(file):
        from motorplan.group_subjects import plan_group_again
        from motorplan.grouping import load_group, load_group_plan

        group, shared = load_group(file, catalogue, on=on, tell=say), load_group_plan(kept)
        hint(shared.planned_from)
        return plan_group_again(shared, group, catalogue, start=start, weeks=weeks)
    from motorplan.replanning import plan_again

    child, plan = load_child(file, catalogue, on=on), load_plan(kept)
    hint(plan.planned_from)
    return plan_again(plan, child, catalogue, start=start, weeks=weeks)


def _made(
    file: Path,
    catalogue: "Catalogue",
    on: date,
    start: date,
    weeks: int,
    whose: str | None,
    *,
    prove: bool,
) -> "Plan | GroupPlan":
    """Return the plan of the child or group of *file*; *whose* page is asked for, if anybody's."""
    from motorplan.making import is_group, load_child, make_plan

    if is_group(file):
        if prove:
            raise click.UsageError(NOT_PROVEN)
        from motorplan.grouping import child_of, load_group, make_group_plan

        group = load_group(file, catalogue, on=on, tell=say)
        if whose is not None:
            child_of(group, whose)
        return make_group_plan(group, catalogue, start=start, weeks=weeks)
    child = load_child(file, catalogue, on=on)
    if whose is not None:
        msg = "--for is for a group; this file is of one child"
        raise click.UsageError(msg)
    return make_plan(child, catalogue, start=start, weeks=weeks, tell=telling(), prove=prove)


def _page_of(made: "Plan | GroupPlan", whose: str, catalogue: "Catalogue") -> "Plan | GroupPlan":
    from motorplan.explaining.own_pages import plan_for
    from motorplan.grouping import child_of
    from motorplan.model.groups import GroupPlan

    if not isinstance(made, GroupPlan):
        return made
    return plan_for(made, child_of(made, whose).id, catalogue)


def _by_ending(output: Path | None) -> str:
    if output is None or str(output) == "-":
        return "text"
    ending = output.suffix.lower()
    if output.name.lower().endswith(FHIR_ENDING):
        return "fhir"
    if ending in ENDINGS:
        return ENDINGS[ending]
    name = ending.lstrip(".") or "that"
    msg = f"{name!r} says no format; end it in {ENDS} or say --format"
    raise click.UsageError(msg)


def _content(
    plan: "Plan | GroupPlan",
    file: Path,
    style: str,
    catalogue: "Catalogue",
    how: "Delivery | None",
    *,
    plain: bool,
) -> str | bytes:
    """Return *plan* in any format, for people or for programs."""
    if how is not None:
        return delivered(plan, file, catalogue, style, how)
    return _written(plan, style, catalogue, plain=plain)


def _written(plan: "Plan | GroupPlan", style: str, catalogue: "Catalogue", *, plain: bool) -> str:
    """Return *plan* as it is written; *plain* as in a file, whatever the screen can do."""
    from motorplan.converting.files import json_text
    from motorplan.model.plans import Plan

    if style == "json":
        return json_text(plan)
    if isinstance(plan, Plan):
        from motorplan.rendering.terminal import plan_text

        return plan_text(plan, paper(catalogue, plain=plain))
    from motorplan.rendering.groups import group_plan_text

    return group_plan_text(plan, paper(catalogue, plain=plain))


def _say_why(
    error: Exception,
    found: "Plan | Today | GroupPlan | GroupToday",
    style: str,
    catalogue: "Catalogue",
) -> None:
    """Say why there is nothing, counted, and what would help; in JSON as the object itself."""
    if style == "json":
        show_json(found)
        return
    say(str(error))
    for words in _reasons(found, catalogue):
        click.echo(words, err=True)


def _reasons(found: "Plan | Today | GroupPlan | GroupToday", catalogue: "Catalogue") -> "list[str]":
    """Return the lines to say; of a group nothing that is one child's alone."""
    from motorplan.model.groups import GroupPlan, GroupToday

    if isinstance(found, GroupPlan | GroupToday):
        return [f"  · {warning.says}" for warning in found.warnings if warning.child is None]
    lines, ask = [], catalogue.phrases.say
    for warning in found.warnings:
        lines.append(f"  · {warning.says}")
        lines += [f"      {line}" for line in (warning.change.lines if warning.change else ())]
    asked = [ask("change.clearance", question=a.question) for a in found.ask_first]
    return lines + [f"  · {words}" for words in asked + [held.says for held in found.held]]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--date", "day", type=Day(), help="Which day; else today.")
@click.option("--minutes", type=MINUTES, help="How long there is time.")
@click.option("--place", help="Where, for example home or outdoors.")
@click.option("--without", multiple=True, metavar="THING", help="A thing that is not there.")
@click.option("--absent", multiple=True, metavar="CHILD", help="Of a group: who is not there.")
@catalogue_option
@format_option
def today(
    file: Path,
    day: date | None,
    minutes: int | None,
    place: str | None,
    without: tuple[str, ...],
    absent: tuple[str, ...],
    folders: tuple[Path, ...],
    style: str,
) -> None:
    """Print at most three activities for one day of the child, or the group, of FILE."""
    from motorplan.daily import Wish
    from motorplan.errors import NoGroupPlan, NothingToday

    catalogue, on = the_catalogue(folders, file), day or clock()
    wish = Wish(minutes=minutes, place=place, without=without)
    try:
        answer, text = _day(file, catalogue, on, wish, absent)
    except (NothingToday, NoGroupPlan) as error:
        _say_why(error, error.today or error.plan, style, catalogue)
        raise click.exceptions.Exit(error.exit_code) from None
    if style == "json":
        show_json(answer)
    else:
        show(text)


def _day(
    file: Path, catalogue: "Catalogue", on: date, wish: "Wish", absent: tuple[str, ...]
) -> "tuple[Today | GroupToday, str]":
    """Return the day of a child or group, and the same as text."""
    from motorplan.making import is_group, load_child

    if is_group(file):
        from motorplan.attending import make_group_today
        from motorplan.grouping import load_group
        from motorplan.rendering.groups import group_today_text

        group = load_group(file, catalogue, on=on, tell=say)
        found = make_group_today(group, catalogue, file, on, wish, absent)
        return found, group_today_text(found, paper(catalogue))
    from motorplan.daily import make_today
    from motorplan.rendering.terminal import today_text

    child = load_child(file, catalogue, on=on)
    if absent:
        msg = "--absent is for a group; this file is of one child"
        raise click.UsageError(msg)
    answer = make_today(child, catalogue, file, on, wish)
    return answer, today_text(answer, paper(catalogue))
