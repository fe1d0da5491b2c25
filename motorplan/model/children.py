"""The child file: what a person wrote about a child, nothing assumed yet."""

from datetime import date, time
from typing import Any

from motorplan.frozen import evolve, field, frozen
from motorplan.model.controls import OtherControl
from motorplan.model.logs import Log
from motorplan.vocabulary import (
    WEEKDAYS,
    Channel,
    Company,
    Concern,
    Course,
    Eats,
    GoalFrom,
    GoalKind,
    Hands,
    Hears,
    Help,
    Level,
    Limit,
    LittleOne,
    Mouths,
    MovesBy,
    Now,
    Pace,
    Place,
    Professional,
    Says,
    Sees,
    Sensing,
    Side,
    Sits,
    Space,
    StaysClose,
    TimeOfDay,
    Tires,
    TouchHelp,
    Understands,
    Variety,
    WeakerSide,
    Wears,
    Who,
)


@frozen(kw_only=True)
class Precaution:
    """
    Something a child has that rules things out or asks for care.

    Attributes:
        id: From the closed list (``is`` in the file).

        now: How it stands; ``past`` no longer rules anything out unless its rule says so.

        until: Last day of a time-limited one.

        limits: What a professional ruled out.
    """

    id: str = field(metadata={"key": "is"})
    now: Now = "active"
    until: date | None = None
    limits: tuple[Limit, ...] = ()


@frozen(kw_only=True)
class Clearance:
    """
    A health professional's yes to one hazard or body demand.

    Attributes:
        of: A feature id, never a condition.

        on: The day it was given; it ends twelve months later unless *until* is earlier.
    """

    of: str
    by: Professional
    on: date
    until: date | None = None


@frozen(kw_only=True)
class Eating:
    """What the swallow team cleared, as IDDSI levels (food 3 to 7, drink 0 to 4)."""

    food: int | None = None
    drink: int | None = None
    by: Professional
    on: date


@frozen(kw_only=True)
class Function:
    """For professionals: functional levels (1 to 5) and the course."""

    gmfcs: int | None = None
    macs: int | None = None
    course: Course | None = None


@frozen(kw_only=True)
class TagLimit:
    """How often a tag may or should come up in a week."""

    min: int | None = None
    max: int | None = None


@frozen(kw_only=True)
class Slot:
    """
    One stretch of free time on a day; what it leaves out it takes from the week.

    Attributes:
        minutes: 1 to 240.

        at: A clock time, a time of day, or None.

        company: Who does it with the child (``with`` in the file).

        here: For video: the adult beside the child.
    """

    minutes: int
    at: time | TimeOfDay | None = None
    place: Place | None = None
    space: Space | None = None
    who: Who | None = None
    company: Company | None = field(default=None, metadata={"key": "with"})
    here: Who | None = None
    adults: int | None = None
    fenced: bool | None = None


@frozen(kw_only=True)
class WeekTime:
    """
    The week of the child: minutes free on each day and what is at hand.

    Attributes:
        space: Room to move in; None takes what the place usually has.

        days: Weekday -> its slots. In the file each day is minutes, a slot or a list.

        fenced: Whether the outdoor places used are fenced.

        materials: At hand besides common household things.

        missing: Household things that are not there.

        off: Dates without a session.
    """

    place: Place = "home"
    space: Space | None = None
    adults: int = 1
    who: Who | None = None
    fenced: bool = False
    materials: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    off: tuple[date, ...] = ()
    room_allergens: tuple[str, ...] = ()
    days: dict[str, tuple[Slot, ...]] = field(factory=dict)


@frozen(kw_only=True)
class Seen:
    """
    What somebody saw of one skill.

    Attributes:
        level: The level; None for ``not-seen`` and ``does-not-apply``.

        applies: False when the skill does not apply to this child.

        seen: When; None takes the file's ``seen``.

        tries: Successes and tries, as written: ``3/5``.

        steps: Steps done and steps there are: ``4/6``.
    """

    level: Level | None = None
    applies: bool = True
    seen: date | None = None
    by: Who | None = None
    tries: str | None = None
    steps: str | None = None
    side: Side | None = None
    equipment: tuple[str, ...] = field(default=(), metadata={"key": "with"})
    help: tuple[Help, ...] = ()


@frozen(kw_only=True)
class GoalStart:
    """Where a goal began."""

    level: Level
    tries: str | None = None
    on: date | None = None


@frozen(kw_only=True)
class Goal:
    """
    A skill at a level by a date, with a reason.

    Attributes:
        priority: 1 to 3, 3 matters most.

        words: The goal in the child's or family's own words.

        tries: Criterion, as written: ``4/5``; *sessions* in how many sessions.

        equipment: Success with it is success (``with`` in the file).
    """

    skill: str
    level: Level = Level.INDEPENDENT
    by: date | None = None
    priority: int = 2
    words: str | None = None
    kind: GoalKind = "build"
    source: tuple[GoalFrom, ...] = field(default=(), metadata={"key": "from"})
    tries: str | None = None
    sessions: int | None = None
    where: tuple[Place, ...] = ()
    equipment: tuple[str, ...] = field(default=(), metadata={"key": "with"})
    start: GoalStart | None = None


WAYS_BY_GMFCS: dict[int, tuple[MovesBy, ...]] = {
    3: ("walker",),
    4: ("carried",),
    5: ("carried",),
}
"""
How a child of that GMFCS level gets about where the file does not say, by the safest reading.

Source: Palisano et al. 1997, Dev Med Child Neurol 39:214-223 (recalled).
"""


