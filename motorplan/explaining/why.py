"""Why an activity or a goal is, or is not, in a plan, and what would help."""

from collections.abc import Iterator
from itertools import islice

import attrs

from motorplan.catalogue import Catalogue
from motorplan.explaining.openings import MOST_NAMED, Doors
from motorplan.model.activities import Activity
from motorplan.model.answers import GradeAnswer, Why
from motorplan.model.children import Child
from motorplan.model.plans import Item, Plan, Session
from motorplan.naming import kind_of, tables_of
from motorplan.phrases import listed
from motorplan.planning.variants import Refusal, Variant
from motorplan.planning.worth import SURE_FROM, candidate_of

Placed = tuple[Session, Item]
MOST_CHANGES = 3
ONE_OF = {
    "skills": "skill",
    "materials": "material",
    "equipment": "equipment",
    "tags": "tag",
    "themes": "theme",
}


def why_of(about: str, child: Child, catalogue: Catalogue, plan: Plan, made: str) -> Why:
    """
    Return why *about* is, or is not, in *plan*.

    Args:
        about: Any id: an activity or a goal above all, or a skill, material, equipment,
            tag or theme.

        child: The child.

        catalogue: What there is to do.

        plan: The plan in force, or one made on the spot.

        made: ``in-force`` or ``on-the-spot``.

    Raises:
        UnknownWord: If nothing goes by it; with what it is called now, or the nearest spelling.
    """
    kind = kind_of(about, catalogue)
    goals = tuple(goal for goal in child.goals if goal.skill == about)
    answer = _Answer(attrs.evolve(child, goals=goals or child.goals), catalogue, plan, made)
    if kind == "activities":
        return answer.of_activity(catalogue.activities[about])
    return answer.of_goal(about) if goals else answer.of_other(about, kind)


