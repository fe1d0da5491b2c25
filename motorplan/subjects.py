"""Whom a plan is for: what planning again and editing ask of one child."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Generic, TypeVar

from motorplan.catalogue import Catalogue
from motorplan.checking import check_plan
from motorplan.errors import MotorplanError, Refused
from motorplan.explaining.following import taken_up
from motorplan.explaining.openings import Doors
from motorplan.explaining.plans import horizon_by, plan_child, plan_of
from motorplan.explaining.staying import told_of, why_not
from motorplan.frozen import evolve
from motorplan.making import child_on, nothing_from
from motorplan.model.children import Child
from motorplan.model.groups import GroupItem, GroupPlan, GroupSession
from motorplan.model.plans import DROPPED, Item, Plan, Session, Violation, Warn
from motorplan.planning.edits import KeepingHorizon
from motorplan.planning.holding import Drop, Keeping, Stay
from motorplan.planning.worth import Candidate

P = TypeVar("P", bound=Plan | GroupPlan)
AnyItem = Item | GroupItem
AnySession = Session | GroupSession


class Around(ABC, Generic[P]):
    """
    Weeks that were planned around what is to stay.

    Attributes:
        plan: The weeks as a plan of their own.

        keeping: What was to stay.

        drops: What could not.
    """

    plan: P
    keeping: Keeping
    drops: Sequence[Drop]

    @abstractmethod
    def why_not(self, drop: Drop) -> str:
        """Return why something could not stay, in words that follow "because: "."""

    @abstractmethod
    def told(self) -> Sequence[Any]:
        """Return what is said first: what was to stay, and the rule or reason that it cannot."""

    @abstractmethod
    def alternatives(self, session: str, item: Any) -> list[str]:
        """Return what could be in *session* with the purpose of *item*, the best first."""

    @abstractmethod
    def nothing(self, whole: P) -> MotorplanError:
        """Return that *whole* has nothing in it, with the reasons and what would help."""


class Subject(ABC, Generic[P]):
    """
    Whom a plan is for.

    Attributes:
        catalogue: What there is to do.
    """

    catalogue: Catalogue

    @abstractmethod
    def must_own(self, plan: P) -> None:
        """Refuse a *plan* that is for somebody else."""

    @abstractmethod
    def taken_up(self, plan: P) -> P:
        """Return *plan* as one of the catalogue: former ids by what they are called now."""

    @abstractmethod
    def faults(self, plan: P) -> tuple[Violation, ...]:
        """Return what the second check says of *plan*."""

    @abstractmethod
    def words_of(self, fault: Violation) -> str:
        """Return what is wrong, in words that everybody it is for may read."""

    @abstractmethod
    def around(self, start: date, weeks: int, keeping: Keeping) -> Around[P]:
        """Plan *weeks* weeks from *start* on around what is to stay."""

    @abstractmethod
    def behind(self, sessions: Iterable[Any]) -> tuple[tuple[Session, ...], ...]:
        """Return *sessions* as each child has them."""

    @abstractmethod
    def stay_of(self, item: Any) -> Stay:
        """Return *item* as something that is to stay."""

    @abstractmethod
    def goals_of(self, item: Any) -> Mapping[str, frozenset[str]]:
        """Return the goals that *item* serves, by the child."""

    @abstractmethod
    def grades_of(self, item: Any) -> str:
        """Return at which grade *item* is done, in words."""


class OneChild(Subject[Plan]):
    """One child, whose plan it is."""

    def __init__(self, child: Child, catalogue: Catalogue) -> None:
        self.child, self.catalogue = child, catalogue

    def must_own(self, plan: Plan) -> None:
        """Refuse the plan of another child: another age, or another file and another name."""
        on = evolve(plan.child, says=())
        now = evolve(plan_child(self.child, plan.planned_from), says=())
        same = {on.id, on.name} & {now.id, now.name}
        if not same or evolve(on, id="", name="") != evolve(now, id="", name=""):
            say = self.catalogue.phrases.say
            raise Refused(say("edit.other_child"), say("edit.other_child_way"))

    def taken_up(self, plan: Plan) -> Plan:
        """Return *plan* as one of the catalogue."""
        return taken_up(plan, self.catalogue)

    def faults(self, plan: Plan) -> tuple[Violation, ...]:
        """Return what the second check says of *plan*."""
        return check_plan(plan, self.child, self.catalogue)

    def words_of(self, fault: Violation) -> str:
        """Return what is wrong."""
        return fault.says

    def around(self, start: date, weeks: int, keeping: Keeping) -> "AroundChild":
        """Plan *weeks* weeks from *start* on around what is to stay."""
        child = child_on(self.child, self.catalogue, start)
        make = partial(KeepingHorizon, keeping=keeping)
        set_aside, horizon = horizon_by(make, child, self.catalogue, start)
        filled = horizon.weeks(weeks) if horizon.child.goals else []
        plan = plan_of(child, self.catalogue, horizon, filled, set_aside)
        return AroundChild(plan, horizon, self.catalogue)

    def behind(self, sessions: Iterable[Session]) -> tuple[tuple[Session, ...], ...]:
        """Return *sessions* as the child has them."""
        return (tuple(sessions),)

    def stay_of(self, item: Item) -> Stay:
        """Return *item* as something that is to stay."""
        return Stay(
            id=item.id,
            name=item.name,
            activity=item.activity,
            grades=(item.grade_id,),
            locked=item.locked,
        )

    def goals_of(self, item: Item) -> Mapping[str, frozenset[str]]:
        """Return the goals that *item* serves."""
        return {self.child.id: frozenset(served.goal for served in item.serves)}

    def grades_of(self, item: Item) -> str:
        """Return at which grade *item* is done."""
        words = {"grade": item.grade, "grade_name": item.grade_name}
        return self.catalogue.phrases.say("edit.grade", **words)


class AroundChild(Around[Plan]):
    """Weeks of one child around what is to stay."""

    def __init__(self, plan: Plan, horizon: KeepingHorizon, catalogue: Catalogue) -> None:
        self.plan, self.horizon, self.catalogue = plan, horizon, catalogue
        self.keeping, self.drops = horizon.keeping, horizon.drops
        self.doors = Doors(horizon.child, catalogue, horizon.start, horizon)

    def why_not(self, drop: Drop) -> str:
        """Return why something could not stay."""
        return why_not(drop.refusal, self.doors)

    def told(self) -> list[Warn]:
        """Return what is said first."""
        found = [
            Warn(code=DROPPED, about=d.stay.id, says=told_of(d, self.why_not(d), self.catalogue))
            for d in self.drops
        ]
        return sorted(found, key=lambda warn: str(warn.about))

    def alternatives(self, session: str, item: Any) -> list[str]:
        """Return the activities that lead to the same goal, those worth most first."""
        there = {stay.activity for stay in self.keeping.held.get(session, ())}
        goals = {served.goal for served in item.serves}
        whole = any(served.whole for served in item.serves)
        worth = self.horizon.ahead.worth

        def rank(c: Candidate) -> tuple[bool, float, str]:
            bonus = sum(worth.get(i, 0) * n for i, n in c.practice.items()) + c.bonus
            return c.is_whole != whole, -bonus, c.variant.activity.id

        others = [
            c
            for c in self.horizon.filled[session].others
            if goals & {s.goal for s in c.serves} and c.variant.activity.id not in there
        ]
        return [c.variant.activity.id for c in sorted(others, key=rank)]

    def nothing(self, whole: Plan) -> MotorplanError:
        """Return that *whole* has nothing in it."""
        return nothing_from(whole, self.horizon.child, self.catalogue)
