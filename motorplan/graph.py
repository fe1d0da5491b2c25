"""The skill graph: what comes before what. networkx proves it when it is compiled."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from heapq import heapify, heappop, heappush
from math import exp
from typing import TYPE_CHECKING, Protocol

from motorplan.frozen import frozen
from motorplan.model.nodes import Node, directly_before, edges_of
from motorplan.model.skills import Skill
from motorplan.vocabulary import Area, Level

if TYPE_CHECKING:
    import networkx as nx

THERE_FROM = 0.9
"""How likely a skill is done alone for it to count as there."""

CHANGED_FROM = 0.1


class Believes(Protocol):
    """What says how likely a child does a skill at a level: an estimate."""

    def chance(self, skill_id: str, level: Level) -> float:
        """Return how likely *skill_id* is done at *level* or better."""
        ...

    def is_seen(self, skill_id: str, level: Level) -> bool:
        """Return whether somebody saw *skill_id* at *level* or better."""
        ...

    def applies(self, skill_id: str) -> bool:
        """Return whether *skill_id* can apply to this child at all."""
        ...


@frozen
class Shift:
    """How likely a skill is done alone in one estimate, and in another."""

    skill: str
    was: float
    now: float


class SkillGraph:
    """
    Skills and what comes before them; edges run from prerequisite to skill.

    Capacities join by ``supports`` edges alone, which no question about order follows.

    Args:
        nodes: The skills by id.

        order: Skill id -> ids directly before it, where they are known already; what only
            asks for order then builds no node.
    """

    def __init__(
        self, nodes: Mapping[str, Node], order: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.nodes = nodes
        self._order = order or {i: directly_before(nodes[i]) for i in nodes}
        self._before: dict[str, dict[str, int]] = {}
        self._ways: dict[tuple[str, int], dict[str, tuple[str, ...]]] = {}

    def __contains__(self, skill_id: object) -> bool:
        return skill_id in self.nodes

    def __getitem__(self, skill_id: str) -> Node:
        return self.nodes[skill_id]

    def __len__(self) -> int:
        return len(self.nodes)

    def directly_before(self, skill_id: str) -> tuple[str, ...]:
        """Return the ids of the skills directly before *skill_id*, in order of id."""
        return tuple(self._order[skill_id])

    def directly_after(self, skill_id: str) -> tuple[str, ...]:
        """Return the ids of the skills directly after *skill_id*, in order of id."""
        return tuple(self._after[skill_id])

    def before(self, skill_id: str) -> dict[str, int]:
        """Return every skill before *skill_id* with its distance in steps, nearest first."""
        if skill_id not in self._before:
            self._before[skill_id] = _reach(skill_id, self.directly_before)
        return self._before[skill_id]

    def after(self, skill_id: str) -> dict[str, int]:
        """Return every skill after *skill_id* with its distance in steps, nearest first."""
        return _reach(skill_id, self.directly_after)

    def required_for(self, skill_id: str) -> frozenset[str]:
        """Return all that *skill_id* cannot be done without, however far back."""
        return frozenset(_reach(skill_id, lambda i: self.nodes[i].requires))

    def path(self, earlier: str, later: str) -> tuple[str, ...]:
        """
        Return the shortest way from *earlier* to *later*, both included.

        Of equally short ways the one with the smallest ids; empty when there is none.
        """
        distance = {later: 0, **self.before(later)}
        if earlier not in distance:
            return ()
        way = [earlier]
        while way[-1] != later:
            left = distance[way[-1]] - 1
            steps = self.directly_after(way[-1])
            way.append(min(i for i in steps if distance.get(i) == left))
        return tuple(way)

    def ways_to(self, later: str, farthest: int) -> dict[str, tuple[str, ...]]:
        """Return, for what is at most *farthest* steps before *later*, what :meth:`path` does."""
        if (later, farthest) not in self._ways:
            ways: dict[str, tuple[str, ...]] = {later: (later,)}
            for earlier, steps in self.before(later).items():
                if steps > farthest:
                    break
                nearer = [i for i in self.directly_after(earlier) if len(ways.get(i, ())) == steps]
                ways[earlier] = (earlier, *ways[min(nearer)])
            del ways[later]
            self._ways[later, farthest] = ways
        return self._ways[later, farthest]

    def unlocks(self, skill_id: str, estimate: Believes | None = None) -> tuple[str, ...]:
        """
        Return the skills that come directly after *skill_id*, in order of id.

        With an *estimate*, only those that are not there yet and miss nothing else.
        """
        after = self.directly_after(skill_id)
        if estimate is None:
            return after
        there = _Having(estimate, skill_id)
        return tuple(i for i in after if self._is_ready(i, there))

    def there(self, estimate: Believes, among: Iterable[str] | None = None) -> frozenset[str]:
        """Return what of *among*, or of all, is done alone: seen, or as good as sure."""
        having = _Having(estimate)
        return frozenset(filter(having.has, self.nodes if among is None else among))

    def frontier(self, estimate: Believes, among: Collection[str] | None = None) -> tuple[str, ...]:
        """
        Return the skills of *among*, or of all, that are ready to be learned, in order of id.

        They are not there yet and what comes directly before them is. Of several ways to
        a skill one is enough, and what does not apply to the child holds nothing up unless
        it is required. Capacities are never learned for their own sake.
        """
        there = _Having(estimate)
        inside = self.nodes if among is None else sorted(among)
        return tuple(i for i in inside if self._is_ready(i, there))

    def alternatives(self, skill_id: str) -> dict[str, tuple[str, ...]]:
        """Return, for each skill that *skill_id* is one way to, the other ways to it."""
        found = {}
        for later in self.directly_after(skill_id):
            for group in self.nodes[later].either:
                if skill_id in group:
                    found[later] = tuple(i for i in group if i != skill_id)
        return found

    def ladder(self, area: Area) -> tuple[str, ...]:
        """Return the skills of *area*, the earliest first: see :meth:`in_order`."""
        return tuple(self.in_order(i for i, node in self.nodes.items() if node.area == area))

    def in_order(self, skill_ids: Iterable[str]) -> dict[str, float]:
        """
        Return *skill_ids* with an age in months each, the earliest first.

        It is the median age, or that of what comes before it where that is higher: nothing
        stands before what leads to it.
        """
        inside = dict.fromkeys(skill_ids, 0.0)
        left = {i: sum(j in inside for j in self.directly_before(i)) for i in inside}
        ready = [(exp(self._rank(i)), i) for i in inside if not left[i]]
        heapify(ready)
        found: dict[str, float] = {}
        while ready:
            age, here = heappop(ready)
            found[here] = age
            for later in filter(inside.__contains__, self.directly_after(here)):
                left[later] -= 1
                if not left[later]:
                    heappush(ready, (max(age, exp(self._rank(later))), later))
        return found

    def compare(self, was: Believes, now: Believes) -> tuple[Shift, ...]:
        """Return the skills whose chance of being done alone has moved, the largest first."""
        shifts = [
            Shift(i, was.chance(i, Level.INDEPENDENT), now.chance(i, Level.INDEPENDENT))
            for i in self.nodes
            if self.nodes[i].kind != "capacity"
        ]
        moved = [s for s in shifts if abs(s.now - s.was) >= CHANGED_FROM]
        return tuple(sorted(moved, key=lambda s: (-abs(s.now - s.was), s.skill)))

    def to_networkx(self, skills: Mapping[str, Skill] | None = None) -> "nx.DiGraph[str]":
        """
        Return a new ``networkx.DiGraph`` of all nodes and edges with their attributes.

        Nodes carry ``name``, ``plain``, ``kind``, ``domain``, ``area`` and, where there is
        a curve, ``median_months`` and its ``confidence``; edges carry ``strength`` and
        ``one_of`` (the number of the group of ways, or 0).

        Args:
            skills: The full skills by id, as of a catalogue: with them, nodes carry all
                that is told of a skill, and edges ``because`` and ``source``.
        """
        import networkx as nx

        graph: nx.DiGraph[str] = nx.DiGraph()
        for i in sorted(self.nodes):
            graph.add_node(i, **self.known_of(i, skills[i] if skills else None))
        for i in sorted(self.nodes):
            for earlier, strength, group in edges_of(self.nodes[i]):
                graph.add_edge(earlier, i, strength=strength, one_of=group)
                if skills:
                    edge = skills[i].edges[earlier]
                    graph.edges[earlier, i].update(because=edge.because, source=edge.source)
        return graph

    def to_graphml(self, skills: Mapping[str, Skill] | None = None) -> str:
        """Return what :meth:`to_networkx` returns as GraphML."""
        import networkx as nx

        return "\n".join(nx.generate_graphml(self.to_networkx(skills))) + "\n"

    def known_of(self, skill_id: str, skill: Skill | None = None) -> dict[str, str | float | bool]:
        """Return the attributes of a node, and of its *skill*; what is not known is left out."""
        node = self.nodes[skill_id]
        found: dict[str, str | float | bool | None] = {
            "name": node.name,
            "plain": node.plain,
            "kind": node.kind,
            "domain": node.domain,
            "area": node.area,
            "look_for": node.look_for,
            "one_handed": node.one_handed,
            "seated": node.seated,
            "needs_sight": node.needs_sight,
        }
        if node.norm is not None:
            found |= {
                "median_months": round(exp(node.norm.mu), 1),
                "sigma": node.norm.sigma,
                "confidence": node.norm.confidence,
            }
        if skill is not None:
            found |= {"icf": skill.icf, "meaning": skill.meaning, "not_yet_if": skill.not_yet_if}
        return {name: value for name, value in found.items() if value not in {None, ""}}

    @cached_property
    def _after(self) -> dict[str, list[str]]:
        """Return the ids directly after each skill, in order of id."""
        after: dict[str, list[str]] = {i: [] for i in self._order}
        for later in sorted(self._order):
            for earlier in self._order[later]:
                after[earlier].append(later)
        return after

    def _is_ready(self, skill_id: str, there: "_Having") -> bool:
        node = self.nodes[skill_id]
        if node.kind == "capacity" or there.has(skill_id) or not there.applies(skill_id):
            return False
        ways = ([i for i in group if there.applies(i)] for group in node.either)
        usual = filter(there.applies, node.follows)
        return all(map(there.has, (*node.requires, *usual))) and all(
            any(map(there.has, group)) for group in ways if group
        )

    def _rank(self, skill_id: str) -> float:
        """Return the median age in ln(months), or that of the latest before it."""
        node = self.nodes[skill_id]
        if node.norm is not None:
            return node.norm.mu
        return max(map(self._rank, self.directly_before(skill_id)), default=0.0)


class _Having:
    """Which skills are there by an estimate; *also* is taken to be there."""

    def __init__(self, estimate: Believes, also: str | None = None) -> None:
        self._estimate, self._known = estimate, {also: True} if also else {}
        self.applies = estimate.applies

    def has(self, skill_id: str) -> bool:
        if skill_id not in self._known:
            chance = self._estimate.chance(skill_id, Level.INDEPENDENT)
            seen = self._estimate.is_seen(skill_id, Level.INDEPENDENT)
            self._known[skill_id] = seen or chance >= THERE_FROM
        return self._known[skill_id]


def redundant_edges(
    before: Mapping[str, Iterable[str]], order: Iterable[str]
) -> list[tuple[str, str]]:
    """
    Return the edges that a longer way implies, as (earlier, later), in *order*.

    Ancestors are sets of bits, so that the work grows with the edges.

    Args:
        before: Skill id -> ids directly before it.

        order: All ids, everything earlier first.
    """
    place: dict[str, int] = {}
    ancestors: dict[str, int] = {}
    found = []
    for later in order:
        place[later] = len(place)
        direct = sorted(before[later])
        farther = 0
        for earlier in direct:
            farther |= ancestors[earlier]
        found += [(earlier, later) for earlier in direct if farther >> place[earlier] & 1]
        ancestors[later] = farther
        for earlier in direct:
            ancestors[later] |= 1 << place[earlier]
    return found


def _reach(start: str, neighbours: Callable[[str], Iterable[str]]) -> dict[str, int]:
    found = {start: 0}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for there in neighbours(here):
            if there not in found:
                found[there] = found[here] + 1
                queue.append(there)
    del found[start]
    return found
