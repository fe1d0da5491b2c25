"""The catalogue with what somebody adds to it, read as strictly as the built-in one."""

import json
from collections.abc import Iterable
from pathlib import Path

from motorplan.caching import Parts, kept, signature_of
from motorplan.catalogue import Catalogue, Table
from motorplan.compiling import PACKAGE, built_in_catalogue, documents_in, plain_rows
from motorplan.converting.files import activity_from
from motorplan.errors import FileProblems, Problem
from motorplan.linting.activities import misfits_of_activity
from motorplan.model.activities import Activity


def load_catalogue(*, extra: Iterable[str | Path] = ()) -> Catalogue:
    """
    Return the built-in catalogue, with the activities of the *extra* folders.

    Args:
        extra: Folders of activity files, added in this order.

    Raises:
        FileProblems: With all that is wrong in the added files: form, ids, an id in use.
    """
    catalogue = built_in_catalogue()
    for folder in extra:
        catalogue = _with_folder(catalogue, Path(folder))
    return catalogue


def _with_folder(catalogue: Catalogue, folder: Path) -> Catalogue:
    """Return *catalogue* with the activities of *folder*, from the cache while it is the same."""

    def compiled() -> Parts:
        rows = plain_rows(_read(catalogue, folder))
        return {"activities": json.dumps(rows, ensure_ascii=False).encode()}

    signature = signature_of((folder, PACKAGE), catalogue.fingerprint)
    parts = kept("added", folder, signature, compiled)
    return catalogue.with_activities(dict(Table(Activity, parts["activities"])))


def _read(catalogue: Catalogue, folder: Path) -> dict[str, Activity]:
    found: dict[str, Activity] = {}
    problems: list[Problem] = []
    for activity_id, document in documents_in(folder).items():
        try:
            activity = activity_from(document, activity_id)
            if misfits := misfits_of_activity(activity, catalogue):
                raise document.problems(tuple(misfits))
        except FileProblems as error:
            problems += error.problems
            continue
        if activity_id in catalogue.activities:
            problems.append(_taken(document.where, activity_id))
        found[activity_id] = activity
    if problems:
        raise FileProblems(tuple(problems))
    return found


def _taken(where: str, activity_id: str) -> Problem:
    return Problem(
        file=where,
        code="id-taken",
        message=f'there is an activity "{activity_id}" already.',
        remedy="Give the file another name; its stem is the id.",
    )
