"""The public verbs for groups: read one, make its plan, one day of it, one child's page."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from motorplan.catalogue import Catalogue
from motorplan.checking.groups import check_group_plan
from motorplan.converting.files import Document, group_from, group_plan_from, kind_of
from motorplan.converting.values import Misfit
from motorplan.errors import Defect, FileProblems, NoGroupPlan, Problem, UnknownWord, nearest
from motorplan.explaining.following import taken_up
from motorplan.explaining.group_why import why_of_group
from motorplan.explaining.groups import emptied, group_made_from, group_plan_of, warned
from motorplan.explaining.plans import horizon_of
from motorplan.explaining.regrouping import Regrouping, begun
from motorplan.frozen import evolve, frozen
from motorplan.linting.children import misfits_of_week
from motorplan.making import (
    built_in,
    load_child,
    logs_before,
    must_be_weeks,
    must_fit,
    next_monday,
    place_of_plan,
)
from motorplan.model.answers import Why
from motorplan.model.children import Child
from motorplan.model.groups import Group, GroupFile, GroupPlan, Member, WarnOf, group_in_order
from motorplan.model.plans import Violation
from motorplan.planning.groups import GroupHorizon, member
from motorplan.storing.files import Tell, read_json, read_text
from motorplan.vocabulary import LONGEST_NAME, MOST_CHILDREN


def load_group(
    path: str | Path,
    catalogue: Catalogue | None = None,
    *,
    on: date | None = None,
    tell: Tell | None = None,
) -> Group:
    """
    Return the group of a file, each child as its own file says, with what was logged.

    Args:
        path: A TOML group file; the files of its children are named relative to it.

        catalogue: Whose ids count; None takes the built-in one.

        on: The day dates are judged on; None leaves those that lie ahead unasked.

        tell: Takes what is to be said of a damaged journal; None warns.

    Raises:
        FileProblems: With everything that is wrong in the file and in those of the children.
    """
    catalogue, path = catalogue or built_in(), Path(path)
    document = Document(read_text(path), str(path))
    if kind_of(document.data) != "group":
        say = catalogue.phrases.say
        misfit = Misfit((), "no-group", say("file.no_group"), say("file.no_group_way"))
        raise document.problems((misfit,))
    file, written = group_from(
        document, path.stem, lambda group: _misfits(group, path.parent, catalogue)
    )
    problems, children = list[Problem](), list[Child]()
    for name in file.children:
        try:
            children.append(load_child(path.parent / name, catalogue, on=on, tell=tell))
        except FileProblems as error:
            problems += error.problems
    if problems:
        raise FileProblems(tuple(problems))
    children.sort(key=lambda child: child.id)
    if twice := {c.id for c in children if [d.id for d in children].count(c.id) > 1}:
        say = catalogue.phrases.say
        misfit = Misfit(("children",), "twice", say("group.twice"), say("group.twice_way"))
        raise document.problems((evolve(misfit, message=f"{min(twice)}: {misfit.message}"),))
    return group_in_order(
        Group(
            id=file.id,
            name=file.name,
            language=file.language,
            children=tuple(children),
            week=file.week,
            written=written,
        )
    )


def child_files(group_file: str | Path) -> dict[str, Path]:
    """
    Return the files of the children of a group, by the id of the child.

    Raises:
        FileProblems: If the group file or one of them cannot be read.
    """
    from motorplan.keeping import owner_of

    path = Path(group_file)
    names = Document(read_text(path), str(path)).data["children"]
    return {owner_of(path.parent / name).child: path.parent / name for name in names}


def _misfits(group: GroupFile, beside: Path, catalogue: Catalogue) -> list[Misfit]:
    """Return everything in a group file that has the right shape but cannot be."""
    say, found = catalogue.phrases.say, list[Misfit]()
    if not 0 < len(group.name.strip()) <= LONGEST_NAME or not group.name.isprintable():
        message = f"a name has 1 to {LONGEST_NAME} letters."
        found.append(Misfit(("name",), "out-of-range", message, "Say it in a few words."))
    if group.language != "en":
        message = say("group.language", language=group.language)
        found.append(Misfit(("language",), "unknown-word", message, say("group.language_way")))
    if not group.children:
        message, way = say("group.nobody"), say("group.nobody_way")
        found.append(Misfit(("children",), "empty", message, way))
    if len(group.children) > MOST_CHILDREN:
        message = say("group.most_of_them", most=MOST_CHILDREN)
        found.append(Misfit(("children",), "too-many", message, say("group.most_of_them_way")))
    for number, name in enumerate(group.children):
        where = ("children", number)
        if not _is_there(beside / name):
            message, way = say("group.no_file", name=name), say("group.no_file_way")
            found.append(Misfit(where, "missing", message, way))
        elif name in group.children[:number]:
            found.append(Misfit(where, "twice", say("group.twice"), say("group.twice_way")))
    return [*found, *(misfits_of_week(group.week, catalogue) if group.week else ())]


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def make_group_plan(
    group: Group, catalogue: Catalogue, *, start: date, weeks: int = 4
) -> GroupPlan:
    """
    Return the plan of a group from *start* on, checked for each child and for the room.

    Args:
        group: From :func:`load_group`, or built.

        catalogue: What there is to do.

        start: The first day; a start in mid-week makes a short first week.

        weeks: 1 to 26.

    Raises:
        FileProblems: If a child says something that cannot be.

        NoGroupPlan: If all is understood but nothing suits all of them; it holds the reasons.

        Defect: If the second check refuses the plan; no such plan is ever returned.
    """
    must_be_weeks(weeks, catalogue)
    found = group_weeks(GroupHorizon, group, catalogue, start, weeks)
    if not any(session.items for session in found.plan.sessions):
        raise nothing_for(found.plan, found.regrouping, catalogue)
    violations = check_group_plan(found.plan, group, catalogue)
    if violations:
        raise Defect(violations)
    return found.plan


H = TypeVar("H", bound=GroupHorizon)


@frozen
class GroupWeeks(Generic[H]):
    """The plan of a group before anybody checked it, what planned it, and what else there is."""

    plan: GroupPlan
    horizon: H
    regrouping: Regrouping


def group_weeks(
    make: Callable[..., H], group: Group, catalogue: Catalogue, start: date, weeks: int
) -> GroupWeeks[H]:
    """
    Return *weeks* weeks of *group* from *start* on, planned by *make*.

    Raises:
        FileProblems: If a child says something that cannot be.

        NoGroupPlan: If the goals of a child are there already.
    """
    group = group_on(group, start)
    for child in group.children:
        must_fit(child, catalogue, start)
    in_room = [horizon_of(member(c, group), catalogue, start) for c in group.children]
    aside = [found for found, _ in in_room]
    owns = [own for _, own in in_room]
    done = [own.child for own in owns if not own.child.goals]
    if done:
        plan = group_plan_of(group, catalogue, owns, aside, None, ())
        told = [_goals_there(child, catalogue) for child in done]
        raise NoGroupPlan(catalogue.phrases.say("group.no_plan"), warned(plan, told))
    regrouping = Regrouping(group, catalogue, begun(group, catalogue, start, owns))
    horizon = make(group, catalogue, start, owns)
    plan = group_plan_of(group, catalogue, owns, aside, horizon, horizon.weeks(weeks))
    return GroupWeeks(warned(plan, list(regrouping.advice())), horizon, regrouping)


def nothing_for(plan: GroupPlan, regrouping: Regrouping, catalogue: Catalogue) -> NoGroupPlan:
    """Return that *plan* has nothing in it, with the reasons and what would help."""
    told = list(regrouping.reasons())
    return NoGroupPlan(catalogue.phrases.say("group.no_plan"), warned(emptied(plan), told))


def _goals_there(child: Child, catalogue: Catalogue) -> WarnOf:
    says = catalogue.phrases.say("group.goals_there", name=child.name)
    return WarnOf(code="nothing-for-child", says=says, about=child.id)


def group_on(group: Group, start: date) -> Group:
    """Return *group* in one order, with what its children did before *start* alone."""
    group = group_in_order(group)
    children = (evolve(c, logs=logs_before(c, start)) for c in group.children)
    return evolve(group, children=tuple(children))


def is_group_up_to_date(
    plan: GroupPlan, group: Group, catalogue: Catalogue, *, start: date, weeks: int
) -> bool:
    """Return whether *plan* is from the same group, catalogue, days and version, and holds."""
    now = group_on(group, start)
    same = plan.made_from == group_made_from(now, catalogue)
    days = plan.start == start and len(plan.weeks) == weeks
    return same and days and not check_group_plan(plan, now, catalogue)


def load_group_plan(path: str | Path) -> GroupPlan:
    """
    Return the plan of a group of a JSON file.

    Raises:
        FileProblems: If it is no plan of a group.
    """
    return group_plan_from(read_json(Path(path)), str(path))


def is_group_plan(path: str | Path) -> bool:
    """Return whether the plan of a JSON file is a group's; what is wrong is for its reader."""
    return "children" in read_json(Path(path))


