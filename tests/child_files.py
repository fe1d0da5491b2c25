"""Children as the files that say so, and files changed by the lines that a change writes."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

import attrs
import tomlkit

from motorplan.converting.files import Document, child_from
from motorplan.model.children import Child
from motorplan.vocabulary import Level


def file_of(child: Child) -> dict[str, Any]:
    """Return what the file of *child* holds, as data."""
    data: dict[str, Any] = plain(child)
    del data["id"]
    data["precaution"] = data.pop("precautions", [])
    if "week" in data:
        week = data["week"]
        data["week"] = {**{k: v for k, v in week.items() if k != "days"}, **week.get("days", {})}
    return data


def plain(value: Any) -> Any:
    """Return *value* without what equals its default, keyed as files key it."""
    if isinstance(value, Level):
        return value.id
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, dict):
        return {key: plain(held) for key, held in value.items()}
    if isinstance(value, tuple | list):
        return [plain(held) for held in value]
    if not attrs.has(type(value)):
        return value
    found = {}
    for field in attrs.fields(type(value)):
        held = getattr(value, field.name)
        is_written = field.metadata.get("written", True)
        if is_written and held is not None and held not in ((), {}):
            found[field.metadata.get("key", field.name)] = plain(held)
    return found


def with_lines(data: Mapping[str, Any], lines: Iterable[str]) -> dict[str, Any]:
    """Return the file *data* with *lines* written into it by hand."""
    changed = dict(data)
    for key, value in tomllib.loads("\n".join(lines)).items():
        both = isinstance(value, dict) and key in changed
        changed[key] = {**changed[key], **value} if both else value
    return changed


def read(data: Mapping[str, Any], child_id: str = "otter") -> Child:
    """Return the child of a file that holds *data*."""
    return child_from(Document(tomlkit.dumps(data), "otter.toml"), child_id, lambda _: [])
