"""
A plan as a FHIR R4B Bundle: Patient, Goals, CarePlan, ActivityDefinitions and Observations.

The bundle is plain data. Code systems of our own go along in it, so that their codes are
defined where they are used; their URLs are UUIDs made from their names, which need no domain.

Of the child it says as little as a plan needs: no name and no day of birth, only the year,
unless the caller asks for both. What was left out, health and concerns are never in it.

Source: HL7 FHIR R4B (4.3.0), https://hl7.org/fhir/R4B/.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from motorplan.frozen import frozen
from motorplan.hashing import digest
from motorplan.model.activities import Activity
from motorplan.model.children import Child
from motorplan.model.outlooks import GoalOutlook
from motorplan.model.plans import Item, Plan, Session
from motorplan.model.skills import Skill
from motorplan.phrases import Phrases
from motorplan.rendering.plain import tame
from motorplan.vocabulary import Level

Record = dict[str, Any]
HOME = UUID("6f0b7a52-5d0c-5d8e-9c0f-3f6a1d2e7b41")
"""What all UUIDs of ours are made from; it never changes."""

ICF = "http://hl7.org/fhir/sid/icf"
PRIORITY = "http://terminology.hl7.org/CodeSystem/goal-priority"
PRIORITIES = {1: "low-priority", 2: "medium-priority", 3: "high-priority"}
WHEN = {"morning": "MORN", "midday": "NOON", "afternoon": "AFT", "evening": "EVE"}


def canonical(name: str) -> str:
    """Return the lasting URL of a code system or activity of ours."""
    return f"urn:uuid:{uuid5(HOME, name)}"


SKILLS, LEVELS = canonical("CodeSystem/skills"), canonical("CodeSystem/levels")


@frozen(kw_only=True)
class Known:
    """
    What the bundle is made from beyond the plan.

    Attributes:
        child: Whose goals, dates and sightings count.

        skills, activities: All there are, by id.

        full_name: Whether name and day of birth are told.
    """

    child: Child
    skills: Mapping[str, Skill]
    activities: Mapping[str, Activity]
    phrases: Phrases
    full_name: bool = False


def bundle_of(plan: Plan, known: Known) -> Record:
    """Return *plan* as a Bundle of the type ``collection``."""
    goals = {goal.skill: _goal(goal, plan, known) for goal in plan.goals}
    patient = _patient(plan, known)
    used = sorted({item.activity for session in plan.sessions for item in session.items})
    resources = [
        patient,
        *goals.values(),
        _care_plan(plan, known, goals),
        *(_definition(known.activities[i], plan, known) for i in used if i in known.activities),
        *_observations(plan, known),
    ]
    told = {code for code, system in _codes(resources) if system == SKILLS}
    resources += [_skill_system(told, plan, known), _level_system(plan, known)]
    entries = [{"fullUrl": f"urn:uuid:{r['id']}", "resource": r} for r in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _id(plan: Plan, kind: str, name: str = "") -> str:
    """Return the id of a resource about this child, from which no name can be read."""
    return str(uuid5(HOME, digest(f"{plan.child.id}/{kind}/{name}".encode())))


def _subject(plan: Plan) -> Record:
    return {"reference": f"urn:uuid:{_id(plan, 'Patient')}"}


def _patient(plan: Plan, known: Known) -> Record:
    born = known.child.born
    patient: Record = {"resourceType": "Patient", "id": _id(plan, "Patient")}
    if known.full_name:
        patient["name"] = [{"use": "usual", "text": tame(known.child.name)}]
    patient["birthDate"] = born.isoformat() if known.full_name else f"{born.year:04}"
    return patient


def _coding(system: str, code: str, display: str | None = None) -> Record:
    return {"system": system, "code": code} | ({"display": display} if display else {})


def _skill(skill_id: str, known: Known, text: str | None = None) -> Record:
    """Return the concept of a skill, in our words and by its ICF code where it has one."""
    skill = known.skills[skill_id]
    codings = [_coding(SKILLS, skill.id, skill.plain)]
    codings += [_coding(ICF, skill.icf)] if skill.icf else []
    return {"coding": codings, "text": tame(text or skill.plain)}


def _level(level: Level, known: Known) -> Record:
    words = known.phrases.say(f"level.{level.id}")
    return {"coding": [_coding(LEVELS, level.id, words)], "text": words}


def _goal(goal: GoalOutlook, plan: Plan, known: Known) -> Record:
    said = next((g for g in known.child.goals if g.skill == goal.skill), None)
    priority = PRIORITIES[said.priority if said else 2]
    target: Record = {
        "measure": _skill(goal.skill, known),
        "detailCodeableConcept": _level(goal.level, known),
    }
    if said and said.by:
        target["dueDate"] = said.by.isoformat()
    return {
        "resourceType": "Goal",
        "id": _id(plan, "Goal", goal.skill),
        "lifecycleStatus": "active",
        "priority": {"coding": [_coding(PRIORITY, priority)]},
        "description": _skill(goal.skill, known, goal.words or goal.name),
        "subject": _subject(plan),
        "startDate": plan.start.isoformat(),
        "target": [target],
    }


def _care_plan(plan: Plan, known: Known, goals: Mapping[str, Record]) -> Record:
    days = [session.date for session in plan.sessions] or [plan.start]
    return {
        "resourceType": "CarePlan",
        "id": _id(plan, "CarePlan"),
        "status": "active",
        "intent": "plan",
        "title": known.phrases.say("record.care_plan"),
        "subject": _subject(plan),
        "period": {"start": min(plan.start, *days).isoformat(), "end": max(days).isoformat()},
        "goal": [{"reference": f"urn:uuid:{goal['id']}"} for goal in goals.values()],
        "activity": [
            {"detail": _detail(item, session, known, goals)}
            for session in plan.sessions
            for item in session.items
        ],
        "note": [{"text": tame(plan.disclaimer)}],
    }


def _detail(item: Item, session: Session, known: Known, goals: Mapping[str, Record]) -> Record:
    say = known.phrases.say
    lines = [
        *item.cautions,
        *item.steps,
        say("record.goes_well", criterion=item.criterion),
        say("record.stop_if", signs=" ".join(item.stop_if)),
    ]
    served = [goals[g.goal] for g in item.serves if g.goal in goals]
    detail: Record = {
        "id": item.id,
        "kind": "Task",
        "code": {"text": tame(f"{item.name}: {item.grade_name}")},
        "goal": [{"reference": f"urn:uuid:{goal['id']}"} for goal in served],
        "status": "scheduled",
        "doNotPerform": False,
        "scheduledTiming": _timing(item, session, known.child.timezone),
        "description": tame("\n".join(lines)),
    }
    if item.activity in known.activities:
        detail["instantiatesCanonical"] = [canonical(f"ActivityDefinition/{item.activity}")]
    return {key: value for key, value in detail.items() if value != []}


def _timing(item: Item, session: Session, timezone: str | None) -> Record:
    """Return when an item is due; a clock time needs a time zone, else the day alone is said."""
    event, at = session.date.isoformat(), session.at
    repeat: Record = {"count": 1, "duration": item.minutes, "durationUnit": "min"}
    if at in WHEN:
        repeat["when"] = [WHEN[at]]
    elif at is not None and timezone:
        zone = ZoneInfo(timezone)
        event = datetime.combine(session.date, time.fromisoformat(at), zone).isoformat()
    return {"event": [event], "repeat": repeat}


def _definition(activity: Activity, plan: Plan, known: Known) -> Record:
    main = sorted({i for g in activity.grades for i in g.trains if i in known.skills})
    words = "".join(part.capitalize() for part in activity.id.split("-"))
    definition = {
        "resourceType": "ActivityDefinition",
        "id": str(uuid5(HOME, f"ActivityDefinition/{activity.id}")),
        "url": canonical(f"ActivityDefinition/{activity.id}"),
        "version": plan.made_from.motorplan,
        "name": f"Activity{words}",
        "title": tame(activity.name),
        "status": "active",
        "description": tame(activity.summary),
        "topic": [_skill(i, known) for i in main],
        "kind": "Task",
    }
    return {key: value for key, value in definition.items() if value != []}


def _observations(plan: Plan, known: Known) -> Iterator[Record]:
    """Yield what was seen, a level for each skill; the day where it is known."""
    for skill_id, seen in sorted(known.child.skills.items()):
        if seen.level is None or skill_id not in known.skills:
            continue
        day = seen.seen or known.child.seen
        yield {
            "resourceType": "Observation",
            "id": _id(plan, "Observation", skill_id),
            "status": "final",
            "code": _skill(skill_id, known),
            "subject": _subject(plan),
            **({"effectiveDateTime": day.isoformat()} if day else {}),
            "valueCodeableConcept": _level(seen.level, known),
        }


def _system(name: str, content: str, concepts: list[Record], plan: Plan) -> Record:
    url = canonical(f"CodeSystem/{name}")
    return {
        "resourceType": "CodeSystem",
        "id": url.removeprefix("urn:uuid:"),
        "url": url,
        "version": plan.made_from.motorplan,
        "name": f"Motorplan{name.capitalize()}",
        "status": "active",
        "caseSensitive": True,
        "content": content,
        "concept": concepts,
    }


def _skill_system(told: set[str], plan: Plan, known: Known) -> Record:
    skills = [known.skills[i] for i in sorted(told)]
    concepts = [
        {"code": s.id, "display": s.plain} | ({"definition": s.meaning} if s.meaning else {})
        for s in skills
    ]
    return _system("skills", "fragment", concepts, plan)


def _level_system(plan: Plan, known: Known) -> Record:
    concepts = [{"code": v.id, "display": known.phrases.say(f"level.{v.id}")} for v in Level]
    return _system("levels", "complete", concepts, plan)


def _codes(value: Any) -> Iterator[tuple[str, str]]:
    """Yield every code with its system in *value*."""
    if isinstance(value, list):
        for part in value:
            yield from _codes(part)
    elif isinstance(value, dict):
        if "system" in value and "code" in value:
            yield value["code"], value["system"]
        for part in value.values():
            yield from _codes(part)