class _Answer:
    def __init__(self, child: Child, catalogue: Catalogue, plan: Plan, made: str) -> None:
        self.child, self.catalogue, self.plan, self.made = child, catalogue, plan, made
        self.doors = Doors(child, catalogue, plan.start)
        self.say = catalogue.phrases.say

    def of_activity(self, activity: Activity) -> Why:
        placed = [(s, i) for s, i in self._items() if i.activity == activity.id]
        grades = tuple(self._grade(activity, n) for n in range(1, len(activity.grades) + 1))
        return Why(
            about=activity.id,
            name=activity.name,
            kind="activity",
            made=self.made,
            in_plan=bool(placed),
            says=tuple(self._activity_words(activity, placed, grades)),
            grades=grades,
            helps=() if placed else tuple(self._activity_helps(activity)),
        )

    def of_goal(self, skill_id: str) -> Why:
        placed = [(s, i) for s, i in self._items() if skill_id in {x.goal for x in i.serves}]
        return Why(
            about=skill_id,
            name=self.catalogue.graph[skill_id].plain,
            kind="goal",
            made=self.made,
            in_plan=bool(placed),
            says=tuple(self._goal_words(skill_id, placed)),
            helps=tuple(self._changes(None)),
        )

    def of_other(self, about: str, kind: str) -> Why:
        """Return where a skill that is no goal, or a thing, tag or theme, is in the plan."""
        thing = tables_of(self.catalogue)[kind][about]
        name = getattr(thing, "plain", thing.name)
        placed = [(s, i) for s, i in self._items() if about in _ids_of(i, self.catalogue)]
        return Why(
            about=about,
            name=name,
            kind=ONE_OF[kind],
            made=self.made,
            in_plan=bool(placed),
            says=tuple(self._other_words(name, about, placed)),
            helps=() if placed else tuple(self._changes(about)),
        )

    def _other_words(self, name: str, about: str, placed: list[Placed]) -> Iterator[str]:
        for activity, days in _days(placed).items():
            yield self.say("verdict.thing_in_plan", thing=name, name=activity, days=listed(days))
        if not placed:
            yield self.say("verdict.thing_out", thing=name)
        if about in self.child.avoid:
            yield self.say("verdict.avoided", thing=name)
        ways, open_ways = self.doors.ways, self.doors.open_ways()
        users = [i for i in ways if about in _used_by(self.catalogue.activities[i], self.catalogue)]
        yield self.say(
            "verdict.thing_ways", open=len(open_ways.intersection(users)), total=len(users)
        )

    def _items(self) -> Iterator[Placed]:
        for week in self.plan.weeks:
            for session in week.sessions:
                for item in session.items:
                    yield session, item

    def _activity_words(
        self, activity: Activity, placed: list[Placed], grades: tuple[GradeAnswer, ...]
    ) -> Iterator[str]:
        if placed:
            for grade in sorted({item.grade for _, item in placed}):
                there = [(s, i) for s, i in placed if i.grade == grade]
                yield self.say(
                    "verdict.in_plan" if len(there) > 1 else "verdict.in_plan_once",
                    name=activity.name,
                    count=len(there),
                    day=there[0][0].date.isoformat(),
                    grade=grade,
                    grade_name=there[0][1].grade_name,
                )
            yield placed[-1][1].why
            return
        first = next((grade for grade in grades if grade.open), None)
        if first is None:
            yield self.say("verdict.out", name=activity.name)
        elif activity.own:
            yield self.say("verdict.extra", name=activity.name, grade_name=first.name)
        elif activity.id not in self.doors.ways:
            yield self.say("verdict.no_goal", name=activity.name)
        else:
            yield self.say("verdict.fits_but", name=activity.name, grade_name=first.name)

    def _grade(self, activity: Activity, number: int) -> GradeAnswer:
        results = [r for n, r in self.doors.judged(activity) if n == number]
        variant = next((r for r in results if isinstance(r, Variant)), None)
        if variant is not None:
            is_open, says = True, self._fit_words(variant)
        elif results:
            refusal = next(r for r in results if isinstance(r, Refusal))
            is_open, says = False, f"{self.doors.words(refusal)}."
        else:
            is_open, says = False, self.say("verdict.no_time")
        grade = activity.grades[number - 1]
        return GradeAnswer(
            grade=number, grade_id=grade.id, name=grade.name, open=is_open, says=says
        )

    def _fit_words(self, variant: Variant) -> str:
        horizon = self.doors.horizon
        if variant.activity.own:
            return self.say("verdict.fits")
        judged = horizon.estimate.of_needs(variant.grade.needs, variant.lowered)
        if judged.chance >= SURE_FROM:
            return self.say("verdict.too_easy")
        if candidate_of(variant, self.child, horizon.ahead, horizon.estimate):
            return self.say("verdict.fits")
        plain = self.catalogue.graph[judged.limited_by].plain if judged.limited_by else ""
        return self.say("verdict.not_now", skill=plain)

    def _activity_helps(self, activity: Activity) -> Iterator[str]:
        seen: set[str] = set()
        for _, result in self.doors.judged(activity):
            if isinstance(result, Refusal) and result.opens == "clearance":
                rule = self.catalogue.safety.rules[result.about]
                seen.add(self.say("change.clearance", question=rule.question or rule.plain))
            if isinstance(result, Refusal) and result.code == "not-seen":
                about = result.about
                if about in self.catalogue.graph:
                    plain = self.catalogue.graph[about].plain
                    seen.add(self.say("change.seen", about=plain))
        yield from sorted(seen)
        yield from self._changes(activity.id)

    def _goal_words(self, skill_id: str, placed: list[Placed]) -> Iterator[str]:
        plain = self.catalogue.graph[skill_id].plain
        outlook = next((g for g in self.plan.goals if g.skill == skill_id), None)
        if outlook is None:
            yield self.say("warn.goal_reached", goal=plain)
            return
        yield f"{plain[:1].upper()}{plain[1:]}: {outlook.says}."
        names = sorted({item.name for _, item in placed})
        if names:
            dose = outlook.dose_minutes
            yield self.say(
                "verdict.goal_in_plan", names=listed(names), whole=dose.whole, part=dose.part
            )
        total = len(self.doors.ways)
        yield self.say("verdict.ways", open=len(self.doors.open_ways()), total=total)
        for count, refusal in self.doors.reasons()[:MOST_NAMED]:
            why = self.doors.words(refusal)
            yield self.say("warn.reason", count=count, total=total, why=why)

    def _changes(self, word: str | None) -> Iterator[str]:
        """Yield the changes that help; with a *word*, those that open it or are about it."""
        fitting = (o for o in self.doors.openings() if word in {None, o.about, *o.opens})
        for opening in islice(fitting, MOST_CHANGES):
            opened = [self.catalogue.activities[i].name for i in opening.opens[:MOST_NAMED]]
            yield self.say(
                "warn.change",
                change=self.doors.change_words(opening),
                count=len(opening.opens),
                names=listed(opened),
            )


def _days(placed: list[Placed]) -> dict[str, list[str]]:
    """Return the name of each activity placed, with its days, in the order of the plan."""
    found: dict[str, list[str]] = {}
    for session, item in placed:
        found.setdefault(item.name, []).append(session.date.isoformat())
    return found


def _ids_of(item: Item, catalogue: Catalogue) -> set[str]:
    """Return the ids of all that is in *item*: skills, things, tags and its theme."""
    activity = catalogue.activities.get(item.activity)
    ids = {trained.skill for trained in item.trains} | {i for s in item.serves for i in s.path}
    ids |= {choice.id for choice in item.materials} | {used.id for used in item.adaptations}
    ids |= set(activity.tags) if activity else set()
    return ids | ({item.theme} if item.theme else set())


def _used_by(activity: Activity, catalogue: Catalogue) -> set[str]:
    """Return the ids of all that any grade of *activity* may have to do with."""
    ids = {*activity.tags, *activity.themes, *activity.materials}
    for material_id, use in activity.materials.items():
        own = catalogue.materials[material_id].substitutes
        ids.update(own if use.substitutes is None else use.substitutes)
    for grade in activity.grades:
        ids.update(grade.trains, grade.needs, grade.helped_by)
    return ids
