"""Why a goal gets what it gets: its minutes beside its fair share, and what holds it."""

from collections.abc import Iterator, Sequence

from motorplan.explaining.asking import asks_of
from motorplan.explaining.grounds import Grounds, Placed
from motorplan.explaining.openings import MOST_NAMED, Doors
from motorplan.explaining.trying import Tried, offered
from motorplan.model.answers import Counted, Share, Why
from motorplan.model.children import Goal
from motorplan.model.outlooks import GoalOutlook
from motorplan.model.plans import (
    Change,
)
from motorplan.phrases import listed
from motorplan.planning.variants import Refusal
from motorplan.planning.worth import share_of

FAR_LESS = 2 / 3
"""Of the minutes that its priority would give a goal: less, and it is said what holds it back."""


class GoalAnswer:
    """
    Answers for one goal of a child.

    Args:
        skill_id: The goal.

        grounds: The plan and what it was made from.
    """

    def __init__(self, skill_id: str, grounds: Grounds) -> None:
        self.skill, self.grounds, self.say = skill_id, grounds, grounds.say
        self.plain = grounds.catalogue.graph[skill_id].plain

    def why(self) -> Why:
        """Return the answer."""
        grounds, skill_id = self.grounds, self.skill
        goal = next((g for g in grounds.child.goals if g.skill == skill_id), None)
        outlook = next((g for g in grounds.plan.goals if g.skill == skill_id), None)
        placed = [(s, i) for s, i in grounds.items() if skill_id in {x.goal for x in i.serves}]
        doors = grounds.doors_to(goal) if goal else None
        there = self._offered()
        reasons = doors.reasons(there) if doors else []
        share = self._share(goal, placed) if goal else None
        changes = self._changes(goal) if goal else ()
        asks = asks_of(doors.grades(), doors) if doors else []
        says = list(self._words(goal, outlook, share, placed))
        says += self._held_back(doors, share, reasons) if doors and share else []
        return Why(
            about=skill_id,
            name=self.plain,
            kind="goal",
            made=grounds.made,
            in_plan=bool(placed),
            says=tuple(says),
            helps=(*(c.says for c in changes), *(ask.says for ask in asks)),
            sessions=tuple(dict.fromkeys(session.id for session, _ in placed)),
            reasons=tuple(Counted(code=r.code, about=r.about, count=n) for n, r in reasons),
            ways=len(doors.ways) if doors else None,
            ways_open=len(there.intersection(doors.ways)) if doors else None,
            share=share,
            changes=changes,
        )

    def _share(self, goal: Goal, placed: list[Placed]) -> Share:
        """Return what the goal gets of all minutes that serve a goal, each counted once."""
        all_of = sum(i.minutes for _, i in self.grounds.items() if i.serves)
        start = self.grounds.plan.start
        weights = sum(share_of(g, start) for g in self.grounds.child.goals)
        return Share(
            minutes=sum(i.minutes for _, i in placed if i.serves[0].goal == goal.skill),
            of=all_of,
            fair=round(all_of * share_of(goal, start) / weights),
            sessions=len({session.id for session, _ in placed}),
        )

    def _words(
        self,
        goal: Goal | None,
        outlook: GoalOutlook | None,
        share: Share | None,
        placed: list[Placed],
    ) -> Iterator[str]:
        if goal is None or outlook is None or share is None:
            applies = self.grounds.horizon.estimate.applies(self.skill)
            yield self.say(f"warn.goal_{'reached' if applies else 'not_for_now'}", goal=self.plain)
            return
        yield f"{self.plain[:1].upper()}{self.plain[1:]}: {outlook.says}."
        names = sorted({item.name for _, item in placed})
        if names:
            dose = outlook.dose_minutes
            yield self.say(
                "verdict.goal_in_plan", names=listed(names), whole=dose.whole, part=dose.part
            )
        if len(self.grounds.child.goals) > 1 and share.of:
            numbers = {"minutes": share.minutes, "of": share.of, "fair": share.fair}
            yield self.say("verdict.share", **numbers)
        yield from self._date_words(goal)
        for warning in self.grounds.plan.warnings:
            if warning.about == self.skill and warning.code != "goal-unserved":
                yield warning.says

    def _date_words(self, goal: Goal) -> Iterator[str]:
        if goal.by is None:
            return
        after = (goal.by - self.grounds.plan.review_on).days // 7
        word = "date_within" if after < 0 else "date_after"
        yield self.say(f"verdict.{word}", date=self.grounds.day(goal.by), weeks=after)

    def _offered(self) -> frozenset[str]:
        """Return the activities that lead to the goal and that a session could take."""
        return frozenset(i for week in self.grounds.weeks for i in offered(week, self.skill))

    def _held_back(
        self, doors: Doors, share: Share, reasons: Sequence[tuple[int, Refusal]]
    ) -> Iterator[str]:
        """Yield how many ways are open and what rules out the others, if it gets far less."""
        total = len(doors.ways)
        opened = total - sum(count for count, _ in reasons)
        yield self.say("verdict.ways", open=opened, total=total)
        if share.minutes and share.minutes >= share.fair * FAR_LESS:
            return
        for count, refusal in reasons[:MOST_NAMED]:
            yield doors.counted(count, total, refusal)

    def _changes(self, goal: Goal) -> tuple[Change, ...]:
        def helps(now: Tried, then: Tried) -> bool:
            return then.minutes.get(goal.skill, 0) > now.minutes.get(goal.skill, 0)

        return self.grounds.trials(goal).changes(helps)
