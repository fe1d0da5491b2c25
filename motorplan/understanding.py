"""What motorplan makes of a file: what it understood and assumed, or all that is wrong."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from motorplan.ability.estimating import make_estimate
from motorplan.ages import age_months, corrected_age_months
from motorplan.catalogue import Catalogue
from motorplan.checking import check_plan
from motorplan.checking.groups import check_group_plan
from motorplan.converting.files import Document, kind_of
from motorplan.converting.values import unstructure
from motorplan.errors import FileProblems, Problem
from motorplan.explaining.abilities import abilities_of, to_look_at_again
from motorplan.explaining.assumptions import assumed_of
from motorplan.explaining.following import taken_up
from motorplan.gathering import HEAD, read_activity, read_overlay, with_catalogues_of
from motorplan.grouping import load_group, load_group_plan
from motorplan.making import child_file_of, is_group, load_child, load_plan
from motorplan.model.activities import Activity
from motorplan.model.answers import Understood
from motorplan.model.children import Child
from motorplan.model.controls import OtherControl
from motorplan.model.groups import Group, GroupItem, GroupPlan
from motorplan.model.plans import Assumed, Item, Plan, Violation
from motorplan.naming import ids_in
from motorplan.phrases import listed
from motorplan.planning.groups import member
from motorplan.planning.times import default_week
from motorplan.safety.screening import Screen
from motorplan.sketching import checked_sketch, is_by_hand
from motorplan.storing.files import read_json, read_text

ASSUMED_OF_IDEAS = (
    *("features", "allergens", "tags", "private", "min_age_months"),
    *("supervision", "positions", "settings", "space", "minutes"),
)
"""What an own idea may leave out and somebody should know, the weightiest first."""


def understand(
    path: str | Path, catalogue: Catalogue, on: date, child_file: str | Path | None = None
) -> Understood:
    """
    Return what is understood of the file at *path*; never raises for what is in it.

    Args:
        path: A child, group or activity file (TOML), or a plan (JSON).

        catalogue: Whose ids count.

        on: The day it is judged on.

        child_file: For a plan, the file of its child; None takes the one that it lies beside.
    """
    path = Path(path)
    whose = Path(child_file) if child_file else child_file_of(path)
    kind = "plan" if path.suffix == ".json" else "unknown"
    try:
        if kind == "plan":
            return _plan(path, whose, with_catalogues_of(whose, catalogue), on)
        document = Document(read_text(path), str(path))
        kind = HEAD if path.stem == HEAD else kind_of(document.data)
        if kind == HEAD:
            return _overlay(document, path, catalogue)
        if kind == "activity":
            return _activity(document, path, catalogue)
        catalogue = with_catalogues_of(path, catalogue)
        if kind == "group":
            return _group(load_group(path, catalogue, on=on), path, catalogue, on)
        return _child(load_child(path, catalogue, on=on), path, catalogue, on)
    except FileProblems as error:
        return Understood(file=str(path), kind=kind, problems=error.problems)


def _child(child: Child, path: Path, catalogue: Catalogue, on: date) -> Understood:
    screen = Screen(child, catalogue.safety, on)
    estimate = make_estimate(child, catalogue.graph, on)
    again = to_look_at_again(child, catalogue, estimate)
    return Understood(
        file=str(path),
        kind="child",
        understood=tuple(_child_words(child, catalogue, screen, on)),
        abilities=abilities_of(child, catalogue, estimate),
        assumed=assumed_of(child, catalogue, screen.facts, on),
        notes=(*_child_notes(child, catalogue, screen, on), *again),
    )


def _group(group: Group, path: Path, catalogue: Catalogue, on: date) -> Understood:
    """Return what a group file says; what its children's files say is told for each of those."""
    say, week = catalogue.phrases.say, group.week or default_week()
    slots = [slot for day in week.days.values() for slot in day]
    words = say(
        "group.meets",
        children=listed([child.name for child in group.children]),
        count=len(slots),
        minutes=sum(slot.minutes for slot in slots),
        places=listed(sorted({slot.place or week.place for slot in slots})),
        adults=say("group.adults_one" if week.adults == 1 else "group.adults", n=week.adults),
    )
    first = member(group.children[0], group)
    facts = Screen(first, catalogue.safety, on).facts
    assumed = [a for a in assumed_of(first, catalogue, facts, on) if a.key.startswith("week")]
    notes = [say("group.check_each", name=c.name, id=c.id) for c in group.children]
    return Understood(
        file=str(path),
        kind="group",
        understood=(words,),
        assumed=tuple(assumed),
        notes=tuple(notes),
    )