def group_plan_in_force(
    group: Group, catalogue: Catalogue, group_file: str | Path
) -> tuple[GroupPlan | None, tuple[Violation, ...]]:
    """
    Return the plan kept beside *group_file*, and what it breaks by now.

    One that was made with another catalogue is followed into this one, as a child's is.

    Raises:
        FileProblems: If the file there is no plan of a group.
    """
    place = place_of_plan(group_file)
    if not place.exists():
        return None, ()
    plan = taken_up(load_group_plan(place), catalogue)
    return plan, check_group_plan(plan, group, catalogue)


def current_group_plan(
    group: Group, catalogue: Catalogue, group_file: str | Path, today: date
) -> tuple[GroupPlan, str]:
    """Return the plan in force, or one made on the spot, and which, as for a child."""
    kept, broken = group_plan_in_force(group, catalogue, group_file)
    if kept is not None and not broken:
        return kept, "in-force"
    try:
        return make_group_plan(group, catalogue, start=next_monday(today)), "on-the-spot"
    except NoGroupPlan as error:
        return error.plan, "on-the-spot"


def why_group(about: str, group: Group, catalogue: Catalogue, plan: GroupPlan, made: str) -> Why:
    """
    Return why *about* is, or is not, in the *plan* of a group.

    Args:
        about: Id of an activity or a goal, or any other id.

        group: The group.

        catalogue: What there is to do.

        plan: The plan in force, or one made on the spot.

        made: Which of the two: ``in-force`` or ``on-the-spot``.

    Raises:
        UnknownWord: If nothing goes by it.
    """
    start = plan.planned_from
    group = group_on(group, start)
    owns = [horizon_of(member(c, group), catalogue, start)[1] for c in group.children]
    horizon = begun(group, catalogue, start, owns)
    return why_of_group(about, plan, made, Regrouping(group, catalogue, horizon), catalogue)


def child_of(group: Group | GroupPlan, word: str) -> Child | Member:
    """
    Return the child of *group* that goes by *word*, its id or its name.

    Raises:
        UnknownWord: With the nearest spelling.
    """
    for child in group.children:
        if word == child.id or word.casefold() == child.name.casefold():
            return child
    found = nearest(word, [name for c in group.children for name in (c.id, c.name)])
    raise UnknownWord(word, "child of the group", (found,) if found else ())
