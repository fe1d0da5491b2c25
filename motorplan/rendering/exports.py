"""The skill graph for other programs: Graphviz, Mermaid and tables, with every reason."""

import csv
import json
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

from motorplan.graph import SkillGraph
from motorplan.model.skills import Skill
from motorplan.vocabulary import Domain

SHAPES: dict[Domain, tuple[str, str, str]] = {
    "gross": ("box", "(", ")"),
    "fine": ("hexagon", "{{", "}}"),
    "self-care": ("ellipse", "([", "])"),
    "participation": ("octagon", "[[", "]]"),
}
"""How a domain is drawn: by Graphviz, and between which signs by Mermaid."""

LINES = {"requires": ("solid", "-->"), "follows": ("dashed", "-.->"), "supports": ("dotted", "--o")}
WAYS = ("dotted", "-. one of .->")
NODE_COLUMNS = (
    "id", "name", "plain", "meaning", "kind", "domain", "area", "icf", "look_for", "not_yet_if",
    "one_handed", "seated", "needs_sight", "median_months", "sigma", "confidence",
)  # fmt: skip
EDGE_COLUMNS = ("earlier", "later", "strength", "one_of", "because", "source")


def exported(style: str, graph: SkillGraph, skills: Mapping[str, Skill]) -> dict[str, str]:
    """
    Return the whole skill graph as texts by the name of the file that each is for.

    Args:
        style: ``graphml``, ``dot``, ``mermaid`` or ``csv``; the last is two tables.

        graph: The skill graph.

        skills: The full skills by id.
    """
    if style == "graphml":
        return {"skills.graphml": graph.to_graphml(skills)}
    if style == "dot":
        return {"skills.dot": _dot(skills)}
    if style == "mermaid":
        return {"skills.mmd": _mermaid(skills)}
    return {
        "edges.csv": _table(EDGE_COLUMNS, _edges(skills)),
        "nodes.csv": _table(NODE_COLUMNS, _nodes(graph, skills)),
    }


def _nodes(graph: SkillGraph, skills: Mapping[str, Skill]) -> Iterable[dict[str, Any]]:
    for i in sorted(skills):
        yield {"id": i, **graph.known_of(i, skills[i])}


def _edges(skills: Mapping[str, Skill]) -> Iterable[dict[str, Any]]:
    for later in sorted(skills):
        for earlier, edge in sorted(skills[later].edges.items()):
            yield {
                "earlier": earlier,
                "later": later,
                "strength": edge.strength,
                "one_of": edge.one_of or "",
                "because": edge.because,
                "source": edge.source,
            }


def _table(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> str:
    text = StringIO()
    table = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def _dot(skills: Mapping[str, Skill]) -> str:
    lines = ["digraph skills {", "  rankdir=BT;"]
    for i in sorted(skills):
        shape = SHAPES[skills[i].domain][0]
        lines.append(f"  {_quoted(i)} [label={_quoted(skills[i].plain)}, shape={shape}];")
    for edge in _edges(skills):
        line, _ = WAYS if edge["one_of"] else LINES[edge["strength"]]
        told = {name: edge[name] for name in EDGE_COLUMNS[2:] if edge[name]}
        said = ", ".join(f"{name}={_quoted(value)}" for name, value in told.items())
        ends = f"{_quoted(edge['earlier'])} -> {_quoted(edge['later'])}"
        lines.append(f"  {ends} [style={line}, {said}];")
    return "\n".join([*lines, "}"]) + "\n"


def _mermaid(skills: Mapping[str, Skill]) -> str:
    lines = ["flowchart BT"]
    for i in sorted(skills):
        _, begin, end = SHAPES[skills[i].domain]
        lines.append(f"  {_name(i)}{begin}{_label(skills[i].plain)}{end}")
    for edge in _edges(skills):
        _, line = WAYS if edge["one_of"] else LINES[edge["strength"]]
        lines.append(f"  {_name(edge['earlier'])} {line} {_name(edge['later'])}")
        lines.append(f"  %% {edge['because']} ({edge['source']})")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _label(text: str) -> str:
    return _quoted(text.replace('"', "#quot;"))


def _name(skill_id: str) -> str:
    """Return an id that Mermaid takes for a name even where a word of its own is in it."""
    return "s-" + skill_id
