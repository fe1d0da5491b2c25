"""
JSON Schemas of the files, made from the model; the committed ones guard authors' editors.

The short forms that people write (a day as minutes, a skill as a level) are added to what
the model says, and so are the lists of ids that the data closes and the ranges of numbers.
``python -m motorplan.converting.schemas`` writes them anew.
"""

import json
import tomllib
from datetime import date, time
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from motorplan.converting.files import CHILD_FORMAT, GROUP_FORMAT, ID, LONGEST_ID
from motorplan.converting.list_schemas import list_schemas
from motorplan.converting.short import GRADE_NEEDED, NEEDED
from motorplan.frozen import is_frozen, parts_of
from motorplan.model.activities import Activity
from motorplan.model.answers import Difference, Today, Way, Why
from motorplan.model.children import Child, Precaution, Seen, Slot
from motorplan.model.coverage import Coverage
from motorplan.model.groups import GroupFile, GroupPlan
from motorplan.model.logs import Log
from motorplan.model.overlays import Overlay
from motorplan.model.plans import Plan
from motorplan.model.skills import Skill
from motorplan.vocabulary import (
    ADULTS,
    FOCUS_MINUTES,
    IDDSI_DRINK,
    IDDSI_FOOD,
    LEVELS,
    LEVELS_OF_FUNCTION,
    LONGEST_NAME,
    MOST_CHILDREN,
    PRIORITIES,
    SESSIONS,
    SLOT_MINUTES,
    TIMES_A_WEEK,
    WEEKDAYS,
    WEEKS_OF_GESTATION,
    Level,
)

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
DATA = Path(__file__).parent.parent / "data"
FOLDER = DATA / "schemas"
_SIMPLE: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"},
    Level: {"enum": list(LEVELS)},
    NoneType: {"type": "null"},
}
_IDS: dict[str, str] = {
    "Precaution.is": "precaution",
    "Clearance.of": "hazard",
    "OtherControl.of": "rule",
    "Child.allergies": "allergen",
    "Child.equipment": "adaptation",
    "Child.limits": "tag",
    "Child.skills": "skill",
    "WeekTime.materials": "thing-at-hand",
    "WeekTime.missing": "material",
    "WeekTime.room_allergens": "allergen",
    "Seen.with": "adaptation",
    "Goal.skill": "task",
    "Goal.with": "adaptation",
    "Activity.is_task": "skill",
    "Activity.tags": "tag",
    "Activity.themes": "theme",
    "Activity.routines": "routine",
    "Activity.features": "hazard",
    "Activity.allergens": "allergen",
    "Activity.materials": "material",
    "Activity.sources": "source",
    "MaterialUse.substitutes": "material",
    "Grade.trains": "skill",
    "Grade.needs": "task",
    "Grade.features": "hazard",
    "Grade.helped_by": "adaptation",
}
"""Class and key -> the list that closes its ids; of a table the ids are the keys."""

_RANGES: dict[str, tuple[int, int]] = {
    "Child.gestation_weeks": WEEKS_OF_GESTATION,
    "Child.focus_minutes": FOCUS_MINUTES,
    "Function.gmfcs": LEVELS_OF_FUNCTION,
    "Function.macs": LEVELS_OF_FUNCTION,
    "Eating.food": IDDSI_FOOD,
    "Eating.drink": IDDSI_DRINK,
    "TagLimit.min": TIMES_A_WEEK,
    "TagLimit.max": TIMES_A_WEEK,
    "Slot.minutes": SLOT_MINUTES,
    "Slot.adults": ADULTS,
    "WeekTime.adults": ADULTS,
    "Goal.priority": PRIORITIES,
    "Goal.sessions": SESSIONS,
    "Item.chance": (0, 1),
    "Part.chance": (0, 1),
    "GoalOf.chance_now": (0, 1),
    "GoalOutlook.chance_now": (0, 1),
    "Trained.weight": (0, 1),
}
"""Class and key -> least and most, both included."""

