"""A small world of the real lists and a few activities, and children drawn for it."""

from datetime import date, time, timedelta
from functools import cache

from hypothesis import strategies as st

from motorplan.catalogue import Catalogue
from motorplan.gathering import load_catalogue
from motorplan.model.children import (
    Child,
    Clearance,
    Eating,
    Function,
    Goal,
    Precaution,
    Seen,
    Slot,
    TagLimit,
    WeekTime,
)
from motorplan.norms import age_at
from motorplan.vocabulary import WEEKDAYS, Level

START = date(2026, 11, 30)
FEW = (
    "block-building",
    "button-snake",
    "coat-time",
    "hopping-games",
    "scissor-strips",
    "sorting-game",
    "stairs-together",
    "supported-sitting-reach",
    "threading",
)
SEEN = (
    "climbs-on-furniture",
    "creeps-upstairs",
    "keeps-small-things-out-of-mouth",
    "opens-closes-scissors",
    "reaches-and-grasps",
    "side-pincer-grasp",
    "sits-alone",
    "snips-paper",
    "stacks-two-blocks",
    "steady-head",
    "walks-alone",
    "walks-upstairs-with-help",
)
PLACES = (*["home"] * 7, "classroom", "clinic", "outdoors")
DAYS_IN_A_MONTH = 30.4375


@cache
def small() -> Catalogue:
    """Return the real lists with nine activities."""
    real = load_catalogue()
    activities = {i: real.activities[i] for i in FEW}
    return real.with_only(activities)


def _goals() -> tuple[str, ...]:
    """Return what the few activities practise as a whole."""
    return tuple(sorted({i for a in small().activities.values() for i in a.is_task}))


def _things() -> tuple[str, ...]:
    """Return every material of the few activities that no home is taken to have."""
    known = small().materials
    used = {i for activity in small().activities.values() for i in activity.materials}
    return tuple(sorted(i for i in used if not known[i].household))


GOALS, THINGS = _goals(), _things()
YOUNGEST = {
    i: 1 + min(small().activities[a].min_age_months for a in small().training[i]) for i in GOALS
}
"""The age in months from which something leads to each goal."""


def child(**said) -> Child:
    """Return a five-year-old whose safety questions are answered; *said* changes that."""
    usual = {
        "id": "otter",
        "name": "Otter",
        "born": date(2021, 3, 14),
        "safety_asked": date(2026, 11, 20),
        "mouths": "never",
        "goals": (Goal(skill="fastens-large-buttons"),),
        "week": WeekTime(
            space="room",
            materials=THINGS,
            days={day: (Slot(minutes=20),) for day in ("mon", "wed", "sat")},
        ),
    }
    return Child(**{**usual, **said})


def seen(**levels: str) -> dict[str, Seen]:
    """Return sightings by skill id, underscores for hyphens."""
    return {i.replace("_", "-"): Seen(level=Level.from_id(w)) for i, w in levels.items()}


@st.composite
def children(draw) -> Child:
    """
    Draw a child with anything that may stand in a file.

    The age lies near the one at which the first goal is usual, and of most children the
    needs of a grade that trains it were seen: a law about plans says little where there
    are none.
    """
    goals = draw(st.lists(st.sampled_from(GOALS), min_size=1, max_size=3, unique=True))
    usual = age_at(small().graph[goals[0]].norm, draw(st.floats(-0.7, 1.5)))
    months = max(usual, draw(st.sampled_from([YOUNGEST[goals[0]], 1])))
    kinds = st.sampled_from(["build"] * 6 + ["keep", "adapt", "join-in"])
    return child(
        born=START - timedelta(days=round(months * DAYS_IN_A_MONTH)),
        skills=draw(sightings(goals[0])),
        goals=tuple(
            Goal(
                skill=i,
                kind=draw(kinds),
                by=draw(st.sampled_from([None, None, date(2026, 12, 24), date(2028, 1, 1)])),
                priority=draw(st.sampled_from([2, 1, 3])),
            )
            for i in goals
        ),
        week=draw(weeks()),
        **draw(answers()),
        **draw(bodies()),
        **draw(likings()),
    )


@st.composite
def sightings(draw, goal) -> dict[str, Seen]:
    """Draw what was seen: some skills, and mostly what a grade that trains *goal* needs."""
    levels = st.sampled_from(Level)
    found = draw(st.dictionaries(st.sampled_from(SEEN), levels, max_size=6))
    if draw(st.sampled_from([True] * 7 + [False])):
        activities = (small().activities[i] for i in small().training[goal])
        rungs = [g for a in activities for g in a.grades if goal in g.trains]
        needs = draw(st.sampled_from(rungs)).needs
        more = st.sampled_from([0, 0, 1])
        found |= {i: Level(min(n + draw(more) * (i != goal), 4)) for i, n in needs.items()}
    return {i: Seen(level=level) for i, level in found.items()}