def _child_words(child: Child, catalogue: Catalogue, screen: Screen, on: date) -> list[str]:
    say, graph = catalogue.phrases.say, catalogue.graph
    years, months = divmod(int(age_months(child.born, on)), 12)
    words = [
        say(
            "understood.age",
            name=child.name,
            years=years,
            months=months,
            date=on.isoformat(),
        )
    ]
    corrected = corrected_age_months(child.born, on, child.gestation_weeks)
    if corrected is not None:
        words.append(say("understood.corrected", months=int(corrected)))
    week = child.week or default_week()
    slots = [slot for day in week.days.values() for slot in day]
    words.append(
        say(
            "understood.week",
            count=len(slots),
            minutes=sum(slot.minutes for slot in slots),
            places=listed(sorted({slot.place or week.place for slot in slots})),
        )
    )
    goals = [f"{graph[g.skill].plain} ({g.level.id})" for g in child.goals]
    words.append(say("understood.goals", goals=listed(goals)))
    words.append(
        say("understood.seen", count=sum(s.level is not None for s in child.skills.values()))
    )
    facts, lists = screen.facts, catalogue.safety
    standing = [lists.precautions[i].name for i in facts.precautions]
    if standing:
        words.append(say("understood.precautions", names=listed(standing)))
    left_out = sorted(lists.allergens[i].name for i in facts.allergens)
    if left_out:
        words.append(say("understood.allergens", names=listed(left_out, "or")))
    words += [_control_words(c, catalogue) for r in facts.controls.values() for c in r.values()]
    words.append(say("understood.rules", count=len(screen.rules)))
    return words


def _control_words(other: OtherControl, catalogue: Catalogue) -> str:
    return catalogue.phrases.say(
        "understood.control",
        name=other.name,
        by=catalogue.words["professionals"][other.by],
        rule=catalogue.safety.rules[other.of].plain.rstrip("."),
        now=catalogue.words["controls"][other.use],
        was=catalogue.words["controls"][other.instead_of],
        because=other.because,
    )


def _child_notes(child: Child, catalogue: Catalogue, screen: Screen, on: date) -> list[str]:
    say = catalogue.phrases.say
    notes = [
        say("understood.past", name=p.id, date=p.until.isoformat())
        for p in child.precautions
        if p.until is not None and p.until < on
    ]
    for goal in child.goals:
        seen = child.skills.get(goal.skill)
        reached = seen is not None and seen.level is not None and seen.level >= goal.level
        if reached and goal.kind == "build":
            plain = catalogue.graph[goal.skill].plain
            notes.append(say("understood.goal_reached", goal=plain))
    if not screen.facts.asked:
        notes.append(say("understood.not_asked"))
    return notes


def _activity(document: Document, path: Path, catalogue: Catalogue) -> Understood:
    activity = read_activity(document, path.stem, catalogue)
    if activity.own:
        return _idea(activity, document, path, catalogue)
    words = catalogue.phrases.say(
        "understood.activity",
        name=activity.name,
        count=len(activity.grades),
        first=activity.grades[0].name,
        last=activity.grades[-1].name,
    )
    return Understood(file=str(path), kind="activity", understood=(words,))


def _overlay(document: Document, path: Path, catalogue: Catalogue) -> Understood:
    overlay = read_overlay(document, catalogue)
    words = catalogue.phrases.say(
        "understood.catalogue",
        name=overlay.name,
        hidden=len(overlay.hide),
        reworded=len(overlay.reword),
    )
    return Understood(file=str(path), kind=HEAD, understood=(words,))


def _idea(activity: Activity, document: Document, path: Path, catalogue: Catalogue) -> Understood:
    """Return what an own idea says, and what it is taken to say."""
    say, (grade,) = catalogue.phrases.say, activity.grades
    words = [say("understood.idea", name=activity.name, steps=len(grade.steps))]
    if activity.materials:
        things = [catalogue.materials[i].plain for i in activity.materials]
        words.append(say("understood.idea_things", things=listed(things)))
    written = {*document.data, *document.data["grades"][0]}
    assumed = [
        Assumed(key=key, value=_taken(activity, key), because=say(f"idea.{key}"))
        for key in ASSUMED_OF_IDEAS
        if key not in written
    ]
    return Understood(
        file=str(path),
        kind="activity",
        understood=tuple(words),
        assumed=tuple(assumed),
        notes=(say("understood.idea_extra"),),
    )


def _taken(activity: Activity, key: str) -> str:
    """Return what is taken for *key* of an idea: a word, some words, or ``unknown``."""
    value = unstructure(getattr(activity.grades[0], key, None) or getattr(activity, key, None))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return "unknown" if value is None else str(value)


