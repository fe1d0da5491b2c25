"""What was taken for granted because the file does not say."""

from collections.abc import Iterator, Mapping
from datetime import date

from motorplan.ages import CORRECTED_UNTIL_MONTHS, norm_age_months
from motorplan.catalogue import Catalogue
from motorplan.frozen import evolve
from motorplan.model.children import Child, Goal, Slot, WeekTime
from motorplan.model.plans import Assumed, Held
from motorplan.phrases import listed
from motorplan.planning.choosing import OUTSIDE
from motorplan.planning.positions import POSTURE_SEEN_UNDER_MONTHS, SEAT_FROM_GMFCS
from motorplan.planning.times import DEFAULT_DAYS, DEFAULT_MINUTES, WITH_WHOM, default_week
from motorplan.planning.worth import focus_of
from motorplan.safety.facts import Facts
from motorplan.vocabulary import USUAL_SPACE, Level, Place

USUAL = {
    "weaker_side": "none",
    "says": "words",
    "sees": "well",
    "hears": "well",
    "tires": "no",
    "touch_help": "ask-first",
    "pace": "steady",
    "variety": "some",
}
"""Key -> the word of its closed list that is taken where the file leaves it out."""

NONE_NAMED = ("precautions", "concerns", "allergies", "little_ones", "wears", "equipment")
UNTROUBLED = frozenset({"never", "stays", "everything"})
MATTERS = frozenset(
    {
        "safety_asked",
        "mouths",
        "eats",
        "stays_close",
        "moves_by",
        "week",
        "week.space",
        "week.materials",
        "goals.level",
    }
)
"""Keys whose assumed value stands on the page of a plan; ``check`` shows all."""

SIX = ("mouths", "eats", "precautions", "concerns", "stays_close", "recent")
"""The six safety questions, by what they ask for."""

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


def unasked_of(child: Child, catalogue: Catalogue, facts: Facts) -> tuple[str, ...]:
    """
    Return which of the six safety questions are open, and what is left out for it.

    A question is open while the file says nothing of it; all are, when the answers are old.
    """
    if facts.asked:
        return ()
    say, asked = catalogue.phrases.say, child.safety_asked
    silent = [key for key in SIX if asked or not _is_answered(key, child, catalogue)]
    questions = "; ".join(say(f"unasked.{key}") for key in silent)
    if asked:
        first = say("unasked.old", date=catalogue.phrases.day(asked), questions=questions)
    else:
        first = say(f"unasked.{'open' if silent else 'undated'}", questions=questions)
    shut = [key for key, value in facts.assumed.items() if value not in UNTROUBLED]
    things = "; ".join(say(f"unasked.out_{key}") for key in ("always", *shut))
    return (first, say("unasked.out", things=things))


def _is_answered(key: str, child: Child, catalogue: Catalogue) -> bool:
    """Return whether the file says anything of the question *key*."""
    if key == "recent":
        words = catalogue.safety.precautions
        return any(words[p.id].time_limited for p in child.precautions if p.id in words)
    return bool(getattr(child, key)) or key in (child.written or ())


def assumed_of(child: Child, catalogue: Catalogue, facts: Facts, on: date) -> tuple[Assumed, ...]:
    """Return every answer that was taken because *child*'s file leaves it out, safety first."""
    taken = _Taken(child, catalogue, facts, on)
    return (*taken.safety(), *taken.person(), *taken.time(), *taken.goals())