@st.composite
def weeks(draw) -> WeekTime:
    """Draw a week with one or two adults, mostly at home with room to move."""
    days = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True))
    companies = st.sampled_from([None] * 9 + ["alone", "sibling", "group"])
    minutes = st.sampled_from([20, 15, 20, 10, 30, 20, 4, 35])
    times = st.sampled_from([None, None, "morning", "evening", time(15, 30)])
    some = st.lists(st.sampled_from(THINGS), unique=True)
    return WeekTime(
        place=draw(st.sampled_from(PLACES)),
        space=draw(st.sampled_from([None, "room", "room", "table", "hall"])),
        adults=draw(st.sampled_from([1, 1, 2])),
        fenced=draw(st.booleans()),
        materials=tuple(draw(st.sampled_from([THINGS, THINGS, THINGS, draw(some)]))),
        days={
            day: (Slot(minutes=draw(minutes), company=draw(companies), at=draw(times)),)
            for day in sorted(days, key=WEEKDAYS.index)
        },
    )


@st.composite
def answers(draw) -> dict[str, object]:
    """Draw the answers to the six safety questions, of two in three children current ones."""
    ten_days, two_years = date(2026, 11, 20), date(2025, 1, 1)
    said = {
        "safety_asked": draw(st.sampled_from([ten_days] * 7 + [None, two_years])),
        "mouths": draw(st.sampled_from([None, "never", "sometimes", "often"])),
        "eats": draw(st.sampled_from([None, "everything", "puree-only"])),
        "stays_close": draw(st.sampled_from([None, "stays", "runs-off"])),
        "little_ones": draw(st.sampled_from([(), (), ("under-3",), ("under-6",)])),
        "concerns": draw(st.sampled_from([{}] * 6 + [{"pain": "knee"}, {"neck": "stiff"}])),
    }
    usual = {"mouths": "never", "eats": "everything", "stays_close": "stays", "little_ones": ()}
    return said if draw(st.booleans()) else {**said, **usual}


@st.composite
def bodies(draw) -> dict[str, object]:
    """Draw precautions, allergies and the way a body works; of half the children nothing."""
    safety = small().safety
    if draw(st.booleans()):
        return {"gestation_weeks": draw(st.sampled_from([None, 33, 41]))}
    standing = draw(st.lists(st.sampled_from(sorted(safety.precautions)), max_size=2, unique=True))
    allergens = st.sampled_from(sorted(safety.allergens))
    cleared = Clearance(
        of=draw(st.sampled_from(sorted(safety.features))), by="doctor", on=date(2026, 9, 1)
    )
    eating = Eating(food=5, drink=2, by="swallow-therapist", on=date(2026, 10, 2))
    return {
        "gestation_weeks": draw(st.sampled_from([None, 24, 33, 41])),
        "precautions": tuple(
            Precaution(id=i, now=draw(st.sampled_from(["active", "controlled", "past"])))
            if not safety.precautions[i].time_limited
            else Precaution(id=i, until=date(2026, 12, 16))
            for i in standing
        ),
        "clearances": draw(st.sampled_from([(), (cleared,)])),
        "eating": draw(st.sampled_from([None, eating])),
        "allergies": tuple(draw(st.lists(allergens, max_size=2, unique=True))),
        "moves_by": draw(
            st.sampled_from([*[None] * 4, ("walks",), ("manual-chair",), ("crawls",)])
        ),
        "sits": draw(st.sampled_from([None, "alone", "special-seat"])),
        "weaker_side": draw(st.sampled_from(["none", "left"])),
        "function": draw(st.sampled_from([None, None, Function(course="progressive")])),
        "equipment": draw(st.sampled_from([(), ("button-aid",), ("spring-scissors-aid",)])),
    }


@st.composite
def likings(draw) -> dict[str, object]:
    """Draw what the child and the family like, and how much of it."""
    avoided = st.sampled_from(sorted({t for a in small().activities.values() for t in a.tags}))
    return {
        "avoid": tuple(draw(st.sampled_from([(), (), (), (draw(avoided),)]))),
        "interests": tuple(
            draw(st.lists(st.sampled_from(["animals", "trains", "socks"]), unique=True))
        ),
        "touch_help": draw(st.sampled_from(["ask-first", "no"])),
        "pace": draw(st.sampled_from(["gentle", "steady", "stretch"])),
        "variety": draw(st.sampled_from(["same", "some", "lots"])),
        "limits": draw(
            st.sampled_from([{}, {}, {"seated": TagLimit(max=1)}, {"seated": TagLimit(min=2)}])
        ),
        "tires": draw(st.sampled_from(["no", "no", "quickly", "late-in-day", "after-school"])),
        "focus_minutes": draw(st.sampled_from([*[None] * 4, 6, 15])),
    }
