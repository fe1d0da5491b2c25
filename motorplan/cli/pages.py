"""Who a page is for, and the pages of ``plan``."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from motorplan.cli.options import say

if TYPE_CHECKING:
    from motorplan.catalogue import Catalogue
    from motorplan.model.children import Child
    from motorplan.model.groups import GroupPlan
    from motorplan.model.pages import Look, Reader
    from motorplan.model.plans import Plan

STYLES = ("html", "markdown")


def whose_and_reader(words: Sequence[str], style: str) -> "tuple[str | None, Reader | None]":
    """Return the child of a group and the reader that ``--for`` names; a reader's word is one."""
    from motorplan.model.pages import Reader

    known: tuple[Reader, ...] = get_args(Reader)
    readers = [word for word in known if word in words]
    children = [word for word in words if word not in known]
    if len(readers) > 1 or len(children) > 1:
        msg = "say --for once for the reader, and once for the child of a group"
        raise click.UsageError(msg)
    if readers and style not in STYLES:
        msg = f"--for {readers[0]} is for a page; say --format html or markdown as well"
        raise click.UsageError(msg)
    return (children[0] if children else None), (readers[0] if readers else None)


def page_text(
    plan: "Plan | GroupPlan",
    style: str,
    file: Path,
    catalogue: "Catalogue",
    on: date,
    *,
    reader: "Reader | None",
    look: "Look",
) -> str:
    """Return *plan* as HTML or Markdown."""
    from motorplan.printing import plan_html, plan_markdown

    child, who = _child(plan, file, catalogue, on), reader or "carer"
    if style == "html":
        return plan_html(plan, catalogue, child=child, reader=who, look=look)
    return plan_markdown(plan, catalogue, child=child, reader=who)


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
