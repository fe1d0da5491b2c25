"""Plans as pages for people: what a page needs beyond the plan is gathered here."""

from collections.abc import Iterable, Iterator

from motorplan.ability.estimating import make_estimate
from motorplan.catalogue import Catalogue
from motorplan.errors import WrongUse
from motorplan.model.answers import Step, Way
from motorplan.model.children import Child
from motorplan.model.groups import GroupPlan
from motorplan.model.pages import GoalFacts, Look, PageFacts, PathStep, Reader
from motorplan.model.pictures import Picture
from motorplan.model.plans import Item, Plan
from motorplan.pictures import picture, picture_of, pictures_of
from motorplan.rendering.blocks import Document
from motorplan.rendering.drawings import drawn_and_told
from motorplan.rendering.paper import Paper
from motorplan.ways import way_to

SIGNS = ("stop", "goal", "help", "break", "choose", "more", "my-turn", "no-thanks")
MOST_STEPS = 12
"""On the way to a goal: more do not fit a page."""

STAYS_HOME: frozenset[Reader] = frozenset({"child", "aide", "accommodations"})
"""Readers whose pages draw no way to a goal: what a child cannot do yet is not theirs to read."""


def plan_html(
    plan: Plan | GroupPlan,
    catalogue: Catalogue,
    *,
    child: Child | None = None,
    reader: Reader = "carer",
    look: Look | None = None,
) -> str:
    """
    Return *plan* as one HTML page that needs nothing from elsewhere.

    Args:
        plan: Of a child, or of a group.

        catalogue: Where its pictures, codes and ways are.

        child: The child as its file says: how the way to a goal stands; None draws none.

        reader: For whom; the page of a group is for ``carer`` (all who run it) or ``therapist``.

        look: Paper and print; A4 unless said.

    Raises:
        WrongUse: If a page of a group is asked for that is one child's alone.
    """
    from motorplan.rendering.pages import html_of

    document = _document(plan, catalogue, child, reader)
    return html_of(document, look or Look(), catalogue.phrases)


def plan_markdown(
    plan: Plan | GroupPlan,
    catalogue: Catalogue,
    *,
    child: Child | None = None,
    reader: Reader = "carer",
) -> str:
    """Return *plan* as Markdown; see :func:`plan_html`."""
    from motorplan.rendering.pages import markdown_of

    return markdown_of(_document(plan, catalogue, child, reader))


def _document(
    plan: Plan | GroupPlan, catalogue: Catalogue, child: Child | None, reader: Reader
) -> Document:
    paper = Paper(phrases=catalogue.phrases)
    if isinstance(plan, GroupPlan):
        from motorplan.rendering.group_pages import group_document_of

        if reader not in {"carer", "therapist", "aide"}:
            say = catalogue.phrases.say
            raise WrongUse(say("use.own_page", reader=reader), say("use.own_page_way"))
        items = [i for w in plan.weeks for s in w.sessions for i in s.items]
        parts = [part for item in items for part in item.children.values()]
        facts = PageFacts(
            pictures=_pictures((i.activity for i in items), catalogue),
            signs=_signs(),
            codes=_codes(parts, (), catalogue),
        )
        return group_document_of(plan, facts, reader, paper)
    from motorplan.rendering.readers import document_of

    facts = facts_of(plan, catalogue, None if reader in STAYS_HOME else child)
    return document_of(plan, facts, reader, paper)


def facts_of(plan: Plan, catalogue: Catalogue, child: Child | None) -> PageFacts:
    """Return what a page of *plan* needs beyond it."""
    items = [item for week in plan.weeks for s in week.sessions for item in s.items]
    return PageFacts(
        pictures=_pictures((item.activity for item in items), catalogue),
        signs=_signs(),
        codes=_codes(items, (goal.skill for goal in plan.goals), catalogue),
        goals=goal_facts(plan, catalogue, child) if child else {},
        reasons=tuple(dict.fromkeys(_reasons(items, catalogue))),
    )


def _signs() -> dict[str, Picture]:
    return {name: picture(name) for name in SIGNS}


def _pictures(activities: Iterable[str], catalogue: Catalogue) -> dict[str, tuple[Picture, ...]]:
    found = {}
    for activity in sorted(set(activities) & set(catalogue.activities)):
        shown = pictures_of("activities", activity)
        found[activity] = shown or (picture_of(activity, catalogue),)
    return found


def _codes(items: Iterable[Item], goals: Iterable[str], catalogue: Catalogue) -> dict[str, str]:
    skills = {trained.skill for item in items for trained in item.trains} | {*goals}
    known = catalogue.skills
    return {i: known[i].icf for i in sorted(skills) if i in known and known[i].icf}


def _reasons(items: Iterable[Item], catalogue: Catalogue) -> Iterator[str]:
    """Yield the sentences of rules that do not hold for everybody: they tell of one child."""
    met = {rule for item in items for rule in item.screened}
    yield from (
        r.plain for r in catalogue.safety.rules.values() if r.id in met and not r.when.everybody
    )


def goal_facts(
    plan: Plan, catalogue: Catalogue, child: Child, most: int = MOST_STEPS
) -> dict[str, GoalFacts]:
    """Return how each goal of *plan* stands with *child*, with the last *most* steps to it."""
    estimate = make_estimate(child, catalogue.graph, plan.start)
    paper = Paper(phrases=catalogue.phrases)
    wanted = {goal.skill: goal for goal in child.goals}
    found = {}
    for goal in plan.goals:
        way = way_to(catalogue, goal.skill, estimate=estimate, most=most)
        drawing, told = drawn_and_told(way, catalogue.graph, paper)
        own, seen = wanted.get(goal.skill), child.skills.get(goal.skill)
        found[goal.skill] = GoalFacts(
            drawing=drawing,
            told=told,
            steps=tuple(_step(step, way, paper) for step in way.steps),
            level=seen.level if seen else None,
            by=own.by if own else None,
            tries=own.tries if own else None,
            sessions=own.sessions if own else None,
        )
    return found


def _step(step: Step, way: Way, paper: Paper) -> PathStep:
    say = paper.phrases.say
    name = say("way.goal", plain=step.plain) if step.id == way.goal else step.plain
    stands = say(f"draw.{step.standing}") if step.standing else ""
    level = say(f"level.{step.level}") if step.level else ""
    seen = f"{level}, {paper.day(step.seen, year=True)}" if level and step.seen else level
    return PathStep(plain=name, stands=stands, seen=seen)
