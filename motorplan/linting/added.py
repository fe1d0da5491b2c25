"""What others add: their own ideas, and their other words for what is there."""

import re
from collections.abc import Iterable, Iterator

from motorplan.catalogue import Catalogue
from motorplan.converting.values import Misfit, Path
from motorplan.linting.activities import misfits_of_activity
from motorplan.linting.ids import Known
from motorplan.linting.wording import texts_of
from motorplan.model.activities import Activity, Grade
from motorplan.model.overlays import Overlay, Wording, reworded

SPARED = frozenset(
    {
        *("absolute-claim", "hard-words", "ladder", "long-sentence", "no-main-skill", "no-needs"),
        *("no-professional", "no-source", "no-substitute", "not-declared", "too-long-for-age"),
    }
)
"""What is asked of a graded activity and not of an idea; all that safety asks stays."""

PRIVATE = re.compile(
    r"\b(undress\w*|naked|nappy|nappies|diapers?|toilet\w*|potty|underpants|underwear|bath)\b",
    re.IGNORECASE,
)
CARE = re.compile(
    r"\d[\d.,]* ?(?:cm|mm|m|kg|degrees|seconds?|minutes?)\b|\bnever\b|\bdo not\b|\bdon't\b",
    re.IGNORECASE,
)
"""A measure, or a warning: rewording never drops one."""


def misfits_of_added(activity: Activity, catalogue: Catalogue) -> list[Misfit]:
    """Return all that is wrong in an added *activity*; an own idea need not be graded yet."""
    found = misfits_of_activity(activity, catalogue)
    if not activity.own:
        return found
    found = [m for m in found if m.code not in SPARED and not _is_count_of_steps(m)]
    return [*found, *_not_private(activity, catalogue)]


def _is_count_of_steps(misfit: Misfit) -> bool:
    return misfit.code == "out-of-range" and misfit.path[-1] == "steps"


def _not_private(activity: Activity, catalogue: Catalogue) -> Iterator[Misfit]:
    """Yield where an idea speaks of undressing, toilet or bath and does not say it is private."""
    if activity.private:
        return
    say = catalogue.phrases.say
    for path, text in texts_of(activity):
        if word := PRIVATE.search(text):
            message = say("own.private", word=word[0])
            yield Misfit(path, "not-private", message, say("own.private_way"))


def misfits_of_overlay(overlay: Overlay, catalogue: Catalogue) -> list[Misfit]:
    """Return all that an *overlay* of *catalogue* says that cannot be, or would loosen a rule."""
    known, say = Known(catalogue), catalogue.phrases.say
    found = [*known.each(("hide",), overlay.hide, "activities", catalogue.activities)]
    if not overlay.name.strip():
        found.append(Misfit(("name",), "empty", say("own.no_name"), say("own.no_name_way")))
    for activity_id, wording in sorted(overlay.reword.items()):
        path: Path = ("reword", activity_id)
        found += known.one(path, activity_id, "activities", catalogue.activities)
        if activity_id in catalogue.activities:
            activity = catalogue.activities[activity_id]
            found += (_within(m, path) for m in _of_wording(activity, wording, catalogue))
    return found


def _within(misfit: Misfit, path: Path) -> Misfit:
    return Misfit((*path, *misfit.path), misfit.code, misfit.message, misfit.remedy)


def _of_wording(activity: Activity, wording: Wording, catalogue: Catalogue) -> Iterator[Misfit]:
    """Yield what is wrong with other words for *activity*, by the keys of the wording."""
    ids = [grade.id for grade in activity.grades]
    yield from Known(catalogue).all(("grades",), wording.grades, "grades", ids)
    changed = reworded(activity, wording, "")
    before = {(m.path, m.code) for m in misfits_of_added(activity, catalogue)}
    for misfit in misfits_of_added(changed, catalogue):
        if (misfit.path, misfit.code) not in before:
            yield Misfit(_as_written(misfit.path, ids), misfit.code, misfit.message, misfit.remedy)
    for old, new in zip(activity.grades, changed.grades, strict=True):
        for word in sorted(_care_of(old) - _care_of(new)):
            message = catalogue.phrases.say("own.care_dropped", word=word)
            way = catalogue.phrases.say("own.care_dropped_way")
            yield Misfit(("grades", old.id), "care-dropped", message, way)


def _as_written(path: Path, ids: list[str]) -> Path:
    """Return the path of a grade's text with the grade's id in place of its number."""
    if len(path) > 1 and isinstance(path[1], int):
        return (path[0], ids[path[1]], *path[2:])
    return path


def _care_of(grade: Grade) -> set[str]:
    return {word.casefold() for text in _texts(grade) for word in CARE.findall(text)}


def _texts(grade: Grade) -> Iterable[str]:
    return (*grade.steps, *grade.watch_for, *grade.stop_if, grade.step_up, grade.step_down)
