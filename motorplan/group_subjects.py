"""Whom a plan is for: what planning again and editing ask of a group."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from motorplan.catalogue import Catalogue
from motorplan.checking.groups import check_group_plan
from motorplan.editing import Edited, edited
from motorplan.errors import MotorplanError, Refused
from motorplan.explaining.following import taken_up
from motorplan.explaining.openings import Doors
from motorplan.explaining.plans import plan_child
from motorplan.explaining.staying import told_of, why_not
from motorplan.frozen import evolve
from motorplan.grouping import GroupWeeks, group_weeks, nothing_for
from motorplan.model.edits import Edit
from motorplan.model.groups import Group, GroupItem, GroupPlan, GroupSession, WarnOf, plain
from motorplan.model.plans import DROPPED, PlanChild, Session, Violation
from motorplan.phrases import listed
from motorplan.planning.group_edits import KeepingGroupHorizon
from motorplan.planning.holding import Drop, Keeping, Stay
from motorplan.planning.room import Together
from motorplan.replanning import again
from motorplan.subjects import Around, Subject

OF_ALL = frozenset({"no-room", "twice", "order", "no-session", "gone", "rest", "together"})
"""Codes of reasons that say nothing of one child."""


def plan_group_again(
    kept: GroupPlan,
    group: Group,
    catalogue: Catalogue,
    *,
    start: date | None = None,
    weeks: int | None = None,
) -> GroupPlan:
    """
    Return a plan of *group* that keeps what is locked in *kept*, and all before *start*.

    It is for a group what :func:`~motorplan.replanning.plan_again` is for a child. What is
    locked stays for all of them, each at the grade it had, or is dropped for all.

    Args:
        kept: The plan to keep.

        group: Its group.

        catalogue: What there is to do.

        start: First day that is planned anew; None takes the one that *kept* was planned from.

        weeks: How many weeks in all; None takes as many as *kept* has.

    Raises:
        Refused: If *kept* is the plan of other children.

        WrongUse: If no week is left to plan.

        FileProblems, NoGroupPlan, Defect: As :func:`~motorplan.grouping.make_group_plan`.
    """
    return again(kept, WholeGroup(group, catalogue), start, weeks)


def edit_group_plan(
    plan: GroupPlan, group: Group, catalogue: Catalogue, edit: Edit, *, on: date
) -> Edited[GroupPlan]:
    """
    Return *plan* of *group* after one change, with all the rest as it was.

    The change passes each child's screen and the room's, and the plan the second check.

    Args:
        plan: The plan.

        group: Its group.

        catalogue: What there is to do.

        edit: The change.

        on: The day it is made on.

    Raises:
        Refused: If it cannot be; with the reason, where it is not one child's alone.

        UnknownWord: If nothing goes by an id; with the nearest.

        FileProblems: If a child says something that cannot be.
    """
    return edited(plan, WholeGroup(group, catalogue), edit, on)


class WholeGroup(Subject[GroupPlan]):
    """The children of a group, whose plan it is."""

    def __init__(self, group: Group, catalogue: Catalogue) -> None:
        self.group, self.catalogue = group, catalogue

    def must_own(self, plan: GroupPlan) -> None:
        """Refuse the plan of another group, or of other children."""
        on = plan.planned_from
        now = [plan_child(child, on) for child in self.group.children]
        was = [plain(PlanChild, about) for about in plan.children]
        now, was = ([evolve(one, says=()) for one in each] for each in (now, was))
        if now != was or not {plan.group.id, plan.group.name} & {self.group.id, self.group.name}:
            say = self.catalogue.phrases.say
            raise Refused(say("edit.other_group"), say("edit.other_group_way"))

    def taken_up(self, plan: GroupPlan) -> GroupPlan:
        """Return *plan* as one of the catalogue."""
        return taken_up(plan, self.catalogue)

    def faults(self, plan: GroupPlan) -> tuple[Violation, ...]:
        """Return what the second check says of *plan*."""
        return check_group_plan(plan, self.group, self.catalogue)

    def words_of(self, fault: Violation) -> str:
        """Return what is wrong; of what is one child's alone only whose it is."""
        for child in self.group.children:
            if fault.where.startswith(f"{child.id}, "):
                return self.catalogue.phrases.say("out.not_for", name=child.name)
        return fault.says

    def around(self, start: date, weeks: int, keeping: Keeping) -> "AroundGroup":
        """Plan *weeks* weeks from *start* on around what is to stay."""
        make = partial(KeepingGroupHorizon, keeping=keeping)
        return AroundGroup(
            group_weeks(make, self.group, self.catalogue, start, weeks), self.catalogue
        )

    def behind(self, sessions: Iterable[GroupSession]) -> tuple[tuple[Session, ...], ...]:
        """Return *sessions* as each child has them."""
        held = tuple(sessions)
        return tuple(tuple(s.of(child.id) for s in held) for child in self.group.children)

    def stay_of(self, item: GroupItem) -> Stay:
        """Return *item* as something that is to stay for the children who are there."""
        return Stay(
            id=item.id,
            name=item.name,
            activity=item.activity,
            grades=tuple(item.children[child.id].grade_id for child in self.group.children),
            locked=item.locked,
        )

    def goals_of(self, item: GroupItem) -> Mapping[str, frozenset[str]]:
        """Return the goals that *item* serves, by the child."""
        return {
            i: frozenset(served.goal for served in part.serves) for i, part in item.children.items()
        }

    def grades_of(self, item: GroupItem) -> str:
        """Return at which grade each child does *item*."""
        say = self.catalogue.phrases.say
        parts = [(child.name, item.children[child.id]) for child in self.group.children]
        return listed(
            [
                say("edit.grade_of", name=name, grade=part.grade, grade_name=part.grade_name)
                for name, part in parts
            ]
        )


