"""Ids: what goes by one, what a former one is called now, and what was likely meant."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from motorplan.catalogue import Catalogue
from motorplan.converting.short import spoken
from motorplan.errors import UnknownWord, WrongUse, nearest

MOST_MEANT = 3
LISTED_BY = {
    "skills": "skills list",
    "activities": "activities list",
    "ids": "words",
    "lists": "words",
}
"""How kinds are listed that ``motorplan words`` does not list."""


def tables_of(catalogue: Catalogue) -> dict[str, Mapping[str, Any]]:
    """Return all that ``avoid``, ``why`` and ``show`` take, by kind; no id is in two of them."""
    return {
        "skills": catalogue.graph.nodes,
        "activities": catalogue.activities,
        "materials": catalogue.materials,
        "equipment": catalogue.adaptations,
        "tags": catalogue.tags,
        "themes": catalogue.themes,
    }


def ids_in(catalogue: Catalogue) -> frozenset[str]:
    """Return every id of every kind, those of hidden activities too."""
    return frozenset(i for table in tables_of(catalogue).values() for i in table).union(
        catalogue.hidden
    )


def things_called(catalogue: Catalogue) -> dict[str, str]:
    """Return id, name and plain name of every material, as spoken, where only one goes by it."""
    found: dict[str, set[str]] = {}
    for thing in (catalogue.materials[i] for i in catalogue.materials):
        for word in (thing.name, thing.plain):
            found.setdefault(spoken(word), set()).add(thing.id)
    alone = {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1}
    return alone | {spoken(i): i for i in catalogue.materials}


def kind_of(word: str, catalogue: Catalogue) -> str:
    """
    Return the kind of what goes by *word*: ``skills``, ``materials`` or another.

    Raises:
        UnknownWord: If nothing does; with what it is called now, or the nearest spelling.

        WrongUse: If it is an activity that an added catalogue hides.
    """
    for kind, table in tables_of(catalogue).items():
        if word in table:
            return kind
    if by := catalogue.hidden.get(word):
        say = catalogue.phrases.say
        raise WrongUse(say("use.hidden", word=word, by=by), say("use.hidden_way", by=by))
    raise unknown_word(word, "ids", ids_in(catalogue), catalogue.renamed)


def called(
    word: str,
    catalogue: Catalogue,
    *,
    kinds: Collection[str] = (),
    prefer: Collection[str] = (),
) -> str:
    """
    Return the id that is meant by *word*: an id, or a name as it is printed.

    The name of a grade means its activity; activities come before skills, and these before
    things. Capitals and hyphens do not matter.

    Args:
        word: What somebody asked for.

        catalogue: What there is.

        kinds: The kinds that may be meant; empty for all.

        prefer: Of several that go by it, the ids that are likelier meant.

    Raises:
        UnknownWord: If nothing goes by it, or several do; with the nearest.
    """
    tables = {k: t for k, t in tables_of(catalogue).items() if not kinds or k in kinds}
    if any(word in table for table in tables.values()) or word in catalogue.hidden:
        return word
    if word in catalogue.renamed:
        raise unknown_word(word, "ids", (), catalogue.renamed)
    names: dict[str, set[str]] = {}
    for kind in ("activities", "skills", *tables):
        found: dict[str, set[str]] = {}
        for thing_id, name in _names_of(kind, tables.get(kind, {})):
            found.setdefault(spoken(name), set()).add(thing_id)
        meant = found.get(spoken(word), set())
        if len(likely := meant.intersection(prefer) or meant) == 1:
            return likely.pop()
        if meant:
            raise UnknownWord(word, "one thing", tuple(sorted(meant)[:MOST_MEANT]))
        names |= found
    close = nearest(spoken(word), [*names, *(i for table in tables.values() for i in table)])
    meant = names.get(close or "", {close} if close else set())
    what = next(iter(kinds)) if len(kinds) == 1 else "ids"
    ids = tuple(sorted(i for i in meant if i)[:MOST_MEANT])
    raise UnknownWord(word, _ONE.get(what, what), ids, see=command_for(what))


def _names_of(kind: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield id and name of everything of a *kind*, by each of its names."""
    for thing_id, thing in table.items():
        yield thing_id, thing.name
        if kind == "activities":
            yield from ((thing_id, grade.name) for grade in thing.grades)
        elif plain := getattr(thing, "plain", None):
            yield thing_id, plain


def must_be(word: str, what: str, known: Collection[str], catalogue: Catalogue) -> None:
    """
    Refuse a *word* that is none of the *known* ones.

    Args:
        word: What somebody asked for.

        what: The kind in the plural, as ``motorplan words`` calls it: ``materials``.

        known: What there is.

        catalogue: Knows what former ids are called now.

    Raises:
        UnknownWord: With what it is called now, or the nearest spelling.
    """
    if word not in known:
        raise unknown_word(word, what, known, catalogue.renamed)


def command_for(what: str) -> str:
    """Return the command that lists the kind *what*."""
    return f"motorplan {LISTED_BY.get(what, f'words {what}')}"


def unknown_word(
    word: str, what: str, known: Collection[str], renamed: Mapping[str, str] | None = None
) -> UnknownWord:
    """Return the error for a *word* that is none of the *known* ones of the kind *what*."""
    found = nearest(word, known)
    close = (found,) if found else ()
    now = (renamed or {}).get(word)
    return UnknownWord(word, _ONE.get(what, what), close, now, command_for(what))


_ONE = {
    "skills": "skill",
    "activities": "activity",
    "materials": "material",
    "tags": "tag",
    "themes": "theme",
    "places": "place",
    "allergens": "allergen",
    "areas": "area",
    "ids": "thing",
    "lists": "list",
    "precautions": "precaution",
}
"""One of a kind, as people say it; other kinds by the name of their list."""
