"""Why an activity or a goal is, or is not, in the plan of a group."""

from collections.abc import Iterator

from motorplan.catalogue import Catalogue
from motorplan.explaining.regrouping import Regrouping
from motorplan.explaining.why import ONE_OF
from motorplan.model.answers import Why
from motorplan.model.groups import GroupItem, GroupPlan, GroupSession
from motorplan.naming import called, kind_of, tables_of
from motorplan.phrases import listed


def why_of_group(
    about: str, plan: GroupPlan, made: str, regrouping: Regrouping, catalogue: Catalogue
) -> Why:
    """
    Return why *about* is, or is not, in the *plan* of a group, child by child.

    What shuts it to one child is not said here, as it may be that child's health; the answer
    names the command that tells it for that child alone.

    Args:
        about: Id of an activity or a goal, or any other id.

        plan: The plan in force, or one made on the spot.

        made: ``in-force`` or ``on-the-spot``.

        regrouping: What each child could do in the time of the group.

        catalogue: What there is.

    Raises:
        UnknownWord: If nothing goes by it.
    """
    about = called(about, catalogue)
    kind = kind_of(about, catalogue)
    answer = _GroupAnswer(about, plan, regrouping, catalogue)
    thing = tables_of(catalogue)[kind][about]
    is_goal = any(goal.skill == about for goal in plan.goals)
    says, placed = tuple(answer.of_other(getattr(thing, "plain", thing.name))), answer.using
    if kind == "activities":
        says, placed = tuple(answer.of_activity()), answer.placed
    elif is_goal:
        says, placed = tuple(answer.of_goal()), answer.serving
    return Why(
        about=about,
        name=getattr(thing, "plain", thing.name),
        kind="activity" if kind == "activities" else "goal" if is_goal else ONE_OF[kind],
        made=made,
        in_plan=bool(placed),
        says=says,
    )


class _GroupAnswer:
    def __init__(
        self, about: str, plan: GroupPlan, regrouping: Regrouping, catalogue: Catalogue
    ) -> None:
        self.about, self.plan, self.catalogue = about, plan, catalogue
        self.regrouping, self.say = regrouping, catalogue.phrases.say
        self.horizon = regrouping.horizon
        items = [
            (session, item) for w in plan.weeks for session in w.sessions for item in session.items
        ]
        self.placed = [(s, i) for s, i in items if i.activity == about]
        self.serving = [
            (s, i)
            for s, i in items
            if any(x.goal == about for part in i.children.values() for x in part.serves)
        ]

        self.using = [(s, i) for s, i in items if about in _ids_of(i)]

    def of_activity(self) -> Iterator[str]:
        name = self.catalogue.activities[self.about].name
        if self.placed:
            yield self._in_plan(name, self.placed)
            yield from self._planned_at()
            return
        yield self.say("verdict.out", name=name)
        fits = list(self._fits())
        yield from (words for words, _ in fits)
        if all(is_open for _, is_open in fits):
            together = self.about in self.regrouping.shared_by_all
            yield self.say("group.suits_all" if together else "group.suits_not_all")

    def _planned_at(self) -> Iterator[str]:
        """Yield, child by child, at which grades the plan has the activity, and from when on."""
        for child in self.plan.children:
            first: dict[str, str] = {}
            for session, item in self.placed:
                part = item.children[child.id]
                words = {"grade": part.grade, "grade_name": part.grade_name}
                day = session.date.isoformat()
                first.setdefault(part.grade_id, self.say("group.grade_from", **words, day=day))
            yield self.say("group.at_grades", name=child.name, grades=listed([*first.values()]))

    def _in_plan(self, name: str, placed: list[tuple[GroupSession, GroupItem]]) -> str:
        days = sorted({session.date.isoformat() for session, _ in placed})
        return self.say("group.in_plan", name=name, count=len(days), day=days[0])

    def _fits(self) -> Iterator[tuple[str, bool]]:
        """
        Yield, child by child, whether it could do the activity there, in words too.

        Where all could do it at once, the grades are those that a plan would begin with.
        """
        sittings = self.regrouping.sittings()
        shared = (way for s in sittings for way in self.horizon.ways(s) if way.id == self.about)
        together = next(shared, None)
        for n, place in enumerate(self.horizon.places):
            found = [c for s in sittings for c in place.could_do(s).get(self.about, ())]
            name = place.child.name
            if found:
                best = max(found, key=lambda c: (c.fit, c.variant.number))
                best = together.parts[n] if together else best
                words = {"grade": best.variant.number, "grade_name": best.variant.grade.name}
                yield self.say("group.fits_at", name=name, **words), True
            else:
                child_id = place.child.id
                yield self.say("group.not_open", name=name, id=child_id, about=self.about), False

    def of_goal(self) -> Iterator[str]:
        names = {child.id: child.name for child in self.plan.children}
        for goal in (goal for goal in self.plan.goals if goal.skill == self.about):
            yield self.say("group.is_goal", name=names[goal.child], says=goal.says)
        yield from self._days(self.serving)

    def of_other(self, name: str) -> Iterator[str]:
        yield from self._days(self.using)
        if not self.using:
            yield self.say("verdict.thing_out", thing=name)

    def _days(self, placed: list[tuple[GroupSession, GroupItem]]) -> Iterator[str]:
        for activity in dict.fromkeys(item.name for _, item in placed):
            yield self._in_plan(activity, [(s, i) for s, i in placed if i.name == activity])


def _ids_of(item: GroupItem) -> set[str]:
    """Return the ids of the things and skills in *item*."""
    parts = list(item.children.values())
    ids = {thing.id for thing in item.materials}
    ids |= {trained.skill for part in parts for trained in part.trains}
    return ids | {used.id for part in parts for used in part.adaptations}
