"""``skills``: the skill graph, and what it answers."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from motorplan.cli.browsing import show_entry, show_rows
from motorplan.cli.clock import today
from motorplan.cli.options import (
    Day,
    Listed,
    catalogue_option,
    format_option,
    paper,
    show,
    show_json,
    the_catalogue,
)
from motorplan.vocabulary import Area

if TYPE_CHECKING:
    from motorplan.ability.estimating import Estimate
    from motorplan.catalogue import Catalogue
    from motorplan.model.answers import Way

F = TypeVar("F", bound=Callable[..., Any])
STEPS_DRAWN, STEPS_TOLD = 12, 20
"""How many steps a picture and a page of text show, where nothing is said."""

ENDINGS = {".graphml": "graphml", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid"}
STYLES = ("graphml", "dot", "mermaid", "csv")

child_option = click.option(
    "--child", type=click.Path(path_type=Path), metavar="FILE", help="How it stands with a child."
)
date_option = click.option("--date", "day", type=Day(), help="Which day; else today.")
output_option = click.option(
    "--output", type=click.Path(path_type=Path), help="Where to write; - is the screen."
)


def steps_option(most: int) -> Callable[[F], F]:
    """Add ``--steps N``; *most* is what counts where nothing is said."""
    return click.option(
        "--steps",
        type=click.IntRange(1),
        help=f"How many steps at most, the nearest to the goal; else {most}.",
    )


@click.group()
def skills() -> None:
    """Look into the skill graph."""


@skills.command("list")
@click.argument("query", required=False, default="")
@format_option
def list_skills(query: str, style: str) -> None:
    """List the skills whose id, name, plain name or area holds QUERY."""
    from motorplan.browsing import find_skills

    catalogue = the_catalogue(())
    _show_skills(find_skills(catalogue, query), catalogue, style)


@skills.command("show")
@click.argument("word", metavar="ID")
@catalogue_option
@format_option
def show_skill(word: str, folders: tuple[Path, ...], style: str) -> None:
    """Show what goes by ID: of a skill its ages, what comes before it, and what trains it."""
    show_entry(word, folders, style)


@skills.command("path")
@click.argument("words", metavar="[FROM] GOAL", nargs=-1, required=True)
@child_option
@date_option
@steps_option(STEPS_TOLD)
@format_option
def path(
    words: tuple[str, ...], child: Path | None, day: date | None, steps: int | None, style: str
) -> None:
    """Show the way to a goal, or the shortest from one skill; for a child what is next."""
    from motorplan.rendering.ladders import way_text

    *earlier, goal = words
    if len(earlier) > 1:
        msg = "name a goal, or a skill and a goal after it"
        raise click.UsageError(msg)
    catalogue = the_catalogue(())
    most = steps or (None if style == "json" or earlier else STEPS_TOLD)
    way = _way(catalogue, goal, child, day, most, *earlier)
    if style == "json":
        show_json(way)
    elif earlier and child is None:
        show_rows(((step.id, step.plain) for step in way.steps), catalogue)
    else:
        show(way_text(way, paper(catalogue)))


@skills.command("draw")
@click.argument("goal")
@child_option
@date_option
@steps_option(STEPS_DRAWN)
@output_option
def draw(
    goal: str, child: Path | None, day: date | None, steps: int | None, output: Path | None
) -> None:
    """Draw the way to GOAL as a picture (SVG), the goal on top."""
    from motorplan.rendering.drawings import drawing_of

    file = _file(output)
    if file and file.suffix.lower() != ".svg":
        msg = f"{file} is no name for a picture; end it in .svg"
        raise click.UsageError(msg)
    catalogue = the_catalogue(())
    way = _way(catalogue, goal, child, day, steps or STEPS_DRAWN)
    _give(drawing_of(way, catalogue.graph, paper(catalogue, plain=True)), file)


@skills.command("export")
@click.option("--format", "style", type=click.Choice(STYLES), help="Else by the ending.")
@output_option
def export(style: str | None, output: Path | None) -> None:
    """
    Write the whole graph for other programs, with the reason and source of every edge.

    Of csv, --output names a folder for nodes.csv and edges.csv; the screen gets the edges.
    """
    from motorplan.rendering.exports import exported

    file = _file(output)
    wanted = style or (ENDINGS.get(file.suffix.lower()) if file else None)
    if wanted is None:
        msg = f"say --format {'|'.join(STYLES)}, or end the output in {', '.join(ENDINGS)}"
        raise click.UsageError(msg)
    if wanted == "csv" and file and not file.is_dir():
        msg = f"csv is two files; make the folder {file} first, or name another"
        raise click.UsageError(msg)
    catalogue = the_catalogue(())
    for name, text in exported(wanted, catalogue.graph, catalogue.skills).items():
        if file:
            _give(text, file / name if wanted == "csv" else file)
        elif name != "nodes.csv":
            show(text)


@skills.command("before")
@click.argument("word", metavar="ID")
@format_option
def before(word: str, style: str) -> None:
    """List all that comes before a skill, the nearest first."""
    catalogue = _catalogue_with(word)
    _show_skills(catalogue.graph.before(word), catalogue, style)


@skills.command("after")
@click.argument("word", metavar="ID")
@format_option
def after(word: str, style: str) -> None:
    """List all that comes after a skill, the nearest first."""
    catalogue = _catalogue_with(word)
    _show_skills(catalogue.graph.after(word), catalogue, style)


@skills.command("unlocks")
@click.argument("word", metavar="ID")
@child_option
@date_option
@format_option
def unlocks(word: str, child: Path | None, day: date | None, style: str) -> None:
    """List what comes directly after a skill; for a child what misses nothing else."""
    catalogue = _catalogue_with(word)
    estimate = _estimate(catalogue, child, day) if child else None
    _show_skills(catalogue.graph.unlocks(word, estimate), catalogue, style)


@skills.command("frontier")
@click.argument("child", metavar="FILE", type=click.Path(path_type=Path))
@date_option
@format_option
def frontier(child: Path, day: date | None, style: str) -> None:
    """List what the child of FILE is ready to learn."""
    catalogue = the_catalogue(())
    estimate = _estimate(catalogue, child, day)
    _show_skills(catalogue.graph.frontier(estimate), catalogue, style)


@skills.command("ladder")
@click.argument("area", type=Listed("areas", get_args(Area)))
@format_option
def ladder(area: Area, style: str) -> None:
    """List the skills of an area, the earliest first."""
    catalogue = the_catalogue(())
    _show_skills(catalogue.graph.ladder(area), catalogue, style)


@skills.command("alternatives")
@click.argument("word", metavar="ID")
@format_option
def alternatives(word: str, style: str) -> None:
    """Show what will do in place of a skill, for each that it is one way to."""
    catalogue = _catalogue_with(word)
    found = catalogue.graph.alternatives(word)
    if style == "json":
        rows = [{"to": later, "ways": list(ways)} for later, ways in found.items()]
        show_json({"format": "motorplan.alternatives/1", "id": word, "alternatives": rows})
        return
    say, plain = catalogue.phrases.say, {i: n.plain for i, n in catalogue.graph.nodes.items()}
    page = paper(catalogue)
    lines = [
        say("way.instead", later=plain[later], ways=page.one_of([plain[i] for i in ways]))
        for later, ways in found.items()
    ]
    show("\n".join(page.points(lines or [say("way.no_other")])) + "\n")


@skills.command("compare")
@click.argument("was", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("now", metavar="[FILE]", type=click.Path(path_type=Path), required=False)
@click.option(
    "--since", type=Day(), help="The day to compare with; what was seen later is left out."
)
@date_option
@format_option
def compare(was: Path, now: Path | None, since: date | None, day: date | None, style: str) -> None:
    """Show what has moved between two files of one child, or in one --since a day."""
    from motorplan.rendering.ladders import moved_text
    from motorplan.ways import moved

    day = day or today()
    if (now is None and since is None) or (since is not None and since > day):
        msg = "name two files of one child, or an earlier day with --since"
        raise click.UsageError(msg)
    catalogue = the_catalogue(())
    earlier = _estimate(catalogue, was, day, since)
    later = _estimate(catalogue, now or was, day)
    shifts = moved(earlier, later, catalogue)
    if style == "json":
        rows = [{"id": s.skill, "was": round(s.was, 3), "now": round(s.now, 3)} for s in shifts]
        data = {"was": earlier.on, "now": later.on, "moved": rows}
        show_json({"format": "motorplan.compare/1", **data})
    else:
        name, days = later.child.name, (earlier.on, later.on)
        show(moved_text(shifts, catalogue.graph, name, *days, paper(catalogue)))


def _catalogue_with(skill_id: str) -> "Catalogue":
    """Return the catalogue; *skill_id* has to be a skill of it."""
    from motorplan.naming import must_be

    catalogue = the_catalogue(())
    must_be(skill_id, "skills", catalogue.graph.nodes, catalogue)
    return catalogue


def _estimate(
    catalogue: "Catalogue", child: Path, day: date | None, since: date | None = None
) -> "Estimate":
    """Return what is believed of the child of a file, on the day *since* if that is said."""
    from motorplan.ability.estimating import make_estimate
    from motorplan.gathering import with_catalogues_of
    from motorplan.making import load_child
    from motorplan.ways import as_of

    on = day or today()
    loaded = load_child(child, with_catalogues_of(child, catalogue), on=on)
    if since is None:
        return make_estimate(loaded, catalogue.graph, on)
    return make_estimate(as_of(loaded, since), catalogue.graph, since)


def _way(
    catalogue: "Catalogue",
    goal: str,
    child: Path | None,
    day: date | None,
    most: int | None,
    earlier: str | None = None,
) -> "Way":
    from motorplan.ways import way_to

    estimate = _estimate(catalogue, child, day) if child else None
    return way_to(catalogue, goal, earlier=earlier, estimate=estimate, most=most)


def _show_skills(skill_ids: Iterable[str], catalogue: "Catalogue", style: str) -> None:
    from motorplan.rendering.records import skill_record

    if style == "json":
        rows = [skill_record(catalogue.skills[i], catalogue.graph) for i in skill_ids]
        show_json({"format": "motorplan.skills/1", "skills": rows})
    else:
        show_rows(((i, catalogue.graph[i].plain) for i in skill_ids), catalogue)


def _file(output: Path | None) -> Path | None:
    """Return the file to write to; None for the screen."""
    return None if output is None or str(output) == "-" else output


def _give(text: str, output: Path | None) -> None:
    """Print *text*, or write it to *output* and say so."""
    from motorplan.storing.files import write_whole

    if output is None:
        show(text)
    else:
        write_whole(output, text)
        click.echo(f"written to {output}", err=True)
