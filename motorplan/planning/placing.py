"""
Placing a child with few questions: each time the one whose answer tells most.

What counts is the goals. A question is worth by how much its answer is expected to take from
the doubt about the skills that lead to them, weighed as the plan weighs them.

Source:
    The idea is that of computerised adaptive testing with expected posterior variance (van
    der Linden 1998, Psychometrika 63, recalled); the measure of doubt is our own.
"""

from collections.abc import Callable, Generator, Iterator, Mapping
from datetime import date

from motorplan.ability.estimating import Estimate, make_estimate
from motorplan.catalogue import Catalogue
from motorplan.frozen import evolve, frozen
from motorplan.graph import SkillGraph
from motorplan.model.children import Child, Seen
from motorplan.planning.ahead import DECAY, FARTHEST
from motorplan.vocabulary import Level

USUAL, MOST = 8, 15
LOOKED_AT = 8
"""How many questions are thought through to the end each time; the rest look less telling."""

ENOUGH = 0.0001
"""
When the best question takes less than this share of the first doubt, it is enough: set by
what ``benchmarks/ability.py`` prints.
"""

RARE, SURE = 0.02, 0.98
DECISIVE = (Level.SOME_HELP, Level.PROMPTS, Level.INDEPENDENT)

NOT_SEEN, DOES_NOT_APPLY = "not-seen", "does-not-apply"
Answer = Level | str
"""A level, or one of the two words."""


@frozen(kw_only=True)
class Question:
    """
    One thing to ask about.

    Attributes:
        skill: Its id.

        plain: What it is, after the child's name.

        meaning, look_for, not_yet_if: In words, for who has to answer.
    """

    skill: str
    plain: str
    meaning: str
    look_for: str
    not_yet_if: str


def next_question(
    child: Child,
    catalogue: Catalogue,
    *,
    on: date,
    usual: int = USUAL,
    most: int = MOST,
) -> Generator[Question, Answer, Child]:
    """
    Yield the questions that matter for *child*'s goals, one by one; send the answers.

    It goes on to *usual* questions, and to *most* while the answers still tell much. The
    value it returns in the end is the child with all answers.

    Args:
        child: The child file; what was seen already is not asked.

        catalogue: The skills.

        on: The day the answers are of.

        usual: How many questions it mostly takes.

        most: How many it takes at most.
    """
    graph, asked, first = catalogue.graph, set(child.skills), None
    for number in range(most):
        estimate = make_estimate(child, graph, on)
        weights = relevant(child, graph, estimate)
        doubt = doubt_of(estimate, weights)
        first = first or doubt
        choice = _best(child, graph, on, estimate, weights, asked)
        if choice is None:
            break
        skill_id, gain = choice
        if gain < ENOUGH * first * (1 if number < usual else 2) and number:
            break
        answer = yield _question(skill_id, catalogue)
        asked.add(skill_id)
        child = answered(child, skill_id, answer, on)
    return child


def answered(child: Child, skill_id: str, answer: Answer, on: date) -> Child:
    """Return *child* with an *answer* about a skill, given on the day *on*."""
    if isinstance(answer, Level):
        seen = Seen(level=answer, seen=on)
    else:
        seen = Seen(applies=answer != DOES_NOT_APPLY)
    return evolve(child, skills={**child.skills, skill_id: seen})


def relevant(child: Child, graph: SkillGraph, estimate: Estimate) -> dict[str, float]:
    """
    Return the skills that decide the plan, with how much each counts in it.

    They are the goals and what is at most five steps before them, as the plan weighs them,
    what is as good as sure by the years alone left out.
    """
    bare = make_estimate(evolve(child, skills={}, logs=()), graph, estimate.on)
    weights: dict[str, float] = {}
    for goal in child.goals:
        ways = {goal.skill: (goal.skill,), **graph.ways_to(goal.skill, FARTHEST)}
        for skill_id, path in ways.items():
            weight = DECAY ** (len(path) - 1) * (0.5 + goal.priority / 4)
            weights[skill_id] = max(weight, weights.get(skill_id, 0.0))
    return {
        i: weight
        for i, weight in sorted(weights.items())
        if estimate.applies(i) and bare.chance(i, Level.INDEPENDENT) < SURE
    }


def doubt_of(estimate: Estimate, weights: Mapping[str, float]) -> float:
    """Return how much is in doubt: the variance of each yes or no, weighed and summed."""
    total = 0.0
    for skill_id, weight in weights.items():
        for level in DECISIVE:
            chance = estimate.chance(skill_id, level)
            total += weight * chance * (1 - chance)
    return total


def _best(
    child: Child,
    graph: SkillGraph,
    on: date,
    estimate: Estimate,
    weights: Mapping[str, float],
    asked: set[str],
) -> tuple[str, float] | None:
    """Return the question that is expected to take most doubt, and how much; or None."""
    open_ids = [i for i in weights if i not in asked]
    if child.weaker_side != "none":
        two_handed = [i for i in open_ids if not graph[i].one_handed]
        known = any(not graph[i].one_handed for i in child.skills if i in graph)
        open_ids = two_handed if two_handed and not known else open_ids
    near = _nearness(graph, weights)
    rough = sorted(open_ids, key=lambda i: (-doubt_of(estimate, {i: near(i)}), i))
    before = doubt_of(estimate, weights)
    gains = []
    for skill_id in rough[:LOOKED_AT]:
        after = 0.0
        for level, chance in _levels(estimate, skill_id):
            told = answered(child, skill_id, level, on)
            after += chance * doubt_of(make_estimate(told, graph, on), weights)
        gains.append((before - after, skill_id))
    if not gains:
        return None
    gain, skill_id = max(gains, key=lambda row: (round(row[0], 9), row[1]))
    return skill_id, gain


def _nearness(graph: SkillGraph, weights: Mapping[str, float]) -> Callable[[str], float]:
    """Return what tells how much weight lies on a skill and those that go with it."""
    areas: dict[str, float] = {}
    domains: dict[str, float] = {}
    for i, weight in weights.items():
        areas[graph[i].area] = areas.get(graph[i].area, 0.0) + weight
        domains[graph[i].domain] = domains.get(graph[i].domain, 0.0) + weight
    return lambda i: weights[i] + 0.3 * areas[graph[i].area] + 0.15 * domains[graph[i].domain]


def _levels(estimate: Estimate, skill_id: str) -> Iterator[tuple[Level, float]]:
    """Yield each level that is not too rare with how likely it is the answer; they sum to 1."""
    at_least = [1.0, *(estimate.chance(skill_id, Level(k)) for k in range(1, 5)), 0.0]
    found = [(Level(k), at_least[k] - at_least[k + 1]) for k in range(5)]
    kept = [(level, max(0.0, chance)) for level, chance in found if chance >= RARE]
    total = sum(chance for _, chance in kept)
    for level, chance in kept:
        yield level, chance / total


def _question(skill_id: str, catalogue: Catalogue) -> Question:
    skill = catalogue.skills[skill_id]
    return Question(
        skill=skill_id,
        plain=skill.plain,
        meaning=skill.meaning,
        look_for=skill.look_for,
        not_yet_if=skill.not_yet_if or "",
    )
