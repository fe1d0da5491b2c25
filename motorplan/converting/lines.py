"""The lines to write into a child file, so that it says what a changed child says."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from motorplan.converting.values import unstructure
from motorplan.model.children import Child, WeekTime

HEADS = ("avoid", "equipment")
"""The lists at the top of the file that a change may touch; tables are ``limits`` and ``week``."""


def lines_between(before: Child, after: Child) -> tuple[str, ...]:
    """
    Return what to write where the file of *before* is to say what *after* says.

    Each is a whole line that takes the place of the one with the same key; a table comes
    after its name in brackets, what stands at the top of the file before any table. A week
    that the file leaves out is written whole.

    Args:
        before: The child as its file says.

        after: The same child with another ``avoid``, ``equipment``, ``[limits]`` or ``[week]``.
    """
    was, now = unstructure(before), unstructure(after)
    limits = {tag: limit for tag, limit in now["limits"].items() if limit != was["limits"][tag]}
    week = dict(_week(*(unstructure(child.week or WeekTime()) for child in (before, after))))
    lines = [f"{key} = {_toml(now[key])}" for key in HEADS if now[key] != was[key]]
    for name, entries in (("limits", limits), ("week", week)):
        if entries:
            lines += [f"[{name}]", *(f"{key} = {_toml(entries[key])}" for key in entries)]
    return tuple(lines)


def _week(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each key of the week that differs, the days as the file writes them."""
    yield from ((key, now[key]) for key in now if key != "days" and now[key] != was[key])
    for day, slots in now["days"].items():
        if slots != was["days"].get(day):
            said = [{k: v for k, v in slot.items() if v is not None} for slot in slots]
            yield day, said if len(said) > 1 else _shortest(said[0])


def _shortest(slot: dict[str, Any]) -> Any:
    """Return the one slot of a day: its minutes alone where nothing else is said of it."""
    return slot["minutes"] if slot.keys() == {"minutes"} else slot


def _toml(value: Any) -> str:
    """Return *value* as it stands in a TOML file, on one line; what is left open is left out."""
    if isinstance(value, dict):
        held = (f"{key} = {_toml(value[key])}" for key in value if value[key] is not None)
        return f"{{ {', '.join(held)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
