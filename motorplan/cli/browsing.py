"""``activities``, ``words`` and ``schema``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motorplan.cli.authoring import new_activity
from motorplan.cli.options import (
    catalogue_option,
    format_option,
    paper,
    show,
    show_json,
    the_catalogue,
)
from motorplan.cli.printing import cards, handout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from motorplan.catalogue import Catalogue

SCHEMAS = (
    *("activities", "activity", "catalogue", "check", "child", "coverage", "diff", "group"),
    *("group-plan", "log", "path", "plan", "skill", "skills", "today", "why", "words"),
)


@click.group()
def activities() -> None:
    """Look into the activities."""


for command in (new_activity, cards, handout):
    activities.add_command(command)


@activities.command("list")
@click.argument("query", required=False, default="")
@click.option("--trains", metavar="SKILL", help="Trains this skill.")
@click.option("--place", help="Can be done there.")
@click.option("--tag", help="Has this tag.")
@click.option("--theme", help="Can be dressed in this theme.")
@click.option(
    "--age", "age_months", type=click.IntRange(0), metavar="MONTHS", help="From this age in months."
)
@click.option("--material", help="Can be done with this material.")
@catalogue_option
@format_option
def list_activities(folders: tuple[Path, ...], style: str, **filters: Any) -> None:
    """List the activities whose id, name or summary holds QUERY."""
    from motorplan.browsing import Filters, find_activities
    from motorplan.rendering.records import activity_record

    catalogue = the_catalogue(folders)
    wanted = find_activities(catalogue, Filters(**filters))
    if style == "json":
        rows = [activity_record(a, catalogue.materials, catalogue.safety.rules) for a in wanted]
        show_json({"format": "motorplan.activities/1", "activities": rows})
    else:
        show_rows(((a.id, a.summary) for a in wanted), catalogue)


@activities.command("coverage")
@catalogue_option
@format_option
def coverage(folders: tuple[Path, ...], style: str) -> None:
    """Count which skills the activities train, by area, age and place, and name the holes."""
    from motorplan.coverage import coverage_of
    from motorplan.rendering.coverage import coverage_text

    catalogue = the_catalogue(folders)
    found = coverage_of(catalogue)
    if style == "json":
        show_json(found)
    else:
        show(coverage_text(found, paper(catalogue)))


@activities.command("show")
@click.argument("word", metavar="ID")
@catalogue_option
@format_option
def show_activity(word: str, folders: tuple[Path, ...], style: str) -> None:
    """Show what goes by ID: of an activity all its grades."""
    show_entry(word, folders, style)


def show_entry(word: str, folders: tuple[Path, ...], style: str) -> None:
    """Print what goes by *word*, whatever it is: an id is unique across all kinds."""
    from motorplan.browsing import show as show_any

    catalogue = the_catalogue(folders)
    kind, record = show_any(catalogue, word)
    if style == "json" and kind in {"skills", "activities"}:
        show_json({"format": f"motorplan.{kind}/1", kind: [record]})
    elif style == "json":
        show_json({"format": "motorplan.words/1", "list": kind, "words": [record]})
    else:
        show(_text_of(kind, record, catalogue))


def _text_of(kind: str, record: dict[str, Any], catalogue: "Catalogue") -> str:
    from motorplan.rendering.terminal import activity_text, listing, skill_text

    if kind == "skills":
        return skill_text(record, paper(catalogue))
    if kind == "activities":
        activity = catalogue.activities[record["id"]]
        things = {i: catalogue.materials[i].plain for i in activity.materials}
        plain = {i: catalogue.graph[i].plain for g in activity.grades for i in g.trains}
        return activity_text(activity, things, plain, paper(catalogue))
    rows = [(key, _worded(value)) for key, value in record.items() if value not in (None, [], {})]
    return listing(rows, paper(catalogue))


def _worded(value: Any) -> str:
    """Return a value of a row in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key} {held}" for key, held in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def show_rows(rows: "Iterable[tuple[str, str]]", catalogue: "Catalogue") -> None:
    """Print (id, words) rows as a list."""
    from motorplan.rendering.terminal import listing

    show(listing(rows, paper(catalogue)))


@click.command()
@click.argument("name", metavar="LIST", required=False)
@click.argument("word", metavar="ID", required=False)
@catalogue_option
@format_option
def words(name: str | None, word: str | None, folders: tuple[Path, ...], style: str) -> None:
    """Print a closed list with its meanings, one ID of it, or the names of all lists."""
    from motorplan.browsing import word_list, word_lists

    catalogue = the_catalogue(folders)
    if name is None:
        lists = {i: len(word_list(catalogue, i)) for i in word_lists(catalogue)}
        rows = [{"id": i, "name": i, "meaning": f"{n} words"} for i, n in lists.items()]
    else:
        rows = word_list(catalogue, name, word)
    if style == "json":
        show_json({"format": "motorplan.words/1", "list": name or "lists", "words": rows})
    elif name is not None and word is not None:
        show(_text_of(name, rows[0], catalogue))
    else:
        show_rows(((r["id"], r["meaning"]) for r in rows), catalogue)


@click.command()
@click.argument("name", type=click.Choice(SCHEMAS))
def schema(name: str) -> None:
    """Print the JSON Schema of a file (child, plan …) or of an answer (skills, why …)."""
    from motorplan.compiling import schema_text

    show(schema_text(name))
