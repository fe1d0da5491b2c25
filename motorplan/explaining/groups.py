"""The plan of a group in words: put together from the plans of its children."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from motorplan.catalogue import Catalogue
from motorplan.explaining.parts import PartWriter
from motorplan.explaining.plans import FAMILY, hash_of, plan_of
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
    Part,
    WarnOf,
    of_child,
    plain,
)
from motorplan.model.plans import (
    AskFirst,
    Assumed,
    GoalOutlook,
    Held,
    Item,
    MadeFrom,
    Plan,
    PlanChild,
    PlanWeek,
    Session,
    Warn,
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
    ids = [child.id for child in group.children]
    plan = GroupPlan(
        made_from=GroupMadeFrom(
            motorplan=VERSION,
            group=hash_of(attrs.evolve(group, children=())),
            child={c.id: hash_of(attrs.evolve(c, logs=())) for c in group.children},
            journal={c.id: hash_of(c.logs) if c.logs else None for c in group.children},
            catalogue=catalogue.fingerprint,
        ),
        language=group.language,
        group=GroupName(id=group.id, name=group.name),
        children=tuple(writer.member(n, plan, weeks) for n, plan in enumerate(plans)),
        start=plans[0].start,
        look_and_see=any(plan.look_and_see for plan in plans),
        disclaimer=writer.disclaimer(weeks),
        notices=writer.notices(),
        assumed=tuple(
            of_child(AssumedOf, a, i) for i, p in zip(ids, plans, strict=True) for a in p.assumed
        ),
        ask_first=tuple(
            of_child(AskFirstOf, a, i) for i, p in zip(ids, plans, strict=True) for a in p.ask_first
        ),
        held=tuple(of_child(HeldOf, h, i) for i, p in zip(ids, plans, strict=True) for h in p.held),
        weeks=written,
        goals=tuple(
            of_child(GoalOf, g, i) for i, p in zip(ids, plans, strict=True) for g in p.goals
        ),
        review_on=plans[0].review_on,
        warnings=tuple(
            of_child(WarnOf, w, i) for i, p in zip(ids, plans, strict=True) for w in p.warnings
        ),
        search=plans[0].search,
        names=dict(sorted((k, v) for p in plans for k, v in p.names.items())),
    )
    return attrs.evolve(plan, id=hash_of(plan))


def warned(plan: GroupPlan, warnings: Sequence[WarnOf]) -> GroupPlan:
    """Return *plan* with more to know, of the group first."""
    more = attrs.evolve(plan, id="", warnings=(*warnings, *plan.warnings))
    return attrs.evolve(more, id=hash_of(more))


def emptied(plan: GroupPlan) -> GroupPlan:
    """Return *plan* without weeks."""
    empty = attrs.evolve(plan, id="", weeks=())
    return attrs.evolve(empty, id=hash_of(empty))


def plan_for(plan: GroupPlan, child_id: str, catalogue: Catalogue) -> Plan:
    """
    Return the page of one child: its own part in the plan of a group, and nothing of the others.

    Args:
        plan: The plan of the group.

        child_id: Id of a child of it.

        catalogue: The phrases.
    """
    about = next(child for child in plan.children if child.id == child_id)
    weeks = tuple(
        PlanWeek(
            number=week.number,
            start=week.start,
            notes=week.children[child_id],
            sessions=tuple(_own_session(s, about, catalogue) for s in week.sessions),
        )
        for week in plan.weeks
    )
    goals = tuple(plain(GoalOutlook, g) for g in plan.goals if g.child == child_id)
    items = [item for week in weeks for s in week.sessions for item in s.items]
    made = plan.made_from
    own = Plan(
        made_from=MadeFrom(
            motorplan=made.motorplan,
            child=made.child[child_id],
            journal=made.journal[child_id],
            catalogue=made.catalogue,
        ),
        language=plan.language,
        child=plain(PlanChild, about),
        start=plan.start,
        look_and_see=about.look_and_see,
        disclaimer=about.disclaimer,
        notices=about.notices,
        assumed=tuple(plain(Assumed, a) for a in plan.assumed if a.child == child_id),
        ask_first=tuple(plain(AskFirst, a) for a in plan.ask_first if a.child == child_id),
        held=tuple(plain(Held, h) for h in plan.held if h.child == child_id),
        weeks=weeks,
        goals=goals,
        review_on=plan.review_on,
        warnings=tuple(plain(Warn, w) for w in plan.warnings if w.child == child_id),
        search=plan.search,
        names=_own_names(plan.names, goals, items),
    )
    return attrs.evolve(own, id=hash_of(own))


def _own_session(session: GroupSession, about: Member, catalogue: Catalogue) -> Session:
    parts = (item.children[about.id] for item in session.items)
    held = {f.name: getattr(session, f.name) for f in attrs.fields(Session) if f.name != "items"}
    return Session(**held, items=tuple(_own_item(part, about, catalogue) for part in parts))


def _own_item(part: Part, about: Member, catalogue: Catalogue) -> Item:
    """Return *part* as an item of the child's own page, with what the room asks for."""
    say = catalogue.phrases.say
    usual, watched = (say(f"supervision.{s}") for s in (part.supervision, part.watched))
    cautions = (watched, *(c for c in part.cautions if c != usual), *part.beside)
    job = say("group.own_job", name=about.name, joining=part.joining)
    return attrs.evolve(
        plain(Item, part),
        supervision=part.watched,
        cautions=tuple(dict.fromkeys(cautions)),
        steps=(*part.steps, job),
    )


def _own_names(
    names: Mapping[str, str], goals: Iterable[GoalOutlook], items: Iterable[Item]
) -> dict[str, str]:
    """Return the names that the page of one child speaks of."""
    used = {goal.skill for goal in goals}
    for item in items:
        used |= {item.position, *item.choices, *(t.skill for t in item.trains)}
        used |= {i for served in item.serves for i in served.path}
        used |= {item.routine} if item.routine else set()
    return {i: name for i, name in names.items() if i in used}


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
        held = {f.name: getattr(plan.child, f.name) for f in attrs.fields(PlanChild)}
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
