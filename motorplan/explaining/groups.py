"""The plan of a group in words: put together from the plans of its children."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from motorplan.catalogue import Catalogue
from motorplan.explaining.parts import PartWriter
from motorplan.explaining.plans import hash_of, made_from, plan_of
from motorplan.frozen import evolve, parts_of
from motorplan.model.children import Goal
from motorplan.model.groups import (
    AskFirstOf,
    AssumedOf,
    GoalOf,
    Group,
    GroupItem,
    GroupMadeFrom,
    GroupName,
    GroupPlan,
    GroupSession,
    GroupWeek,
    HeldOf,
    Member,
    WarnOf,
    of_child,
)
from motorplan.model.plans import (
    Plan,
    PlanChild,
)
from motorplan.phrases import listed
from motorplan.planning.groups import (
    GroupFilled,
    GroupFilledWeek,
    GroupHorizon,
    allergens_of,
    member,
)
from motorplan.planning.horizon import Horizon
from motorplan.version import VERSION
from motorplan.vocabulary import FAMILY

FITS_FROM, EASY_FROM = 0.7, 0.9
"""Mean fit from which a child's time fits well, and mean chance from which it is rather easy."""


def group_plan_of(
    group: Group,
    catalogue: Catalogue,
    owns: Sequence[Horizon],
    set_aside: Sequence[Sequence[Goal]],
    horizon: GroupHorizon | None,
    weeks: Sequence[GroupFilledWeek],
) -> GroupPlan:
    """
    Return the plan of a group with every word that it needs.

    Args:
        group: The group with its children as their files say.

        catalogue: Skills, things and phrases.

        owns: What planned each child in the room, for the goals that are not there yet.

        set_aside: Goals of each child that nothing was planned for.

        horizon: What planned them together; None where somebody has no goal ahead.

        weeks: The weeks as chosen.
    """
    plans = [
        plan_of(member(child, group), catalogue, own, [w.weeks[n] for w in weeks], aside)
        for n, (child, own, aside) in enumerate(zip(group.children, owns, set_aside, strict=True))
    ]
    writer = _GroupWriter(group, catalogue, owns[0].start)
    written = tuple(writer.weeks(weeks, plans, horizon)) if horizon else ()
    plan = GroupPlan(
        made_from=group_made_from(group, catalogue),
        language=group.language,
        group=GroupName(id=group.id, name=group.name),
        children=tuple(writer.member(n, plan, weeks) for n, plan in enumerate(plans)),
        start=plans[0].start,
        look_and_see=any(plan.look_and_see for plan in plans),
        disclaimer=writer.disclaimer(weeks),
        notices=writer.notices(),
        assumed=_each(AssumedOf, "assumed", plans),
        ask_first=_each(AskFirstOf, "ask_first", plans),
        held=_each(HeldOf, "held", plans),
        weeks=written,
        goals=_each(GoalOf, "goals", plans),
        review_on=plans[0].review_on,
        warnings=_each(WarnOf, "warnings", plans),
        search=plans[0].search,
        names=dict(sorted((k, v) for p in plans for k, v in p.names.items())),
    )
    return evolve(plan, id=hash_of(plan))


def _each(kind: Any, name: str, plans: Sequence[Plan]) -> tuple[Any, ...]:
    """Return the rows *name* of all *plans*, each as the *kind* that knows whose it is."""
    return tuple(of_child(kind, row, p.child.id) for p in plans for row in getattr(p, name))


def warned(plan: GroupPlan, warnings: Sequence[WarnOf]) -> GroupPlan:
    """Return *plan* with more to know, of the group first."""
    more = evolve(plan, id="", warnings=(*warnings, *plan.warnings))
    return evolve(more, id=hash_of(more))


def emptied(plan: GroupPlan) -> GroupPlan:
    """Return *plan* without weeks."""
    empty = evolve(plan, id="", weeks=())
    return evolve(empty, id=hash_of(empty))


