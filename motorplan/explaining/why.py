"""Why an activity or a goal is, or is not, in a plan, and what would help."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from motorplan.catalogue import Catalogue
from motorplan.explaining.abilities import ability_of
from motorplan.explaining.asking import asks_of
from motorplan.explaining.changing import Step
from motorplan.explaining.goals import GoalAnswer
from motorplan.explaining.grounds import Grounds, Placed
from motorplan.explaining.rulings import Rulings
from motorplan.explaining.trying import Tell, Tried
from motorplan.model.activities import Activity
from motorplan.model.answers import Alternative, GradeAnswer, Ready, Why
from motorplan.model.children import Child
from motorplan.model.plans import Change, Item, Plan
from motorplan.naming import called, kind_of, tables_of
from motorplan.phrases import listed
from motorplan.planning.worth import serves_of

if TYPE_CHECKING:
    from motorplan.vocabulary import Level

MOST_BEATEN = 3
ONE_OF = {
    "skills": "skill",
    "materials": "material",
    "equipment": "equipment",
    "tags": "tag",
    "themes": "theme",
}


def why_of(
    about: str, child: Child, catalogue: Catalogue, plan: Plan, made: str, tell: Tell | None = None
) -> Why:
    """
    Return why *about* is, or is not, in *plan*.

    Args:
        about: Any id or printed name: an activity, a grade or a goal above all, or a skill,
            material, equipment, tag or theme.

        child: The child.

        catalogue: What there is to do.

        plan: The plan in force, or one made on the spot.

        made: ``in-force`` or ``on-the-spot``.

        tell: Is told how many changes to the file were tried so far.

    Raises:
        UnknownWord: If nothing goes by it; with what it is called now, or the nearest spelling.
    """
    about = called(about, catalogue, prefer=[i.activity for s in plan.sessions for i in s.items])
    kind = kind_of(about, catalogue)
    grounds = Grounds(child, catalogue, plan, made, tell)
    if kind == "activities":
        return _ActivityAnswer(catalogue.activities[about], grounds).why()
    if any(goal.skill == about for goal in child.goals):
        return GoalAnswer(about, grounds).why()
    return _ThingAnswer(about, kind, grounds).why()


class _ActivityAnswer:
    def __init__(self, activity: Activity, grounds: Grounds) -> None:
        self.activity, self.grounds, self.say = activity, grounds, grounds.say
        self.placed = [(s, i) for s, i in grounds.items() if i.activity == activity.id]

    def why(self) -> Why:
        grades = Rulings(self.activity, self.grounds).grades()
        alternatives = self._beaten() if self.placed else self._places()
        changes = () if self.placed else self._changes(grades)
        return Why(
            about=self.activity.id,
            name=self.activity.name,
            kind="activity",
            made=self.grounds.made,
            in_plan=bool(self.placed),
            says=tuple(self._words(grades, alternatives)),
            grades=grades,
            helps=() if self.placed else (*(c.says for c in changes), *self._asks()),
            sessions=tuple(session.id for session, _ in self.placed),
            serves=tuple(dict.fromkeys(s for _, item in self.placed for s in item.serves)),
            readiness=self._readiness(),
            alternatives=alternatives,
            changes=changes,
        )

    def _firsts(self) -> list[Placed]:
        """Return where each grade that is in the plan comes first, the easiest first."""
        found: dict[int, Placed] = {}
        for session, item in self.placed:
            found.setdefault(item.grade, (session, item))
        return [found[grade] for grade in sorted(found)]

    def _beaten(self) -> tuple[Alternative, ...]:
        """Return what each grade was weighed against where it first comes."""
        rows = ((self.grounds.scales_of(session), item) for session, item in self._firsts())
        return tuple(other for scales, item in rows if scales for other in scales.beaten_by(item))

    def _places(self) -> tuple[Alternative, ...]:
        """Return where the activity could stand, that which costs least first."""
        found = [a for scales in self.grounds.scales for a in scales.places_for(self.activity.id)]
        return tuple(sorted(found, key=lambda a: (a.worth_less / max(1, a.week_worth), a.session)))

    def _readiness(self) -> tuple[Ready, ...]:
        """Return how the child stands with what the planned grades need, the surest last."""
        child, estimate = self.grounds.child, self.grounds.horizon.estimate
        needs: dict[str, Level] = {}
        for _, item in self._firsts():
            needs |= self.activity.grades[item.grade - 1].needs
        ids = sorted(needs, key=lambda i: (estimate.chance(i, needs[i]), i))
        seen = {i: child.skills[i].level if i in child.skills else None for i in ids}
        catalogue = self.grounds.catalogue
        return tuple(
            Ready(
                skill=i,
                needed=needs[i],
                seen=seen[i],
                says=ability_of(i, child, catalogue, estimate, needs[i]),
            )
            for i in ids
        )

    def _words(
        self, grades: tuple[GradeAnswer, ...], alternatives: tuple[Alternative, ...]
    ) -> Iterator[str]:
        if not self.placed:
            yield from self._out_words(grades, alternatives)
            return
        for session, item in self._firsts():
            yield self._in_plan(session.id, item)
        if kept := [self.grounds.day_of(session.id) for session, i in self.placed if i.locked]:
            yield self.say("verdict.locked", days=listed(kept))
        yield self.placed[-1][1].why
        for session, item in self._firsts():
            others = [self._entry(a) for a in alternatives if a.session == session.id]
            if others:
                day, named = self.grounds.day_of(session.id), listed(others[:MOST_BEATEN])
                yield self.say("verdict.beat", day=day, name=item.name, others=named)

    def _in_plan(self, first: str, item: Item) -> str:
        count = sum(1 for _, other in self.placed if other.grade == item.grade)
        return self.say(
            "verdict.in_plan" if count > 1 else "verdict.in_plan_once",
            name=item.name,
            count=count,
            day=self.grounds.day_of(first),
            grade=item.grade,
            grade_name=item.grade_name,
        )

    def _entry(self, other: Alternative) -> str:
        name = self.grounds.catalogue.activities[other.activity].name
        return self.say("verdict.other", name=name, less=self._less(other))

    def _less(self, other: Alternative) -> str:
        """Return how much less a week would bring, in words."""
        percent = round(100 * other.worth_less / max(1, other.week_worth))
        if other.worth_less <= 0:
            return self.say("verdict.as_much")
        return self.say("verdict.less" if percent else "verdict.hardly_less", percent=percent)

    def _out_words(
        self, grades: tuple[GradeAnswer, ...], alternatives: tuple[Alternative, ...]
    ) -> Iterator[str]:
        activity, name = self.activity, self.activity.name
        opened = [grade for grade in grades if grade.open]
        fitting = [g for g in opened if any(r.open and not r.reasons for r in g.settings)]
        if not opened:
            yield self.say("verdict.out", name=name)
            if not self._leads() and not activity.own:
                yield self.say("verdict.leads_none", skills=listed(self._trained()))
        elif activity.own:
            yield self.say("verdict.extra", name=name, grade_name=opened[0].name)
        elif not self._leads():
            yield self.say("verdict.no_goal", name=name, skills=listed(self._trained()))
        elif not fitting:
            yield self.say("verdict.not_yet", name=name)
        else:
            yield self.say("verdict.fits_but", name=name, grade_name=fitting[0].name)
            if alternatives:
                yield self._nearest(alternatives[0])
            elif all(scales.chosen is not None for scales in self.grounds.scales):
                yield self.say("verdict.no_room")

    def _nearest(self, place: Alternative) -> str:
        """Return where it would cost least, in place of what, and how much."""
        activities = self.grounds.catalogue.activities
        names = [activities[i].name for i in place.in_place_of]
        day = self.grounds.day_of(place.session)
        if not names:
            return self.say("verdict.nearest_beside", day=day, less=self._less(place))
        return self.say("verdict.nearest", day=day, names=listed(names), less=self._less(place))

    def _leads(self) -> bool:
        ahead = self.grounds.horizon.ahead
        return any(serves_of(self.activity, grade, ahead) for grade in self.activity.grades)

    def _trained(self) -> list[str]:
        """Return the skills that the activity practises most, in words."""
        trains: dict[str, float] = {}
        for grade in self.activity.grades:
            for skill_id, weight in grade.trains.items():
                trains[skill_id] = max(weight, trains.get(skill_id, 0.0))
        best = sorted(trains, key=lambda i: (-trains[i], i))[:MOST_BEATEN]
        return [self.grounds.catalogue.graph[i].plain for i in best]

    def _changes(self, grades: tuple[GradeAnswer, ...]) -> tuple[Change, ...]:
        """Return what would open it, where it leads to a goal and nothing of it fits now."""
        mine = self.activity.id
        fits = any(ruling.open and not ruling.reasons for g in grades for ruling in g.settings)
        if fits or not self._leads():
            return ()

        def opens(now: Tried, then: Tried) -> bool:
            return mine in then.open - now.open

        return self.grounds.trials(among=(mine,)).changes(opens)

    def _asks(self) -> list[str]:
        mine = [(self.activity.id, n) for n in range(1, len(self.activity.grades) + 1)]
        return [ask.says for ask in asks_of(mine, self.grounds.doors)]


class _ThingAnswer:
    """Answers for a skill that is no goal, a material, equipment, tag or theme."""

    def __init__(self, about: str, kind: str, grounds: Grounds) -> None:
        self.about, self.kind, self.grounds, self.say = about, kind, grounds, grounds.say
        thing = tables_of(grounds.catalogue)[kind][about]
        self.name = getattr(thing, "plain", thing.name)

    def why(self) -> Why:
        catalogue = self.grounds.catalogue
        placed = [(s, i) for s, i in self.grounds.items() if self.about in _ids_of(i, catalogue)]
        changes = () if placed else self._changes()
        return Why(
            about=self.about,
            name=self.name,
            kind=ONE_OF[self.kind],
            made=self.grounds.made,
            in_plan=bool(placed),
            says=tuple(self._words(placed)),
            helps=tuple(change.says for change in changes),
            sessions=tuple(dict.fromkeys(session.id for session, _ in placed)),
            changes=changes,
        )

    def _words(self, placed: list[Placed]) -> Iterator[str]:
        days: dict[str, list[str]] = {}
        for session, item in placed:
            days.setdefault(item.name, []).append(self.grounds.day_of(session.id))
        for name, there in days.items():
            yield self.say("verdict.thing_in_plan", thing=self.name, name=name, days=listed(there))
        if not placed:
            yield self.say("verdict.thing_out", thing=self.name)
        if self.about in self.grounds.child.avoid:
            yield self.say("verdict.avoided", thing=self.name)
        doors, catalogue = self.grounds.doors, self.grounds.catalogue
        users = [
            i for i in doors.ways if self.about in _used_by(catalogue.activities[i], catalogue)
        ]
        total, opened = len(users), len(doors.open_ways().intersection(users))
        yield self.say("verdict.thing_ways", open=opened, total=total)

    def _changes(self) -> tuple[Change, ...]:
        """Return what having or allowing it would bring."""
        trials, child = self.grounds.trials(), self.grounds.child
        limit = child.limits.get(self.about)
        steps = {
            "material": self.kind == "materials" and self.about not in child.avoid,
            "aid": self.kind == "equipment" and self.about not in {*child.avoid, *child.aids},
            "avoid": self.about in child.avoid,
            "limit": limit is not None and limit.max is not None,
        }
        wanted = [Step(code, self.about) for code, is_due in steps.items() if is_due]
        return tuple(c for step in wanted if child.goals and (c := trials.one(step)))


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
