"""What motorplan makes of a file: what it understood and assumed, or all that is wrong."""

from datetime import date
from pathlib import Path

from motorplan.ages import age_months, corrected_age_months
from motorplan.catalogue import Catalogue
from motorplan.checking import check_plan
from motorplan.converting.files import Document, activity_from, kind_of
from motorplan.errors import FileProblems, Problem
from motorplan.explaining.assumptions import assumed_of
from motorplan.linting.activities import misfits_of_activity
from motorplan.making import child_file_of, load_child, load_plan
from motorplan.model.answers import Understood
from motorplan.model.children import Child
from motorplan.phrases import listed
from motorplan.planning.times import default_week
from motorplan.safety.screening import Screen
from motorplan.storing import read_text


def understand(path: str | Path, catalogue: Catalogue, on: date) -> Understood:
    """
    Return what is understood of the file at *path*; never raises for what is in it.

    Args:
        path: A child or activity file (TOML), or a plan (JSON).

        catalogue: Whose ids count.

        on: The day it is judged on.
    """
    path = Path(path)
    kind = "plan" if path.suffix == ".json" else "unknown"
    try:
        if kind == "plan":
            return _plan(path, catalogue, on)
        document = Document(read_text(path), str(path))
        kind = kind_of(document.data)
        if kind == "activity":
            return _activity(document, path, catalogue)
        return _child(load_child(path, catalogue, on=on), path, catalogue, on)
    except FileProblems as error:
        return Understood(file=str(path), kind=kind, problems=error.problems)


def _child(child: Child, path: Path, catalogue: Catalogue, on: date) -> Understood:
    screen = Screen(child, catalogue.safety, on)
    return Understood(
        file=str(path),
        kind="child",
        understood=tuple(_child_words(child, catalogue, screen, on)),
        assumed=assumed_of(child, catalogue, screen.facts, on),
        notes=tuple(_child_notes(child, catalogue, screen, on)),
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
    words.append(say("understood.rules", count=len(screen.rules)))
    return words


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
    activity = activity_from(document, path.stem)
    misfits = misfits_of_activity(activity, catalogue)
    if misfits:
        raise document.problems(tuple(misfits))
    words = catalogue.phrases.say(
        "understood.activity",
        name=activity.name,
        count=len(activity.grades),
        first=activity.grades[0].name,
        last=activity.grades[-1].name,
    )
    return Understood(file=str(path), kind="activity", understood=(words,))


def _plan(path: Path, catalogue: Catalogue, on: date) -> Understood:
    plan, say = load_plan(path), catalogue.phrases.say
    child_file = child_file_of(path)
    child = load_child(child_file, catalogue, on=on)
    way = say("file.broken_way", file=child_file)
    problems = tuple(
        Problem(file=str(path), key=v.where, code=v.rule, message=v.says, remedy=way)
        for v in check_plan(plan, child, catalogue)
    )
    words = say(
        "understood.plan",
        name=plan.child.name,
        start=plan.start.isoformat(),
        weeks=len(plan.weeks),
        items=sum(len(s.items) for w in plan.weeks for s in w.sessions),
    )
    return Understood(
        file=str(path),
        kind="plan",
        understood=() if problems else (words,),
        problems=problems,
    )
