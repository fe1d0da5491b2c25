"""The answer when no plan is possible: why, counted, and what would help."""

from collections.abc import Iterator

from motorplan.catalogue import Catalogue
from motorplan.explaining.asking import asks_of
from motorplan.explaining.openings import Doors
from motorplan.explaining.plans import hash_of
from motorplan.explaining.trying import Tell, Trials
from motorplan.frozen import evolve
from motorplan.model.children import Child
from motorplan.model.plans import Plan, Warn
from motorplan.planning.times import usable_minutes, weeks_of

MOST_REASONS, MOST_CHANGES, MOST_WEEKS = 6, 3, 4


def no_plan(plan: Plan, child: Child, catalogue: Catalogue, tell: Tell | None = None) -> Plan:
    """
    Return *plan* without weeks, with the reasons counted and the changes that would help.

    Args:
        plan: The plan that holds nothing.

        child: The child, with the goals that are not there yet.

        catalogue: What there is to do.

        tell: Is told how many changes were tried so far.
    """
    say = catalogue.phrases.say
    weeks = len(plan.weeks)
    doors = Doors(child, catalogue, plan.start)
    total = len(doors.ways)
    found = list(_time_reasons(child, doors, weeks)) + [
        Warn(
            code=f"out-{refusal.code}",
            about=refusal.about,
            says=doors.counted(count, total, refusal),
        )
        for count, refusal in doors.reasons()[:MOST_REASONS]
    ]
    if total:
        tried = min(weeks, MOST_WEEKS)
        trials = Trials(child, catalogue, plan.start, tried, horizon=doors.horizon, tell=tell)
        found += _changes(trials, say("warn.no_change"))
        found += [ask for ask in asks_of(doors.grades(), doors) if ask.code == "look"]
    elif child.goals:
        found.append(Warn(code="nothing-leads-there", says=say("warn.none")))
    emptied = evolve(plan, id="", weeks=(), warnings=(*plan.warnings, *found))
    return evolve(emptied, id=hash_of(emptied))


def _changes(trials: Trials, none: str) -> Iterator[Warn]:
    """Yield the changes that open the plan; that there is *none* is told as well."""
    changes = trials.changes()[:MOST_CHANGES]
    for change in changes:
        code = f"change-{change.code}"
        yield Warn(code=code, about=change.about, says=change.says, change=change)
    if not changes:
        yield Warn(code="no-change", says=none)


def _time_reasons(child: Child, doors: Doors, weeks: int) -> Iterator[Warn]:
    """Yield what the week itself leaves no room for."""
    sittings = [s for _, days in weeks_of(child, doors.start, weeks) for s in days]
    free = [s for s in sittings if s.setting.company != "group"]
    say = doors.catalogue.phrases.say
    if not free:
        yield Warn(code="no-time", says=say("warn.group_only" if sittings else "warn.no_time"))
        return
    longest, shortest = max(usable_minutes(child, s) for s in free), doors.shortest()
    if shortest is not None and shortest > longest:
        yield Warn(code="too-short", says=say("warn.too_short", least=shortest, most=longest))
    elif child.moves_by is None and any(r.code == "position" for _, r in doors.reasons()):
        yield Warn(code="say-how", says=say("warn.say_how"))
