"""What an activity file says that cannot be, or should not be said."""

from collections.abc import Iterator

from motorplan.catalogue import Catalogue
from motorplan.converting.values import Misfit, Path
from motorplan.linting.grading import misfits_of_ladder
from motorplan.linting.helping import misfits_of_help
from motorplan.linting.ids import Known, taken
from motorplan.linting.wording import misfits_of_texts
from motorplan.model.activities import Activity, Grade

OPINIONS = {"therapy-consensus", "motorplan-consensus", "recalled-care"}
GRADES, STEPS = (3, 5), (2, 7)
MOST_MINUTES = 15
MAIN_FROM = 0.5
"""The least weight of the main skill of a grade: part practice and pretend are no more."""

OUT_OF_REACH = 2
"""Steps between a child and an adult from which no arm reaches."""

OWN_SEAT = "sitting-own-seat"
LEAST_WORDS = 3


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
        *misfits_of_ladder(activity, catalogue),
        *misfits_of_texts(activity, catalogue),
        *misfits_of_help(activity, catalogue),
    ]


def _ids(activity: Activity, catalogue: Catalogue) -> Iterator[Misfit]:
    safety, known = catalogue.safety, Known(catalogue).all
    yield from taken(activity.id, catalogue)
    yield from known(("is_task",), activity.is_task, "skills", catalogue.graph.nodes)
    yield from known(("tags",), activity.tags, "tags", catalogue.tags)
    yield from known(("themes",), activity.themes, "themes", catalogue.themes)
    yield from known(("routines",), activity.routines, "routines", catalogue.routines)
    yield from known(("sources",), activity.sources, "sources", catalogue.sources)
    yield from known(("allergens",), activity.allergens, "allergens", safety.allergens)
    if activity.private and not activity.who:
        message = "it is private and does not say who may do it."
        yield Misfit(("who",), "private-who", message, "Name trusted adults, such as a parent.")
    if not activity.sources:
        message = "it names no source."
        yield Misfit(("sources",), "no-source", message, 'Own judgement is "motorplan-consensus".')
    studies = set(activity.sources) - OPINIONS
    if activity.evidence in {"strong", "moderate"} and not studies:
        message = f'"{activity.evidence}" evidence rests on a study, and none is named.'
        yield Misfit(("evidence",), "no-study", message, 'Name it, or say "consensus".')
    if len(activity.professional.split()) < LEAST_WORDS:
        message = "it has no line for professionals."
        way = "Say what it practises and how it is graded, in the field's terms."
        yield Misfit(("professional",), "no-professional", message, way)
    yield from _features(("features",), activity.features, catalogue)


def _features(
    path: Path, features: dict[str, float] | None, catalogue: Catalogue
) -> Iterator[Misfit]:
    if features is None:
        message = "hazards and body demands are not declared."
        yield Misfit(path, "not-declared", message, "Write features = {} when there are none.")
        return
    yield from Known(catalogue).all(path, features, "hazards", catalogue.safety.features)


def _materials(activity: Activity, catalogue: Catalogue) -> Iterator[Misfit]:
    known, grades = Known(catalogue), {grade.id for grade in activity.grades}
    for material_id, use in activity.materials.items():
        path: Path = ("materials", material_id)
        yield from known.one(path, material_id, "materials", catalogue.materials)
        spare = use.substitutes or ()
        yield from known.all((*path, "substitutes"), spare, "materials", catalogue.materials)
        if "home" in activity.settings and _has_no_spare(material_id, activity, catalogue):
            message = "no home is taken to have it, and nothing can stand in for it."
            way = 'Name substitutes, or say optional = true; where nothing can, "substitutes = []".'
            yield Misfit(path, "no-substitute", message, way)
        for grade_id in use.grades:
            if grade_id not in grades:
                message = f'"{grade_id}" is no grade of this activity.'
                way = f"Its grades are: {', '.join(sorted(grades))}."
                yield Misfit((*path, "grades"), "unknown-id", message, way)


def _has_no_spare(material_id: str, activity: Activity, catalogue: Catalogue) -> bool:
    """
    Return whether a home without this material is left with nothing.

    That nothing can stand in may be said (``substitutes = []``) where the activity is the
    task itself, or has grades that do without.
    """
    use, material = activity.materials[material_id], catalogue.materials.get(material_id)
    if material is None or material.household or use.optional:
        return False
    said = use.substitutes is not None and bool(activity.is_task or use.grades)
    return not said and not (material.substitutes if use.substitutes is None else use.substitutes)


