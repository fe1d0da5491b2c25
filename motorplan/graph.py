"""The skill graph: what comes before what. networkx proves it when it is compiled."""

from collections import deque
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from motorplan.frozen import frozen
from motorplan.model.skills import Norm, Skill
from motorplan.vocabulary import Area, Domain, SkillKind

if TYPE_CHECKING:
    import networkx as nx


@frozen(kw_only=True)
class Node:
    """
    What planning needs of a skill; the full :class:`~motorplan.model.skills.Skill` tells the rest.

    Attributes:
        requires, follows, supports: Ids of what comes directly before it.

        norm: Fitted age curve, or one borrowed from its neighbours (confidence
            ``none``); capacities have no norm.
    """

    id: str
    name: str
    plain: str
    look_for: str
    kind: SkillKind
    domain: Domain
    area: Area
    one_handed: bool
    seated: bool
    needs_sight: bool
    requires: tuple[str, ...]
    follows: tuple[str, ...]
    supports: tuple[str, ...]
    norm: Norm | None


def node_of(skill: Skill, norm: Norm | None) -> Node:
    """Return the node of *skill* with its *norm*."""

    def sources_of(strength: str) -> tuple[str, ...]:
        return tuple(sorted(i for i, edge in skill.edges.items() if edge.strength == strength))

    return Node(
        id=skill.id,
        name=skill.name,
        plain=skill.plain,
        look_for=skill.look_for,
        kind=skill.kind,
        domain=skill.domain,
        area=skill.area,
        one_handed=skill.one_handed,
        seated=skill.seated,
        needs_sight=skill.needs_sight,
        requires=sources_of("requires"),
        follows=sources_of("follows"),
        supports=sources_of("supports"),
        norm=norm,
    )


class SkillGraph:
    """
    Skills and what comes before them; edges run from prerequisite to skill.

    Capacities join by ``supports`` edges alone, which no question about order follows.
    """

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        self.nodes = nodes

    @cached_property
    def _after(self) -> dict[str, list[str]]:
        """Return the ids directly after each skill, in order of id."""
        after: dict[str, list[str]] = {i: [] for i in sorted(self.nodes)}
        for skill_id in after:
            for earlier in self.directly_before(skill_id):
                after[earlier].append(skill_id)
        return after

    def __contains__(self, skill_id: object) -> bool:
        return skill_id in self.nodes

    def __getitem__(self, skill_id: str) -> Node:
        return self.nodes[skill_id]

    def __len__(self) -> int:
        return len(self.nodes)

    def directly_before(self, skill_id: str) -> tuple[str, ...]:
        """Return the ids of the skills directly before *skill_id*, in order of id."""
        node = self.nodes[skill_id]
        return tuple(sorted(node.requires + node.follows))

    def directly_after(self, skill_id: str) -> tuple[str, ...]:
        """Return the ids of the skills directly after *skill_id*, in order of id."""
        return tuple(self._after[skill_id])

    def before(self, skill_id: str) -> dict[str, int]:
        """Return every skill before *skill_id* with its distance in steps."""
        return self._reach(skill_id, self.directly_before)

    def required_for(self, skill_id: str) -> frozenset[str]:
        """Return all that *skill_id* cannot be done without, however far back."""
        return frozenset(self._reach(skill_id, lambda i: self.nodes[i].requires))

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
            steps = self.directly_after(way[-1])
            way.append(min(steps, key=lambda i: (distance.get(i, len(self)), i)))
        return tuple(way)

    def to_networkx(self) -> "nx.DiGraph[str]":
        """Return a new ``networkx.DiGraph`` of all nodes and edges with their strengths."""
        import networkx as nx

        graph: nx.DiGraph[str] = nx.DiGraph()
        for node in self.nodes.values():
            graph.add_node(node.id, name=node.name, kind=node.kind, area=node.area)
        for node in self.nodes.values():
            for strength in ("requires", "follows", "supports"):
                for earlier in getattr(node, strength):
                    graph.add_edge(earlier, node.id, strength=strength)
        return graph

    @staticmethod
    def _reach(start: str, neighbours: "Neighbours") -> dict[str, int]:
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


if TYPE_CHECKING:
    from collections.abc import Callable

    Neighbours = Callable[[str], tuple[str, ...]]
