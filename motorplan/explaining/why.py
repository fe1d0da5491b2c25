"""Why an activity or a goal is, or is not, in a plan, and what would help."""

from collections.abc import Iterator

from motorplan.catalogue import Catalogue
from motorplan.errors import UnknownWord, nearest
from motorplan.explaining.openings import MOST_NAMED, Doors
from motorplan.model.activities import Activity
from motorplan.model.children import Child
from motorplan.model.plans import GradeAnswer, Item, Plan, Session, Why
from motorplan.phrases import listed
from motorplan.planning.variants import Refusal, Variant
from motorplan.planning.worth import SURE_FROM, candidate_of

Placed = tuple[Session, Item]


def why_of(about: str, child: Child, catalogue: Catalogue, plan: Plan, made: str) -> Why:
    """
    Return why *about* is, or is not, in *plan*.

    Args:
        about: An activity id, or the skill id of a goal.

        child: The child.

        catalogue: What there is to do.

        plan: The plan in force, or one made on the spot.

        made: ``in-force`` or ``on-the-spot``.

    Raises:
        UnknownWord: If it is neither; with the nearest spelling.
    """
    answer = _Answer(child, catalogue, plan, made)
    if about in catalogue.activities:
        return answer.of_activity(catalogue.activities[about])
    if about in {goal.skill for goal in child.goals}:
        return answer.of_goal(about)
    known = [*catalogue.activities, *(goal.skill for goal in child.goals)]
    found = nearest(about, known)
    hint = f" Did you mean {found!r}?" if found else ""
    msg = f"{about!r} is no activity and no goal of this child.{hint}"
    raise UnknownWord(msg)


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
            helps=tuple(self._changes(())),
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
            days = listed(sorted({session.date.isoformat() for session, _ in placed}))
            item = placed[0][1]
            yield self.say(
                "verdict.in_plan",
                name=activity.name,
                days=days,
                grade=item.grade,
                grade_name=item.grade_name,
            )
            yield item.why
            return
        first = next((grade for grade in grades if grade.open), None)
        if first is None:
            yield self.say("verdict.out", name=activity.name)
        elif activity.id not in self.doors.ways():
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
        yield from self._changes((activity.id,))

    def _goal_words(self, skill_id: str, placed: list[Placed]) -> Iterator[str]:
        plain = self.catalogue.graph[skill_id].plain
        outlook = next((g for g in self.plan.goals if g.skill == skill_id), None)
        if outlook is None:
            yield self.say("warn.goal_reached", goal=plain)
            return
        yield f"{plain.capitalize()}: {outlook.says}."
        names = sorted({item.name for _, item in placed})
        if names:
            dose = outlook.dose_minutes
            yield self.say(
                "verdict.goal_in_plan", names=listed(names), whole=dose.whole, part=dose.part
            )
        total = len(self.doors.ways())
        yield self.say("verdict.ways", open=len(self.doors.open_ways()), total=total)
        for count, refusal in self.doors.reasons()[:MOST_NAMED]:
            why = self.doors.words(refusal)
            yield self.say("warn.reason", count=count, total=total, why=why)

    def _changes(self, only: tuple[str, ...]) -> Iterator[str]:
        for opening in self.doors.openings():
            if only and not set(only) & set(opening.opens):
                continue
            opened = [self.catalogue.activities[i].name for i in opening.opens[:MOST_NAMED]]
            yield self.say(
                "warn.change",
                change=self.doors.change_words(opening),
                count=len(opening.opens),
                names=listed(opened),
            )
