"""What is wrong with the skill graph as a whole: every rule collected, none raised."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import exp, log

from motorplan.converting.values import Misfit
from motorplan.graph import redundant_edges
from motorplan.linting.reading import PLAIN_GRADE, grade_of
from motorplan.model.skills import Edge, Milestone, Norm, Skill
from motorplan.norms import Z
from motorplan.sources import Source

LONGEST_GAP = 1 / 3
"""Share of the age within which an area has something new to learn, up to :data:`LAST`."""

FIRST, LAST = 3.0, 96.0
"""Months between which areas are held to :data:`LONGEST_GAP`; norms are few beyond."""

FARTHEST_OFF = 3.0
"""Spreads of a source by which a figure may lie off the curve of its skill."""

SHORTEST_REASON = 3
"""Words of a reason."""

_TEMPLATE = re.compile(r"^.{3,40} helps with this\.$")
_SMALL = frozenset({"a", "an", "the", "and", "of", "on", "in", "with", "to", "or", "at", "up"})
Skills = Mapping[str, Skill]


def lint_skills(
    skills: Skills, sources: Mapping[str, Source], norms: Mapping[str, Norm]
) -> list[Misfit]:
    """
    Return all that is wrong with *skills* together, in order of rule and id.

    Args:
        skills: All skills by id.

        sources: All sources by id.

        norms: The fitted curves by skill id; a skill may have none.
    """
    order = _order(skills)
    return [
        *_cycles(skills, order),
        *(_duplicates(skills, order) if len(order) == len(skills) else ()),
        *_orphans(skills),
        *_unsourced(skills, sources),
        *_unreasoned(skills),
        *_capacities(skills),
        *_inversions(skills, norms),
        *_gaps(skills, norms),
        *_contradictions(skills, sources, norms),
        *_hard_words(skills),
        *_twins(skills),
    ]


def _order(skills: Skills) -> list[str]:
    """Return the ids that lie on no cycle nor after one, everything earlier first."""
    waiting = {i: sum(1 for e in s.edges if e in skills) for i, s in skills.items()}
    after: dict[str, list[str]] = {i: [] for i in skills}
    for i, skill in skills.items():
        for earlier in skill.edges:
            if earlier in after:
                after[earlier].append(i)
    ready = sorted((i for i, count in waiting.items() if not count), reverse=True)
    order = []
    while ready:
        order.append(here := ready.pop())
        for later in after[here]:
            waiting[later] -= 1
            if not waiting[later]:
                ready.append(later)
    return order


def _cycles(skills: Skills, order: Iterable[str]) -> Iterator[Misfit]:
    """Yield one cycle, as a path, where there is any; and edges from nowhere."""
    for i, skill in sorted(skills.items()):
        for earlier in sorted(e for e in skill.edges if e not in skills):
            yield _found(i, "no-such-skill", f'it has an edge from "{earlier}", which is no skill')
    left = set(skills) - {*order}
    if not left:
        return
    way = [min(left)]
    while True:
        earlier = min(e for e in skills[way[-1]].edges if e in left)
        if earlier in way:
            ring = [*reversed(way[way.index(earlier) :]), way[-1]]
            yield _found(earlier, "cycle", f"it comes before itself: {' -> '.join(ring)}")
            return
        way.append(earlier)


def _duplicates(skills: Skills, order: Iterable[str]) -> Iterator[Misfit]:
    """Yield edges of the usual order that a longer way says already."""
    before = {i: [e for e in _ordered(s) if e in skills] for i, s in skills.items()}
    for earlier, later in redundant_edges(before, order):
        edge = skills[later].edges[earlier]
        if edge.strength == "follows" and not edge.one_of:
            yield _found(later, "says-twice", f'a longer way leads from "{earlier}" to it already')


def _ordered(skill: Skill) -> list[str]:
    return [i for i, edge in skill.edges.items() if edge.strength != "supports"]


def _orphans(skills: Skills) -> Iterator[Misfit]:
    linked = {earlier for skill in skills.values() for earlier in skill.edges}
    for i, skill in sorted(skills.items()):
        if not skill.edges and i not in linked:
            yield _found(i, "orphan", "nothing leads to it and it leads nowhere")


def _unsourced(skills: Skills, sources: Mapping[str, Source]) -> Iterator[Misfit]:
    for i, skill in sorted(skills.items()):
        named: list[Edge | Milestone] = [*skill.edges.values(), *skill.milestones]
        for source in sorted({part.source for part in named} - sources.keys()):
            yield _found(i, "unknown-source", f'"{source}" is none of the sources')


def _unreasoned(skills: Skills) -> Iterator[Misfit]:
    """Yield edges without a reason of their own, and skills without their sentences."""
    for i, skill in sorted(skills.items()):
        for earlier, edge in sorted(skill.edges.items()):
            empty = len(edge.because.split()) < SHORTEST_REASON
            if empty or _TEMPLATE.match(edge.because):
                yield _found(
                    i, "no-reason", f'its edge from "{earlier}" gives no reason of its own'
                )
        if not skill.meaning:
            yield _found(i, "no-meaning", "no sentence says what it is")
        if not skill.not_yet_if and skill.kind != "capacity":
            yield _found(i, "no-look-alike", "nothing says what is not yet it")


def _capacities(skills: Skills) -> Iterator[Misfit]:
    """Yield capacities with ages or an order: they help, and are never needed."""
    for i, skill in sorted(skills.items()):
        if skill.kind == "capacity" and skill.milestones:
            yield _found(i, "capacity-age", "a capacity has no ages")
        if skill.kind == "capacity" and _ordered(skill):
            yield _found(i, "capacity-order", "nothing comes before a capacity")
        for earlier in _ordered(skill):
            if earlier in skills and skills[earlier].kind == "capacity":
                yield _found(i, "capacity-order", f'"{earlier}" is a capacity and can only support')


def _inversions(skills: Skills, norms: Mapping[str, Norm]) -> Iterator[Misfit]:
    """Yield what is required later than what requires it, beyond both spreads."""
    for i, skill in sorted(skills.items()):
        for earlier, edge in sorted(skill.edges.items()):
            pair = norms.get(earlier), norms.get(i)
            if edge.strength != "requires" or pair[0] is None or pair[1] is None:
                continue
            if pair[0].mu - pair[1].mu > (pair[0].sigma ** 2 + pair[1].sigma ** 2) ** 0.5:
                ages = f"{exp(pair[0].mu):.1f} and {exp(pair[1].mu):.1f} months"
                yield _found(
                    i, "age-inversion", f'it requires "{earlier}", which comes later: {ages}'
                )


def _gaps(skills: Skills, norms: Mapping[str, Norm]) -> Iterator[Misfit]:
    """Yield stretches of age in which a domain has nothing new."""
    ages: dict[str, set[float]] = {}
    for i, skill in skills.items():
        if i in norms and norms[i].confidence != "none":
            ages.setdefault(skill.domain, set()).add(exp(norms[i].mu))
    for domain, found in sorted(ages.items()):
        inside = sorted(age for age in found if FIRST <= age <= LAST)
        for age, later in pairwise(inside):
            if later - age > LONGEST_GAP * later:
                message = f"nothing new between {age:.0f} and {later:.0f} months"
                yield _found(domain, "gap", message)


def _contradictions(
    skills: Skills, sources: Mapping[str, Source], norms: Mapping[str, Norm]
) -> Iterator[Misfit]:
    """Yield figures that lie far off the curve of their skill."""
    for i, skill in sorted(skills.items()):
        norm = norms.get(i)
        for milestone in skill.milestones if norm else ():
            source = sources.get(milestone.source)
            if norm is None or milestone.statistic not in Z or source is None or not source.spread:
                continue
            place = norm.mu + Z[milestone.statistic] * norm.sigma
            off = abs(log(milestone.age_months) - place)
            if off > FARTHEST_OFF * max(source.spread, norm.spread):
                said = f"{milestone.statistic} {milestone.age_months:g} of {milestone.source}"
                yield _found(i, "contradiction", f"{said} lies far off its curve")


def _hard_words(skills: Skills) -> Iterator[Misfit]:
    """Yield skills whose plain name and sentence together read too hard."""
    for i, skill in sorted(skills.items()):
        text = f"Otter {skill.plain}. {skill.meaning}"
        if grade_of(text) > PLAIN_GRADE:
            yield _found(i, "hard-words", f'"{text}" reads harder than grade {PLAIN_GRADE:g}')


def _twins(skills: Skills) -> Iterator[Misfit]:
    """Yield skills whose plain names hold the same words."""
    seen: dict[tuple[str, frozenset[str]], str] = {}
    for i, skill in sorted(skills.items()):
        words = frozenset(re.findall(r"[a-z]+", skill.plain.casefold())) - _SMALL
        other = seen.setdefault((skill.domain, words), i)
        if other != i:
            yield _found(i, "twin", f'it reads like "{other}"')


def _found(about: str, code: str, message: str) -> Misfit:
    return Misfit((about,), code, f"{message}.", "See CONTRIBUTING.md, how to add a skill.")
