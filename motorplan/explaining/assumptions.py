"""What was taken for granted because the file does not say."""

from collections.abc import Callable
from datetime import date

from motorplan.ages import norm_age_months
from motorplan.catalogue import Catalogue
from motorplan.model.children import Child
from motorplan.model.plans import Assumed, Held
from motorplan.planning.times import default_week
from motorplan.planning.worth import focus_of
from motorplan.safety.facts import Facts
from motorplan.vocabulary import USUAL_SPACE

Say = Callable[..., str]
URGENT = frozenset(
    {
        "lost-skill",
        "new-weakness",
        "neck",
        "walking-change",
        "bladder-or-bowel-change",
        "breathing",
        "new-seizure",
        "head-injury",
        "faint",
    }
)


def assumed_of(child: Child, catalogue: Catalogue, facts: Facts, on: date) -> tuple[Assumed, ...]:
    """Return every answer that was taken because *child*'s file leaves it out."""
    say, week = catalogue.phrases.say, child.week or default_week()
    found = [*_safety(child, facts, say)]

    def add(key: str, value: object, phrase: str) -> None:
        found.append(Assumed(key=key, value=str(value), because=say(f"assumed.{phrase}")))

    if child.week is None:
        add("week", "mon 10, wed 10, fri 10", "week")
    if child.moves_by is None:
        add("moves_by", "walks", "moves_by")
    if child.focus_minutes is None:
        age = norm_age_months(child.born, on, child.gestation_weeks)
        add("focus_minutes", focus_of(child, age), "focus")
    if child.pace == "steady":
        add("pace", child.pace, "pace")
    if child.week is None or not child.week.materials:
        add("week.materials", "household", "materials")
    if week.space is None:
        add("week.space", USUAL_SPACE[week.place], "space")
    if child.touch_help == "ask-first":
        add("touch_help", child.touch_help, "touch_help")
    return tuple(found)


def _safety(child: Child, facts: Facts, say: Say) -> list[Assumed]:
    found = []
    if not facts.asked:
        asked = child.safety_asked
        because = (
            say("assumed.safety_asked")
            if asked is None
            else say("assumed.safety_asked_old", date=asked.isoformat())
        )
        value = "never" if asked is None else asked.isoformat()
        found.append(Assumed(key="safety_asked", value=value, because=because))
    for key, value in facts.assumed.items():
        if value in {"never", "stays", "everything"}:
            continue
        because = say(f"assumed.{'mouths_often' if key == 'mouths' else key}")
        found.append(Assumed(key=key, value=value, because=because))
    return found


def held_of(child: Child, catalogue: Catalogue) -> tuple[Held, ...]:
    """Return what holds the plan back, and whom to ask, the urgent first."""
    say = catalogue.phrases.say
    rows = [
        Held(concern=concern, urgent=concern in URGENT, says=say(f"held.{concern}", said=said))
        for concern, said in sorted(child.concerns.items())
    ]
    return tuple(sorted(rows, key=lambda held: (not held.urgent, held.concern)))