def _ladder(activity: Activity) -> Iterator[Misfit]:
    low, high = GRADES
    if not low <= len(activity.grades) <= high:
        message = f"{len(activity.grades)} grades; a ladder has {low} to {high}."
        way = "Add or take away a [[grades]]."
        yield Misfit(("grades",), "ladder", message, way)
    ids = [grade.id for grade in activity.grades]
    for twice in sorted({i for i in ids if ids.count(i) > 1}):
        message = f'grade "{twice}" stands here twice.'
        yield Misfit(("grades",), "twice", message, "Give one of them another id.")


def _grade(number: int, grade: Grade, activity: Activity, catalogue: Catalogue) -> Iterator[Misfit]:
    path: Path = ("grades", number)
    graph, known = catalogue.graph, Known(catalogue).all
    yield from known((*path, "trains"), grade.trains, "skills", graph.nodes)
    yield from known((*path, "needs"), grade.needs, "skills", graph.nodes)
    yield from known((*path, "helped_by"), grade.helped_by, "equipment", catalogue.adaptations)
    yield from _features((*path, "features"), grade.features, catalogue)
    for skill_id in grade.needs:
        if skill_id in graph and graph[skill_id].kind == "capacity":
            message = f'"{skill_id}" is a capacity and never needed.'
            yield Misfit((*path, "needs"), "capacity-need", message, "Name a skill.")
    if not grade.needs:
        way = 'Name a skill and a level, for example: reaches-and-grasps = "prompts"'
        yield Misfit((*path, "needs"), "no-needs", "it says nothing that it needs.", way)
    if not MAIN_FROM <= max(grade.trains.values(), default=0.0) <= 1.0:
        message = "no skill is the main one."
        yield Misfit(
            (*path, "trains"),
            "no-main-skill",
            message,
            "Give it .5 or more; 1.0 is the real thing.",
        )
    if number and not grade.dimensions:
        message = "it does not say in what it differs from the grade below."
        way = "See them with: motorplan words dimensions"
        yield Misfit((*path, "dimensions"), "no-dimension", message, way)
    yield from _sizes(path, grade)
    yield from _reach(path, grade, activity)
    yield from _openers(path, grade, activity, catalogue)


def _sizes(path: Path, grade: Grade) -> Iterator[Misfit]:
    minutes = grade.minutes + grade.minutes_setup + grade.minutes_tidy
    if not 1 <= minutes <= MOST_MINUTES:
        message = f"{minutes} minutes in all; it takes 1 to {MOST_MINUTES}."
        way = "Count set-up and tidying in, and make the sum smaller or larger."
        yield Misfit((*path, "minutes"), "out-of-range", message, way)
    if OWN_SEAT in grade.positions:
        message = "a seat of its own belongs to a child, and to no grade."
        yield Misfit((*path, "positions"), "own-seat", message, 'Write "sitting-chair".')
    low, high = STEPS
    if not low <= len(grade.steps) <= high:
        message = f"{len(grade.steps)} steps; a grade has {low} to {high}."
        yield Misfit((*path, "steps"), "out-of-range", message, "Split a step, or join two.")
    for name, code, message in (
        ("stop_if", "no-stop-sign", "it names no stop sign."),
        ("watch_for", "nothing-to-watch", "it names nothing to watch for."),
    ):
        if not getattr(grade, name):
            yield Misfit((*path, name), code, message, f'Write {name} = ["…"].')


def _reach(path: Path, grade: Grade, activity: Activity) -> Iterator[Misfit]:
    """Yield a grade in which the adult should be within reach and plays from farther away."""
    parts = (activity.features or {}, grade.features or {})
    apart = max(part.get("apart", 0.0) for part in parts)
    if grade.supervision == "arms-reach" and apart >= OUT_OF_REACH:
        message = f"an adult within arm's reach cannot be {apart:g} steps away."
        way = "Bring the adult nearer, or ask for less."
        yield Misfit((*path, "supervision"), "out-of-reach", message, way)


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