_SHARE: Schema = {"type": "string", "pattern": "^[0-9]{1,3}/[0-9]{1,3}$"}
_WRITTEN: dict[str, Schema] = {
    "Child.id": {"type": "string", "pattern": f"^{ID.pattern}$", "maxLength": LONGEST_ID},
    "Child.name": {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME},
    "Child.language": {"enum": ["en"]},
    "Child.format": {"const": CHILD_FORMAT},
    "GroupFile.id": {"type": "string", "pattern": f"^{ID.pattern}$", "maxLength": LONGEST_ID},
    "GroupFile.name": {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME},
    "GroupFile.language": {"enum": ["en"]},
    "GroupFile.format": {"const": GROUP_FORMAT},
    "GroupFile.children": {
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "minItems": 1,
        "maxItems": MOST_CHILDREN,
        "uniqueItems": True,
    },
    "Seen.tries": _SHARE,
    "Seen.steps": _SHARE,
    "Goal.tries": _SHARE,
    "GoalStart.tries": _SHARE,
}
"""Class and key -> the form of a text."""


KINDS: dict[str, type] = {
    "activity": Activity,
    "catalogue": Overlay,
    "child": Child,
    "coverage": Coverage,
    "diff": Difference,
    "group": GroupFile,
    "group-plan": GroupPlan,
    "log": Log,
    "path": Way,
    "plan": Plan,
    "skill": Skill,
    "today": Today,
    "why": Why,
}
"""What there is a schema of: files that people write, and what motorplan answers."""

WRITTEN = frozenset({"coverage", "diff", "group-plan", "log", "path", "plan", "today", "why"})
"""What motorplan writes: all keys are there, and there may be more."""

LISTS = ("activities", "check", "skills", "words")
"""What motorplan lists; made in :mod:`~motorplan.converting.list_schemas`."""

NAMES = tuple(sorted((*KINDS, *LISTS)))


