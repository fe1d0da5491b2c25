"""
JSON Schemas of the files, made from the model; the committed ones guard authors' editors.

The short forms that people write (a day as minutes, a skill as a level) are added to what
the model says. ``python -m motorplan.converting.schemas`` writes them anew.
"""

import json
from datetime import date, time
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import attrs

from motorplan.model.activities import Activity
from motorplan.model.children import Child, Precaution, Seen, Slot
from motorplan.model.plans import Plan
from motorplan.vocabulary import LEVELS, WEEKDAYS, Level

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = Path(__file__).parent.parent / "data" / "schemas"
_SIMPLE: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"},
    Level: {"enum": list(LEVELS)},
    NoneType: {"type": "null"},
}


def schema_of(name: str) -> Schema:
    """
    Return the JSON Schema of ``child``, ``activity`` or ``plan``.

    A child or activity file refuses keys it does not know; a plan may grow.
    """
    kinds: dict[str, type] = {"child": Child, "activity": Activity, "plan": Plan}
    definitions: dict[str, Schema] = {}
    strict = name != "plan"
    root = _class(kinds[name], definitions, strict=strict)
    if strict:
        root["properties"].pop("id", None)
        root["required"] = [key for key in root["required"] if key != "id"]
    if name == "child":
        _short_forms(root, definitions)
    return {
        "$schema": DIALECT,
        "title": f"motorplan {name}",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def write_schemas() -> None:
    """Write all schemas to the folder they are shipped from."""
    for name in ("child", "activity", "plan"):
        text = json.dumps(schema_of(name), indent=2, ensure_ascii=False)
        (FOLDER / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


def _class(kind: Any, definitions: dict[str, Schema], *, strict: bool) -> Schema:
    fields = attrs.fields(kind)
    keys = {f.name: str(f.metadata.get("key", f.name)) for f in fields}
    schema: Schema = {
        "type": "object",
        "properties": {keys[f.name]: _of(f.type, definitions, strict=strict) for f in fields},
        "required": [keys[f.name] for f in fields if f.default is attrs.NOTHING or not strict],
    }
    if strict:
        schema["additionalProperties"] = False
    return schema


def _of(kind: Any, definitions: dict[str, Schema], *, strict: bool) -> Schema:
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if attrs.has(kind):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _class(kind, definitions, strict=strict)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is tuple:
        return {"type": "array", "items": _of(inner[0], definitions, strict=strict)}
    if origin is dict:
        values = _of(inner[1], definitions, strict=strict)
        return {"type": "object", "additionalProperties": values}
    options = [o for o in inner if o is not NoneType or not strict]
    found = [_of(option, definitions, strict=strict) for option in options]
    return found[0] if len(found) == 1 else {"anyOf": found}


def _short_forms(root: Schema, definitions: dict[str, Schema]) -> None:
    """Add what a person may write in place of the long forms."""
    properties = root["properties"]
    slot = _of(Slot, definitions, strict=True)
    minutes: Schema = {"type": "integer", "minimum": 0, "maximum": 240}
    day = {"anyOf": [minutes, slot, {"type": "array", "items": slot}]}
    week = definitions["WeekTime"]["properties"]
    week.pop("days")
    week.update(dict.fromkeys(WEEKDAYS, day))
    words = [*LEVELS, "not-seen", "does-not-apply"]
    seen = _of(Seen, definitions, strict=True)
    definitions["Seen"]["properties"]["level"] = {"enum": words}
    properties["skills"]["additionalProperties"] = {"anyOf": [{"enum": words}, seen]}
    properties["precautions"] = {"type": "array", "items": {"type": "string"}}
    long_form = _of(Precaution, definitions, strict=True)
    properties["precaution"] = {"type": "array", "items": long_form}


if __name__ == "__main__":
    write_schemas()
