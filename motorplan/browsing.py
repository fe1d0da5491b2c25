"""What can be looked up: lists with filters, single entries of any kind, words."""

from collections.abc import Collection, Mapping
from typing import Any, get_args

from motorplan.catalogue import Catalogue
from motorplan.converting.values import unstructure
from motorplan.errors import WrongUse
from motorplan.frozen import frozen
from motorplan.model.activities import Activity
from motorplan.naming import kind_of, must_be
from motorplan.rendering.records import activity_record, skill_record
from motorplan.vocabulary import Place

Record = dict[str, Any]


@frozen(kw_only=True)
class Filters:
    """
    What activities have to be like; None does not matter.

    Attributes:
        query: Part of the id, name or summary.

        trains: A skill that some grade trains.

        place: Where it can be done.

        material: A thing it can be done with, also in place of another.

        age_months: An age from which it is on or before.
    """

    query: str = ""
    trains: str | None = None
    place: str | None = None
    tag: str | None = None
    theme: str | None = None
    material: str | None = None
    age_months: int | None = None


def find_activities(catalogue: Catalogue, filters: Filters | None = None) -> tuple[Activity, ...]:
    """
    Return the activities that pass all *filters*, in order of id.

    Raises:
        UnknownWord: If a filter names a skill, place, tag, theme or material that is none.
    """
    filters = filters or Filters()
    _must_be_known(filters, catalogue)
    every = (catalogue.activities[i] for i in catalogue.activities)
    return tuple(activity for activity in every if _passes(activity, filters, catalogue))


def _must_be_known(filters: Filters, catalogue: Catalogue) -> None:
    lists: tuple[tuple[str | None, str, Collection[str]], ...] = (
        (filters.trains, "skills", catalogue.graph.nodes),
        (filters.place, "places", get_args(Place)),
        (filters.tag, "tags", catalogue.tags),
        (filters.theme, "themes", catalogue.themes),
        (filters.material, "materials", catalogue.materials),
    )
    for word, what, known in lists:
        if word is not None:
            must_be(word, what, known, catalogue)


def _passes(activity: Activity, filters: Filters, catalogue: Catalogue) -> bool:
    text = f"{activity.id} {activity.name} {activity.summary}".casefold()
    return (
        filters.query.casefold() in text
        and filters.trains in {None, *(i for g in activity.grades for i in g.trains)}
        and filters.place in {None, *activity.settings}
        and filters.tag in {None, *activity.tags}
        and filters.theme in {None, *activity.themes}
        and filters.material in {None, *_things_of(activity, catalogue)}
        and (filters.age_months is None or activity.min_age_months <= filters.age_months)
    )


def _things_of(activity: Activity, catalogue: Catalogue) -> set[str]:
    """Return the ids of what *activity* is done with, and of what can stand in for it."""
    things = set(activity.materials)
    for material_id, use in activity.materials.items():
        own = catalogue.materials[material_id].substitutes
        things.update(own if use.substitutes is None else use.substitutes)
    return things


def find_skills(catalogue: Catalogue, query: str = "") -> tuple[str, ...]:
    """Return the ids of the skills whose id, name, plain name or area holds *query*."""
    return tuple(
        node.id
        for node in catalogue.graph.nodes.values()
        if query.casefold() in f"{node.id} {node.name} {node.plain} {node.area}".casefold()
    )


def path_between(catalogue: Catalogue, earlier: str, later: str) -> tuple[str, ...]:
    """
    Return the ids on the shortest way from one skill to a later one.

    Raises:
        UnknownWord: If one of them is no skill.

        WrongUse: If no way leads there.
    """
    for skill_id in (earlier, later):
        must_be(skill_id, "skills", catalogue.graph.nodes, catalogue)
    way = catalogue.graph.path(earlier, later)
    if not way:
        say = catalogue.phrases.say
        raise WrongUse(say("use.path", earlier=earlier, later=later), say("use.path_way"))
    return way


def show(catalogue: Catalogue, word: str) -> tuple[str, Record]:
    """
    Return the list that an id stands in, and all that is known of what goes by it.

    The list is ``skills`` or ``activities``, or one that :func:`word_list` knows.

    Raises:
        UnknownWord: If nothing goes by it; with what it is called now, or the nearest spelling.
    """
    kind = kind_of(word, catalogue)
    if kind == "skills":
        record = skill_record(catalogue.skills[word], catalogue.graph)
        return kind, {**record, "trained_by": list(catalogue.training.get(word, ()))}
    if kind == "activities":
        activity = catalogue.activities[word]
        return kind, activity_record(activity, catalogue.materials, catalogue.safety.rules)
    name = "adaptations" if kind == "equipment" else kind
    return name, word_list(catalogue, name, word)[0]


def word_lists(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the names of all closed lists, in order."""
    return tuple(sorted({*_tables(catalogue), "equipment", *catalogue.words}))


def word_list(catalogue: Catalogue, name: str, word: str | None = None) -> list[Record]:
    """
    Return a closed list as rows of id, name, meaning and what else is known.

    Args:
        catalogue: Where the lists are.

        name: The list: ``allergens``, ``materials``, ``moves_by`` …

        word: Only this one of it.

    Raises:
        UnknownWord: If there is no such list, or no such word in it.
    """
    must_be(name, "lists", word_lists(catalogue), catalogue)
    rows = _rows(catalogue, name)
    if word is None:
        return rows
    must_be(word, name, [row["id"] for row in rows], catalogue)
    return [row for row in rows if row["id"] == word]


def _rows(catalogue: Catalogue, name: str) -> list[Record]:
    if name in catalogue.words:
        words = catalogue.words[name].items()
        return [{"id": word, "name": word, "meaning": meaning} for word, meaning in words]
    if name == "equipment":
        return [row for row in _rows(catalogue, "adaptations") if row["equipment"]]
    table = _tables(catalogue)[name]
    rows: list[Record] = [{"id": i, **unstructure(table[i])} for i in table]
    return [{**row, "name": _name_of(row), "meaning": _meaning_of(row)} for row in rows]


def _name_of(row: Record) -> str:
    return str(row.get("name") or row["id"])


def _meaning_of(row: Record) -> str:
    """Return what a row means: its meaning, whom it helps, where it is found, or its source."""
    parts = ("meaning", "for_whom", "found", "citation", "plain")
    return str(next(row[part] for part in parts if row.get(part)))


def _tables(catalogue: Catalogue) -> dict[str, Mapping[str, Any]]:
    safety = catalogue.safety
    return {
        "adaptations": catalogue.adaptations,
        "allergens": safety.allergens,
        "hazards": safety.features,
        "materials": catalogue.materials,
        "precautions": safety.precautions,
        "rules": safety.rules,
        "routines": catalogue.routines,
        "sources": catalogue.sources,
        "tags": catalogue.tags,
        "themes": catalogue.themes,
    }
