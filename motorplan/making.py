"""The public verbs: read a child, make a plan, keep it."""

import warnings
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from motorplan.catalogue import Catalogue
from motorplan.checking import check_plan
from motorplan.compiling import built_in_catalogue
from motorplan.converting.files import (
    Document,
    child_from,
    kind_of,
    plan_from,
    unplaced,
)
from motorplan.converting.values import Misfit
from motorplan.errors import Defect, FileProblems, NoPlan, Problem, Refused, WrongUse
from motorplan.explaining.plans import horizon_by, made_from, plan_of
from motorplan.frozen import evolve
from motorplan.linting.children import misfits_of
from motorplan.model.children import Child, in_order
from motorplan.model.logs import Log
from motorplan.model.plans import Plan, Violation
from motorplan.planning.horizon import Horizon
from motorplan.planning.proving import can_prove
from motorplan.safety.facts import is_progressive
from motorplan.storing.files import Tell, place_of_journal, read_json, read_text

if TYPE_CHECKING:
    from motorplan.model.groups import GroupPlan

MOST_WEEKS = 26


def load_child(
    path: str | Path,
    catalogue: Catalogue | None = None,
    *,
    on: date | None = None,
    tell: Tell | None = None,
) -> Child:
    """
    Return the child of a file, checked against the ids of *catalogue*, with what was logged.

    Args:
        path: A TOML child file.

        catalogue: Whose ids count; None takes the built-in one. Folders that the file names
            have to be in it: ``load_catalogue(child=path)``.

        on: The day dates are judged on, to find those that lie ahead; None leaves those unasked.

        tell: Takes what is to be said of a damaged or renamed journal; None warns.

    Raises:
        FileProblems: With everything that is wrong in the file, or when the journal beside it
            is another child's.
    """
    catalogue, path = catalogue or built_in(), Path(path)
    if path.suffix == ".json":
        raise _no_child(path, _said_in(path), catalogue)
    document = Document(read_text(path), str(path))
    if (kind := kind_of(document.data)) != "child":
        raise _no_child(path, kind, catalogue)

    def judge(child: Child) -> list[Misfit]:
        return [*misfits_of(child, catalogue, on), *_not_there(child, path.parent, catalogue)]

    child = in_order(child_from(document, path.stem, judge))
    if place_of_journal(path).exists():
        from motorplan.keeping import journal_of, logs_of, with_logs

        told = tell or warnings.warn
        child = with_logs(child, logs_of(journal_of(path, told).since(), told))
    return keeping_what_is_there(child, catalogue)


def is_group(path: str | Path) -> bool:
    """Return whether a file is a group; what is wrong with it is for its reader to say."""
    path = Path(path)
    try:
        return kind_of(Document(read_text(path), str(path)).data) == "group"
    except FileProblems:
        return False


def keeping_what_is_there(child: Child, catalogue: Catalogue) -> Child:
    """
    Return *child* with goals to keep in place of goals to build where a skill was lost.

    That is so with a progressive course alone; elsewhere a lost skill holds the plan.
    """
    progressive = is_progressive(child, catalogue.safety)
    if not progressive or "lost-skill" not in child.concerns:
        return child
    goals = (evolve(g, kind="keep") if g.kind == "build" else g for g in child.goals)
    return evolve(child, goals=tuple(goals))


def _not_there(child: Child, beside: Path, catalogue: Catalogue) -> Iterator[Misfit]:
    """Yield the folders that the file of *child* names and *catalogue* does not hold."""
    say = catalogue.phrases.say
    for number, name in enumerate(child.catalogues):
        if str((beside / name).resolve()) not in catalogue.folders:
            message, way = say("file.not_added", name=name), say("file.not_added_way")
            yield Misfit(("catalogues", number), "not-added", message, way)


def _said_in(path: Path) -> str:
    """Return what the JSON at *path* is: ``plan``, or ``record`` for any other."""
    said = str(read_json(path).get("format"))
    return "plan" if said.startswith("motorplan.plan/") else "record"


