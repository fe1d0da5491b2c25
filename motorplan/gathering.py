"""
The catalogue with what others add to it, read as strictly as the built-in one.

What is added is data only. It adds, hides and rewords; it never takes the place of an id that
is there, never loosens what is declared, and is screened by the same rules.
"""

import json
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from motorplan.caching import Parts, kept, signature_of
from motorplan.catalogue import Catalogue, Table
from motorplan.compiling import PACKAGE, built_in_catalogue, documents_in, plain_rows
from motorplan.errors import FileProblems, Problem
from motorplan.frozen import evolve
from motorplan.installed import installed_catalogues
from motorplan.model.activities import Activity

if TYPE_CHECKING:
    from motorplan.converting.files import Document
    from motorplan.model.overlays import Overlay

Tell = Callable[[str], None]
HEAD = "catalogue"
"""Stem of the file that says what a folder is called, hides and rewords."""


class LeftOut(UserWarning):
    """An installed catalogue that is wrong; the others are used all the same."""


def load_catalogue(
    *,
    child: str | Path | None = None,
    extra: Iterable[str | Path] = (),
    tell: Tell | None = None,
) -> Catalogue:
    """
    Return the built-in catalogue, with installed ones and the activities of more folders.

    An installed catalogue is a folder of activity files that a package names in its entry
    point group ``motorplan.catalogues``; none of its code is run.

    Args:
        child: A child file; the folders that it names as ``catalogues`` are added.

        extra: Folders of activity files, added after those in this order, each once.

        tell: Takes what is to be said of an installed catalogue that is wrong and therefore
            left out; None warns with :class:`LeftOut`.

    Raises:
        FileProblems: With all that is wrong in a folder that was named: form, ids, an id in
            use, a rule that would be loosened.
    """
    catalogue = built_in_catalogue()
    for name, folder in installed_catalogues():
        try:
            catalogue = _with_folder(catalogue, folder, name)
        except FileProblems as error:
            says = catalogue.phrases.say("file.left_out", name=name, why=error)
            (tell or _warn)(says)
    if child is not None:
        catalogue = with_catalogues_of(child, catalogue)
    for own in extra:
        catalogue = _with_folder(catalogue, Path(own))
    return catalogue


def _warn(says: str) -> None:
    warnings.warn(says, LeftOut, stacklevel=3)


def with_catalogues_of(child_file: str | Path, catalogue: Catalogue) -> Catalogue:
    """
    Return *catalogue* with the folders that a child file names, in order of their names.

    Of a group, those of all its children are added. What cannot be read as a child file names
    none; whoever reads the child says what is wrong.

    Raises:
        FileProblems: With all that is wrong in those folders, or that they are not there.
    """
    from motorplan.converting.files import kind_of

    path = Path(child_file)
    document = _readable(path)
    if document is None or kind_of(document.data) != "group":
        return _with_those_of(document, path.parent, catalogue)
    for name in _names(document, "children"):
        own = path.parent / name
        catalogue = _with_those_of(_readable(own), own.parent, catalogue)
    return catalogue


def _readable(path: Path) -> "Document | None":
    from motorplan.converting.files import Document
    from motorplan.storing.files import read_text

    try:
        document = Document(read_text(path), str(path))
        is_there = bool(document.data)
    except FileProblems:
        return None
    return document if is_there else None


def _names(document: "Document", key: str) -> list[str]:
    """Return the names that stand at *key* of a file; none where it is no list of texts."""
    named = document.data.get(key)
    is_list = type(named) is list and all(type(name) is str for name in named)
    return named if named and is_list else []


def _with_those_of(document: "Document | None", beside: Path, catalogue: Catalogue) -> Catalogue:
    """Return *catalogue* with the folders that the file of a child names."""
    from motorplan.converting.files import kind_of

    if document is None or kind_of(document.data) != "child":
        return catalogue
    named = _names(document, "catalogues")
    return _with_named(document, beside, named, catalogue) if named else catalogue


def _with_named(
    document: "Document", beside: Path, named: list[str], catalogue: Catalogue
) -> Catalogue:
    from motorplan.converting.values import Misfit

    say, problems = catalogue.phrases.say, list[Problem]()
    for name in sorted(set(named)):
        folder = beside / name
        if not folder.is_dir():
            where, message = ("catalogues", named.index(name)), say("file.no_folder")
            misfit = Misfit(where, "missing", message, say("file.no_folder_way"))
            problems.append(document.problem(misfit))
            continue
        try:
            catalogue = _with_folder(catalogue, folder)
        except FileProblems as error:
            problems += error.problems
    if problems:
        raise FileProblems(tuple(problems))
    return catalogue


