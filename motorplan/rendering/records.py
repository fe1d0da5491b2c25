"""Skills, activities and words as the plain data that ``--format json`` promises."""

from collections.abc import Mapping
from typing import Any

from motorplan.converting.values import unstructure
from motorplan.graph import SkillGraph
from motorplan.model.activities import Activity, Grade
from motorplan.model.safety import Rule
from motorplan.model.skills import Skill
from motorplan.model.things import Material
from motorplan.norms import age_at

Record = dict[str, Any]
QUARTILES = {"p25": -0.674, "p50": 0.0, "p75": 0.674, "p90": 1.282}


def skill_record(skill: Skill, graph: SkillGraph) -> Record:
    """Return *skill* with its ages, edges and milestones; ages in months, one decimal."""
    norm = graph[skill.id].norm
    is_known = norm is not None and norm.confidence != "none"
    return {
        "id": skill.id,
        "name": skill.name,
        "plain": skill.plain,
        "meaning": skill.meaning or None,
        "kind": skill.kind,
        "domain": skill.domain,
        "area": skill.area,
        "icf": skill.icf,
        "look_for": skill.look_for,
        "not_yet_if": skill.not_yet_if,
        "one_handed": skill.one_handed,
        "seated": skill.seated,
        "needs_sight": skill.needs_sight,
        "ages": {
            name: round(age_at(norm, z), 1) if norm and is_known else None
            for name, z in QUARTILES.items()
        },
        "age_confidence": norm.confidence if norm else "none",
        "edges": [
            {
                "from": i,
                "strength": e.strength,
                "one_of": e.one_of,
                "because": e.because,
                "source": e.source,
            }
            for i, e in sorted(skill.edges.items())
        ],
        "milestones": [
            {
                "source": m.source,
                "statement": skill.meaning or skill.plain,
                "statistic": m.statistic,
                "age_months": m.age_months,
                "confidence": m.confidence,
                "note": m.note,
            }
            for m in skill.milestones
        ],
    }


def activity_record(
    activity: Activity, materials: Mapping[str, Material], rules: Mapping[str, Rule]
) -> Record:
    """Return *activity* with the hazards of its things, and the precautions they touch."""
    row: Record = unstructure(activity)
    row["materials"] = [
        _material_record(materials[i], use.optional, use.substitutes)
        for i, use in activity.materials.items()
    ]
    row["hazards"] = unstructure(activity.features)
    row["grades"] = [
        _grade_record(n, grade, activity, materials, rules)
        for n, grade in enumerate(activity.grades, start=1)
    ]
    everywhere = {(p["is"], p["class"]) for g in row["grades"] for p in g["precautions"]}
    row["precautions"] = [{"is": i, "class": c} for i, c in sorted(everywhere)]
    del row["features"]
    return row


def _material_record(
    material: Material,
    optional: bool,  # noqa: FBT001 - a fact of the use, handed on
    substitutes: tuple[str, ...] | None,
) -> Record:
    spare = material.substitutes if substitutes is None else substitutes
    return {
        "item": material.id,
        "optional": optional,
        "substitutes": list(spare),
        "hazards": dict(material.hazards),
        "allergens": list(material.allergens),
    }


def _grade_record(
    number: int,
    grade: Grade,
    activity: Activity,
    materials: Mapping[str, Material],
    rules: Mapping[str, Rule],
) -> Record:
    row: Record = unstructure(grade)
    hazards = hazards_at(grade, activity, materials)
    row["grade"] = number
    row["trains"] = [{"skill": i, "weight": w} for i, w in grade.trains.items()]
    row["needs"] = [{"skill": i, "level": level.id} for i, level in grade.needs.items()]
    row["hazards"] = dict(sorted(hazards.items()))
    row["demands"] = unstructure(grade.features)
    row["precautions"] = _precautions(hazards, rules)
    del row["features"]
    return row


def hazards_at(
    grade: Grade, activity: Activity, materials: Mapping[str, Material]
) -> dict[str, float]:
    """Return hazard id -> the most of it that *grade* and the things it is done with hold."""
    hazards = dict(activity.features or {})
    things = [
        materials[i].hazards
        for i, use in activity.materials.items()
        if not use.grades or grade.id in use.grades
    ]
    for part in (grade.features or {}, *things):
        for feature, amount in part.items():
            hazards[feature] = max(amount, hazards.get(feature, 0.0))
    return hazards


def _precautions(hazards: Mapping[str, float], rules: Mapping[str, Rule]) -> list[Record]:
    found = {
        (precaution, rule.kind)
        for rule in rules.values()
        for precaution in rule.when.precautions
        if any(hazards.get(f, -1.0) >= least for f, least in rule.hits.items())
    }
    return [{"is": i, "class": kind} for i, kind in sorted(found)]
