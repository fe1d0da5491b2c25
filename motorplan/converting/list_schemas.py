"""JSON Schemas of the lists that ``--format json`` prints: skills, activities, words, checks."""

from collections.abc import Callable
from typing import Any, get_args

from motorplan.errors import Problem
from motorplan.model.activities import Activity, Grade
from motorplan.model.answers import Understood
from motorplan.model.skills import Skill
from motorplan.vocabulary import LEVELS, RuleClass

Schema = dict[str, Any]
Made = Callable[[type], Schema]
"""Makes the schema of a class, as the kinds of files have it."""

_TEXT: Schema = {"type": "string"}
_TRUTH: Schema = {"type": "boolean"}
_AMOUNTS: Schema = {"type": "object", "additionalProperties": {"type": "number"}}
_MONTHS: Schema = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "null"}]}


def list_schemas(made: Made) -> dict[str, Schema]:
    """Return the schema of each list by its name; *made* says what a class holds."""
    problem = made(Problem)
    understood = made(Understood)
    understood["properties"]["problems"] = _many(problem)
    check = _row(format=_format("check"), files=_many(understood), problems=_many(problem))
    words = _row(id=_TEXT)
    return {
        "activities": _listed("activities", _activity(made)),
        "check": check,
        "skills": _listed("skills", _skill(made)),
        "words": _row(format=_format("words"), list=_TEXT, words=_many(words)),
    }


def _listed(name: str, entry: Schema) -> Schema:
    return _row(**{"format": _format(name), name: _many(entry)})


def _skill(made: Made) -> Schema:
    """Return the schema of a skill as it is listed: ages, edges and milestones told."""
    told = made(Skill)["properties"]
    same = ("id", "name", "plain", "kind", "domain", "area", "icf", "look_for", "not_yet_if")
    edge = _row(
        **{"from": _TEXT}, strength=_TEXT, one_of=_maybe(_TEXT), because=_TEXT, source=_TEXT
    )
    milestone = _row(
        source=_TEXT,
        statement=_TEXT,
        statistic=_TEXT,
        age_months={"type": "number", "minimum": 0},
        confidence=_TEXT,
        note=_maybe(_TEXT),
    )
    return _row(
        **{key: told[key] for key in same},
        meaning=_maybe(_TEXT),
        **dict.fromkeys(("one_handed", "seated", "needs_sight"), _TRUTH),
        ages=_row(**dict.fromkeys(("p25", "p50", "p75", "p90"), _MONTHS)),
        age_confidence=_TEXT,
        edges=_many(edge),
        milestones=_many(milestone),
    )


def _activity(made: Made) -> Schema:
    """Return the schema of an activity as it is listed, with the hazards of its things."""
    own = made(Activity)["properties"]
    grade = made(Grade)["properties"]
    met = _many(_row(**{"is": _TEXT, "class": {"enum": [*get_args(RuleClass)]}}))
    material = _row(
        item=_TEXT,
        optional=_TRUTH,
        substitutes=_many(_TEXT),
        hazards=_AMOUNTS,
        allergens=_many(_TEXT),
    )
    trained = _row(skill=_TEXT, weight={"type": "number", "minimum": 0, "maximum": 1})
    needed = _row(skill=_TEXT, level={"enum": [*LEVELS]})
    told = _row(
        **{key: held for key, held in grade.items() if key != "features"}
        | {
            "demands": _maybe(_AMOUNTS),
            "grade": {"type": "integer", "minimum": 1},
            "trains": _many(trained),
            "needs": _many(needed),
            "hazards": _AMOUNTS,
            "precautions": met,
        }
    )
    return _row(
        **{key: held for key, held in own.items() if key != "features"}
        | {
            "materials": _many(material),
            "hazards": _maybe(_AMOUNTS),
            "grades": {**_many(told), "minItems": 1},
            "precautions": met,
        }
    )


def _format(name: str) -> Schema:
    return {"const": f"motorplan.{name}/1"}


def _row(**properties: Schema) -> Schema:
    """Return the schema of a table that has all *properties*, and may grow."""
    return {"type": "object", "properties": properties, "required": [*properties]}


def _many(entry: Schema) -> Schema:
    return {"type": "array", "items": entry}


def _maybe(entry: Schema) -> Schema:
    return {"anyOf": [entry, {"type": "null"}]}
