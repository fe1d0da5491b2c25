"""The sessions of a week: when there is time, where, with whom and with what."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from motorplan.frozen import frozen
from motorplan.model.children import Child, Slot, WeekTime
from motorplan.vocabulary import (
    USUAL_SPACE,
    WEEKDAYS,
    Company,
    Place,
    Space,
    Supervision,
    TimeOfDay,
    Who,
)

DEFAULT_MINUTES = 10
DEFAULT_DAYS = ("mon", "wed", "fri")
SHORT_MOMENTS_UNDER_MONTHS = 12.0
PLACE_FEATURES: Mapping[Place, Mapping[str, float]] = {
    "outdoors": {"in-the-open": 1},
    "community": {"in-the-open": 1},
}
"""What a place brings by itself; :data:`ANY_PLAY` comes with every activity."""

CLOCK: tuple[tuple[str, TimeOfDay], ...] = (
    ("11:00", "morning"),
    ("13:30", "midday"),
    ("17:00", "afternoon"),
    ("24:00", "evening"),
)
"""Clock times up to which a time of day lasts."""

SATURDAY = 5
ANY_PLAY: Mapping[str, float] = {"any-play": 1}
WITH_WHOM: dict[Place, Who] = {
    "home": "parent",
    "classroom": "teacher",
    "gym": "coach",
    "clinic": "therapist",
    "outdoors": "parent",
    "community": "parent",
    "video": "therapist",
}


@frozen(kw_only=True)
class Setting:
    """
    Where and with whom a session is; what the choice of activities depends on.

    Attributes:
        adults: Adults who are in the room with the child.

        here: On video, the adult beside the child.
    """

    place: Place
    space: Space
    who: Who
    company: Company
    here: Who | None
    adults: int
    fenced: bool

    @property
    def features(self) -> Mapping[str, float]:
        """What every activity there brings, as feature id -> amount."""
        return {**ANY_PLAY, **PLACE_FEATURES.get(self.place, {})}


@frozen(kw_only=True)
class Sitting:
    """One stretch of time on a day; *number* counts those of the day from 1."""

    day: date
    number: int
    minutes: int
    at: str | None
    setting: Setting

    @property
    def id(self) -> str:
        """The session's id in the plan: ``2026-11-30-1``."""
        return f"{self.day.isoformat()}-{self.number}"


def default_week() -> WeekTime:
    """Return the week of a child whose file has no ``[week]``."""
    slot = Slot(minutes=DEFAULT_MINUTES)
    return WeekTime(days=dict.fromkeys(DEFAULT_DAYS, (slot,)))


def weeks_of(child: Child, start: date, weeks: int) -> list[tuple[date, list[Sitting]]]:
    """
    Return the *weeks* from *start* on, each with its first day and its sittings.

    Weeks run Monday to Sunday; a start in mid-week makes a short first one.
    """
    monday = monday_of(start)
    result = []
    for number in range(weeks):
        first = monday + timedelta(weeks=number)
        days = [first + timedelta(days=n) for n in range(7)]
        sittings = [s for day in days if day >= start for s in sittings_on(child, day)]
        result.append((max(first, start), sittings))
    return result


def monday_of(day: date) -> date:
    """Return the Monday of the week of *day*."""
    return day - timedelta(days=day.weekday())


def sittings_on(child: Child, day: date) -> list[Sitting]:
    """Return the sittings of one *day*, earliest first as the file orders them."""
    week = child.week or default_week()
    if day in week.off:
        return []
    slots = week.days.get(WEEKDAYS[day.weekday()], ())
    return [
        Sitting(
            day=day,
            number=number,
            minutes=slot.minutes,
            at=slot.at.isoformat("minutes") if isinstance(slot.at, time) else slot.at,
            setting=setting_of(week, slot),
        )
        for number, slot in enumerate(slots, start=1)
    ]


def setting_of(week: WeekTime, slot: Slot) -> Setting:
    """Return where and with whom *slot* is; what it leaves out comes from the *week*."""
    place = slot.place or week.place
    adults = week.adults if slot.adults is None else slot.adults
    if place == "video":
        adults = 0 if slot.here is None else 1
    return Setting(
        place=place,
        space=slot.space or week.space or USUAL_SPACE[place],
        who=slot.who or week.who or WITH_WHOM[place],
        company=slot.company or "alone",
        here=slot.here,
        adults=adults,
        fenced=week.fenced if slot.fenced is None else slot.fenced,
    )


def usable_minutes(child: Child, sitting: Sitting) -> int:
    """Return the minutes of *sitting* to fill: two thirds for a child who tires quickly."""
    return sitting.minutes * 2 // 3 if child.tires == "quickly" else sitting.minutes


def time_of_day(at: str | None) -> TimeOfDay | None:
    """Return the time of day of a sitting's ``at``, a word or a clock time; None when not said."""
    if at is None or ":" not in at:
        return at  # type: ignore[return-value]  # a file holds these words alone
    return next(name for until, name in CLOCK if at < until)


def is_tired(child: Child, sitting: Sitting) -> bool:
    """Return whether *sitting* is at a time at which *child* tires; when not said it is not."""
    now, is_school_day = time_of_day(sitting.at), sitting.day.weekday() < SATURDAY
    if child.tires == "late-in-day":
        return now == "evening"
    return child.tires == "after-school" and is_school_day and now in {"afternoon", "evening"}


def limits_of(child: Child) -> Mapping[str, tuple[int, int | None]]:
    """Return tag -> least and most times a week."""
    return {tag: (limit.min or 0, limit.max) for tag, limit in sorted(child.limits.items())}


def supervision_there(setting: Setting, child: Child) -> Supervision | None:
    """Return the closest supervision that the adults there can give this child."""
    if setting.adults < 1:
        return None
    if setting.adults > 1:
        return "one-to-one"
    if setting.company == "alone":
        return "arms-reach" if "under-3" in child.little_ones else "one-to-one"
    return "arms-reach" if setting.company == "sibling" else "near"