@frozen(kw_only=True)
class Child:
    """
    A child as the file says; None or empty where the file says nothing.

    Attributes:
        id: The file's stem or its ``id``.

        seen: Dates the short forms of ``[skills]``.

        skills: Skill id -> what was seen.

        catalogues: Folders of own activities, relative to the file.

        logs: What was done and how it went, from the journal beside the file, as it was
            written down.

        safety_asked: When the six safety questions were last answered.

        written: The keys that stand in the file (``pace``, ``week.adults``,
            ``goals.builds-bridge.level``); no key itself, and None where no file was read.
    """

    id: str
    name: str
    born: date
    format: str | None = None
    language: str = "en"
    timezone: str | None = None
    gestation_weeks: int | None = None
    safety_asked: date | None = None
    mouths: Mouths | None = None
    eats: Eats | None = None
    stays_close: StaysClose | None = None
    little_ones: tuple[LittleOne, ...] = ()
    precautions: tuple[Precaution, ...] = ()
    clearances: tuple[Clearance, ...] = field(default=(), metadata={"key": "clearance"})
    controls: tuple[OtherControl, ...] = field(default=(), metadata={"key": "control"})
    allergies: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    hands: Hands | None = None
    weaker_side: WeakerSide = "none"
    moves_by: tuple[MovesBy, ...] | None = None
    sits: Sits | None = None
    says: tuple[Says, ...] = ()
    understands: Understands | None = None
    sees: Sees = "well"
    hears: Hears = "well"
    wears: tuple[Wears, ...] = ()
    tires: Tires = "no"
    focus_minutes: int | None = None
    touch_help: TouchHelp = "ask-first"
    pace: Pace = "steady"
    variety: Variety = "some"
    equipment: tuple[str, ...] = ()
    catalogues: tuple[str, ...] = ()
    sensory: dict[Channel, Sensing] = field(factory=dict)
    function: Function | None = None
    eating: Eating | None = None
    concerns: dict[Concern, str] = field(factory=dict)
    limits: dict[str, TagLimit] = field(factory=dict)
    seen: date | None = None
    week: WeekTime | None = None
    skills: dict[str, Seen] = field(factory=dict)
    goals: tuple[Goal, ...]
    logs: tuple[Log, ...] = field(default=(), metadata={"written": False})
    written: tuple[str, ...] | None = field(default=None, metadata={"written": False})

    @property
    def aids(self) -> frozenset[str]:
        """The adaptive equipment at hand, that of the goals included."""
        return frozenset({*self.equipment, *(e for g in self.goals for e in g.equipment)})

    @property
    def ways(self) -> frozenset[MovesBy]:
        """How the child gets about: as the file says, else by GMFCS level, else walking."""
        level = (self.function and self.function.gmfcs) or 0
        return frozenset(self.moves_by or WAYS_BY_GMFCS.get(level, ("walks",)))


def in_order(child: Child) -> Child:
    """Return *child* with all entries in one order, so that theirs in the file never matters."""
    tables: dict[str, Any] = {n: dict(sorted(getattr(child, n).items())) for n in _TABLES}
    tables["skills"] = {i: _sorted(s, "equipment", "help") for i, s in tables["skills"].items()}
    precautions = (_sorted(p, "limits") for p in child.precautions)
    goals = (_sorted(g, "source", "where", "equipment") for g in child.goals)
    ordered: Child = evolve(
        _sorted(child, *_SETS),
        week=child.week and week_in_order(child.week),
        precautions=tuple(sorted(precautions, key=lambda p: p.id)),
        clearances=tuple(sorted(child.clearances, key=lambda c: (c.of, c.on, c.by))),
        controls=tuple(sorted(child.controls, key=lambda c: (c.of, c.instead_of, c.on, c.name))),
        goals=tuple(sorted(goals, key=lambda g: (-g.priority, g.skill))),
        moves_by=child.moves_by and tuple(sorted(set(child.moves_by))),
        written=child.written and tuple(sorted(child.written)),
        **tables,
    )
    return ordered


def week_in_order(week: WeekTime) -> WeekTime:
    """Return *week* with all entries in one order: days, slots, things and dates."""
    ordered: WeekTime = evolve(
        _sorted(week, "materials", "missing", "off", "room_allergens"),
        days={
            day: tuple(sorted(week.days[day], key=_slot_key))
            for day in sorted(week.days, key=WEEKDAYS.index)
        },
    )
    return ordered


def _sorted(thing: Any, *names: str) -> Any:
    """Return *thing* with the lists *names* sorted, each entry once."""
    return evolve(thing, **{n: tuple(sorted(set(getattr(thing, n)))) for n in names})


_SETS = (
    "little_ones",
    "allergies",
    "avoid",
    "interests",
    "says",
    "wears",
    "equipment",
    "catalogues",
)
_TABLES = ("sensory", "concerns", "limits", "skills")
_TIMES: tuple[TimeOfDay, ...] = ("morning", "midday", "afternoon", "evening")


def _slot_key(slot: Slot) -> tuple[int, str, int, str]:
    if isinstance(slot.at, time):
        return 0, slot.at.isoformat(), slot.minutes, str(slot)
    if slot.at is not None:
        return 1, str(_TIMES.index(slot.at)), slot.minutes, str(slot)
    return 2, "", slot.minutes, str(slot)