class _Taken:
    """What is taken for granted of one child on the day *on*."""

    def __init__(self, child: Child, catalogue: Catalogue, facts: Facts, on: date) -> None:
        self.child, self.catalogue, self.facts, self.on = child, catalogue, facts, on
        self.say, self.words = catalogue.phrases.say, catalogue.words

    def _leaves_out(self, key: str, held: object, usual: object = None) -> bool:
        """Return whether the file lacks *key*; where none was read, whether *held* is *usual*."""
        written = self.child.written
        return held == usual if written is None else key not in written

    def _assumed(self, key: str, value: object, because: str) -> Assumed:
        name = self.say(f"named.{key}")
        because = f"{because[0].upper()}{because[1:].rstrip('.')}."
        matters = key in MATTERS
        return Assumed(key=key, value=str(value), because=because, name=name, matters=matters)

    def safety(self) -> Iterator[Assumed]:
        child, facts = self.child, self.facts
        if not facts.asked:
            asked = child.safety_asked
            word, value = ("asked", "never") if asked is None else ("asked_old", asked.isoformat())
            yield self._assumed("safety_asked", value, self.say(f"assumed.{word}", date=value))
        for key, value in facts.assumed.items():
            if value in UNTROUBLED:
                meaning = self.words[key][value]
                because = self.say("assumed.current", meaning=meaning)
            else:
                because = self.say(f"assumed.{key}_{value}")
            yield self._assumed(key, value, because)
        for key in NONE_NAMED:
            held = getattr(child, key)
            if not held and self._leaves_out(key, held, held):
                yield self._assumed(key, "none", self.say("assumed.none"))
        if self._leaves_out("gestation_weeks", child.gestation_weeks):
            born = self._assumed("gestation_weeks", "40", self.say("assumed.gestation_weeks"))
            yield evolve(born, matters=facts.hazard_age < CORRECTED_UNTIL_MONTHS)

    def person(self) -> Iterator[Assumed]:
        child = self.child
        yield from self._body()
        for key, usual in USUAL.items():
            if self._leaves_out(key, getattr(child, key) or usual, usual):
                yield self._assumed(key, usual, self.words[key][usual])
        if child.focus_minutes is None:
            age = norm_age_months(child.born, self.on, child.gestation_weeks)
            minutes = focus_of(child, age)
            because = self.say("assumed.focus_minutes", minutes=minutes)
            yield self._assumed("focus_minutes", minutes, because)

    def _body(self) -> Iterator[Assumed]:
        """Yield how the child gets about and sits; a young child's postures are as seen."""
        child, facts = self.child, self.facts
        if facts.hazard_age < POSTURE_SEEN_UNDER_MONTHS:
            return
        if self._leaves_out("moves_by", child.moves_by):
            ways = sorted(child.ways)
            meaning = listed([self.words["moves_by"][way] for way in ways])
            because = self.say("assumed.moves_by_seen") if facts.motor else meaning
            yield self._assumed("moves_by", ", ".join(ways), because)
        if self._leaves_out("sits", child.sits):
            level = (child.function and child.function.gmfcs) or 0
            sits = "with-support" if level >= SEAT_FROM_GMFCS else "alone"
            yield self._assumed("sits", sits, self.words["sits"][sits])

    def time(self) -> Iterator[Assumed]:
        week = self.child.week or default_week()
        if self._leaves_out("week", self.child.week):
            value = ", ".join(f"{day} {DEFAULT_MINUTES}" for day in DEFAULT_DAYS)
            yield self._assumed("week", value, self.say("assumed.week"))
        else:
            yield from self._settings(week)
        if not week.materials and self._leaves_out("week.materials", week.materials, ()):
            yield self._assumed("week.materials", "household", self.say("assumed.materials"))

    def _settings(self, week: WeekTime) -> Iterator[Assumed]:
        """Yield what slots take, because neither they nor the week say it."""
        slots = [slot for slots in week.days.values() for slot in slots]
        places = self.words["places"]
        if self._leaves_out("week.place", week.place, "home") and any(not s.place for s in slots):
            yield self._assumed("week.place", "home", places["home"])
        if week.space is None:
            spaces = {_place(s, week): USUAL_SPACE[_place(s, week)] for s in slots if not s.space}
            yield from self._by_place("week.space", spaces)
        if week.who is None:
            who = {_place(s, week): WITH_WHOM[_place(s, week)] for s in slots if not s.who}
            yield from self._by_place("week.who", who)
        if self._leaves_out("week.adults", week.adults, 1) and any(s.adults is None for s in slots):
            yield self._assumed("week.adults", 1, self.say("assumed.adults"))
        outside = [s for s in slots if _place(s, week) in OUTSIDE and s.fenced is None]
        if outside and self._leaves_out("week.fenced", week.fenced, usual=False):
            yield self._assumed("week.fenced", "false", self.say("assumed.fenced"))

    def _by_place(self, key: str, taken: Mapping[Place, str]) -> Iterator[Assumed]:
        """Yield one assumption for the words *taken*, each with the places it is taken at."""
        if not taken:
            return
        found = []
        for word in sorted(set(taken.values())):
            at = listed([self.words["places"][p] for p in sorted(taken) if taken[p] == word])
            meaning = self.words["spaces" if key == "week.space" else "who"][word]
            found.append(self.say("assumed.at_places", meaning=meaning, places=at))
        yield self._assumed(key, ", ".join(sorted(set(taken.values()))), "; ".join(found))

    def goals(self) -> Iterator[Assumed]:
        kinds = self.words["goal_kinds"]
        for key, usual, meaning in (
            ("level", Level.INDEPENDENT, self.say("assumed.level")),
            ("kind", "build", kinds["build"]),
            ("priority", 2, self.say("assumed.priority")),
        ):
            silent = [g for g in self.child.goals if self._goal_leaves_out(g, key, usual)]
            if not silent:
                continue
            because = meaning
            if len(silent) < len(self.child.goals):
                names = [self.catalogue.graph[goal.skill].plain for goal in silent]
                because = self.say("assumed.some_goals", meaning=meaning, goals="; ".join(names))
            value = usual.id if isinstance(usual, Level) else usual
            yield self._assumed(f"goals.{key}", value, because)

    def _goal_leaves_out(self, goal: Goal, key: str, usual: object) -> bool:
        return self._leaves_out(f"goals.{goal.skill}.{key}", getattr(goal, key), usual)


def _place(slot: Slot, week: WeekTime) -> Place:
    return slot.place or week.place


def held_of(child: Child, catalogue: Catalogue) -> tuple[Held, ...]:
    """Return what holds the plan back, and whom to ask, the urgent first."""
    say = catalogue.phrases.say
    rows = [
        Held(concern=concern, urgent=concern in URGENT, says=say(f"held.{concern}", said=said))
        for concern, said in sorted(child.concerns.items())
    ]
    return tuple(sorted(rows, key=lambda held: (not held.urgent, held.concern)))