def group_made_from(group: Group, catalogue: Catalogue) -> GroupMadeFrom:
    """Return what a plan of *group* is made from, *catalogue* and this version included."""
    each = {c.id: made_from(c, catalogue) for c in group.children}
    return GroupMadeFrom(
        motorplan=VERSION,
        group=hash_of(evolve(group, children=())),
        child={i: of.child for i, of in each.items()},
        journal={i: of.journal for i, of in each.items()},
        catalogue=catalogue.fingerprint,
    )


class _GroupWriter:
    def __init__(self, group: Group, catalogue: Catalogue, start: date) -> None:
        self.group, self.catalogue, self.start = group, catalogue, start
        self.say = catalogue.phrases.say
        self.allergens = allergens_of(group, catalogue, start)
        self._turn = 0

    def weeks(
        self, weeks: Sequence[GroupFilledWeek], plans: Sequence[Plan], horizon: GroupHorizon
    ) -> Iterator[GroupWeek]:
        children = [place.child for place in horizon.places]
        writer = PartWriter(children, self.catalogue, self.allergens)
        for number, week in enumerate(weeks):
            own = [plan.weeks[number] for plan in plans]
            yield GroupWeek(
                number=number + 1,
                start=week.start,
                notes=tuple(n for n in own[0].notes if all(n in w.notes for w in own)),
                children={c.id: w.notes for c, w in zip(children, own, strict=True)},
                sessions=tuple(
                    self._session(filled, [w.sessions[n].items for w in own], horizon, writer)
                    for n, filled in enumerate(week.sessions)
                ),
            )

    def _session(
        self,
        filled: GroupFilled,
        items: Sequence[tuple[Any, ...]],
        horizon: GroupHorizon,
        writer: PartWriter,
    ) -> GroupSession:
        sitting, choosers = filled.sitting, horizon.choosers(filled.sitting)
        written: list[GroupItem] = []
        for k, way in enumerate(filled.picks):
            written.append(writer.item(way, [own[k] for own in items], choosers, self._turn))
            self._turn += 1
        word = "session.nobody" if sitting.setting.adults < 1 else "session.empty"
        return GroupSession(
            id=sitting.id,
            date=sitting.day,
            at=sitting.at,
            place=sitting.setting.place,
            minutes=sitting.minutes,
            note=None if written else self.say(word),
            items=tuple(written),
        )

    def member(self, n: int, plan: Plan, weeks: Sequence[GroupFilledWeek]) -> Member:
        held = {f.name: getattr(plan.child, f.name) for f in parts_of(PlanChild)}
        return Member(
            **held,
            notices=plan.notices,
            look_and_see=plan.look_and_see,
            disclaimer=plan.disclaimer,
            fits=self._fits(n, plan, weeks),
        )

    def _fits(self, n: int, plan: Plan, weeks: Sequence[GroupFilledWeek]) -> str:
        """Return how well the time fits child *n*; a look-and-see week is easy on purpose."""
        own = [week.weeks[n] for week in weeks]
        picks = [p for w in own for s in w.sessions for p in s.picks]
        later = [p for w in own if not w.look_and_see for s in w.sessions for p in s.picks]
        name = plan.child.name
        if not picks:
            return self.say("group.fits_none", name=name)
        whole = sum(p.variant.grade.minutes for p in picks if p.is_whole)
        part = sum(p.variant.grade.minutes for p in picks if not p.is_whole)
        judged = later or picks
        fit = sum(p.fit for p in judged) / len(judged)
        chance = sum(p.chance for p in judged) / len(judged)
        word = "easy" if chance >= EASY_FROM else "hard"
        word = "well" if fit >= FITS_FROM else word
        return self.say(f"group.fits_{word}", name=name, whole=whole, part=part)

    def disclaimer(self, weeks: Sequence[GroupFilledWeek]) -> str:
        settings = [s.sitting.setting for w in weeks for s in w.sessions]
        who = {setting.here or setting.who for setting in settings}
        family = self.say("paper.family")
        return f"{self.say('paper.professional')} {family}" if who and not who & FAMILY else family

    def notices(self) -> tuple[str, ...]:
        known = self.catalogue.safety.allergens
        names = [known[i].name for i in sorted(self.allergens) if i in known]
        return (self.say("group.room_allergens", names=listed(names)),) if names else ()