def former_ids(plan: Plan | GroupPlan, catalogue: Catalogue) -> tuple[str, ...]:
    """Return, in words, what became of each id in *plan* that *catalogue* no longer has."""
    known, say = ids_in(catalogue), catalogue.phrases.say
    gone = sorted((_ids_of(plan) - known) | set(_grades_gone(plan, catalogue)))
    now = {i: catalogue.renamed.get(i) for i in gone}
    return tuple(
        say("understood.renamed", id=i, now=now[i]) if now[i] else say("understood.gone", id=i)
        for i in gone
    )


def _grades_gone(plan: Plan | GroupPlan, catalogue: Catalogue) -> Iterator[str]:
    """Yield each grade of *plan* that its activity no longer has, after what that is called now."""
    for item in _items_of(plan):
        activity_id = catalogue.renamed.get(item.activity) or item.activity
        activity = catalogue.activities.get(activity_id)
        if activity and item.grade_id not in {grade.id for grade in activity.grades}:
            yield f"{activity_id}/{item.grade_id}"


def _items_of(plan: Plan | GroupPlan) -> Iterator[Item]:
    """Yield the items of a plan, of a group those of every child."""
    for week in plan.weeks:
        for session in week.sessions:
            for item in session.items:
                yield from item.children.values() if isinstance(item, GroupItem) else (item,)


def _ids_of(plan: Plan | GroupPlan) -> set[str]:
    """Return every id of the catalogue that *plan* names."""
    items = list(_items_of(plan))
    found = {goal.skill for goal in plan.goals}
    for item in items:
        found |= {item.activity, *item.choices}
        found |= {trained.skill for trained in item.trains}
        found |= {material.id for material in item.materials}
        found |= {adaptation.id for adaptation in item.adaptations}
    return found


def _plan(path: Path, child_file: Path, catalogue: Catalogue, on: date) -> Understood:
    if is_group(child_file):
        return _group_plan(path, child_file, catalogue, on)
    data, child = read_json(path), load_child(child_file, catalogue, on=on)
    if is_by_hand(data):
        sketched, problems = checked_sketch(data, str(path), child, catalogue)
        words = _plan_words("understood.plan", child.name, sketched, catalogue) if sketched else ""
        return _understood_plan(path, words, problems)
    plan = load_plan(path)
    former, notes = former_ids(plan, catalogue), _notes_of(plan, catalogue)
    plan = taken_up(plan, catalogue)
    problems = tuple(_broken(path, child_file, check_plan(plan, child, catalogue), catalogue))
    problems += tuple(_former(path, child_file, former if problems else (), catalogue))
    words = _plan_words("understood.plan", plan.child.name, plan, catalogue)
    return _understood_plan(path, words, problems, notes)


def _group_plan(path: Path, group_file: Path, catalogue: Catalogue, on: date) -> Understood:
    plan, group = load_group_plan(path), load_group(group_file, catalogue, on=on)
    former, notes = former_ids(plan, catalogue), _notes_of(plan, catalogue)
    plan = taken_up(plan, catalogue)
    broken = check_group_plan(plan, group, catalogue)
    problems = tuple(_broken(path, group_file, broken, catalogue))
    problems += tuple(_former(path, group_file, former if problems else (), catalogue))
    words = _plan_words("group.plan", plan.group.name, plan, catalogue)
    return _understood_plan(path, words, problems, notes)


def _notes_of(plan: Plan | GroupPlan, catalogue: Catalogue) -> tuple[str, ...]:
    """Return what is to know of a *plan* that another catalogue may have made, if it holds."""
    former = former_ids(plan, catalogue)
    is_own = plan.made_from.catalogue == catalogue.fingerprint
    return former if is_own else (*former, catalogue.phrases.say("understood.other_catalogue"))


def _broken(
    path: Path, child_file: Path, broken: Iterable[Violation], catalogue: Catalogue
) -> Iterator[Problem]:
    way = catalogue.phrases.say("file.broken_way", file=child_file)
    for v in broken:
        yield Problem(file=str(path), key=v.where, code=v.rule, message=v.says, remedy=way)


def _former(
    path: Path, child_file: Path, former: Iterable[str], catalogue: Catalogue
) -> Iterator[Problem]:
    way = catalogue.phrases.say("file.broken_way", file=child_file)
    for words in former:
        yield Problem(file=str(path), code="former-id", message=words, remedy=way)


def _understood_plan(
    path: Path, words: str, problems: tuple[Problem, ...], notes: tuple[str, ...] = ()
) -> Understood:
    return Understood(
        file=str(path),
        kind="plan",
        understood=() if problems else (words,),
        notes=() if problems else notes,
        problems=problems,
    )


def _plan_words(phrase: str, name: str, plan: Plan | GroupPlan, catalogue: Catalogue) -> str:
    return catalogue.phrases.say(
        phrase,
        name=name,
        start=plan.start.isoformat(),
        weeks=len(plan.weeks),
        items=sum(len(s.items) for week in plan.weeks for s in week.sessions),
    )
