"""Whether the adaptations of a grade fit what is done in it."""

import re
from collections.abc import Iterable, Iterator

from motorplan.catalogue import Catalogue
from motorplan.converting.values import Misfit, Path
from motorplan.model.activities import Activity, Grade
from motorplan.model.things import Adaptation

CHAIRS = frozenset({"sitting-chair", "sitting-own-seat"})
"""One is the other to a child whom only a seat of its own holds."""


def misfits_of_help(activity: Activity, catalogue: Catalogue) -> Iterator[Misfit]:
    """Yield the adaptations of *activity* that do not fit a grade: its words or its positions."""
    for number, grade in enumerate(activity.grades):
        path: Path = ("grades", number, "helped_by")
        for adaptation_id in grade.helped_by:
            adaptation = catalogue.adaptations.get(adaptation_id)
            if adaptation is None:
                continue
            for message in _against(adaptation, activity, grade, catalogue):
                yield Misfit(path, "help-misfit", message, "Leave it out of helped_by.")


def _against(
    adaptation: Adaptation, activity: Activity, grade: Grade, catalogue: Catalogue
) -> Iterator[str]:
    """Yield what speaks against *adaptation* in *grade*."""
    steps, name = " ".join(grade.steps), adaptation.id
    if clash := _named(adaptation.clashes, steps):
        yield f'"{name}" makes no sense where a step says "{clash}".'
    if adaptation.about and not _named(adaptation.about, _all_of(activity, grade, catalogue)):
        yield f'"{name}" helps with {", ".join(adaptation.about[:3])} …; nothing here names it.'
    allowed = {*adaptation.positions, *(CHAIRS if CHAIRS & {*adaptation.positions} else ())}
    if allowed and allowed.isdisjoint(grade.positions):
        yield f'"{name}" fits none of the positions of the grade.'


def _named(words: Iterable[str], text: str) -> str | None:
    """Return the first of *words* that begins a word of *text*."""
    return next((w for w in words if re.search(rf"\b{w}", text, re.IGNORECASE)), None)


def _all_of(activity: Activity, grade: Grade, catalogue: Catalogue) -> str:
    """Return the words of *grade* and the names of its things."""
    texts = [activity.name, grade.name, grade.changed, grade.say, grade.success, *grade.steps]
    for material_id, use in activity.materials.items():
        if not use.grades or grade.id in use.grades:
            material = catalogue.materials.get(material_id)
            texts += [material_id, material.plain if material else "", use.use or ""]
    return " ".join(texts)
