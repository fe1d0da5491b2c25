"""What ``plan`` asks and does where the plan becomes a page for people."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from motorplan.cli.options import say

if TYPE_CHECKING:
    from motorplan.catalogue import Catalogue
    from motorplan.model.children import Child
    from motorplan.model.groups import GroupPlan
    from motorplan.model.pages import Look, Reader
    from motorplan.model.plans import Plan

F = TypeVar("F", bound=Callable[..., Any])
PAGES = ("html", "markdown")
PAGE_ENDINGS = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}


def page_options(command: F) -> F:
    """Add who a page is for."""
    option = click.option(
        "--for",
        "whom",
        multiple=True,
        metavar="WHO",
        help="carer, therapist, child, aide or accommodations; or a child of the group.",
    )
    return option(command)


def page_wish_of(style: str, said: dict[str, Any]) -> "tuple[str | None, tuple[Reader, Look]]":
    """
    Return the child of a group that ``--for`` names, and the reader and look of a page.

    The words of readers come first: a child of that id needs another ``id`` in its file.
    """
    from motorplan.model.pages import Look, Reader

    known: tuple[Reader, ...] = get_args(Reader)
    readers = [word for word in known if word in said["whom"]]
    children = [word for word in said["whom"] if word not in known]
    if len(readers) > 1 or len(children) > 1:
        msg = "say --for once for the reader, and once for the child of a group"
        raise click.UsageError(msg)
    if readers and style not in PAGES:
        msg = f"--for {readers[0]} is for a page; say --format html or markdown as well"
        raise click.UsageError(msg)
    look = Look(size=said["paper"] or "a4", large=said["large_print"])
    return (children[0] if children else None), (readers[0] if readers else "carer", look)


def page_text(
    plan: "Plan | GroupPlan",
    style: str,
    file: Path,
    catalogue: "Catalogue",
    on: date,
    wish: "tuple[Reader, Look]",
) -> str:
    """Return *plan* as HTML or Markdown."""
    from motorplan.paging import plan_html, plan_markdown

    reader, look = wish
    child = _child(plan, file, catalogue, on)
    if style == "html":
        return plan_html(plan, catalogue, child=child, reader=reader, look=look)
    return plan_markdown(plan, catalogue, child=child, reader=reader)


def _child(
    plan: "Plan | GroupPlan", file: Path, catalogue: "Catalogue", on: date
) -> "Child | None":
    """Return the child that *plan* is of, as its file says; None for that of a group."""
    from motorplan.making import is_group, load_child
    from motorplan.model.groups import GroupPlan

    if isinstance(plan, GroupPlan):
        return None
    if not is_group(file):
        return load_child(file, catalogue, on=on)
    from motorplan.grouping import load_group

    group = load_group(file, catalogue, on=on, tell=say)
    return next(child for child in group.children if child.id == plan.child.id)
