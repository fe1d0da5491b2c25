"""Lines of keys in TOML text; only asked when something is wrong."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tree_sitter import Node

Path = tuple[str | int, ...]


def line_of(text: str, path: Path) -> int | None:
    """
    Return the line, from 1, of the deepest part of *path* that stands in *text*.

    Parts that are not written there are skipped, so that a short form is found by the
    path of its long one. None when nothing of *path* is there.
    """
    try:
        lines = _lines(text)
    except RecursionError:
        return None
    best: tuple[str | int, ...] = ()
    for part in path:
        if (*best, part) in lines:
            best = (*best, part)
    return lines.get(best)


def _lines(text: str) -> dict[Path, int]:
    """Return path -> line for every key and list entry of *text*."""
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    parser = Parser(Language(tree_sitter_toml.language()))
    root = parser.parse(text.encode()).root_node
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    path: Path
    for child in root.named_children:
        if child.type in {"table", "table_array_element"}:
            path = _key(child.named_children[0])
            if child.type == "table_array_element":
                number = counts.get(path, 0)
                counts[path] = number + 1
                found.setdefault(path, child.start_point[0] + 1)
                path = (*path, number)
            else:
                path = _resolved(path, counts)
            _note(found, path, child)
            pairs = child.named_children[1:]
        else:
            path, pairs = (), [child]
        for pair in pairs:
            _walk(found, path, pair)
    return found


def _resolved(path: Path, counts: dict[Path, int]) -> Path:
    """Return *path* with the number of the list entry that each array in it is at."""
    result: Path = ()
    for part in path:
        result = (*result, part)
        if result in counts:
            result = (*result, counts[result] - 1)
    return result


def _walk(found: dict[Path, int], path: Path, node: "Node") -> None:
    if node.type == "pair":
        key, value = node.named_children[0], node.named_children[-1]
        here = (*path, *_key(key))
        _note(found, here, node)
        _inside(found, here, value)


def _inside(found: dict[Path, int], path: Path, value: "Node") -> None:
    if value.type == "inline_table":
        for pair in value.named_children:
            _walk(found, path, pair)
    elif value.type == "array":
        entries = [c for c in value.named_children if c.type != "comment"]
        for number, entry in enumerate(entries):
            _note(found, (*path, number), entry)
            _inside(found, (*path, number), entry)


def _note(found: dict[Path, int], path: Path, node: "Node") -> None:
    """Note the line of *path* and, where nothing did yet, of what it lies in."""
    line = node.start_point[0] + 1
    for length in range(1, len(path) + 1):
        found.setdefault(path[:length], line)


def _key(node: "Node") -> tuple[str, ...]:
    return tuple(_parts(node))


def _parts(node: "Node") -> Iterator[str]:
    if node.type == "dotted_key":
        for child in node.named_children:
            yield from _parts(child)
    else:
        text: Any = node.text
        yield text.decode().strip("\"'")
