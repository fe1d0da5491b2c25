"""
Children whose abilities are known, so that estimates can be compared with them.

Some follow the model of the estimate; the others do not, each in one way that real children
and real answers may differ. None of it is evidence about real children.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from math import exp, log
from random import Random
from typing import Literal

from motorplan.ability.scale import Parameters, Scale
from motorplan.ages import DAYS_A_MONTH
from motorplan.frozen import frozen
from motorplan.graph import SkillGraph
from motorplan.model.children import Child, Goal
from motorplan.vocabulary import Level

World = Literal["model", "uneven", "affected-hand", "slips", "wrong-norms"]
WORLDS: tuple[World, ...] = ("model", "uneven", "affected-hand", "slips", "wrong-norms")
UNEVEN, AFFECTED, SLIP, WRONG = 0.15, -0.35, 0.08, 0.12
"""
How the worlds differ, in ln(age): an area's own part is that much wider; two-handed skills
lie that much lower; so many answers are a level off; norms are off by that much.
"""


@frozen(kw_only=True)
class Simulated:
    """
    A child with known abilities.

    Attributes:
        child: What the planner is told: nothing seen yet.

        place: Skill id -> where the child stands, in ln(age) over the median of the skill.

        noise: Skill id -> standard deviation from day to day.

        slips: Share of the answers that are a level off.
    """

    child: Child
    graph: SkillGraph
    place: Mapping[str, float]
    noise: Mapping[str, float]
    slips: float = 0.0

    def shown(self, skill_id: str, rng: Random) -> Level:
        """Return the level that is seen on one day."""
        norm = self.graph[skill_id].norm
        sigma = norm.sigma if norm else 0.35
        place = self.place[skill_id] + rng.gauss(0.0, self.noise[skill_id])
        level = sum(place + cut * sigma >= 0 for cut in Parameters().cuts)
        if rng.random() < self.slips:
            level = min(4, max(0, level + rng.choice((-1, 1))))
        return Level(level)


def simulated(
    graph: SkillGraph, on: date, world: World, rng: Random, goals: tuple[str, ...]
) -> Simulated:
    """
    Return a child near the age at which its first goal is usual.

    Args:
        graph: The skills.

        on: The day it is tested.

        world: How it follows the model, or does not.

        rng: What draws it.

        goals: Skill ids.
    """
    norm = graph[goals[0]].norm
    months = exp(log(48.0) if norm is None else norm.mu) * exp(rng.uniform(-0.25, 0.25))
    child = Child(
        id="simulated",
        name="Child",
        born=on - timedelta(days=round(months * DAYS_A_MONTH)),
        goals=tuple(Goal(skill=goal) for goal in goals),
        weaker_side="left" if world == "affected-hand" else "none",
        safety_asked=on,
        mouths="never",
    )
    return _with_abilities(child, graph, on, world, rng)


def _with_abilities(
    child: Child, graph: SkillGraph, on: date, world: World, rng: Random
) -> Simulated:
    scale = Scale(child, graph, on, Parameters())
    numbers = Parameters()
    wide = numbers.shared_in_therapy if world == "affected-hand" else numbers.shared
    own_part = rng.gauss(0.0, wide[0])
    domains: dict[str, float] = {}
    areas: dict[tuple[str, str], float] = {}
    place, noise = {}, {}
    for skill_id in graph.nodes:
        node = graph[skill_id]
        if node.kind == "capacity" or node.norm is None:
            continue
        group = scale.group(node)
        own, day, load = scale.split(node)
        domains.setdefault(group[0], rng.gauss(0.0, wide[1]))
        width = wide[2] + (UNEVEN if world == "uneven" else 0.0)
        areas.setdefault(group, rng.gauss(0.0, width))
        shared = own_part + domains[group[0]] + areas[group]
        shared += AFFECTED if group[0] == "affected" else 0.0
        off = rng.gauss(0.0, WRONG) if world == "wrong-norms" else 0.0
        base = scale.base(node, scale.age_on(on))
        place[skill_id] = base + load * shared + rng.gauss(0.0, own**0.5) + off
        noise[skill_id] = day**0.5
    return Simulated(
        child=child,
        graph=graph,
        place=place,
        noise=noise,
        slips=SLIP if world == "slips" else 0.0,
    )
