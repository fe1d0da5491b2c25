"""A skill as planning sees it: what comes directly before it, and its curve."""

from collections.abc import Iterator

from motorplan.frozen import frozen
from motorplan.model.skills import Norm, Skill
from motorplan.vocabulary import Area, Domain, SkillKind


@frozen(kw_only=True)
class Node:
    """
    What planning needs of a skill; the full :class:`~motorplan.model.skills.Skill` tells the rest.

    Attributes:
        requires, follows, supports: Ids of what comes directly before it.

        either: Groups of ids of which any one is enough: one of several ways to it.

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
    either: tuple[tuple[str, ...], ...] = ()
    norm: Norm | None


def node_of(skill: Skill, norm: Norm | None) -> Node:
    """Return the node of *skill* with its *norm*."""
    ways: dict[str, list[str]] = {}
    alone: dict[str, list[str]] = {"requires": [], "follows": [], "supports": []}
    for earlier, edge in sorted(skill.edges.items()):
        if edge.one_of:
            ways.setdefault(edge.one_of, []).append(earlier)
        else:
            alone[edge.strength].append(earlier)
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
        requires=tuple(alone["requires"]),
        follows=tuple(alone["follows"]),
        supports=tuple(alone["supports"]),
        either=tuple(tuple(ways[name]) for name in sorted(ways)),
        norm=norm,
    )


def edges_of(node: Node) -> Iterator[tuple[str, str, int]]:
    """Yield what comes directly before *node*: id, strength, and number of its group of ways."""
    for strength in ("requires", "follows", "supports"):
        for earlier in getattr(node, strength):
            yield earlier, strength, 0
    for number, group in enumerate(node.either, start=1):
        for earlier in group:
            yield earlier, "follows", number


def directly_before(node: Node) -> tuple[str, ...]:
    """Return the ids of what comes directly before *node* in order of learning, sorted."""
    ways = [i for group in node.either for i in group]
    return tuple(sorted({*node.requires, *node.follows, *ways}))
