"""
The catalogue with what others add to it, read as strictly as the built-in one.

What is added is data only, never replaces what is there, and is screened by the same rules.
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
from motorplan.installed import installed_catalogues
from motorplan.model.activities import Activity

if TYPE_CHECKING:
    from motorplan.converting.files import Document

Tell = Callable[[str], None]


class LeftOut(UserWarning):
    """An installed catalogue that is wrong; the others are used all the same."""


def load_catalogue(*, extra: Iterable[str | Path] = (), tell: Tell | None = None) -> Catalogue:
    """
    Return the built-in catalogue, with installed ones and the activities of *extra* folders.

    An installed catalogue is a folder of activity files that a package names in its entry
    point group ``motorplan.catalogues``; none of its code is run.

    Args:
        extra: Folders of activity files, added in this order.

        tell: Takes what is to be said of an installed catalogue that is wrong and therefore
            left out; None warns with :class:`LeftOut`.

    Raises:
        FileProblems: With all that is wrong in an *extra* folder: form, ids, an id in use.
    """
    catalogue = built_in_catalogue()
    for name, folder in installed_catalogues():
        try:
            catalogue = _with_folder(catalogue, folder)
        except FileProblems as error:
            says = catalogue.phrases.say("file.left_out", name=name, why=error)
            (tell or _warn)(says)
    for own in extra:
        catalogue = _with_folder(catalogue, Path(own))
    return catalogue


def _warn(says: str) -> None:
    warnings.warn(says, LeftOut, stacklevel=3)


def _with_folder(catalogue: Catalogue, folder: Path) -> Catalogue:
    """Return *catalogue* with the activities of *folder*, from the cache while it is the same."""

    def compiled() -> Parts:
        rows = plain_rows(_read(catalogue, folder))
        return {"activities": json.dumps(rows, ensure_ascii=False).encode()}

    if not folder.is_dir():
        raise FileProblems((_problem(str(folder), "no_folder", catalogue),))
    signature = signature_of((folder, PACKAGE), catalogue.fingerprint)
    parts = kept("added", folder, signature, compiled)
    return catalogue.with_activities(dict(Table(Activity, parts["activities"])))


def _read(catalogue: Catalogue, folder: Path) -> dict[str, Activity]:
    found: dict[str, Activity] = {}
    problems: list[Problem] = []
    for activity_id, document in documents_in(folder).items():
        try:
            found[activity_id] = _activity(activity_id, document, catalogue)
        except FileProblems as error:
            problems += error.problems
        if activity_id in catalogue.activities:
            problems.append(_problem(document.where, "taken", catalogue, id=activity_id))
    if problems:
        raise FileProblems(tuple(problems))
    return found


def _activity(activity_id: str, document: "Document", catalogue: Catalogue) -> Activity:
    from motorplan.converting.files import activity_from
    from motorplan.linting.activities import misfits_of_activity

    activity = activity_from(document, activity_id)
    if misfits := misfits_of_activity(activity, catalogue):
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