def _no_child(path: Path, kind: str, catalogue: Catalogue) -> FileProblems:
    """Return the error for a file that is a group, an activity, a plan … and no child."""
    say = catalogue.phrases.say
    problem = Problem(
        file=str(path),
        code=f"a-{kind}",
        message=say(f"file.{kind}"),
        remedy=say(f"file.{kind}_way", file=path, child_file=child_file_of(path)),
    )
    return FileProblems((problem,))


@cache
def built_in() -> Catalogue:
    """Return the built-in catalogue, read once."""
    return built_in_catalogue()


def make_plan(
    child: Child,
    catalogue: Catalogue,
    *,
    start: date,
    weeks: int = 4,
    tell: Callable[[int], None] | None = None,
    prove: bool = False,
) -> Plan:
    """
    Return the plan of *weeks* weeks from *start* on, checked a second time.

    Args:
        child: From :func:`load_child`, or built.

        catalogue: What there is to do.

        start: The first day; a start in mid-week makes a short first week.

        weeks: 1 to 26.

        tell: Where nothing is possible, is told how many changes to the file were tried so far.

        prove: Whether to search each week until nothing better is there (extra ``prove``).

    Raises:
        FileProblems: If the child says something that cannot be.

        NoPlan: If all is understood but nothing is possible; it holds the reasons.

        Defect: If the second check refuses the plan; no such plan is ever returned.

        WrongUse: If *weeks* is out of range, or the extra for *prove* is missing.
    """
    must_be_weeks(weeks, catalogue)
    if prove and not can_prove():
        say = catalogue.phrases.say
        raise WrongUse(say("use.prove"), say("use.prove_way"))
    child = child_on(child, catalogue, start)
    set_aside, horizon = horizon_by(partial(Horizon, proven=prove), child, catalogue, start)
    filled = horizon.weeks(weeks) if horizon.child.goals else []
    plan = plan_of(child, catalogue, horizon, filled, set_aside)
    if not any(session.items for session in plan.sessions):
        raise nothing_from(plan, horizon.child, catalogue, tell)
    must_pass(plan, child, catalogue)
    return plan


def nothing_from(
    plan: Plan, child: Child, catalogue: Catalogue, tell: Callable[[int], None] | None = None
) -> NoPlan:
    """Return that *plan* has nothing in it, with the reasons and what would help."""
    from motorplan.explaining.refusing import no_plan

    empty = no_plan(plan, child, catalogue, tell)
    return NoPlan(catalogue.phrases.say("warn.no_plan"), empty)


def must_pass(plan: Plan, child: Child, catalogue: Catalogue) -> None:
    """
    Hold *plan* back unless it passes the second check.

    Raises:
        Defect: If it does not; no such plan is ever shown.
    """
    violations = check_plan(plan, child, catalogue)
    if violations:
        raise Defect(violations)


def child_on(child: Child, catalogue: Catalogue, start: date) -> Child:
    """
    Return *child* as a plan from *start* on takes it.

    Raises:
        FileProblems: If it says something that cannot be.
    """
    child = _known_at(child, start)
    must_fit(child, catalogue, start)
    return child


def must_be_weeks(weeks: int, catalogue: Catalogue) -> None:
    """Refuse a number of *weeks* that nobody plans."""
    if not 1 <= weeks <= MOST_WEEKS:
        say = catalogue.phrases.say
        raise WrongUse(say("use.weeks", weeks=weeks), say("use.weeks_way", most=MOST_WEEKS))


def is_up_to_date(
    plan: Plan, child: Child, catalogue: Catalogue, *, start: date, weeks: int
) -> bool:
    """
    Return whether *plan* is from the same child, logs, catalogue, days and version.

    It has to pass the second check as well, so that a file somebody changed does not count.
    """
    now = _known_at(child, start)
    same = plan.made_from == made_from(now, catalogue)
    days = plan.start == start and len(plan.weeks) == weeks
    return same and days and not check_plan(plan, now, catalogue)


