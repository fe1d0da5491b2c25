"""What ``plan`` asks and does where the plan goes to another program."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from motorplan.cli.printing import is_screen, look_of, paper_options

if TYPE_CHECKING:
    from motorplan.catalogue import Catalogue
    from motorplan.delivering import Delivery
    from motorplan.model.groups import GroupPlan
    from motorplan.model.plans import Plan

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("csv", "fhir", "ics", "pdf", "xlsx")
FITS = {
    "table": ("csv",),
    "alarm": ("ics",),
    "full_name": ("ics", "fhir"),
    "paper": ("html", "pdf"),
    "large_print": ("html", "pdf"),
}
"""Option -> the formats that it is for."""

NO_GROUP = "{style} is for the plan of one child; name a child file, or leave the format out"
NO_PAGE = "a PDF is one child's page; say whose with --for CHILD"
BINARY = {"pdf": "a PDF", "xlsx": "a workbook"}
NO_SCREEN = "{what} cannot be shown here; type: motorplan plan {file} --output {name}"


def delivery_options(command: F) -> F:
    """Add the options of formats that programs take."""
    for option in (
        click.option("--full-name", is_flag=True, help="ics, fhir: tell the name."),
        click.option(
            "--alarm", type=click.IntRange(0, 1440), metavar="MINUTES", help="ics: ring before."
        ),
        click.option(
            "--table", type=click.Choice(["plan", "materials", "trials"]), help="csv: which one."
        ),
    ):
        command = option(command)
    return paper_options(command)


def wish_of(
    style: str,
    file: Path,
    output: Path | None,
    catalogue: "Catalogue",
    said: dict[str, Any],
) -> "Delivery | None":
    """
    Return how the plan is to be handed over to a program or to paper, else None.

    What cannot be is refused before any planning begins.
    """
    for option, styles in FITS.items():
        if said[option] and style not in styles:
            name = option.replace("_", "-")
            msg = f"--{name} is for {' and '.join(styles)}; leave it out here"
            raise click.UsageError(msg)
    if style not in FORMATS:
        return None
    from motorplan.delivering import Delivery, must_have
    from motorplan.making import is_group

    if style != "pdf" and is_group(file):
        raise click.UsageError(NO_GROUP.format(style=style))
    if style in BINARY and is_screen(output):
        name = file.with_suffix(f".{style}").name
        raise click.UsageError(NO_SCREEN.format(what=BINARY[style], file=file, name=name))
    must_have(style, catalogue)
    return Delivery(
        table=said["table"] or "plan",
        alarm_minutes=said["alarm"],
        full_name=said["full_name"],
        look=look_of(said["paper"], large=said["large_print"]),
    )


def delivered(
    plan: "Plan | GroupPlan", file: Path, catalogue: "Catalogue", style: str, how: "Delivery"
) -> bytes:
    """Return *plan*, of the child of *file*, as another program takes it."""
    from motorplan.delivering import deliver
    from motorplan.making import is_group, load_child
    from motorplan.model.plans import Plan

    if not isinstance(plan, Plan):
        says = (NO_PAGE if style == "pdf" else NO_GROUP).format(style=style)
        raise click.UsageError(says)
    if style == "pdf" and is_group(file):
        from motorplan.printing import plan_pdf

        return plan_pdf(plan, catalogue, how.look)
    return deliver(plan, load_child(file, catalogue, on=plan.start), catalogue, style, how)
