"""
The catalogue as files: TOML that people write, JSON that programs read.

The wheel carries the compiled form. A checkout compiles its own files into a cache that
holds data only, is rebuilt when any file changes, and may vanish without harm.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from motorplan.caching import Parts, kept, signature_of
from motorplan.catalogue import Catalogue, Lines, Table, training_index
from motorplan.converting.files import Document, activity_from, list_from
from motorplan.converting.values import Misfit, unstructure
from motorplan.errors import FileProblems, MotorplanError, Problem
from motorplan.graph import SkillGraph
from motorplan.hashing import digest
from motorplan.model.activities import Activity
from motorplan.model.ladders import Ladder, ladder_of
from motorplan.model.nodes import Node, directly_before, node_of
from motorplan.model.safety import (
    Allergen,
    Feature,
    LoadCap,
    OrderRule,
    PrecautionWord,
    Rule,
    SafetyRules,
)
from motorplan.model.skills import Skill
from motorplan.model.things import Adaptation, Material, Routine, Tag, Theme
from motorplan.phrases import Phrases
from motorplan.sources import Source
from motorplan.storing.files import read_text

PACKAGE = Path(__file__).parent
FORMAT = "motorplan.compiled/5"
LISTS: dict[str, type] = {
    "materials": Material,
    "adaptations": Adaptation,
    "tags": Tag,
    "themes": Theme,
    "routines": Routine,
    "sources": Source,
}
SAFETY_LISTS: dict[str, tuple[str, type]] = {
    "features": ("hazards", Feature),
    "allergens": ("allergens", Allergen),
    "precautions": ("precautions", PrecautionWord),
    "rules": ("rules", Rule),
    "caps": ("caps", LoadCap),
    "orders": ("orders", OrderRule),
}


def built_in_catalogue() -> Catalogue:
    """
    Return the catalogue that motorplan brings.

    Raises:
        FileProblems: If this is a checkout and a file of it is wrong.
    """
    return open_catalogue(_built_in())


def documents_in(folder: Path) -> dict[str, Document]:
    """
    Return the TOML files under *folder*, in subfolders too, by stem.

    Raises:
        FileProblems: With every file that cannot be read, or has the stem of another.
    """
    found: dict[str, Document] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.toml")):
        try:
            document = _document(path)
        except FileProblems as error:
            problems += error.problems
            continue
        if path.stem in found:
            first = found[path.stem].where
            problems.append(_twice(document, (), f'{first} has the stem "{path.stem}" as well.'))
        found.setdefault(path.stem, document)
    if problems:
        raise FileProblems(tuple(problems))
    return found


def _twice(document: Document, path: tuple[str, ...], message: str) -> Problem:
    way = "Give one of them another name, and then another id."
    return document.problem(Misfit(path, "id-taken", message, way))


def schema_text(name: str) -> str:
    """Return the committed JSON Schema called *name*: ``child``, ``group``, ``plan`` and more."""
    return (PACKAGE / "data" / "schemas" / f"{name}.json").read_text(encoding="utf-8")


def template_text(name: str) -> str:
    """Return the shipped starting file ``activity`` or ``idea``; its gaps stand in braces."""
    return (PACKAGE / "data" / "templates" / f"{name}.txt").read_text(encoding="utf-8")


def compile_catalogue(data: Path, activities: Path) -> dict[str, bytes]:
    """
    Return the compiled parts of the TOML files under *data* and *activities*.

    Every file is read through the strict converter and the skill graph is proved acyclic.

    Raises:
        FileProblems: If a file is wrong.
        MotorplanError: If the skill graph has a cycle or an edge from nowhere.
    """
    skills = _maps_in(sorted((data / "skills").glob("*.toml")), Skill)
    sources = _map_in(data / "sources.toml", Source)
    parts: dict[str, Any] = {
        "skills": plain_rows(skills),
        "safety": {
            key: plain_rows(_map_in(data / "safety" / f"{name}.toml", kind))
            for key, (name, kind) in SAFETY_LISTS.items()
        },
        "words": _toml(data / "words.toml"),
        "renamed": _toml(data / "renamed.toml"),
        "phrases": _toml(data / "phrases" / "en.toml"),
        **{n: plain_rows(_map_in(data / f"{n}.toml", k)) for n, k in LISTS.items()},
    }
    return _packed(parts, _nodes_of(skills, sources), _activities_in(activities))


def _packed(
    parts: Mapping[str, Any], nodes: Mapping[str, Node], activities: Mapping[str, Activity]
) -> dict[str, bytes]:
    """Return *parts* as JSON; what is read row by row as lines with an index."""
    packed = {name: _json(part) for name, part in parts.items()}
    ladders = {i: ladder_of(activity) for i, activity in activities.items()}
    lines = {
        "graph": plain_rows(nodes),
        "activities": plain_rows(activities),
        "ladders": plain_rows(ladders),
        "training": training_index(ladders),
    }
    offsets = {}
    for name, rows in lines.items():
        packed[name], offsets[name] = _lines(rows)
    named = sorted(packed.keys() - {"ladders", "training"})
    content = b"".join(name.encode() + b"\0" + packed[name] for name in named)
    packed["index"] = _json(
        {
            "format": FORMAT,
            "fingerprint": f"sha256:{digest(content)}",
            "offsets": offsets,
            "order": {i: directly_before(node) for i, node in nodes.items()},
        }
    )
    return packed


def _lines(rows: Mapping[str, Any]) -> tuple[bytes, dict[str, list[int]]]:
    """Return *rows* as lines of JSON, and where the line of each begins and how long it is."""
    lines, offsets = bytearray(), {}
    for row_id, row in sorted(rows.items()):
        line = _json(row)
        offsets[row_id] = [len(lines), len(line)]
        lines += line + b"\n"
    return bytes(lines), offsets


def _nodes_of(skills: Mapping[str, Skill], sources: Mapping[str, Source]) -> dict[str, Node]:
    import networkx as nx

    from motorplan.norms import fit_norms

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(skills))
    for skill in skills.values():
        for earlier in skill.edges:
            if earlier not in skills:
                msg = f"skill {skill.id!r} has an edge from {earlier!r}, which is no skill"
                raise MotorplanError(msg)
            graph.add_edge(earlier, skill.id)
    if not nx.is_directed_acyclic_graph(graph):
        way = " -> ".join(edge[0] for edge in nx.find_cycle(graph))
        msg = f"the skill graph has a cycle: {way}"
        raise MotorplanError(msg)
    order = list(nx.lexicographical_topological_sort(graph))
    norms = fit_norms(skills, sources, order)
    return {i: node_of(skill, norms.get(i)) for i, skill in sorted(skills.items())}


def open_catalogue(parts: Parts) -> Catalogue:
    """Return the catalogue of compiled *parts*; objects are built when asked for."""
    index = json.loads(parts["index"])
    tables: dict[str, Any] = {name: Table(kind, parts[name]) for name, kind in LISTS.items()}
    lines = {name: Lines(parts[name], found) for name, found in index["offsets"].items()}
    return Catalogue(
        graph=SkillGraph(Table(Node, lines["graph"]), index["order"]),
        skills=Table(Skill, parts["skills"]),
        activities=Table(Activity, lines["activities"]),
        ladders=Table(Ladder, lines["ladders"]),
        training=lines["training"],
        safety=_safety(json.loads(parts["safety"])),
        phrases=Phrases(json.loads(parts["phrases"])),
        words=json.loads(parts["words"]),
        renamed=json.loads(parts["renamed"]),
        fingerprint=index["fingerprint"],
        **tables,
    )


def _safety(rows: Mapping[str, Mapping[str, Any]]) -> SafetyRules:
    return SafetyRules(
        **{key: dict(Table(kind, rows[key])) for key, (_, kind) in SAFETY_LISTS.items()}
    )


def _built_in() -> Parts:
    """Return the shipped parts, or those compiled from the checkout this runs in."""
    shipped = PACKAGE / "compiled"
    activities = PACKAGE.parent / "activities"
    is_checkout = activities.is_dir() and (PACKAGE.parent / "pyproject.toml").is_file()
    if not is_checkout:
        return {path.stem: path.read_bytes() for path in sorted(shipped.glob("*.json*"))}
    data = PACKAGE / "data"
    signature = signature_of((data, activities, PACKAGE))
    return kept("catalogue", PACKAGE, signature, lambda: compile_catalogue(data, activities))


def _json(part: object) -> bytes:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode()


def plain_rows(objects: Mapping[str, Any]) -> dict[str, Any]:
    """Return *objects* as plain data by id, without their ids and defaults."""
    return {
        i: {k: v for k, v in unstructure(o, sparse=True).items() if k != "id"}
        for i, o in sorted(objects.items())
    }


def _document(path: Path) -> Document:
    return Document(read_text(path), str(path))


def _toml(path: Path) -> dict[str, Any]:
    return _document(path).data


def _map_in(path: Path, kind: type[Any]) -> dict[str, Any]:
    return list_from(_document(path), kind)


def _maps_in(paths: Iterable[Path], kind: type[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for path in paths:
        document = _document(path)
        rows = list_from(document, kind)
        for twice in sorted(found.keys() & rows.keys()):
            message = f'"{twice}" is defined in another file as well.'
            problems.append(_twice(document, (twice,), message))
        found.update(rows)
    if problems:
        raise FileProblems(tuple(problems))
    return found


def _activities_in(folder: Path) -> dict[str, Activity]:
    return {i: activity_from(document, i) for i, document in documents_in(folder).items()}
