"""A small world of the real lists and a few activities, and children drawn for it."""

from datetime import date, timedelta
from functools import cache

import attrs
from hypothesis import strategies as st

from motorplan.catalogue import Catalogue, training_index
from motorplan.gathering import load_catalogue
from motorplan.model.children import (
    Child,
    Function,
    Goal,
    Precaution,
    Seen,
    Slot,
    TagLimit,
    WeekTime,
)
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
GOALS = (
    "builds-bridge",
    "cuts-on-line",
    "fastens-large-buttons",
    "hops-five-times",
    "sits-alone",
    "sorts-by-kind",
    "threads-small-beads",
    "walks-downstairs-alternating",
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
THINGS = ("button-board", "large-beads", "safety-scissors", "small-beads", "stairs-with-rail")


@cache
def small() -> Catalogue:
    """Return the real lists with nine activities."""
    real = load_catalogue()
    activities = {i: real.activities[i] for i in FEW}
    return attrs.evolve(real, activities=activities, training=training_index(activities))


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
    """Draw a child of any age, with anything that may stand in a file."""
    catalogue = small()
    months = draw(st.integers(1, 140))
    days = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True))
    place = draw(st.sampled_from(["home", "home", "classroom", "clinic", "outdoors"]))
    words = sorted(catalogue.safety.precautions)
    standing = draw(st.lists(st.sampled_from(words), max_size=2, unique=True))
    skills = draw(
        st.dictionaries(
            st.sampled_from(SEEN), st.sampled_from(Level).map(lambda v: Seen(level=v)), max_size=9
        )
    )
    goals = draw(st.lists(st.sampled_from(GOALS), min_size=1, max_size=3, unique=True))
    kinds = st.sampled_from(["build", "build", "keep", "adapt", "join-in"])
    return child(
        born=START - timedelta(days=months * 30),
        gestation_weeks=draw(st.sampled_from([None, None, 24, 33, 41])),
        safety_asked=draw(st.sampled_from([None, date(2026, 11, 20), date(2025, 1, 1)])),
        mouths=draw(st.sampled_from([None, "never", "sometimes", "often"])),
        eats=draw(st.sampled_from([None, "everything", "puree-only"])),
        stays_close=draw(st.sampled_from([None, "stays", "runs-off"])),
        little_ones=draw(st.sampled_from([(), ("under-3",)])),
        precautions=tuple(
            Precaution(id=i, now=draw(st.sampled_from(["active", "controlled", "past"])))
            if not catalogue.safety.precautions[i].time_limited
            else Precaution(id=i, until=date(2026, 12, 16))
            for i in standing
        ),
        allergies=tuple(draw(st.sets(st.sampled_from(["wheat", "nickel", "latex"]), max_size=2))),
        avoid=tuple(draw(st.sets(st.sampled_from(["cutting", "threading", "ball"]), max_size=1))),
        interests=tuple(draw(st.sets(st.sampled_from(["animals", "trains", "socks"])))),
        moves_by=draw(st.sampled_from([None, ("walks",), ("manual-chair",), ("crawls",)])),
        sits=draw(st.sampled_from([None, "alone", "special-seat"])),
        weaker_side=draw(st.sampled_from(["none", "left"])),
        touch_help=draw(st.sampled_from(["ask-first", "no"])),
        pace=draw(st.sampled_from(["gentle", "steady", "stretch"])),
        variety=draw(st.sampled_from(["same", "some", "lots"])),
        concerns=draw(st.sampled_from([{}, {}, {"pain": "knee"}, {"neck": "stiff"}])),
        limits=draw(st.sampled_from([{}, {"seated": TagLimit(max=1)}])),
        function=draw(st.sampled_from([None, None, Function(course="progressive")])),
        equipment=draw(st.sampled_from([(), ("button-aid",), ("spring-scissors-aid",)])),
        skills=skills,
        goals=tuple(Goal(skill=i, kind=draw(kinds)) for i in goals),
        week=WeekTime(
            place=place,
            space=draw(st.sampled_from(["table", "room", "hall"])),
            adults=draw(st.integers(0, 2)),
            materials=tuple(draw(st.sets(st.sampled_from(THINGS)))),
            days={
                day: (Slot(minutes=draw(st.integers(4, 35))),)
                for day in sorted(days, key=WEEKDAYS.index)
            },
        ),
    )
