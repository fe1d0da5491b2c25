"""``skills``, ``activities``, ``words`` and ``schema``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motorplan.cli.options import (
    as_json,
    catalogue_option,
    format_option,
    paper,
    show,
    the_catalogue,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from motorplan.catalogue import Catalogue
    from motorplan.model.activities import Activity

SCHEMAS = ("activity", "child", "plan")


@click.group()
def skills() -> None:
    """Look into the skill graph."""


@skills.command("list")
@click.argument("query", required=False, default="")
@format_option
def list_skills(query: str, style: str) -> None:
    """List the skills whose id, name or plain name holds QUERY."""
    from motorplan.rendering.records import skill_record
    from motorplan.rendering.terminal import listing

    catalogue = the_catalogue(())
    found = [
        node.id
        for node in catalogue.graph.nodes.values()
        if query.casefold() in f"{node.id} {node.name} {node.plain} {node.area}".casefold()
    ]
    if style == "json":
        rows = [skill_record(catalogue.skills[i], catalogue.graph) for i in found]
        show(as_json({"format": "motorplan.skills/1", "skills": rows}))
    else:
        show(listing(((i, catalogue.graph[i].plain) for i in found), paper()))


@skills.command("show")
@click.argument("skill_id", metavar="ID")
@format_option
def show_skill(skill_id: str, style: str) -> None:
    """Show one skill: ages, what comes before it, and what trains it."""
    from motorplan.rendering.records import skill_record
    from motorplan.rendering.terminal import skill_text

    catalogue = the_catalogue(())
    _must_be(skill_id, catalogue.graph.nodes, "skill", "motorplan skills list")
    record = skill_record(catalogue.skills[skill_id], catalogue.graph)
    record["trained_by"] = list(catalogue.training.get(skill_id, ()))
    if style == "json":
        show(as_json({"format": "motorplan.skills/1", "skills": [record]}))
    else:
        show(skill_text(record, paper()))


@skills.command("path")
@click.argument("earlier", metavar="FROM")
@click.argument("later", metavar="TO")
@format_option
def path_between(earlier: str, later: str, style: str) -> None:
    """Show the shortest way from one skill to a later one."""
    from motorplan.errors import UnknownWord
    from motorplan.rendering.terminal import listing

    catalogue = the_catalogue(())
    for skill_id in (earlier, later):
        _must_be(skill_id, catalogue.graph.nodes, "skill", "motorplan skills list")
    way = catalogue.graph.path(earlier, later)
    if not way:
        msg = f"no way leads from {earlier!r} to {later!r}; try them the other way round"
        raise UnknownWord(msg)
    if style == "json":
        show(as_json({"format": "motorplan.path/1", "path": list(way)}))
    else:
        show(listing(((i, catalogue.graph[i].plain) for i in way), paper()))


@click.group()
def activities() -> None:
    """Look into the activities."""


@activities.command("list")
@click.argument("query", required=False, default="")
@click.option("--trains", metavar="SKILL", help="Trains this skill.")
@click.option("--place", help="Can be done there.")
@click.option("--tag", help="Has this tag.")
@click.option("--theme", help="Can be dressed in this theme.")
@click.option("--age", type=click.IntRange(0), metavar="MONTHS", help="From this age in months.")
@click.option("--material", help="Uses this material.")
@catalogue_option
@format_option
def list_activities(
    query: str,
    trains: str | None,
    place: str | None,
    tag: str | None,
    theme: str | None,
    age: int | None,
    material: str | None,
    folders: tuple[Path, ...],
    style: str,
) -> None:
    """List the activities whose id, name or summary holds QUERY."""
    from motorplan.rendering.records import activity_record
    from motorplan.rendering.terminal import listing

    catalogue = the_catalogue(folders)
    _known_filters(catalogue, {"skill": trains, "tag": tag, "theme": theme, "material": material})
    wanted = [
        activity
        for activity in (catalogue.activities[i] for i in catalogue.activities)
        if query.casefold() in f"{activity.id} {activity.name} {activity.summary}".casefold()
        and (trains is None or any(trains in grade.trains for grade in activity.grades))
        and (place is None or place in activity.settings)
        and (tag is None or tag in activity.tags)
        and (theme is None or theme in activity.themes)
        and (age is None or activity.min_age_months <= age)
        and (material is None or material in activity.materials)
    ]
    if style == "json":
        rows = [activity_record(a, catalogue.materials, catalogue.safety.rules) for a in wanted]
        show(as_json({"format": "motorplan.activities/1", "activities": rows}))
    else:
        show(listing(((a.id, a.summary) for a in wanted), paper()))


def _known_filters(catalogue: "Catalogue", said: "Mapping[str, str | None]") -> None:
    """Refuse a filter that nothing goes by, with the nearest spelling."""
    lists: dict[str, Any] = {
        "skill": catalogue.graph.nodes,
        "tag": catalogue.tags,
        "theme": catalogue.themes,
        "material": catalogue.materials,
    }
    for what, word in said.items():
        if word is not None:
            _must_be(word, lists[what], what, f"motorplan words {what}s")


@activities.command("show")
@click.argument("activity_id", metavar="ID")
@catalogue_option
@format_option
def show_activity(activity_id: str, folders: tuple[Path, ...], style: str) -> None:
    """Show one activity with all its grades."""
    from motorplan.rendering.records import activity_record
    from motorplan.rendering.terminal import activity_text

    catalogue = the_catalogue(folders)
    _must_be(activity_id, catalogue.activities, "activity", "motorplan activities list")
    activity: Activity = catalogue.activities[activity_id]
    if style == "json":
        row = activity_record(activity, catalogue.materials, catalogue.safety.rules)
        show(as_json({"format": "motorplan.activities/1", "activities": [row]}))
    else:
        things = {i: catalogue.materials[i].plain for i in activity.materials}
        plain = {i: catalogue.graph[i].plain for g in activity.grades for i in g.trains}
        show(activity_text(activity, things, plain, paper()))


def _must_be(word: str, known: "Any", what: str, see: str) -> None:
    from motorplan.errors import UnknownWord, did_you_mean

    if word not in known:
        hint = did_you_mean(word, list(known))
        msg = f"no {what} {word!r}. {hint} See: {see}"
        raise UnknownWord(" ".join(msg.split()))


@click.command()
@click.argument("name", metavar="LIST", required=False)
@format_option
def words(name: str | None, style: str) -> None:
    """Print a closed list with its meanings, or the names of all lists."""
    from motorplan.rendering.terminal import listing

    catalogue = the_catalogue(())
    lists = word_lists(catalogue)
    if name is None:
        rows = [{"id": i, "name": i, "meaning": f"{len(lists[i])} words"} for i in sorted(lists)]
    else:
        _must_be(name, lists, "list", "motorplan words")
        rows = lists[name]
    if style == "json":
        show(as_json({"format": "motorplan.words/1", "list": name or "lists", "words": rows}))
    else:
        show(listing(((r["id"], r["meaning"]) for r in rows), paper()))


def word_lists(catalogue: "Catalogue") -> "dict[str, list[dict[str, Any]]]":
    """Return every closed list as rows of id, name, meaning and what else is known."""
    from motorplan.converting.values import unstructure

    safety = catalogue.safety
    things: dict[str, Any] = {
        "adaptations": catalogue.adaptations,
        "allergens": safety.allergens,
        "hazards": safety.features,
        "materials": catalogue.materials,
        "precautions": safety.precautions,
        "routines": catalogue.routines,
        "tags": catalogue.tags,
        "themes": catalogue.themes,
    }
    found: dict[str, list[dict[str, Any]]] = {}
    for name, table in things.items():
        rows = [unstructure(table[i]) for i in table]
        found[name] = [
            {**r, "meaning": r.get("meaning") or r.get("for_whom") or r["found"]} for r in rows
        ]
    found["equipment"] = [row for row in found["adaptations"] if row["equipment"]]
    for name in catalogue.words:
        found[name] = [
            {"id": word, "name": word, "meaning": meaning}
            for word, meaning in catalogue.words[name].items()
        ]
    return found


@click.command()
@click.argument("name", type=click.Choice(SCHEMAS))
def schema(name: str) -> None:
    """Print the JSON Schema of a child file, an activity file or a plan."""
    from motorplan.compiling import schema_text

    show(schema_text(name))
