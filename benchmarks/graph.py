"""
How fast the graph answers, and how its work grows with size.

Garbage is not collected, as in a command. Targets: a question at the size of the catalogue
under 1 ms once loaded; ``before``, ``path`` and the lint linear in edges up to 10,000 skills.
"""

import gc
import time
from collections.abc import Callable
from datetime import date
from random import Random

from motorplan.ability.estimating import make_estimate
from motorplan.gathering import load_catalogue
from motorplan.graph import SkillGraph
from motorplan.linting.graph import lint_skills
from motorplan.making import load_child
from motorplan.model.nodes import node_of
from motorplan.model.skills import Edge, Skill
from motorplan.vocabulary import Level

SIZES = (300, 1_000, 3_000, 10_000)
SEED = 7
ON = date(2026, 11, 30)
ROUNDS = 200


def milliseconds(work: Callable[[], object], rounds: int = 1) -> float:
    """Return the mean time of *work*."""
    begin = time.perf_counter()
    for _ in range(rounds):
        work()
    return 1000 * (time.perf_counter() - begin) / rounds


def made_up(size: int) -> dict[str, Skill]:
    """Return *size* skills, each after up to three of the forty before it."""
    generator = Random(SEED)
    skills = {}
    for n in range(size):
        near = range(max(0, n - 40), n)
        before = generator.sample(near, min(len(near), generator.randint(1, 3)))
        edge = Edge(strength="follows", because="made up for size", source="made-up")
        skills[f"skill-{n}"] = Skill(
            id=f"skill-{n}",
            name=f"Skill {n}",
            plain=f"does thing number {n}",
            kind="milestone",
            domain="fine",
            area="in-hand",
            icf="d440",
            look_for="made up",
            edges={f"skill-{b}": edge for b in before},
        )
    return skills


def ask_the_catalogue() -> None:
    """Print the time of each question put to the shipped graph."""
    catalogue = load_catalogue()
    nodes = {i: catalogue.graph[i] for i in catalogue.graph.nodes}
    goal = "ties-laces"
    child = load_child("examples/otter.toml", catalogue)
    estimate = make_estimate(child, catalogue.graph, ON)
    print(f"{len(nodes)} skills, each question of a graph that holds no answers yet")
    loaded = SkillGraph(nodes)
    loaded.directly_after(goal)
    first = min(loaded.before(goal), key=lambda i: (-loaded.before(goal)[i], i))
    questions: dict[str, Callable[[SkillGraph], object]] = {
        "before": lambda graph: graph.before(goal),
        "after": lambda graph: graph.after(first),
        "path": lambda graph: graph.path(first, goal),
        "unlocks": lambda graph: graph.unlocks(first, estimate),
        "alternatives": lambda graph: graph.alternatives(first),
        "frontier": lambda graph: graph.frontier(estimate),
        "ladder": lambda graph: graph.ladder("fasteners"),
    }
    for name, ask in questions.items():
        fresh = [SkillGraph(nodes) for _ in range(ROUNDS)]
        for graph in fresh:
            graph.directly_after(goal)
        waiting = iter(fresh)
        spent = milliseconds(lambda ask=ask, waiting=waiting: ask(next(waiting)), ROUNDS)
        print(f"  {name:13} {spent:7.3f} ms")


def ask_a_third() -> None:
    """Print how long the costliest question takes of the 300 earliest skills."""
    catalogue = load_catalogue()
    whole = catalogue.graph
    early = list(whole.in_order(whole.nodes))[:300]
    estimate = make_estimate(load_child("examples/otter.toml", catalogue), whole, ON)
    estimate.chance(early[0], Level.INDEPENDENT)
    few = SkillGraph({i: whole[i] for i in sorted(early)})
    few.frontier(estimate)
    print(f"  frontier of {len(few)} skills {milliseconds(lambda: few.frontier(estimate)):7.3f} ms")


def grow() -> None:
    """Print the time an edge for made-up graphs, beside that of the smallest."""
    smallest: dict[str, float] = {}
    for size in SIZES:
        skills = made_up(size)
        edges = sum(len(skill.edges) for skill in skills.values())
        graph = SkillGraph({i: node_of(skill, None) for i, skill in skills.items()})
        last = f"skill-{size - 1}"
        times = {
            "index": milliseconds(lambda graph=graph: graph.directly_after("skill-0")),
            "before": milliseconds(lambda graph=graph, last=last: graph.before(last)),
            "path": milliseconds(lambda graph=graph, last=last: graph.path("skill-0", last)),
            "lint": milliseconds(lambda skills=skills: lint_skills(skills, {}, {})),
        }
        row = f"{size:6} skills {edges:6} edges"
        for name, spent in times.items():
            an_edge = spent / edges
            smallest.setdefault(name, an_edge)
            row += f"   {name} {spent:8.2f} ms ({an_edge / smallest[name]:.1f} an edge)"
        print(row)


if __name__ == "__main__":
    gc.disable()
    ask_the_catalogue()
    ask_a_third()
    grow()