class AroundGroup(Around[GroupPlan]):
    """Weeks of a group around what is to stay."""

    def __init__(self, weeks: GroupWeeks[KeepingGroupHorizon], catalogue: Catalogue) -> None:
        self.plan, self.horizon, self.catalogue = weeks.plan, weeks.horizon, catalogue
        self.regrouping = weeks.regrouping
        self.keeping, self.drops = self.horizon.keeping, self.horizon.drops
        self.places = {place.child.id: place for place in self.horizon.places}

    def _doors(self, child_id: str) -> Doors:
        own = self.places[child_id].own
        return Doors(own.child, self.catalogue, own.start, own)

    def why_not(self, drop: Drop) -> str:
        """Return why something could not stay; of what is one child's alone only whose it is."""
        if drop.whose and drop.refusal.code not in OF_ALL:
            return self._not_for(drop, "not_for")
        return why_not(drop.refusal, self._doors(next(iter(self.places))))

    def told(self) -> list[WarnOf]:
        """Return what is said first, of the group, and with the reason to the child it is of."""
        found = []
        for drop in self.drops:
            if drop.whose and drop.refusal.code not in OF_ALL:
                why = why_not(drop.refusal, self._doors(drop.whose))
                found.append(self._told(drop, self._not_for(drop, "not_for_own"), None))
                found.append(self._told(drop, why, drop.whose))
            else:
                found.append(self._told(drop, self.why_not(drop), None))
        return sorted(found, key=lambda warn: (str(warn.about), warn.child or ""))

    def _not_for(self, drop: Drop, word: str) -> str:
        name = self.places[drop.whose].child.name
        return self.catalogue.phrases.say(f"out.{word}", name=name)

    def _told(self, drop: Drop, why: str, child: str | None) -> WarnOf:
        says = told_of(drop, why, self.catalogue)
        return WarnOf(code=DROPPED, about=drop.stay.id, says=says, child=child)

    def alternatives(self, session: str, item: Any) -> list[str]:
        """Return the activities that lead each child to the same goal, the best first."""
        there = {stay.activity for stay in self.keeping.held.get(session, ())}
        goals = [{served.goal for served in item.children[i].serves} for i in self.places]

        def rank(way: Together) -> tuple[float, float, str]:
            return -way.least_fit, -sum(part.fit for part in way.parts), way.id

        others = [
            way
            for way in self.horizon.opened[session]
            if way.id not in there
            and all(
                own & {served.goal for served in part.serves}
                for own, part in zip(goals, way.parts, strict=True)
            )
        ]
        return [way.id for way in sorted(others, key=rank)]

    def nothing(self, whole: GroupPlan) -> MotorplanError:
        """Return that *whole* has nothing in it."""
        return nothing_for(whole, self.regrouping, self.catalogue)