def schema_of(name: str) -> Schema:
    """
    Return the JSON Schema of one of :data:`NAMES`.

    A file that people write refuses keys it does not know; what motorplan writes may grow.
    """
    definitions: dict[str, Schema] = {}
    strict = name in KINDS and name not in WRITTEN
    if name in LISTS:
        root = list_schemas(lambda kind: _class(kind, definitions, strict=False))[name]
        text = json.dumps(root)
        definitions = {key: d for key, d in definitions.items() if f'defs/{key}"' in text}
    else:
        root = _class(KINDS[name], definitions, strict=strict)
    if strict:
        root["required"] = [key for key in root["required"] if key != "id"]
        definitions.update(_lists_used(definitions, root))
    if name in {"activity", "skill"}:
        root["properties"].pop("id")
    if name == "activity":
        _both_forms(root, definitions)
    if name in {"child", "group"}:
        _short_days(definitions)
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
    for name in NAMES:
        text = json.dumps(schema_of(name), indent=2, ensure_ascii=False)
        (FOLDER / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


def _class(kind: Any, definitions: dict[str, Schema], *, strict: bool) -> Schema:
    fields = [f for f in parts_of(kind) if not strict or f.metadata.get("written", True)]
    keys = {f.name: str(f.metadata.get("key", f.name)) for f in fields}
    properties = {}
    for field in fields:
        place = f"{kind.__name__}.{keys[field.name]}"
        of_type = _of(field.kind, definitions, strict=strict)
        properties[keys[field.name]] = _closed(of_type, place, strict=strict)
    schema: Schema = {
        "type": "object",
        "properties": properties,
        "required": [keys[f.name] for f in fields if f.is_needed or not strict],
    }
    if strict:
        schema["additionalProperties"] = False
    return schema


def _closed(schema: Schema, place: str, *, strict: bool) -> Schema:
    """Return *schema* of the key at *place* (``Child.mouths``), as narrow as it really is."""
    if place in _RANGES:
        low, high = _RANGES[place]
        schema = {**schema, "minimum": low, "maximum": high}
    if not strict:
        return schema
    if place in _IDS:
        ids = {"$ref": f"#/$defs/{_IDS[place]}"}
        inner = {"array": "items", "object": "propertyNames"}.get(schema["type"])
        schema = {**schema, inner: ids} if inner else ids
    return _WRITTEN.get(place, schema)


def _lists_used(definitions: dict[str, Schema], root: Schema) -> dict[str, Schema]:
    """Return the lists of ids that *root* and its *definitions* refer to."""
    text = json.dumps([definitions, root])
    return {name: {"enum": ids} for name, ids in _lists().items() if f'defs/{name}"' in text}


def _lists() -> dict[str, list[str]]:
    """Return the ids of every list that the data closes, by the name of one of them."""
    skills: Schema = {}
    for path in (DATA / "skills").glob("*.toml"):
        skills |= _rows(f"skills/{path.name}")
    able = {i for i, row in skills.items() if row["kind"] != "capacity"}
    materials, adaptations = _rows("materials.toml"), _rows("adaptations.toml")
    lists = {
        "adaptation": adaptations,
        "allergen": _rows("safety/allergens.toml"),
        "hazard": _rows("safety/hazards.toml"),
        "material": materials,
        "precaution": _rows("safety/precautions.toml"),
        "routine": _rows("routines.toml"),
        "rule": [i for i, row in _rows("safety/rules.toml").items() if row["class"] == "with-care"],
        "skill": skills,
        "source": _rows("sources.toml"),
        "tag": _rows("tags.toml"),
        "task": able,
        "theme": _rows("themes.toml"),
        "thing-at-hand": {*materials, *adaptations},
    }
    return {name: sorted(ids) for name, ids in lists.items()}


def _rows(name: str) -> Schema:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def _of(kind: Any, definitions: dict[str, Schema], *, strict: bool) -> Schema:
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if is_frozen(kind):
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
        table: Schema = {"type": "object", "additionalProperties": values}
        if get_origin(inner[0]) is Literal:
            table["propertyNames"] = {"enum": list(get_args(inner[0]))}
        return table
    options = [o for o in inner if o is not NoneType or not strict]
    found = [_of(option, definitions, strict=strict) for option in options]
    return found[0] if len(found) == 1 else {"anyOf": found}


def _short_days(definitions: dict[str, Schema]) -> None:
    """Let each day of a week be minutes, a slot or a list of slots."""
    slot = _of(Slot, definitions, strict=True)
    minutes: Schema = {"type": "integer", "minimum": 0, "maximum": SLOT_MINUTES[1]}
    day = {"anyOf": [minutes, slot, {"type": "array", "items": slot}]}
    week = definitions["WeekTime"]["properties"]
    week.pop("days")
    week.update(dict.fromkeys(WEEKDAYS, day))


def _short_forms(root: Schema, definitions: dict[str, Schema]) -> None:
    """Add what a person may write in place of the long forms."""
    properties = root["properties"]
    words = [*LEVELS, "not-seen", "does-not-apply"]
    seen = _of(Seen, definitions, strict=True)
    definitions["Seen"]["properties"]["level"] = {"enum": words}
    properties["skills"]["additionalProperties"] = {"anyOf": [{"enum": words}, seen]}
    lasting = [
        i for i, row in _rows("safety/precautions.toml").items() if not row.get("time_limited")
    ]
    properties["precautions"] = {"type": "array", "items": {"enum": sorted(lasting)}}
    long_form = _of(Precaution, definitions, strict=True)
    properties["precaution"] = {"type": "array", "items": long_form}


def _both_forms(root: Schema, definitions: dict[str, Schema]) -> None:
    """Let an activity be in the full form or, where its one grade trains nothing, in the short."""
    grade, properties = definitions["Grade"], root["properties"]
    full: Schema = {
        "properties": {
            "materials": properties["materials"],
            "grades": {"items": {"required": grade.pop("required")}},
        },
        "required": root["required"],
    }
    words: Schema = {"type": "array", "items": {"type": "string", "minLength": 1}}
    properties["materials"] = {"anyOf": [words, full["properties"]["materials"]]}
    grade["required"], root["required"] = list(GRADE_NEEDED), list(NEEDED)
    one: Schema = {"maxItems": 1, "minItems": 1, "items": {"not": {"required": ["trains"]}}}
    root["if"] = {"properties": {"grades": one}}
    root["else"] = full


if __name__ == "__main__":
    write_schemas()
