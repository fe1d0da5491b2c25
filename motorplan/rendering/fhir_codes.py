"""
Whether every code in a FHIR bundle is one that FHIR, the ICF or motorplan has.

The common Python library takes any text for a code, so all of them are held against tables
here: by the kind of resource and the way to the field, with the lists' numbers left out.

Source: required value sets of HL7 FHIR R4B (4.3.0), https://hl7.org/fhir/R4B/terminologies.html;
the ICF's form of a code: WHO, ICF (2001), chapter 3.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from motorplan.model.plans import Violation
from motorplan.model.skills import Skill
from motorplan.phrases import Phrases
from motorplan.rendering.fhir import ICF, LEVELS, PRIORITIES, PRIORITY, SKILLS, WHEN
from motorplan.vocabulary import Level

RULE = "fhir-code"
_PUBLISHED = frozenset({"draft", "active", "retired", "unknown"})
_REQUEST = frozenset({"draft", "active", "on-hold", "revoked", "completed", "entered-in-error"})
CODES: Mapping[str, frozenset[str]] = {
    "Bundle.resourceType": frozenset({"Bundle"}),
    "Bundle.type": frozenset({"collection"}),
    "Patient.name.use": frozenset({"usual", "official", "nickname"}),
    "Goal.lifecycleStatus": frozenset({"proposed", "planned", "accepted", "active", "on-hold",
                                       "completed", "cancelled", "entered-in-error", "rejected"}),
    "CarePlan.status": _REQUEST | {"unknown"},
    "CarePlan.intent": frozenset({"proposal", "plan", "order", "option"}),
    "CarePlan.activity.detail.kind": frozenset({"Appointment", "CommunicationRequest",
                                                "DeviceRequest", "MedicationRequest",
                                                "NutritionOrder", "Task", "ServiceRequest",
                                                "VisionPrescription"}),
    "CarePlan.activity.detail.status": frozenset({"not-started", "scheduled", "in-progress",
                                                  "on-hold", "completed", "cancelled", "stopped",
                                                  "unknown", "entered-in-error"}),
    "CarePlan.activity.detail.scheduledTiming.repeat.durationUnit": frozenset({"min"}),
    "CarePlan.activity.detail.scheduledTiming.repeat.when": frozenset(WHEN.values()),
    "ActivityDefinition.status": _PUBLISHED,
    "ActivityDefinition.kind": frozenset({"Task", "ServiceRequest"}),
    "Observation.status": frozenset({"registered", "preliminary", "final", "amended",
                                     "corrected", "cancelled", "entered-in-error", "unknown"}),
    "CodeSystem.status": _PUBLISHED,
    "CodeSystem.content": frozenset({"not-present", "example", "fragment", "complete",
                                     "supplement"}),
}  # fmt: skip
"""The way to each field whose codes are closed -> its codes."""

_CLOSED = frozenset(way.rpartition(".")[2] for way in CODES) - {"resourceType"}
_ICF_FORM = re.compile(r"[bsde][1-9][0-9]{0,4}")
_RESOURCES = frozenset(way.partition(".")[0] for way in CODES) - {"Bundle"}


def wrong_codes(
    bundle: Mapping[str, Any], skills: Mapping[str, Skill], phrases: Phrases
) -> tuple[Violation, ...]:
    """Return each code in *bundle* that is in no table, and each resource of no known kind."""
    systems = {
        SKILLS: frozenset(skills),
        LEVELS: frozenset(level.id for level in Level),
        PRIORITY: frozenset(PRIORITIES.values()),
        ICF: frozenset(s.icf for s in skills.values() if _ICF_FORM.fullmatch(s.icf)),
    }
    outside = {key: value for key, value in bundle.items() if key != "entry"}
    found = list(_wrong(outside, "Bundle", systems))
    for entry in bundle["entry"]:
        resource = entry["resource"]
        kind = resource["resourceType"]
        if kind not in _RESOURCES:
            found.append((kind, kind))
        found += _wrong({k: v for k, v in resource.items() if k != "resourceType"}, kind, systems)
    return tuple(
        Violation(where=way, rule=RULE, says=phrases.say("record.no_code", code=code, way=way))
        for way, code in found
    )


def _wrong(
    value: Any, way: str, systems: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str]]:
    """Yield the way to each wrong code in *value*, and the code."""
    if isinstance(value, list):
        for part in value:
            yield from _wrong(part, way, systems)
    elif isinstance(value, dict):
        if "system" in value and value.get("code") not in systems.get(value["system"], ()):
            yield f"{way}.code", str(value.get("code"))
        for key, part in value.items():
            yield from _wrong(part, f"{way}.{key}", systems)
    elif way.rpartition(".")[2] in _CLOSED and value not in CODES.get(way, ()):
        yield way, str(value)
