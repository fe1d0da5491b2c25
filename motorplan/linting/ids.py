"""Ids that files use, and the ids of the catalogue together."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from motorplan.catalogue import Catalogue
from motorplan.converting.values import Misfit, Path
from motorplan.errors import did_you_mean
from motorplan.naming import command_for, tables_of


class Known:
    """Says of ids whether anything goes by them, and what was meant."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._renamed = catalogue.renamed

    def each(
        self, path: Path, ids: tuple[str, ...], what: str, known: Collection[str]
    ) -> Iterator[Misfit]:
        """Yield a misfit for each of the listed *ids* that is not *known*."""
        for number, word in enumerate(ids):
            yield from self.one((*path, number), word, what, known)

    def all(
        self, path: Path, ids: Iterable[str], what: str, known: Collection[str]
    ) -> Iterator[Misfit]:
        """Yield a misfit at *path* itself for each of the *ids* that is not *known*."""
        for word in ids:
            yield from self.one(path, word, what, known)

    def one(self, path: Path, word: str, what: str, known: Collection[str]) -> Iterator[Misfit]:
        """Yield a misfit if *word* is not *known*: its new name, or the nearest spelling."""
        if word in known:
            return
        if word in self._renamed:
            now = self._renamed[word]
            way = f'It is now "{now}".' if now else "It was taken out; leave it out."
            yield Misfit(path, "renamed", f'"{word}" is a former id.', way)
            return
        way = did_you_mean(word, known) or f"See them with: {command_for(what)}"
        yield Misfit(path, "unknown-id", f'"{word}" is not one of the {what}.', way)


def lint_ids(catalogue: Catalogue) -> list[Misfit]:
    """
    Return the ids that break the promise: one id, one thing, for ever.

    An id is used by one kind alone (skills, activities, materials, equipment, tags, themes);
    a former id is not used again, and leads to one that is. So it is with the ids of grades,
    each in its activity.
    """
    uses = Counter(i for table in tables_of(catalogue).values() for i in table)
    found = [
        Misfit((word,), "id-taken", f'"{word}" is the id of two things.', "Rename the newer one.")
        for word, count in sorted(uses.items())
        if count > 1
    ]
    grades = {f"{i}/{grade}" for i in catalogue.activities for grade in _grades(i, catalogue)}
    for former, now in sorted(catalogue.renamed.items()):
        activity, is_grade, _ = former.rpartition("/")
        if is_grade and activity not in catalogue.activities:
            message = f'"{former}" names a grade of "{activity}", which is no activity.'
            found.append(
                Misfit((former,), "unknown-id", message, "Name the activity as it is now.")
            )
            continue
        leads_to = f"{activity}/{now}" if is_grade else now
        if former in uses or former in grades:
            message = f'"{former}" is a former id and used again.'
            found.append(Misfit((former,), "id-taken", message, "Rename what uses it now."))
        if now and leads_to not in uses and leads_to not in grades:
            message = f'"{former}" leads to "{now}", which is nothing.'
            way = "Name what it is called now, or leave it empty when it was taken out."
            found.append(Misfit((former,), "unknown-id", message, way))
    return found


def _grades(activity_id: str, catalogue: Catalogue) -> Iterator[str]:
    return (grade.id for grade in catalogue.activities[activity_id].grades)


def taken(activity_id: str, catalogue: Catalogue) -> Iterator[Misfit]:
    """Yield a misfit if *activity_id* is the id of something else, or was the id of anything."""
    kinds = [kind for kind, table in tables_of(catalogue).items() if activity_id in table]
    kinds = [kind for kind in kinds if kind != "activities"]
    kinds += ["former ids"] * (activity_id in catalogue.renamed)
    for kind in kinds:
        message = f'"{activity_id}" is one of the {kind} already.'
        way = "Give the file another name; its stem is the id."
        yield Misfit(("id",), "id-taken", message, way)