def _known_at(child: Child, start: date) -> Child:
    """Return *child* in order, with what was logged before *start* alone."""
    return evolve(in_order(child), logs=logs_before(child, start))


def logs_before(child: Child, start: date) -> tuple[Log, ...]:
    """Return the logs of *child* that a plan from *start* on is made from."""
    return tuple(log for log in child.logs if log.on < start)


def must_fit(child: Child, catalogue: Catalogue, on: date) -> None:
    """Refuse a *child* that says something that cannot be on the day *on*."""
    misfits = misfits_of(child, catalogue)
    if child.born > on:
        say = catalogue.phrases.say
        message, way = say("file.born_later", date=on.isoformat()), say("file.born_way")
        misfits.append(Misfit(("born",), "in-the-future", message, way))
    if misfits:
        raise unplaced(child.id, misfits)


def load_plan(path: str | Path) -> Plan:
    """
    Return the plan of a JSON file.

    Raises:
        FileProblems: If it is no plan.
    """
    return plan_from(read_json(Path(path)), str(path))


def place_of_plan(child_file: str | Path) -> Path:
    """Return where the plan in force of a child file is kept: ``otter.plan.json`` beside it."""
    return Path(child_file).with_suffix(".plan.json")


def child_file_of(plan_file: str | Path) -> Path:
    """Return the child file that a plan lies beside: ``otter.toml`` for ``otter.plan.json``."""
    path = Path(plan_file)
    return path.with_name(f"{path.stem.removesuffix('.plan')}.toml")


def save_plan(
    plan: "Plan | GroupPlan", child_file: str | Path, *, tell: Tell | None = None
) -> Path:
    """
    Keep *plan* as the plan in force, readable by its owner alone, and return where.

    It is entered into the journal beside the child file as well, and so is the one that was
    in force before.

    Args:
        plan: The plan.

        child_file: The child or group file; it has to be there.

        tell: Takes what is to be said of a damaged or renamed journal; None warns.

    Raises:
        FileProblems: If it cannot be written, or the journal is another child's.
    """
    from motorplan.keeping import journal_of, keep_plan

    place = place_of_plan(child_file)
    keep_plan(plan, place, journal_of(child_file, tell or warnings.warn))
    return place


def must_be_kept(child_file: str | Path, catalogue: Catalogue) -> Path:
    """
    Return where the plan in force of a child or group file is kept, to be changed.

    Raises:
        Refused: If there is none.
    """
    place = place_of_plan(child_file)
    if not place.exists():
        say = catalogue.phrases.say
        raise Refused(say("edit.none_kept"), say("edit.none_kept_way"))
    return place


def plan_in_force(
    child: Child, catalogue: Catalogue, child_file: str | Path
) -> tuple[Plan | None, tuple[Violation, ...]]:
    """
    Return the plan kept beside *child_file*, and what it breaks by now.

    One that was made with another catalogue is followed into this one, and holds if all of it
    passes the second check there.

    Raises:
        FileProblems: If the file there is no plan.
    """
    place = place_of_plan(child_file)
    if not place.exists():
        return None, ()
    from motorplan.explaining.following import taken_up

    plan = taken_up(load_plan(place), catalogue)
    return plan, check_plan(plan, child, catalogue)


def current_plan(
    child: Child, catalogue: Catalogue, child_file: str | Path, today: date
) -> tuple[Plan, str]:
    """
    Return the plan in force, or one made on the spot, and which: ``in-force``, ``on-the-spot``.

    Where nothing can be planned it is the empty plan that says why.
    """
    kept, broken = plan_in_force(child, catalogue, child_file)
    if kept is not None and not broken:
        return kept, "in-force"
    try:
        plan = make_plan(child, catalogue, start=next_monday(today))
    except NoPlan as error:
        plan = error.plan
    return plan, "on-the-spot"


def next_monday(today: date) -> date:
    """Return the day a plan starts when nothing is said: the next Monday, or today if it is one."""
    return today + timedelta(days=-today.weekday() % 7)
