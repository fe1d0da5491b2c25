"""The page of one child of a group: its own part, and nothing of the others."""

from collections.abc import Iterable, Mapping

from motorplan.catalogue import Catalogue
from motorplan.explaining.plans import hash_of
from motorplan.frozen import evolve
from motorplan.model.groups import GroupPlan, GroupSession, Member, Part, plain
from motorplan.model.outlooks import GoalOutlook
from motorplan.model.plans import (
    AskFirst,
    Assumed,
    Held,
    Item,
    MadeFrom,
    Plan,
    PlanChild,
    PlanWeek,
    Session,
    Warn,
)


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
        kept_until=plan.kept_until,
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
        taken_out=plan.taken_out,
    )
    return evolve(own, id=hash_of(own))


def _own_session(session: GroupSession, about: Member, catalogue: Catalogue) -> Session:
    parts = (item.children[about.id] for item in session.items)
    items = tuple(_own_item(part, about, catalogue) for part in parts)
    return evolve(session.of(about.id), items=items)


def _own_item(part: Part, about: Member, catalogue: Catalogue) -> Item:
    """Return *part* as an item of the child's own page, with what the room asks for."""
    say = catalogue.phrases.say
    usual, watched = (say(f"supervision.{s}") for s in (part.supervision, part.watched))
    cautions = (watched, *(c for c in part.cautions if c != usual), *part.beside)
    job = say("group.own_job", name=about.name, joining=part.joining)
    return evolve(
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
