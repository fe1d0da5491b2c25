"""What an activity file says that cannot be, or should not be said."""

import re
from collections.abc import Collection, Iterator

from motorplan.catalogue import Catalogue
from motorplan.converting.values import Misfit, Path
from motorplan.errors import did_you_mean
from motorplan.model.activities import Activity, Grade

OPINIONS = {"therapy-consensus", "motorplan-consensus", "recalled-care"}
GRADES, STEPS = (3, 5), (2, 7)
MOST_MINUTES, MOST_WORDS = 15, 20
AVOIDED = re.compile(
    r"\b(deficits?|delay(ed|s)?|failures?|typical(ly)?|normal(ly)?|mastered|worst-served"
    r"|non-compliant|comply|tolerates?|eye contact|sit still|rewards?|w-sit\w*"
    r"|pull\w* (\w+ ){0,3}by the (hands?|arms?|wrists?)"
    r"|lift\w* (\w+ ){0,3}(by|under) the arm(pit)?s?|by the ankles?"
    r"|stretch (the|his|her|their) (leg|arm|muscle|foot|hand)\w*|force the)\b",
    re.IGNORECASE,
)


def misfits_of_activity(activity: Activity, catalogue: Catalogue) -> list[Misfit]:
    """Return everything in *activity* that has the right shape but cannot be."""
    return [
        *_ids(activity, catalogue),
        *_materials(activity, catalogue),
        *_ladder(activity),
        *(
            m
            for n, grade in enumerate(activity.grades)
            for m in _grade(n, grade, activity, catalogue)
        ),
        *_words(activity),
    ]


def _known(path: Path, ids: Collection[str], what: str, known: Collection[str]) -> Iterator[Misfit]:
    for word in ids:
        if word not in known:
            hint = did_you_mean(word, list(known)) or f"See them with: motorplan words {what}"
            yield Misfit(path, "unknown-id", f'"{word}" is not one of the {what}.', hint)


def _ids(activity: Activity, catalogue: Catalogue) -> Iterator[Misfit]:
    safety = catalogue.safety
    yield from _known(("is_task",), activity.is_task, "skills", catalogue.graph.nodes)
    yield from _known(("tags",), activity.tags, "tags", catalogue.tags)
    yield from _known(("themes",), activity.themes, "themes", catalogue.themes)
    yield from _known(("routines",), activity.routines, "routines", catalogue.routines)
    yield from _known(("sources",), activity.sources, "sources", catalogue.sources)
    yield from _known(("allergens",), activity.allergens, "allergens", safety.allergens)
    if not activity.sources:
        message = "it names no source."
        yield Misfit(("sources",), "no-source", message, 'Own judgement is "motorplan-consensus".')
    studies = set(activity.sources) - OPINIONS
    if activity.evidence in {"strong", "moderate"} and not studies:
        message = f'"{activity.evidence}" evidence rests on a study, and none is named.'
        yield Misfit(("evidence",), "no-study", message, 'Name it, or say "consensus".')
    yield from _features(("features",), activity.features, catalogue)


def _features(
    path: Path, features: dict[str, float] | None, catalogue: Catalogue
) -> Iterator[Misfit]:
    if features is None:
        message = "hazards and body demands are not declared."
        yield Misfit(path, "not-declared", message, "Write features = {} when there are none.")
        return
    yield from _known(path, features, "hazards", catalogue.safety.features)


def _materials(activity: Activity, catalogue: Catalogue) -> Iterator[Misfit]:
    grades = {grade.id for grade in activity.grades}
    for material_id, use in activity.materials.items():
        path: Path = ("materials", material_id)
        yield from _known(path, [material_id], "materials", catalogue.materials)
        spare = use.substitutes or ()
        yield from _known((*path, "substitutes"), spare, "materials", catalogue.materials)
        for grade_id in use.grades:
            if grade_id not in grades:
                message = f'"{grade_id}" is no grade of this activity.'
                yield Misfit((*path, "grades"), "unknown-id", message)


def _ladder(activity: Activity) -> Iterator[Misfit]:
    low, high = GRADES
    if not low <= len(activity.grades) <= high:
        message = f"{len(activity.grades)} grades; a ladder has {low} to {high}."
        yield Misfit(("grades",), "ladder", message)
    ids = [grade.id for grade in activity.grades]
    for twice in sorted({i for i in ids if ids.count(i) > 1}):
        yield Misfit(("grades",), "twice", f'grade "{twice}" stands here twice.')