def _with_folder(catalogue: Catalogue, folder: Path, name: str | None = None) -> Catalogue:
    """
    Return *catalogue* with what *folder* says, from the cache while it is the same.

    Args:
        catalogue: What is there already; the same folder again changes nothing.

        folder: A folder of activity files, with or without a ``catalogue.toml``.

        name: What it is called where it says no name itself; None takes the folder's own.
    """
    if not folder.is_dir():
        raise FileProblems((_problem(str(folder), "no_folder", catalogue),))
    place = folder.resolve()
    if str(place) in catalogue.folders:
        return catalogue
    name = name or place.name

    def compiled() -> Parts:
        found, hidden = _read(catalogue, folder, name)
        parts = {"activities": plain_rows(found), "hidden": hidden}
        return {key: json.dumps(rows, ensure_ascii=False).encode() for key, rows in parts.items()}

    signature = signature_of((folder, PACKAGE), f"{catalogue.fingerprint} {name}")
    parts = kept("added", folder, signature, compiled)
    changed = catalogue.with_activities(
        dict(Table(Activity, parts["activities"])), json.loads(parts["hidden"])
    )
    return evolve(changed, folders=(*catalogue.folders, str(place)))


def _read(
    catalogue: Catalogue, folder: Path, name: str
) -> tuple[dict[str, Activity], dict[str, str]]:
    """Return the activities that *folder* adds and rewords, and what it hides by whom."""
    from motorplan.model.overlays import Overlay, reworded

    problems: list[Problem] = []
    documents = documents_in(folder)
    overlay = Overlay(name=name)
    try:
        if HEAD in documents:
            overlay = read_overlay(documents.pop(HEAD), catalogue)
    except FileProblems as error:
        problems += error.problems
    found: dict[str, Activity] = {}
    for activity_id, document in documents.items():
        try:
            activity = read_activity(document, activity_id, catalogue)
            found[activity_id] = evolve(activity, origin=overlay.name)
        except FileProblems as error:
            problems += error.problems
        if activity_id in {*catalogue.activities, *catalogue.hidden}:
            problems.append(_problem(document.where, "taken", catalogue, id=activity_id))
    if problems:
        raise FileProblems(tuple(problems))
    for activity_id, wording in overlay.reword.items():
        found[activity_id] = reworded(catalogue.activities[activity_id], wording, overlay.name)
    return found, dict.fromkeys(overlay.hide, overlay.name)


def read_overlay(document: "Document", catalogue: Catalogue) -> "Overlay":
    """
    Return what a ``catalogue.toml`` says of *catalogue*.

    Raises:
        FileProblems: With all that is wrong in it, or would loosen a rule.
    """
    from motorplan.linting.added import misfits_of_overlay
    from motorplan.model.overlays import Overlay

    overlay = document.built(document.data, Overlay)
    if misfits := misfits_of_overlay(overlay, catalogue):
        raise document.problems(tuple(misfits))
    return overlay


def read_activity(document: "Document", activity_id: str, catalogue: Catalogue) -> Activity:
    """
    Return the activity of a file in its full or short form.

    Args:
        document: The file.

        activity_id: Its stem.

        catalogue: Whose ids, rules and phrases count.

    Raises:
        FileProblems: With all that is wrong in it.
    """
    from motorplan.converting.files import activity_from
    from motorplan.converting.short import Terms
    from motorplan.linting.added import misfits_of_added
    from motorplan.naming import things_called

    terms = Terms(say=catalogue.phrases.say, things=things_called(catalogue))
    activity = activity_from(document, activity_id, terms)
    if misfits := misfits_of_added(activity, catalogue):
        raise document.problems(tuple(misfits))
    return activity


def _problem(where: str, code: str, catalogue: Catalogue, **fields: str) -> Problem:
    say = catalogue.phrases.say
    return Problem(
        file=where,
        code={"taken": "id-taken", "no_folder": "missing"}[code],
        message=say(f"file.{code}", **fields),
        remedy=say(f"file.{code}_way"),
    )
