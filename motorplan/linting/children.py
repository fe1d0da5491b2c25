"""What a child file says that cannot be: ids nothing goes by, numbers out of range, clashes."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from motorplan.catalogue import Catalogue
from motorplan.converting.values import Misfit, Path
from motorplan.linting.ids import Known
from motorplan.model.children import Child, Goal, Slot, WeekTime
from motorplan.model.controls import OtherControl
from motorplan.model.safety import Rule
from motorplan.vocabulary import (
    ADULTS,
    FOCUS_MINUTES,
    IDDSI_DRINK,
    IDDSI_FOOD,
    LEVELS_OF_FUNCTION,
    LONGEST_NAME,
    PRIORITIES,
    SESSIONS,
    SLOT_MINUTES,
    TIMES_A_WEEK,
    WEEKS_OF_GESTATION,
    Level,
)

OLDEST_YEARS, LONGEST_TEXT = 22, 500
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SHARE = re.compile(r"(\d{1,3})/(\d{1,3})")
Range = tuple[int, int]


def misfits_of(child: Child, catalogue: Catalogue, on: date | None = None) -> list[Misfit]:
    """
    Return everything in *child* that has the right shape but cannot be.

    Args:
        child: The child file.

        catalogue: What ids may be used.

        on: The day it is judged on, for dates that lie ahead; None leaves those unasked.
    """
    return [
        *_texts(child),
        *_numbers(child),
        *(_dates(child, on) if on else ()),
        *_words(child, catalogue),
        *(misfits_of_week(child.week, catalogue) if child.week else ()),
        *_precautions(child, catalogue),
        *_controls(child, catalogue),
        *_skills(child, catalogue),
        *_ways(child, catalogue),
        *_goals(child, catalogue),
    ]


def _ways(child: Child, catalogue: Catalogue) -> Iterator[Misfit]:
    """Yield a wheelchair skill that was seen where the file does not say how the child moves."""
    graph, level = catalogue.graph, Level.SOME_HELP
    driven = [
        i
        for i, seen in sorted(child.skills.items())
        if i in graph and graph[i].area == "wheelchair" and (seen.level or 0) >= level
    ]
    if driven and child.moves_by is None:
        message = f"it was seen in a wheelchair ({driven[0]}), and how the child moves is not said."
        way = 'Write it, for example: moves_by = ["wheelchair"]'
        yield Misfit(("moves_by",), "missing-key", message, way)


def _texts(child: Child) -> Iterator[Misfit]:
    """Yield texts that are empty, too long, or would move the cursor of a terminal."""
    said: list[tuple[Path, str]] = [
        (("name",), child.name),
        *((("interests", n), text) for n, text in enumerate(child.interests)),
        *((("concerns", i), text) for i, text in child.concerns.items()),
        *((("control", n, "name"), c.name) for n, c in enumerate(child.controls)),
        *((("control", n, "because"), c.because) for n, c in enumerate(child.controls)),
        *((("goals", n, "words"), g.words) for n, g in enumerate(child.goals) if g.words),
    ]
    for path, text in said:
        if any(unicodedata.category(letter) in _UNSEEN for letter in text):
            message = "there is a letter in it that cannot be seen."
            yield Misfit(path, "unseen-letter", message, "Write it anew, by hand.")
        if len(text) > LONGEST_TEXT:
            message = f"a text has {LONGEST_TEXT} letters at most."
            yield Misfit(path, "too-long", message, "Say it in a sentence.")
        if not text.strip() and path[0] == "interests":
            yield Misfit(path, "empty", "this is empty.", "Write a word, or take it out.")


def _numbers(child: Child) -> Iterator[Misfit]:
    if not 0 < len(child.name.strip()) <= LONGEST_NAME:
        message = f"a name has 1 to {LONGEST_NAME} letters."
        yield Misfit(("name",), "out-of-range", message, "A nickname or code is enough.")
    yield from _within(("gestation_weeks",), child.gestation_weeks, WEEKS_OF_GESTATION)
    yield from _within(("focus_minutes",), child.focus_minutes, FOCUS_MINUTES)
    if child.function:
        yield from _within(("function", "gmfcs"), child.function.gmfcs, LEVELS_OF_FUNCTION)
        yield from _within(("function", "macs"), child.function.macs, LEVELS_OF_FUNCTION)
    if child.eating:
        yield from _within(("eating", "food"), child.eating.food, IDDSI_FOOD)
        yield from _within(("eating", "drink"), child.eating.drink, IDDSI_DRINK)
    for tag, limit in child.limits.items():
        yield from _within(("limits", tag, "min"), limit.min, TIMES_A_WEEK)
        yield from _within(("limits", tag, "max"), limit.max, TIMES_A_WEEK)
        if limit.min is not None and limit.max is not None and limit.min > limit.max:
            message = f"at least {limit.min} and at most {limit.max} cannot both be."
            yield Misfit(("limits", tag), "impossible", message, "Make min the smaller.")


def _within(path: Path, value: int | None, limits: Range) -> Iterator[Misfit]:
    low, high = limits
    if value is not None and not low <= value <= high:
        message = f"{value} is not between {low} and {high}."
        yield Misfit(path, "out-of-range", message, f"Write a number from {low} to {high}.")


def _dates(child: Child, on: date) -> Iterator[Misfit]:
    if child.born > on:
        message = f"{child.born} is in the future, seen from {on}."
        yield Misfit(("born",), "in-the-future", message, "Write the day of birth.")
    elif child.born < on - timedelta(days=round(OLDEST_YEARS * 365.25)):
        message = f"{child.born} is over {OLDEST_YEARS} years ago."
        way = "motorplan plans for children and young people; check the year."
        yield Misfit(("born",), "too-old", message, way)
    for number, goal in enumerate(child.goals):
        if goal.by is not None and goal.by < child.born:
            message = f"{goal.by} lies before the day of birth."
            path: Path = ("goals", number, "by")
            yield Misfit(path, "before-birth", message, "Write a day ahead, or none.")
    given = [(("clearance", n), c.on, c.until) for n, c in enumerate(child.clearances)]
    given += [(("control", n), c.on, c.until) for n, c in enumerate(child.controls)]
    for at, begun, until in given:
        if until is not None and until < begun:
            message = f"it ends on {until}, before it began."
            path = (*at, "until")
            yield Misfit(path, "impossible", message, "Write the last day it holds.")
    said: list[tuple[Path, date | None]] = [
        (("safety_asked",), child.safety_asked),
        (("seen",), child.seen),
        (("eating", "on"), child.eating.on if child.eating else None),
        *(((*at, "on"), begun) for at, begun, _ in given),
        *((("skills", i, "seen"), s.seen) for i, s in child.skills.items()),
    ]
    for path, day in said:
        if day is not None and day > on:
            message = f"{day} is in the future, seen from {on}."
            yield Misfit(path, "in-the-future", message, "Write the day it happened.")
        if day is not None and day < child.born:
            message = f"{day} lies before the day of birth."
            yield Misfit(path, "before-birth", message, "Write the day it happened.")


def _words(child: Child, catalogue: Catalogue) -> Iterator[Misfit]:
    known = Known(catalogue)
    yield from known.each(("allergies",), child.allergies, "allergens", catalogue.safety.allergens)
    if child.avoid:
        from motorplan.naming import ids_in

        yield from known.each(("avoid",), child.avoid, "ids", ids_in(catalogue))
    yield from known.each(("equipment",), child.equipment, "equipment", catalogue.adaptations)
    for tag in child.limits:
        yield from known.one(("limits", tag), tag, "tags", catalogue.tags)
    if child.language != "en":
        message = f'there is no "{child.language}" yet.'
        yield Misfit(("language",), "unknown-word", message, 'Only "en" is there.')


def misfits_of_week(week: WeekTime, catalogue: Catalogue) -> Iterator[Misfit]:
    """Yield everything in the *week* of a child or group that cannot be."""
    known = Known(catalogue)
    allergens = catalogue.safety.allergens
    at_hand = {*catalogue.materials, *catalogue.adaptations}
    yield from _within(("week", "adults"), week.adults, ADULTS)
    yield from known.each(("week", "materials"), week.materials, "materials", at_hand)
    yield from known.each(("week", "missing"), week.missing, "materials", catalogue.materials)
    yield from known.each(("week", "room_allergens"), week.room_allergens, "allergens", allergens)
    for both in sorted(set(week.materials) & set(week.missing)):
        message = f'"{both}" is at hand and missing at once.'
        yield Misfit(("week", "missing"), "impossible", message, "Leave it in one of them.")
    for day, slots in week.days.items():
        for number, slot in enumerate(slots):
            path: Path = ("week", day) if len(slots) == 1 else ("week", day, number)
            yield from _slot(path, slot)
    if not any(week.days.values()):
        message = "no day has any minutes."
        yield Misfit(("week",), "empty-week", message, "Write a day, for example: mon = 15")


def _slot(path: Path, slot: Slot) -> Iterator[Misfit]:
    yield from _within(path, slot.minutes, SLOT_MINUTES)
    yield from _within((*path, "adults"), slot.adults, ADULTS)


def _precautions(child: Child, catalogue: Catalogue) -> Iterator[Misfit]:
    words, known = catalogue.safety.precautions, Known(catalogue)
    seen: set[str] = set()
    for number, precaution in enumerate(child.precautions):
        path: Path = ("precautions", number)
        yield from known.one((*path, "is"), precaution.id, "precautions", words)
        if precaution.id in seen:
            message = f'"{precaution.id}" stands here twice.'
            yield Misfit(path, "twice", message, "Keep the fuller one.")
        seen.add(precaution.id)
        word = words.get(precaution.id)
        if word and word.time_limited and precaution.until is None:
            message = f'"{precaution.id}" lasts for a time and says no "until".'
            way = "Write it in the long form: [[precaution]] with is, until and limits."
            yield Misfit(path, "until-missing", message, way)
    for number, clearance in enumerate(child.clearances):
        yield from _clearance(("clearance", number, "of"), clearance.of, catalogue)


def _clearance(path: Path, of: str, catalogue: Catalogue) -> Iterator[Misfit]:
    if of in catalogue.safety.features:
        return
    if of in catalogue.safety.precautions:
        opened = _asked_about(of, catalogue)
        message = f'"{of}" is a condition, and nobody clears a condition.'
        way = "Name the hazard or body demand that was cleared"
        way += f", for example: {', '.join(opened[:4])}." if opened else "."
        yield Misfit(path, "clears-a-condition", message, way)
        return
    known = Known(catalogue)
    yield from known.one(path, of, "hazards", catalogue.safety.features)


def _asked_about(precaution_id: str, catalogue: Catalogue) -> list[str]:
    """Return the hazards that a yes could open for *precaution_id*."""
    return sorted(
        {
            feature
            for rule in catalogue.safety.rules.values()
            if rule.kind == "ask-first" and precaution_id in rule.when.precautions
            for feature in rule.hits
        }
    )


def _controls(child: Child, catalogue: Catalogue) -> Iterator[Misfit]:
    """Yield controls that nobody can put in place of another."""
    rules, known = catalogue.safety.rules, Known(catalogue)
    seen: set[tuple[str, str, date]] = set()
    for number, other in enumerate(child.controls):
        path: Path = ("control", number)
        yield from known.one((*path, "of"), other.of, "rules", rules)
        if other.of in rules:
            yield from _control(path, other, rules[other.of])
        for key in ("name", "because"):
            if not getattr(other, key).strip():
                message = "this is empty."
                yield Misfit((*path, key), "empty", message, "Write who says so, and why.")
        if (other.of, other.instead_of, other.on) in seen:
            message = "the same control is changed twice on one day."
            yield Misfit(path, "twice", message, "Keep the one that holds.")
        seen.add((other.of, other.instead_of, other.on))


def _control(path: Path, other: OtherControl, rule: Rule) -> Iterator[Misfit]:
    if rule.kind == "with-care":
        if other.instead_of not in rule.controls:
            message = f'the rule "{rule.id}" does not ask for "{other.instead_of}".'
            way = f"It asks for: {', '.join(rule.controls)}."
            yield Misfit((*path, "instead_of"), "not-asked-for", message, way)
        if other.use == other.instead_of:
            message = "both are the same control."
            yield Misfit((*path, "use"), "impossible", message, "Name another, or take it out.")
        return
    message = f'the rule "{rule.id}" is not one that is open with care.'
    way = "Nothing opens it."
    if rule.kind == "ask-first":
        way = "A clearance of the hazard opens it: write [[clearance]]."
    elif rule.kind == "prefer":
        way = "It asks for no control."
    yield Misfit((*path, "of"), "not-with-care", message, way)


def _skills(child: Child, catalogue: Catalogue) -> Iterator[Misfit]:
    known = Known(catalogue)
    for skill_id, seen in child.skills.items():
        path: Path = ("skills", skill_id)
        yield from known.one(path, skill_id, "skills", catalogue.graph.nodes)
        equipment = catalogue.adaptations
        yield from known.each((*path, "with"), seen.equipment, "equipment", equipment)
        yield from _share((*path, "tries"), seen.tries)
        yield from _share((*path, "steps"), seen.steps)


def _share(path: Path, said: str | None) -> Iterator[Misfit]:
    if said is None:
        return
    found = _SHARE.fullmatch(said)
    if not found or not int(found[2]) > 0 or int(found[1]) > int(found[2]):
        message = f'"{said}" is no share of tries.'
        yield Misfit(path, "no-share", message, 'Write it like "3/5".')


def _goals(child: Child, catalogue: Catalogue) -> Iterator[Misfit]:
    if not child.goals:
        way = "Add [[goals]] with a skill; see: motorplan skills list"
        yield Misfit(("goals",), "no-goal", "there is no goal.", way)
    seen: set[str] = set()
    for number, goal in enumerate(child.goals):
        path: Path = ("goals", number)
        yield from _goal(path, goal, catalogue)
        if goal.skill in seen:
            message = f'"{goal.skill}" is a goal twice.'
            yield Misfit(path, "same-goal", message, "Keep one of them.")
        seen.add(goal.skill)
        if goal.skill in child.avoid:
            message = f'"{goal.skill}" is a goal, and the file says to avoid it.'
            yield Misfit(path, "avoided-goal", message, "Take it out of goals, or out of avoid.")


def _goal(path: Path, goal: Goal, catalogue: Catalogue) -> Iterator[Misfit]:
    known, graph = Known(catalogue), catalogue.graph
    yield from known.one((*path, "skill"), goal.skill, "skills", graph.nodes)
    yield from known.each((*path, "with"), goal.equipment, "equipment", catalogue.adaptations)
    yield from _within((*path, "priority"), goal.priority, PRIORITIES)
    yield from _within((*path, "sessions"), goal.sessions, SESSIONS)
    yield from _share((*path, "tries"), goal.tries)
    if goal.start:
        yield from _share((*path, "start", "tries"), goal.start.tries)
    if goal.skill in graph and graph[goal.skill].kind == "capacity":
        helped = [i for i in graph.nodes if goal.skill in graph[i].supports]
        message = f'"{goal.skill}" is a capacity, not something a child wants to do.'
        way = "What would it let the child do? For example: " + ", ".join(helped[:4])
        yield Misfit((*path, "skill"), "capacity-goal", message, way)