def _grade(number: int, grade: Grade, activity: Activity, catalogue: Catalogue) -> Iterator[Misfit]:
    path: Path = ("grades", number)
    graph = catalogue.graph
    yield from _known((*path, "trains"), grade.trains, "skills", graph.nodes)
    yield from _known((*path, "needs"), grade.needs, "skills", graph.nodes)
    yield from _known((*path, "helped_by"), grade.helped_by, "equipment", catalogue.adaptations)
    yield from _features((*path, "features"), grade.features, catalogue)
    for skill_id in grade.needs:
        if skill_id in graph and graph[skill_id].kind == "capacity":
            message = f'"{skill_id}" is a capacity and never needed.'
            yield Misfit((*path, "needs"), "capacity-need", message, "Name a skill.")
    if not grade.needs:
        yield Misfit((*path, "needs"), "no-needs", "it says nothing that it needs.")
    if max(grade.trains.values(), default=0.0) != 1.0:
        message = "no skill is the main one."
        yield Misfit((*path, "trains"), "no-main-skill", message, "Give it the weight 1.0.")
    if number and not grade.dimensions:
        message = "it does not say in what it differs from the grade below."
        yield Misfit((*path, "dimensions"), "no-dimension", message)
    yield from _sizes(path, grade)
    yield from _openers(path, grade, activity, catalogue)


def _sizes(path: Path, grade: Grade) -> Iterator[Misfit]:
    minutes = grade.minutes + grade.minutes_setup + grade.minutes_tidy
    if not 1 <= minutes <= MOST_MINUTES:
        message = f"{minutes} minutes in all; it takes 1 to {MOST_MINUTES}."
        yield Misfit((*path, "minutes"), "out-of-range", message)
    low, high = STEPS
    if not low <= len(grade.steps) <= high:
        yield Misfit((*path, "steps"), "out-of-range", f"{low} to {high} steps, please.")
    if not grade.stop_if:
        yield Misfit((*path, "stop_if"), "no-stop-sign", "it names no stop sign.")
    if not grade.watch_for:
        yield Misfit((*path, "watch_for"), "nothing-to-watch", "it names nothing to watch for.")


def _openers(
    path: Path, grade: Grade, activity: Activity, catalogue: Catalogue
) -> Iterator[Misfit]:
    """Yield hazards that no need of the grade could ever open."""
    demands: dict[str, float] = {}
    parts = [activity.features or {}, grade.features or {}]
    for material_id, use in activity.materials.items():
        if material_id in catalogue.materials and (not use.grades or grade.id in use.grades):
            parts.append(catalogue.materials[material_id].hazards)
    for part in parts:
        for feature, amount in part.items():
            demands[feature] = max(amount, demands.get(feature, 0.0))
    for feature, amount in sorted(demands.items()):
        word = catalogue.safety.features.get(feature)
        if word is None or not word.opened_by or amount < word.opened_from:
            continue
        if not set(word.opened_by) & grade.needs.keys():
            message = f'"{feature}" is opened by what was seen, and no need says what.'
            way = f"Need one of: {', '.join(word.opened_by)}."
            yield Misfit((*path, "needs"), "no-opener", message, way)


def _words(activity: Activity) -> Iterator[Misfit]:
    for path, text in texts_of(activity):
        if found := AVOIDED.search(text):
            message = f'"{found[0]}" is not said here.'
            yield Misfit(path, "word-to-avoid", message, "Say what to do instead.")
        for sentence in re.split(r"[.!?:]\s", text):
            if len(sentence.split()) > MOST_WORDS:
                message = f"a sentence of over {MOST_WORDS} words."
                yield Misfit(path, "long-sentence", message, "Make two of it.")


def texts_of(activity: Activity) -> Iterator[tuple[Path, str]]:
    """Yield every text of *activity* that a carer reads, with where it stands."""
    yield ("summary",), activity.summary
    yield ("why",), activity.why
    for number, grade in enumerate(activity.grades):
        path: Path = ("grades", number)
        for name in ("changed", "say", "success", "record", "step_up", "step_down"):
            if text := getattr(grade, name):
                yield (*path, name), text
        for name in ("steps", "watch_for", "stop_if"):
            for text in getattr(grade, name):
                yield (*path, name), text
