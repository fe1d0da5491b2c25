"""What a child is believed to do, wins first, with how sure it is and from what."""

from collections.abc import Iterator
from datetime import timedelta

from motorplan.ability.estimating import Estimate
from motorplan.catalogue import Catalogue
from motorplan.model.children import Child
from motorplan.phrases import listed
from motorplan.planning.placing import relevant
from motorplan.vocabulary import Level

MONTH = timedelta(days=31)
APART = 2
"""Levels between two answers of one month that are too far apart to both be true."""

SURE = ((0.95, "sure"), (0.8, "likely"), (0.5, "maybe"), (0.2, "hardly"), (0.0, "later"))
MOST_NAMED = 2


def abilities_of(child: Child, catalogue: Catalogue, estimate: Estimate) -> tuple[str, ...]:
    """Return a sentence for each skill that decides the plan, what is done alone first."""
    weights = relevant(child, catalogue.graph, estimate)
    ids = {i for i in child.skills if i in catalogue.graph} | {*weights}
    rows = sorted((-estimate.chance(i, Level.INDEPENDENT), i) for i in ids if estimate.applies(i))
    return tuple(ability_of(i, child, catalogue, estimate) for _, i in rows)


def ability_of(
    skill_id: str,
    child: Child,
    catalogue: Catalogue,
    estimate: Estimate,
    level: Level = Level.INDEPENDENT,
) -> str:
    """Return what was seen of a skill, else how sure it is at *level*, and from what."""
    say, plain = catalogue.phrases.say, catalogue.graph[skill_id].plain
    seen = child.skills.get(skill_id)
    if seen is not None and seen.level is not None:
        how = say(f"able.level-{seen.level.id}")
        on = seen.seen or child.seen
        when = say("able.on", date=on.isoformat()) if on else ""
        by = say("able.by", who=catalogue.words["who"][seen.by]) if seen.by else ""
        return say("able.seen", plain=plain, level=how, when=when, by=by)
    chance = estimate.chance(skill_id, level)
    sure = next(word for least, word in SURE if chance >= least)
    why = _basis(skill_id, child, catalogue, estimate)
    at = say(f"able.level-{level.id}")
    return say("able.believed", plain=plain, level=at, sure=say(f"able.{sure}"), why=why)


def _basis(skill_id: str, child: Child, catalogue: Catalogue, estimate: Estimate) -> str:
    """Return from what a skill that nobody saw is believed to be there, or not."""
    say, graph = catalogue.phrases.say, catalogue.graph
    days = {log.on for log in child.logs if skill_id in log.asked or skill_id in log.practised}
    if days:
        return say("able.from_logs", count=len(days))
    levels = {i: s.level for i, s in child.skills.items() if s.level is not None and i in graph}
    needs_it = [i for i in sorted(levels) if levels[i] and skill_id in graph.required_for(i)]
    if needs_it:
        return say("able.from_later", names=_named(needs_it, catalogue))
    area = [i for i in sorted(levels) if graph[i].area == graph[skill_id].area]
    domain = [i for i in sorted(levels) if graph[i].domain == graph[skill_id].domain]
    near = area or domain or sorted(levels)
    if near and estimate.graph[skill_id].norm is not None:
        return say("able.from_near", names=_named(near, catalogue))
    return say("able.from_years")


def _named(ids: list[str], catalogue: Catalogue) -> str:
    return listed([catalogue.graph[i].plain for i in ids[:MOST_NAMED]])


def to_look_at_again(child: Child, catalogue: Catalogue, estimate: Estimate) -> Iterator[str]:
    """Yield what was said that can hardly be, or that contradicts itself; it is asked again."""
    say, graph = catalogue.phrases.say, catalogue.graph
    for skill_id in sorted(estimate.doubtful):
        yield say("able.doubtful", plain=graph[skill_id].plain)
    for skill_id, seen in sorted(child.skills.items()):
        on = seen.seen or child.seen
        if seen.level is None or on is None or skill_id not in graph:
            continue
        other = [
            log
            for log in child.logs
            if skill_id in log.practised
            and log.level is not None
            and abs(log.level - seen.level) >= APART
            and abs(log.on - on) <= MONTH
        ]
        if other:
            yield say(
                "able.apart",
                plain=graph[skill_id].plain,
                one=say(f"able.level-{seen.level.id}"),
                other=say(f"able.level-{(other[-1].level or Level.NOT_YET).id}"),
                date=other[-1].on.isoformat(),
            )
